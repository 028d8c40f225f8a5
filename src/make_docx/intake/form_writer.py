"""Turns the indicators and the roster of a brief into 填报表.xlsx, the form that units fill in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from make_docx.dates import in_words
from make_docx.intake import canvas, names, style, validation
from make_docx.intake.guide_writer import FIGURE_ADVICE, Line, Section, write_guide
from make_docx.intake.style import Look
from make_docx.intake.table_writer import REQUIRED_MARK
from make_docx.intake.validation import Rule
from make_docx.model import Aggregation, Brief, Elements, Indicator, ValueType

# ＊ | 序号 | 指标 | 数值 | 计量单位 | 填写说明
_WIDTHS: Final = (3.5, 6.0, 32.0, 22.0, 12.0, 40.0)
_MARK, _NUMBER, _LABEL, _VALUE, _UNIT, _NOTE = range(1, 7)
_HEADS: Final = ("序号", "指标", "数值", "计量单位", "填写说明")
_UNIT_NAME_ROW: Final = 5
_PERSON_ROW: Final = 6
_DATE_ROW: Final = 7
_HEAD_ROW: Final = 9
_TEXT_HEIGHT: Final = 190.0  # pt: ten lines, some 300 characters


def write_form(brief: Brief, instructions: Sequence[str] = ()) -> bytes:
    """填报表.xlsx of a job; `instructions` are the kind's own lines for its 填报说明."""
    asked = [indicator for indicator in brief.indicators if indicator.is_asked]
    numeric = [indicator for indicator in asked if not indicator.is_text]
    texts = [indicator for indicator in asked if indicator.is_text]
    version = names.form_version(brief.kind_id, brief.elements, brief.indicators)
    title = f"{brief.elements.activity}填报表"

    book = canvas.new_workbook(title)
    write_guide(
        book, title, "由报送单位填写，填好后交回发表单位。", _guide(brief, texts, instructions)
    )
    sheet = canvas.new_sheet(book, names.FORM_SHEET, _WIDTHS)
    _write_title(sheet, title, brief.elements, version)
    _write_head(book, sheet, brief)
    cell_names = names.indicator_names(brief.indicators)
    row = _HEAD_ROW - 1
    if numeric:
        row = _write_figures(book, sheet, numeric, cell_names)
    if texts:
        row = _write_texts(book, sheet, row + 1, texts, cell_names)
    canvas.protect(sheet)
    canvas.set_page(sheet, titles=f"{_HEAD_ROW}:{_HEAD_ROW}" if numeric else "", area=f"A1:F{row}")
    frozen = _HEAD_ROW + 1 if numeric else _HEAD_ROW
    canvas.set_cursor(sheet, f"D{_UNIT_NAME_ROW}", f"A{frozen}")
    _write_roster(book, [unit.name for unit in brief.units])
    for name, text in (
        (names.SCHEMA_NAME, names.SCHEMA),
        (names.KIND_NAME, brief.kind_id),
        (names.VERSION_NAME, version),
        (names.PERIOD_NAME, brief.elements.period),
    ):
        canvas.add_constant(book, name, text)
    return canvas.to_bytes(book)


def _write_title(sheet: Worksheet, title: str, elements: Elements, version: str) -> None:
    style.put_merged(sheet, 1, (_NUMBER, _NOTE), title, Look.TITLE_CENTRED)
    left, right = (_NUMBER, _VALUE), (_UNIT, _NOTE)
    style.put_merged(sheet, 2, left, f"{names.PERIOD_LABEL}：{elements.period}", Look.FACT)
    style.put_merged(sheet, 2, right, f"{names.VERSION_LABEL}：{version}", Look.FACT_RIGHT)
    deadline = f"截止日期：{_date(elements.deadline)}" if elements.deadline else ""
    contact = f"联系方式：{elements.contact}" if elements.contact else ""
    style.put_merged(sheet, 3, left, deadline, Look.FACT)
    style.put_merged(sheet, 3, right, contact, Look.FACT_RIGHT)
    style.set_height(sheet, 1, 44.0 + 27 * (style.display_width(title) // 56))
    for row, height in ((2, 20.0), (3, 20.0), (4, 6.0), (_HEAD_ROW - 1, 10.0)):
        style.set_height(sheet, row, height)


def _write_head(book: Workbook, sheet: Worksheet, brief: Brief) -> None:
    needs_date = any(i.aggregation is Aggregation.LATEST for i in brief.indicators)
    style.put(sheet, _UNIT_NAME_ROW, _MARK, REQUIRED_MARK, Look.REQUIRED)
    style.put(sheet, _DATE_ROW, _MARK, REQUIRED_MARK if needs_date else "", Look.REQUIRED)
    for row in (_UNIT_NAME_ROW, _PERSON_ROW, _DATE_ROW):
        style.set_height(sheet, row, 30)
    style.put_merged(sheet, _UNIT_NAME_ROW, (_VALUE, _NOTE), None, Look.INPUT)
    inputs: tuple[tuple[int, int, str, Rule], ...] = (
        (_UNIT_NAME_ROW, _VALUE, names.UNIT_LABEL, _unit_rule(brief)),
        (
            _PERSON_ROW,
            _VALUE,
            names.FILLED_BY_LABEL,
            validation.text(names.FILLED_BY_LABEL, "填表的人，有疑问时联系。"),
        ),
        (
            _PERSON_ROW,
            _NOTE,
            names.PHONE_LABEL,
            validation.text(names.PHONE_LABEL, "填报人的电话。只用于核对，不印进公文。"),
        ),
        (
            _DATE_ROW,
            _VALUE,
            names.FILLED_ON_LABEL,
            validation.date(names.FILLED_ON_LABEL, "填表的日期，例如 2021-6-3。"),
        ),
    )
    for row, column, label, rule in inputs:
        first = _NUMBER if column == _VALUE else _UNIT
        style.put_merged(sheet, row, (first, column - 1), label, Look.CENTRED)
        is_date = label == names.FILLED_ON_LABEL
        number_format = style.DATE_FORMAT if is_date else style.TEXT_FORMAT
        cell = style.put(sheet, row, column, None, Look.INPUT, number_format)
        sheet.add_data_validation(rule.over(cell.coordinate))
        canvas.add_name(book, names.head_name(label), sheet, cell.coordinate)
    legend = f"米黄色的格子是填写处，带 {REQUIRED_MARK} 的必须填写。"
    style.put_merged(sheet, _DATE_ROW, (_UNIT, _NOTE), legend, Look.HINT)


def _unit_rule(brief: Brief) -> Rule:
    if not brief.units:
        return validation.text(names.UNIT_LABEL, "填本单位的全称。")
    return validation.pick(
        names.UNIT_LABEL,
        "点右边的箭头，从列表里选本单位。",
        names.table_name(names.ROSTER_SHEET),
        "单位名册里没有这个名称。请从下拉列表里选；列表里确实没有本单位时，"
        "点“是”继续，并告诉发表单位。",
    )


def _write_figures(
    book: Workbook, sheet: Worksheet, indicators: Sequence[Indicator], cell_names: dict[str, str]
) -> int:
    """Write the table of figures; returns its last row."""
    for column, head in enumerate(_HEADS, start=_NUMBER):
        style.put(sheet, _HEAD_ROW, column, head, Look.HEAD)
    style.set_height(sheet, _HEAD_ROW, 30)
    row = _HEAD_ROW
    for number, indicator in enumerate(indicators, start=1):
        row += 1
        _mark(sheet, row, indicator)
        style.put(sheet, row, _NUMBER, number, Look.CENTRED)
        style.put(sheet, row, _LABEL, indicator.label, Look.LABEL)
        percent = indicator.value_type is ValueType.PERCENT
        _open(
            book,
            sheet,
            f"D{row}",
            indicator,
            cell_names[indicator.label],
            Look.INPUT_NUMBER,
            style.PERCENT_FORMAT if percent else "General",
        )
        style.put(sheet, row, _UNIT, indicator.unit, Look.CENTRED)
        style.put(sheet, row, _NOTE, indicator.note, Look.HINT)
        style.set_height(
            sheet,
            row,
            max(
                30.0,
                style.height_of(indicator.label, _WIDTHS[_LABEL - 1]),
                style.height_of(indicator.note, _WIDTHS[_NOTE - 1], 10),
            ),
        )
    return row


def _write_texts(
    book: Workbook,
    sheet: Worksheet,
    row: int,
    indicators: Sequence[Indicator],
    cell_names: dict[str, str],
) -> int:
    """Write the block 文字材料 from the free row `row` on; returns its last row."""
    style.set_height(sheet, row, 10)
    row += 1
    style.put_merged(sheet, row, (_NUMBER, _NOTE), "文字材料", Look.HEADING)
    style.set_height(sheet, row, 28)
    for number, indicator in enumerate(indicators, start=1):
        row += 1
        note = indicator.note or "照实写，会原样收入公文。"
        style.put_merged(sheet, row, (_VALUE, _NOTE), note, Look.NOTE)
        style.set_height(sheet, row, 24)
        row += 1
        _mark(sheet, row, indicator)
        style.put(sheet, row, _NUMBER, number, Look.CENTRED)
        style.put(sheet, row, _LABEL, indicator.label, Look.LABEL)
        style.put_merged(sheet, row, (_VALUE, _NOTE), None, Look.INPUT_TOP)
        _open(
            book,
            sheet,
            f"D{row}",
            indicator,
            cell_names[indicator.label],
            Look.INPUT_TOP,
            style.TEXT_FORMAT,
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
    style.put(sheet, row, _MARK, REQUIRED_MARK if indicator.required else "", Look.REQUIRED)


def _write_roster(book: Workbook, units: Sequence[str]) -> None:
    """The list behind the drop-down of 单位名称, out of sight."""
    sheet = canvas.new_sheet(book, names.ROSTER_SHEET, (44.0,))
    style.put(sheet, 1, 1, names.UNIT_LABEL, Look.HEAD)
    for row, unit in enumerate(units, start=2):
        style.put(sheet, row, 1, unit, Look.TEXT, style.TEXT_FORMAT)
    if units:
        canvas.add_name(book, names.table_name(names.ROSTER_SHEET), sheet, f"A2:A{len(units) + 1}")
    canvas.protect(sheet)
    sheet.sheet_state = "hidden"


def _guide(
    brief: Brief, texts: Sequence[Indicator], instructions: Sequence[str]
) -> tuple[Section, ...]:
    has_percent = any(i.is_asked and i.value_type is ValueType.PERCENT for i in brief.indicators)
    lines = (
        Line(
            "填在哪里",
            f"打开“{names.FORM_SHEET}”（点这里跳转），米黄色的格子是填写处，其他格子已锁定。"
            f"带 {REQUIRED_MARK} 的必须填写。",
            link=f"'{names.FORM_SHEET}'!D{_UNIT_NAME_ROW}",
        ),
        Line("单位名称", "从下拉列表里选本单位。" if brief.units else "填本单位的全称。"),
        *FIGURE_ADVICE,
        *((Line("百分比", "写成 98.5% 的样子。"),) if has_percent else ()),
        *((Line("文字材料", "写在大格子里，换行用 Alt+Enter。"),) if texts else ()),
        Line("不要改动", "不要增删行列、改指标名称，也不要另做表格。列宽、行高可以调。"),
        Line("交表", _hand_in(brief.elements)),
    )
    numbered = tuple(
        replace(line, label=f"{number}　{line.label}") for number, line in enumerate(lines, 1)
    )
    own = tuple(Line(f"要求 {number}", words) for number, words in enumerate(instructions, 1))
    return (Section("怎样填", numbered), *((Section("本次报送的要求", own),) if own else ()))


def _hand_in(elements: Elements) -> str:
    until = f"请在{_date(elements.deadline)}前" if elements.deadline else "填好后请"
    contact = f"\n联系方式：{elements.contact}" if elements.contact else ""
    return (
        f"{until}把本文件（.xlsx，不要转成图片或 PDF）交回发表单位，"
        f"文件名里写上本单位名称。{contact}"
    )


def _date(date: dt.date | None) -> str:
    return in_words(date) if date else ""
