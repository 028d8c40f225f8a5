"""A total far from that of the period before wants a reason, where the two can be compared."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest
from msgspec.structs import replace

from make_docx.figures import total
from make_docx.findings import Finding, Severity
from make_docx.model import (
    Aggregation,
    Brief,
    CellRef,
    Checked,
    Elements,
    Figure,
    Indicator,
    PreviousFigure,
    Status,
    Unit,
    UnitReport,
    ValueType,
)

LEAFLETS = Indicator("发放资料", "份")
MONEY = Indicator("经费", "万元", ValueType.DECIMAL)
DONE, TAKEN = Indicator("办结", "件"), Indicator("受理", "件")
RATE = Indicator(
    "办结率", "%", ValueType.PERCENT, Aggregation.RATE, numerator="办结", denominator="受理"
)
REF = CellRef("公文要素.xlsx", "上期数据", "B5")


def figure(indicator: Indicator, text: str, status: Status = Status.EXACT) -> Figure:
    value = Decimal(text) if text else None
    ref = CellRef("甲局.xlsx", "填报表", "D5")
    return Figure(indicator.label, value, indicator.unit, status, (ref,))


def told(
    before: str,
    now: str,
    indicator: Indicator = LEAFLETS,
    *,
    tolerance: str = "",
    status: Status = Status.EXACT,
    blank: Sequence[Indicator] = (),
    missing: int = 0,
    rejected: int = 0,
) -> list[Finding]:
    limit = Decimal(tolerance) if tolerance else None
    indicators = (indicator, DONE, TAKEN)
    brief = Brief(
        "公文要素.xlsx",
        "k",
        Elements(),
        {},
        indicators,
        previous=(PreviousFigure(indicator.label, Decimal(before), REF, limit),),
    )
    figures = {DONE.label: figure(DONE, "60"), TAKEN.label: figure(TAKEN, "100")}
    figures |= {indicator.label: figure(indicator, now, status)} if indicator.is_asked else {}
    reports = [UnitReport(Unit("甲局"), "甲局.xlsx", figures)]
    if blank:
        none = {i.label: figure(i, "", Status.MISSING) for i in blank}
        reports.append(UnitReport(Unit("乙局"), "乙局.xlsx", figures | none))
    late = tuple(Unit(f"缺{n}") for n in range(missing))
    bad = tuple(Unit(f"退{n}") for n in range(rejected))
    expected = (*(report.unit for report in reports), *late, *bad)
    found = total(brief, Checked(expected=expected, reports=tuple(reports), missing=late)).findings
    return [f for f in found if f.code == "total-jump"]


@pytest.mark.parametrize(
    ("before", "now", "is_told"),
    [
        ("1000", "1300", False),
        ("1000", "1301", True),
        ("1000", "700", False),
        ("1000", "699", True),
        ("1000", "0", True),
        ("0", "50", True),
        ("0", "9", False),
        ("0", "0", False),
        ("3", "5", False),
        ("8", "17", False),
        ("20", "30", True),
        ("100", "109", False),
    ],
)
def test_more_than_three_tenths_up_or_down_is_told_but_not_of_a_few(
    before: str, now: str, is_told: bool
) -> None:
    assert len(told(before, now)) == is_told


def test_the_finding_is_at_the_figure_before_and_says_both_and_the_change() -> None:
    (found,) = told("120000", "198650")
    assert (found.place.sheet, found.place.cell, found.place.label) == (
        "上期数据",
        "B5",
        "发放资料",
    )
    assert (found.severity, found.needs_reason) == (Severity.WARN, True)
    assert (found.found, found.expected) == ("198650份", "120000份")
    assert "增加 65.5%" in found.message
    assert "减少 65.5%" in told("198650", "68534")[0].message


def test_from_nothing_the_change_is_said_in_figures() -> None:
    assert "增加 23920份" in told("0", "23920")[0].message


def test_the_clerk_can_widen_or_narrow_what_is_let_pass() -> None:
    assert told("1000", "1900", tolerance="1") == []
    assert len(told("1000", "2100", tolerance="1")) == 1
    assert len(told("1000", "1101", tolerance="0.1")) == 1
    assert len(told("1000", "1010", tolerance="0")) == 1
    assert told("1000", "1000", tolerance="0") == []


def test_nothing_is_said_while_reports_are_missing_or_rejected() -> None:
    assert told("1000", "3000", missing=1) == []
    assert told("1000", "3000", rejected=1) == []


def test_nothing_is_said_of_what_a_unit_has_left_blank() -> None:
    assert told("1000", "3000", blank=[LEAFLETS]) == []
    assert len(told("1000", "3000", blank=[DONE])) == 1
    assert told("0.3", "", RATE, blank=[DONE]) == []


def test_nothing_is_said_where_there_is_no_total() -> None:
    assert told("1000", "", status=Status.NOT_APPLICABLE) == []
    assert told("1000", "3000", replace(LEAFLETS, aggregation=Aggregation.NONE)) == []


def test_a_total_that_is_only_about_is_asked_after_all_the_same() -> None:
    (found,) = told("1000", "3000", status=Status.ABOUT)
    assert found.found == "约3000份"


def test_a_rate_is_compared_from_five_points_on() -> None:
    (found,) = told("0.4", "", RATE)  # it is 60% now
    assert (found.found, found.expected) == ("60%", "40%")
    assert told("0.58", "", RATE, tolerance="0") == []
    assert len(told("0.54", "", RATE, tolerance="0.1")) == 1


def test_of_tens_of_thousands_no_change_is_a_small_one() -> None:
    assert len(told("2.5", "4.5", MONEY)) == 1
    assert told("2.5", "4.5", replace(MONEY, unit="元")) == []
