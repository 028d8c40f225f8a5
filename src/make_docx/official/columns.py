"""Turns a 统计表 into the page, the type size and the column widths that hold it.

The standard gives no font or size for tables (clause 8 only says how a landscape page stands);
what is here is practice: 小四 down to 六号, heads of up to three lines without a word divided (four
before the page is turned or the type smaller than 五号 for them), and a number is never
broken.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product, repeat
from typing import Final

from msgspec import Struct

from make_docx.model import StatTable, TableColumn
from make_docx.official import page
from make_docx.official.heads import broken, narrowest_whole
from make_docx.official.wrap import narrowest

_SLACK: Final = 0.1  # 字; borders and rounding
_HEAD_LINES: Final = 3
_MORE_HEAD_LINES: Final = 4  # before the page is turned for the heads
_MOST_HEAD_LINES: Final = 6  # in the smallest type, before the table is too wide
_SIDE: Final = 70  # twips between a cell's border and its text
_NARROW_SIDE: Final = 50  # before the page is turned
_LEAST_SIDE: Final = 30
_TEXT_LINES: Final = 2
_LONGEST_NAME: Final = 15.0  # 字; what is longer is a text and may be broken anywhere
_LEAST_OF_TEXT: Final = 8.0  # 字; a text of 18 reads well on two lines of nine
_NARROWEST_TEXT: Final = 5.0  # 字; before a table of many texts is too wide
_USUAL: Final = 0.9  # of the texts of a column; a single long one does not make it wide
_SHORTEST: Final = 2.0  # 字 in a column
_ONE_DIGIT: Final = str.maketrans("123456789", "0" * 9)  # all digits are as wide as each other


class TableFit(Struct, frozen=True):
    """How a table is set: type size in points, widths and cell margins in twips.

    `heads` are the columns' heads with their lines broken between words. Where `holds` is
    false the columns are narrower than their numbers.
    """

    size: float
    landscape: bool
    side: int
    widths: tuple[int, ...]
    heads: tuple[str, ...]
    holds: bool

    @property
    def line(self) -> int:
        """Line height in twips; the lines of the body would be too far apart."""
        return round(self.size * 3) * 10


class _Need(Struct, frozen=True):
    """Width of a column in 字: with its lines broken, and on one line."""

    least: float
    whole: float


class _Extent(Struct, frozen=True):
    """Widths in 字 of the lines typed into a column: of the longest, and what most have at most."""

    longest: float
    usual: float


class _Choice(Struct, frozen=True):
    needs: tuple[_Need, ...]
    width: int
    size: float
    head_lines: int
    side: int = _SIDE

    def twips(self, width: float) -> int:
        return math.ceil((width + _SLACK) * self.size * page.TWIPS_PER_POINT) + 2 * self.side

    @property
    def holds(self) -> bool:
        return sum(self.twips(need.least) for need in self.needs) <= self.width


@lru_cache(maxsize=4)  # the page is asked for by the checks, the drawing and the proof-reading
def fit_table(table: StatTable) -> TableFit:
    """Upright where the columns fit into 156 mm, else landscape, else in smaller type.

    Names stay on one line as long as the type need not be smaller than 五号 for it.
    """
    for chosen in _choices(table):
        if chosen.holds:
            break
    widths = _shared(chosen)
    em = chosen.size * page.TWIPS_PER_POINT
    return TableFit(
        size=chosen.size,
        landscape=chosen.width == page.TEXT_HEIGHT,
        side=chosen.side,
        widths=widths,
        heads=tuple(
            _head(column, (width - 2 * chosen.side) / em, chosen.head_lines)
            for column, width in zip(table.columns, widths, strict=True)
        ),
        holds=chosen.holds,
    )


def _choices(table: StatTable) -> Iterator[_Choice]:
    """From what reads best to what is tried before the table is too wide."""
    larger, usual, *smaller = page.TABLE_SIZES
    columns = zip(*(row.cells for row in table.rows), strict=True) if table.rows else repeat(())
    extents = [
        _extent(column, cells) for column, cells in zip(table.columns, columns, strict=False)
    ]
    few, upright, turned = range(1, _HEAD_LINES + 1), page.TEXT_WIDTH, page.TEXT_HEIGHT
    for size, lines in product((larger, usual), few):
        yield _Choice(_needs(table, extents, lines), upright, size, lines)
    for lines in (_HEAD_LINES, _MORE_HEAD_LINES):
        yield _Choice(_needs(table, extents, lines), upright, usual, lines, _NARROW_SIDE)
    for size, lines in product((larger, usual), few):
        yield _Choice(_needs(table, extents, lines), turned, size, lines)
    for size in (usual, *smaller):
        for lines in (_HEAD_LINES, _MORE_HEAD_LINES):
            needs = _needs(table, extents, lines, text_lines=_TEXT_LINES)
            yield _Choice(needs, turned, size, lines)
        needs = _needs(table, extents, _HEAD_LINES, text_lines=_TEXT_LINES, divided=True)
        yield _Choice(needs, turned, size, _HEAD_LINES)
    texts = [
        each if column.numeric else _Extent(min(each.longest, _NARROWEST_TEXT), each.usual)
        for column, each in zip(table.columns, extents, strict=True)
    ]
    lines = _MOST_HEAD_LINES
    for size in smaller:
        yield _Choice(_needs(table, texts, lines, divided=True), turned, size, lines)
    tight = _needs(table, extents, lines, text_lines=_TEXT_LINES, divided=True)
    yield _Choice(tight, turned, smaller[-1], lines, _LEAST_SIDE)


def _needs(
    table: StatTable,
    extents: Sequence[_Extent],
    head_lines: int,
    *,
    text_lines: int = 1,
    divided: bool = False,
) -> tuple[_Need, ...]:
    """With heads of so many lines, in which words are `divided` or not."""
    needs = []
    for column, extent in zip(table.columns, extents, strict=True):
        content = extent.longest
        if not column.numeric:
            content = math.ceil(_on_one_line(extent.longest) / text_lines)
        head, whole = _head_needs(column, head_lines, divided=divided)
        least = max(_SHORTEST, content, head)
        needs.append(_Need(least, max(least, extent.usual, whole)))
    return tuple(needs)


@lru_cache(maxsize=1024)
def _head_needs(column: TableColumn, lines: int, *, divided: bool) -> tuple[float, float]:
    """Width in 字 of a head in so many lines, and on one."""
    least = narrowest(column.head, lines) if divided else narrowest_whole(column.head, lines)
    return max(least, page.widest(_unit(column))), page.width(column.head)


def _on_one_line(longest: float) -> float:
    """What a column of words should at least have room for: its names whole, half of a text."""
    if longest <= _LONGEST_NAME:
        return longest
    return max(_LEAST_OF_TEXT, min(_LONGEST_NAME, longest / 2))


def _extent(column: TableColumn, texts: Sequence[str]) -> _Extent:
    whole = "".join(texts)
    if column.numeric and whole.isdigit() and whole.isascii():  # as most are
        longest = page.HALF * max(map(len, texts))
        return _Extent(longest, longest)
    cells = set(texts)
    lines = set("\n".join(cells).translate(_ONE_DIGIT).split("\n"))
    widths = {line: page.widest(line) for line in lines}
    longest = max(widths.values())
    if column.numeric or longest <= _LONGEST_NAME:
        return _Extent(longest, longest)
    shapes = (cell.translate(_ONE_DIGIT).split("\n") for cell in cells)
    every = sorted(max(map(widths.__getitem__, shape)) for shape in shapes)
    return _Extent(longest, every[int(_USUAL * (len(every) - 1))])


def _shared(choice: _Choice) -> tuple[int, ...]:
    """Widths that fill the page: the least first, then up to one line, then all in proportion."""
    least = [choice.twips(need.least) for need in choice.needs]
    pairs = zip(choice.needs, least, strict=True)
    wanted = [choice.twips(need.whole) - low for need, low in pairs]
    spare = choice.width - sum(least)
    if 0 <= spare < sum(wanted):
        exact = [low + spare * more / sum(wanted) for low, more in zip(least, wanted, strict=True)]
    else:
        whole = least if spare < 0 else [sum(pair) for pair in zip(least, wanted, strict=True)]
        exact = [each * choice.width / sum(whole) for each in whole]
    edges = [round(sum(exact[: index + 1])) for index in range(len(exact))]
    return tuple(edge - before for before, edge in zip([0, *edges], edges, strict=False))


def _head(column: TableColumn, width: float, most: int) -> str:
    """The head in lines of `width` 字, broken between words, its unit below."""
    lines = broken(column.head, max(_SHORTEST, width), most)
    return "\n".join((*lines, _unit(column))) if column.unit else "\n".join(lines)


def _unit(column: TableColumn) -> str:
    return f"（{column.unit}）" if column.unit else ""
