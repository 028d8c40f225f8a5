"""Turns the head of a sheet of records into the columns of its table, found by their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from make_docx.catalogue import finding
from make_docx.findings import Finding, Place, Severity
from make_docx.intake import names
from make_docx.intake.table import HEAD_WITHIN
from make_docx.intake.workbook import Sheet, Spot, Workbook
from make_docx.labels import hint, label_key
from make_docx.model import Column, Table
from make_docx.table_rules import head_of

_NUMBERING: Final = label_key("序号")
_UNIT: Final = label_key(names.LEDGER_UNIT_HEAD)


@dataclass(frozen=True, slots=True)
class Head:
    """Where a table stands in a sheet; `unit_column` is 0 where no column names the units."""

    row: int
    columns: Mapping[str, int]  # label → column
    unit_column: int = 0

    def is_repeated(self, sheet: Sheet, row: int) -> bool:
        """Whether a row below is the head once more, as on every page of a printed list."""
        said = {c: label_key(text) for (_, c), text in sheet.texts_of(row)}
        heads = {c: label_key(text) for (_, c), text in sheet.texts_of(self.row)}
        here = set(self.columns.values())
        return here <= said.keys() and all(said[column] == heads.get(column) for column in here)


def find_head(
    book: Workbook, sheet: Sheet, table: Table, lacking: str
) -> tuple[Head | None, tuple[Finding, ...]]:
    """The head of the table, and what is wrong with it.

    Args:
        book: the workbook of the sheet.
        sheet: where the records are.
        table: what columns there should be.
        lacking: the code of the finding that a column is not there.
    """
    owners = _owners(table.columns)
    row = _row(book, sheet, table, owners)
    if not row:
        at = Place(file=book.file, sheet=sheet.title, label=table.name)
        return None, tuple(finding(lacking, at, expected=column.label) for column in table.columns)
    found: dict[str, list[Spot]] = defaultdict(list)
    others: list[tuple[Spot, str]] = []
    unit_column = 0
    for column in sorted({spot.column for spot in sheet.values if spot.row >= row}):
        spot = _origin(sheet, Spot(row, column))
        text = sheet.at(spot).words
        if owner := owners.get(label_key(text)):
            found[owner].append(spot)
        elif label_key(text) == _UNIT:
            unit_column = column
        elif label_key(text) != _NUMBERING:
            others.append((Spot(row, column), text))
    head = Head(row, {label: spots[0].column for label, spots in found.items()}, unit_column)
    findings = [
        *_lacking(book, sheet, table, row, found, lacking),
        *_repeated(book, sheet, found),
        *_others(book, sheet, table, others),
    ]
    return head, tuple(findings)


def _owners(columns: Sequence[Column]) -> Mapping[str, str]:
    """`label_key` of what may stand above a column → its label."""
    with_unit = {label_key(head_of(column)): column.label for column in columns}
    return with_unit | {label_key(column.label): column.label for column in columns}


def _row(book: Workbook, sheet: Sheet, table: Table, owners: Mapping[str, str]) -> int:
    """The row that holds most of the heads; of two the one above our area, or the upper one.

    0 where none does. A table of one column may be called as its column.
    """
    held: dict[int, set[str]] = defaultdict(set)
    for key, owner in owners.items():
        for spot in sheet.by_key.get(key, ()):
            last = sheet.merges[spot][1].row if spot in sheet.merges else spot.row
            for row in range(spot.row, min(last, HEAD_WITHIN) + 1):
                held[row].add(owner)
    # of rows that are merged into one head it is the last
    most = max(map(len, held.values()), default=0)
    rows = [row for row in sorted(held) if len(held[row]) == most]
    area = book.place(names.table_name(table.name))
    if area and area[0] is sheet and area[1].row - 1 in rows:
        return area[1].row - 1
    first = next(iter(rows), 0)
    while first + 1 in rows and _is_merged_on(sheet, first):
        first += 1
    return first


def _is_merged_on(sheet: Sheet, row: int) -> bool:
    return any(spot.row == row < area[1].row for spot, area in sheet.merges.items())


def _origin(sheet: Sheet, spot: Spot) -> Spot:
    """The cell that says the head of a column, which may be merged with cells above it."""
    origin = sheet.origin(spot)
    return origin if origin.column == spot.column else spot


def _lacking(
    book: Workbook,
    sheet: Sheet,
    table: Table,
    row: int,
    found: Mapping[str, Sequence[Spot]],
    code: str,
) -> Iterator[Finding]:
    for column in table.columns:
        if column.label not in found:
            place = book.ref(sheet, Spot(row, 1)).place(table.name)
            lacks = finding(code, place, expected=column.label)
            yield lacks if column.required else lacks.with_severity(Severity.WARN)


def _repeated(
    book: Workbook, sheet: Sheet, found: Mapping[str, Sequence[Spot]]
) -> Iterator[Finding]:
    for label, spots in found.items():
        if len(spots) > 1:
            cells = "、".join(spot.coordinate for spot in spots)
            place = book.ref(sheet, spots[0]).place(label)
            yield finding("column-repeated", place, found=cells)


def _others(
    book: Workbook, sheet: Sheet, table: Table, others: Sequence[tuple[Spot, str]]
) -> Iterator[Finding]:
    """Columns that hold something, and are none of the table's."""
    first: dict[int, Spot] = {}
    wanted = {spot.column: spot.row for spot, _ in others}
    for spot in sorted(sheet.values):
        if spot.row > wanted.get(spot.column, spot.row):
            first.setdefault(spot.column, spot)
    labels = [column.label for column in table.columns]
    for spot, text in others:
        filled = first.get(spot.column)
        if filled and text:
            place = book.ref(sheet, spot).place(table.name)
            yield finding("table-head-unknown", place, found=text, hint=hint(text, labels))
        elif filled:
            place = book.ref(sheet, filled).place(table.name)
            yield finding("table-cell-outside", place, found=sheet.at(filled).text)
