"""Turns `w:drawing` into shapes: text boxes, lines and pictures, those of groups included."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree
from msgspec import Struct

from make_docx.linter.reading.content import alternative
from make_docx.linter.reading.names import (
    EMU_PER_POINT,
    MC,
    MM_PER_POINT,
    WP,
    WPC,
    WPG,
    WPS,
    A,
    W,
    emu,
    hexadecimal,
    number,
)
from make_docx.linter.reading.shapes import Offset, Shape
from make_docx.linter.reading.theme import Theme

_PIC: Final = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_LINES: Final = frozenset({"line", "lineInv", "straightConnector1"})
_COMPOUND: Final = {
    "dbl": "double",
    "thickThin": "thickThin",
    "thinThick": "thinThick",
    "tri": "triple",
}
_HAIR: Final = 9525  # EMU; the weight of a line that gives none (20.1.2.2.24)
_THIN_MM: Final = 2.0  # a filled rectangle no higher than this is drawn as a line
_LONG_MM: Final = 20.0


class _Frame(Struct, frozen=True):
    """From the units inside of a group to mm from the drawing's corner."""

    x: float = 0.0
    y: float = 0.0
    scale_x: float = 1.0
    scale_y: float = 1.0


def shapes(drawing: etree._Element, theme: Theme) -> Iterator[Shape]:
    for anchor in drawing.iterchildren(WP + "anchor", WP + "inline"):
        horizontal, vertical = _offsets(anchor)
        data = anchor.find(f"{A}graphic/{A}graphicData")
        extent = anchor.find(WP + "extent")
        for entry in () if data is None else data.iterchildren(tag=etree.Element):
            for shape in _entry(entry, _Frame(), theme):
                if entry.tag in (WPG + "wgp", WPC + "wpc"):
                    moved = (
                        horizontal.moved(shape.horizontal.mm or 0.0),
                        vertical.moved(shape.vertical.mm or 0.0),
                    )
                    width, height = shape.width_mm, shape.height_mm
                else:
                    moved = (horizontal, vertical)
                    width, height = _size(extent)
                yield Shape(
                    shape.kind,
                    *moved,
                    width,
                    height,
                    shape.colour,
                    shape.weight,
                    shape.line_style,
                    shape.turned,
                    shape.content,
                )


def _size(element: etree._Element | None) -> tuple[float, float]:
    if element is None:
        return 0.0, 0.0
    return emu(element.get("cx")) or 0.0, emu(element.get("cy")) or 0.0


def _offsets(anchor: etree._Element) -> tuple[Offset, Offset]:
    if anchor.tag == WP + "inline":
        return Offset(), Offset()
    simple = anchor.find(WP + "simplePos")
    if anchor.get("simplePos") in {"1", "true"} and simple is not None:
        return Offset("page", emu(simple.get("x"))), Offset("page", emu(simple.get("y")))
    return _offset(anchor, "positionH"), _offset(anchor, "positionV")


def _offset(anchor: etree._Element, name: str) -> Offset:
    position = anchor.find(WP + name)
    if position is None and (choices := anchor.findall(f"{MC}AlternateContent")):
        # a percentage of the page, with plain millimetres behind it
        found = (each.find(f"{MC}Fallback/{WP}{name}") for each in choices)
        position = next((each for each in found if each is not None), None)
    if position is None:
        return Offset()
    origin = position.get("relativeFrom", "")
    align = position.findtext(WP + "align")
    if align:
        return Offset(origin, None, align.strip())
    return Offset(origin, emu(position.findtext(WP + "posOffset")))


def _entry(entry: etree._Element, frame: _Frame, theme: Theme) -> Iterator[Shape]:
    if entry.tag == WPS + "wsp":
        yield from _shape(entry, frame, theme)
    elif entry.tag == _PIC:
        yield Shape("picture", *_place(entry, frame))
    elif entry.tag in (WPG + "wgp", WPG + "grpSp", WPC + "wpc"):
        inner = _inside(entry, frame)
        for child in entry.iterchildren(tag=etree.Element):
            yield from _entry(child, inner, theme)
    elif entry.tag == MC + "AlternateContent" and (chosen := alternative(entry)) is not None:
        for child in chosen.iterchildren(tag=etree.Element):
            yield from _entry(child, frame, theme)


def _inside(group: etree._Element, frame: _Frame) -> _Frame:
    transform = group.find(f"{WPG}grpSpPr/{A}xfrm")
    if transform is None:
        return frame
    x, y = _point(transform.find(A + "off"), "x", "y")
    width, height = _point(transform.find(A + "ext"), "cx", "cy")
    child_x, child_y = _point(transform.find(A + "chOff"), "x", "y")
    child_width, child_height = _point(transform.find(A + "chExt"), "cx", "cy")
    scale_x = frame.scale_x * (width / child_width if child_width else 1.0)
    scale_y = frame.scale_y * (height / child_height if child_height else 1.0)
    if group.tag == WPG + "wgp":  # the anchor has placed it already
        x = y = 0.0
    return _Frame(
        frame.x + x * frame.scale_x - child_x * scale_x,
        frame.y + y * frame.scale_y - child_y * scale_y,
        scale_x,
        scale_y,
    )


def _point(element: etree._Element | None, x: str, y: str) -> tuple[float, float]:
    if element is None:
        return 0.0, 0.0
    return emu(element.get(x)) or 0.0, emu(element.get(y)) or 0.0


def _place(shape: etree._Element, frame: _Frame) -> tuple[Offset, Offset, float, float]:
    transform = next(shape.iter(A + "xfrm"), None)
    if transform is None:
        return Offset("", 0.0), Offset("", 0.0), 0.0, 0.0
    x, y = _point(transform.find(A + "off"), "x", "y")
    width, height = _point(transform.find(A + "ext"), "cx", "cy")
    return (
        Offset("", frame.x + x * frame.scale_x),
        Offset("", frame.y + y * frame.scale_y),
        width * frame.scale_x,
        height * frame.scale_y,
    )


def _shape(shape: etree._Element, frame: _Frame, theme: Theme) -> Iterator[Shape]:
    place = _place(shape, frame)
    content = shape.find(f"{WPS}txbx/{W}txbxContent")
    if content is not None:
        body = shape.find(WPS + "bodyPr")
        direction = "horz" if body is None else body.get("vert", "horz")
        yield Shape("text", *place, turned=direction != "horz", content=content)
        return
    properties = shape.find(WPS + "spPr")
    geometry = None if properties is None else properties.find(A + "prstGeom")
    form = "" if geometry is None else geometry.get("prst", "")
    if form in _LINES or shape.find(WPS + "cNvCnPr") is not None:
        yield from _line(shape, properties, place, theme)
    elif place[3] <= _THIN_MM and place[2] >= _LONG_MM:
        code = _fill(properties, theme)
        if code is not None:
            yield Shape("line", *place, colour=code, weight=place[3] / MM_PER_POINT)


def _line(
    shape: etree._Element,
    properties: etree._Element | None,
    place: tuple[Offset, Offset, float, float],
    theme: Theme,
) -> Iterator[Shape]:
    line = None if properties is None else properties.find(A + "ln")
    if line is not None and line.find(A + "noFill") is not None:
        return
    style = shape.find(f"{WPS}style/{A}lnRef")
    weight = number(None if line is None else line.get("w"))
    if weight is not None:
        points = weight / EMU_PER_POINT
    else:
        index = int(number("0" if style is None else style.get("idx")) or 0)
        known = 0 < index <= len(theme.weights)
        points = theme.weights[index - 1] if known else _HAIR / EMU_PER_POINT
    yield Shape(
        "line",
        *place,
        colour=_fill(line, theme) or _colour(style, theme) or "000000",
        weight=points,
        line_style=_COMPOUND.get("" if line is None else line.get("cmpd", ""), "single"),
    )


def _fill(parent: etree._Element | None, theme: Theme) -> str | None:
    return None if parent is None else _colour(parent.find(A + "solidFill"), theme)


def _colour(parent: etree._Element | None, theme: Theme) -> str | None:
    for child in () if parent is None else parent.iterchildren(tag=etree.Element):
        if child.tag == A + "srgbClr":
            return hexadecimal(child.get("val"))
        if child.tag == A + "schemeClr":
            return theme.colour(child.get("val"))
        if child.tag == A + "prstClr":
            return _PRESETS.get(child.get("val", ""))
    return None


_PRESETS: Final = {"red": "FF0000", "black": "000000", "white": "FFFFFF"}
