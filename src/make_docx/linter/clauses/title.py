"""Turns the title into the verdicts of 7.3.1 and 条例 9(七)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
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
from make_docx.linter.clauses import distance, extent, typeface
from make_docx.linter.clauses.number import gap_remark
from make_docx.linter.parts import UNSIGNED, Format
from make_docx.official import page
from make_docx.official.lexicon import PARTICLES
from make_docx.official.profile import Face
from make_docx.official.title import LINE_WIDTH, shape_is_right, width_of, with_ending
from make_docx.official.words import Sort, tokens

_ELEMENT: Final = "标题"
_NEVER_FIRST: Final = frozenset(PARTICLES + "》〉）)」』】〕”’、，。；：！？·…—～")
_NEVER_LAST: Final = frozenset("《〈（(「『【〔“‘")
# 行; a line drawn 4 mm under the number takes 0.3 of the first empty line, and no more is wrong.
_UNDER_LINE: Final = 0.5
_END: Final = re.compile(r"[。．.，,；;：:、！!]$")
_BREAKS_ITSELF: Final = "标题太长，在哪里换行由 Word 决定；请用 Shift+Enter 自己分行"


@clause("T1", "7.3.1", _ELEMENT, "2号小标宋体字", Strength.USUAL)
def look(subject: Subject) -> Iterator[Remark]:
    for paragraph in subject.parts.title:
        yield typeface.look(subject, paragraph, Face.XIAOBIAOSONG, page.SIZE_2)


@clause("T1-face", "7.3.1", _ELEMENT, "小标宋体不用别的字体代替", Strength.PRACTICE)
def stand_in(subject: Subject) -> Iterator[Remark]:
    for paragraph in (*subject.parts.marks, *subject.parts.title):
        fonts = [run.east_asian for run in typeface.shown(paragraph)]
        other = next(filter(typeface.stands_in, fonts), None)
        measured = other or next(iter(fonts), "")
        yield judged(other is None, "小标宋体", measured, place_of(paragraph))


@clause("T2", "7.3.1", _ELEMENT, "红色分隔线下空二行", Strength.MUST, of_text=True)
def gap(subject: Subject) -> Iterator[Remark]:
    parts = subject.parts
    if parts.format is not Format.DOCUMENT or not parts.title or parts.number is None:
        return
    rule = parts.red_rule
    above = parts.number
    if rule is not None and rule.paragraph is not None:
        above = rule.paragraph
    elif rule is not None and rule.box is not None:
        yield _under_box(subject, rule.box.top_mm)
        return
    yield gap_remark(subject, above, parts.title[0], page.LINES_BEFORE_TITLE)


def _under_box(subject: Subject, rule_mm: float | None) -> Remark:
    """A drawn rule takes no room of its own: from where it is to where the title begins."""
    title = subject.parts.title[0]
    wanted = f"空{page.LINES_BEFORE_TITLE}行"
    top = distance.top_of(subject, title)
    if top is None or rule_mm is None:
        return unknown(NEEDS_RENDERING, place_of(title), wanted)
    from_edge = extent.points(rule_mm - distance.section_of(subject, title).top_mm)
    lines = (top - from_edge) / distance.pitch(subject)
    right = abs(lines - page.LINES_BEFORE_TITLE) <= _UNDER_LINE
    return judged(right, wanted, f"空{lines:.1f}行", place_of(title))


@clause("T2-centred", "7.3.1", _ELEMENT, "居中排布", Strength.MUST, of_text=True)
def centred(subject: Subject) -> Iterator[Remark]:
    for paragraph in subject.parts.title:
        right = extent.is_centred(subject, paragraph)
        yield judged(right, "居中", "居中" if right else "不居中", place_of(paragraph))


@clause("T3", "7.3.1", _ELEMENT, "多行标题排成梯形或者菱形", Strength.MUST, of_text=True)
def shape(subject: Subject) -> Iterator[Remark]:
    lines = subject.parts.title_lines
    if not lines:
        return
    place = place_of(subject.parts.title[0])
    if _wraps(subject):
        yield unknown(_BREAKS_ITSELF, place, "梯形或者菱形")
    elif len(lines) > 1:
        measured = "各行" + "、".join(f"{page.width(line):g}" for line in lines) + "字"
        yield judged(shape_is_right(lines), "梯形或者菱形", measured, place)


@clause("T3-words", "7.3.1", _ELEMENT, "回行时词意完整", Strength.MUST, of_text=True)
def whole_words(subject: Subject) -> Iterator[Remark]:
    """No word, number or 《》 is divided, no line begins with 的 or a mark."""
    lines = [line.strip() for line in subject.parts.title_lines]
    if not lines:
        return
    place = place_of(subject.parts.title[0])
    if _wraps(subject):
        yield unknown(_BREAKS_ITSELF, place, "词不断开")
        return
    for before, after in pairwise(lines):
        fault = _fault(before, after)
        yield judged(not fault, "词、数、书名号不断开，行首不是“的”“和”或者标点", fault, place)


@clause("T4", "条例 9(七)", _ELEMENT, "写明发文机关名称和事由", Strength.MUST, of_text=True)
def matter(subject: Subject) -> Iterator[Remark]:
    """What stands before 关于 is the organ; titles without 关于 (公告, 命令) are left alone."""
    lines = subject.parts.title_lines
    text = "".join(lines).strip()
    if "关于" in text and subject.parts.format not in UNSIGNED:
        organ = text.partition("关于")[0].strip()
        expected = "发文机关名称＋关于……的＋文种"
        yield judged(bool(organ), expected, text[:20], place_of(subject.parts.title[0]))


@clause("T4-end", "7.3.1", _ELEMENT, "末尾不加标点", Strength.PRACTICE, of_text=True)
def end(subject: Subject) -> Iterator[Remark]:
    text = "".join(subject.parts.title_lines).strip()
    if text:
        found = _END.search(text)
        measured = f"“{found[0]}”" if found else "没有"
        yield judged(found is None, "没有标点", measured, place_of(subject.parts.title[-1]))


@clause("T4-urgency", "7.2.3", _ELEMENT, "紧急程度不写在标题里", Strength.PRACTICE, of_text=True)
def urgency(subject: Subject) -> Iterator[Remark]:
    text = "".join(subject.parts.title_lines)
    if text:
        found = re.search(r"特急|加急|紧急(?=通知|通报|报告|请示|函)", text)
        measured = f"“{found[0]}”" if found else "没有"
        yield judged(found is None, "只在版头标注", measured, place_of(subject.parts.title[0]))


def _wraps(subject: Subject) -> bool:
    """Whether a line is longer than the page is wide, so that Word breaks it."""
    for paragraph in subject.parts.title:
        section = distance.section_of(subject, paragraph)
        room = extent.text_width(section) - paragraph.left - paragraph.right
        em = extent.em(subject, paragraph)
        if any(page.width(line) * em > room + 0.5 for line in paragraph.text.split("\n")):
            return True
    return False


def _fault(before: str, after: str) -> str:
    """What the break between two lines does wrong; empty if nothing."""
    if after[:1] in _NEVER_FIRST:
        return f"行首是“{after[0]}”"
    if before[-1:] in _NEVER_LAST:
        return f"行末是“{before[-1]}”"
    if (name := _divided_name(before, after)) is not None:
        return f"{name}断开了"
    whole = before + after
    more = _unknown(before) + _unknown(after) > _unknown(whole)
    for token in tokens(whole):
        if token.start < len(before) < token.end and token.sort is not Sort.UNKNOWN:
            return f"“{token.text}”断开了" if more or token.sort is Sort.ATOM else ""
    return ""


def _divided_name(before: str, after: str) -> str | None:
    """The 《》 that goes over the end of the line though it would fit one."""
    opening, closing = before.rfind("《"), after.find("》")
    if opening <= before.rfind("》") or closing < 0:
        return None
    name = before[opening:] + after[: closing + 1]
    whole = with_ending(name, after[closing + 1 :])
    return name if width_of(whole) <= LINE_WIDTH else None


def _unknown(text: str) -> int:
    return sum(len(token.text) for token in tokens(text) if token.sort is Sort.UNKNOWN)


CLAUSES: Final = (
    look,
    stand_in,
    gap,
    centred,
    shape,
    whole_words,
    matter,
    end,
    urgency,
)
