"""Turns a text and a width into the number of lines it takes, without rendering it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from make_docx.official import page

_CLOSING: Final = frozenset("，。、；：？！）》〉」』】〕”’…,.;:?!)]")
_OPENING: Final = frozenset("（《〈「『【〔“‘([")

_WORD: Final = re.compile(r"[0-9A-Za-z.%‰]+|.", re.DOTALL)  # what no renderer divides


def wrapped_lines(text: str, capacity: float) -> int:
    """How many lines of `capacity` 字 `text` takes at most.

    No line begins with a closing mark or ends with an opening one.
    """
    lines, line = 1, ""
    for character in text:
        if page.widest(line + character) > capacity:
            lines += 1
            stays = character not in _CLOSING and line[-1:] not in _OPENING
            line = "" if stays else line[-1:]
        line += character
    return lines


def line_range(text: str, capacity: float, indent: float = 0.0) -> tuple[int, int]:
    """The fewest and the most lines of `capacity` 字 that any renderer makes of `text`.

    Word sets digits as wide as they are and may hang a mark over the edge; LibreOffice does
    neither. `indent` is what the first line begins with.
    """
    fewest = most = 1
    narrow = wide = indent
    before = ""
    for word in _WORD.findall(text):
        width = page.width(word)
        if narrow + width > capacity and word not in _CLOSING:
            fewest, narrow = fewest + 1, 0.0
        narrow += width
        width = _step(before[-1:], word)
        if wide + width > capacity:
            stays = word not in _CLOSING and before[-1:] not in _OPENING
            most, wide = most + 1, 0.0 if stays else page.widest(before)
        wide += width
        before = word
    return fewest, most


@lru_cache(maxsize=4096)
def _step(before: str, word: str) -> float:
    return page.widest(before + word) - page.widest(before)


def narrowest(text: str, lines: int) -> float:
    """The smallest width in 字 at which `text` takes no more than `lines` lines."""
    width = max(1.0, page.widest(text) / lines)
    while wrapped_lines(text, width) > lines:
        width += 0.5
    return width
