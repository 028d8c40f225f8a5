"""Turns the 统计表 of a document back into figures, of every unit and in total.

A cell is read as the table prints it (`wording.number.bare`) and as people reword it: 约104,
104左右, 104余, 1.5万, /, 未报, 未填, — and 98.5%.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

from msgspec import Struct

from make_docx.chain.payload import Reading
from make_docx.chain.story import Table
from make_docx.figures.exactness import exactly, plain
from make_docx.figures.grammar import read_amount
from make_docx.figures.roster import normal_name
from make_docx.labels import UNIT_NAME, label_key
from make_docx.late_pattern import late_pattern
from make_docx.model import CellRef, RowKind, Status
from make_docx.wording.number import PERCENT

SHEET: Final = "统计表"
_NUMBER_HEAD: Final = label_key("序号")
_NAME_HEAD: Final = label_key(UNIT_NAME)
_RANK_HEAD: Final = label_key("名次")
_HEADS: Final = frozenset({(_NUMBER_HEAD, _NAME_HEAD), (_RANK_HEAD, _NAME_HEAD)})
_TOTAL: Final = "合计"
SUBTOTAL: Final = "小计"
_MISSING: Final = frozenset({"未报", "未填", "—", "——"})
_MOST_BEFORE: Final = 3  # rows that somebody put above the head
_UNIT: Final = late_pattern(r"[(（]([^()（）]*)[)）]$")


class Column(Struct, frozen=True):
    """A column of figures: `head` as printed on one line, and its place from 0."""

    head: str
    at: int

    @property
    def label(self) -> str:
        return _UNIT.sub("", self.head)

    @property
    def unit(self) -> str:
        """What stands in brackets at the end; it may belong to the label."""
        found = _UNIT.search(self.head)
        return found[1] if found else ""


class AnnexRow(Struct, frozen=True):
    """A row of figures; `number` counts all rows of the table from 1, the head among them."""

    kind: RowKind
    name: str
    number: int
    cells: tuple[str, ...]  # of the whole row

    def cell(self, column: Column) -> str:
        return self.cells[column.at].strip() if column.at < len(self.cells) else ""


class Annex(Struct, frozen=True, dict=True):
    """One 统计表 as it is printed."""

    columns: tuple[Column, ...]
    rows: tuple[AnnexRow, ...]

    @cached_property
    def units(self) -> Mapping[str, AnnexRow]:
        """Normal name → row; the first of two rows of one name."""
        found: dict[str, AnnexRow] = {}
        for row in self.rows:
            if row.kind is RowKind.UNIT:
                found.setdefault(normal_name(row.name), row)
        return found

    @cached_property
    def total(self) -> AnnexRow | None:
        """The last 合计; an only unit needs none, and stands for it."""
        totals = [row for row in self.rows if row.kind is RowKind.TOTAL]
        if totals:
            return totals[-1]
        return self.rows[0] if [row.kind for row in self.rows] == [RowKind.UNIT] else None

    def column(self, label: str, unit: str) -> Column | None:
        """The column of an indicator, whose head names it with its 计量单位 or without one."""
        wanted = {label_key(label), label_key(f"{label}({unit})")}
        return next((c for c in self.columns if label_key(c.head) in wanted), None)


def annexes(tables: Iterable[Table]) -> tuple[Annex, ...]:
    """The tables that are a 统计表: its head names 序号 and 单位名称."""
    return tuple(annex for table in tables for annex in _annex(table))


def ranking(table: Table) -> Annex | None:
    """A table as a 排名表, if its head names 名次 and 单位名称."""
    return next(_annex(table, _RANK_HEAD), None)


def telling(tables: Sequence[Annex], wanted: Iterable[tuple[str, str]]) -> tuple[Annex, ...]:
    """Those of `tables` with a column of one of the indicators, as (label, 计量单位).

    A log that the units kept has 序号 and 单位名称 in its head too. Where no head names an
    indicator, because somebody has changed the heads, those that have nothing but figures.
    """
    indicators = tuple(wanted)
    found = tuple(
        table for table in tables if any(table.column(label, unit) for label, unit in indicators)
    )
    return found or tuple(table for table in tables if _is_of_figures(table))


def _is_of_figures(table: Annex) -> bool:
    """Whether every column has figures in most of its cells, as none of words or dates has."""
    return all(
        2 * sum(reading_of(row.cell(column), column.unit) is not None for row in table.rows)
        > len(table.rows)
        for column in table.columns
    )


def reading_of(text: str, unit: str) -> Reading | None:
    """What a cell below a head of 计量单位 `unit` says; None if it is no figure."""
    shown = "".join(text.split())
    if shown in _MISSING:
        return Reading(None, Status.MISSING)
    amount = read_amount(shown, unit)
    if amount is None or amount.has_other_unit:
        return None
    value = amount.value
    if value is not None and unit == PERCENT:
        with exactly():
            value = plain(value / 100)
    return Reading(value, amount.status)


def cell_ref(file: str, row: AnnexRow, column: Column) -> CellRef:
    """The cell as Word itself counts: D12 is the fourth of the twelfth row."""
    return CellRef(file, SHEET, f"{_letters(column.at)}{row.number}")


def _annex(table: Table, first: str = _NUMBER_HEAD) -> Iterator[Annex]:
    for at, row in enumerate(table[:_MOST_BEFORE]):
        keys = [label_key(text) for text in row]
        if keys[:2] == [first, _NAME_HEAD]:
            columns = (Column("".join(text.split()), n) for n, text in enumerate(row[2:], start=2))
            rows = enumerate(table[at + 1 :], start=at + 2)
            yield Annex(
                tuple(column for column in columns if column.head),
                tuple(found for number, cells in rows for found in _row(cells, number)),
            )
            return


def _row(cells: Sequence[str], number: int) -> Iterator[AnnexRow]:
    place, name = (normal_name(text) for text in (*cells, "", "")[:2])
    if not name or (label_key(place), label_key(name)) in _HEADS:
        return  # an empty row, or the head once more
    kind = RowKind.UNIT
    if not place and name == _TOTAL:
        kind = RowKind.TOTAL
    elif not place and name.endswith(SUBTOTAL):
        kind = RowKind.SUBTOTAL
    yield AnnexRow(kind, " ".join(cells[1].split()), number, tuple(cells))


def _letters(at: int) -> str:
    letters = ""
    number = at + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
