"""Turns the elements of a story into paragraphs, tables and boxes."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from lxml import etree
from msgspec import Struct, field
from msgspec.structs import replace

from make_docx.linter.paper import Box, Cell, ParagraphFacts, Row, Section, Story, Table
from make_docx.linter.reading import drawingml, frames, places, vml, walk
from make_docx.linter.reading.content import Content, Fields
from make_docx.linter.reading.layers import borders, margins
from make_docx.linter.reading.looks import Looks
from make_docx.linter.reading.names import W, flag, integer, number, points, value
from make_docx.linter.reading.numbering import Counter
from make_docx.linter.reading.sections import ends_section
from make_docx.linter.reading.shapes import Shape
from make_docx.linter.reading.styles import StyleLook, StyleSheet
from make_docx.linter.reading.theme import Theme

_FIFTIETHS: Final = 5000  # w:tblW in per cent


class Where(Struct, frozen=True):
    """What the paragraphs of one container have in common."""

    story: Story
    part: str
    section: int
    block: int
    box: int
    table: StyleLook
    insets: Mapping[str, float] = field(default_factory=dict)  # margins of the cell, pt


class Reader:
    """Reads the stories of one document; numbers and fields run on from paragraph to paragraph."""

    def __init__(
        self,
        sheet: StyleSheet,
        theme: Theme,
        sections: tuple[Section, ...],
        *,
        is_template: bool,
    ) -> None:
        self._sheet = sheet
        self._theme = theme
        self._looks = Looks(sheet, theme)
        self._counter = Counter(sheet.numbering)
        self._sections = sections
        self._is_template = is_template
        self._indices: Tally[tuple[Story, str]] = Tally()
        self._no_table = StyleLook()
        self.blocks: list[ParagraphFacts | Table] = []
        self.boxes: list[Box] = []

    # ── stories ─────────────────────────────────────────────────────────────────────────

    def body(self, body: etree._Element) -> None:
        """Fill `blocks` and `boxes`."""
        section, fields = 0, Fields()
        framed: list[etree._Element] = []
        for element in self._blocks(body):
            where = self._where(Story.BODY, "", section)
            key = _frame(element)
            if framed and key != _frame(framed[0]):
                self._frame(framed, where)
                framed = []
            if key:
                framed.append(element)
            elif element.tag == W + "tbl":
                self.blocks.append(self._table(element, where))
            else:
                self.blocks.append(self._paragraph(element, where, fields))
            if element.tag == W + "p" and ends_section(element):
                section = min(section + 1, len(self._sections) - 1)
        if framed:
            self._frame(framed, self._where(Story.BODY, "", section))
        last = max(0, len(self.blocks) - 1)
        self.boxes = [replace(box, anchor=last) if box.anchor > last else box for box in self.boxes]

    def edge(
        self, root: etree._Element, story: Story, part: str, section: int
    ) -> tuple[ParagraphFacts, ...]:
        """The paragraphs of a header or footer, those of its frames and tables included."""
        where = replace(self._where(story, part, section), block=-1)
        fields = Fields()
        found: list[ParagraphFacts] = []
        for element in self._blocks(root):
            if element.tag == W + "tbl":
                found += self._table(element, where).paragraphs
            elif key := _frame(element):
                box = self._place(frames.shape(key), where)
                paragraph = self._paragraph(element, replace(where, box=box), fields)
                self.boxes[box] = replace(self.boxes[box], paragraphs=(paragraph,))
                found.append(paragraph)
            else:
                found.append(self._paragraph(element, where, fields))
        return tuple(found)

    def _where(self, story: Story, part: str, section: int) -> Where:
        return Where(story, part, section, len(self.blocks), -1, self._no_table)

    def _content(
        self, parent: etree._Element, where: Where
    ) -> tuple[tuple[ParagraphFacts, ...], tuple[Table, ...]]:
        """What stands in a text box or a cell."""
        paragraphs: list[ParagraphFacts] = []
        tables: list[Table] = []
        fields = Fields()
        for element in self._blocks(parent):
            if element.tag == W + "tbl":
                tables.append(self._table(element, where))
            else:
                paragraphs.append(self._paragraph(element, where, fields))
        return tuple(paragraphs), tuple(tables)

    def _blocks(self, parent: etree._Element) -> Iterator[etree._Element]:
        return walk.blocks(parent, is_template=self._is_template)

    # ── paragraphs ──────────────────────────────────────────────────────────────────────

    def _paragraph(self, element: etree._Element, where: Where, fields: Fields) -> ParagraphFacts:
        properties = element.find(W + "pPr")
        base = self._looks.base(properties, where.table)
        layer = self._looks.paragraph(base, properties)
        content = Content(self._looks, base, fields)
        runs = content.read(element)
        mark = self._looks.run(base, None if properties is None else properties.find(W + "rPr"))
        section = self._sections[where.section]
        found = self._looks.measures(layer, runs[0].size if runs else mark.size, section.grid_pitch)
        before, after = found.before, found.after
        if layer.get("contextual"):
            before = 0.0 if self._same_style(element.getprevious(), base.style.id) else before
            after = 0.0 if self._same_style(element.getnext(), base.style.id) else after
        self._indices[where.story, where.part] += 1
        index = self._indices[where.story, where.part]
        list_id = layer.get("number_id", 0)
        pictures = self._drawings(content.drawings, where)
        return ParagraphFacts(
            index=index,
            story=where.story,
            runs=runs,
            style=base.style.name,
            align=layer.get("align", "left"),
            left=found.left,
            right=found.right,
            first_line=found.first_line,
            before=before,
            after=after,
            line=found.line,
            line_rule=found.line_rule,
            snap_to_grid=layer.get("snap_to_grid", True),
            widow_control=layer.get("widow_control", True),
            keep_next=layer.get("keep_next", False),
            page_break_before=layer.get("page_break_before", False),
            borders=found.borders,
            tabs=found.tabs,
            label=self._counter.label(list_id, layer.get("number_level", 0)) if list_id else "",
            outline=found.outline,
            section=where.section,
            part=where.part,
            block=where.block,
            box=where.box,
            mark_size=mark.size,
            has_picture=pictures,
            inset_left=where.insets.get("left", 0.0),
            inset_right=where.insets.get("right", 0.0),
        )

    def _same_style(self, neighbour: etree._Element | None, style: str) -> bool:
        if neighbour is None or neighbour.tag != W + "p":
            return False
        return self._sheet.paragraph(value(neighbour.find(W + "pPr"), "pStyle")).id == style

    # ── boxes ───────────────────────────────────────────────────────────────────────────

    def _drawings(self, drawings: Iterable[etree._Element], where: Where) -> bool:
        """Read the shapes; True when a picture stands in the line itself."""
        inline = False
        for drawing in drawings:
            if drawing.tag == W + "drawing":
                found = list(drawingml.shapes(drawing, self._theme))
            else:
                found = list(vml.shapes(drawing))
            for shape in found:
                if shape.kind == "picture" and not shape.horizontal.origin:
                    inline = True
                self._box(shape, where)
        return inline

    def _box(self, shape: Shape, where: Where) -> None:
        index = self._place(shape, where)
        if shape.content is not None:
            inner = replace(where, story=Story.BOX, box=index, table=self._no_table, insets={})
            paragraphs, tables = self._content(shape.content, inner)
            self.boxes[index] = replace(self.boxes[index], paragraphs=paragraphs, tables=tables)

    def _place(self, shape: Shape, where: Where) -> int:
        section = self._sections[where.section]
        in_flow = where.story in (Story.CELL, Story.BOX)  # places count from the cell's corner
        self.boxes.append(
            Box(
                kind=shape.kind,
                left_mm=None
                if in_flow
                else places.left_mm(shape.horizontal, shape.width_mm, section),
                top_mm=None if in_flow else places.top_mm(shape.vertical, shape.height_mm, section),
                width_mm=shape.width_mm,
                height_mm=shape.height_mm,
                anchor=where.block,
                colour=shape.colour,
                weight=shape.weight,
                line_style=shape.line_style,
                story=where.story,
                part=where.part,
                turned=shape.turned,
                horizontal=places.aligned(shape.horizontal),
                vertical=places.aligned(shape.vertical),
                section=where.section,
            )
        )
        return len(self.boxes) - 1

    def _frame(self, elements: list[etree._Element], where: Where) -> None:
        index = self._place(frames.shape(_frame(elements[0])), where)
        inner = replace(where, story=Story.BOX, box=index)
        fields = Fields()
        paragraphs = tuple(self._paragraph(element, inner, fields) for element in elements)
        self.boxes[index] = replace(self.boxes[index], paragraphs=paragraphs)

    # ── tables ──────────────────────────────────────────────────────────────────────────

    def _table(self, element: etree._Element, where: Where) -> Table:
        properties = element.find(W + "tblPr")
        style = self._sheet.table(value(properties, "tblStyle"))
        story = Story.CELL if where.story is Story.BODY else where.story
        insets = {**style.margins, **margins(_child(properties, "tblCellMar"))}
        inner = replace(where, story=story, table=style, insets=insets)
        sides = {**style.borders, **borders(_child(properties, "tblBorders"), self._theme)}
        rows = walk.rows(element, is_template=self._is_template)
        return Table(
            rows=tuple(self._row(row, inner) for row in rows),
            width=self._width(element, properties, where.section),
            borders={side: rule for side, rule in sides.items() if rule is not None},
            section=where.section,
            block=where.block,
            box=where.box,
            align=_align(value(properties, "jc")),
            indent=points(value(properties, "tblInd", "w")) or 0.0,
            floating=_child(properties, "tblpPr") is not None,
        )

    def _width(
        self, element: etree._Element, properties: etree._Element | None, section: int
    ) -> float:
        said = value(properties, "tblW", "w")
        kind = value(properties, "tblW", "type") or "dxa"
        if kind == "pct" or (said or "").endswith("%"):
            share = number((said or "").rstrip("%")) or 0.0
            share /= 100 if (said or "").endswith("%") else _FIFTIETHS
            page = self._sections[section]
            return share * (page.width_mm - page.left_mm - page.right_mm) * 72 / 25.4
        if kind == "dxa" and (width := points(said)):
            return width
        columns = element.findall(f"{W}tblGrid/{W}gridCol")
        return sum(points(column.get(W + "w")) or 0.0 for column in columns)

    def _row(self, row: etree._Element, where: Where) -> Row:
        properties = row.find(W + "trPr")
        height = None if properties is None else properties.find(W + "trHeight")
        return Row(
            cells=tuple(self._cell(cell, where) for cell in walk.inside(row, W + "tc")),
            repeats=flag(properties, "tblHeader"),
            may_split=not flag(properties, "cantSplit"),
            height=0.0 if height is None else points(height.get(W + "val")) or 0.0,
        )

    def _cell(self, cell: etree._Element, where: Where) -> Cell:
        properties = cell.find(W + "tcPr")
        insets = {**where.insets, **margins(_child(properties, "tcMar"))}
        paragraphs, tables = self._content(cell, replace(where, insets=insets))
        sides = borders(_child(properties, "tcBorders"), self._theme)
        merge = _child(properties, "vMerge")
        return Cell(
            paragraphs=paragraphs,
            width=points(value(properties, "tcW", "w")) or 0.0,
            span=max(1, integer(value(properties, "gridSpan")) or 1),
            borders={side: rule for side, rule in sides.items() if rule is not None},
            tables=tables,
            continues_above=merge is not None and merge.get(W + "val") != "restart",
        )


def _child(parent: etree._Element | None, name: str) -> etree._Element | None:
    return None if parent is None else parent.find(W + name)


def _frame(element: etree._Element) -> tuple[tuple[str, str], ...]:
    return frames.frame(element.find(W + "pPr")) if element.tag == W + "p" else ()


def _align(text: str | None) -> str:
    return {"start": "left", "end": "right", None: "left"}.get(text, text or "left")
