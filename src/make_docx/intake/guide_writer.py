"""Turns short numbered advice into the 填报说明 sheet of a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from openpyxl import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from make_docx.intake import canvas, names, style
from make_docx.intake.looks import ROW_HEIGHT, Look, height_of

_WIDTHS: Final = (2.0, 30.0, 34.0, 46.0)
_LAST: Final = len(_WIDTHS)


class Line(Struct, frozen=True):
    """A row of a section: what, the advice, and an example; `link` is a cell to jump to."""

    label: str
    text: str
    example: str = ""
    link: str = ""


class Section(Struct, frozen=True):
    """Lines under a heading; `heads` names the columns of a section with examples."""

    heading: str
    lines: tuple[Line, ...]
    heads: tuple[str, str, str] | None = None


FIGURE_ADVICE: Final = (
    Line("数字", "按规定的计量单位填，只写数字，例如 1200。不要写成“1200份”，也不要写算式。"),
    Line("没有发生", "填 0，或者写“无”。不要留空，留空会当作漏填。"),
    Line("不适用", "单位没有这项工作的，填 /。"),
    Line("只有大概数", "可以写“约200”“200余”，汇总后也是约数。能填准确数的请填准确数。"),
)


def write_guide(book: Workbook, title: str, lead: str, sections: Sequence[Section]) -> None:
    """Add the 填报说明 sheet."""
    sheet = canvas.new_sheet(book, names.GUIDE, _WIDTHS)
    style.put(sheet, 1, 2, title, Look.TITLE)
    style.put(sheet, 2, 2, lead, Look.NOTE)
    style.set_height(sheet, 1, 40)
    style.set_height(sheet, 2, 22)
    row = 3
    for section in sections:
        row = _write_section(sheet, row + 1, section)
    canvas.protect(sheet)
    canvas.set_page(sheet, area=f"A1:D{row}")
    canvas.set_cursor(sheet, "A1", "A3")


def _write_section(sheet: Worksheet, row: int, section: Section) -> int:
    """Write from `row` on; returns the first free row."""
    style.put_merged(sheet, row, (2, _LAST), section.heading, Look.HEADING)
    style.set_height(sheet, row, 30)
    row += 1
    if section.heads is not None:
        for column, head in enumerate(section.heads, start=2):
            style.put(sheet, row, column, head, Look.HEAD)
        style.set_height(sheet, row, ROW_HEIGHT)
        row += 1
    for line in section.lines:
        _write_line(sheet, row, line, with_example=section.heads is not None)
        row += 1
    return row


def _write_line(sheet: Worksheet, row: int, line: Line, *, with_example: bool) -> None:
    label = style.put(sheet, row, 2, line.label, Look.LINK if line.link else Look.LABEL)
    if line.link:
        label.hyperlink = Hyperlink(ref=label.coordinate, location=line.link, display=line.label)
        label.style = Look.LINK.value  # openpyxl puts its own look on a cell with a link
    text_width = _WIDTHS[2]
    if with_example:
        style.put(sheet, row, 3, line.text, Look.TEXT)
        style.put(sheet, row, _LAST, line.example, Look.TEXT)
    else:
        text_width += _WIDTHS[3]
        style.put_merged(sheet, row, (3, _LAST), line.text, Look.TEXT)
    style.set_height(
        sheet,
        row,
        max(
            height_of(line.label, _WIDTHS[1]),
            height_of(line.text, text_width),
            height_of(line.example, _WIDTHS[3]),
        ),
    )
