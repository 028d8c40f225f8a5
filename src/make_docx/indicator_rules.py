"""Turns a list of indicators into its faults, the same for a ``kind.toml`` and the 指标 sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from make_docx.catalogue import finding
from make_docx.findings import Finding, Place
from make_docx.labels import UNIT_NAME, hint, label_key
from make_docx.late_pattern import late_pattern
from make_docx.model import Aggregation, Indicator, ValueType

if TYPE_CHECKING:
    from make_docx.relations import RelationFault

MOST_INDICATORS: Final = 300
PERCENT_SIGNS: Final = ("%", "％")

# What 【…】 of the body text means already; an indicator of that name could not be reached.
REFERENCES: Final = frozenset(
    {
        "报送单位数",
        "应报单位数",
        "未报单位数",
        "未报单位",
        "基层单位数",
        "基层应报单位数",
        "基层未报单位数",
        UNIT_NAME,
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
        "联系方式",
    }
)
# What the form and 数据 call their own cells; an indicator of that name would be taken for one.
HEADS: Final = frozenset(
    {
        UNIT_NAME,
        "填报日期",
        "填报人",
        "联系电话",
        "序号",
        "指标",
        "数值",
        "计量单位",
        "填写说明",
        "文字材料",
    }
)
_REASONS: Final = {
    **{label_key(name): "正文里已经用这个名称引用别的内容" for name in REFERENCES},
    **{label_key(name): "填报表和“数据”表里已经有这个名称" for name in HEADS},
}
_SIGNS: Final = late_pattern(r"[【】{}｛｝|｜]")

# `figures` reckons with 20 places on either side; next to nothing can divide nothing.
_MOST_DIGITS: Final = 20
_LEAST: Final = Decimal("0.000001")
NUMBER_EXPECTED: Final = f"数字（整数、小数都不超过 {_MOST_DIGITS} 位，0 除外不小于 {_LEAST:f}）"


class Fault(Struct, frozen=True):
    """What is wrong with the field `field` of an indicator; `index` and `other` count from 0.

    `other` is the indicator that it clashes with.
    """

    index: int
    field: str
    code: str
    expected: str = ""
    reason: str = ""
    hint: str = ""
    other: int | None = None

    def finding(self, place: Place, found: str, other: str) -> Finding:
        """The fault as told; `found` is what the field holds, `other` where the clash is."""
        words = {"reason": self.reason, "hint": self.hint, "other": other}
        return finding(self.code, place, found=found, expected=self.expected, **words)


def faults_of(indicators: Sequence[Indicator]) -> Iterator[Fault]:
    """Everything wrong with the list, including what only one indicator beside another shows."""
    seen: dict[str, int] = {}
    usable = {i.label for i in indicators if i.label and i.is_asked and not i.is_text}
    relation_faults = _relation_faults_in(indicators)
    for index, indicator in enumerate(indicators):
        if index == MOST_INDICATORS:
            yield Fault(index, "label", "brief-invalid", f"不超过 {MOST_INDICATORS} 项指标")
        yield from _label_faults(index, indicator.label)
        first = seen.setdefault(label_key(indicator.label), index)
        if first != index and indicator.label:
            yield Fault(index, "label", "brief-repeated", other=first)
        yield from _bound_faults(index, indicator)
        yield from _aggregation_faults(index, indicator)
        if indicator.aggregation is Aggregation.RATE:
            yield from _part_faults(index, "numerator", indicator.numerator, usable)
            yield from _part_faults(index, "denominator", indicator.denominator, usable)
        for wrong in relation_faults(indicator):
            yield Fault(
                index, "relation", "relation-invalid", wrong.expected, wrong.reason, wrong.hint
            )


def _relation_faults_in(
    indicators: Sequence[Indicator],
) -> Callable[[Indicator], Sequence[RelationFault]]:
    """What tells the faults in the relations of one of them; most lists have no relations."""
    if not any(indicator.relation for indicator in indicators):
        return lambda _: ()
    from make_docx.relations import RelationReader

    reader = RelationReader(indicators)
    return lambda indicator: reader.read(indicator)[1]


def settled_type(value_type: ValueType, unit: str) -> ValueType:
    """类型, which the 计量单位 decides where that is a per cent sign."""
    is_percent = unit in PERCENT_SIGNS and value_type is not ValueType.TEXT
    return ValueType.PERCENT if is_percent else value_type


def default_aggregation(value_type: ValueType, *, has_parts: bool) -> Aggregation:
    """汇总方式 where none is given: percentages are never added, and texts cannot be."""
    match value_type:
        case ValueType.TEXT:
            return Aggregation.NONE
        case ValueType.PERCENT:
            return Aggregation.RATE if has_parts else Aggregation.NONE
        case ValueType.INTEGER | ValueType.DECIMAL:
            return Aggregation.SUM


def is_reckonable(number: Decimal) -> bool:
    """Whether a number is of a size, and has as many digits, as people and `figures` deal with."""
    _, digits, exponent = number.as_tuple()
    if not isinstance(exponent, int):  # an infinity, or no number
        return False
    is_short = len(digits) + exponent <= _MOST_DIGITS and -exponent <= _MOST_DIGITS
    return is_short and (number == 0 or abs(number) >= _LEAST)


def _label_faults(index: int, label: str) -> Iterator[Fault]:
    if not label:
        yield Fault(index, "label", "brief-blank")
        return
    sign = _SIGNS.search(label)
    reason = f"名称里不能有“{sign[0]}”" if sign else _REASONS.get(label_key(label), "")
    if not label_key(label):
        reason = "名称里要有字"
    if reason:
        yield Fault(index, "label", "brief-reserved", reason=reason)


def _bound_faults(index: int, indicator: Indicator) -> Iterator[Fault]:
    minimum, maximum = indicator.minimum, indicator.maximum
    for field, bound in (("minimum", minimum), ("maximum", maximum)):
        if bound is not None and not is_reckonable(bound):
            yield Fault(index, field, "brief-invalid", NUMBER_EXPECTED)
    if minimum is not None and maximum is not None and minimum > maximum:
        yield Fault(index, "maximum", "brief-invalid", "不小于最小值的数")


def _aggregation_faults(index: int, indicator: Indicator) -> Iterator[Fault]:
    allowed = tuple(Aggregation)
    if indicator.value_type is ValueType.TEXT:
        allowed = (Aggregation.NONE,)
    elif indicator.value_type is ValueType.PERCENT:
        allowed = tuple(choice for choice in Aggregation if choice is not Aggregation.SUM)
    if indicator.aggregation not in allowed:
        expected = f"{'、'.join(allowed)}（类型是{indicator.value_type}）"
        yield Fault(index, "aggregation", "brief-invalid", expected)


def _part_faults(index: int, field: str, label: str, usable: set[str]) -> Iterator[Fault]:
    if not label:
        yield Fault(index, field, "brief-blank")
    elif label not in usable:
        yield Fault(index, field, "brief-unknown-name", hint=hint(label, usable))
