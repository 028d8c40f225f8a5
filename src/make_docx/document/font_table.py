"""Turns the names of fonts into `word/fontTable.xml`, with what to take where one is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from docx.document import Document as DocxDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.ns import qn
from lxml import etree

from make_docx.document.safety import parse

_SIMPLIFIED: Final = "86"  # ST_UcharHexNumber of GB2312_CHARSET
_WESTERN: Final = "00"


def rename(docx: DocxDocument, names: Mapping[str, str]) -> None:
    """Give entries other names; an entry falls back on its old name rather than on itself."""
    with _table(docx) as fonts:
        if fonts is None:
            return
        for font in list(fonts):
            old = font.get(qn("w:name"), "")
            new = names.get(old, old)
            if new == old:
                continue
            if _entry(fonts, new) is not None:
                fonts.remove(font)
                continue
            font.set(qn("w:name"), new)
            other = font.find(qn("w:altName"))
            if other is not None and other.get(qn("w:val")) == new:
                other.set(qn("w:val"), old)


def add(docx: DocxDocument, name: str, other: str = "", *, western: bool = False) -> None:
    """Enter a font, and in `other` what Word takes where it is not installed."""
    with _table(docx) as fonts:
        if fonts is None or _entry(fonts, name) is not None:
            return
        font = etree.SubElement(fonts, qn("w:font"), {qn("w:name"): name})
        values = {
            "altName": other,
            "charset": _WESTERN if western else _SIMPLIFIED,
            "family": "roman" if western else "auto",
            "pitch": "variable",
        }
        for tag, value in values.items():
            if value:
                etree.SubElement(font, qn(f"w:{tag}"), {qn("w:val"): value})


@contextmanager
def _table(docx: DocxDocument) -> Iterator[etree._Element | None]:
    """The root of the part, written back afterwards; None where a document has no such part."""
    part = next(
        (
            link.target_part
            for link in docx.part.rels.values()
            if link.reltype == RELATIONSHIP_TYPE.FONT_TABLE and not link.is_external
        ),
        None,
    )
    if part is None:
        yield None
        return
    with rewritten(part) as root:
        yield root


@contextmanager
def rewritten(part: Part) -> Iterator[etree._Element]:
    """The root of a part that python-docx keeps as bytes, written back afterwards."""
    root = parse(part.blob)
    yield root
    part._blob = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def _entry(fonts: etree._Element, name: str) -> etree._Element | None:
    return next((font for font in fonts if font.get(qn("w:name")) == name), None)
