"""Turns 署名, 成文日期 and 附注 into the verdicts of 7.3.5 and 7.3.6."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

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
from make_docx.linter.clauses import extent, words
from make_docx.linter.clauses.number import chars_remark, gap_remark
from make_docx.linter.paper import ParagraphFacts, Story
from make_docx.linter.parts import Format
from make_docx.official import page

_ELEMENT: Final = "署名和成文日期"
_NOTE: Final = "附注"
_DATE: Final = re.compile(r"((?:19|20)[0-9]{2})年([1-9]|1[0-2])月([1-9]|[12][0-9]|3[01])日")
_NO_TEXT: Final = re.compile(r"此页无正文")
_POST: Final = re.compile(r"(长|主任|书记|主席|总理|总经理|董事长|专员|检察长|院长)$")
_SLACK: Final = 0.6  # 字
_LEGAL: Final = (
    "加盖印章：日期右空4字、署名在日期之上居中；不加盖印章：署名右空2字、日期首字比署名首字右移2字"
    "（日期长的，日期右空2字）；加盖签名章：日期右空4字、职务在签名章左侧2字"
)


@dataclass(frozen=True, slots=True)
class _Block:
    """Where the longest 署名 and the date begin and end; 字 from the edges of the 版心."""

    name_left: float
    name_right: float
    date_left: float
    date_right: float

    @property
    def centred(self) -> bool:
        name, date = self.name_right - self.name_left, self.date_right - self.date_left
        return abs(name - date) / 2 <= _SLACK

    @property
    def date_is_longer(self) -> bool:
        return self.date_left + self.date_right < self.name_left + self.name_right


@clause("Q1", "7.3.5.4", _ELEMENT, "日期用阿拉伯数字写全，不编虚位", Strength.MUST, of_text=True)
def date_form(subject: Subject) -> Iterator[Remark]:
    if (paragraph := subject.parts.date) is not None:
        text = paragraph.text.split("\t")[-1].strip(" \u3000\n")
        yield judged(is_date(text), "如2024年1月5日", text, place_of(paragraph))


@clause("Q3", "7.3.5", _ELEMENT, "署名和成文日期的位置", Strength.MUST, of_text=True)
def arrangement(subject: Subject) -> Iterator[Remark]:
    """A file does not say whether it will be sealed: any of the ways of 7.3.5 is right."""
    parts = subject.parts
    if parts.date is None or len(parts.signatures) != 1 or parts.format is Format.MINUTES:
        return
    place = place_of(parts.signatures[0])
    block = _block(subject, parts.signatures[0], parts.date)
    if block is None:
        yield unknown(NEEDS_RENDERING, place, _LEGAL)
        return
    way = _way(block, parts.signatures[0])
    measured = (
        f"署名右空{words.characters(block.name_right)}，日期右空{words.characters(block.date_right)}，"
        f"日期首字比署名首字右移{words.characters(block.date_left - block.name_left)}"
    )
    yield judged(bool(way), way or _LEGAL, f"{way}：{measured}" if way else measured, place)


@clause("Q4", "7.3.5", _ELEMENT, "联合行文时成文日期的位置", Strength.MUST, of_text=True)
def joint_arrangement(subject: Subject) -> Iterator[Remark]:
    """Sealed the date is 4 字 in under the last 署名; unsealed as with one organ."""
    parts = subject.parts
    if parts.date is None or len(parts.signatures) < 2:
        return
    place = place_of(parts.date)
    block = _block(subject, parts.signatures[-1], parts.date)
    if block is None:
        yield unknown(NEEDS_RENDERING, place, _LEGAL)
        return
    right = abs(block.date_right - page.SEALED_DATE_RIGHT) <= _SLACK or bool(_unsealed(block))
    measured = f"日期右空{words.characters(block.date_right)}"
    yield judged(right, "日期右空4字，不加盖印章的与署名错开2字", measured, place)


@clause(
    "Q5",
    "7.3.5.2",
    _ELEMENT,
    "不加盖印章的，在正文或者附件说明下空一行",
    Strength.MUST,
    of_text=True,
)
def unsealed_gap(subject: Subject) -> Iterator[Remark]:
    parts = subject.parts
    if parts.date is None or not parts.signatures or not parts.body:
        return
    if parts.format is Format.MINUTES:  # these are signed, if at all, above the text (10.3)
        return
    block = _block(subject, parts.signatures[0], parts.date)
    if block is not None and _unsealed(block):
        above = (parts.annex_notes or parts.body)[-1]
        yield gap_remark(subject, above, parts.signatures[0], page.LINES_BEFORE_SIGNATURE)


@clause("Q5-date", "7.3.5.1", _ELEMENT, "成文日期在署名下一行", Strength.MUST, of_text=True)
def date_below(subject: Subject) -> Iterator[Remark]:
    """With a 签名章 a line stays blank (7.3.5.3); seals of several organs need room of theirs."""
    parts = subject.parts
    if parts.date is None or len(parts.signatures) != 1 or parts.format is Format.MINUTES:
        return
    by_post = _POST.search(parts.signatures[0].text.strip()) is not None
    yield gap_remark(subject, parts.signatures[0], parts.date, 1 if by_post else 0)


@clause("Q6", "7.3.5.2", _ELEMENT, "联合行文先署主办机关", Strength.MUST, of_text=True)
def joint_order(subject: Subject) -> Iterator[Remark]:
    """Told where the 标志 names the same organs in full; H7 asks the same of the 标志."""
    parts = subject.parts
    names = [_bare(signature.text) for signature in parts.signatures]
    marks = [_bare(mark.text).removesuffix("文件") for mark in parts.marks]
    shared = [mark for mark in marks if mark in names]
    if len(shared) > 1:
        order = [name for name in names if name in shared]
        place = place_of(parts.signatures[0])
        yield judged(order == shared, "、".join(shared), "、".join(order), place)


@clause("Q8", "7.3.5.5", _ELEMENT, "与正文同处一面，不单独成页", Strength.MAY, of_text=True)
def with_text(subject: Subject) -> Iterator[Remark]:
    """Proved by 与下段同页 from the last text down to the date."""
    parts = subject.parts
    if parts.date is None or not parts.body or parts.format is Format.MINUTES:
        return
    place = place_of(parts.date)
    first = parts.signatures[0] if parts.signatures else parts.date
    if first.page_break_before or parts.date.page_break_before:
        yield judged(False, "与正文同页", "另起一页", place)
        return
    blocks = subject.paper.blocks[parts.body[-1].block : parts.date.block]
    kept = all(isinstance(block, ParagraphFacts) and block.keep_next for block in blocks)
    if kept and parts.date.block > parts.body[-1].block:
        yield judged(True, "与正文同页", "各段设了“与下段同页”", place)
    else:
        yield unknown(NEEDS_RENDERING, place, "与正文同页")


@clause("Q8-words", "7.3.5.5", _ELEMENT, "不用“此页无正文”", Strength.PRACTICE, of_text=True)
def no_empty_page(subject: Subject) -> Iterator[Remark]:
    if subject.parts.date is not None:
        found = next((p for p in subject.paper.paragraphs if _NO_TEXT.search(p.text)), None)
        place = place_of(found or subject.parts.date)
        yield judged(found is None, "没有", "没有" if found is None else "有", place)


@clause("Y1", "7.3.6", _NOTE, "加圆括号", Strength.MUST, of_text=True)
def note_form(subject: Subject) -> Iterator[Remark]:
    if (note := subject.parts.note) is not None:
        text = note.text.strip()
        right = text.startswith("（") and text.endswith("）")
        yield judged(right, "（……）", f"{text[:1]}……{text[-1:]}", place_of(note))


@clause("Y1-indent", "7.3.6", _NOTE, "居左空二字", Strength.MUST, of_text=True)
def note_indent(subject: Subject) -> Iterator[Remark]:
    if (note := subject.parts.note) is not None:
        yield chars_remark(extent.left(subject, note), 2, "左空", place_of(note))


@clause("Y1-place", "7.3.6", _NOTE, "编排在成文日期下一行", Strength.MUST, of_text=True)
def note_place(subject: Subject) -> Iterator[Remark]:
    parts = subject.parts
    if parts.note is not None and parts.date is not None:
        yield gap_remark(subject, parts.date, parts.note, 0)


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


def _block(subject: Subject, name: ParagraphFacts, date: ParagraphFacts) -> _Block | None:
    if Story.CELL in (name.story, date.story):
        return None
    found = (
        extent.left(subject, name),
        extent.right(subject, name),
        extent.left(subject, date),
        extent.right(subject, date),
    )
    if None in found:
        return None
    return _Block(*(place for place in found if place is not None))


def _way(block: _Block, name: ParagraphFacts) -> str:
    """Which of the ways of 7.3.5 it is; empty if none."""
    sealed_date = abs(block.date_right - page.SEALED_DATE_RIGHT) <= _SLACK
    by_post = _POST.search(name.text.strip()) is not None
    if by_post and sealed_date and block.name_right >= block.date_right:
        return "加盖签名章（7.3.5.3）"
    # A name too long to be centred there moves both until it ends at the edge.
    too_long = block.name_right <= 1 and block.date_right >= page.SEALED_DATE_RIGHT - _SLACK
    if block.centred and (sealed_date or too_long):
        return "加盖印章（7.3.5.1）"
    return _unsealed(block)


def _unsealed(block: _Block) -> str:
    shift = block.date_left - block.name_left
    end = block.date_right if block.date_is_longer else block.name_right
    # 日期长于署名的，署名右空字数相应增加: by how much is not said in numbers
    stepped = abs(shift - page.DATE_AFTER_SIGNATURE) <= _SLACK
    further = block.date_is_longer and block.name_right > block.date_right and shift >= 0
    right = (stepped or further) and abs(end - page.UNSEALED_RIGHT) <= _SLACK
    return "不加盖印章（7.3.5.2）" if right else ""


def _bare(text: str) -> str:
    return re.sub(r"[\s\u3000]", "", text)


CLAUSES: Final = (
    arrangement,
    joint_arrangement,
    unsealed_gap,
    date_form,
    date_below,
    joint_order,
    with_text,
    no_empty_page,
    note_form,
    note_indent,
    note_place,
)
