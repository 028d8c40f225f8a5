"""Figures out of all proportion to those of like units are asked about, ordinary ones are not."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from make_docx.catalogue import finding
from make_docx.figures import check
from make_docx.figures.outlier import LEAST_PART, LEAST_PEERS, LEAST_TIMES, outliers
from make_docx.findings import Finding, Severity
from make_docx.model import (
    Aggregation,
    Brief,
    Cell,
    CellKind,
    CellRef,
    Elements,
    Figure,
    FileStatus,
    Indicator,
    Received,
    Status,
    Submission,
    Unit,
    UnitReport,
    ValueType,
)

LEAFLETS = Indicator("发放资料", "份")
TYPED = "2000 2300 2950 3050 3450 3700 4300 4600 4600 4700 4800 5200 5700"
ORDINARY = tuple(TYPED.split())

Typed = str | tuple[str, Status]


def report(number: int, typed: Typed, indicator: Indicator, category: str = "") -> UnitReport:
    text, status = typed if isinstance(typed, tuple) else (typed, Status.EXACT)
    value = Decimal(text) if text else None
    ref = CellRef(f"{number}.xlsx", "填报表", "D6")
    figure = Figure(indicator.label, value, indicator.unit, status, (ref,))
    return UnitReport(Unit(f"单位{number}", category), ref.file, {indicator.label: figure})


def told(
    typed: Sequence[Typed], indicator: Indicator = LEAFLETS, category: str = ""
) -> list[Finding]:
    reports = [report(n, value, indicator, category) for n, value in enumerate(typed)]
    return list(outliers([indicator], reports))


def told_of(value: Typed, indicator: Indicator = LEAFLETS) -> list[str]:
    """The codes for `value` among ordinary figures."""
    found = told([*ORDINARY, value], indicator)
    assert all(f.place.file == f"{len(ORDINARY)}.xlsx" for f in found)
    return [f.code for f in found]


# ── what is asked about ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("value", "codes"),
    [
        ("500", []),
        ("20000", []),
        ("30500", ["value-outlier"]),  # a digit too many
        ("300", ["value-outlier"]),  # a digit too few
        ("305000", ["value-outlier"]),
        ("30500000", ["value-scale"]),
        ("1", ["value-scale"]),  # typed 1 for 1万
        ("30", ["value-outlier"]),
        ("0", []),
        (("30500000", Status.ABOUT), ["value-scale"]),
        (("20000", Status.AT_LEAST), []),
    ],
)
def test_only_what_is_far_from_its_peers_is_asked_about(value: Typed, codes: list[str]) -> None:
    assert told_of(value) == codes


def test_the_finding_is_at_the_cell_and_says_the_median_and_the_count_of_the_others() -> None:
    (found,) = told([*ORDINARY, "61000"], category="乡镇卫生院")
    place = (found.place.file, found.place.sheet, found.place.cell, found.place.label)
    assert place == ("13.xlsx", "填报表", "D6", "发放资料")
    assert (found.severity, found.needs_reason, found.unit) == (Severity.WARN, True, "单位13")
    assert (found.found, found.expected) == ("61000份", "4300份")
    for words in ("61000份", "14 倍", "乡镇卫生院", "13 家", "4300份"):
        assert words in found.message


@pytest.mark.parametrize(
    ("unit", "ordinary", "value", "other"),
    [
        ("份", "3000", "3", ""),  # a thousandth of 份 is nothing that anyone mixes up
        ("份", "30000", "3", "万份"),
        ("份", "3", "30000", "万份"),
        ("", "30000", "3", "万个"),
        ("元", "30000", "3", "万元"),
        ("万元", "3", "30000", "元"),
        ("万元", "30000", "3", "亿元"),
        ("亿元", "3", "30000", "万元"),
        ("亿元", "30000", "3", ""),
        ("吨", "25", "25000", "千克"),
        ("千克", "25000", "25", "吨"),
        ("吨", "25000", "25", ""),
        ("公里", "30", "30000", "米"),
        ("百万元", "3", "30000", ""),
    ],
)
def test_a_slip_names_both_measures(unit: str, ordinary: str, value: str, other: str) -> None:
    indicator = Indicator("数量", unit, ValueType.DECIMAL)
    (found,) = told([*[ordinary] * 7, value], indicator)
    if not other:
        assert found.code == "value-outlier"
        return
    assert found.code == "value-scale"
    assert f"“{other}”" in found.message
    assert f"“{unit or '个'}”" in found.message


def test_two_units_that_make_the_same_slip_are_both_told() -> None:
    found = told([*ORDINARY, "1", "1"])
    assert [f.unit for f in found] == ["单位13", "单位14"]
    assert {f.code for f in found} == {"value-scale"}


def test_there_is_always_a_largest_and_it_is_told_only_beyond_a_gap() -> None:
    tailed = ("90", "95", "100", "100", "105", "110", "115", "120", "130", "200", "350", "560")
    assert told([*tailed, "900"]) == []
    (found,) = told([*tailed, "1800"])
    assert found.code == "value-outlier"


# ── what is not ──────────────────────────────────────────────────────────────────────────


def test_fewer_than_six_peers_tell_only_what_no_difference_of_kind_explains() -> None:
    assert told([*["100"] * (LEAST_PEERS - 1), "99900"]) == []
    assert [f.unit for f in told([*["100"] * (LEAST_PEERS - 1), "100000"])] == ["单位5"]
    assert told(["100"] * 3) == []
    assert told(["100", "1000000"]) == []
    assert len(told([*["100"] * LEAST_PEERS, "99900"])) == 1


def test_of_three_units_only_the_one_that_differs_is_told() -> None:
    (found,) = told(["300", "400", "13800000000"])
    assert found.place.file == "2.xlsx"


def test_zeros_blanks_and_figures_that_are_not_exact_are_no_peers() -> None:
    nobody: tuple[Typed, ...] = ("0", ("", Status.MISSING), ("", Status.NOT_APPLICABLE))
    about: Typed = ("100", Status.ABOUT)
    assert told([*["100"] * (LEAST_PEERS - 1), *nobody, about, "99900"]) == []


MONEY = Indicator("投入经费", "万元", ValueType.DECIMAL)


def test_a_slip_in_a_small_category_is_seen_beside_all_other_units() -> None:
    towns = [
        report(n, v, MONEY, "乡镇") for n, v in enumerate(("0.4", "0.8", "1.1", "1.2", "2.35"))
    ]
    companies = [report(n, v, MONEY, "局属单位") for n, v in ((10, "0.9"), (11, "1.5"))]
    one, other = report(12, "12000", MONEY, "局属单位"), report(13, "8000", MONEY, "局属单位")
    (found,) = outliers([MONEY], [*towns, *companies, one])
    assert (found.code, found.unit, found.found) == ("value-scale", "单位12", "12000万元")
    assert "其他 7 家" in found.message
    both = list(outliers([MONEY], [*towns, *companies, one, other]))
    assert [f.unit for f in both] == ["单位12", "单位13"]


def test_a_small_category_whose_units_are_all_of_another_size_is_left_alone() -> None:
    stations = [report(n, "50", LEAFLETS, "卫生站") for n in range(8)]
    hospitals = [report(n, "60000", LEAFLETS, "医院") for n in range(10, 13)]
    assert list(outliers([LEAFLETS], [*stations, *hospitals])) == []


def test_each_category_is_judged_by_itself_however_it_is_spelled() -> None:
    hospitals = [report(n, "50000", LEAFLETS, "医院（一）") for n in range(4)]
    hospitals += [report(n, "50000", LEAFLETS, "医院(一)") for n in range(4, 7)]
    stations = [report(n, "50", LEAFLETS, "卫生站") for n in range(10, 17)]
    assert list(outliers([LEAFLETS], [*hospitals, *stations])) == []
    lost = report(20, "50", LEAFLETS, "医院（一）")
    (found,) = outliers([LEAFLETS], [*hospitals, *stations, lost])
    assert found.unit == "单位20"


@pytest.mark.parametrize(
    "values",
    [
        "1 1 1 1 1 1 12",  # so few that a difference is no slip
        "2 2 2 2 2 2 3 4 19",
        "100 100 100 100 100 100 100 599",
        "1200 2950 3050 5200 5700 5700 6800 6900 7050 20000",
        "540 600 600 880 1000 1260 1300 1300 1420 1480 1480 1600 1700 2100 2400",
        "30 80 200 500 1500 4000 9000 20000",  # no two alike
        "1 10 100 1000 10000 100000 1000000",
        "100 100 100 100 100 100 100 11",
    ],
)
def test_an_ordinary_spread_gives_no_alarm(values: str) -> None:
    assert told(values.split()) == []


@pytest.mark.parametrize(
    "indicator",
    [
        Indicator("满意率", "%", ValueType.PERCENT, Aggregation.NONE),
        Indicator("比重", "％", ValueType.DECIMAL, Aggregation.NONE),
    ],
)
def test_a_percentage_is_told_only_if_it_is_a_ratio_typed_as_one(indicator: Indicator) -> None:
    usual = ["0.78", "0.8", "0.8", "0.82", "0.83", "0.85", "0.85"]
    assert told([*usual, "0.02"], indicator) == []
    for others in (usual, usual[:3]):
        (found,) = told([*others, "0.008"], indicator)
        assert (found.code, found.found) == ("value-scale", "0.8%")
        assert "“%”和“小数”" in found.message
    assert [f.code for f in told([*usual, "0.0001"], indicator)] == ["value-outlier"]


def test_what_is_no_quantity_anyway_is_not_told_twice() -> None:
    reports = [report(n, value, LEAFLETS) for n, value in enumerate([*ORDINARY, "13800138000"])]
    place = reports[-1].figures["发放资料"].sources[0].place("发放资料")
    known = [finding("cell-implausible", place, found="13800138000")]
    assert len(list(outliers([LEAFLETS], reports))) == 1
    assert list(outliers([LEAFLETS], reports, told=known)) == []


# ── in the whole check ───────────────────────────────────────────────────────────────────


def submission(number: int, text: str) -> Submission:
    file = f"收件/{number}.xlsx"
    ref = CellRef(file, "填报表", "D6")
    cell = Cell(ref, LEAFLETS.label, CellKind.TEXT, text)
    unit = f"单位{number}"
    return Submission(file, file, unit, CellRef(file, "填报表", "C3"), {LEAFLETS.label: cell})


SENT = tuple(submission(n, text) for n, text in enumerate((*ORDINARY, "1", "1O0")))
FILES = tuple(one.file for one in SENT)
BRIEF = Brief("b.xlsx", "k", Elements(), {}, (LEAFLETS,))


def test_a_figure_out_of_proportion_marks_its_file_and_still_counts() -> None:
    checked = check(BRIEF, Received(SENT, FILES))
    assert [(f.code, f.unit) for f in checked.findings] == [
        ("value-scale", "单位13"),
        ("cell-not-number", "单位14"),
    ]
    assert checked.files[13].status is FileStatus.WARNED
    assert "单位13" in [report.unit.name for report in checked.reports]


@given(st.permutations(SENT))
def test_the_order_of_the_files_changes_nothing(sent: list[Submission]) -> None:
    units = tuple(Unit(one.unit) for one in SENT)
    whole = replace(BRIEF, units=units)
    expected = check(whole, Received(SENT, FILES))
    assert check(whole, Received(tuple(sent), FILES)) == expected


# ── properties ───────────────────────────────────────────────────────────────────────────

values = st.lists(st.integers(20, 10**7).map(str), min_size=4, max_size=20)


@given(values, st.permutations(range(20)))
def test_the_order_of_the_units_changes_nothing(typed: list[str], order: list[int]) -> None:
    reports = [report(n, value, LEAFLETS) for n, value in enumerate(typed)]
    shuffled = [reports[n] for n in order if n < len(reports)]
    first = sorted(outliers([LEAFLETS], reports), key=lambda f: f.unit)
    assert sorted(outliers([LEAFLETS], shuffled), key=lambda f: f.unit) == first


@given(values, st.decimals(1, 1000, places=2, allow_nan=False, allow_infinity=False))
def test_what_is_out_of_proportion_is_so_in_any_measure(typed: list[str], scale: Decimal) -> None:
    scaled = [f"{Decimal(value) * scale:f}" for value in typed]
    first, second = told(typed), told(scaled)
    assert [(f.code, f.unit) for f in first] == [(f.code, f.unit) for f in second]


@given(values, st.integers(20, 10**7))
def test_nothing_within_a_few_times_the_median_is_told(typed: list[str], value: int) -> None:
    others = sorted(map(int, typed))
    middle = (others[(len(others) - 1) // 2] + others[len(others) // 2]) / Decimal(2)
    is_told = f"单位{len(typed)}" in [f.unit for f in told([*typed, str(value)])]
    assert not is_told or not middle / LEAST_PART <= value <= middle * LEAST_TIMES
