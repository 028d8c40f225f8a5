"""Turns a kind into 公文要素.xlsx, filled with the kind's defaults."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from make_docx.intake import brief_guide, brief_tables, canvas, names, style, validation
from make_docx.intake.elements import ELEMENTS, ElementSpec, ElementType
from make_docx.intake.guide_writer import write_guide
from make_docx.intake.looks import DATE_FORMAT, TEXT_FORMAT, Look, height_of
from make_docx.intake.table_writer import REQUIRED_MARK, write_table
from make_docx.intake.tables.declaration_list import declaration_list, declaration_rows
from make_docx.intake.tables.record_sheet import record_sheet
from make_docx.model import FilledBy, Kind

_WIDTHS: Final = (3.5, 20.0, 56.0, 52.0)
_HEADS: Final = ("项目", "内容", "填写说明")
_HEAD_ROW: Final = 4


def write_brief(kind: Kind) -> bytes:
    """公文要素.xlsx of a new job."""
    book = canvas.new_workbook(f"公文要素（{kind.name}）")
    write_guide(
        book,
        f"{kind.name}　填报说明",
        "本工作簿由发文机关填写，填好后据此生成填报表和公文。",
        (
            brief_guide.steps(kind),
            brief_guide.sheets(kind, sheets_of(kind)),
            brief_guide.habits(),
            brief_guide.writings(kind),
            *((brief_guide.relations(),) if kind.asks_units else ()),
        ),
    )
    write_brief_sheets(book, kind, in_workbook=False)
    return canvas.to_bytes(book)


def sheets_of(kind: Kind) -> tuple[str, ...]:
    """The sheets of the brief in their order, but its 填报说明."""
    of_units = (names.INDICATORS_SHEET, names.ROSTER_SHEET) if kind.asks_units else ()
    office = tuple(table.name for table in kind.tables if table.filled_by is FilledBy.OFFICE)
    return (
        names.ELEMENTS_SHEET,
        *of_units,
        *office,
        names.OUTLINE_SHEET,
        names.ANNEXES_SHEET,
        *((names.PREVIOUS_SHEET,) if kind.asks_units else ()),
        *((names.TABLES_SHEET,) if kind.tables else ()),
    )


def write_brief_sheets(book: Workbook, kind: Kind, *, in_workbook: bool) -> None:
    """Add every sheet of the brief but its 填报说明, and the constants.

    Args:
        book: what the sheets are added to.
        kind: what they are filled with.
        in_workbook: they are for a one-workbook job, whose advice is another.
    """
    canvas.add_constant(book, names.SCHEMA_NAME, names.SCHEMA)
    canvas.add_constant(book, names.KIND_NAME, kind.id)
    if not kind.asks_units:
        canvas.add_constant(book, names.FROM_BRIEF_NAME, "1")
    if kind.attaches_form:
        canvas.add_constant(book, names.ATTACHES_NAME, "1")
    _write_elements(book, kind, in_workbook=in_workbook)
    if kind.asks_units:
        write_table(
            book,
            brief_tables.indicators(in_workbook=in_workbook),
            [brief_tables.indicator_row(indicator) for indicator in kind.indicators],
        )
        write_table(book, brief_tables.roster(in_workbook=in_workbook))
    for table in kind.tables:
        if table.filled_by is FilledBy.OFFICE:
            write_table(book, record_sheet(table))
    write_table(book, brief_tables.outline(), [(level.value, text) for level, text in kind.outline])
    annexes = [(annex.name, annex.form.value, annex.text) for annex in kind.annexes]
    write_table(book, brief_tables.annexes(), annexes)
    if kind.asks_units:
        write_table(book, brief_tables.previous())
    if kind.tables:
        rows = [row for table in kind.tables for row in declaration_rows(table)]
        write_table(book, declaration_list(in_workbook=in_workbook), rows)


def _write_elements(book: Workbook, kind: Kind, *, in_workbook: bool) -> None:
    sheet = canvas.new_sheet(book, names.ELEMENTS_SHEET, _WIDTHS)
    style.put(sheet, 1, 2, "公文要素", Look.TITLE)
    style.put(
        sheet, 2, 2, f"{kind.name}　带 {REQUIRED_MARK} 的必须填写，其他没有就空着。", Look.NOTE
    )
    for column, head in enumerate(_HEADS, start=2):
        style.put(sheet, _HEAD_ROW, column, head, Look.HEAD)
    for row, height in ((1, 36.0), (2, 20.0), (3, 6.0), (_HEAD_ROW, 30.0)):
        style.set_height(sheet, row, height)
    row, group, first_input = _HEAD_ROW, "", ""
    for spec in ELEMENTS:
        row += 1
        if spec.group != group:
            group = spec.group
            style.put_merged(sheet, row, (2, 4), group, Look.HEADING)
            style.set_height(sheet, row, 32)
            row += 1
        first_input = first_input or f"C{row}"
        hint = spec.hint_in_workbook if in_workbook else ""
        hint = hint if kind.asks_units else spec.hint_alone or hint
        _write_element(book, sheet, row, replace(spec, hint=hint or spec.hint), kind)
    canvas.protect(sheet)
    canvas.set_page(sheet, titles=f"{_HEAD_ROW}:{_HEAD_ROW}", area=f"A1:D{row}")
    canvas.set_cursor(sheet, first_input, f"A{_HEAD_ROW + 1}")


def _write_element(
    book: Workbook, sheet: Worksheet, row: int, spec: ElementSpec, kind: Kind
) -> None:
    value, choices = _default(spec, kind)
    is_date = spec.type is ElementType.DATE
    is_required = spec.required and (kind.asks_units or not spec.of_reports)
    style.put(sheet, row, 1, REQUIRED_MARK if is_required else "", Look.REQUIRED)
    style.put(sheet, row, 2, spec.label, Look.LABEL)
    style.put(sheet, row, 3, value, Look.INPUT, DATE_FORMAT if is_date else TEXT_FORMAT)
    style.put(sheet, row, 4, spec.hint, Look.HINT)
    style.make_growing(sheet, row, height_of(spec.hint, _WIDTHS[3], 10))
    if choices:
        rule = validation.choice(spec.label, spec.hint, choices)
    else:
        rule = (validation.date if is_date else validation.text)(spec.label, spec.hint)
    sheet.add_data_validation(rule.over(f"C{row}"))
    canvas.add_name(book, names.element_name(spec.label), sheet, f"C{row}")


def _default(spec: ElementSpec, kind: Kind) -> tuple[str, tuple[str, ...]]:
    """What the kind puts into an element's cell, and what may be chosen there."""
    if spec.field == "direction":
        return kind.directions[0].value, tuple(d.value for d in kind.directions)
    if spec.field == "layout":
        return kind.layout, tuple(dict.fromkeys((kind.layout, *spec.choices)))
    if spec.field == "title":
        return kind.title, ()
    return spec.default, spec.choices
