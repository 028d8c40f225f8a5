"""Turns `w:framePr` into the shape of a frame: a text box made of paragraphs of the text itself."""

from __future__ import annotations

from typing import Final

from lxml import etree

from make_docx.linter.reading.names import MM_PER_POINT, W, points
from make_docx.linter.reading.shapes import Offset, Shape

_ORIGINS: Final = {
    "hAnchor": {"page": "page", "margin": "margin", "text": "column"},
    "vAnchor": {"page": "page", "margin": "margin", "text": "paragraph"},
}


def frame(properties: etree._Element | None) -> tuple[tuple[str, str], ...]:
    """What paragraphs of one frame have in common; () outside of frames and for drop caps."""
    found = None if properties is None else properties.find(W + "framePr")
    if found is None or found.get(W + "dropCap", "none") != "none":
        return ()
    return tuple(sorted((str(name), str(value)) for name, value in found.attrib.items()))


def shape(key: tuple[tuple[str, str], ...]) -> Shape:
    said = {name.removeprefix(W): value for name, value in key}
    return Shape(
        "text",
        _offset(said, "hAnchor", "x"),
        _offset(said, "vAnchor", "y"),
        _mm(said.get("w")) or 0.0,
        _mm(said.get("h")) or 0.0,
    )


def _offset(said: dict[str, str], anchor: str, axis: str) -> Offset:
    origin = _ORIGINS[anchor].get(said.get(anchor, ""), "")
    if align := said.get(f"{axis}Align"):
        return Offset(origin, None, align)
    return Offset(origin, _mm(said.get(axis)))


def _mm(text: str | None) -> float | None:
    length = points(text)
    return None if length is None else length * MM_PER_POINT
