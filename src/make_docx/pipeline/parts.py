"""Turns a job into its parts: what it says of each unit that reported, as if asked of it alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from make_docx.findings import Finding
from make_docx.model import Checked, Document, Entry, Figures, Unit, UnitReport
from make_docx.pipeline.checks import drafted
from make_docx.pipeline.incoming import Incoming, with_own_name

if TYPE_CHECKING:
    from make_docx.official.profile import Profile


@dataclass(frozen=True, slots=True)
class Part:
    """One unit's: `incoming` has a brief whose roster is that unit, `checked` its report alone."""

    unit: Unit
    incoming: Incoming
    checked: Checked
    figures: Figures
    document: Document | None
    findings: tuple[Finding, ...]


def parts_of(incoming: Incoming, checked: Checked, house: Profile) -> Iterator[Part]:
    """A part for each report, in roster order.

    上期数据 are those of all units together, so that no unit is compared with them.
    """
    of_unit: dict[str, list[tuple[str, Entry]]] = defaultdict(list)
    for table, entries in checked.entries.items():
        for entry in entries:
            of_unit[entry.unit].append((table, entry))
    of_office = of_unit.pop("", [])
    is_alone = len(checked.expected) == 1
    for report in checked.reports:
        job = incoming.job
        previous = job.brief.previous if is_alone else ()
        brief = replace(job.brief, units=(report.unit,), previous=previous)
        own = with_own_name(replace(incoming, job=replace(job, brief=brief, findings=())))
        rows = [*of_office, *of_unit[report.unit.name]]
        reported = _alone(checked, report, {t: _rows(rows, t) for t in checked.entries})
        draft = drafted(own.job.brief, reported, house)
        findings = (*draft.of_elements, *draft.figures.findings, *draft.of_text)
        yield Part(report.unit, own, reported, draft.figures, draft.document, findings)


def findings_of(parts: Sequence[Part]) -> tuple[Finding, ...]:
    """What was found in the parts: once what is found in all of them, else with its unit."""
    alike = Counter(found for part in parts for found in set(part.findings))
    told: dict[Finding, None] = {}
    for part in parts:
        for found in part.findings:
            is_shared = alike[found] == len(parts)
            told[found if is_shared or found.unit else replace(found, unit=part.unit.name)] = None
    return tuple(told)


def _alone(
    checked: Checked, report: UnitReport, entries: Mapping[str, tuple[Entry, ...]]
) -> Checked:
    name = report.unit.name
    return Checked(
        expected=(report.unit,),
        reports=(report,),
        late=(name,) if name in checked.late else (),
        files=tuple(record for record in checked.files if record.path == report.file),
        entries=entries,
    )


def _rows(rows: Sequence[tuple[str, Entry]], table: str) -> tuple[Entry, ...]:
    return tuple(entry for name, entry in rows if name == table)
