"""Turns the 发文机关标志 into one that fits the page (7.2.4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docx.document import Document as DocxDocument
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl, CT_Tc
from docx.oxml.text.paragraph import CT_P
from docx.shared import Pt, Twips
from docx.text.paragraph import Paragraph

from make_docx.document.fit.paragraphs import ByStyle, style_of
from make_docx.document.styles import Style
from make_docx.model import Document
from make_docx.official import page
from make_docx.official.first_page import SLACK, mark_size, stack_width, width_size


def fit_mark(docx: DocxDocument, document: Document, paragraphs: ByStyle) -> None:
    """The size of the style, or the largest at which the 标志 fits; its upper edge stays."""
    lines = paragraphs.get(Style.MARK, ())
    if not document.mark.is_joint:
        for line in lines:
            _set_size(line, min(_styled(line), width_size(document.mark)))
        return
    for table in _stacks(docx):
        names, *beside = _cells(table, docx)
        size = mark_size(document, _styled(names[0]))
        for cell in (names, *beside):
            _stack(cell, size)
        width = round(stack_width(document.mark) * size * page.TWIPS_PER_POINT)
        gap = page.width(document.mark.suffix) + page.MARK_SUFFIX_GAP
        side = round(gap * size * page.TWIPS_PER_POINT) if beside else 0
        _set_widths(table, (width - side + SLACK, side + SLACK))
    if lines:  # names alone, between indents that are as wide as the widest leaves them
        size = mark_size(document, _styled(lines[0]))
        _stack(lines, size)
        width = round(stack_width(document.mark) * size * page.TWIPS_PER_POINT) + SLACK
        for line in lines:
            form = line.paragraph_format
            form.left_indent = form.right_indent = Twips(max(0, (page.TEXT_WIDTH - width) // 2))


def _styled(line: Paragraph) -> float:
    """Points that the style of the 标志 gives it."""
    style = line.style
    styled = style.font.size if style is not None else None
    return styled.pt if styled is not None else page.MARK_SIZE


def _stack(lines: Sequence[Paragraph], size: float) -> None:
    """Lines under each other: only the first has the space above that puts it into its place."""
    for number, line in enumerate(lines):
        _set_size(line, size)
        if number:
            line.paragraph_format.space_before = Twips(0)


def _set_size(line: Paragraph, size: float) -> None:
    limit = _styled(line)
    if size >= limit:
        return
    form = line.paragraph_format
    form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    form.line_spacing = Twips(round(page.MARK_LINE * size * page.TWIPS_PER_POINT))
    # smaller characters stand lower in their line; the upper edge stays where it is
    own = line.style.paragraph_format.space_before if line.style is not None else None
    higher = page.mark_space_before(size) - page.mark_space_before(limit)
    form.space_before = Twips((own.twips if own is not None else 0) + higher)
    for run in line.runs:
        run.font.size = Pt(size)


# ── the stack of a joint 标志, a table without borders ───────────────────────────────────


def _stacks(docx: DocxDocument) -> Iterator[CT_Tbl]:
    for table in docx.element.body.iterchildren(qn("w:tbl")):
        first = next(iter(_cells(table, docx)), None)
        if first and style_of(first[0]) == Style.MARK:
            yield table


def _cells(table: CT_Tbl, docx: DocxDocument) -> list[list[Paragraph]]:
    """The paragraphs of each cell of the first row."""
    row = table.find(qn("w:tr"))
    cells = () if row is None else row.iterchildren(qn("w:tc"))
    return [
        [Paragraph(p, docx) for p in cell.iterchildren(qn("w:p")) if isinstance(p, CT_P)]
        for cell in cells
    ]


def _set_widths(table: CT_Tbl, widths: Sequence[int]) -> None:
    for total in table.iterfind(f"{qn('w:tblPr')}/{qn('w:tblW')}"):
        total.set(qn("w:w"), str(sum(widths)))
    for column, width in zip(table.tblGrid.iterchildren(), widths, strict=False):
        column.set(qn("w:w"), str(width))
    for cell, width in zip(table.iter(qn("w:tc")), widths, strict=False):
        if isinstance(cell, CT_Tc):
            cell.width = Twips(width)
