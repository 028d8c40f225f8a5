"""A paper and its elements go in, what GB/T 9704-2012 says of the layout comes out."""

from make_docx.linter.clause import Clause
from make_docx.linter.clauses import (
    annex,
    body,
    bulletin,
    colophon,
    header,
    heading,
    letter,
    lines,
    mark,
    minutes,
    note,
    number,
    order,
    page,
    page_number,
    signature,
    signer,
    stamp,
    table,
    title,
)
from make_docx.linter.clauses.print_only import NOT_DECIDED, PRINT_ONLY

LAYOUT_CLAUSES: tuple[Clause, ...] = (
    *page.CLAUSES,
    *lines.CLAUSES,
    *header.CLAUSES,
    *mark.CLAUSES,
    *number.CLAUSES,
    *signer.CLAUSES,
    *letter.CLAUSES,
    *order.CLAUSES,
    *title.CLAUSES,
    *body.CLAUSES,
    *heading.CLAUSES,
    *annex.CLAUSES_OF_NOTES,
    *minutes.CLAUSES,
    *bulletin.CLAUSES,
    *signature.CLAUSES,
    *stamp.CLAUSES,
    *note.CLAUSES,
    *annex.CLAUSES_OF_PAGES,
    *table.CLAUSES,
    *colophon.CLAUSES,
    *page_number.CLAUSES,
)

__all__ = ["LAYOUT_CLAUSES", "NOT_DECIDED", "PRINT_ONLY"]
