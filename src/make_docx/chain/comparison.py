"""Turns a payload and the 统计表 of its document into the figures in which they differ.

A cell is equal to a figure when it says what the table prints for it: a rate of 12/14 is printed
as 85.7, or with more decimals where its column has them, a value of more than six decimals with
two of them at least; everything else to the last digit and with its status, so 104 is not 104余,
and 1.5万 is 15000.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from make_docx.chain.annex import SUBTOTAL, Annex, AnnexRow, Column, reading_of
from make_docx.chain.payload import Payload, Reading, Row, Total
from make_docx.figures.category import OTHERS
from make_docx.figures.exactness import exactly
from make_docx.figures.rate import rate_of
from make_docx.figures.roster import normal_name
from make_docx.late_pattern import late_pattern
from make_docx.model import Aggregation, Figure, Indicator, RowKind, Status, Unit, UnitReport
from make_docx.wording import number
from make_docx.wording.rank import ranked
from make_docx.wording.table import NOTHING

NO_COLUMN: Final = "没有这一栏"
NO_ROW: Final = "没有这一行"
IN_TOTAL: Final = "合计"
RANK: Final = Column("名次", 0)
_DECIMALS: Final = late_pattern("[.．]([0-9]+)")


class Difference(Struct, frozen=True):
    """What the table prints and what it should; `row` and `column` are where, if it is there."""

    label: str
    unit: str  # 合计, 某小计, or the name of the unit
    shown: str
    expected: str
    row: AnnexRow | None = None
    column: Column | None = None


def differences(payload: Payload, annex: Annex) -> tuple[Difference, ...]:
    """Figure by figure, totals first; a figure that is not printed is not compared."""
    return tuple(_differences(payload, annex))


def subtotal_differences(payload: Payload, annex: Annex) -> tuple[Difference, ...]:
    """Where a 小计 is not what the payload's rows of its category add up to."""
    return tuple(_subtotal_differences(payload, annex))


def ranking_differences(payload: Payload, annex: Annex) -> tuple[Difference, ...]:
    """Where a 排名表 is not what the payload's rows come to; they are not to be None."""
    return tuple(_ranking_differences(payload, annex))


def is_same(shown: str, figure: Figure, expected: str = "") -> bool:
    """Whether a cell says `figure`, of which `expected` is the usual print."""
    expected = expected or _bare(figure)
    if "".join(shown.split()) in (expected, expected.replace(number.PERCENT, "")):
        return True
    reading = reading_of(shown, figure.unit)
    if reading is None:
        return False
    exact = Reading(figure.value, figure.status)
    return reading in (exact, reading_of(expected, figure.unit), _rounded(figure, _places(shown)))


def _rounded(figure: Figure, decimals: int) -> Reading | None:
    """What is printed with so many decimals, as no cell does with fewer than the figure takes."""
    if figure.value is None or decimals < number.decimals_of(figure):
        return None
    return Reading(number.printed(figure, decimals), figure.status)


def _places(shown: str) -> int:
    decimals = _DECIMALS.search(shown)
    return len(decimals[1]) if decimals else 0


def _differences(payload: Payload, annex: Annex) -> Iterator[Difference]:
    printed = [total for total in payload.totals if total.in_table]
    places = [(total, annex.column(total.label, total.unit)) for total in printed]
    for total, column in places:
        if column is None:
            yield Difference(total.label, IN_TOTAL, NO_COLUMN, _bare(printed_total(total)))
        elif (row := annex.total) is None:
            yield Difference(total.label, IN_TOTAL, NO_ROW, _bare(printed_total(total)))
        else:
            yield from _cell(printed_total(total), IN_TOTAL, row, column)
    if payload.rows is not None:
        yield from _rows(payload, annex, [place for place in places if place[1]])


def _subtotal_differences(payload: Payload, annex: Annex) -> Iterator[Difference]:
    category = {normal_name(own.unit): own.category for own in payload.rows or ()}
    by_name = {normal_name(f"{name or OTHERS}{SUBTOTAL}"): name for name in category.values()}
    above: set[str] = set()  # categories of the units above a 小计
    for row in annex.rows:
        if row.kind is RowKind.UNIT and (name := normal_name(row.name)) in category:
            above.add(category[name])
        elif row.kind is RowKind.SUBTOTAL:
            if (named := by_name.get(normal_name(row.name))) is not None:
                above = {named}  # other units may stand alone in their categories
            if len(above) == 1:
                members = [own for own in payload.rows or () if own.category in above]
                yield from _subtotal(payload, annex, row, members)
            above = set()


def _subtotal(
    payload: Payload, annex: Annex, row: AnnexRow, members: Sequence[Row]
) -> Iterator[Difference]:
    for at, total in enumerate(payload.totals):
        column = annex.column(total.label, total.unit)
        if column is None or total.aggregation is not Aggregation.SUM:
            continue
        readings = [reading for own in members if (reading := own.readings[at])]
        values = [reading.value for reading in readings if reading.value is not None]
        if not values:
            continue
        with exactly():
            value = sum(values, Decimal(0))
        stated = reading_of(row.cell(column), total.unit)
        status = stated.status if stated and stated.value is not None else Status.EXACT
        figure = Figure(total.label, value, total.unit, status)
        if not is_same(row.cell(column), figure):
            expected = number.bare(figure)
            yield Difference(total.label, row.name, row.cell(column), expected, row, column)


def _ranking_differences(payload: Payload, annex: Annex) -> Iterator[Difference]:
    places = [(total, annex.column(total.label, total.unit)) for total in payload.totals]
    for total, column in places:
        if column is None and total.in_table:
            yield Difference(total.label, "", NO_COLUMN, total.label)
    yield from _rows(payload, annex, [place for place in places if place[1]])
    first = annex.columns[0] if annex.columns else None
    leading = next((total for total, column in places if first and column == first), None)
    if leading is None:
        return
    at = payload.totals.index(leading)
    found = ((own.unit, figure_of_row(own, leading, at, payload)) for own in payload.rows or ())
    known = [(name, figure) for name, figure in found if figure and figure.value is not None]
    ranks = _places_of(known, annex, annex.columns[0])
    if (among := dict(payload.places).get(leading.label)) is not None:
        ranks = ((name, among, among) for name, _ in known)
    for name, rank, other in ranks:
        row = annex.units.get(normal_name(name))
        if row and (shown := row.cell(RANK)) not in (rank, other):
            yield Difference(RANK.head, row.name, shown, rank, row, RANK)


def _places_of(
    known: Sequence[tuple[str, Figure]], annex: Annex, column: Column
) -> Iterator[tuple[str, str, str]]:
    """(unit, 名次, 名次): by what the column prints, and as if its cells did not share decimals."""
    shared = max((_places(row.cell(column)) for row in annex.rows), default=0)
    alone = {one.name: str(one.place) for one in ranked(known)}
    for one in ranked(known, shared):
        yield one.name, str(one.place), alone[one.name]


def printed_total(total: Total) -> Figure:
    """The total as its row prints it: what is 不汇总 has none."""
    has_none = total.aggregation is Aggregation.NONE and total.reading.value is None
    return replace(total.figure(), status=Status.MISSING) if has_none else total.figure()


def _rows(
    payload: Payload, annex: Annex, places: Sequence[tuple[Total, Column | None]]
) -> Iterator[Difference]:
    at = {total.label: index for index, total in enumerate(payload.totals)}
    told = set()
    for own in payload.rows or ():
        key = normal_name(own.unit)
        told.add(key)
        row = annex.units.get(key)
        if row is None:
            yield Difference("", own.unit, NO_ROW, f"有{own.unit}的数据")
            continue
        for total, column in places:
            figure = figure_of_row(own, total, at[total.label], payload)
            if column and figure:
                yield from _cell(figure, own.unit, row, column)
    absent = {normal_name(name): name for name in payload.missing}
    for key, row in annex.units.items():
        for total, column in places if key not in told else ():
            if key not in absent and column:
                yield Difference(total.label, row.name, row.cell(column), NO_ROW, row, column)
            elif column:
                nothing = Figure(total.label, None, total.unit, Status.MISSING)
                yield from _cell(nothing, row.name, row, column, number.MISSING_CELL)


def figure_of_row(row: Row, total: Total, at: int, payload: Payload) -> Figure | None:
    """A unit's figure; its rates are worked out, as they were when the table was made."""
    reading = row.readings[at]
    if total.rate is None:
        if reading is None:
            return None
        return Figure(total.label, reading.value, total.unit, reading.status)
    figures = {
        other.label: Figure(other.label, found.value, other.unit, found.status)
        for other, found in zip(payload.totals, row.readings, strict=True)
        if found and other.label in (total.rate.numerator, total.rate.denominator)
    }
    indicator = Indicator(
        total.label,
        total.unit,
        aggregation=Aggregation.RATE,
        numerator=total.rate.numerator,
        denominator=total.rate.denominator,
    )
    return rate_of(indicator, [UnitReport(Unit(row.unit), row.file, figures)])


def _cell(
    figure: Figure, unit: str, row: AnnexRow, column: Column, nothing: str = NOTHING
) -> Iterator[Difference]:
    shown, expected = row.cell(column), _bare(figure, nothing)
    if not is_same(shown, figure, expected):
        yield Difference(figure.name, unit, shown, expected, row, column)


def _bare(figure: Figure, nothing: str = NOTHING) -> str:
    return nothing if figure.status is Status.MISSING else number.bare(figure)
