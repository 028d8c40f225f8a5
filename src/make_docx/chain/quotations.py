"""Turns what units say in their own words into the numbers that have to be there later on.

The words themselves are not in the data of a document: a digest tells whether they are as they
were, and where they are not, the numbers in them are looked for one by one.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from make_docx.chain.payload import Quotation
from make_docx.late_pattern import late_pattern
from make_docx.model import Paragraph

_DIGEST: Final = 12  # hex digits
_HAN: Final = late_pattern("[\u4e00-\u9fff]")


def quotations_of(paragraphs: Iterable[Paragraph], units: Iterable[str]) -> Iterator[Quotation]:
    """Those of the paragraphs that quote, as far as numbers are in them that no mark has.

    `units` are the 计量单位 of the data.
    """
    units = tuple(units)
    for paragraph in paragraphs:
        if paragraph.is_quoted and (numbers := tuple(_unmarked(paragraph, units))):
            yield Quotation(_digest(paragraph.text), numbers)


class Quoted:
    """The quotations of a payload in the lines that a document has now.

    `same` counts the numbers that it knew.
    """

    def __init__(self, quotations: Iterable[Quotation], lines: Iterable[str]) -> None:
        known = {one.digest: one for one in quotations}
        self._lines = {line for line in lines if known and _digest(line) in known}
        whole = set(map(_digest, self._lines))
        changed = (one for digest, one in known.items() if digest not in whole)
        self._wanted = Counter(number for one in changed for number in one.numbers)
        self.same = 0

    def knows(self, line: str, start: int, end: int) -> bool:
        """Whether the number ``line[start:end]`` is one of a quotation: of a changed one, once."""
        number = _said(line, start, end)
        if line not in self._lines:
            if not self._wanted[number]:
                return False
            self._wanted[number] -= 1
        self.same += 1
        return True

    @property
    def lost(self) -> tuple[str, ...]:
        """The numbers of changed quotations that nobody has asked for."""
        return tuple(self._wanted.elements())


def _unmarked(paragraph: Paragraph, units: Iterable[str]) -> Iterator[str]:
    from make_docx.chain.printed.mention import is_figure, mentions, without_figures

    text = paragraph.text
    elsewhere = without_figures(text)
    for mention in mentions(text, units):
        is_marked = any(mention.meets(mark.start, mark.end) for mark in paragraph.marks)
        if not is_marked and is_figure(mention, elsewhere):
            yield _said(text, mention.start, mention.end)


def _said(text: str, start: int, end: int) -> str:
    """A number with the character behind it, which may be what it counts: 1天."""
    behind = text[end:].lstrip()[:1]
    return _bare(text[start:end]) + (behind if _HAN.match(behind) else "")


def _bare(text: str) -> str:
    return unicodedata.normalize("NFC", "".join(text.split()))


def _digest(text: str) -> str:
    return hashlib.sha256(_bare(text).encode(errors="replace")).hexdigest()[:_DIGEST]
