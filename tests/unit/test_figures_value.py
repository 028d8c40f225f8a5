"""The grammar of figures: what a unit may write, and what becomes of it."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from make_docx.figures.numeral import NUMERALS
from make_docx.figures.value import read_text, read_value
from make_docx.model import (
    Cell,
    CellKind,
    CellRef,
    Figure,
    Indicator,
    Status,
    ValueType,
)

REF = CellRef("收件/a.xlsx", "填报表", "C5")
BANNERS = Indicator("悬挂横幅", "条")
SATISFACTION = Indicator("满意度", "%", ValueType.PERCENT)
AREA = Indicator("供热面积", "平方米", ValueType.DECIMAL)


def cell(text: str, kind: CellKind = CellKind.TEXT, label: str = "悬挂横幅") -> Cell:
    return Cell(REF, label, kind, text)


def read(
    text: str, indicator: Indicator = BANNERS, kind: CellKind = CellKind.TEXT
) -> tuple[Figure | None, list[str]]:
    figure, findings = read_value(cell(text, kind), indicator)
    return figure, [finding.code for finding in findings]


def value_of(text: str, unit: str) -> Decimal | None:
    figure, _ = read(text, Indicator("x", unit, ValueType.DECIMAL))
    return figure.value if figure else None


# ── the table of intake.md 2a, row by row ────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("120", CellKind.NUMBER),
        ("120.0", CellKind.NUMBER),
        ("120", CellKind.TEXT),
    ],
)
def test_a_plain_number_is_taken_without_a_word(text: str, kind: CellKind) -> None:
    figure, codes = read(text, kind=kind)
    assert figure == Figure("悬挂横幅", Decimal(120), "条", Status.EXACT, (REF,))
    assert str(figure.value) == "120"
    assert codes == []


@pytest.mark.parametrize(("text", "value"), [("是", 1), ("√", 1), (" 否 ", 0), ("×", 0)])
def test_yes_and_no_are_one_and_zero_where_nothing_else_can_be_asked_for(
    text: str, value: int
) -> None:
    fact = Indicator("按要求公开", "个", minimum=Decimal(0), maximum=Decimal(1))
    figure, codes = read(text, fact)
    assert figure == Figure("按要求公开", Decimal(value), "个", Status.EXACT, (REF,))
    assert codes == []
    assert read(text, BANNERS) == (None, ["cell-not-number"])
    assert read(text, replace(fact, maximum=Decimal(2))) == (None, ["cell-not-number"])
    assert read("2", fact) == (None, ["cell-too-large"])


@pytest.mark.parametrize("text", ["未", "有", "已公开", "TRUE"])
def test_what_is_neither_yes_nor_no_is_asked_for_one_of_them(text: str) -> None:
    fact = Indicator("按要求公开", "个", minimum=Decimal(0), maximum=Decimal(1))
    (found,) = read_value(cell(text), fact)[1]
    assert (found.code, found.found, found.blocks) == ("cell-not-answer", text, True)
    assert "“是”或“否”" in found.action


@pytest.mark.parametrize(
    ("note", "text", "is_told"),
    [
        ("百分制，最多两位小数。", "89.995", True),
        ("百分制，最多两位小数。", "89.99", False),
        ("百分制，最多两位小数。", "89.990", False),
        ("百分制，最多两位小数。", "90", False),
        ("保留1位小数", "八十九点九五", True),
        ("精确到小数点后两位", "89.995", True),
        ("至少两位小数", "89.995", False),
        ("按评分表填", "89.995", False),
    ],
)
def test_more_decimals_than_the_note_allows_are_worth_a_look(
    note: str, text: str, is_told: bool
) -> None:
    score = Indicator("得分", "分", ValueType.DECIMAL, note=note)
    figure, findings = read_value(cell(text), score)
    assert figure is not None
    assert ("cell-decimals" in [found.code for found in findings]) == is_told
    assert not any(found.blocks for found in findings)


def test_the_decimals_of_a_percentage_are_those_that_are_seen() -> None:
    rate = Indicator("满意率", "%", ValueType.PERCENT, note="最多一位小数")
    assert "cell-decimals" not in read("98.5%", rate)[1]
    assert "cell-decimals" in read("98.55%", rate)[1]


@pytest.mark.parametrize(
    ("text", "value"),
    [("八十五点五", "85.5"), ("零点二五", "0.25"), ("一点五万", "15000"), ("约三点〇六", "3.06")],
)
def test_a_decimal_in_chinese_numerals_is_a_number(text: str, value: str) -> None:
    assert value_of(text, "分") == Decimal(value)
    assert value_of(f"{text}分", "分") == Decimal(value)


@pytest.mark.parametrize("text", ["八点", "点五", "八点十五", "八点半", "八点五点五", "十几点五"])
def test_a_time_or_half_a_number_is_no_decimal(text: str) -> None:
    assert value_of(text, "分") is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("１２０", "120"),
        ("120条", "120"),
        ("120 条", "120"),
        ("1,200", "1200"),
        ("1，200", "1200"),
        ("１，２００条", "1200"),
        ("1,234,567", "1234567"),
        ("2万", "20000"),
        ("2 万条", "20000"),
        ("1.2万", "12000"),
        ("3千", "3000"),
        ("3百条", "300"),
        ("2千万", "20000000"),
        ("1.5亿", "150000000"),
        ("一百二十", "120"),
        ("一百二十条", "120"),
        ("两千", "2000"),
        ("二〇", "20"),
        ("十二", "12"),
        ("壹佰贰拾", "120"),
        ("两万", "20000"),
        ("00120", "120"),
    ],
)
def test_another_spelling_of_a_number_is_taken_and_noted(text: str, value: str) -> None:
    figure, findings = read_value(cell(text), BANNERS)
    assert figure is not None
    assert (figure.value, figure.status) == (Decimal(value), Status.EXACT)
    (note,) = findings
    assert (note.code, note.expected) == ("cell-read-as", value)
    assert (note.place.file, note.place.sheet, note.place.cell) == ("收件/a.xlsx", "填报表", "C5")
    assert note.place.label == "悬挂横幅"


@pytest.mark.parametrize(
    "text",
    [
        *(" 120\n", "120 ", "\t120", "\u00a0120", "\u3000120", "1\u00a020", "1\u202f20"),
        *("1\u200b20", "\ufeff120", "120\u200e"),
    ],
)
def test_what_cannot_be_seen_around_or_in_a_number_is_noted(text: str) -> None:
    figure, codes = read(text)
    assert figure is not None
    assert (figure.value, figure.status) == (Decimal(120), Status.EXACT)
    assert codes == ["cell-spaced"]


def test_digits_that_are_turned_round_are_no_number() -> None:
    assert read("\u202e021") == (None, ["cell-not-number"])


@pytest.mark.parametrize(
    ("text", "value", "status"),
    [
        ("约200", 200, Status.ABOUT),
        ("约２００条", 200, Status.ABOUT),
        ("200左右", 200, Status.ABOUT),
        ("200条左右", 200, Status.ABOUT),
        ("200余", 200, Status.AT_LEAST),
        ("200余条", 200, Status.AT_LEAST),
        ("200多条", 200, Status.AT_LEAST),
        ("200+", 200, Status.AT_LEAST),
        ("200条以上", 200, Status.AT_LEAST),
        ("超200条", 200, Status.AT_LEAST),
        ("超过200", 200, Status.AT_LEAST),
        ("逾200", 200, Status.AT_LEAST),
        ("不少于200", 200, Status.AT_LEAST),
        ("近200", 200, Status.AT_MOST),
        ("2万余", 20000, Status.AT_LEAST),
        ("2万多条", 20000, Status.AT_LEAST),
        ("近20万", 200000, Status.AT_MOST),
        ("二十余条", 20, Status.AT_LEAST),
        ("一百二十余万", 1200000, Status.AT_LEAST),
        ("约200余", 200, Status.ABOUT),
        ("近200余", 200, Status.ABOUT),
    ],
)
def test_an_approximate_number_keeps_its_direction(text: str, value: int, status: Status) -> None:
    figure, codes = read(text)
    assert figure is not None
    assert (figure.value, figure.status) == (Decimal(value), status)
    assert codes == ["cell-approximate"]


@pytest.mark.parametrize("text", ["无", "零", "未开展", "没有", " 无 "])
def test_a_word_for_nothing_is_zero_and_noted(text: str) -> None:
    figure, codes = read(text)
    assert figure is not None
    assert (figure.value, figure.status) == (Decimal(0), Status.EXACT)
    assert codes == ["cell-read-as"]


@pytest.mark.parametrize("text", ["/", "／", "-", "－", "—", "——", "–", "不适用", " / ", "N/A"])
@pytest.mark.parametrize("indicator", [BANNERS, SATISFACTION])
def test_not_applicable_is_neither_zero_nor_missing(text: str, indicator: Indicator) -> None:
    figure, codes = read(text, indicator)
    assert figure is not None
    assert (figure.value, figure.status, figure.sources) == (None, Status.NOT_APPLICABLE, (REF,))
    assert codes == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", CellKind.BLANK),
        ("  ", CellKind.TEXT),
        ("\u3000\n", CellKind.TEXT),
        ("\u200b", CellKind.TEXT),
    ],
)
def test_a_blank_cell_is_missing_and_an_error_only_where_required(
    text: str, kind: CellKind
) -> None:
    assert read(text, BANNERS, kind) == (None, ["cell-required"])
    figure, codes = read(text, Indicator("悬挂横幅", "条", required=False), kind)
    assert figure == Figure("悬挂横幅", None, "条", Status.MISSING)
    assert codes == []


@pytest.mark.parametrize(
    "text", ["120份", "120个", "约120份", "98.5%", "1500‰", "一百二十份", "120份左右"]
)
def test_a_number_of_something_else_is_refused(text: str) -> None:
    figure, findings = read_value(cell(text), BANNERS)
    assert figure is None
    assert [(f.code, f.expected) for f in findings] == [("cell-other-unit", "条")]


@pytest.mark.parametrize(
    "text",
    [
        "1,20",
        "1,2000",
        "0,120",
        "1O0",
        "50+70",
        "100-120",
        "100~120",
        "100至120",
        "100条（其中电子屏20条）",
        "100\n20",
        "100 20",
        "100 200",
        "120 120",
        "1 200",
        "1\u3000200条",
        "1  200",
        "nan",
        "inf",
        "1e3",
        "1_000",
        "١٢٠",
        "12²",
        "12₂",
        "①",
        "⒈2",
        "㈠",
        "½",
        "𝟏𝟐",
        "TRUE",
        "#REF!",
        "=50+70",
        "120.",
        ".5",
        "1.2.3",
        "98。5",
        "5月15日",
        "2021.5.15",
        "几十",
        "十几",
        "数百",
        "一百二",
        "三四十",
        "一两",
        "五六",
        "万",
        "余",
        "约",
        "两万三",
        "2万3千",
        "若干",
        "一些",
        "已完成",
        "9" * 40,
        "0x1F",
        "+5",
        "(120)",
    ],
)
def test_what_is_not_one_number_is_refused(text: str) -> None:
    figure, codes = read(text)
    assert figure is None
    assert codes == ["cell-not-number"]


@pytest.mark.parametrize(
    "text",
    [
        "少于10000",
        "小于5",
        "低于5条",
        "<5",
        "＜5",
        "不足200",
        "不到200",
        "不超过5",
        "至多5条",
        "≤5",
        "5以下",
        "5条以下",
        "5以内",
        "100条以内",
    ],
)
def test_a_mere_limit_is_no_number(text: str) -> None:
    assert read(text) == (None, ["cell-not-number"])


@pytest.mark.parametrize("text", ["0余", "近0", "约0条", "0多条", "0以上", "超0", "零余", "0余万"])
def test_zero_is_exact_or_no_number(text: str) -> None:
    assert read(text) == (None, ["cell-not-number"])


@pytest.mark.parametrize("text", ["nan", "inf", "1E+16", "1e3", "1_000", "１２０", "2万", ""])
def test_a_number_cell_holds_plain_digits_or_nothing_usable(text: str) -> None:
    assert read(text, kind=CellKind.NUMBER) == (None, ["cell-not-number"])


def test_true_is_not_one() -> None:
    assert read("TRUE", kind=CellKind.BOOLEAN) == (None, ["cell-not-number"])
    assert read("1", kind=CellKind.BOOLEAN) == (None, ["cell-not-number"])


def test_an_error_value_is_no_number() -> None:
    assert read("#REF!", kind=CellKind.ERROR) == (None, ["cell-error"])


def test_a_formula_that_was_never_calculated_is_told_from_a_blank() -> None:
    assert read("=50+70", kind=CellKind.FORMULA) == (None, ["cell-formula"])


@pytest.mark.parametrize("text", ["120.5", "120.5条", "1.23456万"])
def test_half_a_banner_is_refused(text: str) -> None:
    assert read(text) == (None, ["cell-not-integer"])
    assert read("120.5", AREA)[1] == []


@pytest.mark.parametrize("text", ["-5", "－5", "−5", "负5", "-5条"])
def test_a_negative_count_is_refused_unless_the_minimum_allows_it(text: str) -> None:
    assert read(text) == (None, ["cell-negative"])
    figure, _ = read(text, Indicator("人员增减", "条", minimum=Decimal(-10)))
    assert figure is not None
    assert figure.value == -5


def test_minus_zero_is_zero() -> None:
    figure, codes = read("-0", kind=CellKind.NUMBER)
    assert figure is not None
    assert (str(figure.value), codes) == ("0", [])


def test_the_limits_of_an_indicator_hold() -> None:
    limited = Indicator("悬挂横幅", "条", minimum=Decimal(2), maximum=Decimal(100))
    _, below = read_value(cell("1"), limited)
    _, above = read_value(cell("101"), limited)
    assert [(f.code, f.expected) for f in below] == [("cell-too-small", "2")]
    assert [(f.code, f.expected) for f in above] == [("cell-too-large", "100")]
    assert read("2", limited)[1] == read("100", limited)[1] == []
    assert read("-1", limited)[1] == ["cell-negative"]


@pytest.mark.parametrize("text", ["1000000000000000", "13800138000", "110101199003070011"])
def test_a_telephone_number_in_a_count_needs_a_look(text: str) -> None:
    figure, codes = read(text, kind=CellKind.NUMBER)
    assert figure is not None
    assert codes == ["cell-implausible"]
    allowed = Indicator("悬挂横幅", "条", maximum=Decimal(10) ** 20)
    assert read(text, allowed, CellKind.NUMBER)[1] == []


def test_a_telephone_number_is_not_repeated_in_a_finding() -> None:
    _, findings = read_value(cell("13800138000人"), BANNERS)
    assert "13800138000" not in repr(findings)


# ── dates ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1900-04-29", 120),
        ("1900-04-29T00:00:00", 120),
        ("1900-04-29 00:00:00", 120),
        ("1900-01-01", 1),
        ("1900-02-27", 58),
        ("1900-03-01", 61),
        ("00:00:00", 0),
    ],
)
def test_a_count_in_a_date_cell_is_read_back_with_a_warning(text: str, value: int) -> None:
    figure, findings = read_value(cell(text, CellKind.DATE), BANNERS)
    assert figure is not None
    assert figure.value == value
    assert [(f.code, f.expected) for f in findings] == [("cell-date", str(value))]


@pytest.mark.parametrize("serial", [*range(1, 59), *range(61, 400)])
def test_the_serial_number_is_the_one_that_openpyxl_took_apart(serial: int) -> None:
    from openpyxl.utils.datetime import from_excel

    moment = from_excel(serial)
    assert isinstance(moment, dt.datetime)
    figure, _ = read(moment.isoformat(), kind=CellKind.DATE)
    assert figure is not None
    assert figure.value == serial


@pytest.mark.parametrize(
    "text",
    [
        "2021-05-15",  # typed as 5-15
        "1950-01-01",  # typed as 1-50
        "1900-02-28",  # 59 or 60
        "1900-04-29T12:00:00",
        "12:30:00",
        "1899-12-31",
        "not a date",
    ],
)
def test_a_real_date_or_an_unclear_one_is_no_count(text: str) -> None:
    assert read(text, kind=CellKind.DATE) == (None, ["cell-not-number"])


# ── percentages ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "kind", "codes"),
    [
        ("0.985", CellKind.NUMBER, ["cell-percent"]),
        ("0.985", CellKind.TEXT, ["cell-percent"]),
        ("98.5%", CellKind.TEXT, []),
        ("98.5％", CellKind.TEXT, ["cell-read-as"]),
        ("９８．５％", CellKind.TEXT, ["cell-read-as"]),
        ("98.5", CellKind.NUMBER, ["cell-percent"]),
        ("98.5", CellKind.TEXT, ["cell-percent"]),
        ("约98.5%", CellKind.TEXT, ["cell-approximate"]),
        ("约98.5", CellKind.TEXT, ["cell-percent", "cell-approximate"]),
    ],
)
def test_a_percentage_is_kept_as_its_ratio(text: str, kind: CellKind, codes: list[str]) -> None:
    figure, found = read(text, SATISFACTION, kind)
    assert figure is not None
    assert (str(figure.value), figure.unit) == ("0.985", "%")
    assert found == codes


@pytest.mark.parametrize("kind", [CellKind.NUMBER, CellKind.TEXT])
@pytest.mark.parametrize(("text", "shown"), [("1", "100%"), ("0.5", "50%"), ("0.01", "1%")])
def test_a_bare_percentage_may_have_been_meant_otherwise(
    text: str, shown: str, kind: CellKind
) -> None:
    figure, findings = read_value(cell(text, kind), SATISFACTION)
    assert figure is not None
    assert figure.value == Decimal(text)
    assert [(f.code, f.expected) for f in findings] == [("cell-percent", shown)]


def test_one_percent_is_one_percent() -> None:
    figure, codes = read("1%", SATISFACTION)
    assert figure is not None
    assert (str(figure.value), codes) == ("0.01", [])


@pytest.mark.parametrize(
    ("text", "codes"), [("0", []), ("0%", []), ("无", ["cell-read-as"]), ("没有", ["cell-read-as"])]
)
def test_no_percentage_is_zero_in_figures_and_in_words(text: str, codes: list[str]) -> None:
    figure, found = read(text, SATISFACTION)
    assert figure is not None
    assert (figure.value, figure.status, found) == (Decimal(0), Status.EXACT, codes)


def test_more_than_all_of_it_needs_a_maximum_that_allows_it() -> None:
    assert read("120%", SATISFACTION) == (None, ["cell-too-large"])
    growth = Indicator("增长率", "%", ValueType.PERCENT, maximum=Decimal(2))
    for text in ("120%", "1.2", "120"):
        figure, _ = read(text, growth)
        assert figure is not None
        assert str(figure.value) == "1.2"
    assert read("-3.5%", growth) == (None, ["cell-negative"])


def test_the_limit_of_a_percentage_is_told_as_a_percentage() -> None:
    bounded = Indicator("满意度", "%", ValueType.PERCENT, minimum=Decimal("0.8"))
    _, findings = read_value(cell("79%"), bounded)
    assert [(f.code, f.expected) for f in findings] == [("cell-too-small", "80%")]
    assert read("80%", bounded)[1] == []


def test_people_in_a_percentage_are_refused() -> None:
    assert read("98人", SATISFACTION) == (None, ["cell-other-unit"])


# ── units of measure ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("120人次", "人次", "120"),
        ("120条次", "条次", "120"),
        ("3场次", "场次", "3"),
        ("5个", "个", "5"),
        ("五个", "个", "5"),
        ("2.5平方米", "平方米", "2.5"),
        ("120㎡", "㎡", "120"),
        ("120m²", "m²", "120"),
        ("120m2", "m²", "120"),
        ("12KM", "km", "12"),
        ("2元/人", "元／人", "2"),
        ("2万元", "元", "20000"),
        ("2万人次", "人次", "20000"),
        ("3千米", "米", "3000"),
        ("3千米", "千米", "3"),
        ("三千米", "千米", "3"),
        ("2万千瓦时", "千瓦时", "20000"),
        ("2", "万元", "2"),
        ("2万", "万元", "2"),
        ("2万元", "万元", "2"),
        ("两万元", "万元", "2"),
        ("2.5万元", "万元", "2.5"),
        ("2万余元", "万元", "2"),
        ("2万余", "万元", "2"),
        ("3千万元", "万元", "3000"),
        ("3千万", "万元", "3000"),
        ("一亿二千万元", "万元", "12000"),
        ("120余万元", "万元", "120"),
        ("2百万元", "百万元", "2"),
        ("12", "", "12"),
    ],
)
def test_the_unit_of_measure_may_stand_behind_the_number(text: str, unit: str, value: str) -> None:
    assert value_of(text, unit) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("120人", "人次"),
        ("120条", "条次"),
        ("120条次", "条"),
        ("20000元", "万元"),
        ("2亿元", "万元"),
        ("2亿", "万元"),
        ("2千", "万元"),
        ("一万二千", "万元"),
        ("200万元", "百万元"),
        ("2千", "千克"),
        ("2万", "亿元"),
    ],
)
def test_a_unit_that_leaves_a_doubt_is_refused(text: str, unit: str) -> None:
    assert read(text, Indicator("x", unit))[1] == ["cell-other-unit"]


def test_without_a_unit_of_measure_no_word_may_follow() -> None:
    assert read("120条", Indicator("x"))[1] == ["cell-not-number"]


# ── text ─────────────────────────────────────────────────────────────────────────────────


def test_text_is_taken_as_typed() -> None:
    practice = Indicator("主要做法", value_type=ValueType.TEXT)
    written = " {{ 7*7 }} & <b>【悬挂横幅】\n"
    assert read_text(cell(written), practice) == (written, ())
    assert read_text(cell("12", CellKind.NUMBER), practice) == ("12", ())


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("红旗乡  组织了 宣传。", "红旗乡 组织了"),
        ("播放12万 次， 走访 3 户。", ""),
        ("一是宣传\n  二是走访。", ""),
        ("GB 9704 and more", ""),
    ],
)
def test_blanks_between_words_are_told_where_nobody_knows_what_they_stand_for(
    typed: str, found: str
) -> None:
    practice = Indicator("主要做法", value_type=ValueType.TEXT)
    text, findings = read_text(cell(typed), practice)
    assert text == typed
    assert [(f.code, f.found) for f in findings] == ([("text-spaced", found)] if found else [])


def test_text_that_is_not_there_is_told() -> None:
    practice = Indicator("主要做法", value_type=ValueType.TEXT)
    optional = Indicator("主要做法", value_type=ValueType.TEXT, required=False)
    for found, code in (
        (cell(" "), "cell-required"),
        (cell("#REF!", CellKind.ERROR), "cell-error"),
        (cell("=A1", CellKind.FORMULA), "cell-formula"),
    ):
        text, findings = read_text(found, practice)
        assert (text, [f.code for f in findings]) == (None, [code])
    assert read_text(cell(" "), optional) == (None, ())


# ── anything at all ──────────────────────────────────────────────────────────────────────

NUMBER_LIKE = st.text(
    alphabet="0123456789０１２,，.．-— +约近超余多左右以上百千万亿一二两十零〇无条次元%％\u200b/²",
    max_size=12,
)
ANY_INDICATOR = st.sampled_from(
    [BANNERS, SATISFACTION, AREA, Indicator("x", "万元"), Indicator("x"), Indicator("x", "千克")]
)
SAYS_ZERO = {"无", "没有", "未开展"}


@given(st.one_of(st.text(max_size=80), NUMBER_LIKE), ANY_INDICATOR, st.sampled_from(CellKind))
def test_no_text_makes_the_reader_fail_and_none_is_lost(
    text: str, indicator: Indicator, kind: CellKind
) -> None:
    figure, findings = read_value(cell(text, kind), indicator)
    assert (figure is None) == any(finding.blocks for finding in findings)
    if figure and figure.value is not None:
        assert figure.value.is_finite()
        assert figure.sources == (REF,)


@given(st.one_of(st.text(max_size=20), NUMBER_LIKE), ANY_INDICATOR)
def test_no_number_comes_out_of_a_text_without_one(text: str, indicator: Indicator) -> None:
    figure, _ = read(text, indicator)
    if figure and figure.value is not None:
        visible = "".join(re.findall(r"\w+", text))
        assert re.search(f"[0-9０-９{NUMERALS}]", text) or visible in SAYS_ZERO


@given(st.integers(0, 10**12), st.sampled_from(["", "条"]))
def test_every_way_to_write_an_integer_gives_the_same_number(number: int, unit: str) -> None:
    for written in (f"{number}", f"{number:,}", f"{number:,}".replace(",", "，"), f" {number} "):
        figure, _ = read(written + unit)
        assert figure is not None
        assert figure.value == number


@given(st.decimals(0, 10**9, places=3))
def test_a_decimal_is_read_exactly(number: Decimal) -> None:
    figure, findings = read_value(cell(f"{number:f}"), AREA)
    assert figure is not None
    assert figure.value == number
    assert findings == ()


@given(
    st.integers(-20, 10**13).map(str),
    st.sampled_from(
        (
            BANNERS,
            AREA,
            replace(BANNERS, minimum=Decimal(3), maximum=Decimal(99)),
            replace(BANNERS, minimum=Decimal(-5)),
        )
    ),
)
def test_a_number_is_read_as_the_same_digits_typed_as_text(text: str, indicator: Indicator) -> None:
    assert read(text, indicator, CellKind.NUMBER) == read(text, indicator)
