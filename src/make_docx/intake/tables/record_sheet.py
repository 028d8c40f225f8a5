"""Describes the sheet that the records of a table are filled in on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from make_docx.intake import names, validation
from make_docx.intake.looks import PERCENT_FORMAT, ROW_HEIGHT, TEXT_FORMAT, Look, display_width
from make_docx.intake.table_writer import Column, Table
from make_docx.intake.validation import Rule
from make_docx.model import Column as RecordColumn
from make_docx.model import ColumnType
from make_docx.model import Table as RecordTable
from make_docx.table_rules import MOST_ROWS, NUMERIC, head_of

_WRITTEN: Final = 60  # rows
_OPEN_TO: Final = MOST_ROWS
_LONGEST_CHOICES: Final = 255  # UTF-16 units of a drop-down list in Excel
_PORTRAIT: Final = 96.0  # characters that stand side by side on upright A4
_PHOTO_HEIGHT: Final = 110.0  # pt
_WIDTHS: Final = {
    ColumnType.TEXT: 26.0,
    ColumnType.DATE: 16.0,
    ColumnType.PERIOD: 24.0,
    ColumnType.PHOTO: 34.0,
}
_NUMBER_WIDTH: Final = 14.0
_WIDEST: Final = 44.0
_HOW: Final = {
    ColumnType.DATE: "填日期，例如 5月15日。",
    ColumnType.PERIOD: "填起止日期，例如 4月23日至5月3日；只有一天的填一个日期。",
    ColumnType.PHOTO: "选中这一格，用“插入”—“图片”放一张照片，照片不要超出这一行。",
    ColumnType.PERCENT: "填百分比，例如 98.5%。",
}


def record_sheet(table: RecordTable, units: str | None = None) -> Table:
    """The sheet of `table`.

    Args:
        table: what is filled in.
        units: a formula for the names of the units, where several share the sheet: then there
            is a column for them in front.
    """
    columns = tuple(map(_column, table.columns))
    if units is not None:
        columns = (_unit_column(units), *columns)
    heights = [_PHOTO_HEIGHT for c in table.columns if c.column_type is ColumnType.PHOTO]
    return Table(
        table.name,
        table.name,
        _hint(table),
        columns,
        capacity=_WRITTEN,
        landscape=sum(column.width for column in columns) > _PORTRAIT,
        fixed_columns=int(units is not None),
        open_to=_OPEN_TO,
        row_height=max(heights, default=ROW_HEIGHT),
    )


def _hint(table: RecordTable) -> str:
    least = f"至少填 {table.minimum} 条。" if table.minimum else ""
    return f"一行一条，行数不限。{least}{table.note}"


def _unit_column(units: str) -> Column:
    rule = validation.pick(
        names.LEDGER_UNIT_HEAD, "这一条是哪个单位的。只有一个单位时可以不填。", units
    )
    return Column(names.LEDGER_UNIT_HEAD, 30, rule)


def _column(column: RecordColumn) -> Column:
    head = head_of(column)
    usual = _WIDTHS.get(column.column_type, _NUMBER_WIDTH)
    if column.choices:
        usual = max(display_width(choice) for choice in column.choices) + 6.0
    is_number = column.column_type in NUMERIC
    is_short = column.choices or column.column_type in (ColumnType.DATE, ColumnType.PERIOD)
    number_format = "General" if is_number else TEXT_FORMAT
    if column.column_type is ColumnType.PERCENT:
        number_format = PERCENT_FORMAT
    look = Look.INPUT_CENTRED if is_short else Look.INPUT
    return Column(
        head,
        min(max(usual, display_width(head) + 4.0), _WIDEST),
        _rule(column),
        Look.INPUT_NUMBER if is_number else look,
        number_format,
        required=column.required,
    )


def _rule(column: RecordColumn) -> Rule:
    need = "必须填写。" if column.required else "可以不填。"
    prompt = "\n".join(filter(None, (_HOW.get(column.column_type, ""), column.note, need)))
    if column.choices:
        prompt = f"从列表里选：{'、'.join(column.choices)}。\n{prompt}"
    if column.choices and _is_listable(column.choices):
        return validation.choice(column.label, prompt, column.choices)
    if column.column_type in NUMERIC:
        return validation.number(column.label, prompt)
    return validation.text(column.label, prompt)


def _is_listable(choices: Sequence[str]) -> bool:
    """Whether Excel takes the choices for a drop-down list."""
    listed = ",".join(choices)
    return len(listed.encode("utf-16-le")) // 2 <= _LONGEST_CHOICES and '"' not in listed
