"""The tables of a kind are declared whole, and everything wrong with them is told at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from make_docx.findings import Finding
from make_docx.intake import names
from make_docx.kinds.reading import examine_kind
from make_docx.model import AnnexForm, AnnexSpec, Column, ColumnType, FilledBy, Kind, Table
from make_docx.table_rules import SHEETS

HEAD = """
id = "plan-x"
name = "方案"
version = "1.0"
directions = ["下行文"]
layout = "白头"
title = "实施方案"

[[outline]]
level = "正文"
text = "现制定本方案。"
"""
STAGES = """
[[tables]]
name = "活动阶段"
filled_by = "主办机关"
in_order = true
apart = true
minimum = 2
note = "按先后写。"
[[tables.columns]]
label = "阶段"
choices = ["动员", "实施"]
[[tables.columns]]
label = "起止日期"
type = "起止日期"
[[tables.columns]]
label = "完成率"
type = "小数"
unit = "%"
required = false
note = "按人数算。"
"""


def examined(tmp_path: Path, *parts: str) -> tuple[Kind | None, tuple[Finding, ...]]:
    path = tmp_path / "kind.toml"
    path.write_text("".join((HEAD, *parts)), "utf-8")
    reading = examine_kind(path)
    return reading.kind, reading.findings


def faults(tmp_path: Path, *parts: str) -> list[tuple[str, str]]:
    kind, findings = examined(tmp_path, *parts)
    assert kind is None
    return [(found.code, found.place.label) for found in findings]


def table(columns: str = '[[tables.columns]]\nlabel = "事项"\n', **fields: str) -> str:
    given = {"name": '"任务"', "filled_by": '"填报单位"'} | fields
    return "\n".join(["\n[[tables]]", *(f"{k} = {v}" for k, v in given.items()), columns])


def test_a_table_is_read_with_its_columns(tmp_path: Path) -> None:
    kind, findings = examined(tmp_path, STAGES)
    assert findings == ()
    assert kind
    assert kind.tables == (
        Table(
            "活动阶段",
            FilledBy.OFFICE,
            (
                Column("阶段", choices=("动员", "实施")),
                Column("起止日期", ColumnType.PERIOD),
                Column("完成率", ColumnType.PERCENT, "%", required=False, note="按人数算。"),
            ),
            in_order=True,
            apart=True,
            minimum=2,
            note="按先后写。",
        ),
    )


def test_a_kind_may_ask_units_for_nothing(tmp_path: Path) -> None:
    kind, _ = examined(tmp_path, STAGES)
    assert kind
    assert (kind.indicators, kind.asks_units) == ((), False)
    kind, _ = examined(tmp_path, table())
    assert kind
    assert kind.asks_units


def test_an_annex_says_which_table_or_indicator_it_prints(tmp_path: Path) -> None:
    annexes = """
[[annexes]]
name = "阶段安排表"
form = "表格"
text = "活动阶段"
[[annexes]]
name = "活动阶段"
form = "表格"
"""
    kind, _ = examined(tmp_path, STAGES, annexes)
    assert kind
    assert kind.annexes == (
        AnnexSpec("阶段安排表", AnnexForm.RECORDS, "活动阶段"),
        AnnexSpec("活动阶段", AnnexForm.RECORDS),
    )


def test_an_annex_of_what_there_is_not_is_a_fault_that_names_the_nearest(tmp_path: Path) -> None:
    annexes = """
[[annexes]]
name = "阶段安排表"
form = "表格"
text = "活动阶断"
[[annexes]]
name = "名次"
form = "排名表"
"""
    _, (of_table, of_ranking) = examined(tmp_path, STAGES, annexes)
    assert (of_table.code, of_table.place.label, of_table.found) == (
        "kind-value",
        "annexes 第 1 项 text",
        "活动阶断",
    )
    assert "是不是“活动阶段”" in of_table.expected
    assert (of_ranking.code, of_ranking.place.label) == ("kind-lacks", "annexes 第 2 项 text")


def test_every_fault_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    wrong = """
[[tables]]
name = "指标"
filled_by = "各单位"
[[tables.columns]]
label = "日期"
type = "日子"
[[tables.columns]]
label = "日期"
requird = true

[[tables]]
filled_by = "填报单位"
minimum = -1
columns = []
"""
    _, findings = examined(tmp_path, wrong)
    places = {(f.code, f.place.label, f.place.line) for f in findings}
    assert places == {
        ("kind-value", "tables 第 1 项 filled_by", 15),
        ("kind-value", "tables 第 1 项 columns 第 1 项 type", 18),
        ("kind-key-unknown", "tables 第 1 项 columns 第 2 项 requird", 21),
        ("table-misnamed", "tables 第 1 项 name", 14),
        ("brief-repeated", "tables 第 1 项 columns 第 2 项 label", 20),
        ("kind-lacks", "tables 第 2 项 name", 23),
        ("kind-value", "tables 第 2 项 minimum", 25),
        ("kind-value", "tables 第 2 项 columns", 26),
    }


@pytest.mark.parametrize(
    "name",
    [
        "公文要素",
        "数 据",
        "甲/乙",
        "甲[1]",
        "'甲'",
        "【甲】",
        "甲\\u0007乙",
        "十" * 32,
        "History",
        "成文日期",
        "＊",
        "甲=乙",
    ],
)
def test_what_no_sheet_can_be_called_is_no_name_of_a_table(tmp_path: Path, name: str) -> None:
    assert faults(tmp_path, table(name=f'"{name}"')) == [("table-misnamed", "tables 第 1 项 name")]


@pytest.mark.parametrize("label", ["条数", "条 数", "甲=乙", "甲＝乙", "【甲】"])
def test_what_text_means_otherwise_is_no_name_of_a_column(tmp_path: Path, label: str) -> None:
    named = table(f'[[tables.columns]]\nlabel = "{label}"\n')
    assert faults(tmp_path, named) == [("column-misnamed", "tables 第 1 项 columns 第 1 项 label")]


def test_a_form_goes_out_only_where_units_are_asked_for_something(tmp_path: Path) -> None:
    (tmp_path / "kind.toml").write_text(
        HEAD.replace("layout", "attaches_form = true\nlayout"), "utf-8"
    )
    reading = examine_kind(tmp_path / "kind.toml")
    (found,) = reading.findings
    assert reading.kind is None
    assert (found.code, found.place.label, found.place.line) == ("kind-value", "attaches_form", 6)


def test_the_longest_name_of_a_sheet_is_one_of_a_table(tmp_path: Path) -> None:
    kind, _ = examined(tmp_path, table(name=f'"{"十" * 31}"'))
    assert kind


def test_a_table_is_not_called_as_an_indicator(tmp_path: Path) -> None:
    clash = '\n[[indicators]]\nlabel = "任务"\nunit = "项"\n'
    assert faults(tmp_path, table(), clash) == [("table-misnamed", "tables 第 1 项 name")]


def test_two_tables_of_one_name_are_told_apart_from_the_second_on(tmp_path: Path) -> None:
    assert faults(tmp_path, table(), table(name='"任 务"')) == [
        ("brief-repeated", "tables 第 2 项 name")
    ]


@pytest.mark.parametrize(
    ("columns", "field"),
    [
        ('label = "经费【元】"', "label"),
        ('label = "单位名称"', "label"),
        ('label = "级别"\nchoices = ["甲、乙", "丙"]', "choices"),
        ('label = "级别"\nchoices = ["甲", "甲"]', "choices"),
        ('label = "人数"\ntype = "整数"\nchoices = ["1"]', "choices"),
    ],
)
def test_what_a_column_cannot_be_is_told(tmp_path: Path, columns: str, field: str) -> None:
    ((_, label),) = faults(tmp_path, table(f"[[tables.columns]]\n{columns}\n"))
    assert label == f"tables 第 1 项 columns 第 1 项 {field}"


def test_an_order_of_dates_needs_dates(tmp_path: Path) -> None:
    assert faults(tmp_path, table(in_order="true", apart="true")) == [
        ("brief-invalid", "tables 第 1 项 in_order"),
        ("brief-invalid", "tables 第 1 项 apart"),
    ]
    dated = '[[tables.columns]]\nlabel = "日期"\ntype = "日期"\n'
    assert faults(tmp_path, table(dated, in_order="true", apart="true")) == [
        ("brief-invalid", "tables 第 1 项 apart")
    ]


def test_a_column_is_not_called_as_another_with_its_unit(tmp_path: Path) -> None:
    columns = (
        '[[tables.columns]]\nlabel = "经费"\ntype = "小数"\nunit = "元"\n'
        '[[tables.columns]]\nlabel = "经费(元)"\n'
    )
    assert faults(tmp_path, table(columns)) == [
        ("brief-repeated", "tables 第 1 项 columns 第 2 项 label")
    ]


def test_the_sheets_that_no_table_can_be_called_as_are_those_of_the_workbooks() -> None:
    assert frozenset(names.SHEETS) == SHEETS
