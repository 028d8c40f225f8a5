"""Turns clause 10.2 of GB/T 9704 into the body and styles of the layout 命令."""

from __future__ import annotations

from layout_body import colophon, mark, signature
from layout_pieces import blank, styled
from layout_section import section
from layout_styles import Look, looks_with, mark_look
from layout_text import annex_notes, annexes, enclosures, text
from make_docx.document.styles import Style
from make_docx.official import page


def order_body() -> str:
    """The paragraphs of an order, with their tags: no red rule and no title (10.2)."""
    return "".join(
        (
            mark(),
            blank(page.LINES_BEFORE_NUMBER),
            styled(Style.NUMBER, "{{ 发文字号 }}"),
            blank(page.LINES_BEFORE_ORDER),
            text(),
            annex_notes(),
            signature(),
            enclosures(),
            annexes(),
            colophon(),
            section(),
        )
    )


def order_looks() -> tuple[Look, ...]:
    """The styles of an order."""
    return looks_with(
        mark_look(page.mark_space_before(page.MARK_SIZE, page.ORDER_MARK_TOP_MM, 0)),
        Look(Style.NUMBER, align="center"),
    )
