"""Turns the units' reports into the count of the units at the bottom of the reporting chain."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from make_docx.model import CellRef, Checked, Figure, Status

REPORTED: Final = "基层单位数"
EXPECTED: Final = "基层应报单位数"
MISSING: Final = "基层未报单位数"
NAMES: Final = (REPORTED, EXPECTED, MISSING)


def base_figures(checked: Checked) -> Mapping[str, Figure]:
    """How many have reported, should have, and have not; a unit without a report counts as one.

    The figures are `MISSING` where a document from below does not tell its part of them.
    """
    sources = tuple(CellRef(report.file, "", "") for report in checked.reports)
    bases = [report.base for report in checked.reports if report.base]
    if len(bases) < len(checked.reports):
        return {name: Figure(name, None, "", Status.MISSING, sources) for name in NAMES}
    reported = sum(base.reported for base in bases)
    expected = sum(base.expected for base in bases) + len(checked.expected) - len(bases)
    counts = (reported, expected, expected - reported)
    return {
        name: Figure(name, Decimal(count), sources=sources)
        for name, count in zip(NAMES, counts, strict=True)
    }
