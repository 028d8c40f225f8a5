"""Turns units' figures into their order, the one that can be read off the printed table."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from msgspec import Struct

from make_docx.model import Figure, Status
from make_docx.wording import number

_SIDES: Final = {Status.AT_LEAST: 1, Status.AT_MOST: -1}


class Ranked(Struct, frozen=True):
    """A unit and its figure; `place` is one more than there are units before it: 1, 2, 2, 4."""

    name: str
    figure: Figure
    place: int


def as_printed(figure: Figure, decimals: int | None = None) -> tuple[Decimal, int]:
    """What a figure with a value is ranked by: 300余 before 300 and 约300, these before 近300.

    The value is the one that is printed: nobody could tell 98.76% from 98.80% where both say 98.8%.
    """
    return number.printed(figure, decimals), _SIDES.get(figure.status, 0)


def ranked(
    figures: Iterable[tuple[str, Figure]], decimals: int | None = None, *, is_from_top: bool = True
) -> list[Ranked]:
    """Those of `figures` that have a value, from the highest on or from the lowest.

    Who ties is in the order of `figures`.
    """
    keys = [
        (as_printed(figure, decimals), name, figure)
        for name, figure in figures
        if figure.value is not None
    ]
    keys.sort(key=lambda entry: entry[0], reverse=is_from_top)
    found: list[Ranked] = []
    for at, (key, name, figure) in enumerate(keys):
        is_tied = at > 0 and key == keys[at - 1][0]
        found.append(Ranked(name, figure, found[-1].place if is_tied else at + 1))
    return found


def foremost(
    figures: Iterable[tuple[str, Figure]],
    places: int,
    decimals: int | None = None,
    *,
    is_from_top: bool = True,
) -> list[tuple[str, Figure]]:
    """The first or the last `places`, and all that tie on the last of them.

    Nobody is among the first with zero; among the last there is.
    """
    known = ((name, figure) for name, figure in figures if figure.value or not is_from_top)
    ranks = ranked(known, decimals, is_from_top=is_from_top)
    return [(one.name, one.figure) for one in ranks if one.place <= places]
