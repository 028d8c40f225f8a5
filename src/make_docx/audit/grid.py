"""Says what is on a sheet that lists something: columns, rows, and where they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Protocol

from msgspec import Struct

from make_docx.audit.cell_styles import GENERAL, Align
from make_docx.cell_address import column_letters
from make_docx.intake.looks import TEXT_FORMAT, Look, clean
from make_docx.late_pattern import late_pattern

if TYPE_CHECKING:
    from make_docx.audit.rows import RowWriter

HEAD_ROW: Final = 4
FIRST_ROW: Final = HEAD_ROW + 1

_LONGEST_TEXT: Final = 32_000  # of the 32 767 that a cell holds, for what is escaped in it
_MOST_ROWS: Final = 250_000  # in a list; Excel has 1 048 576, and the report is read again
_NOT_XML: Final = late_pattern("[\ud800-\udfff\ufffe\uffff]")


class Number(Struct, frozen=True):
    """A figure; `number_format` is Excel's."""

    value: Decimal | int
    number_format: str = GENERAL


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
    align: Align = "left"
    wraps: bool = False
    text_format: str = TEXT_FORMAT


class Written(Protocol):
    """Rows that are never in memory at once, but written one after the other."""

    def __len__(self) -> int: ...

    def write(self, writer: RowWriter) -> Iterator[str]:
        """The rows down to the last that is shown, as XML, one or more at a time."""
        ...


class Grid(Struct, frozen=True):
    """A list on a sheet of its own; every row has a value for every column.

    Rows past the first `most` are left out; the hint says so, and `rest` where they are. Where
    `shares`, each text is kept once, for the same ones stand in every row. `has_filter` is of lists
    with one head, which is printed on every page. `rules` is what the XML of the sheet says of its
    cells: merges, colours, choices.
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
    has_filter: bool = True
    rules: str = ""

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
        return column_letters(len(self.columns))

    @property
    def filter_row(self) -> int:
        """The last row of the filter, which has one below the head even of an empty list."""
        return max(self.last_row, FIRST_ROW)


def plain_text(text: str) -> str:
    """`text` as a cell holds it: no character that XML has not, and not too long."""
    if not text.isprintable():
        text = _NOT_XML.sub("", clean(text))
    return text[:_LONGEST_TEXT]
