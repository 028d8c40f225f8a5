"""Turns rows of text that name a table's columns into those rows once for every row of the table.

Rows that stand together and name the same table make one block: 阶段一's heading and tasks come
before 阶段二's heading and tasks.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from make_docx.findings import Finding
from make_docx.model import Entry, OutlineRow, Table
from make_docx.wording.placeholder import parse
from make_docx.wording.plain import plain
from make_docx.wording.tables import Tables


class Pass(Struct, frozen=True):
    """One printing of a row of text; `is_blank` where the table that it names has no rows."""

    row: OutlineRow
    table: Table | None = None
    entry: Entry | None = None

    @property
    def is_blank(self) -> bool:
        return self.table is not None and self.entry is None


def passes(rows: Sequence[OutlineRow], tables: Tables) -> Iterator[Pass]:
    """Every row as often as it is printed, in order; a row of a blank table stands once."""
    named = ((tables.repeated_in(parse(plain(row.text))), row) for row in rows)
    for table, block in groupby(named, key=lambda pair: pair[0]):
        of_block = [row for _, row in block]
        entries = tables.entries(table) if table else ()
        for entry in entries or (None,):
            yield from (Pass(row, table, entry) for row in of_block)


def told_once(
    findings: Sequence[Finding], repeated: Collection[str], printed: Collection[str]
) -> list[Finding]:
    """The findings without those that a row printed again only repeats.

    `repeated` and `printed` are the cells of the rows that were printed more than once, and of
    those that said something at least once.
    """
    seen: set[Finding] = set()
    told: list[Finding] = []
    for found in findings:
        cell = found.place.cell
        is_of_one = found.code == "text-empty" and cell in printed
        if cell in repeated and (found in seen or is_of_one):
            continue
        seen.add(found)
        told.append(found)
    return told
