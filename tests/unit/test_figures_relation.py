"""A unit's own figures have to go together as the 勾稽关系 say, where that is certain."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from make_docx.figures import check
from make_docx.figures.relation import breaches
from make_docx.figures.rule import rules_of
from make_docx.findings import Finding, Severity
from make_docx.model import (
    Aggregation,
    Brief,
    Cell,
    CellKind,
    CellRef,
    Elements,
    FileStatus,
    Indicator,
    Received,
    Submission,
    Unit,
    ValueType,
)
from make_docx.relations import Comparison, Label, Negative, Number, Operation, Relation, Term

ANSWERED = Indicator("解答", "件")
RECEIVED = Indicator("接待", "人次")
MORNING, AFTERNOON = Indicator("上午", "场"), Indicator("下午", "场")
MONEY = Indicator("经费", "万元", ValueType.DECIMAL)
RATE = Indicator("满意率", "%", ValueType.PERCENT, Aggregation.NONE)
COMPUTED = Indicator(
    "办结率", "%", ValueType.PERCENT, Aggregation.RATE, numerator="解答", denominator="接待"
)
ALL = (ANSWERED, RECEIVED, MORNING, AFTERNOON, MONEY, RATE, COMPUTED)


def submission(values: Mapping[str, str], unit: str = "甲局") -> Submission:
    file = f"收件/{unit}.xlsx"
    cells = {
        label: Cell(
            CellRef(file, "填报表", f"D{row}"),
            label,
            CellKind.TEXT if text else CellKind.BLANK,
            text,
        )
        for row, (label, text) in enumerate(values.items(), start=5)
    }
    return Submission(file, file, unit, CellRef(file, "填报表", "C3"), cells)


def brief(relation: str, *, of: Indicator, asked: Sequence[str] = ()) -> Brief:
    parts = (of.numerator, of.denominator)
    kept = [i for i in ALL if i.label in (*asked, *parts, of.label)]
    indicators = tuple(
        replace(i, relation=relation if i.label == of.label else "", required=False) for i in kept
    )
    return Brief("b.xlsx", "k", Elements(), {}, indicators, (Unit("甲局"), Unit("乙局")))


def judged(relation: str, *, of: Indicator = ANSWERED, **typed: str) -> list[Finding]:
    """What is told of the relations of one unit."""
    one = submission(typed)
    checked = check(brief(relation, of=of, asked=tuple(typed)), Received((one,), (one.file,)))
    return [f for f in checked.findings if f.code.startswith("relation-")]


def codes(relation: str, *, of: Indicator = ANSWERED, **typed: str) -> list[str]:
    return [f.code for f in judged(relation, of=of, **typed)]


BROKEN = ["relation-broken"]

# ── a breach ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("relation", "kept", "broken"),
    [
        ("≤ 接待", ("9", "10"), ("11",)),
        ("≥ 接待", ("10", "11"), ("9",)),
        ("< 接待", ("9",), ("10", "11")),
        ("> 接待", ("11",), ("9", "10")),
        ("= 接待", ("10",), ("9", "11")),
        ("≠ 接待", ("9", "11"), ("10",)),
        ("= 接待 × 2 - 5", ("15",), ("14",)),
        ("≤ 50% × 接待", ("5",), ("6",)),
        ("≥ (接待 - 4) ÷ 3", ("2",), ("1",)),
        ("≥ -5", ("0",), ()),
    ],
)
def test_a_relation_is_kept_or_broken(
    relation: str, kept: Sequence[str], broken: Sequence[str]
) -> None:
    for typed in kept:
        assert codes(relation, 解答=typed, 接待="10") == []
    for typed in broken:
        assert codes(relation, 解答=typed, 接待="10") == BROKEN


def test_a_breach_is_at_the_cell_of_its_row_and_says_both_sides() -> None:
    (found,) = judged("≤ 接待", 接待="10", 解答="12")
    place = (found.place.file, found.place.sheet, found.place.cell, found.place.label)
    assert place == ("收件/甲局.xlsx", "填报表", "D6", "解答")
    assert (found.severity, found.unit) == (Severity.ERROR, "甲局")
    assert found.found == "12件 > 10人次"
    assert found.expected == "【解答】 ≤ 【接待】"
    assert found.found in found.message
    assert found.expected in found.message


def test_a_longer_side_is_shown_with_its_parts_and_their_result() -> None:
    (found,) = judged("= 上午 + 2 × (下午 - 1)", 解答="12", 上午="5", 下午="4")
    assert "12件 ≠ 5场 + 2 × （4场 - 1）（11）" in found.message


def test_numbers_that_look_like_a_phone_are_masked_in_the_message_too() -> None:
    (found,) = judged("≤ 接待", 解答="13800138000", 接待="10")
    assert "13800138000" not in found.message + found.found


def test_a_breach_rejects_the_report_and_the_other_units_count() -> None:
    wrong = submission({"解答": "12", "接待": "10"})
    right = submission({"解答": "9", "接待": "10"}, "乙局")
    received = Received((wrong, right), (wrong.file, right.file))
    checked = check(brief("≤ 接待", of=ANSWERED, asked=("接待",)), received)
    assert [report.unit.name for report in checked.reports] == ["乙局"]
    assert [record.status for record in checked.files] == [
        FileStatus.REJECTED,
        FileStatus.ACCEPTED,
    ]
    assert checked.missing == ()


def test_a_breach_that_is_only_asked_about_is_a_warning_that_needs_a_reason() -> None:
    one = submission({"解答": "12", "接待": "10"})
    received = Received((one,), (one.file,))
    checked = check(brief("核实：≤ 接待", of=ANSWERED, asked=("接待",)), received)
    (found,) = [f for f in checked.findings if f.code.startswith("relation")]
    assert (found.code, found.severity, found.needs_reason) == (
        "relation-doubtful",
        Severity.WARN,
        True,
    )
    assert len(checked.reports) == 1


def test_every_relation_of_a_row_is_judged_and_none_twice() -> None:
    found = codes("≤ 接待；核实：≤ 5；≥ 1；≠ 12", 解答="12", 接待="10")
    assert sorted(found) == ["relation-broken", "relation-broken", "relation-doubtful"]


# ── what says nothing ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("nothing", ["", "/", "不适用"])
def test_what_is_blank_or_not_applicable_counts_as_nothing(nothing: str) -> None:
    assert codes("≤ 接待", 解答=nothing, 接待="10") == []
    assert codes("= 接待 + 上午", 解答="10", 接待="10", 上午=nothing) == []
    assert codes("= 接待 + 上午", 解答=nothing, 接待=nothing, 上午=nothing) == []
    assert codes("≥ 1", 解答=nothing) == []


@pytest.mark.parametrize("nothing", ["", "/", "不适用"])
def test_what_would_not_go_together_in_the_totals_without_it_is_asked_about(nothing: str) -> None:
    half = ["relation-half"]
    assert codes("= 接待 + 上午", 解答=nothing, 接待="2", 上午="1") == half
    assert codes("= 接待 + 上午", 解答="5", 接待=nothing, 上午="1") == half
    assert codes("> 接待", 解答="0", 接待=nothing) == half
    assert codes("≤ 接待", 解答="30", 接待=nothing) == half
    assert codes("≤ 接待 ÷ 上午", 解答="30", 接待=nothing, 上午="2") == []


def test_a_relation_with_half_its_terms_says_which_are_missing_at_a_cell_that_there_is() -> None:
    (found,) = judged("= 接待 + 上午", 解答="", 接待="2", 上午="/")
    assert (found.severity, found.needs_reason, found.unit) == (Severity.WARN, True, "甲局")
    assert (found.place.cell, found.place.label) == ("D6", "解答")
    assert found.expected == "【解答】 = 【接待】 + 【上午】"
    assert "“上午”、“解答”没有数" in found.message


def test_zero_is_a_number_like_any_other() -> None:
    assert codes("≤ 接待", 解答="12", 接待="无") == BROKEN
    assert codes("≤ 接待", 解答="0", 接待="0") == []


def test_a_cell_that_cannot_be_read_is_told_once_and_not_compared() -> None:
    one = submission({"解答": "1O0", "接待": "10"})
    received = Received((one,), (one.file,))
    checked = check(brief("≤ 接待", of=ANSWERED, asked=("接待",)), received)
    assert [f.code for f in checked.findings if f.place.file] == [
        "cell-not-number",
        "unit-missing",
    ]


def test_a_quotient_by_zero_is_noted_and_breaks_nothing() -> None:
    (found,) = judged("= 接待 ÷ 上午", 解答="12", 接待="10", 上午="0")
    assert (found.code, found.severity, found.place.cell) == (
        "relation-undefined",
        Severity.NOTE,
        "D5",
    )
    assert codes("= 接待 ÷ 上午", 解答="12", 接待="0", 上午="0") == ["relation-undefined"]


@pytest.mark.parametrize(
    ("relation", "answered", "received", "is_broken"),
    [
        ("≤ 接待", "200余", "250", False),  # 余: it was more than 200 before, and no more than 250
        ("≤ 接待", "200余", "199", True),
        ("≤ 接待", "260", "200余", False),  # 200余 may be 260
        ("≤ 接待", "401", "200余", True),  # and is not twice 200
        ("≤ 接待", "260", "近260", False),
        ("≤ 接待", "261", "近260", True),
        ("≥ 接待", "近260", "250", False),
        ("≥ 接待", "近260", "261", True),
        ("≤ 接待", "约300", "200", False),
        ("≤ 接待", "约300", "149", True),
        ("= 接待", "约300", "200", False),
        ("= 接待", "200余", "199", True),
        ("≠ 接待", "约200", "200", False),
        ("= 接待 + 1", "约300", "1000", True),
    ],
)
def test_what_is_not_exact_breaks_only_what_it_is_sure_to_break(
    relation: str, answered: str, received: str, is_broken: bool
) -> None:
    assert codes(relation, 解答=answered, 接待=received) == BROKEN * is_broken


# ── rounding ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("typed", "is_broken"),
    [
        ("98.5%", False),
        ("98%", True),  # 97.5% to 98.5%, and it is a hair more
        ("99%", False),
        ("98.51%", False),
        ("98.4%", True),
        ("98.52%", True),
        ("98.5075%", False),
        ("100%", True),
    ],
)
def test_a_typed_percentage_equals_its_parts_at_the_digits_typed(
    typed: str, is_broken: bool
) -> None:
    relation = "= 解答 ÷ 接待"
    assert codes(relation, of=RATE, 满意率=typed, 解答="132", 接待="134") == BROKEN * is_broken


def test_shares_that_were_rounded_may_miss_a_hundred_by_their_rounding() -> None:
    third = replace(RATE, label="甲占比")
    rows = (third, replace(RATE, label="乙占比"), replace(RATE, label="丙占比"))
    rules = rules_of([replace(third, relation="= 100% - 乙占比 - 丙占比"), *rows[1:]])
    received = submission({"甲占比": "33.3%", "乙占比": "33.3%", "丙占比": "33.3%"})
    whole = Brief("b.xlsx", "k", Elements(), {}, tuple(rows), (Unit("甲局"),))
    (report,) = check(whole, Received((received,), (received.file,))).reports
    assert list(breaches(rules, report.figures)) == []


def test_a_sum_of_decimals_is_right_to_the_digit_and_a_quotient_at_those_typed() -> None:
    typed = {"接待": "3", "上午": "2"}
    assert codes("= 接待 × 4 + 0.5", of=MONEY, 经费="12.5", **typed) == []
    assert codes("= 接待 × 4 + 0.5", of=MONEY, 经费="12.6", **typed) == BROKEN
    assert codes("= 上午 ÷ 接待", of=MONEY, 经费="0.67", **typed) == []
    assert codes("= 上午 ÷ 接待", of=MONEY, 经费="0.66", **typed) == BROKEN


def test_a_count_equals_a_quotient_when_rounded_and_is_compared_as_it_is() -> None:
    assert codes("= 接待 ÷ 2", 解答="3", 接待="5") == []
    assert codes("= 接待 ÷ 2", 解答="4", 接待="5") == BROKEN
    assert codes("≤ 接待 ÷ 2", 解答="3", 接待="5") == BROKEN
    assert codes("≤ 50% × 接待", 解答="3", 接待="5") == BROKEN


def test_a_quotient_that_does_not_end_comes_back_when_it_is_multiplied() -> None:
    assert codes("= 接待 ÷ 3 × 3", 解答="10", 接待="10") == []
    assert codes("≥ 接待 ÷ 3 × 3", 解答="10", 接待="10") == []
    assert codes("< 接待 ÷ 3 × 3", 解答="10", 接待="10") == BROKEN


def test_a_rate_that_nobody_types_is_judged_by_its_parts_at_the_cell_of_the_upper_one() -> None:
    (found,) = judged("≥ 90%", of=COMPUTED, 解答="8", 接待="10")
    assert (found.place.cell, found.place.label) == ("D5", "办结率")
    assert "8件 ÷ 10人次（80%） < 90%" in found.message
    assert codes("≥ 80%", of=COMPUTED, 解答="8", 接待="10") == []
    assert codes("≥ 90%", of=COMPUTED, 解答="8", 接待="/") == []


def test_a_rate_without_its_parts_is_no_rule() -> None:
    assert rules_of([replace(COMPUTED, relation="≥ 90%"), RECEIVED]) == ()


def test_a_list_without_relations_has_no_rules() -> None:
    assert rules_of(ALL) == ()


# ── properties ───────────────────────────────────────────────────────────────────────────

LABELS = ("甲", "乙", "丙")
numbers = st.decimals(0, 10**9, places=3, allow_nan=False, allow_infinity=False)
terms = st.recursive(
    st.sampled_from(LABELS).map(Label)
    | st.integers(1, 50).map(lambda n: Number(Decimal(n)))
    | numbers.map(Number),
    lambda inner: (
        st.builds(Negative, inner) | st.builds(Operation, st.sampled_from("+-×÷"), inner, inner)
    ),
    max_leaves=6,
)
RECKON: Mapping[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "×": lambda a, b: a * b,
    "÷": lambda a, b: a / b,
}
COMPARE: Mapping[Comparison, Callable[[Fraction, Fraction], bool]] = {
    Comparison.AT_MOST: lambda a, b: a <= b,
    Comparison.AT_LEAST: lambda a, b: a >= b,
    Comparison.BELOW: lambda a, b: a < b,
    Comparison.ABOVE: lambda a, b: a > b,
    Comparison.EQUAL: lambda a, b: a == b,
    Comparison.UNEQUAL: lambda a, b: a != b,
}


def reckoned(term: Term, values: Mapping[str, Fraction]) -> Fraction:
    match term:
        case Label(name):
            return values[name]
        case Number(value):
            return Fraction(value)
        case Negative(operand):
            return -reckoned(operand, values)
        case Operation(sign, left, right):
            return RECKON[sign](reckoned(left, values), reckoned(right, values))


@given(
    terms,
    st.sampled_from(Comparison),
    terms,
    st.tuples(*[st.integers(0, 60).map(Decimal) | numbers] * 3),
)
def test_relations_are_judged_as_a_straightforward_reckoner_does(
    left: Term, comparison: Comparison, right: Term, typed: tuple[Decimal, ...]
) -> None:
    relation = Relation(Operation("+", Label("甲"), left), comparison, right)
    indicators = [Indicator(label, "件", ValueType.DECIMAL, minimum=Decimal(0)) for label in LABELS]
    indicators[0] = replace(indicators[0], relation=str(relation))
    (rule,) = rules_of(indicators) or (None,)
    if rule is None:  # divided by a plain 0, which the reader refuses
        assert "÷ 0" in str(relation).replace("÷ 0.000", "÷ 0")
        return
    rule = replace(rule, rounded=frozenset())  # the numbers as they are
    values = {label: f"{value:f}" for label, value in zip(LABELS, typed, strict=True)}
    one = submission(values)
    whole = Brief("b.xlsx", "k", Elements(), {}, tuple(replace(i, relation="") for i in indicators))
    (report,) = check(whole, Received((one,), (one.file,))).reports
    told = [found.code for found in breaches([rule], report.figures)]
    fractions = {label: Fraction(value) for label, value in zip(LABELS, typed, strict=True)}
    try:
        first = reckoned(relation.left, fractions)
        second = reckoned(relation.right, fractions)
    except ZeroDivisionError:
        assert told == ["relation-undefined"]
        return
    assert told == ([] if COMPARE[comparison](first, second) else BROKEN)


SENT = tuple(
    submission({"解答": first, "接待": second}, unit)
    for unit, first, second in (("甲局", "12", "10"), ("乙局", "9", "10"), ("丙局", "10余", "4"))
)


@given(st.permutations(SENT))
def test_the_order_of_the_files_changes_nothing(sent: list[Submission]) -> None:
    whole = brief("≤ 接待", of=ANSWERED, asked=("接待",))
    whole = replace(whole, units=(*whole.units, Unit("丙局")))
    files = tuple(one.file for one in SENT)
    checked = check(whole, Received(tuple(sent), files))
    told = [(f.unit, f.found) for f in checked.findings if f.code == "relation-broken"]
    assert told == [("甲局", "12件 > 10人次"), ("丙局", "超10件 > 4人次")]
    assert checked == check(whole, Received(SENT, files))
