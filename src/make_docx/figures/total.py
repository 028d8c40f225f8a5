"""Turns the units' reports into the totals of the job, of its categories and of each unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from make_docx.figures.aggregate import aggregate
from make_docx.figures.rate import rate_findings, rate_of, unit_rate_findings
from make_docx.figures.value import is_percent, unit_of
from make_docx.findings import Finding, Place
from make_docx.model import (
    Aggregation,
    Brief,
    Checked,
    Figure,
    Figures,
    Indicator,
    UnitReport,
)


def total(brief: Brief, checked: Checked) -> Figures:
    """Add up by 汇总方式; every figure names the cells that it was made from.

    `totals` and `by_category` leave out texts, 不汇总, and percentages that would have to be
    added. `by_unit` holds what each reporting unit typed, and its own rates. A category of
    which nobody has reported is there, with figures that are `MISSING`.
    """
    totals, findings = _totals(brief, checked.reports)
    troubled = {finding.place for finding in findings}
    by_category: dict[str, Mapping[str, Figure]] = {}
    for category in dict.fromkeys(unit.category for unit in checked.expected):
        members = [report for report in checked.reports if report.unit.category == category]
        by_category[category], of_category = _totals(brief, members)
        # where the total is clear and a part of it is not, the part is worth a word
        findings += [finding for finding in of_category if finding.place not in troubled]
    for indicator in brief.indicators:
        if indicator.aggregation is Aggregation.RATE and checked.reports:
            findings += rate_findings(indicator, checked.reports, _place(indicator, brief))
            for report in checked.reports:
                findings += unit_rate_findings(indicator, report)
    return Figures(
        totals=totals,
        by_category=by_category,
        by_unit={report.unit.name: _own(brief, report) for report in checked.reports},
        previous=_previous(brief),
        findings=tuple(findings),
    )


def _totals(brief: Brief, reports: Sequence[UnitReport]) -> tuple[dict[str, Figure], list[Finding]]:
    figures: dict[str, Figure] = {}
    findings: list[Finding] = []
    for indicator in brief.indicators:
        if _has_total(indicator):
            place = _place(indicator, brief)
            figures[indicator.label], found = aggregate(indicator, reports, place)
            findings += found
    return figures, findings


def _has_total(indicator: Indicator) -> bool:
    match indicator.aggregation:
        case Aggregation.NONE:
            return False
        case Aggregation.SUM:
            return not (indicator.is_text or is_percent(indicator))
        case _:
            return not indicator.is_text


def _own(brief: Brief, report: UnitReport) -> dict[str, Figure]:
    """A unit's figures in the order of the 指标 sheet."""
    figures: dict[str, Figure] = {}
    for indicator in brief.indicators:
        if indicator.aggregation is Aggregation.RATE:
            figures[indicator.label] = rate_of(indicator, [report])
        elif indicator.label in report.figures:
            figures[indicator.label] = report.figures[indicator.label]
    return figures


def _previous(brief: Brief) -> dict[str, Figure]:
    figures: dict[str, Figure] = {}
    for row in brief.previous:
        indicator = brief.indicator(row.label)
        if indicator and not indicator.is_text:
            unit = unit_of(indicator)
            figures[row.label] = Figure(row.label, row.value, unit, sources=(row.ref,))
    return figures


def _place(indicator: Indicator, brief: Brief) -> Place:
    if indicator.ref:
        return indicator.ref.place(indicator.label)
    return Place(file=brief.file, label=indicator.label)
