"""Turns a container into the paragraphs and tables that are printed, whatever wraps them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from lxml import etree

from make_docx.linter.reading.content import alternative
from make_docx.linter.reading.names import MC, W
from make_docx.linter.reading.sections import ends_section

_WRAPPERS: Final = frozenset(
    W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo")
)
_TAG: Final = re.compile(r"\{%p\s+(\w+)[^{}]*%\}")  # alone in its paragraph
_ROW_TAG: Final = re.compile(r"\{%tr\s[^{}]*%\}")
_OPENS: Final = frozenset({"if", "for"})
_CLOSES: Final = frozenset({"endif", "endfor"})
_GONE: Final = frozenset({W + "del", W + "moveFrom"})


def blocks(parent: etree._Element, *, is_template: bool) -> Iterator[etree._Element]:
    """The `w:p` and `w:tbl` that are printed once all revisions are accepted."""
    found = (element for element in inside(parent, W + "p", W + "tbl") if not _deleted(element))
    return _first_branch(found) if is_template else found


def rows(table: etree._Element, *, is_template: bool) -> Iterator[etree._Element]:
    for row in inside(table, W + "tr"):
        is_gone = row.find(f"{W}trPr/{W}del") is not None
        if not is_gone and not (is_template and _ROW_TAG.search(_text(row))):
            yield row


def inside(parent: etree._Element, *tags: str) -> Iterator[etree._Element]:
    for child in parent.iterchildren(tag=etree.Element):
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPPERS:
            yield from inside(child, *tags)
        elif child.tag == MC + "AlternateContent" and (chosen := alternative(child)) is not None:
            yield from inside(chosen, *tags)


def _first_branch(elements: Iterable[etree._Element]) -> Iterator[etree._Element]:
    """Of a layout, what a document has of it, without the tags.

    Other branches keep their texts, which are elements; their empty lines would be read as
    standing one below the other.
    """
    others: list[bool] = []
    for element in elements:
        tag = _TAG.fullmatch(_text(element)) if element.tag == W + "p" else None
        if tag is None:
            is_blank = element.tag == W + "p" and element.find(W + "r") is None
            if not (is_blank and any(others)) or ends_section(element):
                yield element
        elif tag[1] in _OPENS:
            others.append(False)
        elif tag[1] in _CLOSES:
            others = others[:-1]
        elif others:
            others[-1] = True


def _deleted(element: etree._Element) -> bool:
    """A paragraph that goes together with its text when the deletion is accepted."""
    if element.find(f"{W}pPr/{W}rPr/{W}del") is None or ends_section(element):
        return False
    return all(
        any(ancestor.tag in _GONE for ancestor in run.iterancestors())
        for run in element.iter(W + "r")
    )


def _text(element: etree._Element) -> str:
    return "".join(found.text or "" for found in element.iter(W + "t")).strip()
