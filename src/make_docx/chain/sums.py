"""Turns a 统计表 into the places where it does not add up by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from make_docx.chain.annex import Annex, AnnexRow, Column, reading_of
from make_docx.chain.comparison import Difference
from make_docx.figures.exactness import exactly
from make_docx.model import Aggregation, RowKind

Totals = Sequence[tuple[str, str, Aggregation]]  # label, 计量单位 and 汇总方式


class _Summed(Struct, frozen=True):
    """A column whose 汇总方式 is 合计: only these are added here."""

    label: str
    unit: str
    column: Column

    def value(self, row: AnnexRow) -> Decimal | None:
        reading = reading_of(row.cell(self.column), self.unit)
        return reading.value if reading else None

    def sum(self, rows: Sequence[AnnexRow]) -> Decimal | None:
        """None where no row has a number."""
        values = [value for row in rows if (value := self.value(row)) is not None]
        with exactly():
            return sum(values, Decimal(0)) if values else None

    def difference(self, row: AnnexRow, parts: Sequence[AnnexRow]) -> Iterator[Difference]:
        """That `row` is not what `parts` add up to."""
        stated, total = self.value(row), self.sum(parts)
        is_read = reading_of(row.cell(self.column), self.unit) is not None
        if is_read and total is not None and stated != total:
            shown = row.cell(self.column)
            yield Difference(self.label, row.name, shown, f"{total:f}", row, self.column)


class _Section(Struct, frozen=True):
    """Rows of units down to a 小计, or to the end; `alone` are those that it does not count.

    The only unit of a category has no 小计, and stands above the units of the next one.
    """

    alone: tuple[AnnexRow, ...]
    units: tuple[AnnexRow, ...] = ()
    subtotal: AnnexRow | None = None


def sum_differences(
    annex: Annex, totals: Totals, *, subtotals_only: bool = False
) -> tuple[Difference, ...]:
    """Where 小计 and 合计 are not the sums of the rows of units."""
    found: list[Difference] = []
    columns = _columns(annex, totals)
    sections = _sections(annex, columns)
    units = [row for row in annex.rows if row.kind is RowKind.UNIT]
    stated = [row for row in annex.rows if row.kind is RowKind.TOTAL]
    for summed in columns:
        for one in sections:
            found += summed.difference(one.subtotal, one.units) if one.subtotal else ()
        for row in () if subtotals_only else stated:
            found += summed.difference(row, units)
    return tuple(found)


def subtotals_differ(annex: Annex, totals: Totals) -> tuple[Difference, ...]:
    """Where the 小计, and the units that are in none, do not add up to the 合计."""
    columns = _columns(annex, totals)
    sections = _sections(annex, columns)
    subtotals = [one.subtotal for one in sections if one.subtotal]
    if annex.total is None or not subtotals:
        return ()
    parts = [*subtotals, *(row for one in sections for row in one.alone)]
    return tuple(d for summed in columns for d in summed.difference(annex.total, parts))


def _columns(annex: Annex, totals: Totals) -> list[_Summed]:
    return [
        _Summed(label, unit, column)
        for label, unit, aggregation in totals
        if aggregation is Aggregation.SUM and (column := annex.column(label, unit))
    ]


def _sections(annex: Annex, columns: Sequence[_Summed]) -> list[_Section]:
    sections: list[_Section] = []
    above: list[AnnexRow] = []
    for row in annex.rows:
        if row.kind is RowKind.UNIT:
            above.append(row)
        elif row.kind is RowKind.SUBTOTAL:
            first = _first_counted(row, above, columns)
            sections.append(_Section(tuple(above[:first]), tuple(above[first:]), row))
            above = []
    return [*sections, _Section(tuple(above))]


def _first_counted(
    subtotal: AnnexRow, above: Sequence[AnnexRow], columns: Sequence[_Summed]
) -> int:
    """Which of the rows above a 小计 is the first in it: where most columns add up, else row 0.

    In a 小计 there are at least two, unless there is only one row at all.
    """
    fits = [0] * max(1, len(above) - 1)
    for summed in columns:
        stated, total = summed.value(subtotal), None
        for at in reversed(range(len(above))):
            value = summed.value(above[at])
            if value is not None:
                with exactly():
                    total = value + (total or 0)
            if at < len(fits) and total == stated:
                fits[at] += 1
    return fits.index(max(fits))
