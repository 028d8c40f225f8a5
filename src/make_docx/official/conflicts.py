"""Turns normal elements into what is wrong between them, their 版式 and the page."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

from msgspec.structs import fields, replace

from make_docx.catalogue import finding
from make_docx.dates import in_words
from make_docx.findings import Finding, Severity
from make_docx.model import Brief, Direction, Document, Elements, Layout, Sealing
from make_docx.official import page
from make_docx.official.elements import element_place
from make_docx.official.first_page import width_size
from make_docx.official.mark import mark_of
from make_docx.official.signers import room
from make_docx.official.wrap import wrapped_lines

_EVERY: Final = frozenset(Layout)
_UNDER_RED: Final = frozenset({Layout.DOCUMENT, Layout.LETTER, Layout.MINUTES, Layout.BULLETIN})
_MINUTES: Final = frozenset({Layout.MINUTES})
_UNSIGNED: Final = frozenset({Layout.MINUTES, Layout.BULLETIN})  # 10.3, practice
# Where an element is printed that not every 版式 has (clause 10).
_PRINTED_IN: Final = {
    "copy_number": ("份号", _UNDER_RED),
    "secrecy": ("密级和保密期限", _UNDER_RED),
    "urgency": ("紧急程度", _UNDER_RED),
    "mark": ("发文机关标志", _EVERY - {Layout.PLAIN}),
    "document_number": ("发文字号", _EVERY - {Layout.PLAIN}),
    "signers": ("签发人", frozenset({Layout.DOCUMENT})),
    "joint_issuers": ("联合发文机关", _EVERY - _UNSIGNED),
    "posts": ("签名人职务", _EVERY - _UNSIGNED),
    "present": ("出席", _MINUTES),
    "absent": ("请假", _MINUTES),
    "in_attendance": ("列席", _MINUTES),
    "printed_by": ("印发机关", _EVERY - {Layout.LETTER}),  # 10.1
    "printed_on": ("印发日期", _EVERY - {Layout.LETTER}),
}
# 文种 that speak to everybody, and so have no 主送机关 (practice).
_TO_EVERYBODY: Final = ("公告", "通告", "公报", "决议", "决定", "命令", "令", "纪要")
# 文种 that go one way alone (条例 8).
_ONE_WAY: Final = {
    Direction.UP: ("报告", "请示"),
    Direction.DOWN: ("通报", "通知", "批复", "命令", "令"),
}
_SHORT_MARKS: Final = {
    Layout.BULLETIN: "例如：政务公开工作简报",
    Layout.MINUTES: "例如：XX县人民政府会议纪要",
}


def conflicts(brief: Brief, elements: Elements) -> Iterator[Finding]:
    """What is wrong between elements that are right each by itself; `elements` are normal.

    What is not printed is told as such and as nothing else.
    """
    yield from _unused(brief, elements)
    elements = printed(elements)
    if elements.secrecy and not elements.copy_number:
        yield finding(
            "copy-number-missing", element_place(brief, "copy_number", "份号")
        )  # 条例 9(一)
    yield from _lengths(brief, elements)
    yield from _direction(brief, elements)
    yield from _genre(brief, elements)
    yield from _addressee(brief, elements)
    yield from _joint(brief, elements)
    yield from _posts(brief, elements)
    yield from _printing(brief, elements)
    yield from _issue(brief, elements)


def printed(elements: Elements) -> Elements:
    """The elements without those that their 版式 or 行文方向 does not print."""
    return replace(elements, **{field: _EMPTY[field] for field in _unprinted(elements)})


_EMPTY: Final[Mapping[str, Any]] = {field.name: field.default for field in fields(Elements)}


def _unprinted(elements: Elements) -> dict[str, str]:
    """The fields that are filled in for nothing, and which form does not print them.

    '' for what depends on no form but on 加盖印章.
    """
    found = {
        field: f"{elements.layout}版式"
        for field, (_, layouts) in _PRINTED_IN.items()
        if getattr(elements, field) and elements.layout not in layouts
    }
    if elements.signers and elements.direction is not Direction.UP:  # 条例 9(六)
        found["signers"] = str(elements.direction)
    if elements.posts and elements.sealing is not Sealing.STAMP:
        found.setdefault("posts", "")  # 7.3.5.3
    return found


def _unused(brief: Brief, elements: Elements) -> Iterator[Finding]:
    for field, form in _unprinted(elements).items():
        label, _ = _PRINTED_IN[field]
        value = getattr(elements, field)
        shown = "、".join(value) if isinstance(value, tuple) else value
        found = in_words(shown) if isinstance(shown, dt.date) else shown
        code = "element-unused" if form else "post-unused"
        yield finding(code, element_place(brief, field, label), found=found, form=form)


def _lengths(brief: Brief, elements: Elements) -> Iterator[Finding]:
    """What is too long for its place on the page."""
    copies = wrapped_lines(elements.copies_to, page.COLOPHON_WIDTH - page.COPIES_LABEL)
    if copies + 1 > page.COLOPHON_MOST_LINES:
        yield finding(
            "element-too-long",
            element_place(brief, "copies_to", "抄送机关"),
            found=elements.copies_to,
            reason=f"要占 {copies} 行，一页排不下",
            advice="例如：各县（市、区）人民政府，市直各单位",
        )
    yield from _mark(brief, elements)
    longest = max((page.widest(name) for name in elements.signers), default=0.0)
    if longest > room(elements.document_number):
        # it stands beside the 发文字号 (7.2.5)
        yield finding(
            "element-too-long",
            element_place(brief, "signers", "签发人"),
            found="、".join(elements.signers),
            reason="和发文字号排不下一行",
            advice="例如：张某某",
        )


def _mark(brief: Brief, elements: Elements) -> Iterator[Finding]:
    mark = mark_of(elements)
    place = element_place(brief, "mark", "发文机关标志")
    found = "、".join(mark.organs) + mark.suffix
    if len(mark.organs) > page.MOST_JOINT_ORGANS:
        # 7.2.4 lets the 主办机关 stand alone; a taller stack leaves page 1 without text (7.3.3)
        yield finding(
            "element-too-long",
            place,
            found=found,
            reason=f"{len(mark.organs)} 个机关并列，首页排不下正文",
            advice=f"例如：只写主办机关，{mark.organs[0]}{mark.suffix}",
        )
    elif width_size(mark) < page.SIZE_2:
        # Its size is free (7.2.4), but not that it be the most striking line of the page.
        yield finding(
            "element-too-long",
            place,
            found=found,
            reason="排成一行时字比标题还小",
            advice=_SHORT_MARKS.get(elements.layout, "例如：XX县卫生计生委"),
        ).with_severity(Severity.WARN)


def overfull_colophon(brief: Brief, document: Document) -> Iterator[Finding]:
    """A 主送机关 that goes to the 版记 and is higher there, with the 抄送机关, than a page."""
    if not document.addressee_in_colophon:
        return
    width = page.COLOPHON_WIDTH - page.COPIES_LABEL
    lines = wrapped_lines(document.addressee, width)
    copies = wrapped_lines(document.copies_to, width) if document.copies_to else 0
    if copies + 1 <= page.COLOPHON_MOST_LINES < lines + copies + 1:
        yield finding(
            "element-too-long",
            element_place(brief, "addressee", "主送机关"),
            found=document.addressee,
            reason=f"首页排不下，移到版记要占 {lines} 行，一页也排不下",
            advice="例如：各县（市、区）人民政府，市直各单位",
        )


def _direction(brief: Brief, elements: Elements) -> Iterator[Finding]:
    if elements.direction is not Direction.UP or elements.layout is not Layout.DOCUMENT:
        return
    if not elements.signers:  # 条例 9(六)
        yield finding("element-required", element_place(brief, "signers", "签发人"))
    outside_brackets = re.sub(r"[（(][^（()）]*[)）]", "", elements.addressee)
    if len(list(filter(None, re.split(r"[、，,；;]", outside_brackets)))) > 1:  # 条例 15(一)
        place = element_place(brief, "addressee", "主送机关")
        yield finding("element-several", place, found=elements.addressee)


def _genre(brief: Brief, elements: Elements) -> Iterator[Finding]:
    if elements.layout is not Layout.DOCUMENT:
        return
    for direction, genres in _ONE_WAY.items():
        genre = next((genre for genre in genres if elements.title.endswith(genre)), "")
        if genre and direction is not elements.direction:
            place = element_place(brief, "title", "标题")
            expected = str(direction)
            form = str(elements.direction)
            yield finding("title-direction", place, found=genre, expected=expected, form=form)


def _addressee(brief: Brief, elements: Elements) -> Iterator[Finding]:
    is_wanted = elements.layout in (Layout.DOCUMENT, Layout.LETTER)
    if is_wanted and not elements.addressee and not elements.title.endswith(_TO_EVERYBODY):
        yield finding("element-required", element_place(brief, "addressee", "主送机关"))


def _joint(brief: Brief, elements: Elements) -> Iterator[Finding]:
    """The organs of a joint issue are different ones, and each has a 签发人 (条例 22)."""
    organs = (elements.issuer, *elements.joint_issuers)
    place = element_place(brief, "joint_issuers", "联合发文机关")
    for organ, times in Counter(organs).items():
        if organ and times > 1:
            expected = "主办机关以外的、各不相同的机关"
            yield finding("element-invalid", place, found=organ, expected=expected)
    signers = elements.signers
    if signers and len(organs) > 1 and len(signers) < len(organs):
        yield finding(
            "element-invalid",
            element_place(brief, "signers", "签发人"),
            found="、".join(signers),
            expected=f"{len(organs)} 个机关各一个签发人，主办机关的在前",
        ).with_severity(Severity.WARN)


def _posts(brief: Brief, elements: Elements) -> Iterator[Finding]:
    """A 签名章 has the signer's 职务 beside it, one for each organ (7.3.5.3)."""
    if elements.sealing is not Sealing.STAMP or elements.layout in _UNSIGNED:
        return
    place = element_place(brief, "posts", "签名人职务")
    organs = len(elements.signatures)
    if not elements.posts:
        yield finding("element-required", place)
    elif len(elements.posts) != organs:
        found = "、".join(elements.posts)
        yield finding("element-invalid", place, found=found, expected=f"{organs} 个机关各一个职务")


def _issue(brief: Brief, elements: Elements) -> Iterator[Finding]:
    """What every bulletin has, though no rule asks for it: a 期号, and to whom it goes."""
    if elements.layout is not Layout.BULLETIN:
        return
    if not elements.document_number:
        yield finding("issue-number-missing", element_place(brief, "document_number", "发文字号"))
    if not (elements.addressee or elements.copies_to or elements.printed_by):
        yield finding("colophon-missing", element_place(brief, "printed_by", "印发机关"))


def _printing(brief: Brief, elements: Elements) -> Iterator[Finding]:
    if elements.layout is Layout.LETTER:
        return
    by = element_place(brief, "printed_by", "印发机关")
    on = element_place(brief, "printed_on", "印发日期")
    if elements.printed_by and not elements.printed_on:
        yield finding("element-incomplete", on, other=by.label)
    if elements.printed_on and not elements.printed_by:
        yield finding("element-incomplete", by, other=on.label)
    if elements.printed_on and elements.issued_on and elements.printed_on < elements.issued_on:
        # 送印 follows 签发 (条例 9(十七)); practice, so not an error.
        early = finding(
            "element-invalid",
            on,
            found=in_words(elements.printed_on),
            expected=f"不早于成文日期（{in_words(elements.issued_on)}）的日期",
        )
        yield early.with_severity(Severity.WARN)
