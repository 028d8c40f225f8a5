"""Turns a workbook of our own making into the rows of some of its sheets, one after the other.

A report of a province has more rows than there is room for, and more than a unit may send.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress

from msgspec.structs import replace

from make_docx.intake.book import read_book
from make_docx.intake.bounds import without_empty_cells, without_padding
from make_docx.intake.package import Package, feed
from make_docx.intake.sheet import Value
from make_docx.intake.sheet_reader import LAST_ROW, Setting, SheetReader

# Takes the number of a row and what stands in it, by column; both count from 1.
TakeRow = Callable[[int, Mapping[int, Value]], None]


class _EnoughError(Exception):
    """No more rows are wanted; nothing but an exception ends the events of a part."""


def read_rows(data: bytes, takers: Mapping[str, TakeRow]) -> frozenset[str]:
    """Read the sheets whose titles `takers` has; `archive_guard` has seen the bytes before.

    Returns:
        The titles that are there.

    Raises:
        Exception: of any kind, from a part that is broken.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        package = Package(archive)
        book = read_book(package)
        setting = replace(book.setting, last_row=LAST_ROW)
        found = {
            title: book.relations[number].target
            for title, number, _ in book.sheets
            if title in takers and book.relations[number].kind == "worksheet"
        }
        for title, part in found.items():
            kept = without_empty_cells(without_padding(package.read(part)))
            feed(kept, _RowReader(setting, takers[title]))
        return frozenset(found)


def read_heads(data: bytes, taker: Callable[[str], TakeRow], last_row: int) -> None:
    """Read the rows up to `last_row` of every sheet; `taker` is asked for each by its title.

    A part that several sheets point at is read for the first of them only: there may be a
    million such sheets.

    Raises:
        Exception: of any kind, from a part that is broken.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        package = Package(archive)
        book = read_book(package)
        setting = replace(book.setting, last_row=last_row)
        read: set[str] = set()
        for title, number, _ in book.sheets:
            relation = book.relations[number]
            name = relation.target.casefold()
            if relation.kind == "worksheet" and name not in read:
                read.add(name)
                with suppress(_EnoughError):
                    part = without_padding(package.read(relation.target))
                    feed(part, _HeadReader(setting, taker(title)))


class _RowReader(SheetReader):
    """Keeps no more than one row."""

    def __init__(self, setting: Setting, take: TakeRow) -> None:
        super().__init__(setting)
        self._take = take

    def end(self, tag: str) -> None:
        super().end(tag)
        if tag == "row" and self.values:
            self._take(self._row, {spot.column: value for spot, value in self.values.items()})
            self.values.clear()


class _HeadReader(_RowReader):
    """Goes no further than the rows that are kept."""

    def end(self, tag: str) -> None:
        super().end(tag)
        if tag == "row" and self._row >= self._setting.last_row:
            raise _EnoughError
