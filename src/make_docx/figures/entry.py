"""Turns a record of a table into an entry, or into the findings that say why it is none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Final

from msgspec import Struct

from make_docx.catalogue import finding
from make_docx.dates import in_words
from make_docx.day_text import without_clock
from make_docx.days import DayFault, day_in_words, in_year, read_day, read_period, spans
from make_docx.figures.photo import read_photo
from make_docx.figures.value import is_blank, read_value
from make_docx.findings import Finding
from make_docx.labels import hint, label_key
from make_docx.late_pattern import late_pattern
from make_docx.model import (
    Cell,
    CellKind,
    Column,
    ColumnType,
    Day,
    Entry,
    Figure,
    Indicator,
    Period,
    Record,
    Status,
    Table,
    Value,
    ValueType,
)
from make_docx.table_rules import DATED, NUMERIC

_EXPECTED: Final = {
    ColumnType.DATE: "日期，例如 5月15日",
    ColumnType.PERIOD: "起止日期，例如 4月23日至5月3日",
}
# what is said of an indicator, and of a column, which has no 最小值 and 最大值
_OF_COLUMN: Final = {"cell-negative": "entry-below-zero", "cell-too-large": "entry-above-all"}
_LOWEST: Final = Decimal("-Infinity")
_DOUBTFUL: Final = 1  # years that a date may be away from that of the document
# 5.1 in a cell of numbers may have been typed as 5.10; 5.4 and 5.15 may not
_CLEAR_NUMBER: Final = late_pattern(r"[0-9]{1,2}\.(?:[0-9]{2}|[4-9])")
_SHORT_NUMBER: Final = late_pattern(r"([0-9]{1,2})\.([1-3])")
_COMPACT: Final = late_pattern("[12][0-9]{7}")
_EXACT_DIGITS: Final = 15  # of a number in Excel; it makes zeros of what comes behind
_DITTO: Final = frozenset({"同上", "同前", "如上", "〃", "″", '"', "”", "''", "″″"})
# 已办结, 办结了 and 办结。 are 办结; 已办理 need not be 办理, and 未办结 is not 办结
_STOPS: Final = "。.,、;!"
_DONE: Final = late_pattern("(?:已经|已)?(.+[结毕完成])了?")
_NEGATIONS: Final = "不未没无非否缺"
# 缺席 looks like 列席, and the one was not there
_ALSO: Final = {
    **dict.fromkeys(("缺席", "未出席", "未参加", "未到会", "没来"), "请假"),
    **dict.fromkeys(("参加", "参会", "到会", "到场"), "出席"),
}


class Years(Struct, frozen=True):
    """What a date without a year means.

    `printed` is the year of the 成文日期, which documents leave out; `reported` is the one that
    the 报送期次 names, if it names one; `until` is the 成文日期 itself, where records tell of what
    has been, and `told` are all the years that the 报送期次 is of.
    """

    printed: int | None = None
    reported: int | None = None
    until: dt.date | None = None
    told: range | None = None

    @property
    def meant(self) -> int | None:
        return self.reported or self.printed


_NO_YEARS: Final = Years()


def read_entry(
    table: Table, record: Record, *, unit: str = "", years: Years = _NO_YEARS
) -> tuple[Entry | None, tuple[Finding, ...]]:
    """Read every cell; there is an entry only if none of them has an error.

    A photo column takes its picture.
    """
    values: dict[str, Value] = {}
    findings: list[Finding] = []
    for column in table.columns:
        cell = record.cells.get(column.label) or Cell(record.ref, column.label, CellKind.BLANK)
        if column.column_type is ColumnType.PHOTO:
            values[column.label], found = read_photo(record, cell, column)
            findings += found
            continue
        value, found = _read(cell, column, years)
        values[column.label] = value
        findings += found
    if any(found.blocks for found in findings):
        return None, tuple(findings)
    return Entry(record, values, unit), tuple(findings)


def _as_indicator(column: Column) -> Indicator:
    """A column of numbers as what the grammar of numbers asks for.

    A count is never below zero; a balance or a change may be.
    """
    minimum = None if column.column_type is ColumnType.INTEGER else _LOWEST
    return Indicator(
        column.label,
        column.unit,
        ValueType(column.column_type),
        required=column.required,
        minimum=minimum,
        note=column.note,
    )


def _read(cell: Cell, column: Column, years: Years) -> tuple[Value, tuple[Finding, ...]]:
    if is_blank(cell):
        return None, (_finding("entry-required", cell, column),) if column.required else ()
    if cell.kind in (CellKind.ERROR, CellKind.FORMULA):
        return None, (_finding(f"cell-{cell.kind}", cell, column),)
    if column.column_type in NUMERIC:
        return _counted(cell, column)
    if column.column_type in DATED:
        return _dated(cell, column, years)
    return _worded(cell, column, years)


def _counted(cell: Cell, column: Column) -> tuple[Figure | None, tuple[Finding, ...]]:
    """A number, and what is said of it in words that tell where a column is declared."""
    figure, found = read_value(cell, _as_indicator(column))
    told = [
        _finding(_OF_COLUMN[one.code], cell, column) if one.code in _OF_COLUMN else one
        for one in found
    ]
    if figure is None or figure.status is Status.MISSING:
        return None, tuple(told)
    if figure.value is not None and figure.value < 0:
        told.append(_finding("entry-negative", cell, column))
    return figure, tuple(told)


def _dated(cell: Cell, column: Column, years: Years) -> tuple[Value, tuple[Finding, ...]]:
    findings: list[Finding] = []
    text = cell.text
    read = _day_or_period(cell, text, column, years)
    if read is DayFault.NONE and column.column_type is ColumnType.DATE:
        text = without_clock(text)
        read = _day_or_period(cell, text, column, years)
        if not isinstance(read, DayFault):
            findings.append(_finding("entry-clock", cell, column, expected=text))
    if isinstance(read, DayFault):
        return None, (_finding(read, cell, column, expected=_expected(cell, column)),)
    written = read.first.year if isinstance(read, Period) else read.year
    if years.reported and years.reported != years.printed:
        read = in_year(read, years.reported)
    findings += _doubts(read, cell, column, years, has_year=bool(written))
    return read, tuple(findings)


def _day_or_period(cell: Cell, text: str, column: Column, years: Years) -> Day | Period | DayFault:
    if cell.kind is CellKind.NUMBER and not _is_date(text):
        return DayFault.NONE
    reader = read_period if column.column_type is ColumnType.PERIOD else read_day
    return reader(text, years.meant)


def _expected(cell: Cell, column: Column) -> str:
    expected = _EXPECTED[column.column_type]
    short = _SHORT_NUMBER.fullmatch(cell.text) if cell.kind is CellKind.NUMBER else None
    if short is None:
        return expected
    month, digit = short.groups()
    return f"{expected}（存成了数字，分不清是 {month}月{digit}日 还是 {month}月{digit}0日）"


def _doubts(
    read: Day | Period, cell: Cell, column: Column, years: Years, *, has_year: bool
) -> Iterator[Finding]:
    """A year that is not asked about, or is far off; a day still to come when it is signed."""
    first = read.first if isinstance(read, Period) else read
    meant, until = years.meant, years.until
    if has_year and _is_of_other_year(read, years):
        yield _finding("entry-other-year", cell, column, expected=_in_years(years))
        return
    if meant and first.year and abs(first.year - meant) > _DOUBTFUL:
        yield _finding("entry-year", cell, column, expected=f"{meant}年")
        return
    if until and spans([read], years.meant)[0].first > until:
        is_unclear = not has_year and not years.reported
        code = "entry-yearless" if is_unclear else "entry-later"
        yield _finding(code, cell, column, expected=in_words(until))


def _is_of_other_year(read: Day | Period, years: Years) -> bool:
    """Whether all of it has been in years that the 报送期次 does not name."""
    if not years.told:
        return False
    (span,) = spans([read], years.meant)
    is_past = span.first.year < years.told[0] or not years.until or span.first <= years.until
    return is_past and not (span.first.year <= years.told[-1] and span.last.year >= years.told[0])


def _in_years(years: Years) -> str:
    return "、".join(f"{year}年" for year in years.told or ())


def _is_date(number: str) -> bool:
    return bool(_CLEAR_NUMBER.fullmatch(number) or _COMPACT.fullmatch(number))


def _worded(cell: Cell, column: Column, years: Years) -> tuple[Value, tuple[Finding, ...]]:
    text = cell.text
    if cell.kind is CellKind.DATE:
        text = _moment(text, years.printed)
    if column.choices:
        return _chosen(cell, text, column)
    if cell.kind is CellKind.BOOLEAN:
        return None, (_finding("entry-boolean", cell, column),)
    if cell.kind is CellKind.NUMBER and _has_lost_digits(text):
        return None, (_finding("entry-digits", cell, column),)
    if text.strip() in _DITTO:
        return None, (_finding("entry-ditto", cell, column),)
    return text, ()


def _has_lost_digits(number: str) -> bool:
    return len(number.lstrip("-").partition(".")[0]) > _EXACT_DIGITS


def _chosen(cell: Cell, text: str, column: Column) -> tuple[str | None, tuple[Finding, ...]]:
    """The choice that is meant; of words around it, those that change nothing do not count."""
    choices, key = _choices(column.choices), label_key(text)
    if choice := choices.get(key) or choices.get(_bare(text)):
        if label_key(choice) == key:
            return choice, ()
        return choice, (_finding("entry-read-as", cell, column, expected=choice),)
    meant = _ALSO.get(key, text)
    near = [c for c in column.choices if _negations(c) == _negations(meant)]
    allowed = "、".join(column.choices)
    found = _finding("entry-choice", cell, column, expected=allowed, hint=hint(meant, near))
    return None, (found,)


@lru_cache(maxsize=64)
def _choices(choices: tuple[str, ...]) -> Mapping[str, str]:
    """`label_key` of a choice → the choice, and of its bare words where no other has the same."""
    bare = [_bare(choice) for choice in choices]
    only = {key: choice for key, choice in zip(bare, choices, strict=True) if bare.count(key) == 1}
    return only | {label_key(choice): choice for choice in choices}


def _bare(text: str) -> str:
    key = label_key(text).strip(_STOPS)
    match = _DONE.fullmatch(key)
    return match[1] if match else key


def _negations(text: str) -> int:
    return sum(text.count(sign) for sign in _NEGATIONS)


def _moment(text: str, year: int | None) -> str:
    """A date and time that Excel stored, in words: 5月15日9时30分."""
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return text
    date = day_in_words(Day(moment.month, moment.day, moment.year), year)
    if moment.time() == dt.time():
        return date
    return f"{date}{moment.hour}时" + (f"{moment.minute}分" if moment.minute else "")


def _finding(
    code: str, cell: Cell, column: Column, *, expected: str = "", hint: str = ""
) -> Finding:
    place = cell.ref.place(column.label)
    return finding(code, place, found=cell.text, expected=expected, hint=hint)
