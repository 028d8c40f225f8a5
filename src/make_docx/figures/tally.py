"""Turns the entries of a table into its figures: how many rows there are, and column totals."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from make_docx.figures.exactness import exactly, joined, plain
from make_docx.model import Column, ColumnType, Entry, Figure
from make_docx.table_rules import COUNT


def count(entries: Sequence[Entry], name: str = COUNT) -> Figure:
    """How many rows; its sources are their first cells."""
    sources = tuple(entry.record.ref for entry in entries)
    return Figure(name, Decimal(len(entries)), sources=sources)


def is_summable(column: Column) -> bool:
    """Whether its numbers have a total; percentages are never added up."""
    return column.column_type in (ColumnType.INTEGER, ColumnType.DECIMAL) and (
        column.unit not in ("%", "％")
    )


def column_total(entries: Sequence[Entry], column: Column, name: str = "") -> Figure:
    """The sum of a column; `MISSING` if no row has a number in it. No row at all makes 0."""
    parts = [value for e in entries if isinstance(value := e.values.get(column.label), Figure)]
    if not entries:
        return Figure(name or column.label, Decimal(0), column.unit)
    counted = [part for part in parts if part.value is not None]
    with exactly():
        values = [part.value for part in counted if part.value is not None]
        total = plain(sum(values, Decimal(0))) if values else None
    return Figure(
        name or column.label,
        total,
        column.unit,
        joined(part.status for part in parts),
        tuple(ref for part in counted or parts for ref in part.sources),
    )
