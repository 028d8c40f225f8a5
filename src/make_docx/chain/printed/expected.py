"""Turns a mark of the body and the payload into the figure that the mark's words state."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from msgspec import Struct

from make_docx.chain.comparison import figure_of_row
from make_docx.chain.payload import Payload, PrintedFigure, Row, TextFigure, Total
from make_docx.figures import base
from make_docx.figures.aggregate import aggregate
from make_docx.figures.category import OTHERS
from make_docx.findings import Place
from make_docx.labels import label_key
from make_docx.model import Aggregation, CellRef, Figure, Indicator, Unit, UnitReport
from make_docx.wording.facts import EXPECTED, MISSING, REPORTED
from make_docx.wording.phrase import COMPOSITION
from make_docx.wording.placeholder import Mode

_COUNTED: Final = frozenset({REPORTED, EXPECTED, MISSING, COMPOSITION, *base.NAMES})


class Stated(Struct, frozen=True):
    """The figure behind a mark, or None where the payload cannot tell it any more.

    `is_count` says that it counts units, with whatever measure word the text has for them.
    """

    figure: Figure | None
    is_count: bool = False


def stated(payload: Payload, mark: PrintedFigure) -> Stated:
    """What `mark` states.

    A change against the year before is not in the payload, nor are the figures of single units
    where there were too many of them.
    """
    if is_count(mark.name):
        count = _count(payload, mark)
        return Stated(None if count is None else Figure(mark.name, Decimal(count)), is_count=True)
    if of_text := find_of_text(payload, mark.name):
        return Stated(of_text.figure() if of_text.reading.value is not None else None)
    total = find_total(payload, mark.name)
    if total is None or mode_of(mark) == Mode.CHANGE:
        return Stated(None)
    if not mark.scope:
        return Stated(total.figure())
    rows = rows_of(payload, mark)
    if len(rows) == 1 and rows[0].unit == mark.scope:
        at = payload.totals.index(total)
        return Stated(figure_of_row(rows[0], total, at, payload))
    return Stated(_of_category(payload, total, rows) if rows else None)


def is_count(name: str) -> bool:
    """Whether `name` is that of a number of units, and not of an indicator."""
    return name in _COUNTED


def mode_of(mark: PrintedFigure) -> str:
    """What stands behind | in the reference."""
    return mark.as_written.replace("｜", "|").partition("|")[2].strip()


def find_total(payload: Payload, name: str) -> Total | None:
    key = label_key(name)
    return next((total for total in payload.totals if label_key(total.label) == key), None)


def find_of_text(payload: Payload, name: str) -> TextFigure | None:
    return next((figure for figure in payload.of_text if figure.name == name), None)


def rows_of(payload: Payload, mark: PrintedFigure) -> tuple[Row, ...]:
    """The rows of the unit or the category that is the scope of `mark`."""
    rows = payload.rows or ()
    own = tuple(row for row in rows if row.unit == mark.scope)
    category = _category(mark.scope)
    members = tuple(row for row in rows if _category(row.category) == category)
    is_by_category = mark.name == COMPOSITION or mode_of(mark) == Mode.BY_CATEGORY
    return (members or own) if is_by_category else (own or members)


def _category(name: str) -> str:
    """What the spellings of one 单位类别 share; those without any are printed as 其他."""
    key = label_key(name)
    return "" if key == OTHERS else key


def _count(payload: Payload, mark: PrintedFigure) -> int | None:
    match mark.name:
        case name if name == COMPOSITION:
            return len(rows_of(payload, mark)) or None
        case name if name == REPORTED:
            return payload.reported
        case name if name == EXPECTED:
            return payload.expected
        case name if name == MISSING:
            return len(payload.missing)
        case name:
            return base_count(payload, name) if payload.base_expected else None


def base_count(payload: Payload, name: str) -> int:
    """How many units at the bottom of the chain `name` counts."""
    reported, asked = payload.base_reported, payload.base_expected
    return {base.REPORTED: reported, base.EXPECTED: asked}.get(name, asked - reported)


def _of_category(payload: Payload, total: Total, rows: Sequence[Row]) -> Figure | None:
    """The rows added up as they were for the document; None where they do not tell the total.

    When they were filled in is not in the payload.
    """
    if total.aggregation is Aggregation.NONE:
        return None
    labels = [other.label for other in payload.totals]
    reports = []
    for row in rows:
        whole = CellRef(row.file, "", "")
        figures = {
            label: Figure(label, reading.value, other.unit, reading.status, (whole,))
            for label, other, reading in zip(labels, payload.totals, row.readings, strict=True)
            if reading
        }
        reports.append(UnitReport(Unit(row.unit, row.category), row.file, figures))
    indicator = Indicator(
        total.label,
        total.unit,
        aggregation=total.aggregation,
        numerator=total.rate.numerator if total.rate else "",
        denominator=total.rate.denominator if total.rate else "",
    )
    return aggregate(indicator, reports, Place())[0]
