"""Turns the elements without a 版头 into the body and styles of the layout 白头."""

from __future__ import annotations

from layout_body import addressee, colophon, signature, title
from layout_pieces import blank
from layout_section import section
from layout_styles import Look, looks_with
from layout_text import annex_notes, annexes, enclosures, text
from make_docx.official import page


def plain_body() -> str:
    """The paragraphs of a paper without a 版头, with their tags.

    The standard knows no such paper. Its title keeps the two empty lines it has under a red rule
    (7.3.1), which puts it on line 3, where the title of an 附件 stands too (7.3.7).
    """
    return "".join(
        (
            blank(page.LINES_BEFORE_TITLE),
            title(),
            addressee(),
            text(),
            annex_notes(),
            signature(),
            enclosures(),
            annexes(),
            colophon(),
            section(),
        )
    )


def plain_looks() -> tuple[Look, ...]:
    """The styles of a paper without a 版头."""
    return looks_with()
