"""Turns an outcome into the one that holds after the clerk's decisions, and records them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from make_docx.audit.accept import accept
from make_docx.audit.decision import Decision, in_order, restated, settle
from make_docx.audit.memory import remember
from make_docx.audit.record import Record, read_record
from make_docx.audit.report import write_report
from make_docx.errors import OutputError
from make_docx.intake.inbox import shown_path
from make_docx.model import Brief, Outcome
from make_docx.output import write_whole


class Reviewed(Struct, frozen=True):
    """An outcome with the decisions applied, and what there is to record of them."""

    outcome: Outcome
    decisions: tuple[Decision, ...]
    record: Record


def review(
    outcome: Outcome, report: Path, job: Path, *, accepted: Sequence[str] = (), reason: str = ""
) -> Reviewed:
    """Apply what the clerk wrote in the last report, and what the command line accepts.

    Args:
        outcome: as it was found.
        report: 校核报告.xlsx of this job, which may not be there yet.
        job: the folder that places are told from.
        accepted: the values of ``--accept``.
        reason: of ``--reason``.

    Raises:
        UsageError: see `accept`.
        OutputError: something is accepted, and the report cannot take the reason.
    """
    record = read_record(report, shown_path(report.relative_to(job)))
    now, unmatched = accept(accepted, reason, outcome.findings)
    if now and record.refusal:
        raise OutputError(
            f"--accept 的理由要记进“{report}”，现在写不进去：{record.refusal}。"
            "请关闭它；打不开的，把它移走，再运行一次。"
        )
    decisions = in_order((*record.decisions, *now))
    findings = (*settle(outcome.findings, decisions), *record.findings, *unmatched)
    checked = replace(outcome.checked, files=restated(outcome.checked.files, findings))
    return Reviewed(replace(outcome, checked=checked, findings=findings), decisions, record)


def keep(
    reviewed: Reviewed,
    brief: Brief,
    report: Path,
    *,
    base: str,
    returned: Mapping[str, str] | None = None,
) -> bool:
    """Write the report, whole or not at all; one that could not be read stays as it is.

    Args:
        reviewed: what `review` gave, perhaps with more findings.
        brief: of the job.
        report: 校核报告.xlsx of this job.
        base: from the report's folder to the job's, such as ``../``.
        returned: path of a file → path of its marked copy.

    Returns:
        Whether it was written.

    Raises:
        OutputError: it cannot be written.
    """
    if reviewed.record.refusal:
        return False
    data = write_report(reviewed.outcome, brief, reviewed.decisions, base=base, returned=returned)
    if not (report.is_file() and report.read_bytes() == data):
        write_whole(report, data, force=True)
        if not reviewed.decisions:  # so nothing stands in any row of it
            remember(report, data, ())
    return True
