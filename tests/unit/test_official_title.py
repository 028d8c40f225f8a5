from __future__ import annotations

from decimal import Decimal
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from make_docx.official.lexicon import ADVERBS, HEADS, NOUNS, VERBS
from make_docx.official.title import LINE_WIDTH, break_title, shape_is_right, width_of
from make_docx.official.words import tokens

# (lines as an experienced typesetter sets them, words to keep): the issuers and activities of
# the cases, then longer titles of other kinds.
TITLES: list[tuple[list[str], tuple[str, ...]]] = [
    (
        ["XX县卫生和计划生育委员会", "关于政务公开宣传月活动开展情况的报告"],
        ("XX县卫生和计划生育委员会", "政务公开宣传月活动"),
    ),
    (
        ["XX市国土资源局", "关于第六届政务公开日活动开展情况的报告"],
        ("XX市国土资源局", "第六届政务公开日活动"),
    ),
    (
        ["XX镇人民政府", "关于民生工程宣传月活动开展情况的报告"],
        ("XX镇人民政府", "民生工程宣传月活动"),
    ),
    (
        ["XX乡人民政府关于印发", "政务公开宣传月活动实施方案的通知"],
        ("XX乡人民政府", "政务公开宣传月活动"),
    ),
    (["XX县教育局关于开展", "学前教育宣传月活动的通知"], ("XX县教育局", "学前教育宣传月活动")),
    (["XX乡人民政府关于8月民生工程", "集中宣传月活动开展情况的报告"], ("XX乡人民政府",)),
    (["XX区商务局", "关于政务公开工作检查情况的通报"], ("XX区商务局", "政务公开工作检查")),
    (["XX区商务局政务公开政务服务", "标准化实施年活动实施方案"], ("XX区商务局",)),
    (
        ["XX区商务局关于印发《政务公开政务服务", "标准化实施年活动实施方案》的通知"],
        ("XX区商务局",),
    ),
    (
        ["XX区文体局", "关于5·15政务公开日活动开展情况的报告"],
        ("XX区文体局", "5·15政务公开日活动"),
    ),
    (
        ["XX市供热办公室", "关于5·15政务公开日活动开展情况的报告"],
        ("XX市供热办公室", "5·15政务公开日活动"),
    ),
    (["XX镇人民政府关于5·15政务公开日", "主题活动开展情况的报告"], ("XX镇人民政府",)),
    (
        ["XX市广播电视局", "关于政务公开日活动有关情况统计的报告"],
        ("XX市广播电视局", "政务公开日活动"),
    ),
    (
        ["XX镇人民政府关于印发", "民生工程集中宣传月活动实施方案的通知"],
        ("XX镇人民政府", "民生工程集中宣传月活动"),
    ),
    (["XX镇人民政府民生工程宣传月活动总结"], ("XX镇人民政府", "民生工程宣传月活动")),
    (["某县教育局关于2021年5月", "便民热线办理情况的报告"], ("某县教育局",)),
    (["XX县人民政府关于2021年第二季度", "全县安全生产情况的通报"], ("XX县人民政府",)),
    (["关于召开全市安全生产工作", "电视电话会议的通知"], ()),
    (["XX县人民政府关于请求解决", "政务服务中心建设资金缺口问题的请示"], ("XX县人民政府",)),
    (["金湖县人民政府关于表彰2020年度", "沙棘产业发展先进集体和先进个人的决定"], ()),
    (
        [
            "XX县人民政府办公室",
            "关于转发县卫生健康局等部门关于进一步加强",
            "农村饮用水安全管理工作实施意见的通知",
        ],
        ("XX县人民政府办公室",),
    ),
    (
        ["XX省人民政府关于修改", "《XX省城镇生活垃圾分类管理办法》等", "三部规章的决定"],
        ("XX省人民政府",),
    ),
    (
        ["XX市住房和城乡建设局", "关于开展房屋市政工程安全隐患", "排查整治专项行动的通知"],
        ("XX市住房和城乡建设局",),
    ),
    (
        ["XX县卫生健康委员会", "关于在全县医疗卫生机构开展", "“我为群众办实事”主题实践活动的通知"],
        ("XX县卫生健康委员会",),
    ),
    (
        [
            "XX市人力资源和社会保障局XX市财政局",
            "关于做好2021年城乡居民基本养老保险",
            "待遇领取资格认证工作的通知",
        ],
        ("XX市人力资源和社会保障局",),
    ),
    (
        ["关于印发《XX县卫生和计划生育委员会", "政务公开宣传月活动实施方案》的通知"],
        ("XX县卫生和计划生育委员会",),
    ),
]
NAMES = [lines[0] for lines, _ in TITLES]

titles = st.lists(
    st.sampled_from(sorted(VERBS | ADVERBS | HEADS | NOUNS))
    | st.sampled_from(["关于", "的", "和", "与", "等", "XX县", "5·15", "2021年", "第六届", "沙棘"])
    | st.sampled_from(["《", "》", "（", "）", "“", "”", "、", "，", "。", "𠮷", "ab", " ", "😀"]),
    max_size=40,
).map("".join)


@pytest.mark.parametrize(("lines", "keep"), TITLES, ids=NAMES)
def test_title_is_broken_as_a_typesetter_breaks_it(lines: list[str], keep: tuple[str, ...]) -> None:
    assert list(break_title("".join(lines), keep=keep)) == lines


@pytest.mark.parametrize(("lines", "keep"), TITLES, ids=NAMES)
def test_a_good_title_is_a_trapezium_or_a_diamond(lines: list[str], keep: tuple[str, ...]) -> None:
    assert shape_is_right(break_title("".join(lines), keep=keep))


def test_a_title_that_fits_one_line_stays_on_one_line() -> None:
    title = "县教育局关于开展学前教育宣传月活动的通知"
    assert len(title) == LINE_WIDTH
    assert break_title(title) == (title,)
    assert len(break_title("某" + title)) == 2


def test_an_empty_title_has_no_lines() -> None:
    assert break_title("") == ()
    assert break_title("  ") == ()


def test_half_width_characters_are_counted_as_halves_and_capitals_as_three_quarters() -> None:
    assert width_of("5·15") == Decimal("2.5")
    assert width_of("XX县") == Decimal("2.5")
    assert width_of("“十四五”") == 5


def test_a_variation_selector_has_no_width_and_stays_with_its_character() -> None:
    character = "葛\U000e0100"
    assert width_of(character) == 1
    lines = break_title(character * 30)
    assert all(line.startswith("葛") for line in lines)


def test_joint_issuers_are_parted_at_the_space_which_is_dropped() -> None:
    lines = break_title("中共XX县委办公室 XX县人民政府办公室关于做好政务公开工作的通知")
    assert lines == ("中共XX县委办公室 XX县人民政府办公室", "关于做好政务公开工作的通知")
    lines = break_title("XX县卫生健康委员会 XX县教育局关于做好校园疫情防控工作的通知")
    assert lines == ("XX县卫生健康委员会 XX县教育局", "关于做好校园疫情防控工作的通知")
    issuers = "XX市人力资源和社会保障局 XX市住房和城乡建设局"
    lines = break_title(issuers + "关于开展联合检查的通知")
    assert lines == (
        "XX市人力资源和社会保障局",
        "XX市住房和城乡建设局关于开展",
        "联合检查的通知",
    )


def test_a_name_to_be_kept_is_not_divided() -> None:
    name = "金湖省沙棘产业发展服务中心"
    lines = break_title(f"{name}关于报送年度工作总结和下一步工作安排的报告", keep=[name])
    assert any(name in line for line in lines)


def test_a_kept_name_longer_than_a_line_is_divided_between_words() -> None:
    name = "XX市城乡居民基本养老保险基金监督管理委员会办公室"
    lines = break_title(f"{name}关于做好工作的通知", keep=[name])
    assert max(map(width_of, lines)) <= 20
    starts = {token.start for token in tokens(name)}
    assert len(lines[0]) in starts or lines[0] == name


def test_an_issuer_is_not_parted_from_its_own_office() -> None:
    lines = break_title("XX县教育局办公室关于开展全县学前教育宣传月活动的通知", keep=["XX县教育局"])
    assert lines[0] != "XX县教育局"


@pytest.mark.parametrize(
    "whole",
    [
        *("5·15", "2021年", "第六届", "12345", "XX县", "20XX年", "5月1日", "10件", "4.2万余人次"),
        *(
            "2021年5月",
            "2021年5月3日",
            "5月3日至8日",
            "1—5月份",
            "2021年第二季度",
            "二〇二一年五月",
        ),
        *("2021年至2023年", "2021年上半年", "2021年5月至7月"),
    ],
)
def test_a_number_stays_with_its_measure_and_a_placeholder_with_its_rank(whole: str) -> None:
    for before in range(0, 30, 2):
        title = "工" * before + whole + "作" * (30 - before)
        assert any(whole in line for line in break_title(title)), title


def test_an_unknown_run_is_divided_only_when_nothing_else_fits() -> None:
    lines = break_title("关于沙棘酸枣黄芪柴胡甘草的种植管理技术培训工作通知")
    assert any("沙棘酸枣黄芪柴胡甘草" in line for line in lines)
    assert len(break_title("沙棘酸枣黄芪柴胡甘草" * 3)) == 2


def test_a_long_name_in_brackets_is_divided_between_its_words() -> None:
    title = "XX局关于印发《XX县政务公开政务服务标准化规范化便利化建设三年行动计划实施方案》的通知"
    lines = break_title(title)
    assert "".join(lines) == title
    assert shape_is_right(lines)
    assert lines[-1].endswith("》的通知")


def test_a_line_leaves_room_for_what_a_renderer_puts_beside_digits() -> None:
    # 20 characters wide, and 20.4 in LibreOffice, which would end it inside 评价
    line = "于2021年国家基本公共卫生服务项目绩效评价"
    assert width_of(line) == 20
    assert len(break_title(line)) == 2


def test_names_and_numbers_are_whole_in_a_title_that_needs_more_than_four_lines() -> None:
    organs = ("乙市卫生健康委员会", "丙县教育局", "丁市财政局", "戊县文化广电和旅游局")
    matter = "关于2021年国家基本公共卫生服务项目绩效评价和第5次全国人口普查进一步加强工作的通知"
    lines = break_title("、".join(organs) + matter, keep=organs)
    for whole in (*organs, "2021年", "第5次"):
        assert any(whole in line for line in lines), whole
    assert shape_is_right(lines)


def test_a_title_too_long_for_four_lines_gets_more() -> None:
    title = "关于进一步加强政务公开工作" * 12
    lines = break_title(title)
    assert "".join(lines) == title
    assert len(lines) >= 8
    assert max(map(width_of, lines)) <= 20


def test_the_width_of_the_line_can_be_chosen() -> None:
    lines = break_title("XX县教育局关于开展学前教育宣传月活动的通知", width=Decimal("10.5"))
    assert lines == ("XX县教育局", "关于开展学前教育", "宣传月活动的通知")


@given(titles)
def test_nothing_of_a_title_is_lost_and_no_line_is_too_wide(title: str) -> None:
    lines = break_title(title)
    assert "".join(lines).replace(" ", "") == title.replace(" ", "")
    assert all(line == line.strip() and line for line in lines)
    assert all(width_of(line) <= LINE_WIDTH for line in lines)
    # LibreOffice sets up to a quarter of a character wherever 汉字 and digits or letters meet
    meetings = sum(one.isascii() != other.isascii() for one, other in pairwise(title.strip()))
    widest = width_of(title.strip()) + Decimal(meetings) / 4
    assert widest > LINE_WIDTH or len(lines) <= 1


@given(st.lists(st.sampled_from(sorted(VERBS | NOUNS)), min_size=6, max_size=14))
def test_words_stay_whole_and_the_shape_is_right_if_whole_words_allow_it(words: list[str]) -> None:
    title = "".join(words)
    lines = break_title(title)
    places = [token.start for token in tokens(title)][1:]
    ends = [sum(map(len, lines[:count])) for count in range(1, len(lines))]
    assert set(ends) <= set(places)
    choices = (
        [title[start:end] for start, end in pairwise((0, *chosen, len(title)))]
        for count in range(1, 4)
        for chosen in combinations(places, count)
    )
    fitting = (parts for parts in choices if max(map(width_of, parts)) <= LINE_WIDTH)
    assert shape_is_right(lines) or not any(map(shape_is_right, fitting))


@given(
    st.lists(
        st.sampled_from(["工作的", "管理和", "服务与", "部门等", "建设（", "活动）"]), max_size=16
    )
)
def test_no_line_begins_with_a_particle_or_ends_with_an_opening_bracket(parts: list[str]) -> None:
    lines = break_title("关于" + "".join(parts) + "通知")
    for line, following in pairwise(lines):
        assert following[0] not in "的和与及等了之）"
        assert line[-1] != "（"


@given(st.text(max_size=90))
def test_any_text_can_be_broken(title: str) -> None:
    lines = break_title(title)
    assert "".join("".join(lines).split()) == "".join(title.split())


@given(st.text(max_size=60), st.lists(st.text(max_size=5), max_size=3))
def test_tokens_together_are_the_text(text: str, names: list[str]) -> None:
    found = tokens(text, names)
    assert "".join(token.text for token in found) == text
    assert [token.start for token in found] == [
        sum(len(token.text) for token in found[:index]) for index in range(len(found))
    ]
