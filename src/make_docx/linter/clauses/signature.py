"""Turns 署名 and 成文日期 into the verdicts of 7.3.5."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from make_docx.linter.clause import (
    NEEDS_RENDERING,
    Remark,
    Strength,
    Subject,
    clause,
    judged,
    place_of,
    unknown,
)
from make_docx.linter.clauses import distance, extent, words
from make_docx.linter.clauses.number import gap_remark
from make_docx.linter.paper import ParagraphFacts, Story
from make_docx.linter.parts import UNSIGNED
from make_docx.official import page

_ELEMENT: Final = "署名和成文日期"
_DATE: Final = re.compile(r"((?:19|20)[0-9]{2})年([1-9]|1[0-2])月([1-9]|[12][0-9]|3[01])日")
_NO_TEXT: Final = re.compile(r"此页无正文")
SLACK: Final = 0.6  # 字
_DATE_WIDENS: Final = 1.0  # 字 that LibreOffice puts between its digits and 汉字 (`page.widest`)
_RIGHT: Final = "7.3.5.1或者7.3.5.2的排法"
_LEGAL: Final = (
    "加盖印章：日期右空4字、署名在日期之上居中；不加盖印章：署名右空2字、日期首字比署名首字右移2字"
    "（日期长的，日期右空2字）；加盖签名章：日期右空4字、职务在签名章左侧2字"
)


class _Span(Struct, frozen=True):
    """Where a text begins and ends; 字 from the left and right edges of the 版心."""

    left: float
    right: float

    @property
    def off_centre(self) -> float:
        return (self.left - self.right) / 2

    def is_longer_than(self, other: _Span) -> bool:
        return self.left + self.right < other.left + other.right


@clause("Q1", "7.3.5.4", _ELEMENT, "日期用阿拉伯数字写全，不编虚位", Strength.MUST, of_text=True)
def date_form(subject: Subject) -> Iterator[Remark]:
    if (paragraph := subject.parts.date) is not None:
        text = paragraph.text.split("\t")[-1].strip(" \u3000\n")
        yield judged(is_date(text), "如2024年1月5日", text, place_of(paragraph))


@clause("Q3", "7.3.5", _ELEMENT, "署名和成文日期的位置", Strength.USUAL, of_text=True)
def arrangement(subject: Subject) -> Iterator[Remark]:
    """A file does not say whether it will be sealed: any of the ways of 7.3.5 is right.

    一般 as 7.3.5.1 words the sealed ones, though 7.3.5.2 and 7.3.5.3 are plain.
    """
    date = date_of(subject)
    if date is None or len(extent.words_of(subject.parts.signatures)) != 1:
        return
    place = place_of(subject.parts.signatures[0])
    (name,) = _names(subject) or (None,)
    day = _span(subject, date)
    if name is None or day is None:
        yield unknown(NEEDS_RENDERING, place, _LEGAL)
        return
    way = _sealed(name, day) or _unsealed((name,), day)
    measured = (
        f"署名右空{words.characters(name.right)}，日期右空{words.characters(day.right)}，"
        f"日期首字比署名首字右移{words.characters(day.left - name.left)}"
    )
    yield judged(bool(way), _RIGHT if way else _LEGAL, f"{way}{measured}", place)


@clause("Q4", "7.3.5", _ELEMENT, "联合行文时署名和成文日期的位置", Strength.USUAL, of_text=True)
def joint_arrangement(subject: Subject) -> Iterator[Remark]:
    """Sealed, the date is 4 字 in under the last 署名; unsealed as with one organ."""
    date = date_of(subject)
    if date is None or len(extent.words_of(subject.parts.signatures)) < 2:
        return
    names, day = _names(subject), _span(subject, date)
    if not names or day is None:
        yield unknown(NEEDS_RENDERING, place_of(date), _LEGAL)
        return
    way = _sealed(names[-1], day) or _unsealed(names, day)
    measured = f"日期右空{words.characters(day.right)}"
    legal = "日期右空4字、最后一个署名在它之上居中；不加盖印章的，署名对齐、日期右移2字"
    yield judged(bool(way), _RIGHT if way else legal, f"{way}{measured}", place_of(date))


@clause(
    "Q5",
    "7.3.5.2",
    _ELEMENT,
    "不加盖印章的，在正文或者附件说明下空一行",
    Strength.MUST,
    of_text=True,
)
def unsealed_gap(subject: Subject) -> Iterator[Remark]:
    parts, date = subject.parts, date_of(subject)
    if date is None or not parts.signatures or not parts.body:
        return
    names, day = _names(subject), _span(subject, date)
    if names and day is not None and not _sealed(names[-1], day) and _unsealed(names, day):
        yield gap_remark(subject, end_of_text(subject), parts.signatures[0], 1)


@clause("Q5-date", "7.3.5.2", _ELEMENT, "成文日期在署名下一行", Strength.MUST, of_text=True)
def date_below(subject: Subject) -> Iterator[Remark]:
    date = date_of(subject)
    if date is not None and subject.parts.signatures:
        yield gap_remark(subject, subject.parts.signatures[-1], date, 0)


@clause(
    "Q6", "7.3.5.2", _ELEMENT, "联合行文先署主办机关，其余依次排列", Strength.MUST, of_text=True
)
def joint_order(subject: Subject) -> Iterator[Remark]:
    """Told where the 标志 has the same names; H7 asks the same of the 标志."""
    parts = subject.parts
    names = extent.words_of(parts.signatures)
    marks = [mark.removesuffix("文件") for mark in extent.words_of(parts.marks)]
    shared = [mark for mark in marks if mark in names]
    if len(shared) > 1:
        order = [name for name in names if name in shared]
        place = place_of(parts.signatures[0])
        yield judged(order == shared, "、".join(shared), "、".join(order), place)


@clause("Q8", "7.3.5.5", _ELEMENT, "与正文同处一面，不单独成页", Strength.MAY, of_text=True)
def with_text(subject: Subject) -> Iterator[Remark]:
    """Proved by 与下段同页 from the last text down to the date, or by heights on a single page."""
    parts, date = subject.parts, date_of(subject)
    if date is None or not parts.body:
        return
    place = place_of(date)
    first = next(iter((*parts.signatures, *parts.posts)), date)
    if first.page_break_before or date.page_break_before:
        yield judged(False, "与正文同页", "另起一页", place)
        return
    blocks = subject.paper.blocks[parts.body[-1].block : date.block]
    kept = all(isinstance(block, ParagraphFacts) and block.keep_next for block in blocks)
    if kept and date.block > parts.body[-1].block:
        yield judged(True, "与正文同页", "各段设了“与下段同页”", place)
    elif _on_page_of_text(subject, date):
        yield judged(True, "与正文同页", "同页排得下", place)
    else:
        yield unknown(NEEDS_RENDERING, place, "与正文同页")


@clause("Q8-words", "7.3.5.5", _ELEMENT, "不用“此页无正文”", Strength.PRACTICE, of_text=True)
def no_empty_page(subject: Subject) -> Iterator[Remark]:
    if subject.parts.date is not None:
        found = next((p for p in subject.paper.paragraphs if _NO_TEXT.search(p.text)), None)
        place = place_of(found or subject.parts.date)
        yield judged(found is None, "没有", "没有" if found is None else "有", place)


def _on_page_of_text(subject: Subject, date: ParagraphFacts) -> bool:
    """Whether all from the last page break down to the date fits one page for sure."""
    top, tall = distance.top_of(subject, date), distance.height(subject, date)
    breaks = any(
        isinstance(block, ParagraphFacts) and (block.page_break_before or "\f" in block.text)
        for block in subject.paper.blocks[subject.parts.body[-1].block + 1 : date.block]
    )
    if breaks or top is None or tall is None:
        return False
    return top + tall <= distance.text_height(distance.section_of(subject, date))


def is_date(text: str) -> bool:
    """Whether it is a day of the calendar, written as 7.3.5.4 asks."""
    return day_of(text) is not None


def day_of(text: str) -> dt.date | None:
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    try:
        return dt.date(*map(int, match.groups()))
    except ValueError:
        return None


def date_of(subject: Subject) -> ParagraphFacts | None:
    """Minutes have theirs, if any, above the text (10.3)."""
    return None if subject.parts.format in UNSIGNED else subject.parts.date


def end_of_text(subject: Subject) -> ParagraphFacts:
    return (subject.parts.own_notes or subject.parts.body)[-1]


def _names(subject: Subject) -> tuple[_Span, ...]:
    """Where each 署名 stands; nothing where it cannot be told of all."""
    found: list[_Span] = []
    for row in subject.parts.signatures:
        em = extent.em(subject, row)
        room = extent.text_width(subject.paper.sections[row.section])
        for segment in extent.segments(subject, row):
            if segment.text and (segment.left is None or segment.right is None):
                return ()
            if segment.text and segment.left is not None and segment.right is not None:
                found.append(_Span(segment.left / em, (room - segment.right) / em))
    return () if any(row.story is Story.CELL for row in subject.parts.signatures) else tuple(found)


def _span(subject: Subject, paragraph: ParagraphFacts) -> _Span | None:
    left, right = extent.left(subject, paragraph), extent.right(subject, paragraph)
    if left is None or right is None or paragraph.story is Story.CELL:
        return None
    return _Span(left, right)


def _sealed(name: _Span, date: _Span) -> str:
    """The date 4 字 in, the name centred over it; a name too long for that moves both."""
    fits = abs(date.right - page.SEALED_DATE_RIGHT) <= SLACK
    too_long = name.right <= 1 and date.right >= page.SEALED_DATE_RIGHT
    centred = abs(name.off_centre - date.off_centre) <= SLACK
    return "按加盖印章排列，" if centred and (fits or too_long) else ""


def _unsealed(names: Sequence[_Span], date: _Span) -> str:
    """Of several names the widest counts; all begin where it begins."""
    widest = min(names, key=lambda name: name.right)
    shift = date.left - widest.left
    longer = date.is_longer_than(widest)
    end = date.right if longer else widest.right
    # 日期长于署名的，署名右空字数相应增加: by how much is not said in numbers
    stepped = abs(shift - page.DATE_AFTER_SIGNATURE) <= SLACK
    further = longer and widest.right > date.right and shift >= 0
    aligned = all(abs(name.left - widest.left) <= SLACK for name in names)
    # a date as long as the name is moved in by what some renderer takes more for it
    room = SLACK + _DATE_WIDENS
    moved = stepped and date.right <= room and 0 <= end - page.UNSEALED_RIGHT <= room
    right = (stepped or further) and aligned and abs(end - page.UNSEALED_RIGHT) <= SLACK
    return "按不加盖印章排列，" if right or (moved and aligned) else ""


CLAUSES: Final = (
    arrangement,
    joint_arrangement,
    unsealed_gap,
    date_form,
    date_below,
    joint_order,
    with_text,
    no_empty_page,
)
