"""Turns the 活动时间 and the 报送期次 as they were typed into what the text says of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from make_docx.catalogue import finding
from make_docx.days import day_in_words, period_in_words, read_period
from make_docx.findings import Finding, Place
from make_docx.late_pattern import late_pattern
from make_docx.model import Brief, Period

_LABELS: Final = {"held_on": "活动时间", "period": "报送期次"}
_LOOSE: Final = "，、；：。 \u3000\n"
_DAY: Final = r"(?:[1-9]\d{3}年)?(?:1[0-2]|[1-9])月(?:[1-3]?\d日)?"
# 5月1日至5月31日 is as it has to be, and so is 5月1日—31日; nobody's style is changed.
_RIGHT: Final = late_pattern(rf"{_DAY}(?:(?:至|到|—|～)(?:{_DAY}|[1-3]?\d日))?", re.ASCII)
# 十月八日, 10.15, 2026/10/8: no day of a document is written so (GB/T 9704 7.3.5.4).
_ILL_WRITTEN: Final = late_pattern(
    r"[〇○零一二三四五六七八九十廿卅元]+[年月日]|(?<![\d:：.])\d{1,4}[./．]\d{1,2}(?!\d)|\d{4}-\d"
)


def dates_said(typed: str, year: int | None) -> str:
    """十月八日至10.15 as 10月8日至15日; as typed where it is right, or cannot be read.

    `year` is that of the 成文日期, for whether a February has a 29th; it is not added.
    """
    text = typed.strip(_LOOSE)
    period = None if _RIGHT.fullmatch(text) else read_period(text, year)
    return _in_words(period) if isinstance(period, Period) else typed


def date_remarks(brief: Brief) -> Iterator[Finding]:
    """What is printed otherwise than typed, and what looks like a day but is none."""
    elements = brief.elements
    year = elements.issued_on.year if elements.issued_on else None
    for field, label in _LABELS.items():
        typed = getattr(elements, field).strip(_LOOSE)
        ref = brief.element_refs.get(field)
        place = ref.place(label) if ref else Place(file=brief.file, label=label)
        if (said := dates_said(typed, year)) != typed:
            yield finding("date-said-as", place, found=typed, expected=said)
        elif _ILL_WRITTEN.search(typed) or _is_no_day(typed, year):
            yield finding("date-as-typed", place, found=typed)


def _is_no_day(typed: str, year: int | None) -> bool:
    """2月30日, 5月3日至4月23日."""
    return bool(_RIGHT.fullmatch(typed)) and not isinstance(read_period(typed, year), Period)


def _in_words(period: Period) -> str:
    first, last = period.first, period.last
    is_in_one_month = (first.year, first.month) == (last.year, last.month)
    if first != last and is_in_one_month and first.day and last.day:
        return f"{day_in_words(first)}至{last.day}日"
    return period_in_words(period)
