"""Turns the number that a workbook stores for a day or a time into that day or time.

Ours for the reason that `cell_address` is: openpyxl's import takes longer than reading four forms.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

WINDOWS_EPOCH: Final = dt.datetime(1899, 12, 30)
MAC_EPOCH: Final = dt.datetime(1904, 1, 1)
OF_THIS_CENTURY: Final = range(36_526, 73_051)  # 2000-01-01 to 2099-12-31, counted from 1899
# Excel has a 29 February 1900. What is before it is counted from a day later.
_LEAP_DAY: Final = 60
_DAY: Final = dt.timedelta(days=1)
_SECONDS: Final = 86_400


def day(serial: int, epoch: dt.datetime) -> dt.date:
    """The day of a whole number of this century."""
    return epoch.date() + dt.timedelta(days=serial)


def moment(serial: float, epoch: dt.datetime) -> dt.datetime | dt.time:
    """The day and time to the millisecond; what is less than a day is a time of day.

    Raises OverflowError for a year past 9999 or before 1, ValueError for what is no number.
    """
    days, part = divmod(serial, 1)
    since_midnight = dt.timedelta(milliseconds=round(part * _SECONDS * 1000))
    if 0 <= serial < 1 and since_midnight < _DAY:
        return (epoch + since_midnight).time()
    if 0 < serial < _LEAP_DAY and epoch == WINDOWS_EPOCH:
        days += 1
    return epoch + dt.timedelta(days=days) + since_midnight


def span(serial: float) -> dt.timedelta:
    """The length of time, to the millisecond; raises as `moment` does."""
    exact = dt.timedelta(days=serial)
    seconds, rest = divmod(exact, dt.timedelta(seconds=1))
    return dt.timedelta(seconds=seconds, microseconds=round(rest.microseconds, -3))
