"""Turns what is to be said about cells into coloured cells with comments on them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from msgspec import Struct

from make_docx.audit.cells import Cells
from make_docx.audit.comments import Note, take_comments, write_comments
from make_docx.audit.formats import WRONG, Styles
from make_docx.audit.package import Element, Package, Part


class Mark(Struct, frozen=True):
    """What is wrong in a cell; `colour` is ARGB."""

    cell: str
    text: str
    colour: str = WRONG


def add_marks(
    package: Package, part: Part, root: Element, styles: Styles, marks: Sequence[Mark]
) -> None:
    """Colour and comment cells of the sheet `root` of `part`; marks of an earlier return go.

    The first mark of a cell gives it its colour. Other people's comments stay, as plain text.
    """
    grid = Cells(root, part.data)
    notes = dict(take_comments(package, part))
    for cell in [cell for cell, note in notes.items() if note.ours]:
        grid.restyle(cell, styles.plain)
        notes[cell] = Note(others=notes[cell].others)
    for mark in marks:
        cell = grid.first_of_merge(mark.cell)
        note = notes.get(cell, Note())
        if not note.ours:
            grid.restyle(cell, partial(styles.coloured, colour=mark.colour))
        said = f"{note.ours}\n{mark.text}" if note.ours else mark.text
        notes[cell] = Note(said, note.others)
    notes = {cell: note for cell, note in notes.items() if note.text}
    if notes:
        write_comments(package, part, root, notes)
