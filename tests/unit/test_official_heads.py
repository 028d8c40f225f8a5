"""The head of a column is broken between words, whatever the width of its column."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from make_docx.official import page
from make_docx.official.heads import broken, narrowest_whole


@pytest.mark.parametrize(
    ("head", "lines"),
    [
        ("悬挂横（条）幅", ["悬挂", "横（条）幅"]),
        ("户外大屏滚动播出标语", ["户外大屏", "滚动播出", "标语"]),
        ("政府信息公开网发布信息", ["政府信息", "公开网", "发布信息"]),
        ("广场（街头）宣传活动", ["广场（街头）", "宣传活动"]),
        ("发放宣传资料、折页", ["发放", "宣传", "资料、", "折页"]),
        ("收集意见建议", ["收集", "意见", "建议"]),
        ("实施民生工程", ["实施", "民生", "工程"]),
        ("发放宣传册等资料", ["发放", "宣传册等", "资料"]),
        ("出动宣传车", ["出动", "宣传车"]),
        ("发放宣传杯", ["发放", "宣传杯"]),
        ("问题解答满意率", ["问题", "解答", "满意率"]),
        ("张贴公告（通告）", ["张贴公告", "（通告）"]),
        ("覆盖村（居）", ["覆盖", "村（居）"]),
        ("12345热线办结工单", ["12345", "热线", "办结", "工单"]),
    ],
)
def test_the_narrowest_head_has_no_word_divided(head: str, lines: list[str]) -> None:
    assert list(broken(head, narrowest_whole(head, 4), 4)) == lines


def test_words_that_nobody_listed_have_two_characters_more_often_than_not() -> None:
    assert broken("更换胶管", 2, 3) == ("更换", "胶管")
    assert broken("擦拭橱窗玻璃", 4, 2) == ("擦拭", "橱窗玻璃")


def test_no_line_begins_with_a_bracket_that_the_name_goes_on_behind() -> None:
    # it would be taken for the 计量单位
    for width in (6, 7, 8, 9):
        assert not any(line.startswith("（") for line in broken("广场（街头）宣传活动", width, 3))


def test_a_word_wider_than_the_column_is_divided_all_the_same() -> None:
    lines = broken("电子显示屏", 2, 2)
    assert "".join(lines) == "电子显示屏"
    assert all(page.widest(line) <= 2 for line in lines)


HEADS = st.text(alphabet="发放宣传资料横幅（）、1aA%和 ", max_size=14)


@given(HEADS, st.floats(2, 12), st.integers(1, 4))
def test_nothing_of_a_head_is_lost_and_no_line_is_too_wide(
    head: str, width: float, most: int
) -> None:
    lines = broken(head, width, most)
    assert "".join(lines).replace(" ", "") == head.replace(" ", "")
    assert all(page.widest(line) <= width + 1e-6 for line in lines)


@given(HEADS, st.integers(1, 4))
def test_more_lines_ask_for_no_more_width(head: str, most: int) -> None:
    assert narrowest_whole(head, most + 1) <= narrowest_whole(head, most)
    assert narrowest_whole(head, 1) == pytest.approx(page.widest(head))
