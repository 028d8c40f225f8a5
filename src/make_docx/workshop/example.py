"""Turns a kind into a small finished job: one workbook with everything typed in."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from make_docx.archive import normalised
from make_docx.intake import names, write_workbook_job
from make_docx.intake.elements import ELEMENTS, ElementType
from make_docx.model import Elements, Indicator, Kind, ValueType
from make_docx.workshop.plausible import UNITS, Report, reports
from make_docx.workshop.trial import elements

_WRITTEN: Final = dt.date(1980, 1, 1)  # equal input gives equal bytes
# What the writer of the workbook puts there already, or a person chooses from a list.
_LEFT_AS_IT_IS: Final = frozenset({ElementType.DIRECTION, ElementType.LAYOUT, ElementType.SEALING})


def example_job(kind: Kind) -> bytes:
    """A one-workbook job of `kind`, as a clerk would fill it in; its figures are made up."""
    book = load_workbook(io.BytesIO(write_workbook_job(kind)))
    _type_elements(book, elements(kind))
    for number, unit in enumerate(UNITS):
        _type_row(
            book, names.ROSTER_SHEET, number, {"单位名称": unit.name, "单位类别": unit.category}
        )
    for number, report in enumerate(reports(kind.indicators)):
        typed = {names.LEDGER_UNIT_HEAD: UNITS[number].name, **_typed(kind, report)}
        _type_row(book, names.LEDGER_SHEET, number, typed)
    stream = io.BytesIO()
    book.save(stream)
    return normalised(stream.getvalue(), _WRITTEN)


def _type_elements(book: Workbook, filled: Elements) -> None:
    for spec in ELEMENTS:
        value = getattr(filled, spec.field)
        if not value or spec.type in _LEFT_AS_IT_IS or spec.field == "title":
            continue
        sheet, row, column = _first_cell(book, names.element_name(spec.label))
        sheet.cell(row, column).value = "、".join(value) if isinstance(value, tuple) else value


def _type_row(book: Workbook, title: str, number: int, typed: Mapping[str, object]) -> None:
    """Type into the row `number`, from 0, of a list with heads above it."""
    sheet, first, column = _first_cell(book, names.table_name(title))
    while head := sheet.cell(first - 1, column).value:
        label = str(head).strip("＊* ")
        if label in typed:
            sheet.cell(first + number, column).value = typed[label]  # type: ignore[assignment]
        column += 1


def _typed(kind: Kind, report: Report) -> dict[str, object]:
    asked = {indicator.label: indicator for indicator in kind.indicators}
    return {label: _as_typed(asked[label], value) for label, value in report.items()}


def _as_typed(indicator: Indicator, value: Decimal | str) -> object:
    if isinstance(value, str):
        return value
    if indicator.value_type is ValueType.PERCENT:
        return f"{(value * 100).normalize():f}%"
    return int(value) if value == value.to_integral_value() else float(value)


def _first_cell(book: Workbook, name: str) -> tuple[Worksheet, int, int]:
    ((title, area),) = book.defined_names[name].destinations
    cell = book[title][area.replace("$", "").split(":")[0]]
    return book[title], cell.row, cell.column
