"""Turns two indicators into a rate: the sum of the one by the sum of the other, never a mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from make_docx.catalogue import finding
from make_docx.figures.exactness import exactly, joined, quotient
from make_docx.figures.value import is_percent, unit_of
from make_docx.findings import Finding, Place
from make_docx.model import CellRef, Figure, Indicator, Status, UnitReport


def rate_of(indicator: Indicator, reports: Sequence[UnitReport]) -> Figure:
    """The rate over `reports`; 不适用 where the denominator is zero."""
    top, top_status = _sum(indicator.numerator, reports)
    bottom, bottom_status = _sum(indicator.denominator, reports)
    value: Decimal | None = None
    if top is None or bottom is None:
        status = Status.NOT_APPLICABLE
        if Status.NOT_APPLICABLE not in (top_status, bottom_status):
            status = Status.MISSING
    elif bottom == 0:
        status = Status.NOT_APPLICABLE
    else:
        value = quotient(top, bottom)
        is_exact = top_status is bottom_status is Status.EXACT
        status = Status.EXACT if is_exact else Status.ABOUT
    sources = tuple(_sources(indicator, reports))
    return Figure(indicator.label, value, unit_of(indicator), status, sources)


def rate_findings(
    indicator: Indicator, reports: Sequence[UnitReport], place: Place
) -> Iterator[Finding]:
    """What is wrong with the rate over `reports`, at `place`.

    A unit's own rate without a denominator is worth a word only if it has a numerator.
    """
    top, _ = _sum(indicator.numerator, reports)
    bottom, status = _sum(indicator.denominator, reports)
    if bottom == 0 or status is Status.NOT_APPLICABLE:
        yield finding("rate-undefined", place, found=indicator.denominator)
    elif is_percent(indicator) and top is not None and bottom is not None and top > bottom:
        yield finding("rate-above-one", place, found=f"{top:f}/{bottom:f}", expected="100%")


def unit_rate_findings(indicator: Indicator, report: UnitReport) -> Iterator[Finding]:
    """What is wrong with one unit's own rate, at the cell of its numerator."""
    top = report.figures.get(indicator.numerator)
    if top is None or top.is_nothing:
        return
    for found in rate_findings(indicator, [report], top.sources[0].place(indicator.label)):
        yield replace(found, unit=report.unit.name)


def _sum(label: str, reports: Sequence[UnitReport]) -> tuple[Decimal | None, Status]:
    parts = [report.figures[label] for report in reports if label in report.figures]
    values = [part.value for part in parts if part.value is not None]
    with exactly():
        return sum(values, Decimal(0)) if values else None, joined(part.status for part in parts)


def _sources(indicator: Indicator, reports: Sequence[UnitReport]) -> Iterator[CellRef]:
    for report in reports:
        for label in (indicator.numerator, indicator.denominator):
            if label in report.figures and report.figures[label].value is not None:
                yield from report.figures[label].sources
