"""Turns the plain rows of a 统计表 into XML, block by block, for a page that is finished already.

A row is plain where nothing that looks at the page has anything to change in it. Then a mark is
enough to stand for it: an annex of ten thousand rows is as quick to lay out as one of ten.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from make_docx.document.text import BREAK, TEXT, clean
from make_docx.model import RowKind, TableRow
from make_docx.official import rarity

TARGET: Final = "make-docx-rows"  # of the processing instruction that is the mark
MARK: Final = re.compile(rb"<\?make-docx-rows ([0-9]+) ([0-9]+) ([0-9]+)\?>")
_BLOCK: Final = 256  # rows
_PLAIN: Final = frozenset({RowKind.UNIT, RowKind.MISSING})
_REFERENCES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\n": BREAK})


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one table; `form` is the XML of a row with ``%s`` for each of its texts."""

    rows: Sequence[TableRow]
    form: str

    def blocks(self, first: int, last: int) -> Iterator[tuple[str, str]]:
        """The XML of some rows at a time, as a parser would write it, and all the words in it."""
        for start in range(first, last, _BLOCK):
            cells = [
                cell if cell.isalnum() else clean(cell, breaks=True)
                for row in self.rows[start : min(start + _BLOCK, last)]
                for cell in row.cells
            ]
            escaped = [cell if cell.isalnum() else cell.translate(_REFERENCES) for cell in cells]
            count = min(start + _BLOCK, last) - start
            xml = (self.form * count % tuple(escaped)).replace(f"{TEXT}</w:t>", f"{TEXT[:-1]}/>")
            yield xml, "".join(cells).replace("\n", "")


def mark(table: int, first: int, last: int) -> str:
    """What stands for the rows `first` to before `last` while the page is made."""
    return f"<?{TARGET} {place(table, first, last)}?>"


def place(table: int, first: int, last: int) -> str:
    """What a mark says."""
    return f"{table} {first} {last}"


def plain_rows(rows: Sequence[TableRow]) -> list[bool]:
    """Of each row whether it is set as its columns are, in characters that every font has."""
    characters = set[str]().union(*(cell for row in rows for cell in row.cells))
    rare = {character for character in characters if not rarity.is_common(character)}
    return [
        row.kind in _PLAIN and (not rare or all(map(rare.isdisjoint, row.cells))) for row in rows
    ]
