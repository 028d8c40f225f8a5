"""Turns the rows of the 指标 sheet into indicators, and says what is wrong with the list."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from make_docx.catalogue import finding
from make_docx.findings import Finding, Severity
from make_docx.intake.entry import PERCENT_SIGNS, as_number, is_percentage
from make_docx.intake.labels import hint, label_key
from make_docx.intake.table import YES_NO, Entry, Row, choose, required
from make_docx.model import Aggregation, Indicator, ValueType

# What 【…】 of the body text means already; an indicator of that name could not be reached.
RESERVED: Final = frozenset(
    {
        "报送单位数",
        "应报单位数",
        "未报单位数",
        "未报单位",
        "单位构成",
        "数据综述",
        "各单位",
        "活动名称",
        "活动时间",
        "报送期次",
        "发文机关",
        "主送机关",
        "成文日期",
        "截止日期",
    }
)
_SIGNS: Final = re.compile(r"[【】{}｛｝|｜]")
_TYPES: Final = {str(choice): choice for choice in ValueType}
_WITHOUT_UNIT: Final = (ValueType.TEXT, ValueType.PERCENT)  # a percentage's can only be %
_AGGREGATIONS: Final = {str(choice): choice for choice in Aggregation}


def read_indicators(rows: Sequence[Row], problems: list[Finding]) -> tuple[Indicator, ...]:
    """The indicators in order; a row without a usable label gives none."""
    kept: dict[str, tuple[Indicator, Row]] = {}
    for row in rows:
        label = _label(row["指标"], kept, problems)
        indicator = _indicator(label, row, problems)
        if label:
            kept.setdefault(label_key(label), (indicator, row))
    indicators = tuple(indicator for indicator, _ in kept.values())
    for indicator, row in kept.values():
        if indicator.aggregation is Aggregation.RATE:
            _check_parts(row, indicators, problems)
    return indicators


def _label(entry: Entry, kept: Mapping[str, tuple[Indicator, Row]], problems: list[Finding]) -> str:
    label = " ".join(required(entry, problems).split())
    if sign := _SIGNS.search(label):
        reason = f"名称里不能有“{sign[0]}”"
    elif label in RESERVED:
        reason = "正文里已经用这个名称引用别的内容"
    else:
        reason = ""
    if reason:
        problems.append(finding("brief-reserved", entry.place, found=label, reason=reason))
    if earlier := kept.get(label_key(label)):
        other = earlier[1]["指标"].ref
        problems.append(
            finding("brief-repeated", entry.place, found=label, other=f"{other.sheet}!{other.cell}")
        )
    return label


def _indicator(label: str, row: Row, problems: list[Finding]) -> Indicator:
    value_type = choose(row["类型"], _TYPES, ValueType.INTEGER, problems)
    if row["计量单位"].text in PERCENT_SIGNS and value_type is not ValueType.TEXT:
        value_type = ValueType.PERCENT
    aggregation = _aggregation(row, value_type, problems)
    if aggregation is not Aggregation.RATE and value_type not in _WITHOUT_UNIT:
        problems += _without_unit(row)
    bounds = (_bound(row[head], value_type, problems) for head in ("最小值", "最大值"))
    minimum, maximum = bounds
    if minimum is not None and maximum is not None and minimum > maximum:
        entry = row["最大值"]
        problems.append(
            finding("brief-invalid", entry.place, found=entry.text, expected="不小于最小值的数")
        )
    return Indicator(
        label=label,
        unit=row["计量单位"].text,
        value_type=value_type,
        aggregation=aggregation,
        required=choose(row["必填"], YES_NO, True, problems),
        minimum=minimum,
        maximum=maximum,
        numerator=row["分子"].text,
        denominator=row["分母"].text,
        in_table=choose(row["列入统计表"], YES_NO, True, problems),
        note=row["填写说明"].text,
        ref=row["指标"].ref,
    )


def _without_unit(row: Row) -> list[Finding]:
    entry = row["计量单位"]
    is_asked = not row["指标"].is_blank and entry.is_blank and not entry.is_faulty
    return [finding("brief-blank", entry.place).with_severity(Severity.WARN)] if is_asked else []


def _aggregation(row: Row, value_type: ValueType, problems: list[Finding]) -> Aggregation:
    entry = row["汇总方式"]
    default, allowed = Aggregation.SUM, tuple(Aggregation)
    has_parts = not (row["分子"].is_blank or row["分母"].is_blank)
    if value_type is ValueType.TEXT:
        default, allowed = Aggregation.NONE, (Aggregation.NONE,)
    elif value_type is ValueType.PERCENT:  # percentages are never added
        default = Aggregation.RATE if has_parts else Aggregation.NONE
        allowed = tuple(choice for choice in Aggregation if choice is not Aggregation.SUM)
    chosen = choose(entry, _AGGREGATIONS, default, problems)
    if chosen not in allowed:
        expected = "、".join(allowed)
        problems.append(
            finding(
                "brief-invalid",
                entry.place,
                found=entry.text,
                expected=f"{expected}（类型是{value_type}）",
            )
        )
    return chosen


def _bound(entry: Entry, value_type: ValueType, problems: list[Finding]) -> Decimal | None:
    """最小值 or 最大值; that of a percentage is a ratio, and may be typed 80%, 0.8 or 80."""
    if entry.is_blank:
        return None
    number = as_number(entry.value)
    if number is None:
        problems.append(finding("brief-invalid", entry.place, found=entry.text, expected="数字"))
        return None
    is_bare_percent = value_type is ValueType.PERCENT and not is_percentage(entry.value)
    return number.scaleb(-2) if is_bare_percent and abs(number) > 1 else number


def _check_parts(row: Row, indicators: Sequence[Indicator], problems: list[Finding]) -> None:
    usable = {i.label for i in indicators if i.is_asked and not i.is_text}
    for entry in (row["分子"], row["分母"]):
        name = required(entry, problems)
        if name and name not in usable:
            words = hint(name, usable)
            problems.append(finding("brief-unknown-name", entry.place, found=name, hint=words))
