"""Turns the path of a job into the job as read, with the kind and the rules that hold in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from make_docx.findings import Finding
from make_docx.job_files import OUTBOX, REPORT_FILE, RETURNS
from make_docx.model import Kind, Outcome
from make_docx.pipeline.examination import worst_first
from make_docx.pipeline.house import house_notes, kind_of, misnamed, profile_of
from make_docx.pipeline.incoming import Incoming, read_incoming

if TYPE_CHECKING:
    from collections.abc import Sequence

    from make_docx.audit import Return
    from make_docx.intake import Job
    from make_docx.official.profile import Profile
    from make_docx.pipeline.options import CheckOptions


class OpenJob(Struct, frozen=True):
    """A job at `path`; `notes` are about the kind and the rules."""

    path: Path
    incoming: Incoming
    house: Profile
    kind: Kind | None
    notes: tuple[Finding, ...]
    options: CheckOptions

    @property
    def job(self) -> Job:
        return self.incoming.job

    def audited(self, outcome: Outcome, *, notice: bool = False) -> Outcome:
        """Apply the clerk's decisions, and write 校核报告.xlsx and 退回/.

        With `notice` there is a 退回说明.docx too.

        Raises:
            OutputError: one of them cannot be written.
            UsageError: `accepted` names nothing that can be confirmed, or there is no reason.
        """
        from make_docx import audit

        job, options = self.job, self.options
        outbox = job.folder / OUTBOX
        report, base = outbox / REPORT_FILE, "../"
        if job.is_workbook:
            report, base = self.path.with_name(f"{self.path.stem}（校核报告）.xlsx"), "./"
        outcome = replace(outcome, findings=(*outcome.findings, *self.notes))
        reviewed = audit.review(
            outcome, report, job.folder, accepted=options.accepted, reason=options.reason
        )
        outcome = reviewed.outcome
        returns, writer = outbox / RETURNS, _notice if notice else None
        returned, notes = audit.write_returns(
            job.folder, returns, outcome.checked, outcome.findings, writer
        )
        ordered = worst_first((*outcome.findings, *notes))
        reviewed = replace(reviewed, outcome=replace(outcome, findings=ordered))
        copies = {one.file: one.copy for one in returned}
        audit.keep(reviewed, job.brief, report, base=base, returned=copies)
        return reviewed.outcome


def open_job(path: Path, options: CheckOptions) -> OpenJob:
    """Read everything at `path`.

    Raises:
        InputError: the job, its brief or the 格式规定 cannot be read.
        KindError: the job's kind is broken, or there are two.
    """
    incoming = read_incoming(path, options.crew)
    job = incoming.job
    house = profile_of(job.folder, options.profile)
    kind, notes = kind_of(job, options.kinds)
    notes = (*notes, *house_notes(house, options.profile), *misnamed(job.folder))
    return OpenJob(path, incoming, house, kind, notes, options)


def _notice(returns: Sequence[Return]) -> bytes:
    from make_docx.document.notice import Section, write_notice

    sections = [Section(one.unit, one.file, one.lines) for one in returns]
    return write_notice("请改正后重新报送", "请按下面各条办理，办好后发来。", sections)
