"""Turns 【单位名称】 in the 公文要素 into the name of the only unit that a document is about.

In titles and text it is a reference as others are. The other elements are no text with references,
and in them nothing else is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from make_docx.catalogue import finding
from make_docx.findings import Finding, Place
from make_docx.model import Brief
from make_docx.wording.plain import plain_line

UNIT_NAME: Final = "单位名称"
OF_SEVERAL: Final = "不止一家单位；要给每家单位各生成一份，请用 make-docx build --each"
# Who sends the document and who gets it: fields of `Elements`, and their labels.
_FIELDS: Final = {
    "mark": "发文机关标志",
    "addressee": "主送机关",
    "issuer": "发文机关",
    "signatures": "署名",
    "copies_to": "抄送机关",
    "printed_by": "印发机关",
}
_REFERENCE: Final = re.compile(rf"【\s*{UNIT_NAME}\s*】")


def with_unit_name(brief: Brief) -> tuple[Brief, tuple[Finding, ...]]:
    """The brief with the name of the only unit of its roster in its elements.

    With several units, or none, the brief stays as it is, and each such element is an error.
    """
    asking = tuple(_asking(brief))
    if not asking:
        return brief, ()
    if len(brief.units) != 1:
        return brief, tuple(_unusable(brief, field, label) for field, label in asking)
    name = plain_line(brief.units[0].name)
    filled: dict[str, Any] = {}
    for field, _ in asking:
        typed = getattr(brief.elements, field)
        is_list = isinstance(typed, tuple)
        filled[field] = tuple(_named(t, name) for t in typed) if is_list else _named(typed, name)
    return replace(brief, elements=replace(brief.elements, **filled)), ()


def names_unit(brief: Brief) -> bool:
    """Whether the document says anywhere, by 【单位名称】, which unit it is about."""
    texts = [brief.elements.title, *(row.text for row in brief.outline)]
    texts += (text for row in brief.annexes for text in (row.name, row.text))
    return any(True for _ in _asking(brief)) or any(map(_REFERENCE.search, texts))


def _asking(brief: Brief) -> Iterator[tuple[str, str]]:
    """Field and label of the elements that ask for the name."""
    for field, label in _FIELDS.items():
        typed = getattr(brief.elements, field)
        texts = typed if isinstance(typed, tuple) else (typed,)
        if any(map(_REFERENCE.search, texts)):
            yield field, label


def _unusable(brief: Brief, field: str, label: str) -> Finding:
    ref = brief.element_refs.get(field)
    place = ref.place(label) if ref else Place(file=brief.file, label=label)
    return finding("placeholder-unusable", place, found=UNIT_NAME, reason=OF_SEVERAL)


def _named(text: str, name: str) -> str:
    return _REFERENCE.sub(lambda _: name, text)
