"""Describes the 表格 sheet of the brief: a row a column of a table."""

from __future__ import annotations

from collections.abc import Iterator

from make_docx.intake import names, validation
from make_docx.intake.looks import TEXT_FORMAT, Look, Value
from make_docx.intake.table_writer import Column, Table
from make_docx.model import ColumnType, FilledBy
from make_docx.model import Table as RecordTable

_YES_NO = ("是", "否")
_CENTRED = Look.INPUT_CENTRED
_ONCE = "只在表格的第一行填。"


def declaration_list(*, in_workbook: bool) -> Table:
    """有哪些表格、各有哪些栏目; in a one-workbook job the units' sheets are here too."""
    changed = (
        "改了栏目，工作表的表头也要改。"
        if in_workbook
        else "改了主办机关填的表格，工作表的表头也要改；改了填报单位填的，请运行 make-docx form。"
    )
    rules = (
        validation.text("表格", "工作表的名称，例如：活动阶段。同一张表格的各行写一样的。"),
        validation.text("栏目", "表头上的一栏，例如：完成时限。"),
        validation.choice("类型", "这一栏填什么。不填就是文字。", ColumnType),
        validation.text("计量单位", "整数、小数填，例如：人次。表头写成“栏目（计量单位）”。"),
        validation.choice("必填", "选“是”时，有一条没填就不能通过校核。", _YES_NO),
        validation.text("选项", "只许填几个词时写在这里，用顿号分开。只用于文字。"),
        validation.text("填写说明", "选中这一栏时显示。可以不填。"),
        validation.choice("填写人", f"谁来填这张表格。{_ONCE}", FilledBy),
        validation.choice(
            "按时间先后", f"选“是”时，核对各条的日期是不是由先到后。{_ONCE}", _YES_NO
        ),
        validation.choice("时间不重叠", f"选“是”时，核对起止日期有没有重叠。{_ONCE}", _YES_NO),
        validation.number("至少几条", f"少于这个数时不能通过校核。{_ONCE}"),
        validation.text("表格说明", f"写在表格标题下面的话。{_ONCE}可以不填。"),
    )
    widths = (18, 18, 12, 11, 8, 24, 34, 13, 12, 12, 10, 34)
    looks = (
        Look.INPUT,
        Look.INPUT,
        *(_CENTRED,) * 3,
        Look.INPUT,
        Look.INPUT,
        *(_CENTRED,) * 3,
        Look.INPUT_NUMBER,
        Look.INPUT,
    )
    return Table(
        names.TABLES_SHEET,
        "表格",
        f"公文用到的表格，一行一个栏目。{changed}",
        tuple(
            Column(
                head,
                width,
                rule,
                look,
                TEXT_FORMAT if look is not Look.INPUT_NUMBER else "General",
                required=head in ("表格", "栏目", "填写人"),
            )
            for head, width, rule, look in zip(names.TABLE_HEADS, widths, rules, looks, strict=True)
        ),
        capacity=60,
        landscape=True,
        fixed_columns=2,
    )


def declaration_rows(table: RecordTable) -> Iterator[tuple[Value, ...]]:
    """A table as the rows of its columns."""
    of_table: tuple[Value, ...] = (
        table.filled_by.value,
        _YES_NO[not table.in_order],
        _YES_NO[not table.apart],
        table.minimum,
        table.note,
    )
    for column in table.columns:
        yield (
            table.name,
            column.label,
            column.column_type.value,
            column.unit,
            _YES_NO[not column.required],
            "、".join(column.choices),
            column.note,
            *of_table,
        )
        of_table = ()
