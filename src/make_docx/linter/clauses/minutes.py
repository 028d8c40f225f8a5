"""Turns a 纪要 into the verdicts of 10.3."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from make_docx.linter.clause import Remark, Strength, Subject, clause, judged, place_of
from make_docx.linter.clauses import extent, typeface
from make_docx.linter.clauses.mark import clauses_of
from make_docx.linter.clauses.number import chars_remark, gap_remark
from make_docx.linter.paper import Run
from make_docx.linter.parts import Format
from make_docx.official import page
from make_docx.official.profile import Face

_ELEMENT: Final = "出席人员名单"
_LABEL: Final = 3  # 字 of 出席：
_COLON: Final = "：:"


@clause("F13", "10.3", _ELEMENT, "正文或者附件说明下空一行", Strength.MUST, of_text=True)
def gap(subject: Subject) -> Iterator[Remark]:
    parts = subject.parts
    if parts.attendance and parts.body and parts.attendance[0].block > parts.body[-1].block:
        above = (parts.own_notes or parts.body)[-1]
        yield gap_remark(subject, above, parts.attendance[0], 1)


@clause("F13-indent", "10.3", _ELEMENT, "左空二字", Strength.MUST, of_text=True)
def indent(subject: Subject) -> Iterator[Remark]:
    for paragraph in subject.parts.attendance:
        yield chars_remark(extent.left(subject, paragraph), 2, "左空", place_of(paragraph))


@clause(
    "F13-colon", "10.3", _ELEMENT, "“出席”“请假”“列席”后标全角冒号", Strength.MUST, of_text=True
)
def colon(subject: Subject) -> Iterator[Remark]:
    for paragraph in subject.parts.attendance:
        mark = paragraph.text.lstrip(" \u3000")[2:3]
        yield judged(mark == "：", "“：”", f"“{mark}”", place_of(paragraph))


@clause("F13-type", "10.3", _ELEMENT, "“出席”等字用3号黑体，姓名用3号仿宋体", Strength.USUAL)
def look(subject: Subject) -> Iterator[Remark]:
    for paragraph in subject.parts.attendance:
        labels: list[Run] = []
        names: list[Run] = []
        said = ""
        for run in paragraph.runs:
            (names if any(mark in said for mark in _COLON) else labels).append(run)
            said += run.text
        for runs, face in ((labels, Face.HEITI), (names, Face.FANGSONG)):
            printed = [run for run in runs if run.text.strip(" \u3000\t\n：:")]
            if printed:
                yield typeface.look(subject, paragraph, face, page.SIZE_3, printed)


@clause("F14", "10.3", _ELEMENT, "回行时与冒号后的首字对齐", Strength.MUST, of_text=True)
def hanging(subject: Subject) -> Iterator[Remark]:
    for paragraph in subject.parts.attendance:
        em = extent.em(subject, paragraph)
        room = extent.text_width(subject.paper.sections[paragraph.section])
        if (page.width(paragraph.text) + 2) * em > room:
            behind = (paragraph.left - (extent.left(subject, paragraph) or 0.0) * em) / em
            yield chars_remark(behind, _LABEL, "回行右移", place_of(paragraph))


CLAUSES: Final = (*clauses_of(Format.MINUTES), gap, indent, colon, look, hanging)
