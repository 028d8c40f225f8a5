"""Turns a day into the words printed for it."""

from __future__ import annotations

import datetime as dt


def printed(day: dt.date) -> str:
    """2021年6月3日: Arabic digits, four-digit year, no leading zeros (GB/T 9704 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"
