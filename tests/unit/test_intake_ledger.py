"""The 数据 sheet of a one-workbook job gives a submission a row."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from msgspec.structs import replace

from make_docx.errors import InputError
from make_docx.findings import Severity
from make_docx.intake import Job, names, read_job
from make_docx.intake.brief_writer import write_brief
from make_docx.intake.ledger_writer import write_workbook_job
from make_docx.model import (
    Aggregation,
    CellKind,
    Direction,
    Indicator,
    Kind,
    Layout,
    Level,
    Submission,
    ValueType,
)

KIND = Kind(
    id="activity-summary",
    name="活动总结",
    version="1",
    directions=(Direction.UP,),
    layout=Layout.DOCUMENT,
    title="报告",
    indicators=(
        Indicator("悬挂横幅", "条"),
        Indicator("发放资料", "份"),
        Indicator(
            "发放率",
            "%",
            ValueType.PERCENT,
            Aggregation.RATE,
            numerator="发放资料",
            denominator="悬挂横幅",
        ),
    ),
    outline=((Level.BODY, "【悬挂横幅】"),),
)
NONE = Aggregation.NONE
HEAD = ("单位名称", "悬挂横幅", "发放资料", "填报日期")


@cache
def new_job() -> bytes:
    return write_workbook_job(KIND)


def job_of(path: Path, rows: Sequence[Sequence[object]], *merges: str) -> Job:
    """A one-workbook job whose 数据 sheet holds `rows` from its first row on."""
    book: Any = openpyxl.load_workbook(io.BytesIO(new_job()))
    index = book.sheetnames.index(names.LEDGER_SHEET)
    del book[names.LEDGER_SHEET]
    sheet = book.create_sheet(names.LEDGER_SHEET, index)
    for row in rows:
        sheet.append(row)
    for merge in merges:
        sheet.merge_cells(merge)
    book.save(path)
    return read_job(path)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "某局.xlsx"


def told(job: Job) -> list[tuple[str, str, str]]:
    return [(f.code, f.place.cell, f.found) for f in job.received.findings]


def figures(submission: Submission) -> dict[str, str]:
    return {label: cell.text for label, cell in submission.cells.items()}


def test_the_sheet_as_it_is_written_is_read(path: Path) -> None:
    book: Any = openpyxl.load_workbook(io.BytesIO(new_job()))
    sheet = book[names.LEDGER_SHEET]
    columns = {
        str(cell.value): (cell.row, cell.column)
        for row in sheet.iter_rows(max_row=10)
        for cell in row
        if cell.value
    }
    head_row, column = columns["单位名称"]
    sheet.cell(head_row + 1, column).value = "甲局"
    for label, value in (("悬挂横幅", 120), ("发放资料", "约200")):
        sheet.cell(head_row + 1, columns[label][1]).value = value
    book.save(path)
    job = read_job(path)
    (submission,) = job.received.submissions
    assert (submission.unit, figures(submission)) == (
        "甲局",
        {"悬挂横幅": "120", "发放资料": "约200"},
    )
    assert job.received.findings == ()
    assert (job.is_workbook, job.folder, job.brief.file) == (True, path.parent, "某局.xlsx")
    assert job.received.files == ("某局.xlsx",)


def test_every_row_is_a_submission_with_its_cells(path: Path) -> None:
    rows = [HEAD, ("甲局", 120, "1,200", dt.date(2021, 5, 31)), (), ("乙院", 0, None, "2021.6.1")]
    job = job_of(path, rows)
    one, two = job.received.submissions
    assert (one.unit, one.filled_on, figures(one)) == (
        "甲局",
        dt.date(2021, 5, 31),
        {"悬挂横幅": "120", "发放资料": "1,200"},
    )
    assert two.filled_on == dt.date(2021, 6, 1)
    assert two.cells["发放资料"].kind is CellKind.BLANK
    ref = two.cells["发放资料"].ref
    assert (ref.file, ref.sheet, ref.cell) == ("某局.xlsx", "数据", "C4")
    assert two.unit_ref is not None
    assert two.unit_ref.cell == "A4"
    assert one.sha256 == two.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (one.kind_id, one.form_version, one.period) == ("", "", "")
    assert told(job) == []


@pytest.mark.parametrize(
    "head",
    [
        [("说明",), ("序号", "发放资料（份）", "单位 名称", "悬挂横幅")],
        [("序号", "发放资料", "单位名称", "悬挂横幅"), (None, "份", None, "（条）")],
    ],
    ids=["in brackets", "in a row below"],
)
def test_columns_are_known_by_their_heads_with_the_unit_of_measure_anywhere(
    path: Path, head: list[tuple[object, ...]]
) -> None:
    job = job_of(path, [*head, (1, 200, "甲局", 120)])
    (submission,) = job.received.submissions
    assert (submission.unit, figures(submission)) == (
        "甲局",
        {"悬挂横幅": "120", "发放资料": "200"},
    )
    assert told(job) == []


def test_a_column_that_is_no_indicator_is_told_with_the_nearest_name(path: Path) -> None:
    job = job_of(path, [(*HEAD, "悬挂条幅", "空列"), ("甲局", 1, 2, None, 3)])
    assert told(job) == [("column-unknown", "E1", "悬挂条幅")]
    assert "“悬挂横幅”" in job.received.findings[0].message


def test_figures_in_a_column_without_a_head_are_told(path: Path) -> None:
    job = job_of(path, [HEAD, ("甲局", 1, 2, None, 3)])
    assert told(job) == [("column-unknown", "E1", "")]


def test_a_missing_and_a_repeated_column_are_told_and_not_read(path: Path) -> None:
    job = job_of(path, [("单位名称", "悬挂横幅", "悬挂横幅"), ("甲局", 1, 2)])
    assert told(job) == [("column-repeated", "B1", "B1、C1"), ("column-missing", "A1", "")]
    assert [f.place.label for f in job.received.findings] == ["悬挂横幅", "发放资料"]
    assert figures(job.received.submissions[0]) == {}


def test_a_column_in_another_unit_of_measure_than_the_brief_now_has_is_not_read(
    path: Path,
) -> None:
    book: Any = openpyxl.load_workbook(io.BytesIO(new_job()))
    ledger, indicators = book[names.LEDGER_SHEET], book[names.INDICATORS_SHEET]
    assert (ledger["C3"].value, ledger["C4"].value) == ("条", "悬挂横幅")
    indicators["B5"].value, indicators["B6"].value = "万条", " 份 "
    for cell, value in (("A5", "甲局"), ("C5", 120), ("D5", 200)):
        ledger[cell].value = value
    book.save(path)
    job = read_job(path)
    assert [(f.place.label, f.expected) for f in job.received.findings] == [("悬挂横幅", "万条")]
    assert told(job) == [("column-unit", "C3", "条")]
    assert figures(job.received.submissions[0]) == {"发放资料": "200"}


def test_a_row_of_totals_is_no_unit_and_is_told(path: Path) -> None:
    job = job_of(path, [HEAD, ("甲局", 1, 2), ("合 计", "=B2", "=C2")])
    assert [s.unit for s in job.received.submissions] == ["甲局"]
    assert told(job) == [("part-skipped", "A3", "合 计")]
    assert job.received.findings[0].severity is Severity.NOTE


def test_figures_under_a_computed_rate_are_told_and_not_read(path: Path) -> None:
    job = job_of(path, [(*HEAD, "发放率"), ("甲局", 1, 2, None, 0.5)])
    assert told(job) == [("part-skipped", "E1", "发放率")]
    assert "发放率" not in job.received.submissions[0].cells


def test_a_row_without_a_unit_keeps_its_place_for_the_name(path: Path) -> None:
    job = job_of(path, [HEAD, (None, 1, 2)])
    (submission,) = job.received.submissions
    assert submission.unit == ""
    assert submission.unit_ref is not None
    assert submission.unit_ref.cell == "A2"


def test_uncalculated_formulas_are_seen(path: Path) -> None:
    job = job_of(path, [HEAD, ('="甲"&"局"', "=1+1", 2)])
    assert job.received.submissions[0].cells["悬挂横幅"].kind is CellKind.FORMULA
    assert told(job) == [("cell-formula", "A2", "")]


def test_a_figure_merged_over_two_units_is_only_the_first_ones(path: Path) -> None:
    job = job_of(path, [HEAD, ("甲局", 1, 2), ("乙院", None, 4)], "B2:B3")
    one, two = job.received.submissions
    assert figures(one) == {"悬挂横幅": "1", "发放资料": "2"}
    assert figures(two) == {"发放资料": "4"}
    assert told(job) == [("cell-merged", "B3", "B2")]


def test_a_day_that_is_none_is_a_warning(path: Path) -> None:
    job = job_of(path, [HEAD, ("甲局", 1, 2, "月底")])
    (found,) = job.received.findings
    assert (found.code, found.place.cell, found.severity) == (
        "element-invalid",
        "D2",
        Severity.WARN,
    )


def test_a_day_that_no_calendar_has_is_told_as_such(path: Path) -> None:
    job = job_of(path, [HEAD, ("甲局", 1, 2, "2021年6月31日")])
    assert told(job) == [("date-impossible", "D2", "2021年6月31日")]
    assert job.received.findings[0].severity is Severity.WARN


def test_the_day_of_reporting_has_its_cell(path: Path) -> None:
    (one,) = job_of(path, [HEAD, ("甲局", 1, 2, "2021.6.1")]).received.submissions
    assert one.filled_on_ref is not None
    assert one.filled_on_ref.cell == "D2"


def test_a_row_past_what_is_read_is_an_error_at_its_cell(path: Path) -> None:
    job = job_of(path, [HEAD, ("甲局", 1, 2), *[()] * 21_497, (None, None, None), ("乙院", 3, 4)])
    assert told(job) == [("sheet-too-large", "A21501", "")]
    assert [f.severity for f in job.received.findings] == [Severity.ERROR]
    assert [s.unit for s in job.received.submissions] == ["甲局"]


def test_a_text_that_excel_made_a_day_of_is_read_as_it_was_seen(tmp_path: Path) -> None:
    kind = replace(
        KIND, indicators=(*KIND.indicators[:1], Indicator("时间", "", ValueType.TEXT, NONE))
    )
    book: Any = openpyxl.load_workbook(io.BytesIO(write_workbook_job(kind)))
    sheet = book[names.LEDGER_SHEET]
    for cell, value in (("A5", "甲局"), ("C5", dt.date(2024, 5, 1)), ("D5", dt.date(2024, 5, 1))):
        sheet[cell].value = value
        sheet[cell].number_format = 'm"月"d"日"'
    book.save(tmp_path / "某局.xlsx")
    (submission,) = read_job(tmp_path / "某局.xlsx").received.submissions
    assert figures(submission) == {"悬挂横幅": "2024-05-01", "时间": "5月1日"}


def test_a_sheet_without_a_column_of_units_is_told(path: Path) -> None:
    job = job_of(path, [("甲局", 120)])
    assert job.received.submissions == ()
    assert [(f.code, f.place.sheet, f.expected) for f in job.received.findings] == [
        ("head-missing", "数据", "单位名称")
    ]


def test_the_roster_may_be_empty(path: Path) -> None:
    job = job_of(path, [HEAD, ("甲局", 1, 2)])
    assert "单位名册" not in {found.place.sheet for found in job.findings}


def test_the_brief_of_a_folder_is_not_a_job_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "公文要素.xlsx"
    path.write_bytes(write_brief(KIND))
    with pytest.raises(InputError, match="文件夹"):
        read_job(path)
