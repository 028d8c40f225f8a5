"""Turns the totals and those of the period before into the changes that want a reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from make_docx.catalogue import finding
from make_docx.figures.exactness import MARKS
from make_docx.figures.interval import CONTEXT
from make_docx.figures.value import is_percent, measured
from make_docx.findings import Finding
from make_docx.model import (
    Brief,
    Checked,
    Figure,
    Indicator,
    PreviousFigure,
    Status,
    UnitReport,
)

# What statistics offices take for a change that has to be explained in writing.
TOLERANCE: Final = Decimal("0.3")

# From 3 to 5 is two thirds more, and nothing to write about: so many counts, or points of a
# percentage, have to lie between the totals. A 万元 is never little.
LEAST_CHANGE: Final = Decimal(10)
LEAST_POINTS: Final = Decimal("0.05")
_LARGE_UNITS: Final = ("万", "亿", "十万", "百万", "千万", "十亿", "百亿", "千亿")

_PLACES: Final = Decimal("0.1")
_QUOTIENT_PLACES: Final = Decimal("0.0001")
_HUNDRED: Final = Decimal(100)


def jumps(brief: Brief, checked: Checked, totals: Mapping[str, Figure]) -> Iterator[Finding]:
    """A finding at each 上期数 from which the total is further than its 波动幅度.

    Nothing is said while units are missing or their reports do not count, nor of an indicator that
    a unit has left blank: the total will change of itself.
    """
    if len(checked.reports) < len(checked.expected):
        return
    for row in brief.previous:
        indicator, figure = brief.indicator(row.label), totals.get(row.label)
        if indicator is None or figure is None or figure.value is None:
            continue
        if any(_has_blank(report, indicator) for report in checked.reports):
            continue
        if _is_jump(figure.value, row, indicator):
            yield _finding(figure, figure.value, row, indicator)


def _has_blank(report: UnitReport, indicator: Indicator) -> bool:
    """Whether the unit has left out a figure that the total is made of."""
    own = (indicator.label,) if indicator.is_asked else (indicator.numerator, indicator.denominator)
    figures = (report.figures.get(label) for label in own)
    return any(figure is None or figure.status is Status.MISSING for figure in figures)


def _is_jump(value: Decimal, row: PreviousFigure, indicator: Indicator) -> bool:
    change = CONTEXT.subtract(value, row.value).copy_abs()
    if change < _least(indicator):
        return False
    tolerance = TOLERANCE if row.tolerance is None else row.tolerance
    return change > CONTEXT.multiply(tolerance, row.value.copy_abs())


def _least(indicator: Indicator) -> Decimal:
    if is_percent(indicator):
        return LEAST_POINTS
    return Decimal(0) if indicator.unit.startswith(_LARGE_UNITS) else LEAST_CHANGE


def _finding(figure: Figure, value: Decimal, row: PreviousFigure, indicator: Indicator) -> Finding:
    # a quotient has more places than anyone reads
    number = CONTEXT.quantize(value, _QUOTIENT_PLACES) if figure.is_quotient else value
    return finding(
        "total-jump",
        row.ref.place(row.label),
        found=f"{MARKS.get(figure.status, '')}{measured(number, indicator)}",
        expected=measured(row.value, indicator),
        change=_change(number, row.value, indicator),
    )


def _change(value: Decimal, previous: Decimal, indicator: Indicator) -> str:
    """增加 65.5%; where that says nothing, as from 0 on, by how much."""
    direction = "增加" if value > previous else "减少"
    change = CONTEXT.subtract(value, previous).copy_abs()
    if previous <= 0:
        return f"{direction} {measured(change, indicator)}"
    rate = CONTEXT.divide(CONTEXT.multiply(change, _HUNDRED), previous)
    return f"{direction} {CONTEXT.quantize(rate, _PLACES):f}%"
