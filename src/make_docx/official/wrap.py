"""Turns a text and a width into the number of lines it takes, without rendering it."""

from __future__ import annotations

from typing import Final

from make_docx.official import page

_CLOSING: Final = frozenset("，。、；：？！）》〉」』】〕”’…,.;:?!)]")
_OPENING: Final = frozenset("（《〈「『【〔“‘([")


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


def narrowest(text: str, lines: int) -> float:
    """The smallest width in 字 at which `text` takes no more than `lines` lines."""
    width = max(1.0, page.widest(text) / lines)
    while wrapped_lines(text, width) > lines:
        width += 0.5
    return width
