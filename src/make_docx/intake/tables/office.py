"""Turns the sheets of the brief that hold tables into the records of the issuing office."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from make_docx.catalogue import finding
from make_docx.findings import Finding, Place
from make_docx.intake.pictures import read_pictures
from make_docx.intake.tables.records import read_records
from make_docx.intake.tables.sheets import sheets_of
from make_docx.intake.workbook import Sheet, Workbook
from make_docx.model import ColumnType, FilledBy, Picture, Record, Table


def office_records(
    book: Workbook, tables: Sequence[Table], problems: list[Finding]
) -> Mapping[str, tuple[Record, ...]]:
    """Name → records of every table that the issuing office fills in."""
    sheets = sheets_of(book, tables)
    records = {}
    for table in tables:
        if table.filled_by is not FilledBy.OFFICE:
            continue
        sheet = sheets.get(table.name)
        if sheet is None:
            place = Place(file=book.file, sheet=table.name, label=table.name)
            problems.append(finding("table-sheet-missing", place))
            continue
        pictures = _pictures(book, sheet, table, problems)
        found, findings = read_records(book, sheet, table, pictures, "head-missing")
        problems += findings
        records[table.name] = tuple(one.record for one in found)
    return records


def _pictures(
    book: Workbook, sheet: Sheet, table: Table, problems: list[Finding]
) -> tuple[Picture, ...]:
    if all(column.column_type is not ColumnType.PHOTO for column in table.columns):
        return ()
    pictures, found = read_pictures(book, sheet)
    problems += found
    return pictures
