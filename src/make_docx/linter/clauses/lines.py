"""Turns line pitch, character pitch and colours into the verdicts of 5.2.2 to 5.2.4."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from make_docx.linter.clause import (
    Remark,
    Strength,
    Subject,
    allowed,
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

_ELEMENT: Final = "页面"
_TAG: Final = re.compile(r"\{%|\{\{[pr]")  # of a template: no text stands there in the end
_SAME: Final = 0.06  # pt: a twip is 0.05
_DARK: Final = 0x20  # of 255: what Word's own near-blacks stay under


@clause("P6", "5.2.2", _ELEMENT, "没有特别说明的要素用3号仿宋体", Strength.USUAL, of_text=True)
def default_type(subject: Subject) -> Iterator[Remark]:
    """The body has a clause of its own (7.3.3), and so has the signer (7.2.6)."""
    parts = subject.parts
    for paragraph in (
        parts.addressee,
        *parts.annex_notes,
        *parts.signatures,
        *parts.posts,
        parts.date,
        parts.note,
    ):
        if paragraph is not None:
            yield typeface.look(subject, paragraph, Face.FANGSONG, page.SIZE_3)
    if parts.number is not None and not parts.signers:
        runs = _number_runs(parts.number) if parts.format is Format.LETTER else None
        yield typeface.look(subject, parts.number, Face.FANGSONG, page.SIZE_3, runs)


def _number_runs(line: ParagraphFacts) -> list[Run]:
    """The 发文字号 of a letter: 份号, 密级 or 紧急程度 stand before the tab on its line (10.1)."""
    tab = next((index for index, run in enumerate(line.runs) if "\t" in run.text), 0)
    return [run for run in line.runs[tab:] if run in typeface.shown(line)]


@clause("P7-lines", "5.2.3", _ELEMENT, "每面排22行", Strength.USUAL)
def lines_a_page(subject: Subject) -> Iterator[Remark]:
    for paragraph, line in _pitches(subject):
        if line is None:
            yield _no_pitch(paragraph)
            continue
        section = distance.section_of(subject, paragraph)
        count = math.floor(distance.text_height(section) / line + 0.005)
        measured = f"{count}行（行距{words.points(line)}）"
        if count != page.LINES and _is_house(subject, line):
            yield allowed("22行", measured, _house(line), place_of(paragraph))
        else:
            yield judged(count == page.LINES, "22行", measured, place_of(paragraph))


@clause("P7-fill", "5.2.3", _ELEMENT, "各行撑满版心", Strength.USUAL)
def filled_page(subject: Subject) -> Iterator[Remark]:
    for paragraph, line in _pitches(subject):
        if line is None:
            yield _no_pitch(paragraph)
            continue
        full = distance.text_height(distance.section_of(subject, paragraph))
        if math.floor(full / line + 0.005) != page.LINES:  # told by P7-lines
            continue
        left = full - page.LINES * line
        right = left < line / 2
        expected, measured = "空余不足半行", f"版心下端空{words.mm_of(max(0.0, left))}"
        if not right and _is_house(subject, line):
            yield allowed(expected, measured, _house(line), place_of(paragraph))
        else:
            yield judged(right, expected, measured, place_of(paragraph))


@clause("P7-spacing", "5.2.3", _ELEMENT, "正文段前、段后不另加距离", Strength.USUAL)
def paragraph_spacing(subject: Subject) -> Iterator[Remark]:
    """Space between paragraphs takes lines from the 22."""
    most = distance.pitch(subject) / 4
    for paragraph in subject.parts.all_body:
        space = paragraph.before + paragraph.after
        measured = f"段前{words.points(paragraph.before)}，段后{words.points(paragraph.after)}"
        yield judged(space < most, "0磅", measured, place_of(paragraph))


@clause("P7-characters", "5.2.3", _ELEMENT, "每行排28个字", Strength.USUAL)
def characters_a_line(subject: Subject) -> Iterator[Remark]:
    for paragraph in subject.parts.all_body:
        section = distance.section_of(subject, paragraph)
        room = extent.text_width(section)
        if room > distance.text_height(section):  # a turned page holds other lines
            continue
        em = extent.em(subject, paragraph)
        count = math.floor(room / em + 0.005) if em > 0 else 0
        measured = f"{count}字（每字{words.points(em)}）"
        yield judged(count == page.CHARACTERS, "28字", measured, place_of(paragraph))


@clause("P7-widows", "5.2.3", _ELEMENT, "正文不设孤行控制，页末才能排满22行", Strength.PRACTICE)
def widow_control(subject: Subject) -> Iterator[Remark]:
    for paragraph in subject.parts.all_body:
        on = paragraph.widow_control
        yield judged(not on, "不控制", "控制" if on else "不控制", place_of(paragraph))


@clause("P9", "5.2.4", _ELEMENT, "文字用黑色，标志、红线等另有规定的除外", Strength.MUST)
def black_text(subject: Subject) -> Iterator[Remark]:
    marks = subject.parts.marks
    for paragraph in subject.paper.all_paragraphs:
        if paragraph in marks or _is_tag(paragraph):
            continue
        colours = [run.colour for run in typeface.shown(paragraph) if not _is_black(run.colour)]
        if colours:
            yield judged(False, "黑色", f"颜色{colours[0]}", place_of(paragraph))
    yield judged(True, "黑色", "黑色", "其余文字")


@clause("P10", "7.1", _ELEMENT, "版头、主体各要素依次编排", Strength.MUST, of_text=True)
def element_order(subject: Subject) -> Iterator[Remark]:
    """Minutes are free in this (10.3); 版记 and 附件 have clauses of their own (V2, X1)."""
    parts = subject.parts
    if parts.format is Format.MINUTES:
        return
    found = [
        (name, paragraph)
        for name, paragraph in _firsts(subject)
        if paragraph is not None and paragraph.story is Story.BODY
    ]
    expected = "、".join(name for name, _ in found)
    for (name, above), (other, below) in pairwise(found):
        if above.block > below.block:
            yield judged(False, expected, f"{other}在{name}之前", place_of(below))
    if found:
        yield judged(True, expected, "依次", "其余要素")


def _firsts(subject: Subject) -> Iterator[tuple[str, ParagraphFacts | None]]:
    """The first paragraph of each element, in the order of 7.2 and 7.3."""
    parts = subject.parts
    yield "发文字号", parts.number
    yield "标题", next(iter(parts.title), None)
    yield "主送机关", parts.addressee
    yield "正文", next(iter(parts.body), None)
    yield "附件说明", next(iter(parts.own_notes), None)
    yield "署名", next(iter((*parts.signatures, *parts.posts)), None)
    yield "成文日期", parts.date
    yield "附注", parts.note


def _pitches(subject: Subject) -> Iterator[tuple[ParagraphFacts, float | None]]:
    """The first paragraph of the body with each line pitch."""
    seen: set[float | None] = set()
    for paragraph in subject.parts.all_body:
        section = distance.section_of(subject, paragraph)
        if section.width_mm > section.height_mm:
            continue
        line = distance.line_height(paragraph, section)
        rounded = None if line is None else round(line, 1)
        if rounded not in seen:
            seen.add(rounded)
            yield paragraph, line


def _no_pitch(paragraph: ParagraphFacts) -> Remark:
    reason = "行距不是固定值，也没有对齐网格，一行多高要看字体；请把行距设为固定值28.95磅"
    return unknown(reason, place_of(paragraph), "22行")


def _is_house(subject: Subject, line: float) -> bool:
    pitch = subject.profile.line_pitch
    return abs(pitch - distance.STANDARD_PITCH) > _SAME and abs(line - pitch) <= _SAME


def _house(line: float) -> str:
    return f"格式规定行距{words.points(line)}"


def _is_tag(paragraph: ParagraphFacts) -> bool:
    return _TAG.search(paragraph.text) is not None


def _is_black(colour: str) -> bool:
    if len(colour) != 6:
        return colour in {"", "auto"}
    return all(int(colour[at : at + 2], 16) <= _DARK for at in (0, 2, 4))


CLAUSES: Final = (
    default_type,
    lines_a_page,
    filled_page,
    paragraph_spacing,
    characters_a_line,
    widow_control,
    black_text,
    element_order,
)
