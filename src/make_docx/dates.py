"""Turns a date into the words that are printed for it."""

from __future__ import annotations

import datetime as dt


def in_words(date: dt.date) -> str:
    """2021年6月3日: Arabic digits, the year in full, no leading zeros (GB/T 9704 7.3.5.4)."""
    return f"{date.year}年{date.month}月{date.day}日"
