"""Turns a 简报 into the verdicts of practice: the standard has no such paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from make_docx.linter.clause import Remark, Strength, Subject, clause, judged, place_of
from make_docx.linter.clauses import extent
from make_docx.linter.clauses.number import chars_remark
from make_docx.linter.parts import Format
from make_docx.linter.recognition.words import is_serial

_ELEMENT: Final = "简报"
_ISSUE: Final = "第×期，居中"


@clause("U1", "惯例", _ELEMENT, "报头名称下居中写期号", Strength.PRACTICE, of_text=True)
def number(subject: Subject) -> Iterator[Remark]:
    parts = subject.parts
    if parts.format is not Format.BULLETIN or not parts.marks:
        return
    if parts.number is None:
        yield judged(False, _ISSUE, "没有", place_of(parts.marks[0]))
        return
    is_issue = is_serial(parts.number_text) and "期" in parts.number_text
    measured = parts.number_text if is_issue else f"写的是“{parts.number_text}”"
    if is_issue and not extent.is_centred(subject, parts.number):
        is_issue, measured = False, "不居中"
    yield judged(is_issue, _ISSUE, measured, place_of(parts.number))


@clause(
    "U2",
    "惯例",
    _ELEMENT,
    "红线之上左边编发单位、右边日期，各空一字",
    Strength.PRACTICE,
    of_text=True,
)
def issuer(subject: Subject) -> Iterator[Remark]:
    row = subject.parts.issuer_row
    if subject.parts.format is Format.BULLETIN and row is not None:
        yield chars_remark(extent.left(subject, row), 1, "左空", place_of(row))
        yield chars_remark(extent.right(subject, row), 1, "右空", place_of(row), slack=0.5)


CLAUSES: Final = (number, issuer)
