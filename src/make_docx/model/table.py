"""Holds the tables of a job: records beside the indicators, such as stages, tasks, visits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias, Union

from msgspec import Struct, field

from make_docx.model.cell import Cell, CellRef, Picture
from make_docx.model.choices import ColumnType, FilledBy

if TYPE_CHECKING:
    from make_docx.model.report import Figure


class Column(Struct, frozen=True):
    """栏目: one column of a table; `choices` are the only words allowed, if there are any."""

    label: str
    column_type: ColumnType = ColumnType.TEXT
    unit: str = ""  # 计量单位
    required: bool = True
    choices: tuple[str, ...] = ()
    note: str = ""
    ref: CellRef | None = None


class Table(Struct, frozen=True):
    """A table as declared in the kind and in the 表格 sheet of the brief.

    `in_order` wants the dates of its first dated column to go on from row to row, `apart` wants
    its 起止日期 not to overlap. `minimum` is the fewest rows (条) that whoever fills it in owes.
    """

    name: str
    filled_by: FilledBy
    columns: tuple[Column, ...]
    in_order: bool = False
    apart: bool = False
    minimum: int = 0
    note: str = ""
    ref: CellRef | None = None

    def column(self, label: str) -> Column | None:
        return next((column for column in self.columns if column.label == label), None)


class Record(Struct, frozen=True):
    """A row of a table as found; a blank cell is in `cells` too, so that it has a place."""

    ref: CellRef  # its first cell
    cells: Mapping[str, Cell]  # label of the column → its cell
    pictures: Mapping[str, Picture] = field(default_factory=dict)


class Day(Struct, frozen=True):
    """A date as people write it: without a year where the year is plain, or only a month."""

    month: int
    day: int | None = None
    year: int | None = None


class Period(Struct, frozen=True):
    """起止日期; `last` is `first` where there is one day only."""

    first: Day
    last: Day


Value: TypeAlias = Union[str, "Figure", Day, Period, Picture, None]


class Entry(Struct, frozen=True):
    """A record that was checked; None where an optional cell is blank.

    `unit` is who filled it in: a unit's name, or empty for the issuing office.
    """

    record: Record
    values: Mapping[str, Value]
    unit: str = ""
