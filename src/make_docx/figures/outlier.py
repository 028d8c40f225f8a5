"""Turns the reports of units of one 类别 into those figures that are out of all proportion.

The measure is how many times the median of its peers a figure is, or how many times it goes into
it, so it does not matter what is counted. How far the peers lie apart is taken from the middle of
those ratios: nearly half of the peers may be wrong, and it stays the same. Where there are too few
peers for that, all other units are the measure, and only what is beyond any difference between
kinds of units is told.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cached_property
from typing import Final, NamedTuple

from make_docx.catalogue import finding
from make_docx.figures.category import by_category
from make_docx.figures.exactness import MARKS
from make_docx.figures.slip import Slip, slips_of
from make_docx.figures.value import is_percent, measured, unit_of
from make_docx.findings import Finding
from make_docx.model import Indicator, Measures, Status, UnitReport, ValueType

# With fewer, the middle of the ratios is a matter of chance.
LEAST_PEERS: Final = 6

# Then all others are looked at, of whatever kind they are, if there are so many; unless so many of
# its own kind are all about as large as it is.
LEAST_OTHERS: Final = 2
FAR_TIMES: Final = Decimal(1000)
ALIKE_TIMES: Final = Decimal(10)

# 0.8% among 80%: 0.8 was meant for the ratio. Percentages of one kind do differ tenfold.
PERCENT_TIMES: Final = Decimal(50)

# Units of one kind do differ three- and fourfold; a digit too many makes it tenfold. A unit that
# did next to nothing is no rarity, and does the total less harm.
LEAST_TIMES: Final = Decimal(6)
LEAST_PART: Final = Decimal(10)

# The fence is this power of the spread of the peers: four standard deviations where figures vary
# as sizes do (lognormal). Of few peers the spread is uncertain, and the fence further out. Of what
# is past it, only that counts which also leaves a gap to all others: there is always a largest.
# Simulated, with units twice as large or small as each other as a matter of course: of groups
# without a slip 1 in 50 has such a figure with 7 units, and 1 in 500 with 60.
SPREAD_POWER: Final = 6
FEW_PEERS: Final = 12
FEW_SPREAD_POWER: Final = 8
LEAST_GAP: Final = Decimal(3)

# 1 and 1 and 12 场次: in counts so small that is how things are, and no slip of the pen.
SMALL_COUNT: Final = 20

# A slip between 万 and 个 leaves a figure that fits among its peers once it is undone; that tells
# so much that it need not be as far off as others.
SLIP_POWER: Final = 4
FITTING_TIMES: Final = Decimal(5)
FITTING_POWER: Final = 3
_HUNDRED: Final = Decimal(100)

_TOLD_ALREADY: Final = frozenset({"cell-implausible"})
_CONTEXT: Final = Context(prec=80, rounding=ROUND_HALF_UP)
_TWO: Final = Decimal(2)


def outliers(
    indicators: Sequence[Indicator], reports: Sequence[UnitReport], told: Iterable[Finding] = ()
) -> Iterator[Finding]:
    """A finding at each cell whose figure is out of proportion to those of the unit's peers.

    Zeros are not judged; 约 and 余 are, but are no peers themselves. A figure of fewer than
    `LEAST_PEERS` peers is compared with those of all units. `told` is what is known of the cells
    already.
    """
    known = {found.place for found in told if found.code in _TOLD_ALREADY}
    of_unit = {report.unit.name: report for report in reports}
    groups = by_category(report.unit for report in reports).items()
    categories = {name: [of_unit[unit.name] for unit in units] for name, units in groups}
    measured = {name: _measures(members) for name, members in categories.items()}
    of_all = _measures(reports)
    for indicator in indicators:
        if not indicator.is_asked or indicator.is_text:
            continue
        whole: _Group | None = None
        for category, members in categories.items():
            group = _Group(indicator, category, members, measured[category])
            found = [*group.findings()]
            if group.is_small:
                whole = whole or _Group(indicator, "", reports, of_all)
                found += group.findings_beside(whole)
            yield from (one for one in found if one.place not in known)


def _measures(reports: Iterable[UnitReport]) -> Measures:
    return Measures(report.figures for report in reports)


class _Typed(NamedTuple):
    """A positive figure of a unit."""

    report: UnitReport
    value: Decimal
    status: Status

    @property
    def is_exact(self) -> bool:
        return self.status is Status.EXACT


class _Group:
    """The figures of one indicator from the units of one category."""

    def __init__(
        self,
        indicator: Indicator,
        category: str,
        reports: Sequence[UnitReport],
        measures: Measures,
    ) -> None:
        self._indicator = indicator
        self._category = category
        self._reports = reports
        self._values, self._statuses = measures.of(indicator.label)
        self._positive = [value for value in self._values if value is not None and value > 0]

    @cached_property
    def _typed(self) -> list[_Typed]:
        typed = zip(self._reports, self._values, self._statuses, strict=True)
        return [
            _Typed(report, value, status)
            for report, value, status in typed
            if status and value and value > 0
        ]

    @cached_property
    def _peers(self) -> list[Decimal]:
        """Those of the figures that are exact."""
        if self._statuses.count(Status.EXACT) == len(self._statuses):
            return self._positive
        return [typed.value for typed in self._typed if typed.is_exact]

    @cached_property
    def _exact(self) -> list[Decimal]:
        """The same, the least first."""
        return sorted(self._peers)

    @property
    def is_small(self) -> bool:
        """Whether a figure of it may have too few peers."""
        return len(self._peers) <= LEAST_PEERS

    def findings(self) -> Iterator[Finding]:
        if len(self._peers) < LEAST_PEERS:
            return
        least, most = min(self._positive), max(self._positive)
        if most <= _CONTEXT.multiply(least, LEAST_TIMES):
            return  # so none is too many times a median, which takes longer to find
        # whichever unit is left out, the median of the others lies between these two
        lower, upper = _median(self._exact, len(self._exact) - 1), _median(self._exact, 0)
        low, high = _CONTEXT.divide(upper, LEAST_PART), _CONTEXT.multiply(lower, LEAST_TIMES)
        if low <= least and most <= high:
            return
        for typed in self._typed:
            if low <= typed.value <= high:
                continue
            if self._count_beside(typed) < LEAST_PEERS:
                continue
            middle = self._median_beside(typed)
            times = _times(typed.value, middle)
            usual = LEAST_TIMES if typed.value > middle else LEAST_PART
            if is_percent(self._indicator):
                usual = PERCENT_TIMES
            if times <= usual or self._is_small(typed.value, middle):
                continue
            slip = self._slip(typed, middle) if times > self._slip_fence else None
            if slip or self._is_far(typed.value, times):
                yield self._finding(typed, middle, times, slip)

    def findings_beside(self, whole: _Group) -> Iterator[Finding]:
        """Those at figures with too few peers, by what all units typed, `whole`."""
        far = PERCENT_TIMES if is_percent(self._indicator) else FAR_TIMES
        for typed in self._typed:
            has_peers = self._count_beside(typed) >= LEAST_PEERS
            if has_peers or whole._count_beside(typed) < LEAST_OTHERS:
                continue
            if not whole._agree_beside(typed, far):
                continue
            middle = whole._median_beside(typed)
            times = _times(typed.value, middle)
            if times < far or self._is_small(typed.value, middle) or self._is_usual(typed):
                continue
            yield whole._finding(typed, middle, times, whole._slip(typed, middle))

    def _is_usual(self, typed: _Typed) -> bool:
        """Whether the others are all about as large."""
        others = [value for value in self._exact if value != typed.value]
        same = len(self._exact) - len(others) - typed.is_exact
        are_alike = all(_times(typed.value, value) <= ALIKE_TIMES for value in others)
        return len(others) + same >= LEAST_OTHERS and are_alike

    def _count_beside(self, typed: _Typed) -> int:
        """How many others there are to compare with."""
        return len(self._exact) - typed.is_exact

    def _agree_beside(self, typed: _Typed, far: Decimal) -> bool:
        """Whether the others can be a measure: of few, one that is wrong moves the median."""
        if self._count_beside(typed) >= LEAST_PEERS:
            return True
        others = list(self._exact)
        if typed.is_exact:
            others.remove(typed.value)
        return _times(others[0], others[-1]) < far

    @cached_property
    def _spread(self) -> Decimal:
        """How many times the median, or how many times in it, the figure in the middle is."""
        middle = _median(self._exact)
        return _median(sorted(_times(value, middle) for value in self._exact))

    @cached_property
    def _fence(self) -> Decimal:
        is_few = len(self._exact) <= FEW_PEERS
        power = FEW_SPREAD_POWER if is_few else SPREAD_POWER
        return max(LEAST_TIMES, _CONTEXT.power(self._spread, power))

    @cached_property
    def _slip_fence(self) -> Decimal:
        return _CONTEXT.power(self._spread, SLIP_POWER)

    @cached_property
    def _ordinary(self) -> tuple[Decimal, Decimal]:
        """The least and the greatest figure within the fence."""
        middle = _median(self._exact)
        low, high = _CONTEXT.divide(middle, self._fence), _CONTEXT.multiply(middle, self._fence)
        first, last = bisect_left(self._exact, low), bisect_right(self._exact, high) - 1
        return self._exact[first], self._exact[last]

    def _is_far(self, value: Decimal, times: Decimal) -> bool:
        if times <= self._fence:
            return False
        low, high = self._ordinary
        is_far_below = _CONTEXT.multiply(value, LEAST_GAP) < low
        return is_far_below or value > _CONTEXT.multiply(high, LEAST_GAP)

    def _median_beside(self, typed: _Typed) -> Decimal:
        """The median of the other units."""
        skipped = bisect_left(self._exact, typed.value) if typed.is_exact else None
        return _median(self._exact, skipped)

    def _is_small(self, value: Decimal, middle: Decimal) -> bool:
        is_count = self._indicator.value_type is ValueType.INTEGER
        return is_count and max(value, middle) < SMALL_COUNT

    def _slip(self, typed: _Typed, middle: Decimal) -> Slip | None:
        """The mistaken 计量单位 that explains the figure best, if one does."""
        is_large = typed.value > middle
        most = max(FITTING_TIMES, _CONTEXT.power(self._spread, FITTING_POWER))
        reckon = _CONTEXT.divide if is_large else _CONTEXT.multiply
        if is_percent(self._indicator):
            slips: Iterable[Slip] = (Slip(_HUNDRED, "小数"),)
        else:
            slips = slips_of(self._indicator.unit, is_large=is_large)
        undone = [(_times(reckon(typed.value, slip.factor), middle), slip) for slip in slips]
        fitting = [(times, slip) for times, slip in undone if times <= most]
        return min(fitting, key=lambda fit: fit[0])[1] if fitting else None

    def _finding(
        self, typed: _Typed, middle: Decimal, times: Decimal, slip: Slip | None
    ) -> Finding:
        indicator = self._indicator
        number = _rounded(times)
        is_large = typed.value > middle
        kind = "同类" if self._category else "其他"
        return finding(
            "value-scale" if slip else "value-outlier",
            typed.report.figures[indicator.label].sources[0].place(indicator.label),
            found=f"{MARKS.get(typed.status, '')}{measured(typed.value, indicator)}",
            expected=measured(middle, indicator),
            unit=typed.report.unit.name,
            times=f"约是{kind}单位的 {number} 倍" if is_large else f"只有{kind}单位的约 1/{number}",
            peers=f"“{self._category}”其他" if self._category else "其他",
            count=self._count_beside(typed),
            unit_asked=unit_of(indicator) or "个",
            unit_other=slip.unit if slip else "",
        )


def _median(values: Sequence[Decimal], skipped: int | None = None) -> Decimal:
    """The median of sorted values, without the one at `skipped`."""
    count = len(values) - (skipped is not None)
    low, high = (count - 1) // 2, count // 2
    if skipped is not None:
        low, high = low + (low >= skipped), high + (high >= skipped)
    return _CONTEXT.divide(_CONTEXT.add(values[low], values[high]), _TWO)


def _times(value: Decimal, middle: Decimal) -> Decimal:
    return _CONTEXT.divide(max(value, middle), min(value, middle))


def _rounded(times: Decimal) -> str:
    """12 for 12.34, and 6.3 for 6.25: what one says of a ratio."""
    return f"{_CONTEXT.quantize(times, Decimal(1) if times >= 10 else Decimal('0.1')):f}"
