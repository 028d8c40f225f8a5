"""A total is compared with what it adds up, where that is plain; nothing is guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from make_docx.linter.usage.totals import Grid, totals

HEAD = ("序号", "单位", "横幅（条）", "资料（份）", "满意率（%）")


def wrong(grid: Grid) -> list[tuple[str, str, Decimal, Decimal]]:
    return [(t.label, t.head, t.shown, t.added) for t in totals(grid) if not t.is_right]


def test_a_total_that_is_the_sum_is_right() -> None:
    grid = (
        HEAD,
        ("1", "甲局", "2", "1,200", "98"),
        ("2", "乙局", "3", "0.5", "99"),
        ("", "合计", "5", "1,200.5", "98.6"),
    )

    assert [(t.head, t.is_right) for t in totals(grid)] == [
        ("横幅（条）", True),
        ("资料（份）", True),
    ]


def test_a_total_that_is_not_says_what_it_should_be() -> None:
    grid = (
        HEAD,
        ("1", "甲局", "2", "1", ""),
        ("2", "乙局", "3", "2", ""),
        ("", "合计", "6", "3", ""),
    )

    assert wrong(grid) == [("合计", "横幅（条）", Decimal(6), Decimal(5))]


def test_the_total_may_stand_above_its_parts() -> None:
    grid = (
        HEAD,
        ("合计", "合计", "6", "3", ""),
        ("1", "甲局", "2", "1", ""),
        ("2", "乙局", "3", "2", ""),
    )

    assert wrong(grid) == [("合计", "横幅（条）", Decimal(6), Decimal(5))]


@pytest.mark.parametrize("first", [False, True], ids=["小计 behind", "小计 before"])
def test_subtotals_are_checked_with_the_rows_of_their_group(first: bool) -> None:
    groups = [
        [("1", "甲局", "2"), ("2", "乙局", "3"), ("", "机关小计", "5")],
        [("3", "丙乡", "4"), ("4", "丁乡", "6"), ("", "乡镇小计", "11")],
    ]
    rows = [row for group in groups for row in ([group[-1], *group[:-1]] if first else group)]
    grid = (HEAD[:3], *rows, ("", "合计", "15"))

    assert wrong(grid) == [("乡镇小计", "横幅（条）", Decimal(11), Decimal(10))]


def test_a_row_that_stands_alone_in_its_group_is_in_no_subtotal() -> None:
    grid = (
        HEAD[:4],
        ("1", "机关", "7", "1"),
        ("2", "甲局", "2", "4"),
        ("3", "乙局", "3", "5"),
        ("", "县直小计", "5", "8"),
        ("4", "丙乡", "4", "6"),
        ("", "合计", "16", "16"),
    )

    assert wrong(grid) == [("县直小计", "资料（份）", Decimal(8), Decimal(9))]


def test_what_did_not_report_adds_nothing() -> None:
    grid = (
        HEAD[:3],
        ("1", "甲局", "2"),
        ("2", "乙局", "未报"),
        ("3", "丙局", "/"),
        ("4", "丁局", "3"),
        ("", "合计", "5"),
    )

    assert [(t.shown, t.is_right) for t in totals(grid)] == [(Decimal(5), True)]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(
            [("甲局", "600余"), ("乙局", "3"), ("合计", "603")], id="an estimate among them"
        ),
        pytest.param([("甲局", "7"), ("乙局", "3"), ("合计", "7")], id="the highest is told"),
        pytest.param([("甲局", "33"), ("乙局", "33"), ("合计", "33")], id="the same everywhere"),
        pytest.param([("甲局", "2"), ("乙局", "3")], id="no total"),
        pytest.param([("甲局", "2"), ("合计", "3"), ("乙局", "3"), ("合计", "4")], id="two totals"),
        pytest.param([("甲局", "2"), ("其中：一科", "1"), ("乙局", "3"), ("合计", "5")], id="其中"),
        pytest.param(
            [("一、机关", "5"), ("1.甲局", "3"), ("2.乙局", "2"), ("合计", "5")], id="levels"
        ),
        pytest.param(
            [("机关", "9"), ("　甲局", "5"), ("　乙局", "4"), ("合计", "9")], id="indented"
        ),
        pytest.param([("机关", "9"), ("甲局", "5"), ("乙局", "4"), ("合计", "9")], id="twice"),
        pytest.param([("甲局", "2"), ("乙局", "3"), ("平均", "2.5"), ("合计", "5")], id="平均"),
        pytest.param(
            [("栏次", "1"), ("甲局", "2"), ("乙局", "3"), ("合计", "5")], id="numbers of columns"
        ),
    ],
)
def test_what_may_be_no_sum_raises_no_alarm(rows: list[tuple[str, str]]) -> None:
    assert wrong((("单位", "横幅（条）"), *rows)) == []


@pytest.mark.parametrize("head", ["满意率", "占比", "单价（元）", "人均收入", "得分", "同比增长"])
def test_rates_and_prices_are_not_added_up(head: str) -> None:
    assert totals((("单位", head), ("甲局", "2"), ("乙局", "3"), ("合计", "4"))) == ()


def test_two_halves_side_by_side_are_not_added_up() -> None:
    head = ("单位", "横幅", "单位", "横幅")

    assert totals((head, ("甲局", "2", "丙局", "4"), ("乙局", "3", "合计", "9"))) == ()


@given(st.lists(st.lists(st.text("1２合计小其中,.-/ 　年%率", max_size=6), max_size=5), max_size=8))
def test_no_table_breaks_the_check(grid: list[list[str]]) -> None:
    for total in totals(grid):
        assert total.row < len(grid)


@given(st.lists(st.decimals(-10000, 10000, places=2), min_size=2, max_size=30))
def test_the_sum_of_any_exact_numbers_is_right(values: list[Decimal]) -> None:
    rows = [(f"第{n}局", str(value)) for n, value in enumerate(values)]

    grid = (("单位", "数量"), *rows, ("合计", str(sum(values))))

    assert all(total.is_right for total in totals(grid))


def test_figures_that_look_like_years_are_figures_under_the_head() -> None:
    grid = (("单位", "人数"), ("甲局", "300"), ("乙局", "2000"), ("合计", "2300"))
    assert [(t.shown, t.is_right) for t in totals(grid)] == [(Decimal(2300), True)]
