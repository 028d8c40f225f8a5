"""Turns 份号, 密级和保密期限 and 紧急程度 into the verdicts of 7.2.1 to 7.2.3."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import takewhile
from typing import Final

from make_docx.linter.clause import (
    NEEDS_RENDERING,
    Clause,
    Remark,
    Strength,
    Subject,
    clause,
    judged,
    place_of,
    unknown,
)
from make_docx.linter.clauses import distance, extent, typeface, words
from make_docx.linter.paper import ParagraphFacts, Run, Story
from make_docx.linter.parts import Format
from make_docx.official import page
from make_docx.official.profile import Face

_ELEMENT: Final = "版头"
_SECRECY: Final = re.compile(r"(绝密|机密|秘密)(★([1-9]\d*(年|个月|天|日)|长期|\D{1,12}前))?", re.A)
_URGENCY: Final = ("特急", "加急")  # on paper; telegrams have four (条例 9(三))

_Element = Callable[[Subject], ParagraphFacts | None]


def _copy_number(subject: Subject) -> ParagraphFacts | None:
    return subject.parts.copy_number


def _secrecy(subject: Subject) -> ParagraphFacts | None:
    return subject.parts.secrecy


def _urgency(subject: Subject) -> ParagraphFacts | None:
    return subject.parts.urgency


@clause("H1", "7.2.1", _ELEMENT, "份号用6位数字", Strength.USUAL, of_text=True)
def copy_number_form(subject: Subject) -> Iterator[Remark]:
    if (paragraph := _copy_number(subject)) is not None:
        text = _own_text(paragraph)
        right = re.fullmatch(r"[0-9]{6}", text) is not None
        yield judged(right, "6位阿拉伯数字，如000001", text, place_of(paragraph))


@clause("H2", "7.2.2", _ELEMENT, "密级和保密期限的写法", Strength.USUAL, of_text=True)
def secrecy_form(subject: Subject) -> Iterator[Remark]:
    if (paragraph := _secrecy(subject)) is not None:
        text = _own_text(paragraph)
        right = _SECRECY.fullmatch(text) is not None
        yield judged(right, "如“秘密★1年”，期限用阿拉伯数字", text, place_of(paragraph))


@clause("H3", "条例 9(三)", _ELEMENT, "紧急程度写“特急”或者“加急”", Strength.MUST, of_text=True)
def urgency_form(subject: Subject) -> Iterator[Remark]:
    if (paragraph := _urgency(subject)) is not None:
        text = re.sub(r"[\s\u3000]", "", _own_text(paragraph))
        yield judged(text in _URGENCY, "特急、加急", text, place_of(paragraph))


@clause(
    "H3-order",
    "7.2.3",
    _ELEMENT,
    "份号、密级和保密期限、紧急程度自上而下分行排列",
    Strength.MUST,
    of_text=True,
)
def order(subject: Subject) -> Iterator[Remark]:
    named = (
        ("份号", _copy_number(subject)),
        ("密级", _secrecy(subject)),
        ("紧急程度", _urgency(subject)),
    )
    found = [(name, p) for name, p in named if p is not None]
    if len(found) > 1:
        placed = sorted(found, key=lambda pair: (pair[1].block, pair[1].index))
        measured = "、".join(name for name, _ in placed)
        expected = "、".join(name for name, _ in found)
        yield judged(measured == expected, expected, measured, place_of(placed[0][1]))


def _own_text(paragraph: ParagraphFacts) -> str:
    """Without the 发文字号 that a letter has at the other end of the line (10.1)."""
    return paragraph.text.split("\t")[0].strip()


def _own_runs(paragraph: ParagraphFacts) -> list[Run]:
    before = takewhile(lambda run: "\t" not in run.text, paragraph.runs)
    runs = [run for run in before if run.text.strip()]
    return runs or typeface.shown(paragraph)[:1]


def _look(id_: str, number: str, name: str, face: Face | None, element: _Element) -> Clause:
    title = f"{name}用3号{f'{face}体' if face else '字'}".replace("体体", "体")

    @clause(id_, number, _ELEMENT, title, Strength.USUAL)
    def look(subject: Subject) -> Iterator[Remark]:
        if (paragraph := element(subject)) is not None:
            yield typeface.look(subject, paragraph, face, page.SIZE_3, _own_runs(paragraph))

    return look


def _place(id_: str, number: str, name: str, line: int | None, element: _Element) -> Clause:
    """Flush left, on that line of the 版心; in a letter 10.1 says where (F3)."""
    title = f"{name}顶格编排在版心左上角" + (f"第{'一二三'[line - 1]}行" if line else "")

    @clause(id_, number, _ELEMENT, title, Strength.USUAL, of_text=True)
    def place(subject: Subject) -> Iterator[Remark]:
        paragraph = element(subject)
        if paragraph is None or subject.parts.format is Format.LETTER:
            return
        where = place_of(paragraph)
        if paragraph.story is not Story.BODY:
            yield unknown(NEEDS_RENDERING, where, title)
            return
        indent = extent.left(subject, paragraph)
        if indent is not None:
            yield judged(abs(indent) <= 0.25, "左空0字", f"左空{words.characters(indent)}", where)
        top = distance.top_of(subject, paragraph) if line else None
        if line and top is None:
            yield unknown(NEEDS_RENDERING, where, f"第{line}行")
        elif line and top is not None:
            on = top / distance.pitch(subject) + 1
            yield judged(abs(on - line) <= 0.25, f"第{line}行", f"第{words.plain(on)}行", where)

    return place


CLAUSES: Final = (
    copy_number_form,
    _look("H1-type", "7.2.1", "份号", None, _copy_number),
    _place("H1-place", "7.2.1", "份号", 1, _copy_number),
    secrecy_form,
    _look("H2-type", "7.2.2", "密级和保密期限", Face.HEITI, _secrecy),
    _place("H2-place", "7.2.2", "密级和保密期限", 2, _secrecy),
    urgency_form,
    _look("H3-type", "7.2.3", "紧急程度", Face.HEITI, _urgency),
    _place("H3-place", "7.2.3", "紧急程度", None, _urgency),
    order,
)
