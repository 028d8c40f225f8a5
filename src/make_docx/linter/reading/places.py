"""Turns the relative place of a shape into millimetres from the paper's upper left corner."""

from __future__ import annotations

from make_docx.linter.paper import Section
from make_docx.linter.reading.shapes import Offset


def left_mm(offset: Offset, width: float, section: Section) -> float | None:
    """None when it hangs on a character, or differs between odd and even pages."""
    area = _columns(offset.origin, section)
    return None if area is None else _within(offset, width, area, ("left", "center", "right"))


def top_mm(offset: Offset, height: float, section: Section) -> float | None:
    """None when it hangs on a paragraph or a line."""
    area = _rows(offset.origin, section)
    return None if area is None else _within(offset, height, area, ("top", "center", "bottom"))


def aligned(offset: Offset) -> str:
    """The alignment in words: page center, margin bottom; "" when it is a distance."""
    return f"{offset.origin} {offset.align}".strip() if offset.align else ""


def _within(
    offset: Offset, size: float, area: tuple[float, float], words: tuple[str, str, str]
) -> float | None:
    start, length = area
    if not offset.align:
        return None if offset.mm is None else start + offset.mm
    shares = dict(zip(words, (0.0, 0.5, 1.0), strict=True))
    share = shares.get(offset.align)
    return None if share is None else start + (length - size) * share


def _columns(origin: str, section: Section) -> tuple[float, float] | None:
    """Where an area of the page begins and how wide it is."""
    left = section.left_mm + section.gutter_mm
    right = section.width_mm - section.right_mm
    match origin:
        case "page":
            return 0.0, section.width_mm
        case "margin":
            return left, right - left
        case "column" if section.columns == 1:
            return left, right - left
        case "leftMargin":
            return 0.0, left
        case "rightMargin":
            return right, section.right_mm
        case _:
            return None


def _rows(origin: str, section: Section) -> tuple[float, float] | None:
    foot = section.height_mm - section.bottom_mm
    match origin:
        case "page":
            return 0.0, section.height_mm
        case "margin":
            return section.top_mm, foot - section.top_mm
        case "topMargin":
            return 0.0, section.top_mm
        case "bottomMargin":
            return foot, section.bottom_mm
        case _:
            return None
