"""Tables that the office fills in are found by their words, and nothing in them gets lost."""

from __future__ import annotations

import datetime as dt
import io
import time
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from openpyxl.comments import Comment

from make_docx.findings import Finding, Severity
from make_docx.intake import names, read_brief, write_brief
from make_docx.intake.sheet import Sheet, Spot, Value
from make_docx.intake.tables.sums import Sums
from make_docx.intake.workbook import Workbook
from make_docx.model import (
    Brief,
    CellKind,
    Column,
    ColumnType,
    Direction,
    FilledBy,
    Indicator,
    Kind,
    Layout,
    Level,
    Table,
)
from make_docx.table_rules import MOST_COLUMNS, MOST_TABLES

STAGES = Table(
    "活动阶段",
    FilledBy.OFFICE,
    (Column("阶段"), Column("起止日期", ColumnType.PERIOD, note="不要重叠。")),
    in_order=True,
    apart=True,
    minimum=1,
    note="按先后写。",
)
TASKS = Table(
    "任务分解",
    FilledBy.OFFICE,
    (
        Column("任务"),
        Column("牵头单位"),
        Column("经费", ColumnType.DECIMAL, "万元", required=False),
        Column("级别", choices=("重点", "一般"), required=False),
    ),
)
KIND = Kind(
    id="plan-x",
    name="方案",
    version="1",
    directions=(Direction.DOWN,),
    layout=Layout.PLAIN,
    title="实施方案",
    indicators=(),
    outline=((Level.BODY, "现制定本方案。"),),
    tables=(STAGES, TASKS),
)
FIRST = 5
EMPTY = Workbook("某局.xlsx", "", {}, {}, dt.datetime(1899, 12, 30))
ROWS = (("清查", "甲局", 12.5, "重点"), ("整改", "乙局", None, None))


@cache
def new_brief() -> bytes:
    return write_brief(KIND)


class Clerk:
    """Fills in the tables of a new job and reads them back."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "公文要素.xlsx"
        self.book: Any = openpyxl.load_workbook(io.BytesIO(new_brief()))
        for label, value in (("发文机关", "某县教育局"), ("成文日期", "2026-5-3")):
            name = self.book.defined_names[names.element_name(label)].attr_text
            self.book["公文要素"][name.rpartition("!")[2].replace("$", "")].value = value
        self.tasks = self.book["任务分解"]
        self.fill("活动阶段", [("动员", "4月23日至5月3日")])
        self.fill("任务分解", ROWS)

    def fill(self, title: str, rows: Sequence[Sequence[object]], first: int = FIRST) -> None:
        for row, values in enumerate(rows, start=first):
            for column, value in enumerate(values, start=1):
                self.book[title].cell(row, column).value = value

    def declare(self, row: int, head: str, value: object) -> str:
        """Type into the 表格 sheet; its first table has two rows, the second four."""
        cell = self.book["表格"].cell(row, names.TABLE_HEADS.index(head) + 1)
        cell.value = value
        return str(cell.coordinate)

    def read(self) -> tuple[Brief, tuple[Finding, ...]]:
        self.book.save(self.path)
        return read_brief(self.path)

    def texts(self) -> list[list[str]]:
        """The records of 任务分解, of a brief in which nothing is wrong."""
        brief, findings = self.read()
        assert [str(found.place) for found in findings if found.severity is not Severity.NOTE] == []
        return texts(brief)


def texts(brief: Brief, table: str = "任务分解") -> list[list[str]]:
    return [[cell.text for cell in record.cells.values()] for record in brief.records[table]]


@pytest.fixture
def clerk(tmp_path: Path) -> Clerk:
    return Clerk(tmp_path)


FILLED = [["清查", "甲局", "12.5", "重点"], ["整改", "乙局", "", ""]]


# ── written and read ─────────────────────────────────────────────────────────────────────


def test_what_is_declared_is_what_is_read(clerk: Clerk) -> None:
    brief, findings = clerk.read()
    assert findings == ()
    read = tuple(
        replace(table, ref=None, columns=tuple(replace(c, ref=None) for c in table.columns))
        for table in brief.tables
    )
    assert read == KIND.tables
    assert texts(brief) == FILLED
    first = brief.records["任务分解"][0]
    assert (first.ref.sheet, first.ref.cell) == ("任务分解", "A5")
    assert first.cells["经费"].kind is CellKind.NUMBER
    assert brief.records["任务分解"][1].cells["经费"].ref.cell == "C6"


def test_a_kind_of_the_brief_has_the_sheets_it_needs_and_no_others() -> None:
    book = openpyxl.load_workbook(io.BytesIO(new_brief()))
    assert book.sheetnames == [
        names.GUIDE,
        "公文要素",
        "活动阶段",
        "任务分解",
        "正文",
        "附件",
        "表格",
    ]


def test_a_sheet_of_a_table_has_stars_drop_downs_and_room() -> None:
    sheet: Any = openpyxl.load_workbook(io.BytesIO(new_brief()))["任务分解"]
    assert [sheet.cell(3, column).value for column in range(1, 5)] == ["＊", "＊", None, None]
    assert [sheet.cell(4, column).value for column in range(1, 5)] == [
        *("任务", "牵头单位", "经费（万元）", "级别")
    ]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    assert rules["D5:D20000"].formula1 == '"重点,一般"'
    assert not sheet["A60"].protection.locked
    assert not sheet.column_dimensions["A"].protection.locked
    assert (sheet.print_title_rows, sheet.page_setup.orientation) == ("$3:$4", "portrait")


def test_a_job_without_tables_has_no_sheet_for_them() -> None:
    kind = replace(KIND, tables=(), indicators=(Indicator("横幅", "条"),))
    assert "表格" not in openpyxl.load_workbook(io.BytesIO(write_brief(kind))).sheetnames


# ── rows and columns ─────────────────────────────────────────────────────────────────────


def test_rows_and_columns_may_be_moved_inserted_and_left_blank(clerk: Clerk) -> None:
    clerk.tasks.insert_rows(6, 3)
    clerk.tasks.insert_cols(1)
    clerk.tasks.insert_rows(1)
    clerk.tasks["A5"] = "序号"
    clerk.tasks["A6"] = 1
    clerk.tasks["A7"] = 2  # a number alone is no record
    assert clerk.texts() == FILLED


def test_totals_and_heads_once_more_are_noted_and_no_records(clerk: Clerk) -> None:
    clerk.fill("任务分解", [("任务", "牵头单位", "经费（万元）", "级别"), ("合 计", None, 12.5)], 7)
    brief, findings = clerk.read()
    assert texts(brief) == FILLED
    assert [(f.code, f.place.cell) for f in findings] == [
        ("part-skipped", "A7"),
        ("part-skipped", "A8"),
    ]


def test_a_total_behind_a_number_is_a_total(clerk: Clerk) -> None:
    clerk.tasks.insert_cols(1)
    clerk.fill("任务分解", [("序号", "任务"), (1, "清查"), (2, "合计")], 4)
    brief, (found,) = clerk.read()
    assert texts(brief) == FILLED[:1]
    assert (found.code, found.place.cell) == ("part-skipped", "A6")


def test_a_table_of_one_column_may_be_called_as_its_column(tmp_path: Path) -> None:
    kind = replace(KIND, tables=(Table("任务", FilledBy.OFFICE, (Column("任务"),)),))
    book: Any = openpyxl.load_workbook(io.BytesIO(write_brief(kind)))
    book["任务"]["A5"] = "清查"
    path = tmp_path / "公文要素.xlsx"
    book.save(path)
    brief, _ = read_brief(path)
    assert texts(brief, "任务") == [["清查"]]


def test_a_hidden_sheet_is_read_and_told(clerk: Clerk) -> None:
    clerk.tasks.sheet_state = "hidden"
    brief, (found,) = clerk.read()
    assert texts(brief) == FILLED
    assert (found.code, found.place.sheet) == ("sheet-hidden", "任务分解")


@pytest.mark.parametrize("head", ["经费", "经费(万元)", " 经 费 （万元）"])
def test_a_head_may_be_written_with_its_unit_or_without(clerk: Clerk, head: str) -> None:
    clerk.tasks["C4"] = head
    assert clerk.texts() == FILLED


def test_a_head_of_another_unit_is_another_column(clerk: Clerk) -> None:
    clerk.tasks["C4"] = "经费（元）"
    brief, findings = clerk.read()
    assert [(f.code, f.place.cell, f.severity) for f in findings] == [
        ("head-missing", "A4", Severity.WARN),
        ("table-head-unknown", "C4", Severity.ERROR),  # its figures would be lost
    ]
    assert "经费" not in brief.records["任务分解"][0].cells


def test_a_required_column_that_is_gone_is_told_once_and_not_in_every_row(clerk: Clerk) -> None:
    clerk.tasks["B4"] = "责任单位"
    brief, findings = clerk.read()
    assert [(f.code, f.place.cell, f.expected or f.found) for f in findings] == [
        ("head-missing", "A4", "牵头单位"),
        ("table-head-unknown", "B4", "责任单位"),
    ]
    assert findings[0].blocks
    assert "是不是“牵头单位”" in findings[1].message
    assert brief.records["任务分解"] == ()


def test_a_column_is_renamed_in_both_places(clerk: Clerk) -> None:
    clerk.tasks["B4"] = "责任单位"
    clerk.declare(FIRST + 3, "栏目", "责任单位")
    assert clerk.texts() == FILLED


def test_a_column_added_in_both_places_is_read(clerk: Clerk) -> None:
    clerk.fill("任务分解", [("联系人",), ("张三",), ("李四",)], 20)
    for row, value in ((4, "联系人"), (5, "张三"), (6, "李四")):
        clerk.tasks.cell(row, 5).value = value
        clerk.tasks.cell(row + 16, 1).value = None
    clerk.fill("表格", [("任务分解", "联系人", "文字", None, "是")], FIRST + 6)
    assert [row[-1] for row in clerk.texts()] == ["张三", "李四"]


def test_what_stands_outside_of_the_columns_is_told_at_its_cell(clerk: Clerk) -> None:
    clerk.tasks["G6"] = 300
    _, (found,) = clerk.read()
    assert (found.code, found.place.cell, found.found) == ("table-cell-outside", "G6", "300")


def test_a_column_twice_is_told(clerk: Clerk) -> None:
    clerk.tasks["E4"] = "任务"
    _, (found,) = clerk.read()
    assert (found.code, found.place.cell, found.found) == ("column-repeated", "A4", "A4、E4")


def test_a_text_merged_over_rows_is_that_of_every_row(clerk: Clerk) -> None:
    clerk.tasks["B6"] = None
    clerk.tasks.merge_cells("B5:B6")
    assert [row[1] for row in clerk.texts()] == ["甲局", "甲局"]


@pytest.mark.parametrize(("letter", "severity"), [("A", Severity.WARN), ("B", Severity.NOTE)])
def test_rows_that_share_a_merged_text_are_told_once(
    clerk: Clerk, letter: str, severity: Severity
) -> None:
    clerk.fill("任务分解", [tuple(cell.value for cell in clerk.tasks[6])], 7)
    clerk.tasks.merge_cells(f"{letter}5:{letter}7")
    brief, (found,) = clerk.read()
    assert len(brief.records["任务分解"]) == 3
    assert (found.code, found.place.cell, found.severity) == (
        "records-merged",
        f"{letter}5",
        severity,
    )
    assert f"{letter}5:{letter}7" in found.message


def test_a_figure_merged_over_rows_is_an_error(clerk: Clerk) -> None:
    clerk.tasks.merge_cells("C5:C6")
    _, (found,) = clerk.read()
    assert (found.code, found.place.cell, found.place.label) == ("cell-merged", "C6", "经费")


def test_a_hidden_row_and_a_comment_are_told(clerk: Clerk) -> None:
    clerk.tasks.row_dimensions[6].hidden = True
    clerk.tasks["A5"].comment = Comment("待定", "甲")
    brief, findings = clerk.read()
    assert texts(brief) == FILLED
    assert {(f.code, f.place.cell) for f in findings} == {
        ("cell-comment", "A5"),
        ("rows-hidden", "A6"),
    }


def test_formulas_that_were_not_calculated_and_dates_come_as_what_they_are(clerk: Clerk) -> None:
    clerk.tasks["C5"] = "=1+2"
    clerk.book["活动阶段"]["B5"].value = dt.date(2026, 5, 3)
    clerk.book["活动阶段"]["B5"].number_format = 'm"月"d"日"'
    brief, findings = clerk.read()
    assert findings == ()
    assert brief.records["任务分解"][0].cells["经费"].kind is CellKind.FORMULA
    assert brief.records["活动阶段"][0].cells["起止日期"].text == "5月3日"


def test_a_formula_that_takes_from_another_file_is_an_error(clerk: Clerk) -> None:
    clerk.tasks["C5"] = "=[1]Sheet1!A1"
    _, (found,) = clerk.read()
    assert (found.code, found.place.cell) == ("cell-external", "C5")


@pytest.mark.parametrize("count", [700, 6_500])
def test_any_number_of_rows_is_read_in_bounded_time(clerk: Clerk, count: int) -> None:
    clerk.fill("任务分解", [(f"任务{n}", "甲局") for n in range(count)])
    clerk.book.save(clerk.path)
    start = time.process_time()
    brief, _ = read_brief(clerk.path)
    assert len(brief.records["任务分解"]) == count
    assert time.process_time() - start < 10


@pytest.mark.parametrize("words", ["本页合计", "合计3项", "共2项", "经费小计"])
def test_a_row_that_is_called_a_total_and_lacks_what_it_needs_is_none(
    clerk: Clerk, words: str
) -> None:
    clerk.fill("任务分解", [(words, None, 12.5)], 7)
    brief, findings = clerk.read()
    assert texts(brief) == FILLED
    assert [(f.code, f.place.cell) for f in findings] == [("part-skipped", "A7")]


def test_a_record_about_a_total_is_a_record(clerk: Clerk) -> None:
    clerk.fill("任务分解", [("共建合计平台", "丙局"), ("合计三项收费", "丁局")], 7)
    assert [row[0] for row in clerk.texts()] == ["清查", "整改", "共建合计平台", "合计三项收费"]


def test_a_total_in_any_column_is_none(clerk: Clerk) -> None:
    clerk.fill("任务分解", [("5月31日", "合计", 12.5)], 7)
    brief, _ = clerk.read()
    assert texts(brief) == FILLED


def test_a_total_that_the_rows_do_not_make_is_told_at_its_cell(clerk: Clerk) -> None:
    clerk.fill("任务分解", [("合计", None, 13), ("抽查", "丙局", 1), ("小计", None, 1)], 7)
    clerk.fill("任务分解", [("合计", None, 13.5)], 10)
    _, findings = clerk.read()
    (found,) = [f for f in findings if f.severity is not Severity.NOTE]
    assert (found.code, found.place.cell) == ("records-total-differs", "C7")
    assert (found.found, found.expected, found.needs_reason) == ("13", "12.5", True)


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=5), st.integers(-1, 1))
@settings(max_examples=15)
def test_a_total_is_told_if_and_only_if_it_is_wrong(numbers: list[int], error: int) -> None:
    values = {
        Spot(row, 1): Value(CellKind.NUMBER, str(n))
        for row, n in enumerate([*numbers, sum(numbers) + error], 2)
    }
    sums = Sums(EMPTY, Sheet("表", values), {Column("数", ColumnType.INTEGER): 1})
    for row in range(2, 2 + len(numbers)):
        sums.add(row)
    assert len([*sums.compared(2 + len(numbers))]) == (error != 0)


def test_what_stands_below_a_table_is_no_record(clerk: Clerk) -> None:
    clerk.fill("任务分解", [("填表人：张三", None, None, "审核：李四"), ("注：不含县直",)], 8)
    brief, findings = clerk.read()
    assert texts(brief) == FILLED
    assert [(f.code, f.place.cell) for f in findings] == [
        ("part-skipped", "A8"),
        ("part-skipped", "A9"),
    ]


def test_records_above_the_head_are_an_error_and_not_lost(clerk: Clerk) -> None:
    """Sorted together with its head, which goes down."""
    clerk.fill("任务分解", [*ROWS, ("任务", "牵头单位", "经费（万元）", "级别")], 4)
    _, (found,) = clerk.read()
    assert (found.code, found.place.cell, found.found) == ("rows-above-head", "A4", "4、5")


def test_a_line_of_their_own_above_the_head_is_no_record(clerk: Clerk) -> None:
    clerk.fill("任务分解", [("填报单位：", "县政府办：")], 2)
    assert clerk.texts() == FILLED


@pytest.mark.parametrize(
    "head", [("任务", "牵头单位", "经费", "级别"), ("任务", "牵头单位"), ("牵头单位：",)]
)
def test_the_head_once_more_need_not_be_written_alike(clerk: Clerk, head: Sequence[str]) -> None:
    clerk.fill("任务分解", [head], 7)
    brief, findings = clerk.read()
    is_head = len(head) > 1
    assert (texts(brief) == FILLED) == is_head
    assert [f.code for f in findings] == ["part-skipped"] * is_head


def test_heads_in_another_order_further_down_are_an_error(clerk: Clerk) -> None:
    """Two columns of text: nothing else would show that they were taken for each other."""
    clerk.fill("任务分解", [("牵头单位", "任务"), ("丙局", "抽查")], 7)
    _, (found,) = clerk.read()
    assert (found.code, found.place.cell) == ("head-other-order", "A7")


def test_a_day_whose_format_was_lost_is_read_and_told(clerk: Clerk) -> None:
    clerk.fill("活动阶段", [("动员", 46145), ("实施", "46146")])
    brief, findings = clerk.read()
    assert [row[1] for row in texts(brief, "活动阶段")] == ["2026-05-03", "2026-05-04"]
    assert [(f.code, f.place.cell) for f in findings] == [("entry-serial", "B5")]
    assert "共 2 处（B5、B6）" in findings[0].message


@pytest.mark.parametrize(
    ("value", "number_format", "words"),
    [
        (dt.datetime(2026, 5, 3, 9, 30), "yyyy/m/d h:mm", "2026年5月3日9时30分"),
        (dt.datetime(2026, 5, 3, 9, 30), "yyyy/m/d", "2026年5月3日"),
        (dt.time(9, 30), "h:mm", "9时30分"),
        (dt.time(14), "h:mm", "14时"),
    ],
)
def test_a_time_in_a_column_of_text_is_said_as_it_was_seen(
    clerk: Clerk, value: dt.datetime | dt.time, number_format: str, words: str
) -> None:
    clerk.tasks["A5"] = value
    clerk.tasks["A5"].number_format = number_format
    brief, _ = clerk.read()
    assert texts(brief)[0][0] == words


# ── sheets ───────────────────────────────────────────────────────────────────────────────


def test_a_sheet_of_another_name_is_known_by_its_area(clerk: Clerk) -> None:
    clerk.tasks.title = "任务分解表"
    clerk.book.defined_names[names.table_name("任务分解")].attr_text = "任务分解表!$A$5:$D$64"
    assert clerk.texts() == FILLED


def test_a_sheet_that_is_gone_is_told(clerk: Clerk) -> None:
    clerk.book.remove(clerk.tasks)
    brief, (found,) = clerk.read()
    assert (found.code, found.place.sheet) == ("table-sheet-missing", "任务分解")
    assert found.blocks
    assert "任务分解" not in brief.records


def test_a_table_added_to_the_list_needs_a_sheet(clerk: Clerk) -> None:
    row = ("领导小组", "姓名", None, None, None, None, None, "主办机关")
    clerk.fill("表格", [row], FIRST + 6)
    _, (found,) = clerk.read()
    assert (found.code, found.place.sheet) == ("table-sheet-missing", "领导小组")
    sheet = clerk.book.create_sheet("领导小组")
    sheet["B1"], sheet["B2"] = "姓名", "张三"
    brief, findings = clerk.read()
    assert findings == ()
    assert texts(brief, "领导小组") == [["张三"]]
    assert brief.tables[2].columns[0].required


def test_a_list_that_was_deleted_is_missed(clerk: Clerk) -> None:
    clerk.book.remove(clerk.book["表格"])
    _, (found,) = clerk.read()
    assert (found.code, found.place.sheet) == ("sheet-missing", "表格")


# ── the list of tables ───────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("row", "head", "value", "code"),
    [
        (5, "类型", "日子", "brief-invalid"),
        (5, "必填", "对", "brief-invalid"),
        (5, "填写人", "各单位", "brief-invalid"),
        (5, "至少几条", "几条", "brief-invalid"),
        (5, "至少几条", -1, "brief-invalid"),
        (5, "至少几条", 20_001, "brief-invalid"),
        (5, "至少几条", "1e9999", "brief-invalid"),
        (5, "选项", "甲、甲", "brief-invalid"),
        (6, "选项", "甲、乙", "brief-invalid"),
        (6, "栏目", None, "brief-blank"),
        (6, "填写人", "填报单位", "table-told-twice"),
        (8, "栏目", "任务", "brief-repeated"),
        (8, "栏目", "任务【一】", "column-misnamed"),
    ],
)
def test_what_is_wrong_in_the_list_is_told_at_its_cell(
    clerk: Clerk, row: int, head: str, value: object, code: str
) -> None:
    cell = clerk.declare(row, head, value)
    _, findings = clerk.read()
    assert (code, "表格", cell) in [(f.code, f.place.sheet, f.place.cell) for f in findings]


def test_no_more_tables_and_columns_are_read_than_a_workbook_holds(clerk: Clerk) -> None:
    wide = [("任务分解", f"栏目{number}") for number in range(MOST_COLUMNS)]
    clerk.fill("表格", wide, FIRST + 6)  # beside the four that it has
    many = [
        (f"表格{n}", "栏目", None, None, None, None, None, "主办机关") for n in range(MOST_TABLES)
    ]
    clerk.fill("表格", many, FIRST + 6 + MOST_COLUMNS)  # beside the two that there are
    brief, findings = clerk.read()
    told = [f.place.cell for f in findings if f.code == "brief-invalid"]
    assert told == [f"B{FIRST + 6 + MOST_COLUMNS - 4}", f"A{FIRST + 6 + MOST_COLUMNS + 48}"]
    assert (len(brief.tables), len(brief.tables[1].columns)) == (MOST_TABLES, MOST_COLUMNS)


def test_a_table_says_once_who_fills_it_in(clerk: Clerk) -> None:
    cell = clerk.declare(5, "填写人", None)
    _, (found,) = clerk.read()
    assert (found.code, found.place.cell) == ("brief-blank", cell)


def test_the_name_of_a_table_goes_on_for_the_rows_below(clerk: Clerk) -> None:
    for row in (6, 8, 9, 10):
        clerk.declare(row, "表格", None)
    assert clerk.texts() == FILLED


def test_a_table_cannot_take_the_name_of_a_sheet_of_ours(clerk: Clerk) -> None:
    for row in (5, 6):
        clerk.declare(row, "表格", "正文")
    _, findings = clerk.read()
    assert ("table-misnamed", "A5") in [(f.code, f.place.cell) for f in findings]
