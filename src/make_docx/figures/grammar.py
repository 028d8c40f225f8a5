"""Turns what a person typed for a number into an amount, or refuses it.

Everything that is not wholly understood is refused. Measured on naive parsers: taking the
digits out of 100条（其中电子屏20条） gives 10020, out of 50+70 gives 5070, out of 2万 gives 2;
``int("1_000")`` is 1000, and NFKC makes 122 of 12².
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from math import prod
from typing import Final

from msgspec import Struct

from make_docx.figures.exactness import exactly, joined, plain
from make_docx.figures.numeral import DIGITS, NUMERALS, read_numeral
from make_docx.late_pattern import late_pattern
from make_docx.model import Status

_LONGEST: Final = 60
_UNBROKEN: Final = late_pattern("[\u00a0\u2007\u202f]")

_NOT_APPLICABLE: Final = late_pattern(r"/|[-–—―−]{1,2}|不适用|n/a", re.IGNORECASE)
_ZERO: Final = frozenset({"无", "没有", "未开展"})

# 近200 is said of 195. 少于, 不超过, 以内 and ≤ only set a limit, which 5 keeps as well: no number.
BEFORE: Final = {
    **dict.fromkeys(("约", "大约", "大概", "≈"), Status.ABOUT),
    **dict.fromkeys(("超", "超过", "逾", "多于", "大于", "高于", ">"), Status.AT_LEAST),
    **dict.fromkeys(("不少于", "不低于", "至少", "≥"), Status.AT_LEAST),
    **dict.fromkeys(("近", "将近", "接近"), Status.AT_MOST),
}
BEHIND: Final = {**dict.fromkeys(("左右", "上下"), Status.ABOUT), "以上": Status.AT_LEAST}
BESIDE: Final = {**dict.fromkeys(("余", "多", "+"), Status.AT_LEAST), **BEHIND}
_STATUS: Final = {**BEFORE, **BESIDE}

# 20 places on either side hold every number a workbook can; `exactness` reckons with it.
ARABIC: Final = r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3}){1,6}|[0-9]{1,20})(?:\.[0-9]{1,20})?"
_SPELT: Final = f"[{NUMERALS}]{{1,30}}(?:点[〇○{DIGITS}]{{1,20}})?"
_PLACES: Final = str.maketrans("〇○" + DIGITS, "00" + "0123456789")
_SIZES: Final = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_OTHER_UNIT: Final = rf"(?:(?![{NUMERALS}几数半余多些以])[\u4e00-\u9fff%‰]){{1,4}}"


class Amount(Struct, frozen=True):
    """A number as typed: `value` is None for 不适用.

    `has_unit` says that the field's 计量单位 stood behind it, `has_other_unit` that some other
    one did, or that it cannot be told whether 万 belongs to the number or to the unit.
    """

    value: Decimal | None
    status: Status = Status.EXACT
    has_unit: bool = False
    has_other_unit: bool = False


def read_amount(text: str, unit: str) -> Amount | None:
    """Read `text` as typed into a field of 计量单位 `unit`; None if it is not one number.

    For 万元 and the like the amount is in that unit: 2万, 2万元 and 2万余元 are 2. For ``%`` it is
    in percent.
    """
    if len(text) > _LONGEST or _has_odd_digit(text.replace(unit, "") if unit else text):
        return None
    typed, field_unit = _cleaned(text), _cleaned(unit)
    if _NOT_APPLICABLE.fullmatch(typed):
        return Amount(None, Status.NOT_APPLICABLE)
    if typed in _ZERO:
        return Amount(Decimal(0))
    for pattern in _patterns(field_unit):
        if match := pattern.fullmatch(typed):
            return _amount(match, field_unit)
    return None


def _has_odd_digit(text: str) -> bool:
    """Whether a sign looks like a digit only after NFKC, or is ², ①, ㈠, ½ (category No).

    Or turns digits round: what was seen is 120 where 021 is stored.
    """
    return any(
        sign == "\N{RIGHT-TO-LEFT OVERRIDE}"
        or unicodedata.category(sign) == "No"
        or (
            not ("0" <= sign <= "9" or "０" <= sign <= "９")
            and re.search("[0-9]", unicodedata.normalize("NFKC", sign))
        )
        for sign in text
    )


def _cleaned(text: str) -> str:
    """NFKC without zero-width signs and white space, which stays only between two digits.

    There it parts two numbers, which are not one: 120 120 is more often a number typed twice than
    a number with 千分空 (GB/T 15835). A space that does not break keeps a number together.
    """
    text = _UNBROKEN.sub("", text)
    wide = unicodedata.normalize("NFKC", text)
    visible = "".join(sign for sign in wide if unicodedata.category(sign) != "Cf")
    return re.sub(r"(?<![0-9\s])\s+|\s+(?![0-9\s])", "", visible)


@lru_cache(maxsize=256)
def _patterns(unit: str) -> tuple[re.Pattern[str], ...]:
    """The pattern for this unit, then the one for any other; without a unit only the first."""
    units = [re.escape(written) for written in (unit, _rest(unit)) if written]
    own = f"(?P<unit>{'|'.join(units)})?" if units else "(?P<unit>)"
    other = [f"(?P<other>{_OTHER_UNIT})"] if units else []
    before, beside, behind = ("|".join(map(re.escape, marks)) for marks in (BEFORE, BESIDE, BEHIND))
    return tuple(
        re.compile(
            rf"(?P<before>{before})?(?P<sign>[-−负])?"
            rf"(?P<number>{ARABIC}|{_SPELT})(?P<beside>{beside})?"
            rf"(?P<size>[十百千]?[万亿]|万亿|[百千])?(?P<beside2>{beside})?"
            rf"{tail}(?P<behind>{behind})?",
            re.IGNORECASE,
        )
        for tail in (own, *other)
    )


def _amount(match: re.Match[str], unit: str) -> Amount | None:
    written = match.groupdict("")
    digits, size = written["number"], written["size"]
    if "0" <= digits[0] <= "9":
        number = Decimal(digits.replace(",", ""))
    else:
        whole, _, places = digits.partition("点")
        numeral = read_numeral(whole)
        if numeral is None:
            return None
        number = Decimal(f"{numeral}.{places.translate(_PLACES)}")
    with exactly():
        value = number * prod(_SIZES[sign] for sign in size)
        value = -value if written["sign"] else value
        divisor = None
        if "other" not in written:
            divisor = _divisor(digits + size, written["unit"], unit)
        if divisor is None:
            return Amount(value, has_other_unit=True)
        value = plain(value / divisor)
    marks = (written[part] for part in ("before", "beside", "beside2", "behind"))
    status = joined([Status.EXACT, *(_STATUS[mark] for mark in marks if mark)])
    if value == 0 and status is not Status.EXACT:  # 0余 may be anything
        return None
    return Amount(value, status, has_unit=bool(written["unit"]))


def _divisor(number: str, written: str, unit: str) -> int | None:
    """What turns the number as written into one of `unit`; None if that cannot be told.

    In a field of 万元, 2万 is 2万元. 2千 may be 2千元 or 2千万元, and 20000元 is not in 万元.
    """
    if written.casefold() == unit.casefold() != "":
        return 1
    if size := _size(unit):
        if number.endswith(size):
            return prod(_SIZES[sign] for sign in size)
        return None if written or re.search("[百千万亿佰仟萬億]", number) else 1
    if unit[:1] in ("百", "千") and number.endswith(unit[0]):  # 2千 in a field of 千克
        return None
    return 1


def _size(unit: str) -> str:
    """万 of 万元, 百万 of 百万元; empty for 元, and for 千克, whose 千 is part of the word."""
    match = re.match("[十百千]?[万亿]", unit)
    return match.group() if match else ""


def _rest(unit: str) -> str:
    """元 of 万元: the form with 余 in the middle is 2万余元."""
    return unit[len(_size(unit)) :] if _size(unit) else ""
