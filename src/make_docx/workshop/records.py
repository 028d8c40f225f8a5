"""Turns a table into rows that somebody could have filled in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from make_docx.kinds.toml_text import FILE_NAME
from make_docx.model import (
    Cell,
    CellKind,
    CellRef,
    Column,
    ColumnType,
    FilledBy,
    Picture,
    Record,
    Table,
)
from make_docx.wording.citation import title_in_marks

ROWS: Final = 3
_FIRST_ROW: Final = 5
_BEGINNING: Final = dt.date(2021, 5, 1)
_ORDINALS: Final = "一二三四五六七八九"


def rows_of(table: Table) -> tuple[Mapping[str, str], ...]:
    """Label → what is typed, row by row; photos cannot be typed.

    The dates go on from row to row and do not overlap. There are no fewer rows than `table` wants.
    """
    typed = [column for column in table.columns if column.column_type is not ColumnType.PHOTO]
    return tuple(
        {column.label: _typed(column, number) for column in typed}
        for number in range(max(ROWS, table.minimum))
    )


def least_of(table: Table) -> Table:
    """The table with the columns alone that have to be filled in, or none where it may be empty."""
    required = tuple(column for column in table.columns if column.required)
    return replace(table, columns=required if table.minimum else ())


def records(tables: Iterable[Table], filled_by: FilledBy) -> dict[str, tuple[Record, ...]]:
    """Name → records of the tables that are filled in by `filled_by`; none without a column."""
    return {
        table.name: _records(table) if table.columns else ()
        for table in tables
        if table.filled_by is filled_by
    }


def _records(table: Table) -> tuple[Record, ...]:
    return tuple(_record(table, row, number) for number, row in enumerate(rows_of(table)))


def _record(table: Table, row: Mapping[str, str], number: int) -> Record:
    def ref(column: int) -> CellRef:
        return CellRef(FILE_NAME, table.name, f"{chr(ord('A') + column % 26)}{number + _FIRST_ROW}")

    photos = _photos(table.columns)
    return Record(
        ref(0),
        {
            column.label: Cell(ref(place), column.label, CellKind.TEXT, row[column.label])
            for place, column in enumerate(table.columns)
            if column.label in row
        },
        {label: Picture("", ref(place), "") for label, place in photos.items()},
    )


def _photos(columns: Sequence[Column]) -> dict[str, int]:
    return {
        column.label: place
        for place, column in enumerate(columns)
        if column.column_type is ColumnType.PHOTO
    }


def _typed(column: Column, number: int) -> str:
    first = _BEGINNING + dt.timedelta(weeks=number)
    last = first + dt.timedelta(days=4)
    match column.column_type:
        case ColumnType.DATE:
            return _said(first)
        case ColumnType.PERIOD:
            return f"{_said(first)}至{_said(last)}"
        case ColumnType.INTEGER:
            return str(number + 3)
        case ColumnType.DECIMAL:
            return f"{number + 3}.5"
        case ColumnType.PERCENT:
            return f"{90 + number % 10}%"
        case _ if column.choices:
            return column.choices[number % len(column.choices)]
        case _:
            text = f"{column.label}{_ORDINALS[number % len(_ORDINALS)]}"
            return title_in_marks(text, column.label) or text


def _said(day: dt.date) -> str:
    return f"{day.month}月{day.day}日"
