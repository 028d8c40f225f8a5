"""Turns the indents, tabs and characters of a line into where its text begins and ends."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from make_docx.linter.clause import Subject
from make_docx.linter.clauses.words import MM_PER_POINT
from make_docx.linter.paper import ParagraphFacts, Run, Section
from make_docx.official import page

_BLANKS: Final = " \u3000\xa0"


class Segment(Struct, frozen=True):
    """The text between two tabs; pt from the left edge of the 版心, None if not known."""

    text: str
    left: float | None
    right: float | None


def points(mm: float) -> float:
    return mm / MM_PER_POINT


def text_width(section: Section) -> float:
    """Width of the 版心 in pt."""
    return points(section.width_mm - section.left_mm - section.right_mm - section.gutter_mm)


def advance(subject: Subject, paragraph: ParagraphFacts, run: Run) -> float:
    """From one 汉字 of a run to the next, pt."""
    section = subject.paper.sections[paragraph.section]
    on_grid = paragraph.snap_to_grid and section.grid in {"linesAndChars", "snapToChars"}
    return run.size + run.spacing + (section.grid_character if on_grid else 0.0)


def em(subject: Subject, paragraph: ParagraphFacts) -> float:
    """一字 of a paragraph: the advance of its first run that shows anything."""
    for run in paragraph.runs:
        if run.text.strip(_BLANKS + "\t\n\f"):
            return advance(subject, paragraph, run)
    return next((advance(subject, paragraph, run) for run in paragraph.runs), page.SIZE_3)


def segments(subject: Subject, paragraph: ParagraphFacts) -> tuple[Segment, ...]:
    """The first line of a paragraph, where it stands by its indents, tabs and alignment."""
    first = _first_line(paragraph)
    inset = paragraph.inset_left
    room = text_width(subject.paper.sections[paragraph.section]) - inset - paragraph.inset_right
    pieces = _pieces(subject, paragraph, first)
    start: float | None = paragraph.left + paragraph.first_line
    found: list[Segment] = []
    for index, (text, wide) in enumerate(pieces):
        if index:
            start = _after_tab(paragraph, start, wide)
        elif len(pieces) == 1 and paragraph.align in {"center", "right", "end"}:
            spare = room - paragraph.left - paragraph.first_line - paragraph.right - wide
            start = (start or 0.0) + (spare / 2 if paragraph.align == "center" else spare)
        found.append(_trimmed(text, None if start is None else start + inset, wide))
        start = None if start is None else start + wide
    return tuple(found)


def left(subject: Subject, paragraph: ParagraphFacts) -> float | None:
    """From the left edge of the 版心 to the first character, 字."""
    found = segments(subject, paragraph)[0].left
    return None if found is None else found / em(subject, paragraph)


def right(subject: Subject, paragraph: ParagraphFacts) -> float | None:
    """From the last character of the first line to the right edge of the 版心, 字."""
    found = segments(subject, paragraph)[-1].right
    room = text_width(subject.paper.sections[paragraph.section])
    return None if found is None else (room - found) / em(subject, paragraph)


def wraps(subject: Subject, paragraph: ParagraphFacts) -> bool:
    """Whether it takes more than one line, or so nearly that its second line counts."""
    section = subject.paper.sections[paragraph.section]
    room = text_width(section) - paragraph.left - paragraph.right
    room -= paragraph.inset_left + paragraph.inset_right
    one = em(subject, paragraph)
    return any(
        page.width(line) * one + (paragraph.first_line if at == 0 else 0.0) > room
        for at, line in enumerate(paragraph.text.split("\n"))
    )


def is_centred(subject: Subject, paragraph: ParagraphFacts) -> bool:
    """Whether its text is in the middle of the 版心, to half a 字 of 3号."""
    section = subject.paper.sections[paragraph.section]
    if paragraph.align in {"center", "distribute"}:
        off = (paragraph.left + paragraph.first_line - paragraph.right) / 2
        off += (paragraph.inset_left - paragraph.inset_right) / 2
        return abs(off) <= page.SIZE_3 / 2
    only = segments(subject, paragraph)
    if len(only) != 1 or only[0].left is None or only[0].right is None:
        return False
    middle = (only[0].left + only[0].right) / 2
    return abs(middle - text_width(section) / 2) <= page.SIZE_3 / 2


def words_of(rows: Iterable[ParagraphFacts]) -> list[str]:
    """What stands apart by tabs, breaks or rows: the organs of a 署名."""
    parts = (part for text in _rejoined(rows) for part in re.split(r"[\t\n]|[ \u3000]{2,}", text))
    return [name for part in parts if (name := re.sub(r"[\s\u3000]", "", part))]


def _rejoined(rows: Iterable[ParagraphFacts]) -> list[str]:
    """The texts of rows; names broken over lines that follow each other are whole in one row.

    They stand level at their ends: over a name of fewer lines the row above has an empty place.
    """
    found: list[list[str]] = []
    last, broken = -1, False
    for row in rows:
        cells = row.text.split("\t")
        above = found[-1] if found else []
        follows = row.block == last + 1 and len(cells) == len(above)
        ragged = any(b.strip() and not a.strip() for a, b in zip(above, cells, strict=False))
        broken = follows and (broken or ragged)
        if broken:
            found[-1] = [a.strip() + b.strip() for a, b in zip(above, cells, strict=True)]
        else:
            found.append(cells)
        last = row.block
    return ["\t".join(cells) for cells in found]


def _first_line(paragraph: ParagraphFacts) -> list[tuple[Run | None, str]]:
    found: list[tuple[Run | None, str]] = [(None, paragraph.label)] if paragraph.label else []
    for run in paragraph.runs:
        text = run.text.lstrip("\f") if not found else run.text
        found.append((run, text.split("\n")[0]))
        if "\n" in text:
            break
    return found


def _pieces(
    subject: Subject, paragraph: ParagraphFacts, line: list[tuple[Run | None, str]]
) -> list[tuple[str, float]]:
    """(text, width in pt) between the tabs of a line."""
    pieces: list[tuple[str, float]] = [("", 0.0)]
    for run, text in line:
        one = em(subject, paragraph) if run is None else advance(subject, paragraph, run)
        for index, part in enumerate(text.split("\t")):
            if index:
                pieces.append(("", 0.0))
            said, wide = pieces[-1]
            pieces[-1] = (said + part, wide + page.width(part) * one)
    return pieces


def _after_tab(paragraph: ParagraphFacts, at: float | None, wide: float) -> float | None:
    """Where a text of this width begins behind a tab at a place."""
    if at is None:
        return None
    stops = [(position, kind) for kind, position in paragraph.tabs if position > at + 0.01]
    if paragraph.first_line < 0 and paragraph.left > at + 0.01:
        stops.append((paragraph.left, "left"))
    if not stops:
        return None
    position, kind = min(stops)
    match kind:
        case "right" | "end":
            return position - wide
        case "center":
            return position - wide / 2
        case _:
            return position


def _trimmed(text: str, start: float | None, wide: float) -> Segment:
    """Blanks at both ends stand for indents."""
    inner = text.strip(_BLANKS)
    if start is None or not inner:
        return Segment(inner, start, None if start is None else start + wide)
    one = wide / (page.width(text) or 1.0)
    before = page.width(text[: len(text) - len(text.lstrip(_BLANKS))]) * one
    after = page.width(text[len(text.rstrip(_BLANKS)) :]) * one
    return Segment(inner, start + before, start + wide - after)
