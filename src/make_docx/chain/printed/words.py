"""Holds what stands at a mark of the body now, and tells whether it still says what the data do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from make_docx.chain.payload import PrintedFigure
from make_docx.chain.printed.claim import is_true, reading_of
from make_docx.chain.printed.expected import Stated, mode_of
from make_docx.chain.printed.mention import mentions
from make_docx.wording.placeholder import Mode

_WAYS: Final = {
    **dict.fromkeys(("持平",), 0),
    **dict.fromkeys(("增长", "提高", "上升", "增加", "提升"), 1),
    **dict.fromkeys(("下降", "降低", "减少", "回落"), -1),
}


class Words(Struct, frozen=True):
    """What stands at a mark now.

    `text` is empty where nothing does. `first` is the first number in it, with its unit; `said`
    has also the 约 before and the 以上 behind the bookmark. `before` is what the paragraph says in
    front of it. `paragraph` is 0 if nothing tells it.
    """

    mark: PrintedFigure
    stated: Stated
    text: str = ""
    first: str = ""
    said: str = ""
    before: str = ""
    paragraph: int = 0
    excerpt: str = ""

    @property
    def is_same(self) -> bool:
        """Whether it is what was printed, but for white space."""
        return "".join(self.text.split()) == "".join(self.mark.shown.split())

    @property
    def is_true(self) -> bool:
        """Whether it still says what the data do: 共一百零四条 and 104条（其中电子屏20条） do."""
        figure = self.stated.figure
        if figure is None:
            return self.is_same or same_numbers(self.text, self.mark.shown)
        any_unit = self.stated.is_count
        return any(is_true(words, figure, any_unit=any_unit) for words in (self.text, self.first))

    @property
    def is_hedged_wrongly(self) -> bool:
        """Whether what stands around the bookmark makes it untrue: 近 before 104条."""
        figure = self.stated.figure
        if figure is None or self.said in (self.text, self.first):
            return False
        any_unit = self.stated.is_count
        said = reading_of(self.said, figure.unit, any_unit=any_unit)
        return said is not None and not is_true(self.said, figure, any_unit=any_unit)

    @property
    def is_of_another(self) -> bool:
        """Whether a unit's figure stands behind the name of another one: 最多的是甲镇（716份）."""
        mark = self.mark
        is_ranked = mode_of(mark) in (Mode.MOST, Mode.TOP_THREE)
        name, before = ("".join(text.split()) for text in (mark.scope, self.before))
        return is_ranked and bool(name) and name not in before


class Number(Struct, frozen=True):
    """A number of the text that belongs to no mark; `same_as` names a figure that it equals."""

    text: str
    paragraph: int
    excerpt: str
    same_as: str = ""


def same_numbers(words: str, shown: str) -> bool:
    """Whether two wordings with no figure behind them say the same: 12.5% and 百分之十二点五."""
    first, second = ([*_said(text)] for text in (words, shown))
    return first == second and (bool(first) or words == shown)


def _said(text: str) -> Iterator[object]:
    """The numbers of `text`, and which way it says that things went."""
    for word, way in _WAYS.items():
        if word in text:
            yield way
            break
    for mention in mentions(text, ("个百分点",)):
        words = text[mention.start : mention.end]
        unit = "%" if "%" in words or "百分之" in words else ""
        yield reading_of(words, unit, any_unit=not unit) or words
