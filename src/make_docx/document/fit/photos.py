"""Turns photos that leave a page half empty, or the 版记 alone on its own, into smaller ones.

The 版记 is on the last page (7.4.1), and one with nothing above it looks as if pages were missing;
so does a page whose foot is empty because a photo needs a little more. A few lines less of photos
bring back both; the photos stay alike in size.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice, pairwise, takewhile
from typing import Final

from docx.oxml.ns import qn
from lxml import etree

from make_docx.document.fit.flow import Block, Extent, blocks, flow
from make_docx.document.fit.paragraphs import StyleIds
from make_docx.document.sheet import Sheet
from make_docx.document.styles import Style
from make_docx.model import Document
from make_docx.official import page

_PERCENT: Final = range(100, 74, -5)  # of the intended size; what is smaller shows less
_MOST_EMPTY: Final = 6  # lines at the foot of a page before a photo that did not fit there
_INLINE: Final = qn("wp:inline")
_ANCHOR: Final = qn("wp:anchor")
_EXTENTS: Final = (qn("wp:extent"), qn("a:ext"))
_SIDES: Final = ("cx", "cy")


def make_room_for_colophon(
    body: etree._Element, document: Document, sheet: Sheet, ids: StyleIds
) -> None:
    """Shrink every photo by as little as lets the 版记 stand under text or a photo.

    By as little as leaves no page half empty, too, if some size does both. Where no size lets the
    版记 stand there, or pages follow whose beginning nobody can tell, they are left as they are.
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
    largest = 0
    for percent in _PERCENT:
        _scale(sizes, percent)
        found = blocks(body, sheet, ids, (Style.COLOPHON,))
        flows = [flow(found, fewest=fewest) for fewest in (True, False)]
        if all(_has_room(found, extents) for extents in flows):
            if not any(_has_hole(found, extents) for extents in flows):
                return
            largest = largest or percent
    _scale(sizes, largest or 100)


def _scale(sizes: Mapping[etree._Element, tuple[int, int]], percent: int) -> None:
    for extent, size in sizes.items():
        for side, length in zip(_SIDES, size, strict=True):
            extent.set(side, str(length * percent // 100))


def _has_room(found: Sequence[Block], extents: Sequence[Extent]) -> bool:
    """Whether the box of the 版记, if there is one, fits under what stands last."""
    if len(found) < 2 or found[-1].paragraph is None:
        return True
    boxes = found[-1].paragraph.iter(_ANCHOR)
    sides = (extent for box in boxes for extent in islice(box.iter(_EXTENTS[0]), 1))
    height = max((int(extent.get("cy", "0")) for extent in sides), default=0)
    return extents[-2].bottom <= page.TEXT_HEIGHT - height // page.EMU_PER_TWIP


def _has_hole(found: Sequence[Block], extents: Sequence[Extent]) -> bool:
    """Whether a photo, or a heading that stays with it, leaves much of the page before it empty."""
    for at, (one, other) in enumerate(pairwise(extents), 1):
        empty = page.TEXT_HEIGHT - one.bottom
        if other.first_page > one.last_page and empty > _MOST_EMPTY * page.LINE_PITCH:
            kept = takewhile(lambda block: block.keeps_next, found[at:])
            if any(block.style == Style.PHOTO for block in kept):
                return True
    return False
