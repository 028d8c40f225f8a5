"""Turns a 信函 into the verdicts of 10.1."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from make_docx.linter.clause import (
    NEEDS_RENDERING,
    Remark,
    Strength,
    Subject,
    Verdict,
    clause,
    judged,
    place_of,
    unknown,
)
from make_docx.linter.clauses import distance, extent, words
from make_docx.linter.clauses.mark import clauses_of, ink_top_mm
from make_docx.linter.clauses.number import chars_remark, gap_remark
from make_docx.linter.clauses.page_number import page_numbers
from make_docx.linter.clauses.typeface import shown
from make_docx.linter.clauses.words import MM_PER_POINT
from make_docx.linter.colour import is_red
from make_docx.linter.paper import Box, ParagraphFacts
from make_docx.linter.parts import Format
from make_docx.official import page

_ELEMENT: Final = "信函"
_WIDTH_MM: Final = 170
_UNDER_MARK_MM: Final = 4
_FOOT_MM: Final = 20
_TEXT_FOOT_MM: Final = page.MARGIN_TOP_MM + page.TEXT_HEIGHT_MM
_FIRST_LINE_MM: Final = 7 / 8 * page.SIZE_3 * MM_PER_POINT  # 4.9
_INK_ABOVE: Final = 0.84  # of the size, over the baseline (see page.mark_space_before)
_DOUBLE: Final = ("double", "thickThin", "thinThick")


class DoubleRule(Struct, frozen=True):
    """One of the two double rules; mm from the paper's upper left corner."""

    top: float | None
    left: float | None
    width: float
    kind: str
    colour: str


def double_rules(subject: Subject) -> list[DoubleRule]:
    """The drawn lines, and the double borders in text boxes, from top to bottom."""
    found = [
        DoubleRule(box.top_mm, box.left_mm, box.width_mm, box.line_style, box.colour)
        for box in subject.parts.letter_rules
    ]
    for box in subject.paper.boxes:
        for paragraph in box.paragraphs:
            for side in ("top", "bottom"):
                border = paragraph.borders.get(side)
                if border is not None and border.style.startswith(_DOUBLE):
                    top = _border_mm(subject, box, paragraph, side)
                    found.append(
                        DoubleRule(top, box.left_mm, box.width_mm, border.style, border.colour)
                    )
    return sorted(found, key=lambda rule: -1.0 if rule.top is None else rule.top)


@clause("F2", "10.1", _ELEMENT, "两条红色双线，各长170毫米，居中", Strength.MUST)
def rules(subject: Subject) -> Iterator[Remark]:
    if subject.parts.format is not Format.LETTER:
        return
    found = double_rules(subject)
    yield judged(len(found) >= 2, "2条", f"{len(found)}条", _ELEMENT)
    for rule, name in zip(found, ("第一条", "第二条"), strict=False):
        yield judged(is_red(rule.colour), "红色", f"颜色{rule.colour}", name)
        right = abs(rule.width - _WIDTH_MM) <= 1
        yield judged(right, words.mm(_WIDTH_MM), words.mm(rule.width), name)
        if rule.left is not None:
            centre = rule.left + rule.width / 2
            middle = page.PAPER_WIDTH_MM / 2
            yield judged(abs(centre - middle) <= 1, "居中", f"中点距左{words.mm(centre)}", name)


@clause(
    "F2-kind", "10.1", _ELEMENT, "上为武文线（上粗下细），下为文武线（上细下粗）", Strength.MUST
)
def rule_kinds(subject: Subject) -> Iterator[Remark]:
    if subject.parts.format is not Format.LETTER:
        return
    wanted = (("第一条", "thickThin", "上粗下细"), ("第二条", "thinThick", "上细下粗"))
    for rule, (name, kind, said) in zip(double_rules(subject), wanted, strict=False):
        measured = said if rule.kind.startswith(kind) else f"线型{rule.kind}"
        yield judged(rule.kind.startswith(kind), said, measured, name)


@clause("F2-top", "10.1", _ELEMENT, "第一条双线在标志下4毫米", Strength.MUST, of_text=True)
def first_rule(subject: Subject) -> Iterator[Remark]:
    if subject.parts.format is not Format.LETTER or not subject.parts.marks:
        return
    found = double_rules(subject)[:1]
    mark = subject.parts.marks[-1]
    foot = _ink_foot_mm(subject, mark)
    for rule in found:
        expected = words.mm(_UNDER_MARK_MM)
        if rule.top is None or foot is None:
            yield unknown(NEEDS_RENDERING, place_of(mark), expected)
        else:
            gap = rule.top - foot
            yield judged(abs(gap - _UNDER_MARK_MM) <= 1, expected, words.mm(gap), place_of(mark))


@clause("F2-foot", "10.1", _ELEMENT, "第二条双线距下页边20毫米", Strength.MUST)
def second_rule(subject: Subject) -> Iterator[Remark]:
    if subject.parts.format is not Format.LETTER:
        return
    for rule in double_rules(subject)[1:2]:
        expected = words.mm(_FOOT_MM)
        if rule.top is None:
            yield unknown(NEEDS_RENDERING, "第二条", expected)
        else:
            foot = page.PAPER_HEIGHT_MM - rule.top
            # the standard does not say of which edge of the rule; 2.25+1+0.75 pt are 1.4 mm
            right = -1 <= foot - _FOOT_MM <= 2.4
            yield judged(right, expected, words.mm(foot), "第二条")


@clause(
    "F3", "10.1", _ELEMENT, "份号、密级、紧急程度顶格编排在版心左边缘", Strength.MUST, of_text=True
)
def header_lines(subject: Subject) -> Iterator[Remark]:
    parts = subject.parts
    if parts.format is Format.LETTER:
        for paragraph in (parts.copy_number, parts.secrecy, parts.urgency):
            if paragraph is not None:
                yield chars_remark(extent.left(subject, paragraph), 0, "左空", place_of(paragraph))


@clause(
    "F3-gap", "10.1", _ELEMENT, "第一行距第一条双线为3号汉字高度的7/8", Strength.MUST, of_text=True
)
def first_line(subject: Subject) -> Iterator[Remark]:
    parts = subject.parts
    if parts.format is not Format.LETTER or parts.number is None:
        return
    placed = [p for p in (parts.copy_number, parts.secrecy, parts.urgency, parts.number) if p]
    first = min(placed, key=lambda paragraph: paragraph.block)
    ink = ink_top_mm(subject, first)
    for rule in double_rules(subject)[:1]:
        expected = words.mm(_FIRST_LINE_MM)
        if rule.top is None or ink is None:
            yield unknown(NEEDS_RENDERING, place_of(first), expected)
        else:
            gap = ink - rule.top
            # from the lower edge of the rule, which is up to 1.4 mm thick
            right = -1 <= gap - _FIRST_LINE_MM <= 2.4
            yield judged(right, expected, words.mm(gap), place_of(first))


@clause("F4", "10.1", _ELEMENT, "发文字号顶格居版心右边缘", Strength.MUST, of_text=True)
def number(subject: Subject) -> Iterator[Remark]:
    found = subject.parts.number
    if subject.parts.format is Format.LETTER and found is not None:
        yield chars_remark(extent.right(subject, found), 0, "右空", place_of(found))


@clause("F4-row", "10.1", _ELEMENT, "发文字号在双线下第一行", Strength.MUST, of_text=True)
def number_row(subject: Subject) -> Iterator[Remark]:
    parts = subject.parts
    if parts.format is Format.LETTER and parts.number is not None:
        others = [p for p in (parts.copy_number, parts.secrecy, parts.urgency) if p is not None]
        right = all(parts.number.block <= other.block for other in others)
        yield judged(right, "第一行", "第一行" if right else "不在第一行", place_of(parts.number))


@clause("F5", "10.1", _ELEMENT, "标题与上面最后一个要素相距二行", Strength.MUST, of_text=True)
def title_gap(subject: Subject) -> Iterator[Remark]:
    parts = subject.parts
    if parts.format is not Format.LETTER or not parts.title:
        return
    above = [
        p
        for p in (parts.copy_number, parts.secrecy, parts.urgency, parts.number)
        if p is not None and p.block < parts.title[0].block
    ]
    if above:
        last = max(above, key=lambda paragraph: paragraph.block)
        # 相距二行 is read as two empty lines, or as the second line below (D11)
        readings = [gap_remark(subject, last, parts.title[0], lines) for lines in (2, 1)]
        right = [remark for remark in readings if remark.verdict is Verdict.PASS]
        yield (right or readings)[0]


@clause("F7", "10.1", _ELEMENT, "首页不显示页码", Strength.MUST, of_text=True)
def no_number(subject: Subject) -> Iterator[Remark]:
    if subject.parts.format is Format.LETTER:
        own = subject.paper.sections[0].title_page
        shown_ = any(one.kind == "first" and one.number == 1 for one in page_numbers(subject))
        right = own and not shown_
        measured = "没有" if right else "有页码" if own else "没有设“首页不同”"
        yield judged(right, "首页没有页码", measured, "页脚")


@clause("F8", "10.1", _ELEMENT, "版记不加印发机关和印发日期、分隔线", Strength.MUST)
def colophon(subject: Subject) -> Iterator[Remark]:
    parts = subject.parts
    if parts.format is not Format.LETTER:
        return
    if parts.copies is None and parts.printed is None and parts.addressee_moved is None:
        return
    faults = [
        *(["有印发机关和印发日期"] if parts.printed is not None else []),
        *(["有分隔线"] if parts.colophon_rules else []),
    ]
    yield judged(not faults, "都没有", "，".join(faults) or "都没有", "版记")


@clause("F8-place", "10.1", _ELEMENT, "版记在最后一面版心内最下方", Strength.MUST, of_text=True)
def colophon_place(subject: Subject) -> Iterator[Remark]:
    """Decided where it stands in a box at a fixed place of the page."""
    parts = subject.parts
    has = parts.copies or parts.printed or parts.addressee_moved
    if parts.format is not Format.LETTER or not has:
        return
    expected = f"距纸上边缘{words.mm(_TEXT_FOOT_MM)}"
    box = parts.colophon_box
    if box is None or box.top_mm is None:
        yield unknown(NEEDS_RENDERING, "版记", expected)
        return
    blocks = subject.paper.blocks[box.anchor + 1 :]
    if any(not isinstance(block, ParagraphFacts) or not block.is_empty for block in blocks):
        yield judged(False, "在最后一面", "后面还有内容", "版记")
    foot = box.top_mm + box.height_mm
    yield judged(abs(foot - _TEXT_FOOT_MM) <= 1, expected, words.mm(foot), "版记")


def _border_mm(subject: Subject, box: Box, under: ParagraphFacts, side: str) -> float | None:
    """The upper edge of a rule over or under a paragraph of a text box."""
    if box.top_mm is None:
        return None
    down = 0.0
    for paragraph in box.paragraphs:
        line = distance.height(subject, paragraph)
        if line is None:
            return None
        down += paragraph.before
        if paragraph is under:
            space = paragraph.borders[side].space
            down += line + space if side == "bottom" else -space
            break
        down += line + paragraph.after
    return box.top_mm + down * MM_PER_POINT


def _ink_foot_mm(subject: Subject, mark: ParagraphFacts) -> float | None:
    """Lower edge of the 标志's ink: 汉字 of 小标宋 reach 0.08 of the size under the baseline."""
    top = ink_top_mm(subject, mark)
    size = max((run.size for run in shown(mark)), default=0.0)
    return None if top is None else top + (_INK_ABOVE + 0.08) * size * MM_PER_POINT


CLAUSES: Final = (
    *clauses_of(Format.LETTER),
    rules,
    rule_kinds,
    first_rule,
    second_rule,
    header_lines,
    first_line,
    number,
    number_row,
    title_gap,
    no_number,
    colophon,
    colophon_place,
)
