"""Turns something wrong or noteworthy into a record that a clerk can act on.

`catalogue.finding` makes them: a code is stable and is what tests, ``--json`` and
`docs/errors.md` name; the Chinese words belong to the code.
"""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from typing import Self

from msgspec import Struct
from msgspec.structs import replace

from make_docx.late_pattern import late_pattern

EXCERPT_LENGTH = 20
_UNSEEN = ("Cc", "Cf", "Cs")
_PERSONAL = late_pattern(
    r"(?<!\d)(?:1[3-9]\d{9}|\d{17}[\dXx]|0\d{2,3}[-—－ ]\d{7,8})(?!\d)"
    # bounded and begun at its first character, so that a text of any length takes no time
    r"|(?<![A-Za-z0-9._+-])[A-Za-z0-9._+-]{1,64}@[\w-]{1,63}\.[\w.]+"
)


class Severity(StrEnum):
    """How much a finding weighs; only an error keeps the document from being built."""

    NOTE = "note"
    WARN = "warn"
    ERROR = "error"


class Place(Struct, frozen=True):
    """Where: a file of the job, down to the cell and the label beside it, or to a line of text."""

    file: str = ""
    sheet: str = ""
    cell: str = ""
    label: str = ""
    line: int = 0  # of a text file, counted from 1

    def __str__(self) -> str:
        cell = f"{self.sheet}!{self.cell}" if self.sheet and self.cell else self.sheet
        line = f"第 {self.line} 行" if self.line else ""
        label = f"“{self.label}”" if self.label else ""
        return seen(" ".join(part for part in (self.file, line, cell, label) if part))


class Finding(Struct, frozen=True):
    """校核意见: something wrong or noteworthy, where, and what to do about it."""

    code: str
    severity: Severity
    place: Place
    message: str
    action: str
    found: str = ""
    expected: str = ""
    unit: str = ""
    needs_reason: bool = False  # a warning that the clerk has to confirm, saying why
    # Tells values apart that are cut or masked to the same `found`.
    digest: str = ""
    reason: str = ""  # why the clerk let it stand
    of_unit: str = ""  # what the unit does, where `action` is for the clerk alone

    @property
    def blocks(self) -> bool:
        """Whether what it is about cannot count: the file, the row, the column."""
        return self.severity is Severity.ERROR

    @property
    def stops(self) -> bool:
        """Whether no document may be built: an error, or a warning that nobody confirmed."""
        return self.blocks or (self.needs_reason and not self.reason)

    def with_severity(self, severity: Severity) -> Self:
        return replace(self, severity=severity)


def masked(text: str) -> str:
    """`text` without telephone and identity numbers and mail addresses."""
    return _PERSONAL.sub("＊＊＊", text)


def seen(line: str) -> str:
    """`line` without what breaks it, turns it round, or cannot be encoded."""
    if line.isprintable():
        return line
    return "".join(sign for sign in line if unicodedata.category(sign) not in _UNSEEN)


def excerpt(text: object) -> str:
    """At most 20 characters of what was found, on one line, personal numbers masked."""
    line = masked(seen(" ".join(str(text).split())))
    return line if len(line) <= EXCERPT_LENGTH else line[: EXCERPT_LENGTH - 1] + "…"
