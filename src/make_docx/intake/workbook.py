"""Turns the bytes of a workbook into its names and the values of its sheets, nothing else.

The bytes are taken as they are: `sniff` and `archive_guard` see them first, and openpyxl reads
them without pictures, styles of no use here, or the empty tail of a formatted sheet.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import re
import unicodedata
import warnings
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Any, Final, NamedTuple

import openpyxl
from defusedxml.ElementTree import iterparse
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string, get_column_letter
from openpyxl.utils.datetime import WINDOWS_EPOCH

from make_docx.intake import archive_guard
from make_docx.intake.sniff import Refusal, sniff
from make_docx.model import Cell, CellKind, CellRef

MOST_ROWS: Final = 6_000
MOST_COLUMNS: Final = 300

_EXCEL_DIGITS: Final = Context(prec=15)  # Excel keeps 15; the rest of a double is noise
_ESCAPE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_QUOTED: Final = re.compile(r'"[^"]*"|\\.')
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[\s/>]")
_REFERENCE: Final = re.compile(
    r"=?(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^'!\[\]#]+))"
    r"!\$?(?P<column>[A-Za-z]{1,3})\$?(?P<row>[0-9]{1,7})(?::\$?[A-Za-z]{1,3}\$?[0-9]{1,7})?"
)


class Spot(NamedTuple):
    """A place in a sheet; both count from 1."""

    row: int
    column: int

    @property
    def coordinate(self) -> str:
        return f"{get_column_letter(self.column)}{self.row}"


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell holds, as in `model.Cell`; `number_format` of numbers and dates only."""

    kind: CellKind
    text: str = ""
    number_format: str = ""

    @property
    def is_blank(self) -> bool:
        return self.kind is CellKind.BLANK


BLANK: Final = Value(CellKind.BLANK)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells of a worksheet that hold something, and its merges."""

    title: str
    values: Mapping[Spot, Value]
    merges: tuple[tuple[int, int, int, int], ...] = ()

    def at(self, spot: Spot) -> Value:
        return self.values.get(spot, BLANK)

    def origin(self, spot: Spot) -> Spot:
        """The cell that holds the value of the merge `spot` lies in, or `spot` itself."""
        for left, top, right, bottom in self.merges:
            if left <= spot.column <= right and top <= spot.row <= bottom:
                return Spot(top, left)
        return spot

    def beside(self, spot: Spot) -> Spot:
        """The next cell to the right, past the merge that `spot` lies in."""
        for left, top, right, bottom in self.merges:
            if left <= spot.column <= right and top <= spot.row <= bottom:
                return Spot(spot.row, right + 1)
        return Spot(spot.row, spot.column + 1)

    def texts(self) -> list[tuple[Spot, str]]:
        """The texts, row by row."""
        found = ((s, v.text) for s, v in self.values.items() if v.kind is CellKind.TEXT)
        return sorted(found)


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook as read; `file` is how its places name it."""

    file: str
    sha256: str
    sheets: Mapping[str, Sheet]
    names: Mapping[str, str]
    epoch: dt.datetime

    def ref(self, sheet: Sheet, spot: Spot) -> CellRef:
        return CellRef(self.file, sheet.title, spot.coordinate)

    def cell(self, sheet: Sheet, spot: Spot, label: str) -> Cell:
        """The cell as the model wants it."""
        value = sheet.at(spot)
        kind = value.kind
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
        match = _REFERENCE.fullmatch(self.names.get(name, "").strip())
        if not match:
            return "", None
        title = match["plain"] or match["quoted"].replace("''", "'")
        return title, Spot(int(match["row"]), column_index_from_string(match["column"].upper()))


def open_workbook(data: bytes, file: str) -> Workbook | Refusal:
    """Read the bytes of one file; whatever is wrong with them comes back as a `Refusal`."""
    if refusal := sniff(data) or archive_guard.guard(data):
        return refusal
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", category=UserWarning, module=r"openpyxl\.")
            return _read(data, file)
    except Exception as error:  # openpyxl raises anything from KeyError to RecursionError
        reason = f"内容不合规范（{type(error).__name__}），请用 Excel 或 WPS 打开，另存为 .xlsx"
        return Refusal("file-damaged", reason)


def _read(data: bytes, file: str) -> Workbook | Refusal:
    # read_only: no pictures are decoded, no merge is spread out, no empty row becomes cells.
    book = openpyxl.load_workbook(
        io.BytesIO(data), read_only=True, data_only=True, keep_links=False
    )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            sheets = {sheet.title: _sheet(sheet, archive) for sheet in book.worksheets}
        names = {name: defined.attr_text or "" for name, defined in book.defined_names.items()}
    finally:
        book.close()
    if not sheets:
        return Refusal("file-damaged", "里面没有工作表")
    return Workbook(file, hashlib.sha256(data).hexdigest(), sheets, names, book.epoch)


def _sheet(sheet: Any, archive: zipfile.ZipFile) -> Sheet:
    sheet.reset_dimensions()  # WPS and others write <dimension ref="A1"/> for a full sheet
    values: dict[Spot, Value] = {}
    rows = sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS)
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row, start=1):
            if cell.value is not None and not (value := _value(cell)).is_blank:
                values[Spot(number, column)] = value
    part = archive.read(sheet._worksheet_path)  # no public way from a sheet to its XML
    for spot in _uncalculated(part):
        values.setdefault(spot, Value(CellKind.FORMULA))
    return Sheet(sheet.title, values, tuple(archive_guard.merged_areas(part)))


def _value(cell: Any) -> Value:
    value = cell.value
    if isinstance(value, bool):
        return Value(CellKind.BOOLEAN, str(value).upper())
    if isinstance(value, int | float):
        text = plain_digits(value)
        kind = CellKind.NUMBER if text else CellKind.ERROR
        return Value(kind, text or "#NUM!", cell.number_format)
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        return Value(CellKind.DATE, _moment(value), cell.number_format)
    text = clean(str(value))
    if cell.data_type == "e":
        return Value(CellKind.ERROR, text)
    return Value(CellKind.TEXT, text) if text.strip() else BLANK


def plain_digits(number: float) -> str:
    """A number as decimal digits without an exponent; empty when it is not finite.

    >>> plain_digits(120.0), plain_digits(0.1 + 0.2), plain_digits(1e15)
    ('120', '0.3', '1000000000000000')
    """
    if isinstance(number, int):
        return str(number)
    exact = Decimal(repr(number))
    if not exact.is_finite():
        return ""
    kept = _EXCEL_DIGITS.plus(exact)
    return f"{kept:f}".rstrip("0").rstrip(".") if "." in f"{kept:f}" else f"{kept:f}"


def clean(text: str) -> str:
    r"""Text as typed, without what XML escapes and control characters left in it.

    >>> clean("甲_x000D_\n乙\x07_x0041_")
    '甲\n乙_x0041_'
    """
    text = _ESCAPE.sub(_unescaped, text)
    text = re.sub(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]", "\n", text).replace("\t", " ")
    return "".join(c for c in text if c == "\n" or not _is_unprintable(c))


def _unescaped(match: re.Match[str]) -> str:
    # Office escapes only what XML cannot hold; openpyxl has already undone _x005F_, so an
    # escape of a letter is what somebody typed.
    character = chr(int(match[1], 16))
    return character if _is_unprintable(character) else match[0]


def _is_unprintable(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs") or character in "\ufffe\uffff"


def _moment(value: dt.date | dt.time | dt.timedelta) -> str:
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        value = value.date()
    return str(value) if isinstance(value, dt.timedelta) else value.isoformat()


def _uncalculated(part: bytes) -> list[Spot]:
    """The cells whose formula has no result: ``<f>`` without a ``<v>``.

    openpyxl says ``None`` for them as for an empty cell. An empty ``<v>`` with ``t="str"`` is the
    result ``""``.
    """
    if not _FORMULA.search(part):
        return []
    spots = []
    row = column = 0
    for event, element in iterparse(io.BytesIO(part), events=("start", "end")):
        tag = element.tag.rpartition("}")[2]
        if event == "start" and tag == "row":
            row, column = int(element.get("r", row + 1)), 0
            if row > MOST_ROWS:
                break
        elif event == "end" and tag == "c":
            column = _column_of(element.get("r", ""), column)
            children = {child.tag.rpartition("}")[2]: child.text for child in element}
            if "f" in children and not children.get("v") and element.get("t") != "str":
                spots.append(Spot(row, column))
        elif event == "end" and tag == "row":
            element.clear()
    return spots


def _column_of(address: str, previous: int) -> int:
    if not address:  # may be left out; the cell is then the next one
        return previous + 1
    return column_index_from_string(coordinate_from_string(address)[0])
