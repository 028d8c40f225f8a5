"""Turns a text into the numbers whose numerals are of the wrong kind (GB/T 15835 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from make_docx.figures.numeral import read_numeral
from make_docx.linter.usage.fault import Fault, fault, replaced
from make_docx.linter.usage.measure import COUNTED, LARGE
from make_docx.linter.usage.veil import without_codes, without_quotations

_DIGITS: Final = "零一二三四五六七八九"
_UNIT: Final = (
    "平方公里|平方千米|平方米|立方米|公里|千米|厘米|毫米|公斤|千克|公顷|亩|吨|元|摄氏度|千瓦时|千瓦"
)
# 三四 of these is an estimate; 条, 项, 级, 号 and the ranks 名, 位 may follow a list instead.
_GUESSED: Final = (
    f"(?:{LARGE}|人次|个|人|户|家|件|份|次|场|倍|天|小时|分钟|公里|千米|元|岁|周|年(?![级代度]))"
)
_NUMBERED: Final = "第附件表图条款项组号班级区栋楼层路线期批轮届标段"

_SOME: Final = re.compile(r"(?<![0-9.,])([1-9]0)几(?![乎何经度率欲])")
_SOME_TENS: Final = re.compile(r"(?<!第)几(10{1,3})(?![0-9])")
_BESIDE: Final = re.compile(
    rf"(?<=[\u4e00-\u9fff])(?<![{_NUMBERED}])([1-9][0-9]?)、([1-9][0-9]?)(?={_GUESSED})"
)
_BESIDE_CHINESE: Final = re.compile(
    rf"(?<=[\u4e00-\u9fff])(?<![{_NUMBERED}一二三四五六七八九十])"
    rf"([一二三四五六七八九])、([一二三四五六七八九])(?=[十百千]?{_GUESSED})"
)
_SEPARATELY: Final = re.compile("分别|依次|各为")

_SPELT: Final = re.compile(
    rf"(?<![第数几零一二两三四五六七八九十百千万亿])[零一二两三四五六七八九十百千]{{2,12}}(?={_UNIT})"
)

_SMALL: Final = "[一二三四五六七八九十]"
_ONE: Final = "(?:[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_MIXED: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<![〇零一二三四五六七八九])[〇零一二三四五六七八九]{4}年[0-9]{1,2}月",
        rf"(?<![0-9])[0-9]{{4}}年{_ONE}月",  # but 1998年六七月
        rf"(?<![0-9])[0-9]{{1,2}}月{_ONE}日",
        rf"(?<![个第一二三四五六七八九十]){_ONE}月[0-9]{{1,2}}日",
        r"百分之[0-9]+(?:\.[0-9]+)?",
        rf"(?<![0-9.])[0-9]+(?:至|到|～|—){_SMALL}{{1,3}}(?:{COUNTED}|天|年)",
        rf"(?<![第初高大小一二三四五六七八九十百千万])[二三四五六七八九十]{{1,3}}(?:至|～|—)"
        rf"[0-9]+(?:{COUNTED}|天|年)",
        rf"(?<![第表图附件条款项])[一二三四五六七八九][十百千][0-9]{{1,3}}(?:{COUNTED})",
    )
)
_LISTED: Final = re.compile(r"[^，。；：！？\n]+")
_ITEM: Final = re.compile(
    r"(?<![0-9第前后.])([0-9]+|[三四五六七八九十]{1,3})(名|户|份|台|辆|人次|件)"
)

_ZERO: Final = "〇零一二三四五六七八九0OoＯ０"
_MIXED_ZERO: Final = re.compile(
    rf"(?<![{_ZERO}0-9A-Za-z])(?=[一二三四五六七八九])[{_ZERO}]{{2,8}}(?![{_ZERO}0-9A-Za-z])"
)
_CODE_YEAR: Final = re.compile(
    r"(?<![第百千万亿〇零一二三四五六七八九])[一二][〇零一二三四五六七八九]{3}(?=年)"
)
_ROUND_IN_QUANTITY: Final = re.compile(r"(?<=[百千万亿])〇(?=[一二三四五六七八九])")


def wrong_approximate(text: str) -> Iterator[Fault]:
    """J3: 20几, 3、4个 and 几10 are written in Chinese numerals, without 、."""
    seen = without_codes(text)
    yield from replaced(text, seen, _SOME, _some)
    yield from replaced(text, seen, _SOME_TENS, lambda match: "几" + "十百千"[len(match[1]) - 2])
    for pattern in (_BESIDE, _BESIDE_CHINESE):
        yield from replaced(text, seen, pattern, _guess)


def _some(match: re.Match[str]) -> str:
    tens = int(match[1]) // 10
    return f"{_DIGITS[tens] if tens > 1 else ''}十几"


def _guess(match: re.Match[str]) -> str | None:
    if _SEPARATELY.search(match.string, max(0, match.start() - 20), match.start()):
        return None
    first, second = (int(n) if n.isascii() else _DIGITS.index(n) for n in match.groups())
    if first < 10 and second == first + 1:
        return _DIGITS[first] + _DIGITS[second]
    if 10 < first < second < 20 and second == first + 1:
        return f"十{_DIGITS[first - 10]}{_DIGITS[second - 10]}"
    if first % 10 == second % 10 == 0 and second == first + 10:
        return f"{_DIGITS[first // 10]}{_DIGITS[second // 10]}十"
    return None


def spelt_measurement(text: str) -> Iterator[Fault]:
    """J1: 二十五公里 is 25公里; round numbers and 十五六吨 may be estimates."""

    def digits(match: re.Match[str]) -> str | None:
        numeral = match[0]
        if numeral[-1] not in _DIGITS[1:] or numeral[-2] not in "十零":
            return None
        number = read_numeral(numeral)
        return None if number is None else str(number)

    yield from replaced(text, without_codes(text), _SPELT, digits)


def mixed_numerals(text: str) -> Iterator[Fault]:
    """J5, where it is plain: in one date, range or number, and of one measure in one list."""
    seen = without_codes(text)
    for pattern in _MIXED:
        for match in pattern.finditer(seen):
            yield fault(text, match.start(), match.end(), "都用阿拉伯数字")
    for stretch in _LISTED.finditer(seen):
        if "、" not in stretch[0]:
            continue
        items = list(_ITEM.finditer(seen, stretch.start(), stretch.end()))
        counted = {item[2] for item in items if item[1].isascii()}
        for item in items:
            if item[2] in counted and not item[1].isascii():
                yield fault(text, item.start(), item.end(), "与同一句的其他数一样，用阿拉伯数字")


def wrong_zero(text: str) -> Iterator[Fault]:
    """J14: a year is 二〇二六, a quantity 一百零五; never the digit 0 or the letter O."""
    seen = without_quotations(text)

    def corrected(match: re.Match[str]) -> str | None:
        numeral = match[0]
        if not any(sign in numeral[1:] for sign in "0OoＯ０"):
            return None
        return re.sub("[0OoＯ０]", "〇", numeral)

    yield from replaced(text, seen, _MIXED_ZERO, corrected)
    yield from replaced(
        text,
        seen,
        _CODE_YEAR,
        lambda match: match[0].replace("零", "〇") if "零" in match[0] else None,
    )
    yield from replaced(text, seen, _ROUND_IN_QUANTITY, "零")
