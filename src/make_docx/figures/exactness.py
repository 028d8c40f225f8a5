"""Turns the parts of a figure into a whole that is as exact as they are, no more and no less."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from decimal import Context, Decimal, DivisionByZero, Inexact, InvalidOperation, localcontext
from typing import Final

from make_docx.model import Status

# Places before and after the point that `grammar` lets in, 万亿, and a million parts, fit twice.
_PRECISION: Final = 100
_QUOTIENT_PRECISION: Final = 28

# before a figure in a message, where 余 would need its place in the number
MARKS: Final = {Status.ABOUT: "约", Status.AT_LEAST: "超", Status.AT_MOST: "近"}

_RANK: Final = {
    Status.MISSING: 0,
    Status.NOT_APPLICABLE: 1,
    Status.EXACT: 2,
    Status.AT_LEAST: 3,
    Status.AT_MOST: 3,
    Status.ABOUT: 4,
}

_ONE: Final = Decimal(1)
_EXACT: Final = Context(prec=_PRECISION, traps=[Inexact, InvalidOperation])


def joined(statuses: Iterable[Status]) -> Status:
    """Status of what these parts make together; of no parts at all, `MISSING`.

    A part that is missing or not applicable says nothing about the others. 余 and 余 stay 余,
    余 with 近 is only 约, and 约 makes everything 约. The order of the parts does not matter.
    """
    whole = Status.MISSING
    for status in statuses:
        if _RANK[status] > _RANK[whole]:
            whole = status
        elif _RANK[status] == _RANK[whole] and status is not whole:
            whole = Status.ABOUT
    return whole


def exactly() -> AbstractContextManager[Context]:
    """A decimal context in which a result that would have to be rounded raises `Inexact`."""
    return localcontext(_EXACT)  # which copies it


def quotient(numerator: Decimal, denominator: Decimal) -> Decimal:
    """`numerator` / `denominator` to 28 significant digits, in lowest form."""
    context = Context(prec=_QUOTIENT_PRECISION, traps=[DivisionByZero, InvalidOperation])
    return plain(context.divide(numerator, denominator))


def plain(value: Decimal) -> Decimal:
    """The same number without needless zeros, sign of zero or exponent: 120.0 becomes 120."""
    if value.same_quantum(_ONE) and value:
        return value
    with exactly():
        if value == value.to_integral_value():
            return value.quantize(Decimal(1)) if value else Decimal(0)
        return value.normalize()
