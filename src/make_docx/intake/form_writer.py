"""Turns the indicators and the roster of a brief into 填报表.xlsx, the form that units fill in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from msgspec.structs import replace
from openpyxl import Workbook
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from make_docx.dates import in_words
from make_docx.intake import canvas, names, style, validation
from make_docx.intake.demands import demands_of
from make_docx.intake.form_head import (
    HEAD_ROW,
    LABEL,
    MARK,
    NOTE,
    NUMBER,
    UNIT,
    UNIT_NAME_ROW,
    VALUE,
    WIDTHS,
    write_head,
    write_title,
)
from make_docx.intake.guide_writer import FIGURE_ADVICE, Line, Section, write_guide
from make_docx.intake.looks import PERCENT_FORMAT, TEXT_FORMAT, Look, height_of
from make_docx.intake.table_writer import FIRST_ROW, REQUIRED_MARK, write_table
from make_docx.intake.tables.record_sheet import record_sheet
from make_docx.late_pattern import late_pattern
from make_docx.model import Brief, Elements, FilledBy, Indicator, Table, Unit, ValueType
from make_docx.output import safe_name

_HEADS: Final = ("序号", "指标", "数值", "计量单位", "填写说明")
_NUMBERED: Final = late_pattern(r"[0-9]+ (?P<name>.+)\.xlsx")
_TEXT_HEIGHT: Final = 190.0  # pt: ten lines, some 300 characters


def write_form(
    brief: Brief, instructions: Sequence[str] = (), *, unit: Unit | None = None
) -> bytes:
    """填报表.xlsx of a job, or of one unit, with the unit's name and code filled in and locked.

    Args:
        brief: what is asked for.
        instructions: the kind's own lines for the 填报说明 of the form.
        unit: for whom the form is; any unit picks its name in a form for nobody.
    """
    asked = [indicator for indicator in brief.indicators if indicator.is_asked]
    said = demands_of(brief.indicators)
    numeric = [replace(i, note=said[i.label]) for i in asked if not i.is_text]
    texts = [indicator for indicator in asked if indicator.is_text]
    tables = [table for table in brief.tables if table.filled_by is FilledBy.UNITS]
    version = names.form_version(brief.kind_id, brief.elements, brief.indicators, tables)
    title = f"{brief.elements.activity}填报表"

    book = canvas.new_workbook(title)
    write_guide(
        book,
        title,
        "由报送单位填写，填好后交回发表单位。",
        _guide(brief, texts, tables, instructions, unit),
    )
    sheet = canvas.new_sheet(book, names.FORM_SHEET, WIDTHS)
    write_title(sheet, title, brief.elements, version)
    write_head(book, sheet, brief, unit)
    cell_names = names.indicator_names(brief.indicators)
    row = HEAD_ROW - 1
    if numeric:
        row = _write_figures(book, sheet, numeric, cell_names)
    if texts:
        row = _write_texts(book, sheet, row + 1, texts, cell_names)
    canvas.protect(sheet)
    canvas.set_page(sheet, titles=f"{HEAD_ROW}:{HEAD_ROW}" if numeric else "", area=f"A1:F{row}")
    frozen = HEAD_ROW + 1 if numeric else HEAD_ROW
    canvas.set_cursor(sheet, f"D{UNIT_NAME_ROW + bool(unit)}", f"A{frozen}")
    for table in tables:
        write_table(book, record_sheet(table))
    _write_roster(book, [] if unit else [each.name for each in brief.units])
    if unit:
        canvas.add_constant(book, names.ISSUED_TO_NAME, unit.name)
    for name, text in (
        (names.SCHEMA_NAME, names.SCHEMA),
        (names.KIND_NAME, brief.kind_id),
        (names.VERSION_NAME, version),
        (names.PERIOD_NAME, brief.elements.period),
    ):
        canvas.add_constant(book, name, text)
    return canvas.to_bytes(book)


def write_forms(
    brief: Brief, instructions: Sequence[str] = (), *, there: Iterable[str] = ()
) -> Mapping[str, bytes]:
    """File name → the form of a unit, for every unit of the roster in its order.

    The names are safe on every system and differ by more than upper and lower case: a number
    stands in front. A unit whose form is already `there`, with the number that it had on the
    roster then, keeps its name.
    """
    width = len(str(len(brief.units)))
    plain = [safe_name(unit.name, fallback=safe_name(unit.code)) for unit in brief.units]
    old = {found["name"]: found[0] for found in map(_NUMBERED.fullmatch, there) if found}
    forms = {}
    for number, (unit, name) in enumerate(zip(brief.units, plain, strict=True), start=1):
        file = f"{number:0{width}} {name}.xlsx"
        if plain.count(name) == 1:
            file = old.get(name, file)
        forms[file] = write_form(brief, instructions, unit=unit)
    return forms


def _write_figures(
    book: Workbook, sheet: Worksheet, indicators: Sequence[Indicator], cell_names: Mapping[str, str]
) -> int:
    """Write the table of figures; returns its last row."""
    for column, head in enumerate(_HEADS, start=NUMBER):
        style.put(sheet, HEAD_ROW, column, head, Look.HEAD)
    style.set_height(sheet, HEAD_ROW, 30)
    row = HEAD_ROW
    for number, indicator in enumerate(indicators, start=1):
        row += 1
        _mark(sheet, row, indicator)
        style.put(sheet, row, NUMBER, number, Look.CENTRED)
        style.put(sheet, row, LABEL, indicator.label, Look.LABEL)
        percent = indicator.value_type is ValueType.PERCENT
        _open(
            book,
            sheet,
            f"D{row}",
            indicator,
            cell_names[indicator.label],
            Look.INPUT_NUMBER,
            PERCENT_FORMAT if percent else "General",
        )
        style.put(sheet, row, UNIT, indicator.unit, Look.CENTRED)
        style.put(sheet, row, NOTE, indicator.note, Look.HINT)
        style.set_height(
            sheet,
            row,
            max(
                30.0,
                height_of(indicator.label, WIDTHS[LABEL - 1]),
                height_of(indicator.note, WIDTHS[NOTE - 1], 10),
            ),
        )
    return row


def _write_texts(
    book: Workbook,
    sheet: Worksheet,
    row: int,
    indicators: Sequence[Indicator],
    cell_names: Mapping[str, str],
) -> int:
    """Write the block 文字材料 from the free row `row` on; returns its last row."""
    style.set_height(sheet, row, 10)
    row += 1
    style.put_merged(sheet, row, (NUMBER, NOTE), "文字材料", Look.HEADING)
    style.set_height(sheet, row, 28)
    for number, indicator in enumerate(indicators, start=1):
        row += 1
        note = indicator.note or "照实写，会原样收入公文。"
        style.put_merged(sheet, row, (VALUE, NOTE), note, Look.NOTE)
        style.set_height(sheet, row, 24)
        row += 1
        _mark(sheet, row, indicator)
        style.put(sheet, row, NUMBER, number, Look.CENTRED)
        style.put(sheet, row, LABEL, indicator.label, Look.LABEL)
        style.put_merged(sheet, row, (VALUE, NOTE), None, Look.INPUT_TOP)
        _open(
            book,
            sheet,
            f"D{row}",
            indicator,
            cell_names[indicator.label],
            Look.INPUT_TOP,
            TEXT_FORMAT,
        )
        style.set_height(sheet, row, _TEXT_HEIGHT)
    return row


def _open(
    book: Workbook,
    sheet: Worksheet,
    cell: str,
    indicator: Indicator,
    name: str,
    look: Look,
    number_format: str,
) -> None:
    opened = sheet[cell]
    style.put(sheet, opened.row, opened.column, None, look, number_format)
    sheet.add_data_validation(validation.figure(indicator).over(cell))
    canvas.add_name(book, name, sheet, cell)


def _mark(sheet: Worksheet, row: int, indicator: Indicator) -> None:
    style.put(sheet, row, MARK, REQUIRED_MARK if indicator.required else "", Look.REQUIRED)


def _write_roster(book: Workbook, units: Sequence[str]) -> None:
    """The list behind the drop-down of 单位名称, out of sight."""
    sheet = canvas.new_sheet(book, names.ROSTER_SHEET, (44.0,))
    style.put(sheet, 1, 1, names.UNIT_LABEL, Look.HEAD)
    for row, unit in enumerate(units, start=2):
        style.put(sheet, row, 1, unit, Look.TEXT, TEXT_FORMAT)
    if units:
        canvas.add_name(book, names.table_name(names.ROSTER_SHEET), sheet, f"A2:A{len(units) + 1}")
    canvas.protect(sheet)
    sheet.sheet_state = "hidden"


def _guide(
    brief: Brief,
    texts: Sequence[Indicator],
    tables: Sequence[Table],
    instructions: Sequence[str],
    unit: Unit | None,
) -> tuple[Section, ...]:
    has_figures = any(i.is_asked and not i.is_text for i in brief.indicators)
    has_percent = any(i.is_asked and i.value_type is ValueType.PERCENT for i in brief.indicators)
    lines = (
        Line(
            "填在哪里",
            f"打开“{names.FORM_SHEET}”（点这里跳转），米黄色的格子是填写处，其他格子已锁定。"
            f"带 {REQUIRED_MARK} 的必须填写。",
            link=f"'{names.FORM_SHEET}'!D{UNIT_NAME_ROW + bool(unit)}",
        ),
        Line("单位名称", _unit_advice(brief, unit)),
        *(FIGURE_ADVICE if has_figures else ()),
        *((Line("百分比", "写成 98.5% 的样子。"),) if has_percent else ()),
        *((Line("文字材料", "写在大格子里，换行用 Alt+Enter。"),) if texts else ()),
        *(
            Line(
                table.name,
                f"在工作表“{table.name}”里填（点这里跳转），一行一条。{table.note}",
                link=f"{quote_sheetname(table.name)}!A{FIRST_ROW}",
            )
            for table in tables
        ),
        Line("不要改动", _untouched(tables)),
        Line("交表", _hand_in(brief.elements)),
    )
    numbered = tuple(
        replace(line, label=f"{number}　{line.label}") for number, line in enumerate(lines, 1)
    )
    own = tuple(Line(f"要求 {number}", words) for number, words in enumerate(instructions, 1))
    return (Section("怎样填", numbered), *((Section("本次报送的要求", own),) if own else ()))


def _untouched(tables: Sequence[Table]) -> str:
    if tables:
        return (
            f"“{names.FORM_SHEET}”不要增删行列，各表的表头、指标名称不要改，也不要另做表格。"
            "列宽、行高可以调。"
        )
    return "不要增删行列、改指标名称，也不要另做表格。列宽、行高可以调。"


def _unit_advice(brief: Brief, unit: Unit | None) -> str:
    if unit:
        return f"已经填好。这张表只给“{unit.name}”用，不要转给别的单位。"
    return "从下拉列表里选本单位。" if brief.units else "填本单位的全称。"


def _hand_in(elements: Elements) -> str:
    until = f"请在{in_words(elements.deadline)}前" if elements.deadline else "填好后请"
    contact = f"\n联系方式：{elements.contact}" if elements.contact else ""
    return (
        f"{until}把本文件（.xlsx，不要转成图片或 PDF）交回发表单位，"
        f"文件名里写上本单位名称。{contact}"
    )
