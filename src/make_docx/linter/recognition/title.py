"""Turns lines into the title they are, over one or several paragraphs (7.3.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from make_docx.document.styles import Style
from make_docx.linter.genre import genre_of
from make_docx.linter.recognition.lines import Line

_LEAST: Final = 18.0  # pt
_LONGEST: Final = 150  # characters
_FIRST: Final = 3  # filled lines among which a title begins
_MOST_LINES: Final = 6
_ENDS: Final = re.compile(r"[。；;](?!$)")  # one at the end is a fault of a title


def title_group(lines: Sequence[Line], style: Style) -> tuple[Line, ...]:
    """The title among the first of `lines`, which may hold empty ones; () if there is none."""
    filled = [line for line in lines if not line.is_empty]
    if styled := [line for line in filled if line.style is style]:
        return _together(styled)
    for line in filled[:_FIRST]:
        if looks_as_title(line):
            return _grown(line, filled[filled.index(line) :])
        if line.style is not None:
            break
    return ()


def title_lines(title: Sequence[Line]) -> tuple[str, ...]:
    parts = (part for line in title for part in re.split(r"[\n\f]", line.text))
    return tuple(text for part in parts if (text := part.strip(" \t\u3000")))


def looks_as_title(line: Line) -> bool:
    text = line.plain
    if not text or len(text) > _LONGEST or _ENDS.search(text) or line.style is not None:
        return False
    if text.endswith(("：", ":")):
        return False
    if line.is_centred and line.size >= _LEAST and line.table is None:
        return True
    is_named = bool(genre_of(text)) and ("关于" in text or line.is_centred)
    return is_named or (line.is_centred and "关于" in text)


def _grown(first: Line, filled: Sequence[Line]) -> tuple[Line, ...]:
    """Further lines of the same look directly below."""
    found = [first]
    for line in filled[1:_MOST_LINES]:
        same = abs(line.size - first.size) < 1 and line.is_centred == first.is_centred
        if not (same and line.at - found[-1].at == 1 and _continues(line, found)):
            break
        found.append(line)
    return tuple(found)


def _continues(line: Line, found: Sequence[Line]) -> bool:
    text = line.plain
    if line.style is not None or _ENDS.search(text) or text.startswith(("（", "(")):
        return False
    if text.endswith(("：", ":")) or len(text) > _LONGEST:
        return False
    return line.is_centred and (
        line.size >= _LEAST or not genre_of("".join(each.plain for each in found))
    )


def _together(styled: Sequence[Line]) -> tuple[Line, ...]:
    """Those that follow the first without another line between them."""
    found = [styled[0]]
    for line in styled[1:]:
        if line.at - found[-1].at != 1:
            break
        found.append(line)
    return tuple(found)
