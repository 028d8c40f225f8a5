"""Turns the numbers of records into what a row of totals below them should say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from make_docx.catalogue import finding
from make_docx.figures.exactness import exactly, plain
from make_docx.figures.grammar import read_amount
from make_docx.findings import Finding
from make_docx.indicator_rules import PERCENT_SIGNS
from make_docx.intake.workbook import Sheet, Spot, Workbook
from make_docx.model import CellKind, Column, ColumnType, Status

_KNOWN: Final = (Status.EXACT, Status.NOT_APPLICABLE)
_SUMMED: Final = (ColumnType.INTEGER, ColumnType.DECIMAL)


class Sums:
    """Adds up the rows that it is given; None where a number is 约, or cannot be told."""

    def __init__(self, book: Workbook, sheet: Sheet, columns: Mapping[Column, int]) -> None:
        self._book = book
        self._sheet = sheet
        self._columns = {
            column: number
            for column, number in columns.items()
            if column.column_type in _SUMMED and column.unit not in PERCENT_SIGNS
        }
        self._all: dict[Column, Decimal | None] = dict.fromkeys(self._columns, Decimal(0))
        self._rows: list[int] = []  # since the last row of totals; most tables have none

    def add(self, row: int) -> None:
        """Take a record."""
        self._rows.append(row)

    def compared(self, row: int) -> Iterator[Finding]:
        """What a row of totals says that is the sum neither of all rows nor of the last ones."""
        for column, at in self._columns.items():
            since: Decimal | None = Decimal(0)
            for record in self._rows:
                since = _plus(since, self._number(column, record))
            expected = self._all[column] = _plus(self._all[column], since)
            spot, stated = Spot(row, at), self._number(column, row)
            if self._sheet.at(spot).is_blank or stated is None or expected is None:
                continue
            if stated not in (expected, since):
                place = self._book.ref(self._sheet, spot).place(column.label)
                shown = f"{plain(expected):f}"
                found = f"{plain(stated):f}"
                yield finding("records-total-differs", place, found=found, expected=shown)
        self._rows.clear()

    def _number(self, column: Column, row: int) -> Decimal | None:
        spot = Spot(row, self._columns[column])
        if self._sheet.origin(spot) != spot:
            return None
        value = self._sheet.at(spot)
        if value.is_blank:
            return Decimal(0)
        if value.kind not in (CellKind.NUMBER, CellKind.TEXT):
            return None
        amount = read_amount(value.text, column.unit)
        if amount is None or amount.has_other_unit or amount.status not in _KNOWN:
            return None
        return amount.value or Decimal(0)


def _plus(total: Decimal | None, number: Decimal | None) -> Decimal | None:
    if total is None or number is None:
        return None
    with exactly():
        return total + number
