"""Turns the page set-up of every section into the verdicts of GB/T 9704 clause 5."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from make_docx.linter.clause import Remark, Strength, Subject, clause, judged
from make_docx.linter.clauses import words
from make_docx.linter.paper import Section
from make_docx.official import page

_ELEMENT: Final = "页面"
_TOLERANCE_MM: Final = 1.0  # 5.2.1, and 6: 版心 no more than 1 mm off


class Upright(Struct, frozen=True):
    """A section as its paper lies in the finished document; mm."""

    width: float
    height: float
    head: float  # 天头
    foot: float
    binding: float  # 订口
    outer: float
    head_at_binding: bool = True  # a turned page: the head of its text is the binding side (8)


def upright(section: Section) -> Upright:
    """A turned page is turned back; of the two ways the one whose margins fit better."""
    top, bottom = section.top_mm, section.bottom_mm
    left, right = section.left_mm + section.gutter_mm, section.right_mm
    if section.width_mm <= section.height_mm:
        return Upright(section.width_mm, section.height_mm, top, bottom, left, right)
    ways = (
        Upright(section.height_mm, section.width_mm, right, left, top, bottom),
        Upright(section.height_mm, section.width_mm, left, right, bottom, top, False),
    )
    return min(ways, key=_off)


def _off(sheet: Upright) -> float:
    head, binding = sheet.head - page.MARGIN_TOP_MM, sheet.binding - page.MARGIN_LEFT_MM
    return abs(head) + abs(binding)


def _sheets(subject: Subject) -> Iterator[tuple[str, Upright]]:
    sections = subject.paper.sections
    for number, section in enumerate(sections, start=1):
        yield f"第{number}节" if len(sections) > 1 else "", upright(section)


@clause("P1", "5.1", _ELEMENT, "A4纸，210毫米×297毫米", Strength.MUST)
def paper_size(subject: Subject) -> Iterator[Remark]:
    for place, sheet in _sheets(subject):
        right = near(sheet.width, page.PAPER_WIDTH_MM) and near(sheet.height, page.PAPER_HEIGHT_MM)
        measured = f"{words.plain(sheet.width)}×{words.plain(sheet.height)}毫米"
        yield judged(right, "210×297毫米", measured, place)


@clause("P2", "5.2.1", _ELEMENT, "天头（上白边）37±1毫米", Strength.MUST)
def head_margin(subject: Subject) -> Iterator[Remark]:
    for place, sheet in _sheets(subject):
        right = near(sheet.head, page.MARGIN_TOP_MM)
        yield judged(right, "37±1毫米", words.mm(sheet.head), place)


@clause("P3", "5.2.1", _ELEMENT, "订口（左白边）28±1毫米", Strength.MUST)
def binding_margin(subject: Subject) -> Iterator[Remark]:
    for place, sheet in _sheets(subject):
        right = near(sheet.binding, page.MARGIN_LEFT_MM)
        yield judged(right, "28±1毫米", words.mm(sheet.binding), place)


@clause("P4", "5.2.1", _ELEMENT, "版心156毫米×225毫米", Strength.MUST)
def text_area(subject: Subject) -> Iterator[Remark]:
    """Told by the foot and the outer margin, so that P1 to P3 are not told twice (P5)."""
    for place, sheet in _sheets(subject):
        width = sheet.width - sheet.binding - sheet.outer
        height = sheet.height - sheet.head - sheet.foot
        right = all(
            near(margin, wanted) or near(size, full)
            for margin, wanted, size, full in (
                (sheet.outer, page.MARGIN_RIGHT_MM, width, page.TEXT_WIDTH_MM),
                (sheet.foot, page.MARGIN_BOTTOM_MM, height, page.TEXT_HEIGHT_MM),
            )
        )
        measured = f"{words.plain(width)}×{words.plain(height)}毫米"
        yield judged(right, "156×225毫米", measured, place)


def near(value: float, wanted: float, tolerance: float = _TOLERANCE_MM) -> bool:
    return abs(value - wanted) <= tolerance + 0.05  # twips do not make whole millimetres


CLAUSES: Final = (paper_size, head_margin, binding_margin, text_area)
