"""Turns the printed 版头 into the verdicts of 7.2, 10.2 and 10.3: 标志, 发文字号, red rule."""

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
from make_docx.linter.clauses import distance, words
from make_docx.linter.colour import is_printed_red
from make_docx.linter.paper import Story
from make_docx.linter.parts import Format
from make_docx.linter.rendered.located import NOT_FOUND, Located, Row
from make_docx.linter.rendered.measuring import (
    CENTRE_MM,
    EM_MM,
    LEFT_MM,
    RIGHT_MM,
    blank_lines,
    centred_remark,
    exact_ink,
    gap_remark,
    grid_shift_mm,
    indent_remark,
    ink_foot,
    ink_top,
    mm_remark,
    pitch_mm,
    whole_rules,
)
from make_docx.official import page
from make_docx.rendering.page import Rule

_MARK: Final = "发文机关标志"
_NUMBER: Final = "发文字号"
_RULE: Final = "红色分隔线"
_SIGNER: Final = "签发人"
LETTER_TOP_MM: Final = 30  # 10.1, of the paper
_TOPS_MM: Final = {
    Format.DOCUMENT: page.MARGIN_TOP_MM + page.MARK_TOP_MM,
    Format.LETTER: LETTER_TOP_MM,
    Format.ORDER: page.MARGIN_TOP_MM + 20,
    Format.MINUTES: page.MARGIN_TOP_MM + 35,
}


def mark_rows(subject: Subject) -> tuple[Row, ...]:
    """The printed lines of the 标志, from the top; of several organs each has its own."""
    located = Located(subject)
    spots = [located.on_first_page(mark.text) for mark in subject.parts.marks]
    rows = {row.line.baseline: row for spot in spots if spot is not None for row in spot.rows}
    return tuple(row for _, row in sorted(rows.items()))


def red_rule(subject: Subject) -> Rule | None:
    """The rule under the 发文字号."""
    located = Located(subject)
    number = located.of(subject.parts.number)
    if number is None:
        return None
    below = (
        rule
        for rule in whole_rules(located.pages[number.page])
        if rule.top > number.last.baseline and is_printed_red(rule.colour)
    )
    return next(below, None)


def _mark_top(subject: Subject) -> Iterator[Remark]:
    wanted = _TOPS_MM[subject.parts.format]
    place = place_of(subject.parts.marks[0])
    rows = mark_rows(subject)
    ink = exact_ink(subject.pages[0], rows[0].line) if rows and subject.pages else []
    if not ink:
        yield unknown(NOT_FOUND, place, words.mm(wanted))
        return
    mark = subject.parts.marks[0]
    flows = mark.story is not Story.BOX
    top = ink[0] - (grid_shift_mm(distance.section_of(subject, mark)) if flows else 0.0)
    if subject.parts.format is Format.LETTER:
        yield mm_remark(top, wanted, place, "距纸上边缘")
    else:
        above = page.MARGIN_TOP_MM
        yield mm_remark(top - above, wanted - above, place, "距版心上边缘")


@clause(
    "H5-R", "7.2.4", _MARK, "上边缘至版心上边缘35毫米（量印出的字）", Strength.MUST, of_text=True
)
def document_mark(subject: Subject) -> Iterator[Remark]:
    if subject.parts.format is Format.DOCUMENT and subject.parts.marks:
        yield from _mark_top(subject)


@clause(
    "F1-place-R", "10.1", _MARK, "上边缘至上页边30毫米（量印出的字）", Strength.MUST, of_text=True
)
def letter_mark(subject: Subject) -> Iterator[Remark]:
    if subject.parts.format is Format.LETTER and subject.parts.marks:
        yield from _mark_top(subject)


@clause(
    "F9-place-R",
    "10.2",
    _MARK,
    "上边缘至版心上边缘20毫米（量印出的字）",
    Strength.MUST,
    of_text=True,
)
def order_mark(subject: Subject) -> Iterator[Remark]:
    if subject.parts.format is Format.ORDER and subject.parts.marks:
        yield from _mark_top(subject)


@clause(
    "F12-place-R",
    "10.3",
    _MARK,
    "上边缘至版心上边缘35毫米（量印出的字）",
    Strength.MUST,
    of_text=True,
)
def minutes_mark(subject: Subject) -> Iterator[Remark]:
    if subject.parts.format is Format.MINUTES and subject.parts.marks:
        yield from _mark_top(subject)


@clause("H5-centred-R", "7.2.4", _MARK, "居中排布（量印出的字）", Strength.MUST, of_text=True)
def mark_centred(subject: Subject) -> Iterator[Remark]:
    rows = mark_rows(subject) if subject.parts.marks else ()
    if rows:
        left = min(row.line.left for row in rows)
        right = max(row.line.right for row in rows)
        place, centre = place_of(subject.parts.marks[0]), CENTRE_MM
        if subject.parts.format is Format.LETTER:  # its rules are centred on the paper
            middle = page.PAPER_WIDTH_MM / 2
            centre = min(centre, middle, key=lambda one: abs(one - (left + right) / 2))
        yield centred_remark(left, right, place, centre)


@clause("H6-colour-R", "7.2.4", _MARK, "红色（看印出的字）", Strength.RECOMMENDED, of_text=True)
def mark_colour(subject: Subject) -> Iterator[Remark]:
    for row in mark_rows(subject) if subject.parts.marks else ():
        red = all(is_printed_red(character.colour) for character in row.line.characters)
        yield judged(red, "红色", "红色" if red else "不是红色", place_of(subject.parts.marks[0]))


@clause("N1-R", "7.2.5", _NUMBER, "标志下空二行（量印出的字）", Strength.MUST, of_text=True)
def number_gap(subject: Subject) -> Iterator[Remark]:
    parts = subject.parts
    first = parts.signers[0] if parts.signers else parts.number
    if parts.format is not Format.DOCUMENT or first is None or not parts.marks:
        return
    rows, below = mark_rows(subject), Located(subject).of(first)
    if not rows or below is None:
        yield unknown(NOT_FOUND, place_of(first), "空2行")
        return
    found = blank_lines(ink_foot(rows[-1].line), ink_top(below.first), pitch_mm(subject))
    yield gap_remark(found, page.LINES_BEFORE_NUMBER, place_of(first))


@clause("F10-R", "10.2", "命令", "标志下空二行编排令号（量印出的字）", Strength.MUST, of_text=True)
def order_number(subject: Subject) -> Iterator[Remark]:
    parts = subject.parts
    rows, below = mark_rows(subject), Located(subject).of(parts.number)
    if parts.format is Format.ORDER and parts.number is not None and rows and below is not None:
        found = blank_lines(ink_foot(rows[-1].line), ink_top(below.first), pitch_mm(subject))
        yield gap_remark(found, 2, place_of(parts.number))


@clause(
    "N1-centred-R",
    "7.2.5",
    _NUMBER,
    "没有签发人的居中排布（量印出的字）",
    Strength.MUST,
    of_text=True,
)
def number_centred(subject: Subject) -> Iterator[Remark]:
    parts = subject.parts
    spot = Located(subject).of(parts.number)
    centred = parts.format in {Format.DOCUMENT, Format.ORDER} and not parts.signers
    if centred and parts.number is not None and spot is not None:
        yield centred_remark(spot.first.left, spot.first.right, place_of(parts.number))


@clause("N4-R", "7.2.5", _NUMBER, "上行文居左空一字（量印出的字）", Strength.MUST, of_text=True)
def number_left(subject: Subject) -> Iterator[Remark]:
    parts = subject.parts
    spot = Located(subject).of(parts.number)
    if parts.format is Format.DOCUMENT and parts.signers and parts.number is not None and spot:
        asked = parts.number.left + parts.number.first_line
        free = spot.first.left - LEFT_MM
        yield indent_remark(free, EM_MM, place_of(parts.number), "左空", asked=asked)


@clause("S2-right-R", "7.2.6", _SIGNER, "居右空一字（量印出的字）", Strength.MUST, of_text=True)
def signer_right(subject: Subject) -> Iterator[Remark]:
    """Of several rows the widest ends there."""
    located, signers = Located(subject), subject.parts.signers
    spots = [spot for signer in signers if (spot := located.of(signer)) is not None]
    if spots:
        free = RIGHT_MM - max(spot.first.right for spot in spots)
        asked = signers[0].right
        yield indent_remark(free, EM_MM, place_of(signers[0]), "右空", asked=asked)


@clause(
    "R1-R", "7.2.7", _RULE, "发文字号下有红色分隔线（看印出的页面）", Strength.MUST, of_text=True
)
def rule(subject: Subject) -> Iterator[Remark]:
    parts = subject.parts
    if parts.format is Format.DOCUMENT and parts.number is not None:
        found = red_rule(subject)
        yield judged(found is not None, "有", "有" if found else "没有", place_of(parts.number))


@clause(
    "R1-gap-R", "7.2.7", _RULE, "在发文字号之下4毫米（量印出的线）", Strength.MUST, of_text=True
)
def rule_gap(subject: Subject) -> Iterator[Remark]:
    parts, found, located = subject.parts, red_rule(subject), Located(subject)
    spot = located.of(parts.number)
    if parts.format is Format.DOCUMENT and parts.number is not None and found and spot:
        ink = exact_ink(located.pages[spot.page], spot.last)
        above = [height for height in ink if height < found.top - 0.2]
        if above:
            gap = found.top - above[-1]
            yield mm_remark(gap, page.RED_RULE_GAP_MM, place_of(parts.number))


@clause("R1-width-R", "7.2.7", _RULE, "与版心等宽，居中（量印出的线）", Strength.MUST, of_text=True)
def rule_width(subject: Subject) -> Iterator[Remark]:
    parts, found = subject.parts, red_rule(subject)
    if parts.format is Format.DOCUMENT and parts.number is not None and found:
        yield mm_remark(found.width, page.TEXT_WIDTH_MM, place_of(parts.number), "宽")
        yield centred_remark(found.left, found.right, place_of(parts.number))


CLAUSES: Final = (
    document_mark,
    letter_mark,
    order_mark,
    minutes_mark,
    mark_centred,
    mark_colour,
    number_gap,
    order_number,
    number_centred,
    number_left,
    signer_right,
    rule,
    rule_gap,
    rule_width,
)
