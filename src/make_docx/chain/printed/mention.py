"""Turns a line of text into the numbers that it says, and tells those that are no figures.

Dates, times, 文号, numbering and codes are no figures; neither are Chinese numerals that count
nothing: 统一, 第三, 万一.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from msgspec import Struct

from make_docx.figures.grammar import ARABIC, BEFORE, BEHIND, BESIDE
from make_docx.figures.numeral import NUMERALS, read_numeral
from make_docx.late_pattern import late_pattern

_NARROWED: Final = frozenset("0123456789.%+-:/")
_COMMON_UNITS: Final = ("%", "‰", "个百分点", "家", "个", "人", "人次", "名")
# Ends of other words: 签约104家, 附近20米, 节约5万元.
_NO_WORD: Final = {"约": "节预合签公条契违履制集邀特失", "近": "附最临邻靠就远亲贴", "超": "赶高"}
_SIZES: Final = "[十百千]?[万亿]|万亿|[百千]"

_LONG: Final = late_pattern(f"[{NUMERALS}]+")
_TENS: Final = late_pattern("[十百千万亿]")
_DIGITS: Final = "[0-9]"
_MONTH: Final = "(?:1[0-2]|0?[1-9])"
_NO_FIGURES: Final = late_pattern(
    "|".join(
        (
            r"[〔［\[（(](?:19|20)[0-9]{2}[〕］\]）)]\s*第?\s*[0-9]{1,6}\s*号?",  # 〔2021〕7号
            r"(?:19|20)[0-9]{2}\s*(?:[-—–~～至]\s*(?:19|20)[0-9]{2}\s*)?(?:学)?年度?"
            rf"(?:\s*{_MONTH}\s*月(?:\s*[0-9]{{1,2}}\s*日?)?)?",
            rf"(?<![0-9.]){_MONTH}\s*月(?:\s*[0-9]{{1,2}}\s*[日号])?"
            rf"(?:\s*[-—–~～至到]+\s*(?:{_MONTH}\s*月\s*)?[0-9]{{1,2}}\s*[日号])?(?!饼)",
            r"(?<![0-9.])[0-9]{1,2}\s*[-—–~～至、]\s*[0-9]{1,2}\s*日(?!均)",
            r"(?<![0-9.])(?:3[01]|[12]?[0-9])\s*日(?!均)",
            r"(?<![0-9])(?:19|20)[0-9]{2}([./-])[0-9]{1,2}\1[0-9]{1,2}(?![0-9])",
            r"(?<![0-9.])[0-9]{1,2}[·•・．‧][0-9]{1,2}(?![0-9])",  # 5·15
            r"(?<![0-9.])[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?",
            r"(?<![0-9.])[0-9]{1,2}\s*[时点](?:\s*[0-9]{1,2}\s*分|整|半)?(?!间|钟|段|效|期)",
            r"第\s*[0-9]{1,6}|[0-9]{1,6}\s*号(?!召)|★\s*[0-9]{1,2}\s*(?:年|个月|月)",
            r"附件\s*[:：]\s*[0-9]{1,2}[.．、](?![0-9])",
            r"(?:附件|附表|附图|表|图|注)\s*[0-9]{1,3}(?![0-9.]*\s*[个张份幅件条])",
            r"[A-Z]{2,6}(?:/[A-Z])?\s?[0-9]{2,6}(?:\.[0-9]+)?(?:[-—–][0-9]{4})?",  # GB/T 9704-2012
            r"[A-Za-z][A-Za-z0-9./_-]*[0-9][A-Za-z0-9./_-]*|[0-9]+[A-Za-z][A-Za-z0-9]*",
            r"(?<![0-9])0[0-9]{2,3}[-—－]?[0-9]{7,8}(?![0-9])|(?<![0-9])1[3-9][0-9]{9}(?![0-9])",
            r"(?<![0-9])(?:1[12][0-9]|12[0-9]{3}|400-?[0-9]{3}-?[0-9]{4})(?=[^0-9]{0,6}(?:热线|电话|平台))",
            r"[一二][〇○零一二三四五六七八九]{3}年",
            f"[{NUMERALS}]{{1,3}}月(?:[{NUMERALS}]{{1,3}}日)?",
        )
    )
)
# 一、（二）3.（4） at the beginning of a paragraph, and a line that is a number only: 份号, 页码
_NUMBERING: Final = late_pattern(
    rf"\s*(?:[（(]?(?:{_DIGITS}{{1,3}}|[{NUMERALS}]{{1,4}})[)）]|[{NUMERALS}]{{1,4}}、"
    rf"|{_DIGITS}{{1,3}}[.．、](?![0-9])|[{NUMERALS}]{{1,3}}是|[-—]?\s*{_DIGITS}{{1,8}}\s*[-—]?\s*$)"
)


class Mention(Struct, frozen=True):
    """A number at ``[start:end]``: with 约 before, its unit and 左右 behind it.

    `core` is the number alone with 万 and 余.
    """

    start: int
    end: int
    core: tuple[int, int]
    unit_end: int
    is_spelt: bool  # in Chinese numerals
    has_unit: bool  # one of those asked for stands behind it
    is_long: bool = False  # a numeral that can hardly be a word: 一百二十, not 万一 or 第二十三

    def meets(self, start: int, end: int) -> bool:
        """Whether it shares a character with ``[start:end]``; it touches an empty one."""
        first, last = self.core
        return first < end and start < last if start < end else first <= start <= last


def mentions(text: str, units: Iterable[str]) -> Iterator[Mention]:
    """Every number in `text`, in order; `units` are the 计量单位 that may follow one."""
    seen = _narrowed(text)
    for match in _pattern(tuple(sorted({*units, *_COMMON_UNITS} - {""}))).finditer(seen):
        start = match.start()
        if (word := match["before"]) and seen[:start].endswith(tuple(_NO_WORD.get(word, ""))):
            start = match.start("core")
        yield Mention(
            start,
            match.end(),
            match.span("core"),
            max(match.end("core"), match.end("unit")),
            not re.search(_DIGITS, match["number"]),
            bool(match["unit"]) or match["number"].startswith("百分之"),
            _is_long(match["number"]) and not seen[: match.start()].endswith("第"),
        )


def _is_long(numeral: str) -> bool:
    is_one = len(numeral) > 2 and _LONG.fullmatch(numeral) and _TENS.search(numeral)
    return bool(is_one) and read_numeral(numeral) is not None


def without_figures(text: str) -> list[tuple[int, int]]:
    """Where `text` says a date, a time, a 文号 or the like."""
    seen = _narrowed(text)
    spans = [match.span() for match in _NO_FIGURES.finditer(seen)]
    numbering = _NUMBERING.match(seen)
    return [*([numbering.span()] if numbering else []), *spans]


def is_figure(mention: Mention, elsewhere: Iterable[tuple[int, int]]) -> bool:
    """Whether a number that nobody marked is one worth telling.

    A numeral is, when it has two characters or more and counts something, or is a long one.
    """
    first, last = mention.core
    is_counting = mention.is_long or (mention.has_unit and last - first > 1)
    if mention.is_spelt and not is_counting:
        return False
    return not any(start < last and first < end for start, end in elsewhere)


@lru_cache(maxsize=16)
def _pattern(units: tuple[str, ...]) -> re.Pattern[str]:
    before, beside, behind, unit = (
        "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
        for words in (BEFORE, set(BESIDE) - set(BEHIND), BEHIND, units)
    )
    return re.compile(
        rf"(?P<before>{before})?(?P<core>(?<![0-9.])-?"
        rf"(?P<number>{ARABIC}|百分之(?:{ARABIC}|[{NUMERALS}点]{{1,20}})"
        rf"|[{NUMERALS}]{{1,30}}(?:点[零〇一二三四五六七八九]{{1,6}})?)"
        rf"(?:{beside})?(?:{_SIZES})?(?:{beside})?)(?P<unit>{unit})?(?P<behind>{behind})?"
    )


def _narrowed(text: str) -> str:
    """`text` with full-width digits as plain ones, character for character; no comma is made."""
    if text.isascii():
        return text
    return "".join(
        narrow if (narrow := unicodedata.normalize("NFKC", sign)) in _NARROWED else sign
        for sign in text
    )
