"""Turns ``前五``, ``后三``, ``不低于90`` behind an indicator into the units that are meant.

standing  = ("前" | "后") 一位汉字数 | limit [ "|" "单位数" ]
limit     = ("不低于" | "低于" | "不高于" | "高于") number [ 计量单位 ]
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from msgspec import Struct

from make_docx.figures.grammar import read_amount
from make_docx.figures.interval import Interval, bounds
from make_docx.figures.numeral import DIGITS, read_numeral
from make_docx.figures.value import as_ratio, is_percent, unit_of
from make_docx.late_pattern import late_pattern
from make_docx.model import Figure, Indicator, Status
from make_docx.wording.rank import ranked

UNIT_COUNT: Final = "单位数"
EXAMPLES: Final = ("后三", "不低于90")
_RANK: Final = late_pattern(rf"(?P<end>[前后])(?P<places>[{DIGITS[1:]}十])")
_LIMIT: Final = late_pattern(
    r"(?P<sign>不低于|低于|不高于|高于)(?P<number>[^|]+)(?P<count>\|单位数)?"
)
_HUNDRED: Final = Decimal(100)


class Rank(Struct, frozen=True):
    """The first or the last `places`; who ties on the last of them is named too."""

    places: int
    is_from_top: bool = True


class Limit(Struct, frozen=True):
    """Units on one side of `value`; only how many they are if `is_count`."""

    sign: str
    value: Decimal
    is_count: bool = False

    def holds(self, found: Interval) -> bool | None:
        """Whether it is kept by whatever `found` may be; None if that cannot be told."""
        match self.sign:
            case "不低于":
                sides = (found.low >= self.value, found.high < self.value)
            case "低于":
                sides = (found.high < self.value, found.low >= self.value)
            case "不高于":
                sides = (found.high <= self.value, found.low > self.value)
            case _:
                sides = (found.low > self.value, found.high <= self.value)
        surely, surely_not = sides
        return True if surely else False if surely_not else None


def read_standing(mode: str, indicator: Indicator) -> Rank | Limit | None:
    """What `mode` asks for; None if it is something else, or no number of the indicator's."""
    mode = "".join(mode.replace("｜", "|").split())
    if rank := _RANK.fullmatch(mode):
        return Rank(read_numeral(rank["places"]) or 1, rank["end"] == "前")
    limit = _LIMIT.fullmatch(mode)
    amount = read_amount(limit["number"], unit_of(indicator)) if limit else None
    if limit is None or amount is None or amount.value is None:
        return None
    if amount.status is not Status.EXACT or amount.has_other_unit:
        return None
    value = amount.value
    if is_percent(indicator):
        value = value / _HUNDRED if amount.has_unit else as_ratio(value, indicator)
    return Limit(limit["sign"], value, bool(limit["count"]))


def within(
    figures: Iterable[tuple[str, Figure]], limit: Limit, decimals: int | None = None
) -> tuple[list[tuple[str, Figure]], list[str]]:
    """The units that keep to `limit`, from the highest; and those of which it cannot be told."""
    kept: list[tuple[str, Figure]] = []
    doubtful: list[str] = []
    for name, figure in figures:
        if figure.value is None:
            continue
        holds = limit.holds(bounds(figure.value, figure.status))
        if holds is None:
            doubtful.append(name)
        elif holds:
            kept.append((name, figure))
    return [(one.name, one.figure) for one in ranked(kept, decimals)], doubtful
