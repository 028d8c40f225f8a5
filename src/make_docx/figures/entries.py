"""Turns the records of the tables into the entries that count, and every finding."""

from __future__ import annotations

import unicodedata
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final

from make_docx.catalogue import finding
from make_docx.days import DatedSpan, in_year, spans
from make_docx.figures.entry import Years, read_entry
from make_docx.figures.folding import folded
from make_docx.figures.value import is_empty
from make_docx.findings import Finding, Place
from make_docx.labels import unspaced
from make_docx.late_pattern import late_pattern
from make_docx.model import (
    Brief,
    Column,
    ColumnType,
    Day,
    Entry,
    Figure,
    FilledBy,
    Period,
    Picture,
    Record,
    Submission,
    Table,
    Value,
)
from make_docx.table_rules import DATED

Entries = Mapping[str, tuple[Entry, ...]]

_YEAR: Final = late_pattern("(?<![0-9])20[0-9]{2}(?![0-9])")
_INTO_NEXT: Final = late_pattern("冬|学年|学期")  # 2025年冬春, 2025学年第二学期 go on into 2026
_STOPS: Final = "。.;"  # behind a text, where they say nothing
_NAMED: Final = 3  # rows that are the same as others, in a message


def office_entries(brief: Brief) -> tuple[dict[str, tuple[Entry, ...]], tuple[Finding, ...]]:
    """The entries of the tables that the issuing office fills in, by table."""
    tables = [table for table in brief.tables if table.filled_by is FilledBy.OFFICE]
    years = Years(printed=brief.year_meant)
    return _entries(tables, brief.records, years, brief.file, "")


def unit_entries(
    brief: Brief, submission: Submission, unit: str
) -> tuple[dict[str, tuple[Entry, ...]], tuple[Finding, ...]]:
    """The entries of one unit, by table; its findings decide whether they count."""
    tables = [table for table in brief.tables if table.filled_by is FilledBy.UNITS]
    if not tables:
        return {}, ()
    return _entries(tables, submission.records, _years_of_units(brief), submission.file, unit)


def _years_of_units(brief: Brief) -> Years:
    """Units tell of what has been, in the year of the 报送期次, before the 成文日期."""
    elements = brief.elements
    period = unicodedata.normalize("NFKC", elements.period)
    named = sorted({int(year) for year in _YEAR.findall(period)})
    issued_on, deadline = elements.issued_on, elements.deadline
    reported = named[0] if len(named) == 1 else None
    if not named and reported is None and issued_on and deadline and deadline < issued_on:
        reported = deadline.year
    if brief.attaches_form:  # a form that goes out with its notice comes back after that
        return Years(brief.year_meant, reported)
    told = range(named[0], named[-1] + 1 + bool(_INTO_NEXT.search(period))) if named else None
    return Years(brief.year_meant, reported, issued_on, told)


def _entries(
    tables: Iterable[Table],
    records: Mapping[str, Sequence[Record]],
    years: Years,
    file: str,
    unit: str,
) -> tuple[dict[str, tuple[Entry, ...]], tuple[Finding, ...]]:
    by_table: dict[str, tuple[Entry, ...]] = {}
    findings: list[Finding] = []
    for table in tables:
        filled = [record for record in records.get(table.name, ()) if not is_empty(record)]
        read = [read_entry(table, record, unit=unit, years=years) for record in filled]
        findings += folded(found for _, of_row in read for found in of_row)
        entries = tuple(entry for entry, _ in read if entry)
        by_table[table.name] = entries
        findings += _dates(table, entries, years.meant)
        findings += _same(table, entries, years.meant)
        if len(filled) < table.minimum:
            findings.append(_too_few(table, len(filled), file))
    return by_table, tuple(findings)


def _too_few(table: Table, count: int, file: str) -> Finding:
    place = Place(file=file, sheet=table.name, label=table.name)
    return finding("table-short", place, found=count, expected=f"至少 {table.minimum} 行")


# ── what one row says beside another ─────────────────────────────────────────────────────


def _same(table: Table, entries: Sequence[Entry], year: int | None) -> Iterable[Finding]:
    """Rows that mean all that another one means, as after copying: one finding for the table.

    In `year`, 2026年10月12日 and 10.12 are one day. Rows of numbers, days and choices alone are the
    same often enough.
    """
    told = [column for column in table.columns if _is_told(column)]
    first: dict[Hashable, Entry] = {}
    again: list[tuple[Entry, Entry]] = []
    for entry in entries:
        if any(entry.values.get(column.label) for column in told):
            key = tuple(_key(entry.values.get(column.label), year) for column in table.columns)
            before = first.setdefault(key, entry)
            if before is not entry:
                again.append((entry, before))
    if again:
        pairs = [f"{row.record.ref.cell}（同 {other.record.ref.cell}）" for row, other in again]
        more = " 等" if len(pairs) > _NAMED else ""
        place = again[0][0].record.ref.place(table.name)
        found, cells = "、".join(pairs), "、".join(pairs[:_NAMED]) + more
        yield finding("entries-same", place, found=found, cells=cells, count=len(again))


def _is_told(column: Column) -> bool:
    is_text = column.column_type is ColumnType.TEXT and not column.choices
    return is_text or column.column_type is ColumnType.PHOTO


def _key(value: Value, year: int | None) -> Hashable:
    match value:
        case str():
            return unspaced(unicodedata.normalize("NFKC", value)).rstrip(_STOPS).casefold()
        case Day() | Period():
            return in_year(value, year) if year else value
        case Figure():
            return value.value, value.status
        case Picture():
            return value.sha256
        case _:
            return value


def _dates(table: Table, entries: Sequence[Entry], year: int | None) -> Iterable[Finding]:
    label = next((c.label for c in table.columns if c.column_type in DATED), "")
    dated = [
        (entry, value)
        for entry in entries
        if isinstance(value := entry.values.get(label), Day | Period)
    ]
    rows = [entry for entry, _ in dated]
    found = spans([value for _, value in dated], year)
    if table.in_order:
        yield from _out_of_order(label, rows, found)
    if table.apart:
        yield from _overlapping(label, rows, found)


def _out_of_order(
    label: str, rows: Sequence[Entry], found: Sequence[DatedSpan]
) -> Iterable[Finding]:
    for before, after in pairwise(range(len(rows))):
        if found[after].first < found[before].first:
            yield _beside("dates-disordered", rows[after], label, rows[before])


def _overlapping(
    label: str, rows: Sequence[Entry], found: Sequence[DatedSpan]
) -> Iterable[Finding]:
    """Every period that begins before one that began earlier, or higher up, is over."""
    by_start = sorted(range(len(rows)), key=lambda index: (found[index].first, index))
    latest = -1
    for index in by_start:
        if latest >= 0 and found[index].first <= found[latest].last:
            row, other = max(index, latest), min(index, latest)
            yield _beside("dates-overlap", rows[row], label, rows[other])
        if latest < 0 or found[index].last > found[latest].last:
            latest = index


def _beside(code: str, row: Entry, label: str, other: Entry) -> Finding:
    cell, beside = row.record.cells[label], other.record.cells[label]
    return finding(
        code,
        cell.ref.place(label),
        found=cell.text,
        expected=beside.text,
        other=f"{beside.ref.sheet}!{beside.ref.cell}",
    )
