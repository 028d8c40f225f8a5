"""Turns rows of values into worksheets of a workbook, a million cells a second.

openpyxl makes the frame (styles, page, filter, validation); the rows are written into its XML
as they come, because openpyxl takes 15 µs and 1 kB for every styled cell. A text is a string
with a quote prefix where it begins like a formula, so nothing here is ever calculated.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
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
_MOST_ROWS: Final = 250_000  # in a list; Excel has 1 048 576, and the report is read again
_FORMULA_SIGNS: Final = ("=", "+", "-", "@")
_ESCAPE_LOOKALIKE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NOT_XML: Final = re.compile("[\ud800-\udfff\ufffe\uffff]")
_NOT_IN_A_TARGET: Final = re.compile(r'[\x00-\x20%#?<>"\[\]^`{}|\\]')
_RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRINGS: Final = "xl/sharedStrings.xml"
_STRINGS_TYPE: Final = (
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
)
_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
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
    """A list on a sheet of its own; every row has a value for every column.

    Rows past the first `most` are left out; the hint says so, and `rest` where they are. Where
    `shares`, each text is kept once: the same ones stand in every row, and no one reads them
    back (openpyxl takes typed escapes out of shared strings).
    """

    sheet: str
    title: str
    hint: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Value]]
    fixed_columns: int = 0
    shares: bool = False
    most: int = _MOST_ROWS
    rest: str = ""

    @property
    def shown(self) -> Sequence[Sequence[Value]]:
        return self.rows if len(self.rows) <= self.most else self.rows[: self.most]

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
    """Add the frame of `grid` to `book`; its rows come in with `to_bytes`."""
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


def to_bytes(book: Workbook, grids: Sequence[Grid]) -> bytes:
    """The workbook with the rows of `grids`; the same input gives the same bytes."""
    strings: dict[str, int] = {}
    pages = {
        f"xl/worksheets/sheet{number}.xml": _Rows(grid, sheet, strings if grid.shares else None)
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
            out.writestr(name, _with_strings(name, member) if strings else member)
        if strings:
            out.writestr(_STRINGS, _strings_xml(strings))
    return normalised(target.getvalue(), _DATED)


def _filled(frame: bytes, rows: _Rows, xml: bytes) -> bytes:
    grid = rows.grid
    size = f'<dimension ref="A1:{grid.last_column}{grid.last_row}"'.encode()
    head, _, tail = _DIMENSION.sub(size, frame).partition(b"</sheetData>")
    tail = tail.replace(b"<printOptions", rows.hyperlinks().encode() + b"<printOptions", 1)
    return b"".join((head, xml, b"</sheetData>", tail))


def _with_strings(name: str, member: bytes) -> bytes:
    """The lists of parts of a workbook that has shared strings; openpyxl writes none."""
    if name == "[Content_Types].xml":
        entry = f'<Override PartName="/{_STRINGS}" ContentType="{_STRINGS_TYPE}"/>'
        return member.replace(b"</Types>", f"{entry}</Types>".encode())
    if name == "xl/_rels/workbook.xml.rels":
        kind = f"{_RELATIONSHIPS}/sharedStrings"
        entry = f'<Relationship Id="rIdStrings" Type="{kind}" Target="/{_STRINGS}"/>'
        return member.replace(b"</Relationships>", f"{entry}</Relationships>".encode())
    return member


def _strings_xml(strings: Iterable[str]) -> str:
    items = "".join(f'<si><t xml:space="preserve">{text}</t></si>' for text in strings)
    return f'{_DECLARATION}<sst xmlns="{_MAIN}">{items}</sst>'


class _Rows:
    """The rows of one grid as XML, and the links that were met on the way.

    `strings` are the shared strings and their numbers, and grow; without them texts stand inline.
    """

    def __init__(self, grid: Grid, sheet: Worksheet, strings: dict[str, int] | None) -> None:
        self.grid = grid
        self._sheet = sheet
        self._strings = strings
        self._links: list[str] = []
        self._targets: dict[str, str] = {}
        self._style = cache(self._new_style)
        self._texts = cache(self._new_text)  # units and indicators come again in every row

    def xml(self) -> bytes:
        return b"".join(self._rows())

    def hyperlinks(self) -> str:
        if not self._links:
            return ""
        return f'<hyperlinks xmlns:r="{_RELATIONSHIPS}">{"".join(self._links)}</hyperlinks>'

    def relationships(self) -> str:
        if not self._targets:
            return ""
        return (
            f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}">'
            + "".join(
                f'<Relationship Id="{id_}" Type="{_RELATIONSHIPS}/hyperlink"'
                f' Target={quoteattr(_address(target))} TargetMode="External"/>'
                for target, id_ in self._targets.items()
            )
            + "</Relationships>"
        )

    def _rows(self) -> Iterator[bytes]:
        columns = [
            self._writer(get_column_letter(position), column)
            for position, column in enumerate(self.grid.columns, start=1)
        ]
        wrapping = [(i, c.width) for i, c in enumerate(self.grid.columns) if c.wraps]
        height = style.ROW_HEIGHT
        for number, values in enumerate(self.grid.shown, start=FIRST_ROW):
            if wrapping:
                height = max(style.height_of(_text(values[i]), width) for i, width in wrapping)
            row = str(number)
            cells = [write(row, value) for write, value in zip(columns, values, strict=True)]
            yield f'<row r="{row}" ht="{height:g}">{"".join(cells)}</row>'.encode()

    def _writer(self, letter: str, column: Column) -> Callable[[str, Value], str]:
        start = f'<c r="{letter}'
        known: dict[str, str] = {}

        def write(row: str, value: Value) -> str:
            if isinstance(value, str):
                held = known.get(value)
                if held is None:
                    held = known[value] = self._texts(column, False, value)
            else:
                held = self._held(f"{letter}{row}", column, value)
            return f"{start}{row}{held}"

        return write

    def _held(self, cell: str, column: Column, value: Number | Link | Open | None) -> str:
        """What follows the address of a cell."""
        if isinstance(value, Number):
            style_id = self._style(column, column.look, False, value.number_format)
            return f'" s="{style_id}"><v>{Decimal(value.value):f}</v></c>'
        if isinstance(value, Link) and len(self._links) < _MOST_LINKS:
            id_ = self._targets.get(value.target)
            if id_ is None:
                id_ = self._targets[value.target] = f"rId{len(self._targets) + 1}"
            self._links.append(f'<hyperlink ref="{cell}" r:id="{id_}"{_location(value.spot)}/>')
        return self._texts(column, isinstance(value, Open), _text(value))

    def _new_text(self, column: Column, is_open: bool, text: str) -> str:
        text = plain_text(text)
        is_quoted = text.startswith(_FORMULA_SIGNS)
        look = Look.INPUT if is_open else column.look
        style_id = self._style(column, look, is_quoted, style.TEXT_FORMAT)
        if not text:
            return f'" s="{style_id}"/>'
        written = escape(_ESCAPE_LOOKALIKE.sub("_x005F_", text))
        if self._strings is not None:
            number = self._strings.setdefault(written, len(self._strings))
            return f'" s="{style_id}" t="s"><v>{number}</v></c>'
        return f'" s="{style_id}" t="inlineStr"><is><t xml:space="preserve">{written}</t></is></c>'

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


@lru_cache(maxsize=1 << 12)  # the same cells of every form
def _location(spot: str) -> str:
    return f" location={quoteattr(plain_text(spot))}" if spot else ""


def _address(target: str) -> str:
    """The path as an address; letters of any script stay, as Excel itself writes them."""
    path = plain_text(target)
    return _NOT_IN_A_TARGET.sub(
        lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), path
    )
