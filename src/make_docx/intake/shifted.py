"""Turns the names and labels of a form into the label that another label's cell was moved to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from make_docx.intake.workbook import Sheet, Spot, Workbook

_GONE: Final = "#REF!"


def shifted(
    book: Workbook, sheet: Sheet, cell_names: Mapping[str, str], spots: Mapping[str, Spot]
) -> tuple[str, str] | None:
    """A label, and the other one whose cell stands beside it; ``None`` where all is in order.

    Deleting a cell so that those below move up takes every figure to the label above it. Office
    programs break the name of the cell that is gone, and mend those of the cells that moved; a
    row that is deleted or moved takes its label along.

    Args:
        book: the returned workbook.
        sheet: the form in it.
        cell_names: label → the defined name of its cell, for every indicator.
        spots: label → the cell beside it.
    """
    places = ((label, book.place(name)) for label, name in cell_names.items())
    owners = {place[1]: label for label, place in places if place and place[0] is sheet}
    for label, spot in spots.items():
        is_gone = _GONE in book.names.get(cell_names[label], "")
        if is_gone and (other := owners.get(spot)):
            return label, other
    return None
