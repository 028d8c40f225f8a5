"""Turns what is to be said about cells into coloured cells with comments on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from make_docx.audit.cells import Cells
from make_docx.audit.comments import AUTHOR, read_comments, write_comments
from make_docx.audit.formats import WRONG, Styles
from make_docx.audit.package import Element, Package, Part


@dataclass(frozen=True, slots=True)
class Mark:
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
    known = dict(read_comments(package, part))
    for cell, (author, _) in known.items():
        if author == AUTHOR:
            grid.restyle(cell, styles.plain)
    for relation in [relation for relation in part.relations if relation.kind == "comments"]:
        part.relations.remove(relation)
        package.parts.pop(relation.target, None)
    texts = {cell: text for cell, (author, text) in known.items() if author != AUTHOR}
    ours: dict[str, str] = {}
    for mark in marks:
        cell = grid.first_of_merge(mark.cell)
        if cell not in ours:
            grid.restyle(cell, partial(styles.coloured, colour=mark.colour))
        ours[cell] = f"{ours[cell]}\n{mark.text}" if cell in ours else mark.text
    for cell, text in ours.items():
        texts[cell] = f"{text}\n——\n{texts[cell]}" if cell in texts else text
    if texts:
        write_comments(package, part, root, texts, ours)
