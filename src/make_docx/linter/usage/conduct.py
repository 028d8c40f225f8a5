"""Turns 文种, 主送, 抄送 and what is asked for into the verdicts of 条例 8, 9(七), 15 and 42."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from make_docx.linter.clause import Clause, Remark, Strength, Subject, clause, judged, place_of
from make_docx.linter.genre import genre_of
from make_docx.linter.paper import ParagraphFacts
from make_docx.linter.parts import UNSIGNED, Format, Parts
from make_docx.linter.usage import addressee, genre, request
from make_docx.linter.usage.citation import abolished_rules
from make_docx.linter.usage.passage import Passage, body, title
from make_docx.linter.usage.text_clause import broken, text_clause

_ELEMENT: Final = "文种和行文规则"


def _title(subject: Subject) -> Passage | None:
    """None where a template still has its tags."""
    passage = next(title(subject), None)
    return None if passage is None or subject.paper.is_template else passage


def _is_upward(parts: Parts, kind: str) -> bool:
    return bool(parts.signers) or kind in genre.UPWARD


@clause("C1", "条例 8", _ELEMENT, "文种是十五种之一", Strength.MUST)
def kind(subject: Subject) -> Iterator[Remark]:
    """The 标志 of an order or minutes may say it; a 白头 paper is judged by C1-plain."""
    parts, passage = subject.parts, _title(subject)
    mark = "" if subject.paper.is_template else "".join(p.text.strip() for p in parts.marks)
    if found := genre_of(mark):
        yield judged(True, "十五种文种之一", found, place_of(parts.marks[-1]))
    elif passage is not None and parts.format not in (Format.PLAIN, Format.ORDER, *UNSIGNED):
        yield from _kind(passage)


@clause("C1-plain", "条例 8", _ELEMENT, "白头材料报送时用十五种文种之一", Strength.PRACTICE)
def kind_of_plain(subject: Subject) -> Iterator[Remark]:
    """A summary for one's own use is no 公文; with a 主送机关 it is sent as one."""
    parts, passage = subject.parts, _title(subject)
    if passage is None or parts.format is not Format.PLAIN or parts.addressee is None:
        return
    if genre_of(passage.text) or genre.is_other_kind(passage.text):
        yield from _kind(passage)


def _kind(passage: Passage) -> Iterator[Remark]:
    faults = list(genre.no_genre(passage.text))
    for fault in faults:
        yield broken(passage, fault)
    if not faults:
        yield judged(True, "十五种文种之一", genre_of(passage.text), passage.place)


@clause("T4-matter", "条例 9(七)", _ELEMENT, "标题写明事由", Strength.MUST)
def matter(subject: Subject) -> Iterator[Remark]:
    passage = _title(subject)
    if passage is None or not genre_of(passage.text):
        return
    parts = subject.parts
    organs = (p.text.strip().removesuffix("文件") for p in (*parts.marks, *parts.signatures))
    faults = list(genre.no_matter(passage.text, tuple(organs)))
    for fault in faults:
        yield broken(passage, fault)
    if not faults:
        yield judged(True, "写明事由", "已写明", passage.place)


@clause("C2", "条例 15(四)", _ELEMENT, "请示一文一事", Strength.MUST)
def one_matter(subject: Subject) -> Iterator[Remark]:
    passage = _title(subject)
    if passage is None or genre_of(passage.text) != "请示":
        return
    headings = [heading.paragraph for heading in subject.parts.headings]
    level = min((heading.level for heading in subject.parts.headings), default=1)
    first = [h.paragraph.text for h in subject.parts.headings if h.level == level]
    places = {passage.text: passage.place, **{p.text: place_of(p) for p in headings}}
    faults = [
        *((passage, fault) for fault in request.several_matters(passage.text, ())),
        *((Passage(f.found, places[f.found]), f) for f in request.several_matters("", first)),
        *((text, fault) for text in body(subject) for fault in request.second_request(text.text)),
    ]
    for text, fault in faults:
        yield broken(text, fault)
    if not faults:
        yield judged(True, "一文一事", "没有发现第二件事", passage.place)


@clause("C3", "条例 15(四)", _ELEMENT, "报告不夹带请示事项", Strength.MUST)
def no_request(subject: Subject) -> Iterator[Remark]:
    """What goes up as 意见 may ask, and so may a 请示."""
    passage = _title(subject)
    if passage is None:
        return
    found = genre_of(passage.text)
    if found in ("请示", "意见") or not _is_upward(subject.parts, found):
        return
    faults = [
        (text, fault) for text in body(subject) for fault in request.request_in_report(text.text)
    ]
    for text, fault in faults:
        yield broken(text, fault)
    if not faults:
        yield judged(True, "不夹带请示事项", "没有发现", passage.place)


def _listed(subject: Subject, paragraph: ParagraphFacts | None) -> Passage | None:
    """The list of names, if the document goes up and has one."""
    passage = _title(subject)
    found = "" if passage is None else genre_of(passage.text)
    if paragraph is None or subject.paper.is_template or not _is_upward(subject.parts, found):
        return None
    return Passage(paragraph.text, place_of(paragraph))


@clause("C4", "条例 15(一)", _ELEMENT, "上行文原则上主送一个机关", Strength.USUAL)
def one_addressee(subject: Subject) -> Iterator[Remark]:
    parts = subject.parts
    listed = _listed(subject, parts.addressee or parts.addressee_moved)
    if listed is not None:
        faults = list(addressee.second_addressee(listed.text))
        for fault in faults:
            yield broken(listed, fault)
        if not faults:
            yield judged(True, "1个机关", "1个", listed.place)


@clause("C4-copies", "条例 15(一)", _ELEMENT, "上行文不抄送下级机关", Strength.MUST)
def no_copy_downwards(subject: Subject) -> Iterator[Remark]:
    listed = _listed(subject, subject.parts.copies)
    if listed is not None:
        faults = list(addressee.copy_downwards(listed.text))
        for fault in faults:
            yield broken(listed, fault)
        if not faults:
            yield judged(True, "没有下级机关", "没有", listed.place)


@clause(
    "C7", "条例 15(五)", _ELEMENT, "上行文不主送负责人个人，他直接交办的除外", Strength.PRACTICE
)
def no_leader(subject: Subject) -> Iterator[Remark]:
    """No paper says whether he asked for it himself, so a leader is no error."""
    parts = subject.parts
    listed = _listed(subject, parts.addressee or parts.addressee_moved)
    if listed is not None:
        faults = list(addressee.leader_addressed(listed.text))
        for fault in faults:
            yield broken(listed, fault)
        if not faults:
            yield judged(True, "主送机关", "没有个人", listed.place)


CONDUCT_CLAUSES: Final[tuple[Clause, ...]] = (
    kind,
    kind_of_plain,
    matter,
    one_matter,
    no_request,
    one_addressee,
    no_copy_downwards,
    no_leader,
    text_clause(
        *("C19", "条例 42", _ELEMENT, "不引已经废止的公文规定", Strength.MUST),
        abolished_rules,
        "公文处理工作条例|公文处理办法|机关公文处理条例|国发〔2000〕23号",
    ),
)
