"""Serial numbers and number formats mean what openpyxl takes them for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils import datetime as theirs

from make_docx.intake.number_formats import LONGEST_FORMAT, STANDARD, shows_span, shows_time
from make_docx.intake.serial_date import (
    MAC_EPOCH,
    OF_THIS_CENTURY,
    WINDOWS_EPOCH,
    day,
    moment,
    span,
)

EPOCHS = pytest.mark.parametrize("epoch", [WINDOWS_EPOCH, MAC_EPOCH], ids=["1900", "1904"])
LAST = 2_958_465  # 9999-12-31
ODD = (
    *(0, 1, 59, 60, 61, -1, -60, LAST, LAST + 1, -693_593, -693_594, -693_595),
    *(0.0, -0.0, 0.5, 0.999999, 0.99999999, 0.9999999999, 1.0, 1.9999999999, 59.5, 59.99999),
    *(59.9999999999, 60.0, 60.5, 61.25, -0.25, -1.75, 44348.000005787, 44348.99999999),
    *(2.5e6, 2958465.9999999, 2958465.9999999999, 1e9, 1e18, -1e18, 1e300, inf, -inf, nan),
    *(10**17, 10**400, -(10**400), 1 / 86_400_000, 1.5 / 86_400_000, 2.5 / 86_400_000),
)
SERIALS = (
    st.integers(-700_000, 3_000_000)
    | st.floats(-700_000, 3_000_000)
    | st.floats(-2, 62)
    # whole milliseconds and halves of them, where rounding decides
    | st.integers(0, 2 * 86_400_000 * 60).map(lambda half: half / 2 / 86_400_000)
)
PIECES = st.sampled_from(
    (
        *("yyyy", "m", "d", "h", "mm", "ss", "s", ".0", "0", "0.00", "#,##0", "%", "@", "General"),
        *('"年"', '"d"', '"', ";", "[Red]", "[$-804]", "[$-F800]", "[h]", "[HH]", "[mm]", "[s]"),
        *(
            "[hhh]",
            "[",
            "]",
            "\\",
            "_",
            "\\d",
            "_d",
            "*",
            "!",
            "AM/PM",
            "上午/下午",
            "\n",
            " ",
            "e",
        ),
        *("[DBNum1]", "[>=100]", "G/通用格式", "Y", "D", "-", "/", ":"),
    )
)
FORMATS = st.lists(PIECES, max_size=8).map("".join)
KNOWN_FORMATS = (
    *BUILTIN_FORMATS.values(),
    *("yyyy-mm-dd", 'yyyy"年"m"月"d"日"', '[$-804]yyyy"年"m"月"', "[$-F800]dddd, mmmm dd, yyyy"),
    *("[Red]0.00", "[h]:mm", "[HH]:MM", "[mm]:ss", "[ss].00", "[hhh]", '0"days"', r"0\d", "0_d"),
    *('"天;数"d', "0;yyyy", "yyyy;0", "[DBNum1]yyyy", '"d', "d\n", '"d\n"', "", ";", "[d", "d]"),
)


def outcome(ask: Callable[[], object]) -> object:
    """What comes back, or what kind of error."""
    try:
        return ask()
    except (OverflowError, ValueError) as error:
        return type(error)


def same_moment(serial: float, epoch: dt.datetime) -> bool:
    expected = outcome(partial(theirs.from_excel, serial, epoch))
    return outcome(partial(moment, serial, epoch)) == expected


def same_span(serial: float) -> bool:
    expected = outcome(partial(theirs.from_excel, serial, timedelta=True))
    return outcome(partial(span, serial)) == expected


def test_the_calendars_are_those_of_openpyxl() -> None:
    assert (WINDOWS_EPOCH, MAC_EPOCH) == (theirs.WINDOWS_EPOCH, theirs.MAC_EPOCH)


@EPOCHS
@pytest.mark.parametrize("serial", ODD)
def test_odd_numbers_are_the_same_moments(serial: float, epoch: dt.datetime) -> None:
    assert same_moment(serial, epoch)


@EPOCHS
@given(serial=SERIALS)
def test_numbers_are_the_same_moments(serial: float, epoch: dt.datetime) -> None:
    assert same_moment(serial, epoch)


@pytest.mark.parametrize("serial", ODD)
def test_odd_numbers_are_the_same_lengths_of_time(serial: float) -> None:
    assert same_span(serial)


@given(SERIALS)
def test_numbers_are_the_same_lengths_of_time(serial: float) -> None:
    assert same_span(serial)


@EPOCHS
@pytest.mark.parametrize("serial", [OF_THIS_CENTURY[0], 44348, OF_THIS_CENTURY[-1]])
def test_a_whole_number_of_this_century_is_a_day(serial: int, epoch: dt.datetime) -> None:
    assert dt.datetime.combine(day(serial, epoch), dt.time()) == theirs.from_excel(serial, epoch)


def test_this_century_begins_and_ends_with_its_days() -> None:
    first, last = OF_THIS_CENTURY[0], OF_THIS_CENTURY[-1]
    assert day(first, WINDOWS_EPOCH) == dt.date(2000, 1, 1)
    assert day(last, WINDOWS_EPOCH) == dt.date(2099, 12, 31)


def test_february_of_1900_has_29_days_as_in_excel() -> None:
    assert moment(59, WINDOWS_EPOCH) == dt.datetime(1900, 2, 28)
    assert moment(61, WINDOWS_EPOCH) == dt.datetime(1900, 3, 1)


def test_the_numbers_of_formats_are_those_of_openpyxl() -> None:
    assert {number: STANDARD[number] for number in BUILTIN_FORMATS} == BUILTIN_FORMATS


def test_days_in_chinese_have_numbers_of_their_own() -> None:
    own = {number: code for number, code in STANDARD.items() if number not in BUILTIN_FORMATS}
    assert all(map(shows_time, own.values()))
    assert own[31] == 'yyyy"年"m"月"d"日"'
    assert own[33] == 'h"时"mm"分"ss"秒"'


@pytest.mark.parametrize("number_format", KNOWN_FORMATS)
def test_formats_in_use_show_what_openpyxl_says(number_format: str) -> None:
    assert shows_time(number_format) == is_date_format(number_format)
    assert shows_span(number_format) == is_timedelta_format(number_format)


@given(FORMATS)
def test_any_format_shows_what_openpyxl_says(number_format: str) -> None:
    assert shows_time(number_format) == is_date_format(number_format)
    assert shows_span(number_format) == is_timedelta_format(number_format)


def test_a_format_that_excel_would_not_take_shows_no_day() -> None:
    assert shows_time("y" * LONGEST_FORMAT)
    assert not shows_time("y" * (LONGEST_FORMAT + 1))
