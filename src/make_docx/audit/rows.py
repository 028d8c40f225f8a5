"""Turns the rows of a list into the XML of a worksheet, a million cells a second.

openpyxl would take 15 µs and 1 kB for every styled cell. A text is a string with a quote prefix
where it begins like a formula, so nothing here is ever calculated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from typing import Final

from make_docx.audit.cell_styles import GENERAL, NUMBERS, Align, CellStyle
from make_docx.audit.grid import (
    FIRST_ROW,
    HEAD_ROW,
    Column,
    Grid,
    Link,
    Number,
    Open,
    Value,
    plain_text,
)
from make_docx.cell_address import column_letters
from make_docx.intake.looks import ROW_HEIGHT, Look, height_of
from make_docx.late_pattern import late_pattern
from make_docx.xml_text import escaped, quoted

RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_MOST_LINKS: Final = 65_000  # Excel repairs a sheet with more than 65 530
_FORMULA_SIGNS: Final = ("=", "+", "-", "@")
_ESCAPE_LOOKALIKE: Final = late_pattern(r"_(?=x[0-9A-Fa-f]{4}_)")
_NOT_IN_A_TARGET: Final = {sign: f"%{sign:02X}" for sign in (*range(0x21), *b'%#?<>"[]^`{}|\\')}


class RowWriter:
    """Writes the rows of one list, and remembers the links that were met on the way.

    `strings` are the shared strings and their numbers, and grow; without them texts stand inline.
    """

    def __init__(self, grid: Grid, strings: dict[str, int] | None) -> None:
        self.grid = grid
        self._strings = strings
        self._links: list[str] = []
        self._room = _MOST_LINKS
        self._targets: dict[str, str] = {}
        self._texts = cache(self._new_text)  # units and indicators come again in every row
        self._columns = [
            (column_letters(number), column) for number, column in enumerate(grid.columns, start=1)
        ]
        self._wrapping = [(i, c.width) for i, c in enumerate(grid.columns) if c.wraps]

    def top(self) -> str:
        """The rows above the first: title, hint, a gap, and the head."""
        title = self._written(self.grid.title, Look.TITLE)
        hint = self._written(self.grid.said, Look.NOTE)
        heads = self.heads(HEAD_ROW, [column.head for column in self.grid.columns])
        return (
            f'<row r="1" ht="36" customHeight="1"><c r="A1{title}</row>'
            f'<row r="2" ht="20" customHeight="1"><c r="A2{hint}</row>'
            '<row r="3" ht="6" customHeight="1"/>'
            f'<row r="{HEAD_ROW}" ht="30" customHeight="1">{heads}</row>'
        )

    def rows(self) -> Iterator[str]:
        """The rows that are shown, one or more at a time."""
        rows = self.grid.rows
        if not isinstance(rows, Sequence):
            return rows.write(self)
        return (self.row(row, values) for row, values in enumerate(self.grid.shown, FIRST_ROW))

    def row(self, row: int, values: Sequence[Value]) -> str:
        """The row with the number `row`, as high as what wraps in it needs."""
        height = ROW_HEIGHT
        if self._wrapping:
            height = max(height_of(_text(values[i]), width) for i, width in self._wrapping)
        cells = [
            f'<c r="{letter}{row}{self._held(f"{letter}{row}", column, value)}'
            for (letter, column), value in zip(self._columns, values, strict=True)
        ]
        return f'<row r="{row}" ht="{height:g}">{"".join(cells)}</row>'

    def heads(self, row: int, heads: Iterable[str]) -> str:
        """The cells of a row of heads."""
        return "".join(
            f'<c r="{letter}{row}{self._written(head, Look.HEAD, "center")}'
            for (letter, _), head in zip(self._columns, heads, strict=True)
        )

    def text(self, position: int, text: str) -> str:
        """What follows the address of a cell with a text; `position` is its column's, from 0."""
        return self._texts(self.grid.columns[position], False, text)

    def number_style(self, position: int, number_format: str) -> int:
        """The style of a cell with a number."""
        column = self.grid.columns[position]
        return NUMBERS[CellStyle(column.look, column.align, number_format)]

    def link_down(self, rows: Sequence[str], target: str, spots: Spots) -> None:
        """Let the cells of a column, in the rows with these numbers, open their `spots` in a file.

        One past as many links as Excel takes opens nothing.
        """
        count = min(len(spots), self._room)
        if count:
            self._room -= count
            self._links.append(spots.links(rows, self._target(target), count))

    def hyperlinks(self) -> Iterator[str]:
        """The links of the rows written so far, one or more at a time."""
        if self._links:
            yield f'<hyperlinks xmlns:r="{RELATIONSHIPS}">'
            yield from self._links
            yield "</hyperlinks>"

    def relationships(self) -> str:
        """The part that says where the links lead; empty if there are none."""
        if not self._targets:
            return ""
        return (
            f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">'
            + "".join(
                f'<Relationship Id="{id_}" Type="{RELATIONSHIPS}/hyperlink"'
                f' Target={quoted(_address(target))} TargetMode="External"/>'
                for target, id_ in self._targets.items()
            )
            + "</Relationships>"
        )

    def _target(self, target: str) -> str:
        id_ = self._targets.get(target)
        if id_ is None:
            id_ = self._targets[target] = f"rId{len(self._targets) + 1}"
        return id_

    def _held(self, cell: str, column: Column, value: Value) -> str:
        """What follows the address of a cell."""
        if isinstance(value, str):
            return self._texts(column, False, value)
        if isinstance(value, Number):
            style = CellStyle(column.look, column.align, value.number_format)
            return f'" s="{NUMBERS[style]}"><v>{Decimal(value.value):f}</v></c>'
        if isinstance(value, Link) and self._room:
            id_ = self._target(value.target)
            self._room -= 1
            self._links.append(f'<hyperlink ref="{cell}" r:id="{id_}"{_location(value.spot)}/>')
        return self._texts(column, isinstance(value, Open), _text(value))

    def _new_text(self, column: Column, is_open: bool, text: str) -> str:
        look = Look.INPUT if is_open else column.look
        return self._written(text, look, column.align, column.text_format)

    def _written(
        self, text: str, look: Look, align: Align = "left", number_format: str = GENERAL
    ) -> str:
        text = plain_text(text)
        is_quoted = text.startswith(_FORMULA_SIGNS)
        number = NUMBERS[CellStyle(look, align, number_format, is_quoted)]
        if not text:
            return f'" s="{number}"/>'
        text = escaped(_ESCAPE_LOOKALIKE.sub("_x005F_", text) if "_x" in text else text)
        if self._strings is not None:
            place = self._strings.setdefault(text, len(self._strings))
            return f'" s="{number}" t="s"><v>{place}</v></c>'
        return f'" s="{number}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


class Spots:
    """What the cells of a column open, in any file; one with an empty spot opens nothing."""

    def __init__(self, letter: str, spots: Sequence[str]) -> None:
        self._offsets = [at for at, spot in enumerate(spots) if spot]
        self._pieces = [
            piece
            for spot in filter(None, spots)
            for piece in (f'<hyperlink ref="{letter}', "", "", f"{_location(spot)}/>")
        ]

    def __len__(self) -> int:
        return len(self._offsets)

    def links(self, rows: Sequence[str], id_: str, count: int) -> str:
        """The links of the first `count` that open something; `rows` are the numbers of all."""
        pieces = self._pieces[: 4 * count]
        pieces[1::4] = [rows[at] for at in self._offsets[:count]]
        pieces[2::4] = [f'" r:id="{id_}"'] * count
        return "".join(pieces)


def _text(value: Value) -> str:
    if isinstance(value, Link | Open):
        return value.text
    return value if isinstance(value, str) else ""


@lru_cache(maxsize=1 << 12)  # the same cells of every form
def _location(spot: str) -> str:
    return f" location={quoted(plain_text(spot))}" if spot else ""


@lru_cache(maxsize=1 << 12)  # two lists lead to the same files
def _address(target: str) -> str:
    """The path as an address; letters of any script stay, as Excel itself writes them."""
    return plain_text(target).translate(_NOT_IN_A_TARGET)
