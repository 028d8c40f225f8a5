"""Turns a date into the words of a document: 2021年6月3日 (GB/T 9704-2012 7.3.5)."""

from __future__ import annotations

import datetime as dt


def in_words(date: dt.date) -> str:
    """Arabic digits, the year in full, month and day without a leading zero."""
    return f"{date.year}年{date.month}月{date.day}日"
