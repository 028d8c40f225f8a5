"""Turns a paper into the lines that people read one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from make_docx.document.styles import Style
from make_docx.linter.colour import is_red
from make_docx.linter.paper import Box, Paper, ParagraphFacts, Section, Table
from make_docx.linter.recognition.words import PLACEHOLDER, plain

_LEAST_LINE: Final = 6.0  # pt; an empty line lower than this only holds something
_STYLES: Final = {str(style): style for style in Style} | {"Title": Style.TITLE}
# Names in tags that are called otherwise than the style of their paragraph.
_PLACEHOLDERS: Final = {
    "标签": Style.SIGNERS,
    "姓名": Style.SIGNERS,
    "抄送机关": Style.COPIES_TO,
    "印发日期": Style.PRINTED_BY,
    "标题": Style.TITLE,
}


class Line(Struct, frozen=True, eq=False):  # one line is equal to itself alone
    """A paragraph, and what it stands in."""

    at: int  # in `Lines.all`
    paragraph: ParagraphFacts
    text: str
    is_empty: bool
    style: Style | None  # the element that the style, or the tag of a layout, names
    table: Table | None = None
    box: Box | None = None

    @property
    def plain(self) -> str:
        return plain(self.text)

    @property
    def is_free(self) -> bool:
        """No style says what it is; or one of ours says that it is text, as others may not be."""
        return self.style in {None, Style.BODY}

    @property
    def size(self) -> float:
        """Of most of its characters."""
        runs = self.paragraph.runs
        return max(runs, key=lambda run: len(run.text)).size if runs else 0.0

    @property
    def is_red(self) -> bool:
        return any(is_red(run.colour) for run in self.paragraph.runs if run.text.strip())

    @property
    def is_centred(self) -> bool:
        """By alignment, or by so many spaces that it was meant to be."""
        return self.paragraph.align in {"center", "distribute"} or bool(
            re.match(r"[\u3000]{4,}|[ \u3000\t]{8,}", self.paragraph.text)
        )


class Lines:
    """All lines of the body; what stands in a box comes before the paragraph that holds it."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.all: tuple[Line, ...] = tuple(
            _line(at, *found) for at, found in enumerate(_read(paper))
        )

    @property
    def filled(self) -> list[Line]:
        return [line for line in self.all if not line.is_empty]

    def section(self, line: Line) -> Section:
        return self.paper.sections[line.paragraph.section]

    def blanks_before(self, paragraph: ParagraphFacts) -> int | None:
        """Empty lines directly above; None for what does not stand in the text itself."""
        if not self._in_text(paragraph):
            return None
        text = paragraph.text.lstrip(" \u3000\t")
        count = len(text) - len(text.lstrip("\n"))
        for block in self._above(paragraph):
            if isinstance(block, Table) or not block.is_empty or "\f" in block.text:
                break
            if "bottom" in block.borders:  # the red rule under a line without a number
                break
            if block.line_rule != "exact" or block.line >= _LEAST_LINE:
                count += 1 + block.text.count("\n")
            if block.section != paragraph.section:
                break
        return count

    def starts_page(self, line: Line) -> bool:
        """True when only empty lines stand between it and a page break."""
        paragraph = line.paragraph
        if paragraph.page_break_before or paragraph.text.lstrip(" \u3000\n").startswith("\f"):
            return True
        if not self._in_text(paragraph):
            return False
        section = paragraph.section
        for block in self._above(paragraph):
            if block.section != section:
                return self.paper.sections[section].starts != "continuous"
            if isinstance(block, Table):
                return False
            if block.text.rstrip(" \u3000\n").endswith("\f"):
                return True
            if not block.is_empty:
                return False
            if block.page_break_before:
                return True
        return False

    def _above(self, paragraph: ParagraphFacts) -> Iterator[ParagraphFacts | Table]:
        """The blocks over it, the nearest first."""
        return map(self.paper.blocks.__getitem__, range(paragraph.block - 1, -1, -1))

    def _in_text(self, paragraph: ParagraphFacts) -> bool:
        blocks = self.paper.blocks
        return 0 <= paragraph.block < len(blocks) and blocks[paragraph.block] is paragraph


def _line(at: int, paragraph: ParagraphFacts, table: Table | None, box: Box | None) -> Line:
    text = paragraph.text
    return Line(
        at, paragraph, text, _is_empty(paragraph, text), _style(paragraph, text), table, box
    )


def _is_empty(paragraph: ParagraphFacts, text: str) -> bool:
    return paragraph.is_empty if text.isspace() or not text else False


def _style(paragraph: ParagraphFacts, text: str) -> Style | None:
    if style := _STYLES.get(paragraph.style):
        return style
    match = PLACEHOLDER.search(text) if "{{" in text else None
    return None if match is None else _PLACEHOLDERS.get(match[1]) or _STYLES.get(match[1])


def _read(paper: Paper) -> Iterator[tuple[ParagraphFacts, Table | None, Box | None]]:
    boxes: dict[int, list[Box]] = {}
    for box in paper.boxes:
        if box.part == "":
            boxes.setdefault(box.anchor, []).append(box)
    for index, block in enumerate(paper.blocks):
        for box in boxes.get(index, ()):
            for paragraph in box.paragraphs:
                yield paragraph, None, box
            for table in box.tables:
                yield from ((paragraph, inner, box) for paragraph, inner in _cells(table))
        if isinstance(block, Table):
            yield from ((paragraph, inner, None) for paragraph, inner in _cells(block))
        else:
            yield block, None, None


def _cells(table: Table) -> Iterator[tuple[ParagraphFacts, Table]]:
    for row in table.rows:
        for cell in row.cells:
            yield from ((paragraph, table) for paragraph in cell.paragraphs)
            for inner in cell.tables:
                yield from _cells(inner)
