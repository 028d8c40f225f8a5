"""Turns the elements of a brief into the rows above the table of a form: whose, when, till when."""

from __future__ import annotations

from typing import Final

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from make_docx.dates import in_words
from make_docx.intake import canvas, names, style, validation
from make_docx.intake.looks import DATE_FORMAT, TEXT_FORMAT, Look, display_width
from make_docx.intake.table_writer import REQUIRED_MARK
from make_docx.intake.validation import Rule
from make_docx.model import Aggregation, Brief, Elements, Unit

# ＊ | 序号 | 指标 | 数值 | 计量单位 | 填写说明
WIDTHS: Final = (3.5, 6.0, 32.0, 22.0, 12.0, 40.0)
MARK, NUMBER, LABEL, VALUE, UNIT, NOTE = range(1, 7)
UNIT_NAME_ROW: Final = 5
HEAD_ROW: Final = 9  # of the table
_PERSON_ROW: Final = 6
_DATE_ROW: Final = 7


def write_title(sheet: Worksheet, title: str, elements: Elements, version: str) -> None:
    style.put_merged(sheet, 1, (NUMBER, NOTE), title, Look.TITLE_CENTRED)
    left, right = (NUMBER, VALUE), (UNIT, NOTE)
    style.put_merged(sheet, 2, left, f"{names.PERIOD_LABEL}：{elements.period}", Look.FACT)
    style.put_merged(sheet, 2, right, f"{names.VERSION_LABEL}：{version}", Look.FACT_RIGHT)
    deadline = f"截止日期：{in_words(elements.deadline)}" if elements.deadline else ""
    contact = f"联系方式：{elements.contact}" if elements.contact else ""
    style.put_merged(sheet, 3, left, deadline, Look.FACT)
    style.put_merged(sheet, 3, right, contact, Look.FACT_RIGHT)
    style.set_height(sheet, 1, 44.0 + 27 * (display_width(title) // 56))
    for row, height in ((2, 20.0), (3, 20.0), (4, 6.0), (HEAD_ROW - 1, 10.0)):
        style.set_height(sheet, row, height)


def write_head(book: Workbook, sheet: Worksheet, brief: Brief, unit: Unit | None) -> None:
    needs_date = any(i.aggregation is Aggregation.LATEST for i in brief.indicators)
    style.put(sheet, UNIT_NAME_ROW, MARK, "" if unit else REQUIRED_MARK, Look.REQUIRED)
    style.put(sheet, _DATE_ROW, MARK, REQUIRED_MARK if needs_date else "", Look.REQUIRED)
    for row in (UNIT_NAME_ROW, _PERSON_ROW, _DATE_ROW):
        style.set_height(sheet, row, 30)
    _write_unit(book, sheet, brief, unit)
    inputs: tuple[tuple[int, int, str, Rule], ...] = (
        (
            _PERSON_ROW,
            VALUE,
            names.FILLED_BY_LABEL,
            validation.text(names.FILLED_BY_LABEL, "填表的人，有疑问时联系。"),
        ),
        (
            _PERSON_ROW,
            NOTE,
            names.PHONE_LABEL,
            validation.text(names.PHONE_LABEL, "填报人的电话。只用于核对，不印进公文。"),
        ),
        (
            _DATE_ROW,
            VALUE,
            names.FILLED_ON_LABEL,
            validation.date(names.FILLED_ON_LABEL, "填表的日期，例如 2021-6-3。"),
        ),
    )
    for row, column, label, rule in inputs:
        first = NUMBER if column == VALUE else UNIT
        style.put_merged(sheet, row, (first, column - 1), label, Look.CENTRED)
        is_date = label == names.FILLED_ON_LABEL
        number_format = DATE_FORMAT if is_date else TEXT_FORMAT
        cell = style.put(sheet, row, column, None, Look.INPUT, number_format)
        sheet.add_data_validation(rule.over(cell.coordinate))
        canvas.add_name(book, names.head_name(label), sheet, cell.coordinate)
    legend = f"米黄色的格子是填写处，带 {REQUIRED_MARK} 的必须填写。"
    style.put_merged(sheet, _DATE_ROW, (UNIT, NOTE), legend, Look.HINT)


def _write_unit(book: Workbook, sheet: Worksheet, brief: Brief, unit: Unit | None) -> None:
    """The row of the unit's name: to be picked, or filled in and locked."""
    label_columns = (NUMBER, VALUE - 1)
    style.put_merged(sheet, UNIT_NAME_ROW, label_columns, names.UNIT_LABEL, Look.CENTRED)
    if unit is None:
        style.put_merged(sheet, UNIT_NAME_ROW, (VALUE, NOTE), None, Look.INPUT)
        cell = style.put(sheet, UNIT_NAME_ROW, VALUE, None, Look.INPUT, TEXT_FORMAT)
        sheet.add_data_validation(_unit_rule(brief).over(cell.coordinate))
    else:
        last = UNIT if unit.code else NOTE
        cell = style.put_merged(sheet, UNIT_NAME_ROW, (VALUE, last), unit.name, Look.LABEL)
        if unit.code:
            code = f"{names.CODE_LABEL}：{unit.code}"
            style.put(sheet, UNIT_NAME_ROW, NOTE, code, Look.CENTRED)
    canvas.add_name(book, names.head_name(names.UNIT_LABEL), sheet, cell.coordinate)


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
