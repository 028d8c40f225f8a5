"""Turns a formula made of numbers alone, such as ``60+60``, into its result."""

from __future__ import annotations

import re
from decimal import Context, Decimal, DecimalException, localcontext
from typing import Final

from make_docx.late_pattern import late_pattern

_LONGEST: Final = 200  # characters; also keeps brackets from nesting too deep
_TOKEN: Final = late_pattern(
    r"\s*([0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]{1,2})?|SUM\(|[-+*/(),%])", re.IGNORECASE
)


class _NoConstantError(ValueError):
    """The formula holds something else than numbers."""


def result_of(formula: str) -> Decimal | None:
    """What a formula of constants gives; ``None`` for any other formula.

    >>> result_of("60+60*(2-1)"), result_of("SUM(50,70)"), result_of("A1+60")
    (Decimal('120'), Decimal('120'), None)
    """
    if len(formula) > _LONGEST:
        return None
    try:
        tokens = _tokens(formula)
        with localcontext(Context(prec=28)):
            value = _sum(tokens)
        return None if tokens else value
    except (_NoConstantError, DecimalException):
        return None


def _tokens(formula: str) -> list[str]:
    """The tokens, the first at the end."""
    tokens, at = [], 0
    text = formula.strip().removeprefix("=").rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if not match:
            raise _NoConstantError
        tokens.append(match[1].upper())
        at = match.end()
    return tokens[::-1]


def _sum(tokens: list[str]) -> Decimal:
    value = _product(tokens)
    while tokens and tokens[-1] in "+-":
        sign = tokens.pop()
        other = _product(tokens)
        value = value + other if sign == "+" else value - other
    return value


def _product(tokens: list[str]) -> Decimal:
    value = _signed(tokens)
    while tokens and tokens[-1] in "*/":
        sign = tokens.pop()
        other = _signed(tokens)
        value = value * other if sign == "*" else value / other
    return value


def _signed(tokens: list[str]) -> Decimal:
    if not tokens:
        raise _NoConstantError
    if tokens[-1] in "+-":
        sign = tokens.pop()
        value = _signed(tokens)
        return value if sign == "+" else -value
    value = _atom(tokens)
    while tokens and tokens[-1] == "%":
        tokens.pop()
        value = value.scaleb(-2)
    return value


def _atom(tokens: list[str]) -> Decimal:
    token = tokens.pop()
    if token[0].isdigit():
        return Decimal(token)
    if token not in ("(", "SUM("):
        raise _NoConstantError
    value = _sum(tokens)
    while token == "SUM(" and tokens and tokens[-1] == ",":  # noqa: S105 - no password
        tokens.pop()
        value += _sum(tokens)
    if not tokens or tokens.pop() != ")":
        raise _NoConstantError
    return value
