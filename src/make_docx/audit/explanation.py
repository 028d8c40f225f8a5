"""Turns what is wrong in a returned workbook into its last sheet, 退回说明."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from lxml import etree
from msgspec import Struct

from make_docx.audit.formats import Styles
from make_docx.audit.grid import plain_text
from make_docx.audit.package import MAIN, RELATION, Element, Package, qname
from make_docx.audit.tame import remove_sheets
from make_docx.intake.looks import height_of
from make_docx.intake.names import RETURN_SHEET
from make_docx.xml_text import escaped, quoted

_PART: Final = "xl/worksheets/makeDocxReturn.xml"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_WIDTHS: Final = (6, 30, 90)


class Line(Struct, frozen=True):
    """One thing to correct; `spot` is the cell in this workbook, as a link has it."""

    where: str
    words: str
    spot: str = ""


def add_explanation(
    package: Package,
    root: Element,
    styles: Styles,
    head: tuple[str, str],
    lines: Sequence[Line],
) -> None:
    """Add the sheet to the workbook's XML `root`; that of an earlier return goes.

    `head` is its title, and what the unit is asked to do with the file.
    """
    workbook = package.workbook
    package.remove(workbook, remove_sheets(root, {RETURN_SHEET}))
    sheets = root.find(qname("sheets"))
    if sheets is None:
        raise ValueError("no sheets")
    numbers = [int(sheet.get("sheetId") or 0) for sheet in sheets]
    attributes = {"name": RETURN_SHEET, "sheetId": str(max(numbers, default=0) + 1)}
    id_ = package.add(workbook, "worksheet", _PART, _xml(styles, head, lines), _TYPE)
    etree.SubElement(sheets, qname("sheet"), attributes | {qname("id", RELATION): id_})


def _xml(styles: Styles, head: tuple[str, str], lines: Sequence[Line]) -> bytes:
    heading, bold, words = styles.text(16, bold=True), styles.text(11, bold=True), styles.text(11)
    title, lead = head
    rows = [
        _row(1, 30, heading, ("", title)),
        _row(2, 40, words, ("", lead)),
        _row(4, 24, bold, ("序号", "在哪里", "哪里不对，怎样改")),
    ]
    links = []
    for number, line in enumerate(lines, start=1):
        row = number + 4
        height = max(height_of(line.words, _WIDTHS[2]), height_of(line.where, _WIDTHS[1]))
        rows.append(_row(row, height, words, (str(number), line.where, line.words)))
        if line.spot:
            links.append(f'<hyperlink ref="B{row}" location={quoted(plain_text(line.spot))}/>')
    columns = "".join(
        f'<col min="{i}" max="{i}" width="{width}" customWidth="1"/>'
        for i, width in enumerate(_WIDTHS, start=1)
    )
    linked = f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{MAIN}">'
        '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView showGridLines="0" workbookViewId="0"/></sheetViews>'
        f"<cols>{columns}</cols><sheetData>{''.join(rows)}</sheetData>"
        '<mergeCells count="2"><mergeCell ref="B1:C1"/><mergeCell ref="B2:C2"/></mergeCells>'
        f'{linked}<pageMargins left="0.6" right="0.6" top="0.75" bottom="0.75" header="0.3" '
        'footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        "</worksheet>"
    ).encode()


def _row(number: int, height: float, style: int, texts: Sequence[str]) -> str:
    cells = "".join(
        f'<c r="{letter}{number}" s="{style}" t="inlineStr"><is>'
        f'<t xml:space="preserve">{escaped(plain_text(text))}</t></is></c>'
        for letter, text in zip("ABC", texts, strict=False)
        if text
    )
    return f'<row r="{number}" ht="{height:g}" customHeight="1">{cells}</row>'
