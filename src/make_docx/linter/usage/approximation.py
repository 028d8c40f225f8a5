"""Turns a text into the numbers that are called about right in a wrong way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from make_docx.linter.usage.fault import Fault, fault, replaced
from make_docx.linter.usage.measure import ARABIC, CHINESE, COUNTED, LARGE, MEASURE, MEASURED
from make_docx.linter.usage.veil import without_codes

_NUMBER: Final = f"(?:{ARABIC}|{CHINESE}|(?<=[近约逾超到])(?=[万亿]))"
_ABOUT: Final = (
    r"大约|大概|约为|(?<![节预合签公条契违履制集婚续邀简特失缔要])约"
    r"|将近|接近|(?<![附最临邻靠就远亲贴新将接])近"
)
_MORE: Final = "超过|(?<!超)超|逾|至少|不少于|不低于"
_LESS: Final = "不到|不足|至多|最多|不超过|不多于"
_OUTER: Final = (
    r"左右(?![两侧邻为手岸逢开互结联翼脑眼旋])"
    r"|上下(?![联游班级功文一齐同限浮贯车楼午册铺两左水铁])"
    r"|以上(?![级述所海报市交层门游年是两三四五])|以下(?![级简称同为是])|以内|之多"
)
_PHRASE: Final = re.compile(
    rf"(?P<before>{_ABOUT}|{_MORE}|{_LESS}|达到|达)?(?P<number>{_NUMBER}){LARGE}?"
    rf"(?P<inner>余多|多余|余|多)?(?P<measure>{LARGE}?{MEASURE})?(?P<after>{_OUTER})?"
)
_TIME: Final = frozenset({"年", "个月", "天", "周", "日", "小时", "个小时", "月", "期", "次", "场"})
# 近10多年 are the 10-odd years up to now, not nearly so many.
_UP_TO_NOW: Final = "近"
_STACKED: Final = {  # what is said before a number and may not be said again behind it
    **dict.fromkeys(
        ("约", "大约", "大概", "约为"), ("左右", "上下", "以上", "以下", "以内", "之多")
    ),
    **dict.fromkeys(("近", "将近", "接近"), ("左右", "上下", "以上", "之多")),
    **dict.fromkeys(("超过", "超", "逾", "至少", "不少于", "不低于"), ("左右", "上下", "以上")),
    **dict.fromkeys(("不到", "不足"), ("左右", "上下", "以下", "以内")),
    **dict.fromkeys(("至多", "最多", "不超过", "不多于"), ("左右", "上下", "以下", "以内")),
    **dict.fromkeys(("达", "达到"), ("之多",)),
}
_NO_REMAINDER: Final = frozenset(
    {"约", "大约", "大概", "约为", "近", "将近", "接近", "不到", "不足", "超过", "超", "逾"}
)

_DIGITS_AFTER: Final = re.compile(
    rf"(?P<before>{_ABOUT}|逾)(?P<number>{ARABIC})(?P<large>{LARGE})?(?P<measure>{MEASURE})"
)
_REMAINDER: Final = re.compile(
    rf"(?<![0-9.,·〕/—～-])(?P<number>[0-9]+)(?P<more>余|多)(?={COUNTED}|{MEASURED})"
)
_HOTLINE: Final = re.compile("12[0-9]{3}")
_COUNT: Final = re.compile(f"(?:{COUNTED})")

_BEHIND_MEASURE: Final = re.compile(
    rf"(?<![0-9.,])(?P<number>[0-9]+{LARGE}?)"
    r"(?P<measure>人次|名|人|户|家|件|份|条|次|场|台|辆|册|幅|张|位)(?P<more>余|多)"
    r"(?=[，。；、：！）]|$)"
)
_BEFORE_LARGE: Final = re.compile(
    r"(?<![0-9.,])(?P<number>[0-9]+\.[0-9]+|[0-9]*[1-9])(?P<more>余|多)(?P<large>[万亿])"
)


def stacked(text: str) -> Iterator[Fault]:
    """K1: one number takes one word of 约, 近, 余, 多, 左右, 以上 and their kind."""
    for match in _PHRASE.finditer(without_codes(text)):
        words = _stacked_words(match)
        if words:
            either = "或者".join(f"“{word}”" for word in words)
            yield fault(text, match.start(), match.end(), f"只用{either}")


def _stacked_words(match: re.Match[str]) -> tuple[str, ...]:
    before, inner, after = (match[part] or "" for part in ("before", "inner", "after"))
    measure = match["measure"] or ""
    if len(inner) == 2:
        return (inner[0], inner[1]) if measure else ()
    if inner and after in ("左右", "上下", "以上", "之多"):
        return inner, after
    if before == _UP_TO_NOW and measure in _TIME:
        return ()
    if inner and before in _NO_REMAINDER and (measure or not match.string[match.end() :].strip()):
        return before, inner
    return (before, after) if after and after in _STACKED.get(before, ()) else ()


def vague_exact(text: str) -> Iterator[Fault]:
    """K2: 约 and 余 stand with a rounded number, not with 1237人 or 23件."""
    seen = without_codes(text)
    for match in _DIGITS_AFTER.finditer(seen):
        if match["before"] == _UP_TO_NOW and match["measure"] in _TIME:
            continue
        if match["measure"] not in ("年", "%", "％", "‰", "个百分点") and _is_exact(match):
            yield fault(text, match.start(), match.end(), f"准确数不加“{match['before']}”")
    for match in _REMAINDER.finditer(seen):
        number = match["number"]
        if len(number) > 1 and number[-1] != "0" and not _HOTLINE.fullmatch(number):
            end = match.end()
            yield fault(text, match.start(), end, f"准确数不加“{match['more']}”")


def _is_exact(match: re.Match[str]) -> bool:
    """More digits than an estimate has: three of what is counted, four of what is measured."""
    digits = match["number"].replace(",", "")
    if "." in digits or match["large"]:
        significant = digits.replace(".", "").strip("0")
        return len(significant) >= 5
    least = 3 if _COUNT.fullmatch(match["measure"]) else 4
    return digits[-1] != "0" and len(digits) >= least


def misplaced_remainder(text: str) -> Iterator[Fault]:
    """K3: 余 and 多 stand before the measure word and after 万 and 亿.

    10余万 is something else than 10万余, and right; 3年多 is what is left of a year.
    """
    seen = without_codes(text)
    yield from replaced(
        text,
        seen,
        _BEHIND_MEASURE,
        lambda match: match["number"] + match["more"] + match["measure"],
    )
    yield from replaced(
        text, seen, _BEFORE_LARGE, lambda match: match["number"] + match["large"] + match["more"]
    )
