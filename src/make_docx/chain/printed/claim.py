"""Turns words and a figure into whether the words are true of it, whatever way they put it."""

from __future__ import annotations

import re
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal
from typing import Final

from make_docx.chain.annex import reading_of as reading_of_cell
from make_docx.chain.payload import Reading
from make_docx.figures.exactness import plain
from make_docx.figures.grammar import read_amount
from make_docx.figures.numeral import NUMERALS, read_numeral
from make_docx.late_pattern import late_pattern
from make_docx.model import Figure, Status
from make_docx.wording import number

_MOST_LOST: Final = Decimal("0.15")  # the rule of |约, see `wording.number`
_NEAR: Final = Decimal("0.02")
_WIDE: Final = Context(prec=200)
_ROUNDING: Final = {
    Status.AT_LEAST: ROUND_FLOOR,
    Status.AT_MOST: ROUND_CEILING,
    Status.ABOUT: ROUND_HALF_UP,
}
_INCLUSIVE: Final = late_pattern("以上|不少于|不低于|至少|≥")
_PERCENT: Final = late_pattern(rf"百分之([0-9０-９.．]+|[{NUMERALS}点]+)")
_SPELT_DECIMAL: Final = late_pattern(rf"([{NUMERALS}]+)点([零〇一二三四五六七八九]+)")
_DIGITS: Final = str.maketrans("零〇一二三四五六七八九", "00123456789")
_SIZED: Final = late_pattern("([万亿])(.+)")
_SIZES: Final = {"万": Decimal(10) ** 4, "亿": Decimal(10) ** 8}
_ANY: Final = "\ue000"  # a unit that nobody writes


def reading_of(words: str, unit: str, *, any_unit: bool = False) -> Reading | None:
    """What `words` say in `unit`; None if they are no number, or one of something else.

    Beside what is typed into a cell: 百分之九十九点二 and 九点五. With `any_unit` the words may
    end in any measure word: of units there are 10家 as well as 10个.
    """
    said = _with_digits(words)
    if not any_unit:
        return reading_of_cell(said, unit)
    amount = read_amount(said, _ANY)
    return Reading(amount.value, amount.status) if amount else None


def is_true(words: str, figure: Figure, *, any_unit: bool = False) -> bool:
    """Whether `words` may stand for `figure`.

    一百零四条 and 0.5万份 are the number itself; 100余, 近 and 约 have to be true of it by the
    rules by which the program words it, a little less strictly: what is cut off is no digit before
    those that are shown, and at most 15% (from 10 to 100, less than ten); 近 is at most 2% more,
    or 1 more under 100. What came in as 约, 余 or 近 keeps that.
    """
    if figure.value is None:
        return False
    if _is_true(reading_of(words, figure.unit, any_unit=any_unit), figure, words):
        return True
    sized = _SIZED.fullmatch(figure.unit)
    if any_unit or not sized:
        return False
    # 3.2亿元 of a figure in 万元
    value = _WIDE.multiply(figure.value, _SIZES[sized[1]])
    in_rest = Figure(figure.name, value, sized[2], figure.status)
    return _is_true(reading_of(words, sized[2]), in_rest, words)


def wording(figure: Figure) -> str:
    """The figure as it is told to people: 104条, 99.2%."""
    if figure.value is None:
        return number.bare(figure)
    return number.exact(figure)


def _is_true(reading: Reading | None, figure: Figure, words: str) -> bool:
    value = figure.value
    if reading is None or reading.value is None or value is None:
        return False
    if reading in (Reading(value, figure.status), *_usual(figure)):
        return True
    shown, status = reading.value, reading.status
    if figure.status is not Status.EXACT:
        return status is figure.status and _is_cut(shown, value, _ROUNDING[status])
    match status:
        case Status.AT_LEAST if shown == value:
            return _INCLUSIVE.search(words) is not None
        case Status.AT_LEAST:
            return shown < value and _is_cut(shown, value, ROUND_FLOOR)
        case Status.AT_MOST:
            return shown > value and _is_near(shown, value, is_ratio=number.is_percentage(figure))
        case Status.ABOUT:
            return _is_cut(shown, value, ROUND_HALF_UP)
        case _:
            return figure.is_quotient and _is_rounded(shown, value, figure)


def _usual(figure: Figure) -> list[Reading | None]:
    """What the program's own wordings say: a quotient is printed with one decimal."""
    worded = [number.exact(figure)]
    if not number.is_percentage(figure):
        worded += [number.approximate(figure), number.scaled(figure)]
    return [reading_of(words, figure.unit) for words in worded]


def _is_cut(shown: Decimal, value: Decimal, rounding: str) -> bool:
    """Whether `shown` is `value` with fewer digits, and still near enough."""
    if not shown or not value:
        return shown == value
    step = Decimal(1).scaleb(_last_digit(shown))
    cut = value.quantize(step, rounding, _WIDE)
    lost = abs(value - shown)
    is_small = 10 <= value < 100 and lost < 10
    return cut == shown and (is_small or lost <= abs(value) * _MOST_LOST)


def _is_near(shown: Decimal, value: Decimal, *, is_ratio: bool) -> bool:
    least = 1 if value >= 10 and shown < 100 and not is_ratio else 0
    return shown - value <= max(shown * _NEAR, Decimal(least))


def _is_rounded(shown: Decimal, value: Decimal, figure: Figure) -> bool:
    """99.22% for a quotient; the one decimal that is printed is the least."""
    places = -int(plain(shown).as_tuple().exponent) - (2 if number.is_percentage(figure) else 0)
    step = Decimal(1).scaleb(-places - (2 if number.is_percentage(figure) else 0))
    return places >= 1 and value.quantize(step, ROUND_HALF_UP, _WIDE) == shown


def _last_digit(value: Decimal) -> int:
    """The power of ten of the last digit that is not zero."""
    return int(value.normalize(_WIDE).as_tuple().exponent)


def _with_digits(words: str) -> str:
    """百分之 and decimals in numerals, as figures."""
    said = _SPELT_DECIMAL.sub(_decimal, "".join(words.split()))
    return _PERCENT.sub(lambda match: f"{match[1]}%", said)


def _decimal(match: re.Match[str]) -> str:
    whole = read_numeral(match[1])
    return match[0] if whole is None else f"{whole}.{match[2].translate(_DIGITS)}"
