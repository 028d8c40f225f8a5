"""Turns the plain rows of a 统计表 into XML, block by block, for a page that is finished already.

A row is plain where nothing that looks at the page has anything to change in it. Then a mark is
enough to stand for it: an annex of ten thousand rows is as quick to lay out as one of ten.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from lxml import etree
from msgspec import Struct

from make_docx.document.text import BREAK, TEXT, clean
from make_docx.late_pattern import late_pattern
from make_docx.model import RowKind, TableRow
from make_docx.official import rarity

TARGET: Final = "make-docx-rows"  # of the processing instruction that is the mark
MARK: Final = re.compile(rb"<\?make-docx-rows ([0-9]+) ([0-9]+) ([0-9]+)\?>")
_BLOCK: Final = 256  # rows
_PLAIN: Final = frozenset({RowKind.UNIT, RowKind.MISSING})
_END: Final = "</w:t>"
_BETWEEN: Final = f"{_END}\r{TEXT}"  # two texts
_EMPTY: Final = f"{TEXT[:-1]}/>"
_REFERENCES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\n": BREAK})
_NO_CHARACTER: Final = late_pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SAID: Final = r"[^<>&\r\n]*(?:&(?:amp|lt|gt);[^<>&\r\n]*)*"
_CELLS: Final = late_pattern(rf"(?:{TEXT}{_SAID}{_END}|{_EMPTY}|<w:br/>|\r)*")
_TABLE: Final = '<w:tbl xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'


class Rows(Struct, frozen=True):
    """The rows of one table; `pieces` is the XML of a row before, between and behind its texts."""

    rows: Sequence[TableRow]
    pieces: tuple[str, ...]

    def blocks(self, first: int, behind: int) -> Iterator[bytes]:
        """The XML of some rows at a time, as a parser would write it.

        Raises:
            XMLSyntaxError: the pieces are no XML.
            ValueError: the texts do not say what the cells say, or hold more than texts.
        """
        form = _form(self.pieces)
        for start in range(first, behind, _BLOCK):
            rows = self.rows[start : min(start + _BLOCK, behind)]
            texts = _texts([cell for row in rows for cell in row.cells])
            yield form * len(rows) % tuple(texts.encode().split(b"\r"))


@lru_cache(maxsize=16)  # a table of the same columns is in every document of a job
def _form(pieces: Sequence[str]) -> bytes:
    """A row to be filled in, which a parser has read without its texts.

    With texts between its pieces it is well-formed too: these have no markup but that of their own
    lines, see `_read`. A pattern of whole rows says no more and takes 5 ms to compile. In bytes,
    because rows are filled in in a tenth of the time.
    """
    etree.fromstring(f"{_TABLE}{''.join(pieces)}</w:tbl>")
    return "%b".join(piece.replace("%", "%%") for piece in pieces).encode()


def _texts(cells: Sequence[str]) -> str:
    r"""The XML of the texts of cells, with ``\r`` between them.

    Raises:
        ValueError: it would say something else than they do.
    """
    said = "".join(cells)
    if said.isprintable() and all(cells) and not any(map(said.__contains__, "<>&")):
        return f"{TEXT}{_BETWEEN.join(cells)}{_END}"  # nothing to clean or to write otherwise
    cells = [cell if cell.isalnum() else clean(cell, breaks=True) for cell in cells]
    texts = "\r".join(
        [f"{TEXT}{cell}{_END}" if cell.isalnum() else _printed(cell) for cell in cells]
    )
    if _read(texts) != cells:
        raise ValueError("rows do not say what their cells say")
    return texts


def _printed(cell: str) -> str:
    return f"{TEXT}{cell.translate(_REFERENCES)}{_END}".replace(f"{TEXT}{_END}", _EMPTY)


def _read(texts: str) -> list[str]:
    r"""What the XML of the texts of cells says, with ``\r`` between them, which no text has.

    Raises:
        ValueError: there is other markup in it, or a character that is not XML.
    """
    if not _CELLS.fullmatch(texts):
        raise ValueError("a cell holds more than its texts")
    for tag in (TEXT, _END, _EMPTY):
        texts = texts.replace(tag, "")
    texts = texts.replace("<w:br/>", "\n")
    cells = texts.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").split("\r")
    if _NO_CHARACTER.search("".join(cells)):
        raise ValueError("a row has a character that XML has not")
    return cells


def mark(table: int, first: int, behind: int) -> str:
    """What stands for the rows `first` to before `behind` while the page is made."""
    return f"<?{TARGET} {place(table, first, behind)}?>"


def place(table: int, first: int, behind: int) -> str:
    """What a mark says."""
    return f"{table} {first} {behind}"


def plain_rows(rows: Sequence[TableRow]) -> list[bool]:
    """Of each row whether it is set as its columns are, in characters that every font has."""
    said = "".join(["".join(row.cells) for row in rows])
    rare = {character for character in set(said) if not rarity.is_common(character)}
    return [
        row.kind in _PLAIN and (not rare or all(map(rare.isdisjoint, row.cells))) for row in rows
    ]
