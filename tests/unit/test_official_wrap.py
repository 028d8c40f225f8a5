"""The lines of a text are counted as if they were set word by word."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from make_docx.official import page
from make_docx.official.wrap import _CLOSING, _OPENING, line_range, wrapped_lines

TEXTS = st.lists(
    st.one_of(
        st.text(alphabet="甲乙丙", max_size=40),
        st.text(alphabet="甲0123a%‰.（），。“”、《》 ·喆𠮷", max_size=8),
    ),
    max_size=12,
).map("".join)


def exact(width: float) -> Fraction:
    return Fraction(round(width * 20), 20)


def most_lines(text: str, capacity: Fraction) -> int:
    """One word after the other: LibreOffice's way, with its space between digits and 汉字."""
    lines, line, before, along = 1, Fraction(0), "", ""
    for word in re.findall(r"[0-9A-Za-z.%‰]+|.", text):
        step = exact(page.widest(before[-1:] + word)) - exact(page.widest(before[-1:]))
        sticks = word in _CLOSING or before[-1:] in _OPENING
        along = (along + before if len(along) < 4 else before) if sticks else ""
        if line + step > capacity:
            lines += 1
            line = exact(page.widest(along))
        line += step
        before = word
    return lines


def fewest_lines(text: str, capacity: Fraction) -> int:
    """Word's way: no space beside digits, and a mark may hang over the edge."""
    lines, line = 1, Fraction(0)
    for word in re.findall(r"[0-9A-Za-z.%‰]+|.", text):
        step = exact(page.width(word))
        if line + step > capacity and word not in _CLOSING:
            lines, line = lines + 1, Fraction(0)
        line += step
    return lines


@given(TEXTS, st.sampled_from([28, 12.5, 7.3, 3]))
def test_the_fewest_lines_are_those_of_setting_word_by_word(text: str, capacity: float) -> None:
    assert line_range(text, capacity)[0] == fewest_lines(text, exact(capacity))


@given(TEXTS, st.sampled_from([28, 12.5, 7.3, 3]))
def test_the_most_lines_are_those_of_setting_word_by_word(text: str, capacity: float) -> None:
    assert line_range(text, capacity)[1] == most_lines(text, exact(capacity))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("国" * 26, (1, 1)),
        ("国" * 27, (2, 2)),
        ("国" * 26 + "。", (1, 2)),  # Word may hang the mark over the edge
        ("国" * 24 + "1234", (1, 2)),  # LibreOffice sets a space before the digits
        ("", (1, 1)),
    ],
)
def test_a_first_line_of_26_and_lines_of_28(text: str, expected: tuple[int, int]) -> None:
    assert line_range(text, 28, 2) == expected


def _line_by_line(text: str, capacity: float) -> int:
    """As `wrapped_lines` is told: every line is measured anew with each character."""
    lines, line, along = 1, "", ""
    for before, character in pairwise(["", *text]):
        sticks = character in _CLOSING or before in _OPENING
        along = (along + before if len(along) < 4 else before) if sticks else ""
        if page.widest(line + character) > capacity:
            lines += 1
            line = along
        line += character
    return lines


def test_marks_behind_each_other_take_the_character_before_them_along() -> None:
    # LibreOffice sets 来”， together on the second line; so 问。 is on the third.
    text = "国" * 26 + "来”，" + "国" * 24 + "问。"
    assert wrapped_lines(text, 28) == 3
    assert line_range(text, 28) == (2, 3)


@given(st.text("国1a，。（A%\u0301", max_size=80), st.sampled_from([28, 26.0, 12.3, 2, 0.5]))
def test_a_line_is_as_wide_as_its_characters_together(text: str, capacity: float) -> None:
    assert wrapped_lines(text, capacity) == _line_by_line(text, capacity)


@pytest.mark.parametrize("mark", ["…", "（"])
def test_a_hundred_thousand_marks_behind_each_other_are_counted_as_fast_as_characters(
    mark: str,
) -> None:
    # Looked through anew for each line they took a minute and more.
    assert line_range(mark * 100_000, 28)[1] > 100_000 // 28
