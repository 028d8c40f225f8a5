"""Turns the bytes of a workbook into its names and the values of its sheets, nothing else.

The bytes are taken as they are: `sniff` and `archive_guard` see them first. Looks, charts and
pictures are never read here, so that nothing in them can keep a figure from being read.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Final

from msgspec import Struct

from make_docx.cell_address import column_number
from make_docx.intake.archive_guard import MOST_MERGED_CELLS, guarded
from make_docx.intake.book import read_book
from make_docx.intake.bounds import without_empty_cells, without_padding
from make_docx.intake.package import Package, all_of_kind, feed
from make_docx.intake.pick_list import is_pick_list
from make_docx.intake.rich_values import RichValues
from make_docx.intake.serial_date import WINDOWS_EPOCH
from make_docx.intake.sheet import BLANK, Sheet, Spot, Value
from make_docx.intake.sheet_reader import (
    MOST_COLUMNS,
    MOST_ROWS,
    SheetReader,
    UnreadableError,
)
from make_docx.intake.stored import clean, printable
from make_docx.intake.texts import CommentReader
from make_docx.late_pattern import late_pattern
from make_docx.model import Cell, CellKind, CellRef
from make_docx.sniff import Refusal, sniff

__all__ = [
    "BLANK",
    "MOST_COLUMNS",
    "MOST_ROWS",
    "Sheet",
    "Spot",
    "Value",
    "Workbook",
    "open_workbook",
]

_QUOTED: Final = late_pattern(r'"[^"]*"|\\.')
_REFERENCE: Final = late_pattern(
    r"=?(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^'!\[\]#]+))"
    r"!\$?(?P<column>[A-Za-z]{1,3})\$?(?P<row>[0-9]{1,7})(?::\$?[A-Za-z]{1,3}\$?[0-9]{1,7})?"
)
_LONGEST_REFERENCE: Final = 1_000  # characters


class Workbook(Struct, frozen=True):
    """A workbook as read; `file` is how its places name it.

    `lacks_styles` says that the number formats of some cells are lost.
    """

    file: str
    sha256: str
    sheets: Mapping[str, Sheet]
    names: Mapping[str, str]
    epoch: dt.datetime
    lacks_styles: bool = False
    has_macros: bool = False
    data: bytes = b""  # for the pictures in it

    def ref(self, sheet: Sheet, spot: Spot) -> CellRef:
        return CellRef(self.file, sheet.title, spot.coordinate)

    def cell(self, sheet: Sheet, spot: Spot, label: str, *, is_text: bool = False) -> Cell:
        """The cell as the model wants it; `is_text` asks for the words that were seen in it."""
        value = sheet.at(spot)
        kind = value.kind
        if is_text and kind is CellKind.TEXT:
            return Cell(self.ref(sheet, spot), label, kind, printable(value.text))
        if kind is CellKind.DATE and is_text:  # Excel made it of 5月1日
            return Cell(self.ref(sheet, spot), label, CellKind.TEXT, value.words)
        if kind is CellKind.DATE and self.epoch != WINDOWS_EPOCH:
            kind = CellKind.TEXT  # a day of 1904's calendar does not lead back to the number
        if kind is CellKind.NUMBER and "%" in _QUOTED.sub("", value.number_format):
            shown = f"{Decimal(value.text).scaleb(2):f}%"  # as the unit saw it: 1 is 100%
            return Cell(self.ref(sheet, spot), label, CellKind.TEXT, shown)
        return Cell(self.ref(sheet, spot), label, kind, value.text)

    def constant(self, name: str) -> str:
        """The text of a hidden defined name; empty when there is none."""
        text = self.names.get(name, "").removeprefix("=").strip()
        if len(text) >= 2 and text[0] == text[-1] == '"':
            text = text[1:-1].replace('""', '"')
        return text

    def place(self, name: str) -> tuple[Sheet, Spot] | None:
        """The first cell a defined name stands for; ``None`` when it is gone or broken."""
        title, spot = self.address(name)
        sheet = self.sheets.get(title)
        return (sheet, spot) if sheet and spot else None

    def address(self, name: str) -> tuple[str, Spot | None]:
        """Sheet and cell as a defined name has them, whether or not there is such a sheet."""
        return _address(self.names.get(name, "").strip()[:_LONGEST_REFERENCE])


@lru_cache(maxsize=1 << 12)  # forms of one job have their cells in the same places
def _address(reference: str) -> tuple[str, Spot | None]:
    match = _REFERENCE.fullmatch(reference)
    if not match:
        return "", None
    title = match["plain"] or match["quoted"].replace("''", "'")
    return title, Spot(int(match["row"]), column_number(match["column"]))


def open_workbook(data: bytes, file: str) -> Workbook | Refusal:
    """Read the bytes of one file; whatever is wrong with them comes back as a `Refusal`."""
    archive = sniff(data) or guarded(data)
    if isinstance(archive, Refusal):
        return archive
    try:
        with archive:
            return _read(Package(archive), data, file)
    except Exception as error:  # a broken part makes a parser raise anything
        reason = f"内容不合规范（{type(error).__name__}），请用 Excel 或 WPS 打开，另存为 .xlsx"
        return Refusal("file-damaged", reason)


def _read(package: Package, data: bytes, file: str) -> Workbook | Refusal:
    book = read_book(package)
    rich = RichValues(package, book.relations)
    lacks_styles = book.lacks_styles
    sheets: dict[str, Sheet] = {}
    parts = set()
    merged = 0
    for title, number, is_hidden in book.sheets:
        relation = book.relations[number]
        if relation.kind != "worksheet":  # of a chart, or of Excel 4's macros
            continue
        if relation.target in parts or title in sheets:
            raise UnreadableError("a sheet twice")
        parts.add(relation.target)
        part = package.read(relation.target)
        if is_hidden and is_pick_list(title, part):
            sheets[title] = Sheet(title, {}, is_hidden=True, part=relation.target)
            continue
        reader = SheetReader(book.setting)
        kept = without_padding(part)
        feed(without_empty_cells(kept), reader)
        reader.is_padded = reader.is_padded or len(kept) < len(part)
        merged += sum(map(_cells_of, reader.merges))
        if merged > MOST_MERGED_CELLS:  # the guard can be misled: it does not parse
            raise UnreadableError("merges")
        lacks_styles = lacks_styles or reader.lacks_style
        sheets[title] = _sheet(title, reader, relation.target, package, rich, is_hidden=is_hidden)
    if not sheets:
        return Refusal("file-damaged", "里面没有工作表")
    digest = hashlib.sha256(data).hexdigest()
    has_macros = any(relation.kind == "vbaProject" for relation in book.relations.values())
    return Workbook(
        file, digest, sheets, book.names, book.setting.epoch, lacks_styles, has_macros, data
    )


def _cells_of(merge: tuple[Spot, Spot]) -> int:
    first, last = merge
    return (abs(last.row - first.row) + 1) * (abs(last.column - first.column) + 1)


def _sheet(
    title: str,
    reader: SheetReader,
    part: str,
    package: Package,
    rich: RichValues,
    *,
    is_hidden: bool,
) -> Sheet:
    in_cells = {
        spot: number
        for spot, number in reader.in_cells.items()
        if not number.startswith("#") or rich.picture(number)
    }
    values: Mapping[Spot, Value] = reader.values
    if in_cells:
        values = {spot: value for spot, value in values.items() if spot not in in_cells}
    merges = {
        Spot(row, column): area
        for area in reader.merges
        for row in range(area[0].row, area[1].row + 1)
        for column in range(area[0].column, area[1].column + 1)
    }
    return Sheet(
        title,
        values,
        merges,
        reader.beyond,
        is_hidden,
        reader.formulas,
        frozenset(reader.hidden_rows),
        frozenset(reader.hidden_columns),
        in_cells,
        _comments(package, part, values),
        part,
        reader.is_padded,
    )


def _comments(package: Package, part: str, values: Mapping[Spot, Value]) -> Mapping[Spot, str]:
    reader = CommentReader()
    for comments in all_of_kind(package.relations(part), "comments"):
        package.feed(comments, reader)
    if not reader.comments:
        return {}
    return {s: clean(text) for s in values if (text := reader.comments.get(s.coordinate))}
