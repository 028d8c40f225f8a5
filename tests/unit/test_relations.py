"""勾稽关系 as clerks write it: what it means, and what is said when it means nothing."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from make_docx.indicator_rules import faults_of
from make_docx.model import Aggregation, Indicator, ValueType
from make_docx.relations import (
    Comparison,
    Label,
    Negative,
    Number,
    Operation,
    Relation,
    RelationFault,
    RelationReader,
    Term,
)

ANSWERED = Indicator("解答群众问题", "件")
INDICATORS = (
    ANSWERED,
    Indicator("接待群众咨询", "人次"),
    Indicator("接待", "人次"),
    Indicator("上午场次", "场"),
    Indicator("下午-场次（含）", "场"),
    Indicator("3岁以下", "人"),
    Indicator("A/B", "个"),
    Indicator("满意率", "%", ValueType.PERCENT, Aggregation.NONE),
    Indicator("做法", "", ValueType.TEXT, Aggregation.NONE),
)


def read(
    text: str, indicator: Indicator = ANSWERED, indicators: Sequence[Indicator] = INDICATORS
) -> tuple[tuple[Relation, ...], tuple[RelationFault, ...]]:
    return RelationReader(indicators).read(replace(indicator, relation=text))


def meaning(text: str) -> str:
    ((relation,), faults) = read(text)
    assert faults == ()
    return str(relation)


def fault(text: str, indicator: Indicator = ANSWERED) -> RelationFault:
    relations, (found,) = read(text, indicator)
    assert relations == ()
    return found


# ── what can be written ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("sign", "written"),
    [
        ("≤", "≤ ≦ <= =< ＜＝ 不大于 不超过 不多于 不高于 小于等于 小于或等于"),
        ("≥", "≥ ≧ >= => ＞＝ 不小于 不少于 不低于 大于等于 大于或等于"),
        ("<", "< ＜ 小于 少于 低于"),
        (">", "> ＞ 大于 多于 超过 高于"),
        ("=", "= ＝ == 等于"),
        ("≠", "≠ <> != ＜＞ ！＝ 不等于"),
    ],
)
def test_every_spelling_of_a_comparison_is_understood(sign: str, written: str) -> None:
    for spelling in written.split():
        for text in (f"{spelling}接待群众咨询", f"{spelling} 【接待群众咨询】"):
            assert meaning(text) == f"【解答群众问题】 {sign} 【接待群众咨询】"


@pytest.mark.parametrize(
    ("written", "term"),
    [
        ("= 上午场次 + 下午-场次（含）", "【上午场次】 + 【下午-场次（含）】"),
        ("=上午场次＋【下午－场次(含)】", "【上午场次】 + 【下午-场次（含）】"),
        ("= 接待 － 3岁以下 * 2", "【接待】 - 【3岁以下】 × 2"),
        ("= A/B／２", "【A/B】 ÷ 2"),
        ("= （接待 - 上午场次）× 50％", "(【接待】 - 【上午场次】) × 50%"),
        ("= 接待 - (上午场次 - 1,000.5)", "【接待】 - (【上午场次】 - 1000.5)"),
        ("= ((接待))", "【接待】"),
        ("= 接 待　群众 咨询", "【接待群众咨询】"),
        ("= -5", "-5"),
        ("= -(接待 + 1)", "-(【接待】 + 1)"),
        ("= 接待÷上午场次÷2", "【接待】 ÷ 【上午场次】 ÷ 2"),
        ("= 接待÷(上午场次÷2)", "【接待】 ÷ (【上午场次】 ÷ 2)"),
    ],
)
def test_the_four_operations_bind_as_in_school(written: str, term: str) -> None:
    assert meaning(written) == f"【解答群众问题】 = {term}"


def test_a_bare_label_is_the_longest_that_fits() -> None:
    assert meaning("≤ 接待群众咨询").endswith("【接待群众咨询】")
    assert meaning("≤ 接待").endswith("【接待】")


def test_the_left_side_may_be_written_too() -> None:
    assert meaning("解答群众问题不大于接待") == meaning("≤ 接待")
    assert meaning("接待 ≥ 解答群众问题") == "【接待】 ≥ 【解答群众问题】"


def test_several_relations_stand_apart_by_semicolons_lines_or_stops() -> None:
    relations, faults = read("≤ 接待；核实：≥ 1\n≠ 5; 核实: < 100。")
    assert faults == ()
    assert [(str(r.comparison), r.asks) for r in relations] == [
        ("≤", False),
        ("≥", True),
        ("≠", False),
        ("<", True),
    ]


def test_a_cell_without_relations_has_neither_relations_nor_faults() -> None:
    for text in ("", " \n", "；；", "。"):
        assert read(text) == ((), ())


# ── faults ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "reason", "expected"),
    [
        ("≤ 接带群众咨询", "第 3 个字起的“接带群众咨询”不是指标，是不是“接待群众咨询”？", "指标"),
        ("≤ 接待群众", "第 3 个字起的“接待群众”不是指标，是不是“接待群众咨询”？", "指标"),
        ("≤ 【上午场地】", "第 3 个字起的“上午场地”不是指标，是不是“上午场次”？", "指标"),
        ("≤ 【】", "第 3 个字起的“【】”不是指标", "指标"),
        ("≤ 接待人次", "第 3 个字起的“接待人次”不是指标，是不是“接待”？", "指标"),
        ("≤ 做法", "第 3 个字起的“做法”的类型是文字，不能比大小", "指标"),
        ("≤ 100件", "第 3 个字起的“100件”不是一个数", "数"),
        ("≤ 2万", "第 3 个字起的“2万”不是一个数", "20000"),
        ("≤ ①", "第 3 个字起的“①”不是指标", "指标"),
        ("≤", "没有写完", "指标名称或数字"),
        ("核实：", "没有写完", "指标名称或数字"),
        ("= 接待 +", "没有写完", "指标名称或数字"),
        ("接待", "没有写完", "≤、≥、<、>、= 或 ≠"),
        ("= (接待 + 1", "没有写完", "右括号"),
        ("= 接待 + 1)", "第 9 个字起的“)”不能写在这里", "隔开下一条"),
        ("≤ 【接待", "第 3 个字起的“【”没有配对", "一对【】"),
        ("≤ 接待】", "第 5 个字起的“】”不能写在这里", "隔开下一条"),
        ("≤ ≤ 接待", "第 3 个字起的“≤”不能写在这里", "指标名称或数字"),
        ("1 ≤ 解答群众问题 ≤ 接待", "第 12 个字起的“≤”不能写在这里", "隔开下一条"),
        ("≤ 接待，≥ 1", "第 5 个字起的“，”不能写在这里", "“；”隔开下一条"),
        ("= 接待 ÷ 0.0", "第 8 个字起的除数是 0", "不是 0"),
        ("接待 ≥ 1", "“【接待】 ≥ 1”里没有本行的“解答群众问题”", "用到"),
        ("= 接待核实：", "第 3 个字起的“接待核实：”不是指标，是不是“接待”？", "指标"),
        (f"= {'(' * 21}1", "第 23 个字起的“(”不能写在这里", "20 层"),
        ("= " + "1 + " * 80 + "1", "有 323 个字", "300 个字"),
    ],
)
def test_a_fault_says_where_what_and_what_belongs_there(
    text: str, reason: str, expected: str
) -> None:
    found = fault(text)
    assert found.reason + found.hint == reason
    assert expected in found.expected


def test_every_faulty_relation_of_a_cell_is_told_and_the_sound_ones_are_read() -> None:
    relations, faults = read("≤ 甲乙；≥ 1；= 接待 +；< 9")
    assert [str(r.comparison) for r in relations] == ["≥", "<"]
    assert [f.reason[:4] for f in faults] == ["第 3 ", "没有写完"]


@pytest.mark.parametrize("text", ["≥ 90", "= 接待 ÷ 上午场次 × 100", "= 100 * (接待 ÷ 上午场次)"])
def test_a_percentage_is_not_compared_with_a_number_without_its_sign(text: str) -> None:
    rate = INDICATORS[7]
    assert "90%" in fault(text, rate).expected
    for sound in ("≥ 90%", "≥ 0.9", "= 接待 ÷ 上午场次", "≤ 1", "= 接待 ÷ 上午场次 × 100%"):
        assert read(sound, rate)[1] == ()


def test_a_text_has_no_relations() -> None:
    assert fault("≤ 接待", INDICATORS[8]).expected == "空着"


def test_the_list_of_indicators_tells_the_faults_of_its_relations() -> None:
    rows = (replace(ANSWERED, relation="≤ 甲；≥"), *INDICATORS[1:])
    assert [(f.index, f.field, f.code) for f in faults_of(rows)] == [
        (0, "relation", "relation-invalid"),
        (0, "relation", "relation-invalid"),
    ]


# ── properties ───────────────────────────────────────────────────────────────────────────

LABELS = [i.label for i in INDICATORS if i.value_type is ValueType.INTEGER]
SIGNS = "≤≥<>=≠+-－×＊÷/()（）【】；;\n。：:，,.%％ 0123456789１①½ａA不大小于等超过少低高核实"
SIGNS += "或\u200b\u0301{|}"

terms = st.recursive(
    st.sampled_from(LABELS).map(Label)
    | st.builds(Number, st.decimals(0, 10**6, places=3, allow_nan=False, allow_infinity=False))
    | st.integers(0, 500).map(lambda n: Number(Decimal(n).scaleb(-2), is_percent=True)),
    lambda inner: (
        st.builds(Negative, inner) | st.builds(Operation, st.sampled_from("+-×÷"), inner, inner)
    ),
    max_leaves=8,
)
relations = st.builds(Relation, terms, st.sampled_from(Comparison), terms, st.booleans())


def divides_by_nothing(term: Term) -> bool:
    match term:
        case Operation(sign, left, right):
            is_nothing = sign == "÷" and isinstance(right, Number) and not right.value
            return is_nothing or divides_by_nothing(left) or divides_by_nothing(right)
        case Negative(operand):
            return divides_by_nothing(operand)
        case _:
            return False


@given(relations)
def test_what_is_printed_reads_back_the_same(relation: Relation) -> None:
    written = str(relation)
    if len(written) > 300 or "解答群众问题" not in written:
        relation = replace(relation, left=Label("解答群众问题"))
        written = str(relation)
    if len(written) > 300 or any(map(divides_by_nothing, (relation.left, relation.right))):
        assert read(written)[1]
        return
    (again,), faults = read(written)
    assert faults == ()
    assert again == relation
    assert str(again) == written


@given(
    st.lists(
        st.one_of(st.sampled_from(LABELS), st.sampled_from(SIGNS), st.characters()), max_size=25
    ).map("".join)
)
def test_no_text_is_too_odd_to_be_read_or_told(text: str) -> None:
    found, faults = read(text)
    for relation in found:
        assert read(str(relation)) == ((relation,), ())
    for wrong in faults:
        assert wrong.reason
        assert wrong.expected


@given(st.lists(st.text(max_size=8), max_size=5), st.text(max_size=40))
def test_no_label_is_too_odd_to_be_found(labels: list[str], text: str) -> None:
    indicators = [ANSWERED, *map(Indicator, labels)]
    read_relations, faults = read(text + "".join(labels), indicators=indicators)
    known = {i.label for i in indicators}
    assert all(relation.labels() <= known for relation in read_relations)
    assert all(wrong.expected for wrong in faults)
