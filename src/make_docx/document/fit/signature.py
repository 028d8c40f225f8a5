"""Turns 署名 and 成文日期 into lines at the places of 7.3.5."""

from __future__ import annotations

from typing import Final

from docx.shared import Twips
from docx.text.paragraph import Paragraph

from make_docx.document.fit.paragraphs import ByStyle
from make_docx.document.styles import Style
from make_docx.model import Document, Sealing
from make_docx.official import page

# LibreOffice sets a fifth of an em between a digit and a 汉字 even where it is told not to.
_AUTO_SPACE_GUARD: Final = Twips(-640)


def place_signature(document: Document, paragraphs: ByStyle) -> None:
    place = _place_sealed if document.sealing is Sealing.SEAL else _place_unsealed
    signatures, dates = (paragraphs.get(style, ()) for style in (Style.SIGNATURE, Style.DATE))
    for signature, date in zip(signatures, dates, strict=False):
        place(signature, date)


def _place_sealed(signature: Paragraph, date: Paragraph) -> None:
    """The date 4 字 in from the right, the name centred over it (7.3.5.1).

    A name too long for that moves both to the left until it ends at the edge of the 版心.
    """
    half = page.width(date.text) * page.ADVANCE / 2
    centre = page.TEXT_WIDTH - page.SEALED_DATE_RIGHT * page.EM - half
    # half a 字 more than it takes, or the last character wraps
    widest = (page.widest(signature.text) + 0.5) * page.ADVANCE
    centre = min(centre, page.TEXT_WIDTH - widest / 2)
    left = max(0, round(2 * centre - page.TEXT_WIDTH))
    for paragraph in (signature, date):
        paragraph.paragraph_format.left_indent = Twips(left)


def _place_unsealed(signature: Paragraph, date: Paragraph) -> None:
    """The longer of the two ends 2 字 in, the date begins 2 字 behind the name (7.3.5.2).

    By left indents, so that a renderer that widens the date cannot move its beginning.
    """
    name, day = page.width(signature.text), page.width(date.text)
    shift = page.DATE_AFTER_SIGNATURE
    end = page.CHARACTERS - page.UNSEALED_RIGHT
    start = end - name if day <= name else end - day - shift
    for paragraph, characters in ((signature, start), (date, start + shift)):
        form = paragraph.paragraph_format
        form.alignment = 0
        form.left_indent = Twips(round(max(0.0, characters) * page.ADVANCE))
    date.paragraph_format.right_indent = _AUTO_SPACE_GUARD
