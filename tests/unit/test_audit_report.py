"""校核报告.xlsx says everything that was found, opens what it is about, and holds only text."""

from __future__ import annotations

import io
import time
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from audit_job import BANNERS, UNITS, AuditJob, rows_of
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from make_docx.audit import write_report
from make_docx.audit.grid import (
    FIRST_ROW,
    Column,
    Grid,
    Link,
    Number,
    Open,
)
from make_docx.audit.values import values_grid
from make_docx.audit.workbook import to_bytes
from make_docx.catalogue import finding
from make_docx.figures.faults import Faults
from make_docx.figures.submission import SubmissionReader
from make_docx.findings import Place
from make_docx.intake import archive_guard
from make_docx.model import (
    Brief,
    Cell,
    CellKind,
    CellRef,
    Checked,
    Elements,
    Figure,
    FileRecord,
    FileStatus,
    FormFigures,
    Indicator,
    Outcome,
    Status,
    Submission,
    Unit,
    UnitReport,
    ValueType,
    form_cells,
)

BRIEF = Brief(
    "公文要素.xlsx",
    "k",
    Elements(activity="宣传月"),
    {},
    (Indicator("悬挂横幅", "条"), Indicator("满意率", "%", ValueType.PERCENT)),
)


@pytest.fixture
def job(tmp_path: Path) -> AuditJob:
    job = AuditJob(tmp_path)
    job.send(UNITS[0], {"悬挂横幅": "12O"})
    job.send(UNITS[1], {"悬挂横幅": "约12"})
    (job.folder / "收件" / f"{UNITS[2]}.xlsx").unlink()
    job.put("坏的.xlsx", b"PK\x03\x04")
    job.put("照片.jpg", b"x")
    return job


def book_of(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def test_the_sheets_are_in_the_order_in_which_a_clerk_needs_them(job: AuditJob) -> None:
    job.run()
    assert openpyxl.load_workbook(job.report).sheetnames == [
        "汇总",
        "逐条意见",
        "未报单位",
        "收到的文件",
        "采用数据",
        "处理记录",
    ]


def test_the_summary_counts_units_files_and_totals(job: AuditJob) -> None:
    job.run(with_returns=True)
    sheet: Any = openpyxl.load_workbook(job.report)["汇总"]
    counts = {row[0]: row[1] for row in sheet.iter_rows(values_only=True) if row[0]}
    expected = {
        "应报单位": 8,
        "已报单位": 6,
        "缺报单位": 1,
        "报了有错、没有采用": 1,
        "文件：采用": 5,
        "文件：采用，有说明": 1,
        "文件：有错，要改正": 2,
        "“退回”里的退回件": len([*job.returns.glob("*.xlsx")]),
        "文件：没有读取": 1,
        "意见：错误": 2,
        "悬挂横幅": sum(BANNERS[3:]) + 12,
        "发放资料": 3000,
    }
    assert {key: counts[key] for key in expected} == expected
    which = {row[0]: row[4] for row in sheet.iter_rows(values_only=True) if row[0]}
    assert which["报了有错、没有采用"] == UNITS[0]
    assert f"{UNITS[0]}.xlsx" in which["“退回”里的退回件"]


def test_a_total_of_a_part_of_the_units_says_so(job: AuditJob) -> None:
    job.run()
    sheet: Any = openpyxl.load_workbook(job.report)["汇总"]
    exact = {row[0]: row[2] for row in sheet.iter_rows(values_only=True) if row[0]}
    assert exact["发放资料"] == "不全（6/8 家）"


def test_every_finding_is_a_row_with_a_link_that_moves_with_the_folder(job: AuditJob) -> None:
    reviewed, *_ = job.run()
    rows = rows_of(job.report, "逐条意见")
    assert [row["编号"] for row in rows] == [f.code for f in reviewed.outcome.findings]
    (row,) = [row for row in rows if row["编号"] == "cell-not-number"]
    assert (row["级别"], row["单位"], row["现为"], row["项目"]) == (
        "错误",
        UNITS[0],
        "12O",
        "悬挂横幅",
    )
    sheet: Any = openpyxl.load_workbook(job.report)["逐条意见"]
    number = 5 + rows.index(row)
    link = sheet[f"D{number}"].hyperlink
    assert (link.target, link.location) == (f"../收件/{UNITS[0]}.xlsx", "'填报表'!D10")
    assert sheet[f"C{number}"].hyperlink.target == f"../收件/{UNITS[0]}.xlsx"
    assert (job.report.parent / link.target).resolve().is_file()


def test_the_findings_can_be_filtered_printed_and_answered(job: AuditJob) -> None:
    job.send(UNITS[3], {"悬挂横幅": 13_000_000_000})
    job.run()
    sheet: Any = openpyxl.load_workbook(job.report)["逐条意见"]
    assert sheet.auto_filter.ref == f"A4:M{sheet.max_row}"
    assert sheet.freeze_panes == "C5"
    assert (sheet.print_title_rows, sheet.page_setup.orientation) == ("$4:$4", "landscape")
    assert int(sheet.page_setup.paperSize) == 9
    (choice,) = [v for v in sheet.data_validations.dataValidation if v.type == "list"]
    rows = rows_of(job.report, "逐条意见")
    waiting = [5 + n for n, row in enumerate(rows) if row["编号"] == "cell-implausible"]
    assert choice.formula1 == '"确认,—"'
    assert [str(area) for area in choice.sqref.ranges] == [f"J{row}" for row in waiting]
    assert all(not sheet[f"J{row}"].protection.locked for row in waiting)


def test_missing_units_and_all_files_are_listed(job: AuditJob) -> None:
    job.run()
    assert [row["单位名称"] for row in rows_of(job.report, "未报单位")] == [UNITS[2]]
    files = {row["文件"]: row["结果"] for row in rows_of(job.report, "收到的文件")}
    assert len(files) == 9
    assert files["收件/坏的.xlsx"] == files[f"收件/{UNITS[0]}.xlsx"] == "有错，要改正"
    assert files["收件/照片.jpg"] == "没有读取"


def test_every_accepted_value_is_a_number_with_its_cell(job: AuditJob) -> None:
    job.run()
    rows = rows_of(job.report, "采用数据")
    assert len(rows) == 12
    about = [row for row in rows if row["准确程度"] == "约"]
    assert [(r["单位"], r["指标"], r["数值"], r["计量单位"], r["位置"]) for r in about] == [
        (UNITS[1], "悬挂横幅", 12, "条", "填报表!D10")
    ]
    sheet: Any = openpyxl.load_workbook(job.report)["采用数据"]
    link = sheet["G5"].hyperlink
    assert (link.target, link.location) == (f"../{sheet['F5'].value}", "'填报表'!D10")


def test_percentages_are_shown_as_such_and_text_in_full() -> None:
    ref = CellRef("收件/a.xlsx", "填报表", "D11")
    figures = {"满意率": Figure("满意率", Decimal("0.985"), "%", Status.EXACT, (ref,))}
    report = UnitReport(Unit("甲"), "收件/a.xlsx", figures, {"做法": "=2+2"})
    sheet = book_of(write_report(Outcome(Checked((), (report,)), ()), BRIEF, ()))["采用数据"]
    assert (sheet["C5"].value, sheet["C5"].number_format) == (0.985, "0.00%")
    assert (sheet["C6"].value, sheet["C6"].data_type) == ("=2+2", "s")


def test_the_same_run_gives_the_same_bytes(job: AuditJob) -> None:
    job.run()
    data = job.report.read_bytes()
    job.run()
    assert job.report.read_bytes() == data


def test_a_report_in_a_folder_that_is_not_there_yet_is_written_alone(job: AuditJob) -> None:
    job.run()
    assert [path.name for path in job.report.parent.iterdir()] == ["校核报告.xlsx"]


def test_names_that_an_address_cannot_hold_are_escaped() -> None:
    file = "收件/甲 局#1?50%.xlsx"
    record = FileRecord(file, FileStatus.ACCEPTED, "甲")
    outcome = Outcome(Checked((), (), files=(record,)), ())
    data = write_report(outcome, BRIEF, (), base="../")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        relations = archive.read("xl/worksheets/_rels/sheet4.xml.rels").decode()
    assert 'Target="../收件/甲%20局%231%3F50%25.xlsx"' in relations
    assert book_of(data)["收到的文件"]["C5"].value == file


def test_the_report_of_a_workbook_job_links_beside_itself() -> None:
    record = FileRecord("某局.xlsx", FileStatus.ACCEPTED)
    outcome = Outcome(Checked((), (), files=(record,)), ())
    sheet = book_of(write_report(outcome, BRIEF, (), base="./"))["收到的文件"]
    assert sheet["C5"].hyperlink.target == "./某局.xlsx"


# ── text stays text ──────────────────────────────────────────────────────────────────────

HOSTILE = st.one_of(
    st.text(min_size=1, max_size=60),
    st.tuples(st.sampled_from("=+-@"), st.text(max_size=30)).map("".join),
    st.sampled_from(
        [
            '=HYPERLINK("http://x","y")',
            "=cmd|'/c calc'!A1",
            "#REF!",
            "_x0041_",
            "a\x00b\ud800c\ufffe",
            "<a>&]]>",
            "line\nbreak",
        ]
    ),
)


@given(st.lists(HOSTILE, min_size=1, max_size=6))
def test_every_string_in_the_workbook_stays_text(texts: list[str]) -> None:
    columns = (Column("文字", 20), Column("链接", 20), Column("填写", 20))
    rows = [(text, Link(text, text, text), Open(text)) for text in texts]
    grid = Grid("表", "t", "h", columns, rows)
    data = to_bytes("x", [grid])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    sheet = book_of(data)["表"]
    for row in sheet.iter_rows(min_row=5, max_row=4 + len(texts)):
        for cell in row:
            assert cell.value is None or (cell.data_type == "s" and isinstance(cell.value, str))
            starts = str(cell.value or "").startswith(("=", "+", "-", "@"))
            assert bool(cell.quotePrefix) == starts


@pytest.mark.parametrize("sign", "=+-@")
def test_names_of_units_and_words_of_findings_are_never_formulas(sign: str) -> None:
    text = f"{sign}1+1"
    place = Place(f"收件/{text}.xlsx", text, "A1", text)
    found = finding("cell-not-number", place, found=text, unit=text)
    report = UnitReport(Unit(text, text, text), f"收件/{text}.xlsx", {}, {text: text})
    checked = Checked(
        (Unit(text),),
        (report,),
        missing=(Unit(text, text, text),),
        late=(text,),
        unknown=(text,),
        files=(FileRecord(f"收件/{text}.xlsx", FileStatus.REJECTED, text, text),),
    )
    for sheet in book_of(write_report(Outcome(checked, (found,)), BRIEF, ())):
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)


# ── speed ────────────────────────────────────────────────────────────────────────────────


def test_thirty_thousand_values_take_seconds_and_can_be_read_again(tmp_path: Path) -> None:
    labels = [f"指标{number}" for number in range(30)]
    brief = Brief("公文要素.xlsx", "k", Elements(), {}, tuple(Indicator(i, "条") for i in labels))
    reports = tuple(
        UnitReport(
            Unit(f"单位{unit}"),
            f"收件/单位{unit}.xlsx",
            {
                label: Figure(
                    label,
                    Decimal(unit),
                    "条",
                    sources=(CellRef(f"收件/单位{unit}.xlsx", "填报表", f"D{row}"),),
                )
                for row, label in enumerate(labels, start=10)
            },
        )
        for unit in range(1000)
    )
    outcome = Outcome(Checked((), reports), ())
    began = time.process_time()
    data = write_report(outcome, brief, ())
    assert time.process_time() - began < 3
    assert archive_guard.guard(data, times=20) is None
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.read("xl/worksheets/sheet5.xml").count(b"<row ") == 30_000 + 4


def test_rows_that_no_sheet_holds_are_left_out_and_the_sheet_says_so() -> None:
    rows = [(f"第{number}行", Number(number)) for number in range(5)]
    columns = (Column("甲", 9), Column("乙", 9))
    grid = Grid("表", "表", "说明。", columns, rows, shares=True, most=3, rest="其余在别处。")
    sheet = book_of(to_bytes("表", (grid,)))["表"]
    assert sheet["A2"].value == "一共 5 行，这里只列前 3 行。其余在别处。说明。"
    listed = [row for row in sheet.iter_rows(min_row=FIRST_ROW, values_only=True) if row[0]]
    assert listed == [("第0行", 0), ("第1行", 1), ("第2行", 2)]
    assert sheet.auto_filter.ref == "A4:B7"


def test_forms_in_little_room_give_the_report_that_their_records_give() -> None:
    typed = [
        {"悬挂横幅": "12", "满意率": "98.5%", "主要做法": "50% =1+1"},
        {"悬挂横幅": "约120", "满意率": "", "主要做法": "走村。"},
        {"悬挂横幅": "50.0", "满意率": "", "主要做法": "_x0041_"},
    ]
    percent = Indicator("满意率", "%", ValueType.PERCENT, required=False)
    brief = replace(
        BRIEF,
        indicators=(
            Indicator("悬挂横幅", "条"),
            percent,
            Indicator("主要做法", "", ValueType.TEXT),
        ),
    )
    reader = SubmissionReader(brief.indicators, Faults((), (), brief))
    reports = []
    for number, texts in enumerate(typed):
        file = f"收件/甲&乙 {number}%.xlsx"
        cells = {
            label: Cell(
                CellRef(file, "表'一", f"D{row}"),
                label,
                CellKind.TEXT if text else CellKind.BLANK,
                text,
            )
            for row, (label, text) in enumerate(texts.items(), start=5)
        }
        submission = Submission(file, "", f"=单位{number}", None, form_cells(cells))
        figures, words, _ = reader.read(submission)
        assert isinstance(figures, FormFigures)
        reports.append(UnitReport(Unit(submission.unit), file, figures, words))
    large = Figure("悬挂横幅", Decimal("1E+3"), "条")
    reports.append(UnitReport(Unit("大"), "收件/大.xlsx", {"悬挂横幅": large}))
    plain = [replace(report, figures=dict(report.figures)) for report in reports]
    given, expected = (
        write_report(Outcome(Checked((), tuple(some)), ()), brief, ()) for some in (reports, plain)
    )
    assert given == expected
    sheet = book_of(given)["采用数据"]
    rows = [*sheet.iter_rows(min_row=FIRST_ROW, values_only=True)]
    assert rows[3] == (
        *("=单位1", "悬挂横幅", 120, "约", "条"),
        *("收件/甲&乙 1%.xlsx", "表'一!D5"),
    )
    links = [cell.hyperlink for cell in sheet["G"][FIRST_ROW - 1 :]]
    assert [(link.ref, link.location) if link else None for link in links[:4]] == [
        *(("G5", "'表''一'!D5"), ("G6", "'表''一'!D6"), None, ("G8", "'表''一'!D5"))
    ]
    assert links[3].target == "../收件/甲&乙%201%25.xlsx"
    assert [row[2] for row in rows] == [
        *(12, 0.985, "50% =1+1", 120, None, "走村。", 50, None, "_x0041_", 1000)
    ]
    assert [row[6] for row in rows[:5]] == ["表'一!D5", "表'一!D6", None, "表'一!D5", None]


@pytest.mark.parametrize("most", [1, 2, 3, 4, 5])
def test_a_list_that_is_written_ends_with_the_last_row_shown(most: int) -> None:
    reports = tuple(
        UnitReport(Unit(f"单位{n}"), f"收件/{n}.xlsx", {}, {"做法": "甲", "问题": "乙"})
        for n in (1, 2)
    )
    grid = replace(values_grid(BRIEF, Checked((), reports), "../"), most=most)
    sheet = book_of(to_bytes("表", (grid,)))["采用数据"]
    listed = [row for row in sheet.iter_rows(min_row=FIRST_ROW, values_only=True) if row[0]]
    assert len(listed) == min(most, 4)


def test_numbers_are_numbers_to_the_last_digit() -> None:
    grid = Grid("表", "t", "h", (Column("数", 20),), [(Number(Decimal("0.1")),), (Number(7),)])
    with zipfile.ZipFile(io.BytesIO(to_bytes("x", [grid]))) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    assert b"<v>0.1</v>" in sheet
    assert b"<v>7</v>" in sheet
