"""Turns what the units reported for one indicator into its total, by 汇总方式."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from msgspec.structs import replace

from make_docx.catalogue import finding
from make_docx.figures.exactness import MARKS, exactly, joined, plain
from make_docx.figures.interval import bounds
from make_docx.figures.rate import rate_findings, rate_of
from make_docx.figures.value import shown, unit_of
from make_docx.findings import Finding, Place
from make_docx.model import (
    Aggregation,
    Figure,
    Indicator,
    Measures,
    Status,
    UnitReport,
    sources_of,
)

_NAMED: Final = 5  # units, before it is only said how many there are
_UPWARDS: Final = (Status.AT_LEAST, Status.ABOUT)  # it may be more than the number typed
_DOWNWARDS: Final = (Status.AT_MOST, Status.ABOUT)


def aggregate(
    indicator: Indicator,
    reports: Sequence[UnitReport],
    place: Place,
    *,
    category: str = "",
    measures: Measures | None = None,
) -> tuple[Figure | None, tuple[Finding, ...]]:
    """The total over `reports`, in their order; None where an error finding says why there is none.

    What is not applicable or missing is passed over; where nothing else is left, so is the
    total. The findings are at `place`, or at the cell of the unit that differs from the rest.
    They name `category`, 单位类别 of the reports, if they are not all there are. `measures` are
    those of the reports, made once for all indicators.

    Raises:
        ValueError: the indicator is 不汇总.
    """
    if indicator.aggregation is Aggregation.NONE:
        raise ValueError(f"“{indicator.label}”不汇总，没有合计")
    measures = measures or Measures(report.figures for report in reports)
    columns = [measures.of(label) for label in _needed(indicator)]
    if any(None in statuses for _, statuses in columns):
        return None, ()  # its column is faulty, which has been said
    if indicator.aggregation is Aggregation.RATE:
        found = rate_findings(indicator, reports, place, category=category) if reports else ()
        return rate_of(indicator, reports), tuple(found)
    if indicator.aggregation is Aggregation.SUM:
        return _summed(indicator, measures), ()
    each = zip(*columns[0], measures.owners, strict=True)
    parts = [_Part(value, status, own) for value, status, own in each if status]
    match indicator.aggregation:
        case Aggregation.MAXIMUM:
            return _maximum(indicator, parts), ()
        case Aggregation.MINIMUM:
            return _minimum(indicator, parts), ()
        case Aggregation.SAME:
            return _same(indicator, reports, parts, place)
        case _:
            return _latest(indicator, reports, parts, place)


def _needed(indicator: Indicator) -> tuple[str, ...]:
    """The labels of the figures that the total is made of."""
    if indicator.is_asked:
        return (indicator.label,)
    return indicator.numerator, indicator.denominator


class _Part(NamedTuple):
    """A figure of a unit, whose record is among `figures`."""

    value: Decimal | None
    status: Status
    figures: Mapping[str, Figure]


def _summed(indicator: Indicator, measures: Measures) -> Figure:
    """The sum of what all have; the most common way, and so without a part for each."""
    label = indicator.label
    found, statuses = measures.of(label)
    values = [value for value in found if value is not None]
    if len(values) in (0, len(found)):
        sources = measures.sources(label)
    else:
        pairs = zip(measures.owners, found, strict=True)
        sources = sources_of(label, [own for own, value in pairs if value is not None])
    with exactly():
        value = plain(sum(values, Decimal(0))) if values else None
    status = joined(status for status in set(statuses) if status)
    return Figure(label, value, unit_of(indicator), status, sources)


def _maximum(indicator: Indicator, parts: Sequence[_Part]) -> Figure:
    """The highest figure, which 200余 below 230 may turn out to be."""
    value = max((part.value for part in parts if part.value is not None), default=None)
    if value is None:
        return _whole(indicator, None, parts)
    winners = [part for part in parts if part.value == value]
    may_be_more = any(
        bounds(part.value, part.status).high > value for part in parts if part.value is not None
    )
    may_be_less = all(part.status in _DOWNWARDS for part in winners)
    status = _between(may_be_less=may_be_less, may_be_more=may_be_more)
    return replace(_whole(indicator, value, winners), status=status)


def _minimum(indicator: Indicator, parts: Sequence[_Part]) -> Figure:
    """The lowest figure, which 近250 above 230 may turn out to be; the mirror of the highest."""
    value = min((part.value for part in parts if part.value is not None), default=None)
    if value is None:
        return _whole(indicator, None, parts)
    winners = [part for part in parts if part.value == value]
    may_be_less = any(
        bounds(part.value, part.status).low < value for part in parts if part.value is not None
    )
    may_be_more = all(part.status in _UPWARDS for part in winners)
    status = _between(may_be_less=may_be_less, may_be_more=may_be_more)
    return replace(_whole(indicator, value, winners), status=status)


def _between(*, may_be_less: bool, may_be_more: bool) -> Status:
    if may_be_less and may_be_more:
        return Status.ABOUT
    if may_be_more:
        return Status.AT_LEAST
    return Status.AT_MOST if may_be_less else Status.EXACT


def _same(
    indicator: Indicator, reports: Sequence[UnitReport], parts: Sequence[_Part], place: Place
) -> tuple[Figure | None, tuple[Finding, ...]]:
    answers: dict[tuple[Decimal, Status], list[UnitReport]] = {}
    for report, part in zip(reports, parts, strict=True):
        if part.value is not None:
            answers.setdefault((part.value, part.status), []).append(report)
    if len(answers) > 1:
        return None, (_differing(indicator, answers, reports, place),)
    value = next((value for value, _ in answers), None)
    return _whole(indicator, value, parts), ()


def _differing(
    indicator: Indicator,
    answers: Mapping[tuple[Decimal, Status], Sequence[UnitReport]],
    reports: Sequence[UnitReport],
    place: Place,
) -> Finding:
    """Says who differs; of an answer that most units give, only how many they are."""
    by_number = sorted(answers.items(), key=lambda answer: -len(answer[1]))
    most = by_number[0][1]
    has_majority = 2 * len(most) > sum(map(len, answers.values()))
    told = [
        f"{MARKS.get(status, '')}{shown(value, indicator)}（"
        + (_many(units) if has_majority and units is most else _few(indicator, units))
        + "）"
        for (value, status), units in by_number
    ]
    values, unit = "、".join(told), ""
    if has_majority:
        others = {report.unit.name for _, few in by_number[1:] for report in few}
        deviant = next(report for report in reports if report.unit.name in others)
        place = deviant.figures[indicator.label].sources[0].place(indicator.label)
        unit = deviant.unit.name
    return finding("same-differs", place, found=values, unit=unit, values=values)


def _latest(
    indicator: Indicator, reports: Sequence[UnitReport], parts: Sequence[_Part], place: Place
) -> tuple[Figure | None, tuple[Finding, ...]]:
    label = indicator.label
    answers = [(r, p) for r, p in zip(reports, parts, strict=True) if p.value is not None]
    last = max((date for r, _ in answers if (date := r.date_of(label))), default=None)
    newest = [(r, p) for r, p in answers if last and r.date_of(label) == last]
    undated = [(r, p) for r, p in answers if not r.date_of(label)]
    rivals = [*newest, *undated]  # a report without a date may be newer than any other
    winners = [part for _, part in newest or undated]
    if len({(part.value, part.status) for _, part in rivals}) > 1:
        code = "latest-undated" if undated else "latest-unclear"
        units = _few(indicator, [report for report, _ in undated or newest])
        return None, (finding(code, place, found=units, units=units),)
    if not winners:
        return _whole(indicator, None, parts), ()
    return _whole(indicator, winners[0].value, winners), ()


def _many(reports: Sequence[UnitReport]) -> str:
    return f"{len(reports)}家"


def _few(indicator: Indicator, reports: Sequence[UnitReport]) -> str:
    """The units by name, each with its cell: 宏达化工 填报表!D16."""
    refs = [(r.unit.name, r.figures[indicator.label].sources[0]) for r in reports[:_NAMED]]
    names = "、".join(f"{name} {ref.sheet}!{ref.cell}" for name, ref in refs)
    return names if len(reports) <= _NAMED else f"{names}等{_many(reports)}"


def _whole(indicator: Indicator, value: Decimal | None, parts: Sequence[_Part]) -> Figure:
    """The figure made of `parts`; its sources are the cells with a value, if any has one."""
    counted = [part for part in parts if part.value is not None] or parts
    return Figure(
        indicator.label,
        value,
        unit_of(indicator),
        joined({part.status for part in parts}),
        sources_of(indicator.label, [part.figures for part in counted]),
    )
