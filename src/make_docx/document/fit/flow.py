"""Turns the paragraphs of a rendered page into where each of them begins and ends, by estimate.

Nobody but a renderer knows, and they differ: so every paragraph has the place it has if its lines
are the fewest that any of them makes, and the place it has if they are the most.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.oxml.simpletypes import ST_SignedTwipsMeasure
from docx.oxml.table import CT_Tbl
from docx.oxml.text.paragraph import CT_P
from docx.text.paragraph import Paragraph
from lxml import etree

from make_docx.document.dump import paragraph_text
from make_docx.document.fit.paragraphs import style_id_of, style_names
from make_docx.official import page
from make_docx.official.wrap import line_range

_W: Final = qn("w:p").removesuffix("p")
_STYLE: Final = qn("w:style")
_TYPE: Final = qn("w:type")
_DEFAULT: Final = qn("w:default")
_YES: Final = frozenset({"1", "true", "on"})
_STYLE_ID: Final = qn("w:styleId")
_BASED_ON: Final = qn("w:basedOn")
_VALUE: Final = qn("w:val")
_RUN: Final = qn("w:r")
_SIZE: Final = f"{qn('w:rPr')}/{qn('w:sz')}"
_PROPERTIES: Final = qn("w:pPr")
_SPACING: Final = qn("w:spacing")
_LINE: Final = qn("w:line")
_LINE_RULE: Final = qn("w:lineRule")
_INDENT: Final = qn("w:ind")
_HANGING: Final = qn("w:hanging")
_KEEP_NEXT: Final = qn("w:keepNext")
_BORDER: Final = qn("w:pBdr")
_BOTTOM: Final = qn("w:bottom")
_EXTENT: Final = "/".join(map(qn, ("w:r", "w:drawing", "wp:inline", "wp:extent")))


@dataclass(frozen=True, slots=True)
class Extent:
    """From the first line to the last; heights in twips under the upper edge of the 版心."""

    first_page: int
    top: int
    last_page: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Block:
    """What takes room: a paragraph, or a table in which nothing wraps."""

    line: int  # twips
    fewest: int
    most: int
    before: int
    after: int
    style: str
    keeps_next: bool
    paragraph: Paragraph | None

    @property
    def height(self) -> int:
        return self.before + self.most * self.line + self.after


def blocks(docx: DocxDocument, last: Collection[str]) -> list[Block]:
    """The paragraphs and tables of the body in order, as far as the last of these styles."""
    measure = _Measure(docx)
    children = [
        child
        for child in docx.element.body.iterchildren(qn("w:p"), qn("w:tbl"))
        if isinstance(child, CT_P | CT_Tbl)
    ]
    while children and measure.style_of(children[-1]) not in last:
        children.pop()
    return [
        measure.paragraph(child) if isinstance(child, CT_P) else measure.table(child)
        for child in children
    ]


def flow(found: Sequence[Block], *, fewest: bool) -> list[Extent]:
    """Where each block is if the paragraphs take the fewest, or else the most lines."""
    extents: list[Extent] = []
    number, y = 1, 0
    for index, block in enumerate(found):
        before = block.before if y else 0
        if y and y + before + _kept(found, index) > page.TEXT_HEIGHT:
            number, y = number + 1, 0
        elif y:
            y += before
        else:
            y += block.before
        first, top = number, y
        for _ in range(block.fewest if fewest else block.most):
            if y + block.line > page.TEXT_HEIGHT:
                number, y = number + 1, 0
            y += block.line
        extents.append(Extent(first, top, number, y))
        y += block.after
    return extents


def _kept(found: Sequence[Block], index: int) -> int:
    """Height of what cannot part: a line, or whole paragraphs and a line of what follows them."""
    height = 0
    for block in found[index:]:
        if not block.keeps_next:
            return height + block.line
        height += block.most * block.line + block.after
    return height


@dataclass(frozen=True, slots=True)
class _Look:
    """What a paragraph has of its own or by its style; twips, but 字 for widths."""

    line: int
    before: int
    after: int
    capacity: float
    first: float
    keeps_next: bool


class _Measure:
    """Reads what paragraphs say, or else their style, or the styles that is based on.

    From the XML, because python-docx makes objects of all of it: ten times the time.
    """

    def __init__(self, docx: DocxDocument) -> None:
        self._docx = docx
        self._names = style_names(docx)
        styles = list(docx.styles.element.iterchildren(_STYLE))
        self._styles = {style.get(_STYLE_ID, ""): style for style in styles}
        defaults = [
            style
            for style in styles
            if style.get(_TYPE) == "paragraph" and style.get(_DEFAULT) in _YES
        ]
        self._default = defaults[-1] if defaults else None  # the last counts
        self._chains: dict[str, list[_Form]] = {}
        self._looks: dict[str, _Look] = {}

    def style_of(self, element: CT_P | CT_Tbl) -> str:
        return self._names.get(style_id_of(element), "") if isinstance(element, CT_P) else ""

    def paragraph(self, element: CT_P) -> Block:
        look = self._look(element)
        ranges = [
            line_range(part, look.capacity, look.first)
            for part in paragraph_text(element).split("\n")
        ]
        photo = max((_twips_high(extent) for extent in element.iterfind(_EXTENT)), default=0)
        return Block(
            line=max(look.line, photo + page.PHOTO_FOOT) if photo else look.line,
            fewest=sum(fewest for fewest, _ in ranges),
            most=sum(most for _, most in ranges),
            before=look.before,
            after=look.after,
            style=self.style_of(element),
            keeps_next=look.keeps_next,
            paragraph=Paragraph(element, self._docx),
        )

    def table(self, table: CT_Tbl) -> Block:
        """The stack of a joint 标志: its first cell has a line for each name."""
        cell = next(table.iter(qn("w:tc")))
        lines = [self.paragraph(p) for p in cell.iterchildren() if isinstance(p, CT_P)]
        height = sum(line.height for line in lines)
        return Block(height, 1, 1, 0, 0, "", keeps_next=False, paragraph=None)

    def _look(self, paragraph: CT_P) -> _Look:
        properties, style_id = paragraph.find(_PROPERTIES), style_id_of(paragraph)
        run = paragraph.find(_RUN)
        size = None if run is None else run.find(_SIZE)
        has_own = properties is not None and len(properties) > 1  # more than its style
        if has_own or size is not None:
            return _look_of([_form(properties, run), *self._chain(style_id)])
        if style_id not in self._looks:
            self._looks[style_id] = _look_of(self._chain(style_id))
        return self._looks[style_id]

    def _chain(self, style_id: str) -> list[_Form]:
        """The style and those that it is based on."""
        if style_id not in self._chains:
            self._chains[style_id] = []  # ends a circle
            style = self._styles.get(style_id)
            if style is None:
                style = self._default
            if style is not None:
                based = style.find(_BASED_ON)
                above = [] if based is None else self._chain(based.get(_VALUE, ""))
                self._chains[style_id] = [_form(style.find(_PROPERTIES), style), *above]
        return self._chains[style_id]


# What a paragraph or a style says: names of `_Look`, and "left", "right", "size".
_Form = Mapping[str, float]


def _form(properties: etree._Element | None, owner: etree._Element | None) -> _Form:
    form: dict[str, float] = {}
    size = None if owner is None else owner.find(_SIZE)
    if size is not None:
        form["size"] = int(size.get(_VALUE, "0")) / 2
    if properties is None:
        return form
    for element in properties:
        if element.tag == _SPACING:
            form |= _lengths(element, (("before", "before"), ("after", "after")))
            if element.get(_LINE) is not None:
                is_length = element.get(_LINE_RULE, "auto") != "auto"
                form["line"] = _twips(element.get(_LINE, "0")) if is_length else 0
        elif element.tag == _INDENT:
            form |= _lengths(
                element, (("left", "left"), ("right", "right"), ("first", "firstLine"))
            )
            form |= {"first": 0} if element.get(_HANGING) is not None else {}
        elif element.tag == _KEEP_NEXT:
            form["keeps_next"] = element.get(_VALUE, "1") not in ("0", "false", "off")
        elif element.tag == _BORDER:
            rule = element.find(_BOTTOM)
            if rule is not None:
                space, weight = (int(rule.get(qn(name), "0")) for name in ("w:space", "w:sz"))
                form["border"] = round((space + weight / 8) * page.TWIPS_PER_POINT)
    return form


def _twips_high(extent: etree._Element) -> int:
    return int(extent.get("cy", "0")) // page.EMU_PER_TWIP


def _lengths(element: etree._Element, names: Iterable[tuple[str, str]]) -> dict[str, float]:
    found = ((name, element.get(_W + attribute)) for name, attribute in names)
    return {name: _twips(value) for name, value in found if value is not None}


def _twips(value: str) -> int:
    points: float = ST_SignedTwipsMeasure.from_xml(value).pt
    return round(points * page.TWIPS_PER_POINT)


def _look_of(forms: Sequence[_Form]) -> _Look:
    said = dict(ChainMap(*map(dict, forms)))
    size = said.get("size") or page.SIZE_3
    tight = page.TIGHTENING if size == page.SIZE_3 else 0
    advance = round(size * page.TWIPS_PER_POINT) + tight
    sides = said.get("left", 0) + said.get("right", 0)
    return _Look(
        line=int(said.get("line", 0)) or page.LINE_PITCH,
        before=int(said.get("before", 0)),
        after=int(said.get("after", 0) + said.get("border", 0)),
        capacity=(page.TEXT_WIDTH - sides) / advance,
        first=max(0.0, said.get("first", 0) / advance),
        keeps_next=bool(said.get("keeps_next")),
    )
