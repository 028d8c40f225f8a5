"""Turns the head of a letter into one whose rule and text follow the size of its 标志 (10.1)."""

from __future__ import annotations

from copy import deepcopy

from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P

from make_docx.document.fit.paragraphs import ByStyle
from make_docx.document.properties import set_after, set_borders
from make_docx.document.sheet import Sheet
from make_docx.document.styles import Style
from make_docx.official import page


def fit_letter_head(sheet: Sheet, paragraphs: ByStyle) -> None:
    """Bring the rule 4 mm under a 标志 that is smaller than its style, and the text after it.

    The box ends where the text begins, or people would take hold of it there.
    """
    for head in paragraphs.get(Style.LETTER_HEAD, ()):
        inside = set(head.iter(qn("w:p")))
        for mark in paragraphs.get(Style.MARK, ()):
            properties = mark.r_lst[0].rPr if mark.r_lst else None
            size = None if properties is None else properties.sz_val  # None where it is the style's
            if size is not None and mark in inside:
                _bring_rule(mark, sheet, size.pt)
                space = page.letter_space_above(size.pt)
                set_after(head, space - page.TWIPS_PER_POINT)
                _set_foot(mark, page.MARGIN_TOP + space)


def _bring_rule(mark: CT_P, sheet: Sheet, size: float) -> None:
    """A border counts from the line of text, which is higher than its characters."""
    borders = mark.find(f"{qn('w:pPr')}/{qn('w:pBdr')}")
    style = sheet.style_of(mark)
    if borders is None and style is not None:
        styled = style.find(f"{qn('w:pPr')}/{qn('w:pBdr')}")
        if styled is None:
            return
        borders = deepcopy(styled)
        set_borders(mark, borders)
    for border in () if borders is None else borders.iterchildren(qn("w:bottom")):
        border.set(qn("w:space"), str(round(page.letter_rule_space(size))))


def _set_foot(mark: CT_P, foot: int) -> None:
    for anchor in mark.iterancestors(qn("wp:anchor")):
        for top in anchor.iterfind(f"{qn('wp:positionV')}/{qn('wp:posOffset')}"):
            height = foot * page.EMU_PER_TWIP - int(top.text or 0)
            for extent in (*anchor.iter(qn("wp:extent")), *anchor.iter(qn("a:ext"))):
                extent.set("cy", str(height))
