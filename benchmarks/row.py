"""Holds one row of the table: what was measured, against what, and what is aimed at."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from benchmarks.measure import Ratio, Sample, median_cpu, median_wall, ratio


class Aim(Struct, frozen=True):
    """`limit` is a ratio: times faster than the peer, or a share of the peer's time."""

    limit: float
    is_faster: bool

    def met(self, value: float) -> bool:
        return value >= self.limit if self.is_faster else value <= self.limit

    def __str__(self) -> str:
        return f"≥ {self.limit:g}x faster" if self.is_faster else f"≤ {self.limit:g}x its time"


class Row(Struct, frozen=True):
    """A measured row; without a ratio it is a `note` only, such as what is not there."""

    work: str
    peer: str
    note: str = ""
    aim: Aim | None = None
    wall: Ratio | None = None
    cpu: Ratio | None = None
    ours_seconds: float = 0.0
    peer_seconds: float = 0.0
    ours_cpu: float = 0.0
    peer_cpu: float = 0.0

    @property
    def verdict(self) -> str:
        if self.aim is None or self.wall is None:
            return "–"
        return "yes" if self.aim.met(self.wall.median) else "no"


def compared(
    work: str,
    ours: Sequence[Sample],
    peer: str,
    theirs: Sequence[Sample],
    aim: Aim | None,
    note: str = "",
) -> Row:
    """The row of two contestants that took turns."""
    over, under = (theirs, ours) if aim is None or aim.is_faster else (ours, theirs)
    return Row(
        work,
        peer,
        note,
        aim,
        ratio(over, under),
        ratio(over, under, cpu=True),
        median_wall(ours),
        median_wall(theirs),
        median_cpu(ours),
        median_cpu(theirs),
    )
