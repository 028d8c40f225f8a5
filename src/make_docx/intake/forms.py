"""Turns a returned workbook into submissions: one form, a form a sheet, or a table of units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from make_docx.catalogue import finding
from make_docx.findings import Finding, Place
from make_docx.intake import names
from make_docx.intake.form_reader import FormReaders
from make_docx.intake.leftover import unread_sheets
from make_docx.intake.pictures import read_pictures
from make_docx.intake.submission import NO_FORMS, read_form, read_sheet, unit_on_roster
from make_docx.intake.tables.units import takes_photos, unit_sheets, with_records
from make_docx.intake.unit_table import find_head, read_unit_table
from make_docx.intake.workbook import Sheet, Workbook
from make_docx.labels import labels_of
from make_docx.model import Brief, CellKind, Picture, Submission

_MOST_SHEETS: Final = 500  # with labels of ours; a county has sixty units

_Read = tuple[tuple[Submission, ...], tuple[Finding, ...]]


def read_forms(book: Workbook, brief: Brief) -> _Read:
    """Read everything in the workbook that units report, and say what was not read.

    Several sheets are several reports only if each is a form and they name different units; a
    table is read only if no form in the workbook is filled in. The sheets of the tables that
    the brief declares are read for themselves.
    """
    every = book = _of_job(book, brief)
    if declared := {sheet.title for sheet in unit_sheets(book, brief).values()}:
        forms = {title: sheet for title, sheet in book.sheets.items() if title not in declared}
        book = replace(book, sheets=forms)
    readers = FormReaders(book, brief, every)
    sheets = _form_sheets(book, brief, readers)
    filled = [one for one in sheets if one.is_filled]
    if filled and len({one.unit for one in sheets if one.unit}) > 1:
        submissions, findings = _several(book, brief, sheets, readers)
    elif not filled and (tables := _tables(book, brief)):
        submissions, findings = _tabled(book, brief, tables)
    else:
        submission, findings = read_form(book, brief, readers)
        submissions = (submission,) if submission else ()
    if not submissions:
        return submissions, findings
    pictures, of_pictures = _pictures(every)
    submissions = _illustrated(submissions, pictures)
    submissions, of_tables = with_records(every, brief, submissions, pictures)
    told = {one.place.sheet for one in of_tables if one.code == "table-elsewhere"}
    findings = tuple(
        one for one in findings if one.code != "sheet-unread" or one.place.sheet not in told
    )
    if any(one.records for one in submissions) and takes_photos(brief):
        of_pictures = tuple(one for one in of_pictures if one.code != "pictures-received")
    return submissions, (*_of_file(every), *findings, *of_tables, *of_pictures)


def _of_job(book: Workbook, brief: Brief) -> Workbook:
    """A form that asks for the same in the same period under another kind is one of this job.

    It went out with the notice of the activity that this job reports on.
    """
    kind_id, version = book.constant(names.KIND_NAME), book.constant(names.VERSION_NAME)
    if not version or kind_id == brief.kind_id:
        return book
    if version != names.form_version(kind_id, brief.elements, brief.indicators, brief.tables):
        return book
    own = {names.KIND_NAME: brief.kind_id, names.VERSION_NAME: brief.form_version}
    return replace(book, names={**book.names, **own})


@dataclass(frozen=True, slots=True)
class _Form:
    """A sheet with labels of ours; `unit` is the roster's name of the unit it says."""

    sheet: Sheet
    unit: str
    written: str
    is_filled: bool


def _form_sheets(book: Workbook, brief: Brief, readers: FormReaders) -> list[_Form]:
    owner_of_key = labels_of(brief.indicators).owner_of_key
    sheets = [
        sheet
        for sheet in book.sheets.values()
        if sheet.title not in NO_FORMS and any(map(owner_of_key, sheet.by_key))
    ]
    forms = []
    for sheet in sheets[:_MOST_SHEETS]:
        reader = readers.of(sheet)
        cells = reader.cells
        if not cells:
            continue
        written, _ = reader.unit
        is_filled = any(cell.kind is not CellKind.BLANK for cell in cells.values())
        forms.append(_Form(sheet, unit_on_roster(written, brief), written, is_filled))
    return forms


def _several(book: Workbook, brief: Brief, forms: Sequence[_Form], readers: FormReaders) -> _Read:
    """Every form that is filled in, or names a unit; what is neither is an unused copy."""
    submissions: list[Submission] = []
    findings: list[Finding] = []
    for form in forms:
        if not (form.is_filled or form.written):
            continue
        submission, found = read_sheet(book, form.sheet, brief, readers)
        submissions.append(submission)
        findings += found
        findings += _contradiction(brief, form, submission)
    titles = {form.sheet.title for form in forms}
    others = [sheet for sheet in book.sheets.values() if sheet.title not in (titles | {*NO_FORMS})]
    findings += unread_sheets(book, forms[0].sheet, others)
    return tuple(submissions), tuple(findings)


def _contradiction(brief: Brief, form: _Form, submission: Submission) -> Iterator[Finding]:
    """That the sheet bears the name of another unit than it says: copied, and not altered."""
    titled = unit_on_roster(form.sheet.title, brief) if brief.units else ""
    if titled and form.unit and titled != form.unit and submission.unit_ref:
        place = submission.unit_ref.place(names.UNIT_LABEL)
        yield finding("sheet-unit-differs", place, found=form.written, expected=form.sheet.title)


def _tables(book: Workbook, brief: Brief) -> list[Sheet]:
    return [
        sheet
        for sheet in book.sheets.values()
        if sheet.title not in NO_FORMS and not sheet.is_hidden and find_head(sheet, brief)
    ]


def _tabled(book: Workbook, brief: Brief, tables: Sequence[Sheet]) -> _Read:
    submissions: list[Submission] = []
    findings: list[Finding] = []
    kind_id, period = book.constant(names.KIND_NAME), book.constant(names.PERIOD_NAME)
    if not (kind_id or period):
        findings.append(finding("form-unmarked", Place(file=book.file, sheet=tables[0].title)))
    for sheet in tables:
        read, found = read_unit_table(book, sheet, brief)
        submissions += (replace(one, kind_id=kind_id, period=period) for one in read)
        findings += found
    titles = {sheet.title for sheet in tables}
    others = [sheet for sheet in book.sheets.values() if sheet.title not in (titles | {*NO_FORMS})]
    findings += unread_sheets(book, tables[0], others)
    return tuple(submissions), tuple(findings)


def _pictures(book: Workbook) -> tuple[dict[str, tuple[Picture, ...]], tuple[Finding, ...]]:
    """The pictures by the title of their sheet."""
    of_sheet: dict[str, tuple[Picture, ...]] = {}
    findings: list[Finding] = []
    for sheet in book.sheets.values():
        of_sheet[sheet.title], found = read_pictures(book, sheet)
        findings += found
    return of_sheet, tuple(findings)


def _illustrated(
    submissions: tuple[Submission, ...], of_sheet: Mapping[str, tuple[Picture, ...]]
) -> tuple[Submission, ...]:
    """The submissions with the pictures of their sheet; a report alone has all of the workbook."""
    if len(submissions) == 1:
        every = tuple(picture for pictures in of_sheet.values() for picture in pictures)
        return (replace(submissions[0], pictures=every),)
    titles = [_sheet_of(one) for one in submissions]
    reports = Counter(titles)
    return tuple(
        replace(one, pictures=of_sheet[title]) if title and reports[title] == 1 else one
        for one, title in zip(submissions, titles, strict=True)
    )


def _sheet_of(submission: Submission) -> str:
    refs = (submission.unit_ref, *(cell.ref for cell in submission.cells.values()))
    return next((ref.sheet for ref in refs if ref), "")


def _of_file(book: Workbook) -> Iterator[Finding]:
    """What is noteworthy about the workbook as a whole."""
    place = Place(file=book.file)
    if book.has_macros:
        yield finding("file-macros", place)
    if book.lacks_styles:
        yield finding("file-unstyled", place)
    for sheet in book.sheets.values():
        if sheet.is_padded:
            yield finding("sheet-padded", Place(file=book.file, sheet=sheet.title))
