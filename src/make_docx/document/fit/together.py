"""Turns headings and the 署名 into paragraphs that stay with the text they belong to (7.3.5.5).

署名 and 成文日期 never stand on a page without text. What is between them and the text stays
with them; when they fall on the next page, the last lines of the text go with them. The page they
leave is that much shorter; no line pitch and no spacing of characters is changed, because on page
1, where ten lines of text stand, room for four more would take a third of the pitch.

Word takes one line along when the last paragraph is kept with what follows. LibreOffice never
divides a paragraph that is kept so: it moves all of it, and the headings above. So only a last
paragraph of few lines with these, or one that stands on one page with all that follows, is kept.
For a longer one that ends where the 署名 no longer fits, an empty box is put at the foot of the
page: it takes the room of the last line that is sure to be there, and the lines that do not fit go
over. Where the text ends is an estimate; the box takes one line along at least and, where digits
and Latin words make renderers differ, as many more as they may differ by.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import Final

from docx.oxml.text.paragraph import CT_P
from lxml import etree

from make_docx.document.dump import paragraph_text
from make_docx.document.fit.flow import Block, Extent, blocks, flow
from make_docx.document.fit.foot import keep_foot_empty
from make_docx.document.fit.paragraphs import StyleIds, by_style
from make_docx.document.fit.photos import make_room_for_colophon
from make_docx.document.properties import set_keep_next
from make_docx.document.sheet import Sheet
from make_docx.document.styles import Style
from make_docx.model import Document
from make_docx.official import page
from make_docx.official.wrap import wrapped_lines

_FEW_LINES: Final = 4  # with their headings, that leave no hole when LibreOffice moves them
_MOST_NOTE_LINES: Final = 6  # of 附件说明; of more only the last item goes with the 署名
_MOST_UNSURE: Final = 6  # lines by which renderers may differ before a box would be a guess
_NOTES: Final = (Style.ANNEX_NOTE, Style.ANNEX_NOTE_FIRST, Style.ANNEX_NOTE_NEXT)
# What may stand between the text and the date (7.3.4, 7.3.5).
_AFTER_TEXT: Final = frozenset(
    {Style.BLANK, *_NOTES, Style.SIGNATURE, Style.JOINT_SIGNATURE, Style.POST}
)
_TEXT: Final = frozenset(
    {Style.BODY, Style.HEADING_1, Style.HEADING_2, Style.HEADING_3, Style.HEADING_4}
)


def keep_together(body: etree._Element, document: Document, sheet: Sheet, ids: StyleIds) -> None:
    """Once every size and pitch is what it stays."""
    paragraphs = by_style(ids, sheet)
    for style in (Style.HEADING_3, Style.HEADING_4):
        for heading in paragraphs.get(style, ()):
            _keep_heading(heading)
    make_room_for_colophon(body, document, sheet, ids)
    for date in paragraphs.get(Style.DATE, ())[:1]:
        set_keep_next(date, keeps=bool(paragraphs.get(Style.NOTE)))
        _keep_date(body, sheet, ids)


def _keep_heading(paragraph: CT_P) -> None:
    """A heading of one line goes with what it heads; a longer one is text itself."""
    width = page.CHARACTERS - page.FIRST_LINE_INDENT
    if wrapped_lines(paragraph_text(paragraph), width) == 1:
        set_keep_next(paragraph)


def _keep_date(body: etree._Element, sheet: Sheet, ids: StyleIds) -> None:
    found = blocks(body, sheet, ids, (Style.DATE, Style.NOTE))
    date = next((at for at, block in enumerate(found) if block.style == Style.DATE), None)
    if date is None:  # it stands in a text box
        return
    above = takewhile(lambda block: block.style in _AFTER_TEXT, reversed(found[:date]))
    text = date - len(list(above)) - 1
    foot = date + 1
    while foot < len(found) and found[foot].style == Style.NOTE:
        foot += 1
    notes = [at for at in range(text + 1, date) if found[at].style in _NOTES]
    start = text + 1
    if sum(found[at].most for at in notes) > _MOST_NOTE_LINES:
        start = notes[-1]
    while start < date and _height(found[start:foot]) > page.TEXT_HEIGHT - page.LINE_PITCH:
        start += 1  # with a line above it is no page; what is close to the date stays with it
    _keep(found[start:date])
    if start == text + 1 and text >= 0 and found[text].style in _TEXT:
        _keep_text(found, text, _height(found[start:foot]))


def _height(found: Iterable[Block]) -> int:
    return sum(block.height for block in found)


def _keep(kept: Sequence[Block]) -> None:
    for block in kept:
        if block.paragraph is not None:
            set_keep_next(block.paragraph)


def _keep_text(found: Sequence[Block], text: int, below: int) -> None:
    """Tie the last paragraph, `found[text]`, to the `below` twips that follow it.

    The first paragraph of all, with the headings that stick to it, has to show some of itself on
    page 1 (7.3.3); if that is all there is of it, it stays there, whatever becomes of the date.
    """
    last = found[text]
    least, most = (flow(found[: text + 1], fewest=fewest)[-1] for fewest in (True, False))
    stands_alone = any(end.bottom + below > page.TEXT_HEIGHT for end in (least, most))
    headings = list(takewhile(lambda block: block.keeps_next, reversed(found[:text])))
    first = text - len(headings)
    is_first = first == 0 or found[first - 1].style not in _TEXT
    is_whole = least.first_page == least.last_page == most.first_page == most.last_page
    unsure = (most.last_page - least.last_page) * page.TEXT_HEIGHT + most.bottom - least.bottom
    if is_first and last.fewest == 1:
        return
    if not stands_alone:
        if is_whole:  # nothing moves, unless the estimate is wrong
            _keep([last])
    elif (last.most == 1 or last.most + len(headings) <= _FEW_LINES) and not is_first:
        _keep([last])
    elif unsure <= _MOST_UNSURE * last.line:
        _put_box(last, least)
    elif last.height + below <= page.TEXT_HEIGHT and not is_first:
        _keep([last])


def _put_box(last: Block, end: Extent) -> None:
    """Take the room of the line that ends `last`, and of all below, away from its page."""
    if last.paragraph is None:
        return
    lines_here = min(last.fewest, end.bottom // last.line)
    # The box is on the page of the character it hangs on: one in the middle of the lines there.
    share = 0.0 if end.first_page == end.last_page else 1 - lines_here / 2 / last.fewest
    # Half a line above the foot of the line before, so that the lines above it fit for sure.
    keep_foot_empty(last.paragraph, page.MARGIN_TOP + end.bottom - last.line // 2, share)
