"""Turns the texts between the tags of a built-in layout into the XML of a part with its values.

Layouts of jobs and kinds are printed by Jinja. Importing that and compiling one of our own takes
50 ms of a small job, for tags that are nothing but names, ``if`` and ``for``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from make_docx.document.text import Value, xml

_Values = Mapping[str, Any]


class Named(Struct, frozen=True, array_like=True, tag="name"):
    """What a name stands for; of two names, what the second is in the first."""

    path: tuple[str, ...]

    def value(self, values: _Values) -> Any:
        """Raises `KeyError` for a name that `values` has not."""
        found: Any = values
        for name in self.path:
            found = found[name]
        return found

    def holds(self, values: _Values) -> bool:
        return bool(self.value(values))


class Equal(Struct, frozen=True, array_like=True, tag="equal"):
    named: Named
    text: str

    def holds(self, values: _Values) -> bool:
        return bool(self.named.value(values) == self.text)


class Not(Struct, frozen=True, array_like=True, tag="not"):
    test: Test

    def holds(self, values: _Values) -> bool:
        return not self.test.holds(values)


class Both(Struct, frozen=True, array_like=True, tag="and"):
    left: Test
    right: Test

    def holds(self, values: _Values) -> bool:
        return self.left.holds(values) and self.right.holds(values)


class Either(Struct, frozen=True, array_like=True, tag="or"):
    left: Test
    right: Test

    def holds(self, values: _Values) -> bool:
        return self.left.holds(values) or self.right.holds(values)


class Choice(Struct, frozen=True, array_like=True, tag="if"):
    test: Test
    then: Sequence[Piece]
    otherwise: Sequence[Piece]


class Loop(Struct, frozen=True, array_like=True, tag="for"):
    variable: str
    rows: Named
    body: Sequence[Piece]


Test = Named | Equal | Not | Both | Either
Piece = str | Named | Choice | Loop  # a text, which is XML; a name whose value is printed


class TagText(Struct, frozen=True):
    """A part of a layout, cut at its tags."""

    pieces: Sequence[Piece]

    def render(self, values: _Values) -> str:
        """The XML, as Jinja would print it with escaping and without undefined names.

        Raises:
            KeyError: `values` has not all names.
        """
        printed: list[str] = []
        _print(self.pieces, values, printed)
        return "".join(printed)


def _print(pieces: Sequence[Piece], values: _Values, printed: list[str]) -> None:
    for piece in pieces:
        if isinstance(piece, str):
            printed.append(piece)
        elif isinstance(piece, Named):
            value = piece.value(values)
            printed.append(value.__html__() if isinstance(value, Value) else xml(value))
        elif isinstance(piece, Choice):
            inner = piece.then if piece.test.holds(values) else piece.otherwise
            _print(inner, values, printed)
        else:
            rows = piece.rows.value(values)
            last = len(rows) - 1
            here = dict(values)
            for at, row in enumerate(rows):
                here["loop"] = {"first": at == 0, "last": at == last}
                here[piece.variable] = row
                _print(piece.body, here, printed)
