"""Turns the text of 勾稽关系 into tokens: labels, numbers, signs, and what is none of these."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import Enum, auto
from typing import Final

from msgspec import Struct

from make_docx.labels import label_key
from make_docx.late_pattern import late_pattern

_SIGNS: Final = {
    **dict.fromkeys("+", "+"),
    **dict.fromkeys("-−–—‐", "-"),
    **dict.fromkeys("×*✕✖", "×"),
    **dict.fromkeys("÷/∕", "÷"),
}
_COMPARISONS: Final = {
    **dict.fromkeys(("≤", "≦", "⩽", "<=", "=<"), "≤"),
    **dict.fromkeys(("不大于", "不超过", "不多于", "不高于", "小于等于", "小于或等于"), "≤"),
    **dict.fromkeys(("≥", "≧", "⩾", ">=", "=>"), "≥"),
    **dict.fromkeys(("不小于", "不少于", "不低于", "大于等于", "大于或等于"), "≥"),
    **dict.fromkeys(("<", "小于", "少于", "低于"), "<"),
    **dict.fromkeys((">", "大于", "多于", "超过", "高于"), ">"),
    **dict.fromkeys(("=", "==", "等于"), "="),
    **dict.fromkeys(("≠", "<>", "!=", "不等于"), "≠"),
}
_LONGEST_COMPARISON: Final = max(map(len, _COMPARISONS))
_SEPARATORS: Final = ";\n。"
_STOPS: Final = "()【】,、"  # the last two have no meaning, but end a word

# As in a unit's cell: twenty places on either side, thousands in groups or not at all.
_DIGIT: Final = "[0-9０-９]"
_NUMBER: Final = late_pattern(
    rf"((?:{_DIGIT}{{1,3}}(?:[,，]{_DIGIT}{{3}}){{1,6}}|{_DIGIT}{{1,20}})(?:[.．]{_DIGIT}{{1,20}})?)"
    r"[ \u3000]*([%％﹪]?)"
)
_ASK: Final = late_pattern(r"核实[ \u3000]*[:：]")


class TokenKind(Enum):
    """What a token is; `UNKNOWN` is a word that is no label, `UNCLOSED` a 【 without 】."""

    LABEL = auto()
    NUMBER = auto()
    SIGN = auto()
    COMPARISON = auto()
    OPEN = auto()
    CLOSE = auto()
    SEPARATOR = auto()
    ASK = auto()
    UNKNOWN = auto()
    UNCLOSED = auto()
    END = auto()


class Token(Struct, frozen=True):
    """`text` as typed from the character `at` on, counted from 0; `value` in one spelling."""

    kind: TokenKind
    text: str
    at: int
    value: str = ""


class Lexer:
    """Knows the labels of a list; a bare label is the longest that fits.

    A label stands where a sign, a bracket, a comparison or an end follows it: in a list with
    接待 only, 接待群众 is no label. In 【】 it may hold any sign.
    """

    def __init__(self, labels: Iterable[str]) -> None:
        self._owners: dict[str, str] = {}
        for label in labels:
            self._owners.setdefault(label_key(label), label)
        self._bare: dict[str, list[str]] = defaultdict(list)
        for key in sorted(self._owners, key=len, reverse=True):
            if any(sign.isalpha() for sign in key):  # a label 2 or + would be no number, no sign
                self._bare[key[0]].append(key)

    def tokens(self, text: str) -> Iterator[Token]:
        """The tokens in order, `END` last."""
        line = _Line(text)
        at = 0
        while at < len(text):
            if _is_space(text[at]):
                at += 1
                continue
            token = self._token(line, at)
            yield token
            at += len(token.text)
        yield Token(TokenKind.END, "", len(text))

    def _token(self, line: _Line, at: int) -> Token:
        text = line.text
        if text[at] == "【":
            return self._bracketed(text, at)
        if label := self._label(line, at):
            return label
        if match := _ASK.match(text, at):
            return Token(TokenKind.ASK, match[0], at)
        match = _NUMBER.match(text, at)
        if match and line.is_boundary(match.end()):
            digits = unicodedata.normalize("NFKC", match[1]).replace(",", "")
            percent = "%" if match[2] else ""
            return Token(TokenKind.NUMBER, match[0].rstrip(" \u3000"), at, digits + percent)
        return _sign(text, at) or Token(TokenKind.UNKNOWN, line.word(at), at)

    def _bracketed(self, text: str, at: int) -> Token:
        end = text.find("】", at)
        if end < 0:
            return Token(TokenKind.UNCLOSED, text[at:], at)
        inner, whole = text[at + 1 : end], text[at : end + 1]
        label = self._owners.get(label_key(inner)) if label_key(inner) else None
        if label is None:
            return Token(TokenKind.UNKNOWN, whole, at)
        return Token(TokenKind.LABEL, whole, at, label)

    def _label(self, line: _Line, at: int) -> Token | None:
        start = line.index_of(at)
        if start is None:
            return None
        for key in self._bare.get(line.key[start], ()):
            end = line.end_of(start, key)
            if end is not None and line.is_boundary(end):
                return Token(TokenKind.LABEL, line.text[at:end], at, self._owners[key])
        return None


class _Line:
    """A text beside its signs as `label_key` has them, each with the place it is from."""

    def __init__(self, text: str) -> None:
        self.text = text
        signs: list[str] = []
        self._places: list[int] = []
        self._starts: dict[int, int] = {}
        for at, sign in enumerate(text):
            key = sign if sign == "\n" else _key(sign)
            if key:
                self._starts[at] = len(self._places)
                signs.append(key)
                self._places += [at] * len(key)
        self.key = "".join(signs)

    def index_of(self, at: int) -> int | None:
        return self._starts.get(at)

    def end_of(self, start: int, key: str) -> int | None:
        """Where in the text `key` ends that begins at `start` of the key; None if it does not."""
        if not self.key.startswith(key, start):
            return None
        last = start + len(key) - 1
        is_whole = last + 1 == len(self._places) or self._places[last + 1] != self._places[last]
        return self._places[last] + 1 if is_whole else None

    def is_boundary(self, at: int) -> bool:
        while at < len(self.text) and _is_space(self.text[at]):
            at += 1
        return at == len(self.text) or _sign(self.text, at) is not None or self.text[at] == "【"

    def word(self, at: int) -> str:
        """What goes on from `at` until something that has a meaning; one sign at least."""
        end = at + 1
        while not self.is_boundary(end):
            end += 1
        return self.text[at:end]


def _sign(text: str, at: int) -> Token | None:
    """The sign, bracket, comparison or separator at `at`."""
    for length in range(_LONGEST_COMPARISON, 0, -1):
        typed = text[at : at + length]
        if value := _COMPARISONS.get(unicodedata.normalize("NFKC", typed)):
            return Token(TokenKind.COMPARISON, typed, at, value)
    sign = unicodedata.normalize("NFKC", text[at])
    if sign in _SIGNS:
        return Token(TokenKind.SIGN, text[at], at, _SIGNS[sign])
    if sign in _SEPARATORS:
        return Token(TokenKind.SEPARATOR, text[at], at)
    if sign in _STOPS:
        kind = {"(": TokenKind.OPEN, ")": TokenKind.CLOSE}.get(sign, TokenKind.UNKNOWN)
        return Token(kind, text[at], at)
    return None


def _key(sign: str) -> str:
    """One sign of a `label_key`, whose ends are not stripped here."""
    return label_key(f"a{sign}a")[1:-1]


def _is_space(sign: str) -> bool:
    return sign != "\n" and (sign.isspace() or unicodedata.category(sign) == "Cf")
