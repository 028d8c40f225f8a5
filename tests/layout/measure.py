"""Turns a page of a PDF into millimetres: characters, lines of text, rules, ink."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import pymupdf

MM: Final = 25.4 / 72  # of a point
BELOW_BASELINE: Final = 0.2  # of an exact line in LibreOffice (measured)
_DPI: Final = 300
_DARK: Final = 140  # of 255; red is 76


@dataclass(frozen=True, slots=True)
class Character:
    """One character; positions in mm from the paper's upper left corner."""

    text: str
    left: float
    right: float
    baseline: float
    size: float  # pt
    font: str
    rotated: bool


@dataclass(frozen=True)
class Line:
    """Characters on one baseline, blanks at both ends left out."""

    characters: tuple[Character, ...]

    @cached_property
    def text(self) -> str:
        return "".join(character.text for character in self.characters)

    @property
    def left(self) -> float:
        return self.characters[0].left

    @property
    def right(self) -> float:
        return self.characters[-1].right

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2

    @property
    def baseline(self) -> float:
        return self.characters[0].baseline

    @property
    def size(self) -> float:
        return self.characters[0].size

    @property
    def font(self) -> str:
        return self.characters[0].font


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line or filled bar; positions in mm, colour as RGB parts of one."""

    left: float
    right: float
    top: float
    bottom: float
    colour: tuple[float, ...]

    @property
    def width(self) -> float:
        return self.right - self.left


class Page:
    """One page of a PDF."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self.width = page.rect.width * MM
        self.height = page.rect.height * MM

    @cached_property
    def characters(self) -> tuple[Character, ...]:
        # no spaces for gaps: what a line's text says is what the document says
        flags = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_INHIBIT_SPACES
        blocks = self._page.get_text("rawdict", flags=flags)["blocks"]
        return tuple(
            Character(
                text=character["c"],
                left=character["bbox"][0] * MM,
                right=character["bbox"][2] * MM,
                baseline=character["origin"][1] * MM,
                size=span["size"],
                font=span["font"],
                rotated=abs(line["dir"][1]) > 0.5,
            )
            for block in blocks
            for line in block.get("lines", ())
            for span in line["spans"]
            for character in span["chars"]
        )

    @cached_property
    def lines(self) -> list[Line]:
        """Upright lines from top to bottom; the cells of a table row make one line."""
        rows: dict[int, list[Character]] = {}
        for character in self.characters:
            if not character.rotated:
                rows.setdefault(round(character.baseline * 5), []).append(character)
        return [line for _, row in sorted(rows.items()) for line in _trimmed(row)]

    @cached_property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    def line(self, beginning: str) -> Line:
        """The first line that begins with `beginning`."""
        found = [line for line in self.lines if line.text.startswith(beginning)]
        assert found, f"no line begins with {beginning}: {self.text}"
        return found[0]

    @cached_property
    def rules(self) -> list[Rule]:
        """Horizontal rules longer than a centimetre, from top to bottom."""
        found = []
        for drawing in self._page.get_drawings():
            area = drawing["rect"]
            thickness = drawing.get("width") or 0.0 if area.height < 0.1 else 0.0
            rule = Rule(
                left=area.x0 * MM,
                right=area.x1 * MM,
                top=(area.y0 - thickness / 2) * MM,
                bottom=(area.y1 + thickness / 2) * MM,
                colour=tuple(drawing.get("color") or drawing.get("fill") or ()),
            )
            if rule.width > 10 and rule.bottom - rule.top < 2:
                found.append(rule)
        return sorted(found, key=lambda rule: rule.top)

    def ink(self, top: float, bottom: float, left: float = 0, right: float = 0) -> list[float]:
        """Heights in mm between `top` and `bottom` at which anything is printed."""
        clip = pymupdf.Rect(left / MM, top / MM, (right or self.width) / MM, bottom / MM)
        image = self._page.get_pixmap(dpi=_DPI, clip=clip, colorspace=pymupdf.csGRAY)
        rows = (
            image.samples[row * image.stride : row * image.stride + image.width]
            for row in range(image.height)
        )
        scale = 25.4 / _DPI
        return [(image.y + index) * scale for index, row in enumerate(rows) if min(row) < _DARK]


def _trimmed(row: Iterable[Character]) -> list[Line]:
    ordered = sorted(row, key=lambda character: character.left)
    while ordered and not ordered[0].text.strip():
        ordered.pop(0)
    while ordered and not ordered[-1].text.strip():
        ordered.pop()
    return [Line(tuple(ordered))] if ordered else []
