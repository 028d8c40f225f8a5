"""Turns a defined name and a label into the cell that a labelled value stands in."""

from __future__ import annotations

from collections.abc import Iterable

from make_docx.intake.workbook import Sheet, Spot, Workbook
from make_docx.labels import label_key


def labelled(book: Workbook, sheet: Sheet, name: str, label: str, column: int = 0) -> Spot | None:
    """The cell `name` stands for if `label` is next to it, else the one beside the label.

    Beside means in `column`, where the sheet is known to have its values there.

    A defined name alone is never believed: programs that delete a row without mending the
    names leave them pointing at the neighbour.
    """
    named = book.place(name)
    if named and named[0] is sheet and _text_left_of(sheet, named[1]) == label_key(label):
        return sheet.origin(named[1])
    found = sheet.by_key.get(label_key(label), ())
    if not found:
        return None
    is_left = found[0].column < column
    return sheet.origin(Spot(found[0].row, column)) if is_left else sheet.beside(found[0])


def row_texts(sheet: Sheet, row: int, before: int) -> Iterable[str]:
    """The texts of a row left of the column `before`, the nearest first."""
    for spot, text in reversed(sheet.texts_of(row)):
        if spot.column < before:
            yield text


def _text_left_of(sheet: Sheet, spot: Spot) -> str:
    return label_key(next(iter(row_texts(sheet, spot.row, spot.column)), ""))
