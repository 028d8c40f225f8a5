"""Turns the footers of every section into the verdicts of 7.5."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from make_docx.linter.clause import (
    NEEDS_RENDERING,
    Remark,
    Strength,
    Subject,
    allowed,
    clause,
    judged,
    unknown,
)
from make_docx.linter.clauses import extent, typeface, words
from make_docx.linter.clauses.words import MM_PER_POINT
from make_docx.linter.paper import Box, ParagraphFacts, Section, Story
from make_docx.linter.parts import Format
from make_docx.official import page
from make_docx.official.profile import Face, PageNumberSide

_ELEMENT: Final = "页码"
_DASHED: Final = re.compile(r"—\s*\d*\s*—")
_SIDES: Final = {"default": "单页页脚", "even": "双页页脚", "first": "首页页脚"}
# Of a 4号 line in an exact line, and above its baseline, where a 一字线 has its ink (measured).
_BELOW_BASELINE: Final = 0.2
_DASH: Final = 0.31
_NATURAL: Final = 1.25  # of the size, where the font decides


class PageNumber(Struct, frozen=True):
    """The paragraph that prints it, for one kind of page of a section."""

    paragraph: ParagraphFacts
    kind: str  # default, even, first
    number: int  # of the section, from 1
    section: Section
    box: Box | None
    in_header: bool

    @property
    def place(self) -> str:
        name = "页眉" if self.in_header else _SIDES[self.kind]
        return f"第{self.number}节{name}" if self.number > 1 else name


def page_numbers(subject: Subject) -> Iterator[PageNumber]:
    """Every page number in a footer or header, boxes that hang there included."""
    for number, section in enumerate(subject.paper.sections, start=1):
        for stories, in_header in ((section.footers, False), (section.headers, True)):
            for kind, paragraphs in stories.items():
                if kind == "first" and not section.title_page:
                    continue
                if kind == "even" and not subject.paper.even_and_odd:
                    continue
                for paragraph, box in _candidates(subject, paragraphs):
                    if _prints_page(paragraph):
                        yield PageNumber(paragraph, kind, number, section, box, in_header)


def _candidates(
    subject: Subject, paragraphs: tuple[ParagraphFacts, ...]
) -> Iterator[tuple[ParagraphFacts, Box | None]]:
    for paragraph in paragraphs:
        yield paragraph, None
    parts = {paragraph.part for paragraph in paragraphs}
    for box in subject.paper.boxes:
        if box.story in {Story.FOOTER, Story.HEADER} and box.part in parts:
            for paragraph in box.paragraphs:
                yield paragraph, box


def _prints_page(paragraph: ParagraphFacts) -> bool:
    return any(run.is_field and "PAGE" in run.field_code.upper().split() for run in paragraph.runs)


def _upright(subject: Subject) -> Iterator[PageNumber]:
    for found in page_numbers(subject):
        if found.section.width_mm <= found.section.height_mm:
            yield found


@clause("G1", "7.5", _ELEMENT, "各面编排页码", Strength.USUAL)
def presence(subject: Subject) -> Iterator[Remark]:
    """A letter's first page has none (10.1, F7)."""
    letter = subject.parts.format is Format.LETTER
    kinds: dict[int, set[str]] = {}
    for one in page_numbers(subject):
        kinds.setdefault(one.number, set()).add(one.kind)
    for number, section in enumerate(subject.paper.sections, start=1):
        found = kinds.get(number, set())
        wanted = ["default"]
        wanted += ["even"] if subject.paper.even_and_odd else []
        wanted += ["first"] if section.title_page and not letter else []
        missing = [_SIDES[kind] for kind in wanted if kind not in found]
        place = f"第{number}节" if len(subject.paper.sections) > 1 else ""
        measured = f"{'、'.join(missing)}没有页码" if missing else "有页码"
        yield judged(not missing, "有页码", measured, place)


@clause("G1-type", "7.5", _ELEMENT, "4号半角宋体阿拉伯数字", Strength.USUAL)
def look(subject: Subject) -> Iterator[Remark]:
    for found in page_numbers(subject):
        runs = typeface.shown(found.paragraph)
        digits = [run for run in runs if run.is_field] or runs
        sized = [run for run in runs if abs(run.size - page.SIZE_4) > 0.5]
        fonts = [run.latin for run in digits if typeface.kind(run.latin) is not Face.SONGTI]
        expected = "4号宋体"
        if fonts and not sized and fonts[0] == subject.profile.fonts.get(Face.SONGTI):
            yield allowed(expected, fonts[0], f"格式规定用“{fonts[0]}”作宋体", found.place)
            continue
        wrong = (sized or [run for run in digits if run.latin in fonts] or runs)[0]
        measured = f"{words.size(wrong.size)}{wrong.latin}"
        arabic = found.section.page_number_format in {"decimal", "numberInDash"}
        measured += "" if arabic else "，不是阿拉伯数字"
        yield judged(arabic and not sized and not fonts, expected, measured, found.place)


@clause("G2", "7.5", _ELEMENT, "数字左右各放一条一字线", Strength.MUST)
def dashes(subject: Subject) -> Iterator[Remark]:
    for found in page_numbers(subject):
        text = found.paragraph.text.strip(" \u3000\t\n")
        right = _DASHED.fullmatch(text) is not None
        yield judged(right, "— 1 —", text, found.place)


@clause("G3", "7.5", _ELEMENT, "一字线上距版心下边缘7毫米", Strength.MUST)
def distance(subject: Subject) -> Iterator[Remark]:
    expected = words.mm(page.PAGE_NUMBER_GAP_MM)
    for found in _upright(subject):
        if found.in_header:
            yield judged(False, "版心下边缘之下", "在页眉里", found.place)
            continue
        if found.box is not None:
            yield unknown(NEEDS_RENDERING, found.place, expected)
            continue
        if not _is_certain(found):
            yield unknown(NEEDS_RENDERING, found.place, expected)
            continue
        # From the standard's 版心: a wrong foot of the page is told by P4.
        gap = page.MARGIN_BOTTOM_MM - _dash_mm(found)
        right = abs(gap - page.PAGE_NUMBER_GAP_MM) <= 1
        yield judged(right, expected, words.mm(gap), found.place)


@clause("G4", "7.5", _ELEMENT, "单页码居右空一字，双页码居左空一字", Strength.MUST)
def side(subject: Subject) -> Iterator[Remark]:
    profile = subject.profile
    found = list(_upright(subject))
    centred = profile.page_number is PageNumberSide.CENTRE
    if found and not subject.paper.even_and_odd and not centred:
        yield judged(False, "单页居右，双页居左", "没有设“奇偶页不同”", "页脚")
    for one in found:
        yield _side(subject, one, "left" if one.kind == "even" else "right", centred)


def _side(subject: Subject, one: PageNumber, wanted: str, centred: bool) -> Remark:
    expected = f"{'右' if wanted == 'right' else '左'}空1字"
    in_middle = (
        "center" in one.box.horizontal if one.box else extent.is_centred(subject, one.paragraph)
    )
    if centred and in_middle:
        return allowed(expected, "居中", "格式规定页码居中", one.place)
    if in_middle:
        return judged(False, expected, "居中", one.place)
    if one.box is not None:
        return unknown(NEEDS_RENDERING, one.place, expected)
    measure = extent.right if wanted == "right" else extent.left
    free = measure(subject, one.paragraph)
    if free is None:
        return unknown(NEEDS_RENDERING, one.place, expected)
    measured = f"{expected[0]}空{words.characters(free)}"
    return judged(abs(free - 1) <= 0.3, expected, measured, one.place)


def _down_from(found: PageNumber) -> list[ParagraphFacts]:
    """The page number's paragraph and those under it."""
    footer = found.section.footers[found.kind]
    return [paragraph for paragraph in footer if paragraph.index >= found.paragraph.index]


def _is_certain(found: PageNumber) -> bool:
    """A line that is not exact is as high as its font and the grid say, which a renderer knows."""
    return all(
        paragraph.line_rule == "exact" or not paragraph.snap_to_grid
        for paragraph in _down_from(found)
    )


def _dash_mm(found: PageNumber) -> float:
    """From the lower edge of the paper up to the dashes, mm."""
    below = 0.0
    for paragraph in _down_from(found)[1:]:
        below += _line(paragraph) + paragraph.before + paragraph.after
    line = _line(found.paragraph)
    size = max((run.size for run in found.paragraph.runs), default=page.SIZE_4)
    natural = min(line, _NATURAL * size)
    spare = 0.0 if found.paragraph.line_rule == "exact" else (line - natural) / 2
    base = natural if found.paragraph.line_rule != "exact" else line
    rise = spare + _BELOW_BASELINE * base + _DASH * size + found.paragraph.after + below
    return found.section.footer_mm + rise * MM_PER_POINT


def _line(paragraph: ParagraphFacts) -> float:
    """Height of a line of a footer that is on no grid; about, where the font decides."""
    size = max((run.size for run in paragraph.runs), default=page.SIZE_5)
    match paragraph.line_rule:
        case "exact":
            return paragraph.line
        case "at_least":
            return max(paragraph.line, _NATURAL * size)
        case _:
            return _NATURAL * size * paragraph.line


CLAUSES: Final = (presence, look, dashes, distance, side)
