"""Turns a returned form into a submission: every figure verified by the label beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from msgspec.structs import replace

from make_docx.catalogue import finding
from make_docx.figures.roster import Roster, normal_name
from make_docx.findings import Finding, Place, excerpt
from make_docx.intake import names
from make_docx.intake.form_reader import FormReaders, is_other
from make_docx.intake.leftover import asides, below, unclaimed_values, unread_sheets
from make_docx.intake.table import unread
from make_docx.intake.workbook import Sheet, Spot, Workbook
from make_docx.labels import label_key, labels_of
from make_docx.model import Brief, Cell, CellKind, Submission, Unit

# What a form for another kind or period says of its indicators is no fault of the unit's.
_OF_INDICATORS: Final = frozenset(
    {"indicator-missing", "form-lacks-indicator", "cell-form-unit", "value-unclaimed"}
)

NO_FORMS: Final = (names.GUIDE, names.RETURN_SHEET)  # they name indicators, to explain


def read_form(
    book: Workbook, brief: Brief, readers: FormReaders | None = None
) -> tuple[Submission | None, tuple[Finding, ...]]:
    """Read a returned form, the only one in its workbook.

    Returns:
        The submission, or ``None`` when the workbook is no form of ours; and what was found.
        A value whose label could not be verified is never in the submission.
    """
    readers = readers or FormReaders(book, brief)
    sheet = _form_sheet(book, brief)
    if sheet is None:
        return None, tuple(_no_form(book, brief))
    submission, findings = read_sheet(book, sheet, brief, readers)
    others = _others(book, sheet, readers, submission.cells)
    if _is_foreign(submission, brief):
        others = (found for found in others if found.code not in _OF_INDICATORS)
    submission, forwarded = _addressed(book, submission, brief)
    return submission, (*findings, *others, *forwarded)


def read_sheet(
    book: Workbook, sheet: Sheet, brief: Brief, readers: FormReaders | None = None
) -> tuple[Submission, tuple[Finding, ...]]:
    """Read one sheet as a form, whatever else the workbook holds."""
    kind_id = book.constant(names.KIND_NAME)
    reader = (readers or FormReaders(book, brief)).of(sheet)
    cells = reader.cells
    unit, unit_spot = reader.unit
    filled_on, date_spot = reader.filled_on()
    told = {found.place.cell for found in reader.findings}
    unclaimed = [*unclaimed_values(book, sheet, brief, reader.column, told)]
    findings = [
        *unread(book, sheet),
        *reader.findings,
        *unclaimed,
        *asides(book, sheet, brief, reader.column),
        *below(book, sheet, brief, [*reader.findings, *unclaimed]),
    ]
    if sheet.is_hidden and any(cell.kind is not CellKind.BLANK for cell in cells.values()):
        findings.append(finding("sheet-hidden", Place(file=book.file, sheet=sheet.title)))
    period, version = book.constant(names.PERIOD_NAME), book.constant(names.VERSION_NAME)
    version_spot, period_spot = _version_spot(sheet), _period_spot(sheet)
    period_ref = book.ref(sheet, period_spot) if period_spot else None
    if not (kind_id or version or period):
        place = period_ref.place() if period_ref else Place(file=book.file, sheet=sheet.title)
        findings = [found for found in findings if found.code != "indicator-moved"]
        findings.insert(0, finding("form-unmarked", place))
    submission = Submission(
        file=book.file,
        sha256=book.sha256,
        unit=unit,
        unit_ref=book.ref(sheet, unit_spot) if unit_spot else None,
        cells=cells,
        filled_on=filled_on,
        filled_on_ref=book.ref(sheet, date_spot) if date_spot else None,
        kind_id=kind_id,
        form_version=version,
        form_changes=reader.changes(),
        period=period,
        period_ref=period_ref,
        version_ref=book.ref(sheet, version_spot) if version_spot else None,
    )
    if _is_foreign(submission, brief):
        findings = [found for found in findings if found.code not in _OF_INDICATORS]
    elif period_spot:
        findings += _other_period(book, sheet, period_spot, brief)
    return submission, tuple(findings)


def _other_period(book: Workbook, sheet: Sheet, spot: Spot, brief: Brief) -> Iterator[Finding]:
    """That a form made for this period shows another one: somebody wrote over it."""
    written = sheet.at(spot).words.replace("：", ":")
    shown = written.removeprefix(f"{names.PERIOD_LABEL}:").strip()
    asked = brief.elements.period
    if asked and is_other(shown, asked):
        place = book.ref(sheet, spot).place()
        yield finding("form-period-differs", place, found=shown, expected=asked)


def unit_on_roster(name: str, brief: Brief) -> str:
    """The roster's name of the unit that is meant; without a roster any name is one."""
    if not brief.units:
        return normal_name(name)
    match = _roster(brief.units).find(name) if normal_name(name) else None
    return match.unit.name if match else ""


@lru_cache(maxsize=4)
def _roster(units: tuple[Unit, ...]) -> Roster:
    return Roster(units)


def _is_foreign(submission: Submission, brief: Brief) -> bool:
    return is_other(submission.kind_id, brief.kind_id) or is_other(
        submission.period, brief.elements.period
    )


def _addressed(
    book: Workbook, submission: Submission, brief: Brief
) -> tuple[Submission, tuple[Finding, ...]]:
    """The submission with the unit that its form was made for, if it was made for one."""
    issued_to = book.constant(names.ISSUED_TO_NAME)
    if not issued_to:
        return submission, ()
    if not normal_name(submission.unit):
        return replace(submission, unit=issued_to), ()
    known = unit_on_roster(submission.unit, brief)
    asked = unit_on_roster(issued_to, brief) or issued_to
    # that the roster does not know the name is said elsewhere, and has to be mended first
    if not known or normal_name(known) == normal_name(asked):
        return submission, ()
    ref = submission.unit_ref
    place = ref.place(names.UNIT_LABEL) if ref else Place(file=book.file)
    expected = excerpt(issued_to)
    found = finding("form-forwarded", place, found=submission.unit, expected=expected)
    return submission, (found,)


def _no_form(book: Workbook, brief: Brief) -> Iterator[Finding]:
    """What the workbook is instead: the form of something else, or whatever its sheets are."""
    place = Place(file=book.file)
    pairs = (
        ("form-other-kind", book.constant(names.KIND_NAME), brief.kind_id),
        ("form-other-period", book.constant(names.PERIOD_NAME), brief.elements.period),
    )
    others = [pair for pair in pairs if is_other(pair[1], pair[2])]
    for code, found, expected in others:
        yield finding(code, place, found=found, expected=expected)
    if not others:
        found = "、".join(title for title, sheet in book.sheets.items() if not sheet.is_hidden)
        yield finding("form-not-ours", place, found=found, expected=names.FORM_SHEET)


def _form_sheet(book: Workbook, brief: Brief) -> Sheet | None:
    """The sheet that our names point to, else the one that holds most of the labels."""
    places = (book.place(name) for name in names.indicator_names(brief.indicators).values())
    named = Counter(place[0].title for place in places if place)
    labels = labels_of(brief.indicators)
    for title, _ in named.most_common():  # a program that renames a sheet may leave the names
        if any(map(labels.owner_of_key, book.sheets[title].by_key)):
            return book.sheets[title]
    held = {
        title: len({owner for key in sheet.by_key if (owner := labels.owner_of_key(key))})
        for title, sheet in book.sheets.items()
        if title not in NO_FORMS
    }
    title = max(held, key=lambda title: (held[title], title == names.FORM_SHEET), default="")
    if held.get(title):
        return book.sheets[title]
    return _bare_form(book) if not any(i.is_asked for i in brief.indicators) else None


def _bare_form(book: Workbook) -> Sheet | None:
    """The sheet that says whose the tables beside it are, where no indicator is asked for."""
    named = book.place(names.head_name(names.UNIT_LABEL))
    labelled = (s for s in book.sheets.values() if label_key(names.UNIT_LABEL) in s.by_key)
    return named[0] if named else next(labelled, None)


def _version_spot(sheet: Sheet) -> Spot | None:
    """The cell that says 表号：…."""
    keys = sheet.by_key
    return next((keys[key][0] for key in keys if key.startswith(f"{names.VERSION_LABEL}:")), None)


def _period_spot(sheet: Sheet) -> Spot | None:
    """The cell that says 报送期次：…, also where its words were written over."""
    keys = sheet.by_key
    said = next((keys[key][0] for key in keys if key.startswith(f"{names.PERIOD_LABEL}:")), None)
    version = _version_spot(sheet)
    if said or not version:
        return said
    row = (Spot(version.row, column) for column in sheet.by_row[version.row])
    return next((spot for spot in row if spot < version), None)


def _others(
    book: Workbook, sheet: Sheet, readers: FormReaders, cells: Mapping[str, Cell]
) -> Iterable[Finding]:
    """Other sheets of the workbook: filled in as a form too with other figures, or not read."""
    no_forms = []
    for other in book.sheets.values():
        if other is sheet or other.title in NO_FORMS:
            continue
        rivals = readers.cells(other)
        if not rivals:
            no_forms.append(other)
        filled = [(label, cell) for label, cell in rivals.items() if cell.text]
        other_than = ((k, c) for k, c in filled if k not in cells or c.text != cells[k].text)
        if rival := next(other_than, None):
            label, cell = rival
            yield finding("form-repeated", cell.ref.place(label), expected=sheet.title)
        elif filled:
            place = Place(file=book.file, sheet=other.title)
            yield finding("form-copied", place, expected=sheet.title)
    yield from unread_sheets(book, sheet, no_forms)
