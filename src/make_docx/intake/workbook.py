"""Turns the bytes of a workbook into its names and the values of its sheets, nothing else.

The bytes are taken as they are: `sniff` and `archive_guard` see them first, and openpyxl reads
them without pictures, styles of no use here, or the empty tail of a formatted sheet.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import re
import warnings
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final, NamedTuple

import openpyxl
from defusedxml.ElementTree import iterparse
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string, get_column_letter
from openpyxl.utils.datetime import WINDOWS_EPOCH

from make_docx.intake import archive_guard, shown
from make_docx.intake.sniff import Refusal, sniff
from make_docx.intake.stored import clean, plain_digits
from make_docx.model import Cell, CellKind, CellRef

MOST_ROWS: Final = 6_000
MOST_COLUMNS: Final = 300

_QUOTED: Final = re.compile(r'"[^"]*"|\\.')
_FORMULA: Final = re.compile(rb"<(?:[^\s<>/:]+:)?f[\s/>]")
# A cell that is not plainly within the first 999 rows of the columns A to Z.
_FAR: Final = re.compile(rb"<(?:[^\s<>/:]+:)?c(?=[\s/>])(?!\s[^>]*?\br=[\"'][A-Z][0-9]{1,3}[\"'])")
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

    @property
    def words(self) -> str:
        """The text; a day is said with the parts that are shown of it."""
        if self.kind is not CellKind.DATE:
            return self.text.strip()
        try:
            moment = dt.datetime.fromisoformat(self.text)
        except ValueError:  # a time of day, or a span of time
            return self.text
        return shown.day(moment, self.number_format)


BLANK: Final = Value(CellKind.BLANK)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells of a worksheet that hold something, and its merges.

    `merges` has every cell of a merge, with the first and the last of the merge. `beyond` is the
    first cell past the limits that holds something: it and what follows has not been read.
    `formulas` has those whose result is missing or an error, without the ``=``.
    """

    title: str
    values: Mapping[Spot, Value]
    merges: Mapping[Spot, tuple[Spot, Spot]] = field(default_factory=dict)
    beyond: Spot | None = None
    is_hidden: bool = False
    formulas: Mapping[Spot, str] = field(default_factory=dict)

    def at(self, spot: Spot) -> Value:
        return self.values.get(spot, BLANK)

    def origin(self, spot: Spot) -> Spot:
        """The cell that holds the value of the merge `spot` lies in, or `spot` itself."""
        return self.merges[spot][0] if spot in self.merges else spot

    def beside(self, spot: Spot) -> Spot:
        """The next cell to the right, past the merge that `spot` lies in."""
        last = self.merges[spot][1] if spot in self.merges else spot
        return Spot(spot.row, last.column + 1)

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

    def cell(self, sheet: Sheet, spot: Spot, label: str, *, is_text: bool = False) -> Cell:
        """The cell as the model wants it; `is_text` asks for the words that were seen in it."""
        value = sheet.at(spot)
        kind = value.kind
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
    values: dict[Spot, Value] = {}
    # With limits of our own, the <dimension ref="A1"/> that WPS writes for a full sheet is nothing.
    rows = sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS)
    previous: object = None
    for number, row in enumerate(rows, start=1):
        if row is previous:  # openpyxl fills a gap with one and the same row of blanks
            continue
        previous = row
        for column, cell in enumerate(row, start=1):
            if cell.value is not None and not (value := _value(cell)).is_blank:
                values[Spot(number, column)] = value
    part = archive.read(sheet._worksheet_path)  # no public way from a sheet to its XML
    formulas, beyond = _scan(part)
    for spot in formulas:
        values.setdefault(spot, Value(CellKind.FORMULA))
    is_hidden = sheet.sheet_state != "visible"
    return Sheet(sheet.title, values, _merges(part), beyond, is_hidden, formulas)


def _merges(part: bytes) -> dict[Spot, tuple[Spot, Spot]]:
    return {
        Spot(row, column): (Spot(top, left), Spot(bottom, right))
        for left, top, right, bottom in archive_guard.merged_areas(part)
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    }


def _value(cell: Any) -> Value:
    value = cell.value
    if isinstance(value, bool):
        return Value(CellKind.BOOLEAN, str(value).upper())
    if isinstance(value, int | float):
        text = plain_digits(value)
        if not text:
            return Value(CellKind.ERROR, "#NUM!")
        if seen := shown.sized(text, cell.number_format):
            return Value(CellKind.TEXT, seen)
        return Value(CellKind.NUMBER, text, cell.number_format)
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        return Value(CellKind.DATE, _moment(value), cell.number_format)
    text = clean(str(value))
    if cell.data_type == "e":
        return Value(CellKind.ERROR, text)
    return Value(CellKind.TEXT, text) if text.strip() else BLANK


def _moment(value: dt.date | dt.time | dt.timedelta) -> str:
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        value = value.date()
    return str(value) if isinstance(value, dt.timedelta) else value.isoformat()


def _scan(part: bytes) -> tuple[dict[Spot, str], Spot | None]:
    """What openpyxl does not tell: formulas that give nothing, and the first cell past the limits.

    openpyxl says ``None`` for ``<f>`` without a ``<v>`` as for an empty cell. An empty ``<v>`` with
    ``t="str"`` is the result ``""``.
    """
    formulas: dict[Spot, str] = {}
    beyond: Spot | None = None
    if not (_FORMULA.search(part) or _FAR.search(part)):
        return formulas, beyond
    row = column = 0
    for event, element in iterparse(io.BytesIO(part), events=("start", "end")):
        tag = element.tag.rpartition("}")[2]
        if event == "start" and tag == "row":
            row, column = int(element.get("r", row + 1)), 0
        elif event == "end" and tag == "c":
            column = _column_of(element.get("r", ""), column)
            held = {child.tag.rpartition("}")[2]: "".join(child.itertext()) for child in element}
            is_uncalculated = "f" in held and not held.get("v") and element.get("t") != "str"
            if row > MOST_ROWS or column > MOST_COLUMNS:
                if is_uncalculated or held.get("v") or held.get("is"):
                    beyond = beyond or Spot(row, column)
            elif is_uncalculated or ("f" in held and element.get("t") == "e"):
                formulas[Spot(row, column)] = held["f"]
        elif event == "end" and tag == "row":
            element.clear()
    return formulas, beyond


def _column_of(address: str, previous: int) -> int:
    if not address:  # may be left out; the cell is then the next one
        return previous + 1
    return column_index_from_string(coordinate_from_string(address)[0])
