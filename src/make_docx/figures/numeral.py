"""Turns a Chinese numeral into its number, if there is only one number that it can mean."""

from __future__ import annotations

import re
from typing import Final

NUMERALS: Final = "零〇○一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟萬億"
_EVERYDAY: Final = str.maketrans(
    "〇○两壹贰叁肆伍陆柒捌玖拾佰仟萬億", "零零二一二三四五六七八九十百千万亿"
)
DIGITS: Final = "零一二三四五六七八九"
_SMALL: Final = {"千": 1000, "百": 100, "十": 10}
_LARGE: Final = {"亿": 10**8, "万": 10**4}
_LIMIT: Final = 10**12


def read_numeral(text: str) -> int | None:
    """The number that `text` stands for, below 万亿, or None.

    Read loosely, then spelled again and compared. 一百二 (120 or 102?), 三四十 and 一两 (one or
    two) are how people write something else than one number; none of them comes back the same.
    """
    everyday = text.translate(_EVERYDAY)
    if re.fullmatch(f"[{DIGITS}]", everyday):
        return DIGITS.index(everyday)
    if re.fullmatch(f"[{DIGITS[1:]}][{DIGITS}]*", everyday) and "零" in everyday:
        return int("".join(str(DIGITS.index(digit)) for digit in everyday))  # 二〇
    number = _loosely(everyday)
    if not 0 < number < _LIMIT:
        return None
    return number if _short(_spelled(number)) == _short(everyday) else None


def _loosely(text: str) -> int:
    total = section = digit = 0
    for sign in text:
        if sign in _SMALL:
            section, digit = section + (digit or 1) * _SMALL[sign], 0
        elif sign in _LARGE:
            total, section, digit = total + (section + digit) * _LARGE[sign], 0, 0
        else:
            digit = DIGITS.index(sign)
    return total + section + digit


def _spelled(number: int) -> str:
    text, has_gap = "", False
    for size, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        section, number = divmod(number, size)
        if section:
            text += "零" if text and (has_gap or section < 1000) else ""
            text += _spelled_section(section) + name
        has_gap = not section
    return text


def _spelled_section(number: int) -> str:
    """A number from 1 to 9999 in words, every digit with its place: 10 is 一十."""
    text, has_gap = "", False
    for name, size in (*_SMALL.items(), ("", 1)):
        digit, number = divmod(number, size)
        if digit:
            text += ("零" if text and has_gap else "") + DIGITS[digit] + name
        has_gap = not digit
    return text


def _short(text: str) -> str:
    return text.removeprefix("一") if text.startswith("一十") else text
