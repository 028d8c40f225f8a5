"""Turns two indicators into a rate: the sum of the one by the sum of the other, never a mean.

Only units that have both halves count: a numerator whose denominator is not known would make
the rate too high, and the other way round too low.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from make_docx.catalogue import finding
from make_docx.figures.exactness import exactly, joined, quotient
from make_docx.figures.value import is_percent, unit_of
from make_docx.findings import Finding, Place
from make_docx.model import CellRef, Figure, Indicator, Status, UnitReport


def rate_of(indicator: Indicator, reports: Sequence[UnitReport]) -> Figure:
    """The rate over `reports`; 不适用 where the denominator is zero."""
    whole = _sums(indicator, reports)
    value: Decimal | None = None
    if whole is None:
        status = joined(_of_incomplete(indicator, report) for report in reports)
    elif whole.bottom == 0:
        status = Status.NOT_APPLICABLE
    else:
        value = quotient(whole.top, whole.bottom)
        status = Status.EXACT if whole.is_exact else Status.ABOUT
    sources = whole.sources if whole else ()
    return Figure(
        indicator.label, value, unit_of(indicator), status, sources, is_quotient=value is not None
    )


def rate_findings(
    indicator: Indicator, reports: Sequence[UnitReport], place: Place, *, category: str = ""
) -> Iterator[Finding]:
    """What is wrong with the rate over `reports`, those of `category` if it is given."""
    whole = _sums(indicator, reports)
    if whole is None:
        if rate_of(indicator, reports).status is Status.NOT_APPLICABLE:
            yield finding("rate-undefined", place, found=indicator.denominator)
    elif is_percent(indicator) and whole.top > whole.bottom:
        found = f"{whole.top:f}/{whole.bottom:f}"
        found = f"{category}合计 {found}" if category else found
        yield finding("rate-above-one", place, found=found, expected="100%")
    elif whole.bottom == 0:
        yield finding("rate-undefined", place, found=indicator.denominator)


def unit_rate_findings(indicator: Indicator, report: UnitReport) -> Iterator[Finding]:
    """What is wrong with one unit's own rate, at the cell of its numerator.

    Half a rate is worth a word unless the half is zero, which changes no rate.
    """
    top, bottom = (
        report.figures.get(part) for part in (indicator.numerator, indicator.denominator)
    )
    if top is None or bottom is None:
        return
    if (top.value is None) is not (bottom.value is None):
        half, other = (top, bottom) if bottom.value is None else (bottom, top)
        if not half.is_nothing:
            place = half.sources[0].place(half.name)
            name, rate = report.unit.name, indicator.label
            yield finding("rate-half", place, unit=name, other=other.name, rate=rate)
    elif not top.is_nothing:
        place = top.sources[0].place(indicator.label)
        for found in rate_findings(indicator, [report], place):
            yield replace(found, unit=report.unit.name)


class _Sums(Struct, frozen=True):
    top: Decimal
    bottom: Decimal
    is_exact: bool
    sources: tuple[CellRef, ...]


def _sums(indicator: Indicator, reports: Sequence[UnitReport]) -> _Sums | None:
    """Both sums over the units that have both halves; None if there is no such unit."""
    pairs = [pair for report in reports if (pair := _pair(indicator, report))]
    if not pairs:
        return None
    with exactly():
        top = sum((top.value for top, _ in pairs if top.value is not None), Decimal(0))
        bottom = sum((bottom.value for _, bottom in pairs if bottom.value is not None), Decimal(0))
    halves = [half for pair in pairs for half in pair]
    is_exact = all(half.status is Status.EXACT for half in halves)
    return _Sums(top, bottom, is_exact, tuple(ref for half in halves for ref in half.sources))


def _pair(indicator: Indicator, report: UnitReport) -> tuple[Figure, Figure] | None:
    top = report.figures.get(indicator.numerator)
    bottom = report.figures.get(indicator.denominator)
    if top is None or bottom is None or top.value is None or bottom.value is None:
        return None
    return top, bottom


def _of_incomplete(indicator: Indicator, report: UnitReport) -> Status:
    """不适用 if a half is, else missing."""
    halves = (report.figures.get(part) for part in (indicator.numerator, indicator.denominator))
    is_not_applicable = any(half and half.status is Status.NOT_APPLICABLE for half in halves)
    return Status.NOT_APPLICABLE if is_not_applicable else Status.MISSING
