"""Turns a job into its parts: what it says of each unit that reported, as if asked of it alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from make_docx.catalogue import finding
from make_docx.errors import UsageError
from make_docx.findings import Finding, Place, Severity
from make_docx.model import (
    Among,
    AnnexForm,
    AnnexRow,
    Brief,
    Checked,
    Document,
    Entry,
    Figures,
    Outcome,
    Unit,
    UnitReport,
)
from make_docx.pipeline.examination import checked_of, drafted, worst_first
from make_docx.pipeline.incoming import Incoming, with_own_name
from make_docx.pipeline.opening import OpenJob

if TYPE_CHECKING:
    from make_docx.official.profile import Profile


class Part(Struct, frozen=True):
    """One unit's: `incoming` has a brief whose roster is that unit, `checked` its report alone."""

    unit: Unit
    incoming: Incoming
    checked: Checked
    figures: Figures
    document: Document | None
    findings: tuple[Finding, ...]

    @property
    def brief(self) -> Brief:
        return self.incoming.job.brief


class Division(Struct, frozen=True):
    """A job in parts; `units` are all that may have one, `findings` all but those of the totals.

    The document of all units is not made, so nothing that keeps only that one back is told.
    """

    units: tuple[Unit, ...]
    checked: Checked
    figures: Figures
    parts: tuple[Part, ...]
    findings: tuple[Finding, ...]

    def audited(self, opened: OpenJob, *, notice: bool = False) -> tuple[Outcome, list[Part]]:
        """What is left to say after the clerk's decisions, and the parts that nothing stops.

        A finding stops the part of its unit; one about the brief stops all. So does a unit's, where
        an annex ranks the units: its figures decide about the places of the others.
        """
        brief = opened.job.brief
        outcome = Outcome(self.checked, worst_first(self.findings), self.figures)
        outcome = opened.audited(outcome, notice=notice)
        stopping = [found for found in outcome.findings if found.stops]
        if any(not found.unit and found.place.file in ("", brief.file) for found in stopping):
            return outcome, []
        units = {found.unit for found in stopping}
        kept = [part for part in self.parts if part.unit.name not in units]
        annex = next(_rankings(brief), None)
        if not (annex and units and kept):
            return outcome, kept
        place = annex.ref.place(annex.name)
        held_back = finding("each-ranking-open", place, found="、".join(sorted(units)))
        return replace(outcome, findings=worst_first((*outcome.findings, held_back))), []


def divided(opened: OpenJob) -> Division:
    """The parts of the job.

    Raises:
        UsageError: its document is made from the brief alone, and there is no roster.
    """
    from make_docx.figures import total
    from make_docx.wording import each_remarks, names_unit

    job = opened.job
    brief = job.brief
    checked = checked_of(job, allow_partial=True)
    units = _roster(brief) if brief.is_from_brief else checked.expected
    figures = total(brief, checked)
    told, parts = opened.options.told, []
    for part in parts_of(opened.incoming, units, checked, figures, opened.house):
        parts.append(part)
        if told:
            told("核对各单位", len(parts), len(checked.reports) or len(units))
    findings = [*job.findings, *checked.findings, *findings_of(parts)]
    place = Place(file=brief.file)
    if not parts:
        findings.append(finding("nothing-reported", place))
    elif len(units) > 1:
        findings += each_remarks(brief)
        if not names_unit(brief):
            findings.append(finding("each-unnamed", place, found=brief.elements.issuer))
    return Division(units, checked, figures, tuple(parts), tuple(findings))


def parts_of(
    incoming: Incoming, units: Sequence[Unit], checked: Checked, figures: Figures, house: Profile
) -> Iterator[Part]:
    """A part for each of `units` that reported; for each of them if the brief alone is printed.

    上期数据 are those of all units together, so that no unit is compared with them. In a ranking
    a unit has its place among all that reported.
    """
    from make_docx.wording import places_asked, shared_decimals

    job = incoming.job
    of_unit: dict[str, list[tuple[str, Entry]]] = defaultdict(list)
    for table, entries in checked.entries.items():
        for entry in entries:
            of_unit[entry.unit].append((table, entry))
    of_office = of_unit.pop("", [])
    is_alone = len(units) == 1
    previous = job.brief.previous if is_alone else ()
    reports = {report.unit.name: report for report in checked.reports}
    among = None
    if not is_alone:
        decimals = shared_decimals(job.brief, figures)
        places = places_asked(job.brief, figures, decimals)
        among = Among(places, decimals, is_partial=bool(checked.missing))
    for unit in units:
        report = reports.get(unit.name)
        if not (report or job.brief.is_from_brief):
            continue
        brief = replace(job.brief, units=(unit,), previous=previous)
        own = with_own_name(replace(incoming, job=replace(job, brief=brief, findings=())))
        rows = [*of_office, *of_unit[unit.name]]
        reported = _alone(checked, unit, report, {t: _rows(rows, t) for t in checked.entries})
        draft = drafted(own.job.brief, reported, house, among)
        found = (*draft.of_elements, *draft.figures.findings, *draft.of_text)
        yield Part(unit, own, reported, draft.figures, draft.document, found)


def findings_of(parts: Sequence[Part]) -> tuple[Finding, ...]:
    """What was found in the parts: once what is found in all of them, else with its unit.

    A note about a row of the brief, such as that it was left out, is worth saying once.
    """
    alike = Counter(found for part in parts for found in set(part.findings))
    told: dict[Finding, None] = {}
    for part in parts:
        for found in part.findings:
            is_note = found.severity is Severity.NOTE and found.place.file == part.brief.file
            is_shared = is_note or alike[found] == len(parts)
            told[found if is_shared or found.unit else replace(found, unit=part.unit.name)] = None
    return tuple(told)


def _alone(
    checked: Checked,
    unit: Unit,
    report: UnitReport | None,
    entries: Mapping[str, tuple[Entry, ...]],
) -> Checked:
    return Checked(
        expected=(unit,) if report else (),
        reports=(report,) if report else (),
        late=(unit.name,) if unit.name in checked.late else (),
        files=tuple(record for record in checked.files if report and record.path == report.file),
        entries=entries,
    )


def _rows(rows: Sequence[tuple[str, Entry]], table: str) -> tuple[Entry, ...]:
    return tuple(entry for name, entry in rows if name == table)


def _rankings(brief: Brief) -> Iterator[AnnexRow]:
    return (row for row in brief.annexes if row.form is AnnexForm.RANKING)


def _roster(brief: Brief) -> tuple[Unit, ...]:
    """Whom the document goes to; nobody reports, so that only the brief can say it."""
    if brief.units:
        return brief.units
    if brief.asks_units:
        raise UsageError(
            "“单位名册”是空的，不知道给谁各出一份。请先填好单位名册，或者去掉 --each。"
        )
    raise UsageError(
        "这个任务没有单位名册，不知道给谁各出一份。请把别的任务里的“单位名册”表复制到"
        f"“{brief.file}”里，填好单位；只出一份的，去掉 --each。"
    )
