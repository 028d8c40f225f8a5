"""Turns the rows of a text into its paragraphs, with the numbers of its headings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from make_docx.catalogue import finding
from make_docx.late_pattern import late_pattern
from make_docx.model import Level, OutlineRow, Paragraph
from make_docx.wording.filler import Filler
from make_docx.wording.marked import Marked
from make_docx.wording.name import normal
from make_docx.wording.outline import Numbering, section, split_number, standing
from make_docx.wording.passage import is_sentence
from make_docx.wording.plain import plain_line
from make_docx.wording.repeat import Pass, passes, told_once
from make_docx.wording.seam import without_stops

_LABEL_LENGTH: Final = 20  # characters of a heading that a finding shows
_CLOSING: Final = late_pattern(
    "[特专]此[^，；：]{1,6}[。！]?"
)  # of the whole text, not of its last section
_ENDS_QUOTED: Final = late_pattern("】[)）}｝\\s]*$")


def paragraphs_of(rows: Sequence[OutlineRow], filler: Filler) -> tuple[Paragraph, ...]:
    """The paragraphs of one text, numbered from 一、; a row may be printed never or several times.

    The findings are in the order of the rows.
    """
    start = len(filler.findings)
    printings = tuple(passes(rows, filler.lookup.tables))
    levels = [_depth_of(printing.row) for printing in printings]
    worded = _all_worded(printings, filler)
    stands = standing(levels, [bool(lines) for lines in worded])
    numbering = Numbering()
    paragraphs: list[Paragraph] = []
    for index, (printing, lines) in enumerate(zip(printings, worded, strict=True)):
        row = printing.row
        if row.level is Level.BODY:
            paragraphs += (
                Paragraph(Level.BODY, "", line.text, line.marks, line.picture, line.is_quoted)
                for line in lines
            )
        elif stands[index]:
            (text,) = lines
            has_section = bool(section(levels, index))
            paragraphs.append(_heading(row, text, numbering, filler, has_section=has_section))
        elif lines:
            filler.findings.append(finding("text-empty", row.ref.place()))
    order = {row.ref.cell: index for index, row in enumerate(rows)}
    filler.findings[start:] = sorted(filler.findings[start:], key=lambda f: order[f.place.cell])
    return tuple(paragraphs)


def _depth_of(row: OutlineRow) -> Level:
    """The level that counts for sections: 特此报告。 ends them all."""
    return Level.HEADING_1 if _CLOSING.fullmatch(row.text.strip()) else row.level


def _all_worded(printings: Sequence[Pass], filler: Filler) -> list[tuple[Marked, ...]]:
    """What each printing of a row says; what is found in every one of them is told once."""
    worded: list[tuple[Marked, ...]] = []
    start = len(filler.findings)
    for printing in printings:
        filler.row = printing.entry
        if printing.is_blank:
            filler.findings.append(finding("text-empty", printing.row.ref.place()))
        worded.append(() if printing.is_blank else _worded(printing.row, filler))
    filler.row = None
    repeated = {one.row.ref.cell for one in printings if one.entry}
    printed = {one.row.ref.cell for one, lines in zip(printings, worded, strict=True) if lines}
    filler.findings[start:] = told_once(filler.findings[start:], repeated, printed)
    return worded


def _worded(row: OutlineRow, filler: Filler) -> tuple[Marked, ...]:
    """What a row says, without its number; nothing when it is left out."""
    place = row.ref.place()
    if row.level is Level.BODY:
        return filler.block(row.text, place)
    _, written = split_number(row.level, plain_line(row.text))
    if lines := filler.line(written, place).lines():
        return lines
    filler.findings.append(finding("text-empty", place))
    return ()


def _heading(
    row: OutlineRow, line: Marked, numbering: Numbering, filler: Filler, *, has_section: bool
) -> Paragraph:
    if has_section and _ENDS_QUOTED.search(row.text):
        line = without_stops(line)
    text = line.text
    place = row.ref.place(text[:_LABEL_LENGTH])
    if numbering.skips(row.level):
        filler.findings.append(finding("outline-skipped", place))
    # “1.加强领导。成立……。” is a paragraph that begins with its heading
    if not has_section and not is_sentence(text):
        filler.findings.append(finding("heading-empty", place))
    typed, _ = split_number(row.level, plain_line(row.text))
    number = numbering.next(row.level)
    if typed and normal(typed) != normal(number):
        place = row.ref.place("标题序号")
        filler.findings.append(finding("cell-read-as", place, found=typed, expected=number))
    return Paragraph(row.level, number, text, line.marks)
