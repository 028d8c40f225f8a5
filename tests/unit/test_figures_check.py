"""Which reports count, and what is said about the others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from make_docx.catalogue import finding
from make_docx.figures import check
from make_docx.findings import Place, Severity
from make_docx.model import (
    Aggregation,
    Brief,
    Cell,
    CellKind,
    CellRef,
    Checked,
    Elements,
    FileRecord,
    FileStatus,
    Indicator,
    Received,
    Submission,
    Unit,
    ValueType,
)

BANNERS = Indicator("悬挂横幅", "条")
LEAFLETS = Indicator("发放资料", "份", required=False)
PRACTICE = Indicator("主要做法", value_type=ValueType.TEXT, aggregation=Aggregation.NONE)
CLINIC = Unit(
    "城关镇卫生院", "乡镇卫生院", "0101", ("城关卫生院",), CellRef("b.xlsx", "单位名册", "B3")
)
OFFICE = Unit("县疾控中心(本级)", "委属单位", "0201", (), CellRef("b.xlsx", "单位名册", "B4"))
SCHOOL = Unit("卫生学校", "委属单位", "0202", (), CellRef("b.xlsx", "单位名册", "B5"))
BRIEF = Brief(
    file="b.xlsx",
    kind_id="activity-summary",
    elements=Elements(period="2021年5月", deadline=dt.date(2021, 6, 3)),
    element_refs={},
    indicators=(BANNERS, LEAFLETS, PRACTICE),
    units=(CLINIC, OFFICE, SCHOOL),
    form_version="0a1b2c3d",
)
ROWS = {"悬挂横幅": "C5", "发放资料": "C6", "主要做法": "C7"}


def form(
    file: str, unit: str, values: Mapping[str, str] | None = None, *, sha256: str = ""
) -> Submission:
    values = {"悬挂横幅": "4", "发放资料": "", "主要做法": "上街宣传。", **(values or {})}
    return Submission(
        file=file,
        sha256=sha256 or file,
        unit=unit,
        unit_ref=CellRef(file, "填报表", "C3"),
        cells=cells(file, "填报表", values, ROWS),
    )


def cells(
    file: str, sheet: str, values: Mapping[str, str], places: Mapping[str, str]
) -> dict[str, Cell]:
    return {
        label: Cell(
            CellRef(file, sheet, places[label]),
            label,
            CellKind.TEXT if text else CellKind.BLANK,
            text,
        )
        for label, text in values.items()
    }


def received(*submissions: Submission) -> Received:
    return Received(submissions, tuple(dict.fromkeys(each.file for each in submissions)))


ALL = (form("1.xlsx", CLINIC.name), form("2.xlsx", OFFICE.name), form("3.xlsx", SCHOOL.name))


def found_in(checked: Checked) -> list[tuple[str, str, str, str]]:
    return [(f.code, f.place.file, f.place.cell, f.unit) for f in checked.findings]


def reported(checked: Checked) -> list[str]:
    return [report.unit.name for report in checked.reports]


# ── the roster ───────────────────────────────────────────────────────────────────────────


def test_reports_stand_in_the_order_of_the_roster_with_figures_and_texts() -> None:
    checked = check(BRIEF, received(*reversed(ALL)))
    assert reported(checked) == [CLINIC.name, OFFICE.name, SCHOOL.name]
    report = checked.reports[0]
    assert report.figures["悬挂横幅"].value == Decimal(4)
    assert report.figures["发放资料"].value is None
    assert report.texts == {"主要做法": "上街宣传。"}
    assert not any((checked.findings, checked.missing, checked.duplicate, checked.unknown))
    assert [each.status for each in checked.files] == [FileStatus.ACCEPTED] * 3


@pytest.mark.parametrize(
    "written", ["县疾控中心（本级）", " 县疾控中心 (本级) ", "县疾控中心(本级)"]
)
def test_brackets_and_spaces_in_a_name_do_not_matter(written: str) -> None:
    checked = check(BRIEF, received(ALL[0], form("2.xlsx", written), ALL[2]))
    assert reported(checked) == [CLINIC.name, OFFICE.name, SCHOOL.name]
    assert checked.findings == ()


@pytest.mark.parametrize("written", ["城关卫生院", "0101"])
def test_a_unit_is_known_by_alias_or_code(written: str) -> None:
    checked = check(BRIEF, received(form("1.xlsx", written), *ALL[1:]))
    assert reported(checked)[0] == CLINIC.name
    assert found_in(checked) == [("unit-alias", "1.xlsx", "C3", CLINIC.name)]
    assert checked.files[0] == FileRecord("1.xlsx", FileStatus.NOTED, CLINIC.name)


def test_an_alias_of_two_units_names_neither() -> None:
    units = (replace(CLINIC, aliases=("卫校",)), OFFICE, replace(SCHOOL, aliases=("卫校",)))
    checked = check(replace(BRIEF, units=units), received(form("1.xlsx", "卫校")))
    assert checked.unknown == ("卫校",)


def test_an_unknown_unit_is_refused_and_the_nearest_name_suggested() -> None:
    checked = check(BRIEF, received(form("1.xlsx", "城关乡卫生院"), *ALL[1:]))
    assert checked.unknown == ("城关乡卫生院",)
    assert [(f.code, f.found, f.expected) for f in checked.findings] == [
        ("unit-unknown", "城关乡卫生院", CLINIC.name),
        ("unit-missing", "", ""),
    ]
    assert f"“{CLINIC.name}”" in checked.findings[0].message
    assert checked.files[0].status is FileStatus.REJECTED


def test_the_nearest_name_is_found_among_thousands() -> None:
    units = tuple(Unit(f"第{number}号乡镇卫生院") for number in range(2000))
    wrong = tuple(row(number, f"第{number}乡镇卫生院", "1") for number in range(1500, 1510))
    checked = check(replace(BRIEF, units=units), received(*wrong))
    suggested = [f.expected for f in checked.findings if f.code == "unit-unknown"]
    assert suggested == [f"第{number}号乡镇卫生院" for number in range(1500, 1510)]


def test_an_unknown_name_is_listed_without_the_telephone_number_in_it() -> None:
    written = "城关镇卫生院 联系人电话13800138000请回电谢谢再见"
    checked = check(BRIEF, received(form("1.xlsx", written), *ALL[1:]))
    (listed,) = checked.unknown
    assert listed.startswith("城关镇卫生院 联系人电话＊＊＊")
    assert len(listed) <= 20


def test_a_form_without_a_name_is_refused() -> None:
    checked = check(BRIEF, received(form("1.xlsx", " "), *ALL[1:]))
    assert found_in(checked)[0] == ("unit-blank", "1.xlsx", "C3", "")
    assert checked.unknown == ()


def test_a_unit_that_sent_nothing_is_missing_and_only_that_may_be_waived() -> None:
    received_one = received(ALL[0], form("2.xlsx", OFFICE.name, {"悬挂横幅": "x"}))
    for allow_partial, severity in ((False, Severity.ERROR), (True, Severity.WARN)):
        checked = check(BRIEF, received_one, allow_partial=allow_partial)
        assert checked.missing == (SCHOOL,)
        assert [(f.code, f.severity) for f in checked.findings] == [
            ("cell-not-number", Severity.ERROR),
            ("unit-missing", severity),
        ]
        assert found_in(checked)[-1] == ("unit-missing", "b.xlsx", "B5", SCHOOL.name)


def test_a_file_that_was_not_read_is_a_warning_while_a_unit_is_missing() -> None:
    unread = finding("file-container", Place("材料.zip"), reason="是压缩包")
    clutter = finding("file-clutter", Place("~$1.xlsx"), reason="是临时文件")
    for sent, severity in ((ALL, Severity.NOTE), (ALL[:2], Severity.WARN)):
        came = received(*sent)
        files = (*came.files, "材料.zip", "~$1.xlsx")
        came = Received(came.submissions, files, files[-2:], (unread, clutter))
        checked = check(BRIEF, came)
        levels = {found.place.file: found.severity for found in checked.findings}
        assert levels["材料.zip"] is severity
        assert levels["~$1.xlsx"] is Severity.NOTE
        assert checked.files[-2].status is FileStatus.SKIPPED


def test_a_rejected_unit_is_neither_missing_nor_reported() -> None:
    checked = check(BRIEF, received(*ALL[:2], form("3.xlsx", SCHOOL.name, {"悬挂横幅": ""})))
    assert found_in(checked) == [("cell-required", "3.xlsx", "C5", SCHOOL.name)]
    assert reported(checked) == [CLINIC.name, OFFICE.name]
    assert checked.missing == ()
    assert checked.files[2] == FileRecord("3.xlsx", FileStatus.REJECTED, SCHOOL.name)


def test_a_late_report_counts_and_is_named() -> None:
    ref = CellRef("1.xlsx", "填报表", "C4")
    late = replace(ALL[0], filled_on=dt.date(2021, 6, 4), filled_on_ref=ref)
    in_time = replace(ALL[1], filled_on=dt.date(2021, 6, 3))
    checked = check(BRIEF, received(late, in_time, ALL[2]))
    assert checked.late == (CLINIC.name,)
    assert len(checked.reports) == 3
    assert found_in(checked) == [("unit-late", "1.xlsx", "C4", CLINIC.name)]
    assert (checked.findings[0].found, checked.findings[0].expected) == ("2021-06-04", "2021-06-03")
    assert checked.files[0].status is FileStatus.NOTED


# ── twice ────────────────────────────────────────────────────────────────────────────────


def test_of_two_different_reports_neither_is_taken() -> None:
    again = form("4.xlsx", CLINIC.name, {"悬挂横幅": "5"})
    checked = check(BRIEF, received(*ALL, again))
    assert checked.duplicate == (CLINIC.name,)
    assert found_in(checked) == [("unit-duplicate", "1.xlsx", "C3", CLINIC.name)]
    assert "1.xlsx、4.xlsx" in checked.findings[0].message
    assert reported(checked) == [OFFICE.name, SCHOOL.name]
    assert checked.missing == ()
    assert checked.files[0].status is checked.files[3].status is FileStatus.REJECTED


def test_a_row_of_a_table_beside_a_form_of_the_unit_is_to_be_deleted_not_the_table() -> None:
    table = [
        replace(form("汇总.xlsx", unit.name), unit_ref=CellRef("汇总.xlsx", "汇总", f"A{row}"))
        for row, unit in enumerate((CLINIC, OFFICE, SCHOOL), start=3)
    ]
    own = form("1.xlsx", OFFICE.name, {"悬挂横幅": "5"})
    checked = check(BRIEF, received(own, *table))
    (told,) = checked.findings
    assert (told.code, told.unit) == ("unit-duplicate", OFFICE.name)
    assert "1.xlsx、汇总.xlsx 汇总!A4" in told.message
    assert "删去那一行" in told.action
    assert reported(checked) == [CLINIC.name, SCHOOL.name]


def test_the_same_file_twice_counts_once() -> None:
    checked = check(BRIEF, received(*ALL, form("4.xlsx", CLINIC.name, sha256="1.xlsx")))
    assert [(f.code, f.place.file, f.found) for f in checked.findings] == [
        ("unit-identical", "4.xlsx", "1.xlsx")
    ]
    assert reported(checked) == [CLINIC.name, OFFICE.name, SCHOOL.name]
    assert checked.files[3].status is FileStatus.NOTED


def test_a_copy_names_its_original_in_full_however_long_the_path() -> None:
    path = "收件/委属单位/二月补报/县疾病预防控制中心（本级）.xlsx"
    original = form(path, OFFICE.name, sha256="a")
    copy = form("收件/委属单位/二月补报/副本/甲.xlsx", OFFICE.name, sha256="a")
    checked = check(BRIEF, received(ALL[0], original, copy, ALL[2]))
    assert [f.code for f in checked.findings] == ["unit-identical"]
    assert path in checked.findings[0].message


@pytest.mark.parametrize("copy", ["副本/2.xlsx", "1 - 副本.xlsx", "1 (1).xlsx"])
def test_a_file_put_aside_or_named_as_a_copy_is_the_copy(copy: str) -> None:
    checked = check(BRIEF, received(form(copy, OFFICE.name), form("5.xlsx", OFFICE.name)))
    assert [(f.place.file, f.found) for f in checked.findings if f.code == "unit-identical"] == [
        (copy, "5.xlsx")
    ]
    assert [report.file for report in checked.reports] == ["5.xlsx"]


def test_nothing_else_is_said_of_a_copy() -> None:
    old = replace(form("1.xlsx", "城关卫生院", sha256="a"), form_version="ffffffff")
    copy = replace(form("4.xlsx", "城关卫生院", sha256="a"), form_version="ffffffff")
    moved = finding("indicator-moved", Place("4.xlsx", "填报表", "C9"), labels="“甲”")
    checked = check(BRIEF, replace(received(old, *ALL[1:], copy), findings=(moved,)))
    assert [(f.code, f.place.file) for f in checked.findings] == [
        ("form-other-version", "1.xlsx"),
        ("unit-alias", "1.xlsx"),
        ("unit-identical", "4.xlsx"),
    ]


def test_a_copy_that_was_only_saved_again_counts_once() -> None:
    again = form("4.xlsx", "城关卫生院")
    checked = check(BRIEF, received(*ALL, again))
    assert [(f.code, f.place.file) for f in checked.findings] == [
        ("unit-alias", "4.xlsx"),
        ("unit-identical", "4.xlsx"),
    ]
    assert checked.duplicate == ()
    assert reported(checked) == [CLINIC.name, OFFICE.name, SCHOOL.name]


def test_what_stands_beside_the_figures_of_a_copy_saved_again_is_not_hidden() -> None:
    beside = finding("value-unclaimed", Place("4.xlsx", "填报表", "D16"), found=600, row="“大屏”")
    again = received(*ALL, form("4.xlsx", CLINIC.name))
    checked = check(BRIEF, replace(again, findings=(beside,)))
    assert ("value-unclaimed", "4.xlsx", "D16", CLINIC.name) in found_in(checked)


@pytest.mark.parametrize("file", ["1.xlsx", "4.xlsx"])
def test_an_uncalculated_formula_is_not_hidden_by_a_copy(file: str) -> None:
    blank = form("1.xlsx", CLINIC.name)
    formula = replace(blank.cells["发放资料"], kind=CellKind.FORMULA)
    other = replace(
        blank,
        file=file,
        sha256="b",
        unit_ref=CellRef(file, "填报表", "C9"),
        cells={**blank.cells, "发放资料": formula},
    )
    checked = check(BRIEF, received(blank, *ALL[1:], other))
    assert checked.duplicate == (CLINIC.name,)
    assert "cell-formula" in {f.code for f in checked.findings}


def test_every_fault_of_a_copied_file_is_told_once() -> None:
    wrong = form("1.xlsx", CLINIC.name, {"悬挂横幅": "x"}, sha256="a")
    checked = check(BRIEF, received(*ALL[1:], wrong, replace(wrong, file="4.xlsx")))
    codes = [f.code for f in checked.findings]
    assert sorted(codes) == ["cell-not-number", "unit-identical"]
    assert checked.missing == ()


def test_a_unit_that_sent_the_right_form_after_the_wrong_one_did_not_report_twice() -> None:
    wrong = replace(form("4.xlsx", CLINIC.name), period="2021年4月")
    checked = check(BRIEF, received(*ALL, wrong))
    assert found_in(checked) == [("form-other-period", "4.xlsx", "", CLINIC.name)]
    assert checked.duplicate == ()
    assert len(checked.reports) == 3


# ── the form ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("kind_id", "notice", "form-other-kind"),
        ("period", "2020年5月", "form-other-period"),
    ],
)
def test_a_form_for_something_else_is_refused_as_a_whole(field: str, value: str, code: str) -> None:
    other = form("1.xlsx", CLINIC.name, {"悬挂横幅": "x"})
    other = replace(other, **{field: value}, form_version="ffffffff")
    checked = check(BRIEF, received(other, *ALL[1:]))
    assert found_in(checked) == [(code, "1.xlsx", "", CLINIC.name)]
    assert checked.findings[0].found == value
    assert reported(checked) == [OFFICE.name, SCHOOL.name]
    assert checked.missing == ()


def test_what_a_form_is_for_is_told_where_the_form_shows_it() -> None:
    refs = {
        "period_ref": CellRef("1.xlsx", "填报表", "B2"),
        "version_ref": CellRef("1.xlsx", "填报表", "E2"),
    }
    shown = replace(ALL[0], **refs)
    for field, code, cell in (
        ("kind_id", "form-other-kind", "E2"),
        ("period", "form-other-period", "B2"),
        ("form_version", "form-other-version", "E2"),
    ):
        other = replace(shown, **{field: "别的"})
        checked = check(BRIEF, received(other, *ALL[1:]))
        assert found_in(checked) == [(code, "1.xlsx", cell, CLINIC.name)]
        assert checked.findings[0].place.sheet == "填报表"


def test_a_form_of_another_version_is_taken_with_a_warning() -> None:
    ours = replace(ALL[0], kind_id="activity-summary", period="2021 年 5 月")
    old = replace(ours, form_version="ffffffff")
    checked = check(BRIEF, received(old, *ALL[1:]))
    assert found_in(checked) == [("form-other-version", "1.xlsx", "", CLINIC.name)]
    assert len(checked.reports) == 3
    assert checked.files[0] == FileRecord("1.xlsx", FileStatus.WARNED, CLINIC.name, "ffffffff")


def test_an_untouched_form_is_empty_and_not_a_list_of_blanks() -> None:
    empty = form("1.xlsx", CLINIC.name, dict.fromkeys(ROWS, ""))
    checked = check(BRIEF, received(empty, *ALL[1:]))
    assert found_in(checked) == [("form-empty", "1.xlsx", "C3", CLINIC.name)]


def test_every_fault_of_every_cell_is_found_in_one_run() -> None:
    wrong = form("1.xlsx", "没有的单位", {"悬挂横幅": "-4", "发放资料": "两", "主要做法": ""})
    checked = check(BRIEF, received(wrong, *ALL[1:]))
    assert [(f.code, f.place.cell) for f in checked.findings if f.place.file == "1.xlsx"] == [
        ("unit-unknown", "C3"),
        ("cell-negative", "C5"),
        ("cell-read-as", "C6"),
        ("cell-required", "C7"),
    ]


def test_an_indicator_that_is_not_there_is_never_taken_for_nothing() -> None:
    lacking = replace(ALL[0], cells={k: v for k, v in ALL[0].cells.items() if k != "发放资料"})
    checked = check(BRIEF, received(lacking, *ALL[1:]))
    assert [(f.code, f.place.label) for f in checked.findings] == [
        ("indicator-missing", "发放资料")
    ]
    assert reported(checked) == [OFFICE.name, SCHOOL.name]


def test_a_file_that_intake_refused_counts_nowhere_and_is_not_told_twice() -> None:
    lacking = replace(ALL[0], cells={k: v for k, v in ALL[0].cells.items() if k != "发放资料"})
    said = finding("indicator-missing", Place("1.xlsx", "填报表", label="发放资料"), instead="")
    checked = check(BRIEF, replace(received(lacking, *ALL[1:]), findings=(said,)))
    assert found_in(checked) == [("indicator-missing", "1.xlsx", "", CLINIC.name)]
    assert reported(checked) == [OFFICE.name, SCHOOL.name]
    assert checked.missing == ()


def test_every_file_is_listed_also_the_ones_that_gave_nothing() -> None:
    damaged = finding("file-damaged", Place("0.xlsx"), reason="x")
    skipped = finding("file-skipped", Place("读我.txt"), reason="x")
    checked = check(
        BRIEF,
        Received(
            ALL,
            ("0.xlsx", "1.xlsx", "2.xlsx", "3.xlsx", "读我.txt"),
            ("读我.txt",),
            (skipped, damaged),
        ),
    )
    assert [(each.path, each.status) for each in checked.files] == [
        ("0.xlsx", FileStatus.REJECTED),
        ("1.xlsx", FileStatus.ACCEPTED),
        ("2.xlsx", FileStatus.ACCEPTED),
        ("3.xlsx", FileStatus.ACCEPTED),
        ("读我.txt", FileStatus.SKIPPED),
    ]
    assert [f.code for f in checked.findings] == ["file-damaged", "file-skipped"]


def test_findings_go_by_file_and_cell_and_row_ten_follows_row_nine() -> None:
    places = {"悬挂横幅": "C10", "发放资料": "C9", "主要做法": "AA9"}
    values = {"悬挂横幅": "x", "发放资料": "x", "主要做法": ""}
    wrong = replace(ALL[1], cells=cells("2.xlsx", "填报表", values, places))
    checked = check(BRIEF, received(form("9.xlsx", CLINIC.name, {"悬挂横幅": ""}), wrong, ALL[2]))
    assert [(f.place.file, f.place.cell) for f in checked.findings] == [
        ("9.xlsx", "C5"),
        ("2.xlsx", "C9"),
        ("2.xlsx", "AA9"),
        ("2.xlsx", "C10"),
    ]


# ── one workbook is a job too ────────────────────────────────────────────────────────────


def row(number: int, unit: str, banners: str) -> Submission:
    values = {"悬挂横幅": banners, "发放资料": "", "主要做法": "上街。"}
    places = {"悬挂横幅": f"C{number}", "发放资料": f"D{number}", "主要做法": f"E{number}"}
    ref = CellRef("某局.xlsx", "数据", f"A{number}")
    return Submission(ref.file, "same", unit, ref, cells(ref.file, "数据", values, places))


LEDGER = replace(BRIEF, file="某局.xlsx", units=())


def test_without_a_roster_whoever_is_in_the_sheet_is_expected() -> None:
    checked = check(LEDGER, received(row(10, "乙公司", "2"), row(2, "甲公司", "1")))
    assert [unit.name for unit in checked.expected] == ["甲公司", "乙公司"]
    assert reported(checked) == ["甲公司", "乙公司"]
    assert checked.findings == ()


def test_rows_of_one_sheet_are_told_apart_by_their_cells() -> None:
    rows = (
        row(2, "甲公司", "1"),
        row(3, "乙公司", "2"),
        row(4, "甲公司", "3"),
        row(5, "乙公司", "2"),
    )
    checked = check(LEDGER, received(*rows))
    assert [(f.code, f.place.cell, f.found) for f in checked.findings] == [
        ("row-duplicate", "A2", "数据!A2、数据!A4"),
        ("unit-identical", "A5", "数据!A3"),
    ]
    assert reported(checked) == ["乙公司"]


def test_of_a_thousand_rows_for_one_unit_the_first_are_named_and_all_are_counted() -> None:
    rows = (row(number, "甲公司", str(number)) for number in range(2, 1002))
    (found,) = check(LEDGER, received(*rows)).findings
    assert (found.code, found.place.cell) == ("row-duplicate", "A2")
    assert "数据!A2、数据!A3、数据!A4、数据!A5、数据!A6等 1000 处" in found.message
    assert "A7" not in found.message


def test_a_wrong_row_does_not_take_the_others_with_it() -> None:
    checked = check(LEDGER, received(row(2, "甲公司", "x"), row(3, "乙公司", "2")))
    assert reported(checked) == ["乙公司"]
    assert checked.missing == ()
    assert checked.files == (FileRecord("某局.xlsx", FileStatus.REJECTED),)


def test_an_error_in_a_row_is_that_rows_and_names_its_unit() -> None:
    rows = (row(2, "甲公司", "1"), row(3, "乙公司", "2"))
    cut = replace(rows[0], cells={k: v for k, v in rows[0].cells.items() if k != "悬挂横幅"})
    merged = finding("cell-merged", Place("某局.xlsx", "数据", "C2", "悬挂横幅"), found="B2")
    checked = check(LEDGER, replace(received(cut, rows[1]), findings=(merged,)))
    assert found_in(checked) == [("cell-merged", "某局.xlsx", "C2", "甲公司")]
    assert reported(checked) == ["乙公司"]
    assert checked.missing == ()


def test_a_faulty_column_is_told_once_and_takes_no_row_with_it() -> None:
    whole = [row(number, name, "1") for number, name in ((2, "甲公司"), (3, "乙公司"))]
    rows = [
        replace(each, cells={k: v for k, v in each.cells.items() if k != "悬挂横幅"})
        for each in whole
    ]
    head = Place("某局.xlsx", "数据", "A1", "悬挂横幅")
    lacking = finding("column-missing", head, file="某局.xlsx")
    checked = check(LEDGER, replace(received(*rows), findings=(lacking,)))
    assert [f.code for f in checked.findings] == ["column-missing"]
    assert reported(checked) == ["甲公司", "乙公司"]
    assert all("悬挂横幅" not in report.figures for report in checked.reports)


def test_a_row_with_nothing_but_a_name_is_told_as_a_row() -> None:
    empty = row(2, "甲公司", "")
    empty = replace(empty, cells={"发放资料": empty.cells["发放资料"]})
    checked = check(LEDGER, received(empty))
    assert found_in(checked) == [("row-empty", "某局.xlsx", "A2", "甲公司")]


# ── the order of arrival ─────────────────────────────────────────────────────────────────

MIXED = (
    *ALL,
    form("4.xlsx", "城关卫生院", {"悬挂横幅": "5"}),
    form("5.xlsx", "没有的单位"),
    form("6.xlsx", OFFICE.name, sha256="2.xlsx"),
    form("7.xlsx", ""),
    replace(form("8.xlsx", SCHOOL.name), period="去年"),
)


@given(st.permutations(MIXED), st.booleans())
def test_the_order_of_arrival_changes_nothing(
    shuffled: list[Submission], allow_partial: bool
) -> None:
    given_order = received(*MIXED)
    expected = check(BRIEF, given_order, allow_partial=allow_partial)
    actual = check(
        BRIEF, replace(given_order, submissions=tuple(shuffled)), allow_partial=allow_partial
    )
    assert actual == expected


@given(st.permutations([row(n, f"单位{n % 4}", str(n % 3)) for n in range(2, 9)]))
def test_the_order_of_rows_read_changes_nothing(shuffled: list[Submission]) -> None:
    in_order = sorted(shuffled, key=lambda each: each.unit_ref.cell if each.unit_ref else "")
    assert check(LEDGER, received(*shuffled)) == check(LEDGER, received(*in_order))


@given(st.sets(st.sampled_from(range(len(MIXED)))))
def test_every_expected_unit_is_accounted_for_once(some: set[int]) -> None:
    checked = check(BRIEF, received(*(MIXED[index] for index in some)))
    rejected = {f.unit for f in checked.findings if f.blocks and f.code != "unit-missing"}
    for unit in checked.expected:
        groups = [unit.name in reported(checked), unit in checked.missing]
        assert sum(groups) == 1 or (sum(groups) == 0 and unit.name in rejected)
