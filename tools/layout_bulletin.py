"""Turns what offices usually do into the body and styles of the layout 简报.

The standard knows no such paper. What it says of every paper holds here too; of the 报头 and of
whom the paper goes to it leaves all to practice.
"""

from __future__ import annotations

from layout_body import colophon, mark, title
from layout_pieces import blank, styled, when
from layout_section import section
from layout_styles import Look, indent, looks_with, mark_look, red_rule, tab
from layout_text import annex_notes, annexes, enclosures, text
from make_docx.document.styles import Style
from make_docx.official import page


def bulletin_body() -> str:
    """The paragraphs of a bulletin, with their tags: nobody is addressed and nobody signs."""
    return "".join(
        (
            _lines_above(),
            mark(),
            when("发文字号", styled(Style.NUMBER, "{{ 发文字号 }}")),
            _issuer(),
            blank(page.LINES_BEFORE_TITLE),
            title(),
            text(),
            annex_notes(),
            when("附注", styled(Style.NOTE, "（{{ 附注 }}）")),
            enclosures(),
            annexes(),
            colophon(sent="报", copied="送"),
            section(),
        )
    )


def bulletin_looks() -> tuple[Look, ...]:
    """The styles of a bulletin."""
    label = page.BULLETIN_LABEL
    return looks_with(
        mark_look(page.mark_space_before(page.MARK_SIZE, page.BULLETIN_MARK_TOP_MM, 0)),
        Look(Style.NUMBER, align="center", before=page.BULLETIN_NUMBER_SPACE),
        Look(
            Style.BULLETIN_ISSUER,
            align="left",
            tabs=tab("right", page.TEXT_WIDTH - page.EM),
            border=red_rule(),
        ),
        Look(
            Style.COPIES_TO,
            size=page.SIZE_4,
            line=page.COLOPHON_LINE,
            indent=indent(page.SMALL_EM, left=label + 1, right=1, hanging=label),
        ),
    )


def _lines_above() -> str:
    """份号, 密级 and 紧急程度 as far as there are any (7.2.1-7.2.3): they move the 报头."""
    return (
        when("份号", styled(Style.COPY_NUMBER, "{{ 份号 }}"))
        + when("密级和保密期限 and not 份号", blank())  # it stays on line 2 (7.2.2)
        + when("密级和保密期限", styled(Style.SECRECY, "{{ 密级和保密期限 }}"))
        + when("紧急程度", styled(Style.URGENCY, "{{ 紧急程度 }}"))
    )


def _issuer() -> str:
    """编发单位 and the date over the red rule.

    One 字 in by a character: an indent would shorten the rule, a border of this paragraph.
    """
    return styled(Style.BULLETIN_ISSUER, "　{{ 发文机关 }}\t{{ 成文日期 }}")
