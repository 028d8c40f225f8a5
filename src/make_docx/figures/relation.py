"""Turns a unit's figures and the 勾稽关系 of the indicators into what does not go together.

A breach has to be certain: 200余 is not told to be less than 250, and 98.5% is not told to differ
from 197÷200. Totals are not judged: with every unit's figures their sums keep = and ≤ as well. So
what is not applicable or missing counts as in the sums, as nothing, and a relation that it breaks
is asked about: the sums would not go together either.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from make_docx.catalogue import finding
from make_docx.figures.exactness import MARKS, plain
from make_docx.figures.interval import CONTEXT, Interval, bounds, combined, widened
from make_docx.figures.rule import Rule
from make_docx.figures.value import measured
from make_docx.findings import Finding, excerpt
from make_docx.model import Figure, Status, ValueType
from make_docx.relations import Comparison, Label, Negative, Number, Operation, Term

_SHOWN_PLACES: Final = Decimal("0.0001")  # of a result that nobody typed
_SHOWN_DIGITS: Final = 40

# A quotient is cut at the precision of `CONTEXT`; sides closer than this are the same number.
_CUT: Final = Decimal("1E-60")


def breaches(rules: Sequence[Rule], figures: Mapping[str, Figure]) -> Iterator[Finding]:
    """What is broken among the figures of one unit, at the cell in whose row the relation is."""
    values = {label: f.value for label, f in figures.items() if f.value is not None}
    for rule in rules:
        if not all(label in values for label in rule.labels):
            yield from _half(rule, figures)
            continue
        try:
            left, right = rule.left(values), rule.right(values)
        except ArithmeticError:
            yield _finding("relation-undefined", rule, figures)
            continue
        if not _holds(rule, left, right) and _is_certain(rule, figures):
            code = "relation-doubtful" if rule.relation.asks else "relation-broken"
            comparison = rule.relation.comparison.opposite
            said = (
                f"{_said(rule.relation.left, left, figures, rule)} {comparison} "
                f"{_said(rule.relation.right, right, figures, rule)}"
            )
            yield _finding(code, rule, figures, said)


def _half(rule: Rule, figures: Mapping[str, Figure]) -> Iterator[Finding]:
    """That some terms are not applicable or missing, and the others do not go together alone.

    Of a quotient nothing can be told; for half a 比率 there is a word of its own.
    """
    if rule.divides or not all(label in figures for label in rule.labels):
        return
    own = {label: figures[label] for label in rule.labels}
    absent = {label: figure for label, figure in own.items() if figure.value is None}
    if len(absent) == len(own):
        return
    nothing = {
        label: replace(figure, value=Decimal(0), status=Status.EXACT)
        for label, figure in absent.items()
    }
    counted = own | nothing
    values = {label: figure.value or Decimal(0) for label, figure in counted.items()}
    if _holds(rule, rule.left(values), rule.right(values)) or not _is_certain(rule, counted):
        return
    present = [label for label, figure in own.items() if figure.value is not None]
    found = "、".join(f"“{label}”" for label in absent)
    asked = rule.indicator.label
    at = asked if own.get(asked) and own[asked].sources else present[0]
    place = own[at].sources[0].place(asked)
    yield finding("relation-half", place, found=found, expected=rule.written, absent=found)


# ── judging ──────────────────────────────────────────────────────────────────────────────


def _holds(rule: Rule, left: Decimal, right: Decimal) -> bool:
    same = left == right
    if rule.divides and not same:
        gap = CONTEXT.abs(CONTEXT.subtract(left, right))
        same = gap <= CONTEXT.multiply(_CUT, max(left.copy_abs(), right.copy_abs()))
    match rule.relation.comparison:
        case Comparison.EQUAL:
            return same
        case Comparison.UNEQUAL:
            return not same
        case Comparison.AT_MOST:
            return same or left < right
        case Comparison.AT_LEAST:
            return same or left > right
        case Comparison.BELOW:
            return not same and left < right
        case Comparison.ABOVE:
            return not same and left > right


def _is_certain(rule: Rule, figures: Mapping[str, Figure]) -> bool:
    """Whether what is broken by the numbers as typed is so by any that they may stand for."""
    if all(figures[label].status is Status.EXACT for label in rule.labels) and not rule.rounded:
        return True
    try:
        left = _within(rule.relation.left, rule, figures)
        right = _within(rule.relation.right, rule, figures)
    except ZeroDivisionError:
        return False
    match rule.relation.comparison:
        case Comparison.EQUAL:
            return left.high < right.low or right.high < left.low
        case Comparison.UNEQUAL:
            return all(figures[label].status is Status.EXACT for label in rule.labels)
        case Comparison.AT_MOST:
            return left.low > right.high
        case Comparison.AT_LEAST:
            return left.high < right.low
        case Comparison.BELOW:
            return left.low >= right.high
        case Comparison.ABOVE:
            return left.high <= right.low


def _within(term: Term, rule: Rule, figures: Mapping[str, Figure]) -> Interval:
    match term:
        case Label(name):
            return _figure_within(figures[name], rule)
        case Number(value):
            return Interval(value, value)
        case Negative(operand):
            inner = _within(operand, rule, figures)
            return Interval(CONTEXT.minus(inner.high), CONTEXT.minus(inner.low))
        case Operation(sign, left, right):
            return combined(sign, _within(left, rule, figures), _within(right, rule, figures))


def _figure_within(figure: Figure, rule: Rule) -> Interval:
    value = figure.value
    if value is None:
        raise ValueError(f"“{figure.name}”没有数")
    if figure.status is not Status.EXACT or figure.name not in rule.rounded:
        return bounds(value, figure.status)
    exponent = plain(value).as_tuple().exponent
    typed = -exponent if isinstance(exponent, int) else 0
    is_percent = rule.indicators[figure.name].value_type is ValueType.PERCENT
    return widened(value, max(typed, 2 if is_percent else 0))  # 98% has two places as a ratio


# ── telling ──────────────────────────────────────────────────────────────────────────────


def _finding(code: str, rule: Rule, figures: Mapping[str, Figure], sides: str = "") -> Finding:
    own = rule.indicator
    cell = own.label if own.is_asked else own.numerator
    place = figures[cell].sources[0].place(own.label)
    return finding(code, place, found=sides, expected=rule.written, sides=sides)


def _said(term: Term, result: Decimal, figures: Mapping[str, Figure], rule: Rule) -> str:
    """A side with its values: 5场次 + 6场次（11）."""
    words = _words(term, figures, rule)
    if not isinstance(term, Operation):
        return words
    sides = (rule.relation.left, rule.relation.right)
    of_percent = any(
        rule.indicators[side.name].value_type is ValueType.PERCENT
        if isinstance(side, Label)
        else isinstance(side, Number) and side.is_percent
        for side in sides
    )
    return f"{words}（{_result(result, of_percent=of_percent)}）"


def _words(term: Term, figures: Mapping[str, Figure], rule: Rule) -> str:
    match term:
        case Label(name):
            figure, indicator = figures[name], rule.indicators[name]
            number = "" if figure.value is None else measured(figure.value, indicator)
            return f"{MARKS.get(figure.status, '')}{excerpt(number)}"
        case Number():
            return str(term)
        case Negative(operand):
            return f"-{_inside(operand, figures, rule)}"
        case Operation(sign, left, right):
            first = _inside(left, figures, rule) if sign in "×÷" else _words(left, figures, rule)
            return f"{first} {sign} {_inside(right, figures, rule)}"


def _inside(term: Term, figures: Mapping[str, Figure], rule: Rule) -> str:
    words = _words(term, figures, rule)
    return f"（{words}）" if isinstance(term, Operation) and term.sign in "+-" else words


def _result(value: Decimal, *, of_percent: bool) -> str:
    hundred = Decimal(100) if of_percent else Decimal(1)
    number = CONTEXT.multiply(value, hundred)
    if number.adjusted() >= _SHOWN_DIGITS:
        return f"{number:.3E}"
    return f"{plain(CONTEXT.quantize(number, _SHOWN_PLACES)):f}{'%' if of_percent else ''}"
