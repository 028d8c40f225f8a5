"""Turns a record of a table into an entry, or into the findings that say why it is none."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from make_docx.catalogue import finding
from make_docx.days import DayFault, day_in_words, read_day, read_period
from make_docx.figures.value import is_blank, read_value
from make_docx.findings import Finding
from make_docx.labels import hint, label_key
from make_docx.model import (
    Cell,
    CellKind,
    Column,
    ColumnType,
    Day,
    Entry,
    Indicator,
    Period,
    Record,
    Status,
    Table,
    Value,
    ValueType,
)

NUMBERS: Final = {
    ColumnType.INTEGER: ValueType.INTEGER,
    ColumnType.DECIMAL: ValueType.DECIMAL,
    ColumnType.PERCENT: ValueType.PERCENT,
}
DATES: Final = {
    ColumnType.DATE: "日期，例如 5月15日",
    ColumnType.PERIOD: "起止日期，例如 4月23日至5月3日",
}
_DOUBTFUL: Final = 1  # years that a date may be away from that of the document
# 5.1 in a cell of numbers may have been typed as 5.10; 5.4 and 5.15 may not
_CLEAR_NUMBER: Final = re.compile(r"[0-9]{1,2}\.(?:[0-9]{2}|[4-9])")
_COMPACT: Final = re.compile("[12][0-9]{7}")


def read_entry(
    table: Table, record: Record, *, unit: str = "", year: int | None = None
) -> tuple[Entry | None, tuple[Finding, ...]]:
    """Read every cell; there is an entry only if none of them has an error.

    `year` is the one meant by dates without a year. A photo column takes its picture.
    """
    values: dict[str, Value] = {}
    findings: list[Finding] = []
    for column in table.columns:
        cell = record.cells.get(column.label) or Cell(record.ref, column.label, CellKind.BLANK)
        if column.column_type is ColumnType.PHOTO:
            picture = record.pictures.get(column.label)
            values[column.label] = picture
            if picture is None and column.required:
                findings.append(_finding("entry-required", cell, column))
            continue
        value, found = _read(cell, column, year)
        values[column.label] = value
        findings += found
    if any(found.blocks for found in findings):
        return None, tuple(findings)
    return Entry(record, values, unit), tuple(findings)


def is_empty(record: Record) -> bool:
    """Whether nothing at all was filled in."""
    return not record.pictures and all(is_blank(cell) for cell in record.cells.values())


def as_indicator(column: Column) -> Indicator:
    """A column of numbers as what the grammar of numbers asks for.

    Raises:
        KeyError: it is not of numbers.
    """
    return Indicator(
        column.label, column.unit, NUMBERS[column.column_type], required=column.required
    )


def _read(cell: Cell, column: Column, year: int | None) -> tuple[Value, tuple[Finding, ...]]:
    if is_blank(cell):
        return None, (_finding("entry-required", cell, column),) if column.required else ()
    if cell.kind in (CellKind.ERROR, CellKind.FORMULA):
        return None, (_finding(f"cell-{cell.kind}", cell, column),)
    if column.column_type in NUMBERS:
        figure, found = read_value(cell, as_indicator(column))
        is_missing = figure is None or figure.status is Status.MISSING
        return None if is_missing else figure, found
    if column.column_type in DATES:
        return _dated(cell, column, year)
    return _worded(cell, column, year)


def _dated(cell: Cell, column: Column, year: int | None) -> tuple[Value, tuple[Finding, ...]]:
    read: Day | Period | DayFault
    if cell.kind is CellKind.NUMBER and not _is_date(cell.text):
        read = DayFault.NONE
    elif column.column_type is ColumnType.PERIOD:
        read = read_period(cell.text, year)
    else:
        read = read_day(cell.text, year)
    if isinstance(read, DayFault):
        expected = DATES[column.column_type]
        return None, (_finding(read, cell, column, expected=expected),)
    first = read.first if isinstance(read, Period) else read
    if year and first.year and abs(first.year - year) > _DOUBTFUL:
        return read, (_finding("entry-year", cell, column, expected=f"{year}年"),)
    return read, ()


def _is_date(number: str) -> bool:
    return bool(_CLEAR_NUMBER.fullmatch(number) or _COMPACT.fullmatch(number))


def _worded(cell: Cell, column: Column, year: int | None) -> tuple[Value, tuple[Finding, ...]]:
    text = cell.text
    if cell.kind is CellKind.DATE:
        text = _moment(text, year)
    if not column.choices:
        return text, ()
    by_key = {label_key(choice): choice for choice in column.choices}
    choice = by_key.get(label_key(text))
    if choice is None:
        allowed = "、".join(column.choices)
        near = hint(text, column.choices)
        return None, (_finding("entry-choice", cell, column, expected=allowed, hint=near),)
    return choice, ()


def _moment(text: str, year: int | None) -> str:
    """A date and time that Excel stored, in words: 5月15日9时30分."""
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return text
    date = day_in_words(Day(moment.month, moment.day, moment.year), year)
    if moment.time() == dt.time():
        return date
    return f"{date}{moment.hour}时" + (f"{moment.minute}分" if moment.minute else "")


def _finding(
    code: str, cell: Cell, column: Column, *, expected: str = "", hint: str = ""
) -> Finding:
    place = cell.ref.place(column.label)
    return finding(code, place, found=cell.text, expected=expected, hint=hint)


def is_summable(column: Column) -> bool:
    """Whether its numbers have a total; percentages are never added up."""
    return column.column_type in (ColumnType.INTEGER, ColumnType.DECIMAL) and (
        column.unit not in ("%", "％")
    )
