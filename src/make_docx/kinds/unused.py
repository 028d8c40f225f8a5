"""Turns what was read of a ``kind.toml`` into the values in it that nothing is done with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from make_docx.catalogue import finding
from make_docx.findings import Finding
from make_docx.kinds.schema import AnnexFields, ColumnFields, IndicatorFields
from make_docx.kinds.schema_faults import place_of, shown
from make_docx.kinds.settled import Settled
from make_docx.kinds.toml_text import KeyPath, TomlText
from make_docx.model import Aggregation, AnnexForm, ValueType
from make_docx.table_rules import NUMERIC

_PARTS: Final = ("numerator", "denominator")
_OF_NUMBERS: Final = ("unit", "minimum", "maximum", *_PARTS)
_DECIDING: Final = ("type", "aggregation", "form")  # what makes a value do nothing


def unused_values(text: TomlText, settled: Settled) -> Iterator[Finding]:
    """Values that are right by themselves, beside what makes them do nothing."""
    file = settled.file
    rows: list[tuple[KeyPath, IndicatorFields | ColumnFields | AnnexFields]] = [
        *((("indicators", number), row) for number, row in enumerate(file.indicators)),
        *(
            (("tables", number, "columns", place), column)
            for number, table in enumerate(file.tables)
            for place, column in enumerate(table.columns)
        ),
        *((("annexes", number), row) for number, row in enumerate(file.annexes)),
    ]
    for path, row in rows:
        if settled.stand_ins.isdisjoint((*path, key) for key in _DECIDING):
            for key, reason in _unused(row).items():
                place = place_of((*path, key), text)
                found = shown(getattr(row, key))
                yield finding("kind-value-unused", place, found=found, reason=reason)


def _unused(row: IndicatorFields | ColumnFields | AnnexFields) -> Mapping[str, str]:
    """Key → why it does nothing."""
    match row:
        case IndicatorFields(type=ValueType.TEXT):
            given = (key for key in _OF_NUMBERS if getattr(row, key) not in ("", None))
            return dict.fromkeys(given, "类型是文字")
        case IndicatorFields() if row.numerator or row.denominator:
            is_rate = row.indicator().aggregation is Aggregation.RATE
            given = (key for key in _PARTS if getattr(row, key) and not is_rate)
            return dict.fromkeys(given, "汇总方式不是比率，不相除")
        case ColumnFields() if row.unit and row.type not in NUMERIC:
            return {"unit": f"类型是{row.type}，没有计量单位"}
        case AnnexFields(form=AnnexForm.TABLE | AnnexForm.SEPARATE) if row.text.strip():
            return {"text": f"形式是{row.form}，内容不印"}
        case _:
            return {}
