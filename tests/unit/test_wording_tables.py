"""What the text says of tables: every line of the grammar, and every fault."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from make_docx.findings import Severity
from make_docx.model import (
    Aggregation,
    AnnexForm,
    AnnexRow,
    Brief,
    Cell,
    CellKind,
    CellRef,
    Checked,
    Column,
    ColumnType,
    Day,
    Elements,
    Entry,
    Figure,
    Figures,
    FilledBy,
    Indicator,
    Level,
    OutlineRow,
    Period,
    Picture,
    Record,
    Status,
    Table,
    Text,
    Unit,
    UnitReport,
    Value,
    ValueType,
)
from make_docx.wording import compose

FILE = "公文要素.xlsx"
UNITS = (Unit("甲镇"), Unit("乙乡"), Unit("丙社区"), Unit("丁站"), Unit("戊所"))
SCORE = Indicator("得分", "分", aggregation=Aggregation.NONE)
PASSED = Indicator("合格率", "%", ValueType.PERCENT, Aggregation.NONE)

STAGES = Table(
    "阶段",
    FilledBy.OFFICE,
    (
        Column("阶段"),
        Column("起止日期", ColumnType.PERIOD),
        Column("主要任务"),
        Column("备注", required=False),
    ),
)
GROUP = Table(
    "领导小组",
    FilledBy.OFFICE,
    (Column("组内职务", choices=("组长", "副组长", "成员")), Column("姓名"), Column("单位职务")),
)
VISITS = Table(
    "来访记录",
    FilledBy.UNITS,
    (
        Column("时间", ColumnType.DATE),
        Column("事项（类别）"),
        Column("人数", ColumnType.INTEGER, unit="人", required=False),
        Column("办结", choices=("是", "否")),
    ),
)
PHOTOS = Table("照片", FilledBy.OFFICE, (Column("照片", ColumnType.PHOTO), Column("说明")))


def entry(table: Table, number: int, values: Sequence[Value], unit: str = "") -> Entry:
    cells = {
        column.label: Cell(
            CellRef(FILE, table.name, f"{letter}{number}"), column.label, CellKind.TEXT
        )
        for letter, column in zip("ABCDEF", table.columns, strict=False)
    }
    by_label = dict(zip((column.label for column in table.columns), values, strict=True))
    return Entry(Record(CellRef(FILE, table.name, f"A{number}"), cells), by_label, unit)


def people(number: int | None, row: int) -> Figure:
    value, status = (
        (None, Status.NOT_APPLICABLE) if number is None else (Decimal(number), Status.EXACT)
    )
    return Figure("人数", value, "人", status, (CellRef(FILE, "来访记录", f"C{row}"),))


def stage(
    number: int, name: str, first: Day, last: Day, task: str, note: str | None = None
) -> Entry:
    return entry(STAGES, number, (name, Period(first, last), task, note))


ENTRIES: Mapping[str, tuple[Entry, ...]] = {
    "阶段": (
        stage(2, "准备阶段", Day(4, 23), Day(5, 3), "制定方案。\n印发通知"),
        stage(3, "实施阶段", Day(5, 4, 2026), Day(5, 14, 2026), "上街宣传。", "邀请媒体"),
    ),
    "领导小组": (
        entry(GROUP, 2, ("组长", "张三", "镇长")),
        entry(GROUP, 3, ("副组长", "李四", "副镇长")),
        entry(GROUP, 4, ("副组长", "王五", "办公室主任")),
    ),
    "来访记录": (
        entry(VISITS, 2, (Day(5, 15), "咨询", people(3, 2), "是"), "甲镇"),
        entry(VISITS, 3, (Day(5, 16), "投诉", people(None, 3), "否"), "甲镇"),
        entry(VISITS, 2, (Day(5, 15), "咨询", people(20, 9), "是"), "乙乡"),
    ),
    "照片": (entry(PHOTOS, 2, (Picture("p", CellRef(FILE, "照片", "A2"), "0"), "现场")),),
}
SCORES = {"甲镇": 95, "乙乡": 90, "丙社区": 90, "丁站": 58, "戊所": 0}


def job(
    *rows: tuple[Level, str] | str,
    entries: Mapping[str, tuple[Entry, ...]] = ENTRIES,
    annexes: Sequence[tuple[str, AnnexForm, str]] = (),
    scores: Mapping[str, Figure] | None = None,
    missing: Sequence[Unit] = (),
    title: str = "总结",
    tables: tuple[Table, ...] = (STAGES, GROUP, VISITS, PHOTOS),
) -> Text:
    outline = [(Level.BODY, row) if isinstance(row, str) else row for row in rows]
    brief = Brief(
        FILE,
        "kind",
        Elements(title=title, issued_on=dt.date(2026, 6, 1)),
        {},
        indicators=(SCORE, PASSED),
        units=UNITS,
        outline=tuple(
            OutlineRow(level, text, CellRef(FILE, "正文", f"B{number}"))
            for number, (level, text) in enumerate(outline, 2)
        ),
        annexes=tuple(
            AnnexRow(name, form, text, CellRef(FILE, "附件", f"C{number}"))
            for number, (name, form, text) in enumerate(annexes, 2)
        ),
        tables=tables,
    )
    reports = tuple(UnitReport(unit, "", {}) for unit in UNITS if unit not in missing)
    figures = scores or {
        name: Figure(
            "得分", Decimal(value), "分", sources=(CellRef(f"{name}.xlsx", "填报表", "C5"),)
        )
        for name, value in SCORES.items()
    }
    by_unit = {
        name: {
            "得分": figure,
            "合格率": Figure("合格率", (figure.value or Decimal(0)) / 100, "%"),
        }
        for name, figure in figures.items()
    }
    checked = Checked(UNITS, reports, tuple(missing), entries=entries)
    return compose(brief, checked, Figures({}, {}, by_unit))


def printed(text: Text) -> list[str]:
    assert not [found for found in text.findings if found.blocks]
    return [paragraph.number + paragraph.text for paragraph in text.paragraphs]


def faults(text: Text) -> list[tuple[str, str, str]]:
    return [(f.code, f.place.cell, f.found) for f in text.findings if f.severity is Severity.ERROR]


# ── every line of the grammar ────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("written", "becomes"),
    [
        ("组长：【领导小组|姓名|组内职务=组长】。", "组长：张三。"),
        ("【领导小组|姓名|组内职务=副组长】", "李四、王五"),
        ("【领导小组|姓名（单位职务）|组内职务＝副组长】", "李四（副镇长）、王五（办公室主任）"),
        ("【领导小组|姓名(单位职务)】", "张三（镇长）、李四（副镇长）、王五（办公室主任）"),
        ("【领导小组|姓名|列出】", "张三、李四、王五"),
        ("【领导小组|单位职务+姓名|组内职务=副组长】", "副镇长李四、办公室主任王五"),
        ("【领导小组|单位职务＋姓名】", "镇长张三、副镇长李四、办公室主任王五"),
        ("主题是【领导小组|姓名|加引号】。", "主题是“张三”“李四”“王五”。"),
        ("【阶段|起止日期|列出】", "4月23日至5月3日、5月4日至5月14日"),
        ("【来访记录|条数】", "3"),
        ("【来访记录|条数|约】", "3"),
        ("【来访记录|条数|办结=是】", "2"),
        ("【来访记录|条数|办结=是|单位名称=乙乡】", "1"),
        ("【来访记录|人数|合计】", "23人"),
        ("【来访记录|人数|合计|约】", "20余人"),
        ("【来访记录|人数|合计|单位名称=甲镇】", "3人"),
        ("【来访记录|事项（类别）|办结=否】", "投诉"),
        ("【来访记录|时间|单位名称=甲镇】", "5月15日、5月16日"),
        ("【来访记录｜条数｜办结＝否】", "1"),
        ("【得分|不低于90】", "甲镇、乙乡、丙社区"),
        ("【得分|高于90分】", "甲镇"),
        ("【得分|低于60】", "丁站、戊所"),
        ("【得分|不高于58】", "丁站、戊所"),
        ("【得分|不低于90|单位数】", "3"),
        ("【合格率|低于60%】", "丁站、戊所"),
        ("【合格率|低于60】", "丁站、戊所"),
        ("【得分|前二】", "甲镇（95分）、乙乡（90分）、丙社区（90分）"),
        ("【得分|前三】", "甲镇（95分）、乙乡（90分）、丙社区（90分）"),
        ("【得分|后二】", "戊所（0分）、丁站（58分）"),
        ("【得分|后一】", "戊所（0分）"),
    ],
)
def test_a_reference_becomes(written: str, becomes: str) -> None:
    assert printed(job(written)) == [becomes]


@pytest.mark.parametrize(
    ("written", "becomes"),
    [
        ("通报{，表扬【得分|不低于99】}。", "通报。"),
        ("{【来访记录|条数|单位名称=丙社区】件}", ""),
        ("会议{由【领导小组|姓名|组内职务=成员】}记录。", "会议记录。"),
        ("共接待{【来访记录|人数|合计|单位名称=丙社区】}群众。", "共接待群众。"),
        (
            "来访登记{，【来访记录|条数|单位名称=丙社区|为零】丙社区没有}。",
            "来访登记，丙社区没有。",
        ),
        ("来访登记{，【来访记录|条数｜为零】没有人来}。", "来访登记。"),
        ("来访{，【来访记录|人数|合计|单位名称=丙社区|为零】人都没到}。", "来访，人都没到。"),
        # no row of that name is no sum of 0
        ("共{【来访记录|人数|合计|事项（类别）=信访】}来访。", "共来访。"),
        ("共{【来访记录|人数|合计|事项（类别）=信访|为零】没有}来访。", "共来访。"),
    ],
)
def test_a_clause_is_left_out_when_there_is_nothing(written: str, becomes: str) -> None:
    assert printed(job(written)) == ([becomes] if becomes else [])


# ── rows that are printed for every row of a table ───────────────────────────────────────


def test_heading_and_text_are_repeated_together_and_numbered() -> None:
    made = job(
        (Level.HEADING_1, "实施步骤"),
        (Level.HEADING_2, "【阶段|阶段】（【阶段|起止日期】）"),
        "【阶段|主要任务】",
        (Level.HEADING_1, "工作要求"),
        "提高认识。",
    )
    assert printed(made) == [
        "一、实施步骤",
        "（一）准备阶段（4月23日至5月3日）",
        "制定方案。",
        "印发通知。",
        "（二）实施阶段（5月4日至5月14日）",
        "上街宣传。",
        "二、工作要求",
        "提高认识。",
    ]


def test_a_full_stop_typed_in_a_table_moves_behind_the_bracket() -> None:
    made = job("【阶段|主要任务】（阶段：【阶段|阶段】{；备注：【阶段|备注】}）。")
    assert printed(made) == [
        "制定方案。印发通知（阶段：准备阶段）。",
        "上街宣传（阶段：实施阶段；备注：邀请媒体）。",
    ]


def test_a_full_stop_stays_before_a_bracket_that_none_follows() -> None:
    made = job("【阶段|主要任务】（【阶段|阶段】）")
    assert printed(made)[1] == "上街宣传。（实施阶段）"


def test_rows_of_two_tables_that_stand_together_are_two_blocks() -> None:
    made = job("【阶段|阶段】。", "【领导小组|组内职务】：【领导小组|姓名】。")
    assert printed(made) == [
        "准备阶段。",
        "实施阶段。",
        "组长：张三。",
        "副组长：李四。",
        "副组长：王五。",
    ]


def test_a_row_between_parts_two_blocks_of_one_table() -> None:
    assert printed(job("【阶段|阶段】。", "其中：", "【阶段|阶段】。")) == [
        "准备阶段。",
        "实施阶段。",
        "其中：",
        "准备阶段。",
        "实施阶段。",
    ]


def test_a_counting_sentence_is_printed_once_and_parts_no_block_of_its_own() -> None:
    assert printed(job("共【阶段|条数】个阶段。")) == ["共2个阶段。"]


def test_rows_of_units_can_name_the_unit_and_mark_their_figures() -> None:
    made = job("【来访记录|单位名称】：{【来访记录|人数】，}【来访记录|办结】。")
    assert printed(made) == ["甲镇：3人，是。", "甲镇：否。", "乙乡：20人，是。"]
    (mark,) = made.paragraphs[2].marks
    assert made.paragraphs[2].text[mark.start : mark.end] == "20人"
    assert made.figures[mark.name].sources == (CellRef(FILE, "来访记录", "C9"),)


@pytest.mark.parametrize("row", ["“【阶段|主要任务】”。", "要求：【阶段|主要任务】。"])
def test_text_of_several_lines_stands_on_one_inside_a_sentence(row: str) -> None:
    first, second = printed(job(row))
    assert "制定方案。印发通知" in first
    assert second.count("。") == (2 if "“" in row else 1)


def test_an_optional_blank_cell_leaves_its_clause_out_and_is_not_noted_if_another_has_words() -> (
    None
):
    made = job("{【阶段|备注】}")
    assert printed(made) == ["邀请媒体。"]
    assert made.findings == ()


def test_an_optional_blank_cell_outside_a_clause_is_told_with_the_number_of_its_row() -> None:
    made = job("备注是【阶段|备注】。")
    assert faults(made) == [("placeholder-unusable", "B2", "阶段|备注")]
    assert "第 1 行" in made.findings[0].message


def test_an_empty_table_takes_its_heading_with_it() -> None:
    made = job(
        (Level.HEADING_1, "实施步骤"),
        (Level.HEADING_2, "【阶段|阶段】"),
        "【阶段|主要任务】",
        (Level.HEADING_1, "工作要求"),
        "提高认识。",
        entries={},
    )
    assert printed(made) == ["一、工作要求", "提高认识。"]
    assert {found.code for found in made.findings} == {"text-empty"}


class Walked(tuple[Entry, ...]):
    """Rows that count how often somebody goes through them."""

    times = 0

    def __iter__(self) -> Iterator[Entry]:
        Walked.times += 1
        return super().__iter__()


def test_nobody_goes_through_a_table_for_every_row_of_it() -> None:
    many = Walked(entry(GROUP, number, ("成员", "张三", "镇长")) for number in range(2, 202))
    made = job("【领导小组|姓名】任{【领导小组|单位职务】}。", entries={"领导小组": many})
    assert printed(made) == ["张三任镇长。"] * 200
    assert 0 < Walked.times < 10


def test_text_of_a_table_is_never_read_as_a_reference() -> None:
    typed = "见【得分】和{括号}"
    made = job(
        "【阶段|主要任务】", entries={"阶段": (stage(2, "一", Day(5, 1), Day(5, 1), typed),)}
    )
    assert printed(made) == [f"{typed}。"]


# ── figures and where they come from ─────────────────────────────────────────────────────


def test_counts_and_totals_are_marked_and_name_their_cells() -> None:
    made = job("接待【来访记录|条数】批【来访记录|人数|合计|约】。")
    marks = made.paragraphs[0].marks
    assert [mark.name for mark in marks] == ["来访记录|条数", "来访记录|人数|合计"]
    assert made.figures["来访记录|条数"].value == 3
    total = made.figures["来访记录|人数|合计"]
    assert total.value == 23
    assert [ref.cell for ref in total.sources] == ["C2", "C9"]


def test_units_counted_by_a_limit_name_their_cells() -> None:
    made = job("【得分|不低于90|单位数】家")
    (figure,) = made.figures.values()
    assert [ref.file for ref in figure.sources] == ["甲镇.xlsx", "乙乡.xlsx", "丙社区.xlsx"]


def test_an_approximate_figure_on_the_limit_is_not_guessed() -> None:
    scores = {"甲镇": Figure("得分", Decimal(90), "分", Status.ABOUT)}
    assert faults(job("【得分|不低于90】", scores=scores)) == [
        ("placeholder-unusable", "B2", "得分|不低于90")
    ]
    surely = {"甲镇": Figure("得分", Decimal(90), "分", Status.AT_LEAST)}
    assert printed(job("【得分|不低于90】", scores=surely)) == ["甲镇"]


# ── what is wrong ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("written", "code", "found", "near"),
    [
        ("【阶断|条数】", "placeholder-unknown", "阶断", "阶段"),
        ("【阶段|起至日期】", "placeholder-column", "起至日期", "起止日期"),
        ("【领导小组|姓名|组内职位=组长】", "placeholder-column", "组内职位", "组内职务"),
        ("【领导小组|姓名|组内职务=副组】", "placeholder-choice", "副组", "副组长"),
        ("【领导小组|姓名（单位职位）】", "placeholder-column", "单位职位", "单位职务"),
        ("【阶段】", "placeholder-mode", "阶段", "【阶段|条数】"),
        ("【阶段|主要任务|合计】", "placeholder-mode", "阶段|主要任务|合计", "列出"),
        ("【来访记录|人数|约】", "placeholder-mode", "来访记录|人数|约", "合计"),
        ("【来访记录|人数|合记】", "placeholder-mode", "来访记录|人数|合记", "合计"),
        ("现场：【照片|照片】", "placeholder-photo", "照片|照片", "开头"),
        ("{【照片|照片】}", "placeholder-photo", "照片|照片", "开头"),
        ("【得分|不低于很高】", "placeholder-mode", "得分|不低于很高", "前三"),
        (
            "【领导小组|姓名|组内职务=成员】",
            "placeholder-unusable",
            "领导小组|姓名|组内职务=成员",
            "成员",
        ),
        (
            "【来访记录|人数|合计|事项（类别）=信访】",
            "placeholder-unusable",
            "来访记录|人数|合计|事项（类别）=信访",
            "信访",
        ),
        (
            "没有来访【来访记录|条数|为零】。",
            "placeholder-unusable",
            "来访记录|条数|为零",
            "大括号",
        ),
    ],
)
def test_a_fault_is_told_once_with_what_is_near(
    written: str, code: str, found: str, near: str
) -> None:
    made = job(written)
    (told,) = [each for each in made.findings if each.blocks]
    assert (told.code, told.place.cell) == (code, "B2")
    assert told.found == (found if len(found) <= 20 else f"{found[:19]}…")
    assert near in told.message + told.action + told.expected


def test_a_row_cannot_be_printed_for_two_tables_at_once() -> None:
    assert set(faults(job("【阶段|阶段】由【领导小组|姓名】负责。"))) == {
        ("placeholder-row", "B2", "领导小组|姓名")
    }


def test_a_title_has_no_rows() -> None:
    assert [f.code for f in job(title="【阶段|阶段】总结").findings] == ["placeholder-row"]


def test_a_measure_word_after_a_total_is_a_slip() -> None:
    made = job("共【来访记录|人数|合计】人。")
    assert [(f.code, f.found) for f in made.findings] == [
        ("unit-doubled", "【来访记录|人数|合计】人")
    ]


# ── annexes ──────────────────────────────────────────────────────────────────────────────


def rows_of(text: Text) -> list[tuple[str, ...]]:
    (annex,) = text.annexes
    assert annex.table
    return [row.cells for row in annex.table.rows]


def heads_of(text: Text) -> list[str]:
    (annex,) = text.annexes
    assert annex.table
    return [column.head for column in annex.table.columns]


def test_a_table_becomes_an_annex_with_numbers_in_front() -> None:
    made = job(annexes=[("领导小组成员名单", AnnexForm.RECORDS, "领导小组")])
    assert heads_of(made) == ["序号", "组内职务", "姓名", "单位职务"]
    assert rows_of(made)[:2] == [("1", "组长", "张三", "镇长"), ("2", "副组长", "李四", "副镇长")]
    assert made.findings == ()


def test_the_annex_itself_can_have_the_name_of_the_table() -> None:
    made = job(annexes=[("阶段", AnnexForm.RECORDS, "")])
    assert rows_of(made)[0] == ("1", "准备阶段", "4月23日至5月3日", "制定方案。\n印发通知", "")


def test_a_table_of_units_says_whose_rows_they_are_and_adds_up_where_asked() -> None:
    made = job(
        annexes=[("来访记录表", AnnexForm.RECORDS, "来访记录|合计")], missing=[Unit("丙社区")]
    )
    assert heads_of(made) == ["序号", "单位名称", "时间", "事项（类别）", "人数", "办结"]
    assert rows_of(made) == [
        ("1", "甲镇", "5月15日", "咨询", "3", "是"),
        ("2", "甲镇", "5月16日", "投诉", "/", "否"),
        ("3", "乙乡", "5月15日", "咨询", "20", "是"),
        ("", "合计", "", "", "23", ""),
    ]
    table = made.annexes[0].table
    assert table
    assert table.note == "注：1家单位未报送，表中不含其内容。"


COSTS = Table(
    "支出",
    FilledBy.OFFICE,
    (
        Column("项目"),
        Column("本期", ColumnType.DECIMAL, unit="万元"),
        Column("合计", ColumnType.DECIMAL, unit="万元"),
        Column("占比", ColumnType.PERCENT, unit="%"),
        Column("数量", ColumnType.DECIMAL),
    ),
)


def spent(row: int, name: str, *numbers: str) -> Entry:
    figures = [
        Figure(column.label, Decimal(number), column.unit)
        for column, number in zip(COSTS.columns[1:], numbers, strict=True)
    ]
    return entry(COSTS, row, (name, *figures))


@pytest.mark.parametrize(
    ("written", "heads", "last"),
    [
        (
            "支出",
            ["项目", "本期", "合计", "占比", "数量"],
            ("2", "差旅", "2.00", "7.50", "0.5", "3"),
        ),
        ("支出|项目|本期|合计", ["项目", "本期", "合计"], ("2", "差旅", "2.00", "7.50")),
        ("支出|项目|合计", ["项目", "合计"], ("2", "差旅", "7.50")),
        ("支出|项目|合计|合计", ["项目", "合计"], ("", "合计", "10.55")),
        ("支出|项目|本期|合计行", ["项目", "本期"], ("", "合计", "3.25")),
    ],
)
def test_a_column_called_total_is_printed_and_a_row_of_totals_has_a_word_of_its_own(
    written: str, heads: list[str], last: tuple[str, ...]
) -> None:
    rows = (
        spent(2, "印刷", "1.25", "3.05", "0.99", "2.5"),
        spent(3, "差旅", "2", "7.5", "0.005", "3"),
    )
    annexes = [("支出表", AnnexForm.RECORDS, written)]
    made = job(annexes=annexes, entries={"支出": rows}, tables=(COSTS,))
    assert made.findings == ()
    assert heads_of(made) == ["序号", *heads]
    assert rows_of(made)[-1] == last


def test_an_annex_can_have_some_of_the_columns_in_an_order_of_its_own() -> None:
    made = job(annexes=[("来访人数表", AnnexForm.RECORDS, "来访记录|人数｜时间|合计")])
    assert heads_of(made) == ["序号", "人数", "时间"]
    assert rows_of(made)[0] == ("1", "3", "5月15日")
    assert rows_of(made)[-1] == ("", "23", "合计")


@pytest.mark.parametrize(
    ("form", "text", "code"),
    [
        (AnnexForm.RECORDS, "来访纪录", "annex-table-unknown"),
        (AnnexForm.RECORDS, "来访记录|分类", "placeholder-column"),
        (AnnexForm.RECORDS, "", "annex-table-unknown"),
        (AnnexForm.RANKING, "得份", "annex-indicator-unknown"),
        (AnnexForm.RANKING, "", "annex-indicator-unknown"),
    ],
)
def test_an_annex_of_nothing_known_is_told_at_its_row(
    form: AnnexForm, text: str, code: str
) -> None:
    made = job(annexes=[("附表", form, text)])
    assert [(f.code, f.place.sheet, f.place.cell) for f in made.findings] == [(code, "附件", "C2")]
    assert made.annexes == ()


def test_a_photo_stands_over_the_words_behind_it() -> None:
    made = job("【照片|照片】图为【照片|说明】", "【照片|照片】")
    assert printed(made) == ["图为现场", ""]
    assert [p.picture and p.picture.ref.cell for p in made.paragraphs] == ["A2", "A2"]


@pytest.mark.parametrize("typed", ["现场解答 3 个问题", "现场解答3个问题。"])
def test_a_caption_has_no_stop_in_front_of_its_brackets(typed: str) -> None:
    of_photos = (replace(ENTRIES["照片"][0], values={**ENTRIES["照片"][0].values, "说明": typed}),)
    made = job("【照片|照片】【照片|说明】（甲镇）", entries={"照片": of_photos})
    assert printed(made) == ["现场解答3个问题（甲镇）"]


def test_a_row_of_a_photo_is_not_printed_where_there_is_none() -> None:
    two = (entry(PHOTOS, 2, (None, "没有照片")), *ENTRIES["照片"])
    made = job("【照片|照片】\n【照片|说明】", entries={"照片": two})
    assert printed(made) == ["现场"]
    assert not made.findings


def test_a_text_annex_can_have_photos() -> None:
    made = job(annexes=[("照片", AnnexForm.TEXT, "【照片|照片】【照片|说明】")])
    (annex,) = made.annexes
    assert [(p.text, p.picture is not None) for p in annex.paragraphs] == [("现场", True)]


def test_photos_are_not_for_tables() -> None:
    made = job(annexes=[("照片", AnnexForm.RECORDS, "")])
    assert heads_of(made) == ["序号", "说明"]
    assert [(f.code, f.severity) for f in made.findings] == [("annex-photo", Severity.WARN)]
    action = made.findings[0].action
    assert "【照片|照片】【照片|说明】" in action
    kept = job(annexes=[("照片", AnnexForm.RECORDS, "照片|说明")])
    assert "照片|说明" in action
    assert (heads_of(kept), kept.findings) == (["序号", "说明"], ())


def test_a_table_without_rows_is_no_annex() -> None:
    made = job(annexes=[("阶段", AnnexForm.RECORDS, "")], entries={})
    assert made.annexes == ()
    assert [f.code for f in made.findings] == ["text-empty"]


def test_equal_figures_share_their_place_and_units_that_are_missing_stand_last() -> None:
    scores = {
        name: Figure("得分", None if value is None else Decimal(value), "分", status)
        for name, value, status in (
            ("甲镇", "90", Status.EXACT),
            ("乙乡", "95", Status.EXACT),
            ("丙社区", "90", Status.ABOUT),
            ("丁站", None, Status.NOT_APPLICABLE),
        )
    }
    made = job(
        annexes=[("排名表", AnnexForm.RANKING, "得分")], scores=scores, missing=[Unit("戊所")]
    )
    assert heads_of(made) == ["名次", "单位名称", "得分", "合格率"]
    assert [row[:3] for row in rows_of(made)] == [
        ("1", "乙乡", "95"),
        ("2", "甲镇", "90"),
        ("2", "丙社区", "约90"),
        ("—", "丁站", "/"),
        ("—", "戊所", "未报"),
    ]


@given(st.lists(st.integers(0, 4), min_size=5, max_size=5))
@settings(max_examples=30)
def test_a_place_is_one_more_than_the_units_before_it(values: list[int]) -> None:
    scores = {
        unit.name: Figure("得分", Decimal(value), "分")
        for unit, value in zip(UNITS, values, strict=True)
    }
    made = job(annexes=[("排名表", AnnexForm.RANKING, "得分")], scores=scores)
    for place, _, score, _ in rows_of(made):
        assert int(place) == 1 + sum(value > int(score) for value in values)


def test_a_text_annex_repeats_lines_for_the_rows_of_a_table_and_counts_its_headings() -> None:
    content = "一、总体安排\n（一）【阶段|阶段】\n【阶段|主要任务】\n二、共【阶段|条数】个阶段"
    (annex,) = job(annexes=[("实施方案", AnnexForm.TEXT, content)]).annexes
    assert [(one.level, one.number, one.text) for one in annex.paragraphs] == [
        (Level.HEADING_1, "一、", "总体安排"),
        (Level.HEADING_2, "（一）", "准备阶段"),
        (Level.BODY, "", "制定方案。"),
        (Level.BODY, "", "印发通知。"),
        (Level.HEADING_2, "（二）", "实施阶段"),
        (Level.BODY, "", "上街宣传。"),
        (Level.HEADING_1, "二、", "共2个阶段"),
    ]


def test_a_numbered_sentence_in_an_annex_is_text() -> None:
    content = "一、加强领导。各单位要高度重视。\n1.5万份资料"
    (annex,) = job(annexes=[("方案", AnnexForm.TEXT, content)]).annexes
    assert [(one.level, one.text) for one in annex.paragraphs] == [
        (Level.BODY, "一、加强领导。各单位要高度重视。"),
        (Level.BODY, "1.5万份资料"),
    ]
