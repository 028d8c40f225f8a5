"""Turns a .docx into a ruling on every clause that applies to it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from make_docx.linter.clause import NEEDS_RENDERING, Clause, Ruling, Strength, Subject, Verdict
from make_docx.linter.clauses import LAYOUT_CLAUSES
from make_docx.linter.draft import DRAFT_CLAUSES
from make_docx.linter.reading import read_paper
from make_docx.linter.recognition import recognise
from make_docx.linter.usage import USAGE_CLAUSES
from make_docx.official.profile import STANDARD, Profile

if TYPE_CHECKING:
    from pathlib import Path

    from make_docx.linter.paper import Paper
    from make_docx.rendering.page import Page

CLAUSES: tuple[Clause, ...] = (*LAYOUT_CLAUSES, *USAGE_CLAUSES, *DRAFT_CLAUSES)


class Review(Struct, frozen=True):
    """The rulings on one file, in the order of the clauses; what does not apply is not there."""

    file: str
    rulings: tuple[Ruling, ...]
    stand_ins: tuple[tuple[str, str], ...] = ()  # font asked for and the one it was printed in

    @property
    def ok(self) -> bool:
        """Whether no 应 is broken; what is 一般, 推荐 or 惯例 never stops a document."""
        return not any(
            ruling.verdict is Verdict.FAIL and ruling.clause.strength is Strength.MUST
            for ruling in self.rulings
        )

    @property
    def counts(self) -> Counter[Verdict | None]:
        return Counter(ruling.verdict for ruling in self.rulings)

    @property
    def deviations(self) -> tuple[Ruling, ...]:
        """The rulings that pass because the house profile has it otherwise."""
        return tuple(
            ruling
            for ruling in self.rulings
            if ruling.verdict is Verdict.PASS and any(r.deviation for r in ruling.remarks)
        )


def review(
    path: Path, profile: Profile = STANDARD, pages: tuple[Page, ...] | None = None
) -> Review:
    """Judge one file; with its rendered `pages` also by what can be measured on them.

    Raises:
        InputError: the file cannot be read as a .docx.
    """
    return judge(read_paper(path), str(path), profile, pages)


def judge(
    paper: Paper, file: str, profile: Profile = STANDARD, pages: tuple[Page, ...] | None = None
) -> Review:
    """Judge what was read of a file already, as `review` does."""
    subject = Subject(paper, recognise(paper), profile, pages)
    clauses = CLAUSES
    if pages is not None:
        from make_docx.linter.rendered import RENDERED_CLAUSES

        clauses += RENDERED_CLAUSES
    rulings = [Ruling(clause, tuple(clause.check(subject))) for clause in clauses]
    measured = {ruling.clause.id for ruling in rulings if ruling.remarks}
    return Review(file, tuple(r for r in rulings if r.remarks and not _is_left(r, measured)))


def _is_left(ruling: Ruling, measured: set[str]) -> bool:
    """Whether a clause that the file leaves open was decided on the printed page."""
    return (
        f"{ruling.clause.id}-R" in measured
        and ruling.verdict is Verdict.UNKNOWN
        and all(remark.reason == NEEDS_RENDERING for remark in ruling.decisive)
    )
