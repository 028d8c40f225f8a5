"""Turns a list of indicators into what three units could have reported for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import chain
from typing import Final

from make_docx.figures.rule import Rule, rules_of
from make_docx.model import Aggregation, Indicator, Unit, ValueType
from make_docx.relations import Comparison, Label

UNITS: Final = (
    Unit("甲镇人民政府", "乡镇人民政府"),
    Unit("乙镇人民政府", "乡镇人民政府"),
    Unit("某某局", "县直部门"),
)
# Close to each other, so that none of them stands out; not so round that 余 has nothing to say.
_FIGURES: Final = (Decimal(24), Decimal(23), Decimal(26))
_TEXTS: Final = (
    "把任务分到岗位、责任到人，每周通报进展，重点事项按期办结。",
    "进村入户听取意见，当场能办的当场办，办不了的说明原因和时限。",
    "公开办事流程和咨询电话，安排专人值守，群众少跑路。",
)
_ROUNDS: Final = 12  # relations may hang on each other
_LEAST: Final[Mapping[ValueType, Decimal]] = {
    ValueType.INTEGER: Decimal(1),
    ValueType.DECIMAL: Decimal("0.01"),
    ValueType.PERCENT: Decimal("0.0001"),  # kept as its ratio
}

Report = Mapping[str, Decimal | str]


def reports(indicators: Sequence[Indicator]) -> tuple[Report, ...]:
    """A report for each of `UNITS`: label → figure or text, of every indicator that is asked.

    A percentage is its ratio. Bounds and relations are kept where figures can be found that do.
    """
    rules = rules_of(indicators)
    return tuple(_report(indicators, rules, number) for number in range(len(UNITS)))


def _report(indicators: Sequence[Indicator], rules: Sequence[Rule], number: int) -> Report:
    asked = {i.label: i for i in indicators if i.is_asked and not i.is_text}
    values = {
        label: _within(indicator, _first(indicator, place, number))
        for place, (label, indicator) in enumerate(asked.items())
    }
    for _ in range(_ROUNDS):
        before = dict(values)
        for label, value in chain(_by_rules(rules, values), _by_rates(indicators, values)):
            if label in asked:
                values[label] = _within(asked[label], value)
        if values == before:
            break
    return {
        i.label: _TEXTS[number] if i.is_text else values[i.label] for i in indicators if i.is_asked
    }


def _first(indicator: Indicator, place: int, number: int) -> Decimal:
    if indicator.aggregation is Aggregation.SAME:
        number = 0
    if indicator.value_type is ValueType.PERCENT:
        return Decimal("0.95") + Decimal(number) / 100
    return _FIGURES[number] + place * 3


def _within(indicator: Indicator, value: Decimal) -> Decimal:
    if indicator.value_type is ValueType.INTEGER:
        value = value.to_integral_value(ROUND_FLOOR)
    if indicator.minimum is not None and value < indicator.minimum:
        whole = indicator.value_type is ValueType.INTEGER
        value = indicator.minimum.to_integral_value(ROUND_CEILING) if whole else indicator.minimum
    return value if indicator.maximum is None else min(value, indicator.maximum)


def _by_rules(
    rules: Sequence[Rule], values: Mapping[str, Decimal]
) -> Iterator[tuple[str, Decimal]]:
    """What the side of a relation that is one indicator has to be, for the relation to hold.

    The caller changes `values` in between, as several relations can be about one indicator.
    """
    for rule in rules:
        relation = rule.relation
        try:
            left, right = rule.left(values), rule.right(values)
        except (ArithmeticError, KeyError):
            continue
        if isinstance(relation.left, Label):
            yield relation.left.name, _fitting(rule, relation.comparison, left, right)
        elif isinstance(relation.right, Label):
            yield relation.right.name, _fitting(rule, _MIRRORED[relation.comparison], right, left)


_MIRRORED: Final[Mapping[Comparison, Comparison]] = {
    Comparison.EQUAL: Comparison.EQUAL,
    Comparison.UNEQUAL: Comparison.UNEQUAL,
    Comparison.AT_MOST: Comparison.AT_LEAST,
    Comparison.AT_LEAST: Comparison.AT_MOST,
    Comparison.BELOW: Comparison.ABOVE,
    Comparison.ABOVE: Comparison.BELOW,
}


def _fitting(rule: Rule, comparison: Comparison, value: Decimal, other: Decimal) -> Decimal:
    step = _LEAST.get(rule.indicator.value_type, Decimal(1))
    match comparison:
        case Comparison.EQUAL:
            return other
        case Comparison.UNEQUAL:
            return value + step if value == other else value
        case Comparison.AT_MOST:
            return min(value, other)
        case Comparison.AT_LEAST:
            return max(value, other)
        case Comparison.BELOW:
            return min(value, other - step)
        case Comparison.ABOVE:
            return max(value, other + step)


def _by_rates(
    indicators: Sequence[Indicator], values: Mapping[str, Decimal]
) -> Iterator[tuple[str, Decimal]]:
    """No rate is above 100%."""
    for indicator in indicators:
        part, whole = values.get(indicator.numerator), values.get(indicator.denominator)
        is_rate = indicator.aggregation is Aggregation.RATE
        if is_rate and part is not None and whole is not None:
            yield indicator.numerator, min(part, whole)
