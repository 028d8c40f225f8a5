"""Turns the rows of the 表格 sheet into tables, and says what is wrong with the list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, TypeVar

from msgspec import Struct, field

from make_docx.catalogue import finding
from make_docx.findings import Finding
from make_docx.intake.entry import as_list, as_number
from make_docx.intake.table import YES_NO, Entry, Row, choose, required
from make_docx.labels import label_key
from make_docx.model import Column, ColumnType, FilledBy, Indicator, Table
from make_docx.table_rules import (
    COUNT_EXPECTED,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_TABLES,
    faults_of,
    settled,
)

_HEADS: Final = {
    "name": "表格",
    "label": "栏目",
    "choices": "选项",
    "in_order": "按时间先后",
    "apart": "时间不重叠",
    "minimum": "至少几条",
}
_TYPES: Final = {str(choice): choice for choice in ColumnType}
_FILLED_BY: Final = {str(choice): choice for choice in FilledBy}

_Choice = TypeVar("_Choice")


class _Draft(Struct):
    """The rows of one table."""

    name: str
    rows: list[Row] = field(default_factory=list)


def read_tables(
    rows: Sequence[Row], indicators: Sequence[Indicator], problems: list[Finding]
) -> tuple[Table, ...]:
    """The tables in order, with the columns that have a name of their own."""
    drafts = _drafts(rows, problems)
    tables = [_table(draft, problems) for draft in drafts]
    for fault in faults_of(tables, indicators):
        entry = drafts[fault.table].rows[fault.column or 0][_HEADS[fault.field]]
        if entry.is_faulty or (fault.field == "name" and not fault.found):
            continue
        other = ""
        if fault.other:
            number, place = fault.other
            ref = drafts[number].rows[place or 0][_HEADS[fault.field]].ref
            other = f"{ref.sheet}!{ref.cell}"
        problems.append(fault.finding(entry.place, other))
    usable = map(_usable, tables[:MOST_TABLES])
    return tuple(table for table in usable if table.name and table.columns)


def _drafts(rows: Sequence[Row], problems: list[Finding]) -> list[_Draft]:
    """The rows by their table; one that does not say which goes on with the one above."""
    drafts: dict[str, _Draft] = {}
    current: _Draft | None = None
    for row in rows:
        entry = row["表格"]
        if not entry.is_blank:
            name = " ".join(entry.text.split())
            current = drafts.setdefault(label_key(name), _Draft(name))
        elif current is None:
            required(entry, problems)
            current = drafts.setdefault("", _Draft(""))
        current.rows.append(row)
    return list(drafts.values())


def _table(draft: _Draft, problems: list[Finding]) -> Table:
    filled_by = _once(draft, "填写人", _FILLED_BY, FilledBy.OFFICE, problems)
    if all(row["填写人"].is_blank for row in draft.rows):
        required(draft.rows[0]["填写人"], problems)
    return Table(
        name=draft.name,
        filled_by=filled_by,
        columns=tuple(_column(row, problems) for row in draft.rows),
        in_order=_once(draft, "按时间先后", YES_NO, False, problems),
        apart=_once(draft, "时间不重叠", YES_NO, False, problems),
        minimum=_minimum(draft, problems),
        note=_told(draft, "表格说明", problems).text,
        ref=draft.rows[0]["表格"].ref,
    )


def _column(row: Row, problems: list[Finding]) -> Column:
    chosen = choose(row["类型"], _TYPES, ColumnType.TEXT, problems)
    column_type, unit = settled(chosen, row["计量单位"].text)
    return Column(
        label=" ".join(row["栏目"].text.split()),
        column_type=column_type,
        unit=unit,
        required=choose(row["必填"], YES_NO, True, problems),
        choices=as_list(row["选项"].text, split_spaces=False),
        note=row["填写说明"].text,
        ref=row["栏目"].ref,
    )


def _once(
    draft: _Draft,
    head: str,
    choices: Mapping[str, _Choice],
    default: _Choice,
    problems: list[Finding],
) -> _Choice:
    return choose(_told(draft, head, problems), choices, default, problems)


def _told(draft: _Draft, head: str, problems: list[Finding]) -> Entry:
    """What the table says of itself, in any of its rows; saying two things is a fault."""
    entries = [row[head] for row in draft.rows if not row[head].is_blank]
    for entry in entries[1:]:
        if entry.text != entries[0].text:
            expected = entries[0].text
            found = finding("table-told-twice", entry.place, found=entry.text, expected=expected)
            problems.append(found)
    return entries[0] if entries else draft.rows[0][head]


def _minimum(draft: _Draft, problems: list[Finding]) -> int:
    entry = _told(draft, _HEADS["minimum"], problems)
    if entry.is_blank:
        return 0
    number = as_number(entry.value, "条")
    if number is None or not 0 <= number <= MOST_ROWS or number != number.to_integral_value():
        expected = COUNT_EXPECTED
        problems.append(finding("brief-invalid", entry.place, found=entry.text, expected=expected))
        return 0
    return int(number)


def _usable(table: Table) -> Table:
    """The table without the columns that have no name, or the name of one before."""
    kept: dict[str, Column] = {}
    for column in table.columns[:MOST_COLUMNS]:
        if column.label:
            kept.setdefault(label_key(column.label), column)
    return Table(
        table.name,
        table.filled_by,
        tuple(kept.values()),
        table.in_order,
        table.apart,
        table.minimum,
        table.note,
        table.ref,
    )
