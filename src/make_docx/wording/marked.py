"""Turns pieces of wording into one text that knows where the figures in it stand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from msgspec import Struct
from msgspec.structs import replace

from make_docx.model import FigureMark, Picture
from make_docx.wording.plain import plain_line


class Marked(Struct, frozen=True):
    """A text with its marks, which are in order and do not overlap; a caption has its picture.

    `is_quoted` as of a `Paragraph`.
    """

    text: str = ""
    marks: tuple[FigureMark, ...] = ()
    picture: Picture | None = None
    is_quoted: bool = False

    def __add__(self, other: Self) -> Self:
        behind = _moved(other.marks, len(self.text))
        return replace(self, text=self.text + other.text, marks=(*self.marks, *behind))

    def cut(self, start: int, end: int) -> Self:
        """``text[start:end]`` with what is left there of the marks."""
        start, end, _ = slice(start, end).indices(len(self.text))
        clipped = (
            replace(mark, start=max(mark.start, start), end=min(mark.end, end))
            for mark in self.marks
        )
        kept = [mark for mark in clipped if mark.start < mark.end]
        return replace(self, text=self.text[start:end], marks=_moved(kept, -start))

    def lines(self) -> tuple[Self, ...]:
        """The lines that are not empty, each stripped, as `plain.plain_lines` does it."""
        found: list[Self] = []
        start = 0
        for line in self.text.split("\n"):
            if stripped := line.strip():
                at = start + line.index(stripped)
                found.append(self.cut(at, at + len(stripped)))
            start += len(line) + 1
        return tuple(found)


def figure_words(words: str, name: str, scope: str = "") -> Marked:
    """The words of a figure, all of them marked as those of `name` and `scope`."""
    text = plain_line(words)
    return Marked(text, (FigureMark(0, len(text), name, scope),))


def joined(parts: Iterable[Marked], sign: str) -> Marked:
    """`parts` with `sign` between them."""
    texts: list[str] = []
    marks: list[FigureMark] = []
    length = 0
    for part in parts:
        length += len(sign) if texts else 0
        texts.append(part.text)
        marks += _moved(part.marks, length)
        length += len(part.text)
    return Marked(sign.join(texts), tuple(marks))


def _moved(marks: Iterable[FigureMark], by: int) -> tuple[FigureMark, ...]:
    return tuple(replace(mark, start=mark.start + by, end=mark.end + by) for mark in marks)
