"""Holds what a finding code stands for: how much it weighs, what it says and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from make_docx.findings import Severity

NOTE: Final = Severity.NOTE
WARN: Final = Severity.WARN
ERROR: Final = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Entry:
    """One kind of finding: `message` and `action` are filled with the facts of the place."""

    severity: Severity
    message: str
    action: str
    needs_reason: bool = False  # a warning that the clerk has to confirm, saying why
    of_unit: str = ""  # what the unit does, where `action` is for the clerk alone
