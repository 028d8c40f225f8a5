"""Turns the 签发人 into the verdicts of 条例 9(六) and 7.2.6."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from make_docx.linter.clause import Remark, Strength, Subject, clause, judged, place_of
from make_docx.linter.clauses import extent, typeface, words
from make_docx.linter.clauses.number import chars_remark, gap_remark
from make_docx.linter.paper import ParagraphFacts, Run
from make_docx.linter.parts import Format
from make_docx.official import page
from make_docx.official.profile import Face

_ELEMENT: Final = "签发人"
_UPWARDS: Final = frozenset({"报告", "请示"})
# 意见 and 函 go both ways, 纪要 has no 签发人 at all (条例 8).
_NEVER_UPWARDS: Final = frozenset(
    {"决议", "决定", "命令", "令", "公报", "公告", "通告", "通知", "通报", "批复"}
)
_LABEL: Final = re.compile(r"签发人\s*[：:]?")


@clause("S1", "条例 9(六)", _ELEMENT, "上行文标注签发人姓名", Strength.MUST)
def presence(subject: Subject) -> Iterator[Remark]:
    parts, row = subject.parts, _row(subject)
    if parts.format is Format.DOCUMENT and row is not None and parts.genre in _UPWARDS:
        measured = "、".join(parts.signer_names) or ("有" if parts.signers else "没有")
        yield judged(bool(parts.signers), "签发人姓名", measured, place_of(row))


@clause("S1-only", "条例 9(六)", _ELEMENT, "不是上行文的不标签发人", Strength.PRACTICE)
def only_upwards(subject: Subject) -> Iterator[Remark]:
    parts, row = subject.parts, _row(subject)
    if row is not None and parts.genre in _NEVER_UPWARDS:
        names = "、".join(parts.signer_names)
        measured = f"{parts.genre}标了签发人{names}" if parts.signers else "没有签发人"
        yield judged(not parts.signers, "没有签发人", measured, place_of(row))


@clause("S2", "7.2.6", _ELEMENT, "“签发人”后加全角冒号和姓名", Strength.MUST, of_text=True)
def form(subject: Subject) -> Iterator[Remark]:
    for paragraph in subject.parts.signers[:1]:
        label = _LABEL.search(paragraph.text)
        measured = "" if label is None else label[0]
        right = measured == "签发人：" and bool(subject.parts.signer_names)
        yield judged(right, "签发人：姓名", measured or "没有“签发人”", place_of(paragraph))


@clause(
    "S2-type", "7.2.6", _ELEMENT, "“签发人”用3号仿宋体，姓名用3号楷体", Strength.MUST, of_text=True
)
def look(subject: Subject) -> Iterator[Remark]:
    names = subject.parts.signer_names
    for paragraph in subject.parts.signers:
        by_name: dict[bool, list[Run]] = {True: [], False: []}
        for run in typeface.shown(paragraph):
            by_name[_is_name(run, names)].append(run)
        for is_name, face in ((False, Face.FANGSONG), (True, Face.KAITI)):
            if by_name[is_name]:
                yield typeface.look(subject, paragraph, face, page.SIZE_3, by_name[is_name])


@clause("S2-right", "7.2.6", _ELEMENT, "居右空一字", Strength.MUST, of_text=True)
def right(subject: Subject) -> Iterator[Remark]:
    """Of several rows the widest ends there; the others begin where it begins."""
    rows = subject.parts.signers
    ends = [extent.right(subject, row) for row in rows]
    known = [end for end in ends if end is not None]
    if rows:
        found = min(known) if known and len(known) == len(ends) else None
        yield chars_remark(found, 1, "右空", place_of(rows[0]), slack=0.5)


@clause("S2-gap", "7.2.6", _ELEMENT, "标志下空二行", Strength.MUST, of_text=True)
def gap(subject: Subject) -> Iterator[Remark]:
    parts = subject.parts
    if parts.signers and parts.marks:
        yield gap_remark(subject, parts.marks[-1], parts.signers[0], page.LINES_BEFORE_NUMBER)


@clause("S3", "7.2.6", _ELEMENT, "一般每行排两个姓名", Strength.USUAL, of_text=True)
def names_a_row(subject: Subject) -> Iterator[Remark]:
    rows = subject.parts.signers
    for row in rows if len(subject.parts.signer_names) > 1 else ():
        count = _count(subject, row)
        most = page.SIGNERS_PER_ROW
        yield judged(count <= most, f"不超过{most}个", f"{count}个", place_of(row))


@clause(
    "S3-aligned",
    "7.2.6",
    _ELEMENT,
    "回行时与上一行第一个签发人姓名对齐",
    Strength.USUAL,
    of_text=True,
)
def aligned(subject: Subject) -> Iterator[Remark]:
    rows = subject.parts.signers
    if len(rows) < 2:
        return
    first = _name_start(subject, rows[0])
    for row in rows[1:]:
        if not _count(subject, row):
            continue
        start = _name_start(subject, row)
        if first is not None and start is not None:
            off = (start - first) / extent.em(subject, row)
            measured = "对齐" if abs(off) <= 0.5 else f"差{words.characters(abs(off))}"
            yield judged(abs(off) <= 0.5, "对齐", measured, place_of(row))


def _row(subject: Subject) -> ParagraphFacts | None:
    """The line of the number; of a document that has none yet, the first of the 签发人."""
    parts = subject.parts
    return parts.number or next(iter(parts.signers), None)


def _count(subject: Subject, row: ParagraphFacts) -> int:
    """How many names a row has."""
    text = _squeezed(row.text)
    return sum(_squeezed(name) in text for name in subject.parts.signer_names)


def _is_name(run: Run, names: tuple[str, ...]) -> bool:
    text = _squeezed(run.text)
    return bool(text) and text in "".join(map(_squeezed, names))


def _squeezed(text: str) -> str:
    return re.sub(r"[\s\u3000]", "", text)


def _name_start(subject: Subject, row: ParagraphFacts) -> float | None:
    """Where the first name of a row begins, pt: behind the label, or first of its segment."""
    last = extent.segments(subject, row)[-1]
    if last.left is None:
        return None
    label = _LABEL.match(last.text)
    count = 0 if label is None else len(label[0])
    return last.left + count * extent.em(subject, row)


CLAUSES: Final = (presence, only_upwards, form, look, right, gap, names_a_row, aligned)
