"""Turns the list of the cell styles of our reports into ``audit/styles.xlsx``.

Run: ``python tools/build_audit_styles.py [FILE]`` after a change of `audit.cell_styles` or of how
workbooks look. It is an ordinary workbook that shows each style in a row of its own; a report
takes the parts from it that are the same in every one.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.worksheet import Worksheet

from make_docx.archive import deflated, members_of, zipped
from make_docx.audit.cell_styles import CELL_STYLES, FILE, HIGHLIGHTS
from make_docx.intake import canvas, style

_APP: Final = "docProps/app.xml"  # where openpyxl names itself, and its version
_OF_APP: Final = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Microsoft Excel Compatible / make-docx</Application></Properties>"
)


def build() -> bytes:
    book = canvas.new_workbook("单元格样式")
    sheet = canvas.new_sheet(book, "单元格样式", (60.0,))
    _show_styles(sheet)
    _show_highlights(sheet)
    members = members_of(canvas.to_bytes(book))
    return zipped({**members, _APP: deflated([_OF_APP.encode()])})


def _show_styles(sheet: Worksheet) -> None:
    for number, one in enumerate(CELL_STYLES, start=1):
        words = " ".join((one.look, one.align, one.number_format, "'" if one.is_quoted else ""))
        cell = style.put(sheet, number, 1, words, one.look, one.number_format)
        cell.quotePrefix = one.is_quoted
        if one.align != "left":
            wraps = cell.alignment.wrap_text
            cell.alignment = Alignment(horizontal=one.align, vertical="center", wrap_text=wraps)
        if cell.style_id != number:
            raise ValueError(f"{one} is listed twice")


def _show_highlights(sheet: Worksheet) -> None:
    for number, (ground, ink) in enumerate(HIGHLIGHTS):
        look = DifferentialStyle(font=Font(color=ink, bold=True), fill=PatternFill(bgColor=ground))
        spot = f"A{len(CELL_STYLES) + number + 1}"
        sheet[spot] = number
        sheet.conditional_formatting.add(
            spot, Rule(type="cellIs", operator="equal", formula=[str(number)], dxf=look)
        )


def main() -> None:
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else FILE
    file.write_bytes(build())
    print(file)


if __name__ == "__main__":
    main()
