"""Turns the 发文机关标志 into one that fits the width of the page (7.2.4)."""

from __future__ import annotations

import math

from docx.enum.text import WD_LINE_SPACING
from docx.shared import Pt, Twips
from docx.text.paragraph import Paragraph

from make_docx.official import page


def fit_mark(paragraph: Paragraph) -> None:
    """The style's size, or the largest that keeps the 标志 on one line."""
    width = page.widest(paragraph.text)
    style = paragraph.style
    styled = style.font.size if style is not None else None
    limit = styled.pt if styled is not None else page.MARK_SIZE
    fitting = math.floor(2 * page.TEXT_WIDTH / page.TWIPS_PER_POINT / width) / 2 if width else limit
    if fitting >= limit:
        return
    form = paragraph.paragraph_format
    form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    form.line_spacing = Twips(round(page.MARK_LINE * fitting * page.TWIPS_PER_POINT))
    # smaller characters stand lower in their line; the upper edge stays where it is
    own = style.paragraph_format.space_before if style is not None else None
    higher = page.mark_space_before(fitting) - page.mark_space_before(limit)
    form.space_before = Twips((own.twips if own is not None else 0) + higher)
    for run in paragraph.runs:
        run.font.size = Pt(fitting)
