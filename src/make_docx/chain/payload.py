"""Holds what a document says about its own figures: totals, sources, and documents below it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from msgspec import Struct

from make_docx.model import Aggregation, CellRef, Figure, Status


class Reading(Struct, frozen=True):
    """A number and how exact it is; `value` is None for 不适用 and 缺报 only."""

    value: Decimal | None
    status: Status = Status.EXACT


class Rate(Struct, frozen=True):
    """The two sums that a rate is the quotient of, over the units that have both."""

    numerator: str  # label of the indicator
    denominator: str
    top: Decimal
    bottom: Decimal


class Total(Struct, frozen=True):
    """What one indicator comes to in the document.

    `unit` is the 计量单位; a percentage is kept as its ratio. `count` units have a value, and
    `as_of` is the latest 填报日期 among them where 汇总方式 is 最新.
    """

    label: str
    unit: str
    aggregation: Aggregation
    reading: Reading
    count: int = 0
    in_table: bool = True
    rate: Rate | None = None
    as_of: dt.date | None = None

    def figure(self) -> Figure:
        """The total as the rest of the program knows figures."""
        is_quotient = self.aggregation is Aggregation.RATE and self.reading.value is not None
        return Figure(
            self.label, self.reading.value, self.unit, self.reading.status, is_quotient=is_quotient
        )


class Row(Struct, frozen=True):
    """What one unit reported: a reading and a cell for each of the payload's totals.

    `digest` is the beginning of its file's sha256: enough to know the file again, in few bytes.

    `refs` are None where the unit left the cell blank, `readings` where there is no such cell.
    """

    unit: str
    file: str
    readings: tuple[Reading | None, ...]
    refs: tuple[CellRef | None, ...]
    category: str = ""
    digest: str = ""


class Child(Struct, frozen=True):
    """A document of an office below that was rolled up.

    `sha256` is that of its file, `figures` that of its figures (`canonical.figures_digest`).
    Without `payload` it was read from its visible table.
    """

    unit: str
    file: str
    sha256: str
    figures: str
    payload: Payload | None = None


class PrintedFigure(Struct, frozen=True):
    """Words of the body that state a figure, and the `bookmark` around them.

    `name` is the indicator's label, or 报送单位数 and the like; `scope` the unit or category whose
    figure it is, empty for the total. `as_written` is the reference in the brief, without 【】.
    """

    bookmark: str
    name: str
    scope: str
    shown: str
    as_written: str


class TextFigure(Struct, frozen=True):
    """A figure that only the text states: rows of a table, or units that a reference picks out.

    `name` is that of its marks, `measure` the 计量单位. `refs` are the cells that were counted or
    added; of a count of units, those of their figures.
    """

    name: str
    measure: str
    reading: Reading
    refs: tuple[CellRef, ...] = ()

    def figure(self) -> Figure:
        """It as the rest of the program knows figures."""
        return Figure(self.name, self.reading.value, self.measure, self.reading.status)


class Quotation(Struct, frozen=True):
    """A paragraph of the body with a unit's own words: what tells it again, and its numbers."""

    digest: str
    numbers: tuple[str, ...]


class Payload(Struct, frozen=True):
    """The data of one document.

    `level` is 1 for a document made of workbooks only. `base_*` count the units at the bottom
    of the chain, 0 where that is not known. `rows` is None where the sources were left out because
    there were too many.
    `marks` and `of_text` are of the document's own body: those of `children` have none.
    `places` are (label, 名次) of its only unit among several that have a document each, by the
    indicators that an annex ranks them by; those of `children` have none.
    `quotations` are of the document's own body too.
    """

    tool: str
    kind_id: str
    unit: str
    code: str
    level: int
    period: str
    issued_on: dt.date | None
    totals: tuple[Total, ...]
    expected: int
    reported: int
    base_expected: int
    base_reported: int
    missing: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    rows: tuple[Row, ...] | None = ()
    children: tuple[Child, ...] = ()
    marks: tuple[PrintedFigure, ...] = ()
    of_text: tuple[TextFigure, ...] = ()
    places: tuple[tuple[str, str], ...] = ()
    quotations: tuple[Quotation, ...] = ()

    def total(self, label: str) -> Total | None:
        return next((total for total in self.totals if total.label == label), None)
