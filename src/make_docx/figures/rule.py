"""Turns the 勾稽关系 of a list of indicators into rules, ready to be judged for any unit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from make_docx.figures.interval import CONTEXT
from make_docx.model import Aggregation, Indicator, ValueType
from make_docx.relations import (
    Comparison,
    Label,
    Negative,
    Number,
    Operation,
    Relation,
    RelationReader,
    Term,
)
from make_docx.relations.tree import walk

Values = Mapping[str, Decimal]
_Reckon = Callable[[Values], Decimal]


class Rule(Struct, frozen=True):
    """A relation of the row of `indicator`, ready to be judged."""

    indicator: Indicator
    relation: Relation
    written: str
    labels: tuple[str, ...]
    indicators: Mapping[str, Indicator]
    left: _Reckon
    right: _Reckon
    rounded: frozenset[str]  # figures that may have been rounded to what was typed
    divides: bool


def rules_of(indicators: Sequence[Indicator]) -> tuple[Rule, ...]:
    """Every relation that can be read; the faults of the others are `indicator_rules`'."""
    if not any(indicator.relation for indicator in indicators):
        return ()
    reader = RelationReader(indicators)
    by_label = {indicator.label: indicator for indicator in reversed(indicators)}
    read = (
        _rule(indicator, relation, by_label)
        for indicator in indicators
        for relation in reader.read(indicator)[0]
    )
    return tuple(rule for rule in read if rule)


def _rule(
    indicator: Indicator, relation: Relation, by_label: Mapping[str, Indicator]
) -> Rule | None:
    written = str(replace(relation, asks=False))
    relation = replace(
        relation,
        left=_spelled_out(relation.left, by_label),
        right=_spelled_out(relation.right, by_label),
    )
    operations = [
        term
        for side in (relation.left, relation.right)
        for term in walk(side)
        if isinstance(term, Operation)
    ]
    labels = sorted(relation.labels())
    if not all(label in by_label for label in labels):  # of a 比率 without its parts
        return None
    return Rule(
        indicator,
        relation,
        written,
        tuple(labels),
        {label: by_label[label] for label in labels},
        _compiled(relation.left),
        _compiled(relation.right),
        frozenset(
            label
            for label in labels
            if _is_rounded(by_label[label], relation, is_fractional=_is_fractional(operations))
        ),
        any(operation.sign == "÷" for operation in operations),
    )


def _spelled_out(term: Term, by_label: Mapping[str, Indicator]) -> Term:
    """The term with each 比率, which no unit types, as the quotient that it is."""
    match term:
        case Label(name) if by_label[name].aggregation is Aggregation.RATE:
            indicator = by_label[name]
            return Operation("÷", Label(indicator.numerator), Label(indicator.denominator))
        case Negative(operand):
            return Negative(_spelled_out(operand, by_label))
        case Operation(sign, left, right):
            return Operation(sign, _spelled_out(left, by_label), _spelled_out(right, by_label))
        case _:
            return term


def _is_fractional(operations: Sequence[Operation]) -> bool:
    """Whether something is divided, or multiplied by a fraction: the result has to be rounded."""
    return any(
        operation.sign == "÷"
        or (operation.sign == "×" and any(map(_is_fraction, (operation.left, operation.right))))
        for operation in operations
    )


def _is_fraction(term: Term) -> bool:
    return isinstance(term, Number) and term.value != term.value.to_integral_value()


def _is_rounded(indicator: Indicator, relation: Relation, *, is_fractional: bool) -> bool:
    """Whether the figure counts as rounded to the digits typed.

    A percentage always is, where it has to be equal to something. A decimal is where it is
    compared with a quotient: sums of decimals have to be right to the digit, as readers add them
    up. A count is only if it has itself to equal a quotient; 3 of 5 are more than 50%.
    """
    is_equal = relation.comparison is Comparison.EQUAL
    match indicator.value_type:
        case ValueType.PERCENT:
            return is_equal or is_fractional
        case ValueType.DECIMAL:
            return is_fractional
        case _:
            is_alone = Label(indicator.label) in (relation.left, relation.right)
            return is_equal and is_fractional and is_alone


def _compiled(term: Term) -> _Reckon:
    """The term as a function of the figures: a tree is walked once, not once a unit."""
    match term:
        case Label(name):
            return lambda values: values[name]
        case Number(value):
            return lambda _: value
        case Negative(operand):
            inner = _compiled(operand)
            return lambda values: CONTEXT.minus(inner(values))
        case Operation(sign, left, right):
            first, second = _compiled(left), _compiled(right)
            reckon = {
                "+": CONTEXT.add,
                "-": CONTEXT.subtract,
                "×": CONTEXT.multiply,
                "÷": CONTEXT.divide,
            }[sign]
            return lambda values: reckon(first(values), second(values))
