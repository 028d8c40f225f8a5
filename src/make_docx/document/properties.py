"""Turns lengths into the properties of a paragraph or run, in the order that the schema wants.

python-docx does the same; it looks for each element that may follow, which takes ten times as long.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.oxml.text.run import CT_R
from lxml import etree


def _places(names: str) -> Mapping[str, int]:
    return {qn(f"w:{name}"): place for place, name in enumerate(names.split())}


# ECMA-376 part 1, 17.3.1.26 and 17.3.2.28
_OF_PARAGRAPH: Final = _places(
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers "
    "pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE "
    "autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents "
    "suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle "
    "rPr sectPr pPrChange"
)
_OF_RUN: Final = _places(
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
    "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect "
    "bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"
)
_BORDERS: Final = qn("w:pBdr")
_SPACING: Final = qn("w:spacing")
_INDENT: Final = qn("w:ind")
_ALIGNMENT: Final = qn("w:jc")
_KEEP_NEXT: Final = qn("w:keepNext")
_SIZE: Final = qn("w:sz")
_VALUE: Final = qn("w:val")
_LINE: Final = qn("w:line")
_LINE_RULE: Final = qn("w:lineRule")
_BEFORE: Final = qn("w:before")
_AFTER: Final = qn("w:after")
_LEFT: Final = qn("w:left")
_RIGHT: Final = qn("w:right")
_PARAGRAPH_PROPERTIES: Final = qn("w:pPr")
_RUN_PROPERTIES: Final = qn("w:rPr")


def set_line(paragraph: CT_P, twips: int) -> None:
    """The exact height of its lines."""
    spacing = _of(paragraph, _SPACING)
    spacing.set(_LINE_RULE, "exact")
    spacing.set(_LINE, str(twips))


def set_before(paragraph: CT_P, twips: int) -> None:
    _of(paragraph, _SPACING).set(_BEFORE, str(twips))


def set_after(paragraph: CT_P, twips: int) -> None:
    _of(paragraph, _SPACING).set(_AFTER, str(twips))


def set_left(paragraph: CT_P, twips: int) -> None:
    _of(paragraph, _INDENT).set(_LEFT, str(twips))


def set_right(paragraph: CT_P, twips: int) -> None:
    _of(paragraph, _INDENT).set(_RIGHT, str(twips))


def set_alignment(paragraph: CT_P, side: str) -> None:
    """`side` as OOXML names it: left, right."""
    _of(paragraph, _ALIGNMENT).set(_VALUE, side)


def set_keep_next(paragraph: CT_P, *, keeps: bool = True) -> None:
    """Let no page end between the paragraph and what follows it, or let it."""
    keep = _of(paragraph, _KEEP_NEXT)
    keep.attrib.pop(_VALUE, "")
    if not keeps:
        keep.set(_VALUE, "0")


def set_borders(paragraph: CT_P, borders: etree._Element) -> None:
    """`borders` in the place of those that it has."""
    old = _of(paragraph, _BORDERS)
    if (properties := old.getparent()) is not None:
        properties.replace(old, borders)


def set_size(run: CT_R, points: float) -> None:
    """In halves of a point, as OOXML has it."""
    _put(run, _RUN_PROPERTIES, _SIZE, _OF_RUN).set(_VALUE, str(int(points * 2)))


def _of(paragraph: CT_P, name: str) -> etree._Element:
    return _put(paragraph, _PARAGRAPH_PROPERTIES, name, _OF_PARAGRAPH)


def _put(owner: etree._Element, group: str, name: str, places: Mapping[str, int]) -> etree._Element:
    """The property of `owner`, put into its place if it has none; `group` goes to the front."""
    properties = next((child for child in owner if child.tag == group), None)
    if properties is None:
        properties = etree.SubElement(owner, group)
        owner.insert(0, properties)
    place, last = places[name], len(places)
    behind: etree._Element | None = None
    for child in properties:
        if child.tag == name:
            return child
        if behind is None and places.get(child.tag, last) > place:
            behind = child
    # In the tree from the beginning: lxml takes 8 µs to bring an element there from another.
    new = etree.SubElement(properties, name)
    if behind is not None:
        behind.addprevious(new)
    return new
