"""Turns the rows of a list into the XML of a worksheet, a million cells a second.

openpyxl would take 15 µs and 1 kB for every styled cell. A text is a string with a quote prefix
where it begins like a formula, so nothing here is ever calculated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from typing import Final

from openpyxl.cell import Cell
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from make_docx.audit.grid import FIRST_ROW, Column, Grid, Link, Number, Open, Value, plain_text
from make_docx.intake.looks import ROW_HEIGHT, TEXT_FORMAT, Look, height_of
from make_docx.xml_text import escaped, quoted

RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_MOST_LINKS: Final = 65_000  # Excel repairs a sheet with more than 65 530
_FORMULA_SIGNS: Final = ("=", "+", "-", "@")
_ESCAPE_LOOKALIKE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NOT_IN_A_TARGET: Final = re.compile(r'[\x00-\x20%#?<>"\[\]^`{}|\\]')


class RowWriter:
    """Writes the rows of one list, and remembers the links that were met on the way.

    `strings` are the shared strings and their numbers, and grow; without them texts stand inline.
    """

    def __init__(self, grid: Grid, sheet: Worksheet, strings: dict[str, int] | None) -> None:
        self.grid = grid
        self._sheet = sheet
        self._strings = strings
        self._links: list[str] = []
        self._room = _MOST_LINKS
        self._targets: dict[str, str] = {}
        self._style = cache(self._new_style)
        self._texts = cache(self._new_text)  # units and indicators come again in every row

    def rows(self) -> Iterator[str]:
        """The rows that are shown, one or more at a time."""
        rows = self.grid.rows
        if isinstance(rows, Sequence):
            return self._listed(self.grid.shown)
        return rows.write(self)

    def text(self, position: int, text: str) -> str:
        """What follows the address of a cell with a text; `position` is its column's, from 0."""
        return self._texts(self.grid.columns[position], False, text)

    def number_style(self, position: int, number_format: str) -> int:
        """The style of a cell with a number."""
        column = self.grid.columns[position]
        return self._style(column, column.look, False, number_format)

    def link_down(self, row: int, target: str, spots: Spots) -> None:
        """Let the cells of a column, from `row` down, open their `spots` in a file.

        One past as many links as Excel takes opens nothing.
        """
        count = min(len(spots), self._room)
        if count:
            self._room -= count
            self._links.append(spots.links(row, self._target(target), count))

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
            f'{DECLARATION}<Relationships xmlns="{_PACKAGE}">'
            + "".join(
                f'<Relationship Id="{id_}" Type="{RELATIONSHIPS}/hyperlink"'
                f' Target={quoted(_address(target))} TargetMode="External"/>'
                for target, id_ in self._targets.items()
            )
            + "</Relationships>"
        )

    def _listed(self, rows: Sequence[Sequence[Value]]) -> Iterator[str]:
        columns = [
            (get_column_letter(position), column)
            for position, column in enumerate(self.grid.columns, start=1)
        ]
        wrapping = [(i, c.width) for i, c in enumerate(self.grid.columns) if c.wraps]
        height = ROW_HEIGHT
        for row, values in enumerate(rows, start=FIRST_ROW):
            if wrapping:
                height = max(height_of(_text(values[i]), width) for i, width in wrapping)
            cells = [
                f'<c r="{letter}{row}{self._held(f"{letter}{row}", column, value)}'
                for (letter, column), value in zip(columns, values, strict=True)
            ]
            yield f'<row r="{row}" ht="{height:g}">{"".join(cells)}</row>'

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
            style_id = self._style(column, column.look, False, value.number_format)
            return f'" s="{style_id}"><v>{Decimal(value.value):f}</v></c>'
        if isinstance(value, Link) and self._room:
            id_ = self._target(value.target)
            self._room -= 1
            self._links.append(f'<hyperlink ref="{cell}" r:id="{id_}"{_location(value.spot)}/>')
        return self._texts(column, isinstance(value, Open), _text(value))

    def _new_text(self, column: Column, is_open: bool, text: str) -> str:
        text = plain_text(text)
        is_quoted = text.startswith(_FORMULA_SIGNS)
        look = Look.INPUT if is_open else column.look
        style_id = self._style(column, look, is_quoted, TEXT_FORMAT)
        if not text:
            return f'" s="{style_id}"/>'
        written = escaped(_ESCAPE_LOOKALIKE.sub("_x005F_", text) if "_x" in text else text)
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


class Spots:
    """What the cells of a column open, in any file; one with an empty spot opens nothing."""

    def __init__(self, letter: str, spots: Sequence[str]) -> None:
        self._offsets = [at for at, spot in enumerate(spots) if spot]
        self._pieces = [
            piece
            for spot in filter(None, spots)
            for piece in (f'<hyperlink ref="{letter}', "", '" r:id="', "", f'"{_location(spot)}/>')
        ]

    def __len__(self) -> int:
        return len(self._offsets)

    def links(self, row: int, id_: str, count: int) -> str:
        """The links of the first `count` that open something; the column begins at `row`."""
        pieces = self._pieces[: 5 * count]
        pieces[1::5] = map(str, [row + at for at in self._offsets[:count]])
        pieces[3::5] = [id_] * count
        return "".join(pieces)


def _text(value: Value) -> str:
    if isinstance(value, Link | Open):
        return value.text
    return value if isinstance(value, str) else ""


@lru_cache(maxsize=1 << 12)  # the same cells of every form
def _location(spot: str) -> str:
    return f" location={quoted(plain_text(spot))}" if spot else ""


def _address(target: str) -> str:
    """The path as an address; letters of any script stay, as Excel itself writes them."""
    path = plain_text(target)
    return _NOT_IN_A_TARGET.sub(
        lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), path
    )
