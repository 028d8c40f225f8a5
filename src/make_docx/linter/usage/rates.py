"""Turns a text into the increases, decreases and shares that do not fit their own figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from make_docx.figures.exactness import plain, quotient
from make_docx.linter.usage.fault import Fault, fault
from make_docx.linter.usage.measure import CHINESE, LARGE
from make_docx.linter.usage.veil import without_codes

_FEWER: Final = re.compile(
    r"(?:减少|下降|降低|缩减|缩短|缩小|压缩|压减|回落|减轻)(?:了|约|近){0,2}"
    rf"(?:[0-9]{{1,12}}(?:\.[0-9]{{1,6}})?|{CHINESE})(?:余|多)?倍"
)

_PART: Final = r"[0-9]{1,12}(?:\.[0-9]{1,6})?"
_UNIT: Final = rf"{LARGE}?[^\d，。；、：（）\s]{{0,6}}?"
_UP: Final = "增加|增长|提高|上升|提升|扩大|升高|增"
_DOWN: Final = "减少|下降|降低|缩小|缩减|压减|降|减"
# 由80件增加到100件，同比增长25%
MOVED: Final = re.compile(
    rf"[由从](?P<base>[^\d，。；：（）]{{0,12}}?)(?P<old>{_PART})(?P<unit>{_UNIT})"
    rf"(?P<way>{_UP}|{_DOWN})(?:了)?(?:到|至|为)(?P<new>{_PART})(?P<unit2>{_UNIT})"
    rf"[，,](?P<against>同比|[比较][上去]年(?:同期)?)?(?P<way2>{_UP}|{_DOWN})(?:了)?"
    rf"(?P<change>{_PART})(?P<kind>%|％|倍|个百分点)"
)
_PERCENT: Final = re.compile("[%％]")

SHARES: Final = re.compile(
    rf"分别占[^\d，。；]{{0,15}}(?P<shares>{_PART}%(?:(?:、|和|以及|及|，){_PART}%){{1,12}})"
)
_WHOLE: Final = re.compile("分为|分成|划分|组成|构成")
_SENTENCE: Final = re.compile(r"[^。；！？\n]+")


def times_fewer(text: str) -> Iterator[Fault]:
    """K5: what shrinks does so by a percentage, by 成 or by a fraction, never by 倍."""
    for match in _FEWER.finditer(without_codes(text)):
        yield fault(text, match.start(), match.end(), "百分数或者分数")


def wrong_change(text: str) -> Iterator[Fault]:
    """K4: from 100 to 300 is 200% more, 2倍 more, and never 3倍 more."""
    for match, old, new in _moves(text):
        if match["unit2"].startswith(("%", "％")) or match["kind"] == "个百分点":
            continue
        low, high = _change(old, new, _slack(match))
        scale = 1 if match["kind"] == "倍" else 100
        step = Decimal(1).scaleb(-_places(match["change"]))
        stated = Decimal(match["change"])
        if not low * scale - step < stated <= high * scale + step / 2:  # cut or rounded
            places = max(_places(match["change"]), 1)
            change = _rounded(quotient(abs(new - old), old) * scale, places)
            expected = f"{plain(change):f}{match['kind']}（按前面的数算）"
            yield fault(text, match.start("change"), match.end("kind"), expected)


def _slack(match: re.Match[str]) -> Decimal:
    """What the figures may be off by: 1.2万 is rounded, 80件 is not."""
    places = min(_places(match["old"]), _places(match["new"]))
    return Decimal(1).scaleb(-places) / 2 if places or _sized(match["unit"]) else Decimal(0)


def _change(old: Decimal, new: Decimal, slack: Decimal) -> tuple[Decimal, Decimal]:
    """The least and the most that the change is of the old figure."""
    change = abs(new - old)
    least, most = max(change - 2 * slack, Decimal(0)), change + 2 * slack
    return quotient(least, old + slack), quotient(most, max(old - slack, old / 2))


def percent_for_points(text: str) -> Iterator[Fault]:
    """K6, where it can be computed: a rate that goes from 80% to 85% rises 5个百分点."""
    for match, old, new in _moves(text):
        both = _PERCENT.fullmatch(match["unit"]) and _PERCENT.match(match["unit2"])
        if both and match["kind"] in "%％" and Decimal(match["change"]) == abs(new - old):
            expected = f"{match['change']}个百分点"
            yield fault(text, match.start("change"), match.end("kind"), expected)


def _moves(text: str) -> Iterator[tuple[re.Match[str], Decimal, Decimal]]:
    for match in MOVED.finditer(without_codes(text)):
        old, new = Decimal(match["old"]), Decimal(match["new"])
        is_comparable = _sized(match["unit"]) == _sized(match["unit2"]) and old > 0
        # 同比 is against last year, which need not be what 由 names.
        if is_comparable and (not match["against"] or re.search("[上去]年", match["base"])):
            yield match, old, new


def _sized(unit: str) -> str:
    """万, 亿, % or nothing: what the numbers of two units must share to be compared."""
    found = re.match(f"{LARGE}|[%％]", unit)
    return found[0].replace("％", "%") if found else ""


def wrong_shares(text: str) -> Iterator[Fault]:
    """K7: the shares of all parts of a whole are 100%, but for rounding."""
    seen = without_codes(text)
    for sentence in _SENTENCE.finditer(seen):
        if not _WHOLE.search(sentence[0]):
            continue
        for match in SHARES.finditer(sentence[0]):
            shares = re.findall(_PART, match["shares"])
            total = sum(map(Decimal, shares), Decimal(0))
            step = Decimal(1).scaleb(-min(map(_places, shares)))
            if abs(total - 100) > step * len(shares) / 2:
                start = sentence.start() + match.start("shares")
                end = sentence.start() + match.end("shares")
                yield fault(text, start, end, f"合计100%，现在合计{total}%")


def _places(number: str) -> int:
    return len(number.partition(".")[2])


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
