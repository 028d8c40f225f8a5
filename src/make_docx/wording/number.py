"""Turns a figure into the words of a document: 104条, 近20万份, 4.2万余条次, 99.2%.

Digits are Arabic and ungrouped; 万 and 亿 are the only words put after them, never 千 or 百
(GB/T 15835-2011 4.1.1, 5.3). A figure takes one word of approximation at most, and only one
that is true of it: 近 where it is less than what is printed, 余 where it is more.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal
from typing import Final

from msgspec.structs import replace

from make_docx.model import Figure, Status

PERCENT: Final = "%"
NOT_APPLICABLE_CELL: Final = "/"
MISSING_CELL: Final = "未报"

_TEN_THOUSAND: Final = (4, "万")
_HUNDRED_MILLION: Final = (8, "亿")
_MOST_LOST: Final = Decimal("0.15")
_TOO_SMALL: Final = Decimal("0.0005")  # a change that would print as 0.0%
_TOO_NEAR: Final = Decimal("0.05")  # a change that approximate figures cannot tell
_NEAR: Final = Decimal("0.02")
# A quotient may have endless decimals; nobody types more than this.
_TYPED_DECIMALS: Final = 6
_TYPED_PERCENT_DECIMALS: Final = 4
_QUOTIENT_PERCENT_DECIMALS: Final = 1
_QUOTIENT_DECIMALS: Final = 2
# `quantize` refuses a result longer than its context; totals may be longer than the usual 28.
_WIDE: Final = Context(prec=200)
_ROUNDING: Final = {Status.AT_LEAST: ROUND_FLOOR, Status.AT_MOST: ROUND_CEILING}


def exact(figure: Figure, decimals: int | None = None) -> str:
    """All digits and the measure word; the status of the figure is kept: 42300余条次.

    `decimals` are those that the figures of one indicator share (`wording.precision`).
    """
    return _worded(printed(figure, decimals), figure.status, figure.unit)


def scaled(figure: Figure) -> str:
    """All digits in 万 or 亿 from 10000 on: 4.23万条次, 19.865万份, 716份."""
    return _worded(printed(figure), figure.status, figure.unit, in_scale=True)


def approximate(figure: Figure) -> str:
    """The figure as a report words it: 近20万份, 4.2万余条次, 20余场次, 180条."""
    value, status = _approximation(_value(figure), figure.status)
    figure = replace(figure, value=value, status=status)
    return _worded(printed(figure), status, figure.unit, in_scale=True)


def bare(figure: Figure, decimals: int | None = None) -> str:
    """The figure as a cell of a table shows it, its measure word being in the head.

    An exact one has all the `decimals` of its column: 99.0 above 98.8.
    """
    if figure.value is None:
        return NOT_APPLICABLE_CELL if figure.status is Status.NOT_APPLICABLE else MISSING_CELL
    unit = PERCENT if is_percentage(figure) else ""
    places = (decimals or 0) if figure.status is Status.EXACT else 0
    if figure.status is Status.EXACT and not unit and (digits := str(figure.value)).isdecimal():
        return f"{digits}.{'0' * places}" if places else digits  # as most: in a tenth of the time
    return _worded(printed(figure, decimals), figure.status, unit, places=places)


def in_column(figure: Figure, decimals: int | None = None) -> str:
    """As `bare`, below a head that says the unit of a percentage too: 99.2 below 满意率（%）."""
    return bare(figure, decimals).replace(PERCENT, "")


def printed(figure: Figure, decimals: int | None = None) -> Decimal:
    """The value as it stands printed; a percentage is a ratio here too, of which 98.5 is printed.

    It has at most `decimals`, or as many as it takes by itself; more where a percentage would
    become 100% or 0%, and any other figure 0, without being it.
    """
    if decimals is None:
        decimals = _own_decimals(figure)
    shift = 2 if is_percentage(figure) else 0
    value = _shifted(_value(figure), shift)
    if _places(value) <= decimals:
        return _shifted(value, -shift)
    never = (Decimal(0), Decimal(100)) if shift else (Decimal(0),)
    rounding = _ROUNDING.get(figure.status, ROUND_HALF_UP)
    return _shifted(_rounded(value, decimals, rounding, never), -shift)


def decimals_of(figure: Figure) -> int:
    """How many decimals are printed of the figure where it stands by itself."""
    return _places(_shifted(printed(figure), 2 if is_percentage(figure) else 0))


def is_percentage(figure: Figure) -> bool:
    return figure.unit == PERCENT


def change(current: Figure, previous: Figure) -> str:
    """How `current` compares with the year before: 同比增长12.5%, 同比降低0.8个百分点.

    A percentage moves by percentage points, anything else by its ratio. With an approximate
    figure on either side the change is itself 约.

    Raises:
        ValueError: one of them has no value, or the previous one is not above zero.
    """
    now, before = _value(current), _value(previous)
    if before <= 0:
        raise ValueError(f"nothing to compare with: {before}")
    uncertain = {current.status, previous.status} != {Status.EXACT}
    if now == before:
        return "与上年基本持平" if uncertain else "与上年持平"
    moved = abs(now - before) if is_percentage(current) else abs(now - before) / before
    if moved < (_TOO_NEAR if uncertain else _TOO_SMALL):
        return "与上年基本持平"
    if is_percentage(current):
        verb = "提高" if now > before else "降低"
        by = _digits(_rounded(_shifted(moved, 2), 1, ROUND_HALF_UP)) + "个百分点"
    else:
        verb = "增长" if now > before else "下降"
        by = _percentage(moved)
    return f"同比{verb}{'约' if uncertain else ''}{by}"


def _value(figure: Figure) -> Decimal:
    if figure.value is None:
        raise ValueError(f"“{figure.name}” has no value")
    return figure.value


def _approximation(value: Decimal, status: Status) -> tuple[Decimal, Status]:
    """What |约 claims about `value`: a round number and how the value lies to it.

    The rule is the paragraph under "Body text" of the design. A figure that came in as 余, 近
    or 约 keeps its word: 余 is cut down, 近 is rounded up, 约 from 100 on to the nearest.
    """
    if value < 10 or (status is Status.ABOUT and value < 100):
        return value, status  # 约95 is as round as whoever typed it wants it to be
    if status is Status.EXACT:
        target = (_leading(value) + 1) * _magnitude(value)
        if target - value <= (1 if target < 100 else target * _NEAR):
            return target, Status.AT_MOST
        cut = _cut(value, ROUND_FLOOR)
        return cut, Status.EXACT if cut == value else Status.AT_LEAST
    return _cut(value, _ROUNDING.get(status, ROUND_HALF_UP)), status


def _cut(value: Decimal, rounding: str) -> Decimal:
    one, two = (_significant(value, digits, rounding) for digits in (1, 2))
    if value >= 1000:
        return two
    lost = value - _leading(value) * _magnitude(value)
    if value >= 100 and lost > value * _MOST_LOST:
        return two
    # 近 and 约 round upwards too, where one digit can be far off: 104 is not 近200, 15 not 约20.
    if rounding != ROUND_FLOOR and abs(one - value) > value * _MOST_LOST:
        return two
    return one


def _significant(value: Decimal, digits: int, rounding: str) -> Decimal:
    step = Decimal(1).scaleb(value.adjusted() - digits + 1)
    return (value / step).to_integral_value(rounding) * step


def _magnitude(value: Decimal) -> Decimal:
    return Decimal(1).scaleb(value.adjusted())


def _leading(value: Decimal) -> Decimal:
    return Decimal(value.as_tuple().digits[0])


def _own_decimals(figure: Figure) -> int:
    """How many decimals are printed at most: what was typed is not rounded, a quotient is.

    A formula of the unit's own may have divided too; its decimals have no end.
    """
    if not is_percentage(figure):
        has_end = _places(_value(figure)) <= _TYPED_DECIMALS
        return _TYPED_DECIMALS if has_end else _QUOTIENT_DECIMALS
    has_end = _places(_shifted(_value(figure), 2)) <= _TYPED_PERCENT_DECIMALS
    is_typed = has_end and not figure.is_quotient
    return _TYPED_PERCENT_DECIMALS if is_typed else _QUOTIENT_PERCENT_DECIMALS


def _places(value: Decimal) -> int:
    """How many decimals the value has, but for zeros at its end."""
    return max(0, -int(value.normalize(_WIDE).as_tuple().exponent)) if value else 0


def _worded(
    value: Decimal, status: Status, unit: str, *, in_scale: bool = False, places: int = 0
) -> str:
    """A value that is rounded already; with at least so many `places` behind the point."""
    if unit == PERCENT:
        digits, unit = _digits(_shifted(value, 2), places) + PERCENT, ""
        after_round = False
    else:
        shift, word = _scale(value) if in_scale and not unit.startswith(("万", "亿")) else (0, "")
        digits = _digits(_shifted(value, -shift), places) + word
        # 余 stands after whole tens, or after 万 and 亿: 5余件 and 3029余件 are no Chinese.
        after_round = bool(word) or (value >= 10 and digits.endswith("0") and "." not in digits)
    match status:
        case Status.ABOUT:
            return f"约{digits}{unit}"
        case Status.AT_MOST:
            return f"近{digits}{unit}"
        case Status.AT_LEAST:
            return f"{digits}余{unit}" if after_round else f"{digits}{unit}以上"
        case Status.EXACT | Status.NOT_APPLICABLE | Status.MISSING:
            return f"{digits}{unit}"


def _scale(value: Decimal) -> tuple[int, str]:
    if value >= 10**8:
        return _HUNDRED_MILLION
    return _TEN_THOUSAND if value >= 10**4 else (0, "")


def _percentage(ratio: Decimal) -> str:
    """With one decimal, but 100% and 0% only where that is exactly so: 99.96%."""
    never = (Decimal(0), Decimal(100))
    shown = _rounded(_shifted(ratio, 2), _QUOTIENT_PERCENT_DECIMALS, ROUND_HALF_UP, never)
    return f"{_digits(shown)}{PERCENT}"


def _digits(value: Decimal, places: int = 0) -> str:
    text = f"{value:f}" if value else "0"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    whole, _, decimals = text.partition(".")
    return f"{whole}.{decimals:0<{places}}" if decimals or places else whole


def _rounded(
    value: Decimal, decimals: int, rounding: str, never: tuple[Decimal, ...] = ()
) -> Decimal:
    """Round, with as many more decimals as keep it from becoming one of `never`."""
    shown = value.quantize(Decimal(1).scaleb(-decimals), rounding, _WIDE)
    if shown != value and shown in never:
        return _rounded(value, decimals + 1, rounding, never)
    return shown


def _shifted(value: Decimal, places: int) -> Decimal:
    """Move the decimal point without rounding, however many digits there are."""
    sign, digits, exponent = value.as_tuple()
    return Decimal((sign, digits, int(exponent) + places))
