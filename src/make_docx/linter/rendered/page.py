"""Turns the printed pages into the verdicts of 5.1 and 5.2: paper, 版心, lines, characters."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import mean, median
from typing import Final

from msgspec import Struct

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
from make_docx.linter.clauses import distance, words
from make_docx.linter.paper import ParagraphFacts
from make_docx.linter.rendered.doubt import CHARACTERS, on_character_grid
from make_docx.linter.rendered.located import Located, Row
from make_docx.linter.rendered.measuring import (
    BOTTOM_MM,
    LEFT_MM,
    RIGHT_MM,
    TOLERANCE_MM,
    TOP_MM,
    grid_shift_mm,
    line_foot,
    line_top,
    mm_remark,
)
from make_docx.official import page
from make_docx.rendering.page import MM

_ELEMENT: Final = "页面"
_NO_LINES: Final = "正文的行太少，量不出来"
_NO_CHARACTERS: Final = "正文的汉字太少，量不出来"
_NOT_EXACT: Final = "行距不是固定值，量不出一行的上下沿"
_ENOUGH: Final = 5  # measures of a kind


@clause(
    "P1-R", "5.1", _ELEMENT, "A4纸，210毫米×297毫米（量印出的页面）", Strength.MUST, of_text=True
)
def paper_size(subject: Subject) -> Iterator[Remark]:
    for number, sheet in enumerate(subject.pages or (), start=1):
        short, long = sorted((sheet.width, sheet.height))
        right = (
            abs(short - page.PAPER_WIDTH_MM) <= TOLERANCE_MM
            and abs(long - page.PAPER_HEIGHT_MM) <= TOLERANCE_MM
        )
        measured = f"{words.plain(short)}×{words.plain(long)}毫米"
        yield judged(right, "210×297毫米", measured, f"第{number}面")


@clause(
    "P2-R", "5.2.1", _ELEMENT, "版心上边缘37±1毫米（量印出的正文）", Strength.MUST, of_text=True
)
def top(subject: Subject) -> Iterator[Remark]:
    yield from _edge(subject, 0, TOP_MM)


@clause(
    "P4-foot-R",
    "5.2.1",
    _ELEMENT,
    "版心下边缘262±1毫米（量印出的正文）",
    Strength.MUST,
    of_text=True,
)
def foot(subject: Subject) -> Iterator[Remark]:
    yield from _edge(subject, -1, BOTTOM_MM)


@clause(
    "P3-R", "5.2.1", _ELEMENT, "版心左边缘28±1毫米（量印出的正文）", Strength.MUST, of_text=True
)
def left(subject: Subject) -> Iterator[Remark]:
    found = [(each.row.line.left, each.row.page) for each in _body(subject) if each.runs_on]
    if found:
        edge, sheet = min(found)
        yield mm_remark(edge, LEFT_MM, f"第{sheet + 1}面", "左边缘")


@clause(
    "P4-R", "5.2.1", _ELEMENT, "版心右边缘184±1毫米（量印出的正文）", Strength.MUST, of_text=True
)
def right(subject: Subject) -> Iterator[Remark]:
    # A mark may hang beyond the edge.
    found = [
        (each.row.line.right, each.row.page)
        for each in _body(subject)
        if each.is_whole and not _is_mark(each.row.text[-1])
    ]
    if found:
        edge, sheet = max(found)
        if on_character_grid(subject):
            yield unknown(CHARACTERS, f"第{sheet + 1}面", words.mm(RIGHT_MM))
        else:
            yield mm_remark(edge, RIGHT_MM, f"第{sheet + 1}面", "右边缘")


@clause("P7-lines-R", "5.2.3", _ELEMENT, "每面排22行（数印出的行）", Strength.USUAL, of_text=True)
def lines(subject: Subject) -> Iterator[Remark]:
    """Counted on full pages; where there is none, as many as the printed pitch makes."""
    body = list(_body(subject))
    signed = _signed(subject)
    counts = [
        (len(rows), f"第{sheet + 1}面")
        for sheet, rows in _full_pages(subject)
        if len(rows) >= page.LINES or sheet + 1 != signed
    ]
    if not counts and (pitch := _pitch(body)):
        counts = [
            (math.floor(page.TEXT_HEIGHT_MM / pitch + 0.005), f"行距{words.mm_of(pitch / MM)}")
        ]
    if not counts and body:
        yield unknown(_NO_LINES, expected="22行")
    for count, place in counts:
        house = subject.profile.line_pitch
        if count != page.LINES and house != distance.STANDARD_PITCH:
            note = f"格式规定行距{words.points(house)}"
            yield allowed("22行", f"{count}行", note, place)
        else:
            yield judged(count == page.LINES, "22行", f"{count}行", place)


@clause(
    "P7-characters-R", "5.2.3", _ELEMENT, "每行排28个字（数印出的字）", Strength.USUAL, of_text=True
)
def characters(subject: Subject) -> Iterator[Remark]:
    """Counted in whole lines of 汉字; where there is none, as many as their advance makes."""
    body = list(_body(subject))
    if on_character_grid(subject) and body:
        yield unknown(CHARACTERS, expected="28字")
        return
    # A line gives a character to the next one where a mark must not stand first there.
    counts = [(_count(each.row.text), each.row.page) for each in body if each.is_full_of_wide]
    if not counts:
        advances = [(advance, each.row.page) for each in body if (advance := _advance(each))]
        counts = [
            (math.floor(page.TEXT_WIDTH_MM / advance + 0.005), sheet) for advance, sheet in advances
        ]
    if counts:
        most, sheet = max(counts)
        yield judged(most == page.CHARACTERS, "28字", f"{most}字", f"第{sheet + 1}面")
    elif body:
        yield unknown(_NO_CHARACTERS, expected="28字")


def _edge(subject: Subject, index: int, wanted: float) -> Iterator[Remark]:
    """The upper or lower edge of every page that is full of text."""
    signed = _signed(subject)
    for sheet, rows in _full_pages(subject):
        paragraph = rows[index].paragraph
        section = distance.section_of(subject, paragraph)
        height = distance.line_height(paragraph, section)
        place, said = f"第{sheet + 1}面", "下边缘" if index else "上边缘"
        if height is None or paragraph.line_rule != "exact":
            yield unknown(_NOT_EXACT, place_of(paragraph), f"{said}{words.mm(wanted)}")
            continue
        edge = line_foot if index else line_top
        at = edge(rows[index].row.line, height * MM) - grid_shift_mm(section)
        if index and wanted - height * MM < at < wanted:
            at = wanted  # room for less than a line is no margin; P7-fill tells of it
        if index and at < wanted and sheet + 1 == signed:
            continue
        yield mm_remark(at, wanted, place, said)


class _BodyRow(Struct, frozen=True):
    """A printed line of the body."""

    paragraph: ParagraphFacts
    row: Row
    is_first: bool
    is_last: bool

    @property
    def runs_on(self) -> bool:
        """Whether it begins at the left edge."""
        return not self.is_first and self.paragraph.left == 0

    @property
    def is_whole(self) -> bool:
        """Whether it ends at the right edge."""
        return not self.is_last and self.paragraph.align == "both"

    @property
    def is_full_of_wide(self) -> bool:
        return self.runs_on and self.is_whole and all(map(_is_wide, self.row.text))


def _body(subject: Subject) -> Iterator[_BodyRow]:
    """The lines of the body on upright pages."""
    located = Located(subject)
    for paragraph in subject.parts.all_body:
        spot = located.of(paragraph)
        for row in spot.rows if spot is not None else ():
            if spot is not None and not located.pages[row.page].is_landscape:
                yield _BodyRow(paragraph, row, row is spot.rows[0], row is spot.rows[-1])


def _full_pages(subject: Subject) -> Iterator[tuple[int, list[_BodyRow]]]:
    """The pages that nothing stands on but the body, whose last paragraph goes on on the next."""
    everything: dict[int, list[Row]] = {}
    for row in Located(subject).rows:
        everything.setdefault(row.page, []).append(row)
    on_page: dict[int, list[_BodyRow]] = {}
    for each in _body(subject):
        on_page.setdefault(each.row.page, []).append(each)
    for sheet, rows in on_page.items():
        following = on_page.get(sheet + 1)
        goes_on = (
            following is not None
            and not following[0].is_first
            and following[0].row == everything[sheet + 1][0]
        )
        if goes_on and len(everything[sheet]) == len(rows):
            yield sheet, rows


def _signed(subject: Subject) -> int | None:
    """The page of the 署名 and the date; the one before may be left short for them (7.3.5.5)."""
    parts, located = subject.parts, Located(subject)
    ending = (*parts.signatures, *parts.posts, *((parts.date,) if parts.date else ()))
    spots = [spot for one in ending if (spot := located.of(one)) is not None]
    return min((spot.page for spot in spots), default=None)


def _pitch(body: Sequence[_BodyRow]) -> float | None:
    """From one line of a paragraph to the next, mm; the mean, because a PDF rounds to 0.1 pt."""
    steps = [
        below.row.line.baseline - above.row.line.baseline
        for above, below in pairwise(body)
        if not below.is_first and above.row.page == below.row.page
    ]
    return mean(steps) if len(steps) >= _ENOUGH else None


def _advance(each: _BodyRow) -> float | None:
    """From one 汉字 to the next in a line that is not stretched to the edge, mm."""
    pairs = pairwise(each.row.line.characters)
    steps = [
        other.left - one.left for one, other in pairs if _is_wide(one.text) and _is_wide(other.text)
    ]
    return median(steps) if len(steps) >= _ENOUGH and not each.is_whole else None


def _count(text: str) -> int:
    """字 of a line; a mark that hangs beyond the edge is not one of them."""
    return len(text) - (len(text) > page.CHARACTERS and _is_mark(text[-1]))


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("P")


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) not in {"Na", "H", "N"}


CLAUSES: Final = (paper_size, top, left, right, foot, lines, characters)
