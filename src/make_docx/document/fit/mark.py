"""Turns the 发文机关标志 into one that fits the page (7.2.4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from docx.oxml.ns import qn
from docx.oxml.styles import CT_Style
from docx.oxml.table import CT_Tbl, CT_Tc
from docx.oxml.text.font import CT_RPr
from docx.oxml.text.paragraph import CT_P
from docx.oxml.text.parfmt import CT_PPr
from docx.shared import Twips
from lxml import etree

from make_docx.document.fit.paragraphs import ByStyle
from make_docx.document.properties import set_before, set_left, set_line, set_right, set_size
from make_docx.document.sheet import Sheet
from make_docx.document.styles import Style
from make_docx.model import Document
from make_docx.official import page
from make_docx.official.first_page import SLACK, mark_size, stack_width, width_size


def fit_mark(body: etree._Element, document: Document, sheet: Sheet, paragraphs: ByStyle) -> None:
    """The size of the style, or the largest at which the 标志 fits; its upper edge stays."""
    lines = paragraphs.get(Style.MARK, ())
    if not document.mark.is_joint:
        for line in lines:
            _set_size(line, sheet, width_size(document.mark))
        return
    for table in _stacks(body, sheet):
        names, *beside = _cells(table)
        size = mark_size(document, _styled(names[0], sheet))
        for cell in (names, *beside):
            _stack(cell, sheet, size)
        width = round(stack_width(document.mark) * size * page.TWIPS_PER_POINT)
        gap = page.width(document.mark.suffix) + page.MARK_SUFFIX_GAP
        side = round(gap * size * page.TWIPS_PER_POINT) if beside else 0
        _set_widths(table, (width - side + SLACK, side + SLACK))
    if lines:  # names alone, between indents that are as wide as the widest leaves them
        size = mark_size(document, _styled(lines[0], sheet))
        _stack(lines, sheet, size)
        width = round(stack_width(document.mark) * size * page.TWIPS_PER_POINT) + SLACK
        side = max(0, (page.TEXT_WIDTH - width) // 2)
        for line in lines:
            set_left(line, side)
            set_right(line, side)


def _styled(line: CT_P, sheet: Sheet) -> float:
    """Points that the style of the 标志 gives it."""
    return _size_of(sheet.style_of(line))


@lru_cache(maxsize=8)
def _size_of(style: CT_Style | None) -> float:
    properties = None if style is None else style.find(qn("w:rPr"))
    styled = properties.sz_val if isinstance(properties, CT_RPr) else None
    return page.MARK_SIZE if styled is None else styled.pt


@lru_cache(maxsize=8)
def _space_before(style: CT_Style | None) -> int:
    properties = None if style is None else style.find(qn("w:pPr"))
    styled = properties.spacing_before if isinstance(properties, CT_PPr) else None
    return 0 if styled is None else styled.twips


def _stack(lines: Sequence[CT_P], sheet: Sheet, size: float) -> None:
    """Lines under each other: only the first has the space above that puts it into its place."""
    for number, line in enumerate(lines):
        _set_size(line, sheet, size)
        if number:
            set_before(line, 0)


def _set_size(line: CT_P, sheet: Sheet, size: float) -> None:
    limit = _styled(line, sheet)
    if size >= limit:
        return
    set_line(line, round(page.MARK_LINE * size * page.TWIPS_PER_POINT))
    # smaller characters stand lower in their line; the upper edge stays where it is
    higher = page.mark_space_before(size) - page.mark_space_before(limit)
    set_before(line, _space_before(sheet.style_of(line)) + higher)
    for run in line.r_lst:
        set_size(run, size)


# ── the stack of a joint 标志, a table without borders ───────────────────────────────────


def _stacks(body: etree._Element, sheet: Sheet) -> Iterator[CT_Tbl]:
    for table in body.iterchildren(qn("w:tbl")):
        if not isinstance(table, CT_Tbl):
            continue
        first = next(iter(_cells(table)), None)
        if first and sheet.name_of(first[0]) == Style.MARK:
            yield table


def _cells(table: CT_Tbl) -> list[list[CT_P]]:
    """The paragraphs of each cell of the first row."""
    row = table.find(qn("w:tr"))
    cells = () if row is None else row.iterchildren(qn("w:tc"))
    return [[p for p in cell.iterchildren(qn("w:p")) if isinstance(p, CT_P)] for cell in cells]


def _set_widths(table: CT_Tbl, widths: Sequence[int]) -> None:
    for total in table.iterfind(f"{qn('w:tblPr')}/{qn('w:tblW')}"):
        total.set(qn("w:w"), str(sum(widths)))
    for column, width in zip(table.tblGrid.iterchildren(), widths, strict=False):
        column.set(qn("w:w"), str(width))
    for cell, width in zip(table.iter(qn("w:tc")), widths, strict=False):
        if isinstance(cell, CT_Tc):
            cell.width = Twips(width)
