"""What people make of a number in a text is understood, and believed only where it is true."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from make_docx.chain.printed.claim import is_true, reading_of
from make_docx.chain.printed.mention import is_figure, mentions, without_figures
from make_docx.chain.printed.words import same_numbers
from make_docx.model import Figure, Status
from make_docx.wording import number


def figure(value: str, unit: str = "条", status: Status = Status.EXACT) -> Figure:
    return Figure("某项", Decimal(value), unit, status)


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("104", "条", "104条"),
        ("104", "条", "１０４条"),
        ("104", "条", "一百零四条"),
        ("104", "条", "104 条"),
        ("104", "条", "一百余"),
        ("104", "条", "100余条"),
        ("104", "条", "100多条"),
        ("104", "条", "约100条"),
        ("104", "条", "100条以上"),
        ("104", "条", "104条以上"),
        ("104", "条", "近105条"),
        ("23", "次", "20余次"),
        ("5000", "份", "0.5万份"),
        ("198650", "份", "近20万份"),
        ("198650", "份", "19万余份"),
        ("198650", "份", "198,650份"),
        ("198650", "份", "十九万八千六百五十份"),
        ("32000", "万元", "3.2亿元"),
        ("0.992", "%", "百分之九十九点二"),
        ("0.992", "%", "百分之99.2"),
        ("0.992", "%", "近100%"),
        ("9.5", "公里", "九点五公里"),
    ],
)
def test_another_way_to_say_a_figure_is_understood(value: str, unit: str, words: str) -> None:
    assert is_true(words, figure(value, unit))


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("104", "条", "140条"),
        ("104", "条", "104张"),
        ("104", "条", "1.04万条"),
        ("104", "条", "104余条"),
        ("104", "条", "110余条"),
        ("104", "条", "近104条"),
        ("104", "条", "近200条"),
        ("104", "条", "约140条"),
        ("140", "条", "100余条"),
        ("180", "条", "180余条"),
        ("23", "次", "10余次"),
        ("198650", "份", "20万份"),
        ("198650", "份", "10万余份"),
        ("32000", "万元", "32000元"),
        ("0.992", "%", "92.2%"),
        ("0.992", "%", "99%"),
        ("104", "条", ""),
    ],
)
def test_what_is_not_true_of_a_figure_is_caught(value: str, unit: str, words: str) -> None:
    assert not is_true(words, figure(value, unit))


@pytest.mark.parametrize(
    ("status", "words", "is_right"),
    [
        (Status.ABOUT, "2000份左右", True),
        (Status.ABOUT, "2000份", False),
        (Status.AT_LEAST, "2000多份", True),
        (Status.AT_LEAST, "约2000份", False),
        (Status.AT_MOST, "将近2000份", True),
        (Status.AT_MOST, "2000余份", False),
    ],
)
def test_what_came_in_as_a_rough_figure_stays_one(
    status: Status, words: str, *, is_right: bool
) -> None:
    assert is_true(words, figure("2000", "份", status)) is is_right


def test_a_quotient_may_be_printed_with_more_decimals_and_not_with_fewer() -> None:
    rate = Figure("办结率", Decimal(6) / Decimal(7), "%", is_quotient=True)
    said = {words: is_true(words, rate) for words in ("85.7%", "85.71%", "86%", "85.72%")}
    assert said == {"85.7%": True, "85.71%": True, "86%": False, "85.72%": False}


def test_a_count_of_units_goes_with_any_measure_word() -> None:
    count = figure("10", "")
    assert is_true("十家", count, any_unit=True)
    assert is_true("10个", count, any_unit=True)
    assert not is_true("11家", count, any_unit=True)


@settings(max_examples=60)
@given(
    st.decimals("0.01", "99999999", places=2),
    st.sampled_from([Status.EXACT, Status.ABOUT, Status.AT_LEAST, Status.AT_MOST]),
    st.sampled_from(["条", "份", "人次", "万元", "%"]),
)
def test_the_programs_own_wordings_are_true(value: Decimal, status: Status, unit: str) -> None:
    one = Figure("某项", value / 100 if unit == "%" else value, unit, status)
    worded = {number.exact(one)}
    if unit != "%":
        worded |= {number.approximate(one), number.scaled(one)}
    assert all(is_true(words, one) for words in worded)


@settings(max_examples=60)
@given(st.integers(10, 10**7), st.integers(10, 10**7))
def test_no_other_exact_number_is_true(value: int, other: int) -> None:
    assert is_true(f"{other}条", figure(str(value))) is (value == other)


@given(st.text(max_size=30))
def test_any_words_can_be_judged(words: str) -> None:
    assert is_true(words, figure("104")) in (True, False)
    assert reading_of(words, "") is None or words


# ── in a running text ────────────────────────────────────────────────────────────────────


def told(text: str) -> list[str]:
    elsewhere = without_figures(text)
    found = mentions(text, ["条", "份"])
    return [text[one.start : one.end] for one in found if is_figure(one, elsewhere)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("悬挂横幅104条，发放资料近20万份。", ["104条", "近20万份"]),
        ("印发一百零四条、约３０份左右", ["一百零四条", "约３０份左右"]),
        ("签约104家，附近20米", ["104家", "20"]),
        ("占百分之九十九点二", ["百分之九十九点二"]),
        ("2021年5月15日至20日，5月10日—15日，2021-05-15，二〇二一年五月", []),
        ("某教〔2021〕7号，第3届，附件2，表1，GB/T 9704-2012，A4", []),
        ("附件：1. 名单", []),
        ("附件：12人名单", ["12人"]),
        ("在“5·15”活动中，上午9:30、9时30分", []),
        ("机密★3年", []),
        ("一、二是统一三方面", []),
        ("查处一百二十起，第一百二十四届，万一、千千万万", ["一百二十"]),
        ("3.加强领导", []),
        ("（4）五条措施", []),
        ("000001", []),
        ("电话0550-1234567、13800000000，拨打12345热线", []),
        ("2020—2021年度办理12件", ["12"]),
    ],
)
def test_numbers_are_told_from_dates_and_codes(text: str, numbers: list[str]) -> None:
    assert told(text) == numbers


@given(st.text("0123456789一二百千万点余近约条份年月日号第（）.,，。·- ", max_size=60))
def test_any_text_can_be_searched_for_numbers(text: str) -> None:
    places = [one.core for one in mentions(text, ["条", "份"])]
    assert places == sorted(places)
    assert all(text[slice(*place)].strip() for place in places)


@pytest.mark.parametrize(
    ("words", "shown", "is_same"),
    [
        ("同比增长百分之十二点五", "同比增长12.5%", True),
        ("同比提高12.5%", "同比增长12.5%", True),
        ("同比下降12.5%", "同比增长12.5%", False),
        ("同比增长15.2%", "同比增长12.5%", False),
        ("与上年持平", "与上年持平", True),
        ("九条", "9条", True),
    ],
)
def test_words_without_a_figure_behind_them_are_compared_by_their_numbers(
    words: str, shown: str, *, is_same: bool
) -> None:
    assert same_numbers(words, shown) is is_same
