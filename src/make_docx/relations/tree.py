"""Holds a relation between indicators as a tree, and prints it so that it reads back the same."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Context, Decimal
from enum import StrEnum
from typing import Final

from msgspec import Struct

_RANKS: Final = {"+": 1, "-": 1, "×": 2, "÷": 2}
_ATOM: Final = 4
_NEGATIVE: Final = 3
_EXACT: Final = Context(prec=60)  # of forty digits at most


class Comparison(StrEnum):
    """What has to hold between the two sides."""

    AT_MOST = "≤"
    AT_LEAST = "≥"
    BELOW = "<"
    ABOVE = ">"
    EQUAL = "="
    UNEQUAL = "≠"

    @property
    def opposite(self) -> Comparison:
        """What holds where this does not."""
        return _OPPOSITES[self]


_OPPOSITES: Final = {
    Comparison.AT_MOST: Comparison.ABOVE,
    Comparison.AT_LEAST: Comparison.BELOW,
    Comparison.BELOW: Comparison.AT_LEAST,
    Comparison.ABOVE: Comparison.AT_MOST,
    Comparison.EQUAL: Comparison.UNEQUAL,
    Comparison.UNEQUAL: Comparison.EQUAL,
}


class Label(Struct, frozen=True):
    """An indicator, by its label as the list has it."""

    name: str

    def __str__(self) -> str:
        return f"【{self.name}】"


class Number(Struct, frozen=True):
    """A number as written; `value` of 50% is 0.5."""

    value: Decimal
    is_percent: bool = False

    def __str__(self) -> str:
        return f"{_EXACT.scaleb(self.value, 2):f}%" if self.is_percent else f"{self.value:f}"


class Negative(Struct, frozen=True):
    """A term with a minus before it."""

    operand: Term

    def __str__(self) -> str:
        return f"-{_inside(self.operand, _NEGATIVE)}"


class Operation(Struct, frozen=True):
    """Two terms added, subtracted, multiplied or divided; `sign` is one of + - × ÷."""

    sign: str
    left: Term
    right: Term

    def __str__(self) -> str:
        rank = _RANKS[self.sign]
        return f"{_inside(self.left, rank)} {self.sign} {_inside(self.right, rank + 1)}"


Term = Label | Number | Negative | Operation


class Relation(Struct, frozen=True):
    """One relation; a breach of one that `asks` is to be explained, of any other put right."""

    left: Term
    comparison: Comparison
    right: Term
    asks: bool = False  # 核实：

    def __str__(self) -> str:
        return f"{'核实：' if self.asks else ''}{self.left} {self.comparison} {self.right}"

    def labels(self) -> frozenset[str]:
        terms = (*walk(self.left), *walk(self.right))
        return frozenset(term.name for term in terms if isinstance(term, Label))


def walk(term: Term) -> Iterator[Term]:
    """The term and every term in it."""
    yield term
    match term:
        case Negative(operand):
            yield from walk(operand)
        case Operation(_, left, right):
            yield from walk(left)
            yield from walk(right)
        case _:
            pass


def _rank(term: Term) -> int:
    match term:
        case Operation(sign):
            return _RANKS[sign]
        case Negative():
            return _NEGATIVE
        case _:
            return _ATOM


def _inside(term: Term, rank: int) -> str:
    return str(term) if _rank(term) >= rank else f"({term})"
