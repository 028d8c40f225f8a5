"""Turns the brief and what came back into the reports that count, and every finding."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from make_docx.catalogue import finding
from make_docx.figures.claim import Claim, settle, stake, with_unit
from make_docx.figures.order import FileOrder, head_of
from make_docx.figures.roster import Roster, normal_name, units_named
from make_docx.figures.value import is_blank, read_text, read_value
from make_docx.findings import Finding, Place, Severity
from make_docx.model import (
    Brief,
    Checked,
    Figure,
    FileRecord,
    FileStatus,
    Received,
    Unit,
    UnitReport,
)

_FILE_STATUS: Final = {
    Severity.ERROR: FileStatus.REJECTED,
    Severity.WARN: FileStatus.WARNED,
    Severity.NOTE: FileStatus.NOTED,
}


def check(brief: Brief, received: Received, *, allow_partial: bool = False) -> Checked:
    """Decide for every file and every unit what counts.

    A submission with an error counts nowhere; its unit is neither missing nor reported.
    `Checked.findings` holds those of `received` too, by file in the order of `received.files`
    and then by cell. The order of `received.submissions` does not matter. With
    `allow_partial` a missing unit is a warning; every other error stays one.
    """
    order = FileOrder(received.files)
    submissions = sorted(received.submissions, key=order.of_submission)
    roster = Roster(brief.units or units_named(submissions))
    broken = {found.place.file for found in received.findings if found.blocks}

    claims = [stake(submission, brief, roster) for submission in submissions]
    contested = settle(claims)
    reports: dict[str, UnitReport] = {}
    for claim in claims:
        if claim.is_foreign or claim.is_copy:
            continue
        is_broken = claim.submission.file in broken
        report = _read(claim, brief, is_broken=is_broken)
        if report and not is_broken:
            reports[report.unit.name] = report
    heard = {claim.unit.name for claim in claims if claim.unit}
    missing = tuple(unit for unit in roster.units if unit.name not in heard)

    in_files = _in_files(received, claims)
    of_missing = [_missing(unit, brief, allow_partial=allow_partial) for unit in missing]
    in_order = [reports[unit.name] for unit in roster.units if unit.name in reports]
    return Checked(
        expected=roster.units,
        reports=tuple(in_order),
        missing=missing,
        duplicate=tuple(unit.name for unit in roster.units if unit.name in contested),
        late=tuple(_late(in_order, brief.elements.deadline)),
        unknown=tuple(_unknown(claims)),
        files=_records(received, in_files, claims),
        findings=tuple(sorted([*in_files, *of_missing], key=order.of_finding)),
    )


def _read(claim: Claim, brief: Brief, *, is_broken: bool) -> UnitReport | None:
    """Read every cell; `is_broken` if intake has already said what the file lacks."""
    submission = claim.submission
    if submission.cells and all(is_blank(cell) for cell in submission.cells.values()):
        claim.findings += with_unit([finding("form-empty", head_of(submission))], claim.unit)
        return None
    figures: dict[str, Figure] = {}
    texts: dict[str, str] = {}
    findings: list[Finding] = []
    for indicator in brief.indicators:
        label = indicator.label
        cell = submission.cells.get(label)
        if not indicator.is_asked:
            continue
        if cell is None:
            place = Place(file=submission.file, label=label)
            findings += [] if is_broken else [finding("indicator-missing", place)]
        elif indicator.is_text:
            text, found = read_text(cell, indicator)
            findings += found
            texts |= {} if text is None else {label: text}
        else:
            figure, found = read_value(cell, indicator)
            findings += found
            figures |= {} if figure is None else {label: figure}
    claim.findings += with_unit(findings, claim.unit)
    if claim.unit is None or not claim.counts:
        return None
    return UnitReport(claim.unit, submission.file, figures, texts, submission.filled_on)


def _missing(unit: Unit, brief: Brief, *, allow_partial: bool) -> Finding:
    place = unit.ref.place("单位名称") if unit.ref else Place(file=brief.file)
    found = finding("unit-missing", place, unit=unit.name)
    return found.with_severity(Severity.WARN) if allow_partial else found


def _late(reports: Iterable[UnitReport], deadline: dt.date | None) -> Iterable[str]:
    for report in reports:
        if deadline and report.filled_on and report.filled_on > deadline:
            yield report.unit.name


def _unknown(claims: Iterable[Claim]) -> Iterable[str]:
    for claim in claims:
        if claim.unit is None and normal_name(claim.submission.unit):
            yield claim.submission.unit.strip()


def _in_files(received: Received, claims: Sequence[Claim]) -> list[Finding]:
    """Intake's findings, now with the unit that the file is from, and ours."""
    senders = _senders(claims)
    of_intake = [
        found if found.unit else replace(found, unit=senders.get(found.place.file, ""))
        for found in received.findings
    ]
    return [*of_intake, *(found for claim in claims for found in claim.findings)]


def _senders(claims: Iterable[Claim]) -> dict[str, str]:
    """File → unit, for the files that are the report of one unit."""
    names: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        names[claim.submission.file].add(claim.unit.name if claim.unit else "")
    return {file: name for file, (name, *others) in names.items() if not others}


def _records(
    received: Received, findings: Iterable[Finding], claims: Sequence[Claim]
) -> tuple[FileRecord, ...]:
    senders = _senders(claims)
    versions = {claim.submission.file: claim.submission.form_version for claim in claims}
    severities: dict[str, set[Severity]] = defaultdict(set)
    for found in findings:
        severities[found.place.file].add(found.severity)
    for claim in claims:
        if claim.is_contested:
            severities[claim.submission.file].add(Severity.ERROR)

    def status(path: str) -> FileStatus:
        if path in received.skipped:
            return FileStatus.SKIPPED
        found = (status for each, status in _FILE_STATUS.items() if each in severities[path])
        return next(found, FileStatus.ACCEPTED)

    return tuple(
        FileRecord(path, status(path), senders.get(path, ""), versions.get(path, ""))
        for path in received.files
    )
