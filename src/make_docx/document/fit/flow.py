"""Turns the paragraphs of a rendered page into where each of them begins and ends, by estimate.

Nobody but a renderer knows, and they differ: so every paragraph has the place it has if its lines
are the fewest that any of them makes, and the place it has if they are the most.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import islice
from typing import Final, NamedTuple

from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl
from docx.oxml.text.paragraph import CT_P
from lxml import etree

from make_docx.document.dump import paragraph_texts
from make_docx.document.fit.paragraphs import StyleIds
from make_docx.document.sheet import Look, Sheet, own_looks, style_id_of
from make_docx.official import page
from make_docx.official.wrap import line_range

_PARAGRAPH: Final = qn("w:p")
_TABLE: Final = qn("w:tbl")
_CELL: Final = qn("w:tc")
_EXTENT: Final = qn("wp:extent")
_INLINE: Final = tuple(map(qn, ("wp:inline", "w:drawing", "w:r")))  # around an extent, outwards


class Extent(NamedTuple):
    """From the first line to the last; heights in twips under the upper edge of the 版心."""

    first_page: int
    top: int
    last_page: int
    bottom: int


class Block(NamedTuple):
    """What takes room: a paragraph, or a table in which nothing wraps."""

    line: int  # twips
    fewest: int
    most: int
    before: int
    after: int
    style: str
    keeps_next: bool
    paragraph: CT_P | None

    @property
    def height(self) -> int:
        return self.before + self.most * self.line + self.after


def blocks(body: etree._Element, sheet: Sheet, ids: StyleIds, last: Collection[str]) -> list[Block]:
    """The paragraphs and tables of the body in order, as far as the last of these styles."""
    children = [
        child for child in body.iterchildren(_PARAGRAPH, _TABLE) if isinstance(child, CT_P | CT_Tbl)
    ]
    while children and (
        isinstance(children[-1], CT_Tbl)
        or sheet.names.get(ids.get(children[-1], ""), "") not in last
    ):
        children.pop()
    photos, own, texts = _photos(body), own_looks(body), paragraph_texts(body)
    return [
        _paragraph(
            child,
            sheet.look(child, ids.get(child, ""), is_own=child in own),
            texts.get(child, ""),
            photos,
        )
        if isinstance(child, CT_P)
        else _table(child, sheet, texts, photos)
        for child in children
    ]


def flow(found: Sequence[Block], *, fewest: bool) -> list[Extent]:
    """Where each block is if the paragraphs take the fewest, or else the most lines."""
    extents: list[Extent] = []
    number, y = 1, 0
    for index, block in enumerate(found):
        if y and y + block.before + _kept(found, index) > page.TEXT_HEIGHT:
            number, y = number + 1, 0
        else:
            y += block.before
        first, top = number, y
        lines = block.fewest if fewest else block.most
        if y + lines * block.line > page.TEXT_HEIGHT:
            line = max(1, block.line)
            lines -= max(0, (page.TEXT_HEIGHT - y) // line)  # those here
            each = max(1, page.TEXT_HEIGHT // line)
            pages = -(-lines // each)
            number, lines, y = number + pages, lines - (pages - 1) * each, 0
        y += lines * block.line
        extents.append(Extent(first, top, number, y))
        y += block.after
    return extents


def _kept(found: Sequence[Block], index: int) -> int:
    """Height of what cannot part: a line, or whole paragraphs and a line of what follows them."""
    height = 0
    while index < len(found) and (block := found[index]).keeps_next:
        height += block.most * block.line + block.after
        index += 1
    return height + found[index].line if index < len(found) else height


def _photos(body: etree._Element) -> dict[etree._Element, int]:
    """The paragraphs that have photos in their lines, and how high the highest is in twips."""
    heights: dict[etree._Element, int] = {}
    for extent in body.iter(_EXTENT):
        *around, paragraph = islice(extent.iterancestors(), len(_INLINE) + 1)
        if tuple(element.tag for element in around) == _INLINE:
            height = int(extent.get("cy", "0")) // page.EMU_PER_TWIP
            heights[paragraph] = max(height, heights.get(paragraph, 0))
    return heights


def _paragraph(element: CT_P, look: Look, text: str, photos: Mapping[etree._Element, int]) -> Block:
    fewest = most = 0
    for part in text.split("\n"):
        least_here, most_here = line_range(part, look.capacity, look.first)
        fewest, most = fewest + least_here, most + most_here
    photo = photos.get(element, 0)
    return Block(
        line=max(look.line, photo + page.PHOTO_FOOT) if photo else look.line,
        fewest=fewest,
        most=most,
        before=look.before,
        after=look.after,
        style=look.style,
        keeps_next=look.keeps_next,
        paragraph=element,
    )


def _table(
    table: CT_Tbl,
    sheet: Sheet,
    texts: Mapping[etree._Element, str],
    photos: Mapping[etree._Element, int],
) -> Block:
    """The stack of a joint 标志: its first cell has a line for each name."""
    cell = next(table.iter(_CELL))
    lines = [
        _paragraph(p, sheet.look(p, style_id_of(p)), texts.get(p, ""), photos)
        for p in cell.iterchildren()
        if isinstance(p, CT_P)
    ]
    height = sum(line.height for line in lines)
    return Block(height, 1, 1, 0, 0, "", keeps_next=False, paragraph=None)
