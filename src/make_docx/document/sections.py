"""Turns upright and landscape annexes into sections without a page too many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from docx.oxml.document import CT_Body
from docx.oxml.ns import qn
from docx.oxml.section import CT_SectPr
from docx.oxml.table import CT_Tbl
from docx.oxml.text.paragraph import CT_P
from msgspec import Struct

from make_docx.document.properties import set_line

_LEAST_LINE: Final = 20  # twips
_RUN: Final = qn("w:r")
_SECTION: Final = qn("w:sectPr")
_OF_PARAGRAPH: Final = f"{qn('w:pPr')}/{_SECTION}"


class Turn(Struct, frozen=True):
    """Where an annex begins or ends a run of landscape pages; neighbours share a section."""

    starts: bool
    ends: bool


def turns(landscape: Sequence[bool]) -> list[Turn]:
    """One `Turn` for each annex; upright pages stand before the first and after the last."""
    around = [False, *landscape, False]
    return [
        Turn(starts=here and not before, ends=here and not after)
        for before, here, after in zip(around, around[1:], around[2:], strict=False)
    ]


def settle(body: CT_Body) -> None:
    """Let no section break cost a line or leave an empty page at the end.

    A break stands in a paragraph of its own in the layout. The paragraph before takes it over;
    only after a table does it have to stay. When nothing follows the last break, its section
    becomes the document's last. A document that ends with a table ends with a line of no height
    behind it, or Word would put one of full height there, and that on a page of its own.
    """
    sections = [section for section in body.iter(_SECTION) if isinstance(section, CT_SectPr)]
    _settle_first_page(sections)
    for section in sections:
        properties = section.getparent()
        paragraph = None if properties is body or properties is None else properties.getparent()
        if paragraph is None or paragraph.getparent() is not body:
            continue
        before = paragraph.getprevious()
        if paragraph.find(_RUN) is not None or before is None:
            continue
        if isinstance(before, CT_P):
            before.get_or_add_pPr().append(section)
            body.remove(paragraph)
    last = body.find(_SECTION)
    ending = None if last is None else last.getprevious()
    if last is None or ending is None:
        return
    if (own := ending.find(_OF_PARAGRAPH)) is not None:
        body.replace(last, own)
    if isinstance(ending, CT_Tbl):
        set_line(body.add_p(), _LEAST_LINE)


def _settle_first_page(sections: Sequence[CT_SectPr]) -> None:
    """Page 1 of the document is the first page, not that of a section after a landscape annex."""
    first, *later = sections
    if later and later[-1].titlePg_val:
        first.titlePg_val, later[-1].titlePg_val = True, False
