"""Turns the body of a .docx into its lines, and where the marked words stand in them now.

As in `story`, insertions count as accepted and deletions as made; a paragraph whose end was
deleted goes on with the next one. Measured with LibreOffice 7.4 (docx → docx, → odt → docx,
→ doc → docx): bookmarks that begin with ``_`` keep their names and words, runs are split at
every change of script, the second of two equal names becomes ``_mdk_1_Copy_1``, and a bookmark
that spans paragraphs is dropped, as is one inside a tracked deletion on the way through .odt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from lxml import etree
from msgspec import Struct

from make_docx.chain.story import BLANKS, WRAPPERS, W, is_hidden, is_kept
from make_docx.late_pattern import late_pattern
from make_docx.model import BOOKMARK_PREFIX

_NAME: Final = late_pattern(rf"{re.escape(BOOKMARK_PREFIX)}[0-9]{{1,6}}")
_OURS: Final = late_pattern(rf"({_NAME.pattern})(?:_Copy_?[0-9]+)?", re.IGNORECASE)
_GONE: Final = frozenset({f"{W}del", f"{W}moveFrom"})
_DEEPEST: Final = 200  # elements in elements; nobody nests so many


class Line(Struct, frozen=True):
    """A paragraph; `number` counts those with text outside of tables from 1, and is 0 in one."""

    text: str
    number: int = 0


class Spot(Struct, frozen=True, order=True):
    """Between two characters: line by index, and offset in it."""

    line: int
    at: int


class Span(Struct, frozen=True):
    """From `start` to `end`, which may be in a later line."""

    start: Spot
    end: Spot


class Body(Struct, frozen=True):
    """`spans` are the bookmarks of figures by name, in the order of the text: copies too."""

    lines: tuple[Line, ...]
    spans: Mapping[str, tuple[Span, ...]]

    def words(self, span: Span) -> str:
        return "".join(text for _, text in self.pieces(span))

    def pieces(self, span: Span) -> Iterator[tuple[int, str]]:
        """What stands in `span`, line by line."""
        for index in range(span.start.line, min(span.end.line + 1, len(self.lines))):
            text = self.lines[index].text
            end = span.end.at if index == span.end.line else len(text)
            yield index, text[span.start.at if index == span.start.line else 0 : end]


def body_of(root: etree._Element) -> Body:
    """The body of the root of ``word/document.xml``, which `story_of` has read before."""
    walk = _Walk()
    for body in root.iterchildren(f"{W}body"):
        walk.blocks(body, in_table=False)
    return Body(tuple(_numbered(walk)), walk.spans())


def _numbered(walk: _Walk) -> Iterator[Line]:
    number = 0
    for text, in_table in zip(walk.texts, walk.in_tables, strict=True):
        counts = bool(text.strip()) and not in_table
        number += counts
        yield Line(text, number if counts else 0)


class _Walk:
    def __init__(self) -> None:
        self.texts: list[str] = []
        self.in_tables: list[bool] = []
        self._goes_on = False  # the end of the last paragraph was deleted
        self._starts: dict[str, tuple[str, Spot]] = {}  # id → name and where
        self._ended: list[tuple[str, Span]] = []

    def spans(self) -> dict[str, tuple[Span, ...]]:
        """A bookmark that never ends is none."""
        found: dict[str, list[Span]] = {}
        for name, span in sorted(self._ended, key=lambda entry: entry[1].start):
            found.setdefault(name, []).append(span)
        return {name: tuple(spans) for name, spans in found.items()}

    def blocks(self, parent: etree._Element, *, in_table: bool, depth: int = 0) -> None:
        if depth > _DEEPEST:
            return
        for child in parent.iterchildren(tag=etree.Element):
            match child.tag:
                case tag if tag == f"{W}p":
                    self._paragraph(child, in_table=in_table)
                case tag if tag == f"{W}tbl":
                    self._goes_on = False
                    self.blocks(child, in_table=True, depth=depth + 1)
                case tag if tag == f"{W}tr" and not is_kept(child):
                    continue
                case tag if tag in WRAPPERS or tag in (f"{W}tr", f"{W}tc"):
                    self.blocks(child, in_table=in_table, depth=depth + 1)
                case tag if tag == f"{W}bookmarkStart":
                    self._start(child, Spot(len(self.texts), 0))
                case tag if tag == f"{W}bookmarkEnd":
                    self._end(child, self._here())
                case _:
                    pass

    def _paragraph(self, paragraph: etree._Element, *, in_table: bool) -> None:
        if not self._goes_on:
            self.texts.append("")
            self.in_tables.append(in_table)
        self._runs(paragraph, is_gone=False, depth=0)
        self._goes_on = paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None

    def _runs(self, parent: etree._Element, *, is_gone: bool, depth: int) -> None:
        if depth > _DEEPEST:
            return
        for child in parent.iterchildren(tag=etree.Element):
            match child.tag:
                case tag if tag == f"{W}r":
                    if not is_gone and not is_hidden(child):
                        self.texts[-1] += _text(child)
                case tag if tag == f"{W}bookmarkStart":
                    self._start(child, self._here())
                case tag if tag == f"{W}bookmarkEnd":
                    self._end(child, self._here())
                case tag if tag in _GONE or tag in WRAPPERS:
                    self._runs(child, is_gone=is_gone or tag in _GONE, depth=depth + 1)
                case _:
                    pass

    def _here(self) -> Spot:
        return Spot(len(self.texts) - 1, len(self.texts[-1])) if self.texts else Spot(0, 0)

    def _start(self, element: etree._Element, spot: Spot) -> None:
        if match := _OURS.fullmatch(str(element.get(f"{W}name", ""))):
            self._starts[str(element.get(f"{W}id", ""))] = match[1].lower(), spot

    def _end(self, element: etree._Element, spot: Spot) -> None:
        if found := self._starts.pop(str(element.get(f"{W}id", "")), None):
            name, start = found
            self._ended.append((name, Span(start, max(start, spot))))


def _text(run: etree._Element) -> str:
    return "".join(
        child.text or "" if child.tag == f"{W}t" else BLANKS[str(child.tag)]
        for child in run.iterchildren(f"{W}t", *BLANKS)
    )


def excerpt_of(text: str, start: int, end: int, *, around: int = 10) -> str:
    """The words around ``text[start:end]``, with … where something is left out."""
    first, last = max(0, start - around), min(len(text), end + around)
    said = " ".join(text[first:last].split())
    return f"{'…' if first else ''}{said}{'…' if last < len(text) else ''}"


def line_numbers(lines: Sequence[Line]) -> list[int]:
    """The number of each line; of one without, that of the last before it."""
    numbers, last = [], 0
    for line in lines:
        last = line.number or last
        numbers.append(last)
    return numbers
