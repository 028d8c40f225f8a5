"""Turns the lines of the 附件说明 into names that begin under each other (7.3.4)."""

from __future__ import annotations

from typing import Final

from docx.enum.text import WD_TAB_ALIGNMENT

from make_docx.document.fit.paragraphs import ByStyle, add_tab, indent
from make_docx.document.styles import Style
from make_docx.model import Document
from make_docx.official import page

_LABEL: Final = 3.0  # 字 of 附件：, which hangs: every line starts behind it


def align_annex_notes(document: Document, paragraphs: ByStyle) -> None:
    """With ten annexes and more every name begins behind the widest number."""
    widest = max((page.width(f"{annex.number}.") for annex in document.annexes), default=0.0)
    start = page.ANNEX_NOTE_INDENT + _LABEL
    if widest <= 1:
        return
    for style, hanging in (
        (Style.ANNEX_NOTE_FIRST, _LABEL + widest),
        (Style.ANNEX_NOTE_NEXT, widest),
    ):
        for paragraph in paragraphs.get(style, ()):
            indent(paragraph, left=start + widest, hanging=hanging)
            add_tab(paragraph, round((start + 1) * page.EM), WD_TAB_ALIGNMENT.CLEAR)
            add_tab(paragraph, round((start + widest) * page.EM), WD_TAB_ALIGNMENT.LEFT)
