"""Turns the units' reports into the totals of the job, of its categories and of each unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from make_docx.figures.aggregate import aggregate
from make_docx.figures.base import base_figures
from make_docx.figures.category import by_category
from make_docx.figures.change import jumps
from make_docx.figures.rate import rate_of, unit_rate_findings
from make_docx.figures.value import has_total, unit_of
from make_docx.findings import Finding, Place
from make_docx.model import (
    Aggregation,
    Brief,
    Checked,
    Figure,
    Figures,
    Indicator,
    Measures,
    Unit,
    UnitReport,
)


def total(brief: Brief, checked: Checked) -> Figures:
    """Add up by 汇总方式; every figure names the cells that it was made from.

    `totals` and `by_category` never hold texts, 不汇总, and percentages that would have to be
    added. An aggregated indicator is there with a figure that is `MISSING` if nobody has reported
    one, also for a category of which nobody has reported at all; it is left out if, and only if, an
    error finding says why its total could not be determined: the units contradict each other, its
    column is faulty, or the only reports that could have it were rejected. `by_unit` holds what
    each reporting unit typed, and its own rates.
    """
    totals, findings = _totals(brief, checked, checked.expected, checked.reports)
    troubled = {finding.place.label for finding in findings}
    of_categories: dict[str, Mapping[str, Figure]] = {}
    for category, units in by_category(checked.expected).items():
        if len(units) == len(checked.expected):  # the only one: what is to be said, has been
            of_categories[category] = totals
            continue
        names = {unit.name for unit in units}
        members = [report for report in checked.reports if report.unit.name in names]
        of_categories[category], of_category = _totals(brief, checked, units, members, category)
        # where the total is clear and a part of it is not, the part is worth a word
        findings += [f for f in of_category if f.blocks and f.place.label not in troubled]
    for indicator in brief.indicators:
        if indicator.aggregation is Aggregation.RATE:
            for report in checked.reports:
                findings += unit_rate_findings(indicator, report)
    findings += jumps(brief, checked, totals)
    return Figures(
        totals=totals,
        by_category=of_categories,
        by_unit={report.unit.name: _own(brief, report) for report in checked.reports},
        previous=_previous(brief),
        base=base_figures(checked),
        findings=tuple(findings),
    )


def _totals(
    brief: Brief,
    checked: Checked,
    units: Sequence[Unit],
    reports: Sequence[UnitReport],
    category: str = "",
) -> tuple[dict[str, Figure], list[Finding]]:
    """The totals of `units`, of which `reports` count."""
    figures: dict[str, Figure] = {}
    findings: list[Finding] = []
    accounted = {unit.name for unit in (*checked.missing, *(report.unit for report in reports))}
    has_rejected = any(unit.name not in accounted for unit in units)
    measures = Measures(report.figures for report in reports)
    for indicator in brief.indicators:
        if not has_total(indicator):
            continue
        place = _place(indicator, brief)
        figure, found = aggregate(indicator, reports, place, category=category, measures=measures)
        findings += found
        # a rejected report may hold the value that no other one has
        if figure and not (figure.value is None and has_rejected):
            figures[indicator.label] = figure
    return figures, findings


def _own(brief: Brief, report: UnitReport) -> Mapping[str, Figure]:
    """A unit's figures in the order of the 指标 sheet."""
    rates = {
        indicator.label: rate_of(indicator, [report])
        for indicator in brief.indicators
        if indicator.aggregation is Aggregation.RATE
    }
    return _WithRates(brief, report.figures, rates) if rates else report.figures


class _WithRates(Mapping[str, Figure]):
    """What a unit typed, and its rates."""

    __slots__ = ("_brief", "_rates", "_typed")

    def __init__(
        self, brief: Brief, typed: Mapping[str, Figure], rates: Mapping[str, Figure]
    ) -> None:
        self._brief = brief
        self._typed = typed
        self._rates = rates

    def __getitem__(self, label: str) -> Figure:
        return self._rates[label] if label in self._rates else self._typed[label]

    def __iter__(self) -> Iterator[str]:
        return (i.label for i in self._brief.indicators if i.label in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, label: object) -> bool:
        return label in self._rates or label in self._typed


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
