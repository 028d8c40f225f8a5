"""A notice is made before anybody reports, and sends the form out that the report will read."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from clerk import Run
from msgspec.structs import replace
from openpyxl import load_workbook
from sample_jobs import copied

import build_samples as typing  # tools/ is on the path, see pyproject.toml
from make_docx import pipeline
from make_docx.intake import names, read_brief, write_brief
from make_docx.job_files import BRIEF_FILE, FORM_FILE, INBOX, OUTBOX
from make_docx.kinds import open_shelf
from make_docx.model import FilledBy

NOTICE = "county-preschool-notice"
UNITS = ("城关学区中心校", "河东学区中心校", "县直机关幼儿园")


@pytest.fixture
def job(tmp_path: Path) -> Path:
    return copied(NOTICE, tmp_path)


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The form that went out with the notice."""
    return Path(pipeline.build(copied(NOTICE, tmp_path_factory.mktemp("发出"))).documents[0].form)


def type_in(path: Path, cells: dict[str, object], tables: dict[str, Sequence[str]]) -> None:
    """Type into the cells and the first columns of the tables of these defined names."""
    book = load_workbook(path)
    for name, value in cells.items():
        sheet, row, column = typing._area(book, name)
        sheet.cell(row, column).value = value  # type: ignore[assignment]
    for title, values in tables.items():
        head = {names.ROSTER_SHEET: "单位名称"}[title]
        typing._fill_table(book, title, [{head: value} for value in values])
    book.save(path)


def report(form: Path, target: Path, unit: str, figures: Sequence[int]) -> None:
    """What a unit sends back: the form with its name and figures."""
    target.parent.mkdir(exist_ok=True)
    shutil.copy(form, target)
    asked = [name for name in load_workbook(form).defined_names if name.startswith("指标.")]
    entries = dict(zip(asked, figures, strict=False))
    type_in(target, {names.head_name(names.UNIT_LABEL): unit, **entries}, {})


def test_the_form_is_written_beside_the_document(job: Path, run: Run) -> None:
    answer = run("build", job, "--json")
    (document,) = answer.json["documents"]
    assert (answer.exit_code, answer.codes()) == (0, [])
    assert Path(document["form"]) == job / OUTBOX / FORM_FILE
    assert Path(document["path"]).parent == job / OUTBOX
    asked = load_workbook(document["form"]).defined_names
    assert "指标.参加活动家长" in asked
    assert f"已生成：{document['form']}" in answer.words


def test_a_new_job_has_no_form_yet_but_room_for_what_comes_back(tmp_path: Path, run: Run) -> None:
    assert run("new", "通知", tmp_path / "宣传月").exit_code == 0
    assert sorted(path.name for path in (tmp_path / "宣传月").iterdir()) == [BRIEF_FILE, INBOX]


def test_an_untouched_job_is_told_what_every_sentence_lacks(tmp_path: Path, run: Run) -> None:
    run("new", "通知", tmp_path / "宣传月")
    codes = run("check", tmp_path / "宣传月", "--json").codes()
    assert "placeholder-unusable" in codes
    assert "nothing-reported" not in codes


@pytest.mark.parametrize("command", ["check", "build"])
def test_nobody_is_missing_before_the_form_has_gone_out(command: str, job: Path, run: Run) -> None:
    type_in(job / BRIEF_FILE, {}, {names.ROSTER_SHEET: UNITS})
    answer = run(command, job, "--json")
    assert (answer.exit_code, answer.json["findings"]) == (0, [])
    assert answer.json["units"]["missing"] == []


def test_when_forms_come_back_the_job_tells_who_is_missing(job: Path, form: Path, run: Run) -> None:
    type_in(job / BRIEF_FILE, {}, {names.ROSTER_SHEET: UNITS})
    report(form, job / INBOX / "1.xlsx", UNITS[0], (3, 500, 2, 80, 0))
    answer = run("check", job, "--json")
    assert (answer.exit_code, answer.codes()) == (0, [])
    assert answer.json["units"]["missing"] == list(UNITS[1:])
    assert answer.codes("warn") == ["unit-missing"] * 2


def test_the_report_on_the_activity_reads_the_forms_of_the_notice(
    job: Path, form: Path, run: Run, tmp_path: Path
) -> None:
    summary = tmp_path / "总结"
    asked_by(summary, job, period="2018年5月")
    report(form, summary / INBOX / "1.xlsx", UNITS[0], (3, 500, 2, 80, 0))
    answer = run("check", summary, "--json")
    assert [file["status"] for file in answer.json["files"]] == ["accepted"]


def test_a_form_for_another_period_is_none_of_the_report(
    job: Path, form: Path, run: Run, tmp_path: Path
) -> None:
    summary = tmp_path / "总结"
    asked_by(summary, job, period="2018年6月")
    report(form, summary / INBOX / "1.xlsx", UNITS[0], (3, 500, 2, 80, 0))
    assert "form-other-kind" in run("check", summary, "--json").codes()


def asked_by(summary: Path, job: Path, period: str) -> None:
    """A job of another kind that asks what the notice asks."""
    brief, _ = read_brief(job)
    kind = replace(
        open_shelf().find("活动总结"),
        indicators=brief.indicators,
        tables=tuple(t for t in brief.tables if t.filled_by is FilledBy.UNITS),
    )
    summary.mkdir()
    (summary / BRIEF_FILE).write_bytes(write_brief(kind))
    type_in(
        summary / BRIEF_FILE,
        {names.element_name("报送期次"): period},
        {names.ROSTER_SHEET: UNITS},
    )


def test_a_form_that_would_change_is_not_overwritten(job: Path, run: Run) -> None:
    assert run("build", job).exit_code == 0
    assert run("build", job, "-o", job / OUTBOX / "稿.docx").exit_code == 0
    (job / OUTBOX / FORM_FILE).write_bytes(b"1")
    answer = run("build", job, "-o", job / OUTBOX / "再稿.docx")
    assert answer.exit_code == 5
    assert (job / OUTBOX / FORM_FILE).read_bytes() == b"1"


def test_the_forms_of_two_notices_in_one_folder_are_two_files(
    job: Path, run: Run, tmp_path: Path
) -> None:
    for name in ("甲通知", "乙通知"):
        assert run("build", job, "-o", tmp_path / f"{name}.docx").exit_code == 0
        assert (tmp_path / f"{name}（填报表）.xlsx").is_file()


def test_a_notice_that_asks_for_nothing_has_no_form(job: Path, run: Run) -> None:
    book = load_workbook(job / BRIEF_FILE)
    for title in (names.INDICATORS_SHEET, names.TABLES_SHEET):
        sheet, first, _ = typing._area(book, names.table_name(title))
        heads = [str(cell.value).strip("＊ ") for cell in sheet[first - 1]]
        for row in sheet.iter_rows(min_row=first):
            if title == names.INDICATORS_SHEET or row[heads.index("表格")].value == "活动图片":
                for cell in row:
                    cell.value = None
    book.save(job / BRIEF_FILE)
    answer = run("build", job, "--json")
    assert (answer.exit_code, answer.codes()) == (0, [])
    assert "form" not in answer.json["documents"][0]
