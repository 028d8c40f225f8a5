"""Turns `w:sectPr` into the set-up of the pages it rules, headers and footers not yet filled in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from make_docx.linter.paper import Section
from make_docx.linter.reading.names import W, flag, integer, millimetres, number, points, value

_LETTER: Final = (215.9, 279.4)  # mm; what Word takes when no size is given
_INCH: Final = 25.4
_GRIDS: Final = frozenset({"lines", "linesAndChars", "snapToChars"})
_GRID_UNITS: Final = 4096  # of a point, in w:charSpace (17.6.5)


def section_elements(body: etree._Element | None) -> Iterator[etree._Element | None]:
    """The `w:sectPr` of each section; the last may be missing."""
    if body is None:
        yield None
        return
    for element in body.iter(W + "sectPr"):
        parent = element.getparent()
        if parent is not None and parent.tag == W + "pPr" and _of_body(parent):
            yield element
    yield next(body.iterchildren(W + "sectPr"), None)


def ends_section(paragraph: etree._Element) -> bool:
    return paragraph.find(f"{W}pPr/{W}sectPr") is not None


def read_section(element: etree._Element | None) -> Section:
    size = None if element is None else element.find(W + "pgSz")
    margins = None if element is None else element.find(W + "pgMar")
    grid = value(element, "docGrid", "type") or ""
    pitch = points(value(element, "docGrid", "linePitch")) or 0.0
    space = number(value(element, "docGrid", "charSpace")) or 0.0
    width, height = _length(size, "w", _LETTER[0]), _length(size, "h", _LETTER[1])
    orient = None if size is None else size.get(W + "orient")
    columns = integer(value(element, "cols", "num"))
    return Section(
        width_mm=width,
        height_mm=height,
        # Below zero Word keeps the margin whatever the header needs (17.6.11).
        top_mm=abs(_length(margins, "top", _INCH)),
        bottom_mm=abs(_length(margins, "bottom", _INCH)),
        left_mm=_length(margins, "left", _INCH),
        right_mm=_length(margins, "right", _INCH),
        header_mm=_length(margins, "header", _INCH / 2),
        footer_mm=_length(margins, "footer", _INCH / 2),
        gutter_mm=_length(margins, "gutter", 0.0),
        landscape=orient == "landscape" or width > height,
        grid=grid if grid in _GRIDS else "",
        grid_pitch=pitch if grid in _GRIDS else 0.0,
        grid_character=space / _GRID_UNITS if grid in _GRIDS - {"lines"} else 0.0,
        starts=value(element, "type") or "nextPage",
        title_page=flag(element, "titlePg"),
        page_number_start=integer(value(element, "pgNumType", "start")),
        page_number_format=value(element, "pgNumType", "fmt") or "decimal",
        columns=1 if columns is None else max(1, columns),
    )


def _of_body(properties: etree._Element) -> bool:
    """Sections do not end inside of text boxes."""
    return next(properties.iterancestors(W + "txbxContent"), None) is None


def _length(element: etree._Element | None, name: str, default: float) -> float:
    length = None if element is None else millimetres(element.get(W + name))
    return default if length is None else length
