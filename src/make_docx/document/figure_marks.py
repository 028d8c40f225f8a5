"""Turns the marks of a document's texts into bookmarks around the words of each figure.

A tag may print a text in any run of a layout. So the value of the tag carries the bookmarks with
it, inside of the ``w:r`` where they may not stand, and `settle` cuts the run there afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from itertools import count
from typing import Final

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.oxml.text.run import CT_R
from lxml import etree
from msgspec import Struct

from make_docx.document.parts import read_roots
from make_docx.document.text import Value, clean, xml
from make_docx.late_pattern import late_pattern
from make_docx.model import BOOKMARK_PREFIX, Document, FigureMark, Paragraph

_START: Final = qn("w:bookmarkStart")
_END: Final = qn("w:bookmarkEnd")
_ID: Final = qn("w:id")
_NAME: Final = qn("w:name")
_PROPERTIES: Final = qn("w:rPr")
_TEXT: Final = qn("w:t")
_CLOSED: Final = '</w:t>{}<w:t xml:space="preserve">'
_IN_TEXT: Final = late_pattern(
    _CLOSED.format(
        rf'(?:<w:bookmarkStart w:id="[0-9]+" w:name="{BOOKMARK_PREFIX}[0-9]+"/>'
        r'|<w:bookmarkEnd w:id="[0-9]+"/>)'
    )
)


class PrintedMark(Struct, frozen=True):
    """A figure that the document prints.

    `shown` are its words, which stand in `bookmark`. `paragraph` is counted from 1 in the text that
    it stands in: the body, or the enclosure or annex that `of` names.
    """

    bookmark: str
    mark: FigureMark
    shown: str
    paragraph: int
    of: str = ""


def marks_of(document: Document) -> tuple[PrintedMark, ...]:
    """Every figure marked in the body, enclosures and annexes, in the order of the page."""
    numbers = count(1)
    return tuple(
        PrintedMark(
            f"{BOOKMARK_PREFIX}{next(numbers)}",
            mark,
            paragraph.text[mark.start : mark.end],
            at,
            title,
        )
        for title, paragraphs in _texts(document)
        for at, paragraph in enumerate(paragraphs, start=1)
        for mark in paragraph.marks
    )


def _texts(document: Document) -> Iterator[tuple[str, Sequence[Paragraph]]]:
    yield "", document.paragraphs
    yield from ((one.title, one.paragraphs) for one in document.enclosures)
    yield from ((one.name, one.paragraphs) for one in document.annexes)


class MarkedValue(Value):
    """A text for a template that prints its bookmarks with it."""

    __slots__ = ("_xml",)
    _xml: str

    def __new__(cls, text: str, marks: Sequence[FigureMark], numbers: Iterator[int]) -> MarkedValue:
        """`numbers` are those of the bookmarks of `marks`; that many are taken from it."""
        said, printed, at = "", "", 0
        for mark in marks:
            number = next(numbers)
            before, words = clean(text[at : mark.start]), clean(text[mark.start : mark.end])
            start = f'<w:bookmarkStart w:id="{number}" w:name="{BOOKMARK_PREFIX}{number}"/>'
            end = f'<w:bookmarkEnd w:id="{number}"/>'
            said += before + words
            printed += xml(before) + _CLOSED.format(start) + xml(words) + _CLOSED.format(end)
            at = mark.end
        rest = clean(text[at:])
        value = cls._of(said + rest)
        value._xml = printed + xml(rest)
        return value

    def __html__(self) -> str:
        self.printed = True
        return self._xml


def unmarked(part_xml: str) -> str:
    """The XML that tags have filled in, without the bookmarks that they printed."""
    return _IN_TEXT.sub("", part_xml)


def settle(page: DocxDocument, last: int) -> None:
    """Put the bookmarks of a filled-in body between its runs, with ids that nothing else has.

    Where a layout prints a text twice, the first one has the bookmark. Bookmarks of our names that
    a layout brings along, having been made from one of our documents, go.

    Args:
        page: the page.
        last: the highest id in the parts that nobody has read.
    """
    body = page.part.element
    starts = list(body.iter(_START))
    runs = dict.fromkeys(run for start in starts if isinstance(run := start.getparent(), CT_R))
    own = [start for start in starts if not isinstance(start.getparent(), CT_R)]
    _remove([start for start in own if start.get(_NAME, "").startswith(BOOKMARK_PREFIX)], body)
    highest = max(last, last_id(read_roots(page))) if runs else 0
    seen: set[int] = set()
    for run in runs:
        _cut(run, seen, highest)


def _cut(run: CT_R, seen: set[int], highest: int) -> None:
    """Put runs of the same look in the place of `run`, with its bookmarks between them."""
    open_here: set[int] = set()
    piece: etree._Element | None = None
    for child in list(run):
        if child.tag in (_START, _END):
            number = _id_of(child)
            if child.tag == _START and number not in seen:
                seen.add(number)
                open_here.add(number)
            elif child.tag == _START or number not in open_here:
                continue
            else:
                open_here.remove(number)
            child.set(_ID, str(highest + number))
            run.addprevious(child)
            piece = None
        elif child.tag != _PROPERTIES and not (child.tag == _TEXT and not child.text):
            if piece is None:
                piece = _like(run)
                run.addprevious(piece)
            piece.append(child)
    if (parent := run.getparent()) is not None:
        parent.remove(run)


def _like(run: CT_R) -> etree._Element:
    piece = run.makeelement(run.tag)
    for name, value in run.items():
        piece.set(name, value)
    if (properties := run.find(_PROPERTIES)) is not None:
        piece.append(deepcopy(properties))
    return piece


def _remove(starts: Sequence[etree._Element], body: etree._Element) -> None:
    ids = {start.get(_ID) for start in starts}
    ends = [end for end in body.iter(_END) if not isinstance(end.getparent(), CT_R)]
    for element in (*starts, *(end for end in ends if end.get(_ID) in ids)):
        if (parent := element.getparent()) is not None:
            parent.remove(element)


def last_id(roots: Iterable[etree._Element]) -> int:
    """The highest id of the bookmarks between runs; 0 if there are none."""
    starts = (start for root in roots for start in root.iter(_START))
    return max(
        (_id_of(start) for start in starts if not isinstance(start.getparent(), CT_R)), default=0
    )


def _id_of(element: etree._Element) -> int:
    value = element.get(_ID, "")
    return int(value) if value.isascii() and value.isdigit() else 0
