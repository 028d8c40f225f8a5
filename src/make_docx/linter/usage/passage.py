"""Turns what was recognised in a paper into its texts, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from make_docx.findings import excerpt
from make_docx.linter.clause import Subject, place_of
from make_docx.linter.paper import Cell, ParagraphFacts, Row, Table

_TAGS = ("{{", "{%")


class Passage(Struct, frozen=True):
    text: str
    place: str


@lru_cache(maxsize=1)  # some twenty clauses ask for the same
def passages(subject: Subject) -> tuple[Passage, ...]:
    """Title, body, 附注, annexes and tables; what still holds tags of a template is left out."""
    found = (*title(subject), *body(subject), *_annexes(subject), *_cells(subject))
    return tuple(
        passage
        for passage in found
        if passage.text.strip() and not any(tag in passage.text for tag in _TAGS)
    )


def title(subject: Subject) -> Iterator[Passage]:
    lines = subject.parts.title
    if lines:
        yield _whole(lines)


def body(subject: Subject) -> Iterator[Passage]:
    for paragraph in (*subject.parts.all_body, subject.parts.note):
        if paragraph is not None and not paragraph.is_empty:
            yield Passage(paragraph.text, place_of(paragraph))


def _annexes(subject: Subject) -> Iterator[Passage]:
    for annex in subject.parts.annexes:
        if annex.title:
            yield _whole(annex.title)
        for block in annex.body:
            if isinstance(block, ParagraphFacts):
                yield Passage(block.text, place_of(block))


def _whole(lines: tuple[ParagraphFacts, ...]) -> Passage:
    """Lines of a title as one text: where they break says nothing."""
    text = "".join(line.text for line in lines)
    return Passage("".join(text.split()), place_of(lines[0]))


def tables(subject: Subject) -> Iterator[tuple[str, Table]]:
    """The tables with their places, without those that only set the 版头 or the 版记."""
    parts = subject.parts
    elsewhere = {
        id(paragraph)
        for paragraph in (*parts.marks, *parts.signers, *parts.title, parts.number, parts.printed)
        if paragraph is not None
    }
    number = 0
    for block in subject.paper.blocks:
        if not isinstance(block, Table) or block == parts.colophon_table:
            continue
        cells = (cell for row in block.rows for cell in row.cells)
        if any(id(paragraph) in elsewhere for cell in cells for paragraph in cell.paragraphs):
            continue
        number += 1
        yield f"第{number}个表格", block


def _cells(subject: Subject) -> Iterator[Passage]:
    for place, table in tables(subject):
        for row_number, row in enumerate(table.rows, 1):
            for cell in row.cells:
                text = cell_text(cell)
                if text:
                    yield Passage(text, f"{place}第{row_number}行“{excerpt(text)}”")


def cell_text(cell: Cell) -> str:
    """Lines of a cell as one text: 悬挂⏎横幅 is one head."""
    return "".join(paragraph.text for paragraph in cell.paragraphs).replace("\n", "").strip()


def grid(table: Table) -> tuple[tuple[str, ...], ...]:
    """The texts of a table by rows and columns; a cell over several columns is in each."""
    return tuple(tuple(_row(row)) for row in table.rows)


def _row(row: Row) -> Iterator[str]:
    for cell in row.cells:
        text = "".join(paragraph.text for paragraph in cell.paragraphs).replace("\n", "")
        yield from [text] * max(cell.span, 1)
