"""Who is named for a high or a low figure: whoever reads the printed table would name the same."""

from __future__ import annotations

import operator
import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from make_docx.figures.exactness import quotient
from make_docx.findings import Severity
from make_docx.model import (
    Aggregation,
    Among,
    AnnexForm,
    AnnexRow,
    Brief,
    CellRef,
    Checked,
    Elements,
    Figure,
    Figures,
    Indicator,
    Level,
    OutlineRow,
    Status,
    Text,
    Unit,
    UnitReport,
    ValueType,
)
from make_docx.wording import compose

RATE = Indicator("满意率", "%", ValueType.PERCENT, Aggregation.RATE)
AREA = Indicator("面积", "亩", ValueType.DECIMAL)
REF = CellRef("公文要素.xlsx", "正文", "B2")


def job(
    written: str,
    values: list[Figure],
    indicator: Indicator = RATE,
    *,
    among: Among | None = None,
) -> Text:
    """A document with `written` as its text, the 统计表 and the 排名表; the units are 单位0 on."""
    units = tuple(Unit(f"单位{number}") for number in range(len(values)))
    annexes = (
        AnnexRow("统计表", AnnexForm.TABLE, "", REF),
        AnnexRow("排名表", AnnexForm.RANKING, indicator.label, REF),
    )
    outline = (OutlineRow(Level.BODY, written, REF),)
    brief = Brief(
        "公文要素.xlsx", "k", Elements(), {}, (indicator,), units, outline=outline, annexes=annexes
    )
    reports = tuple(UnitReport(unit, "", {}) for unit in units)
    own = {unit.name: {indicator.label: f} for unit, f in zip(units, values, strict=True)}
    return compose(brief, Checked(units, reports), Figures({}, {}, own, among=among))


def rate(part: int, whole: int) -> Figure:
    value = quotient(Decimal(part), Decimal(whole))
    return Figure(RATE.label, value, "%", is_quotient=True)


def body(text: Text) -> str:
    assert text.findings == ()
    return "".join(paragraph.text for paragraph in text.paragraphs)


def cells(text: Text, annex: int = 0) -> dict[str, Decimal]:
    """Unit → what its cell says."""
    table = text.annexes[annex].table
    assert table is not None
    return {row.cells[1]: Decimal(row.cells[2]) for row in table.rows if row.cells[1] != "合计"}


RATES = st.lists(
    st.integers(1, 10_000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))),
    min_size=2,
    max_size=6,
)
NEAR = st.lists(st.tuples(st.integers(8985, 9005), st.just(10_000)), min_size=2, max_size=6)


@given(st.one_of(RATES, NEAR), st.sampled_from(["低于", "不低于", "高于", "不高于"]))
@settings(max_examples=60, deadline=None)
def test_who_is_beyond_a_limit_can_be_read_off_the_table(
    pairs: list[tuple[int, int]], sign: str
) -> None:
    text = job(f"{{有【满意率|{sign}90】。}}共。", [rate(*pair) for pair in pairs])
    is_beyond = {
        "低于": operator.lt,
        "不低于": operator.ge,
        "高于": operator.gt,
        "不高于": operator.le,
    }
    for annex in (0, 1):
        beyond = {unit for unit, shown in cells(text, annex).items() if is_beyond[sign](shown, 90)}
        assert set(re.findall("单位[0-9]", body(text))) == beyond


@given(st.one_of(RATES, NEAR), st.integers(1, 4), st.booleans())
@settings(max_examples=60, deadline=None)
def test_the_first_and_the_last_can_be_read_off_the_table(
    pairs: list[tuple[int, int]], places: int, is_from_top: bool
) -> None:
    end = "前" if is_from_top else "后"
    text = job(f"有【满意率|{end}{'一二三四'[places - 1]}】。", [rate(*p) for p in pairs])
    shown = cells(text)
    ahead = {
        unit: sum(other > value if is_from_top else other < value for other in shown.values())
        for unit, value in shown.items()
    }
    named = {u for u, n in ahead.items() if n < places and (shown[u] or not is_from_top)}
    if named:
        assert set(re.findall("单位[0-9]", body(text))) == named
    said = dict(re.findall(r"(单位[0-9])（([0-9.]+)%）", text.paragraphs[0].text))
    assert all(Decimal(words) == shown[unit] for unit, words in said.items())


@given(st.one_of(RATES, NEAR))
@settings(max_examples=30, deadline=None)
def test_the_ranks_are_those_of_the_printed_figures(pairs: list[tuple[int, int]]) -> None:
    table = job("正文。", [rate(*pair) for pair in pairs]).annexes[1].table
    assert table is not None
    shown = [Decimal(row.cells[2]) for row in table.rows]
    for row in table.rows:
        assert int(row.cells[0]) == 1 + sum(value > Decimal(row.cells[2]) for value in shown)


def test_a_rate_just_below_the_limit_prints_as_below_in_text_and_table() -> None:
    rates = [rate(8996, 10_000), rate(95, 100)]
    text = job("低于90%的有{【满意率|低于90】}，最高的是【满意率|最多】。", rates)
    assert body(text) == "低于90%的有单位0，最高的是单位1（95%）。"
    table = text.annexes[0].table
    assert table is not None
    assert [row.cells[2] for row in table.rows] == ["89.96", "95.00", "—"]


def test_the_document_of_one_of_several_units_has_the_decimals_of_all() -> None:
    among = Among({RATE.label: {"单位0": "2"}}, {RATE.label: 2})
    text = job("正文。{低于90%的有【满意率|低于90】。}", [rate(988, 1000)], among=among)
    tables = [annex.table for annex in text.annexes]
    assert [table.rows[0].cells for table in tables if table] == [
        ("1", "单位0", "98.80"),
        ("2", "单位0", "98.80"),
    ]


def test_rates_that_print_alike_share_their_place_in_the_text() -> None:
    text = job("【满意率|最多】。", [rate(988, 1000), rate(9876, 10_000), rate(1, 2)])
    assert body(text) == "单位0、单位1（各98.8%）。"


@pytest.mark.parametrize(
    ("value", "limit", "shown"),
    [("3.0000001", "高于3", "3.0000001"), ("2.9999996", "低于3", "2.9999996"), ("3", "高于2", "3")],
)
def test_a_long_decimal_does_not_print_as_the_limit(value: str, limit: str, shown: str) -> None:
    text = job(f"有【面积|{limit}】。", [Figure(AREA.label, Decimal(value), "亩")], AREA)
    assert body(text) == "有单位0。"
    assert cells(text) == {"单位0": Decimal(shown)}


def test_more_than_a_number_stands_above_it_in_the_last_places_too() -> None:
    values = [
        Figure(AREA.label, Decimal(300), "亩", status)
        for status in (Status.AT_LEAST, Status.EXACT, Status.AT_MOST)
    ]
    assert body(job("【面积|后一】。", values, AREA)) == "单位2（近300亩）。"


def areas(*values: int) -> list[Figure]:
    return [Figure(AREA.label, Decimal(value), "亩") for value in values]


@pytest.mark.parametrize(("mode", "values"), [("前三", (9,) * 6 + (1,)), ("后三", (0,) * 6 + (1,))])
def test_a_clause_left_out_for_six_that_tie_is_told_with_their_number(
    mode: str, values: tuple[int, ...]
) -> None:
    text = job(f"正文。{{较多的有【面积|{mode}】。}}", areas(*values), AREA)
    assert [paragraph.text for paragraph in text.paragraphs] == ["正文。"]
    (told,) = text.findings
    assert (told.code, told.severity, told.place.cell) == ("ranking-crowded", Severity.WARN, "B2")
    assert told.found == f"面积|{mode}"
    assert "6家" in told.message


@pytest.mark.parametrize(
    ("written", "values"),
    [
        ("正文。{有【面积|前三】。}", (9, 9, 9, 9, 9, 1)),  # five can be read
        ("正文。有【面积|前三】。", (9,) * 6 + (1,)),  # printed as it was asked for
        ("正文。{有【面积|前三】。}", (9, 9, 9)),  # all of them
        ("正文。{有【面积|前三】，超过的【面积|高于10】。}", (9,) * 6 + (1,)),  # left out anyway
    ],
)
def test_ties_that_leave_nothing_out_are_not_told(written: str, values: tuple[int, ...]) -> None:
    codes = [one.code for one in job(written, areas(*values), AREA).findings]
    assert "ranking-crowded" not in codes
