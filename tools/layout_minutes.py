"""Turns clause 10.3 of GB/T 9704 into the body and styles of the layout 纪要."""

from __future__ import annotations

from typing import Final

from layout_body import colophon, header_lines, mark, title
from layout_pieces import blank, each, paragraph, run, styled, when
from layout_section import section
from layout_styles import Look, indent, looks_with, red_rule, tab
from layout_text import annex_notes, annexes, enclosures, text
from make_docx.document.styles import Style
from make_docx.official import page

_INDENT: Final = 2 + page.ATTENDANCE_LABEL  # 字 before the names: 2 in, then the label (10.3)


def minutes_body() -> str:
    """The paragraphs of minutes, with their tags: attendance, and nobody signs (10.3)."""
    return "".join(
        (
            header_lines(),
            mark(),
            _number(),
            _issuer(),
            blank(page.LINES_BEFORE_TITLE),
            title(),
            text(),
            annex_notes(),
            _attendance(),
            when("附注", styled(Style.NOTE, "（{{ 附注 }}）")),
            enclosures(),
            annexes(),
            colophon(),
            section(),
        )
    )


def minutes_looks() -> tuple[Look, ...]:
    """The styles of minutes."""
    return looks_with(
        Look(Style.NUMBER, align="center"),
        Look(
            Style.MINUTES_ISSUER,
            align="left",
            tabs=tab("right", page.TEXT_WIDTH - page.EM),
            border=red_rule(),
        ),
        Look(Style.ATTENDANCE, indent=indent(left=_INDENT, hanging=page.ATTENDANCE_LABEL)),
    )


def _number() -> str:
    """编号 where a 发文字号 stands (7.2.5); 10.3 leaves it to practice."""
    number = blank(page.LINES_BEFORE_NUMBER) + styled(Style.NUMBER, "{{ 发文字号 }}") + blank()
    return when("发文字号", number, blank(page.LINES_BEFORE_NUMBER))


def _issuer() -> str:
    """Who made the minutes, and when, over the red rule: practice, 10.3 leaves it free.

    One 字 in by a character: an indent would shorten the rule, a border of this paragraph.
    """
    return styled(Style.MINUTES_ISSUER, "　{{ 发文机关 }}\t{{ 成文日期 }}")


def _attendance() -> str:
    """出席, 请假 and 列席 with the empty line above them (10.3)."""
    people = paragraph(
        Style.ATTENDANCE, run("{{ 员.标签 }}：", font=page.HEITI), run("{{ 员.名单 }}")
    )
    return when("出席人员", blank() + each("员 in 出席人员", people))
