"""Turns the printed page numbers into the verdicts of 7.5, 8 and 10.1."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from make_docx.linter.clause import Remark, Strength, Subject, allowed, clause, judged
from make_docx.linter.parts import Format
from make_docx.linter.rendered.located import Located, page_number
from make_docx.linter.rendered.measuring import (
    BOTTOM_MM,
    CENTRE_MM,
    LEFT_MM,
    RIGHT_MM,
    SMALL_EM_MM,
    TOLERANCE_MM,
    exact_ink,
    indent_remark,
    mm_remark,
)
from make_docx.official import page
from make_docx.official.profile import PageNumberSide
from make_docx.rendering.page import Character, Line, Page

_ELEMENT: Final = "页码"
_DASH: Final = "—"
_OUTER_MM: Final = page.MARGIN_RIGHT_MM + SMALL_EM_MM  # of an odd page, from the paper's edge
_BINDING_MM: Final = page.MARGIN_LEFT_MM + SMALL_EM_MM  # of an even page


class _Turned(Struct, frozen=True):
    """The number of a turned page; mm as on the upright page that it is when turned back."""

    under_text: float
    left: float
    right: float


def _upright(subject: Subject) -> Iterator[tuple[int, Page, Line]]:
    """The upright pages that show a number, counted from 1."""
    for number, sheet in enumerate(subject.pages or (), start=1):
        line = None if sheet.is_landscape else page_number(sheet)
        if line is not None:
            yield number, sheet, line


@clause("G1-R", "7.5", _ELEMENT, "各面都有页码，连续（看印出的页面）", Strength.USUAL, of_text=True)
def numbers(subject: Subject) -> Iterator[Remark]:
    for number, sheet in enumerate(subject.pages or (), start=1):
        shown = _shown(sheet)
        if not shown and _may_lack(subject, number):
            continue
        expected = str(number)
        yield judged(
            shown == expected,
            f"页码{expected}",
            f"页码{shown}" if shown else "没有页码",
            f"第{number}面",
        )


@clause(
    "G3-R", "7.5", _ELEMENT, "一字线上距版心下边缘7毫米（量印出的线）", Strength.MUST, of_text=True
)
def distance(subject: Subject) -> Iterator[Remark]:
    for number, sheet, line in _upright(subject):
        one = _dash(line.characters) or line.characters[0]
        ink = exact_ink(sheet, Line((one,)))
        if ink:
            gap = (ink[0] + ink[-1]) / 2 - BOTTOM_MM
            yield mm_remark(gap, page.PAGE_NUMBER_GAP_MM, f"第{number}面")


@clause(
    "G4-R",
    "7.5",
    _ELEMENT,
    "单页码居右空一字，双页码居左空一字（量印出的字）",
    Strength.MUST,
    of_text=True,
)
def side(subject: Subject) -> Iterator[Remark]:
    house = subject.profile.page_number is PageNumberSide.CENTRE
    for number, _, line in _upright(subject):
        place, odd = f"第{number}面", bool(number % 2)
        said = "右空" if odd else "左空"
        free = RIGHT_MM - line.right if odd else line.left - LEFT_MM
        remark = indent_remark(free, SMALL_EM_MM, place, said, asked=_asked(subject, line, odd))
        if house and abs(line.centre - CENTRE_MM) <= TOLERANCE_MM:
            remark = allowed(remark.expected, "居中", "格式规定页码居中", place)
        yield remark


@clause(
    "L1-number-R",
    "8",
    "表格",
    "横排页的页码与其他页位置一致（量印出的字）",
    Strength.MUST,
    of_text=True,
)
def turned(subject: Subject) -> Iterator[Remark]:
    for number, sheet in enumerate(subject.pages or (), start=1):
        if not sheet.is_landscape:
            continue
        place, found = f"第{number}面", _turned(sheet)
        if found is None:
            shown = page_number(sheet) is not None
            measured = "在横排页的下边" if shown else "没有页码"
            yield judged(False, "在版心下边缘（横排页的侧面）", measured, place)
            continue
        yield mm_remark(found.under_text, page.PAGE_NUMBER_GAP_MM, place, "距版心下边缘")
        if number % 2:
            yield mm_remark(RIGHT_MM - found.right, SMALL_EM_MM, place, "右空")
        else:
            yield mm_remark(found.left - LEFT_MM, SMALL_EM_MM, place, "左空")


@clause("F7-R", "10.1", "信函", "首页不显示页码（看印出的页面）", Strength.MUST, of_text=True)
def letter(subject: Subject) -> Iterator[Remark]:
    if subject.parts.format is Format.LETTER and subject.pages:
        shown = _shown(subject.pages[0])
        measured = f"页码{shown}" if shown else "没有"
        yield judged(not shown, "首页没有页码", measured, "第1面")


@clause(
    "G5-R",
    "7.5",
    _ELEMENT,
    "版记前有空白页的，空白页和版记页不编页码（看印出的页面）",
    Strength.MUST,
    of_text=True,
)
def empty_pages(subject: Subject) -> Iterator[Remark]:
    located = Located(subject)
    filled = {row.page for row in located.rows}
    for index, sheet in enumerate(located.pages):
        if index in filled or sheet.rules or index + 1 not in filled:
            continue
        for number, each in ((index + 1, sheet), (index + 2, located.pages[index + 1])):
            shown = _shown(each)
            measured = f"页码{shown}" if shown else "没有页码"
            yield judged(not shown, "没有页码", measured, f"第{number}面")


def _asked(subject: Subject, line: Line, odd: bool) -> float:
    """The indent of the footers on the side where the number stands, pt."""
    footers = [
        paragraph
        for section in subject.paper.sections
        for paragraphs in section.footers.values()
        for paragraph in paragraphs
    ]
    at_side = line.centre > CENTRE_MM if odd else line.centre < CENTRE_MM
    indents = [paragraph.right if odd else paragraph.left for paragraph in footers]
    return max(indents, default=0.0) if at_side else 0.0


def _shown(sheet: Page) -> str:
    """The digits of a page's number."""
    line = page_number(sheet)
    characters = _turned_characters(sheet) if line is None else line.characters
    digits = re.search(r"\d+", "".join(character.text for character in characters))
    return digits[0] if digits else ""


def _may_lack(subject: Subject, number: int) -> bool:
    """A letter's first page (10.1), an empty page and the page with the 版记 after it (7.5)."""
    filled = {row.page for row in Located(subject).rows}
    empty = number - 1 not in filled or (number > 1 and number - 2 not in filled)
    return empty or (number == 1 and subject.parts.format is Format.LETTER)


def _dash(characters: tuple[Character, ...]) -> Character | None:
    return next((character for character in characters if character.text == _DASH), None)


def _turned_characters(sheet: Page) -> tuple[Character, ...]:
    if not sheet.is_landscape:
        return ()
    rim = (page.MARGIN_BOTTOM_MM, sheet.width - page.MARGIN_BOTTOM_MM)
    return tuple(c for c in sheet.characters if c.rotated and not rim[0] < c.left < rim[1])


def _turned(sheet: Page) -> _Turned | None:
    characters = _turned_characters(sheet)
    if not characters:
        return None
    one = _dash(characters) or characters[0]
    middle = (one.left + one.right) / 2
    ink = sheet.ink(0, sheet.height, middle - 2, middle + 2)
    if not ink:
        return None
    foot_is_left = middle < sheet.width / 2
    under = page.MARGIN_BOTTOM_MM - (middle if foot_is_left else sheet.width - middle)
    if foot_is_left:  # turned clockwise: the upright page's left edge is above
        return _Turned(under, ink[0], ink[-1])
    return _Turned(under, sheet.height - ink[-1], sheet.height - ink[0])


CLAUSES: Final = (numbers, distance, side, empty_pages, turned, letter)
