"""Turns the rows of 签发人 into columns under each other (7.2.6)."""

from __future__ import annotations

from collections.abc import Sequence

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.text.paragraph import CT_P

from make_docx.document.dump import paragraph_text
from make_docx.document.fit.paragraphs import add_tab
from make_docx.official import page


def align_signers(rows: Sequence[CT_P]) -> None:
    """Several rows begin under the first name of the first row; one row ends 1 字 in."""
    if len(rows) < 2:
        return
    widest = max(page.width(paragraph_text(row).rpartition("\t")[2]) for row in rows)
    start = page.TEXT_WIDTH - page.EM - round(widest * page.ADVANCE)
    for row in rows:
        add_tab(row, start, WD_TAB_ALIGNMENT.LEFT)
        add_tab(row, page.TEXT_WIDTH - page.EM, WD_TAB_ALIGNMENT.CLEAR)
