"""Turns the one look that all workbooks share into named styles and written cells."""

from __future__ import annotations

import math
import unicodedata
from copy import copy
from decimal import Decimal
from enum import StrEnum
from typing import Final, Literal
from weakref import WeakKeyDictionary

from msgspec import Struct
from msgspec.structs import replace
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.styleable import StyleableObject
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | Decimal | None

FONT: Final = "微软雅黑"  # on every Windows office machine, and known to WPS everywhere
ROW_HEIGHT: Final = 27.0  # pt
_LINE_PITCH: Final = 17.0  # pt, a line of 11 pt 微软雅黑
_PADDING: Final = 10.0  # pt
_HIGHEST: Final = 400.0  # pt; Excel's own limit is 409
_WIDE: Final = 1.05  # half a 汉字 of 11 pt against the digit that column widths are counted in

TEXT_FORMAT: Final = "@"  # else Excel turns 2021年5月 into a date and 000001 into 1
DATE_FORMAT: Final = 'yyyy"年"m"月"d"日"'
PERCENT_FORMAT: Final = "0.00%"
_FORMULA_SIGNS: Final = ("=", "+", "-", "@")
_LONGEST_TEXT: Final = 32767  # characters a cell holds

_ACCENT: Final = "1F4E79"
_TINT: Final = "E6EEF6"
_LABEL_FILL: Final = "F4F6F8"
_OPEN_FILL: Final = "FFFCF0"
_RULE: Final = "C3CCD6"
_INK: Final = "1F2A33"
_GREY: Final = "667380"
_RED: Final = "C00000"


class Look(StrEnum):
    """The named styles of a workbook; only those of input cells are unlocked."""

    TITLE = "填报 大标题"
    TITLE_CENTRED = "填报 大标题居中"
    HEADING = "填报 小标题"
    NOTE = "填报 提示"
    FACT = "填报 表外文字"
    FACT_RIGHT = "填报 表外文字右"
    FACT_CENTRED = "填报 表外文字中"
    REQUIRED = "填报 必填"
    HEAD = "填报 表头"
    LABEL = "填报 项目"
    CENTRED = "填报 居中"
    HINT = "填报 说明"
    TEXT = "填报 文字"
    LINK = "填报 链接"
    INPUT = "填报 填写"
    INPUT_CENTRED = "填报 填写居中"
    INPUT_NUMBER = "填报 填写数字"
    INPUT_TOP = "填报 填写长文"
    SPARE = "填报 备用"
    SPARE_CENTRED = "填报 备用居中"
    SPARE_NUMBER = "填报 备用数字"


class _Design(Struct, frozen=True):
    size: int = 11
    bold: bool = False
    colour: str = _INK
    fill: str = ""
    boxed: bool = False
    ruled: bool = False  # a line in the accent colour under the cell
    horizontal: Literal["left", "center", "right"] = "left"
    vertical: Literal["top", "center"] = "center"
    indent: int = 0
    wrap: bool = True
    locked: bool = True


_OUTSIDE = _Design(wrap=False)
_BOXED = _Design(boxed=True, indent=1)
_INPUT = replace(_BOXED, fill=_OPEN_FILL, locked=False)
_SPARE = _Design(indent=1, locked=False)

_DESIGNS: Final[dict[Look, _Design]] = {
    Look.TITLE: replace(_OUTSIDE, size=18, bold=True, colour=_ACCENT),
    Look.TITLE_CENTRED: replace(
        _OUTSIDE, size=18, bold=True, colour=_ACCENT, horizontal="center", wrap=True
    ),
    Look.HEADING: replace(_OUTSIDE, size=12, bold=True, colour=_ACCENT, ruled=True),
    Look.NOTE: replace(_OUTSIDE, size=10, colour=_GREY),
    Look.FACT: replace(_OUTSIDE, size=10),
    Look.FACT_RIGHT: replace(_OUTSIDE, size=10, horizontal="right"),
    Look.FACT_CENTRED: replace(_OUTSIDE, size=9, colour=_GREY, horizontal="center"),
    Look.REQUIRED: replace(_OUTSIDE, bold=True, colour=_RED, horizontal="center"),
    Look.HEAD: _Design(bold=True, colour=_ACCENT, fill=_TINT, boxed=True, horizontal="center"),
    Look.LABEL: replace(_BOXED, fill=_LABEL_FILL),
    Look.CENTRED: replace(_BOXED, fill=_LABEL_FILL, horizontal="center", indent=0),
    Look.HINT: replace(_BOXED, size=10, colour=_GREY),
    Look.TEXT: _BOXED,
    Look.LINK: replace(_BOXED, fill=_LABEL_FILL, colour=_ACCENT, bold=True),
    Look.INPUT: _INPUT,
    Look.INPUT_CENTRED: replace(_INPUT, horizontal="center", indent=0),
    Look.INPUT_NUMBER: replace(_INPUT, horizontal="right", wrap=False),
    Look.INPUT_TOP: replace(_INPUT, vertical="top"),
    Look.SPARE: _SPARE,
    Look.SPARE_CENTRED: replace(_SPARE, horizontal="center", indent=0),
    Look.SPARE_NUMBER: replace(_SPARE, horizontal="right", wrap=False),
}


def _box() -> Border:
    side = Side(style="thin", color=_RULE)
    return Border(left=side, right=side, top=side, bottom=side)


def _named_style(look: Look) -> NamedStyle:
    design = _DESIGNS[look]
    border = Border(bottom=Side(style="medium", color=_ACCENT)) if design.ruled else Border()
    return NamedStyle(
        name=look.value,
        font=Font(name=FONT, size=design.size, bold=design.bold, color=design.colour),
        fill=PatternFill("solid", fgColor=design.fill) if design.fill else PatternFill(),
        border=_box() if design.boxed else border,
        alignment=Alignment(
            horizontal=design.horizontal,
            vertical=design.vertical,
            indent=design.indent,
            wrap_text=design.wrap,
        ),
        protection=Protection(locked=design.locked),
    )


def open_row_style() -> DifferentialStyle:
    """What a spare row looks like from the moment the row above it is filled in."""
    return DifferentialStyle(fill=PatternFill(bgColor=_OPEN_FILL), border=_box())


def add_styles(book: Workbook) -> None:
    """Add the named styles that `book` lacks; an office program may have dropped some."""
    present = set(book.named_styles)
    for look in Look:
        if look.value not in present:
            book.add_named_style(_named_style(look))


def clean(text: str) -> str:
    """`text` without the control characters that XML cannot hold."""
    return ILLEGAL_CHARACTERS_RE.sub("", text)


def put(
    sheet: Worksheet, row: int, column: int, value: Value, look: Look, number_format: str = ""
) -> Cell:
    """Write a value as data: text stays text, whatever sign it begins with."""
    cell = sheet.cell(row, column)
    if not isinstance(cell, Cell):
        raise TypeError(f"{sheet.title}!{cell.coordinate} lies inside a merged range")
    _set_style(cell, look, number_format)
    if isinstance(value, str):
        text = clean(value)[:_LONGEST_TEXT]
        cell.value = text or None
        if text:
            cell.data_type = "s"  # openpyxl takes "=…" for a formula and "#N/A" for an error
            cell.quotePrefix = text.startswith(_FORMULA_SIGNS)
    else:
        cell.value = value
    return cell


# openpyxl looks a style up among all the others each time, which was half the time of writing
# a workbook of a thousand rows: what was found once is kept as long as the workbook.
_found: Final[WeakKeyDictionary[Workbook | None, dict[tuple[str, str], StyleArray]]] = (
    WeakKeyDictionary()
)


def _set_style(cell: Cell, look: Look, number_format: str) -> None:
    found = _found.setdefault(cell.parent.parent, {})
    key = (look.value, number_format)
    if key in found:
        cell._style = copy(found[key])  # type: ignore[attr-defined]
        return
    cell.style = look.value
    if number_format:
        cell.number_format = number_format
    found[key] = copy(cell._style)  # type: ignore[attr-defined]


def put_merged(
    sheet: Worksheet, row: int, columns: tuple[int, int], value: Value, look: Look
) -> Cell:
    """Write across `columns` (first and last) of one row."""
    first, last = columns
    for column in range(first + 1, last + 1):
        sheet.cell(row, column).style = look.value
    cell = put(sheet, row, first, value, look)
    if last > first:
        sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)
    return cell


_LOOK_PARTS: Final = (
    "fontId",
    "fillId",
    "borderId",
    "numFmtId",
    "protectionId",
    "alignmentId",
    "quotePrefix",
)


def copy_look(source: StyleableObject, target: StyleableObject) -> None:
    """Give `target` the look of `source`, a cell or row of the same workbook."""
    if source.has_style:
        # Numbers of the workbook's lists; to set the looks themselves costs a search in each list.
        theirs = source._style  # type: ignore[attr-defined]
        ours = copy(target._style) or StyleArray()  # type: ignore[attr-defined]
        for part in _LOOK_PARTS:
            setattr(ours, part, getattr(theirs, part))
        target._style = ours  # type: ignore[attr-defined]


# ── rows ─────────────────────────────────────────────────────────────────────────────────


_OPEN_ROW: Final = ("", "")  # among the styles that were found


class _GrowingRow(RowDimension):
    """A row with a height that Excel and WPS still raise when the text in it grows."""

    @property
    def customHeight(self) -> bool:  # noqa: N802 - openpyxl's name
        return False


def set_height(sheet: Worksheet, row: int, height: float) -> None:
    """Fix the height of a row of locked text, in points."""
    sheet.row_dimensions[row].height = height


def make_growing(
    sheet: Worksheet,
    row: int,
    height: float = ROW_HEIGHT,
    *,
    open_: bool = False,
    fixed: bool = False,
) -> None:
    """Let a row grow with its text from `height` points on, or stay so high for a picture.

    `open_` unlocks the row to its end: a protected sheet lets people delete a row only when
    no cell of it is locked. The row's larger font is what keeps a short line airy when the
    program fits the height.
    """
    dimension = (RowDimension if fixed else _GrowingRow)(sheet, index=row, ht=height)
    sheet.row_dimensions[row] = dimension
    if open_:
        _open(dimension)


def _open(row: RowDimension) -> None:
    found = _found.setdefault(row.parent.parent, {})
    if _OPEN_ROW in found:
        row._style = copy(found[_OPEN_ROW])  # type: ignore[attr-defined]
        return
    row.font = Font(name=FONT, size=16)
    row.protection = Protection(locked=False)
    found[_OPEN_ROW] = copy(row._style)  # type: ignore[attr-defined]


def keep_growing(sheet: Worksheet, first: int, last: int) -> None:
    """Undo that openpyxl fixes the height of every row it loads."""
    for row in range(first, last + 1):
        loaded = sheet.row_dimensions.get(row)
        if loaded is not None and loaded.height is not None:
            grown = _GrowingRow(sheet, index=row, ht=loaded.height, hidden=loaded.hidden)
            copy_look(loaded, grown)
            sheet.row_dimensions[row] = grown


def height_of(text: str, width: float, size: int = 11) -> float:
    """Points that `text` of `size` points needs in a column of `width` characters."""
    per_line = max((width - 2.5) * 11 / size, 1.0)
    lines = sum(
        max(1, math.ceil(display_width(line) * _WIDE / per_line)) for line in text.split("\n")
    )
    return max(ROW_HEIGHT, min(lines * _LINE_PITCH + _PADDING, _HIGHEST))


def display_width(text: str) -> int:
    """Columns that `text` takes; 汉字 and full-width signs are two wide."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)
