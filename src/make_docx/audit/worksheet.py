"""Turns a list into the XML of its worksheet: the page around the rows, and the rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from make_docx.audit.grid import FIRST_ROW, HEAD_ROW, Grid
from make_docx.audit.rows import DECLARATION, RowWriter
from make_docx.cell_address import column_letters

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
# A4 across, one page wide, as the workbooks that are filled in (`intake.canvas`) but for the sides.
_PAGE: Final = (
    '<printOptions horizontalCentered="1"/>'
    '<pageMargins left="0.6" right="0.6" top="0.75" bottom="0.75" header="0.35" footer="0.35"/>'
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
    "<headerFooter><oddFooter>&amp;C&amp;9 第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter>"
)


def worksheet(writer: RowWriter) -> Iterator[str]:
    """The part, piece by piece: a list of a province has no room in memory twice."""
    grid = writer.grid
    yield (
        f'{DECLARATION}<worksheet xmlns="{MAIN}">'
        '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="A1:{grid.last_column}{grid.last_row}"/>{_view(grid)}'
        f'<sheetFormatPr baseColWidth="8" defaultRowHeight="15"/><cols>{_columns(grid)}</cols>'
        f"<sheetData>{writer.top()}"
    )
    yield from writer.rows()
    yield f"</sheetData>{_filter(grid)}{grid.rules}"
    yield from writer.hyperlinks()
    yield f"{_PAGE}</worksheet>"


def _view(grid: Grid) -> str:
    """All down to the head is frozen; the cursor is below, or on top of what has no filter."""
    cursor = f"A{FIRST_ROW}" if grid.has_filter else "A1"
    panes = _panes(grid)
    selections = "".join(
        f'<selection pane="{pane}" activeCell="{cursor}" sqref="{cursor}"/>' for pane in panes
    )
    split = f' xSplit="{grid.fixed_columns}"' if grid.fixed_columns else ""
    below = f"{column_letters(grid.fixed_columns + 1)}{FIRST_ROW}"
    return (
        '<sheetViews><sheetView showGridLines="0" zoomScale="100" workbookViewId="0">'
        f'<pane{split} ySplit="{HEAD_ROW}" topLeftCell="{below}" activePane="{panes[0]}"'
        f' state="frozen"/>{selections}</sheetView></sheetViews>'
    )


def _panes(grid: Grid) -> tuple[str, ...]:
    """Those that a cursor stands in, first the one where it is seen."""
    if not grid.has_filter:
        return "topLeft", "bottomLeft"
    return ("bottomRight", "topRight", "bottomLeft") if grid.fixed_columns else ("bottomLeft",)


def _columns(grid: Grid) -> str:
    return "".join(
        f'<col min="{number}" max="{number}" width="{column.width:g}" customWidth="1"/>'
        for number, column in enumerate(grid.columns, start=1)
    )


def _filter(grid: Grid) -> str:
    if not grid.has_filter:
        return ""
    return f'<autoFilter ref="A{HEAD_ROW}:{grid.last_column}{grid.filter_row}"/>'
