"""Turns figures that may be more or less than what was typed into the bounds they lie within."""

from __future__ import annotations

from decimal import Context, Decimal
from typing import Final, NamedTuple

from make_docx.model import Status

# Sums of what `grammar` lets in fit exactly; products and quotients to far more than anyone types.
CONTEXT: Final = Context(prec=100)
_TWO: Final = Decimal(2)


class Interval(NamedTuple):
    """Everything from `low` to `high`."""

    low: Decimal
    high: Decimal


def bounds(value: Decimal, status: Status) -> Interval:
    """What a figure typed as `value` may be.

    余 and 约 stay under the double of what is typed, 近 and 约 over its half: 100余 is not 200.
    """
    low = high = value
    if status in (Status.AT_LEAST, Status.ABOUT):
        high = CONTEXT.add(value, value.copy_abs())
    if status in (Status.AT_MOST, Status.ABOUT):
        low = CONTEXT.subtract(value, CONTEXT.divide(value.copy_abs(), _TWO))
    return Interval(low, high)


def widened(value: Decimal, places: int) -> Interval:
    """What may have been rounded to `value` with so many decimal places."""
    half = Decimal((0, (5,), -places - 1))
    return Interval(CONTEXT.subtract(value, half), CONTEXT.add(value, half))


def combined(sign: str, left: Interval, right: Interval) -> Interval:
    """`left` `sign` `right`, where `sign` is one of + - × ÷.

    Raises:
        ZeroDivisionError: the divisor may be zero.
    """
    match sign:
        case "+":
            return Interval(
                CONTEXT.add(left.low, right.low),
                CONTEXT.add(left.high, right.high),
            )
        case "-":
            return Interval(
                CONTEXT.subtract(left.low, right.high),
                CONTEXT.subtract(left.high, right.low),
            )
        case "×":
            ends = [CONTEXT.multiply(a, b) for a in left for b in right]
        case _:
            if right.low <= 0 <= right.high:
                raise ZeroDivisionError
            ends = [CONTEXT.divide(a, b) for a in left for b in right]
    return Interval(min(ends), max(ends))
