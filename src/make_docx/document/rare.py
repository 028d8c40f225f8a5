"""Turns a rendered document into one where every character is set in a font that has it.

The fonts of GB/T 2312 lack 喆, 堃, 镕; Word would take another font by itself, another one on
every machine, and would not say so.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from docx.document import Document as DocxDocument
from docx.opc.part import XmlPart
from docx.oxml.text.run import CT_R

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


def apply(docx: DocxDocument) -> None:
    """Give every stretch of characters that its font lacks the font that has it.

    Size and spacing stay; all of these fonts are one em wide, so the lines stay too.
    """
    texts = [
        element
        for part in docx.part.package.iter_parts()
        if isinstance(part, XmlPart)
        for element in part.element.iter(TEXT)
    ]
    characters = set().union(*(element.text or "" for element in texts))
    rare = {character for character in characters if not rarity.is_common(character)}
    if not rare:
        return
    runs = dict.fromkeys(
        run
        for element in texts
        if not rare.isdisjoint(element.text or "") and isinstance(run := element.getparent(), CT_R)
    )
    fonts = Fonts(docx)
    used: set[str] = set()
    for run in runs:
        if font := fonts.of(run):
            used |= cut(run, partial(_stretches, font=font))
    for name in sorted(used):
        font_table.add(docx, name, _OTHER_NAMES.get(name, ""), western=name == rarity.LATIN)


def _stretches(text: str, font: str) -> Iterator[tuple[str, str]]:
    for name, piece in rarity.stretches(text, font):
        yield "" if name == font else name, piece
