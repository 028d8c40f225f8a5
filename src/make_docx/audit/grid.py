"""Turns a list that is to be shown into the frame of a worksheet: styles, page, filter.

The frame is openpyxl's; the rows come in with `workbook.to_bytes`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal, Protocol

from msgspec import Struct
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from make_docx.intake import canvas, style
from make_docx.intake.looks import Look, clean

if TYPE_CHECKING:
    from make_docx.audit.rows import RowWriter

HEAD_ROW: Final = 4
FIRST_ROW: Final = HEAD_ROW + 1

_LONGEST_TEXT: Final = 32_000  # of the 32 767 that a cell holds, for what is escaped in it
_MOST_ROWS: Final = 250_000  # in a list; Excel has 1 048 576, and the report is read again
_NOT_XML: Final = re.compile("[\ud800-\udfff\ufffe\uffff]")


class Number(Struct, frozen=True):
    """A figure; `number_format` is Excel's."""

    value: Decimal | int
    number_format: str = "General"


class Link(Struct, frozen=True):
    """A text that opens a file: `target` is relative to the workbook, `spot` a cell in it."""

    text: str
    target: str
    spot: str = ""


class Open(Struct, frozen=True):
    """A text in a cell that is there to be filled in."""

    text: str = ""


Value = str | Number | Link | Open | None


class Column(Struct, frozen=True, eq=False):  # a key of caches, by identity
    """A column of a list; with `wraps` its texts make their rows as high as they need."""

    head: str
    width: float  # characters
    look: Look = Look.TEXT
    align: Literal["left", "center", "right"] = "left"
    wraps: bool = False


class Written(Protocol):
    """Rows that are never in memory at once, but written one after the other."""

    def __len__(self) -> int: ...

    def write(self, writer: RowWriter) -> Iterator[str]:
        """The rows down to the last that is shown, as XML, one or more at a time."""
        ...


class Grid(Struct, frozen=True):
    """A list on a sheet of its own; every row has a value for every column.

    Rows past the first `most` are left out; the hint says so, and `rest` where they are. Where
    `shares`, each text is kept once: the same ones stand in every row, and no one reads them
    back (openpyxl takes typed escapes out of shared strings).
    """

    sheet: str
    title: str
    hint: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Value]] | Written
    fixed_columns: int = 0
    shares: bool = False
    most: int = _MOST_ROWS
    rest: str = ""

    @property
    def shown(self) -> Sequence[Sequence[Value]]:
        """The rows that are listed; of those that are only written, none."""
        return self.rows[: self.most] if isinstance(self.rows, Sequence) else ()

    @property
    def said(self) -> str:
        if len(self.rows) <= self.most:
            return self.hint
        return f"一共 {len(self.rows)} 行，这里只列前 {self.most} 行。{self.rest}{self.hint}"

    @property
    def last_row(self) -> int:
        return HEAD_ROW + min(len(self.rows), self.most)

    @property
    def last_column(self) -> str:
        return get_column_letter(len(self.columns))


def add_grid(book: Workbook, grid: Grid) -> Worksheet:
    """Add the frame of `grid` to `book`; its rows come in with `workbook.to_bytes`."""
    sheet = canvas.new_sheet(book, grid.sheet, [column.width for column in grid.columns])
    style.put(sheet, 1, 1, grid.title, Look.TITLE)
    style.put(sheet, 2, 1, grid.said, Look.NOTE)
    for position, column in enumerate(grid.columns, start=1):
        style.put(sheet, HEAD_ROW, position, column.head, Look.HEAD)
    for row, height in ((1, 36.0), (2, 20.0), (3, 6.0), (HEAD_ROW, 30.0)):
        style.set_height(sheet, row, height)
    sheet.auto_filter.ref = f"A{HEAD_ROW}:{grid.last_column}{max(grid.last_row, FIRST_ROW)}"
    canvas.set_page(sheet, titles=f"{HEAD_ROW}:{HEAD_ROW}", landscape=True)
    canvas.set_cursor(
        sheet, f"A{FIRST_ROW}", f"{get_column_letter(grid.fixed_columns + 1)}{FIRST_ROW}"
    )
    return sheet


def plain_text(text: str) -> str:
    """`text` as a cell holds it: no character that XML has not, and not too long."""
    if not text.isprintable():
        text = _NOT_XML.sub("", clean(text))
    return text[:_LONGEST_TEXT]
