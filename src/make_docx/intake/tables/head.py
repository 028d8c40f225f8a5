"""Turns the head of a sheet of records into the columns of its table, found by their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum, auto
from typing import Final

from msgspec import Struct, field
from msgspec.structs import force_setattr

from make_docx.catalogue import finding
from make_docx.day_text import without_clock
from make_docx.days import read_period
from make_docx.findings import Finding, Place, Severity
from make_docx.intake import names
from make_docx.intake.entry import as_number
from make_docx.intake.table import HEAD_WITHIN
from make_docx.intake.workbook import Sheet, Spot, Value, Workbook
from make_docx.labels import hint, label_key
from make_docx.model import Column, ColumnType, Period, Table
from make_docx.table_rules import DATED, NUMERIC, head_of

_NUMBERING: Final = label_key("序号")
_UNIT: Final = label_key(names.LEDGER_UNIT_HEAD)
_FEWEST: Final = 2  # columns by which a head is known from a row that has a word of it
_STARS: Final = "＊*"


class Likeness(Enum):
    """How a row below the head is like it."""

    NONE = auto()
    SAME = auto()  # the head once more, as on every page of a printed list
    OTHER = auto()  # the heads of other columns: what follows stands in another order


class Head(Struct, frozen=True):
    """Where a table stands in a sheet; `unit_column` is 0 where no column names the units.

    `owners` says whose column a text may stand above, by the text's `label_key`.
    """

    row: int
    columns: Mapping[str, int]  # label → column
    unit_column: int = 0
    owners: Mapping[str, str] = field(default_factory=dict)
    _labels: Mapping[int, str] = field(default_factory=dict)  # follows from `columns`

    def __post_init__(self) -> None:
        labels = {column: label for label, column in self.columns.items()}
        force_setattr(self, "_labels", labels)

    def likeness(self, sheet: Sheet, row: int) -> Likeness:
        """Whether a row below is a head, too: of two columns or more, and of all it fills."""
        here = self._labels
        said: dict[int, str] = {}
        for spot, text in sheet.texts_of(row):
            if spot.column in here:
                if (owner := self.owners.get(label_key(text))) is None:
                    return Likeness.NONE
                said[spot.column] = owner
        filled = sum(column in here for column in sheet.by_row.get(row, ()))
        if len(said) < filled or filled < min(_FEWEST, len(here)):
            return Likeness.NONE
        is_same = all(said[column] == here[column] for column in said)
        return Likeness.SAME if is_same else Likeness.OTHER


def heads_in(sheet: Sheet, table: Table) -> int:
    """The row of `sheet` that names all columns that `table` needs, two or more; else 0."""
    owners = _owners(table.columns)
    needed = {column.label for column in table.columns if column.required}
    for row, labels in sorted(_held(sheet, owners).items()):
        if needed <= labels and len(labels) >= _FEWEST:
            return row
    return 0


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
    columns = {label: spots[0].column for label, spots in found.items()}
    head = Head(row, columns, unit_column, owners)
    findings = [
        *_above(book, sheet, table, head),
        *_lacking(book, sheet, table, row, found, lacking),
        *_repeated(book, sheet, found),
        *_others(book, sheet, table, others, is_short=len(found) < len(table.columns)),
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
    held = _held(sheet, owners)
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


def _held(sheet: Sheet, owners: Mapping[str, str]) -> Mapping[int, set[str]]:
    """Row → the columns that it names, near the top."""
    held: dict[int, set[str]] = defaultdict(set)
    for key, owner in owners.items():
        for spot in sheet.by_key.get(key, ()):
            last = sheet.merges[spot][1].row if spot in sheet.merges else spot.row
            for row in range(spot.row, min(last, HEAD_WITHIN) + 1):
                held[row].add(owner)
    return held


def _above(book: Workbook, sheet: Sheet, table: Table, head: Head) -> Iterator[Finding]:
    """Rows above the head that look like records: sorting took the head along."""
    needed = {c.label: c for c in table.columns if c.label in head.columns and c.required}
    if len(needed) < _FEWEST:
        needed = {c.label: c for c in table.columns if c.label in head.columns}
    places = {head.columns[label]: column for label, column in needed.items()}
    rows = [
        row
        for row, columns in sheet.by_row.items()
        if row < head.row
        and len(places.keys() & set(columns)) >= _FEWEST
        and all(_fits(sheet.at(Spot(row, at)), column) for at, column in places.items())
    ]
    if rows:
        place = book.ref(sheet, Spot(rows[0], min(places))).place(table.name)
        yield finding("rows-above-head", place, found=listed(rows), head=head.row)


def _fits(value: Value, column: Column) -> bool:
    """Whether it may be meant for the column; what leads up to a colon, stars and heads are not."""
    words = value.words.strip(_STARS)
    if value.is_blank or column.column_type is ColumnType.PHOTO:
        return not column.required
    if column.column_type in DATED:
        return isinstance(read_period(without_clock(words)), Period)
    if column.column_type in NUMERIC:
        return as_number(value, column.unit) is not None
    if column.choices:
        return label_key(words) in map(label_key, column.choices)
    is_head = label_key(words) in (label_key(column.label), label_key(head_of(column)))
    return bool(words) and not words.endswith(("：", ":")) and not is_head


def listed(rows: Sequence[int]) -> str:
    """第 1、2、3 行: the numbers; a long list is cut."""
    return "、".join(map(str, rows[:5])) + (f" 等 {len(rows)}" if len(rows) > 5 else "")


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
    book: Workbook,
    sheet: Sheet,
    table: Table,
    others: Sequence[tuple[Spot, str]],
    *,
    is_short: bool,
) -> Iterator[Finding]:
    """Columns that hold something, and are none of the table's.

    Where the table lacks a column (`is_short`), one of them is likely to be it under another name.
    """
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
            unknown = finding("table-head-unknown", place, found=text, hint=hint(text, labels))
            yield unknown.with_severity(Severity.ERROR) if is_short else unknown
        elif filled:
            place = book.ref(sheet, filled).place(table.name)
            outside = finding("table-cell-outside", place, found=sheet.at(filled).text)
            yield outside.with_severity(Severity.ERROR) if is_short else outside
