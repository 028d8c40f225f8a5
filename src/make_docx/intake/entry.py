"""Turns what a clerk typed into one cell into a date, a number, a list of names or a text."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from decimal import Decimal
from typing import Final

from make_docx.catalogue import finding
from make_docx.day_text import cleaned, has_numeral
from make_docx.findings import Finding, Place
from make_docx.indicator_rules import PERCENT_SIGNS, is_reckonable
from make_docx.intake.serial_date import OF_THIS_CENTURY, day
from make_docx.intake.workbook import Value
from make_docx.late_pattern import late_pattern
from make_docx.model import CellKind

DATE_EXPECTED: Final = "日期，例如 2021-6-3"

_DATE: Final = late_pattern(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T ][0-9:.]+)?", re.ASCII
)
_COMPACT_DATE: Final = late_pattern(r"((?:19|20)\d{2})(\d{2})(\d{2})", re.ASCII)
_NUMERAL: Final = late_pattern("[〇○零一二三四五六七八九十廿卅元](?=[年月日])")
_YEARS: Final = range(2000, 2100)
_NUMBER: Final = late_pattern(r"([+-]?)((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(%?)", re.ASCII)
_LIST_SIGNS: Final = late_pattern(r"[、，,;；\n]")


def as_date(value: Value, epoch: dt.datetime) -> dt.date | None:
    """The day in a date cell, a text like 2021年6月3日 or 20210603, or a serial; else ``None``.

    Only days of 2000 to 2099 count: anything else is a number that looks like a date.
    """
    text = date_text(value)
    match = _DATE.fullmatch(text) or _COMPACT_DATE.fullmatch(text)
    if match:
        return _day(*(int(part) for part in match.groups()))
    if value.kind is CellKind.NUMBER and text.isdigit() and int(text) in OF_THIS_CENTURY:
        return day(int(text), epoch)
    return None


def date_fault(value: Value, place: Place) -> Finding:
    """Why `value` is no day that `as_date` takes."""
    text = date_text(value)
    match = _DATE.fullmatch(text) or _COMPACT_DATE.fullmatch(text)
    if match and int(match[1]) in _YEARS:
        return finding("date-impossible", place, found=as_text(value))
    expected = DATE_EXPECTED
    if value.kind is CellKind.ERROR:  # 20210603 in a cell that shows dates
        expected += "；格子里显示 ##### 的，请清空后重填"
    return finding("element-invalid", place, found=as_text(value), expected=expected)


def date_text(value: Value) -> str:
    """二〇二一年六月三日 and 六月三日 in Arabic digits; anything else as it stands."""
    text = unicodedata.normalize("NFKC", value.text).strip()
    return cleaned(text) if has_numeral(text) and _NUMERAL.search(text) else text


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None


def as_number(value: Value, unit: str = "") -> Decimal | None:
    """The number in a cell, or in a text like 1,200、98.5%、1200条; else ``None``.

    >>> as_number(Value(CellKind.TEXT, "98.5％"))
    Decimal('0.985')
    """
    text = unicodedata.normalize("NFKC", value.text).strip()
    if value.kind is CellKind.NUMBER:
        number = Decimal(text)
        return number if is_reckonable(number) else None
    if unit and unit not in PERCENT_SIGNS:
        text = text.removesuffix(unicodedata.normalize("NFKC", unit)).rstrip()
    match = _NUMBER.fullmatch(text)
    if value.kind is not CellKind.TEXT or not match:
        return None
    number = Decimal(match[1] + match[2].replace(",", ""))
    number = number.scaleb(-2) if match[3] else number
    return number if is_reckonable(number) else None


def is_percentage(value: Value) -> bool:
    """Whether the cell shows a per cent sign: by its format, or in its text."""
    return "%" in unicodedata.normalize("NFKC", value.number_format + value.text)


def as_list(text: str, *, split_spaces: bool = True) -> tuple[str, ...]:
    r"""The names in a text, separated by 、，,;； or lines, and by spaces between Chinese names.

    >>> as_list("张三、李 四\n王五 赵六")
    ('张三', '李四', '王五', '赵六')
    """
    names: list[str] = []
    for part in _LIST_SIGNS.split(text):
        names.extend(_spaced(part) if split_spaces else [part.strip()])
    return tuple(name for name in names if name)


def _spaced(part: str) -> list[str]:
    words = part.split()
    if not all(_is_chinese(word) for word in words):
        return [" ".join(words)]
    names: list[str] = []
    half = ""
    for word in words:  # 李　四: a name of two letters is spread to the width of three
        if half or len(word) > 1:
            names.append(half + word)
            half = ""
        else:
            half = word
    return [*names, half]


def _is_chinese(word: str) -> bool:
    return all(c > "\u2e7f" for c in word)


def as_text(value: Value) -> str:
    """The words of a cell; a date that Excel made of 2021年5月 or 5月1日 becomes words again."""
    return value.words
