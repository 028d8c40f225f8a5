"""Turns a 签名章 with its 职务 into the verdicts of 7.3.5.3."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from make_docx.linter.clause import (
    NEEDS_RENDERING,
    Remark,
    Strength,
    Subject,
    clause,
    judged,
    place_of,
    unknown,
)
from make_docx.linter.clauses import distance, extent, words
from make_docx.linter.clauses.number import BLANK_LINES, chars_remark
from make_docx.linter.clauses.signature import SLACK, date_of, end_of_text
from make_docx.linter.paper import ParagraphFacts
from make_docx.official import page

_ELEMENT: Final = "署名和成文日期"


@clause(
    "Q7",
    "7.3.5.3",
    _ELEMENT,
    "签名章和日期右空四字，职务在签名章左侧二字",
    Strength.MUST,
    of_text=True,
)
def stamped(subject: Subject) -> Iterator[Remark]:
    """How wide the stamp is no file says: the 职务 ends 2 字 left of where it stands at least."""
    date = date_of(subject)
    for post in subject.parts.posts:
        end = extent.right(subject, post)
        least = page.SEALED_DATE_RIGHT + 2
        if end is None:
            yield unknown(NEEDS_RENDERING, place_of(post), f"右空{least}字以上")
        else:
            right = end >= least - SLACK
            measured = f"右空{words.characters(end)}"
            yield judged(right, f"右空{least}字以上", measured, place_of(post))
    if subject.parts.posts and date is not None:
        found = extent.right(subject, date)
        place = place_of(date)
        yield chars_remark(found, page.SEALED_DATE_RIGHT, "右空", place, slack=SLACK)


@clause(
    "Q7-gap", "7.3.5.3", _ELEMENT, "签名章在正文或者附件说明下空二行", Strength.MUST, of_text=True
)
def stamp_gap(subject: Subject) -> Iterator[Remark]:
    """The 职务 is halfway up the stamp: two lines and more above it are blank."""
    parts = subject.parts
    if parts.posts and parts.body:
        yield _at_least(subject, end_of_text(subject), parts.posts[0], 2)


@clause("Q7-date", "7.3.5.3", _ELEMENT, "成文日期在签名章下空一行", Strength.MUST, of_text=True)
def stamp_date(subject: Subject) -> Iterator[Remark]:
    date = date_of(subject)
    if subject.parts.posts and date is not None:
        yield _at_least(subject, subject.parts.posts[-1], date, 1)


def _at_least(
    subject: Subject, above: ParagraphFacts, below: ParagraphFacts, wanted: int
) -> Remark:
    found = distance.blank_lines(subject, above, below)
    if found is None:
        return unknown(NEEDS_RENDERING, place_of(below), f"空{wanted}行")
    right = found >= wanted - BLANK_LINES
    return judged(right, f"空{wanted}行以上", f"空{words.lines(found)}", place_of(below))


CLAUSES: Final = (stamped, stamp_gap, stamp_date)
