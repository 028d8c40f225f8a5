"""Turns the 发文字号 and the red rule under it into the verdicts of 7.2.5 and 7.2.7."""

from __future__ import annotations

import re
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
from make_docx.linter.clauses import distance, extent, words
from make_docx.linter.clauses.words import MM_PER_POINT
from make_docx.linter.colour import is_red
from make_docx.linter.paper import Border, ParagraphFacts
from make_docx.linter.parts import Format
from make_docx.official import page

_ELEMENT: Final = "发文字号"
_RULE: Final = "红色分隔线"
_NUMBER: Final = re.compile(
    r"[\u3400-\u9fffXx×\U00020000-\U000323af]{2,}〔(19|20)[0-9]{2}〕[1-9][0-9]*号"
)
_ANY_NUMBER: Final = re.compile(r"[〔\[(【﹝〖（]\s*\d{4}\s*年?[〕\])】﹞〗）]\s*第?\d+号")
# Of the size, how far the ink of 〔〕 reaches under the baseline; of an exact line, what of it
# lies under the baseline (measured: 8 pt of border space are 3.9 mm under a 3号 line).
_DESCENT: Final = 0.178
_BELOW_BASELINE: Final = 0.2
BLANK_LINES: Final = 0.25  # 行, how far a gap may be off


@clause("N1", "7.2.5", _ELEMENT, "标志下空二行", Strength.MUST, of_text=True)
def gap(subject: Subject) -> Iterator[Remark]:
    parts = subject.parts
    if parts.format is not Format.DOCUMENT or parts.number is None or not parts.marks:
        return
    if not parts.signers:  # else the first row of 签发人 begins there (7.2.6)
        yield gap_remark(subject, parts.marks[-1], parts.number, page.LINES_BEFORE_NUMBER)


@clause("N1-centred", "7.2.5", _ELEMENT, "没有签发人的，居中排布", Strength.MUST, of_text=True)
def centred(subject: Subject) -> Iterator[Remark]:
    parts = subject.parts
    if parts.format is Format.DOCUMENT and parts.number is not None and not parts.signers:
        right = extent.is_centred(subject, parts.number)
        yield judged(right, "居中", "居中" if right else "不居中", place_of(parts.number))


@clause("N2", "7.2.5", _ELEMENT, "写法", Strength.MUST, of_text=True)
def form(subject: Subject) -> Iterator[Remark]:
    """An order has a number of its own kind (10.2), minutes may have any (10.3)."""
    parts = subject.parts
    if parts.number is not None and parts.format in {Format.DOCUMENT, Format.LETTER}:
        right = _NUMBER.fullmatch(parts.number_text) is not None
        expected = "机关代字〔年份〕序号，如某政发〔2024〕1号：六角括号，不加“第”，不编虚位"
        yield judged(right, expected, parts.number_text, place_of(parts.number))


@clause("N3", "条例 9(五)", _ELEMENT, "联合行文只用主办机关的发文字号", Strength.MUST, of_text=True)
def single(subject: Subject) -> Iterator[Remark]:
    number = subject.parts.number
    if number is not None:
        count = len(_ANY_NUMBER.findall(number.text))
        yield judged(count <= 1, "1个发文字号", f"{count}个", place_of(number))


@clause("N4", "7.2.5", _ELEMENT, "上行文居左空一字", Strength.MUST, of_text=True)
def left(subject: Subject) -> Iterator[Remark]:
    parts = subject.parts
    if parts.number is not None and parts.signers and parts.format is Format.DOCUMENT:
        indent = extent.left(subject, parts.number)
        yield chars_remark(indent, 1, "左空", place_of(parts.number))


@clause("N4-row", "7.2.5", _ELEMENT, "上行文与最后一个签发人在同一行", Strength.MUST, of_text=True)
def row(subject: Subject) -> Iterator[Remark]:
    parts = subject.parts
    if parts.number is not None and parts.signers and parts.format is Format.DOCUMENT:
        text = re.sub(r"[\s\u3000]", "", parts.number.text)
        right = not parts.signer_names or parts.signer_names[-1] in text
        measured = "同一行" if right else "不在同一行"
        yield judged(right, "同一行", measured, place_of(parts.number))


@clause("R1", "7.2.7", _RULE, "发文字号下有红色分隔线", Strength.MUST, of_text=True)
def rule(subject: Subject) -> Iterator[Remark]:
    parts = subject.parts
    if parts.format is not Format.DOCUMENT or parts.number is None:
        return
    found = parts.red_rule
    if found is None and not parts.marks:
        yield unknown("版头可能已经印在纸上", place_of(parts.number), "红色分隔线")
        return
    if found is None:
        yield judged(False, "红色分隔线", "没有", place_of(parts.number))
        return
    border, box = found.border, found.box
    colour = border.colour if border is not None else box.colour if box is not None else ""
    yield judged(is_red(colour), "红色", f"颜色{colour}", place_of(parts.number))


@clause("R1-gap", "7.2.7", _RULE, "在发文字号之下4毫米", Strength.MUST, of_text=True)
def rule_gap(subject: Subject) -> Iterator[Remark]:
    parts = subject.parts
    if parts.format is not Format.DOCUMENT or parts.number is None or parts.red_rule is None:
        return
    expected = words.mm(page.RED_RULE_GAP_MM)
    distance_mm = _rule_gap_mm(subject, parts.number)
    if distance_mm is None:
        yield unknown(NEEDS_RENDERING, place_of(parts.number), expected)
        return
    right = abs(distance_mm - page.RED_RULE_GAP_MM) <= 1
    yield judged(right, expected, words.mm(distance_mm), place_of(parts.number))


@clause("R1-width", "7.2.7", _RULE, "与版心等宽", Strength.MUST)
def rule_width(subject: Subject) -> Iterator[Remark]:
    parts = subject.parts
    if parts.format is not Format.DOCUMENT or parts.number is None or parts.red_rule is None:
        return
    section = distance.section_of(subject, parts.number)
    full = extent.text_width(section) * MM_PER_POINT
    under, box = parts.red_rule.paragraph, parts.red_rule.box
    if box is not None:
        width = box.width_mm
    elif under is not None:
        # A rule of a paragraph reaches from indent to indent, the hanging part included.
        width = full - (under.left + min(0.0, under.first_line) + under.right) * MM_PER_POINT
    else:
        return
    right = abs(width - full) <= 1
    yield judged(right, words.mm(full), words.mm(width), place_of(parts.number))


def _rule_gap_mm(subject: Subject, number: ParagraphFacts) -> float | None:
    """From the ink of the 发文字号 down to the rule."""
    rule = subject.parts.red_rule
    line = distance.line_height(number, distance.section_of(subject, number))
    if rule is None or line is None or distance.line_count(subject, number) != 1:
        return None
    ink = _BELOW_BASELINE * line - _DESCENT * page.SIZE_3  # from the ink to the line's foot
    if rule.box is not None:
        top = distance.top_of(subject, number)
        if rule.box.top_mm is None or top is None:
            return None
        foot = distance.section_of(subject, number).top_mm + (top + line) * MM_PER_POINT
        return rule.box.top_mm - foot + ink * MM_PER_POINT
    if rule.paragraph is None or rule.border is None:
        return None
    down = _to_border(subject, number, rule.paragraph, rule.border)
    return None if down is None else (ink + down) * MM_PER_POINT


def _to_border(
    subject: Subject, number: ParagraphFacts, under: ParagraphFacts, border: Border
) -> float | None:
    """From the foot of the number's line to a paragraph's border, pt."""
    if under == number:
        return border.space
    between = distance.blank_lines(subject, number, under)
    tall = distance.height(subject, under)
    if between is None or tall is None:
        return None
    down = between * distance.pitch(subject)
    return down - border.space if under.borders.get("top") == border else down + tall + border.space


def gap_remark(
    subject: Subject, above: ParagraphFacts, below: ParagraphFacts, wanted: int
) -> Remark:
    """Whether that many lines are blank between two paragraphs."""
    expected = f"空{wanted}行"
    found = distance.blank_lines(subject, above, below)
    if found is None:
        return unknown(NEEDS_RENDERING, place_of(below), expected)
    right = abs(found - wanted) <= BLANK_LINES
    return judged(right, expected, f"空{words.lines(found)}", place_of(below))


def chars_remark(
    found: float | None, wanted: int, side: str, place: str, slack: float = 0.3
) -> Remark:
    """Whether that many 字 are left free at a side."""
    expected = f"{side}{wanted}字"
    if found is None:
        return unknown(NEEDS_RENDERING, place, expected)
    right = abs(found - wanted) <= slack
    return judged(right, expected, f"{side}{words.characters(found)}", place)


CLAUSES: Final = (gap, centred, form, single, left, row, rule, rule_gap, rule_width)
