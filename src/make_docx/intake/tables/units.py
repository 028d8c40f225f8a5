"""Turns the sheets of tables in a workbook of reports into the records of its submissions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from make_docx.catalogue import finding
from make_docx.figures.roster import Roster, normal_name
from make_docx.findings import Finding, Place, Severity
from make_docx.intake import names
from make_docx.intake.form_reader import is_other
from make_docx.intake.pictures import picture_cells, read_pictures
from make_docx.intake.tables.head import heads_in
from make_docx.intake.tables.records import FoundRecord, read_records
from make_docx.intake.tables.sheets import alike, sheets_of
from make_docx.intake.workbook import Sheet, Workbook
from make_docx.labels import hint, label_key
from make_docx.model import (
    Brief,
    Cell,
    Column,
    ColumnType,
    FilledBy,
    Picture,
    Record,
    Submission,
    Table,
    Unit,
)

_Read = tuple[tuple[Submission, ...], tuple[Finding, ...]]


def unit_sheets(book: Workbook, brief: Brief) -> Mapping[str, Sheet]:
    """Name of a table that units fill in → its sheet, one that was renamed by its head."""
    tables = _tables(brief)
    if not tables:
        return {}
    every = sheets_of(book, brief.tables)
    found = {table.name: every[table.name] for table in tables if table.name in every}
    for table in tables:
        taken = {sheet.title for sheet in (*every.values(), *found.values())}
        others = [] if table.name in found else [*alike(book, table, taken)]
        if len(others) == 1:
            found[table.name] = others[0]
    return found


def loose_pictures(book: Workbook, brief: Brief, told: Iterable[Finding]) -> Iterator[Finding]:
    """Pictures on sheets where nobody looks for them: once for a sheet, at the first.

    Args:
        book: the returned form.
        brief: what is asked for.
        told: what was found in it; of a cell with a `cell-picture` all is said.
    """
    if _is_foreign(book, brief):
        return
    takers = [table for table in _tables(brief) if _has_photos(table)]
    sheets = unit_sheets(book, brief)
    taken = {sheets[table.name].title for table in takers if table.name in sheets}
    said = {(one.place.sheet, one.place.cell) for one in told if one.code == "cell-picture"}
    columns = "、".join(f"“{t.name}”表的“{c.label}”一栏" for t in takers for c in _photos(t))
    for sheet in book.sheets.values():
        if sheet.title in taken:
            continue
        found, broken = picture_cells(book, sheet)
        yield from broken
        refs = [ref for ref in found if (ref.sheet, ref.cell) not in said]
        if refs:
            code = "pictures-elsewhere" if takers else "pictures-unasked"
            cells = "、".join(dict.fromkeys(ref.cell for ref in refs))
            place, count = refs[0].place(), len(refs)
            yield finding(code, place, found=cells, count=count, columns=columns)


def with_records(
    book: Workbook,
    brief: Brief,
    submissions: tuple[Submission, ...],
) -> _Read:
    """The submissions with their records, and what is wrong with the sheets.

    Args:
        book: the returned form, or the one-workbook job.
        brief: what is asked for.
        submissions: all that the workbook holds.
    """
    tables = _tables(brief)
    if not tables or _is_foreign(book, brief):
        return submissions, ()
    sheets = unit_sheets(book, brief)
    findings: list[Finding] = []
    of_each: list[dict[str, tuple[Record, ...]]] = [{} for _ in submissions]
    for table in tables:
        sheet = sheets.get(table.name)
        if sheet is None:
            findings.append(_absent(book, table))
            continue
        seen = _looked_for(book, sheet, table, findings)
        findings += _renamed(book, sheet, table)
        lacking = "head-missing" if book.file == brief.file else "form-lacks-column"
        found, wrong = read_records(book, sheet, table, seen, lacking)
        findings += wrong
        shares, of_nobody = _shared(found, submissions, brief, table)
        findings += of_nobody
        for records, share in zip(of_each, shares, strict=True):
            records[table.name] = share
    findings += _elsewhere(book, brief, sheets)
    reported = tuple(
        replace(one, records=records) for one, records in zip(submissions, of_each, strict=True)
    )
    return reported, tuple(findings)


def _tables(brief: Brief) -> tuple[Table, ...]:
    return tuple(table for table in brief.tables if table.filled_by is FilledBy.UNITS)


def _has_photos(table: Table) -> bool:
    return any(_photos(table))


def _photos(table: Table) -> Iterator[Column]:
    return (column for column in table.columns if column.column_type is ColumnType.PHOTO)


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


def _renamed(book: Workbook, sheet: Sheet, table: Table) -> Iterator[Finding]:
    """That the sheet is known by nothing but its head."""
    place = book.place(names.table_name(table.name))
    is_named = place is not None and place[0] is sheet
    if not is_named and label_key(sheet.title) != label_key(table.name):
        at = Place(file=book.file, sheet=sheet.title, label=table.name)
        yield finding("table-renamed", at, found=sheet.title)


def _elsewhere(book: Workbook, brief: Brief, sheets: Mapping[str, Sheet]) -> Iterator[Finding]:
    """Sheets that go on with a table, or hold another copy of it."""
    every = (*sheets.values(), *sheets_of(book, brief.tables).values())
    taken = {sheet.title for sheet in every}
    for table in _tables(brief):
        for sheet in alike(book, table, taken):
            head = heads_in(sheet, table)
            if count := sum(row > head for row in sheet.by_row):
                taken.add(sheet.title)
                own = sheets[table.name].title if table.name in sheets else table.name
                place = Place(file=book.file, sheet=sheet.title, label=table.name)
                yield finding("table-elsewhere", place, found=own, count=count)


def _looked_for(
    book: Workbook, sheet: Sheet, table: Table, findings: list[Finding]
) -> tuple[Picture, ...]:
    if not _has_photos(table):
        return ()
    pictures, found = read_pictures(book, sheet)
    findings += found
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
    known: dict[str, int | None] = {}  # by what is written: a log says the same units again
    shares: dict[int, list[Record]] = defaultdict(list)
    strangers: dict[str, list[Cell]] = defaultdict(list)
    nameless: list[Record] = []
    for one in found:
        text = one.unit.text if one.unit else ""
        if text not in known:
            known[text] = owners.get(_unit_key(text, roster)) if normal_name(text) else None
        number = known[text]
        if not normal_name(text) and len(submissions) == 1:
            number = 0
        if number is not None:
            shares[number].append(one.record)
        elif one.unit and normal_name(text):
            strangers[text].append(one.unit)
        else:
            nameless.append(one.record)
    findings = [*_of_strangers(strangers, submissions, brief), *_of_nobody(nameless, table)]
    return [tuple(shares[number]) for number in range(len(submissions))], findings


def _of_strangers(
    strangers: Mapping[str, Sequence[Cell]], submissions: Sequence[Submission], brief: Brief
) -> Iterator[Finding]:
    """Told once for each name, at its first record.

    A unit of the roster is spelt right, and meant: it has only not reported.
    """
    units = [submission.unit for submission in submissions]
    roster = Roster(brief.units)
    for text, cells in strangers.items():
        place = cells[0].ref.place(names.LEDGER_UNIT_HEAD)
        more = f"（共 {len(cells)} 条）" if len(cells) > 1 else ""
        if roster.find(text):
            yield finding("table-unit-unreported", place, found=text, more=more)
        else:
            near = hint(text, units)
            yield finding("table-unit-unknown", place, found=text, hint=near, more=more)


def _unit_key(name: str, roster: Roster) -> str:
    match = roster.find(name) if normal_name(name) else None
    return normal_name(match.unit.name if match else name)


def _of_nobody(nameless: Sequence[Record], table: Table) -> Iterator[Finding]:
    """Told once, at the first: where the column is missing it is every row."""
    if nameless:
        place = nameless[0].ref.place(table.name)
        yield finding("table-of-nobody", place, count=len(nameless))
