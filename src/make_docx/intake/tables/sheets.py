"""Turns the tables of a job into the sheets of a workbook that hold them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from make_docx.intake import names
from make_docx.intake.tables.head import heads_in
from make_docx.intake.workbook import Sheet, Workbook
from make_docx.labels import label_key
from make_docx.model import Table


def sheets_of(book: Workbook, tables: Sequence[Table]) -> Mapping[str, Sheet]:
    """Name of a table → its sheet; a renamed one is known by the name of its area."""
    titles = {label_key(title): sheet for title, sheet in book.sheets.items()}
    found = {t.name: titles[label_key(t.name)] for t in tables if label_key(t.name) in titles}
    taken = {sheet.title for sheet in found.values()} | {*names.SHEETS}
    for table in tables:
        place = book.place(names.table_name(table.name))
        if table.name not in found and place and place[0].title not in taken:
            found[table.name] = place[0]
            taken.add(place[0].title)
    return found


def alike(book: Workbook, table: Table, taken: Collection[str]) -> Iterator[Sheet]:
    """Other sheets than ours and those `taken` that have the head of `table`."""
    for title, sheet in book.sheets.items():
        if title not in taken and title not in names.SHEETS and heads_in(sheet, table):
            yield sheet
