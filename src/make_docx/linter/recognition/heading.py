"""Turns lines of the body into headings with their level and ordinal (7.3.3)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from make_docx.document.styles import Style
from make_docx.linter.parts import Heading
from make_docx.linter.recognition.lines import Line

_DIGITS: Final = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0}
_FORMS: Final = (
    re.compile(r"([零〇一二三四五六七八九十百]+)\s*[、.．]"),
    re.compile(r"[（(]\s*([零〇一二三四五六七八九十百]+)\s*[）)][、.．]?"),
    re.compile(r"(\d{1,3})\s*(?:[.．](?!\d)|、)"),
    re.compile(r"[（(]\s*(\d{1,3})\s*[）)][、.．]?"),
)
_STYLES: Final = {
    Style.HEADING_1: 1,
    Style.HEADING_2: 2,
    Style.HEADING_3: 3,
    Style.HEADING_4: 4,
}
_LONGEST: Final = 60  # characters of a heading that has a line for itself
_ENDS: Final = re.compile(r"[。！？；;!?]")


def headings(body: Iterable[Line]) -> Iterator[Heading]:
    for line in body:
        text = line.text.lstrip(" \u3000\t\n\f")
        level = _STYLES.get(line.style) if line.style is not None else None
        for index, form in enumerate(_FORMS, start=1):
            if match := form.match(text):
                yield Heading(
                    level=level or index,
                    number=match[0],
                    ordinal=ordinal(match[1]),
                    paragraph=line.paragraph,
                    own_line=_own_line(text[match.end() :]),
                )
                break
        else:
            if level is not None and "{{" in text:  # a layout
                yield Heading(level, "", 0, line.paragraph, own_line=True)


def ordinal(text: str) -> int:
    """3 of 3 or 三, 21 of 二十一; 0 of what is no number."""
    if text.isdecimal():
        return int(text)
    total = digit = 0
    for sign in text:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        else:
            total += (digit or 1) * (100 if sign == "百" else 10)
            digit = 0
    return total + digit


def _own_line(text: str) -> bool:
    """One sentence at most: where more follow, the heading runs into its paragraph."""
    text = text.strip()
    return len(text) <= _LONGEST and not _ENDS.search(text[:-1]) and not text.endswith(("；", ";"))
