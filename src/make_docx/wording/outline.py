"""Turns the levels of the outline into its headings' numbers 一、（一）1.（1） and their sections.

GB/T 9704-2012 7.3.3; each level starts again under the next heading above it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct, field

from make_docx.figures.numeral import DIGITS
from make_docx.late_pattern import late_pattern
from make_docx.model import Level, OutlineRow

HEADINGS: Final = (Level.HEADING_1, Level.HEADING_2, Level.HEADING_3, Level.HEADING_4)
_CHINESE: Final = f"[{DIGITS[1:]}十]+"
# What follows tells a number from text that starts like one: 一、二级医院 and 1.5万份 are text.
_TYPED: Final = {
    Level.HEADING_1: late_pattern(rf"{_CHINESE}、(?!\s*[{DIGITS[1:]}十])"),
    Level.HEADING_2: late_pattern(rf"[（(]{_CHINESE}[)）]"),
    Level.HEADING_3: late_pattern(r"\d{1,2}[.．](?!\d)"),
    Level.HEADING_4: late_pattern(r"[（(]\d{1,2}[)）]"),
}


class Numbering(Struct):
    """Counts the headings as they come."""

    _counts: list[int] = field(default_factory=lambda: [0] * len(HEADINGS))

    def next(self, level: Level) -> str:
        """The number of the next heading of `level`; empty for 正文."""
        if level not in HEADINGS:
            return ""
        depth = HEADINGS.index(level)
        self._counts[depth] += 1
        self._counts[depth + 1 :] = [0] * (len(HEADINGS) - depth - 1)
        count = self._counts[depth]
        match level:
            case Level.HEADING_1:
                return f"{chinese(count)}、"
            case Level.HEADING_2:
                return f"（{chinese(count)}）"
            case Level.HEADING_3:
                return f"{count}."
            case _:
                return f"（{count}）"

    def skips(self, level: Level) -> bool:
        """Whether `level` comes next without a heading of the level above it.

        Only the first of several says so; the others skip the same level.
        """
        if level not in HEADINGS[1:]:
            return False
        depth = HEADINGS.index(level)
        return not self._counts[depth - 1] and not self._counts[depth]


def divided(
    rows: Sequence[OutlineRow],
) -> Iterator[tuple[OutlineRow | None, tuple[OutlineRow, ...]]]:
    """The rows of the document's own text, then those of every other with the row of its title."""
    heads = [at for at, row in enumerate(rows) if row.level in (Level.ENCLOSURE, Level.ANNEX)]
    ends = [*heads, len(rows)]
    yield None, tuple(rows[: ends[0]])
    for at, end in pairwise(ends):
        yield rows[at], tuple(rows[at + 1 : end])


def section(levels: Sequence[Level], index: int) -> range:
    """The rows under the heading at `index`, down to the next that is not below it."""
    after = range(index + 1, len(levels))
    end = next((i for i in after if _depth(levels[i]) <= _depth(levels[index])), len(levels))
    return range(index + 1, end)


def standing(levels: Sequence[Level], has_words: Sequence[bool]) -> list[bool]:
    """Which rows are printed: a heading goes when every row of its section went."""
    stands = list(has_words)
    for index in reversed(range(len(levels))):
        rows = section(levels, index)
        stands[index] = stands[index] and (not rows or any(stands[i] for i in rows))
    return stands


def _depth(level: Level) -> int:
    return HEADINGS.index(level) if level in HEADINGS else len(HEADINGS)


def split_number(level: Level, text: str) -> tuple[str, str]:
    """A number of `level` that was typed before a heading, and the heading without it."""
    typed = _TYPED[level].match(text) if level in _TYPED else None
    return (typed[0], text[typed.end() :].lstrip()) if typed else ("", text)


def level_typed(text: str) -> Level:
    """The level of the number that `text` begins with; 正文 without one."""
    return next((level for level, number in _TYPED.items() if number.match(text)), Level.BODY)


def chinese(number: int) -> str:
    """A number from 1 to 99 in Chinese numerals; above that, in digits.

    Raises:
        ValueError: `number` is not positive.
    """
    if number < 1:
        raise ValueError(f"not the number of a heading: {number}")
    if number > 99:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{DIGITS[tens]}十"
    return head + (DIGITS[ones] if ones else "")
