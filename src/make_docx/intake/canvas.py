"""Turns an empty openpyxl workbook into the frame of ours: sheets, page, protection, names."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import Final

from openpyxl import Workbook
from openpyxl.utils import (
    absolute_coordinate,
    coordinate_to_tuple,
    get_column_letter,
    quote_sheetname,
)
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.views import Selection
from openpyxl.worksheet.worksheet import Worksheet

from make_docx.archive import normalised
from make_docx.intake.looks import clean
from make_docx.intake.style import add_styles

# A job's workbook has no 成文日期 to be dated with, and equal input must give equal bytes.
_DATED: Final = dt.date(1980, 1, 1)
_LONGEST_CONSTANT: Final = 255  # characters a string in a defined name holds


def new_workbook(title: str) -> Workbook:
    """A workbook without sheets that names no person and carries every style."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "make-docx"
    book.properties.title = clean(title)
    add_styles(book)
    return book


def new_sheet(
    book: Workbook, title: str, widths: Sequence[float], *, index: int | None = None
) -> Worksheet:
    """A sheet without gridlines whose columns have `widths` (characters)."""
    sheet: Worksheet = book.create_sheet(title, index)
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.zoomScale = 100
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    return sheet


def protect(sheet: Worksheet, *, rows: bool = False) -> None:
    """Lock the labels, without a password; with `rows`, rows may be added, removed, sorted."""
    protection = sheet.protection
    protection.enable()
    protection.formatColumns = False  # openpyxl's False is "not protected"
    protection.formatRows = False
    if rows:
        protection.formatCells = False
        protection.insertRows = False
        protection.deleteRows = False
        protection.sort = False
        protection.autoFilter = False


def set_page(
    sheet: Worksheet, *, titles: str = "", area: str = "", landscape: bool = False
) -> None:
    """A4, one page wide, the rows `titles` (``4:4``) on every page.

    Without `area` what is filled in prints, however much that will be.
    """
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = 0.6  # inch
    margins.top = margins.bottom = 0.75
    margins.header = margins.footer = 0.35
    sheet.print_options.horizontalCentered = True
    footer = HeaderFooterItem()
    footer.center.text = "第 &P 页，共 &N 页"
    footer.center.size = 9
    sheet.HeaderFooter.oddFooter = footer
    if titles:
        sheet.print_title_rows = titles
    if area:
        sheet.print_area = area


def set_cursor(sheet: Worksheet, cell: str, freeze: str = "") -> None:
    """Freeze above and left of `freeze`, and open the sheet with the cursor on `cell`."""
    view = sheet.sheet_view
    if freeze:
        sheet.freeze_panes = freeze
        if _row(cell) < _row(freeze) and view.pane is not None:
            view.pane.activePane = "topLeft"
            view.selection.insert(0, Selection(pane="topLeft"))
    for selection in view.selection:
        selection.activeCell = cell
        selection.sqref = cell


def _row(cell: str) -> int:
    return coordinate_to_tuple(cell)[0]


def add_name(book: Workbook, name: str, sheet: Worksheet, area: str) -> None:
    """Name a cell or area, given as ``C5`` or ``A5:K64``."""
    reference = f"{quote_sheetname(sheet.title)}!{absolute_coordinate(area)}"
    book.defined_names[name] = DefinedName(name, attr_text=reference)


def add_constant(book: Workbook, name: str, text: str) -> None:
    """Keep `text` in a hidden defined name."""
    quoted = clean(text)[:_LONGEST_CONSTANT].replace('"', '""')
    book.defined_names[name] = DefinedName(name, attr_text=f'"{quoted}"', hidden=True)


def to_bytes(book: Workbook) -> bytes:
    """The workbook as a file; the same workbook gives the same bytes."""
    buffer = io.BytesIO()
    book.save(buffer)
    return normalised(buffer.getvalue(), _DATED)
