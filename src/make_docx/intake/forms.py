"""Turns a returned workbook into submissions: one form, a form a sheet, or a table of units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from make_docx.catalogue import finding
from make_docx.findings import Finding, Place
from make_docx.intake import names
from make_docx.intake.form_reader import FormReaders
from make_docx.intake.leftover import unread_sheets
from make_docx.intake.submission import NO_FORMS, read_form, read_sheet, unit_on_roster
from make_docx.intake.tables.units import loose_pictures, unit_sheets, with_records
from make_docx.intake.unit_table import find_head, read_unit_table
from make_docx.intake.workbook import Sheet, Workbook
from make_docx.labels import labels_of
from make_docx.model import Brief, CellKind, Submission

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
    submissions, of_tables = with_records(every, brief, submissions)
    told = {one.place.sheet for one in of_tables if one.code == "table-elsewhere"}
    findings = tuple(
        one for one in findings if one.code != "sheet-unread" or one.place.sheet not in told
    )
    loose = loose_pictures(every, brief, findings)
    return submissions, (*_of_file(every), *findings, *of_tables, *loose)


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


class _Form(Struct, frozen=True):
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
