"""Turns the printed 标题, 主送机关, 正文 and 附件 into the verdicts of 7.3.1 to 7.3.4, 7.3.7."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from make_docx.linter.clause import (
    Remark,
    Strength,
    Subject,
    clause,
    judged,
    place_of,
    unknown,
)
from make_docx.linter.clauses import words
from make_docx.linter.paper import ParagraphFacts
from make_docx.linter.parts import Format
from make_docx.linter.rendered.header import red_rule
from make_docx.linter.rendered.located import NOT_FOUND, Located, Spot
from make_docx.linter.rendered.measuring import (
    LEFT_MM,
    TOP_MM,
    blank_lines,
    centred_remark,
    gap_remark,
    ink_foot,
    ink_top,
    mm_remark,
    pitch_mm,
)
from make_docx.official import page
from make_docx.rendering.page import Page

_TITLE: Final = "标题"
_ADDRESSEE: Final = "主送机关"
_BODY: Final = "正文"
_NOTES: Final = "附件说明"
_ANNEXES: Final = "附件"


@clause("T2-R", "7.3.1", _TITLE, "红色分隔线下空二行（量印出的字）", Strength.MUST, of_text=True)
def title_gap(subject: Subject) -> Iterator[Remark]:
    parts, rule = subject.parts, red_rule(subject)
    if parts.format is not Format.DOCUMENT or not parts.title or rule is None:
        return
    spot = Located(subject).of(parts.title[0])
    if spot is None:
        yield unknown(NOT_FOUND, place_of(parts.title[0]), "空2行")
        return
    found = blank_lines(rule.bottom, ink_top(spot.first), pitch_mm(subject), leading=0.5)
    yield gap_remark(found, page.LINES_BEFORE_TITLE, place_of(parts.title[0]))


@clause("T2-centred-R", "7.3.1", _TITLE, "居中排布（量印出的字）", Strength.MUST, of_text=True)
def title_centred(subject: Subject) -> Iterator[Remark]:
    located = Located(subject)
    for paragraph in subject.parts.title:
        spot = located.of(paragraph)
        for row in spot.rows if spot is not None else ():
            yield centred_remark(row.line.left, row.line.right, place_of(paragraph))


@clause("Z1-R", "7.3.2", _ADDRESSEE, "标题下空一行（量印出的字）", Strength.MUST, of_text=True)
def addressee_gap(subject: Subject) -> Iterator[Remark]:
    parts = subject.parts
    if parts.title and parts.addressee is not None:
        yield from _gap(subject, parts.title[-1], parts.addressee, 1)


@clause(
    "Z1-left-R",
    "7.3.2",
    _ADDRESSEE,
    "居左顶格，回行时仍顶格（量印出的字）",
    Strength.MUST,
    of_text=True,
)
def addressee_left(subject: Subject) -> Iterator[Remark]:
    addressee = subject.parts.addressee
    spot = Located(subject).of(addressee)
    if addressee is not None and spot is not None:
        for row in spot.rows:
            yield mm_remark(row.line.left - LEFT_MM, 0, place_of(addressee), "距版心左边缘")


@clause("B1-R", "7.3.3", _BODY, "公文首页必须显示正文（看印出的首页）", Strength.MUST, of_text=True)
def first_page(subject: Subject) -> Iterator[Remark]:
    located = Located(subject)
    for paragraph in subject.parts.body[:1]:
        spot = located.of(paragraph)
        if spot is None:
            yield unknown(NOT_FOUND, place_of(paragraph), "首页有正文")
        else:
            measured = f"正文从第{spot.page + 1}面开始"
            yield judged(spot.page == 0, "首页有正文", measured, place_of(paragraph))


@clause(
    "B2-place-R", "7.3.3", _BODY, "编排在主送机关下一行（量印出的字）", Strength.MUST, of_text=True
)
def body_place(subject: Subject) -> Iterator[Remark]:
    parts = subject.parts
    if parts.addressee is not None and parts.body:
        yield from _gap(subject, parts.addressee, parts.body[0], 0)


@clause("A1-R", "7.3.4", _NOTES, "正文下空一行（量印出的字）", Strength.MUST, of_text=True)
def note_gap(subject: Subject) -> Iterator[Remark]:
    parts = subject.parts
    if parts.annex_notes and parts.noted_body:
        yield from _gap(subject, parts.noted_body[-1], parts.annex_notes[0], 1)


@clause("X1-R", "7.3.7", _ANNEXES, "另面编排（看印出的页面）", Strength.MUST, of_text=True)
def annex_page(subject: Subject) -> Iterator[Remark]:
    for spot, paragraph, located in _annexes(subject):
        first = next(row for row in located.rows if row.page == spot.page)
        right = first is spot.rows[0]
        measured = "在一面的开头" if right else f"第{spot.page + 1}面上面还有别的内容"
        yield judged(right, "在一面的开头", measured, place_of(paragraph))


@clause(
    "X2-place-R",
    "7.3.7",
    _ANNEXES,
    "“附件”顶格编排在版心第一行（量印出的字）",
    Strength.MUST,
    of_text=True,
)
def annex_number(subject: Subject) -> Iterator[Remark]:
    for spot, paragraph, located in _annexes(subject):
        sheet, place = located.pages[spot.page], place_of(paragraph)
        top, left = _corner(sheet)
        line = 1 + blank_lines(top, ink_top(spot.first), pitch_mm(subject), leading=0.5)
        right = abs(line - 1) <= 0.5
        measured = f"第{words.plain(line)}行" if line > 0.5 else "在版心上边缘之上"
        yield judged(right, "第1行", measured, place)
        yield mm_remark(spot.first.left - left, 0, place, "距版心左边缘")


@clause(
    "X3-R",
    "7.3.7",
    _ANNEXES,
    "附件标题居中编排在版心第三行（量印出的字）",
    Strength.MUST,
    of_text=True,
)
def annex_title(subject: Subject) -> Iterator[Remark]:
    located = Located(subject)
    for annex in subject.parts.annexes:
        number = located.of(annex.number)
        for paragraph in annex.title[:1]:
            spot = located.of(paragraph)
            if number is None or spot is None:
                yield unknown(NOT_FOUND, place_of(paragraph), "第3行，居中")
                continue
            sheet, place = located.pages[spot.page], place_of(paragraph)
            if number.page == spot.page:
                gap = blank_lines(ink_foot(number.first), ink_top(spot.first), pitch_mm(subject))
                yield gap_remark(gap, 1, place)
            left, room = _corner(sheet)[1], _room(sheet)
            for row in spot.rows:
                yield centred_remark(row.line.left, row.line.right, place, left + room / 2)


def _gap(
    subject: Subject, above: ParagraphFacts, below: ParagraphFacts, wanted: int
) -> Iterator[Remark]:
    """The blank lines between two paragraphs, if they are printed on one page."""
    located = Located(subject)
    one, other = located.of(above), located.of(below)
    if one is None or other is None:
        yield unknown(NOT_FOUND, place_of(below), f"空{wanted}行")
    elif one.rows[-1].page == other.page:
        found = blank_lines(ink_foot(one.last), ink_top(other.first), pitch_mm(subject))
        yield gap_remark(found, wanted, place_of(below))


def _annexes(subject: Subject) -> Iterator[tuple[Spot, ParagraphFacts, Located]]:
    located = Located(subject)
    for annex in subject.parts.annexes:
        spot = located.of(annex.number)
        if annex.number is not None and spot is not None:
            yield spot, annex.number, located


def _corner(sheet: Page) -> tuple[float, float]:
    """Upper and left edge of the 版心 of a page; a turned one is the upright one turned."""
    if not sheet.is_landscape:
        return TOP_MM, LEFT_MM
    return LEFT_MM, float(page.MARGIN_BOTTOM_MM)


def _room(sheet: Page) -> int:
    return page.TEXT_HEIGHT_MM if sheet.is_landscape else page.TEXT_WIDTH_MM


CLAUSES_OF_TEXT: Final = (
    title_gap,
    title_centred,
    addressee_gap,
    addressee_left,
    first_page,
    body_place,
    note_gap,
)
CLAUSES_OF_ANNEXES: Final = (annex_page, annex_number, annex_title)
