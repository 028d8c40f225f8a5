"""Turns rows of values into worksheets of a workbook, 100 000 cells a second.

openpyxl makes the frame (styles, page, filter, validation); the rows are written into its XML
as they come, because openpyxl takes 15 µs and 1 kB for every styled cell. A text is an inline
string with a quote prefix where it begins like a formula, so nothing here is ever calculated.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import Final, Literal
from xml.sax.saxutils import escape, quoteattr

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from make_docx.archive import normalised
from make_docx.intake import canvas, style
from make_docx.intake.style import Look

HEAD_ROW: Final = 4
FIRST_ROW: Final = HEAD_ROW + 1

_DATED: Final = dt.date(1980, 1, 1)  # the report has no clock: equal input gives equal bytes
_LONGEST_TEXT: Final = 32_000  # of the 32 767 that a cell holds, for what is escaped in it
_MOST_LINKS: Final = 65_000  # Excel repairs a sheet with more than 65 530
_FORMULA_SIGNS: Final = ("=", "+", "-", "@")
_ESCAPE_LOOKALIKE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NOT_XML: Final = re.compile("[\ud800-\udfff\ufffe\uffff]")
_NOT_IN_A_TARGET: Final = re.compile(r'[\x00-\x20%#?<>"\[\]^`{}|\\]')
_RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_DIMENSION: Final = re.compile(rb'<dimension ref="[^"]*"')


@dataclass(frozen=True, slots=True)
class Number:
    """A figure; `number_format` is Excel's."""

    value: Decimal | int
    number_format: str = "General"


@dataclass(frozen=True, slots=True)
class Link:
    """A text that opens a file: `target` is relative to the workbook, `spot` a cell in it."""

    text: str
    target: str
    spot: str = ""


@dataclass(frozen=True, slots=True)
class Open:
    """A text in a cell that is there to be filled in."""

    text: str = ""


Value = str | Number | Link | Open | None


@dataclass(frozen=True, slots=True, eq=False)  # a key of caches, by identity
class Column:
    """A column of a list; with `wraps` its texts make their rows as high as they need."""

    head: str
    width: float  # characters
    look: Look = Look.TEXT
    align: Literal["left", "center", "right"] = "left"
    wraps: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A list on a sheet of its own; every row has a value for every column."""

    sheet: str
    title: str
    hint: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Value]]
    fixed_columns: int = 0

    @property
    def last_row(self) -> int:
        return HEAD_ROW + len(self.rows)

    @property
    def last_column(self) -> str:
        return get_column_letter(len(self.columns))


def add_grid(book: Workbook, grid: Grid) -> Worksheet:
    """Add the frame of `grid` to `book`; its rows come in with `to_bytes`."""
    sheet = canvas.new_sheet(book, grid.sheet, [column.width for column in grid.columns])
    style.put(sheet, 1, 1, grid.title, Look.TITLE)
    style.put(sheet, 2, 1, grid.hint, Look.NOTE)
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


def to_bytes(book: Workbook, grids: Sequence[Grid]) -> bytes:
    """The workbook with the rows of `grids`; the same input gives the same bytes."""
    pages = {
        f"xl/worksheets/sheet{number}.xml": _Rows(grid, sheet)
        for number, sheet in enumerate(book.worksheets, start=1)
        for grid in grids
        if grid.sheet == sheet.title
    }
    written = {part: rows.xml() for part, rows in pages.items()}  # before the styles are saved
    frame, target = io.BytesIO(), io.BytesIO()
    book.save(frame)
    with zipfile.ZipFile(frame) as source, zipfile.ZipFile(target, "w") as out:
        for name in source.namelist():
            member = source.read(name)
            if name in written:
                member = _filled(member, pages[name], written.pop(name))
                if relationships := pages[name].relationships():
                    folder, _, file = name.rpartition("/")
                    out.writestr(f"{folder}/_rels/{file}.rels", relationships)
            out.writestr(name, member)
    return normalised(target.getvalue(), _DATED)


def _filled(frame: bytes, rows: _Rows, xml: bytes) -> bytes:
    grid = rows.grid
    size = f'<dimension ref="A1:{grid.last_column}{grid.last_row}"'.encode()
    head, _, tail = _DIMENSION.sub(size, frame).partition(b"</sheetData>")
    tail = tail.replace(b"<printOptions", rows.hyperlinks().encode() + b"<printOptions", 1)
    return b"".join((head, xml, b"</sheetData>", tail))


class _Rows:
    """The rows of one grid as XML, and the links that were met on the way."""

    def __init__(self, grid: Grid, sheet: Worksheet) -> None:
        self.grid = grid
        self._sheet = sheet
        self._links: list[tuple[str, Link]] = []
        self._targets: dict[str, str] = {}
        self._style = cache(self._new_style)
        self._texts = cache(self._new_text)  # units and indicators come again in every row

    def xml(self) -> bytes:
        return b"".join(self._rows())

    def hyperlinks(self) -> str:
        if not self._links:
            return ""
        return (
            f'<hyperlinks xmlns:r="{_RELATIONSHIPS}">'
            + "".join(self._hyperlink(cell, link) for cell, link in self._links)
            + "</hyperlinks>"
        )

    def relationships(self) -> str:
        if not self._targets:
            return ""
        return (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<Relationships xmlns="{_PACKAGE}">'
            + "".join(
                f'<Relationship Id="{id_}" Type="{_RELATIONSHIPS}/hyperlink"'
                f' Target={quoteattr(target)} TargetMode="External"/>'
                for target, id_ in self._targets.items()
            )
            + "</Relationships>"
        )

    def _hyperlink(self, cell: str, link: Link) -> str:
        spot = f" location={quoteattr(plain_text(link.spot))}" if link.spot else ""
        return f'<hyperlink ref="{cell}" r:id="{self._targets[_target(link)]}"{spot}/>'

    def _rows(self) -> Iterator[bytes]:
        columns = [
            (get_column_letter(position), column)
            for position, column in enumerate(self.grid.columns, start=1)
        ]
        wrapping = [(i, column.width) for i, (_, column) in enumerate(columns) if column.wraps]
        for number, values in enumerate(self.grid.rows, start=FIRST_ROW):
            height = max(
                (style.height_of(_text(values[i]), width) for i, width in wrapping),
                default=style.ROW_HEIGHT,
            )
            cells = [
                f'<c r="{letter}{number}"{self._held(f"{letter}{number}", column, value)}'
                for (letter, column), value in zip(columns, values, strict=True)
            ]
            yield f'<row r="{number}" ht="{height:g}">{"".join(cells)}</row>'.encode()

    def _held(self, cell: str, column: Column, value: Value) -> str:
        """What follows the address of a cell."""
        if isinstance(value, Number):
            style_id = self._style(column, column.look, False, value.number_format)
            return f' s="{style_id}"><v>{Decimal(value.value):f}</v></c>'
        if isinstance(value, Link) and len(self._links) < _MOST_LINKS:
            self._links.append((cell, value))
            self._targets.setdefault(_target(value), f"rId{len(self._targets) + 1}")
        return self._texts(column, isinstance(value, Open), _text(value))

    def _new_text(self, column: Column, is_open: bool, text: str) -> str:
        text = plain_text(text)
        is_quoted = text.startswith(_FORMULA_SIGNS)
        look = Look.INPUT if is_open else column.look
        style_id = self._style(column, look, is_quoted, style.TEXT_FORMAT)
        if not text:
            return f' s="{style_id}"/>'
        written = escape(_ESCAPE_LOOKALIKE.sub("_x005F_", text))
        return f' s="{style_id}" t="inlineStr"><is><t xml:space="preserve">{written}</t></is></c>'

    def _new_style(self, column: Column, look: Look, is_quoted: bool, number_format: str) -> int:
        cell = Cell(self._sheet, row=FIRST_ROW, column=1)
        cell.style = look.value
        cell.number_format = number_format
        cell.quotePrefix = is_quoted
        if column.align != "left":
            wrap = cell.alignment.wrap_text
            cell.alignment = Alignment(horizontal=column.align, vertical="center", wrap_text=wrap)
        return int(cell.style_id)


def plain_text(text: str) -> str:
    """`text` as a cell holds it: no character that XML has not, and not too long."""
    return _NOT_XML.sub("", style.clean(text))[:_LONGEST_TEXT]


def _text(value: Value) -> str:
    if isinstance(value, Link | Open):
        return value.text
    return value if isinstance(value, str) else ""


def _target(link: Link) -> str:
    return _address(link.target)


@lru_cache(maxsize=1 << 12)  # every figure of a file leads to the same one
def _address(target: str) -> str:
    """The path as an address; letters of any script stay, as Excel itself writes them."""
    path = plain_text(target)
    return _NOT_IN_A_TARGET.sub(
        lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), path
    )
