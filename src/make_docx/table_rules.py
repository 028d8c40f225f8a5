"""Turns a list of tables into its faults, the same for a ``kind.toml`` and the 表格 sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from make_docx.catalogue import finding
from make_docx.findings import Finding, Place
from make_docx.indicator_rules import PERCENT_SIGNS, REFERENCES
from make_docx.labels import UNIT_NAME, label_key
from make_docx.late_pattern import late_pattern
from make_docx.model import Column, ColumnType, FilledBy, Indicator, Table

# What the workbooks call their own sheets.
SHEETS: Final = frozenset(
    {
        "填报说明",
        "公文要素",
        "指标",
        "单位名册",
        "正文",
        "附件",
        "上期数据",
        "表格",
        "数据",
        "填报表",
        "退回说明",
    }
)
COUNT: Final = "条数"  # 【来访记录|条数】
MOST_TABLES: Final = 50
MOST_COLUMNS: Final = 100
MOST_ROWS: Final = 20_000
COUNT_EXPECTED: Final = f"0 到 {MOST_ROWS} 的整数"
DATED: Final = (ColumnType.DATE, ColumnType.PERIOD)
NUMERIC: Final = (ColumnType.INTEGER, ColumnType.DECIMAL, ColumnType.PERCENT)

_LONGEST: Final = 31  # UTF-16 units of a sheet's name in Excel
_OF_SHEETS: Final = late_pattern(r"[\[\]:*?/\\\x00-\x1f]")
_SIGNS: Final = late_pattern(r"[【】{}｛｝|｜]")
_CONDITION: Final = late_pattern(r"[=＝]")  # 【领导小组|姓名|职务=组长】
_LIST_SIGNS: Final = late_pattern(r"[、，,;；\n]")
_HISTORY: Final = "history"  # Excel keeps it for itself
_NO_TEXT: Final = "名称里要有字"


class TableFault(Struct, frozen=True):
    """What is wrong with the field `field` of a table, or of one of its columns.

    `table` and `column` count from 0; `other` is the table, or the table and the column, that it
    clashes with.
    """

    table: int
    column: int | None
    field: str
    code: str
    found: str = ""
    expected: str = ""
    reason: str = ""
    other: tuple[int, int | None] | None = None

    def finding(self, place: Place, other: str = "") -> Finding:
        """The fault as told; `other` is where the clash is."""
        words = {"reason": self.reason, "other": other, "hint": ""}
        return finding(self.code, place, found=self.found, expected=self.expected, **words)


def faults_of(tables: Sequence[Table], indicators: Sequence[Indicator]) -> Iterator[TableFault]:
    """Everything wrong with the tables, including what only one beside another shows."""
    labels = {label_key(indicator.label) for indicator in indicators}
    seen: dict[str, int] = {}
    for number, table in enumerate(tables):
        key = label_key(table.name)
        if number == MOST_TABLES:
            expected = f"不超过 {MOST_TABLES} 张表格"
            yield TableFault(number, None, "name", "brief-invalid", table.name, expected)
        if not table.name:
            yield TableFault(number, None, "name", "brief-blank")
        elif reason := _name_fault(table.name, labels):
            yield TableFault(number, None, "name", "table-misnamed", table.name, reason=reason)
        if table.name and (first := seen.setdefault(key, number)) != number:
            yield TableFault(
                number, None, "name", "brief-repeated", table.name, other=(first, None)
            )
        yield from _column_faults(number, table)
        yield from _order_faults(number, table)


def settled(column_type: ColumnType, unit: str) -> tuple[ColumnType, str]:
    """类型 and 计量单位 of a column: each of 百分比 and % brings the other."""
    is_percent = column_type in NUMERIC and unit in PERCENT_SIGNS
    settled_type = ColumnType.PERCENT if is_percent else column_type
    return settled_type, "%" if settled_type is ColumnType.PERCENT and not unit else unit


def head_of(column: Column) -> str:
    """What stands above the column: its label, and the 计量单位 of a figure in brackets."""
    has_unit = column.unit and column.column_type in NUMERIC
    return f"{column.label}（{column.unit}）" if has_unit else column.label


def _name_fault(name: str, labels: set[str]) -> str:
    """Why no sheet can have this name; empty when one can."""
    key = label_key(name)
    if sign := _OF_SHEETS.search(name) or _SIGNS.search(name) or _CONDITION.search(name):
        return f"名称里不能有“{sign[0]}”" if sign[0].isprintable() else "名称里有看不见的符号"
    if not key:
        return _NO_TEXT
    if len(name.encode("utf-16-le")) // 2 > _LONGEST:
        return f"工作表的名称最长 {_LONGEST} 个字"
    if name[0] == "'" or name[-1] == "'":
        return "名称的两头不能是单引号"
    if key in map(label_key, SHEETS) or key == _HISTORY:
        return "工作簿里已经有这张工作表"
    if key in map(label_key, REFERENCES):
        return "正文里已经用这个名称引用别的内容"
    return "与指标重名" if key in labels else ""


def _column_faults(number: int, table: Table) -> Iterator[TableFault]:
    seen: dict[str, int] = {}
    for place, column in enumerate(table.columns):
        if place == MOST_COLUMNS:
            expected = f"每张表格不超过 {MOST_COLUMNS} 栏"
            yield TableFault(number, place, "label", "brief-invalid", column.label, expected)
        reason = _label_fault(column.label, table.filled_by)
        if not column.label:
            yield TableFault(number, place, "label", "brief-blank")
        elif reason:
            yield TableFault(number, place, "label", "column-misnamed", column.label, reason=reason)
        for key in filter(None, {label_key(column.label), label_key(head_of(column))}):
            first = seen.setdefault(key, place)
            if first != place:
                other = (number, first)
                yield TableFault(
                    number, place, "label", "brief-repeated", column.label, other=other
                )
                break
        if expected := choices_fault(column):
            found = "、".join(column.choices)
            yield TableFault(number, place, "choices", "brief-invalid", found, expected)


def _label_fault(label: str, filled_by: FilledBy) -> str:
    if sign := _SIGNS.search(label) or _CONDITION.search(label):
        return f"名称里不能有“{sign[0]}”"
    if label_key(label) == label_key(COUNT):
        return "正文里用它写有几条"
    if filled_by is FilledBy.UNITS and label_key(label) == label_key(UNIT_NAME):
        return "哪个单位填的，程序知道，不用再设一栏"
    return "" if label_key(label) else _NO_TEXT


def choices_fault(column: Column) -> str:
    """What belongs there instead of the choices; empty when they are right."""
    if not column.choices:
        return ""
    if column.column_type is not ColumnType.TEXT:
        return f"空白（类型是{column.column_type}，没有选项）"
    if any(_LIST_SIGNS.search(choice) or not choice.strip() for choice in column.choices):
        return "不带标点的词语"
    return "" if len(set(column.choices)) == len(column.choices) else "各不相同的词语"


def _order_faults(number: int, table: Table) -> Iterator[TableFault]:
    types = {column.column_type for column in table.columns}
    if table.in_order and types.isdisjoint(DATED):
        expected = "否（没有日期或起止日期这样的栏目）"
        yield TableFault(number, None, "in_order", "brief-invalid", "是", expected)
    if table.apart and ColumnType.PERIOD not in types:
        expected = "否（没有起止日期这样的栏目）"
        yield TableFault(number, None, "apart", "brief-invalid", "是", expected)
