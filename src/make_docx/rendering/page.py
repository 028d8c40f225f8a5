"""Holds what is printed on a page, in millimetres from the paper's upper left corner."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Final

from msgspec import Struct

MM: Final = 25.4 / 72  # of a point
BELOW_BASELINE: Final = 0.2  # of an exact line in LibreOffice (measured)
_SAME_LINE: Final = 0.2  # mm between baselines; the least leading of any text is far more


class Character(Struct, frozen=True):
    """One character; `left` to `right` is its advance, of a rotated one its ink."""

    text: str
    left: float
    right: float
    baseline: float
    size: float  # pt
    font: str  # PostScript name of the face it is printed in
    colour: tuple[float, ...]  # RGB parts of one
    rotated: bool
    shown: bool = True  # False where the face lacks it and an empty box stands for it


class Line(Struct, frozen=True, dict=True):
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


class Rule(Struct, frozen=True):
    """A horizontal line or filled bar; colour as RGB parts of one."""

    left: float
    right: float
    top: float
    bottom: float
    colour: tuple[float, ...]

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def thickness(self) -> float:
        return self.bottom - self.top


# (top, bottom, left, right) in mm → the heights at which anything is printed
Rasteriser = Callable[[float, float, float, float], list[float]]


class Page(Struct, frozen=True, dict=True):
    """One printed page. `rules` are longer than a centimetre, from top to bottom."""

    width: float
    height: float
    characters: tuple[Character, ...]
    rules: list[Rule]
    rasterise: Rasteriser

    @cached_property
    def lines(self) -> list[Line]:
        """Upright lines from top to bottom; the cells of a table row make one line."""
        upright = [character for character in self.characters if not character.rotated]
        rows: list[list[Character]] = []
        for character in sorted(upright, key=lambda character: character.baseline):
            if not rows or character.baseline - rows[-1][-1].baseline > _SAME_LINE:
                rows.append([])
            rows[-1].append(character)
        return [line for row in rows for line in _trimmed(row)]

    @cached_property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    @property
    def is_landscape(self) -> bool:
        return self.width > self.height

    def find(self, beginning: str) -> Line | None:
        """The first line that begins with `beginning`."""
        return next((line for line in self.lines if line.text.startswith(beginning)), None)

    def line(self, beginning: str) -> Line:
        """The first line that begins with `beginning`.

        Raises:
            LookupError: there is none.
        """
        found = self.find(beginning)
        if found is None:
            raise LookupError(f"no line begins with {beginning}: {self.text}")
        return found

    def ink(self, top: float, bottom: float, left: float = 0, right: float = 0) -> list[float]:
        """Heights in mm between `top` and `bottom` at which anything is printed."""
        return self.rasterise(top, bottom, left, right or self.width)


def _trimmed(row: Iterable[Character]) -> list[Line]:
    ordered = sorted(row, key=lambda character: character.left)
    while ordered and not ordered[0].text.strip():
        ordered.pop(0)
    while ordered and not ordered[-1].text.strip():
        ordered.pop()
    return [Line(tuple(ordered))] if ordered else []
