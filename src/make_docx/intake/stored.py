"""Turns a number or a text as a workbook stores it into plain digits or plain text."""

from __future__ import annotations

import re
import unicodedata
from decimal import Context, Decimal
from typing import Final

from make_docx.late_pattern import late_pattern

_EXCEL_DIGITS: Final = Context(prec=15)  # Excel keeps 15; the rest of a double is noise
_ESCAPE: Final = late_pattern(r"_x([0-9A-Fa-f]{4})_")
_JOINER: Final = "\N{ZERO WIDTH JOINER}"
_OF_EMOJI: Final = frozenset({"So", "Sk", "Mn"})  # pictures, the colour of a skin, its selector


def plain_digits(number: float) -> str:
    """A number as decimal digits without an exponent; empty when it is not finite.

    >>> plain_digits(120.0), plain_digits(0.1 + 0.2), plain_digits(1e15)
    ('120', '0.3', '1000000000000000')
    """
    if isinstance(number, int):
        return str(number)
    exact = Decimal(repr(number))
    if not exact.is_finite():
        return ""
    kept = _EXCEL_DIGITS.plus(exact)
    return f"{kept:f}".rstrip("0").rstrip(".") if "." in f"{kept:f}" else f"{kept:f}"


def clean(text: str) -> str:
    r"""Text as typed, without what XML escapes and control characters left in it.

    >>> clean("甲_x000D_\n乙\x07_x0041_")
    '甲\n乙_x0041_'
    """
    if text.isprintable() and "_x" not in text:
        return text
    text = _ESCAPE.sub(_unescaped, text)
    text = re.sub(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]", "\n", text).replace("\t", " ")
    return "".join(c for c in text if c == "\n" or not _is_unprintable(c))


def _unescaped(match: re.Match[str]) -> str:
    # Office escapes only what XML cannot hold, and the line before what would be read as an
    # escape; so an escape of a letter is what somebody typed.
    character = chr(int(match[1], 16))
    return character if character == "_" or _is_unprintable(character) else match[0]


def printable(text: str) -> str:
    """Text without what turns its direction or cannot be seen, save what joins an emoji."""
    if text.isprintable():
        return text
    return "".join(
        c
        for number, c in enumerate(text)
        if unicodedata.category(c) != "Cf" or (c == _JOINER and _joins(text, number))
    )


def _joins(text: str, number: int) -> bool:
    """Whether the joiner at `number` stands between two signs that are no letters (👨‍👩‍👧)."""
    before, after = text[number - 1 : number], text[number + 1 : number + 2]
    return all(sign and unicodedata.category(sign) in _OF_EMOJI for sign in (before, after))


def _is_unprintable(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs") or character in "\ufffe\uffff"
