"""Turns the printed first page of a 信函 into the verdicts of 10.1."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from msgspec import Struct

from make_docx.linter.clause import Remark, Strength, Subject, clause, judged, place_of, unknown
from make_docx.linter.clauses import words
from make_docx.linter.colour import is_printed_red
from make_docx.linter.parts import Format
from make_docx.linter.rendered.header import mark_rows
from make_docx.linter.rendered.located import Located
from make_docx.linter.rendered.measuring import (
    RIGHT_MM,
    centred_remark,
    exact_ink,
    mm_remark,
    pitch_mm,
    whole_rules,
)
from make_docx.official import page
from make_docx.rendering.page import MM, Rule

_ELEMENT: Final = "信函"
_WIDTH_MM: Final = 170
_LEAST_MM: Final = 140  # what is shorter is no rule of the letter
_UNDER_MARK_MM: Final = 4
_FOOT_MM: Final = 20
_NEXT_TO_RULE_MM: Final = 7 / 8 * page.SIZE_3 * MM  # 4.9
_PAIR_MM: Final = 2.0  # between the two lines of a double rule
_NAMES: Final = ("第一条双线", "第二条双线")
_ONE_LINE: Final = "LibreOffice 把画的双线印成一条，这一项以 Word 为准"


class _Double(Struct, frozen=True):
    upper: Rule
    lower: Rule

    @property
    def width(self) -> float:
        return max(self.upper.width, self.lower.width)


def _doubles(subject: Subject) -> list[_Double]:
    """The double rules of the first page, from the top."""
    if subject.parts.format is not Format.LETTER or not subject.pages:
        return []
    rules = [rule for rule in whole_rules(subject.pages[0]) if rule.width > _LEAST_MM]
    return [
        _Double(one, other)
        for one, other in pairwise(rules)
        if 0 < other.top - one.bottom < _PAIR_MM
    ]


def _are_compound(subject: Subject) -> bool:
    """Whether they are drawn as one shape of two lines, which LibreOffice cannot print."""
    lines = (box for box in subject.paper.boxes if box.kind == "line")
    return any(line.line_style != "single" for line in lines)


@clause(
    "F2-R",
    "10.1",
    _ELEMENT,
    "两条红色双线，各长170毫米，居中（量印出的线）",
    Strength.MUST,
    of_text=True,
)
def rules(subject: Subject) -> Iterator[Remark]:
    if subject.parts.format is not Format.LETTER:
        return
    found = _doubles(subject)
    if len(found) < len(_NAMES) and _are_compound(subject):
        yield unknown(_ONE_LINE, "首页", "2条")
        return
    yield judged(len(found) == 2, "2条", f"{len(found)}条", "首页")
    for double, name in zip(found, _NAMES, strict=False):
        red = is_printed_red(double.upper.colour) and is_printed_red(double.lower.colour)
        yield judged(red, "红色", "红色" if red else "不是红色", name)
        yield mm_remark(double.width, _WIDTH_MM, name, "长")
        middle = page.PAPER_WIDTH_MM / 2
        yield centred_remark(double.upper.left, double.upper.right, name, middle)


@clause(
    "F2-kind-R",
    "10.1",
    _ELEMENT,
    "上为武文线（上粗下细），下为文武线（上细下粗）（量印出的线）",
    Strength.MUST,
    of_text=True,
)
def kinds(subject: Subject) -> Iterator[Remark]:
    for double, name, wanted in zip(
        _doubles(subject), _NAMES, ("上粗下细", "上细下粗"), strict=False
    ):
        difference = double.upper.thickness - double.lower.thickness
        measured = (
            "一样粗" if abs(difference) < 0.1 else "上粗下细" if difference > 0 else "上细下粗"
        )
        yield judged(measured == wanted, wanted, measured, name)


@clause(
    "F2-top-R",
    "10.1",
    _ELEMENT,
    "第一条双线在标志下4毫米（量印出的线）",
    Strength.MUST,
    of_text=True,
)
def first(subject: Subject) -> Iterator[Remark]:
    rows = mark_rows(subject) if subject.parts.marks else ()
    for double in _doubles(subject)[:1]:
        ink = exact_ink((subject.pages or ())[0], rows[-1].line) if rows else []
        above = [height for height in ink if height < double.upper.top - 0.2]
        if above:
            place = place_of(subject.parts.marks[-1])
            yield mm_remark(double.upper.top - above[-1], _UNDER_MARK_MM, place)


@clause(
    "F2-foot-R",
    "10.1",
    _ELEMENT,
    "第二条双线距下页边20毫米（量印出的线）",
    Strength.MUST,
    of_text=True,
)
def second(subject: Subject) -> Iterator[Remark]:
    for double in _doubles(subject)[1:2]:
        # the standard does not say to which edge of the rule: either may be on the spot
        edges = [page.PAPER_HEIGHT_MM - edge for edge in (double.upper.top, double.lower.bottom)]
        nearest = min(edges, key=lambda edge: abs(edge - _FOOT_MM))
        yield mm_remark(nearest, _FOOT_MM, _NAMES[1])


@clause(
    "F3-gap-R",
    "10.1",
    _ELEMENT,
    "第一行距第一条双线为3号汉字高度的7/8（量印出的字）",
    Strength.MUST,
    of_text=True,
)
def first_line(subject: Subject) -> Iterator[Remark]:
    parts, located = subject.parts, Located(subject)
    above = (parts.copy_number, parts.secrecy, parts.urgency, parts.number)
    spots = [spot for each in above if each is not None and (spot := located.of(each)) is not None]
    for double in _doubles(subject)[:1] if spots else ():
        first = min(spots, key=lambda spot: spot.first.baseline)
        ink = exact_ink(located.pages[0], first.first)
        under = [height for height in ink if height > double.lower.bottom + 0.2]
        if under:
            gap = under[0] - double.lower.bottom
            yield mm_remark(gap, _NEXT_TO_RULE_MM, f"首页“{first.rows[0].text[:12]}”")


@clause(
    "F4-R", "10.1", _ELEMENT, "发文字号顶格居版心右边缘（量印出的字）", Strength.MUST, of_text=True
)
def number(subject: Subject) -> Iterator[Remark]:
    spot = Located(subject).of(subject.parts.number)
    if subject.parts.format is Format.LETTER and subject.parts.number is not None and spot:
        yield mm_remark(RIGHT_MM - spot.first.right, 0, place_of(subject.parts.number), "右空")


@clause(
    "F6-R",
    "10.1",
    _ELEMENT,
    "第二条双线上一行与它相距3号汉字高度的7/8（量印出的字）",
    Strength.MUST,
    of_text=True,
)
def last_line(subject: Subject) -> Iterator[Remark]:
    """Told only of text on the very line above it."""
    located = Located(subject)
    for double in _doubles(subject)[1:2]:
        above = [
            row for row in located.rows if row.page == 0 and row.line.baseline < double.upper.top
        ]
        for row in above[-1:]:
            ink = exact_ink(located.pages[0], row.line)
            gap = double.upper.top - ink[-1] if ink else 0.0
            if 0 < gap < pitch_mm(subject):
                place = f"首页“{row.text[:12]}”"
                right = abs(gap - _NEXT_TO_RULE_MM) <= 1
                yield judged(right, words.mm(_NEXT_TO_RULE_MM), words.mm(gap), place)


CLAUSES: Final = (rules, kinds, first, second, first_line, number, last_line)
