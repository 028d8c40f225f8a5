"""Puts the findings of every subject into one list, by code."""

from __future__ import annotations

from typing import Final

from make_docx.catalogue import (
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
from make_docx.catalogue.entry import Entry

# In the order in which a clerk meets them, which is that of docs/errors.md.
CATALOGUE: Final[dict[str, Entry]] = {
    **files.ENTRIES,
    **units.ENTRIES,
    **cells.ENTRIES,
    **tables.ENTRIES,
    **comparisons.ENTRIES,
    **decisions.ENTRIES,
    **documents.ENTRIES,
    **totals.ENTRIES,
    **brief.ENTRIES,
    **text.ENTRIES,
    **verification.ENTRIES,
    **kinds.ENTRIES,
}
