"""Turns a description of a list with a head into a sheet that people fill in row by row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from openpyxl import Workbook
from openpyxl.formatting.rule import Rule as FormattingRule
from openpyxl.styles import Alignment, Font, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from make_docx.intake import canvas, names, style
from make_docx.intake.looks import FONT, ROW_HEIGHT, TEXT_FORMAT, Look, Value, height_of
from make_docx.intake.validation import Rule

HEAD_ROW: Final = 4
FIRST_ROW: Final = HEAD_ROW + 1
_ABOVE_ROW: Final = HEAD_ROW - 1
_SHOWN: Final = 15  # rows that look open before anything is filled in
_AHEAD: Final = 5  # and at least so many after the last filled one
_SPARE: Final = {
    Look.INPUT: Look.SPARE,
    Look.INPUT_CENTRED: Look.SPARE_CENTRED,
    Look.INPUT_NUMBER: Look.SPARE_NUMBER,
}
REQUIRED_MARK: Final = "＊"


class Column(Struct, frozen=True):
    """A column of a list; `above` stands in small type over its head."""

    head: str
    width: float  # characters
    rule: Rule
    look: Look = Look.INPUT
    number_format: str = TEXT_FORMAT
    required: bool = False
    above: str = ""


class Table(Struct, frozen=True):
    """A list on a sheet of its own, with room for `capacity` rows.

    Past them, as far as row `open_to`, nothing is written, but anything may be typed.
    """

    sheet: str
    title: str
    hint: str
    columns: tuple[Column, ...]
    capacity: int
    landscape: bool = False
    fixed_columns: int = 0  # stay in sight when the sheet is scrolled sideways
    filtered: bool = False
    open_to: int = 0
    row_height: float = ROW_HEIGHT  # pt, of an empty row; a higher one is for pictures


def write_table(
    book: Workbook, table: Table, rows: Sequence[Sequence[Value]] = (), *, index: int | None = None
) -> Worksheet:
    """Add `table` to `book`, filled with `rows`."""
    sheet = canvas.new_sheet(book, table.sheet, [c.width for c in table.columns], index=index)
    last_row = HEAD_ROW + max(table.capacity, len(rows))
    last_column = get_column_letter(len(table.columns))
    _write_head(sheet, table)
    shown = HEAD_ROW + max(_SHOWN, len(rows) + _AHEAD)
    _open_below(sheet, table)
    for number in range(FIRST_ROW, last_row + 1):
        filled = rows[number - FIRST_ROW] if number - FIRST_ROW < len(rows) else ()
        _write_row(sheet, number, table, filled, spare=number > shown)
    last_row = max(last_row, table.open_to)
    if last_row > shown:
        _open_spare_rows(sheet, shown + 1, last_row, last_column)
    for position, column in enumerate(table.columns, start=1):
        letter = get_column_letter(position)
        sheet.add_data_validation(column.rule.over(f"{letter}{FIRST_ROW}:{letter}{last_row}"))
    canvas.add_name(
        book, names.table_name(table.sheet), sheet, f"A{FIRST_ROW}:{last_column}{last_row}"
    )
    if table.filtered:
        sheet.auto_filter.ref = f"A{HEAD_ROW}:{last_column}{last_row}"
    canvas.protect(sheet, rows=True)
    canvas.set_page(sheet, titles=f"{_ABOVE_ROW}:{HEAD_ROW}", landscape=table.landscape)
    canvas.set_cursor(
        sheet, f"A{FIRST_ROW}", f"{get_column_letter(table.fixed_columns + 1)}{FIRST_ROW}"
    )
    return sheet


def _write_head(sheet: Worksheet, table: Table) -> None:
    style.put(sheet, 1, 1, table.title, Look.TITLE)
    style.put(sheet, 2, 1, table.hint, Look.NOTE)
    for position, column in enumerate(table.columns, start=1):
        above, look = (
            (REQUIRED_MARK, Look.REQUIRED) if column.required else (column.above, Look.FACT_CENTRED)
        )
        style.put(sheet, _ABOVE_ROW, position, above, look)
        style.put(sheet, HEAD_ROW, position, column.head, Look.HEAD)
    style.set_height(sheet, 1, 36)
    style.set_height(sheet, 2, 20)
    style.set_height(sheet, _ABOVE_ROW, 18)
    heads = max(height_of(column.head, column.width) for column in table.columns)
    style.set_height(sheet, HEAD_ROW, max(30.0, heads))


def _write_row(
    sheet: Worksheet,
    number: int,
    table: Table,
    values: Sequence[Value],
    *,
    spare: bool,
) -> None:
    height = table.row_height
    for position, column in enumerate(table.columns):
        value = values[position] if position < len(values) else None
        look = _SPARE[column.look] if spare else column.look
        style.put(sheet, number, position + 1, value, look, column.number_format)
        if isinstance(value, str):
            height = max(height, height_of(value, column.width))
    is_fixed = table.row_height > ROW_HEIGHT
    style.make_growing(sheet, number, height, open_=True, fixed=is_fixed)


def _open_below(sheet: Worksheet, table: Table) -> None:
    """Unlock the columns of a list without an end, and give them the formats of their cells."""
    if not table.open_to:
        return
    for position, column in enumerate(table.columns, start=1):
        dimension = sheet.column_dimensions[get_column_letter(position)]
        dimension.number_format = column.number_format
        dimension.font = Font(name=FONT, size=11)
        dimension.alignment = Alignment(vertical="center", wrap_text=True)
        dimension.protection = Protection(locked=False)


def _open_spare_rows(sheet: Worksheet, first: int, last: int, last_column: str) -> None:
    """Show a spare row when the row above it is filled: unshown rows are not printed either."""
    above_and_here = f"COUNTA($A{first - 1}:${last_column}{first})>0"
    sheet.conditional_formatting.add(
        f"A{first}:{last_column}{last}",
        FormattingRule(type="expression", dxf=style.open_row_style(), formula=[above_and_here]),
    )
