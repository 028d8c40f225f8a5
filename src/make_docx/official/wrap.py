"""Turns a text and a width into the number of lines it takes, without rendering it."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from operator import ne
from typing import Final

from make_docx.official import page

_CLOSING: Final = frozenset("，。、；：？！）》〉」』】〕”’…,.;:?!)]")
_OPENING: Final = frozenset("（《〈「『【〔“‘([")

# Chinese marks are as wide as 汉字 are; the other words are what no renderer divides.
_WIDE: Final = "".join(sorted(mark for mark in _CLOSING | _OPENING if not mark.isascii()))
_WORD: Final = re.compile(rf"([\u4e00-\u9fff{_WIDE}]+)|([0-9A-Za-z.%‰]+|.)", re.DOTALL)
_HAN: Final = "国"  # stands for any that is no mark
_MOST_ALONG: Final = 4  # characters that marks take along to the next line; as 来 in 来”，
_UNITS: Final = 20  # to a 字, so that every width is a whole number of them


@lru_cache(maxsize=1024)  # the page is asked for by the checks and by the drawing
def wrapped_lines(text: str, capacity: float) -> int:
    """How many lines of `capacity` 字 `text` takes at most, by `page.widest`.

    No line begins with a closing mark or ends with an opening one.
    """
    lines, before, along = 1, "", ""
    width, changes, capitals, signs = 0.0, 0, 0, 0  # of the line so far
    for character in text:
        one = page.character_width(character)
        is_change = bool(before) and (one == page.HALF) != (
            page.character_width(before) == page.HALF
        )
        is_capital, is_sign = character in page.CAPITALS, character in page.WIDE_SIGNS
        width, changes = width + one, changes + is_change
        capitals, signs = capitals + is_capital, signs + is_sign
        along = _along(along, before, character)
        if page.widened(width, changes, capitals, signs) > capacity:
            lines += 1
            taken = along + character
            narrow = [page.character_width(each) == page.HALF for each in taken]
            width, changes = page.width(taken), sum(map(ne, narrow, narrow[1:]))
            capitals = sum(map(page.CAPITALS.__contains__, taken))
            signs = sum(map(page.WIDE_SIGNS.__contains__, taken))
        before = character
    return lines


@lru_cache(maxsize=1024)  # most paragraphs are the same for every unit, or empty
def line_range(text: str, capacity: float, indent: float = 0.0) -> tuple[int, int]:
    """The fewest and the most lines of `capacity` 字 that any renderer makes of `text`.

    Word sets digits as wide as they are and may hang a mark over the edge; LibreOffice does
    neither. `indent` is what the first line begins with.
    """
    fewest = most = 1
    line = _whole(capacity)
    narrow = wide = _whole(capacity - indent)  # what is left of the line
    before = along = ""
    for run, other in _WORD.findall(text):
        first = run[0] if run else other
        least, widest = _least_and_most(_standing(before[-1:]), _standing(first))
        if narrow < least and first not in _CLOSING:
            fewest, narrow = fewest + 1, line
        narrow -= least
        along = _along(along, before, first)
        if wide < widest:
            most, wide = most + 1, line - (_least_and_most("", along)[1] if along else 0)
        wide -= widest
        before = first
        if len(run) > 1:
            lines, narrow = _hung(run, narrow, line)
            fewest += lines
            lines, wide = _wrapped(run, along, wide, line)
            most += lines
            along, before = _along_in(run, along, 0, len(run) - 1), run[-1]
    return fewest, most


def _standing(character: str) -> str:
    """The 汉字 that stands for all of them, so that few widths have to be kept."""
    return _HAN if "\u4e00" <= character <= "\u9fff" else character


def _hung(run: str, left: int, line: int) -> tuple[int, int]:
    """How many lines more a run takes behind its first character if marks hang over the edge.

    Also what is left of the last line.
    """
    lines, at = 0, 1
    while (end := at + max(0, left // _UNITS)) < len(run):
        while end < len(run) and run[end] in _CLOSING:
            end += 1
        left, at = left - (end - at) * _UNITS, end
        if at < len(run):
            lines, left, at = lines + 1, line - _UNITS, at + 1
    return lines, left - (len(run) - at) * _UNITS


def _wrapped(run: str, along: str, left: int, line: int) -> tuple[int, int]:
    """The same if none hangs and marks take along what they follow, first of all `along`."""
    lines, at = 0, 1
    while (end := at + max(0, left // _UNITS)) < len(run):
        along = _along_in(run, along, at - 1, end)
        lines, at = lines + 1, end + 1
        left = line - (_least_and_most("", along)[1] if along else 0) - _UNITS
    return lines, left - (len(run) - at) * _UNITS


def _along_in(run: str, along: str, first: int, end: int) -> str:
    """What goes to the next line with what is at `end`; `along` would with what is at `first`."""
    if run[end] not in _CLOSING and run[end - 1] not in _OPENING:  # as nearly always
        return ""
    start = end
    while start > first and (run[start] in _CLOSING or run[start - 1] in _OPENING):
        start -= 1
    taken = along if start == first else ""
    for at in range(start + 1, end + 1):
        taken = _along(taken, run[at - 1], run[at])
    return taken


def _along(along: str, before: str, word: str) -> str:
    """What goes to the next line with `word`; `along` is what would with the word `before`."""
    if word not in _CLOSING and before[-1:] not in _OPENING:
        return ""
    return along + before if len(along) < _MOST_ALONG else before


def _whole(width: float) -> int:
    return math.floor(width * _UNITS + 1e-6)


@lru_cache(maxsize=4096)
def _least_and_most(before: str, word: str) -> tuple[int, int]:
    """Width of `word` behind `before` where that is most favourable, and where least."""
    most = page.widest(before + word) - page.widest(before)
    return round(page.width(word) * _UNITS), round(most * _UNITS)


@lru_cache(maxsize=1024)  # the heads of a table are the same in many documents
def narrowest(text: str, lines: int) -> float:
    """The smallest width in 字 at which `text` takes no more than `lines` lines."""
    width = max(1.0, page.widest(text) / lines)
    while wrapped_lines(text, width) > lines:
        width += 0.5
    return width
