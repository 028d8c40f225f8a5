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
from make_docx.model import ColumnType, Elements, FilledBy, Indicator, Kind, Table, ValueType
from make_docx.table_rules import head_of
from make_docx.workshop.plausible import UNITS, Report, reports
from make_docx.workshop.records import rows_of
from make_docx.workshop.trial import elements

_WRITTEN: Final = dt.date(1980, 1, 1)  # equal input gives equal bytes
_PHOTO: Final = (240, 160)  # pixels
# What the writer of the workbook puts there already, or a person chooses from a list.
_LEFT_AS_IT_IS: Final = frozenset({ElementType.DIRECTION, ElementType.LAYOUT, ElementType.SEALING})


def example_job(kind: Kind) -> bytes:
    """A one-workbook job of `kind`, as a clerk would fill it in; its figures are made up."""
    book = load_workbook(io.BytesIO(write_workbook_job(kind)))
    _type_elements(book, elements(kind))
    for number, unit in enumerate(() if kind.is_from_brief else UNITS):
        _type_row(
            book, names.ROSTER_SHEET, number, {"单位名称": unit.name, "单位类别": unit.category}
        )
        report = reports(kind.indicators)[number]
        _type_row(
            book,
            names.LEDGER_SHEET,
            number,
            {names.LEDGER_UNIT_HEAD: unit.name, **_typed(kind, report)},
        )
    for table in kind.tables:
        if table.filled_by is FilledBy.OFFICE or not kind.is_from_brief:
            _type_records(book, table)
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


def _type_records(book: Workbook, table: Table) -> None:
    for number, row in enumerate(rows_of(table)):
        typed: dict[str, object] = {
            head_of(column): row[column.label] for column in table.columns if column.label in row
        }
        owner = UNITS[number % len(UNITS)].name
        _type_row(book, table.name, number, {names.LEDGER_UNIT_HEAD: owner, **typed})
        for column in table.columns:
            if column.column_type is ColumnType.PHOTO:
                _place_photo(book, table.name, number, column.label)


def _place_photo(book: Workbook, title: str, number: int, label: str) -> None:
    """Put a plain grey picture where the photo of the row `number` belongs."""
    from openpyxl.drawing.image import Image as Drawing
    from PIL import Image

    sheet, first, column = _first_cell(book, names.table_name(title))
    while sheet.cell(first - 1, column).value != label:
        column += 1
    stream = io.BytesIO()
    Image.new("RGB", _PHOTO, "lightgrey").save(stream, "PNG")
    drawing = Drawing(stream)
    drawing.width, drawing.height = (side // 2 for side in _PHOTO)
    sheet.add_image(drawing, sheet.cell(first + number, column).coordinate)


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
