"""Turns a stored number or day, with its number format, into what the unit saw on the screen.

Only where that is not the number itself: a format can put 万 or ‰ behind it, divide it by a
thousand, or make a day of it.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import Final

from make_docx.intake.number_formats import GENERAL, shows_time
from make_docx.late_pattern import late_pattern

_LITERAL: Final = late_pattern(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|(?P<space>[_*].)'
    r"|\[\$(?P<currency>[^\]-]*)[^\]]*\]|(?P<other>\[[^\]]*\])",
    re.DOTALL,
)
_PLAIN: Final = frozenset("0#?.%@")
_SIZES: Final = late_pattern("[百千万亿萬億‰‱]")  # Excel multiplies for %, not for ‰
_WORDS: Final = late_pattern("[\u4e00-\u9fff≈≥≤−-]")
_DIGIT: Final = late_pattern(r"\d")
_DIGITS: Final = late_pattern(r"General|G/通用格式|[0#?][0#?,]*(?:\.[0#?]*)?", re.IGNORECASE)
_SCALING: Final = late_pattern(r"[0#?.],+(?![0#?,])")
_CONDITION: Final = late_pattern(r"\[[<>=]")
_OF_CLOCK: Final = late_pattern("h+:m+(?::s+)?|m+:s+")
_PLACEHOLDER: Final = "\N{OBJECT REPLACEMENT CHARACTER}"


def sized(digits: str, number_format: str) -> str:
    """2万 for 2 in the format ``0"万"``; empty where the format puts no words around a number.

    约 and the 计量单位 are words that count as much as 万. Where a format that changes the size
    cannot be told, or has digits of its own, the number is followed by it, which no one takes for
    a number.

    >>> sized("2", '0.0"万"'), sized("25000", "0.0,"), sized("2", '0"条"'), sized("2", "0.0_ ")
    ('2万', '25000（格式 0.0,）', '2条', '')
    """
    if number_format == GENERAL or _PLAIN.issuperset(number_format):
        return ""
    if _has_digits(number_format):
        return f"{digits}（格式 {number_format}）"
    around = _around(number_format)
    if not _is_sizing(number_format) and not (around and _WORDS.search("".join(around))):
        return ""
    number = digits.removeprefix("-")
    if around:
        minus = "-" if number != digits else ""
        return f"{minus}{around[0]}{number}{around[1]}"
    return f"{digits}（格式 {number_format}）"


def day(moment: dt.datetime, number_format: str) -> str:
    """The parts of a day that the format shows, in Chinese: 5月1日, 2021年5月, 5月1日9时30分."""
    # The e of General is no year; a day may be stored as a day, and its format be of numbers.
    signs = _LITERAL.sub("", number_format).casefold() if shows_time(number_format) else ""
    of_day = _OF_CLOCK.sub("", signs)
    shown = (
        f"{moment.year}年" if "y" in of_day or "e" in of_day else "",
        f"{moment.month}月" if "m" in of_day else "",
        f"{moment.day}日" if "d" in of_day else "",
    )
    date = "".join(shown) or f"{moment.year}年{moment.month}月{moment.day}日"
    shows_clock = "h" in signs or not signs
    return date + (
        clock(moment.time(), signs) if shows_clock and moment.time() != dt.time() else ""
    )


def clock(time: dt.time, number_format: str) -> str:
    """9时30分, 14时, 9时30分15秒 where the format shows seconds."""
    seconds = time.second if "s" in _LITERAL.sub("", number_format).casefold() else 0
    minutes = f"{time.minute}分" if time.minute or seconds else ""
    return f"{time.hour}时{minutes}" + (f"{seconds}秒" if seconds else "")


@lru_cache(maxsize=256)
def _is_sizing(number_format: str) -> bool:
    return bool(_SIZES.search(number_format) or _SCALING.search(_LITERAL.sub("", number_format)))


@lru_cache(maxsize=256)
def _has_digits(number_format: str) -> bool:
    """Whether it shows digits that are not the number's: 110 for 11 with 0"0"."""
    literals = _LITERAL.finditer(number_format)
    texts = (match["quoted"] or match["escaped"] or match["currency"] or "" for match in literals)
    return any(map(_DIGIT.search, texts))


@lru_cache(maxsize=256)
def _around(number_format: str) -> tuple[str, str] | None:
    """What a format of one section puts before and behind all digits of the number, if it does."""
    if _CONDITION.search(number_format):
        return None
    literals: list[str] = []

    def keep(match: re.Match[str]) -> str:
        literals.append(match["quoted"] or match["escaped"] or match["currency"] or "")
        return _PLACEHOLDER

    plain = _LITERAL.sub(keep, number_format)
    digits = _DIGITS.findall(plain)
    if len(digits) != 1 or ";" in plain or "%" in plain or _SCALING.search(plain):
        return None
    texts = iter(literals)
    before, behind = (
        "".join(next(texts) if sign == _PLACEHOLDER else sign for sign in part)
        for part in plain.split(digits[0])
    )
    return before.strip(), behind.strip()
