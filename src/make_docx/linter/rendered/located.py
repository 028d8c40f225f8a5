"""Turns the paragraphs of a paper into the lines of the pages that show them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from make_docx.linter.clause import Subject
from make_docx.linter.paper import ParagraphFacts, Story
from make_docx.official import page
from make_docx.rendering.page import Line, Page

NOT_FOUND: Final = "在印出的页面上没有认出这一段"
_PAGE_NUMBER: Final = re.compile(r"\D{0,2}\d{1,4}\D{0,2}(共?\d{1,4}页?)?")


class Row(Struct, frozen=True):
    """A printed line; `text` is without blanks."""

    page: int  # from 0
    line: Line
    text: str


class Spot(Struct, frozen=True):
    """The rows that show one paragraph, the first one first."""

    rows: tuple[Row, ...]

    @property
    def page(self) -> int:
        return self.rows[0].page

    @property
    def first(self) -> Line:
        return self.rows[0].line

    @property
    def last(self) -> Line:
        return self.rows[-1].line


class Located:
    """Finds the paragraphs of the body in their order, and those of boxes and cells by text."""

    def __init__(self, subject: Subject) -> None:
        self.pages: Sequence[Page] = subject.pages or ()
        self.rows = tuple(_rows(self.pages))
        self._spots: dict[int, Spot] = {}
        self._starts: dict[str, list[int]] = {}
        for index, row in enumerate(self.rows):
            self._starts.setdefault(row.text[0], []).append(index)
        at = 0
        for paragraph in subject.paper.paragraphs:
            text = squeezed(paragraph.text)
            found = self._find(text, at) if text else None
            if found is not None:
                self._spots[paragraph.block] = Spot(self.rows[found[0] : found[1]])
                at = found[1]

    def of(self, paragraph: ParagraphFacts | None) -> Spot | None:
        """Where a paragraph is printed; None where it was not recognised."""
        if paragraph is None:
            return None
        if paragraph.story is Story.BODY:
            return self._spots.get(paragraph.block)
        return self.anywhere(paragraph.text)

    def on_first_page(self, text: str) -> Spot | None:
        """The first rows of page 1 that show a text, alone or beside others."""
        text = squeezed(text)
        for start, row in enumerate(self.rows):
            if text and row.page == 0 and (end := self._end(text, start)):
                return Spot(self.rows[start:end])
        beside = [row for row in self.rows if row.page == 0 and text and text in row.text]
        return Spot((beside[0],)) if beside else None

    def anywhere(self, text: str) -> Spot | None:
        """The last rows that show a text, alone or beside others as in the cells of a table."""
        text = squeezed(text)
        if not text:
            return None
        for start in reversed(self._starts.get(text[0], ())):
            if end := self._end(text, start):
                return Spot(self.rows[start:end])
        beside = [row for row in self.rows if text in row.text]
        return Spot((beside[-1],)) if beside else None

    def _find(self, text: str, at: int) -> tuple[int, int] | None:
        for start in self._starts.get(text[0], ()):
            if start >= at and (end := self._end(text, start)):
                return start, end
        return None

    def _end(self, text: str, start: int) -> int:
        """Behind the rows from `start` on that show the whole of `text`; 0 if they do not."""
        done = 0
        for index in range(start, len(self.rows)):
            if not text.startswith(self.rows[index].text, done):
                return 0
            done += len(self.rows[index].text)
            if done == len(text):
                return index + 1
        return 0


def squeezed(text: str) -> str:
    """What is to be seen of a text, without blanks and invisible characters."""
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) != "Cf")


def page_number(sheet: Page) -> Line | None:
    """The line of an upright page number under the text."""
    foot = page.MARGIN_RIGHT_MM - 1 if sheet.is_landscape else page.MARGIN_BOTTOM_MM
    for line in reversed(sheet.lines):
        low = line.baseline > sheet.height - foot
        if low and _PAGE_NUMBER.fullmatch(squeezed(line.text)):
            return line
    return None


def _rows(pages: Sequence[Page]) -> Iterator[Row]:
    for number, sheet in enumerate(pages):
        below = page_number(sheet)
        for line in sheet.lines:
            text = squeezed(line.text)
            if text and line is not below:
                yield Row(number, line, text)
