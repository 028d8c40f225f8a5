"""How many lines a text takes, and how wide it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from make_docx.document.sections import Turn, turns
from make_docx.official import page
from make_docx.official.wrap import narrowest, wrapped_lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [("", 1), ("国" * 10, 1), ("国" * 11, 2), ("国" * 20, 2), ("国" * 20 + "，", 3)],
)
def test_a_line_takes_as_many_characters_as_fit(text: str, lines: int) -> None:
    assert wrapped_lines(text, 10) == lines


def test_no_line_begins_with_a_closing_mark() -> None:
    # 。 takes the character before it along, so the second line has room for eight more
    assert wrapped_lines("国" * 10 + "。" + "国" * 8, 10) == 2
    assert wrapped_lines("国" * 10 + "。" + "国" * 9, 10) == 3


@given(st.text(alphabet="国民1a，。", max_size=200))
def test_lines_are_never_fewer_than_the_width_asks_for(text: str) -> None:
    assert wrapped_lines(text, 12) >= page.width(text) / 12


def test_digits_are_half_as_wide_as_characters() -> None:
    assert page.width("2021年6月3日") == 2 + 1 + 0.5 + 1 + 0.5 + 1
    assert page.width("〔2021〕—·“”①") == 9
    assert page.width("e\u0301\u200b") == 0.5


def test_turned_annexes_side_by_side_share_a_section() -> None:
    assert turns([False, True, True, False, True]) == [
        Turn(starts=False, ends=False),
        Turn(starts=True, ends=False),
        Turn(starts=False, ends=True),
        Turn(starts=False, ends=False),
        Turn(starts=True, ends=True),
    ]


def test_a_head_is_as_wide_as_its_marks_allow() -> None:
    # 、 may not begin a line, so three lines of three 字 do not hold it.
    assert wrapped_lines("发放宣传资料、折页", 3) == 4
    assert narrowest("发放宣传资料、折页", 3) == 4


@given(st.text("国家（、）。12", min_size=1, max_size=30), st.integers(1, 4))
def test_the_narrowest_width_holds_the_text(text: str, lines: int) -> None:
    assert wrapped_lines(text, narrowest(text, lines)) <= lines
