"""Turns the rows of the 指标 sheet into indicators, and says what is wrong with the list."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from make_docx.catalogue import finding
from make_docx.findings import Finding, Severity
from make_docx.indicator_rules import (
    NUMBER_EXPECTED,
    default_aggregation,
    faults_of,
    settled_type,
)
from make_docx.intake.entry import as_number, is_percentage
from make_docx.intake.table import YES_NO, Entry, Row, choose
from make_docx.labels import label_key
from make_docx.model import Aggregation, Indicator, ValueType

_HEADS: Final = {
    "label": "指标",
    "aggregation": "汇总方式",
    "minimum": "最小值",
    "maximum": "最大值",
    "numerator": "分子",
    "denominator": "分母",
    "relation": "勾稽关系",
}
_TYPES: Final = {str(choice): choice for choice in ValueType}
_WITHOUT_UNIT: Final = (ValueType.TEXT, ValueType.PERCENT)  # a percentage's can only be %
_AGGREGATIONS: Final = {str(choice): choice for choice in Aggregation}


def read_indicators(rows: Sequence[Row], problems: list[Finding]) -> tuple[Indicator, ...]:
    """The indicators in order; a row without a usable label gives none."""
    told: list[list[Finding]] = [[] for _ in rows]
    indicators = [_indicator(row, faults) for row, faults in zip(rows, told, strict=True)]
    for fault in faults_of(indicators):
        entry = rows[fault.index][_HEADS[fault.field]]
        other = "" if fault.other is None else _cell(rows[fault.other]["指标"])
        if not entry.is_faulty:
            told[fault.index].append(fault.finding(entry.place, entry.text, other))
    problems.extend(found for faults in told for found in faults)
    kept = {label_key(indicator.label): indicator for indicator in reversed(indicators)}
    return tuple(i for i in indicators if i.label and kept[label_key(i.label)] is i)


def _cell(entry: Entry) -> str:
    return f"{entry.ref.sheet}!{entry.ref.cell}"


def _indicator(row: Row, problems: list[Finding]) -> Indicator:
    value_type = choose(row["类型"], _TYPES, ValueType.INTEGER, problems)
    value_type = settled_type(value_type, row["计量单位"].text)
    has_parts = not (row["分子"].is_blank or row["分母"].is_blank)
    default = default_aggregation(value_type, has_parts=has_parts)
    aggregation = choose(row["汇总方式"], _AGGREGATIONS, default, problems)
    if aggregation is not Aggregation.RATE and value_type not in _WITHOUT_UNIT:
        problems += _without_unit(row)
    bounds = (read_bound(row[head], value_type, problems) for head in ("最小值", "最大值"))
    minimum, maximum = bounds
    return Indicator(
        label=" ".join(row["指标"].text.split()),
        unit=row["计量单位"].text,
        value_type=value_type,
        aggregation=aggregation,
        required=choose(row["必填"], YES_NO, True, problems),
        minimum=minimum,
        maximum=maximum,
        numerator=row["分子"].text,
        denominator=row["分母"].text,
        in_table=choose(row["列入统计表"], YES_NO, True, problems),
        relation=row["勾稽关系"].text,
        note=row["填写说明"].text,
        ref=row["指标"].ref,
    )


def _without_unit(row: Row) -> list[Finding]:
    entry = row["计量单位"]
    is_asked = not row["指标"].is_blank and entry.is_blank and not entry.is_faulty
    return [finding("brief-blank", entry.place).with_severity(Severity.WARN)] if is_asked else []


def read_bound(entry: Entry, value_type: ValueType, problems: list[Finding]) -> Decimal | None:
    """A limit such as 最小值; that of a percentage is a ratio, and may be typed 80%, 0.8 or 80."""
    if entry.is_blank:
        return None
    number = as_number(entry.value)
    if number is None:
        problems.append(
            finding("brief-invalid", entry.place, found=entry.text, expected=NUMBER_EXPECTED)
        )
        return None
    is_bare_percent = value_type is ValueType.PERCENT and not is_percentage(entry.value)
    return number.scaleb(-2) if is_bare_percent and abs(number) > 1 else number
