"""Turns the brief and what came back into the reports that count, and every finding."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from make_docx.catalogue import finding
from make_docx.figures.claim import Claim, settle, stake, with_unit
from make_docx.figures.faults import Faults, row_of, sheet_of
from make_docx.figures.order import FileOrder, head_of
from make_docx.figures.outlier import outliers
from make_docx.figures.roster import Roster, normal_name, units_named
from make_docx.figures.submission import SubmissionReader
from make_docx.figures.value import is_blank, is_empty
from make_docx.findings import Finding, Place, Severity, excerpt
from make_docx.labels import UNIT_NAME
from make_docx.model import (
    Brief,
    Checked,
    Entry,
    FileRecord,
    FileStatus,
    FilledBy,
    Received,
    Submission,
    Unit,
    UnitReport,
)

if TYPE_CHECKING:
    from make_docx.figures.rule import Rule

_FILE_STATUS: Final = {
    Severity.ERROR: FileStatus.REJECTED,
    Severity.WARN: FileStatus.WARNED,
    Severity.NOTE: FileStatus.NOTED,
}
# What a unit may have sent in place of its form.
_UNREAD: Final = frozenset({"file-skipped", "file-no-table", "file-container", "file-link"})


def check(brief: Brief, received: Received, *, allow_partial: bool = False) -> Checked:
    """Decide for every file and every unit what counts.

    A submission with an error counts nowhere; its unit is neither missing nor reported. In a
    one-workbook job an error in a row is that row's, and a faulty column is lacking from every
    report without taking them with it.
    `Checked.findings` holds those of `received` too, by file in the order of `received.files`
    and then by cell. The order of `received.submissions` does not matter. With
    `allow_partial` a missing unit is a warning; every other error stays one.
    """
    order = FileOrder(received.files)
    submissions = sorted(received.submissions, key=order.of_submission)
    roster = Roster(brief.units or units_named(submissions))
    faults = Faults(received.findings, submissions, brief)
    rules = _rules(brief)
    reader = SubmissionReader(brief.indicators, faults)
    claims = [stake(submission, brief, roster) for submission in submissions]
    contested = settle(claims)
    reports: dict[str, UnitReport] = {}
    entries, of_office = _office_entries(brief)
    of_units: dict[str, Mapping[str, tuple[Entry, ...]]] = {}
    for claim in claims:
        if claim.is_foreign or claim.is_copy:
            continue
        report, filled = _read(claim, brief, faults, reader, rules)
        if report:
            reports[report.unit.name] = report
            of_units[report.unit.name] = filled
    heard = {claim.unit.name for claim in claims if claim.unit}
    missing = tuple(unit for unit in roster.units if unit.name not in heard)

    in_order = [reports[unit.name] for unit in roster.units if unit.name in reports]
    in_files = _in_files(received, claims)
    if missing:  # one of the files that were not read may be its report
        in_files = [_raised(found) for found in in_files]
    in_files += outliers(brief.indicators, in_order, told=in_files)
    of_missing = [_missing(unit, brief, allow_partial=allow_partial) for unit in missing]
    deadline = brief.elements.deadline
    return Checked(
        expected=roster.units,
        reports=tuple(in_order),
        missing=missing,
        duplicate=tuple(unit.name for unit in roster.units if unit.name in contested),
        late=tuple(report.unit.name for report in in_order if _is_late(report.filled_on, deadline)),
        unknown=tuple(_unknown(claims)),
        files=_records(received, in_files, claims),
        entries={**entries, **_joined(brief, [of_units[report.unit.name] for report in in_order])},
        findings=tuple(sorted([*in_files, *of_office, *of_missing], key=order.of_finding)),
    )


def _rules(brief: Brief) -> tuple[Rule, ...]:
    if not any(indicator.relation for indicator in brief.indicators):
        return ()
    from make_docx.figures.rule import rules_of

    return rules_of(brief.indicators)


def _office_entries(
    brief: Brief,
) -> tuple[Mapping[str, tuple[Entry, ...]], tuple[Finding, ...]]:
    if not brief.tables:
        return {}, ()
    from make_docx.figures.entries import office_entries

    return office_entries(brief)


def _read(
    claim: Claim, brief: Brief, faults: Faults, reader: SubmissionReader, rules: Sequence[Rule]
) -> tuple[UnitReport | None, Mapping[str, tuple[Entry, ...]]]:
    """Read every cell and every table."""
    submission = claim.submission
    if _is_empty(submission):
        code = "row-empty" if submission.file == brief.file else "form-empty"
        # what was not read of it may have been filled in
        has_unread = any(i.is_asked and faults.cover(submission, i.label) for i in brief.indicators)
        empty = [] if has_unread else [finding(code, head_of(submission))]
        claim.findings += with_unit(empty, claim.unit)
        return None, {}
    figures, texts, findings = reader.read(submission)
    if rules:
        from make_docx.figures.relation import breaches

        findings += breaches(rules, figures)
    entries: Mapping[str, tuple[Entry, ...]] = {}
    if brief.tables:
        from make_docx.figures.entries import unit_entries

        unit = claim.unit.name if claim.unit else ""
        entries, of_tables = unit_entries(brief, submission, unit)
        findings += of_tables
    claim.findings += with_unit(findings, claim.unit)
    if claim.unit is None or not claim.counts or faults.spoil(submission):
        return None, {}
    if _is_late(submission.filled_on, brief.elements.deadline):
        claim.findings.append(_late(claim.unit, submission, brief))
    report = UnitReport(
        unit=claim.unit,
        file=submission.file,
        figures=figures,
        texts=texts,
        filled_on=submission.filled_on,
        base=submission.base,
        sha256=submission.sha256,
        dated=submission.dated,
    )
    return report, entries


def _is_empty(submission: Submission) -> bool:
    """Whether a form came back as it was sent out; a table alone may be empty, nothing happened."""
    if not submission.cells or not all(map(is_blank, submission.cells.values())):
        return False
    return all(is_empty(record) for rows in submission.records.values() for record in rows)


def _joined(
    brief: Brief, of_units: Sequence[Mapping[str, tuple[Entry, ...]]]
) -> dict[str, tuple[Entry, ...]]:
    """The entries of the units' tables, in roster order."""
    return {
        table.name: tuple(entry for entries in of_units for entry in entries.get(table.name, ()))
        for table in brief.tables
        if table.filled_by is FilledBy.UNITS
    }


def _missing(unit: Unit, brief: Brief, *, allow_partial: bool) -> Finding:
    place = unit.ref.place(UNIT_NAME) if unit.ref else Place(file=brief.file)
    found = finding("unit-missing", place, unit=unit.name)
    return found.with_severity(Severity.WARN) if allow_partial else found


def _raised(found: Finding) -> Finding:
    return found.with_severity(Severity.WARN) if found.code in _UNREAD else found


def _is_late(filled_on: dt.date | None, deadline: dt.date | None) -> bool:
    return bool(deadline and filled_on and filled_on > deadline)


def _late(unit: Unit, submission: Submission, brief: Brief) -> Finding:
    ref = submission.filled_on_ref
    place = ref.place("填报日期") if ref else head_of(submission)
    deadline = str(brief.elements.deadline)
    return finding(
        "unit-late", place, found=submission.filled_on, expected=deadline, unit=unit.name
    )


def _unknown(claims: Iterable[Claim]) -> Iterable[str]:
    for claim in claims:
        if claim.unit is None and normal_name(claim.submission.unit):
            yield excerpt(claim.submission.unit)


def _in_files(received: Received, claims: Sequence[Claim]) -> list[Finding]:
    """Intake's findings, now with the unit that the file or the row is from, and ours.

    Those of a copy of the same bytes are the original's, and are not told twice.
    """
    senders = _senders(claims)
    owners = {row_of(head_of(c.submission)): c.unit.name for c in claims if c.unit}
    sheets = _owners_of_sheets(claims)
    of_file = Counter(claim.submission.file for claim in claims)
    originals = {claim.submission.sha256 for claim in claims if not claim.is_copy}
    copies = {
        c.submission.file
        for c in claims
        if c.is_copy and c.submission.sha256 in originals and of_file[c.submission.file] == 1
    }
    of_intake = [
        replace(
            found,
            unit=found.unit
            or senders.get(found.place.file)
            or owners.get(row_of(found.place))
            or sheets.get((found.place.file, found.place.sheet), ""),
        )
        for found in received.findings
        if found.place.file not in copies
    ]
    return [*of_intake, *(found for claim in claims for found in claim.findings)]


def _senders(claims: Iterable[Claim]) -> dict[str, str]:
    """File → unit, for the files that are the report of one unit."""
    names: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        names[claim.submission.file].add(claim.unit.name if claim.unit else "")
    return {file: name for file, (name, *others) in names.items() if not others}


def _owners_of_sheets(claims: Iterable[Claim]) -> dict[tuple[str, str], str]:
    """File and sheet → unit, for the sheets that are the report of one unit."""
    names: dict[tuple[str, str], set[str]] = defaultdict(set)
    for claim in claims:
        place = claim.submission.file, sheet_of(claim.submission)
        names[place].add(claim.unit.name if claim.unit else "")
    return {place: name for place, (name, *others) in names.items() if not others}


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
