"""How a figure is worded: |约 by the paragraph of the design, |万, percentages, 同比."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from make_docx.model import Figure, Status
from make_docx.wording import number

EXACT, ABOUT = Status.EXACT, Status.ABOUT
AT_LEAST, AT_MOST = Status.AT_LEAST, Status.AT_MOST


def figure(value: str | int | Decimal, status: Status = EXACT, unit: str = "") -> Figure:
    return Figure("指标", Decimal(value), unit, status)


# ── |约 ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        # under 10 it stays exact
        (0, "件", "0件"),
        (5, "件", "5件"),
        (9, "件", "9件"),
        # within 1 below a number of one digit and a nought
        (19, "次", "近20次"),
        (89, "次", "近90次"),
        (18, "次", "10余次"),
        # within 2% below from 100 on
        (98, "人", "近100人"),
        (99, "人", "近100人"),
        (97, "人", "90余人"),
        (196, "人", "近200人"),
        (195, "人", "190余人"),
        (980, "人", "近1000人"),
        (979, "人", "900余人"),
        (9800, "人", "近1万人"),
        (198650, "份", "近20万份"),
        (98_000_000, "份", "近1亿份"),
        # cut: tens, one digit if that loses at most 15%, else two; two from 1000 on
        (23, "次", "20余次"),
        (104, "条", "100余条"),
        (117, "条", "100余条"),
        (118, "条", "110余条"),
        (264, "人次", "260余人次"),
        (716, "份", "700余份"),
        (1830, "份", "1800余份"),
        (10800, "份", "1万余份"),
        (42300, "条次", "4.2万余条次"),
        (123_456_789, "次", "1.2亿余次"),
        # as round as its cut: exact
        (10, "条", "10条"),
        (20, "条", "20条"),
        (180, "条", "180条"),
        (5000, "份", "5000份"),
        (200000, "份", "20万份"),
        (11000, "册", "1.1万册"),
    ],
)
def test_an_exact_figure_is_rounded_as_the_design_says(value: int, unit: str, words: str) -> None:
    assert number.approximate(figure(value, unit=unit)) == words


@pytest.mark.parametrize(
    ("value", "status", "words"),
    [
        (198650, AT_LEAST, "19万余份"),
        (42300, AT_LEAST, "4.2万余份"),
        (600, AT_LEAST, "600余份"),
        (99, AT_LEAST, "90余份"),
        (42300, AT_MOST, "近4.3万份"),
        (198650, AT_MOST, "近20万份"),
        (600, AT_MOST, "近600份"),
        (42300, ABOUT, "约4.2万份"),
        (716, ABOUT, "约700份"),
        (264, ABOUT, "约260份"),
        (200000, ABOUT, "约20万份"),
    ],
)
def test_a_figure_that_came_in_approximate_keeps_its_word(
    value: int, status: Status, words: str
) -> None:
    assert number.approximate(figure(value, status, "份")) == words


@pytest.mark.parametrize(
    ("value", "status", "words"),
    [
        (104, AT_MOST, "近110"),
        (23, AT_MOST, "近23"),
        (88, AT_MOST, "近90"),
    ],
)
def test_rounding_upwards_never_strays_more_than_15_percent(
    value: int, status: Status, words: str
) -> None:
    assert number.approximate(figure(value, status)) == words


@pytest.mark.parametrize("typed", [10, 15, 19, 62, 95, 99, "62.5"])
def test_an_about_below_a_hundred_stays_as_typed(typed: int | str) -> None:
    assert number.approximate(figure(typed, ABOUT)) == f"约{typed}"


def test_an_about_from_a_hundred_on_is_cut() -> None:
    assert number.approximate(figure(104, ABOUT)) == "约100"


CLAIM = re.compile(r"(?P<near>近?)(?P<digits>\d+(?:\.\d+)?)(?P<scale>[万亿]?)(?P<more>余?)条")
SCALES = {"": 1, "万": 10**4, "亿": 10**8}


@given(st.integers(min_value=0, max_value=10**15))
def test_what_about_claims_of_an_exact_figure_is_true(value: int) -> None:
    claim = CLAIM.fullmatch(number.approximate(figure(value, unit="条")))
    assert claim is not None
    said = Decimal(claim["digits"]) * SCALES[claim["scale"]]
    if claim["near"]:
        assert not claim["more"]
        assert Decimal("0.94") * said < value < said
    elif claim["more"]:
        assert said < value < 2 * said
    else:
        assert value == said


@given(
    st.integers(min_value=10, max_value=10**15),
    st.sampled_from([AT_LEAST, AT_MOST, ABOUT]),
)
def test_rounding_an_approximate_figure_keeps_its_claim(value: int, status: Status) -> None:
    words = number.approximate(figure(value, status, "条"))
    claim = CLAIM.fullmatch(words.removeprefix("约"))
    assert claim is not None
    said = Decimal(claim["digits"]) * SCALES[claim["scale"]]
    if status is AT_LEAST:
        assert claim["more"]
        assert said <= value
    elif status is AT_MOST:
        assert claim["near"]
        assert value <= said <= value * Decimal("1.15")
    else:
        assert words.startswith("约")
        assert abs(said - value) <= value * Decimal("0.15")


# ── all digits ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("value", "status", "unit", "words"),
    [
        (104, EXACT, "条", "104条"),
        (198650, EXACT, "份", "198650份"),
        (0, EXACT, "条", "0条"),
        ("0.00", EXACT, "万元", "0万元"),
        ("12.50", EXACT, "万元", "12.5万元"),
        ("1E+3", EXACT, "份", "1000份"),
        (42300, AT_LEAST, "条次", "42300余条次"),
        (42300, ABOUT, "条次", "约42300条次"),
        (42300, AT_MOST, "条次", "近42300条次"),
    ],
)
def test_without_a_mode_every_digit_is_printed(
    value: int | str, status: Status, unit: str, words: str
) -> None:
    assert number.exact(figure(value, status, unit)) == words


def test_a_figure_of_thirty_digits_loses_none() -> None:
    assert number.exact(figure("123456789012345678901234567891")) == (
        "123456789012345678901234567891"
    )


def test_a_figure_of_thirty_digits_can_be_rounded() -> None:
    assert number.approximate(figure("123456789012345678901234567891")) == (
        "1200000000000000000000亿余"
    )
    assert number.exact(figure("123456789012345678901234567891.1234567")) == (
        "123456789012345678901234567891.12"
    )


def test_a_quotient_without_end_is_printed_with_two_decimals() -> None:
    assert number.exact(figure(Decimal(10) / 3, unit="元")) == "3.33元"


@pytest.mark.parametrize(("value", "words"), [(5, "5件以上"), ("12.5", "12.5件以上")])
def test_more_than_an_unround_or_small_number_is_yishang(value: int | str, words: str) -> None:
    assert number.exact(figure(value, AT_LEAST, "件")) == words


@pytest.mark.parametrize(
    ("value", "status", "unit", "words"),
    [
        (42300, EXACT, "条次", "4.23万条次"),
        (198650, EXACT, "份", "19.865万份"),
        (716, EXACT, "份", "716份"),
        (9999, EXACT, "份", "9999份"),
        (10000, EXACT, "份", "1万份"),
        (123_450_000, EXACT, "份", "1.2345亿份"),
        (42300, AT_LEAST, "条次", "4.23万余条次"),
        (42300, ABOUT, "条次", "约4.23万条次"),
        (42300, AT_MOST, "条次", "近4.23万条次"),
    ],
)
def test_wan_moves_the_point_and_keeps_every_digit(
    value: int, status: Status, unit: str, words: str
) -> None:
    assert number.scaled(figure(value, status, unit)) == words


@pytest.mark.parametrize(
    ("unit", "words"), [("万元", "42000余万元"), ("亿元", "42000余亿元"), ("千克", "4.2万余千克")]
)
def test_a_measure_word_that_holds_wan_gets_no_second_one(unit: str, words: str) -> None:
    assert number.approximate(figure(42300, unit=unit)) == words


@pytest.mark.parametrize(
    ("value", "status", "unit", "cell"),
    [
        (104, EXACT, "条", "104"),
        (600, AT_LEAST, "条", "600余"),
        (3029, AT_LEAST, "条", "3029以上"),
        (200, ABOUT, "条", "约200"),
        (200, AT_MOST, "条", "近200"),
        (0, EXACT, "条", "0"),
        ("0.992", EXACT, "%", "99.2%"),
    ],
)
def test_a_table_cell_holds_the_figure_without_its_measure_word(
    value: int | str, status: Status, unit: str, cell: str
) -> None:
    assert number.bare(figure(value, status, unit)) == cell


def test_a_cell_without_a_figure_says_which_kind_of_nothing() -> None:
    assert number.bare(Figure("指标", None, status=Status.NOT_APPLICABLE)) == "/"
    assert number.bare(Figure("指标", None, status=Status.MISSING)) == "未报"


def test_words_for_a_figure_without_value_are_refused() -> None:
    with pytest.raises(ValueError, match="指标"):
        number.exact(Figure("指标", None))


# ── percentages ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("ratio", "words"),
    [
        ("0.992", "99.2%"),
        ("0.99249", "99.2%"),
        ("0.9925", "99.3%"),
        ("0.5", "50%"),
        ("1", "100%"),
        ("0", "0%"),
        ("0.9996", "99.96%"),
        ("0.99999", "99.999%"),
        ("0.0004", "0.04%"),
        ("1.0004", "100.04%"),
    ],
)
def test_a_rate_has_one_decimal_and_is_100_or_0_only_exactly(ratio: str, words: str) -> None:
    rate = replace(figure(ratio, unit="%"), is_quotient=True)
    assert number.exact(rate) == number.bare(rate) == words


@pytest.mark.parametrize(
    ("ratio", "words"),
    [
        ("0.9925", "99.25%"),
        ("0.99249", "99.249%"),
        ("0.992491", "99.2491%"),
        ("0.992537313432836", "99.3%"),  # the result of a formula
        ("0.98", "98%"),
        ("1", "100%"),
    ],
)
def test_a_percentage_is_printed_as_typed(ratio: str, words: str) -> None:
    typed = figure(ratio, unit="%")
    assert number.exact(typed) == number.bare(typed) == words


@pytest.mark.parametrize(
    ("status", "words"), [(AT_LEAST, "99.2%以上"), (AT_MOST, "近99.3%"), (ABOUT, "约99.3%")]
)
def test_an_approximate_percentage_is_rounded_to_the_side_it_claims(
    status: Status, words: str
) -> None:
    assert number.exact(replace(figure("0.9926", status, "%"), is_quotient=True)) == words


@given(st.decimals(min_value=0, max_value=1, places=9))
def test_a_percentage_reads_back_within_half_its_last_digit(ratio: Decimal) -> None:
    rate = replace(figure(ratio, unit="%"), is_quotient=True)
    said = Decimal(number.exact(rate).removesuffix("%"))
    assert abs(said - ratio * 100) <= Decimal("0.05")
    assert (said == 100) == (ratio == 1)
    assert (said == 0) == (ratio == 0)


# ── 同比 ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (1125, 1000, "同比增长12.5%"),
        (969, 1000, "同比下降3.1%"),
        (1000, 1000, "与上年持平"),
        (100_001, 100_000, "与上年基本持平"),
        (3000, 1000, "同比增长200%"),
        (0, 1000, "同比下降100%"),
        (1, 100_000, "同比下降99.999%"),
    ],
)
def test_a_count_changes_by_its_ratio(now: int, before: int, words: str) -> None:
    assert number.change(figure(now), figure(before)) == words


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        ("0.992", "0.98", "同比提高1.2个百分点"),
        ("0.97", "0.98", "同比降低1个百分点"),
        ("0.98", "0.98", "与上年持平"),
        ("0.98", "0.9803", "与上年基本持平"),
    ],
)
def test_a_percentage_changes_by_percentage_points(now: str, before: str, words: str) -> None:
    assert number.change(figure(now, unit="%"), figure(before, unit="%")) == words


@pytest.mark.parametrize("status", [ABOUT, AT_LEAST, AT_MOST])
def test_an_approximate_figure_changes_by_about(status: Status) -> None:
    assert number.change(figure(1125, status), figure(1000)) == "同比增长约12.5%"
    assert number.change(figure(1000, status), figure(1000)) == "与上年基本持平"


def test_nothing_is_compared_with_zero() -> None:
    with pytest.raises(ValueError, match="compare"):
        number.change(figure(5), figure(0))


def test_approximate_figures_do_not_tell_a_small_change() -> None:
    assert number.change(figure(30205, Status.ABOUT), figure(30000)) == "与上年基本持平"
    assert number.change(figure(40000, Status.ABOUT), figure(30000)) == "同比增长约33.3%"
