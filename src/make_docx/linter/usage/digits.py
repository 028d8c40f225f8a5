"""Turns a text into the Arabic numbers that are written the wrong way (GB/T 15835 5)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from make_docx.figures.exactness import plain
from make_docx.linter.usage.fault import Fault, replaced
from make_docx.linter.usage.measure import LARGE, MEASURE
from make_docx.linter.usage.veil import without_codes

_WIDE: Final = re.compile("[０-９]+(?:．[０-９]+)?")
_NARROW: Final = str.maketrans("０１２３４５６７８９．", "0123456789.")

_BARE_POINT: Final = re.compile(rf"(?<![0-9A-Za-z.．…])\.[0-9]+(?={LARGE}|{MEASURE})")
_BARE_CELL: Final = re.compile(r"(?<=^)\.[0-9]+(?=$)|(?<=^[-－])\.[0-9]+(?=$)")

_GROUPED: Final = re.compile(rf"(?<![0-9,.])[0-9]{{1,3}}(?:,[0-9]+)+(?={LARGE}|{MEASURE})")
_WIDE_COMMA: Final = re.compile("(?<![0-9，])[1-9][0-9]{0,2}(?:，000)+(?![0-9，])")

# 3千米 and 5百分点 are another word; 2021百日行动 is a year.
_SMALL_SIZE: Final = re.compile(
    r"(?<![0-9.,·])(?P<number>[0-9]+(?:\.[0-9]+)?)(?P<size>[千百十])(?P<large>[万亿]?)"
    r"(?=[多余来几元人名个户件份家亩吨场台辆只册幅株年岁]|字(?!节)|公里|公斤|平方|立方"
    r"|(?:条|次)(?!件)|[，。；、：）]|$)"
)
_YEAR: Final = re.compile("(?:19|20)[0-9]{2}")
_SIZES: Final = {"十": 10, "百": 100, "千": 1000}

_TWO_SIZES: Final = re.compile(r"(?<![0-9.,])([0-9]{1,6})亿([0-9]{1,4})万")


def wide_digits(text: str) -> Iterator[Fault]:
    """J11: digits are half-width, in names and codes too."""
    yield from replaced(text, text, _WIDE, lambda match: match[0].translate(_NARROW))


def bare_point(text: str) -> Iterator[Fault]:
    """J7: 0 stands before the point of a pure decimal."""
    seen = without_codes(text)
    for pattern in (_BARE_POINT, _BARE_CELL):
        yield from replaced(text, seen, pattern, lambda match: "0" + match[0])


def wrong_groups(text: str) -> Iterator[Fault]:
    """J6: digits are grouped by three, with a half-width comma; or not at all."""

    def regrouped(match: re.Match[str]) -> str | None:
        groups = match[0].split(",")
        if all(len(group) == 3 for group in groups[1:]):
            return None
        return f"{int(''.join(groups)):,}"

    seen = without_codes(text)
    yield from replaced(text, seen, _GROUPED, regrouped)
    yield from replaced(text, seen, _WIDE_COMMA, lambda match: match[0].replace("，", ","))


def small_sizes(text: str) -> Iterator[Fault]:
    """J12: 万 and 亿 may follow Arabic digits; 千, 百 and 十 may not."""

    def written_out(match: re.Match[str]) -> str | None:
        number = match["number"]
        if _YEAR.fullmatch(number) or len(number) > 15:
            return None
        value = Decimal(number) * _SIZES[match["size"]]
        return f"{plain(value):f}{match['large']}"

    yield from replaced(text, without_codes(text), _SMALL_SIZE, written_out)


def two_sizes(text: str) -> Iterator[Fault]:
    """J13: 3亿4500万 is better 3.45亿; the sources are split."""

    def in_one(match: re.Match[str]) -> str:
        value = Decimal(match[1]) + Decimal(match[2]) / 10000
        return f"{plain(value):f}亿"

    yield from replaced(text, without_codes(text), _TWO_SIZES, in_one)
