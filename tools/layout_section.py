"""Turns the paper of GB/T 9704 into the sections of a layout and their page numbers."""

from __future__ import annotations

from typing import Final

from layout_pieces import HINT, paragraph, run, text_box
from make_docx.document.styles import Style
from make_docx.official import page

_FOOTERS: Final = ("footer1.xml", "footer2.xml", "footer3.xml", "footer4.xml")
_FIRST_FOOTER: Final = 5  # relationship id; styles, settings, fonts and theme stand before


def footers() -> dict[str, str]:
    """Page numbers of the odd and even pages (7.5): upright pages, then landscape ones."""
    odd, even = (paragraph(style, *_page_number()) for style in (Style.PAGE_ODD, Style.PAGE_EVEN))
    turned = (_turned_page_number(Style.PAGE_ODD), _turned_page_number(Style.PAGE_EVEN))
    return dict(zip(_FOOTERS, (odd, even, *turned), strict=True))


def section(*, landscape: bool = False, first_page: bool = False) -> str:
    """The portrait page, or the same page turned: its head is the binding side (clause 8).

    That is right on odd pages. On even ones clause 8 wants the head at the outer side, that is
    the page turned the other way round, and a section of Word turns all its pages the same way.

    With `first_page` page 1 has a footer of its own, an empty one (10.1).
    """
    if landscape:
        size = f'w:w="{page.PAPER_HEIGHT}" w:h="{page.PAPER_WIDTH}" w:orient="landscape"'
        sides = (page.MARGIN_LEFT, page.MARGIN_TOP, page.MARGIN_RIGHT, page.MARGIN_BOTTOM)
    else:
        size = f'w:w="{page.PAPER_WIDTH}" w:h="{page.PAPER_HEIGHT}"'
        sides = (page.MARGIN_TOP, page.MARGIN_RIGHT, page.MARGIN_BOTTOM, page.MARGIN_LEFT)
    top, right, bottom, left = sides
    first = _FIRST_FOOTER + (2 if landscape else 0)
    # 156 mm are 15.3 lines; LibreOffice would centre a grid of 15 between the margins.
    grid = "" if landscape else f'<w:docGrid w:type="lines" w:linePitch="{page.LINE_PITCH}"/>'
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="rId{first}"/>'
        f'<w:footerReference w:type="even" r:id="rId{first + 1}"/>'
        f'<w:pgSz {size}/><w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" '
        f'w:left="{left}" w:header="{page.HEADER_DISTANCE}" w:footer="{page.FOOTER_DISTANCE}" '
        f'w:gutter="0"/>{"<w:titlePg/>" if first_page else ""}{grid}</w:sectPr>'
    )


def section_break(*, landscape: bool) -> str:
    return paragraph(Style.SECTION_BREAK, properties=section(landscape=landscape))


# ── page numbers (7.5) ───────────────────────────────────────────────────────────────────


def _page_number() -> tuple[str, ...]:
    def field(content: str) -> str:
        return f"<w:r><w:rPr>{HINT}</w:rPr>{content}</w:r>"

    return (
        run("— "),
        field('<w:fldChar w:fldCharType="begin"/>'),
        field('<w:instrText xml:space="preserve"> PAGE </w:instrText>'),
        field('<w:fldChar w:fldCharType="separate"/>'),
        run("1"),
        field('<w:fldChar w:fldCharType="end"/>'),
        run(" —"),
    )


def _turned_page_number(style: Style) -> str:
    """The page number where it stands on an upright page, seen with the page turned.

    The upright page's foot is the landscape page's left edge, its left side the top.
    """
    long, thick = page.TEXT_WIDTH, page.PAGE_NUMBER_LINE + 2 * 40
    centre = page.MARGIN_BOTTOM - page.twips(page.PAGE_NUMBER_GAP_MM)
    return paragraph(
        Style.SECTION_BREAK,
        text_box(
            paragraph(style, *_page_number()),
            name=style,
            number=2 if style is Style.PAGE_ODD else 3,
            x=centre - thick // 2,
            y=page.MARGIN_LEFT,
            width=thick,
            height=long,
            box='vert="vert" anchor="ctr"',
            wrap="<wp:wrapNone/>",
        ),
    )
