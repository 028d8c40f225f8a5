"""Turns a drawing, in DrawingML or VML, into shapes with a place that is still relative."""

from __future__ import annotations

from lxml import etree
from msgspec import Struct, field


class Offset(Struct, frozen=True):
    """A place on one axis: so many mm from something, or aligned with it.

    `origin`: page, margin, column, paragraph, leftMargin, bottomMargin…; "" is unknown.
    """

    origin: str = ""
    mm: float | None = None
    align: str = ""  # left, center, right, inside, outside, top, bottom

    def moved(self, by: float) -> Offset:
        return Offset(self.origin, None if self.mm is None else self.mm + by, self.align)


class Shape(Struct, frozen=True):
    """A text box, a line or a picture."""

    kind: str  # text, line, picture
    horizontal: Offset = field(default_factory=Offset)
    vertical: Offset = field(default_factory=Offset)
    width_mm: float = 0.0
    height_mm: float = 0.0
    colour: str = "000000"
    weight: float = 0.0  # pt
    line_style: str = "single"
    turned: bool = False
    content: etree._Element | None = None  # w:txbxContent
