"""Turns the 勾稽关系 of an indicator into relations, and every fault in it into words.

    relations = relation { ("；" | line) relation }
    relation  = ["核实："] [ sum ] comparison sum
    sum       = product { ("+" | "-") product }
    product   = factor { ("×" | "÷") factor }
    factor    = label | number | "-" factor | "(" sum ")"

A side left out is the indicator itself: ``≤ 接待`` in the row of 解答 is ``解答 ≤ 接待``. The text
is data: it is read by this grammar and by nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Context, Decimal
from typing import Final

from msgspec import Struct

from make_docx.findings import excerpt
from make_docx.labels import hint
from make_docx.model import Indicator, ValueType
from make_docx.relations.lexer import Lexer, Token, TokenKind
from make_docx.relations.tree import (
    Comparison,
    Label,
    Negative,
    Number,
    Operation,
    Relation,
    Term,
    walk,
)

LONGEST: Final = 300  # characters of one cell
_DEEPEST: Final = 20  # brackets and minus signs in each other
_DIGITS: Final = "0123456789０１２３４５６７８９"
_SUMS: Final = ("+", "-")
_PRODUCTS: Final = ("×", "÷")
_HUNDRED: Final = Decimal(100)
_EXACT: Final = Context(prec=60)  # of forty digits at most

_SIDE_EXPECTED: Final = "指标名称或数字"
_COMPARISON_EXPECTED: Final = "≤、≥、<、>、= 或 ≠"
_SIGN_EXPECTED: Final = "＋、－、×、÷，或用“；”隔开下一条"


class RelationFault(Struct, frozen=True):
    """Why a relation cannot be used: `reason` names the character, counted from 1.

    `hint` offers the indicator that may have been meant.
    """

    reason: str
    expected: str
    hint: str = ""


class RelationReader:
    """Reads the relations in the rows of one list of indicators."""

    def __init__(self, indicators: Iterable[Indicator]) -> None:
        named = [indicator for indicator in indicators if indicator.label]
        self._indicators = {indicator.label: indicator for indicator in reversed(named)}
        self._labels = [label for label, found in self._indicators.items() if not found.is_text]
        self._lexer = Lexer(indicator.label for indicator in named)

    def read(self, indicator: Indicator) -> tuple[tuple[Relation, ...], tuple[RelationFault, ...]]:
        """The relations of `indicator`, and the first fault of each one that has any."""
        text = indicator.relation
        if not text.strip() or not indicator.label:
            return (), ()
        if len(text) > LONGEST:
            reason = f"有 {len(text)} 个字"
            return (), (RelationFault(reason, f"不超过 {LONGEST} 个字"),)
        if indicator.is_text:
            return (), (RelationFault("类型是文字的指标不能比大小", "空着"),)
        relations: list[Relation] = []
        faults: list[RelationFault] = []
        for tokens in _parts(self._lexer.tokens(text)):
            try:
                relation = _Parser(tokens, Label(indicator.label), self).relation()
            except _RefusedError as refused:
                faults.append(refused.fault)
                continue
            found = self._misuse(relation, indicator)
            faults += [found] if found else []
            relations += [] if found else [relation]
        return tuple(relations), tuple(faults)

    def label_fault(self, token: Token) -> RelationFault:
        """Why the word of `token` is no label that can be used here."""
        word = token.text.strip("【】") or token.text
        if token.text[0] in _DIGITS:
            reason = f"{_at(token)}“{excerpt(word)}”不是一个数"
            return RelationFault(reason, "只有数字的数，例如 20000、0.5、50%")
        reason = f"{_at(token)}“{excerpt(word)}”不是指标"
        return RelationFault(reason, _SIDE_EXPECTED, hint(word, self._labels))

    def is_text(self, label: str) -> bool:
        return self._indicators[label].is_text

    def _misuse(self, relation: Relation, indicator: Indicator) -> RelationFault | None:
        """What is wrong with a relation that can be read.

        A percentage is kept as its ratio: compared with a number over 1, or with a quotient times
        100, every unit would break it.
        """
        own = indicator.label
        if own not in relation.labels():
            return RelationFault(f"“{excerpt(relation)}”里没有本行的“{own}”", f"用到“{own}”的关系")
        sides = (relation.left, relation.right)
        for side, other in (sides, sides[::-1]):
            if self._is_percent(side) and _has_bare_hundred(other):
                reason = f"“{excerpt(relation)}”里的百分比和没有百分号的数比"
                return RelationFault(reason, "带百分号的数，例如 90%；不要乘 100")
        return None

    def _is_percent(self, term: Term) -> bool:
        if not isinstance(term, Label):
            return False
        return self._indicators[term.name].value_type is ValueType.PERCENT


class _RefusedError(Exception):
    def __init__(self, fault: RelationFault) -> None:
        super().__init__(fault.reason)
        self.fault = fault


class _Parser:
    """Reads the tokens of one relation; the last one is `END`."""

    def __init__(self, tokens: Sequence[Token], own: Label, reader: RelationReader) -> None:
        self._tokens = tokens
        self._next = 0
        self._depth = 0
        self._own = own
        self._reader = reader

    def relation(self) -> Relation:
        asks = self._take(TokenKind.ASK) is not None
        is_bare = self._peek().kind is TokenKind.COMPARISON
        left = self._own if is_bare else self._sum()
        sign = self._take(TokenKind.COMPARISON)
        if sign is None:
            raise self._refuse(_COMPARISON_EXPECTED)
        relation = Relation(left, Comparison(sign.value), self._sum(), asks)
        if self._peek().kind is not TokenKind.END:
            raise self._refuse(_SIGN_EXPECTED)
        return relation

    def _sum(self) -> Term:
        term = self._product()
        while sign := self._take_sign(_SUMS):
            term = Operation(sign.value, term, self._product())
        return term

    def _product(self) -> Term:
        term = self._factor()
        while sign := self._take_sign(_PRODUCTS):
            token = self._peek()
            factor = self._factor()
            if sign.value == "÷" and isinstance(factor, Number) and not factor.value:
                raise _RefusedError(RelationFault(f"{_at(token)}除数是 0", "不是 0 的数"))
            term = Operation(sign.value, term, factor)
        return term

    def _factor(self) -> Term:
        if number := self._take(TokenKind.NUMBER):
            return _number(number.value)
        if label := self._take(TokenKind.LABEL):
            if self._reader.is_text(label.value):
                reason = f"{_at(label)}“{excerpt(label.value)}”的类型是文字，不能比大小"
                raise _RefusedError(RelationFault(reason, _SIDE_EXPECTED))
            return Label(label.value)
        if self._depth == _DEEPEST:
            raise self._refuse(f"不超过 {_DEEPEST} 层的括号")
        bracket = self._take(TokenKind.OPEN)
        if not bracket and not self._take_sign(("-",)):
            raise self._refuse(_SIDE_EXPECTED)
        self._depth += 1
        term = self._sum() if bracket else Negative(self._factor())
        self._depth -= 1
        if bracket and not self._take(TokenKind.CLOSE):
            raise self._refuse("右括号“）”")
        return term

    def _peek(self) -> Token:
        return self._tokens[self._next]

    def _take(self, kind: TokenKind) -> Token | None:
        token = self._peek()
        if token.kind is not kind:
            return None
        self._next += 1
        return token

    def _take_sign(self, signs: Sequence[str]) -> Token | None:
        token = self._peek()
        if token.kind is TokenKind.SIGN and token.value in signs:
            self._next += 1
            return token
        return None

    def _refuse(self, expected: str) -> _RefusedError:
        """That the next token does not belong here, but `expected` does."""
        token = self._peek()
        match token.kind:
            case TokenKind.END:
                return _RefusedError(RelationFault("没有写完", expected))
            case TokenKind.UNCLOSED:
                return _RefusedError(RelationFault(f"{_at(token)}“【”没有配对", "一对【】"))
            case TokenKind.UNKNOWN if token.text[0] not in "】" and expected == _SIDE_EXPECTED:
                return _RefusedError(self._reader.label_fault(token))
        reason = f"{_at(token)}“{excerpt(token.text)}”不能写在这里"
        return _RefusedError(RelationFault(reason, expected))


def _parts(tokens: Iterable[Token]) -> list[list[Token]]:
    """The tokens of each relation, each with an `END`; what is empty is left out."""
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind in (TokenKind.SEPARATOR, TokenKind.END):
            parts[-1].append(Token(TokenKind.END, "", token.at))
            parts.append([])
        else:
            parts[-1].append(token)
    return [part for part in parts if len(part) > 1]


def _at(token: Token) -> str:
    return f"第 {token.at + 1} 个字起的"


def _number(digits: str) -> Number:
    value = Decimal(digits.removesuffix("%"))
    is_percent = digits.endswith("%")
    return Number(_EXACT.scaleb(value, -2) if is_percent else value, is_percent)


def _has_bare_hundred(term: Term) -> bool:
    """Whether the term is a bare number over 1, or multiplies or divides by a bare 100."""
    if isinstance(term, Number):
        return not term.is_percent and term.value > 1
    factors = (
        factor
        for part in walk(term)
        if isinstance(part, Operation) and part.sign in _PRODUCTS
        for factor in (part.left, part.right)
    )
    return any(factor == Number(_HUNDRED) for factor in factors)
