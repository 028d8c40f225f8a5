"""Turns the numbered headings of the 正文 into the verdicts of 7.3.3."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, pairwise
from typing import Final

from make_docx.linter.clause import Remark, Strength, Subject, allowed, clause, judged, place_of
from make_docx.linter.clauses import typeface
from make_docx.linter.paper import ParagraphFacts, Run
from make_docx.linter.parts import Heading
from make_docx.official import page
from make_docx.official.profile import Bold, Face

_ELEMENT: Final = "正文层次"
_FACES: Final = {1: Face.HEITI, 2: Face.KAITI, 3: Face.FANGSONG, 4: Face.FANGSONG}
_FORMS: Final = {1: "一、", 2: "（一）", 3: "1.", 4: "（1）"}
_BOLD: Final = {
    1: Bold.HEADING_1,
    2: Bold.HEADING_2,
    3: Bold.HEADING_3,
    4: Bold.HEADING_4,
}
_NUMBERED_SKIP: Final = (1, 3)  # 一、 over 1. without （一） is common and clear


@clause("B3", "7.3.3", _ELEMENT, "依次用“一、”“（一）”“1.”“（1）”", Strength.MAY, of_text=True)
def order(subject: Subject) -> Iterator[Remark]:
    """A level is not met for the first time behind a deeper one."""
    for outline in subject.parts.outlines:
        deepest = 0
        met: set[int] = set()
        for heading in outline:
            right = heading.level in met or heading.level > deepest
            met.add(heading.level)
            deepest = max(deepest, heading.level)
            measured = f"“{heading.number}”在{_FORMS[deepest]}之后第一次出现"
            yield judged(
                right, "由大到小", "由大到小" if right else measured, place_of(heading.paragraph)
            )


@clause(
    "B3-type",
    "7.3.3",
    _ELEMENT,
    "第一层黑体、第二层楷体、第三层和第四层仿宋体，3号",
    Strength.USUAL,
)
def look(subject: Subject) -> Iterator[Remark]:
    for heading in _headings(subject):
        runs = _own_runs(heading)
        face = _FACES[heading.level]
        yield typeface.look(subject, heading.paragraph, face, page.SIZE_3, runs)


@clause("B3-bold", "7.3.3", _ELEMENT, "正文和层次序数不要求加粗", Strength.PRACTICE)
def bold(subject: Subject) -> Iterator[Remark]:
    """The standard asks for kinds of type, nowhere for weight."""
    parts = subject.parts
    levels = {heading.paragraph.index: heading.level for heading in _headings(subject)}
    for paragraph in (*parts.title, *parts.all_body):
        heavy = any(run.bold for run in typeface.shown(paragraph))
        measured, place = "加粗" if heavy else "不加粗", place_of(paragraph)
        kind = Bold.TITLE if paragraph in parts.title else _BOLD.get(levels.get(paragraph.index, 0))
        if heavy and kind in subject.profile.bold:
            yield allowed("不加粗", measured, f"格式规定{kind}加粗", place)
        else:
            yield judged(not heavy, "不加粗", measured, place)


@clause("B4", "7.3.3", _ELEMENT, "不跳层次", Strength.PRACTICE, of_text=True)
def no_skip(subject: Subject) -> Iterator[Remark]:
    for above, heading in _parents(subject):
        step = (above.level, heading.level)
        right = heading.level - above.level == 1 or step == _NUMBERED_SKIP
        measured = f"{_FORMS[above.level]}下直接用{_FORMS[heading.level]}"
        expected = f"{_FORMS[above.level]}下用{_FORMS[above.level + 1]}"
        yield judged(right, expected, measured, place_of(heading.paragraph))


@clause("B4-number", "7.3.3", _ELEMENT, "同一层次的序数连续", Strength.PRACTICE, of_text=True)
def continuous(subject: Subject) -> Iterator[Remark]:
    for outline in subject.parts.outlines:
        yield from _continuous(outline)


@clause("B5", "GB/T 15834", _ELEMENT, "序数后的标点", Strength.USUAL, of_text=True)
def punctuation(subject: Subject) -> Iterator[Remark]:
    for heading in _headings(subject):
        text = heading.paragraph.text.lstrip(" \u3000\f")
        right, found = _label(heading, text)
        expected = "“一、”用顿号，“1.”用半角圆点，括号后不加标点"
        yield judged(right, expected, found, place_of(heading.paragraph))


def _label(heading: Heading, text: str) -> tuple[bool, str]:
    """Whether the label is punctuated well, and the label with what follows it."""
    at = max(text.find(heading.number), 0) + len(heading.number)
    bare = heading.number.rstrip("、.．，,：:。 ")
    mark = heading.number[len(bare) :] + text[at : at + 1]
    if heading.level in {2, 4}:
        round_ = bare.startswith("（") and bare.endswith("）")
        return round_ and mark[:1] not in "、.．，,：:。 ", bare + mark[:1]
    wanted = "、" if heading.level == 1 else "."
    return mark[:1] == wanted, bare + mark[:1]


def _parents(subject: Subject) -> Iterator[tuple[Heading, Heading]]:
    """Every heading that goes deeper, with the one above it."""
    for outline in subject.parts.outlines:
        for above, heading in pairwise(outline):
            if heading.level > above.level:
                yield above, heading


def _headings(subject: Subject) -> Iterator[Heading]:
    return chain.from_iterable(subject.parts.outlines)


def _continuous(outline: Iterable[Heading]) -> Iterator[Remark]:
    last: dict[int, int] = {}
    for heading in outline:
        for level in [level for level in last if level > heading.level]:
            del last[level]
        wanted = last.get(heading.level, 0) + 1
        # lists of 1. and （1） begin anew in every paragraph that needs one
        restarts = heading.ordinal == 1 and heading.level > 2
        right = heading.ordinal == wanted or restarts
        last[heading.level] = heading.ordinal
        measured = f"第{heading.ordinal}（“{heading.number}”）"
        yield judged(
            right,
            f"第{wanted}" if not right else "连续",
            measured if not right else "连续",
            place_of(heading.paragraph),
        )


def _own_runs(heading: Heading) -> list[Run]:
    """Of a heading at the head of a paragraph of text, the runs of its first sentence."""
    runs = typeface.shown(heading.paragraph)
    if heading.own_line:
        return runs
    end = _first_sentence(heading.paragraph)
    found, at = [], 0
    for run in heading.paragraph.runs:
        if at < end and run in runs:
            found.append(run)
        at += len(run.text)
    return found


def _first_sentence(paragraph: ParagraphFacts) -> int:
    text = "".join(run.text for run in paragraph.runs)
    end = text.find("。")
    return len(text) if end < 0 else end + 1


CLAUSES: Final = (order, look, bold, no_skip, continuous, punctuation)
