"""Turns the spacing of paragraphs into the distances between them on the page.

Heights are those of exact lines, and of lines that a grid makes exact; where Word would take
a font's own height nothing is computed, only blank lines are counted.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import Final

from make_docx.linter.clause import Subject
from make_docx.linter.clauses import extent
from make_docx.linter.paper import Cell, ParagraphFacts, Row, Section, Story, Table
from make_docx.official import page
from make_docx.official.wrap import wrapped_lines

STANDARD_PITCH: Final = page.LINE_PITCH / page.TWIPS_PER_POINT
# Of the size, what a line of its own takes: the least and the most of the faces in use.
_NATURAL: Final = (1.1, 1.45)
_GRIDS: Final = frozenset({"lines", "linesAndChars", "snapToChars"})


def section_of(subject: Subject, paragraph: ParagraphFacts) -> Section:
    return subject.paper.sections[paragraph.section]


def text_height(section: Section) -> float:
    """Height of the 版心 in pt."""
    return extent.points(section.height_mm - section.top_mm - section.bottom_mm)


def line_height(paragraph: ParagraphFacts, section: Section) -> float | None:
    """From one line to the next, pt; None where the font decides."""
    size = max((run.size for run in paragraph.runs), default=0.0)
    snaps = paragraph.snap_to_grid and section.grid in _GRIDS and section.grid_pitch > 0
    match paragraph.line_rule:
        case "exact":
            return paragraph.line
        case "at_least" if not snaps and paragraph.line >= size * _NATURAL[1]:
            return paragraph.line
        case "auto" if snaps:
            least, most = (math.ceil(size * part / section.grid_pitch) for part in _NATURAL)
            return max(1, least) * section.grid_pitch * paragraph.line if least == most else None
        case _:
            return None


def line_count(subject: Subject, paragraph: ParagraphFacts) -> int | None:
    """How many lines a paragraph takes; None where it is a close call."""
    em = extent.em(subject, paragraph)
    room = extent.text_width(section_of(subject, paragraph)) - paragraph.left - paragraph.right
    room -= paragraph.inset_left + paragraph.inset_right
    if em <= 0 or room < em:
        return None
    total = 0
    for line in paragraph.text.split("\n"):
        least = max(1, math.ceil((page.width(line) * em + paragraph.first_line) / room - 0.01))
        indent = max(0.0, paragraph.first_line) / em
        most = wrapped_lines("\u3000" * round(indent) + line, room / em + 0.01)
        if least != most:
            return None
        total += least
    return total


def height(subject: Subject, paragraph: ParagraphFacts) -> float | None:
    """Of all its lines, without the space before and after."""
    line = line_height(paragraph, section_of(subject, paragraph))
    count = 1 if paragraph.is_empty else line_count(subject, paragraph)
    return None if line is None or count is None else line * count


def pitch(subject: Subject) -> float:
    """The line pitch of the body; that of the standard where it cannot be told."""
    found: Counter[float] = Counter()
    for paragraph in subject.parts.body:
        line = line_height(paragraph, section_of(subject, paragraph))
        if line is not None:
            found[line] += len(paragraph.text)
    return found.most_common(1)[0][0] if found else STANDARD_PITCH


def blank_lines(subject: Subject, above: ParagraphFacts, below: ParagraphFacts) -> float | None:
    """行 left blank between two paragraphs of a page, as empty lines or as spacing.

    Where the height of an empty line hangs on its font, empty lines are counted.
    """
    if below.story is Story.CELL or above.box != below.box or above is below:
        return None
    between = _between(subject, above, below)
    if between is None or _breaks(below):
        return None
    empty = [paragraph for paragraph in between if paragraph.is_empty]
    spacing = above.after + below.before + sum(p.before + p.after for p in empty)
    heights = [line_height(p, section_of(subject, p)) for p in empty]
    known = [height for height in heights if height is not None]
    if len(known) == len(heights):
        return (sum(known) + spacing) / pitch(subject)
    return None if spacing else float(len(empty))


def top_of(subject: Subject, paragraph: ParagraphFacts) -> float | None:
    """From the top of the 版心 to that of its first line, pt, if all above it is known.

    Counted from the page break before it, else from the beginning.
    """
    if not 0 <= paragraph.block < len(subject.paper.blocks):
        return None
    block = subject.paper.blocks[paragraph.block]
    inside: float | None = 0.0
    if isinstance(block, Table):
        inside = _in_table(subject, block, paragraph)
    elif paragraph.story is not Story.BODY:
        return None
    above = 0.0 if _breaks(paragraph) else _above(subject, block)
    return None if above is None or inside is None else above + inside + paragraph.before


def _above(subject: Subject, block: ParagraphFacts | Table) -> float | None:
    """The height of all that stands over a block on its page."""
    total = 0.0
    for other in _upwards(subject, block):
        tall = _block_height(subject, other)
        if tall is None:
            return None
        total += tall
    return total


def _block_height(subject: Subject, block: ParagraphFacts | Table) -> float | None:
    if isinstance(block, Table):
        return _sum(_row_height(subject, row) for row in block.rows)
    tall = height(subject, block)
    return None if tall is None else tall + block.before + block.after


def _row_height(subject: Subject, row: Row) -> float | None:
    cells = [_cell_height(subject, cell) for cell in row.cells]
    known = [tall for tall in cells if tall is not None]
    return max((row.height, *known)) if len(known) == len(cells) else None


def _cell_height(subject: Subject, cell: Cell) -> float | None:
    return None if cell.tables else _sum(_block_height(subject, p) for p in cell.paragraphs)


def _in_table(subject: Subject, table: Table, paragraph: ParagraphFacts) -> float | None:
    """How far under the top of its table a paragraph begins, space before it not counted.

    Known in the cell that makes its row as high as it is, whatever way the cell is aligned.
    """
    down = 0.0
    for row in table.rows:
        tall = _row_height(subject, row)
        if tall is None:
            return None
        for cell in row.cells:
            before = list(takewhile(lambda other: other is not paragraph, cell.paragraphs))
            if len(before) < len(cell.paragraphs):
                fills = _cell_height(subject, cell) == tall
                within = _sum(_block_height(subject, other) for other in before)
                return down + within if fills and within is not None else None
        down += tall
    return None


def _sum(heights: Iterable[float | None]) -> float | None:
    known = list(heights)
    return None if None in known else sum(tall for tall in known if tall is not None)


def starts_page(subject: Subject, paragraph: ParagraphFacts) -> bool:
    """Whether a break, or the file's beginning, puts it on top of a page."""
    return _breaks(paragraph) or next(_upwards(subject, paragraph), None) is None


def _upwards(subject: Subject, start: ParagraphFacts | Table) -> Iterator[ParagraphFacts | Table]:
    """The blocks above it, the nearest first, up to the top of the page."""
    below = start
    for block in reversed(subject.paper.blocks[: start.block]):
        starts = subject.paper.sections[below.section].starts
        if block.section != below.section and starts != "continuous":
            return
        if isinstance(block, ParagraphFacts):
            if block.text.rstrip(" ").endswith("\f"):
                return
            yield block
            if _breaks(block):
                return
        else:
            yield block
        below = block


def _breaks(paragraph: ParagraphFacts) -> bool:
    return paragraph.page_break_before or paragraph.text.startswith("\f")


def _between(
    subject: Subject, above: ParagraphFacts, below: ParagraphFacts
) -> list[ParagraphFacts] | None:
    """What stands between two paragraphs of the body or of one box; None with a table."""
    if above.story is Story.BOX and above.box >= 0:
        inside = subject.paper.boxes[above.box].paragraphs
        return [p for p in inside if above.index < p.index < below.index]
    if above.block < 0 or below.block <= above.block:
        return None
    blocks = subject.paper.blocks[above.block + 1 : below.block]
    found = [block for block in blocks if isinstance(block, ParagraphFacts)]
    broken = any("\f" in p.text or p.page_break_before for p in found)
    return None if broken or len(found) < len(blocks) else found
