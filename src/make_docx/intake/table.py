"""Turns a table of a sheet into its rows, found by the words of its head in any order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeVar

from msgspec import Struct

from make_docx.catalogue import finding
from make_docx.findings import Finding, Place
from make_docx.intake import names, workbook
from make_docx.intake.entry import as_text
from make_docx.intake.stored import clean
from make_docx.intake.workbook import BLANK, Sheet, Spot, Value, Workbook
from make_docx.labels import label_key
from make_docx.model import CellKind, CellRef

HEAD_WITHIN: Final = 30  # rows from the top
MOST_ROWS: Final = 5_000

YES_NO: Final = {"是": True, "否": False}

Choice = TypeVar("Choice")


class Entry(Struct, frozen=True):
    """One cell of a table under its head; whatever `is_faulty` has been reported already."""

    label: str
    value: Value
    ref: CellRef
    is_faulty: bool = False

    @property
    def text(self) -> str:
        return as_text(self.value)

    @property
    def is_blank(self) -> bool:
        return self.value.is_blank

    @property
    def place(self) -> Place:
        return self.ref.place(self.label)


Row = Mapping[str, Entry]


def read_table(
    book: Workbook, sheet: Sheet, heads: Sequence[str], problems: list[Finding]
) -> list[Row]:
    """The rows below the head that hold something under one of `heads`."""
    problems.extend(unread(book, sheet))
    head_row, columns = _head(sheet, heads)
    missing = [head for head in heads if head not in columns and head not in names.LATER_HEADS]
    at = Place(book.file, sheet.title, Spot(head_row, 1).coordinate, sheet.title)
    problems.extend(finding("head-missing", at, expected=head) for head in missing)
    used = {spot.row for spot in sheet.values if spot.column in columns.values()}
    rows = sorted(row for row in used if row > head_row)
    if len(rows) > MOST_ROWS:
        past = Place(book.file, sheet.title, Spot(rows[MOST_ROWS], 1).coordinate, sheet.title)
        problems.append(finding("table-too-long", past, found=len(rows), expected=str(MOST_ROWS)))
    return [_row(book, sheet, number, heads, columns, problems) for number in rows[:MOST_ROWS]]


def unread(book: Workbook, sheet: Sheet) -> Iterator[Finding]:
    """That a sheet goes on where nothing is read any more, at the first cell out there."""
    if sheet.beyond:
        expected = f"{workbook.MOST_ROWS} 行、{workbook.MOST_COLUMNS} 列"
        place = book.ref(sheet, sheet.beyond).place(sheet.title)
        yield finding("sheet-too-large", place, expected=expected)


def required(entry: Entry, problems: list[Finding]) -> str:
    """The text of a cell that has to be filled in."""
    if entry.is_blank and not entry.is_faulty:
        problems.append(finding("brief-blank", entry.place))
    return entry.text


def choose(
    entry: Entry, choices: Mapping[str, Choice], default: Choice, problems: list[Finding]
) -> Choice:
    """The choice a cell names; `default` when it is empty."""
    if entry.is_blank:
        return default
    if entry.text not in choices:
        expected = "、".join(choices)
        problems.append(finding("brief-invalid", entry.place, found=entry.text, expected=expected))
    return choices.get(entry.text, default)


def _head(sheet: Sheet, heads: Sequence[str]) -> tuple[int, dict[str, int]]:
    """The row that holds most of `heads`, and their columns; the first row when none does."""
    wanted = {label_key(head): head for head in heads}
    rows: dict[int, dict[str, int]] = {}
    for key, head in wanted.items():
        for spot in sheet.by_key.get(key, ()):
            if spot.row <= HEAD_WITHIN:
                rows.setdefault(spot.row, {}).setdefault(head, spot.column)
    if not rows:
        return 1, {}
    row = max(rows, key=lambda row: (len(rows[row]), -row))
    return row, rows[row]


def _row(
    book: Workbook,
    sheet: Sheet,
    number: int,
    heads: Sequence[str],
    columns: Mapping[str, int],
    problems: list[Finding],
) -> Row:
    entries = {}
    for head in heads:
        spot = Spot(number, columns.get(head, 1))
        ref = book.ref(sheet, spot)
        value = sheet.at(spot) if head in columns else BLANK
        if head == names.RELATION_HEAD:
            value = _as_typed(value, sheet.formulas.get(spot, ""))
        fault = fault_of(value, ref, head)
        if fault and head == names.RELATION_HEAD:
            fault = finding("relation-as-formula", fault.place, found=value.text)
        if fault:
            problems.append(fault)
            value = BLANK
        entries[head] = Entry(head, value, ref, fault is not None or head not in columns)
    return entries


def _as_typed(value: Value, formula: str) -> Value:
    """A 勾稽关系 as it was typed: Excel makes a formula of “= 甲 + 乙” unless the cell is text."""
    is_formula = value.kind in (CellKind.FORMULA, CellKind.ERROR)
    return Value(CellKind.TEXT, f"={clean(formula)}") if is_formula and formula else value


def fault_of(value: Value, ref: CellRef, label: str) -> Finding | None:
    """What keeps a cell of the brief from being read, whatever belongs there."""
    if value.kind is CellKind.FORMULA:
        return finding("cell-formula", ref.place(label))
    if value.kind is CellKind.ERROR:
        return finding("cell-error", ref.place(label), found=value.text)
    return None
