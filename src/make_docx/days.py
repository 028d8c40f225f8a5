"""Turns what people write for a day or a 起止日期 into `Day` and `Period`, and those into words.

A year is seldom written: it is that of the 成文日期, and of two days the second may be in the next
year (12月20日至1月10日). What is no date (9月上旬, 5月31日前) is refused, never guessed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from make_docx.day_text import cleaned
from make_docx.late_pattern import late_pattern
from make_docx.model import Day, Period

_YEARS: Final = range(1949, 2100)
_LEAP_YEAR: Final = 2000  # for days without a year, where none is known
# 10月1日至3月31日 goes over New Year; 5月3日至4月23日 is more likely the wrong way round.
_LONGEST_OVER_NEW_YEAR: Final = 184

_YEAR: Final = r"(?P<year>[0-9]{4})"
_MONTH: Final = r"(?P<month>[0-9]{1,2})"
_DATE: Final = r"(?P<day>[0-9]{1,2})"
_FULL: Final = (
    rf"(?:{_YEAR}年)?{_MONTH}月(?:{_DATE}[日号]?)?",
    rf"{_YEAR}(?P<sign>[-./]){_MONTH}(?P=sign){_DATE}",
    rf"{_YEAR}[-./]{_MONTH}",
    rf"{_MONTH}[./]{_DATE}",
)
_DAY: Final = tuple(
    late_pattern(pattern)
    for pattern in (
        *_FULL,
        rf"{_MONTH}-{_DATE}",
        r"(?P<year>[12][0-9]{3})(?P<month>\d\d)(?P<day>\d\d)",
    )
)
_FIRST: Final = tuple(late_pattern(pattern) for pattern in _FULL)
# 4月23至30日, 9至10月: what both ends share is written once
_SHARED_MONTH: Final = late_pattern(rf"(?:{_YEAR}年)?{_MONTH}月{_DATE}[日号]?", re.ASCII)
_SHARED_YEAR: Final = late_pattern(rf"(?:{_YEAR}年)?{_MONTH}")
# 2021-9-1至9-10: the first end says that the second is a day, too
_DASHED: Final = late_pattern(rf"{_YEAR}-{_MONTH}-{_DATE}")
_LAST_DASHED: Final = late_pattern(rf"{_MONTH}-{_DATE}")
_LAST_DATE: Final = late_pattern(rf"{_DATE}[日号]")
_LAST_MONTH: Final = late_pattern(rf"{_MONTH}月")
_NEXT_YEAR: Final = late_pattern("[次翌]年")
_SEPARATOR: Final = late_pattern("至|到|[-~－‐–—―─〜∼−]+")


class DayFault(StrEnum):
    """Why there is no day; the values are codes of findings."""

    NONE = "day-invalid"  # not a date, or one that can be read in two ways
    IMPOSSIBLE = "date-impossible"  # 2月30日
    REVERSED = "period-reversed"  # 5月3日至4月23日


def read_day(text: str, year: int | None = None) -> Day | DayFault:
    """The day in ``4月23日``, ``2026-04-23``, ``4.23``, ``8月`` and the like.

    `year` is the one that is meant where none is written, for whether it has a 29 February.
    """
    return _checked(_matched(cleaned(text), _DAY), year)


def read_period(text: str, year: int | None = None) -> Period | DayFault:
    """The first and the last day in ``4月23日至5月3日``, ``4.23—5.3``, ``9至10月``; or one day.

    ``4-23`` is refused: it may be a day or two months.
    """
    typed = cleaned(text)
    if only := _matched(typed, (*_FIRST, _DAY[-1])):
        day = _checked(only, year)
        return day if isinstance(day, DayFault) else Period(day, day)
    readings = {
        ends
        for sign in _SEPARATOR.finditer(typed)
        if (ends := _ends(*_unwrapped(typed[: sign.start()], typed[sign.end() :])))
    }
    if len(readings) != 1:
        return DayFault.NONE
    ((first, last, is_next_year),) = readings
    for day in (first, last):
        if isinstance(found := _checked(day, day.year or year), DayFault):
            return found
    return _in_order(first, last, is_next_year=is_next_year)


def day_in_words(day: Day, year: int | None = None) -> str:
    """4月23日, 2025年12月: Arabic digits without leading zeros (GB/T 9704 7.3.5.4).

    The year is left out where it is `year`.
    """
    written = "" if day.year in (None, year) else f"{day.year}年"
    return f"{written}{day.month}月" + (f"{day.day}日" if day.day else "")


def period_in_words(period: Period, year: int | None = None) -> str:
    """4月23日至5月3日; both years where there are two, else none where it is `year`."""
    first, last = period.first, period.last
    if first == last:
        return day_in_words(first, year)
    if first.year != last.year and None not in (first.year, last.year):
        year = None
    if last.year == first.year:
        last = replace(last, year=None)
    is_next_year = last.year is None and _is_before(last, first)
    return (
        f"{day_in_words(first, year)}至{'次年' if is_next_year else ''}{day_in_words(last, year)}"
    )


def in_year(value: Day | Period, year: int) -> Day | Period:
    """`value` with the year that was meant, where none is written."""
    first = value.first if isinstance(value, Period) else value
    if first.year:
        return value
    if isinstance(value, Day):
        return replace(value, year=year)
    ends_later = _is_before(value.last, first)
    return Period(replace(first, year=year), replace(value.last, year=year + ends_later))


def on_or_after(day: Day, earlier: dt.date) -> dt.date | None:
    """The date of a day without a year that soon follows `earlier`; None where it does not."""
    if day.year or not day.day:
        return None
    for year in (earlier.year, earlier.year + 1):
        date = _date(year, day.month, day.day)
        if date.day == day.day and _is_over_new_year(date, earlier):
            return date
    return None


class DatedSpan(Struct, frozen=True):
    """The dates, both included, that a day, a month or a 起止日期 takes."""

    first: dt.date
    last: dt.date


def spans(values: Sequence[Day | Period], year: int | None) -> list[DatedSpan]:
    """The dates of `values`, which follow each other: a 1月 after an 11月 is of the next year.

    `year` is that of the first of them if it has none.
    """
    given = (value.first if isinstance(value, Period) else value for value in values)
    meant = year or next((day.year for day in given if day.year), _LEAP_YEAR)
    found: list[DatedSpan] = []
    for value in values:
        start = value.first if isinstance(value, Period) else value
        span = _span(value, start.year or meant)
        if found and not start.year and span.first < found[-1].first:
            moved = _span(value, meant + 1)
            is_meant = _is_over_new_year(moved.first, found[-1].first)
            span = moved if is_meant else span
        meant = span.first.year
        found.append(span)
    return found


def _span(value: Day | Period, year: int) -> DatedSpan:
    if isinstance(value, Day):
        return DatedSpan(_first_date(value, year), _last_date(value, year))
    first = _first_date(value.first, year)
    last = _last_date(value.last, first.year)
    return DatedSpan(first, last if last >= first else _last_date(value.last, first.year + 1))


def _first_date(day: Day, year: int) -> dt.date:
    return _date(day.year or year, day.month, day.day or 1)


def _last_date(day: Day, year: int) -> dt.date:
    return _date(day.year or year, day.month, day.day or 31)


def _is_over_new_year(later: dt.date, earlier: dt.date) -> bool:
    """Whether `later` comes soon enough after `earlier` to be meant as of the next year."""
    return 0 <= (later - earlier).days <= _LONGEST_OVER_NEW_YEAR


# ── reading ──────────────────────────────────────────────────────────────────────────────


def _matched(typed: str, patterns: tuple[re.Pattern[str], ...]) -> Day | None:
    for pattern in patterns:
        if match := pattern.fullmatch(typed):
            parts = {
                name: int(text) for name, text in match.groupdict().items() if _is_number(text)
            }
            return Day(parts["month"], parts.get("day"), parts.get("year"))
    return None


def _is_number(text: str | None) -> bool:
    return text is not None and text.isdigit()


def _unwrapped(left: str, right: str) -> tuple[str, str]:
    """自9月1日起至9月3日止 without the words around its days."""
    return re.sub("^[自从由]|起$", "", left), right.removesuffix("止")


def _ends(left: str, right: str) -> tuple[Day, Day, bool] | None:
    """Two days, and whether the second is said to be in the next year; None if they are no two."""
    later = _NEXT_YEAR.match(right)
    right = right[later.end() :] if later else right
    first, last = _matched(left, _FIRST), _matched(right, _FIRST)
    if first and last:
        if later and last.year:
            return None
        if later and first.year:
            last, later = replace(last, year=first.year + 1), None
        return first, last, bool(later)
    if later:
        return None
    dashed = _matched(left, (_DASHED,))
    if dashed and (day := _matched(right, (_LAST_DASHED,))):
        return dashed, day, False
    shared = _matched(left, (_SHARED_MONTH,))
    if shared and (short := _LAST_DATE.fullmatch(right)):
        return shared, replace(shared, day=int(short["day"])), False
    shared = _matched(left, (_SHARED_YEAR,))
    if shared and (short := _LAST_MONTH.fullmatch(right)):
        return shared, replace(shared, month=int(short["month"])), False
    return None


def _checked(day: Day | None, year: int | None) -> Day | DayFault:
    if day is None or (day.year and day.year not in _YEARS):
        return DayFault.NONE
    try:
        dt.date(day.year or year or _LEAP_YEAR, day.month, 1 if day.day is None else day.day)
    except ValueError:
        return DayFault.IMPOSSIBLE
    return day


def _in_order(first: Day, last: Day, *, is_next_year: bool) -> Period | DayFault:
    """The period, with the year of its first day given to the second if that has none."""
    if last.year and not first.year:  # 4月23日至2026年5月3日
        first = replace(first, year=last.year - _is_before(last, first))
    elif first.year and not last.year:
        after = _is_before(last, first)
        last = replace(last, year=first.year + after)
        if after and not _is_short(first, last):
            return DayFault.REVERSED
    if first.year and last.year:
        in_order = _first_date(first, _LEAP_YEAR) <= _last_date(last, _LEAP_YEAR)
        return Period(first, last) if in_order else DayFault.REVERSED
    if _is_before(last, first):
        return Period(first, last) if is_next_year or _is_short(first, last) else DayFault.REVERSED
    # 次年 with nothing to tell the years apart: 3月1日至次年5月1日
    return DayFault.NONE if is_next_year else Period(first, last)


def _is_short(first: Day, last: Day) -> bool:
    year = first.year or _LEAP_YEAR
    later = _last_date(replace(last, year=None), year + 1)
    return _is_over_new_year(later, _first_date(first, year))


def _is_before(last: Day, first: Day) -> bool:
    """Whether `last` ends before `first` begins, were they of one year."""
    return (last.month, last.day or 31) < (first.month, first.day or 1)


def _date(year: int, month: int, day: int) -> dt.date:
    """A 29 February that `year` does not have is its 28."""
    import calendar  # for a period that lacks its year, in a table with dates

    return dt.date(year, month, min(day, calendar.monthrange(year, month)[1]))
