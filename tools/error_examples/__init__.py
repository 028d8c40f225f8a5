"""Holds an example of every finding: what stood where, from which the message is really made."""

from __future__ import annotations

from typing import Final

from error_examples import (
    brief,
    cells,
    comparisons,
    decisions,
    documents,
    files,
    kinds,
    tables,
    text,
    totals,
    units,
    verification,
)
from error_examples.example import Example

EXAMPLES: Final[dict[str, Example]] = {
    **files.EXAMPLES,
    **units.EXAMPLES,
    **cells.EXAMPLES,
    **tables.EXAMPLES,
    **comparisons.EXAMPLES,
    **decisions.EXAMPLES,
    **documents.EXAMPLES,
    **verification.EXAMPLES,
    **totals.EXAMPLES,
    **brief.EXAMPLES,
    **text.EXAMPLES,
    **kinds.EXAMPLES,
}
