"""Turns borders and drawn lines of the first page into the rules of the 版头 (7.2.7, 10.1)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from make_docx.linter.colour import is_red
from make_docx.linter.paper import Border, Box, ParagraphFacts
from make_docx.linter.parts import RedRule
from make_docx.linter.recognition.lines import Line, Lines

_LEAST_MM: Final = 100
_MM_PER_POINT: Final = 25.4 / 72
_DOUBLE: Final = frozenset({"double", "thickThin", "thinThick"})
_PAIR_MM: Final = 3.0  # lines no further apart are one double line
_FOOT_MM: Final = 240  # the second rule of a letter is below this
_BLOCKS_BELOW: Final = 3  # a line may hang on the empty lines under the number


def red_rule(lines: Lines, marks: Sequence[Line], number: Line | None, last: int) -> RedRule | None:
    if found := _paragraph_rule(lines, last):
        return found
    block = lines.all[last].paragraph.block
    drawn = [
        box
        for box in lines.paper.boxes
        if box.kind == "line"
        and box.width_mm >= _LEAST_MM
        and box.part == ""
        and box.anchor <= block + _BLOCKS_BELOW
    ]
    drawn.sort(key=lambda box: not is_red(box.colour))
    if drawn:
        return RedRule(None, None, drawn[0])
    return _table_rule((*marks, *([number] if number else [])))


def _paragraph_rule(lines: Lines, last: int) -> RedRule | None:
    """A border under the number's line, or over or under one of the empty lines behind it."""
    found: list[tuple[ParagraphFacts, Border]] = []
    for line in lines.all[last:]:
        sides = line.paragraph.borders
        if line.at > last and not line.is_empty:
            if "top" in sides:
                found.append((line.paragraph, sides["top"]))
            break
        found += [(line.paragraph, sides[side]) for side in ("top", "bottom") if side in sides]
    for line in lines.all[:last]:
        if "bottom" in line.paragraph.borders:
            found.append((line.paragraph, line.paragraph.borders["bottom"]))
    found.sort(key=lambda pair: not is_red(pair[1].colour))
    return RedRule(*found[0]) if found else None


def _table_rule(held: Sequence[Line]) -> RedRule | None:
    for line in reversed(held):
        if line.table is None or not line.table.rows:
            continue
        cells = line.table.rows[-1].cells
        own = next((cell.borders["bottom"] for cell in cells if "bottom" in cell.borders), None)
        if border := own or line.table.borders.get("bottom"):
            return RedRule(None, border)
    return None


def letter_rules(lines: Lines) -> tuple[Box, ...]:
    """武文线 and 文武线: double lines, or pairs of lines at the head and the foot of page 1."""
    drawn = sorted(
        (
            box
            for box in lines.paper.boxes
            if box.kind == "line" and box.width_mm >= _LEAST_MM and not _black(box)
        ),
        key=lambda box: box.top_mm or 0.0,
    )
    paired = _paired(drawn)
    if double := tuple(box for box in paired if box.line_style in _DOUBLE):
        return double
    is_foot = [(box.top_mm or 0.0) > _FOOT_MM for box in paired]
    return tuple(paired) if any(is_foot) and not all(is_foot) else ()


def _paired(drawn: Sequence[Box]) -> list[Box]:
    """Two lines close under each other as the one double line they are meant to be."""
    found: list[Box] = []
    for box in drawn:
        above = found[-1] if found else None
        if above is None or above.top_mm is None or box.top_mm is None:
            found.append(box)
            continue
        gap = box.top_mm - above.top_mm
        if gap > _PAIR_MM or "single" not in {above.line_style, box.line_style}:
            found.append(box)
            continue
        kind = "thickThin" if above.weight > box.weight else "thinThick"
        kind = "double" if above.weight == box.weight else kind
        height = gap / _MM_PER_POINT
        found[-1] = replace(above, line_style=kind, weight=height + (above.weight + box.weight) / 2)
    return found


def _black(box: Box) -> bool:
    return box.colour == "000000" and box.line_style == "single"
