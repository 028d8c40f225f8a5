"""Turns the paragraphs of a rendered page into where each of them begins and ends, by estimate.

Nobody but a renderer knows, and they differ: so every paragraph has the place it has if its lines
are the fewest that any of them makes, and the place it has if they are the most.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl
from docx.oxml.text.paragraph import CT_P
from docx.shared import Length
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.parfmt import ParagraphFormat

from make_docx.official import page
from make_docx.official.wrap import line_range

_BORDER: Final = qn("w:pBdr")


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
    """Reads what paragraphs say, or else their style, or the styles that is based on."""

    def __init__(self, docx: DocxDocument) -> None:
        self._docx = docx
        self._names = {style.style_id: style.name or "" for style in docx.styles}
        self._looks: dict[str, _Look] = {}

    def style_of(self, element: CT_P | CT_Tbl) -> str:
        return self._names.get(element.style or "", "") if isinstance(element, CT_P) else ""

    def paragraph(self, element: CT_P) -> Block:
        paragraph = Paragraph(element, self._docx)
        look = self._look(paragraph)
        ranges = [
            line_range(part, look.capacity, look.first) for part in paragraph.text.split("\n")
        ]
        return Block(
            line=look.line,
            fewest=sum(fewest for fewest, _ in ranges),
            most=sum(most for _, most in ranges),
            before=look.before,
            after=look.after,
            style=self.style_of(element),
            keeps_next=look.keeps_next,
            paragraph=paragraph,
        )

    def table(self, table: CT_Tbl) -> Block:
        """The stack of a joint 标志: its first cell has a line for each name."""
        cell = next(table.iter(qn("w:tc")))
        lines = [self.paragraph(p) for p in cell.iterchildren() if isinstance(p, CT_P)]
        height = sum(line.height for line in lines)
        return Block(height, 1, 1, 0, 0, "", keeps_next=False, paragraph=None)

    def _look(self, paragraph: Paragraph) -> _Look:
        properties, style_id = paragraph._p.pPr, paragraph._p.style or ""
        if properties is not None and len(properties) > 1:  # more than its style
            return _read(paragraph)
        if style_id not in self._looks:
            self._looks[style_id] = _read(paragraph)
        return self._looks[style_id]


def _read(paragraph: Paragraph) -> _Look:
    styles = list(_ancestors(paragraph.style))
    formats = [paragraph.paragraph_format, *(style.paragraph_format for style in styles)]
    fonts = [*(run.font for run in paragraph.runs[:1]), *(style.font for style in styles)]
    size = next((font.size.pt for font in fonts if font.size), page.SIZE_3)
    tight = page.TIGHTENING if size == page.SIZE_3 else 0
    advance = round(size * page.TWIPS_PER_POINT) + tight
    sides = _twips(formats, "left_indent") + _twips(formats, "right_indent")
    return _Look(
        line=_twips(formats, "line_spacing") or page.LINE_PITCH,
        before=_twips(formats, "space_before"),
        after=_twips(formats, "space_after") + _border(paragraph, styles),
        capacity=(page.TEXT_WIDTH - sides) / advance,
        first=max(0.0, _twips(formats, "first_line_indent") / advance),
        keeps_next=bool(_first(formats, "keep_with_next")),
    )


def _ancestors(style: object) -> Iterator[ParagraphStyle]:
    base = style
    while isinstance(base, ParagraphStyle):
        yield base
        base = base.base_style


def _first(formats: Sequence[ParagraphFormat], name: str) -> object:
    return next((value for form in formats if (value := getattr(form, name)) is not None), None)


def _twips(formats: Sequence[ParagraphFormat], name: str) -> int:
    value = _first(formats, name)
    return round(value.pt * page.TWIPS_PER_POINT) if isinstance(value, Length) else 0


def _border(paragraph: Paragraph, styles: Sequence[ParagraphStyle]) -> int:
    """Twips that the red rule and its space take under the paragraph."""
    for element in (paragraph._p, *(style.element for style in styles)):
        rule = element.find(f"{qn('w:pPr')}/{_BORDER}/{qn('w:bottom')}")
        if rule is not None:
            space, weight = (int(rule.get(qn(name), "0")) for name in ("w:space", "w:sz"))
            return round((space + weight / 8) * page.TWIPS_PER_POINT)
    return 0
