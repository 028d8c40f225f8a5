"""Turns the 署名 of a joint document into rows with a place for each seal (7.3.5.1).

Our reading: the organs stand side by side in their order, row under row, each centred in a place
as wide as a seal at least. The last organ stands where the one organ of another document would:
over the date, which ends 4 字 in from the right. A row that is not full ends there too. Between
two seals of 42 mm are 3 mm and more, between two rows 9 mm.
"""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from make_docx.official import page
from make_docx.official.title import break_title

_RADIUS: Final = page.twips(page.SEAL_DIAMETER_MM / 2)
_GAP: Final = 0.5  # 字 between two names, and of their places more than they take
_FEW: Final = 2  # organs a row where names are too long for three


class Seals(Struct, frozen=True):
    """The places: `centres` in twips from the edge of the 版心, left to right, the last the date's.

    `lines` are the lines of text from the first 署名 to the last, each with a text for every place;
    empty ones are between the rows.
    """

    centres: tuple[int, ...]
    lines: tuple[tuple[str, ...], ...]


def seals(names: tuple[str, ...], date: str) -> Seals:
    """The places of `names`, two at least, over `date`."""
    last = date_centre(date)
    name = max(map(page.widest, names))
    widest = name + _GAP
    pitch = (last - _RADIUS) // (page.SEALS_PER_ROW - 1)
    is_short = widest * page.ADVANCE <= min(pitch, 2 * _RADIUS)
    places = page.SEALS_PER_ROW if is_short and len(names) not in (2, 4) else _FEW
    if places == _FEW:
        name = min(name, _longest_of_two(last) - _GAP)
        widest = name + _GAP
        half = max(round(widest * page.ADVANCE / 2), _RADIUS)
        pitch = last - max(half, page.TEXT_WIDTH // 4)
    centres = tuple(last - pitch * step for step in reversed(range(places)))
    return Seals(centres, tuple(_lines(names, places, name)))


def date_centre(date: str) -> int:
    """Twips from the edge of the 版心 to the middle of a date that ends 4 字 in (7.3.5.1)."""
    half = page.width(date) * page.ADVANCE / 2
    return round(page.TEXT_WIDTH - page.SEALED_DATE_RIGHT * page.EM - half)


def _longest_of_two(last: int) -> float:
    """字 that two names side by side may take: inside the 版心, and not into each other."""
    outside = 2 * (page.TEXT_WIDTH - last)
    return min(outside, last / 1.5) / page.ADVANCE


def _lines(names: tuple[str, ...], places: int, width: float) -> list[tuple[str, ...]]:
    full, more = divmod(len(names), places)
    sizes = [places] * full + [more] * bool(more)
    lines: list[tuple[str, ...]] = []
    start = 0
    for size in sizes:
        if lines:
            lines += [("",) * places] * (page.SEAL_ROW_LINES - 1)
        row: list[tuple[str, ...]] = [("",)] * (places - size)
        row += [_broken(name, width) for name in names[start : start + size]]
        height = max(map(len, row))
        # the last lines are level, so that the date is close to the last 署名
        padded = [("",) * (height - len(cell)) + cell for cell in row]
        lines += list(zip(*padded, strict=True))
        start += size
    return lines


def _broken(name: str, width: float) -> tuple[str, ...]:
    return (name,) if page.widest(name) <= width else break_title(name, width=int(width))
