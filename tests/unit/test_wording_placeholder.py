"""The grammar of body text, the mending of its punctuation, and the numbering of headings."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from make_docx import dates
from make_docx.model import Level
from make_docx.wording.marked import Marked
from make_docx.wording.outline import Numbering, chinese, split_number
from make_docx.wording.placeholder import Clause, Fault, Line, Reference, parse
from make_docx.wording.seam import assemble

BANNERS = Reference("悬挂横幅", "", "悬挂横幅")


def assembled(pieces: Iterable[tuple[str, bool]]) -> str:
    return assemble([(Marked(text), is_kept) for text, is_kept in pieces]).text


def test_a_line_is_text_references_and_clauses() -> None:
    assert parse("共【悬挂横幅】{，资料【发放资料|约】}。") == Line(
        (
            "共",
            BANNERS,
            Clause(("，资料", Reference("发放资料", "约", "发放资料|约"))),
            "。",
        )
    )


def test_signs_typed_with_a_chinese_input_method_are_the_same() -> None:
    assert parse("｛【 发放资料 ｜ 约 】｝").parts == (
        Clause((Reference("发放资料", "约", "发放资料 ｜ 约"),)),
    )


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("前【悬挂横幅", [Fault("placeholder-unbalanced", "【悬挂横幅")]),
        ("悬挂横幅】后", [Fault("placeholder-unbalanced", "悬挂横幅】")]),
        ("【甲【乙】", [Fault("placeholder-unbalanced", "【甲【乙】")]),
        (
            "{【甲}】",
            [
                Fault("placeholder-unbalanced", "【甲}】"),
                Fault("placeholder-unbalanced", "{【甲}】"),
            ],
        ),
        ("前{后", [Fault("clause-unbalanced", "{后")]),
        ("前}后", [Fault("clause-unbalanced", "前}")]),
        ("{甲{乙}", [Fault("clause-unbalanced", "{甲{乙}")]),
        ("｛【甲", [Fault("placeholder-unbalanced", "【甲"), Fault("clause-unbalanced", "｛【甲")]),
    ],
)
def test_a_bracket_without_its_other_half_is_a_fault(text: str, faults: list[Fault]) -> None:
    assert list(parse(text).faults) == faults


def test_a_reference_stands_alone_with_or_without_a_clause_around_it() -> None:
    assert parse("【悬挂横幅】").alone == BANNERS
    assert parse("{【悬挂横幅】}").alone == BANNERS
    assert parse("共【悬挂横幅】").alone is None
    assert parse("").alone is None


@given(st.text(alphabet="甲，。【】{}｛｝|", max_size=30))
def test_any_text_can_be_read(text: str) -> None:
    line = parse(text)
    opened = [
        text.count("【") - text.count("】"),
        sum(text.count(c) for c in "{｛") - sum(text.count(c) for c in "}｝"),
    ]
    assert line.faults or opened == [0, 0]


# ── punctuation where a clause was left out ──────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("甲，{乙x}，丙。", "甲，丙。"),
        ("甲、{乙x}、丙。", "甲、丙。"),
        ("甲，{乙x}。", "甲。"),
        ("甲{，乙x}。", "甲。"),
        ("甲：{乙x}，丙。", "甲：丙。"),
        ("甲：{乙x，}丙。", "甲：丙。"),
        ("甲：{乙x}。", "甲。"),
        ("{甲x}，乙。", "乙。"),
        ("甲。{乙x}，丙。", "甲。丙。"),
        ("甲。{乙x}。丙。", "甲。丙。"),
        ("甲；{乙x}，丙。", "甲；丙。"),
        ("甲{，乙x，}丙。", "甲，丙。"),
        ("甲，{乙x。}", "甲。"),
        ("甲，{乙x。}丙。", "甲。丙。"),
        ("甲{，乙x。}", "甲。"),
        ("甲，{乙x}", "甲"),
        ("甲（{乙x}）。", "甲。"),
        ("甲，（{乙x}）", "甲"),
        ("甲（乙，{丙x}）。", "甲（乙）。"),
        ("甲（{乙x}，丙）。", "甲（丙）。"),
        ("甲、{乙x}等。", "甲等。"),
        ("共{甲x}、{乙}、{丙x}。", "共乙。"),
        ("共{甲x}、{乙x}、{丙}。", "共丙。"),
        ("横幅3条{和甲x}、乙。", "横幅3条、乙。"),
        ("有机关{和甲x}、乙。", "有机关、乙。"),
        ("甲：{乙x}、{丙x}、{丁x}。", "甲。"),
        ("甲：{乙x}、{丙x}、丁。", "甲：丁。"),
        ("甲：{乙x，}{丙x，}丁。", "甲：丁。"),
        ("甲。\n{乙x。}\n丙。", "甲。\n\n丙。"),
        ("甲{乙}，丙。", "甲乙，丙。"),
        ("甲，，{乙}丙，。", "甲，，乙丙，。"),
        ("{甲x}，{乙x}。", ""),
    ],
)
def test_the_punctuation_reads_well_around_what_was_left_out(text: str, reads: str) -> None:
    """A clause with an x in it is left out here."""
    parts = [part.parts[0] if isinstance(part, Clause) else part for part in parse(text).parts]
    pieces = [(str(part), "x" not in str(part)) for part in parts]
    assert assembled(pieces) == reads


@given(st.lists(st.text(alphabet="甲乙，。：、", max_size=6), max_size=6))
def test_nothing_is_mended_where_nothing_was_left_out(texts: list[str]) -> None:
    assert assembled([(text, True) for text in texts]) == "".join(texts)


@given(
    st.lists(
        st.tuples(st.sampled_from(["甲", "甲，", "，甲", "：", "、", "，", "。"]), st.booleans()),
        max_size=8,
    )
)
def test_only_punctuation_is_ever_dropped(pieces: list[tuple[str, bool]]) -> None:
    kept = "".join(text for text, is_kept in pieces if is_kept)
    assert assembled(pieces).count("甲") == kept.count("甲")


@st.composite
def cut_lines(draw: st.DrawFn) -> list[tuple[str, bool]]:
    """A line without doubled marks, cut anywhere; a piece left out is never a mark alone."""
    marks = draw(st.lists(st.sampled_from(["", "，", "、", "；", "：", "。"]), max_size=8))
    line = "".join(f"甲{mark}" for mark in marks)
    cuts = sorted(draw(st.sets(st.integers(0, len(line)), max_size=8)))
    pieces = [line[start:end] for start, end in pairwise([0, *cuts, len(line)])]
    return [(piece, "甲" not in piece or draw(st.booleans())) for piece in pieces]


@given(cut_lines())
def test_a_line_without_doubled_marks_has_none_after_leaving_out(
    pieces: list[tuple[str, bool]],
) -> None:
    assert not re.search("^[，、；：。]|[，、；：。]{2}", assembled(pieces))


# ── numbers of headings, dates ───────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (45, "四十五"), (99, "九十九")],
)
def test_numbers_of_headings_are_chinese_numerals(number: int, words: str) -> None:
    assert chinese(number) == words


def test_a_heading_has_no_number_zero() -> None:
    assert chinese(100) == "100"
    with pytest.raises(ValueError, match="0"):
        chinese(0)


def test_each_level_starts_again_under_its_parent() -> None:
    numbering = Numbering()
    one, two, three, four = Level.HEADING_1, Level.HEADING_2, Level.HEADING_3, Level.HEADING_4
    levels = [one, two, two, three, four, four, three, Level.BODY, two, one, two]
    assert [numbering.next(level) for level in levels] == [
        "一、",
        "（一）",
        "（二）",
        "1.",
        "（1）",
        "（2）",
        "2.",
        "",
        "（三）",
        "二、",
        "（一）",
    ]


@pytest.mark.parametrize(
    ("level", "text", "split"),
    [
        (Level.HEADING_1, "一、工作成效", ("一、", "工作成效")),
        (Level.HEADING_1, "十二、 工作成效", ("十二、", "工作成效")),
        (Level.HEADING_1, "一、二级医院情况", ("", "一、二级医院情况")),
        (Level.HEADING_1, "（一）工作成效", ("", "（一）工作成效")),
        (Level.HEADING_2, "（一）组织领导", ("（一）", "组织领导")),
        (Level.HEADING_2, "(一)组织领导", ("(一)", "组织领导")),
        (Level.HEADING_3, "1.组织领导", ("1.", "组织领导")),
        (Level.HEADING_3, "1.5万份资料", ("", "1.5万份资料")),
        (Level.HEADING_4, "（1）组织领导", ("（1）", "组织领导")),
        (Level.BODY, "一、正文", ("", "一、正文")),
    ],
)
def test_a_typed_number_is_taken_off_only_in_the_form_of_its_level(
    level: Level, text: str, split: tuple[str, str]
) -> None:
    assert split_number(level, text) == split


def test_a_date_is_written_in_full_without_leading_zeros() -> None:
    assert dates.in_words(dt.date(2021, 6, 3)) == "2021年6月3日"
