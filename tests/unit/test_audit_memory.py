"""A report that is what it was is not opened again; any other one is."""

from __future__ import annotations

import os
import tracemalloc
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest
from audit_job import UNITS, AuditJob
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from make_docx.audit import memory, record, write_report
from make_docx.audit.memory import recall, remember
from make_docx.audit.record import read_record
from make_docx.catalogue import finding
from make_docx.findings import Place
from make_docx.job_files import MEMORY_FILE, OUTBOX
from make_docx.model import Brief, Checked, Elements, Outcome, Unit, UnitReport

BRIEF: Final = Brief("公文要素.xlsx", "k", Elements(activity="宣传月"), {})


@pytest.fixture
def job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AuditJob:
    monkeypatch.setattr(memory, "_WORTH_IT", 1)
    job = AuditJob(tmp_path)
    job.send(UNITS[0], {"悬挂横幅": "约12"})
    job.run()
    return job


def opened(job: AuditJob, monkeypatch: pytest.MonkeyPatch) -> int:
    """How often a run opens the report."""
    calls: list[bytes] = []
    whole = record._open

    def counted(data: bytes) -> Any:
        calls.append(data)
        return whole(data)

    with monkeypatch.context() as patched:
        patched.setattr(record, "_open", counted)
        job.run()
    return len(calls)


def decide(job: AuditJob, reason: str) -> None:
    book = openpyxl.load_workbook(job.report)
    sheet: Any = book[record.FINDINGS_SHEET]
    heads = {cell.value: cell.column for cell in sheet[4]}
    sheet.cell(5, heads[record.HANDLING_HEAD], "确认")
    sheet.cell(5, heads[record.REASON_HEAD], reason)
    book.save(job.report)


def test_a_report_in_which_nothing_was_written_is_not_opened(
    job: AuditJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert opened(job, monkeypatch) == 0
    job.send(UNITS[1], {"悬挂横幅": "约13"})
    assert opened(job, monkeypatch) == 0
    assert opened(job, monkeypatch) == 0


def test_a_report_in_which_the_clerk_wrote_is_opened_and_then_known(
    job: AuditJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    decide(job, "已电话核实")
    assert opened(job, monkeypatch) == 1
    assert opened(job, monkeypatch) == 1  # it has been written anew since, with the record
    assert opened(job, monkeypatch) == 0
    held = read_record(job.report, "输出/校核报告.xlsx").decisions
    (job.report.with_name(MEMORY_FILE)).unlink()
    assert read_record(job.report, "输出/校核报告.xlsx").decisions == held
    assert [decision.reason for decision in held] == ["已电话核实"]


@pytest.mark.parametrize("damage", [b"", b"[]\n[]", b"\xff", b"[" * 9999])
def test_a_damaged_memory_is_none(job: AuditJob, damage: bytes) -> None:
    data = job.report.read_bytes()
    assert recall(job.report, data) == ()
    path = job.report.with_name(MEMORY_FILE)
    path.write_bytes(path.read_bytes().replace(b"[]", b"[1]") if damage == b"[]" else damage)
    assert recall(job.report, data) is None
    assert recall(job.report, data + b"\0") is None


def test_a_memory_that_is_a_link_is_none_and_made_again(job: AuditJob) -> None:
    data, path = job.report.read_bytes(), job.report.with_name(MEMORY_FILE)
    path.rename(job.folder / "别处")
    path.symlink_to(job.folder / "别处")
    assert recall(job.report, data) is None
    remember(job.report, data, ())
    assert not path.is_symlink()
    assert recall(job.report, data) == ()


def test_of_a_large_file_that_is_no_memory_the_first_line_is_read(job: AuditJob) -> None:
    data, path = job.report.read_bytes(), job.report.with_name(MEMORY_FILE)
    path.write_bytes(b'["make-docx", "another", "0", "0"]\n')
    os.truncate(path, 20 << 20)
    tracemalloc.start()
    try:
        assert recall(job.report, data) is None
        remember(job.report, data, ())
        assert tracemalloc.get_traced_memory()[1] < 2 << 20
    finally:
        tracemalloc.stop()
    assert recall(job.report, data) == ()


def test_another_program_opens_the_report(job: AuditJob, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "program", lambda: "another")
    assert recall(job.report, job.report.read_bytes()) is None


def test_small_reports_and_those_beside_a_workbook_leave_nothing_behind(tmp_path: Path) -> None:
    large = bytes(1 << 18)
    remember(tmp_path / "某局（校核报告）.xlsx", large, ())
    remember(tmp_path / OUTBOX / "校核报告.xlsx", b"small", ())
    assert [*tmp_path.iterdir()] == []
    remember(tmp_path / OUTBOX / "校核报告.xlsx", large, ())
    assert [path.name for path in (tmp_path / OUTBOX).iterdir()] == [MEMORY_FILE]


_words = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["确认", "=1+1", "_x0041_", "处理", "理由", "识别码", "编号", "?|a|b", "a\nb"]),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(_words, _words, _words), max_size=4))
def test_what_is_written_without_decisions_is_read_without_decisions(
    tmp_path_factory: pytest.TempPathFactory, texts: list[tuple[str, str, str]]
) -> None:
    codes = ("cell-not-number", "cell-approximate", "unit-missing")
    findings = tuple(
        replace(
            finding(
                codes[at % 3], Place(f"收件/{a}.xlsx", b, "D5", c), found=a, expected=b, unit=c
            ),
            needs_reason=at % 3 == 1,
        )
        for at, (a, b, c) in enumerate(texts)
    )
    reports = tuple(UnitReport(Unit(a), f"收件/{b}.xlsx", {}, {"x": c}) for a, b, c in texts)
    data = write_report(Outcome(Checked((), reports), findings), BRIEF, ())
    path = tmp_path_factory.mktemp("memory") / "校核报告.xlsx"
    path.write_bytes(data)
    assert read_record(path, path.name).decisions == ()
