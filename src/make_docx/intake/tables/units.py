"""Turns the sheets of tables in a workbook of reports into the records of its submissions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from make_docx.catalogue import finding
from make_docx.figures.roster import Roster, normal_name
from make_docx.findings import Finding, Place, Severity
from make_docx.intake import names
from make_docx.intake.form_reader import is_other
from make_docx.intake.pictures import read_pictures
from make_docx.intake.tables.records import FoundRecord, read_records
from make_docx.intake.tables.sheets import sheets_of
from make_docx.intake.workbook import Sheet, Workbook
from make_docx.labels import hint
from make_docx.model import (
    Brief,
    ColumnType,
    FilledBy,
    Picture,
    Record,
    Submission,
    Table,
    Unit,
)

Pictures = Mapping[str, Sequence[Picture]]  # by the title of the sheet
_Read = tuple[tuple[Submission, ...], tuple[Finding, ...]]


def unit_sheets(book: Workbook, brief: Brief) -> Mapping[str, Sheet]:
    """Name of a table that units fill in → its sheet in the workbook."""
    return sheets_of(book, _tables(brief)) if brief.tables else {}


def takes_photos(brief: Brief) -> bool:
    """Whether units put photos into a table."""
    return any(map(_has_photos, _tables(brief)))


def with_records(
    book: Workbook,
    brief: Brief,
    submissions: tuple[Submission, ...],
    pictures: Pictures | None = None,
) -> _Read:
    """The submissions with their records, and what is wrong with the sheets.

    Args:
        book: the returned form, or the one-workbook job.
        brief: what is asked for.
        submissions: all that the workbook holds.
        pictures: those of every sheet; None where they have not been looked for.
    """
    tables = _tables(brief)
    if not tables or _is_foreign(book, brief):
        return submissions, ()
    sheets = sheets_of(book, tables)
    findings: list[Finding] = []
    of_each: list[dict[str, tuple[Record, ...]]] = [{} for _ in submissions]
    for table in tables:
        sheet = sheets.get(table.name)
        if sheet is None:
            findings.append(_absent(book, table))
            continue
        if pictures is None:
            seen: Sequence[Picture] = _looked_for(book, sheet, table, findings)
        else:
            seen = pictures.get(sheet.title, ())
        lacking = "head-missing" if book.file == brief.file else "form-lacks-column"
        found, wrong = read_records(book, sheet, table, seen, lacking)
        findings += wrong
        shares, of_nobody = _shared(found, submissions, brief, table)
        findings += of_nobody
        for records, share in zip(of_each, shares, strict=True):
            records[table.name] = share
    reported = tuple(
        replace(one, records=records) for one, records in zip(submissions, of_each, strict=True)
    )
    return reported, tuple(findings)


def _tables(brief: Brief) -> tuple[Table, ...]:
    return tuple(table for table in brief.tables if table.filled_by is FilledBy.UNITS)


def _has_photos(table: Table) -> bool:
    return any(column.column_type is ColumnType.PHOTO for column in table.columns)


def _is_foreign(book: Workbook, brief: Brief) -> bool:
    """Whether the form is for another kind or period: it is refused for that alone."""
    return is_other(book.constant(names.KIND_NAME), brief.kind_id) or is_other(
        book.constant(names.PERIOD_NAME), brief.elements.period
    )


def _absent(book: Workbook, table: Table) -> Finding:
    """That a table has no sheet; nobody is held up by one that may be left empty."""
    place = Place(file=book.file, sheet=table.name, label=table.name)
    found = finding("form-lacks-table", place)
    return found if table.minimum else found.with_severity(Severity.WARN)


def _looked_for(
    book: Workbook, sheet: Sheet, table: Table, findings: list[Finding]
) -> tuple[Picture, ...]:
    if not _has_photos(table):
        return ()
    pictures, found = read_pictures(book, sheet)
    findings += (one for one in found if one.code != "pictures-received")
    return pictures


def _shared(
    found: Sequence[FoundRecord],
    submissions: Sequence[Submission],
    brief: Brief,
    table: Table,
) -> tuple[list[tuple[Record, ...]], list[Finding]]:
    """The records of each submission, and those that are of none."""
    roster = Roster(brief.units or tuple(Unit(one.unit.strip()) for one in submissions))
    owners = {_unit_key(one.unit, roster): number for number, one in enumerate(submissions)}
    shares: dict[int, list[Record]] = defaultdict(list)
    findings: list[Finding] = []
    nameless: list[Record] = []
    for one in found:
        text = one.unit.text if one.unit else ""
        number = owners.get(_unit_key(text, roster)) if normal_name(text) else None
        if not normal_name(text) and len(submissions) == 1:
            number = 0
        if number is not None:
            shares[number].append(one.record)
        elif one.unit and normal_name(text):
            near = hint(text, [submission.unit for submission in submissions])
            place = one.unit.ref.place(names.LEDGER_UNIT_HEAD)
            findings.append(finding("table-unit-unknown", place, found=text, hint=near))
        else:
            nameless.append(one.record)
    findings += _of_nobody(nameless, table)
    return [tuple(shares[number]) for number in range(len(submissions))], findings


def _unit_key(name: str, roster: Roster) -> str:
    match = roster.find(name) if normal_name(name) else None
    return normal_name(match.unit.name if match else name)


def _of_nobody(nameless: Sequence[Record], table: Table) -> Iterator[Finding]:
    """Told once, at the first: where the column is missing it is every row."""
    if nameless:
        place = nameless[0].ref.place(table.name)
        yield finding("table-of-nobody", place, count=len(nameless))
