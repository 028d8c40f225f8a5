"""Turns the traces of editing in a paper into verdicts: it is signed as final, not as a draft."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from make_docx.linter.clause import Clause, Remark, Strength, Subject, clause, judged

_ELEMENT: Final = "定稿"


@clause("D1", "惯例", _ELEMENT, "没有未接受的修订", Strength.PRACTICE)
def revisions(subject: Subject) -> Iterator[Remark]:
    """Word prints revisions by default, and whoever gets the file can undo them."""
    count = subject.paper.revisions
    yield judged(not count, "没有修订", f"{count}处修订" if count else "没有")


@clause("D2", "惯例", _ELEMENT, "没有批注", Strength.PRACTICE)
def comments(subject: Subject) -> Iterator[Remark]:
    count = subject.paper.comments
    yield judged(not count, "没有批注", f"{count}条批注" if count else "没有")


DRAFT_CLAUSES: Final[tuple[Clause, ...]] = (revisions, comments)
