"""Turns a number into the signs that an automatic list prints for it (ST_NumberFormat)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

_DIGITS: Final = "零一二三四五六七八九"
_LARGE: Final = 10_000
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_LEGAL: Final = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_WIDE: Final = {ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"}
_ROMAN: Final = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    )
)


def numeral(value: int, form: str) -> str:
    """The number as the format prints it; formats without a rule here come out as decimal."""
    if value < 0 or value >= _LARGE:
        return str(value)
    return _FORMS.get(form, str)(value)


def _counting(value: int) -> str:
    """十一, 二十, 一百零三."""
    if value == 0:
        return "〇"
    text = ""
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if digit:
            text += _DIGITS[digit] + sign
        elif text and not text.endswith("零") and value % unit:
            text += "零"
    return text[1:] if text.startswith("一十") else text


def _positional(value: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(value)).replace("零", "〇")


def _letters(value: int) -> str:
    """A to Z, then AA to ZZ."""
    return "" if value == 0 else chr(ord("A") + (value - 1) % 26) * min((value - 1) // 26 + 1, 8)


def _roman(value: int) -> str:
    text = ""
    for unit, sign in _ROMAN:
        text += sign * (value // unit)
        value %= unit
    return text


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda value: signs[(value - 1) % len(signs)] if value else ""


def _from(first: str, most: int) -> Callable[[int], str]:
    """Signs that Unicode lists one after the other."""
    return lambda value: chr(ord(first) + value - 1) if 1 <= value <= most else str(value)


_FORMS: Final[Mapping[str, Callable[[int], str]]] = {
    "none": lambda _value: "",
    "bullet": lambda _value: "",
    "decimalZero": lambda value: f"{value:02}",
    "decimalFullWidth": lambda value: str(value).translate(_WIDE),
    "decimalFullWidth2": lambda value: str(value).translate(_WIDE),
    "chineseCounting": _counting,
    "chineseCountingThousand": _counting,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _counting,
    "japaneseCounting": _counting,
    "chineseLegalSimplified": lambda value: _counting(value).translate(_LEGAL),
    "ideographDigital": _positional,
    "taiwaneseDigital": _positional,
    "japaneseDigitalTenThousand": _positional,
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "decimalEnclosedCircle": _from("①", 20),
    "decimalEnclosedCircleChinese": _from("①", 20),
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "ideographEnclosedCircle": _from("㊀", 10),
    "upperRoman": _roman,
    "lowerRoman": lambda value: _roman(value).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda value: _letters(value).lower(),
}
