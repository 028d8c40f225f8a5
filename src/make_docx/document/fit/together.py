"""Turns headings and the 署名 into paragraphs that stay with the text they belong to."""

from __future__ import annotations

from itertools import takewhile
from typing import Final

from docx.oxml.text.paragraph import CT_P
from docx.text.paragraph import Paragraph

from make_docx.document.fit.paragraphs import ByStyle, style_of
from make_docx.document.styles import Style
from make_docx.official import page
from make_docx.official.wrap import wrapped_lines

# LibreOffice moves a whole paragraph where Word moves its last lines; more than these would
# leave a hole in the page, and page 1 without text.
_MOST_KEPT_LINES: Final = 6
# What may stand between the text and the date (7.3.4, 7.3.5).
_AFTER_TEXT: Final = frozenset(
    {
        Style.BLANK,
        Style.ANNEX_NOTE,
        Style.ANNEX_NOTE_FIRST,
        Style.ANNEX_NOTE_NEXT,
        Style.SIGNATURE,
        Style.JOINT_SIGNATURE,
        Style.POST,
    }
)
_TEXT: Final = frozenset(
    {Style.BODY, Style.HEADING_1, Style.HEADING_2, Style.HEADING_3, Style.HEADING_4}
)


def keep_together(paragraphs: ByStyle) -> None:
    for style in (Style.HEADING_3, Style.HEADING_4):
        for heading in paragraphs.get(style, ()):
            _keep_heading(heading)
    for date in paragraphs.get(Style.DATE, ())[:1]:
        _keep_with_text(date)
        date.paragraph_format.keep_with_next = bool(paragraphs.get(Style.NOTE))


def _keep_heading(paragraph: Paragraph) -> None:
    """A heading of one line goes with what it heads; a longer one is text itself."""
    width = page.CHARACTERS - page.FIRST_LINE_INDENT
    if wrapped_lines(paragraph.text, width) == 1:
        paragraph.paragraph_format.keep_with_next = True


def _keep_with_text(date: Paragraph) -> None:
    """Let the end of the text go to the next page with 署名 and 成文日期 (7.3.5.5).

    The first paragraph of the text stays: page 1 has to show some (7.3.3).
    """
    siblings = date._p.itersiblings(preceding=True)
    above = [Paragraph(p, date._parent) for p in siblings if isinstance(p, CT_P)]
    kept = list(takewhile(lambda paragraph: style_of(paragraph) in _AFTER_TEXT, above))
    match above[len(kept) : len(kept) + 2]:
        case [last, earlier] if style_of(earlier) in _TEXT:
            if wrapped_lines(last.text, page.CHARACTERS) <= _MOST_KEPT_LINES:
                kept.append(last)
    for paragraph in kept:
        paragraph.paragraph_format.keep_with_next = True
