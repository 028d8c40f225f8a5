"""Turns the body of a rendered page into its paragraphs by the name of their style."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, cast

from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import nsmap, qn
from docx.oxml.text.paragraph import CT_P
from docx.shared import Twips
from lxml import etree

from make_docx.document.sheet import Sheet
from make_docx.official import page

_VALUE: Final = qn("w:val")
_STYLES: Final = etree.XPath("w:p//w:pPr/w:pStyle", namespaces={"w": nsmap["w"]})

StyleIds = Mapping[CT_P, str]
ByStyle = Mapping[str, Sequence[CT_P]]


def style_ids(body: etree._Element) -> StyleIds:
    """The paragraphs of the body that have a style, text boxes included, table cells not."""
    found: dict[CT_P, str] = {}
    for style in cast("list[etree._Element]", _STYLES(body)):
        properties = style.getparent()
        paragraph = None if properties is None else properties.getparent()
        if isinstance(paragraph, CT_P):
            found.setdefault(paragraph, style.get(_VALUE, ""))
    return found


def by_style(ids: StyleIds, sheet: Sheet) -> ByStyle:
    """Paragraphs by the name of their style."""
    found: dict[str, list[CT_P]] = {}
    for paragraph, style_id in ids.items():
        found.setdefault(sheet.names.get(style_id, ""), []).append(paragraph)
    return found


def add_tab(paragraph: CT_P, position: int, alignment: WD_TAB_ALIGNMENT) -> None:
    """A tab stop, twips from the edge of the 版心."""
    tabs = paragraph.get_or_add_pPr().get_or_add_tabs()  # type: ignore[attr-defined]
    tabs.insert_tab_in_order(Twips(position), alignment, WD_TAB_LEADER.SPACES)


def indent(paragraph: CT_P, *, left: float, hanging: float) -> None:
    """Indents in 字; the Chars forms too, because Word prefers the style's over our twips."""
    properties = paragraph.get_or_add_pPr()
    properties.ind_left = Twips(round(left * page.EM))
    properties.first_line_indent = Twips(-round(hanging * page.EM))
    indents = properties.get_or_add_ind()
    indents.set(qn("w:leftChars"), str(round(left * 100)))
    indents.set(qn("w:hangingChars"), str(round(hanging * 100)))
