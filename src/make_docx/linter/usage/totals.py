"""Turns the cells of a table into its totals, each with what its parts add up to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from msgspec import Struct

Grid = Sequence[Sequence[str]]
Parts = tuple[int, ...]  # indices of the rows that a total adds up

_NUMBER: Final = re.compile(r"[-－]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,18})(?:\.[0-9]{1,12})?")
_ABSENT: Final = frozenset({"", "/", "-", "－", "–", "—", "——", "无", "未报", "未填", "不适用"})
_YEAR: Final = re.compile("(?:19|20)[0-9]{2}年?")
_TOTAL: Final = re.compile(
    "(?:总|全[省市县区镇乡局委州系统]{1,2})?(?:合计|总计|共计)(?:[（(].*[）)])?"
)
_SUBTOTAL: Final = re.compile(".*小计")
# Rows beside the parts that are no parts, and heads of columns that are not added up.
_BESIDE: Final = re.compile("平均|占比|比重|比例|百分比|同比|环比|增长|增幅|上年|去年|率$")
_NOT_ADDED: Final = re.compile(
    "率|%|％|‰|占比|比重|比例|单价|均价|序号|人均|户均|日均|平均|得分|分值|排名|名次|年份|电话|时间|日期"
    "|编号|编码|增长|增幅|同比|环比|规格|型号|年龄|面积/|备注|代码"
)
_CHINESE_ORDER: Final = re.compile(
    "(?:[一二三四五六七八九十]+|[（(][一二三四五六七八九十]+[）)])(?:、|$)"
)
_PART_OF: Final = re.compile("其中")
_COLUMN_NUMBERS: Final = frozenset({"", "栏次", "行次", "甲", "栏目"})


class Total(Struct, frozen=True):
    """A cell in a row of 合计 or 小计."""

    row: int  # index into the grid
    column: int
    label: str
    head: str
    shown: Decimal
    added: Decimal

    @property
    def is_right(self) -> bool:
        return self.shown == self.added


def totals(grid: Grid) -> tuple[Total, ...]:
    """Every total that can be checked, of columns in which all cells are exact numbers.

    Nothing where it is not plain what is added up: several 合计, 其中, or two levels of numbers.
    """
    rows = _Rows(grid)
    if len(rows.grand) != 1 or not rows.is_plain:
        return ()
    numeric = [column for column in range(rows.width) if rows.is_added(column)]
    grand = _checked(rows, rows.grand[0], rows.parts or rows.sub, numeric)
    if rows.parts and rows.sub:
        by_sub = {t.column: t for t in _checked(rows, rows.grand[0], rows.sub, numeric)}
        grand = (t if t.is_right else by_sub.get(t.column, t) for t in grand)
    return (*_subtotals(rows, numeric), *(t for t in grand if not _is_twice(t)))


def _is_twice(total: Total) -> bool:
    """Rows of one level were added to those of another, which are not marked."""
    return total.shown != 0 and total.added == 2 * total.shown


def _subtotals(rows: _Rows, numeric: Sequence[int]) -> tuple[Total, ...]:
    """小计 stand behind their parts or before them: whichever fits better, if one does at all."""
    best: tuple[Total, ...] = ()
    for groups in (rows.groups_before(numeric), rows.groups_behind()):
        found = tuple(
            total for row, parts in groups.items() for total in _checked(rows, row, parts, numeric)
        )
        right = sum(total.is_right for total in found)
        if right > sum(total.is_right for total in best):
            best = found
    return best


def _checked(rows: _Rows, row: int, parts: Parts, numeric: Iterable[int]) -> Iterator[Total]:
    for column in numeric:
        shown = rows.number(row, column)
        values = [v for part in parts if (v := rows.number(part, column)) is not None]
        # The highest or the last of the parts, or what is the same for all, is no sum.
        if shown is None or len(values) < 2 or (shown in values and shown != sum(values)):
            continue
        label, head = rows.label(row), rows.head(column)
        yield Total(row, column, label, head, shown, sum(values, Decimal(0)))


class _Rows:
    """The rows of a grid by what they are: head, parts, 小计, 合计."""

    def __init__(self, grid: Grid) -> None:
        self.cells = [[re.sub(r"\s", "", text) for text in row] for row in grid]
        self.raw = grid
        self.width = max(map(len, grid), default=0)
        first = next((i for i in range(len(grid)) if self._has_figures(i)), len(grid))
        self.head_rows = range(first)
        below = [i for i in range(first, len(grid)) if self._numbers(i)]
        self.grand = [i for i in below if _TOTAL.fullmatch(self.label(i))]
        self.sub = tuple(i for i in below if _SUBTOTAL.fullmatch(self.label(i)))
        others = {*self.grand, *self.sub}
        self.parts = tuple(
            i for i in below if i not in others and not _BESIDE.search(self.label(i))
        )

    def _numbers(self, row: int) -> list[str]:
        return [text for text in self.cells[row] if _NUMBER.fullmatch(text)]

    def _has_figures(self, row: int) -> bool:
        """Whether it is no head: a row of years or of the numbers of columns still is."""
        numbers = self._numbers(row)
        if not numbers or all(_YEAR.fullmatch(text) for text in numbers):
            return False
        counted = [str(n) for n in range(1, len(numbers) + 1)]
        return not (numbers == counted and self.label(row) in _COLUMN_NUMBERS)

    def label(self, row: int) -> str:
        """The first cell of the first three that says 合计 or 小计, else the first with a word."""
        texts = [t for t in self.cells[row][:3] if t and not _NUMBER.fullmatch(t)]
        named = [t for t in texts if _TOTAL.fullmatch(t) or _SUBTOTAL.fullmatch(t)]
        return next(iter((*named, *texts)), "")

    def head(self, column: int) -> str:
        texts = [self.cells[i][column] for i in self.head_rows if column < len(self.cells[i])]
        return "".join(dict.fromkeys(texts))

    def number(self, row: int, column: int) -> Decimal | None:
        text = self.cells[row][column] if column < len(self.cells[row]) else ""
        return (
            Decimal(text.replace(",", "").replace("－", "-")) if _NUMBER.fullmatch(text) else None
        )

    def is_added(self, column: int) -> bool:
        below = (*self.grand, *self.sub, *self.parts)
        texts = {self.cells[i][column] if column < len(self.cells[i]) else "" for i in below}
        return not _NOT_ADDED.search(self.head(column)) and all(
            text in _ABSENT or _NUMBER.fullmatch(text) for text in texts
        )

    @property
    def is_plain(self) -> bool:
        """Whether all parts are of one level, and the head has no column twice."""
        heads = [head for c in range(self.width) if (head := self.head(c))]
        if len(heads) != len(set(heads)):
            return False
        orders = {self._is_ordered_in_chinese(i) for i in self.parts}
        indented = {self._is_indented(i) for i in self.parts}
        part_of = any(_PART_OF.search("".join(row[:3])) for row in self.cells)
        return len(orders) < 2 and len(indented) < 2 and not part_of

    def _is_ordered_in_chinese(self, row: int) -> bool:
        return any(_CHINESE_ORDER.match(text) for text in self.cells[row][:2])

    def _is_indented(self, row: int) -> bool:
        label = self.label(row)
        return any(
            text[:1].isspace() and re.sub(r"\s", "", text) == label for text in self.raw[row][:3]
        )

    def groups_before(self, numeric: Sequence[int]) -> dict[int, Parts]:
        """小计 → the parts above it, up to the 小计 before, but for those that stand alone.

        The only part of a group needs no 小计, and stands above the parts of the next.
        """
        groups, since = {}, -1
        for row in self.sub:
            parts = tuple(part for part in self.parts if since < part < row)
            groups[row] = parts[self._alone(row, parts, numeric) :]
            since = row
        return groups

    def _alone(self, row: int, parts: Parts, numeric: Sequence[int]) -> int:
        """How many of the first parts a 小计 does not count: those without which most adds up."""
        fits = [0] * max(1, len(parts) - 1)
        for column in numeric:
            added = Decimal(0)
            for at in reversed(range(len(parts))):
                added += self.number(parts[at], column) or 0
                if at < len(fits):
                    fits[at] += added == self.number(row, column)
        return fits.index(max(fits))

    def groups_behind(self) -> dict[int, Parts]:
        """小计 → the parts below it, up to the next 小计."""
        ends = (*self.sub[1:], len(self.cells))
        return {
            row: tuple(part for part in self.parts if row < part < end)
            for row, end in zip(self.sub, ends, strict=False)  # no 小计, no end
        }
