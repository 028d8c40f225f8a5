"""Turns a line of body text into its parts: text, 【…】 and {…}.

    line      = { text | reference | clause }
    clause    = "{" { text | reference } "}"
    reference = "【" name [ "|" mode ] "】"

｛ ｝ ｜ are the same as { } |: Chinese input methods type them. There is no escape, no nesting
and nothing else; what a reference stands for is not looked at here.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from msgspec import Struct, field

from make_docx.findings import EXCERPT_LENGTH
from make_docx.late_pattern import late_pattern


class Mode(StrEnum):
    """How a reference wants its figure worded, as written after ``|``."""

    APPROXIMATE = "约"
    SCALED = "万"
    BY_CATEGORY = "分类"
    MOST = "最多"
    TOP_THREE = "前三"
    CHANGE = "同比"
    ZERO = "为零"  # prints nothing: its clause is for the day on which the figure is 0


class Reference(Struct, frozen=True):
    """``【name|mode】``; `written` is what stands between the brackets."""

    name: str
    mode: str
    written: str


class Clause(Struct, frozen=True):
    """``{…}``: left out when a reference in it has nothing to say."""

    parts: tuple[str | Reference, ...]


Part = str | Reference | Clause


class Fault(Struct, frozen=True):
    """A bracket without its other half; `found` is the text around it."""

    code: str
    found: str


class Line(Struct, frozen=True):
    parts: tuple[Part, ...]
    faults: tuple[Fault, ...] = ()

    @property
    def alone(self) -> Reference | None:
        """The reference that the line consists of, if there is nothing beside it."""
        match self.parts:
            case (Reference() as only,) | (Clause(parts=(Reference() as only,)),):
                return only
            case _:
                return None


_TOKEN: Final = late_pattern(r"[【】{}｛｝]|[^【】{}｛｝]+")


class _Reader(Struct):
    text: str
    parts: list[Part] = field(default_factory=list)
    clause: list[str | Reference] | None = None
    clause_start: int = 0
    reference_start: int | None = None
    faults: list[Fault] = field(default_factory=list)

    def read(self) -> Line:
        for token in _TOKEN.finditer(self.text):
            self._take(token[0], token.start())
        self._abandon_reference()
        if self.clause is not None:
            self._fault("clause-unbalanced", self.clause_start)
            self._close_clause()
        return Line(tuple(self.parts), tuple(self.faults))

    def _take(self, token: str, at: int) -> None:
        match token:
            case "【":
                self._abandon_reference()
                self.reference_start = at
            case "】":
                self._close_reference(at)
            case "{" | "｛":
                self._abandon_reference()
                self._open_clause(at)
            case "}" | "｝":
                self._abandon_reference()
                if self.clause is None:
                    self._fault_before("clause-unbalanced", at)
                else:
                    self._close_clause()
            case _:
                if self.reference_start is None:
                    self._add(token)

    def _open_clause(self, at: int) -> None:
        if self.clause is None:
            self.clause, self.clause_start = [], at
        else:
            self._fault("clause-unbalanced", self.clause_start)

    def _close_clause(self) -> None:
        self.parts.append(Clause(tuple(self.clause or ())))
        self.clause = None

    def _close_reference(self, at: int) -> None:
        if self.reference_start is None:
            self._fault_before("placeholder-unbalanced", at)
            return
        written = self.text[self.reference_start + 1 : at]
        name, _, mode = written.replace("｜", "|").partition("|")
        self._add(Reference(name.strip(), mode.strip(), written.strip()))
        self.reference_start = None

    def _abandon_reference(self) -> None:
        if self.reference_start is not None:
            self._fault("placeholder-unbalanced", self.reference_start)
            self.reference_start = None

    def _add(self, part: str | Reference) -> None:
        (self.parts if self.clause is None else self.clause).append(part)

    def _fault(self, code: str, start: int) -> None:
        self.faults.append(Fault(code, self.text[start : start + EXCERPT_LENGTH]))

    def _fault_before(self, code: str, end: int) -> None:
        start = max(0, end + 1 - EXCERPT_LENGTH)
        self.faults.append(Fault(code, self.text[start : end + 1]))


def parse(text: str) -> Line:
    """Read a line; a reference or a clause left open is a fault, and reading goes on."""
    return _Reader(text).read()
