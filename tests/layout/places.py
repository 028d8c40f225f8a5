"""Where things stand on the page, in millimetres, as the tests of the layouts ask for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from make_docx.official import page as standard
from make_docx.rendering import BELOW_BASELINE, Line, Page

Pages = Mapping[str, Sequence[Page]]

POINT = 25.4 / 72
PITCH = standard.LINE_PITCH / 1440 * 25.4
EM = standard.ADVANCE / 1440 * 25.4
LEFT = standard.MARGIN_LEFT_MM
RIGHT = LEFT + standard.TEXT_WIDTH_MM
TOP = standard.MARGIN_TOP_MM
BOTTOM = TOP + standard.TEXT_HEIGHT_MM
CENTRE = (LEFT + RIGHT) / 2


def near(value: float, tolerance: float = 1.0) -> object:
    return pytest.approx(value, abs=tolerance)


def ink_of(page: Page, line: Line) -> list[float]:
    """Heights from the paper's edge at which the characters of a line are printed."""
    size = line.size * POINT
    return page.ink(line.baseline - size, line.baseline + 0.15 * size, line.left, line.right)


def blank_lines_between(above: Line, below: Line, line: int = standard.LINE_PITCH) -> float:
    """How many empty lines of 3号 stand between two lines; `line` is the twips of the lower one."""
    height = line / 1440 * 25.4
    gap = below.baseline - (1 - BELOW_BASELINE) * height - above.baseline - BELOW_BASELINE * PITCH
    return gap / PITCH


def line_number(line: Line, height: int = standard.LINE_PITCH) -> float:
    """On which line of the page a line of `height` twips begins, counted from 1."""
    top = line.baseline - (1 - BELOW_BASELINE) * height / 1440 * 25.4
    return (top - TOP) / PITCH + 1


def body_lines(page: Page, text: str) -> list[Line]:
    """The lines that hold nothing but one repeated character."""
    return [line for line in page.lines if line.text.strip(text) == ""]
