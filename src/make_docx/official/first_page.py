"""Turns the elements above the text into what page 1 has left for it (7.3.2, 7.3.3)."""

from __future__ import annotations

import math
from itertools import takewhile
from typing import Final

from make_docx.model import Document, Layout, Level, Mark, Sealing
from make_docx.official import page
from make_docx.official.seals import seals
from make_docx.official.signers import signer_rows
from make_docx.official.wrap import wrapped_lines

_STEP: Final = 0.5  # points
_ANNEX_LABEL: Final = 4  # 字 of 附件： and a number (7.3.4)
# Of what page 1 can be counted; 命令 and 纪要 have heads of their own (10.2, 10.3).
_COUNTED: Final = frozenset({Layout.DOCUMENT, Layout.LETTER, Layout.PLAIN})
_SHORT: Final = 2  # lines of a 主送机关
SLACK: Final = 40  # twips more than a name or 文件 takes in the stack, or its end wraps
# Twips between the last row of the 版头 and the lines under the rule: the border with its space.
_RULE: Final = round((page.RED_RULE_SPACE + page.RED_RULE_EIGHTHS / 8) * page.TWIPS_PER_POINT)


def crowds_out_text(document: Document) -> bool:
    """Whether the 主送机关 would leave page 1 without a line of text; then it goes to the 版记."""
    if document.addressee_in_colophon or not document.addressee:
        return False
    return _left_for_text(document) < _first_lines(document) * page.LINE_PITCH


def lacks_text(document: Document) -> bool:
    """Whether page 1 shows no line of text (7.3.3), the 主送机关 moved to the 版记 if need be."""
    return document.layout in _COUNTED and (
        _left_for_text(document) < _first_lines(document) * page.LINE_PITCH
    )


def parts_signature(document: Document) -> bool:
    """Whether a text of one line stays on page 1 and its date goes to the next without text.

    7.3.5.5 wants both on one page, but the one line there is has to be on page 1 (7.3.3). The two
    empty lines above a seal stay: under one, a seal of 42 mm all but touches the text.
    """
    if document.layout not in _COUNTED or lacks_text(document):
        return False
    *headings, last = document.paragraphs or (None,)
    if last is None or last.level is not Level.BODY:
        return False
    if any(paragraph.level is Level.BODY for paragraph in headings):
        return False
    width = page.CHARACTERS - page.FIRST_LINE_INDENT
    lines = [wrapped_lines(part.number + part.text, width) for part in document.paragraphs]
    if lines[-1] > 1:
        return False
    wanted = sum(lines) + _lines_after_text(document)
    return _left_for_text(document) < wanted * page.LINE_PITCH


def mark_size(document: Document, limit: float = page.MARK_SIZE) -> float:
    """Points of a joint 标志: `limit`, or the largest that fits the width and leaves room for text.

    A 主送机关 of more than two lines moves to the 版记 rather than make the 标志 smaller. The 标志
    is as large as the title at least, unless page 1 would be without text (7.3.3): five organs,
    three rows of signers and a title of four lines leave one line, the 主送机关 moved.
    """
    size = min(limit, width_size(document.mark))
    above = 0 if document.addressee_in_colophon else min(_addressee_lines(document), _SHORT)
    lines = above + page.MARK_LEAVES_LINES
    for smallest, wanted in ((page.SIZE_2, lines), (page.SIZE_3, _first_lines(document))):
        while size > smallest and _left(document, size) < wanted * page.LINE_PITCH:
            size -= _STEP
    return size


def width_size(mark: Mark) -> float:
    """Points, in halves, of the largest 标志 that is as wide as the 版心."""
    width = stack_width(mark)
    if not width:
        return page.MARK_SIZE
    room = page.TEXT_WIDTH - (2 * SLACK if mark.is_joint else 0)
    return math.floor(2 * room / page.TWIPS_PER_POINT / width) / 2


def stack_width(mark: Mark) -> float:
    """字 that a 标志 takes: its widest name with 文件 at the side."""
    beside = page.MARK_SUFFIX_GAP + page.width(mark.suffix) if mark.suffix else 0
    return max(map(page.widest, mark.organs), default=0.0) + beside


def _left_for_text(document: Document) -> int:
    """Twips that page 1 has left under the title, its empty line and the 主送机关."""
    size = min(page.MARK_SIZE, width_size(document.mark))
    if document.mark.is_joint:
        size = mark_size(document)
    above = 0 if document.addressee_in_colophon else _addressee_lines(document)
    return _left(document, size) - above * page.LINE_PITCH


def _lines_after_text(document: Document) -> int:
    """Lines from the text to the last of date and 附注, the empty ones counted (7.3.4, 7.3.5)."""
    width = page.CHARACTERS - page.ANNEX_NOTE_INDENT - _ANNEX_LABEL
    annexes = () if document.enclosures else document.annexes  # told under the last enclosure
    notes = sum(wrapped_lines(annex.name, width) for annex in annexes)
    names = document.signatures
    if document.sealing is Sealing.STAMP:
        signature = page.LINES_BEFORE_STAMP + (page.STAMP_LINES + 1) * len(document.posts)
    elif document.sealing is Sealing.NONE:
        signature = page.LINES_BEFORE_SIGNATURE + len(names)
    else:
        rows = len(seals(names, document.issued_on).lines) if len(names) > 1 else len(names)
        signature = page.LINES_BEFORE_SEAL + rows
    return (1 + notes if notes else 0) + signature + 1 + bool(document.note)


def _first_lines(document: Document) -> int:
    """Lines that show text on page 1: one, and the headings that stand over it."""
    headings = takewhile(lambda paragraph: paragraph.level is not Level.BODY, document.paragraphs)
    return 1 + len(list(headings))


def _addressee_lines(document: Document) -> int:
    if not document.addressee:
        return 0
    return wrapped_lines(document.addressee + "：", page.CHARACTERS)


def _left(document: Document, size: float) -> int:
    """Twips that page 1 has left under the title and its empty line, with a 标志 of `size`."""
    title = len(document.title_lines or (document.title,)) * page.TITLE_LINE
    blanks = (page.LINES_BEFORE_TITLE + 1) * page.LINE_PITCH
    return page.TEXT_HEIGHT - _header(document, size) - blanks - title


def _header(document: Document, size: float) -> int:
    """Twips that the 版头 takes of the 版心."""
    if document.layout is Layout.PLAIN:
        return 0
    if document.layout is Layout.LETTER:
        lines = sum(map(bool, (document.copy_number, document.secrecy, document.urgency)))
        return page.letter_space_above(size) + max(1, lines) * page.LINE_PITCH
    lines = page.HEADER_LINES + page.LINES_BEFORE_NUMBER + max(1, len(signer_rows(document)))
    stack = round(page.MARK_LINE * size * page.TWIPS_PER_POINT) * len(document.mark.organs)
    return lines * page.LINE_PITCH + page.mark_space_before(size) + stack + _RULE
