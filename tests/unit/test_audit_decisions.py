"""A warning that needs a reason holds the document back until the clerk has given one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from audit_job import UNITS, AuditJob, Clerk, rows_of
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from make_docx.audit import Decision, accept, fingerprint, settle
from make_docx.audit.decision import CONFIRMED, Source, confirming, in_order
from make_docx.audit.record import read_record
from make_docx.catalogue import finding
from make_docx.errors import OutputError, UsageError
from make_docx.findings import Finding, Place, Severity

ODD = UNITS[0]
PLACE = Place("收件/甲.xlsx", "填报表", "D10", "悬挂横幅")


def outlier(found: str = "5000条", unit: str = ODD, file: str = "收件/甲.xlsx") -> Finding:
    return finding(
        "value-outlier",
        replace(PLACE, file=file),
        found=found,
        unit=unit,
        expected="11条",
        times="是 450 倍",
        peers="乡镇卫生院",
        count=7,
    )


@pytest.fixture
def job(tmp_path: Path) -> AuditJob:
    job = AuditJob(tmp_path)
    job.send(ODD, {"悬挂横幅": 5000})
    return job


# ── what a decision does ─────────────────────────────────────────────────────────────────


def test_an_unconfirmed_warning_stops_the_document_and_rejects_nothing() -> None:
    found = outlier()
    assert (found.stops, found.blocks) == (True, False)
    assert settle([found], []) == (found,)


def test_a_confirmed_warning_is_a_note_that_says_why() -> None:
    found = outlier()
    (settled,) = settle([found], [confirming(found, "已电话核实", source=Source.COMMAND)])
    assert (settled.severity, settled.stops, settled.reason) == (Severity.NOTE, False, "已电话核实")
    assert "已确认：已电话核实" in settled.message
    assert fingerprint(settled) == fingerprint(found)


def test_a_decision_without_reason_or_without_confirming_settles_nothing() -> None:
    found = outlier()
    decision = confirming(found, "核实", source=Source.REPORT)
    for void in (
        replace(decision, reason=" "),
        replace(decision, handling=""),
        replace(decision, handling="—"),
    ):
        assert settle([found], [void]) == (found,)


def test_an_error_cannot_be_confirmed() -> None:
    found = finding("cell-negative", PLACE, found="-5", unit=ODD)
    assert settle([found], [confirming(found, "属实", source=Source.REPORT)]) == (found,)


def test_the_same_report_under_another_name_keeps_its_confirmation() -> None:
    decision = confirming(outlier(), "核实", source=Source.REPORT)
    moved = outlier(file="收件/再报/甲（2）.xlsx")
    assert settle([moved], [decision])[0].reason == "核实"


def test_another_value_loses_the_confirmation_and_says_so() -> None:
    decision = confirming(outlier("5000条"), "核实", source=Source.REPORT)
    changed, stale = settle([outlier("6000条")], [decision])
    assert (changed.stops, stale.code) == (True, "decision-stale")
    assert (stale.found, stale.expected, stale.unit) == ("6000条", "5000条", ODD)
    assert stale.place == PLACE
    again = confirming(changed, "又核实", source=Source.REPORT)
    assert [f.code for f in settle([changed], [decision, again])] == ["value-outlier"]


def test_another_base_of_comparison_loses_the_confirmation() -> None:
    def jump(previous: str) -> Finding:
        facts = {"found": "100条", "expected": previous, "change": "增加"}
        return finding("total-jump", PLACE, **facts)

    decision = confirming(jump("50条"), "今年扩面", source=Source.REPORT)
    assert settle([jump("50条")], [decision])[0].reason == "今年扩面"
    codes = [(f.code, f.stops) for f in settle([jump("5条")], [decision])]
    assert codes == [("total-jump", True), ("decision-stale", False)]


def test_another_median_of_the_other_units_keeps_the_confirmation() -> None:
    found = outlier()
    decision = confirming(found, "核实", source=Source.REPORT)
    assert settle([replace(found, expected="13条")], [decision])[0].reason == "核实"


def test_a_form_sent_on_by_another_unit_is_another_thing_to_confirm() -> None:
    def sent_on(by: str) -> Finding:
        return finding("form-forwarded", PLACE, found="甲局", expected=by, unit="甲局")

    decision = confirming(sent_on("乙局"), "乙局代填", source=Source.REPORT)
    assert settle([sent_on("丙局")], [decision])[0].stops


def test_what_an_excerpt_cuts_off_counts_too() -> None:
    def doubtful(last: str) -> Finding:
        sides = f"20 场次 + 30 场次 + 40 场次 > {last}"
        return finding("relation-doubtful", PLACE, found=sides, expected="≤", sides=sides)

    first, other = doubtful("80 场次"), doubtful("81 场次")
    assert first.found == other.found
    assert fingerprint(first) != fingerprint(other)
    (settled,) = settle([first], [confirming(first, "核实", source=Source.COMMAND)])
    assert fingerprint(settled) == fingerprint(first)


# ── --accept ─────────────────────────────────────────────────────────────────────────────


def test_accept_names_a_code_and_a_unit() -> None:
    mine, other = outlier(), outlier(unit=UNITS[1])
    decisions, unmatched = accept([f"value-outlier:{ODD}"], "核实", [mine, other])
    assert [(d.unit, d.reason, d.source) for d in decisions] == [(ODD, "核实", Source.COMMAND)]
    assert unmatched == ()


@pytest.mark.parametrize(
    "everyone", ["value-outlier:全部", "value-outlier:*", "value-outlier：全部"]
)
def test_accept_takes_every_unit_at_once(everyone: str) -> None:
    decisions, _ = accept([everyone], "核实", [outlier(), outlier(unit=UNITS[1])])
    assert {d.unit for d in decisions} == {ODD, UNITS[1]}


def test_a_finding_of_no_unit_is_accepted_by_its_label() -> None:
    jump = finding("total-jump", PLACE, found="90", expected="9", change="增加 900%")
    decisions, _ = accept(["total-jump:悬挂横幅"], "今年扩大了范围", [jump])
    assert [d.place.label for d in decisions] == ["悬挂横幅"]


@pytest.mark.parametrize(
    ("option", "reason", "words"),
    [
        ("value-outlier:甲镇卫生院", " ", "--reason"),
        ("value-outlier", "核实", "编号:单位"),
        ("value-outlier:", "核实", "编号:单位"),
        ("value-outlyer:全部", "核实", "value-outlier"),
        ("cell-negative:全部", "核实", "错误要改正"),
    ],
)
def test_an_option_that_cannot_be_meant_is_refused(option: str, reason: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        accept([option], reason, [outlier()])


def test_a_reason_for_nothing_is_refused() -> None:
    with pytest.raises(UsageError, match="--accept"):
        accept([], "核实", [])


def test_an_option_that_nothing_waits_for_is_told() -> None:
    decisions, (unmatched,) = accept(["value-outlier:不存在的院"], "核实", [outlier()])
    assert decisions == ()
    assert (unmatched.code, unmatched.found) == ("decision-unmatched", "不存在的院")


# ── in the report ────────────────────────────────────────────────────────────────────────


def test_the_clerk_confirms_in_the_report_and_the_next_run_takes_it(job: AuditJob) -> None:
    before, *_ = job.run()
    assert [f.code for f in before.outcome.findings if f.stops] == ["value-outlier"]
    clerk = Clerk(job.report)
    row = clerk.row("value-outlier", ODD)
    assert clerk.text(row, "级别") == "待确认"
    clerk.write(row, "确认", "已向院办电话核实，含村级")
    clerk.save()
    after, *_ = job.run()
    assert not any(f.stops for f in after.outcome.findings)
    (found,) = [f for f in after.outcome.findings if f.code == "value-outlier"]
    assert found.reason == "已向院办电话核实，含村级"
    clerk = Clerk(job.report)
    row = clerk.row("value-outlier", ODD)
    assert clerk.text(row, "级别") == "已确认"
    assert (clerk.text(row, "处理"), clerk.text(row, "理由")) == ("确认", found.reason)
    (record,) = rows_of(job.report, "处理记录")
    assert (record["现状"], record["理由"], record["确认方式"]) == (
        "有效",
        found.reason,
        "校核报告",
    )


def test_what_was_accepted_by_command_is_in_the_record_and_holds(job: AuditJob) -> None:
    job.run([f"value-outlier:{ODD}"], "已核实")
    after, *_ = job.run()
    assert not any(f.stops for f in after.outcome.findings)
    (record,) = rows_of(job.report, "处理记录")
    assert (record["单位"], record["理由"], record["确认方式"]) == (ODD, "已核实", "命令行")


def test_a_file_with_confirmed_warnings_only_is_noted(job: AuditJob) -> None:
    before, *_ = job.run()
    after, *_ = job.run(["value-outlier:全部"], "已核实")
    statuses = [
        {r.unit: r.status.value for r in run.outcome.checked.files}[ODD] for run in (before, after)
    ]
    assert statuses == ["warned", "noted"]


def test_a_changed_value_keeps_the_old_reason_in_the_record(job: AuditJob) -> None:
    job.run(["value-outlier:全部"], "已核实")
    job.send(ODD, {"悬挂横幅": 7000})
    after, *_ = job.run()
    assert "decision-stale" in job.codes(after)
    assert any(f.stops for f in after.outcome.findings)
    (record,) = rows_of(job.report, "处理记录")
    assert (record["现状"], record["理由"]) == ("这次没有出现", "已核实")


def test_a_corrected_value_needs_no_decision_and_keeps_the_record(job: AuditJob) -> None:
    job.run(["value-outlier:全部"], "已核实")
    job.send(ODD, {"悬挂横幅": 10})
    after, *_ = job.run()
    assert not job.codes(after) & {"value-outlier", "decision-stale"}
    assert [row["理由"] for row in rows_of(job.report, "处理记录")] == ["已核实"]


def test_clearing_both_cells_takes_a_confirmation_back(job: AuditJob) -> None:
    job.run(["value-outlier:全部"], "已核实")
    clerk = Clerk(job.report)
    clerk.write(clerk.row("value-outlier"), None, None)
    clerk.save()
    for _ in range(2):
        after, *_ = job.run()
        assert any(f.stops for f in after.outcome.findings)
        (record,) = rows_of(job.report, "处理记录")
        assert (record["现状"], record["理由"]) == ("已撤回", "已核实")
    job.run(["value-outlier:全部"], "再次核实")
    assert [row["现状"] for row in rows_of(job.report, "处理记录")] == ["有效"]


@pytest.mark.parametrize(
    ("handling", "reason", "code"),
    [
        ("确认", None, "decision-void"),
        (None, "含村级", "decision-void"),
        ("同意", "含村级", "decision-void"),
        ("—", "待核实", ""),
    ],
)
def test_half_a_confirmation_is_none_and_is_kept(
    job: AuditJob, handling: str | None, reason: str | None, code: str
) -> None:
    job.run()
    clerk = Clerk(job.report)
    row = clerk.row("value-outlier")
    clerk.write(row, handling, reason)
    clerk.save()
    for _ in range(2):
        after, *_ = job.run()
        assert any(f.stops and f.code == "value-outlier" for f in after.outcome.findings)
        told = [f for f in after.outcome.findings if f.code.startswith("decision-")]
        assert [(f.code, f.place.file, f.place.cell) for f in told] == (
            [(code, "输出/校核报告.xlsx", f"J{row}")] if code else []
        )
        clerk = Clerk(job.report)
        row = clerk.row("value-outlier")
        assert clerk.text(row, "处理") == (handling or "")
        assert clerk.text(row, "理由") == (reason or "")


def test_confirming_an_error_is_told_and_changes_nothing(job: AuditJob) -> None:
    job.send(UNITS[1], {"悬挂横幅": "12O"})
    job.run()
    clerk = Clerk(job.report)
    clerk.write(clerk.row("cell-not-number"), "确认", "就是这样")
    clerk.save()
    after, *_ = job.run()
    assert {"cell-not-number", "decision-unneeded"} <= job.codes(after)
    assert not after.outcome.ok


def test_sorting_moving_and_inserting_rows_and_columns_loses_nothing(job: AuditJob) -> None:
    job.send(UNITS[1], {"悬挂横幅": 4000})
    job.run()
    clerk = Clerk(job.report)
    for unit in UNITS[:2]:
        clerk.write(clerk.row("value-outlier", unit), "确认", f"{unit}核实")
    rows = [[c.value for c in row] for row in clerk.sheet.iter_rows(min_row=5)]
    for number, row in enumerate(reversed(rows), start=5):
        for column, value in enumerate(row, start=1):
            clerk.sheet.cell(number, column).value = value
    clerk.sheet.insert_rows(3, 2)
    clerk.sheet.insert_cols(4)
    clerk.save()
    after, *_ = job.run()
    reasons = {f.unit: f.reason for f in after.outcome.findings if f.code == "value-outlier"}
    assert reasons == {unit: f"{unit}核实" for unit in UNITS[:2]}


def test_sorting_only_some_of_the_columns_confirms_nothing(job: AuditJob) -> None:
    job.send(UNITS[1], {"悬挂横幅": 4000})
    job.run()
    clerk = Clerk(job.report)
    one, other = (clerk.row("value-outlier", unit) for unit in UNITS[:2])
    clerk.write(one, "确认", f"{UNITS[0]}核实")
    column = clerk.columns["识别码"]
    keys = [clerk.sheet.cell(row, column).value for row in (one, other)]
    for row, key in zip((other, one), keys, strict=True):
        clerk.sheet.cell(row, column).value = key
    clerk.save()
    after, *_ = job.run()
    outliers = [f for f in after.outcome.findings if f.code == "value-outlier"]
    assert [f.reason for f in outliers] == ["", ""]
    (void,) = [f for f in after.outcome.findings if f.code == "decision-void"]
    assert (void.place.sheet, void.place.cell) == ("逐条意见", f"J{one}")


def test_a_row_without_its_key_is_no_confirmation_but_keeps_its_words(job: AuditJob) -> None:
    job.run()
    clerk = Clerk(job.report)
    row = clerk.row("value-outlier")
    clerk.write(row, "确认", "已核实")
    clerk.sheet.cell(row, clerk.columns["识别码"]).value = None
    clerk.save()
    after, *_ = job.run()
    assert "decision-void" in job.codes(after)
    for _ in range(2):
        assert [row["理由"] for row in rows_of(job.report, "处理记录")] == ["已核实"]
        job.run()


# ── a report that cannot be read ─────────────────────────────────────────────────────────


def spoil_heads(path: Path) -> None:
    book: Any = openpyxl.load_workbook(path)
    book["逐条意见"]["J4"].value = "经办人意见"
    book.save(path)


def drop_sheets(path: Path) -> None:
    book: Any = openpyxl.load_workbook(path)
    del book["逐条意见"]
    del book["处理记录"]
    book.save(path)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:2000])


def lock(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))


@pytest.mark.parametrize("spoil", [spoil_heads, drop_sheets, cut, lock])
def test_a_report_that_cannot_be_read_is_never_written_over(job: AuditJob, spoil: Any) -> None:
    job.run(["value-outlier:全部"], "已核实")
    spoil(job.report)
    data = job.report.read_bytes()
    after, *_ = job.run()
    assert "report-unreadable" in job.codes(after)
    assert any(f.stops for f in after.outcome.findings)  # the confirmation in it does not count
    assert job.report.read_bytes() == data
    with pytest.raises(OutputError, match="--accept"):
        job.run(["value-outlier:全部"], "已核实")


@pytest.mark.parametrize("name", ["~$校核报告.xlsx", ".~校核报告.xlsx", ".~lock.校核报告.xlsx#"])
def test_a_report_that_is_open_is_read_and_left_alone(job: AuditJob, name: str) -> None:
    job.run(["value-outlier:全部"], "已核实")
    data = job.report.read_bytes()
    job.report.with_name(name).write_bytes(b"")
    job.send(UNITS[1], {"悬挂横幅": "12O"})
    after, *_ = job.run()
    assert "report-in-use" in job.codes(after)
    assert all(f.reason for f in after.outcome.findings if f.code == "value-outlier")
    assert job.report.read_bytes() == data


def test_without_a_report_there_are_no_decisions(tmp_path: Path) -> None:
    record = read_record(tmp_path / "校核报告.xlsx", "输出/校核报告.xlsx")
    assert (record.decisions, record.findings, record.refusal) == ((), (), "")


# ── reasons survive ──────────────────────────────────────────────────────────────────────

REASONS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=40
).filter(lambda text: text.strip() == text and "_x" not in text)


@settings(max_examples=12)
@given(
    reasons=st.lists(REASONS, min_size=1, max_size=4),
    runs=st.integers(1, 3),
    formula=st.sampled_from(["", "=", "+", "-", "@"]),
)
def test_reasons_survive_any_number_of_runs(
    tmp_path_factory: pytest.TempPathFactory, reasons: list[str], runs: int, formula: str
) -> None:
    job = _report_only(tmp_path_factory.mktemp("job"))
    written = tuple(
        Decision(
            key=f"{number:012x}",
            code="value-outlier",
            handling=CONFIRMED,
            reason=f"{formula}{reason}",
            unit=f"单位{number}",
            found="5000条",
            place=PLACE,
            said="说明",
            source=Source.COMMAND,
        )
        for number, reason in enumerate(reasons)
    )
    decisions = in_order(written)
    for _ in range(runs):
        job.write(decisions)
        decisions = job.read()
    assert [(d.key, d.reason, d.unit, d.place, d.source) for d in decisions] == [
        (d.key, d.reason, d.unit, d.place, d.source) for d in in_order(written)
    ]


class _report_only:  # noqa: N801 - used like a function
    """Writes and reads the report of an outcome without findings."""

    def __init__(self, folder: Path) -> None:
        from make_docx.model import Checked, Elements, Outcome

        self.path = folder / "校核报告.xlsx"
        self.outcome = Outcome(Checked((), ()), ())
        self.elements = Elements(activity="宣传月")

    def write(self, decisions: tuple[Decision, ...]) -> None:
        from make_docx.audit import write_report
        from make_docx.model import Brief

        brief = Brief("公文要素.xlsx", "k", self.elements, {})
        self.path.write_bytes(write_report(self.outcome, brief, decisions))

    def read(self) -> tuple[Decision, ...]:
        return read_record(self.path, "输出/校核报告.xlsx").decisions
