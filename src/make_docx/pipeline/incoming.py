"""Turns the path of a job into the job, documents of offices below among what came back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from make_docx.findings import Finding
from make_docx.model import Brief, Checked, Submission, Unit

if TYPE_CHECKING:
    from make_docx.chain import Child, ReceivedDocument
    from make_docx.intake import Crew, Job


class Incoming(Struct, frozen=True):
    """A job, whose submissions are of workbooks and of `documents` alike."""

    job: Job
    documents: tuple[ReceivedDocument, ...] = ()

    def children(self, checked: Checked) -> tuple[Child, ...]:
        """The documents that count."""
        counted = {report.file for report in checked.reports}
        return tuple(d.child() for d in self.documents if d.file in counted)


def with_own_name(incoming: Incoming) -> Incoming:
    """The same with 【单位名称】 in its brief filled in, or told where there is no only unit."""
    from make_docx.wording import with_unit_name

    job = incoming.job
    brief, findings = with_unit_name(job.brief, roster_of(job))
    return replace(incoming, job=replace(job, brief=brief, findings=(*job.findings, *findings)))


def roster_of(job: Job) -> tuple[Unit, ...]:
    """The units of the roster; without one, those that reported."""
    from make_docx.figures.roster import units_named

    return job.brief.units or units_named(job.received.submissions)


def read_incoming(path: Path, crew: Crew | None = None) -> Incoming:
    """Read the job at `path`; a one-workbook job has no 收件/, and so no documents.

    Raises:
        InputError: as `intake.read_job`.
        UsageError: as `intake.read_job`.
    """
    from make_docx.intake import Crew, read_job

    documents: list[ReceivedDocument] = []

    def read(data: bytes, file: str, brief: Brief) -> tuple[Submission | None, tuple[Finding, ...]]:
        from make_docx.chain import read_received, submission_of

        document = read_received(data, file, brief)
        documents.append(document)
        return submission_of(document, brief)

    job = read_job(path, read, crew or Crew())
    if not documents:
        return Incoming(job)
    from make_docx.chain import counted_twice

    received = job.received
    twice = counted_twice(documents, received.submissions)
    received = replace(received, findings=(*received.findings, *twice))
    return Incoming(replace(job, received=received), tuple(documents))
