"""Turns a payload and the name of a figure into where it came from, level below level."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from make_docx.chain.payload import Payload, Reading, Total
from make_docx.labels import label_key
from make_docx.model import Aggregation, CellRef

# One unit's figure is the total, the others' are not in it.
_OF_ONE: Final = frozenset({Aggregation.MAXIMUM, Aggregation.MINIMUM, Aggregation.LATEST})


class Origin(Struct, frozen=True):
    """What one unit gave to a figure; `origins` are those of its own document, if it sent one.

    `label` is the part of a rate that it gave, else the figure's own; `measure` is the 计量单位
    of the `reading`, which is None of a cell that was only counted or added. What was read
    `from_table` is what a document prints: it carried no data, or other data than it printed.
    """

    label: str
    measure: str
    unit: str
    ref: CellRef
    reading: Reading | None
    origins: tuple[Origin, ...] = ()
    from_table: bool = False


def origins_of(payload: Payload, label: str) -> tuple[Origin, ...]:
    """Every cell behind the figure, as far down as the payloads reach; empty for an unknown name.

    Of a rate, those of its numerator and then of its denominator.
    """
    total = _find(payload, label)
    if total is None:
        return ()
    if total.rate:
        labels = (total.rate.numerator, total.rate.denominator)
        parts = (_find(payload, label) for label in labels)
        return tuple(
            origin for part in parts if part and not part.rate for origin in _origins(payload, part)
        )
    return tuple(_origins(payload, total))


def _origins(payload: Payload, total: Total) -> Iterator[Origin]:
    at = payload.totals.index(total)
    below = {child.file: child.payload for child in payload.children}
    for row in payload.rows or ():
        reading, ref = row.readings[at], row.refs[at]
        if reading is None or reading.value is None or ref is None:
            continue
        if total.aggregation in _OF_ONE and reading.value != total.reading.value:
            continue
        nested = below.get(row.file)
        deeper = origins_of(nested, total.label) if nested else ()
        from_table = row.file in below and nested is None
        yield Origin(total.label, total.unit, row.unit, ref, reading, deeper, from_table)


def _find(payload: Payload, label: str) -> Total | None:
    key = label_key(label)
    return next((total for total in payload.totals if label_key(total.label) == key), None)
