"""Turns a date into the words that are printed for it."""

from __future__ import annotations

import datetime as dt
from typing import Final

from make_docx.late_pattern import late_pattern

_MOMENT: Final = late_pattern(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?")
_SPAN: Final = late_pattern(r"(-?\d+) days?, (\d+):(\d\d):\d\d(?:\.\d+)?")


def in_words(date: dt.date) -> str:
    """2021年6月3日: Arabic digits, the year in full, no leading zeros (GB/T 9704 7.3.5.4)."""
    return f"{date.year}年{date.month}月{date.day}日"


def moment_in_words(text: str) -> str:
    """A moment or a span of time as Python writes it, in words; any other text as it is.

    >>> moment_in_words("1903-04-14T12:00:00"), moment_in_words("50 days, 0:00:00")
    ('1903年4月14日12时', '1200小时')
    """
    if _MOMENT.fullmatch(text):
        try:
            moment = dt.datetime.fromisoformat(text)
        except ValueError:
            return text
        return f"{in_words(moment)}{moment.hour}时" + _minutes(moment.minute, "分")
    if span := _SPAN.fullmatch(text):
        days, hours, minutes = map(int, span.groups())
        return f"{24 * days + hours}小时" + _minutes(minutes, "分钟")
    return text


def _minutes(count: int, unit: str) -> str:
    return f"{count}{unit}" if count else ""
