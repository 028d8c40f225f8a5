"""Turns a job into what it says, everything found in it, and the document that it would make."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from make_docx.catalogue import finding
from make_docx.findings import Finding, Place, Severity
from make_docx.model import Among, Brief, Checked, Document, Figures, Outcome

if TYPE_CHECKING:
    from make_docx.intake import Job
    from make_docx.official.profile import Profile

# What follows in every row of the text from there being no report at all.
_FOLLOWS: Final = frozenset({"placeholder-unusable", "text-empty"})
_HALF: Final = "element-incomplete"
_ORDER: Final = {Severity.ERROR: 0, Severity.WARN: 1, Severity.NOTE: 2}


class Draft(Struct, frozen=True):
    """What a brief and its reports come to; there is a document unless a finding says why not."""

    figures: Figures
    document: Document | None
    of_elements: tuple[Finding, ...]
    of_text: tuple[Finding, ...]


def examine(job: Job, house: Profile, *, allow_partial: bool) -> tuple[Outcome, Document | None]:
    """What a job says, every finding sorted, and the document that it would make."""
    brief = job.brief
    checked = checked_of(job, allow_partial=allow_partial)
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


def checked_of(job: Job, *, allow_partial: bool) -> Checked:
    """What counts. Where nobody is asked, or the form has not gone out yet, nobody is missing."""
    from make_docx.figures import check

    brief = job.brief
    if brief.is_from_brief:
        allow_partial = True
        if not job.received.submissions:
            brief = replace(brief, units=())
    return check(brief, job.received, allow_partial=allow_partial)


def drafted(brief: Brief, checked: Checked, house: Profile, among: Among | None = None) -> Draft:
    """Add up, word and arrange what counts; `among` as in `Figures`."""
    from make_docx.figures import total
    from make_docx.official import arrange, with_attendance
    from make_docx.wording import compose

    figures = replace(total(brief, checked), among=among)
    text = compose(brief, checked, figures)
    figures = replace(figures, of_text=text.figures)
    brief, of_people = with_attendance(brief, checked.entries)
    document, of_elements = arrange(brief, text, house)
    return Draft(figures, document, (*of_elements, *of_people), text.findings)


def worst_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that stop a build in front; else in the order given."""
    return tuple(sorted(findings, key=lambda found: _ORDER[found.severity]))
