"""Turns a rendered document into one where every character is set in a font that has it.

The fonts of GB/T 2312 lack 喆, 堃, 镕; Word would take another font by itself, another one on
every machine, and would not say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Final

from docx.document import Document as DocxDocument
from docx.opc.part import XmlPart
from docx.oxml.text.run import CT_R
from lxml import etree

from make_docx.document import font_table
from make_docx.document.runs import TEXT, Fonts, cut
from make_docx.official import rarity

# What Word takes where a stand-in is not installed: 华文中宋 comes with Office and holds GBK.
_OTHER_NAMES: Final = {
    "仿宋": "FangSong",
    "楷体": "KaiTi",
    "黑体": "SimHei",
    "宋体": "SimSun",
    "方正小标宋_GBK": "华文中宋",
}


def apply(docx: DocxDocument, roots: Sequence[etree._Element] = ()) -> None:
    """Give every stretch of characters that its font lacks the font that has it.

    Size and spacing stay; all of these fonts are one em wide, so the lines stay too.

    Args:
        docx: the page.
        roots: the parts to look at; all of them if none are named.
    """
    if not roots:
        parts = docx.part.package.iter_parts()
        roots = [part.element for part in parts if isinstance(part, XmlPart)]
    lacking = characters(texts_of(roots))
    if not lacking:
        return
    runs = dict.fromkeys(
        run
        for root in roots
        for text in root.iter(TEXT)
        if not lacking.isdisjoint(text.text or "") and isinstance(run := text.getparent(), CT_R)
    )
    fonts = Fonts(docx)
    used: set[str] = set()
    for run in runs:
        if font := fonts.of(run):
            used |= cut(run, partial(_stretches, font=font))
    for name in sorted(used):
        font_table.add(docx, name, _OTHER_NAMES.get(name, ""), western=name == rarity.LATIN)


def texts_of(roots: Iterable[etree._Element]) -> Iterator[str]:
    """Every text below them."""
    return (text.text or "" for root in roots for text in root.iter(TEXT))


def characters(texts: Iterable[str]) -> set[str]:
    """The characters of the texts that fonts may lack."""
    return {character for character in set("".join(texts)) if not rarity.is_common(character)}


def _stretches(text: str, font: str) -> Iterator[tuple[str, str]]:
    for name, piece in rarity.stretches(text, font):
        yield "" if name == font else name, piece
