"""Totals: what the units' figures come to, how exact that is, and which cells it is from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal, Inexact

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from make_docx.figures import total
from make_docx.figures.exactness import exactly, joined, plain, quotient
from make_docx.findings import Severity
from make_docx.model import (
    Aggregation,
    Brief,
    CellRef,
    Checked,
    Elements,
    Figure,
    Figures,
    Indicator,
    PreviousFigure,
    Status,
    Unit,
    UnitReport,
    ValueType,
)
from make_docx.wording.group import groups

EXACT, ABOUT, AT_LEAST, AT_MOST = Status.EXACT, Status.ABOUT, Status.AT_LEAST, Status.AT_MOST
NOTHING, MISSING = Status.NOT_APPLICABLE, Status.MISSING
REF = CellRef("b.xlsx", "指标", "A2")
BANNERS = Indicator("悬挂横幅", "条", ref=REF)
DONE, TAKEN = Indicator("办结", "件"), Indicator("受理", "件")
DONE_RATE = Indicator(
    "办结率",
    "%",
    ValueType.PERCENT,
    Aggregation.RATE,
    numerator="办结",
    denominator="受理",
    ref=CellRef("b.xlsx", "指标", "A5"),
)

Typed = tuple[Decimal | None, Status]  # a value and how it was meant


def exact(value: str | int) -> Typed:
    return Decimal(value), EXACT


def report(
    number: int,
    *figures: tuple[Indicator, Typed],
    category: str = "",
    filled_on: dt.date | None = None,
) -> UnitReport:
    made = {
        indicator.label: Figure(
            indicator.label,
            value,
            indicator.unit,
            status,
            () if status is MISSING else (cell_of(number, indicator),),
        )
        for indicator, (value, status) in figures
    }
    unit = Unit(f"单位{number}", category)
    return UnitReport(unit, f"{number}.xlsx", made, filled_on=filled_on)


def cell_of(number: int, indicator: Indicator) -> CellRef:
    return CellRef(f"{number}.xlsx", "填报表", indicator.label)


def totalled(
    indicators: Sequence[Indicator],
    *reports: UnitReport,
    missing: Sequence[Unit] = (),
    rejected: Sequence[Unit] = (),
) -> Figures:
    brief = Brief("b.xlsx", "k", Elements(), {}, indicators=tuple(indicators))
    expected = (*(report.unit for report in reports), *missing, *rejected)
    return total(brief, Checked(expected=expected, reports=reports, missing=tuple(missing)))


def of_one(aggregation: Aggregation, *typed: Typed, days: Sequence[int] = ()) -> Figures:
    """The figures of one indicator; `days` of May 2021, 0 for a form without a date."""
    indicator = replace(BANNERS, aggregation=aggregation)
    dates = [dt.date(2021, 5, day) if day else None for day in days] or [None] * len(typed)
    reports = [
        report(number, (indicator, each), filled_on=date)
        for number, (each, date) in enumerate(zip(typed, dates, strict=True))
    ]
    return totalled([indicator], *reports)


def codes(figures: Figures) -> list[str]:
    return [finding.code for finding in figures.findings]


# ── 合计 ─────────────────────────────────────────────────────────────────────────────────


def test_a_sum_is_exact_and_names_its_cells_in_order() -> None:
    figures = of_one(Aggregation.SUM, exact("0.1"), exact("0.2"), exact("0.7"))
    assert figures.totals["悬挂横幅"] == Figure(
        "悬挂横幅", Decimal(1), "条", EXACT, tuple(cell_of(n, BANNERS) for n in range(3))
    )
    assert str(figures.totals["悬挂横幅"].value) == "1"


def test_four_hundred_times_the_same_decimal_is_no_hair_off() -> None:
    figures = of_one(Aggregation.SUM, *[exact("0.985")] * 400)
    assert figures.totals["悬挂横幅"].value == 394


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ([EXACT, EXACT], EXACT),
        ([EXACT, AT_LEAST], AT_LEAST),
        ([AT_LEAST, AT_LEAST], AT_LEAST),
        ([EXACT, AT_MOST], AT_MOST),
        ([AT_LEAST, AT_MOST], ABOUT),
        ([ABOUT, EXACT], ABOUT),
        ([ABOUT, AT_LEAST], ABOUT),
        ([EXACT, NOTHING], EXACT),
        ([AT_LEAST, MISSING], AT_LEAST),
        ([NOTHING, NOTHING], NOTHING),
        ([NOTHING, MISSING], NOTHING),
        ([MISSING, MISSING], MISSING),
        ([], MISSING),
    ],
)
def test_a_sum_is_as_exact_as_its_parts(parts: list[Status], whole: Status) -> None:
    typed = [(None if s in (NOTHING, MISSING) else Decimal(100), s) for s in parts]
    figure = of_one(Aggregation.SUM, *typed).totals["悬挂横幅"]
    values = [value for value, _ in typed if value is not None]
    assert figure.status is whole
    assert figure.value == (sum(values) if values else None)


def test_what_is_not_applicable_is_passed_over_but_found_again_where_it_is_all_there_is() -> None:
    some = of_one(Aggregation.SUM, exact(4), (None, NOTHING)).totals["悬挂横幅"]
    none = of_one(Aggregation.SUM, (None, MISSING), (None, NOTHING)).totals["悬挂横幅"]
    assert some.sources == (cell_of(0, BANNERS),)
    assert none.sources == (cell_of(1, BANNERS),)


# ── 最大、最小 ───────────────────────────────────────────────────────────────────────────


def test_the_extreme_is_the_winners_and_so_is_its_status() -> None:
    typed = [exact(5), (Decimal(9), AT_LEAST), exact(9), (Decimal(1), ABOUT), (None, NOTHING)]
    largest = of_one(Aggregation.MAXIMUM, *typed).totals["悬挂横幅"]
    smallest = of_one(Aggregation.MINIMUM, *typed).totals["悬挂横幅"]
    assert (largest.value, largest.status) == (Decimal(9), AT_LEAST)
    assert largest.sources == (cell_of(1, BANNERS), cell_of(2, BANNERS))
    assert (smallest.value, smallest.status) == (Decimal(1), ABOUT)
    assert of_one(Aggregation.MAXIMUM, (None, NOTHING)).totals["悬挂横幅"].status is NOTHING


@pytest.mark.parametrize(
    ("typed", "largest", "smallest"),
    [
        ([(200, AT_LEAST), (230, EXACT)], (230, AT_LEAST), (200, AT_LEAST)),
        ([(200, ABOUT), (230, EXACT)], (230, AT_LEAST), (200, ABOUT)),
        ([(200, AT_MOST), (230, EXACT)], (230, EXACT), (200, AT_MOST)),
        ([(200, EXACT), (250, AT_MOST)], (250, AT_MOST), (200, AT_MOST)),
        ([(200, EXACT), (250, ABOUT)], (250, ABOUT), (200, AT_MOST)),
        ([(280, AT_LEAST), (300, AT_MOST)], (300, ABOUT), (280, ABOUT)),
        ([(10, AT_LEAST), (5000, EXACT)], (5000, EXACT), (10, AT_LEAST)),
        ([(10, EXACT), (5000, AT_MOST)], (5000, AT_MOST), (10, EXACT)),
        ([(230, EXACT), (230, AT_MOST)], (230, EXACT), (230, AT_MOST)),
        ([(230, EXACT), (230, AT_LEAST)], (230, AT_LEAST), (230, EXACT)),
    ],
)
def test_what_could_be_the_extreme_instead_blurs_it(
    typed: list[tuple[int, Status]], largest: tuple[int, Status], smallest: tuple[int, Status]
) -> None:
    parts = [(Decimal(value), status) for value, status in typed]
    for aggregation, expected in (
        (Aggregation.MAXIMUM, largest),
        (Aggregation.MINIMUM, smallest),
    ):
        found = of_one(aggregation, *parts).totals["悬挂横幅"]
        assert (str(found.value), found.status) == (str(expected[0]), expected[1])


# ── 最新 ─────────────────────────────────────────────────────────────────────────────────


def test_the_latest_is_of_the_report_filled_in_last() -> None:
    figures = of_one(Aggregation.LATEST, exact(5), exact(7), exact(6), days=[3, 20, 9])
    assert figures.totals["悬挂横幅"].value == 7
    assert figures.totals["悬挂横幅"].sources == (cell_of(1, BANNERS),)
    assert codes(figures) == []


@pytest.mark.parametrize(
    ("days", "code", "named", "unnamed"),
    [
        ([20, 20], "latest-unclear", "单位0 填报表!悬挂横幅、单位1", "单位2"),  # the same day
        ([0, 0], "latest-undated", "单位0 填报表!悬挂横幅、单位1", "单位2"),
        ([20, 0], "latest-undated", "单位1", "单位0"),  # the one without a date may be newer
    ],
)
def test_the_latest_is_unclear_where_it_could_be_either(
    days: list[int], code: str, named: str, unnamed: str
) -> None:
    figures = of_one(Aggregation.LATEST, exact(5), exact(7), exact(9), days=[*days, 1])
    assert figures.totals == {}
    (found,) = figures.findings
    assert (found.code, found.place) == (code, REF.place("悬挂横幅"))
    assert named in found.message
    assert unnamed not in found.message


@pytest.mark.parametrize("days", [[20, 20], [0, 0], [20, 0]])
def test_the_latest_is_clear_where_both_say_the_same(days: list[int]) -> None:
    figures = of_one(Aggregation.LATEST, exact(5), exact(5), days=days)
    assert figures.totals["悬挂横幅"].value == 5
    assert codes(figures) == []


def test_an_older_report_does_not_blur_the_latest_and_nobody_has_one_of_nothing() -> None:
    assert of_one(Aggregation.LATEST, exact(5), exact(7), days=[3, 4]).findings == ()
    nothing = of_one(Aggregation.LATEST, (None, NOTHING), (None, MISSING))
    assert nothing.totals["悬挂横幅"].status is NOTHING


def test_a_category_whose_latest_is_unclear_is_told_although_the_total_is_clear() -> None:
    latest = replace(BANNERS, aggregation=Aggregation.LATEST)
    first, last = dt.date(2021, 5, 1), dt.date(2021, 5, 2)
    figures = totalled(
        [latest],
        report(0, (latest, exact(5)), category="甲", filled_on=first),
        report(1, (latest, exact(6)), category="甲", filled_on=first),
        report(2, (latest, exact(7)), category="乙", filled_on=last),
    )
    assert figures.totals["悬挂横幅"].value == 7
    assert figures.by_category["甲"] == {}
    assert figures.by_category["乙"]["悬挂横幅"].value == 7
    assert codes(figures) == ["latest-unclear"]


# ── 各单位相同 ───────────────────────────────────────────────────────────────────────────


def test_what_all_say_alike_is_the_total() -> None:
    figures = of_one(Aggregation.SAME, exact(5), exact("5.0"), (None, NOTHING))
    assert figures.totals["悬挂横幅"].value == 5
    assert len(figures.totals["悬挂横幅"].sources) == 2
    assert codes(figures) == []


@pytest.mark.parametrize("odd", [exact(6), (Decimal(5), AT_LEAST)])
def test_what_should_be_the_same_and_is_not_has_no_total(odd: Typed) -> None:
    figures = of_one(Aggregation.SAME, exact(5), odd, exact(5))
    assert figures.totals == figures.by_category[""] == {}
    (found,) = figures.findings
    assert (found.code, found.unit) == ("same-differs", "单位1")
    assert found.place == cell_of(1, BANNERS).place("悬挂横幅")
    written = "6" if odd[0] == 6 else "超5"
    assert f"5（2家）、{written}（单位1 填报表!悬挂横幅）" in found.message


def test_without_a_majority_every_answer_names_its_units() -> None:
    (found,) = of_one(Aggregation.SAME, exact(5), exact(6)).findings
    assert (found.place, found.unit) == (REF.place("悬挂横幅"), "")
    assert "5（单位0 填报表!悬挂横幅）、6（单位1 填报表!悬挂横幅）" in found.message


def test_of_many_units_that_differ_five_are_named() -> None:
    (found,) = of_one(Aggregation.SAME, *[exact(5)] * 9, *[exact(6)] * 6).findings
    assert "5（9家）、6（单位9 " in found.message
    assert "单位13 填报表!悬挂横幅等6家）" in found.message
    assert "单位14" not in found.message


# ── 比率 ─────────────────────────────────────────────────────────────────────────────────


def rates(*pairs: tuple[Typed, Typed], indicator: Indicator = DONE_RATE) -> Figures:
    reports = [report(n, (DONE, a), (TAKEN, b)) for n, (a, b) in enumerate(pairs)]
    return totalled([DONE, TAKEN, indicator], *reports)


def test_a_rate_is_of_the_sums_and_never_an_average() -> None:
    figures = rates((exact(1), exact(2)), (exact(98), exact(98)))
    rate = figures.totals["办结率"]
    assert (rate.value, rate.unit, rate.status) == (Decimal("0.99"), "%", EXACT)
    assert rate.sources == (
        cell_of(0, DONE),
        cell_of(0, TAKEN),
        cell_of(1, DONE),
        cell_of(1, TAKEN),
    )
    assert figures.by_unit["单位0"]["办结率"].value == Decimal("0.5")
    assert codes(figures) == []


def test_a_rate_that_does_not_come_out_even_keeps_28_digits() -> None:
    assert rates((exact(1), exact(3))).totals["办结率"].value == Decimal("0." + "3" * 28)


def test_only_what_was_computed_by_division_is_a_quotient() -> None:
    figures = rates((exact(397), exact(400)))
    assert {label for label, each in figures.totals.items() if each.is_quotient} == {"办结率"}
    own = figures.by_unit["单位0"]
    assert {label for label, each in own.items() if each.is_quotient} == {"办结率"}


@pytest.mark.parametrize("approximate", [ABOUT, AT_LEAST, AT_MOST])
def test_a_rate_with_an_approximate_part_is_approximate(approximate: Status) -> None:
    figures = rates(((Decimal(1), approximate), exact(2)), (exact(1), exact(2)))
    assert figures.totals["办结率"].status is ABOUT


@pytest.mark.parametrize("bottom", [exact(0), (None, NOTHING)])
def test_a_rate_of_nothing_is_not_applicable(bottom: Typed) -> None:
    figures = rates((exact(0), bottom))
    rate = figures.totals["办结率"]
    assert (rate.value, rate.status) == (None, NOTHING)
    (found,) = figures.findings
    assert (found.code, found.place.cell, found.found) == ("rate-undefined", "A5", "受理")


def test_a_rate_without_its_parts_is_missing() -> None:
    assert rates(((None, MISSING), exact(3))).totals["办结率"].status is MISSING
    assert totalled([DONE, TAKEN, DONE_RATE]).totals["办结率"].status is MISSING
    assert totalled([DONE, TAKEN, DONE_RATE]).findings == ()


def test_more_done_than_taken_is_told_at_the_unit_also_where_the_total_hides_it() -> None:
    figures = rates((exact(5), exact(4)), (exact(1), exact(4)))
    assert [(f.code, f.place.file, f.place.cell, f.unit, f.found) for f in figures.findings] == [
        ("rate-above-one", "0.xlsx", "办结", "单位0", "5/4")
    ]
    assert figures.totals["办结率"].value == Decimal("0.75")


def test_more_done_than_taken_altogether_is_told_at_the_indicator_too() -> None:
    figures = rates((exact(5), exact(4)))
    assert [(f.code, f.place.file) for f in figures.findings] == [
        ("rate-above-one", "b.xlsx"),
        ("rate-above-one", "0.xlsx"),
    ]


def test_something_done_of_nothing_taken_is_told_at_the_unit() -> None:
    figures = rates((exact(5), exact(0)), (exact(1), exact(8)), (exact(0), exact(0)))
    assert [(f.code, f.place.file, f.unit, f.found) for f in figures.findings] == [
        ("rate-above-one", "0.xlsx", "单位0", "5/0")
    ]


@pytest.mark.parametrize("nothing", [NOTHING, MISSING])
@pytest.mark.parametrize("has_top", [True, False])
def test_half_a_rate_counts_in_no_rate_and_is_told(nothing: Status, has_top: bool) -> None:
    half: tuple[Typed, Typed] = (exact(100), (None, nothing))
    figures = rates((exact(6), exact(8)), half if has_top else (half[1], half[0]))
    rate = figures.totals["办结率"]
    assert rate.value == figures.by_category[""]["办结率"].value == Decimal("0.75")
    assert rate.sources == (cell_of(0, DONE), cell_of(0, TAKEN))
    assert figures.by_unit["单位1"]["办结率"].status is nothing
    present, absent = (DONE, TAKEN) if has_top else (TAKEN, DONE)
    (found,) = figures.findings
    assert (found.code, found.severity, found.unit) == ("rate-half", Severity.ERROR, "单位1")
    assert found.place == cell_of(1, present).place(present.label)
    assert f"“{absent.label}”" in found.message


def test_half_a_rate_that_is_zero_changes_no_rate_and_is_not_worth_a_word() -> None:
    figures = rates((exact(6), exact(8)), (exact(0), (None, NOTHING)), ((None, MISSING), exact(0)))
    assert figures.totals["办结率"].value == Decimal("0.75")
    assert codes(figures) == []


def test_a_category_with_more_done_than_taken_is_told_once_where_the_total_hides_it() -> None:
    pairs = {"甲": [(5, 4), (3, 3)], "乙": [(1, 9)]}
    reports = [
        report(n, (DONE, exact(done)), (TAKEN, exact(taken)), category=category)
        for n, (category, done, taken) in enumerate(
            (category, *pair) for category, of in pairs.items() for pair in of
        )
    ]
    figures = totalled([DONE, TAKEN, DONE_RATE], *reports)
    assert [(f.code, f.severity, f.place.file, f.found) for f in figures.findings] == [
        ("rate-above-one", Severity.ERROR, "b.xlsx", "甲合计 8/7"),
        ("rate-above-one", Severity.ERROR, "0.xlsx", "5/4"),
    ]


# ── no total because of an error, and no total because there is nothing ──────────────────


def test_a_total_that_a_rejected_report_may_hold_is_left_out_and_not_called_missing() -> None:
    rejected = Unit("单位8", "甲")
    nothing = report(0, (BANNERS, (None, MISSING)), category="乙")
    figures = totalled([BANNERS], nothing, rejected=[rejected])
    assert figures.totals == figures.by_category["甲"] == {}
    assert figures.by_category["乙"]["悬挂横幅"].status is MISSING
    one = totalled([BANNERS], report(0, (BANNERS, exact(4))), rejected=[rejected])
    assert one.totals["悬挂横幅"].value == 4
    nobody = totalled([BANNERS], nothing, missing=[rejected])
    assert nobody.totals["悬挂横幅"].status is MISSING


def test_a_column_that_was_not_read_has_no_total_and_the_others_keep_theirs() -> None:
    figures = totalled([DONE, TAKEN, DONE_RATE], report(0, (TAKEN, exact(4))))
    assert list(figures.totals) == ["受理"]
    assert codes(figures) == []


def test_a_rate_that_is_no_percentage_may_exceed_one() -> None:
    per_case = replace(DONE_RATE, unit="次/件", value_type=ValueType.DECIMAL)
    figures = rates((exact(5), exact(4)), indicator=per_case)
    assert (figures.totals["办结率"].value, figures.totals["办结率"].unit) == (
        Decimal("1.25"),
        "次/件",
    )
    assert codes(figures) == []


# ── 不汇总, categories, units, the period before ────────────────────────────────────────


def test_what_has_no_total_is_left_out_but_stays_with_its_unit() -> None:
    kept = replace(BANNERS, aggregation=Aggregation.NONE)
    added = Indicator("满意度", "%", ValueType.PERCENT)  # percentages are never added
    text = Indicator("主要做法", value_type=ValueType.TEXT)
    figures = totalled([kept, added, text], report(0, (kept, exact(4)), (added, exact("0.9"))))
    assert figures.totals == figures.by_category[""] == {}
    assert list(figures.by_unit["单位0"]) == ["悬挂横幅", "满意度"]


def test_categories_stand_in_roster_order_also_the_one_nobody_reported_of() -> None:
    units = (Unit("单位0", "乙"), Unit("单位1", "甲"), Unit("单位2", "丙"), Unit("单位3", "乙"))
    reports = (
        report(0, (BANNERS, exact(1)), category="乙"),
        report(1, (BANNERS, exact(2)), category="甲"),
        report(3, (BANNERS, exact(4)), category="乙"),
    )
    brief = Brief("b.xlsx", "k", Elements(), {}, indicators=(BANNERS,))
    figures = total(brief, Checked(expected=units, reports=reports, missing=(units[2],)))
    by_category = {name: of["悬挂横幅"].value for name, of in figures.by_category.items()}
    assert list(by_category.items()) == [("乙", 5), ("甲", 2), ("丙", None)]
    assert figures.by_category["丙"]["悬挂横幅"].status is MISSING
    assert list(figures.by_unit) == ["单位0", "单位1", "单位3"]


def test_the_figures_and_the_words_agree_on_what_is_one_category() -> None:
    categories = ["医院（一）", "其他", "医院(一)", "", "医院 （一）"]
    reports = [
        report(number, (BANNERS, exact(number)), category=category)
        for number, category in enumerate(categories, start=1)
    ]
    figures = totalled([BANNERS], *reports)
    found = {
        category: of_category["悬挂横幅"].value
        for category, of_category in figures.by_category.items()
    }
    assert found == {"医院（一）": Decimal(9), "": Decimal(6)}
    grouped = groups([each.unit for each in reports])
    assert [(group.category, group.label, len(group.units)) for group in grouped] == [
        ("医院（一）", "医院（一）", 3),
        ("", "其他", 2),
    ]


def test_the_period_before_is_read_like_this_one() -> None:
    rows = [("悬挂横幅", "80", "B2"), ("办结率", "0.985", "B3"), ("没有的指标", "1", "B4")]
    previous = tuple(
        PreviousFigure(label, Decimal(value), CellRef("b.xlsx", "上期数据", cell))
        for label, value, cell in rows
    )
    indicators = (BANNERS, DONE, TAKEN, DONE_RATE)
    brief = Brief("b.xlsx", "k", Elements(), {}, indicators=indicators, previous=previous)
    figures = total(brief, Checked((), ())).previous
    assert figures == {
        "悬挂横幅": Figure("悬挂横幅", Decimal(80), "条", EXACT, (previous[0].ref,)),
        "办结率": Figure("办结率", Decimal("0.985"), "%", EXACT, (previous[1].ref,)),
    }


def test_a_percentage_of_the_period_before_may_exceed_all_where_this_one_may() -> None:
    growth = Indicator("增长率", "%", ValueType.PERCENT, Aggregation.NONE, maximum=Decimal(200))
    row = PreviousFigure("增长率", Decimal("1.2"), CellRef("b.xlsx", "上期数据", "B2"))
    brief = Brief("b.xlsx", "k", Elements(), {}, indicators=(growth,), previous=(row,))
    assert total(brief, Checked((), ())).previous["增长率"].value == Decimal("1.2")


# ── laws ─────────────────────────────────────────────────────────────────────────────────

STATUSES = st.sampled_from(Status)
NUMBERS = st.decimals(-(10**9), 10**12, places=4)
TYPED = st.one_of(
    st.tuples(NUMBERS, st.sampled_from([EXACT, ABOUT, AT_LEAST, AT_MOST])),
    st.tuples(st.none(), st.sampled_from([NOTHING, MISSING])),
)
REPORTS = st.lists(
    st.tuples(TYPED, TYPED, st.sampled_from("甲乙丙"), st.sampled_from([0, 1, 2, 3])), max_size=8
)


@given(STATUSES, STATUSES, STATUSES)
def test_joining_statuses_does_not_depend_on_order_or_grouping(
    a: Status, b: Status, c: Status
) -> None:
    assert joined([a, b]) is joined([b, a])
    assert joined([joined([a, b]), c]) is joined([a, joined([b, c])]) is joined([a, b, c])
    assert joined([a, a]) is joined([a]) is joined([MISSING, a]) is a


def reports_from(rows: Sequence[tuple[Typed, Typed, str, int]]) -> list[UnitReport]:
    return [
        report(
            number,
            (DONE, done),
            (TAKEN, taken),
            category=category,
            filled_on=dt.date(2021, 5, day) if day else None,
        )
        for number, (done, taken, category, day) in enumerate(rows)
    ]


@given(REPORTS)
def test_the_subtotals_come_to_the_total(rows: list[tuple[Typed, Typed, str, int]]) -> None:
    figures = totalled([DONE, TAKEN], *reports_from(rows))
    for label in ("办结", "受理"):
        parts = [of_category[label] for of_category in figures.by_category.values()]
        values = [part.value for part in parts if part.value is not None]
        whole = figures.totals[label]
        assert whole.value == (sum(values) if values else None)
        assert whole.status is joined(part.status for part in parts)


@given(REPORTS, st.sampled_from([a for a in Aggregation if a is not Aggregation.NONE]), st.data())
def test_the_order_of_the_units_changes_no_figure(
    rows: list[tuple[Typed, Typed, str, int]], aggregation: Aggregation, data: st.DataObject
) -> None:
    indicators = [replace(DONE, aggregation=aggregation), TAKEN, DONE_RATE]
    if aggregation is Aggregation.RATE:
        indicators = [DONE, TAKEN, DONE_RATE]
    reports = reports_from(rows)
    one = totalled(indicators, *reports)
    other = totalled(indicators, *data.draw(st.permutations(reports)))
    assert {label: loose(figure) for label, figure in one.totals.items()} == {
        label: loose(figure) for label, figure in other.totals.items()
    }
    assert sorted(codes(one)) == sorted(codes(other))


def loose(figure: Figure) -> Figure:
    """Without the order of its cells, which is the roster's."""
    return replace(figure, sources=tuple(sorted(figure.sources, key=str)))


def test_a_sum_that_would_have_to_be_rounded_is_our_bug_and_not_a_figure() -> None:
    with exactly(), pytest.raises(Inexact):
        Decimal(1) / Decimal(3)


@given(NUMBERS)
def test_a_plain_number_is_the_same_number_without_needless_signs(number: Decimal) -> None:
    text = str(plain(number))
    assert Decimal(text) == number
    assert "E" not in text
    assert text not in ("-0", "")
    assert "." not in text or not text.endswith("0")


@given(st.integers(0, 10**12), st.integers(1, 10**12))
def test_a_quotient_is_within_half_a_unit_of_its_28th_digit(top: int, bottom: int) -> None:
    value = quotient(Decimal(top), Decimal(bottom))
    assert abs(value * bottom - top) <= Decimal(bottom) * value.max(1).scaleb(-27)
