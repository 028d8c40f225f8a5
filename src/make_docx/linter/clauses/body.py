"""Turns 主送机关 and the paragraphs of the 正文 into the verdicts of 7.3.2 and 7.3.3."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from make_docx.linter.clause import (
    NEEDS_RENDERING,
    Remark,
    Strength,
    Subject,
    clause,
    judged,
    place_of,
    unknown,
)
from make_docx.linter.clauses import distance, extent, typeface, words
from make_docx.linter.clauses.number import chars_remark, gap_remark
from make_docx.linter.paper import ParagraphFacts, Table
from make_docx.official import page
from make_docx.official.profile import Face

_ADDRESSEE: Final = "主送机关"
_ELEMENT: Final = "正文"
_NO_ADDRESSEE: Final = frozenset({"公告", "通告", "公报", "决议", "命令", "令"})


@clause("Z1", "7.3.2", _ADDRESSEE, "标题下空一行", Strength.MUST, of_text=True)
def addressee_gap(subject: Subject) -> Iterator[Remark]:
    parts = subject.parts
    if parts.addressee is not None and parts.title:
        yield gap_remark(subject, parts.title[-1], parts.addressee, 1)


@clause("Z1-left", "7.3.2", _ADDRESSEE, "居左顶格，回行时仍顶格", Strength.MUST, of_text=True)
def addressee_left(subject: Subject) -> Iterator[Remark]:
    paragraph = subject.parts.addressee
    if paragraph is not None:
        place = place_of(paragraph)
        yield chars_remark(extent.left(subject, paragraph), 0, "左空", place)
        if extent.wraps(subject, paragraph):
            run_on = paragraph.left / extent.em(subject, paragraph)
            yield chars_remark(run_on, 0, "回行左空", place)


@clause("Z1-colon", "7.3.2", _ADDRESSEE, "最后一个名称后标全角冒号", Strength.MUST, of_text=True)
def addressee_colon(subject: Subject) -> Iterator[Remark]:
    paragraph = subject.parts.addressee
    if paragraph is not None:
        last = paragraph.text.strip()[-1:]
        yield judged(last == "：", "“：”", f"“{last}”", place_of(paragraph))


@clause(
    "Z3", "7.3.2", _ADDRESSEE, "名称过多使首页不能显示正文时移至版记", Strength.MUST, of_text=True
)
def addressee_length(subject: Subject) -> Iterator[Remark]:
    parts = subject.parts
    if parts.addressee is None or not parts.body:
        return
    foot = _first_line_foot(subject)
    tall = distance.height(subject, parts.addressee)
    if foot is None or tall is None:
        yield unknown(NEEDS_RENDERING, place_of(parts.addressee), "首页有正文")
        return
    full = distance.text_height(distance.section_of(subject, parts.addressee))
    right = foot <= full or foot - tall > full
    line = distance.line_height(parts.addressee, distance.section_of(subject, parts.addressee))
    measured = f"占{words.plain(tall / (line or tall))}行"
    yield judged(right, "首页有正文", measured, place_of(parts.addressee))


@clause("Z4", "7.3.2", _ADDRESSEE, "公告、通告、公报、决议、命令没有主送机关", Strength.PRACTICE)
def no_addressee(subject: Subject) -> Iterator[Remark]:
    parts = subject.parts
    if parts.genre in _NO_ADDRESSEE and parts.title:
        where = place_of(parts.addressee or parts.title[-1])
        measured = "没有" if parts.addressee is None else "有主送机关"
        yield judged(parts.addressee is None, "没有", measured, where)


@clause("B1", "7.3.3", _ELEMENT, "公文首页必须显示正文", Strength.MUST, of_text=True)
def first_page(subject: Subject) -> Iterator[Remark]:
    body = subject.parts.body
    if not body:
        tables = any(isinstance(block, Table) for block in subject.paper.blocks)
        if not tables:
            yield judged(False, "首页有正文", "没有正文", "首页")
        return
    sections = subject.paper.sections[1 : body[0].section + 1]
    breaks = any(section.starts != "continuous" for section in sections)
    if breaks or any(map(_leaves_page, subject.paper.blocks[1 : body[0].block + 1])):
        yield judged(False, "首页有正文", "正文前有分页符", place_of(body[0]))
        return
    foot = _first_line_foot(subject)
    if foot is None:
        yield unknown(NEEDS_RENDERING, place_of(body[0]), "首页有正文")
        return
    section = distance.section_of(subject, body[0])
    right = foot <= distance.text_height(section) + 0.5
    line = foot / distance.pitch(subject)
    yield judged(right, "首页有正文", f"正文从第{words.plain(line, 0)}行开始", place_of(body[0]))


@clause("B2", "7.3.3", _ELEMENT, "3号仿宋体字", Strength.USUAL)
def look(subject: Subject) -> Iterator[Remark]:
    outlines = subject.parts.outlines
    headings = {heading.paragraph.index for outline in outlines for heading in outline}
    for paragraph in subject.parts.all_body:
        if paragraph.index not in headings:
            yield typeface.look(subject, paragraph, Face.FANGSONG, page.SIZE_3)


@clause("B2-place", "7.3.3", _ELEMENT, "编排在主送机关下一行", Strength.MUST, of_text=True)
def place(subject: Subject) -> Iterator[Remark]:
    parts = subject.parts
    if parts.addressee is not None and parts.body:
        yield gap_remark(subject, parts.addressee, parts.body[0], 0)


@clause("B2-indent", "7.3.3", _ELEMENT, "每个自然段左空二字，回行顶格", Strength.MUST, of_text=True)
def indent(subject: Subject) -> Iterator[Remark]:
    for paragraph in subject.parts.all_body:
        where = place_of(paragraph)
        first = extent.left(subject, paragraph)
        if paragraph.align == "center":
            yield judged(False, "左空2字", "居中", where)
            continue
        yield chars_remark(first, page.FIRST_LINE_INDENT, "左空", where)
        if extent.wraps(subject, paragraph):
            run_on = paragraph.left / extent.em(subject, paragraph)
            yield chars_remark(run_on, 0, "回行左空", where)


def _first_line_foot(subject: Subject) -> float | None:
    """From the top of page 1 to the foot of the first line of the body, pt."""
    first = subject.parts.body[0]
    line = distance.line_height(first, distance.section_of(subject, first))
    if line is None:
        return None
    top = distance.top_of(subject, first)
    return None if top is None else top + line


def _leaves_page(block: ParagraphFacts | Table) -> bool:
    return isinstance(block, ParagraphFacts) and (block.page_break_before or "\f" in block.text)


CLAUSES: Final = (
    addressee_gap,
    addressee_left,
    addressee_colon,
    addressee_length,
    no_addressee,
    first_page,
    look,
    place,
    indent,
)
