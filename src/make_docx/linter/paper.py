"""Holds what a .docx says about its pages once every style, default and theme is resolved.

Nothing here judges: these are the facts that `linter.parts` recognises elements in and that the
clauses are decided from. Lengths are points unless the name says mm.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from msgspec import Struct, field


class Story(StrEnum):
    """Where a paragraph stands."""

    BODY = "body"
    CELL = "cell"  # of a table of the body
    BOX = "box"  # in a text box or a frame that is anchored in the body
    HEADER = "header"
    FOOTER = "footer"


class Border(Struct, frozen=True):
    """A rule on one side of a paragraph, cell or table."""

    style: str  # w:val: single, double, thickThinSmallGap…
    weight: float  # pt, of the whole rule
    colour: str  # RRGGBB
    space: float = 0.0  # pt between text and rule


class Run(Struct, frozen=True):
    r"""Characters of one look: \t is a tab, \n a line break, \f a page break."""

    text: str
    east_asian: str  # font of 汉字, theme fonts resolved
    latin: str  # font of ASCII letters and digits
    size: float
    bold: bool = False
    italic: bool = False
    underline: bool = False
    colour: str = "000000"  # automatic is black
    spacing: float = 0.0  # added to each character
    is_field: bool = False  # the shown result of a field such as PAGE
    field_code: str = ""
    scale: float = 1.0  # width of its characters
    hint_east_asian: bool = False  # — “ ” … are set in the font of 汉字, not of letters


class ParagraphFacts(Struct, frozen=True):
    """One paragraph. Indents count from the margin; negative `first_line` hangs.

    `line` is points with the rule exact or at_least, and a multiple of single with auto.
    """

    index: int  # of the paragraphs of its story, from 1
    story: Story
    runs: tuple[Run, ...]
    style: str = ""  # name, e.g. heading 1
    align: str = "both"  # left, center, right, both, distribute
    left: float = 0.0
    right: float = 0.0
    first_line: float = 0.0
    before: float = 0.0
    after: float = 0.0
    line: float = 1.0
    line_rule: str = "auto"  # auto, exact, at_least
    snap_to_grid: bool = True
    widow_control: bool = True
    keep_next: bool = False
    page_break_before: bool = False
    borders: dict[str, Border] = field(default_factory=dict)  # top, bottom, left, right
    tabs: tuple[tuple[str, float], ...] = ()  # (kind, position) that are in force
    label: str = ""  # the number an automatic list prints before it: 一、
    outline: int | None = None
    section: int = 0  # index into `Paper.sections`
    part: str = ""  # e.g. word/footer1.xml, for stories outside of the body
    block: int = 0  # index into `Paper.blocks` of the block it stands in; -1 outside of the body
    box: int = -1  # index into `Paper.boxes`, of what stands in one
    mark_size: float = 0.0  # of the paragraph mark, which an empty line is as high as
    has_picture: bool = False  # in the line itself
    inset_left: float = 0.0  # margin of the cell it stands in
    inset_right: float = 0.0

    @property
    def text(self) -> str:
        return self.label + "".join(run.text for run in self.runs)

    @property
    def is_empty(self) -> bool:
        return not self.has_picture and not self.text.strip(" \t\n\f\u3000\xa0")


class Cell(Struct, frozen=True):
    paragraphs: tuple[ParagraphFacts, ...]
    width: float = 0.0
    span: int = 1
    borders: dict[str, Border] = field(default_factory=dict)
    tables: tuple[Table, ...] = ()  # that stand in it
    continues_above: bool = False  # it is merged with the cell above


class Row(Struct, frozen=True):
    cells: tuple[Cell, ...]
    repeats: bool = False  # as the head of every page
    may_split: bool = True
    height: float = 0.0  # pt, at least


class Table(Struct, frozen=True):
    rows: tuple[Row, ...]
    width: float = 0.0
    borders: dict[str, Border] = field(default_factory=dict)  # … and insideH, insideV
    section: int = 0
    block: int = 0
    box: int = -1
    align: str = "left"
    indent: float = 0.0  # of its left edge
    floating: bool = False  # text flows around it

    @property
    def paragraphs(self) -> Iterator[ParagraphFacts]:
        """Of all cells, the tables that stand in them included."""
        for row in self.rows:
            for cell in row.cells:
                yield from cell.paragraphs
                for table in cell.tables:
                    yield from table.paragraphs


class Box(Struct, frozen=True):
    """A text box, a drawn line or a picture, at a fixed place of a page; a frame is a text box.

    Positions are mm from the paper's upper left corner, or None where they hang on something
    that only a renderer knows (a paragraph, an alignment to a line).
    """

    kind: str  # text, line, picture
    left_mm: float | None
    top_mm: float | None
    width_mm: float
    height_mm: float
    anchor: int = 0  # index into `Paper.blocks` of the paragraph that holds it
    colour: str = "000000"  # of a line
    weight: float = 0.0  # of a line
    line_style: str = "single"  # single, double, thickThin, thinThick
    story: Story = Story.BODY
    part: str = ""
    turned: bool = False  # its text runs downwards
    paragraphs: tuple[ParagraphFacts, ...] = ()
    tables: tuple[Table, ...] = ()
    horizontal: str = ""  # alignment, where it is said by one: page center, margin outside
    vertical: str = ""  # margin bottom, page top
    section: int = 0  # index into `Paper.sections`


class Section(Struct, frozen=True):
    """The page set-up of a run of blocks. Margins and distances are mm."""

    width_mm: float
    height_mm: float
    top_mm: float
    bottom_mm: float
    left_mm: float
    right_mm: float
    header_mm: float = 0.0
    footer_mm: float = 0.0
    gutter_mm: float = 0.0
    landscape: bool = False
    grid: str = ""  # "", lines, linesAndChars, snapToChars
    grid_pitch: float = 0.0  # pt between lines
    grid_character: float = 0.0  # pt added to the size of Normal for each character
    starts: str = "nextPage"  # continuous, evenPage, oddPage
    title_page: bool = False  # the first page has its own header and footer
    page_number_start: int | None = None
    page_number_format: str = "decimal"
    # default, even, first → the paragraphs; what a section inherits is filled in
    # (paragraphs of its frames and tables included, those of its text boxes are in `Paper.boxes`)
    footers: dict[str, tuple[ParagraphFacts, ...]] = field(default_factory=dict)
    headers: dict[str, tuple[ParagraphFacts, ...]] = field(default_factory=dict)
    columns: int = 1


class Paper(Struct, frozen=True):
    """A whole file."""

    sections: tuple[Section, ...]
    blocks: tuple[ParagraphFacts | Table, ...]  # of the body, in order
    boxes: tuple[Box, ...] = ()  # of the body, headers and footers
    even_and_odd: bool = False  # facing pages have headers and footers of their own
    normal_size: float = 10.5  # of the default paragraph style
    hanging_punctuation: bool = True
    punctuation_compressed: bool = False
    is_template: bool = False  # it holds tags {{ }} {% %}: texts are not final
    revisions: int = 0  # insertions and deletions that nobody has accepted yet
    comments: int = 0
    title: str = ""  # core property

    @property
    def paragraphs(self) -> tuple[ParagraphFacts, ...]:
        """The paragraphs of the body itself, outside of tables and boxes."""
        return tuple(block for block in self.blocks if isinstance(block, ParagraphFacts))

    @property
    def all_paragraphs(self) -> Iterator[ParagraphFacts]:
        """Of body, tables, boxes, headers and footers, each once."""
        yield from paragraphs_in(self.blocks)
        for box in self.boxes:
            yield from paragraphs_in((*box.paragraphs, *box.tables))
        edges = {
            (paragraph.part, paragraph.index): paragraph
            for section in self.sections
            for stories in (section.headers, section.footers)
            for story in stories.values()
            for paragraph in story
            if paragraph.box < 0  # told with its box
        }
        yield from edges.values()


def paragraphs_in(blocks: Iterable[ParagraphFacts | Table]) -> Iterator[ParagraphFacts]:
    """Of the text itself and of its tables, in order."""
    for block in blocks:
        if isinstance(block, ParagraphFacts):
            yield block
        else:
            yield from block.paragraphs
