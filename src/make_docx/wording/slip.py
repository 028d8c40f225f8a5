"""Turns a line of body text into the slips of typing in it that only look right on the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Final

from make_docx.late_pattern import late_pattern
from make_docx.wording.placeholder import Clause, Line, Reference

# Input methods offer these on the keys of 【】; （） are left alone, they belong to the text.
_OPENING: Final = frozenset("[［〔〖「")
_WRONG_BRACKETS: Final = late_pattern(r"[\[［〔〖「]([^\[\]［］〔〕〖〗「」]+)[\]］〕〗」]")


def wrong_brackets(line: Line, is_name: Callable[[str], bool]) -> Iterator[str]:
    """``[悬挂横幅]`` and the like: names that would be printed as they are, brackets and all."""
    for part in flat(line):
        if isinstance(part, str) and not _OPENING.isdisjoint(part):
            for found in _WRONG_BRACKETS.finditer(part):
                if is_name(found[1].replace("｜", "|").partition("|")[0]):
                    yield found[0]


def doubled_units(
    line: Line, endings: Callable[[Reference], tuple[str, ...]]
) -> Iterator[tuple[Reference, str]]:
    """References followed by a unit that they print themselves: ``【悬挂横幅】条`` is 104条条.

    `endings` gives the words that a reference may end with, the longest first.
    """
    for part, after in pairwise(flat(line)):
        if isinstance(part, Reference) and isinstance(after, str):
            following = after.replace("％", "%")
            repeated = next((e for e in endings(part) if following.startswith(e)), "")
            if repeated:
                yield part, repeated


def flat(line: Line) -> Iterator[str | Reference]:
    """The texts and references of a line, in clauses or not."""
    for part in line.parts:
        if isinstance(part, Clause):
            yield from part.parts
        else:
            yield part
