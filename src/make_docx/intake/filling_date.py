"""Turns what stands under 填报日期 into a day; a year left out is the one asked about."""

from __future__ import annotations

import datetime as dt
from typing import Final

from make_docx.catalogue import finding
from make_docx.findings import Finding, Place, Severity
from make_docx.intake.entry import as_date, date_fault, date_text
from make_docx.intake.workbook import Value
from make_docx.late_pattern import late_pattern
from make_docx.model import CellKind, Elements

_YEAR: Final = late_pattern(r"(?<![0-9])(20[0-9]{2})(?![0-9])")
_SHORT: Final = late_pattern(
    r"(?:(?P<year>[0-9]{2})\s*[-/.年]\s*)?(?P<month>[0-9]{1,2})\s*[-/.月]\s*(?P<day>[0-9]{1,2})\s*[日号]?"
)


def read_day(
    value: Value, epoch: dt.datetime, elements: Elements, place: Place
) -> tuple[dt.date | None, tuple[Finding, ...]]:
    """The day, and what is to be said of it; a day that cannot be told keeps nothing back."""
    year = _year_asked(elements)
    day = as_date(value, epoch)
    if day is None:
        return _short(value, year, place)
    if year and day.year not in (year, year + 1):
        return day, (finding("date-doubtful", place, found=day, expected=f"{year}年"),)
    return day, ()


def _year_asked(elements: Elements) -> int:
    """The year of the period; 0 where nothing tells it."""
    match = _YEAR.search(elements.period)
    if match:
        return int(match[1])
    return elements.deadline.year if elements.deadline else 0


def _short(value: Value, year: int, place: Place) -> tuple[dt.date | None, tuple[Finding, ...]]:
    """A day without its year (5月15日), or with half of it (21.5.15)."""
    fault = date_fault(value, place).with_severity(Severity.WARN)
    match = _SHORT.fullmatch(date_text(value))
    if value.kind is not CellKind.TEXT or not match or not (match["year"] or year):
        return None, (fault,)
    try:
        written = int(match["year"]) + 2000 if match["year"] else year
        day = dt.date(written, int(match["month"]), int(match["day"]))
    except ValueError:
        return None, (fault,)
    found = finding("date-read-as", place, found=value.text, expected=day.isoformat())
    is_certain = not match["year"]
    return day, (found if is_certain else found.with_severity(Severity.WARN),)
