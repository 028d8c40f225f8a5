"""Turns the printed 版记 into the verdicts of 7.4."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from make_docx.linter.clause import Remark, Strength, Subject, clause, judged, unknown
from make_docx.linter.clauses import words
from make_docx.linter.parts import Format
from make_docx.linter.rendered.located import NOT_FOUND, Located, Row
from make_docx.linter.rendered.measuring import (
    BOTTOM_MM,
    LEFT_MM,
    RIGHT_MM,
    SMALL_EM_MM,
    TOLERANCE_MM,
    centred_remark,
    indent_remark,
    ink_foot,
    ink_top,
    mm_remark,
    pitch_mm,
    size_of,
    whole_rules,
)
from make_docx.official import page
from make_docx.rendering.page import Rule

_ELEMENT: Final = "版记"
_NOT_FLOATING: Final = "LibreOffice 不让与版心等宽的表格浮动，这一项以 Word 为准"
_NO_RULES: Final = "LibreOffice 没有印出版记的分隔线"  # it drops those of a frame
_LOWEST: Final = "末行在版心最下方"
_THICK_MM: Final = 0.35
_THIN_MM: Final = 0.25
_WEIGHT_SLACK_MM: Final = 0.05  # OOXML counts eighths of a point: 0.044 mm
_REACH_MM: Final = page.COLOPHON_LINE / page.TWIPS_PER_POINT * 25.4 / 72


def _rows(subject: Subject) -> tuple[Row, ...]:
    """The printed lines of 主送, 抄送 and 印发, from the top."""
    parts, located = subject.parts, Located(subject)
    found = [located.of(each) for each in (parts.addressee_moved, parts.copies, parts.printed)]
    rows = [row for spot in found if spot is not None for row in spot.rows]
    return tuple(sorted(rows, key=lambda row: (row.page, row.line.baseline)))


def _rules(subject: Subject) -> list[Rule]:
    """The rules over, between and under them, from the top."""
    rows = _rows(subject)
    if not rows:
        return []
    top = ink_top(rows[0].line) - _REACH_MM
    foot = ink_foot(rows[-1].line) + _REACH_MM
    sheet = Located(subject).pages[rows[-1].page]
    return [rule for rule in whole_rules(sheet) if top <= rule.top and rule.bottom <= foot]


def _applies(subject: Subject) -> bool:
    """A letter's 版记 has no rules (10.1)."""
    parts = subject.parts
    has = parts.printed is not None or parts.copies is not None
    return has and parts.format is not Format.LETTER


@clause("V1-R", "7.4.1", _ELEMENT, "分隔线与版心等宽（量印出的线）", Strength.MUST, of_text=True)
def width(subject: Subject) -> Iterator[Remark]:
    for rule in _rules(subject) if _applies(subject) else ():
        yield mm_remark(rule.width, page.TEXT_WIDTH_MM, _ELEMENT, "宽")
        yield centred_remark(rule.left, rule.right, _ELEMENT)


@clause(
    "V1-weight-R",
    "7.4.1",
    _ELEMENT,
    "首末条粗线0.35毫米，中间细线0.25毫米（量印出的线）",
    Strength.RECOMMENDED,
    of_text=True,
)
def weight(subject: Subject) -> Iterator[Remark]:
    rules = _rules(subject) if _applies(subject) else []
    for index, rule in enumerate(rules):
        outer = index in {0, len(rules) - 1}
        wanted = _THICK_MM if outer else _THIN_MM
        right = abs(rule.thickness - wanted) <= _WEIGHT_SLACK_MM
        name = "首末条分隔线" if outer else "中间分隔线"
        yield judged(right, f"{wanted:.2f}毫米", f"{rule.thickness:.2f}毫米", name)


@clause(
    "V2-R",
    "7.4.1",
    _ELEMENT,
    "在最后一面，末条分隔线与版心下边缘重合（量印出的线）",
    Strength.MUST,
    of_text=True,
)
def place(subject: Subject) -> Iterator[Remark]:
    if not _applies(subject):
        return
    rows, rules = _rows(subject), _rules(subject)
    expected = f"距纸上边缘{words.mm(BOTTOM_MM)}"
    if not rules and not subject.parts.colophon_rules:
        return
    if not rows or not rules:
        yield unknown(_NO_RULES if rows else NOT_FOUND, _ELEMENT, expected)
        return
    table = subject.parts.colophon_table
    if table is not None and table.floating:
        yield unknown(_NOT_FLOATING, _ELEMENT, expected)
        return
    sheets = len(subject.pages or ())
    last = rows[-1].page + 1
    yield judged(last == sheets, f"第{sheets}面", f"第{last}面", _ELEMENT)
    yield mm_remark(rules[-1].bottom, BOTTOM_MM, _ELEMENT, "距纸上边缘")


@clause(
    "V5-indent-R",
    "7.4.3",
    _ELEMENT,
    "印发机关左空一字，印发日期右空一字（量印出的字）",
    Strength.MUST,
    of_text=True,
)
def printed(subject: Subject) -> Iterator[Remark]:
    paragraph = subject.parts.printed
    spot = Located(subject).of(paragraph)
    if paragraph is not None and spot is not None:
        left, right = spot.first.left - LEFT_MM, RIGHT_MM - spot.last.right
        yield indent_remark(left, SMALL_EM_MM, _ELEMENT, "左空", asked=paragraph.left)
        yield indent_remark(right, SMALL_EM_MM, _ELEMENT, "右空", asked=paragraph.right)


@clause("F8-R", "10.1", "信函", "版记不加分隔线（看印出的页面）", Strength.MUST, of_text=True)
def letter(subject: Subject) -> Iterator[Remark]:
    parts = subject.parts
    if parts.format is Format.LETTER and (parts.copies is not None or parts.addressee_moved):
        count = sum(rule.width < page.TEXT_WIDTH_MM + 2 for rule in _rules(subject))
        yield judged(not count, "没有", f"{count}条" if count else "没有", _ELEMENT)


@clause(
    "F8-place-R",
    "10.1",
    "信函",
    "版记在最后一面版心内最下方（量印出的字）",
    Strength.MUST,
    of_text=True,
)
def letter_place(subject: Subject) -> Iterator[Remark]:
    """Its last line has no rule under it: the line may leave half of its leading there."""
    parts = subject.parts
    has = parts.copies or parts.printed or parts.addressee_moved
    if parts.format is not Format.LETTER or not has:
        return
    rows = _rows(subject)
    table = parts.colophon_table
    if not rows or (table is not None and table.floating):
        yield unknown(_NOT_FLOATING if rows else NOT_FOUND, _ELEMENT, _LOWEST)
        return
    sheets = len(subject.pages or ())
    last = rows[-1]
    yield judged(last.page + 1 == sheets, f"第{sheets}面", f"第{last.page + 1}面", _ELEMENT)
    free = BOTTOM_MM - ink_foot(last.line)
    leading = max(pitch_mm(subject) - size_of(last.line), 0.0) / 2
    right = -TOLERANCE_MM <= free <= leading + TOLERANCE_MM
    yield judged(right, _LOWEST, f"末行距版心下边缘{words.mm(free)}", _ELEMENT)


CLAUSES: Final = (width, weight, place, printed, letter, letter_place)
