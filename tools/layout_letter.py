"""Turns clause 10.1 of GB/T 9704 into the body and styles of the layout 信函."""

from __future__ import annotations

from typing import Final

from layout_body import addressee, signature, title
from layout_pieces import blank, paragraph, run, styled, tag, text_box, when
from layout_section import section
from layout_styles import Look, looks_with, mark_look, tab
from layout_text import annex_notes, annexes, enclosures, text
from make_docx.document.styles import Style
from make_docx.official import page

_BOX_TOP_MM: Final = 25  # some way above the 标志, which takes the rest as space before it
_RULE_BOX_MM: Final = 5  # height of the box of the second rule
_SIDE: Final = page.twips((page.PAPER_WIDTH_MM - page.LETTER_RULE_WIDTH_MM) / 2)
_WIDTH: Final = page.twips(page.LETTER_RULE_WIDTH_MM)


def letter_body() -> str:
    """The paragraphs of a letter, in the order of the elements, with their tags."""
    return "".join(
        (
            _head(),
            _first_lines(),
            blank(page.LINES_BEFORE_TITLE),  # 相距二行 (10.1), read as two empty lines
            title(),
            addressee(),
            text(),
            annex_notes(),
            signature(),
            enclosures(),
            annexes(),
            _colophon(),
            section(first_page=True),
        )
    )


def letter_looks() -> tuple[Look, ...]:
    """The styles of a letter."""
    size = page.MARK_SIZE
    return looks_with(
        Look(
            Style.LETTER_HEAD,
            size=1,
            line=page.TWIPS_PER_POINT,
            after=page.letter_space_above(size) - page.TWIPS_PER_POINT,
        ),
        mark_look(
            page.mark_space_before(size, page.LETTER_MARK_TOP_MM - _BOX_TOP_MM, 0),
            border=_rule("thickThinSmallGap", round(page.letter_rule_space(size))),
        ),
        Look(
            Style.LETTER_RULE,
            size=1,
            line=page.TWIPS_PER_POINT,
            border=_rule("thinThickSmallGap", 0),
        ),
        Look(Style.NUMBER, align="left", tabs=tab("right", page.TEXT_WIDTH)),
    )


def _rule(kind: str, space: int) -> str:
    """A double rule as a bottom border: there Word and LibreOffice agree which line is first."""
    return (
        f'<w:bottom w:val="{kind}" w:sz="{page.LETTER_RULE_EIGHTHS}" w:space="{space}" '
        f'w:color="{page.RED}"/>'
    )


def _head() -> str:
    """标志 and both double rules at their places on the paper, which is page 1 only.

    They hang on a paragraph of no height; the space below it brings the text under the rule,
    and `fit` changes it with the size of the 标志.
    """
    top = page.twips(_BOX_TOP_MM)
    foot_of_head = page.MARGIN_TOP + page.letter_space_above(page.MARK_SIZE)
    height = page.twips(_RULE_BOX_MM)
    foot = page.PAPER_HEIGHT - page.twips(page.LETTER_FOOT_MM)
    rule = page.TWIPS_PER_POINT + round(page.LETTER_RULE_HEIGHT * page.TWIPS_PER_POINT)
    return paragraph(
        Style.LETTER_HEAD,
        text_box(
            styled(Style.MARK, "{{ 发文机关标志 }}"),
            name="发文机关标志",
            number=4,  # 2 and 3 are in the footers
            x=_SIDE,
            y=top,
            width=_WIDTH,
            height=foot_of_head - top,
            box='anchor="t"',
            wrap="<wp:wrapNone/>",
        ),
        text_box(
            paragraph(Style.LETTER_RULE),
            name="文武线",
            number=5,
            x=_SIDE,
            y=foot - rule,
            width=_WIDTH,
            height=height,
            box='anchor="t"',
            wrap="<wp:wrapNone/>",
        ),
    )


def _first_lines() -> str:
    """份号, 密级 and 紧急程度 on lines of their own, the 发文字号 at the right of the first."""
    # a line of nothing but a tab is too low in LibreOffice
    number = run("{% if 发文字号 %}\t{{ 发文字号 }}{% endif %}")
    return (
        tag("if 份号")
        + paragraph(Style.NUMBER, run("{{ 份号 }}"), number)
        + when("密级和保密期限", styled(Style.SECRECY, "{{ 密级和保密期限 }}"))
        + when("紧急程度", styled(Style.URGENCY, "{{ 紧急程度 }}"))
        + tag("elif 密级和保密期限")
        + paragraph(Style.NUMBER, run("{{ 密级和保密期限 }}", font=page.HEITI), number)
        + when("紧急程度", styled(Style.URGENCY, "{{ 紧急程度 }}"))
        + tag("else")
        + paragraph(Style.NUMBER, run("{{ 紧急程度 }}", font=page.HEITI), number)
        + tag("endif")
    )


def _colophon() -> str:
    """主送 and 抄送 on the lower edge of the last page's 版心, without rules and 印发 (10.1)."""
    height = 2 * page.COLOPHON_LINE
    box = paragraph(
        Style.COLOPHON,
        text_box(
            when("版记主送机关", styled(Style.COPIES_TO, "主送：{{ 版记主送机关 }}。"))
            + when("抄送机关", styled(Style.COPIES_TO, "抄送：{{ 抄送机关 }}。")),
            name="版记",
            number=1,
            x=page.MARGIN_LEFT,
            y=page.PAPER_HEIGHT - page.MARGIN_BOTTOM - height,
            width=page.TEXT_WIDTH,
            height=height,
            box='anchor="b"',
            wrap="<wp:wrapTopAndBottom/>",
        ),
    )
    return when("版记主送机关 or 抄送机关", box)
