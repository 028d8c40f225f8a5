"""Turns the body of a rendered page into its paragraphs by the name of their style."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.shared import Twips
from docx.text.paragraph import Paragraph
from lxml import etree

from make_docx.official import page

_STYLE: Final = qn("w:style")
_STYLE_ID: Final = qn("w:styleId")
_NAME: Final = qn("w:name")
_VALUE: Final = qn("w:val")
_PROPERTIES: Final = qn("w:pPr")
_PARAGRAPH_STYLE: Final = qn("w:pStyle")
_KEEP_NEXT: Final = qn("w:keepNext")

ByStyle = Mapping[str, Sequence[Paragraph]]


def by_style(docx: DocxDocument) -> ByStyle:
    """Paragraphs of the body by style name, text boxes included, table cells not."""
    styles = style_names(docx)
    found: dict[str, list[Paragraph]] = {}
    for element in _elements(docx.element.body):
        if style_id := style_id_of(element):
            found.setdefault(styles.get(style_id, ""), []).append(Paragraph(element, docx))
    return found


def style_names(docx: DocxDocument) -> dict[str, str]:
    """Id of a style → its name; python-docx makes an object of each and takes a millisecond."""
    styles = docx.styles.element.iterchildren(_STYLE)
    return {
        style.get(_STYLE_ID, ""): ""
        if (name := style.find(_NAME)) is None
        else name.get(_VALUE, "")
        for style in styles
    }


def style_id_of(element: etree._Element) -> str:
    """The id of a paragraph's style; "" if it has none."""
    properties = next(element.iterchildren(_PROPERTIES), ())
    return next(
        (child.get(_VALUE, "") for child in properties if child.tag == _PARAGRAPH_STYLE), ""
    )


def keep_with_next(element: CT_P) -> None:
    """Let no page end between the paragraph and what follows it."""
    properties = element.get_or_add_pPr()
    if (keep := properties.find(_KEEP_NEXT)) is not None:
        keep.attrib.clear()
        return
    is_styled = len(properties) > 0 and properties[0].tag == _PARAGRAPH_STYLE
    properties.insert(int(is_styled), properties.makeelement(_KEEP_NEXT))


def style_of(paragraph: Paragraph) -> str:
    style = paragraph.style
    return "" if style is None else style.name or ""


def indent(paragraph: Paragraph, *, left: float, hanging: float) -> None:
    """Indents in 字; the Chars forms too, because Word prefers the style's over our twips."""
    form = paragraph.paragraph_format
    form.left_indent = Twips(round(left * page.EM))
    form.first_line_indent = Twips(-round(hanging * page.EM))
    indents = paragraph._p.get_or_add_pPr().get_or_add_ind()
    indents.set(qn("w:leftChars"), str(round(left * 100)))
    indents.set(qn("w:hangingChars"), str(round(hanging * 100)))


def _elements(body: etree._Element) -> Iterator[CT_P]:
    for child in body.iterchildren(qn("w:p")):
        yield from (element for element in child.iter() if isinstance(element, CT_P))
