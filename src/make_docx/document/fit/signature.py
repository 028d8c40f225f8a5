"""Turns 署名, 职务 and 成文日期 into lines at the places of 7.3.5."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.text.paragraph import CT_P

from make_docx.document.dump import paragraph_text
from make_docx.document.fit.paragraphs import ByStyle, add_tab
from make_docx.document.properties import (
    set_after,
    set_alignment,
    set_before,
    set_left,
    set_right,
)
from make_docx.document.styles import Style
from make_docx.model import Document, Sealing
from make_docx.official import page
from make_docx.official.seals import date_centre, seals
from make_docx.official.wrap import wrapped_lines

# LibreOffice sets a fifth of an em between a digit and a 汉字 even where it is told not to.
_AUTO_SPACE_GUARD: Final = -640  # twips


def place_signature(document: Document, paragraphs: ByStyle) -> None:
    """By how the document is sealed and how many organs sign; see the functions below."""
    names, dates = (paragraphs.get(style, ()) for style in (Style.SIGNATURE, Style.DATE))
    for date in dates[:1]:
        if document.sealing is Sealing.STAMP:
            _place_stamped(paragraphs.get(Style.POST, ()), date)
        elif document.sealing is Sealing.NONE:
            _place_unsealed(names, date)
        elif len(document.signatures) > 1:
            _place_seals(document, paragraphs.get(Style.JOINT_SIGNATURE, ()), date)
        else:
            _place_sealed(names, date)


def _place_sealed(names: Sequence[CT_P], date: CT_P) -> None:
    """The date 4 字 in from the right, the name centred over it (7.3.5.1).

    A name too long for that moves both to the left until it ends at the edge of the 版心.
    """
    centre = float(date_centre(paragraph_text(date)))
    for name in names:
        # half a 字 more than it takes, or the last character wraps
        widest = (page.widest(paragraph_text(name)) + 0.5) * page.ADVANCE
        centre = min(centre, page.TEXT_WIDTH - widest / 2)
    for paragraph in (*names, date):
        _centre(paragraph, round(centre))


def _place_seals(document: Document, lines: Sequence[CT_P], date: CT_P) -> None:
    """The names in the places of their seals, the date under the last (7.3.5.1)."""
    centres = seals(document.signatures, document.issued_on).centres
    middle = centres[1:-1] or ((centres[0] + centres[-1]) // 2,)
    for line in lines:
        for centre in (centres[0], *middle, centres[-1]):
            add_tab(line, centre, WD_TAB_ALIGNMENT.CENTER)
    _centre(date, centres[-1])


def _place_unsealed(names: Sequence[CT_P], date: CT_P) -> None:
    """The longer of the two ends 2 字 in, the date begins 2 字 behind the name (7.3.5.2).

    Several names begin under the first, that of the 主办机关, and the widest of them counts: so
    the date keeps its 2 字 from each. By left indents, so that a renderer that widens the date
    cannot move its beginning. A date as long as the name reaches the edge of the 版心 by the
    clause: all move left by what the widest renderer would take beyond it.
    """
    widest = max((page.widest(paragraph_text(name)) for name in names), default=0.0)
    text, shift = paragraph_text(date), page.DATE_AFTER_SIGNATURE
    day, end = page.width(text), page.CHARACTERS - page.UNSEALED_RIGHT
    start = end - widest if day <= widest else end - day - shift
    start = min(start, page.CHARACTERS - shift - page.widest(text))
    for paragraph, characters in (*((name, start) for name in names), (date, start + shift)):
        set_alignment(paragraph, "left")
        set_left(paragraph, round(max(0.0, characters) * page.ADVANCE))
    set_right(date, _AUTO_SPACE_GUARD)


def _place_stamped(posts: Sequence[CT_P], date: CT_P) -> None:
    """职务 2 字 left of the 签名章, halfway up its height; stamp and date 4 字 in (7.3.5.3).

    Nothing is printed where the stamp goes. Of several organs each has a row, one empty line
    between them so that the stamps do not touch, and their ends are aligned.
    """
    width = (page.TEXT_WIDTH - page.POST_RIGHT) / page.ADVANCE
    for post in posts:
        spare = (
            max(0, page.STAMP_LINES - wrapped_lines(paragraph_text(post), width)) * page.LINE_PITCH
        )
        set_before(post, spare // 2)
        set_after(post, spare - spare // 2)
    set_alignment(date, "right")
    set_right(date, page.STAMP_RIGHT * page.EM)


def _centre(paragraph: CT_P, centre: int) -> None:
    """By a left indent: the middle of what it leaves is `centre` twips from the 版心's edge."""
    set_left(paragraph, max(0, 2 * centre - page.TEXT_WIDTH))
