"""Turns `w:pict` into shapes: the text boxes and lines of Word 2007 and before, and of WPS."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree
from msgspec.structs import replace

from make_docx.linter.reading.names import MM_PER_POINT, O, V, W, hexadecimal, points
from make_docx.linter.reading.shapes import Offset, Shape

_PIXEL: Final = 0.75  # pt; a length without a unit
_HAIR: Final = 0.75  # pt; the weight of a line that gives none
_NAMED: Final = {"red": "FF0000", "black": "000000", "white": "FFFFFF", "blue": "0000FF"}
_SHORT: Final = re.compile(r"#([0-9A-Fa-f])([0-9A-Fa-f])([0-9A-Fa-f])(?![0-9A-Fa-f])")
_LINE_TYPES: Final = ("_t20", "_t32")  # line, straight connector
_STYLES: Final = {
    "thinthin": "double",
    "thinthick": "thinThick",
    "thickthin": "thickThin",
    "thickbetweenthin": "triple",
}
_ORIGINS: Final = {"text": "column", "char": "character", "line": "line"}
_BOXES: Final = (V + "shape", V + "rect", V + "roundrect", V + "oval")
_THIN_MM: Final = 2.0  # a filled rectangle no higher than this is drawn as a line
_LONG_MM: Final = 20.0


def shapes(pict: etree._Element) -> Iterator[Shape]:
    for child in pict.iterchildren(tag=etree.Element):
        if child.tag == V + "group":
            for inner in child.iter(V + "line", *_BOXES):
                # Inside of a group lengths have a scale of their own.
                for shape in _shape(inner):
                    yield replace(
                        shape, horizontal=Offset(), vertical=Offset(), width_mm=0.0, height_mm=0.0
                    )
        else:
            yield from _shape(child)


def _shape(shape: etree._Element) -> Iterator[Shape]:
    style = _style(shape)
    if shape.tag == V + "line":
        yield from _line(shape, style)
        return
    if shape.tag not in _BOXES:
        return
    place = _place(style, shape)
    content = shape.find(f"{V}textbox/{W}txbxContent")
    if content is not None:
        box = _style(shape.find(V + "textbox"))
        turned = box.get("layout-flow", "horizontal") != "horizontal"
        yield Shape("text", *place, turned=turned, content=content)
    elif shape.get("type", "").endswith(_LINE_TYPES):
        if shape.get("stroked") not in {"f", "false"}:
            yield _drawn(shape, place)
    elif shape.find(V + "imagedata") is not None:
        yield Shape("picture", *place)
    elif place[3] <= _THIN_MM and (place[2] >= _LONG_MM or shape.get(O + "hr") in {"t", "true"}):
        colour = _colour(shape.get("fillcolor"))
        yield Shape("line", *place, colour=colour, weight=place[3] / MM_PER_POINT)


def _line(shape: etree._Element, style: dict[str, str]) -> Iterator[Shape]:
    if shape.get("stroked") in {"f", "false"}:
        return
    x, y = _pair(shape.get("from"))
    end_x, end_y = _pair(shape.get("to"))
    horizontal, vertical, _, _ = _place(style, shape)
    yield _drawn(
        shape,
        (
            replace(horizontal, mm=None if horizontal.align else min(x, end_x)),
            replace(vertical, mm=None if vertical.align else min(y, end_y)),
            abs(end_x - x),
            abs(end_y - y),
        ),
    )


def _drawn(shape: etree._Element, place: tuple[Offset, Offset, float, float]) -> Shape:
    stroke = shape.find(V + "stroke")
    kind = "" if stroke is None else stroke.get("linestyle", "").lower()
    colour = shape.get("strokecolor") or (None if stroke is None else stroke.get("color"))
    weight = shape.get("strokeweight") or (None if stroke is None else stroke.get("weight"))
    width = points(weight, _PIXEL)
    return Shape(
        "line",
        *place,
        colour=_colour(colour),
        weight=_HAIR if width is None else width,
        line_style=_STYLES.get(kind, "single"),
    )


def _place(style: dict[str, str], shape: etree._Element) -> tuple[Offset, Offset, float, float]:
    width, height = (_mm(style.get(name)) or 0.0 for name in ("width", "height"))
    if style.get("position") != "absolute" and shape.tag != V + "line":
        return Offset(), Offset(), width, height
    return (
        _offset(style, "horizontal", "left", "column"),
        _offset(style, "vertical", "top", "paragraph"),
        width,
        height,
    )


def _offset(style: dict[str, str], axis: str, side: str, origin: str) -> Offset:
    named = style.get(f"mso-position-{axis}-relative", "")
    if named and not (axis == "vertical" and named == "text"):
        origin = _ORIGINS.get(named, _area(named))
    align = style.get(f"mso-position-{axis}", "absolute")
    if align != "absolute":
        return Offset(origin, None, align)
    length = _mm(style.get(f"margin-{side}")) or 0.0
    return Offset(origin, length + (_mm(style.get(side)) or 0.0))


def _area(name: str) -> str:
    """left-margin-area → leftMargin."""
    first, _, rest = name.partition("-")
    return f"{first}Margin" if rest == "margin-area" else first


def _style(element: etree._Element | None) -> dict[str, str]:
    text = "" if element is None else element.get("style", "")
    pairs = (entry.partition(":") for entry in text.split(";"))
    return {name.strip().lower(): value.strip().lower() for name, _, value in pairs}


def _pair(text: str | None) -> tuple[float, float]:
    x, _, y = (text or "").partition(",")
    return _mm(x) or 0.0, _mm(y) or 0.0


def _mm(text: str | None) -> float | None:
    length = points(text, _PIXEL)
    return None if length is None else length * MM_PER_POINT


def _colour(text: str | None) -> str:
    word = (text or "black").strip().lower().split(" ")[0]
    if match := _SHORT.fullmatch(word):
        return "".join(digit * 2 for digit in match.groups()).upper()
    return _NAMED.get(word) or hexadecimal(word) or "000000"
