"""Turns a fault that only LibreOffice makes of a page into one that is left to Word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from make_docx.linter.clause import Clause, Remark, Subject, Verdict, unknown
from make_docx.linter.clauses import distance
from make_docx.linter.paper import ParagraphFacts

CHARACTERS: Final = "LibreOffice 排不出字符网格，这一项以 Word 为准"
_LINES: Final = "LibreOffice 把固定值的行也对齐网格，这一项以 Word 为准"
_SAME: Final = 0.3  # pt
_CHARACTER_GRIDS: Final = frozenset({"linesAndChars", "snapToChars"})
# What is the same on any grid, and what a grid of lines does not move.
_CERTAIN: Final = frozenset({"P1-R", "H6-colour-R", "V1-weight-R", "F2-kind-R", "F7-R", "LOST-R"})
_ACROSS: Final = frozenset(
    {
        *("P3-R", "P4-R", "P7-characters-R", "H5-centred-R", "N1-centred-R", "N4-R", "S2-right-R"),
        *("R1-width-R", "T2-centred-R", "Z1-left-R", "F4-R", "Q3-R", "Y1-indent-R", "V1-R"),
        *("V5-indent-R", "G3-R", "G4-R", "L1-number-R"),
    }
)


def on_character_grid(subject: Subject) -> bool:
    """LibreOffice gives each character of such a page one or two whole cells (measured)."""
    return any(
        paragraph.snap_to_grid and distance.section_of(subject, paragraph).grid in _CHARACTER_GRIDS
        for paragraph in subject.parts.all_body
    )


def left_to_word(clause: Clause) -> Clause:
    """The clause, without the faults that a grid makes in LibreOffice and not in Word."""

    def check(subject: Subject) -> Iterator[Remark]:
        reason = _doubt(clause.id, subject)
        for remark in clause.check(subject):
            doubtful = reason and remark.verdict is Verdict.FAIL
            yield unknown(reason, remark.place, remark.expected) if doubtful else remark

    return replace(clause, check=check)


def _doubt(id_: str, subject: Subject) -> str:
    if id_ in _CERTAIN:
        return ""
    if on_character_grid(subject):
        return CHARACTERS
    moved = any(_is_moved(subject, paragraph) for paragraph in subject.paper.paragraphs)
    return _LINES if moved and id_ not in _ACROSS else ""


def _is_moved(subject: Subject, paragraph: ParagraphFacts) -> bool:
    """An exact line between two of the grid: LibreOffice makes it higher, Word does not."""
    section = distance.section_of(subject, paragraph)
    if not (paragraph.snap_to_grid and section.grid and section.grid_pitch > 0):
        return False
    off = paragraph.line % section.grid_pitch
    is_between = min(off, section.grid_pitch - off) > _SAME
    return paragraph.line_rule == "exact" and is_between
