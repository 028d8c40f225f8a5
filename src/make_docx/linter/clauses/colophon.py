"""Turns the 版记 into the verdicts of 7.4."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from make_docx.dates import in_words
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
from make_docx.linter.clauses import extent, typeface, words
from make_docx.linter.clauses.number import chars_remark
from make_docx.linter.clauses.signature import day_of
from make_docx.linter.clauses.words import MM_PER_POINT
from make_docx.linter.colour import is_red
from make_docx.linter.paper import ParagraphFacts
from make_docx.linter.parts import Format
from make_docx.official import page
from make_docx.official.profile import Face

_ELEMENT: Final = "版记"
_THICK_MM: Final = 0.35
_THIN_MM: Final = 0.25
_LOWER_EDGE_MM: Final = page.MARGIN_TOP_MM + page.TEXT_HEIGHT_MM
_PRINTED: Final = re.compile(r"(?P<organ>\S+?)[\s\u3000]+(?P<day>\S+日)[\s\u3000]*印发")
# What bulletins say for 主送 and 抄送, by practice.
_SENT: Final = {Format.BULLETIN: "报："}
_COPIED: Final = {Format.BULLETIN: "送："}
_NAMES: Final = {"first": "首条", "inner": "中间", "last": "末条"}


@clause("V1", "7.4.1", _ELEMENT, "分隔线与版心等宽", Strength.MUST)
def rule_width(subject: Subject) -> Iterator[Remark]:
    parts = subject.parts
    if not parts.colophon_rules:
        return
    section = subject.paper.sections[-1]
    full = extent.text_width(section) * MM_PER_POINT
    if parts.colophon_table is not None:
        width = parts.colophon_table.width * MM_PER_POINT
    elif (
        paragraph := parts.printed or parts.copies or parts.addressee_moved
    ) is not None and paragraph.borders:
        width = full - (paragraph.left + paragraph.right) * MM_PER_POINT
    else:
        yield unknown(NEEDS_RENDERING, _ELEMENT, words.mm(full))
        return
    if width <= 0:  # 自动 width: as wide as its text wants
        yield unknown(NEEDS_RENDERING, _ELEMENT, words.mm(full))
        return
    yield judged(abs(width - full) <= 1, words.mm(full), words.mm(width), _ELEMENT)


@clause("V1-ends", "7.4.1", _ELEMENT, "首末各有一条分隔线", Strength.MUST)
def outer_rules(subject: Subject) -> Iterator[Remark]:
    parts = subject.parts
    if parts.format is Format.LETTER:
        return
    if parts.printed is None and parts.copies is None and parts.addressee_moved is None:
        return
    found = {kind for kind, _ in parts.colophon_rules}
    missing = [_NAMES[kind] for kind in ("first", "last") if kind not in found]
    measured = f"没有{'、'.join(missing)}" if missing else "都有"
    yield judged(not missing, "首条、末条", measured, _ELEMENT)


@clause(
    "V1-weight", "7.4.1", _ELEMENT, "首末条粗线0.35毫米，中间细线0.25毫米", Strength.RECOMMENDED
)
def rule_weight(subject: Subject) -> Iterator[Remark]:
    for kind, border in subject.parts.colophon_rules:
        wanted = _THIN_MM if kind == "inner" else _THICK_MM
        weight = border.weight * MM_PER_POINT
        right = border.style == "single" and abs(weight - wanted) <= 0.04  # sz counts 0.044 mm
        measured = f"{weight:.2f}毫米"
        yield judged(right, f"{wanted:.2f}毫米", measured, f"{_NAMES[kind]}分隔线")


@clause("V1-colour", "5.2.4", _ELEMENT, "分隔线不用红色", Strength.MUST)
def rule_colour(subject: Subject) -> Iterator[Remark]:
    for kind, border in subject.parts.colophon_rules:
        right = not is_red(border.colour)
        yield judged(right, "不是红色", f"颜色{border.colour}", f"{_NAMES[kind]}分隔线")


@clause(
    "V2", "7.4.1", _ELEMENT, "在最后一面，末条分隔线与版心下边缘重合", Strength.MUST, of_text=True
)
def place(subject: Subject) -> Iterator[Remark]:
    parts = subject.parts
    if not parts.colophon_rules:
        return
    box = parts.colophon_box
    if box is None:
        yield unknown(NEEDS_RENDERING, _ELEMENT, "版心下边缘")
        return
    blocks = subject.paper.blocks[box.anchor + 1 :]
    if any(not isinstance(block, ParagraphFacts) or not block.is_empty for block in blocks):
        yield judged(False, "在最后一面", "后面还有内容", _ELEMENT)
    if box.top_mm is None:
        yield unknown(NEEDS_RENDERING, _ELEMENT, "版心下边缘")
        return
    foot = box.top_mm + box.height_mm
    expected = f"距纸上边缘{_LOWER_EDGE_MM}毫米"
    yield judged(abs(foot - _LOWER_EDGE_MM) <= 1, expected, words.mm(foot), _ELEMENT)


@clause(
    "V3", "7.4.2", _ELEMENT, "“抄送”后标全角冒号，最后一个名称后标句号", Strength.MUST, of_text=True
)
def copies_form(subject: Subject) -> Iterator[Remark]:
    if (copies := subject.parts.copies) is not None:
        text = copies.text.strip()
        label = _COPIED.get(subject.parts.format, "抄送：")
        right = text.startswith(label) and text.endswith("。")
        measured = f"{text[: len(label)]}……{text[-1:]}"
        yield judged(right, f"{label}……。", measured, place_of(copies))


@clause("V3-type", "7.4.2", _ELEMENT, "抄送机关用4号仿宋体字", Strength.USUAL)
def copies_look(subject: Subject) -> Iterator[Remark]:
    for paragraph in _named(subject):
        yield typeface.look(subject, paragraph, Face.FANGSONG, page.SIZE_4)


@clause(
    "V3-indent",
    "7.4.2",
    _ELEMENT,
    "抄送左右各空一字，回行与冒号后首字对齐",
    Strength.MUST,
    of_text=True,
)
def copies_indent(subject: Subject) -> Iterator[Remark]:
    for paragraph in _named(subject):
        where, em = place_of(paragraph), extent.em(subject, paragraph)
        yield chars_remark(extent.left(subject, paragraph), 1, "左空", where)
        free = (paragraph.right + paragraph.inset_right) / em
        yield chars_remark(free, 1, "右空", where)
        if page.width(paragraph.text) + 2 > extent.text_width(subject.paper.sections[-1]) / em:
            behind = (paragraph.left + paragraph.inset_left) / em - 1
            label = len(_COPIED.get(subject.parts.format, "抄送："))
            yield chars_remark(behind, label, "回行比“抄送”右移", where)


@clause(
    "V4", "7.4.2", _ELEMENT, "主送机关移至版记的，在抄送之上，两者之间没有分隔线", Strength.MUST
)
def addressee_moved(subject: Subject) -> Iterator[Remark]:
    parts = subject.parts
    moved = parts.addressee_moved
    if moved is None:
        return
    place = place_of(moved)
    label = _SENT.get(parts.format, "主送：")
    said = moved.text.strip()[: len(label)]
    yield judged(said == label, label, said, place)
    if parts.copies is None:
        return
    inner = sum(kind == "inner" for kind, _ in parts.colophon_rules)
    most = 1 if parts.printed is not None else 0
    yield judged(inner <= most, "没有分隔线", f"中间分隔线{inner}条", place)


@clause(
    "V5",
    "7.4.3",
    _ELEMENT,
    "印发机关和印发日期在一行，日期后加“印发”二字",
    Strength.MUST,
    of_text=True,
)
def printed_form(subject: Subject) -> Iterator[Remark]:
    if (printed := subject.parts.printed) is not None:
        text = printed.text.strip()
        right = _PRINTED.fullmatch(text) is not None
        measured = re.sub(r"[\s\u3000]+", "　", text)
        yield judged(right, "××机关　××××年×月×日印发", measured, place_of(printed))


@clause(
    "V5-date", "7.4.3", _ELEMENT, "印发日期用阿拉伯数字写全，不编虚位", Strength.MUST, of_text=True
)
def printed_date(subject: Subject) -> Iterator[Remark]:
    if (printed := subject.parts.printed) is not None:
        text = _printed_day(printed)
        if text:
            yield judged(day_of(text) is not None, "如2024年1月5日", text, place_of(printed))


@clause("V5-type", "7.4.3", _ELEMENT, "印发机关和印发日期用4号仿宋体字", Strength.USUAL)
def printed_look(subject: Subject) -> Iterator[Remark]:
    if (printed := subject.parts.printed) is not None:
        yield typeface.look(subject, printed, Face.FANGSONG, page.SIZE_4)


@clause(
    "V5-indent",
    "7.4.3",
    _ELEMENT,
    "印发机关左空一字，印发日期右空一字",
    Strength.MUST,
    of_text=True,
)
def printed_indent(subject: Subject) -> Iterator[Remark]:
    if (printed := subject.parts.printed) is not None:
        where = place_of(printed)
        yield chars_remark(extent.left(subject, printed), 1, "左空", where)
        yield chars_remark(extent.right(subject, printed), 1, "右空", where, slack=0.5)


@clause("V6", "7.4.3", _ELEMENT, "其他要素与印发机关之间有一条细分隔线", Strength.MUST)
def inner_rule(subject: Subject) -> Iterator[Remark]:
    parts = subject.parts
    if parts.printed is None or (parts.copies is None and parts.addressee_moved is None):
        return
    if parts.format is Format.LETTER:  # it has neither (10.1, F8)
        return
    inner = sum(kind == "inner" for kind, _ in parts.colophon_rules)
    yield judged(inner >= 1, "1条", f"{inner}条" if inner else "没有", place_of(parts.printed))


@clause("V7", "条例 9(十七)", _ELEMENT, "印发日期不早于成文日期", Strength.PRACTICE, of_text=True)
def printed_after(subject: Subject) -> Iterator[Remark]:
    parts = subject.parts
    if parts.printed is None or parts.date is None:
        return
    printed = day_of(_printed_day(parts.printed))
    signed = day_of(parts.date.text.strip(" \u3000\t\n"))
    if printed is not None and signed is not None:
        expected = f"不早于{in_words(signed)}"
        yield judged(printed >= signed, expected, in_words(printed), place_of(parts.printed))


def _named(subject: Subject) -> list[ParagraphFacts]:
    found = (subject.parts.addressee_moved, subject.parts.copies)
    return [paragraph for paragraph in found if paragraph is not None]


def _printed_day(printed: ParagraphFacts) -> str:
    """What stands before 印发, behind the organ."""
    text = printed.text.strip().removesuffix("印发").strip()
    return re.split(r"[\s\u3000]+", text)[-1] if re.search(r"[\s\u3000]", text) else ""


CLAUSES: Final = (
    rule_width,
    outer_rules,
    rule_weight,
    rule_colour,
    place,
    addressee_moved,
    copies_form,
    copies_look,
    copies_indent,
    inner_rule,
    printed_form,
    printed_date,
    printed_look,
    printed_indent,
    printed_after,
)
