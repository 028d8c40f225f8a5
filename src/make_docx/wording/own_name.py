"""Turns 【单位名称】 in the 公文要素 into the name of the only unit that a document is about.

In titles and text it is a reference as others are. The other elements are no text with references,
and in them nothing else is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from msgspec.structs import replace

from make_docx.catalogue import finding
from make_docx.findings import Finding, Place
from make_docx.labels import UNIT_NAME
from make_docx.late_pattern import late_pattern
from make_docx.model import Brief, Unit
from make_docx.wording.placeholder import Reference, parse
from make_docx.wording.plain import plain, plain_line

OF_SEVERAL: Final = "不止一家单位；要给每家单位各生成一份，请用 make-docx build --each"
OF_NOBODY: Final = "没有单位名册，也没有单位报送，不知道是哪一家"
# What a document for one of several units says of that unit alone, as if nobody else were asked.
_COUNTS: Final = frozenset({"报送单位数", "应报单位数", "未报单位数", "未报单位", "单位构成"})
# Who sends the document and who gets it: fields of `Elements`, and their labels.
_FIELDS: Final = {
    "mark": "发文机关标志",
    "addressee": "主送机关",
    "issuer": "发文机关",
    "signatures": "署名",
    "copies_to": "抄送机关",
    "printed_by": "印发机关",
}
_LEFT_OPEN: Final = "×X、 "  # a name that is still to be filled in
# What belongs to the office that sends the document, and has to change with it.
_OF_ISSUER: Final = {"signers": "签发人", "printed_by": "印发机关"}
_REFERENCE: Final = late_pattern(rf"【\s*{UNIT_NAME}\s*】")


def with_unit_name(brief: Brief, units: Sequence[Unit]) -> tuple[Brief, tuple[Finding, ...]]:
    """The brief with the name of the only unit in its elements.

    With several `units`, or none, the brief stays as it is, and each such element is an error.
    """
    asking = tuple(_asking(brief))
    if not asking:
        return brief, ()
    if len(units) != 1:
        return brief, tuple(_unusable(brief, units, field, label) for field, label in asking)
    name = plain_line(units[0].name)
    filled: dict[str, Any] = {}
    for field, _ in asking:
        typed = getattr(brief.elements, field)
        is_list = isinstance(typed, tuple)
        filled[field] = tuple(_named(t, name) for t in typed) if is_list else _named(typed, name)
    return replace(brief, elements=replace(brief.elements, **filled)), ()


def names_unit(brief: Brief) -> bool:
    """Whether the document says anywhere, by 【单位名称】, which unit it is about."""
    return any(True for _ in _asking(brief)) or any(
        _REFERENCE.search(text) for text, _ in _texts(brief)
    )


def asks_unit_name(brief: Brief) -> bool:
    """Whether the document needs 【单位名称】: not only in a clause that is left out without it."""
    return any(True for _ in _asking(brief)) or any(
        reference.name == UNIT_NAME for reference, _ in _outright(brief)
    )


def each_remarks(brief: Brief) -> Iterator[Finding]:
    """What reads badly where each of several units has a document of its own."""
    for reference, place in _outright(brief):
        if reference.name in _COUNTS:
            yield finding("each-counts-one", place, found=reference.written)
    elements = brief.elements
    if elements.document_number:  # one document has one number (GB/T 9704 7.2.5)
        place = _place(brief, "document_number", "发文字号")
        yield finding("each-same-number", place, found=elements.document_number)
    if not _REFERENCE.search(elements.issuer):
        return
    for field, label in _OF_ISSUER.items():
        typed = getattr(elements, field)
        typed = "、".join(typed) if isinstance(typed, tuple) else typed
        if typed.strip(_LEFT_OPEN) and not _REFERENCE.search(typed):
            yield finding("each-same-office", _place(brief, field, label), found=typed)


def _outright(brief: Brief) -> Iterator[tuple[Reference, Place]]:
    """The references that are not in a clause: they are always printed."""
    for text, place in _texts(brief):
        for part in parse(plain(text)).parts:
            if isinstance(part, Reference):
                yield part, place


def _texts(brief: Brief) -> Iterator[tuple[str, Place]]:
    """The title, the text and the annexes, with where they stand."""
    yield brief.elements.title, _place(brief, "title", "标题")
    yield from ((row.text, row.ref.place()) for row in brief.outline)
    for row in brief.annexes:
        yield row.name, row.ref.place(row.name)
        yield row.text, row.ref.place(row.name)


def _asking(brief: Brief) -> Iterator[tuple[str, str]]:
    """Field and label of the elements that ask for the name."""
    for field, label in _FIELDS.items():
        typed = getattr(brief.elements, field)
        texts = typed if isinstance(typed, tuple) else (typed,)
        if any(map(_REFERENCE.search, texts)):
            yield field, label


def _unusable(brief: Brief, units: Sequence[Unit], field: str, label: str) -> Finding:
    place = _place(brief, field, label)
    if units:
        return finding("unit-name-several", place, found=f"【{UNIT_NAME}】")
    if brief.asks_units:
        return finding("unit-name-nobody", place, found=f"【{UNIT_NAME}】")
    return finding("unit-name-unasked", place, found=f"【{UNIT_NAME}】")


def _place(brief: Brief, field: str, label: str) -> Place:
    ref = brief.element_refs.get(field)
    return ref.place(label) if ref else Place(file=brief.file, label=label)


def _named(text: str, name: str) -> str:
    return _REFERENCE.sub(lambda _: name, text)
