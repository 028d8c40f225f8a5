"""Turns a text into the dates and times that are written short, wrong or vaguely."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from make_docx.linter.usage.fault import Fault, fault, replaced
from make_docx.linter.usage.veil import without_codes

# 10年3个月 and 近20年 are lengths of time.
_SHORT_YEAR: Final = re.compile(
    r"(?<![0-9.,·近历经时满期刑龄长达约过余整])(?<!这)([0-9]{2})年"
    r"(?=[0-9]{1,2}月|[上下]半年|第?[一二三四1-4]季度|度(?![过假日])|底(?![蕴线气数色子]))"
)
_DECADE: Final = re.compile(r"(?<![0-9.,、])([1-9]0)年代(?![表理码替办课])")
_CENTURY: Final = "世纪"
_DATE_WITH_SIGNS: Final = re.compile(
    r"(?<![0-9./·])((?:19|20)[0-9]{2})([./])(1[0-2]|0?[1-9])\2(3[01]|[12][0-9]|0?[1-9])(?![0-9./])"
)

_MOMENT: Final = (
    r"(?:(?:19|20)[0-9]{2}年|[一二][〇零一二三四五六七八九]{3}年|[0-9]{1,2}月|[0-9]{1,2}日"
    "|目前|今|昨|去年|上年|上月|本月|本年|本周|[上下]午)"
)
_CLOSED_FOR_UP_TO: Final = re.compile(
    rf"(?:(?<=^)|(?<=[，。；：！？（\n]))截止(?:到|至)?(?={_MOMENT})"
)
_UP_TO_FOR_CLOSED: Final = re.compile("截至(?=日期|时间|期限|[，。；！）]|$)")

_FULL_DATE: Final = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}年|(?<![0-9])[0-9]{1,2}月[0-9]{1,2}日")
_YEAR_BEFORE: Final = re.compile(
    "(?<!过)去年(?!同)|(?<!以)上个?月(?![球亮同缴末底的])|(?<!以)前年(?!度)"
)
_LATELY: Final = re.compile(
    r"(?<![最接临附靠])近日(?![均常照本产供])|(?:^|(?<=[，。；：、\n]))日前|前不久|不久前"
)
_NOW: Final = re.compile(
    "(?<![项科节题栏数条名账盲注闭瞩纲书细耳截至到])目前(?![期置景沿后列端身])"
)
_SENTENCE: Final = re.compile(r"[^。；！？\n]+")


def wrong_date(text: str) -> Iterator[Fault]:
    """J9: 2021年5月3日, with all four digits of the year."""
    seen = without_codes(text)
    yield from replaced(text, seen, _SHORT_YEAR, lambda match: f"20{match[0]}")
    for match in _DECADE.finditer(seen):
        if _CENTURY not in seen[: match.start()]:
            yield fault(text, match.start(), match.end(), f"有世纪，如“20世纪{match[0]}”")
    yield from replaced(
        text,
        seen,
        _DATE_WITH_SIGNS,
        lambda match: f"{match[1]}年{int(match[3])}月{int(match[4])}日",
    )


def up_to_or_closed(text: str) -> Iterator[Fault]:
    """K9: 截至 a day something is so; at a 截止 day it ends."""
    seen = without_codes(text)
    yield from replaced(text, seen, _CLOSED_FOR_UP_TO, "截至")
    yield from replaced(text, seen, _UP_TO_FOR_CLOSED, "截止")


def vague_time(text: str) -> Iterator[Fault]:
    """K8: 去年, 近日 and a 目前 before figures, where nothing near says which day or year.

    近年来, 去年同期 and 截至目前 are as exact as they need to be.
    """
    seen = without_codes(text)
    has_year = False
    for sentence in _SENTENCE.finditer(seen):
        said, start = sentence[0], sentence.start()
        is_dated = _FULL_DATE.search(said) is not None
        has_year = has_year or is_dated
        if not has_year:
            yield from _asked_when(text, said, start, _YEAR_BEFORE, "具体的年份、月份")
        if not is_dated:
            yield from _asked_when(text, said, start, _LATELY, "具体的日期")
            for match in _NOW.finditer(said):
                if re.search("[0-9]", said[match.end() :]):
                    at = start + match.start()
                    yield fault(text, at, at + 2, "具体的日期，如“截至5月31日”")
                    break


def _asked_when(
    text: str, said: str, start: int, pattern: re.Pattern[str], expected: str
) -> Iterator[Fault]:
    for match in pattern.finditer(said):
        yield fault(text, start + match.start(), start + match.end(), expected)
