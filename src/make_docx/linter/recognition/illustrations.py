"""Tells which lines of a text are photos and the captions under them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from make_docx.document.styles import Style
from make_docx.linter.recognition.lines import Line

_OURS: Final = frozenset({Style.PHOTO, Style.CAPTION})
_LONGEST_CAPTION: Final = 60  # characters; what is longer is text that somebody centred


def without_illustrations(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines that are text: no picture alone, and no short centred line under one."""
    is_under_picture = False
    for line in lines:
        is_picture = line.paragraph.has_picture and not line.plain
        is_caption = is_under_picture and line.is_centred and len(line.plain) <= _LONGEST_CAPTION
        is_under_picture = is_picture
        if not (is_picture or is_caption or line.style in _OURS):
            yield line
