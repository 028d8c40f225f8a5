"""Turns 附件说明 and the pages of the 附件 into the verdicts of 7.3.4 and 7.3.7."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from make_docx.linter.clause import Remark, Strength, Subject, clause, judged, place_of, unknown
from make_docx.linter.clauses import distance, extent, typeface
from make_docx.linter.clauses.number import chars_remark, gap_remark
from make_docx.linter.paper import ParagraphFacts
from make_docx.linter.parts import AnnexPart
from make_docx.official import page
from make_docx.official.profile import Face

_NOTES: Final = "附件说明"
_PAGES: Final = "附件"
_LABEL: Final = re.compile(r"附\s*件\s*[：:]?\s*")
_NUMBER_LINE: Final = re.compile(r"(?P<document>\S+号)?附件(?P<number>[1-9][0-9]*)?")
_REFERENCE: Final = re.compile(r"附件\s*([0-9]+)")
_APART: Final = "附件不在这个文件里，请对照另行装订的附件"


@clause("A1", "7.3.4", _NOTES, "正文下空一行", Strength.MUST, of_text=True)
def gap(subject: Subject) -> Iterator[Remark]:
    parts = subject.parts
    if parts.annex_notes and parts.noted_body:
        yield gap_remark(subject, parts.noted_body[-1], parts.annex_notes[0], 1)


@clause("A1-form", "7.3.4", _NOTES, "“附件”后标全角冒号和名称", Strength.MUST, of_text=True)
def form(subject: Subject) -> Iterator[Remark]:
    for paragraph in subject.parts.annex_notes[:1]:
        label = _LABEL.match(paragraph.text.strip())
        measured = label[0].strip() if label else paragraph.text.strip()[:4]
        yield judged(measured == "附件：", "附件：", measured, place_of(paragraph))


@clause("A1-indent", "7.3.4", _NOTES, "左空二字", Strength.MUST, of_text=True)
def indent(subject: Subject) -> Iterator[Remark]:
    for paragraph in subject.parts.annex_notes[:1]:
        found = extent.left(subject, paragraph)
        yield chars_remark(found, page.ANNEX_NOTE_INDENT, "左空", place_of(paragraph))


@clause("A1-end", "7.3.4", _NOTES, "附件名称后不加标点", Strength.MUST, of_text=True)
def end(subject: Subject) -> Iterator[Remark]:
    for paragraph in subject.parts.annex_notes:
        found = re.search(r"[。．.，,；;：:、]$", paragraph.text.strip())
        measured = f"“{found[0]}”" if found else "没有"
        yield judged(found is None, "没有标点", measured, place_of(paragraph))


@clause(
    "A2", "7.3.4", _NOTES, "多个附件用阿拉伯数字编号，如“附件：1. ×××”", Strength.MUST, of_text=True
)
def numbers(subject: Subject) -> Iterator[Remark]:
    names = subject.parts.annex_names
    if len(names) > 1:
        for position, (number, name) in enumerate(names, start=1):
            wanted = f"{position}."
            yield judged(number == wanted, wanted, number or "没有编号", f"附件说明“{name[:12]}”")


@clause("A2-single", "7.3.4", _NOTES, "只有一个附件的不编号", Strength.PRACTICE, of_text=True)
def single(subject: Subject) -> Iterator[Remark]:
    names = subject.parts.annex_names
    if len(names) == 1:
        number, name = names[0]
        yield judged(not number, "没有编号", number or "没有编号", f"附件说明“{name[:12]}”")


@clause(
    "A2-align",
    "7.3.4",
    _NOTES,
    "各附件序号对齐，名称回行与上一行名称首字对齐",
    Strength.MUST,
    of_text=True,
)
def alignment(subject: Subject) -> Iterator[Remark]:
    notes = subject.parts.annex_notes
    if not notes:
        return
    em = extent.em(subject, notes[0])
    first = _number_start(subject, notes[0])
    for paragraph in notes:
        start = _number_start(subject, paragraph)
        if first is not None and start is not None and paragraph is not notes[0]:
            off = abs(start - first) / em
            measured = "对齐" if off <= 0.5 else f"差{off:.1f}字"
            yield judged(off <= 0.5, "序号对齐", measured, place_of(paragraph))
        name = _name_start(subject, paragraph)
        if name is not None and extent.wraps(subject, paragraph):
            off = abs(paragraph.left - name) / em
            measured = "对齐" if off <= 0.5 else f"差{off:.1f}字"
            yield judged(off <= 0.5, "回行与名称首字对齐", measured, place_of(paragraph))


@clause("A3", "7.3.7", _PAGES, "附件序号和标题与附件说明一致", Strength.MUST, of_text=True)
def same_names(subject: Subject) -> Iterator[Remark]:
    parts = subject.parts
    told = {re.sub(r"\D", "", number): name for number, name in parts.annex_names}
    for annex in parts.annexes:
        number, title = _number_of(annex), _title_of(annex)
        expected = told.pop(number, None)
        place = f"附件{number}"
        if expected is None:
            yield judged(False, "附件说明里有这个附件", f"没有“{title[:20]}”", place)
        else:
            yield judged(expected == title, expected, title, place)
    for number in told:
        yield unknown(_APART, f"附件说明第{number}项" if number else "附件说明")


@clause("A4", "7.3.4", _NOTES, "正文说到的附件都有", Strength.PRACTICE, of_text=True)
def references(subject: Subject) -> Iterator[Remark]:
    count = max(len(subject.parts.annex_names), len(subject.parts.annexes))
    for paragraph in subject.parts.all_body:
        text = paragraph.text
        for number in _REFERENCE.findall(text):
            right = int(number) <= count and (count > 1 or number == "1")
            yield judged(right, f"共{count}个附件", f"附件{number}", place_of(paragraph))
        if not count and re.search(r"(?:见|详见|如)附件(?!\s*\d)", text):
            yield judged(False, "有附件说明", "没有", place_of(paragraph))


@clause("X1", "7.3.7", _PAGES, "另面编排", Strength.MUST)
def new_page(subject: Subject) -> Iterator[Remark]:
    for annex in subject.parts.annexes:
        top = _first(annex)
        if top is not None:
            right = distance.starts_page(subject, top)
            yield judged(right, "从新的一页开始", "是" if right else "接在上一页", place_of(top))


@clause("X1-order", "7.3.7", _PAGES, "在版记之前", Strength.MUST)
def before_colophon(subject: Subject) -> Iterator[Remark]:
    parts = subject.parts
    colophon = -1
    if parts.colophon_box is not None:
        colophon = parts.colophon_box.anchor
    elif parts.colophon_table is not None:
        colophon = parts.colophon_table.block
    elif parts.printed is not None:
        colophon = parts.printed.block
    for annex in parts.annexes:
        top = _first(annex)
        if top is not None and colophon >= 0:
            right = top.block <= colophon
            yield judged(right, "版记之前", "版记之前" if right else "版记之后", place_of(top))


@clause("X2", "7.3.7", _PAGES, "“附件”二字和附件顺序号", Strength.MUST, of_text=True)
def number_line(subject: Subject) -> Iterator[Remark]:
    annexes = subject.parts.annexes
    for position, annex in enumerate(annexes, start=1):
        expected = f"附件{position}" if len(annexes) > 1 else "附件"
        if annex.number is None:
            yield judged(False, expected, "没有", f"附件“{_title_of(annex)[:12]}”")
            continue
        text = annex.number.text.strip(" \u3000\f\n")
        right = _NUMBER_LINE.fullmatch(text) is not None
        yield judged(right, expected, text, place_of(annex.number))


@clause("X2-type", "7.3.7", _PAGES, "“附件”二字和顺序号用3号黑体字", Strength.MUST)
def number_look(subject: Subject) -> Iterator[Remark]:
    for number in _numbers(subject):
        yield typeface.look(subject, number, Face.HEITI, page.SIZE_3)


@clause(
    "X2-place", "7.3.7", _PAGES, "“附件”顶格编排在版心左上角第一行", Strength.MUST, of_text=True
)
def number_place(subject: Subject) -> Iterator[Remark]:
    for number in _numbers(subject):
        yield chars_remark(extent.left(subject, number), 0, "左空", place_of(number))
        top = distance.top_of(subject, number) if distance.starts_page(subject, number) else None
        if top is not None:
            line = top / distance.pitch(subject) + 1
            yield judged(abs(line - 1) <= 0.25, "第1行", f"第{line:.1f}行", place_of(number))


@clause("X3", "7.3.7", _PAGES, "附件标题居中编排在版心第三行", Strength.MUST, of_text=True)
def title_place(subject: Subject) -> Iterator[Remark]:
    for annex in subject.parts.annexes:
        if annex.title and annex.number is not None:
            yield gap_remark(subject, annex.number, annex.title[0], 1)
        for paragraph in annex.title:
            right = extent.is_centred(subject, paragraph)
            yield judged(right, "居中", "居中" if right else "不居中", place_of(paragraph))


@clause("X3-type", "7.3.7", _PAGES, "附件标题与正文标题一样用2号小标宋体字", Strength.PRACTICE)
def title_look(subject: Subject) -> Iterator[Remark]:
    for annex in subject.parts.annexes:
        for paragraph in annex.title:
            yield typeface.look(subject, paragraph, Face.XIAOBIAOSONG, page.SIZE_2)


@clause("X3-body", "7.3.7", _PAGES, "附件的格式要求同正文", Strength.MUST, of_text=True)
def annex_body(subject: Subject) -> Iterator[Remark]:
    """Size only: kinds of type are 一般 in the body too; tables and their notes are free (8)."""
    for annex in subject.parts.annexes:
        if len(annex.body) == 0 or not all(isinstance(b, ParagraphFacts) for b in annex.body):
            continue
        for paragraph in annex.body:
            if isinstance(paragraph, ParagraphFacts) and not paragraph.is_empty:
                yield typeface.look(subject, paragraph, None, page.SIZE_3)


@clause("X4", "7.3.7", _PAGES, "另行装订的附件，“附件”前标发文字号", Strength.MUST, of_text=True)
def bound_apart(subject: Subject) -> Iterator[Remark]:
    for number in _numbers(subject):
        match = _NUMBER_LINE.fullmatch(number.text.strip(" \u3000\f\n"))
        if match is not None and match["document"]:
            wanted = subject.parts.number_text
            right = not wanted or match["document"] == wanted
            yield judged(right, wanted or "发文字号", match["document"], place_of(number))


@clause("X5", "7.5", _PAGES, "附件与正文一起装订时页码连续", Strength.MUST)
def running_pages(subject: Subject) -> Iterator[Remark]:
    starts = [section.page_number_start for section in subject.paper.sections]
    for number, start in enumerate(starts[1:], start=2):
        measured = "续前节" if start is None else f"从{start}开始"
        yield judged(start is None, "续前节", measured, f"第{number}节")


def _numbers(subject: Subject) -> list[ParagraphFacts]:
    return [annex.number for annex in subject.parts.annexes if annex.number is not None]


def _first(annex: AnnexPart) -> ParagraphFacts | None:
    return annex.number or next(iter(annex.title), None)


def _number_of(annex: AnnexPart) -> str:
    return "" if annex.number is None else re.sub(r"\D", "", annex.number.text.split("附")[-1])


def _title_of(annex: AnnexPart) -> str:
    return re.sub(r"[\n\f]", "", "".join(paragraph.text for paragraph in annex.title)).strip()


def _number_start(subject: Subject, note: ParagraphFacts) -> float | None:
    """Where 1. begins, pt: behind 附件： in the first item."""
    found = extent.segments(subject, note)[0]
    label = _LABEL.match(found.text)
    if found.left is None or label is None:
        return found.left
    return found.left + page.width(label[0]) * extent.em(subject, note)


def _name_start(subject: Subject, note: ParagraphFacts) -> float | None:
    """Where the name begins, pt."""
    found = extent.segments(subject, note)
    if len(found) > 1:
        return found[-1].left
    label = re.match(r"(附\s*件\s*[：:]\s*)?([0-9]+[.．、])?\s*", found[0].text)
    if found[0].left is None or label is None:
        return found[0].left
    return found[0].left + page.width(label[0]) * extent.em(subject, note)


CLAUSES_OF_NOTES: Final = (gap, form, indent, end, numbers, single, alignment, references)
CLAUSES_OF_PAGES: Final = (
    new_page,
    before_colophon,
    number_line,
    number_look,
    number_place,
    title_place,
    title_look,
    same_names,
    annex_body,
    bound_apart,
    running_pages,
)
