"""Every figure that the text prints is marked where its words stand, and nothing else is."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from make_docx.figures.grammar import read_amount
from make_docx.model import (
    Aggregation,
    AnnexForm,
    AnnexRow,
    Brief,
    CellRef,
    Checked,
    Elements,
    Figure,
    FigureMark,
    Figures,
    Indicator,
    Level,
    OutlineRow,
    Paragraph,
    Status,
    Text,
    Unit,
    UnitReport,
    ValueType,
)
from make_docx.wording import compose
from make_docx.wording.marked import Marked
from make_docx.wording.plain import plain_lines
from make_docx.wording.remark import figure_of

FILE = "公文要素.xlsx"
UNITS = (
    Unit("县卫健委机关", "委机关"),
    Unit("城关镇卫生院", "乡镇卫生院"),
    Unit("城东镇卫生院", "乡镇卫生院"),
    Unit("县医院"),
)
LEAFLETS, BANNERS = Indicator("发放资料", "份"), Indicator("悬挂横幅", "条")
RATE = Indicator(
    "满意率", "%", ValueType.PERCENT, Aggregation.RATE, numerator="满意", denominator="测评"
)
ACTIONS = Indicator("主要做法", value_type=ValueType.TEXT, aggregation=Aggregation.NONE)


def leaflets(value: Decimal | int | None, status: Status = Status.EXACT) -> Figure:
    return Figure(LEAFLETS.label, None if value is None else Decimal(value), "份", status)


def banners(value: int) -> Figure:
    return Figure(BANNERS.label, Decimal(value), "条")


TOTALS = {
    LEAFLETS.label: leaflets(198650),
    BANNERS.label: banners(0),
    RATE.label: Figure(RATE.label, Decimal("0.9920318725"), "%", is_quotient=True),
}
BY_CATEGORY = {
    "委机关": {LEAFLETS.label: leaflets(8000)},
    "乡镇卫生院": {LEAFLETS.label: leaflets(180650)},
    "": {LEAFLETS.label: leaflets(10000)},
}
BY_UNIT = {
    "县卫健委机关": {LEAFLETS.label: leaflets(8000), BANNERS.label: banners(0)},
    "城关镇卫生院": {LEAFLETS.label: leaflets(90325), BANNERS.label: banners(0)},
    "城东镇卫生院": {LEAFLETS.label: leaflets(90325), BANNERS.label: banners(0)},
    "县医院": {LEAFLETS.label: leaflets(10000), BANNERS.label: banners(0)},
}
FIGURES = Figures(TOTALS, BY_CATEGORY, BY_UNIT, {LEAFLETS.label: leaflets(150000)})


def job(
    *rows: tuple[Level, str] | str,
    figures: Figures = FIGURES,
    missing: Sequence[Unit] = (),
    annex: str = "",
    title: str = "总结",
) -> Text:
    outline = [(Level.BODY, row) if isinstance(row, str) else row for row in rows]
    brief = Brief(
        file=FILE,
        kind_id="activity-summary",
        elements=Elements(title=title, issuer="县卫健委", period="2021年5月"),
        element_refs={},
        indicators=(LEAFLETS, BANNERS, RATE, ACTIONS),
        units=UNITS,
        outline=tuple(
            OutlineRow(level, text, CellRef(FILE, "正文", f"B{number}"))
            for number, (level, text) in enumerate(outline, 2)
        ),
        annexes=(
            (AnnexRow("说明", AnnexForm.TEXT, annex, CellRef(FILE, "附件", "C2")),) if annex else ()
        ),
    )
    reports = tuple(
        UnitReport(unit, f"收件/{unit.name}.xlsx", {}, {ACTIONS.label: "发了30份资料。"})
        for unit in UNITS
        if unit not in missing
    )
    return compose(brief, Checked(UNITS, reports, tuple(missing)), figures)


def shown(paragraph: Paragraph) -> list[tuple[str, str, str]]:
    """Words, name and scope of every mark."""
    return [(paragraph.text[m.start : m.end], m.name, m.scope) for m in paragraph.marks]


def marks(row: str, *missing: Unit) -> list[tuple[str, str, str]]:
    (paragraph,) = job(row, missing=missing).paragraphs
    return shown(paragraph)


# ── what is marked ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("发放资料", "198650份"),
        ("发放资料|约", "近20万份"),
        ("发放资料｜万", "19.865万份"),
        ("悬挂横幅", "0条"),
        ("满意率", "99.2%"),
    ],
)
def test_a_total_is_marked_with_all_its_words(reference: str, words: str) -> None:
    (paragraph,) = job(f"共【{reference}】，完。").paragraphs
    name = reference.replace("｜", "|").partition("|")[0]
    assert paragraph.marks == (FigureMark(1, 1 + len(words), name, "", reference),)
    assert paragraph.text == f"共{words}，完。"


def test_each_category_has_a_mark_of_its_own() -> None:
    assert marks("【发放资料|分类】。") == [
        ("8000份", "发放资料", "委机关"),
        ("180650份", "发放资料", "乡镇卫生院"),
        ("10000份", "发放资料", "其他"),
    ]


def test_each_of_the_leading_units_has_a_mark_of_its_own() -> None:
    assert marks("【发放资料|前三】。") == [
        ("90325份", "发放资料", "城关镇卫生院"),
        ("90325份", "发放资料", "城东镇卫生院"),
        ("10000份", "发放资料", "县医院"),
    ]


def test_a_figure_that_units_share_is_marked_once_as_that_of_the_first() -> None:
    (paragraph,) = job("【发放资料|最多】。").paragraphs
    assert paragraph.text == "城关镇卫生院、城东镇卫生院（各90325份）。"
    assert shown(paragraph) == [("90325份", "发放资料", "城关镇卫生院")]


def test_a_change_is_marked_with_its_verb() -> None:
    assert marks("资料【发放资料|同比】。") == [("同比增长32.4%", "发放资料", "")]


def test_counts_of_units_are_marked_and_names_are_not() -> None:
    row = "应报【应报单位数】家，已报【报送单位数】家，未报【未报单位数】家：【未报单位】。"
    assert marks(row, UNITS[3]) == [
        ("4", "应报单位数", ""),
        ("3", "报送单位数", ""),
        ("1", "未报单位数", ""),
    ]
    assert marks("【单位构成】。") == [
        ("2家", "单位构成", "乡镇卫生院"),
        ("1家", "单位构成", "其他"),
    ]
    assert marks("【发文机关】于【报送期次】。") == []


def test_each_figure_of_the_summary_is_marked() -> None:
    (paragraph,) = job("【数据综述|约】。").paragraphs
    assert paragraph.text == "发放资料近20万份、满意率99.2%。"
    assert shown(paragraph) == [("近20万份", "发放资料", ""), ("99.2%", "满意率", "")]
    assert {mark.as_written for mark in paragraph.marks} == {"数据综述|约"}


def test_headings_and_annex_texts_are_marked_and_the_title_is_not() -> None:
    text = job(
        (Level.HEADING_1, "一、 发了【发放资料|万】"),
        "正文。",
        annex="说明。\n\n  共【发放资料】。",
        title="发放【发放资料】的总结",
    )
    heading, _ = text.paragraphs
    assert shown(heading) == [("19.865万份", "发放资料", "")]
    (annex,) = text.annexes
    assert [shown(paragraph) for paragraph in annex.paragraphs] == [
        [],
        [("198650份", "发放资料", "")],
    ]


def test_what_a_unit_wrote_and_what_the_clerk_typed_is_not_marked() -> None:
    text = job("【各单位|主要做法】", "共198650份。")
    assert [paragraph.marks for paragraph in text.paragraphs] == [()] * 5


# ── where marks stay ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("row", "reads"),
    [
        ("{横幅【悬挂横幅】，}资料【发放资料】。", "资料198650份。"),
        ("资料【发放资料】{，横幅【悬挂横幅】}。", "资料198650份。"),
        ("共{横幅【悬挂横幅】}、【发放资料】。", "共198650份。"),
        ("（{横幅【悬挂横幅】}）{资料【发放资料】。}", "资料198650份。"),
        ("  \n {横幅【悬挂横幅】。}\n 资料【发放资料】。 ", "资料198650份。"),
    ],
)
def test_marks_move_with_their_words_when_a_clause_is_left_out(row: str, reads: str) -> None:
    (paragraph,) = job(row).paragraphs
    assert paragraph.text == reads
    assert shown(paragraph) == [("198650份", "发放资料", "")]


@given(st.lists(st.sampled_from(["甲", " ", "\n", "，", "  \n "]), max_size=12), st.data())
def test_lines_are_those_of_the_plain_text_and_keep_their_marks(
    pieces: list[str], data: st.DataObject
) -> None:
    whole = Marked()
    for piece in pieces:
        whole += Marked(piece)
        if data.draw(st.booleans()):
            whole += Marked("9", (FigureMark(0, 1, "数"),))
    lines = whole.lines()
    assert tuple(line.text for line in lines) == plain_lines(whole.text)
    assert sum(len(line.marks) for line in lines) == whole.text.count("9")
    assert all(line.text[m.start : m.end] == "9" for line in lines for m in line.marks)


# ── what is marked is true ───────────────────────────────────────────────────────────────

_REFERENCES = ("发放资料", "发放资料|约", "发放资料|万", "发放资料|分类", "发放资料|前三")
_PIECES = st.sampled_from(
    [
        *(f"【{reference}】" for reference in _REFERENCES),
        *(f"{{，资料【{reference}】}}" for reference in _REFERENCES),
        *("{横幅【悬挂横幅】、}", "{【悬挂横幅】}", "，", "。", "（", "）", "、", "共", " ", "\n"),
        *("【数据综述|约】", "【满意率】", "{【报送单位数】家}", "【单位构成】"),
    ]
)
_VALUES = st.one_of(
    st.integers(0, 10**10).map(Decimal), st.decimals(0, 10**6, places=4, allow_nan=False)
)
_STATUSES = st.sampled_from([Status.EXACT, Status.ABOUT, Status.AT_LEAST, Status.AT_MOST])


@settings(max_examples=60)
@given(st.lists(_PIECES, min_size=1, max_size=9), _VALUES, _STATUSES)
@example([" "], Decimal(1), Status.EXACT)
@example(["【发放资料|约】", "{【悬挂横幅】}", "、", "【发放资料】"], Decimal(198650), Status.EXACT)
def test_marked_words_are_true_of_their_figure(
    pieces: list[str], value: Decimal, status: Status
) -> None:
    own = leaflets(value, status if value else Status.EXACT)
    every = {name: {**theirs, LEAFLETS.label: own} for name, theirs in BY_UNIT.items()}
    parts = {name: {LEAFLETS.label: own} for name in BY_CATEGORY}
    figures = Figures({**TOTALS, LEAFLETS.label: own}, parts, every)
    for paragraph in job("".join(pieces), "完。", figures=figures).paragraphs:
        assert all(one.end <= two.start for one, two in pairwise(paragraph.marks))
        for mark in paragraph.marks:
            words = paragraph.text[mark.start : mark.end]
            figure = figure_of(mark, figures)
            if figure is None:
                assert mark.name in ("报送单位数", "单位构成")
                assert words.rstrip("家个") in ("1", "2", "4")
            else:
                assert is_true(words, figure), (words, figure)


def is_true(words: str, figure: Figure) -> bool:
    amount = read_amount(words, figure.unit)
    assert amount is not None
    assert amount.value is not None
    assert figure.value is not None
    if figure.unit == "%":
        return abs(amount.value / 100 - figure.value) <= Decimal("0.0005")
    if amount.status is Status.AT_LEAST:
        return amount.value <= figure.value
    if amount.status is Status.AT_MOST:
        return amount.value >= figure.value
    if amount.status is Status.ABOUT:
        return abs(amount.value - figure.value) <= figure.value * Decimal("0.15")
    return amount.value == figure.value
