"""Holds what is wrong with a stretch of text, and what should stand there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from msgspec import Struct


class Fault(Struct, frozen=True):
    """Characters `start` to `end` of a text read `found`; `expected` is what should."""

    start: int
    end: int
    found: str
    expected: str


def fault(text: str, start: int, end: int, expected: str) -> Fault:
    return Fault(start, end, text[start:end], expected)


def replaced(
    text: str,
    seen: str,
    pattern: re.Pattern[str],
    correction: Callable[[re.Match[str]], str | None] | str,
) -> Iterator[Fault]:
    """A fault for each match in `seen`, which is `text` or as much of it as is looked at.

    `correction` is what should be written; a function may return None: right after all.
    """
    for match in pattern.finditer(seen):
        better = correction if isinstance(correction, str) else correction(match)
        if better is not None:
            yield fault(text, match.start(), match.end(), better)
