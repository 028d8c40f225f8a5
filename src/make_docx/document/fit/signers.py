"""Turns the rows of 签发人 into columns under each other (7.2.6)."""

from __future__ import annotations

from collections.abc import Sequence

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Twips
from docx.text.paragraph import Paragraph

from make_docx.official import page


def align_signers(rows: Sequence[Paragraph]) -> None:
    """Several rows begin under the first name of the first row; one row ends 1 字 in."""
    if len(rows) < 2:
        return
    widest = max(page.width(row.text.rpartition("\t")[2]) for row in rows)
    start = page.TEXT_WIDTH - page.EM - round(widest * page.ADVANCE)
    right = Twips(page.TEXT_WIDTH - page.EM)
    for row in rows:
        tabs = row.paragraph_format.tab_stops
        tabs.add_tab_stop(Twips(start), WD_TAB_ALIGNMENT.LEFT)
        tabs.add_tab_stop(right, WD_TAB_ALIGNMENT.CLEAR)
