"""The brief is read as the clerk filled it in, and everything wrong with it is told at once."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from make_docx.errors import ExitCode, InputError
from make_docx.findings import Finding, Severity
from make_docx.intake import names, read_brief
from make_docx.intake.brief_writer import write_brief
from make_docx.intake.ledger_writer import write_workbook_job
from make_docx.model import (
    Aggregation,
    AnnexForm,
    Brief,
    Direction,
    Indicator,
    Kind,
    Layout,
    Level,
    Sealing,
    ValueType,
)

KIND = Kind(
    id="activity-summary",
    name="活动总结",
    version="1",
    directions=(Direction.UP, Direction.DOWN),
    layout=Layout.DOCUMENT,
    title="关于【活动名称】的报告",
    indicators=(Indicator("悬挂横幅", "条"), Indicator("发放资料", "份")),
    outline=((Level.HEADING_1, "开展情况"), (Level.BODY, "悬挂横幅【悬挂横幅】。")),
)
ELEMENTS: Mapping[str, object] = {
    "活动名称": "政务公开宣传月活动",
    "报送期次": "2021年5月",
    "主送机关": "XX县人民政府办公室",
    "发文机关": "XX县卫生和计划生育委员会",
    "成文日期": dt.date(2021, 6, 3),
}
ROSTER: Sequence[Sequence[object]] = (
    ("01", "甲局", "委机关", "局机关、甲"),
    ("02", "乙院", "乡镇卫生院", None),
)
FIRST = 5  # row of every table


@cache
def new_brief() -> bytes:
    return write_brief(KIND)


@cache
def short_brief() -> bytes:
    """A new brief without most of its spare rows, which cost most of the time of a test."""
    book = openpyxl.load_workbook(io.BytesIO(new_brief()))
    for title in set(book.sheetnames) - {names.GUIDE, names.ELEMENTS_SHEET}:
        book[title].delete_rows(FIRST + 20, book[title].max_row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


class Clerk:
    """Fills in the brief of a new job and reads it back."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "公文要素.xlsx"
        self.book: Any = openpyxl.load_workbook(io.BytesIO(short_brief()))
        for label, value in ELEMENTS.items():
            self.element(label, value)
        self.rows(names.ROSTER_SHEET, ROSTER)

    def element(self, label: str, value: object) -> str:
        name = self.book.defined_names[names.element_name(label)].attr_text
        cell = str(name).rpartition("!")[2].replace("$", "")
        self.book[names.ELEMENTS_SHEET][cell].value = value
        return cell

    def rows(self, sheet: str, rows: Sequence[Sequence[object]], first: int = FIRST) -> None:
        for row, values in enumerate(rows, start=first):
            for column, value in enumerate(values, start=1):
                self.book[sheet].cell(row, column).value = value

    def indicators(self, *rows: Mapping[str, object]) -> None:
        """Replace the list; a row by the words of its head, counted in 条 unless it says else."""
        sheet = self.book[names.INDICATORS_SHEET]
        sheet.delete_rows(FIRST, 10)
        self.rows(
            names.INDICATORS_SHEET,
            [
                [{"计量单位": "条", **row}.get(head) for head in names.INDICATOR_HEADS]
                for row in rows
            ],
        )

    def read(self) -> tuple[Brief, tuple[Finding, ...]]:
        self.book.save(self.path)
        return read_brief(self.path)

    def findings(self) -> list[tuple[str, str, str]]:
        return [(f.code, f"{f.place.sheet}!{f.place.cell}", f.found) for f in self.read()[1]]


@pytest.fixture
def clerk(tmp_path: Path) -> Clerk:
    return Clerk(tmp_path)


def test_a_brief_filled_in_as_meant_gives_everything_and_no_finding(clerk: Clerk) -> None:
    brief, findings = clerk.read()
    assert findings == ()
    assert (brief.file, brief.kind_id) == ("公文要素.xlsx", "activity-summary")
    elements = brief.elements
    assert elements.activity == "政务公开宣传月活动"
    assert elements.issued_on == dt.date(2021, 6, 3)
    assert (elements.direction, elements.layout, elements.sealing) == (Direction.UP, "文件", "是")
    assert [i.label for i in brief.indicators] == ["悬挂横幅", "发放资料"]
    assert [(u.code, u.name, u.category, u.aliases) for u in brief.units] == [
        ("01", "甲局", "委机关", ("局机关", "甲")),
        ("02", "乙院", "乡镇卫生院", ()),
    ]
    assert [(row.level, row.text) for row in brief.outline] == list(KIND.outline)
    assert brief.form_version == names.form_version(brief.kind_id, elements, brief.indicators)


def test_everything_read_knows_its_cell(clerk: Clerk) -> None:
    cell = clerk.element("标题", "报告")
    brief, _ = clerk.read()
    assert brief.element_refs["title"].cell == cell
    refs = [brief.indicators[1].ref, brief.units[1].ref, brief.outline[1].ref]
    assert [f"{ref.sheet}!{ref.cell}" for ref in refs if ref] == [
        "指标!A6",
        "单位名册!B6",
        "正文!B6",
    ]


def test_a_new_brief_names_every_required_element_and_the_empty_roster(tmp_path: Path) -> None:
    path = tmp_path / "公文要素.xlsx"
    path.write_bytes(new_brief())
    _, findings = read_brief(path)
    required = [f.place.label for f in findings if f.code == "element-required"]
    assert required == [label for label in ELEMENTS if label != "主送机关"]
    assert all(f.place.cell for f in findings if f.code == "element-required")
    assert [f.place.label for f in findings if f.code == "brief-empty"] == ["单位名册"]


@pytest.mark.parametrize(
    "typed",
    [
        dt.datetime(2021, 6, 3),
        "2021-6-3",
        "2021/06/03",
        "2021.6.3",
        "２０２１年６月３日",
        "2021 年 6 月 3 日",
        "20210603",
        20210603,
        44350,
        "2021-06-03 00:00:00",
    ],
)
def test_a_date_is_read_however_it_was_typed(clerk: Clerk, typed: object) -> None:
    clerk.element("成文日期", typed)
    if isinstance(typed, int):
        clerk.book[names.ELEMENTS_SHEET][clerk.element("成文日期", typed)].number_format = "General"
    brief, findings = clerk.read()
    assert (brief.elements.issued_on, findings) == (dt.date(2021, 6, 3), ())


@pytest.mark.parametrize("typed", ["六月上旬", "21-6-3", "2021-6", 12.5])
def test_a_date_that_is_none_is_told_at_its_cell_with_an_example(
    clerk: Clerk, typed: object
) -> None:
    cell = clerk.element("成文日期", typed)
    clerk.book[names.ELEMENTS_SHEET][cell].number_format = "General"
    _, (found,) = clerk.read()
    assert (found.code, found.place.cell) == ("element-invalid", cell)
    assert found.expected == "日期，例如 2021-6-3"


@pytest.mark.parametrize("typed", ["2021年6月31日", "2021-2-29", 20211301])
def test_a_date_that_no_calendar_has_is_told_as_such(clerk: Clerk, typed: object) -> None:
    cell = clerk.element("成文日期", typed)
    clerk.book[names.ELEMENTS_SHEET][cell].number_format = "General"
    _, (found,) = clerk.read()
    assert (found.code, found.place.cell, found.found) == ("date-impossible", cell, str(typed))


@pytest.mark.parametrize(
    ("issued", "typed", "day"),
    [
        ("2021-3-5", "3月6日", dt.date(2021, 3, 6)),
        ("2021-3-5", "三月六日", dt.date(2021, 3, 6)),
        ("2021-12-30", "1月5日", dt.date(2022, 1, 5)),  # it follows the 成文日期
        ("二〇二一年三月五日", "二〇二一年三月六日", dt.date(2021, 3, 6)),
    ],
)
def test_a_printing_date_without_a_year_soon_follows_the_date_of_the_document(
    clerk: Clerk, issued: str, typed: str, day: dt.date
) -> None:
    clerk.element("成文日期", issued)
    cell = clerk.element("印发日期", typed)
    brief, findings = clerk.read()
    assert brief.elements.printed_on == day
    told = [(f.code, f.place.cell, f.severity) for f in findings if f.place.cell == cell]
    assert told == ([] if "年" in typed else [("date-read-as", cell, Severity.NOTE)])


@pytest.mark.parametrize(
    ("label", "typed"), [("印发日期", "3月4日"), ("成文日期", "3月4日"), ("截止日期", "4.30")]
)
def test_a_date_whose_year_is_not_certain_asks_for_it(clerk: Clerk, label: str, typed: str) -> None:
    clerk.element("成文日期", "2021-3-5")
    cell = clerk.element(label, typed)
    _, findings = clerk.read()
    (found,) = [f for f in findings if f.place.cell == cell]
    assert (found.code, found.found) == ("element-invalid", typed)
    assert "写明年份的日期，例如 2021年" in found.expected


def test_a_date_typed_without_signs_into_a_date_cell_is_told_as_a_date(clerk: Clerk) -> None:
    cell = clerk.element("成文日期", 20210709)  # Excel shows ########, openpyxl says #VALUE!
    clerk.book[names.ELEMENTS_SHEET][cell].number_format = "yyyy-mm-dd"
    _, (found,) = clerk.read()
    assert (found.code, found.place.cell) == ("element-invalid", cell)
    assert found.expected.startswith("日期，例如 2021-6-3")
    assert "#####" in found.expected


@pytest.mark.parametrize(
    ("label", "taken"), [("行文方向", "上行文"), ("版式", "文件"), ("加盖印章", "是")]
)
def test_an_element_that_was_cleared_says_what_is_taken_for_it(
    clerk: Clerk, label: str, taken: str
) -> None:
    cell = clerk.element(label, None)
    _, (found,) = clerk.read()
    assert (found.code, found.severity, found.place.cell, found.expected) == (
        "element-default",
        Severity.NOTE,
        cell,
        taken,
    )


@pytest.mark.parametrize(
    "typed",
    [
        "张三、李四",
        "张三，李四",
        "张三,李四",
        "张三;李四；",
        "张三\n李四",
        "张三 李四",
        "张　三、李四",
    ],
)
def test_names_are_separated_by_any_sign_people_use(clerk: Clerk, typed: str) -> None:
    clerk.element("签发人", typed)
    brief, _ = clerk.read()
    assert brief.elements.signers == ("张三", "李四")


def test_choices_outside_the_list_are_told_with_what_belongs_there(clerk: Clerk) -> None:
    for label, typed in (("行文方向", "平行文"), ("加盖印章", "盖"), ("紧急程度", "很急")):
        clerk.element(label, typed)
    _, findings = clerk.read()
    assert [(f.code, f.found, f.expected) for f in findings] == [
        ("element-invalid", "平行文", "上行文或下行文"),
        ("element-invalid", "很急", "特急或加急"),
        ("element-invalid", "盖", "是、否或签名章"),
    ]


def test_a_brief_made_before_an_element_was_added_needs_no_row_for_it(clerk: Clerk) -> None:
    for label in ("联合发文机关", "签名人职务", "出席", "请假", "列席"):
        cell = clerk.element(label, None)
        clerk.book[names.ELEMENTS_SHEET][cell].offset(column=-1).value = None
        del clerk.book.defined_names[names.element_name(label)]
    brief, findings = clerk.read()
    assert (brief.elements.joint_issuers, brief.elements.posts) == ((), ())
    assert "element-missing" not in {finding.code for finding in findings}


def test_elements_are_typed(clerk: Clerk) -> None:
    for label, typed in (("行文方向", "下行文"), ("加盖印章", "否"), ("份号", 12)):
        clerk.element(label, typed)
    elements = clerk.read()[0].elements
    assert (elements.direction, elements.sealing, elements.copy_number) == (
        Direction.DOWN,
        Sealing.NONE,
        "12",
    )


@pytest.mark.parametrize(
    ("label", "number_format", "words"),
    [
        ("报送期次", 'yyyy"年"m"月"', "2021年5月"),
        ("报送期次", '[$-804]yyyy"年"m"月"d"日"', "2021年5月1日"),
        ("活动时间", 'm"月"d"日"', "5月1日"),
    ],
)
def test_words_that_excel_turned_into_a_date_are_words_again(
    clerk: Clerk, label: str, number_format: str, words: str
) -> None:
    cell = clerk.element(label, dt.datetime(2021, 5, 1))
    clerk.book[names.ELEMENTS_SHEET][cell].number_format = number_format
    brief, findings = clerk.read()
    elements = brief.elements
    assert words in (elements.period, elements.held_on)
    assert findings == ()


def test_an_element_without_its_name_is_found_by_its_label(clerk: Clerk) -> None:
    clerk.element("标题", "报告")
    del clerk.book.defined_names[names.element_name("标题")]
    brief, findings = clerk.read()
    assert (brief.elements.title, findings) == ("报告", ())


def test_an_element_whose_name_points_to_another_row_is_found_by_its_label(clerk: Clerk) -> None:
    clerk.element("标题", "报告")
    clerk.book[names.ELEMENTS_SHEET].insert_rows(7)  # openpyxl leaves the names behind
    brief, _ = clerk.read()
    assert brief.elements.title == "报告"
    assert brief.elements.issuer == ELEMENTS["发文机关"]


def test_a_deleted_row_of_the_elements_is_told_by_its_label(clerk: Clerk) -> None:
    sheet = clerk.book[names.ELEMENTS_SHEET]
    sheet.delete_rows(int(clerk.element("抄送机关", None)[1:]))
    _, findings = clerk.read()
    assert [(f.code, f.place.label) for f in findings] == [("element-missing", "抄送机关")]


def test_uncalculated_formulas_in_the_brief_are_told_at_their_cells(clerk: Clerk) -> None:
    cell = clerk.element("标题", '="关"&"于"')
    clerk.book[names.ROSTER_SHEET]["B6"].value = "=A1"
    assert clerk.findings() == [
        ("cell-formula", f"公文要素!{cell}", ""),
        ("cell-formula", "单位名册!B6", ""),
    ]


def test_columns_may_stand_in_any_order_among_others(clerk: Clerk) -> None:
    sheet = clerk.book[names.ROSTER_SHEET]
    sheet.delete_rows(1, 10)
    clerk.rows(
        names.ROSTER_SHEET,
        [
            ("序号", "单位类别", "单位 名称", "联系人", "别名", "代码"),
            (1, "局", "甲局", "某", "", "01"),
        ],
        first=3,
    )
    brief, findings = clerk.read()
    assert [(u.name, u.category, u.code) for u in brief.units] == [("甲局", "局", "01")]
    assert findings == ()


def test_a_missing_head_is_told_by_its_name(clerk: Clerk) -> None:
    clerk.book[names.INDICATORS_SHEET].delete_cols(4)
    _, findings = clerk.read()
    assert [(f.code, f.place.sheet, f.expected) for f in findings] == [
        ("head-missing", "指标", "汇总方式")
    ]


def test_a_missing_sheet_is_told_and_the_rest_is_read(clerk: Clerk) -> None:
    del clerk.book[names.OUTLINE_SHEET]
    brief, findings = clerk.read()
    assert [(f.code, f.place.sheet) for f in findings] == [("sheet-missing", "正文")]
    assert len(brief.units) == 2


@pytest.mark.parametrize(
    "title",
    [
        names.ELEMENTS_SHEET,
        names.INDICATORS_SHEET,
        names.ROSTER_SHEET,
        names.ANNEXES_SHEET,
        names.PREVIOUS_SHEET,
    ],
)
@pytest.mark.parametrize("in_workbook", [False, True])
def test_no_sheet_of_the_brief_may_be_away_although_some_may_be_empty(
    tmp_path: Path, title: str, in_workbook: bool
) -> None:
    path = tmp_path / "某局.xlsx"
    book = openpyxl.load_workbook(
        io.BytesIO(write_workbook_job(KIND) if in_workbook else new_brief())
    )
    del book[title]
    book.save(path)
    assert [
        (f.place.sheet, f.severity) for f in read_brief(path)[1] if f.code == "sheet-missing"
    ] == [(title, Severity.ERROR)]


def test_units_without_the_category_that_others_have_are_told(clerk: Clerk) -> None:
    clerk.rows(names.ROSTER_SHEET, [(None, f"丙{n}", None, None) for n in range(7)], first=7)
    _, (found,) = clerk.read()
    assert (found.code, found.severity, found.place.cell) == (
        "roster-uncategorised",
        Severity.WARN,
        "C7",
    )
    assert "丙0、丙1、丙2、丙3、丙4等 7 家" in found.message
    clerk.rows(names.ROSTER_SHEET, [(None, f"乙{n}", None, None) for n in range(2)])
    assert clerk.findings() == []


def test_blank_rows_are_skipped_and_row_numbers_stay_true(clerk: Clerk) -> None:
    clerk.rows(names.ROSTER_SHEET, [("03", "丙院", "乡镇卫生院", "")], first=400)
    brief, findings = clerk.read()
    assert [u.ref.cell for u in brief.units if u.ref] == ["B5", "B6", "B400"]
    assert findings == ()


def test_a_roster_beyond_all_measure_is_told_and_not_cut_in_silence(clerk: Clerk) -> None:
    clerk.rows(names.ROSTER_SHEET, [(None, f"单位{n}", "局") for n in range(5200)])
    _, findings = clerk.read()
    assert [(f.code, f.found, f.place.cell) for f in findings] == [
        ("table-too-long", "5200", f"A{FIRST + 5000}")
    ]


@pytest.mark.parametrize("cell", ["B21500", "KO5"])
def test_a_list_that_goes_on_past_what_is_read_is_told_at_the_cell(clerk: Clerk, cell: str) -> None:
    clerk.book[names.ROSTER_SHEET][cell].value = "丙院"
    brief, (fault,) = clerk.read()
    assert (fault.code, fault.place.sheet, fault.place.cell, fault.expected) == (
        "sheet-too-large",
        "单位名册",
        cell,
        "21000 行、300 列",
    )
    assert fault.blocks
    assert len(brief.units) == 2


def test_lists_without_a_row_are_told(clerk: Clerk) -> None:
    clerk.indicators()
    clerk.book[names.OUTLINE_SHEET].delete_rows(FIRST, 10)
    clerk.book[names.ROSTER_SHEET].delete_rows(FIRST, 10)
    assert [place for code, place, _ in clerk.findings() if code == "brief-empty"] == [
        "指标!",
        "单位名册!",
        "正文!",
    ]


def test_a_count_of_nothing_in_particular_is_told(clerk: Clerk) -> None:
    clerk.indicators(
        {"指标": "甲", "计量单位": None, "类型": "整数"},
        {"指标": "乙", "计量单位": None, "类型": "小数", "汇总方式": "不汇总"},
        {"指标": "丙", "计量单位": None, "类型": "百分比", "汇总方式": "不汇总"},
        {"指标": "丁", "计量单位": None, "类型": "文字"},
    )
    _, findings = clerk.read()
    assert [(f.code, f.place.cell, f.severity) for f in findings] == [
        ("brief-blank", "B5", Severity.WARN),
        ("brief-blank", "B6", Severity.WARN),
    ]


def test_an_indicator_has_defaults_for_what_is_left_empty(clerk: Clerk) -> None:
    clerk.indicators({"指标": "悬挂横幅"}, {"指标": "主要做法", "类型": "文字"})
    brief, findings = clerk.read()
    count, words = brief.indicators
    assert (count.value_type, count.aggregation) == (ValueType.INTEGER, Aggregation.SUM)
    assert (count.required, count.in_table) == (True, True)
    assert words.aggregation is Aggregation.NONE
    assert findings == ()


def test_a_full_row_of_the_indicators_is_read(clerk: Clerk) -> None:
    row = ("满意率", "%", "百分比", "比率", "否", 0, "100%", "满意人数", "接待", "否")
    clerk.indicators(
        {"指标": "满意人数", "最小值": "1,000"},
        {"指标": "接待", "最大值": 12.5},
        dict(zip(names.INDICATOR_HEADS, (*row, "≥ 50%", "说明"), strict=True)),
    )
    brief, findings = clerk.read()
    satisfied, received, rate = brief.indicators
    assert (satisfied.minimum, received.maximum) == (Decimal(1000), Decimal("12.5"))
    assert (rate.minimum, rate.maximum) == (Decimal(0), Decimal(1))
    assert (rate.numerator, rate.denominator) == ("满意人数", "接待")
    assert (rate.required, rate.in_table, rate.note) == (False, False, "说明")
    assert rate.relation == "≥ 50%"
    assert findings == ()


@pytest.mark.parametrize(
    ("typed", "limit"), [("90%", "0.9"), (0.9, "0.9"), (90, "0.9"), ("150%", "1.5"), (1, "1")]
)
def test_the_limit_of_a_percentage_is_a_ratio_however_it_was_typed(
    clerk: Clerk, typed: object, limit: str
) -> None:
    clerk.indicators({"指标": "满意率", "计量单位": "%", "汇总方式": "不汇总", "最大值": typed})
    brief, findings = clerk.read()
    assert findings == ()
    assert brief.indicators[0].value_type is ValueType.PERCENT
    assert brief.indicators[0].maximum == Decimal(limit)


def test_everything_wrong_with_the_indicators_is_told_in_one_run(clerk: Clerk) -> None:
    clerk.indicators(
        {"指标": "悬挂横幅", "类型": "数字", "汇总方式": "求和", "必填": "Y", "列入统计表": "要"},
        {"指标": "悬挂 横幅"},
        {"计量单位": "条"},
        {"指标": "单位构成"},
        {"指标": "资料|份"},
        {"指标": "甲", "最小值": "很小", "最大值": "很大"},
        {"指标": "乙", "最小值": 5, "最大值": 3},
        {"指标": "做法", "类型": "文字", "汇总方式": "合计"},
        {"指标": "到场率", "类型": "百分比", "汇总方式": "合计"},
        {"指标": "率一", "类型": "百分比", "汇总方式": "比率", "分子": "甲"},
        {"指标": "率二", "类型": "百分比", "汇总方式": "比率", "分子": "悬挂横副", "分母": "做法"},
    )
    assert clerk.findings() == [
        ("brief-invalid", "指标!C5", "数字"),
        ("brief-invalid", "指标!D5", "求和"),
        ("brief-invalid", "指标!E5", "Y"),
        ("brief-invalid", "指标!J5", "要"),
        ("brief-repeated", "指标!A6", "悬挂 横幅"),
        ("brief-blank", "指标!A7", ""),
        ("brief-reserved", "指标!A8", "单位构成"),
        ("brief-reserved", "指标!A9", "资料|份"),
        ("brief-invalid", "指标!F10", "很小"),
        ("brief-invalid", "指标!G10", "很大"),
        ("brief-invalid", "指标!G11", "3"),
        ("brief-invalid", "指标!D12", "合计"),
        ("brief-invalid", "指标!D13", "合计"),
        ("brief-blank", "指标!I14", ""),
        ("brief-unknown-name", "指标!H15", "悬挂横副"),
        ("brief-unknown-name", "指标!I15", "做法"),
    ]


def test_a_relation_is_read_as_typed_even_where_excel_made_a_formula_of_it(clerk: Clerk) -> None:
    clerk.indicators(
        {"指标": "场次", "勾稽关系": "= 上午 + 下午"},
        {"指标": "上午", "勾稽关系": "≤ 【场次】；核实：≥ 1"},
        {"指标": "下午", "勾稽关系": "#NAME?"},
    )
    sheet = clerk.book[names.INDICATORS_SHEET]
    assert [sheet[cell].data_type for cell in ("K5", "K6", "K7")] == ["f", "s", "e"]
    brief, findings = clerk.read()
    assert [i.relation for i in brief.indicators] == ["= 上午 + 下午", "≤ 【场次】；核实：≥ 1", ""]
    assert [(f.code, f.place.sheet, f.place.cell) for f in findings] == [
        ("relation-as-formula", "指标", "K7")
    ]


def test_every_fault_of_a_relation_is_told_at_its_cell(clerk: Clerk) -> None:
    clerk.indicators(
        {"指标": "解答", "勾稽关系": "≤ 接带；≥"},
        {"指标": "接待", "勾稽关系": "≥ 解答"},
        {"指标": "做法", "类型": "文字", "勾稽关系": "≥ 1"},
    )
    _, findings = clerk.read()
    assert [(f.code, f.place.cell, f.place.label) for f in findings] == [
        ("relation-invalid", "K5", "勾稽关系"),
        ("relation-invalid", "K5", "勾稽关系"),
        ("relation-invalid", "K7", "勾稽关系"),
    ]
    assert "第 3 个字" in findings[0].message
    assert "“接待”" in findings[0].message
    assert findings[0].expected == "指标名称或数字"


def test_a_brief_from_before_there_were_relations_is_read_all_the_same(clerk: Clerk) -> None:
    clerk.rows(names.PREVIOUS_SHEET, [("悬挂横幅", 100, "50%", "去年的总结")])
    clerk.book[names.INDICATORS_SHEET].delete_cols(11)
    clerk.book[names.PREVIOUS_SHEET].delete_cols(3)
    brief, findings = clerk.read()
    assert findings == ()
    assert [i.relation for i in brief.indicators] == ["", ""]
    assert [(p.value, p.tolerance) for p in brief.previous] == [(Decimal(100), None)]


@pytest.mark.parametrize(
    ("typed", "tolerance"),
    [(None, None), (0.5, "0.5"), ("50%", "0.5"), (50, "0.5"), ("200%", "2"), (0, "0")],
)
def test_how_far_a_total_may_go_is_a_ratio_however_it_was_typed(
    clerk: Clerk, typed: object, tolerance: str | None
) -> None:
    clerk.rows(names.PREVIOUS_SHEET, [("悬挂横幅", 100, typed)])
    brief, findings = clerk.read()
    assert findings == ()
    assert [p.tolerance for p in brief.previous] == [tolerance and Decimal(tolerance)]


@pytest.mark.parametrize("typed", ["很大", "-5%"])
def test_a_tolerance_that_cannot_be_meant_is_told(clerk: Clerk, typed: str) -> None:
    clerk.rows(names.PREVIOUS_SHEET, [("悬挂横幅", 100, typed)])
    assert clerk.findings() == [("brief-invalid", "上期数据!C5", typed)]


def test_findings_offer_the_choices_and_the_nearest_name(clerk: Clerk) -> None:
    clerk.indicators(
        {"指标": "悬挂横幅", "类型": "数字"},
        {"指标": "率", "汇总方式": "比率", "分子": "悬挂横副", "分母": "悬挂横幅"},
    )
    _, (choice, name) = clerk.read()
    assert choice.expected == "整数、小数、百分比、文字"
    assert "“悬挂横幅”" in name.message


def test_a_repetition_names_the_place_of_the_other_one(clerk: Clerk) -> None:
    clerk.indicators({"指标": "悬挂横幅"}, {"指标": "悬挂横幅"})
    _, (found,) = clerk.read()
    assert found.place.cell == "A6"
    assert "指标!A5" in found.message


def test_a_name_an_alias_or_a_code_belongs_to_one_unit(clerk: Clerk) -> None:
    clerk.rows(
        names.ROSTER_SHEET,
        [
            ("01", "甲局", "", "甲、甲局"),
            ("01", "乙局", "", "甲"),
            ("03", "甲 局", "", ""),
            ("04", "丙局", "", "乙局"),
            ("05", "", "", "丁"),
        ],
    )
    assert clerk.findings() == [
        ("brief-repeated", "单位名册!A6", "01"),
        ("brief-repeated", "单位名册!D6", "甲"),
        ("brief-repeated", "单位名册!B7", "甲 局"),
        ("brief-repeated", "单位名册!D8", "乙局"),
        ("brief-blank", "单位名册!B9", ""),
    ]


def test_rows_of_the_body_and_the_annexes_are_checked(clerk: Clerk) -> None:
    clerk.rows(names.OUTLINE_SHEET, [("五级标题", "甲"), ("正文", None), (None, "乙")])
    clerk.rows(
        names.ANNEXES_SHEET,
        [
            ("名单", "文字", None),
            ("统计表", "图表", None),
            ("另件", "另附", None),
            (None, "另附", ""),
        ],
    )
    assert clerk.findings() == [
        ("brief-invalid", "正文!A5", "五级标题"),
        ("brief-blank", "正文!B6", ""),
        ("brief-blank", "正文!A7", ""),
        ("brief-blank", "附件!C5", ""),
        ("brief-invalid", "附件!B6", "图表"),
        ("brief-blank", "附件!A8", ""),
    ]


def test_annexes_are_read(clerk: Clerk) -> None:
    clerk.rows(names.ANNEXES_SHEET, [("统计表", "统计表", None), ("名单", "文字", "甲\n乙")])
    brief, findings = clerk.read()
    assert [(a.name, a.form, a.text) for a in brief.annexes] == [
        ("统计表", AnnexForm.TABLE, ""),
        ("名单", AnnexForm.TEXT, "甲\n乙"),
    ]
    assert findings == ()


def test_the_text_of_an_annex_may_stand_in_the_body(clerk: Clerk) -> None:
    clerk.rows(
        names.OUTLINE_SHEET,
        [
            ("正文", "话。"),
            ("印发件标题", "方案"),
            ("正文", "话。"),
            ("附件标题", "名 单"),
            ("正文", "甲"),
        ],
    )
    clerk.rows(names.ANNEXES_SHEET, [("名单", "文字", None), ("方案", "文字", None)])
    brief, findings = clerk.read()
    assert [row.level for row in brief.outline][1::2] == [Level.ENCLOSURE, Level.ANNEX]
    assert [(f.code, f.place.cell) for f in findings] == [("brief-blank", "C6")]


def test_figures_of_the_period_before_are_read_as_they_are_written(clerk: Clerk) -> None:
    rate = {"类型": "百分比", "汇总方式": "不汇总"}
    clerk.indicators(
        {"指标": "悬挂横幅", "计量单位": "条"},
        {"指标": "发放资料", "计量单位": "份"},
        {"指标": "甲率", **rate},
        {"指标": "乙率", **rate},
        {"指标": "没有上期"},
    )
    clerk.rows(
        names.PREVIOUS_SHEET,
        [
            ("悬挂横幅", 100),
            ("发放资料", "1,200份"),
            ("甲率", 0.985),
            ("乙率", "98.5％"),
            ("没有上期",),
        ],
    )
    clerk.book[names.PREVIOUS_SHEET]["B7"].number_format = "0.0%"
    brief, findings = clerk.read()
    assert findings == ()
    assert {p.label: p.value for p in brief.previous} == {
        "悬挂横幅": Decimal(100),
        "发放资料": Decimal(1200),
        "甲率": Decimal("0.985"),
        "乙率": Decimal("0.985"),
    }


@pytest.mark.parametrize("typed", ["2万", "2万条", "二万"])
def test_figures_of_the_period_before_may_be_written_as_in_forms(clerk: Clerk, typed: str) -> None:
    clerk.indicators({"指标": "悬挂横幅", "计量单位": "条"})
    clerk.rows(names.PREVIOUS_SHEET, [("悬挂横幅", typed)])
    brief, findings = clerk.read()
    assert [p.value for p in brief.previous] == [Decimal(20000)]
    assert [(f.code, f.place.cell, f.expected) for f in findings] == [
        ("cell-read-as", "B5", "20000")
    ]


@pytest.mark.parametrize(("typed", "bare"), [("约100", "98.5"), ("120 120", "0.5")])
def test_figures_of_the_period_before_that_cannot_be_meant_are_told(
    clerk: Clerk, typed: str, bare: str
) -> None:
    clerk.indicators({"指标": "悬挂横幅"}, {"指标": "甲率", "类型": "百分比"})
    clerk.rows(
        names.PREVIOUS_SHEET,
        [("悬挂横副", 1), ("悬挂横幅", typed), ("甲率", bare), ("悬挂横幅", 3), (None, 5)],
    )
    findings = clerk.findings()
    assert findings[:3] == [
        ("brief-unknown-name", "上期数据!A5", "悬挂横副"),
        ("brief-invalid", "上期数据!B6", typed),
        ("brief-invalid", "上期数据!B7", bare),
    ]
    assert ("brief-blank", "上期数据!A9", "") in findings


@pytest.mark.parametrize("typed", [1e-300, 1e300, "0." + "3" * 21, "1" * 21, "0.0000001%"])
def test_a_number_of_no_sensible_size_is_told_at_its_cell(clerk: Clerk, typed: object) -> None:
    clerk.indicators({"指标": "悬挂横幅", "计量单位": "条", "最大值": typed})
    clerk.rows(names.PREVIOUS_SHEET, [("悬挂横幅", typed)])
    assert [finding[:2] for finding in clerk.findings()] == [
        ("brief-invalid", "指标!G5"),
        ("brief-invalid", "上期数据!B5"),
    ]


@pytest.mark.parametrize("typed", [1 / 3, "99999999999999999999", "0.01%", 0])
def test_a_number_that_a_formula_gave_is_taken_with_all_its_digits(
    clerk: Clerk, typed: object
) -> None:
    clerk.indicators({"指标": "悬挂横幅", "计量单位": "条", "类型": "小数"})
    clerk.rows(names.PREVIOUS_SHEET, [("悬挂横幅", typed)])
    assert clerk.findings() == []


def test_a_workbook_of_somebody_else_is_no_brief(tmp_path: Path) -> None:
    path = tmp_path / "公文要素.xlsx"
    openpyxl.Workbook().save(path)
    with pytest.raises(InputError) as caught:
        read_brief(path)
    assert caught.value.exit_code is ExitCode.INPUT
