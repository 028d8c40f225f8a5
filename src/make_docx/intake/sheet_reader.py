"""Turns the XML of a worksheet into its cells, merges and hidden rows, within limits.

Everything is taken in one pass and nothing is built that is not kept: openpyxl takes a minute and
a gigabyte for some parts of 20 MB, and loses formulas without a result (its ``None``).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Final

from msgspec import Struct, field

from make_docx.cell_address import LAST_COLUMN, row_and_column
from make_docx.intake import shown
from make_docx.intake.number_formats import GENERAL, LONGEST_FORMAT, shows_span, shows_time
from make_docx.intake.package import Events, attribute, is_true
from make_docx.intake.serial_date import moment, span
from make_docx.intake.sheet import BLANK, Spot, Value
from make_docx.intake.stored import clean, plain_digits
from make_docx.intake.texts import RunLooks
from make_docx.model import CellKind

MOST_ROWS: Final = 21_000
MOST_COLUMNS: Final = 300
LAST_ROW: Final = 1_048_576
LONGEST_TEXT: Final = 32_767  # characters in a cell, in Excel
_LONGEST_NUMBER: Final = 100

_NUMBER: Final = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?")
_INTEGER: Final = re.compile("[+-]?[0-9]+")
_WPS_PICTURE: Final = re.compile(r'=?(?:_xlfn\.)?DISPIMG\(\s*"([^"]*)"', re.IGNORECASE)
_TRUE: Final = ("1", "true", "TRUE")
_NOWHERE: Final = Spot(0, 0)
# Asked of each cell: a member of an enum by its name takes 0.16 µs before Python 3.12.
_BLANK, _TEXT, _NUMERIC, _ERROR = CellKind.BLANK, CellKind.TEXT, CellKind.NUMBER, CellKind.ERROR


class UnreadableError(ValueError):
    """The part is no worksheet that Excel would open."""


class Setting(Struct, frozen=True):
    """What cells refer to: texts and number formats by number, and the day that days count from.

    Nothing is kept of the rows past `last_row`.
    """

    texts: Sequence[str]
    formats: Sequence[str]
    epoch: dt.datetime
    last_row: int = MOST_ROWS
    # What a cell's type, content and style make: in a form most cells are like another one.
    kept: dict[tuple[str, str, str], Value] = field(default_factory=dict)


class SheetReader(Events):
    """Takes the events of a worksheet."""

    def __init__(self, setting: Setting) -> None:
        self.values: dict[Spot, Value] = {}
        self.formulas: dict[Spot, str] = {}
        self.merges: list[tuple[Spot, Spot]] = []
        self.beyond: Spot | None = None
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.in_cells: dict[Spot, str] = {}
        self.lacks_style = False
        self.is_padded = False
        self._setting = setting
        self._row = 0
        self._spot = _NOWHERE
        self._is_in_cell = False
        self._cell: Mapping[str, str] = {}
        self._stored = ""
        self._inline: str | None = None
        self._formula: str | None = None
        self._text: list[str] | None = None
        self._formula_says: Mapping[str, str] = {}
        self._shared: dict[str, str] = {}
        self._is_phonetic = False
        self._run: RunLooks | None = None  # of a text of several looks

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "c":
            self._start_cell(attributes)
        elif tag in ("v", "t"):
            self._text = None if self._is_phonetic else []
        elif tag == "f":
            self._text, self._formula_says = [], attributes
        elif tag == "row":
            self._start_row(attributes)
        elif tag == "rPh":
            self._is_phonetic = True
        elif tag == "mergeCell":
            first, _, last = attributes.get("ref", "").partition(":")
            self.merges.append((_spot(first), _spot(last or first)))
        elif tag == "is":
            self._run = None
        elif tag in RunLooks.TAGS:
            self._run = self._run or RunLooks()
            self._run.start(tag, attributes)
        elif tag == "col" and _is_unseen(attributes, "width"):
            low, high = int(attributes.get("min", 0)), int(attributes.get("max", 0))
            self.hidden_columns.update(range(max(low, 1), min(high, MOST_COLUMNS) + 1))

    def data(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def end(self, tag: str) -> None:
        if tag == "c":
            self._is_in_cell = False
            self._end_cell()
        elif self._text is not None:
            if tag == "v":
                self._stored, self._text = "".join(self._text), None
            elif tag == "f":
                self._formula, self._text = "".join(self._text), None
            elif tag == "t":  # one of the runs of an inline text
                text, self._text = "".join(self._text), None
                self._inline = (self._inline or "") + (self._run.shown(text) if self._run else text)
        elif tag == "row":
            self._spot = _NOWHERE
        elif tag == "rPh":
            self._is_phonetic = False

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        if self._is_in_cell:
            raise UnreadableError("a row in a cell")
        self._row = int(attributes.get("r", self._row + 1))
        self._spot = Spot(self._row, 0)
        if not 1 <= self._row <= LAST_ROW:
            raise UnreadableError("row")
        if self._row <= MOST_ROWS and _is_unseen(attributes, "ht"):
            self.hidden_rows.add(self._row)

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        if self._is_in_cell:
            raise UnreadableError("a cell in a cell")
        self._is_in_cell = True
        self._cell, self._stored, self._inline, self._formula = attributes, "", None, None
        if written := attributes.get("r"):
            self._spot = _spot(written)
            if self._spot.row != self._row:
                raise UnreadableError("address")
        elif self._spot == _NOWHERE:
            raise UnreadableError("a cell without a row")
        else:  # may be left out; the cell is then the next one
            self._spot = Spot(self._row, self._spot.column + 1)

    def _end_cell(self) -> None:
        row, column = spot = self._spot
        text = self._stored
        is_beyond = row > self._setting.last_row or column > MOST_COLUMNS
        self.is_padded = self.is_padded or is_beyond
        if spot in self.values:
            raise UnreadableError("a cell twice")
        if not text and not self._inline and self._formula is None:  # as most cells of a form
            return
        kind = self._cell.get("t", "n")
        formula = None if self._formula is None else self._formula_of(self._formula)
        is_uncalculated = formula is not None and not text and kind != "str"
        if is_beyond:
            if is_uncalculated or text or self._inline:
                self.beyond = self.beyond or spot
            return
        if formula is not None:
            self.formulas[spot] = formula
        value = Value(CellKind.FORMULA) if is_uncalculated else self._value(kind, text)
        if value.kind is not _NUMERIC and (number := self._picture(spot, value)):
            self.in_cells[spot] = number
        if value.kind is not _BLANK:
            self.values[spot] = value

    def _formula_of(self, written: str) -> str:
        """The cell's formula; one that is shared is told by the first cell that has it."""
        number = self._formula_says.get("si", "")
        if number and self._formula_says.get("t") == "shared":
            return self._shared.setdefault(number, written)
        return written

    def _picture(self, spot: Spot, value: Value) -> str:
        """What in-cell picture the value stands for; empty for any other value."""
        number = self._cell.get("vm", "")
        if value.kind is _ERROR and number.isascii() and number.isdigit():
            return f"#{number}"
        shown_as = value.text if value.kind is _TEXT else self.formulas.get(spot, "")
        found = _WPS_PICTURE.match(shown_as)
        return found[1] if found else ""

    def _value(self, kind: str, stored: str) -> Value:
        text = self._inline if kind == "inlineStr" and self._inline is not None else stored
        key = (kind, text, self._cell.get("s", "0"))
        value = self._setting.kept.get(key)
        if value is None:
            value = self._setting.kept[key] = self._made(kind, text)
        return value

    def _made(self, kind: str, text: str) -> Value:
        if kind == "s":
            return text_value(self._setting.texts[int(text)]) if text.strip() else BLANK
        if kind in ("inlineStr", "str"):
            return text_value(text)
        text = text.strip()
        if not text:
            return BLANK
        if kind == "b":
            return Value(CellKind.BOOLEAN, "TRUE" if text in _TRUE else "FALSE")
        if kind == "e":
            return Value(CellKind.ERROR, clean(text)[:LONGEST_FORMAT])
        if kind == "d":
            return _day(text, self._format())
        return _number(text, self._format(), self._setting.epoch)

    def _format(self) -> str:
        number = int(self._cell.get("s", 0))
        if 0 <= number < len(self._setting.formats):
            return self._setting.formats[number]
        self.lacks_style = self.lacks_style or number > 0
        return GENERAL


def text_value(stored: str) -> Value:
    """A text as stored → as typed."""
    if len(stored) > LONGEST_TEXT * 7:  # every character may be an escape of seven
        raise UnreadableError("text")
    text = clean(stored)
    if len(text) > LONGEST_TEXT:
        raise UnreadableError("text")
    return Value(CellKind.TEXT, text) if text.strip() else BLANK


def _day(stored: str, number_format: str) -> Value:
    try:
        return Value(CellKind.DATE, _written(dt.datetime.fromisoformat(stored)), number_format)
    except ValueError:
        return text_value(stored)


def _number(stored: str, number_format: str, epoch: dt.datetime) -> Value:
    if len(stored) > _LONGEST_NUMBER:
        return Value(CellKind.ERROR, "#NUM!")
    if _INTEGER.fullmatch(stored):
        number: float = int(stored)
    elif _NUMBER.fullmatch(stored):
        number = float(stored)
    else:
        return Value(CellKind.ERROR, "#NUM!")
    if shows_time(number_format):
        try:
            time = span(number) if shows_span(number_format) else moment(number, epoch)
        except (OverflowError, ValueError):
            return Value(CellKind.ERROR, "#VALUE!")
        return Value(CellKind.DATE, _written(time), number_format)
    text = plain_digits(number)
    if not text:
        return Value(CellKind.ERROR, "#NUM!")
    if len(number_format) > LONGEST_FORMAT:
        return Value(CellKind.TEXT, f"{text}（格式 {number_format[:LONGEST_FORMAT]}）")
    if seen := shown.sized(text, number_format):
        return Value(CellKind.TEXT, seen)
    return Value(CellKind.NUMBER, text, number_format)


def _written(time: dt.datetime | dt.time | dt.timedelta) -> str:
    if isinstance(time, dt.datetime) and time.time() == dt.time():
        return time.date().isoformat()
    return str(time) if isinstance(time, dt.timedelta) else time.isoformat()


def _is_unseen(attributes: Mapping[str, str], size: str) -> bool:
    """Whether a row or column is hidden, or has been made as narrow as nothing."""
    return is_true(attributes.get("hidden")) or _is_nothing(attribute(attributes, size))


@lru_cache(maxsize=256)
def _is_nothing(written: str) -> bool:
    return bool(_NUMBER.fullmatch(written)) and Decimal(written) == 0


@lru_cache(maxsize=1 << 14)  # sheets of one job have their cells in the same places
def _spot(address: str) -> Spot:
    try:
        spot = Spot(*row_and_column(address))
    except ValueError:
        raise UnreadableError("address") from None
    if spot.row > LAST_ROW or spot.column > LAST_COLUMN:
        raise UnreadableError("address")
    return spot
