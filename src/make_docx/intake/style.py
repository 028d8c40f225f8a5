"""Turns the one look that all workbooks share into named styles and written cells."""

from __future__ import annotations

from copy import copy
from typing import Final
from weakref import WeakKeyDictionary

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.styleable import StyleableObject
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.worksheet import Worksheet

from make_docx.intake.looks import (
    ACCENT,
    DESIGNS,
    FONT,
    LONGEST_TEXT,
    OPEN_FILL,
    ROW_HEIGHT,
    RULE,
    Look,
    Value,
    clean,
)

_FORMULA_SIGNS: Final = ("=", "+", "-", "@")


def _box() -> Border:
    side = Side(style="thin", color=RULE)
    return Border(left=side, right=side, top=side, bottom=side)


def _named_style(look: Look) -> NamedStyle:
    design = DESIGNS[look]
    border = Border(bottom=Side(style="medium", color=ACCENT)) if design.ruled else Border()
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
    return DifferentialStyle(fill=PatternFill(bgColor=OPEN_FILL), border=_box())


def add_styles(book: Workbook) -> None:
    """Add the named styles that `book` lacks; an office program may have dropped some."""
    present = set(book.named_styles)
    for look in Look:
        if look.value not in present:
            book.add_named_style(_named_style(look))


def put(
    sheet: Worksheet, row: int, column: int, value: Value, look: Look, number_format: str = ""
) -> Cell:
    """Write a value as data: text stays text, whatever sign it begins with."""
    cell = sheet.cell(row, column)
    if not isinstance(cell, Cell):
        raise TypeError(f"{sheet.title}!{cell.coordinate} lies inside a merged range")
    _set_style(cell, look, number_format)
    if isinstance(value, str):
        text = clean(value)[:LONGEST_TEXT]
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
