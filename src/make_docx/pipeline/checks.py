"""Turns a job into everything found in it, with the clerk's decisions applied."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from make_docx.catalogue import finding
from make_docx.findings import Finding, Place, Severity
from make_docx.job_files import OUTBOX, REPORT_FILE, RETURNS
from make_docx.model import Brief, Checked, Document, Figures, Outcome
from make_docx.pipeline.house import house_notes, kind_of, misnamed, profile_of
from make_docx.pipeline.incoming import read_incoming, with_own_name

if TYPE_CHECKING:
    from make_docx.audit import Return
    from make_docx.intake import Crew, Job
    from make_docx.official.profile import Profile

# What follows in every row of the text from there being no report at all.
_FOLLOWS: Final = frozenset({"placeholder-unusable", "text-empty"})
_HALF: Final = "element-incomplete"
_ORDER: Final = {Severity.ERROR: 0, Severity.WARN: 1, Severity.NOTE: 2}


@dataclass(frozen=True, slots=True)
class Draft:
    """What a brief and its reports come to; there is a document unless a finding says why not."""

    figures: Figures
    document: Document | None
    of_elements: tuple[Finding, ...]
    of_text: tuple[Finding, ...]


def check(
    job: Path,
    *,
    allow_partial: bool = False,
    profile: Path | None = None,
    accepted: Sequence[str] = (),
    reason: str = "",
    notice: bool = False,
    kinds: Sequence[Path] = (),
    crew: Crew | None = None,
) -> Outcome:
    """Read everything and report every finding at once, in 校核报告.xlsx and 退回/ too.

    Args:
        job: a job folder or a one-workbook job.
        allow_partial: take missing units for a warning.
        profile: the 格式规定 to follow instead of that in the job folder.
        accepted: warnings to confirm, as ``CODE:UNIT``.
        reason: why they are confirmed.
        notice: write 退回说明.docx beside the returned forms.
        kinds: folders of kinds besides the known ones.
        crew: who reads the workbooks; by default this process alone.

    Raises:
        InputError: the job or its brief cannot be read.
        KindError: the job's kind is broken, or there are two.
        OutputError: the report or a returned form cannot be written.
        UsageError: `accepted` names nothing that can be confirmed, or there is no reason.
    """
    read = with_own_name(read_incoming(job, crew)).job
    house = profile_of(read.folder, profile)
    outcome, _ = examine(read, house, allow_partial=allow_partial)
    _, notes = kind_of(read, kinds)
    notes = (*notes, *house_notes(house, profile), *misnamed(read.folder))
    outcome = replace(outcome, findings=(*outcome.findings, *notes))
    return audited(job, read, outcome, accepted, reason, notice=notice)


def examine(job: Job, house: Profile, *, allow_partial: bool) -> tuple[Outcome, Document | None]:
    """What a job says, every finding sorted, and the document that it would make."""
    from make_docx.figures import check as check_figures

    brief = job.brief
    if brief.attaches_form:
        allow_partial = True
        if not job.received.submissions:  # the form has not gone out, so nobody is missing
            brief = replace(brief, units=())
    checked = check_figures(brief, job.received, allow_partial=allow_partial)
    draft = drafted(brief, checked, house)
    figures = draft.figures
    unread = {(found.place.sheet, found.place.cell) for found in job.findings if found.blocks}
    of_elements = (  # what could not be read is not missing as well
        found
        for found in draft.of_elements
        if found.code != _HALF or (found.place.sheet, found.place.cell) not in unread
    )
    findings = [*job.findings, *of_elements, *checked.findings, *figures.findings]
    if checked.reports or brief.is_from_brief:
        findings += draft.of_text
    else:  # every sentence lacks its figure, which is worth saying once
        findings += (found for found in draft.of_text if found.code not in _FOLLOWS)
        is_empty = job.is_workbook and not job.received.submissions
        if is_empty or not any(found.blocks for found in findings):
            findings.append(finding("nothing-reported", Place(file=job.brief.file)))
    return Outcome(checked, worst_first(findings), figures), draft.document


def drafted(brief: Brief, checked: Checked, house: Profile) -> Draft:
    """Add up, word and arrange what counts."""
    from make_docx.figures import total
    from make_docx.official import arrange, with_attendance
    from make_docx.wording import compose

    figures = total(brief, checked)
    text = compose(brief, checked, figures)
    figures = replace(figures, of_text=text.figures)
    brief, of_people = with_attendance(brief, checked.entries)
    document, of_elements = arrange(brief, text, house)
    return Draft(figures, document, (*of_elements, *of_people), text.findings)


def worst_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that stop a build in front; else in the order given."""
    return tuple(sorted(findings, key=lambda found: _ORDER[found.severity]))


def audited(
    path: Path,
    job: Job,
    outcome: Outcome,
    accepted: Sequence[str],
    reason: str,
    *,
    notice: bool = False,
) -> Outcome:
    """Apply the clerk's decisions, and write 校核报告.xlsx and 退回/."""
    from make_docx import audit

    outbox = job.folder / OUTBOX
    report, base = outbox / REPORT_FILE, "../"
    if job.is_workbook:
        report, base = path.with_name(f"{path.stem}（校核报告）.xlsx"), "./"
    reviewed = audit.review(outcome, report, job.folder, accepted=accepted, reason=reason)
    outcome = reviewed.outcome
    returned, notes = audit.write_returns(
        job.folder, outbox / RETURNS, outcome.checked, outcome.findings, _notice if notice else None
    )
    ordered = worst_first((*outcome.findings, *notes))
    reviewed = replace(reviewed, outcome=replace(outcome, findings=ordered))
    copies = {one.file: one.copy for one in returned}
    audit.keep(reviewed, job.brief, report, base=base, returned=copies)
    return reviewed.outcome


def _notice(returns: Sequence[Return]) -> bytes:
    from make_docx.document.notice import Section, write_notice

    sections = [Section(one.unit, one.file, one.lines) for one in returns]
    return write_notice("请改正后重新报送", "请按下面各条办理，办好后发来。", sections)
