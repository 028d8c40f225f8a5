"""A rendered page goes in and comes out fitted to the length of its texts.

A layout cannot know how long a name is. What depends on it is set here, on the paragraphs of
the styles that `document.styles` names; a layout without such a style is left as it is.
"""

from __future__ import annotations

from lxml import etree

from make_docx.document.fit.annex_note import align_annex_notes
from make_docx.document.fit.colophon import fit_colophon
from make_docx.document.fit.letter import fit_letter_head
from make_docx.document.fit.mark import fit_mark
from make_docx.document.fit.paragraphs import StyleIds, by_style, style_ids
from make_docx.document.fit.signature import place_signature
from make_docx.document.fit.signers import align_signers
from make_docx.document.fit.together import keep_together
from make_docx.document.sheet import Sheet
from make_docx.document.styles import Style
from make_docx.model import Document


def fit(body: etree._Element, document: Document, sheet: Sheet, ids: StyleIds) -> None:
    """Set sizes, indents and heights that depend on the length of the texts.

    `keep_together` comes last of all: where a page ends depends on the house's line pitch too.
    """
    paragraphs = by_style(ids, sheet)
    fit_mark(body, document, sheet, paragraphs)
    fit_letter_head(sheet, paragraphs)
    align_signers([*paragraphs.get(Style.SIGNERS, ()), *paragraphs.get(Style.NUMBER, ())])
    align_annex_notes(document, paragraphs)
    place_signature(document, paragraphs)
    fit_colophon(paragraphs)


__all__ = ["fit", "keep_together", "style_ids"]
