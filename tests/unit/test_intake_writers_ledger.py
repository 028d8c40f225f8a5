"""The one-workbook job, and its 数据 sheet after the indicators were edited."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from make_docx.errors import InputError, OutputError
from make_docx.intake import names, read_job
from make_docx.intake.ledger_writer import rewrite_ledger, write_workbook_job
from make_docx.model import (
    Aggregation,
    Brief,
    Direction,
    Elements,
    Indicator,
    Kind,
    Layout,
    Level,
    ValueType,
)

BANNERS = Indicator("悬挂横幅", "条")
LEAFLETS = Indicator("发放资料", "份", required=False)
PRACTICE = Indicator("主要做法", "", ValueType.TEXT, Aggregation.NONE, required=False)
RATE = Indicator(
    "比例",
    "%",
    ValueType.PERCENT,
    Aggregation.RATE,
    numerator="悬挂横幅",
    denominator="发放资料",
)
KIND = Kind(
    id="activity-summary",
    name="活动总结",
    version="1.0",
    directions=(Direction.UP,),
    layout=Layout.DOCUMENT,
    title="总结",
    indicators=(BANNERS, LEAFLETS, RATE, PRACTICE),
    outline=((Level.BODY, "【数据综述】"),),
)
FIRST = 5


def brief(*indicators: Indicator) -> Brief:
    return Brief("某局.xlsx", KIND.id, Elements(), {}, indicators)


def opened(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


@cache
def _new() -> bytes:
    return write_workbook_job(KIND)


def saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def ledger(book: Workbook) -> Worksheet:
    sheet = book[names.LEDGER_SHEET]
    assert isinstance(sheet, Worksheet)
    return sheet


def filled(*rows: tuple[Any, ...]) -> bytes:
    book = opened(_new())
    for number, row in enumerate(rows, start=FIRST):
        for column, value in enumerate(row, start=1):
            ledger(book).cell(number, column).value = value
    return saved(book)


def heads(sheet: Worksheet) -> list[Any]:
    return [cell.value for cell in sheet[FIRST - 1]]


def values(sheet: Worksheet, row: int = FIRST) -> list[Any]:
    return [cell.value for cell in sheet[row]]


def validation_of(sheet: Worksheet, cell: str) -> DataValidation:
    found: list[DataValidation] = sheet.data_validations.dataValidation
    (only,) = [validation for validation in found if cell in validation.sqref]
    return only


def test_the_data_stand_right_after_the_elements() -> None:
    assert opened(_new()).sheetnames == [
        names.GUIDE,
        names.ELEMENTS_SHEET,
        names.LEDGER_SHEET,
        names.INDICATORS_SHEET,
        names.ROSTER_SHEET,
        names.OUTLINE_SHEET,
        names.ANNEXES_SHEET,
        names.PREVIOUS_SHEET,
    ]


def test_the_data_have_a_column_an_indicator_with_its_measure_above_but_none_for_a_rate() -> None:
    sheet = ledger(opened(_new()))
    assert heads(sheet) == ["单位名称", "填报日期", "悬挂横幅", "发放资料", "主要做法"]
    assert values(sheet, FIRST - 2) == ["＊", "选填", "条", "份（选填）", "文字（选填）"]
    # A text is kept as typed; else Excel makes a day of 5月1日.
    assert [sheet.cell(FIRST, column).number_format for column in (3, 5)] == ["General", "@"]


def test_the_data_are_open_frozen_validated_and_protected() -> None:
    book = opened(_new())
    sheet = ledger(book)
    ((_, area),) = book.defined_names[names.table_name(names.LEDGER_SHEET)].destinations
    rows = sheet[area.replace("$", "")]
    assert len(rows) == 300
    assert not any(cell.protection.locked for row in rows for cell in row)
    assert all(cell.protection.locked for cell in sheet[FIRST - 1])
    assert sheet.freeze_panes == f"B{FIRST}"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.protection.sheet
    kinds = [validation_of(sheet, f"{column}304").type for column in "ABCDE"]
    assert kinds == ["list", "date", "whole", "whole", None]
    assert validation_of(sheet, "C5").errorStyle == "warning"


def test_the_guide_says_that_the_roster_may_stay_empty() -> None:
    book = opened(_new())
    guide = " ".join(str(c.value) for row in book[names.GUIDE].iter_rows() for c in row)
    assert "单位名册可以不填" in guide


def test_what_is_typed_is_what_is_read(tmp_path: Path) -> None:
    path = tmp_path / "某局.xlsx"
    path.write_bytes(filled(("甲局", dt.date(2021, 6, 1), 104, "约200", "做法一")))
    job = read_job(path)
    (submission,) = job.received.submissions
    assert (submission.unit, submission.filled_on) == ("甲局", dt.date(2021, 6, 1))
    assert {label: cell.text for label, cell in submission.cells.items()} == {
        "悬挂横幅": "104",
        "发放资料": "约200",
        "主要做法": "做法一",
    }
    assert job.received.findings == ()


def test_values_follow_their_label_when_indicators_are_added_and_reordered() -> None:
    new = Indicator("接待群众", "人次")
    data = filled(("甲局", None, 104, "约200", "=做法"), ("乙局", None, 0, "/"))
    sheet = ledger(opened(rewrite_ledger(data, brief(PRACTICE, new, LEAFLETS, BANNERS))))
    assert heads(sheet) == ["单位名称", "填报日期", "主要做法", "接待群众", "发放资料", "悬挂横幅"]
    assert values(sheet) == ["甲局", None, "=做法", None, "约200", 104]
    assert values(sheet, FIRST + 1) == ["乙局", None, None, None, "/", 0]


def test_an_empty_column_goes_with_its_indicator() -> None:
    data = filled(("甲局", None, 104))
    assert heads(ledger(opened(rewrite_ledger(data, brief(BANNERS))))) == [
        "单位名称",
        "填报日期",
        "悬挂横幅",
    ]


def test_measure_validation_name_and_filter_follow_the_indicators() -> None:
    book = opened(rewrite_ledger(filled(), brief(replace(BANNERS, unit="幅"))))
    sheet = ledger(book)
    assert sheet["C3"].value == "幅"
    assert "幅" in str(validation_of(sheet, "C5").prompt)
    name = book.defined_names[names.table_name(names.LEDGER_SHEET)]
    assert name.attr_text == "'数据'!$A$5:$C$304"
    assert sheet.auto_filter.ref == "A4:C304"


@pytest.mark.parametrize(
    "kept",
    [(LEAFLETS, PRACTICE), (replace(BANNERS, label="悬挂条幅"), LEAFLETS, PRACTICE)],
    ids=["removed", "renamed"],
)
def test_it_refuses_to_lose_a_column_that_holds_data(kept: tuple[Indicator, ...]) -> None:
    data = filled(("甲局", None, 104), ("乙局", None, 5))
    with pytest.raises(OutputError, match=r"悬挂横幅.*C5.*2 格"):
        rewrite_ledger(data, brief(*kept))


def test_it_refuses_when_an_indicator_with_data_became_a_rate() -> None:
    data = filled(("甲局", None, 104))
    with pytest.raises(OutputError, match="悬挂横幅"):
        rewrite_ledger(data, brief(replace(BANNERS, aggregation=Aggregation.RATE), LEAFLETS))


def test_it_refuses_data_without_a_head_and_a_head_written_twice() -> None:
    book = opened(filled(("甲局", None, 104)))
    ledger(book)["G5"] = 7
    ledger(book)["H4"] = "悬挂横幅"
    ledger(book)["H5"] = 8
    with pytest.raises(OutputError, match=r"没有表头的列.*G5.*悬挂横幅.*H5"):
        rewrite_ledger(saved(book), brief(*KIND.indicators))


def test_it_refuses_to_move_cells_that_formulas_point_to() -> None:
    data = filled(("甲局", None, 104, "=C5*2"))
    with pytest.raises(OutputError, match="数据!D5"):
        rewrite_ledger(data, brief(LEAFLETS, BANNERS))


def test_formulas_stay_when_no_column_moves() -> None:
    data = filled(("甲局", None, 104, "=C5*2"))
    sheet = ledger(opened(rewrite_ledger(data, brief(BANNERS, LEAFLETS, Indicator("接待", "人")))))
    assert sheet["D5"].value == "=C5*2"


def test_a_formula_without_references_moves_along() -> None:
    data = filled(("甲局", None, "=100+4"))
    sheet = ledger(opened(rewrite_ledger(data, brief(LEAFLETS, BANNERS))))
    assert sheet["D5"].value == "=100+4"


def test_text_that_looks_like_a_formula_stays_text_when_it_moves() -> None:
    book = opened(filled(("甲局",)))
    cell = ledger(book)["E5"]
    cell.value, cell.data_type, cell.quotePrefix = "=SUM(A1)", "s", True
    moved = ledger(opened(rewrite_ledger(saved(book), brief(PRACTICE))))["C5"]
    assert (moved.value, moved.data_type, moved.quotePrefix) == ("=SUM(A1)", "s", True)


def test_a_persons_comment_and_number_format_stay_with_the_figure() -> None:
    book = opened(filled(("甲局", None, None, 0.5)))
    ledger(book)["D5"].comment = Comment("电话核实", "经办人")
    ledger(book)["D5"].number_format = "0%"
    moved = ledger(opened(rewrite_ledger(saved(book), brief(LEAFLETS))))["C5"]
    assert moved.comment is not None
    assert (moved.value, moved.number_format, moved.comment.text) == (0.5, "0%", "电话核实")


def test_rows_below_the_prepared_ones_and_inserted_above_are_kept() -> None:
    book = opened(filled(("甲局", None, 104)))
    ledger(book)["A400"] = "乙局"
    ledger(book)["C400"] = 5
    ledger(book).insert_rows(1)
    sheet = ledger(opened(rewrite_ledger(saved(book), brief(BANNERS))))
    assert values(sheet, FIRST) == ["甲局", None, 104]
    assert values(sheet, 400) == ["乙局", None, 5]
    assert not sheet["C400"].protection.locked


def test_everything_else_in_the_workbook_stays() -> None:
    book = opened(filled(("甲局", None, 104)))
    book[names.ROSTER_SHEET]["B5"] = "甲局"
    book[names.ELEMENTS_SHEET]["C6"] = "宣传月"
    book.create_sheet("我的草稿")["A1"] = "留着"
    after = opened(rewrite_ledger(saved(book), brief(LEAFLETS, BANNERS)))
    assert after.sheetnames == [*opened(_new()).sheetnames, "我的草稿"]
    assert after[names.ROSTER_SHEET]["B5"].value == "甲局"
    assert after[names.ELEMENTS_SHEET]["C6"].value == "宣传月"
    assert after["我的草稿"]["A1"].value == "留着"
    assert set(after.defined_names) == set(book.defined_names)


def test_paragraph_rows_still_grow_after_a_rewrite() -> None:
    before = opened(_new())
    data = rewrite_ledger(saved(before), brief(*KIND.indicators))
    sheet_file = f"xl/worksheets/sheet{before.sheetnames.index(names.OUTLINE_SHEET) + 1}.xml"
    assert b'<row r="5"' in _member(data, sheet_file)
    row = _member(data, sheet_file).split(b'<row r="5"')[1].split(b">")[0]
    assert b"ht=" in row
    assert b'customHeight="1"' not in row


def test_a_workbook_without_data_sheet_or_head_is_refused() -> None:
    book = opened(filled())
    ledger(book)["A4"] = "名称"
    with pytest.raises(InputError, match="单位名称"):
        rewrite_ledger(saved(book), brief(BANNERS))
    book.remove(ledger(book))
    with pytest.raises(InputError, match="数据"):
        rewrite_ledger(saved(book), brief(BANNERS))


def test_the_same_input_gives_the_same_bytes() -> None:
    assert write_workbook_job(KIND) == write_workbook_job(KIND)
    data = filled(("甲局", None, 104))
    assert rewrite_ledger(data, brief(BANNERS)) == rewrite_ledger(data, brief(BANNERS))


def test_rewriting_twice_changes_nothing_more() -> None:
    once = rewrite_ledger(filled(("甲局", None, 104)), brief(LEAFLETS, BANNERS))
    again = rewrite_ledger(once, brief(LEAFLETS, BANNERS))
    assert values(ledger(opened(again))) == values(ledger(opened(once)))
    assert opened(again).named_styles == opened(once).named_styles


def _member(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name)


def test_the_advice_of_a_workbook_speaks_of_its_own_sheet_and_never_of_a_form() -> None:
    book = opened(_new())
    words: list[str] = []
    for sheet in book.worksheets:
        words += [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
        words += [str(rule.prompt) for rule in sheet.data_validations.dataValidation]
    assert [said for said in words if "填报表" in said or "收件" in said] == []
    assert "make-docx form 某局.xlsx" in str(book[names.INDICATORS_SHEET]["A2"].value)


def test_no_hint_calls_a_limit_a_reminder_that_blocks_the_document() -> None:
    book = opened(_new())
    rules = book[names.INDICATORS_SHEET].data_validations.dataValidation
    prompts = {str(rule.promptTitle): str(rule.prompt) for rule in rules}
    assert not [title for title, words in prompts.items() if "提醒" in words]
    assert "不能通过校核" in prompts["最小值"]
    assert "不能通过校核" in prompts["最大值"]
