"""Holds what a finding code stands for: how much it weighs, what it says and what to do."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from make_docx.findings import Severity

NOTE: Final = Severity.NOTE
WARN: Final = Severity.WARN
ERROR: Final = Severity.ERROR


class Entry(Struct, frozen=True):
    """One kind of finding: `message` and `action` are filled with the facts of the place."""

    severity: Severity
    message: str
    action: str
    needs_reason: bool = False  # a warning that the clerk has to confirm, saying why
    of_unit: str = ""  # what the unit does, where `action` is for the clerk alone
