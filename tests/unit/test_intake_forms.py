"""One workbook may be one report, a report a sheet, or a row a unit, and is never guessed at."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from msgspec.structs import replace
from openpyxl.worksheet.worksheet import Worksheet
from returned import BRIEF, CELLS, FILE, edited, form, opened, read

from make_docx.figures import check
from make_docx.findings import Severity
from make_docx.intake import names
from make_docx.intake.form_writer import write_form, write_forms
from make_docx.intake.forms import read_forms
from make_docx.model import Checked, Received, Unit


def sheets(*units: tuple[str, str, int | None]) -> bytes:
    """A form copied inside its workbook: title, unit and figure of each copy."""

    def edit(book: Any, sheet: Any) -> None:
        for title, unit, figure in units[1:]:
            copy = book.copy_worksheet(sheet)
            copy.title, copy["D5"].value, copy["D10"].value = title, unit or None, figure
        title, unit, figure = units[0]
        for name, defined in list(book.defined_names.items()):
            defined.attr_text = (defined.attr_text or "").replace("'填报表'", f"'{title}'")
            book.defined_names[name] = defined
        sheet.title, sheet["D5"].value, sheet["D10"].value = title, unit, figure

    return form(edit)


def figures(data: bytes) -> dict[str, str]:
    submissions, _ = read(data)
    return {one.unit: one.cells["悬挂横幅"].text for one in submissions}


def test_a_sheet_per_unit_is_a_report_per_sheet() -> None:
    data = sheets(("甲局", "甲局", 1), ("乙局", "乙局", 20), ("丙局", "丙局", 300))
    assert figures(data) == {"甲局": "1", "乙局": "20", "丙局": "300"}
    submissions, found = read(data)
    assert found == []
    assert [one.cells["悬挂横幅"].ref.sheet for one in submissions] == ["甲局", "乙局", "丙局"]
    result = check(BRIEF, Received(submissions, (FILE,), (), ()))
    assert [report.unit.name for report in result.reports] == ["甲局", "乙局", "丙局"]


def test_a_copy_that_nobody_used_is_nothing_and_a_unit_without_figures_is_empty() -> None:
    data = sheets(("甲局", "甲局", 1), ("乙局", "乙", 20), ("丙局", "丙局", None), ("空", "", None))
    assert figures(data) == {"甲局": "1", "乙": "20", "丙局": ""}
    submissions, findings = read_forms(opened(data), BRIEF)
    result = check(BRIEF, Received(submissions, (FILE,), (), findings))
    assert [(f.code, f.unit) for f in result.findings if f.blocks] == [("form-empty", "丙局")]


def test_a_sheet_titled_as_another_unit_than_it_says_has_to_be_confirmed() -> None:
    data = sheets(("甲局", "甲局", 1), ("丙局", "乙局", 20))
    _, findings = read_forms(opened(data), BRIEF)
    (found,) = findings
    assert (found.code, found.place.sheet, found.place.cell) == ("sheet-unit-differs", "丙局", "D5")
    assert (found.severity, found.needs_reason) == (Severity.WARN, True)


def test_two_sheets_of_one_unit_are_taken_as_neither() -> None:
    data = sheets(("甲局", "甲局", 1), ("乙局", "乙局", 20), ("乙局 (2)", "乙局", 21))
    submissions, findings = read_forms(opened(data), BRIEF)
    result = check(BRIEF, Received(submissions, (FILE,), (), findings))
    assert result.duplicate == ("乙局",)
    assert "乙局" not in [report.unit.name for report in result.reports]


@pytest.mark.parametrize("other", ["甲局", "", "甲局下属科室"])
def test_copies_that_do_not_name_another_unit_of_the_roster_are_no_reports(other: str) -> None:
    submissions, found = read(sheets(("填报表", "甲局", 1), ("填报表 (2)", other, 20)))
    assert len(submissions) == 1
    assert ("form-repeated", "D10") in found


def test_the_errors_of_a_sheet_are_at_the_sheet() -> None:
    def edit(book: Any, sheet: Any) -> None:
        copy = book.copy_worksheet(sheet)
        copy.title, copy["D5"].value, copy["C10"].value = "乙局", "乙局", "横幅"

    _, findings = read_forms(opened(form(edit)), BRIEF)
    assert [(f.code, f.place.sheet) for f in findings] == [("indicator-missing", "乙局")]


HEAD = ("序号", "单位名称", "悬挂横幅（条）", "发放资料", "知晓率", "主要做法", "备注")


def table(
    *rows: tuple[object, ...], head: tuple[object, ...] = HEAD, title: str = "汇总表"
) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    assert isinstance(sheet, Worksheet)
    sheet.title = "Sheet1"
    sheet["A1"].value = title
    for number, row in enumerate((head, *rows), start=3):
        for column, value in enumerate(row, start=1):
            sheet.cell(number, column).value = value  # type: ignore[assignment]
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


ROWS = ((1, "甲局", 1, 10, 0.9, "做法", "张"), (2, "乙局", 20, 30, 0.8, None, None))


def test_a_table_with_a_row_per_unit_is_a_report_per_row() -> None:
    submissions, found = read(table(*ROWS, ("", "合计", 21, 40)))
    assert {one.unit: one.cells["悬挂横幅"].text for one in submissions} == {
        "甲局": "1",
        "乙局": "20",
    }
    assert submissions[1].cells["悬挂横幅"].ref.cell == "C5"
    assert found == [("form-unmarked", ""), ("part-skipped", "G3"), ("part-skipped", "B6")]


def test_a_total_that_stands_left_of_a_blank_name_is_no_unit() -> None:
    submissions, _ = read(table(*ROWS, ("合计", None, 21, 40)))
    assert len(submissions) == 2


def test_a_column_that_matches_no_indicator_is_refused_with_the_nearest_one() -> None:
    head = ("序号", "单位", "悬挂条幅", "发放资料", "知晓率", "主要做法")
    submissions, findings = read_forms(opened(table(*ROWS, head=head)), BRIEF)
    found = {f.code: f for f in findings if f.blocks}
    assert set(found) == {"table-column-unknown", "table-column-missing"}
    assert "“悬挂横幅”" in found["table-column-unknown"].message
    assert found["table-column-unknown"].place.cell == "C3"
    assert all("悬挂横幅" not in one.cells for one in submissions)


MEASURED = ("序号", "乡镇名称", "悬挂横幅（条）", "发放资料（份）", "知晓率（%）", "主要做法")


def test_the_heads_of_a_table_may_carry_their_measure_and_the_units_any_name() -> None:
    for head in (MEASURED, (*MEASURED[:1], "上报的", *MEASURED[2:])):
        submissions, findings = read_forms(opened(table(*ROWS, head=head)), BRIEF)
        assert [one.unit for one in submissions] == ["甲局", "乙局"]
        assert submissions[0].cells["发放资料"].text == "10"
        assert not any(found.blocks for found in findings)


def test_another_measure_in_a_head_is_told_at_the_head_and_makes_no_row_empty() -> None:
    head = ("序号", "单位", "悬挂横幅（万条）", "发放资料（万份）", "知晓率（‰）", "主要做法")
    data = table((1, "甲局", 1, 10, 0.9, None), (2, "乙局", 2, 3, 0.8, None), head=head)
    checked = judged(data)
    told = {f.place.cell: (f.code, f.found, f.expected) for f in checked.findings if f.blocks}
    assert told["D3"] == ("table-column-unit", "万份", "份")
    assert not {f.code for f in checked.findings} & {"form-empty", "table-column-unknown"}
    assert all("发放资料" not in report.figures for report in checked.reports)


def test_what_stands_in_brackets_and_is_no_measure_is_another_column() -> None:
    head = ("序号", "单位", "悬挂横幅", "发放资料（其中电子版）", "知晓率", "主要做法")
    _, findings = read_forms(opened(table(*ROWS, head=head)), BRIEF)
    codes = {f.code for f in findings if f.blocks}
    assert codes == {"table-column-unknown", "table-column-missing"}


def test_a_table_need_not_have_the_column_of_what_may_be_left_blank() -> None:
    optional = [replace(i, required=not i.is_text) for i in BRIEF.indicators]
    brief = replace(BRIEF, indicators=tuple(optional))
    rows = [row[:5] for row in ROWS]
    submissions, findings = read_forms(opened(table(*rows, head=HEAD[:5])), brief)
    assert [f.place.label for f in findings if f.code == "part-skipped"] == ["主要做法"]
    assert not any(found.blocks for found in findings)
    checked = check(brief, Received(submissions, (FILE,), (), findings))
    assert len(checked.reports) == 2
    required = replace(BRIEF, indicators=tuple(replace(i, required=True) for i in optional))
    _, findings = read_forms(opened(table(*rows, head=HEAD[:5])), required)
    assert [f.code for f in findings if f.blocks] == ["table-column-missing"]


def test_a_total_that_the_rows_do_not_add_up_to_is_asked_about() -> None:
    for stated, told in ((40, []), (99999, [("table-total-differs", "D6", "99999", "40")])):
        total = ("合计", None, 21, stated, 0.85, None, "8月报10份")
        findings = read_forms(opened(table(*ROWS, total)), BRIEF)[1]
        differing = [f for f in findings if f.code.startswith("table-total")]
        assert [(f.code, f.place.cell, f.found, f.expected) for f in differing] == told
        assert all(f.needs_reason for f in differing)


def test_a_total_that_cannot_be_told_or_is_of_a_part_is_not_asked_about() -> None:
    for rows in (
        [ROWS[0], (2, "乙局", 20, "约30", 0.8), (None, "合计", 21, 99)],
        [ROWS[0], (None, "小计", 5, 99), ROWS[1], (None, "合计", 21, 40)],
        [ROWS[0], (None, "合计", 5, 99), ROWS[1], (None, "合计", 21, 40)],
    ):
        findings = read_forms(opened(table(*rows)), BRIEF)[1]
        assert "table-total-differs" not in [f.code for f in findings]


def test_a_remark_with_figures_below_a_table_is_told() -> None:
    remark = ("备注：甲局资料另有500份未统计",)
    findings = read_forms(opened(table(*ROWS, remark, (3,), ("填表人签字",))), BRIEF)[1]
    assert [f.place.cell for f in findings if "表格下面" in f.message] == ["A6"]


def test_the_head_of_a_table_may_be_merged_over_two_rows() -> None:
    book: Any = openpyxl.load_workbook(io.BytesIO(table(*ROWS)))
    sheet = book.worksheets[0]
    sheet.insert_rows(3)
    for column in "ABEFG":
        sheet[f"{column}3"].value, sheet[f"{column}4"].value = sheet[f"{column}4"].value, None
        sheet.merge_cells(f"{column}3:{column}4")
    sheet["C3"].value = "宣传情况"
    sheet.merge_cells("C3:D3")
    target = io.BytesIO()
    book.save(target)
    submissions, found = read(target.getvalue())
    assert [one.cells["知晓率"].text for one in submissions] == ["0.9", "0.8"]
    assert "table-column-missing" not in dict(found)


def test_hidden_rows_and_columns_of_a_table_are_told_once_each() -> None:
    book: Any = openpyxl.load_workbook(io.BytesIO(table(*ROWS)))
    sheet = book.worksheets[0]
    sheet.row_dimensions[5].hidden = True
    sheet.column_dimensions["C"].hidden = True
    target = io.BytesIO()
    book.save(target)
    _, found = read(target.getvalue())
    assert ("row-hidden", "B5") in found
    assert ("column-hidden", "C3") in found
    assert "cell-hidden" not in dict(found)


def test_a_table_beside_a_form_that_is_filled_in_is_not_read() -> None:
    def edit(book: Any, _sheet: Any) -> None:
        other = book.create_sheet("科室分表")
        for column, text in enumerate(HEAD, start=1):
            other.cell(1, column).value = text
        other["B2"].value, other["C2"].value = "乙局", 77

    submissions, found = read(form(edit))
    assert [one.unit for one in submissions] == ["甲局"]
    assert found == [("sheet-unread", "")]


def test_a_table_without_indicators_is_not_ours() -> None:
    head = ("序号", "单位名称", "人数")
    assert read(table((1, "甲局", 7), head=head)) == ((), [("form-not-ours", "")])


# ── a form for each unit ─────────────────────────────────────────────────────────────────


def test_every_unit_of_the_roster_gets_its_own_form_under_a_safe_name() -> None:
    units = (
        Unit("甲局"),
        Unit("A/b局"),
        Unit("a/B局"),
        Unit("CON"),
        Unit("../../etc"),
        Unit("甲" * 99),
    )
    forms = write_forms(replace(BRIEF, units=units))
    assert len({name.casefold() for name in forms}) == len(units)
    assert [name.split(" ")[0] for name in forms] == ["1", "2", "3", "4", "5", "6"]
    assert all("/" not in name and len(name.encode()) < 200 for name in forms)
    many = write_forms(replace(BRIEF, units=(Unit("甲局"),) * 10))
    assert "01 甲局.xlsx" in many


def issued(unit: Unit = BRIEF.units[0]) -> Any:
    book: Any = openpyxl.load_workbook(io.BytesIO(write_form(BRIEF, unit=unit)))
    return book


def saved(book: Any) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_name_and_code_are_filled_in_and_locked() -> None:
    sheet = issued()[names.FORM_SHEET]
    assert (sheet["D5"].value, sheet["F5"].value) == ("甲局", "代码：001")
    assert sheet["D5"].protection.locked
    assert sheet.protection.sheet
    assert sheet["D10"].protection.locked is False
    assert issued(Unit("=甲局"))[names.FORM_SHEET]["D5"].data_type == "s"


def test_the_form_of_one_unit_names_no_other() -> None:
    texts = [
        cell.value
        for sheet in issued()
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str)
    ]
    assert not any("乙局" in text for text in texts)


def test_a_form_made_for_a_unit_comes_back_as_its_report() -> None:
    book = issued()
    book[names.FORM_SHEET][CELLS["悬挂横幅"]].value = 5
    (submission,), found = read(saved(book))
    assert (submission.unit, submission.cells["悬挂横幅"].text, found) == ("甲局", "5", [])


def test_a_form_that_was_passed_on_to_another_unit_has_to_be_confirmed() -> None:
    book = issued()
    book[names.FORM_SHEET]["D5"].value = "乙局"
    (submission,), found = read(saved(book))
    assert (submission.unit, found) == ("乙局", [("form-forwarded", "D5")])


def test_a_name_that_is_on_no_roster_is_not_told_to_be_another_unit_too() -> None:
    book = issued()
    book[names.FORM_SHEET]["D5"].value = "甲局机关"
    (submission,), found = read(saved(book))
    assert (submission.unit, found) == ("甲局机关", [])


def test_a_form_whose_name_was_wiped_out_is_still_the_units_own() -> None:
    book = issued(BRIEF.units[1])
    book[names.FORM_SHEET]["D5"].value = None
    (submission,), found = read(saved(book))
    assert (submission.unit, found) == ("乙局", [])


def test_an_alias_in_a_form_made_for_the_unit_is_the_unit() -> None:
    book = issued(BRIEF.units[1])
    book[names.FORM_SHEET]["D5"].value = "乙"
    assert read(saved(book))[1] == []


@pytest.mark.parametrize("unit", [None, BRIEF.units[0]])
def test_every_cell_that_is_open_says_what_belongs_there(unit: Unit | None) -> None:
    book: Any = openpyxl.load_workbook(io.BytesIO(write_form(BRIEF, unit=unit)))
    sheet = book[names.FORM_SHEET]
    rules = sheet.data_validations.dataValidation
    merged = {
        cell for area in sheet.merged_cells.ranges for row in area.cells for cell in [row]
    } - {(area.min_row, area.min_col) for area in sheet.merged_cells.ranges}
    opened_cells = [
        cell.coordinate
        for row in sheet.iter_rows()
        for cell in row
        if cell.protection.locked is False and (cell.row, cell.column) not in merged
    ]
    assert len(opened_cells) == 8 - bool(unit)
    for cell in opened_cells:
        (rule,) = [rule for rule in rules if cell in rule.sqref]
        assert rule.prompt
        assert rule.showInputMessage


# ── the fault of one unit ────────────────────────────────────────────────────────────────


def judged(data: bytes) -> Checked:
    submissions, findings = read_forms(opened(data), BRIEF)
    return check(BRIEF, Received(submissions, (FILE,), (), findings))


def test_what_is_wrong_with_one_sheet_is_that_units_alone() -> None:
    book: Any = openpyxl.load_workbook(io.BytesIO(sheets(("甲", "甲局", 1), ("乙", "乙局", 2))))
    book["乙"].merge_cells("C10:D10")
    checked = judged(saved(book))
    assert [report.unit.name for report in checked.reports] == ["甲局"]
    (told,) = [found for found in checked.findings if found.code == "cell-merged"]
    assert (told.place.sheet, told.unit) == ("乙", "乙局")


def test_what_is_wrong_in_one_row_of_a_table_is_that_units_alone() -> None:
    data = table(*ROWS)
    external = '<c r="C5"><f>[1]表!A1</f><v>7</v></c>'
    data = edited(data, "xl/worksheets/sheet1.xml", r'<c r="C5".*?</c>', external)
    checked = judged(data)
    assert [report.unit.name for report in checked.reports] == ["甲局"]
    (told,) = [found for found in checked.findings if found.code == "cell-external"]
    assert (told.place.cell, told.unit) == ("C5", "乙局")


def test_a_column_of_another_measure_is_lacking_from_every_row() -> None:
    measures = ("", "", "万条", "份", "%", "", "")
    checked = judged(table(measures, *ROWS))
    assert [(report.unit.name, [*report.figures]) for report in checked.reports] == [
        ("甲局", ["发放资料", "知晓率"]),
        ("乙局", ["发放资料", "知晓率"]),
    ]
    (told,) = [found for found in checked.findings if found.blocks and found.place.cell]
    assert (told.code, told.place.cell, told.found) == ("table-column-unit", "C4", "万条")
