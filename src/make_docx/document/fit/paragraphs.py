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

ByStyle = Mapping[str, Sequence[Paragraph]]


def by_style(docx: DocxDocument) -> ByStyle:
    """Paragraphs of the body by style name, text boxes included, table cells not."""
    styles = style_names(docx)
    found: dict[str, list[Paragraph]] = {}
    for element in _elements(docx.element.body):
        style_id = element.style
        if style_id is not None:
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
