"""Which rows of the tables count, and what is said about the others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from make_docx.figures import check
from make_docx.figures.entry import read_entry
from make_docx.figures.tally import column_total, count
from make_docx.findings import Severity
from make_docx.model import (
    Brief,
    Cell,
    CellKind,
    CellRef,
    Checked,
    Column,
    ColumnType,
    Day,
    Elements,
    Figure,
    FilledBy,
    Period,
    Picture,
    Received,
    Record,
    Status,
    Submission,
    Table,
    Unit,
)

BRIEF_FILE = "公文要素.xlsx"
ELEMENTS = Elements(issued_on=dt.date(2026, 6, 1))
FIRST, SECOND = Unit("甲镇"), Unit("乙乡")
STAGES = Table(
    "阶段",
    FilledBy.OFFICE,
    (
        Column("阶段"),
        Column("起止日期", ColumnType.PERIOD),
        Column("主要任务", required=False),
    ),
    in_order=True,
    apart=True,
)
VISITS = Table(
    "来访记录",
    FilledBy.UNITS,
    (
        Column("时间", ColumnType.DATE),
        Column("人数", ColumnType.INTEGER, unit="人", required=False),
        Column("办结", choices=("已办结", "办理中")),
        Column("满意率", ColumnType.PERCENT, required=False),
        Column("照片", ColumnType.PHOTO, required=False),
    ),
)


def record(table: Table, row: int, *typed: str | Cell, file: str = BRIEF_FILE) -> Record:
    cells = {}
    for letter, column, text in zip("ABCDEF", table.columns, typed, strict=False):
        ref = CellRef(file, table.name, f"{letter}{row}")
        if isinstance(text, Cell):
            cells[column.label] = replace(text, ref=ref, label=column.label)
        else:
            kind = CellKind.TEXT if text else CellKind.BLANK
            cells[column.label] = Cell(ref, column.label, kind, text)
    return Record(CellRef(file, table.name, f"A{row}"), cells)


def shown(width: int = 0, height: int = 0, fault: str = "") -> Picture:
    return Picture("1.png", CellRef(BRIEF_FILE, "照片", "A3"), "0", width, height, fault)


def cell(kind: CellKind, text: str) -> Cell:
    return Cell(CellRef("", "", ""), "", kind, text)


def stages(*rows: Sequence[str | Cell], table: Table = STAGES, year: int | None = 2026) -> Checked:
    issued_on = dt.date(year, 6, 1) if year else None
    records = tuple(record(table, number, *row) for number, row in enumerate(rows, 2))
    brief = Brief(
        BRIEF_FILE,
        "kind",
        Elements(issued_on=issued_on),
        {},
        tables=(table,),
        records={table.name: records},
    )
    return check(brief, Received((), ()))


def visit(file: str, row: int, *typed: str | Cell) -> Record:
    return record(VISITS, row, *typed, file=file)


def returned(
    rows: Mapping[str, Sequence[Sequence[str | Cell]]],
    *,
    table: Table = VISITS,
    elements: Elements = ELEMENTS,
) -> Checked:
    """The units' rows, the submissions in the wrong order."""
    brief = Brief(
        BRIEF_FILE,
        "kind",
        elements,
        {},
        units=(FIRST, SECOND),
        tables=(table,),
    )
    submissions = tuple(
        Submission(
            f"{unit}.xlsx",
            unit,
            unit,
            CellRef(f"{unit}.xlsx", "填报表", "C3"),
            {},
            records={
                table.name: tuple(
                    record(table, number, *row, file=f"{unit}.xlsx")
                    for number, row in enumerate(typed, 2)
                )
            },
        )
        for unit, typed in reversed(list(rows.items()))
    )
    return check(brief, Received(submissions, tuple(each.file for each in submissions)))


def found_in(checked: Checked) -> list[tuple[str, str, str]]:
    return [(f.code, f.place.cell, f.place.label) for f in checked.findings]


# ── what a cell becomes ──────────────────────────────────────────────────────────────────


def test_rows_become_entries_in_order_with_dates_and_texts() -> None:
    checked = stages(("准备阶段", "4月23日至5月3日", ""), ("实施阶段", "5.4-5.14", "上街宣传。"))
    assert [dict(entry.values) for entry in checked.entries["阶段"]] == [
        {"阶段": "准备阶段", "起止日期": Period(Day(4, 23), Day(5, 3)), "主要任务": None},
        {"阶段": "实施阶段", "起止日期": Period(Day(5, 4), Day(5, 14)), "主要任务": "上街宣传。"},
    ]
    assert checked.findings == ()


def test_numbers_are_figures_with_their_cell_and_choices_are_spelled_as_declared() -> None:
    checked = returned({"甲镇": [("5月15日", "约２０人", " 已 办结", "98.5%")], "乙乡": []})
    (entry,) = checked.entries["来访记录"]
    ref = CellRef("甲镇.xlsx", "来访记录", "B2")
    assert entry.unit == "甲镇"
    assert entry.values["人数"] == Figure("人数", Decimal(20), "人", Status.ABOUT, (ref,))
    assert entry.values["办结"] == "已办结"
    assert isinstance(rate := entry.values["满意率"], Figure)
    assert rate.value == Decimal("0.985")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (("", "3", "已办结"), "entry-required"),
        (("5月15日", "三五个", "已办结"), "cell-not-number"),
        (("5月15日", "3.5", "已办结"), "cell-not-integer"),
        (("5月15日", "3件", "已办结"), "cell-other-unit"),
        (("5月15日", "3", "办完了"), "entry-choice"),
        (("5月15日", "3", "未办结"), "entry-choice"),
        (("9月上旬", "3", "已办结"), "day-invalid"),
        (("5月15日至16日", "3", "已办结"), "day-invalid"),
        (("2月30日", "3", "已办结"), "date-impossible"),
        (("2月29日", "3", "已办结"), "date-impossible"),
        ((cell(CellKind.ERROR, "#REF!"), "3", "已办结"), "cell-error"),
        ((cell(CellKind.FORMULA, ""), "3", "已办结"), "cell-formula"),
        # 5.1 may have been 5.10, and the serial of a day says nothing to whoever sees it
        ((cell(CellKind.NUMBER, "5.1"), "3", "已办结"), "day-invalid"),
        ((cell(CellKind.NUMBER, "46157"), "3", "已办结"), "day-invalid"),
    ],
)
def test_a_fault_is_found_at_its_cell_and_the_unit_does_not_count(
    typed: Sequence[str | Cell], code: str
) -> None:
    checked = returned({"甲镇": [("5月15日", "3", "已办结"), typed], "乙乡": []})
    (finding,) = checked.findings
    assert (finding.code, finding.severity, finding.unit) == (code, Severity.ERROR, "甲镇")
    assert (finding.place.file, finding.place.sheet) == ("甲镇.xlsx", "来访记录")
    assert finding.place.cell.endswith("3")
    assert finding.place.label in ("时间", "人数", "办结")
    assert checked.entries["来访记录"] == ()


def test_the_nearest_choice_is_named() -> None:
    (finding,) = returned({"甲镇": [("5月15日", "3", "己办结")], "乙乡": []}).findings
    assert "“已办结”" in finding.message


@pytest.mark.parametrize(
    ("stored", "day"),
    [
        (cell(CellKind.DATE, "2026-05-15T00:00:00"), Day(5, 15, 2026)),
        (cell(CellKind.DATE, "2026-05-15"), Day(5, 15, 2026)),
        (cell(CellKind.NUMBER, "5.15"), Day(5, 15)),
        (cell(CellKind.NUMBER, "5.4"), Day(5, 4)),
        (cell(CellKind.NUMBER, "20260515"), Day(5, 15, 2026)),
    ],
)
def test_a_day_that_excel_stored_is_read_where_it_can_be_told(stored: Cell, day: Day) -> None:
    checked = returned({"甲镇": [(stored, "3", "已办结")], "乙乡": []})
    assert [entry.values["时间"] for entry in checked.entries["来访记录"]] == [day]
    assert checked.findings == ()


def test_days_of_one_month_are_a_period_where_the_column_holds_periods_alone() -> None:
    checked = stages(("动员", "5月15－16日", ""))
    (entry,) = checked.entries["阶段"]
    assert entry.values["起止日期"] == Period(Day(5, 15), Day(5, 16))
    assert checked.findings == ()
    refused = returned({"甲镇": [("5月15－16日", "3", "已办结")], "乙乡": []})
    assert found_in(refused) == [("day-invalid", "A2", "时间")]


def test_a_year_far_from_that_of_the_document_is_worth_a_look() -> None:
    checked = stages(("准备阶段", "2016年4月23日至5月3日", ""))
    assert [(f.code, f.severity) for f in checked.findings] == [("entry-year", Severity.WARN)]
    assert len(checked.entries["阶段"]) == 1


def test_a_date_stored_in_a_column_of_text_is_printed_in_words() -> None:
    moment = cell(CellKind.DATE, "2026-05-15T09:30:00")
    checked = stages((moment, "5月15日", cell(CellKind.DATE, "2025-12-31T00:00:00")))
    (entry,) = checked.entries["阶段"]
    assert (entry.values["阶段"], entry.values["主要任务"]) == ("5月15日9时30分", "2025年12月31日")


def test_a_required_photo_that_is_not_there_is_missed() -> None:
    photos = Table("照片", FilledBy.OFFICE, (Column("照片", ColumnType.PHOTO), Column("说明")))
    lacking = record(photos, 2, "", "现场")
    picture = Picture("xl/media/1.png", CellRef(BRIEF_FILE, "照片", "A3"), "0")
    there = replace(record(photos, 3, "", "会场"), pictures={"照片": picture})
    brief = Brief(
        BRIEF_FILE, "k", Elements(), {}, tables=(photos,), records={"照片": (lacking, there)}
    )
    checked = check(brief, Received((), ()))
    assert found_in(checked) == [("entry-required", "A2", "照片")]
    assert [entry.values["照片"] for entry in checked.entries["照片"]] == [picture]


@pytest.mark.parametrize(
    ("picture", "required", "told"),
    [
        (shown(fault="像素太多"), True, [("photo-unusable", Severity.ERROR)]),
        (shown(fault="像素太多"), False, [("photo-unusable", Severity.WARN)]),
        (shown(12, 9), True, [("photo-small", Severity.WARN)]),
        (shown(160, 1600), True, [("photo-stretched", Severity.WARN)]),
        (shown(1600, 400), True, []),
        (shown(200, 150), True, []),
    ],
)
def test_a_photo_that_cannot_be_printed_well_is_told_once(
    picture: Picture, required: bool, told: list[tuple[str, Severity]]
) -> None:
    column = Column("照片", ColumnType.PHOTO, required=required)
    photos = Table("照片", FilledBy.OFFICE, (column, Column("说明")))
    there = replace(record(photos, 3, "", "会场"), pictures={"照片": picture})
    brief = Brief(BRIEF_FILE, "k", Elements(), {}, tables=(photos,), records={"照片": (there,)})
    checked = check(brief, Received((), ()))
    assert [(f.code, f.severity) for f in checked.findings] == told
    printed = [entry.values["照片"] for entry in checked.entries["照片"]]
    is_refused = bool(picture.fault) and required
    assert printed == ([] if is_refused else [None if picture.fault else picture])


@pytest.mark.parametrize("typed", ["办结", "已经办结", "办结了", "已办结。"])
def test_a_choice_in_other_words_of_the_same_meaning_is_read_and_told(typed: str) -> None:
    checked = returned({"甲镇": [("5月15日", "3", typed)], "乙乡": []})
    assert [entry.values["办结"] for entry in checked.entries["来访记录"]] == ["已办结"]
    assert [(f.code, f.severity, f.expected) for f in checked.findings] == [
        ("entry-read-as", Severity.NOTE, "已办结")
    ]


def test_the_contrary_of_a_choice_is_never_offered_for_it() -> None:
    (found,) = returned({"甲镇": [("5月15日", "3", "未办结")], "乙乡": []}).findings
    assert "是不是" not in found.message


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("缺席", "请假"), ("未到会", "请假"), ("参会", "出席"), ("列度", "列席"), ("缺勤", "")],
)
def test_who_was_not_there_is_never_offered_a_seat(typed: str, offered: str) -> None:
    column = Column("出席情况", choices=("出席", "请假", "列席"))
    present = Table("出席人员", FilledBy.OFFICE, (Column("姓名"), column))
    (found,) = stages(("王××", typed), table=present).findings
    assert (found.code, found.place.cell) == ("entry-choice", "B2")
    offers = [choice for choice in column.choices if f"是不是“{choice}”" in found.message]
    assert offers == [offered] * bool(offered)


@pytest.mark.parametrize(
    "typed", ["5月15日 9:30", "5月15日上午", cell(CellKind.DATE, "2026-05-15T09:30:00")]
)
def test_the_time_behind_a_day_is_left_out_and_told(typed: str | Cell) -> None:
    checked = returned({"甲镇": [(typed, "3", "已办结")], "乙乡": []})
    (entry,) = checked.entries["来访记录"]
    assert isinstance(day := entry.values["时间"], Day)
    assert (day.month, day.day) == (5, 15)
    assert [(f.code, f.severity) for f in checked.findings] == [("entry-clock", Severity.NOTE)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (cell(CellKind.TEXT, "同上"), "entry-ditto"),
        (cell(CellKind.BOOLEAN, "TRUE"), "entry-boolean"),
        (cell(CellKind.NUMBER, "202605030000012000"), "entry-digits"),
    ],
)
def test_a_text_that_cannot_be_printed_as_it_is_is_an_error(text: Cell, code: str) -> None:
    assert found_in(stages(("动员", "5月1日", text))) == [(code, "C2", "主要任务")]


def test_words_in_place_of_a_photo_are_told() -> None:
    checked = returned({"甲镇": [("5月15日", "3", "已办结", "", "照片1.jpg")], "乙乡": []})
    (found,) = checked.findings
    assert (found.code, found.place.cell, found.severity) == (
        "entry-not-photo",
        "E2",
        Severity.WARN,
    )


def test_the_same_remark_on_many_rows_of_a_column_is_one_and_counts_them() -> None:
    rows = [("5月15日", f"{number}人", "已办结") for number in range(1, 8)]
    checked = returned({"甲镇": rows, "乙乡": rows[:1]})
    of_units = {f.unit: f for f in checked.findings}
    assert len(checked.findings) == 2
    assert {(f.code, f.place.cell) for f in checked.findings} == {("cell-read-as", "B2")}
    assert "共 7 处（B2、B3、B4、B5、B6 等）" in of_units["甲镇"].message
    assert "共" not in of_units["乙乡"].message


def test_what_was_confirmed_of_many_rows_holds_for_just_those() -> None:
    def told(*typed: str) -> str:
        elements = replace(ELEMENTS, issued_on=dt.date(2026, 1, 10))
        rows = [(text, "3", "已办结") for text in typed]
        (found,) = returned({"甲镇": rows, "乙乡": []}, elements=elements).findings
        assert found.code == "entry-yearless"
        return found.digest

    assert told("9月1日", "9月2日") == told("9月1日", "9月2日")
    assert len({told("9月1日"), told("9月1日", "9月2日"), told("9月1日", "9月3日")}) == 3


# ── the year that is meant ───────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("period", "deadline", "issued", "typed", "day", "codes"),
    [
        ("2025年", None, "2026-01-10", "9月30日", Day(9, 30, 2025), []),
        ("第四季度", "2025-12-31", "2026-01-10", "9月30日", Day(9, 30, 2025), []),
        ("第四季度", None, "2026-01-10", "9月30日", Day(9, 30), ["entry-yearless"]),
        ("2025年至2026年", None, "2026-01-10", "9月30日", Day(9, 30), ["entry-yearless"]),
        ("2026年", None, "2026-06-01", "5月15日", Day(5, 15), []),
        ("5月", None, "2026-06-01", "5月15日", Day(5, 15), []),
        ("2026年", None, "2026-06-01", "7月15日", Day(7, 15), ["entry-later"]),
        ("5月", None, "2026-06-01", "2026年7月15日", Day(7, 15, 2026), ["entry-later"]),
        ("上一年度", None, "2026-01-10", "2019年9月30日", Day(9, 30, 2019), ["entry-year"]),
        ("2025年", None, "2026-01-10", "2019年9月30日", Day(9, 30, 2019), ["entry-other-year"]),
        ("2026年10月", None, "2026-10-20", "2025-10-12", Day(10, 12, 2025), ["entry-other-year"]),
        ("2026年10月", None, "2026-10-20", "2027-01-12", Day(1, 12, 2027), ["entry-later"]),
        ("2025年", None, "2026-01-10", "2026-1-5", Day(1, 5, 2026), ["entry-other-year"]),
        ("2025年冬春", None, "2026-03-10", "2026-1-5", Day(1, 5, 2026), []),
        ("2024—2026年", None, "2026-10-20", "2025-10-12", Day(10, 12, 2025), []),
    ],
)
def test_a_record_without_a_year_is_of_the_year_reported_where_that_is_certain(
    period: str, deadline: str | None, issued: str, typed: str, day: Day, codes: list[str]
) -> None:
    elements = Elements(
        period=period,
        deadline=dt.date.fromisoformat(deadline) if deadline else None,
        issued_on=dt.date.fromisoformat(issued),
    )
    checked = returned({"甲镇": [(typed, "3", "已办结")], "乙乡": []}, elements=elements)
    assert [entry.values["时间"] for entry in checked.entries["来访记录"]] == [day]
    assert [f.code for f in checked.findings] == codes
    asked = {"entry-yearless", "entry-other-year"}
    assert all(f.stops == (f.code in asked) for f in checked.findings)


def test_a_period_is_of_another_year_only_if_no_day_of_it_is_of_the_year_reported() -> None:
    spell = Table("活动", FilledBy.UNITS, (Column("起止日期", ColumnType.PERIOD),))
    rows = [("2025年12月20日至2026年1月10日",), ("2025年12月1日至12月31日",)]
    elements = replace(ELEMENTS, period="2026年1月")
    checked = returned({"甲镇": rows, "乙乡": []}, table=spell, elements=elements)
    assert found_in(checked) == [("entry-other-year", "A3", "起止日期")]


def test_the_dates_of_the_office_may_be_still_to_come() -> None:
    assert stages(("动员", "7月1日", ""), ("实施", "12月20日至1月10日", "")).findings == ()


# ── one row beside another ───────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("periods", "faults"),
    [
        (("4月23日至5月3日", "5月4日至5月14日", "5月15日至5月22日"), []),
        (("5月4日至5月14日", "4月23日至5月3日"), [("dates-disordered", "B3")]),
        (("4月23日至5月4日", "5月4日至5月14日"), [("dates-overlap", "B3")]),
        (
            ("4月1日至6月30日", "4月5日", "5月5日"),
            [("dates-overlap", "B3"), ("dates-overlap", "B4")],
        ),
        (("11月", "12月20日至1月10日", "1月11日至2月"), []),
        (("11月", "12月20日至1月10日", "1月5日"), [("dates-overlap", "B4")]),
        (("2026年12月1日", "2027年1月5日"), []),
        (("2027年1月5日", "2026年12月1日"), [("dates-disordered", "B3")]),
        (("2月", "2月28日"), [("dates-overlap", "B3")]),
    ],
)
def test_periods_go_on_and_keep_apart(
    periods: Sequence[str], faults: Sequence[tuple[str, str]]
) -> None:
    checked = stages(*((f"阶段{number}", period, "") for number, period in enumerate(periods)))
    assert [(f.code, f.place.cell) for f in checked.findings] == faults


def test_order_and_gaps_matter_only_where_they_are_asked_for() -> None:
    free = replace(STAGES, in_order=False, apart=False)
    checked = stages(("二", "5月4日至14日", ""), ("一", "5月1日至10日", ""), table=free)
    assert checked.findings == ()
    assert len(checked.entries["阶段"]) == 2


def test_too_few_rows_are_told_at_the_table() -> None:
    asked = replace(STAGES, minimum=2)
    checked = stages(("一", "5月1日", ""), ("", "", ""), table=asked)
    (finding,) = checked.findings
    assert (finding.code, finding.place.file) == ("table-short", BRIEF_FILE)
    assert (finding.place.sheet, finding.found) == ("阶段", "1")


def test_a_unit_with_too_few_rows_does_not_count() -> None:
    asked = replace(VISITS, minimum=1)
    row = ("5月15日", "3", "已办结")
    checked = returned({"甲镇": [row], "乙乡": []}, table=asked)
    assert [(f.code, f.unit) for f in checked.findings] == [("table-short", "乙乡")]
    assert [report.unit.name for report in checked.reports] == ["甲镇"]


def test_rows_that_say_the_same_are_told_once_and_have_to_be_confirmed() -> None:
    rows = [("动员", "5月1日", "开会"), ("动员", "5 月1日", "开 会"), ("实施", "5月2日", "开会")]
    free = replace(STAGES, apart=False)
    checked = stages(*rows, rows[0], table=free)
    found = next(f for f in checked.findings if f.code == "entries-same")
    assert (found.place.cell, found.needs_reason) == ("A3", True)
    assert "A3（同 A2）、A5（同 A2）" in found.message
    assert len(checked.entries["阶段"]) == 4


@pytest.mark.parametrize(
    ("other", "is_same"),
    [
        (("2026年5月12日", "王××", "1"), True),
        (("五月十二日", "王 ××。", "1人"), True),
        ((cell(CellKind.DATE, "2026-05-12"), "王××", "１"), True),
        ((cell(CellKind.NUMBER, "5.12"), "王××", cell(CellKind.NUMBER, "1")), True),
        (("2025年5月12日", "王××", "1"), False),
        (("5.12", "王××", "约1"), False),
        (("5.12", "王××", ""), False),
    ],
)
def test_rows_that_mean_the_same_are_found_however_they_were_typed(
    other: Sequence[str | Cell], is_same: bool
) -> None:
    columns = (
        Column("时间", ColumnType.DATE),
        Column("来访人"),
        Column("人数", ColumnType.INTEGER, unit="人", required=False),
    )
    for filled_by in (FilledBy.UNITS, FilledBy.OFFICE):
        table = Table("阶段", filled_by, columns)
        rows = [("5.12", "王××", "1"), other]
        if filled_by is FilledBy.OFFICE:
            checked = stages(*rows, table=table)
        else:
            checked = returned({"甲镇": rows, "乙乡": []}, table=table)
        assert len(checked.entries["阶段"]) == 2
        assert ("entries-same" in [found.code for found in checked.findings]) == is_same


def test_rows_of_days_numbers_and_choices_alone_may_be_the_same() -> None:
    row = ("5月15日", "3", "已办结")
    assert returned({"甲镇": [row, row], "乙乡": [row]}).findings == ()


# ── whose rows count ─────────────────────────────────────────────────────────────────────


def test_rows_stand_in_the_order_of_the_roster_and_then_of_the_sheet() -> None:
    rows = {
        "甲镇": [("5月16日", "3", "已办结"), ("5月1日", "1", "办理中")],
        "乙乡": [("5月2日", "2", "已办结")],
    }
    checked = returned(rows)
    assert [(entry.unit, entry.record.ref.cell) for entry in checked.entries["来访记录"]] == [
        ("甲镇", "A2"),
        ("甲镇", "A3"),
        ("乙乡", "A2"),
    ]


def test_a_log_without_rows_says_that_nothing_happened() -> None:
    checked = returned({"甲镇": [("5月16日", "3", "已办结")], "乙乡": [("", "", "")]})
    assert [report.unit.name for report in checked.reports] == ["甲镇", "乙乡"]
    assert [entry.unit for entry in checked.entries["来访记录"]] == ["甲镇"]
    assert checked.findings == ()


def test_two_forms_that_differ_in_a_row_only_are_different_reports() -> None:
    table = replace(VISITS)
    brief = Brief(BRIEF_FILE, "k", Elements(), {}, units=(FIRST,), tables=(table,))
    both = tuple(
        Submission(
            file,
            file,
            "甲镇",
            CellRef(file, "填报表", "C3"),
            {},
            records={"来访记录": (visit(file, 2, "5月16日", people, "已办结"),)},
        )
        for file, people in (("1.xlsx", "3"), ("2.xlsx", "4"))
    )
    checked = check(brief, Received(both, ("1.xlsx", "2.xlsx")))
    assert checked.duplicate == ("甲镇",)
    assert checked.entries["来访记录"] == ()


# ── totals ───────────────────────────────────────────────────────────────────────────────


@given(st.lists(st.integers(0, 10**6), max_size=6))
@settings(max_examples=40)
def test_a_total_is_the_sum_of_its_cells_and_names_every_one(numbers: list[int]) -> None:
    rows = [("5月15日", str(number), "已办结") for number in numbers]
    checked = returned({"甲镇": rows, "乙乡": []})
    entries = checked.entries["来访记录"]
    people = VISITS.columns[1]
    total = column_total(entries, people)
    assert total.value == sum(numbers)
    assert [ref.cell for ref in total.sources] == [f"B{n}" for n in range(2, len(numbers) + 2)]
    assert count(entries).value == len(numbers)


def test_a_total_is_as_exact_as_its_parts() -> None:
    rows = [("5月15日", "200余", "已办结"), ("5月15日", "5", "已办结"), ("5月15日", "", "已办结")]
    checked = returned({"甲镇": rows, "乙乡": []})
    total = column_total(checked.entries["来访记录"], VISITS.columns[1])
    assert (total.value, total.status) == (Decimal(205), Status.AT_LEAST)
    assert len(total.sources) == 2


@pytest.mark.parametrize(
    ("column_type", "typed", "value", "codes"),
    [
        (ColumnType.DECIMAL, "-3.5", "-3.5", ["entry-negative"]),
        (ColumnType.PERCENT, "-3.5%", "-0.035", ["entry-negative"]),
        (ColumnType.INTEGER, "-3", None, ["entry-below-zero"]),
        (ColumnType.PERCENT, "120%", None, ["entry-above-all"]),
        (ColumnType.TEXT, "120%", "120%", []),
        (ColumnType.DECIMAL, "3.5", "3.5", []),
    ],
)
def test_a_column_takes_what_may_be_below_zero_and_says_where_to_allow_the_rest(
    column_type: ColumnType, typed: str, value: str | None, codes: list[str]
) -> None:
    balance = Table("经费", FilledBy.UNITS, (Column("结余", column_type),))
    cell = Cell(CellRef("a.xlsx", "经费", "A2"), "结余", CellKind.TEXT, typed)
    entry, found = read_entry(balance, Record(cell.ref, {"结余": cell}))
    assert [(one.code, one.place.cell) for one in found] == [(code, "A2") for code in codes]
    held = entry and entry.values["结余"]
    assert str(held.value if isinstance(held, Figure) else held) == str(value)
