"""Days and 起止日期: what people write, what is refused, and what is printed."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from make_docx.day_text import without_clock
from make_docx.days import (
    DatedSpan,
    DayFault,
    day_in_words,
    in_year,
    on_or_after,
    period_in_words,
    read_day,
    read_period,
    spans,
)
from make_docx.model import Day, Period


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("4月23日", Day(4, 23)),
        ("4月23号", Day(4, 23)),
        ("4月23", Day(4, 23)),
        ("2026年4月23", Day(4, 23, 2026)),
        ("04月03日", Day(4, 3)),
        ("2026年4月23日", Day(4, 23, 2026)),
        ("2026-04-23", Day(4, 23, 2026)),
        ("2026-04-23T00:00:00", Day(4, 23, 2026)),
        ("2026-04-23 00:00:00", Day(4, 23, 2026)),
        ("2026.4.23", Day(4, 23, 2026)),
        ("20260423", Day(4, 23, 2026)),
        ("4.23", Day(4, 23)),
        ("4-23", Day(4, 23)),
        ("8月", Day(8)),
        ("2026年8月", Day(8, None, 2026)),
        ("２０２６年４月 ２３ 日", Day(4, 23, 2026)),
        ("4\u200b月23日", Day(4, 23)),
        ("2月29日", Day(2, 29)),
        ("二〇二一年九月三十日", Day(9, 30, 2021)),
        ("二○二一年九月卅日", Day(9, 30, 2021)),
        ("九月三十日", Day(9, 30)),
        ("元月十二号", Day(1, 12)),
        ("2021年十二月廿五日", Day(12, 25, 2021)),
    ],
)
def test_a_day_is_read(written: str, day: Day) -> None:
    assert read_day(written) == day


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("4月23日至5月3日", Day(4, 23), Day(5, 3)),
        ("4月23日-5月3日", Day(4, 23), Day(5, 3)),
        ("4月23日——5月3日", Day(4, 23), Day(5, 3)),
        ("4.23—5.3", Day(4, 23), Day(5, 3)),
        ("4月23日 ～ 5月3日", Day(4, 23), Day(5, 3)),
        ("2026年4月23日至5月3日", Day(4, 23, 2026), Day(5, 3, 2026)),
        ("4月23日至2026年5月3日", Day(4, 23, 2026), Day(5, 3, 2026)),
        ("2026-04-23至2026-05-03", Day(4, 23, 2026), Day(5, 3, 2026)),
        ("2026-4-23-2026-5-3", Day(4, 23, 2026), Day(5, 3, 2026)),
        ("4月23日至30日", Day(4, 23), Day(4, 30)),
        ("4月23至30日", Day(4, 23), Day(4, 30)),
        ("5月15－16日", Day(5, 15), Day(5, 16)),
        ("5月15-16日", Day(5, 15), Day(5, 16)),
        ("5月15日-16日", Day(5, 15), Day(5, 16)),
        ("5月15", Day(5, 15), Day(5, 15)),
        ("5月15－6月2日", Day(5, 15), Day(6, 2)),
        ("9月至10月", Day(9), Day(10)),
        ("9-10月", Day(9), Day(10)),
        ("10月15日至10月", Day(10, 15), Day(10)),
        ("5月15日", Day(5, 15), Day(5, 15)),
        ("12月20日至1月10日", Day(12, 20), Day(1, 10)),
        ("12月20日至次年1月10日", Day(12, 20), Day(1, 10)),
        ("2026年12月20日至1月10日", Day(12, 20, 2026), Day(1, 10, 2027)),
        ("12月20日至2027年1月10日", Day(12, 20, 2026), Day(1, 10, 2027)),
        ("2026年10月1日至次年6月30日", Day(10, 1, 2026), Day(6, 30, 2027)),
        ("二〇二六年九月一日至三日", Day(9, 1, 2026), Day(9, 3, 2026)),
        ("自9月1日起至9月3日止", Day(9, 1), Day(9, 3)),
        ("9月1日〜9月3日", Day(9, 1), Day(9, 3)),
        ("9月1日−3日", Day(9, 1), Day(9, 3)),
    ],
)
def test_a_period_is_read(written: str, first: Day, last: Day) -> None:
    assert read_period(written) == Period(first, last)


@pytest.mark.parametrize(
    "written",
    ["9月上旬", "5月31日前", "5月底", "长期", "每周三", "26.4.23", "5", "46135", "", "4月2 3日",
     "2026-04-23T09:30:00", "1900年1月1日", "4月23日上午", "二月二", "八月十五", "正月二日",
     "九月初三日", "二十一年九月三日", "1²月3日"],
)  # fmt: skip
def test_what_is_no_date_is_refused_and_never_guessed(written: str) -> None:
    assert read_day(written) is DayFault.NONE
    assert read_period(written) is DayFault.NONE


@pytest.mark.parametrize(
    "written", ["4-5", "4.5-6", "5月15-6", "4月至", "至5月3日", "4月1日至5月1日至6月1日"]
)
def test_a_period_that_can_be_read_in_two_ways_or_in_none_is_refused(written: str) -> None:
    assert read_period(written) is DayFault.NONE


@pytest.mark.parametrize(
    ("written", "year"),
    [
        ("2月30日", None),
        ("13月1日", None),
        ("4月0日", None),
        ("2026年2月29日", None),
        ("2月29日", 2026),
    ],
)
def test_a_day_that_no_calendar_has_is_impossible(written: str, year: int | None) -> None:
    assert read_day(written, year) is DayFault.IMPOSSIBLE
    assert read_period(f"1月1日至{written}", year) is DayFault.IMPOSSIBLE


@pytest.mark.parametrize(
    "written",
    ["5月3日至4月23日", "2026年5月3日至4月23日", "2027年1月1日至2026年1月1日", "30日至23日"],
)
def test_a_period_that_ends_before_it_begins_is_never_moved_by_a_year(written: str) -> None:
    assert isinstance(read_period(written), DayFault)


@pytest.mark.parametrize(
    ("period", "year", "words"),
    [
        (Period(Day(4, 23), Day(5, 3)), 2026, "4月23日至5月3日"),
        (Period(Day(4, 23, 2026), Day(5, 3, 2026)), 2026, "4月23日至5月3日"),
        (Period(Day(4, 23, 2025), Day(5, 3, 2025)), 2026, "2025年4月23日至5月3日"),
        (Period(Day(12, 20, 2025), Day(1, 10, 2026)), 2026, "2025年12月20日至2026年1月10日"),
        (Period(Day(12, 20), Day(1, 10)), 2026, "12月20日至次年1月10日"),
        (Period(Day(5, 15, 2026), Day(5, 15, 2026)), 2026, "5月15日"),
        (Period(Day(9), Day(10)), None, "9月至10月"),
    ],
)
def test_a_period_is_printed_with_the_year_only_where_it_is_needed(
    period: Period, year: int, words: str
) -> None:
    assert period_in_words(period, year) == words


DATES = st.dates(dt.date(1990, 1, 1), dt.date(2090, 12, 31))


@given(DATES, st.booleans(), st.booleans())
@settings(max_examples=60)
def test_a_day_reads_as_it_is_printed(date: dt.date, has_day: bool, has_year: bool) -> None:
    day = Day(date.month, date.day if has_day else None, date.year if has_year else None)
    assert read_day(day_in_words(day)) == day
    assert read_period(day_in_words(day)) == Period(day, day)


@given(DATES, st.integers(0, 180), st.booleans(), st.sampled_from("至到-—~"))
@settings(max_examples=100)
def test_a_period_reads_as_it_is_printed(
    start: dt.date, length: int, has_year: bool, sign: str
) -> None:
    end = start + dt.timedelta(length)
    first, last = (Day(d.month, d.day, d.year if has_year else None) for d in (start, end))
    printed = period_in_words(Period(first, last))
    assert read_period(printed) == Period(first, last)
    assert read_period(printed.replace("至", sign)) == Period(first, last)


@given(st.text("0123456789年月日号至到-—.~/ 次前上旬", max_size=14))
@settings(max_examples=200)
def test_whatever_is_read_is_a_real_day_and_prints_as_what_reads_the_same(text: str) -> None:
    period = read_period(text)
    if isinstance(period, Period):
        assert read_period(period_in_words(period)) == period
        (span,) = spans([period], None)
        assert span.first <= span.last


def test_months_after_new_year_are_of_the_next_year() -> None:
    found = spans([Day(11), Period(Day(12, 20), Day(1, 10)), Day(2, 1)], 2026)
    assert found == [
        DatedSpan(dt.date(2026, 11, 1), dt.date(2026, 11, 30)),
        DatedSpan(dt.date(2026, 12, 20), dt.date(2027, 1, 10)),
        DatedSpan(dt.date(2027, 2, 1), dt.date(2027, 2, 1)),
    ]


def test_a_day_far_back_stays_in_its_year_so_that_the_wrong_order_shows() -> None:
    later, earlier = spans([Day(6, 1), Day(5, 1)], 2026)
    assert earlier.first < later.first


@pytest.mark.parametrize("typed", ["2021-9-1至9-10", "2021-9-1—9-10", "2021-09-01到09-10"])
def test_the_second_day_of_a_dashed_period_may_go_without_its_year(typed: str) -> None:
    assert read_period(typed) == Period(Day(9, 1, 2021), Day(9, 10, 2021))


CHINESE = str.maketrans("0123456789", "〇一二三四五六七八九")


def numeral(number: int) -> str:
    """1 to 31 in Chinese."""
    tens, ones = divmod(number, 10)
    ten = ("", "十", "二十", "三十")[tens]
    return ten + (str(ones).translate(CHINESE) if ones else "")


@given(DATES)
@settings(max_examples=60)
def test_a_date_in_numerals_is_the_same_as_in_digits(date: dt.date) -> None:
    year = str(date.year).translate(CHINESE)
    written = f"{year}年{numeral(date.month)}月{numeral(date.day)}日"
    assert read_day(written) == Day(date.month, date.day, date.year)
    assert read_day(written.partition("年")[2]) == Day(date.month, date.day)


@given(
    DATES,
    st.times(),
    st.sampled_from(["日 {}", "日{}", "日上午{}", "日{}-23:30", "日{}至次日2:00"]),
)
@settings(max_examples=60)
def test_a_clock_behind_a_day_is_parted_off_and_never_eats_into_the_day(
    date: dt.date, time: dt.time, shape: str
) -> None:
    day = f"{date.month}月{date.day}"
    written = day + shape.format(f"{time.hour}:{time.minute:02}")
    assert read_day(written) is DayFault.NONE
    assert without_clock(written) == f"{day}日"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2021-05-03 09:30", "2021-05-03"),
        ("2021-05-03T09:30:00", "2021-05-03"),
        ("5.3 9:30", "5.3"),
        ("5.319:30", "5.319:30"),
        ("5月3日25:00", "5月3日25:00"),
        ("5月3日前", "5月3日前"),
    ],
)
def test_what_is_no_clock_stays(written: str, day: str) -> None:
    assert without_clock(written) == day


@pytest.mark.parametrize(
    ("value", "dated"),
    [
        (Day(9, 30), Day(9, 30, 2021)),
        (Day(9, 30, 2020), Day(9, 30, 2020)),
        (Period(Day(9, 1), Day(9, 3)), Period(Day(9, 1, 2021), Day(9, 3, 2021))),
        (Period(Day(12, 20), Day(1, 10)), Period(Day(12, 20, 2021), Day(1, 10, 2022))),
    ],
)
def test_a_year_that_was_meant_is_filled_in(value: Day | Period, dated: Day | Period) -> None:
    assert in_year(value, 2021) == dated


@pytest.mark.parametrize(
    ("day", "earlier", "date"),
    [
        (Day(3, 6), dt.date(2021, 3, 5), dt.date(2021, 3, 6)),
        (Day(3, 5), dt.date(2021, 3, 5), dt.date(2021, 3, 5)),
        (Day(1, 5), dt.date(2021, 12, 30), dt.date(2022, 1, 5)),
        (Day(3, 4), dt.date(2021, 3, 5), None),
        (Day(2, 29), dt.date(2021, 2, 20), None),
        (Day(3), dt.date(2021, 3, 5), None),
    ],
)
def test_a_day_that_follows_another_has_its_year_only_where_it_is_near(
    day: Day, earlier: dt.date, date: dt.date | None
) -> None:
    assert on_or_after(day, earlier) == date
