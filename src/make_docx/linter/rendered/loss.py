"""Turns what a paper says and its pages do not show into a verdict."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from make_docx.linter.clause import Remark, Strength, Subject, clause, judged
from make_docx.linter.paper import Paper, ParagraphFacts, paragraphs_in
from make_docx.rendering.fonts import lost

_MOST: Final = 10  # characters that are told


@clause("LOST-R", "惯例", "印出的页面", "文件里的字都印了出来", Strength.PRACTICE, of_text=True)
def characters(subject: Subject) -> Iterator[Remark]:
    """What LibreOffice loses Word may show: never an error."""
    text = "".join(_texts(subject.paper))
    missing = lost(text, subject.pages or ())
    count = missing.total()
    shown = "".join(list(missing)[:_MOST])
    measured = f"少{count}个：“{shown}”" if count else "都有"
    yield judged(not count, "都有", measured)


def _texts(paper: Paper) -> Iterator[str]:
    yield from map(_text, paragraphs_in(paper.blocks))
    for box in paper.boxes:
        if not box.part:
            yield from map(_text, paragraphs_in((*box.paragraphs, *box.tables)))


def _text(paragraph: ParagraphFacts) -> str:
    """Without fields: LibreOffice works them out anew."""
    return "".join(run.text for run in paragraph.runs if not run.is_field)


CLAUSES: Final = (characters,)
