"""Turns one cell into a figure, or into the finding that says why it is none."""

from __future__ import annotations

import datetime as dt
import unicodedata
from decimal import Decimal
from typing import Final

from make_docx.catalogue import finding
from make_docx.figures.exactness import exactly, plain
from make_docx.figures.grammar import Amount, read_amount
from make_docx.findings import Finding
from make_docx.labels import unspaced
from make_docx.late_pattern import late_pattern
from make_docx.model import (
    Aggregation,
    Cell,
    CellKind,
    Figure,
    Indicator,
    Record,
    Status,
    ValueType,
)

_PLAIN: Final = late_pattern(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_MOBILE_NUMBER: Final = late_pattern(r"1[3-9][0-9]{9}")
# with what stands beside it; between a number or a mark and a word it is closed (`wording.plain`)
_SPACED: Final = late_pattern(r"[\u4e00-\u9fff]{1,4}(?<![0-9][万亿]) +[\u4e00-\u9fff]{1,4}")
# Asked of every figure; Python 3.11 takes 0.15 µs to find a member of an enum by its name.
_NUMBER: Final = CellKind.NUMBER
_PERCENT: Final = ValueType.PERCENT
_FEW_DIGITS: Final = 10  # a mobile number has eleven
_HUGE: Final = Decimal(10) ** 15
_HUNDRED: Final = Decimal(100)
_ZERO: Final = Decimal(0)
_ONE: Final = Decimal(1)
_YES_OR_NO: Final = {"是": _ONE, "√": _ONE, "否": _ZERO, "×": _ZERO}

_DAY_ZERO: Final = dt.datetime(1899, 12, 30)
_TYPED_DATES: Final = dt.datetime(1930, 1, 1)


def read_value(cell: Cell, indicator: Indicator) -> tuple[Figure | None, tuple[Finding, ...]]:
    """Read `cell` as a number of `indicator`; without a figure there is an error finding.

    A percentage becomes its ratio. A blank cell that need not be filled in is `MISSING`.
    """
    if (count := plain_count(cell.kind, cell.text, indicator)) is not None:
        return Figure(indicator.label, count, indicator.unit, Status.EXACT, (cell.ref,)), ()
    if is_blank(cell):
        if indicator.required:
            return None, (_finding("cell-required", cell, indicator),)
        return Figure(indicator.label, None, unit_of(indicator), Status.MISSING), ()
    amount = _amount(cell, indicator)
    if isinstance(amount, Finding):
        return None, (amount,)
    value = amount.value
    if value is not None and is_percent(indicator):
        value = _of_hundred(value) if amount.has_unit else as_ratio(value, indicator)
    if value is not None and (fault := _fault(value, cell, indicator)):
        return None, (fault,)
    figure = Figure(indicator.label, value, unit_of(indicator), amount.status, (cell.ref,))
    return figure, _remarks(figure, amount, cell, indicator)


def read_text(cell: Cell, indicator: Indicator) -> tuple[str | None, tuple[Finding, ...]]:
    """Take the text of `cell` as it stands; None if there is none to take."""
    if is_blank(cell):
        if indicator.required:
            return None, (_finding("cell-required", cell, indicator),)
        return None, ()
    if cell.kind is CellKind.ERROR:
        return None, (_finding("cell-error", cell, indicator),)
    if cell.kind is CellKind.FORMULA:
        return None, (_finding("cell-formula", cell, indicator),)
    found = _SPACED.search(cell.text)
    place = cell.ref.place(indicator.label)
    return cell.text, (finding("text-spaced", place, found=found[0]),) if found else ()


def is_blank(cell: Cell) -> bool:
    """Whether nobody could see anything in the cell."""
    if cell.kind is CellKind.TEXT:
        return all(c.isspace() or unicodedata.category(c) in ("Cf", "Cc") for c in cell.text)
    return cell.kind is CellKind.BLANK


def is_empty(record: Record) -> bool:
    """Whether nothing at all was filled in."""
    return not record.pictures and all(map(is_blank, record.cells.values()))


def is_percent(indicator: Indicator) -> bool:
    """Whether the figure is kept as a ratio."""
    return indicator.value_type is _PERCENT or indicator.unit in ("%", "％")


def has_total(indicator: Indicator) -> bool:
    """Whether the units' figures make one; percentages are never added up."""
    if indicator.is_text or indicator.aggregation is Aggregation.NONE:
        return False
    return not (is_percent(indicator) and indicator.aggregation is Aggregation.SUM)


def unit_of(indicator: Indicator) -> str:
    """计量单位 of the indicator's figures."""
    return "%" if is_percent(indicator) else indicator.unit


def as_ratio(value: Decimal, indicator: Indicator) -> Decimal:
    """A percentage without its sign, as its ratio.

    0.985 is one already. 98.5 is more than this indicator can be, and so of a hundred.
    """
    is_ratio = abs(value) <= max(Decimal(1), _maximum(indicator) or Decimal(1))
    return value if is_ratio else _of_hundred(value)


def shown(value: Decimal, indicator: Indicator) -> str:
    """The value in plain digits, as a clerk would type it."""
    if not is_percent(indicator):
        return f"{plain(value):f}"
    with exactly():
        return f"{plain(value * _HUNDRED):f}%"


def measured(value: Decimal, indicator: Indicator) -> str:
    """The value with its 计量单位: 12件, 98.5%."""
    number = shown(value, indicator)
    return number if is_percent(indicator) else f"{number}{indicator.unit}"


def plain_count(kind: CellKind, text: str, indicator: Indicator) -> Decimal | None:
    """The number in a cell that nothing can be said of: most are such, and it takes a third."""
    if kind is not _NUMBER or len(text) > _FEW_DIGITS or is_percent(indicator):
        return None
    if not (text.isascii() and text.isdigit()) or (text[0] == "0" and text != "0"):
        return None
    value = Decimal(text)
    minimum, maximum = indicator.minimum, indicator.maximum
    is_within = (minimum is None or value >= minimum) and (maximum is None or value <= maximum)
    return value if is_within else None


def _amount(cell: Cell, indicator: Indicator) -> Amount | Finding:
    amount: Amount | None = None
    match cell.kind:
        case CellKind.ERROR:
            return _finding("cell-error", cell, indicator)
        case CellKind.FORMULA:
            return _finding("cell-formula", cell, indicator)
        case CellKind.DATE if not is_percent(indicator):
            serial = _serial(cell.text)
            amount = None if serial is None else Amount(Decimal(serial))
        case CellKind.NUMBER if (
            cell.text.isascii() and cell.text.isdigit() and len(cell.text) <= 15
        ):
            amount = Amount(Decimal(cell.text))  # as `read_amount` reads it; most cells are such
        case CellKind.NUMBER if _PLAIN.fullmatch(cell.text):
            amount = read_amount(cell.text, "")
        case CellKind.TEXT if (answer := _answer(cell, indicator)) is not None:
            amount = Amount(answer)
        case CellKind.TEXT:
            amount = read_amount(cell.text, unit_of(indicator))
        case _:
            pass
    if amount is None:
        code = "cell-not-answer" if _asks_whether(indicator) else "cell-not-number"
        return _finding(code, cell, indicator, expected="数字")
    if amount.has_other_unit:
        return _finding("cell-other-unit", cell, indicator, expected=unit_of(indicator))
    return amount


def _answer(cell: Cell, indicator: Indicator) -> Decimal | None:
    """是 and 否 where nothing but 1 and 0 can be asked for: the total is how many do."""
    answer = _YES_OR_NO.get(cell.text.strip())
    return answer if _asks_whether(indicator) else None


def _asks_whether(indicator: Indicator) -> bool:
    """Whether 1 and 0 are all that it can be."""
    is_whole = indicator.value_type is ValueType.INTEGER
    return is_whole and (indicator.minimum, indicator.maximum) == (_ZERO, _ONE)


def _serial(text: str) -> int | None:
    """The number behind a cell that is formatted as a date: 120 for 1900-04-29.

    None where a date was meant, or where the number cannot be told. Excel makes dates from
    1930 on of what people type (5-15 is a day of this year, 1-50 a month of 1950). openpyxl
    turns both 59 and 60, which Excel calls 1900-02-29, into 1900-02-28.
    """
    if text in ("00:00", "00:00:00"):
        return 0
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    if moment.tzinfo or moment.time() != dt.time() or moment >= _TYPED_DATES:
        return None
    days = (moment - _DAY_ZERO).days
    if days > 60:
        return days
    return days - 1 if 1 < days < 60 else None


def _of_hundred(percent: Decimal) -> Decimal:
    with exactly():
        return plain(percent / _HUNDRED)


def _maximum(indicator: Indicator) -> Decimal | None:
    if is_percent(indicator) and indicator.maximum is None:
        return Decimal(1)
    return indicator.maximum


def _fault(value: Decimal, cell: Cell, indicator: Indicator) -> Finding | None:
    minimum, maximum = indicator.minimum, _maximum(indicator)
    if value < 0 and (minimum is None or minimum >= 0):
        return _finding("cell-negative", cell, indicator, expected="0 或正数")
    if indicator.value_type is ValueType.INTEGER and not _is_whole(value, indicator):
        return _finding("cell-not-integer", cell, indicator, expected="整数")
    if minimum is not None and value < minimum:
        return _finding("cell-too-small", cell, indicator, expected=shown(minimum, indicator))
    if maximum is not None and value > maximum:
        return _finding("cell-too-large", cell, indicator, expected=shown(maximum, indicator))
    return None


def _is_whole(value: Decimal, indicator: Indicator) -> bool:
    if not is_percent(indicator):
        return value == value.to_integral_value()
    with exactly():
        number = value * _HUNDRED
        return number == number.to_integral_value()


def _remarks(
    figure: Figure, amount: Amount, cell: Cell, indicator: Indicator
) -> tuple[Finding, ...]:
    if figure.value is None or amount.value is None:
        return ()
    number = shown(figure.value, indicator)
    remarks = []
    # 0.5 may have been meant for 50% or for 0.5%
    is_bare_percent = is_percent(indicator) and not amount.has_unit and amount.value != 0
    if cell.kind is CellKind.DATE:
        remarks.append(_finding("cell-date", cell, indicator, expected=number))
    elif is_bare_percent:
        remarks.append(_finding("cell-percent", cell, indicator, expected=number))
    elif indicator.maximum is None and _is_implausible(figure.value):
        remarks.append(_finding("cell-implausible", cell, indicator))
    elif (
        figure.status is Status.EXACT
        and not _is_as_expected(cell.text, indicator)
        and _answer(cell, indicator) is None
    ):
        is_seen = _is_as_expected(unspaced(cell.text), indicator)
        code = "cell-spaced" if is_seen else "cell-read-as"
        remarks.append(_finding(code, cell, indicator, expected=number))
    if figure.status is not Status.EXACT:
        remarks.append(_finding("cell-approximate", cell, indicator, expected=number))
    if decimals := number.removesuffix("%").partition(".")[2]:
        from make_docx.figures.decimals import allowed_decimals

        allowed = allowed_decimals(indicator.note)
        if allowed is not None and len(decimals) > allowed:
            remarks.append(_finding("cell-decimals", cell, indicator, expected=str(allowed)))
    return tuple(remarks)


def _is_as_expected(text: str, indicator: Indicator) -> bool:
    return bool(_PLAIN.fullmatch(text.removesuffix("%") if is_percent(indicator) else text))


def _is_implausible(value: Decimal) -> bool:
    return abs(value) >= _HUGE or bool(_MOBILE_NUMBER.fullmatch(f"{value:f}"))


def _finding(code: str, cell: Cell, indicator: Indicator, *, expected: str = "") -> Finding:
    return finding(code, cell.ref.place(indicator.label), found=cell.text, expected=expected)
