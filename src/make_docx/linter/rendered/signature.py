"""Turns the printed 署名 and 成文日期 into the verdicts of 7.3.5 and 7.3.6."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from msgspec import Struct

from make_docx.linter.clause import (
    Remark,
    Strength,
    Subject,
    clause,
    judged,
    place_of,
    unknown,
)
from make_docx.linter.clauses import words
from make_docx.linter.parts import UNSIGNED
from make_docx.linter.rendered.located import NOT_FOUND, Located
from make_docx.linter.rendered.measuring import (
    CHARACTERS_ONLY,
    EM_MM,
    LEFT_MM,
    RIGHT_MM,
    TOLERANCE_MM,
    blank_lines,
    gap_remark,
    indent_remark,
    ink_foot,
    ink_top,
    pitch_mm,
)
from make_docx.official import page
from make_docx.rendering.page import Line

_ELEMENT: Final = "署名和成文日期"
_POST: Final = re.compile(r"(长|主任|书记|主席|总理|总经理|董事长|专员|检察长|院长)$")
_SLACK: Final = 0.3  # 字
_APART: Final = 1.5  # 字 between the names of two organs in one line, at least
_UNSEALED: Final = "不加盖印章（7.3.5.2）"
_LEGAL: Final = (
    "加盖印章：日期右空4字、署名在日期之上居中；不加盖印章：署名右空2字、日期首字比署名首字右移2字"
    "（日期长的，日期右空2字）；加盖签名章：日期右空4字"
)


class _Block(Struct, frozen=True):
    """The last 署名 and the date, as printed."""

    name: Line
    date: Line

    @property
    def name_free(self) -> float:
        """字 right of the name."""
        return (RIGHT_MM - self.name.right) / EM_MM

    @property
    def date_free(self) -> float:
        return (RIGHT_MM - self.date.right) / EM_MM

    @property
    def shift(self) -> float:
        """字 from the first character of the name to that of the date."""
        return (self.date.left - self.name.left) / EM_MM

    @property
    def is_sealed(self) -> bool:
        return _is_free(self.date, page.SEALED_DATE_RIGHT) and self._is_centred

    @property
    def is_long_sealed(self) -> bool:
        """A name too long to be centred there moves both until it ends at the edge."""
        return self._is_centred and self.name_free <= 1 and self.date_free >= 3

    @property
    def is_unsealed(self) -> bool:
        stepped = abs(self.shift - page.DATE_AFTER_SIGNATURE) <= _SLACK
        if stepped and (_is_free(self.name, page.UNSEALED_RIGHT) or self._is_moved_in):
            return True
        further = self.shift >= 0 and self.name_free > self.date_free
        return (stepped or further) and _is_free(self.date, page.UNSEALED_RIGHT)

    @property
    def _is_moved_in(self) -> bool:
        """A name 2 字 in would push the end of a date as long out of the 版心."""
        room = _excess(self.date) + _SLACK
        return self.date_free <= room and 0 <= self.name_free - page.UNSEALED_RIGHT <= room

    @property
    def _is_centred(self) -> bool:
        return abs(self.name.centre - self.date.centre) <= EM_MM * (_SLACK + _excess(self.date) / 2)


@clause(
    "Q3-R", "7.3.5", _ELEMENT, "署名和成文日期的位置（量印出的字）", Strength.USUAL, of_text=True
)
def arrangement(subject: Subject) -> Iterator[Remark]:
    parts = subject.parts
    if parts.date is None or not parts.signatures or parts.format in UNSIGNED:
        return
    located = Located(subject)
    name, date = located.of(parts.signatures[-1]), located.of(parts.date)
    if name is None or date is None:
        yield unknown(NOT_FOUND, place_of(parts.date), _LEGAL)
        return
    if parts.date.right > 0 and RIGHT_MM - date.last.right < TOLERANCE_MM:
        yield unknown(CHARACTERS_ONLY, place_of(parts.date), _LEGAL)
        return
    names = list(_names(name.last))
    joint = len(parts.signatures) > 1 or len(names) > 1
    way = _way(_Block(names[-1], date.last), joint=joint, text=parts.signatures[-1].text)
    block = _Block(names[-1], date.last)
    if not way and (block := _Block(_widest(located, subject), date.last)).is_unsealed:
        way = _UNSEALED
    measured = (
        f"署名右空{words.characters(block.name_free)}，日期右空{words.characters(block.date_free)}，"
        f"日期首字比署名首字右移{words.characters(block.shift)}"
    )
    said = f"{way}：{measured}" if way else measured
    yield judged(bool(way), way or _LEGAL, said, place_of(parts.date))


@clause(
    "Q5-R",
    "7.3.5.2",
    _ELEMENT,
    "不加盖印章的在正文或者附件说明下空一行（量印出的字）",
    Strength.MUST,
    of_text=True,
)
def gap(subject: Subject) -> Iterator[Remark]:
    parts = subject.parts
    if parts.date is None or not parts.signatures or not parts.body:
        return
    above = (parts.own_notes or parts.body)[-1]
    if parts.format in UNSIGNED or above.block > parts.signatures[0].block:
        return
    located = Located(subject)
    text, first = located.of(above), located.of(parts.signatures[0])
    name, date = located.of(parts.signatures[-1]), located.of(parts.date)
    if text is None or first is None or name is None or date is None:
        return
    block = _Block(_widest(located, subject), date.last)
    is_sealed = _Block(name.last, date.last).is_sealed
    if block.is_unsealed and not is_sealed and text.rows[-1].page == first.page:
        found = blank_lines(ink_foot(text.last), ink_top(first.first), pitch_mm(subject))
        yield gap_remark(found, page.LINES_BEFORE_SIGNATURE, place_of(parts.signatures[0]))


@clause(
    "Q8-R",
    "7.3.5.5",
    _ELEMENT,
    "与正文同处一面，不单独成页（看印出的页面）",
    Strength.MAY,
    of_text=True,
)
def with_text(subject: Subject) -> Iterator[Remark]:
    parts, located = subject.parts, Located(subject)
    if parts.date is None or not parts.body or parts.format in UNSIGNED:
        return
    date = located.of(parts.date)
    if date is None:
        yield unknown(NOT_FOUND, place_of(parts.date), "与正文同页")
        return
    texts = (*parts.body, *parts.own_notes, *parts.attendance)
    spots = [spot for text in texts if (spot := located.of(text)) is not None]
    right = any(row.page == date.page for spot in spots for row in spot.rows)
    measured = "与正文同页" if right else f"第{date.page + 1}面没有正文"
    yield judged(right, "与正文同页", measured, place_of(parts.date))


@clause("Y1-indent-R", "7.3.6", "附注", "居左空二字（量印出的字）", Strength.MUST, of_text=True)
def note(subject: Subject) -> Iterator[Remark]:
    paragraph = subject.parts.note
    spot = Located(subject).of(paragraph)
    if paragraph is not None and spot is not None:
        free, asked = spot.first.left - LEFT_MM, paragraph.left + paragraph.first_line
        yield indent_remark(free, 2 * EM_MM, place_of(paragraph), "左空", asked=asked)


def _names(line: Line) -> Iterator[Line]:
    """The names that stand side by side in one line."""
    start = 0
    for index, (one, other) in enumerate(pairwise(line.characters), start=1):
        if other.left - one.right > _APART * EM_MM:
            yield Line(line.characters[start:index])
            start = index
    yield Line(line.characters[start:])


def _widest(located: Located, subject: Subject) -> Line:
    """Of the names of an unsealed document the widest counts; all begin where it begins."""
    spots = [spot for one in subject.parts.signatures if (spot := located.of(one)) is not None]
    names = [name for spot in spots for name in _names(spot.last)]
    return max(names, key=lambda name: name.right)


def _excess(line: Line) -> float:
    """字 that LibreOffice may print a line wider than Word: `page.widest` tells why."""
    return page.widest(line.text) - page.width(line.text)


def _is_free(line: Line, wanted: int) -> bool:
    """Whether that many 字 are free right of a line."""
    found = (RIGHT_MM - line.right) / EM_MM
    return -_SLACK - _excess(line) <= found - wanted <= _SLACK


def _way(block: _Block, *, joint: bool, text: str) -> str:
    """Which of the ways of 7.3.5 it is; empty if none."""
    by_post = _POST.search(text.strip()) is not None
    if by_post and _is_free(block.date, page.SEALED_DATE_RIGHT):
        return "加盖签名章（7.3.5.3）"
    if joint and _is_free(block.date, page.SEALED_DATE_RIGHT):
        return "加盖印章（7.3.5.1）"
    if block.is_sealed or block.is_long_sealed:
        return "加盖印章（7.3.5.1）"
    return ""


CLAUSES: Final = (arrangement, gap, with_text, note)
