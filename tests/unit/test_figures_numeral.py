"""Chinese numerals: only what can mean one number is read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from make_docx.figures.numeral import NUMERALS, read_numeral


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("零", 0),
        ("两", 2),
        ("十", 10),
        ("一十", 10),
        ("十二", 12),
        ("二十", 20),
        ("二〇", 20),
        ("二〇二一", 2021),
        ("一百零二", 102),
        ("一百一十二", 112),
        ("一百二十", 120),
        ("两千零五十", 2050),
        ("一万零二百", 10200),
        ("十二万", 120000),
        ("一百二十万三千", 1203000),
        ("一亿零五千", 100005000),
        ("一亿二千万", 120000000),
        ("九千九百九十九亿", 999900000000),
        ("壹仟贰佰", 1200),
    ],
)
def test_a_numeral_stands_for_one_number(text: str, number: int) -> None:
    assert read_numeral(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        "百",
        "万",
        "一百二",
        "一万二",
        "三四十",
        "一两",
        "五六",
        "零五",
        "一零百",
        "二十十",
        "万亿",
    ],
)
def test_what_may_mean_something_else_is_not_a_number(text: str) -> None:
    assert read_numeral(text) is None


@given(st.text(alphabet=NUMERALS, max_size=12))
def test_no_two_numbers_share_a_numeral_and_nothing_fails(text: str) -> None:
    number = read_numeral(text)
    assert number is None or 0 <= number < 10**12


def spelled(number: int) -> str:
    """The textbook spelling, written down a second time and in another way."""
    digits = "零一二三四五六七八九"
    places = ["", "十", "百", "千"]
    text = ""
    for index, digit in enumerate(reversed(str(number))):
        if index == 4:
            text = "万" + text
        place = places[index % 4]
        text = (digits[int(digit)] + place if digit != "0" else "零") + text
    while "零零" in text:
        text = text.replace("零零", "零")
    return text.replace("零万", "万").rstrip("零") or "零"


@given(st.integers(1, 9999))
def test_the_textbook_spelling_is_read_back(number: int) -> None:
    assert read_numeral(spelled(number)) == number
