"""Turns the 签发人 into the rows in which their names stand (7.2.6)."""

from __future__ import annotations

from typing import Final

from make_docx.model import Direction, Document
from make_docx.official import page

# 字 of the last row that are taken: one in on both sides and one behind the 发文字号.
_TAKEN: Final = 3 + len(page.SIGNER_LABEL)


def signer_rows(document: Document) -> tuple[tuple[str, ...], ...]:
    """The names row by row; none if it is no document up.

    Two a row; one a row where two would run into the 发文字号, which stands on the last.
    """
    names = document.signers if document.direction is Direction.UP else ()
    rows = tuple(
        names[at : at + page.SIGNERS_PER_ROW] for at in range(0, len(names), page.SIGNERS_PER_ROW)
    )
    if names and _widest(rows) > room(document.number):
        return tuple((name,) for name in names)
    return rows


def room(number: str) -> float:
    """字 that are left for names beside a 发文字号."""
    return page.CHARACTERS - _TAKEN - page.widest(number)


def _widest(rows: tuple[tuple[str, ...], ...]) -> float:
    """字 of the columns of names, one 字 between them."""
    columns = [
        max((page.widest(row[column]) for row in rows if len(row) > column), default=0.0)
        for column in range(page.SIGNERS_PER_ROW)
    ]
    return columns[0] + (1 + columns[1] if columns[1] else 0)
