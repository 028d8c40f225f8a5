"""Turns the 附注 into the verdicts of 7.3.6."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from make_docx.linter.clause import Remark, Strength, Subject, clause, judged, place_of
from make_docx.linter.clauses import extent
from make_docx.linter.clauses.number import chars_remark, gap_remark

_NOTE: Final = "附注"


@clause("Y1", "7.3.6", _NOTE, "加圆括号", Strength.MUST, of_text=True)
def note_form(subject: Subject) -> Iterator[Remark]:
    if (note := subject.parts.note) is not None:
        text = note.text.strip()
        right = text.startswith("（") and text.endswith("）")
        yield judged(right, "（……）", f"{text[:1]}……{text[-1:]}", place_of(note))


@clause("Y1-indent", "7.3.6", _NOTE, "居左空二字", Strength.MUST, of_text=True)
def note_indent(subject: Subject) -> Iterator[Remark]:
    if (note := subject.parts.note) is not None:
        yield chars_remark(extent.left(subject, note), 2, "左空", place_of(note))


@clause("Y1-place", "7.3.6", _NOTE, "编排在成文日期下一行", Strength.MUST, of_text=True)
def note_place(subject: Subject) -> Iterator[Remark]:
    parts = subject.parts
    if parts.note is not None and parts.date is not None:
        yield gap_remark(subject, parts.date, parts.note, 0)


CLAUSES: Final = (note_form, note_indent, note_place)
