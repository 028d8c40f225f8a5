"""Turns a 命令(令) into the verdicts of 10.2."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from make_docx.linter.clause import Remark, Strength, Subject, clause, judged, place_of
from make_docx.linter.clauses import extent
from make_docx.linter.clauses.mark import clauses_of
from make_docx.linter.clauses.number import gap_remark
from make_docx.linter.parts import Format

_ELEMENT: Final = "命令"


@clause("F10", "10.2", _ELEMENT, "标志下空二行编排令号", Strength.MUST, of_text=True)
def number_gap(subject: Subject) -> Iterator[Remark]:
    parts = subject.parts
    if parts.format is Format.ORDER and parts.number is not None and parts.marks:
        yield gap_remark(subject, parts.marks[-1], parts.number, 2)


@clause("F10-centred", "10.2", _ELEMENT, "令号居中", Strength.MUST, of_text=True)
def number_centred(subject: Subject) -> Iterator[Remark]:
    parts = subject.parts
    if parts.format is Format.ORDER and parts.number is not None:
        right = extent.is_centred(subject, parts.number)
        yield judged(right, "居中", "居中" if right else "不居中", place_of(parts.number))


@clause("F10-form", "10.2", _ELEMENT, "令号写作“第×号”", Strength.MUST, of_text=True)
def number_form(subject: Subject) -> Iterator[Remark]:
    parts = subject.parts
    if parts.format is Format.ORDER and parts.number is not None:
        text = re.sub(r"[\s\u3000]", "", parts.number.text)
        right = re.fullmatch(r"第[1-9][0-9]*号", text) is not None
        yield judged(right, "第×号，没有年份", text, place_of(parts.number))


@clause("F10-body", "10.2", _ELEMENT, "令号下空二行编排正文", Strength.MUST, of_text=True)
def body_gap(subject: Subject) -> Iterator[Remark]:
    """The clause mentions no title (D14); an order that has one is left alone."""
    parts = subject.parts
    if parts.format is Format.ORDER and parts.number is not None and not parts.title:
        for first in (parts.addressee, *parts.body)[: 1 if parts.addressee else 2]:
            if first is not None:
                yield gap_remark(subject, parts.number, first, 2)
                return


CLAUSES: Final = (
    *clauses_of(Format.ORDER),
    number_gap,
    number_centred,
    number_form,
    body_gap,
)
