"""What is taken out of typed text before it is printed, and what stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from make_docx.wording.plain import plain, plain_line, plain_lines, without_loose_blanks


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("a\x00b\x08c\x1fd\x7fe\x9ff", "abcdef"),
        ("甲\ud800乙", "甲乙"),
        ("甲\u200b乙\ufeff丙\u202e丁\u2067戊", "甲乙丙丁戊"),
        ("甲\r\n乙\r丙\u2028丁\x0b戊", "甲\n乙\n丙\n丁\n戊"),
        ("　　甲 \n\t乙\t丙　", "甲\n乙 丙"),
        ("甲\u200d乙", "甲乙"),
        ("👨\u200d👩\u200d👧 ❤\ufe0f\u200d🔥", "👨\u200d👩\u200d👧 ❤\ufe0f\u200d🔥"),
        ("𠮷䶮〇 &<>{{ }}{% %}【】", "𠮷䶮〇 &<>{{ }}{% %}【】"),
    ],
)
def test_only_what_cannot_be_seen_is_taken_out(typed: str, printed: str) -> None:
    assert plain(typed) == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("播放广告 12万 次，共 3 场", "播放广告12万次，共3场"),
        ("组织了宣传 ， 发放资料 。", "组织了宣传，发放资料。"),
        ("城关镇 东风镇", "城关镇 东风镇"),
        ("GB 9704 and more", "GB 9704 and more"),
    ],
)
def test_blanks_beside_a_number_or_a_mark_are_closed(typed: str, printed: str) -> None:
    assert without_loose_blanks(typed) == printed


def test_lines_without_anything_are_not_paragraphs() -> None:
    assert plain_lines("甲\n \n\u200b\n乙\n") == ("甲", "乙")
    assert plain_lines("") == ()


def test_one_line_is_made_of_several_as_the_script_needs() -> None:
    assert plain_line("政务公开\n宣传月\nopen\nday") == "政务公开宣传月open day"


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@given(st.text())
def test_cleaned_text_can_be_encoded(text: str) -> None:
    assert plain(text).encode().decode() == plain(text)
