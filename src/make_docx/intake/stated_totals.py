"""Turns the 合计 row of a table of units into the totals that its own rows do not add up to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from make_docx.catalogue import finding
from make_docx.figures.exactness import exactly, plain
from make_docx.figures.grammar import read_amount
from make_docx.figures.value import is_percent
from make_docx.findings import Finding
from make_docx.intake.workbook import Sheet, Spot, Workbook
from make_docx.model import Aggregation, Brief, CellKind, Indicator, Status

_KNOWN: Final = (Status.EXACT, Status.NOT_APPLICABLE)


def wrong_totals(
    book: Workbook,
    sheet: Sheet,
    brief: Brief,
    columns: Mapping[str, int],
    rows: Sequence[int],
    total: int,
) -> Iterator[Finding]:
    """Each figure of the row `total` that is not the sum of `rows`; 约 and 余 are not judged."""
    for indicator in brief.indicators:
        column = columns.get(indicator.label)
        is_summed = indicator.aggregation is Aggregation.SUM and not indicator.is_text
        if not column or not is_summed or is_percent(indicator):
            continue
        stated = _exact(sheet, Spot(total, column), indicator)
        parts = [_exact(sheet, Spot(row, column), indicator) for row in rows]
        known = [part for part in parts if part is not None]
        if stated is None or len(known) < len(parts) or sheet.at(Spot(total, column)).is_blank:
            continue
        with exactly():
            expected = sum(known, Decimal(0))
            if stated == expected:
                continue
            place = book.ref(sheet, Spot(total, column)).place(indicator.label)
            yield finding(
                "table-total-differs", place, found=f"{stated:f}", expected=f"{plain(expected):f}"
            )


def _exact(sheet: Sheet, spot: Spot, indicator: Indicator) -> Decimal | None:
    """The number in a cell, 0 where there is none; None where it cannot be told exactly."""
    value = sheet.at(sheet.origin(spot))
    if value.is_blank:
        return Decimal(0)
    if value.kind not in (CellKind.NUMBER, CellKind.TEXT):
        return None
    amount = read_amount(value.text, indicator.unit)
    if amount is None or amount.has_other_unit or amount.status not in _KNOWN:
        return None
    return amount.value or Decimal(0)
