"""A paper and its printed pages go in, what GB/T 9704-2012 says of what is measured comes out."""

from make_docx.linter.clause import Clause
from make_docx.linter.rendered import (
    colophon,
    header,
    letter,
    loss,
    page,
    page_number,
    signature,
    text,
)
from make_docx.linter.rendered.doubt import left_to_word

_CLAUSES = (
    *page.CLAUSES,
    *header.CLAUSES,
    *letter.CLAUSES,
    *text.CLAUSES_OF_TEXT,
    *signature.CLAUSES,
    *text.CLAUSES_OF_ANNEXES,
    *colophon.CLAUSES,
    *page_number.CLAUSES,
    *loss.CLAUSES,
)
RENDERED_CLAUSES: tuple[Clause, ...] = tuple(map(left_to_word, _CLAUSES))

__all__ = ["RENDERED_CLAUSES"]
