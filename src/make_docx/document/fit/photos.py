"""Turns photos that leave the 版记 alone on a page of its own into smaller ones.

The 版记 is on the last page (7.4.1), and one with nothing above it looks as if pages were missing.
A few lines less of photos bring it back; the photos stay alike in size.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Final

from docx.oxml.ns import qn
from lxml import etree

from make_docx.document.fit.flow import blocks, flow
from make_docx.document.sheet import Sheet
from make_docx.document.styles import Style
from make_docx.model import Document
from make_docx.official import page

_PERCENT: Final = range(100, 74, -5)  # of the intended size; what is smaller shows less
_INLINE: Final = qn("wp:inline")
_ANCHOR: Final = qn("wp:anchor")
_EXTENTS: Final = (qn("wp:extent"), qn("a:ext"))
_SIDES: Final = ("cx", "cy")


def make_room_for_colophon(body: etree._Element, document: Document, sheet: Sheet) -> None:
    """Shrink every photo by as little as lets the 版记 stand under text or a photo.

    Where no size does, or pages follow whose beginning nobody can tell, they are left as they are.
    """
    if document.annexes or document.enclosures:
        return
    sizes = {
        extent: (int(extent.get("cx", "0")), int(extent.get("cy", "0")))
        for inline in body.iter(_INLINE)
        for extent in inline.iter(*_EXTENTS)
        if extent.get("cx")
    }
    if not sizes:
        return
    for percent in _PERCENT:
        _scale(sizes, percent)
        if _has_room(body, sheet):
            return
    _scale(sizes, 100)


def _scale(sizes: Mapping[etree._Element, tuple[int, int]], percent: int) -> None:
    for extent, size in sizes.items():
        for side, length in zip(_SIDES, size, strict=True):
            extent.set(side, str(length * percent // 100))


def _has_room(body: etree._Element, sheet: Sheet) -> bool:
    """Whether the box of the 版记, if there is one, fits under what stands last."""
    found = blocks(body, sheet, (Style.COLOPHON,))
    if len(found) < 2 or found[-1].paragraph is None:
        return True
    boxes = found[-1].paragraph.iter(_ANCHOR)
    extents = (extent for box in boxes for extent in islice(box.iter(_EXTENTS[0]), 1))
    height = max((int(extent.get("cy", "0")) for extent in extents), default=0)
    room = page.TEXT_HEIGHT - height // page.EMU_PER_TWIP
    return all(flow(found[:-1], fewest=fewest)[-1].bottom <= room for fewest in (True, False))
