"""Turns a paper into the text that it sets in each font."""

from __future__ import annotations

from collections.abc import Iterator

from make_docx.linter.paper import Box, Paper, ParagraphFacts, Table

_LATIN_ENDS = 0x250


def fonts_of(paper: Paper) -> dict[str, str]:
    """The different characters of each font, in the order in which they come."""
    found: dict[str, dict[str, None]] = {}
    for paragraph in _paragraphs(paper):
        for run in paragraph.runs:
            for character in run.text:
                if character.isprintable() and not character.isspace():
                    font = run.latin if ord(character) < _LATIN_ENDS else run.east_asian
                    found.setdefault(font, {})[character] = None
    return {font: "".join(characters) for font, characters in found.items() if font}


def text_of(paper: Paper) -> str:
    """Every character that a body, a table or a text box prints; headers and footers repeat."""
    own = (paragraph for paragraph in _paragraphs(paper) if not paragraph.part)
    return "".join(paragraph.text for paragraph in own)


def _paragraphs(paper: Paper) -> Iterator[ParagraphFacts]:
    for block in paper.blocks:
        yield from _of_block(block)
    for box in paper.boxes:
        yield from _of_box(box)
    seen: set[str] = set()
    for section in paper.sections:
        for story in (*section.headers.values(), *section.footers.values()):
            for paragraph in story:
                key = f"{paragraph.part} {paragraph.index}"
                if key not in seen:
                    seen.add(key)
                    yield paragraph


def _of_block(block: ParagraphFacts | Table) -> Iterator[ParagraphFacts]:
    if isinstance(block, ParagraphFacts):
        yield block
        return
    for row in block.rows:
        for cell in row.cells:
            yield from cell.paragraphs


def _of_box(box: Box) -> Iterator[ParagraphFacts]:
    yield from box.paragraphs
    for table in box.tables:
        yield from _of_block(table)
