"""Turns what the units reported for one indicator into its total, by 汇总方式."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from make_docx.catalogue import finding
from make_docx.figures.exactness import exactly, joined, plain
from make_docx.figures.rate import rate_of
from make_docx.figures.value import shown, unit_of
from make_docx.findings import Finding, Place
from make_docx.model import Aggregation, Figure, Indicator, UnitReport


def aggregate(
    indicator: Indicator, reports: Sequence[UnitReport], place: Place
) -> tuple[Figure, tuple[Finding, ...]]:
    """The total over `reports`, in their order; a finding at `place` where there is none.

    What is not applicable or missing is passed over; where nothing else is left, so is the
    total.

    Raises:
        ValueError: the indicator is 不汇总.
    """
    label = indicator.label
    parts = [report.figures[label] for report in reports if label in report.figures]
    match indicator.aggregation:
        case Aggregation.SUM:
            return _summed(indicator, parts), ()
        case Aggregation.MAXIMUM:
            return _extreme(indicator, parts, max), ()
        case Aggregation.MINIMUM:
            return _extreme(indicator, parts, min), ()
        case Aggregation.SAME:
            return _same(indicator, parts, place)
        case Aggregation.LATEST:
            return _latest(indicator, reports, place)
        case Aggregation.RATE:
            return rate_of(indicator, reports), ()
        case Aggregation.NONE:
            raise ValueError(f"“{label}”不汇总，没有合计")


def _summed(indicator: Indicator, parts: Sequence[Figure]) -> Figure:
    with exactly():
        values = [part.value for part in parts if part.value is not None]
        return _whole(indicator, plain(sum(values, Decimal(0))) if values else None, parts)


def _extreme(
    indicator: Indicator,
    parts: Sequence[Figure],
    choose: Callable[[Iterable[Decimal]], Decimal],
) -> Figure:
    values = [part.value for part in parts if part.value is not None]
    if not values:
        return _whole(indicator, None, parts)
    value = choose(values)
    return _whole(indicator, value, [part for part in parts if part.value == value])


def _same(
    indicator: Indicator, parts: Sequence[Figure], place: Place
) -> tuple[Figure, tuple[Finding, ...]]:
    counts = Counter(
        (part.value, part.status) for part in parts if part.value is not None
    ).most_common()
    if len(counts) > 1:
        found = "、".join(f"{shown(value, indicator)}（{n}家）" for (value, _), n in counts)
        return _whole(indicator, None, []), (finding("same-differs", place, found=found),)
    return _whole(indicator, counts[0][0][0] if counts else None, parts), ()


def _latest(
    indicator: Indicator, reports: Sequence[UnitReport], place: Place
) -> tuple[Figure, tuple[Finding, ...]]:
    label = indicator.label
    parts = [report.figures[label] for report in reports if label in report.figures]
    answers = [r for r in reports if label in r.figures and r.figures[label].value is not None]
    last = max((r.filled_on for r in answers if r.filled_on), default=None)
    newest = [r for r in answers if last and r.filled_on == last]
    undated = [r for r in answers if not r.filled_on]
    rivals = [*newest, *undated]  # a report without a date may be newer than any other
    winners = [r.figures[label] for r in newest or undated]
    if len({(r.figures[label].value, r.figures[label].status) for r in rivals}) > 1:
        reason = _reason(newest, undated)
        return _whole(indicator, None, []), (finding("latest-unclear", place, reason=reason),)
    if not winners:
        return _whole(indicator, None, parts), ()
    return _whole(indicator, winners[0].value, winners), ()


def _reason(newest: Sequence[UnitReport], undated: Sequence[UnitReport]) -> str:
    names = "、".join(report.unit.name for report in (undated or newest)[:3])
    names += "等" if len(undated or newest) > 3 else ""
    return f"{names}没有填报日期" if undated else f"{names}的填报日期相同，数不同"


def _whole(indicator: Indicator, value: Decimal | None, parts: Sequence[Figure]) -> Figure:
    """The figure made of `parts`; its sources are the cells with a value, if any has one."""
    counted = [part for part in parts if part.value is not None] or parts
    return Figure(
        indicator.label,
        value,
        unit_of(indicator),
        joined(part.status for part in parts),
        tuple(ref for part in counted for ref in part.sources),
    )
