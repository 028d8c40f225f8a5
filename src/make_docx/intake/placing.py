"""Turns the anchor of a picture into the cell in whose row most of it is seen.

A photo that is dragged into place starts a little above the row that it belongs to as often as not,
and its corner alone would give it to the record before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Final

from msgspec import Struct

from make_docx.intake.package import Events, attribute, is_true
from make_docx.intake.sheet import Spot

_EMU: Final = 12_700  # in a point
_USUAL_HEIGHT: Final = 15 * _EMU
_MOST_ROWS: Final = 100  # that are looked at for one picture


class Anchor(Struct, frozen=True):
    """Where a picture hangs; rows count from 1, lengths are EMU.

    `offset` is how far below the top of `spot` it starts. `end` and `rest` are the row in which
    it ends, and how far down; `height` counts where there is no `end`.
    """

    spot: Spot
    offset: int = 0
    end: int = 0
    rest: int = 0
    height: int = 0

    @property
    def is_within(self) -> bool:
        """Whether its rows are plain without their heights."""
        return self.end == self.spot.row or not (self.end or self.height)


class RowHeights(Events):
    """Takes a worksheet; `of` has its heights in EMU."""

    def __init__(self, usual: int = _USUAL_HEIGHT, own: Mapping[int, int] | None = None) -> None:
        self.usual = usual
        self.own = dict(own or {})
        self._row = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "sheetFormatPr":
            self.usual = _length(attribute(attributes, "defaultRowHeight"), self.usual)
        elif tag == "row":
            self._row = int(attributes.get("r", self._row + 1))
            if is_true(attributes.get("hidden")):
                self.own[self._row] = 0
            elif "ht" in attributes:
                self.own[self._row] = _length(attributes["ht"], self.usual)

    def of(self, row: int) -> int:
        return self.own.get(row, self.usual)


def seen_at(anchor: Anchor, heights: RowHeights) -> Spot:
    """The cell below the left edge of the picture in the row that holds most of it."""
    pieces = list(_pieces(anchor, heights))
    most = max((height for _, height in pieces), default=0)
    row = next((row for row, height in pieces if height == most > 0), anchor.spot.row)
    return Spot(row, anchor.spot.column)


def _pieces(anchor: Anchor, heights: RowHeights) -> Iterator[tuple[int, int]]:
    """Rows, and how much of the picture each of them shows."""
    skipped, left = anchor.offset, anchor.height
    for row in range(anchor.spot.row, anchor.spot.row + _MOST_ROWS):
        height = heights.of(row)
        if row == anchor.end:
            yield row, min(anchor.rest, height)
            return
        shown = max(height - skipped, 0)
        skipped = max(skipped - height, 0)
        if not anchor.end:
            shown = min(shown, left)
            left -= shown
        yield row, shown
        if not anchor.end and left <= 0:
            return


def _length(points: str, usual: int) -> int:
    try:
        return int(Decimal(points) * _EMU)
    except (InvalidOperation, ValueError, OverflowError):
        return usual
