"""Turns a rendered document into one where every character is set in a font that has it.

The fonts of GB/T 2312 lack 喆, 堃, 镕; Word would take another font by itself, another one on
every machine, and would not say so.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Final

from docx.document import Document as DocxDocument
from docx.opc.part import XmlPart
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.oxml.text.run import CT_R
from lxml import etree

from make_docx.document import font_table
from make_docx.official import rarity

_TEXT: Final = qn("w:t")
_PROPERTIES: Final = qn("w:rPr")
_EAST_ASIAN: Final = qn("w:eastAsia")
_NAMES: Final = tuple(map(qn, ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs")))
_THEMES: Final = tuple(map(qn, ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme")))
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
        for element in part.element.iter(_TEXT)
    ]
    characters = set().union(*(element.text or "" for element in texts))
    rare = {character for character in characters if not rarity.is_common(character)}
    if not rare:
        return
    fonts = _Fonts(docx)
    used: set[str] = set()
    runs = {
        id(run): run
        for element in texts
        if not rare.isdisjoint(element.text or "") and isinstance(run := element.getparent(), CT_R)
    }
    for run in runs.values():
        used |= _split(run, fonts.of(run))
    for name in sorted(used):
        font_table.add(docx, name, _OTHER_NAMES.get(name, ""), western=name == rarity.LATIN)


def _split(run: CT_R, font: str) -> set[str]:
    """Cut a run where the font changes; returns the fonts that were needed beside its own."""
    if not font:
        return set()
    parent = run.getparent()
    if parent is None or all(
        name == font for text in run.iterchildren(_TEXT) for name, _ in _stretches(text, font)
    ):
        return set()
    pieces: list[tuple[str, CT_R]] = []

    def piece(name: str) -> CT_R:
        if not pieces or pieces[-1][0] != name:
            pieces.append((name, _empty_copy(run, name if name != font else "")))
        return pieces[-1][1]

    for child in list(run):
        if child.tag == _PROPERTIES:
            continue
        if child.tag != _TEXT:
            piece(font).append(child)
            continue
        for name, text in _stretches(child, font):
            piece(name).add_t(text)
    for _, new in pieces:
        run.addprevious(new)
    parent.remove(run)
    return {name for name, _ in pieces if name != font}


def _stretches(text: etree._Element, font: str) -> Iterator[tuple[str, str]]:
    return rarity.stretches(text.text or "", font)


def _empty_copy(run: CT_R, font: str) -> CT_R:
    """A run of the same look without content; in another font if one is given."""
    copy = deepcopy(run)
    for child in list(copy):
        if child.tag != _PROPERTIES:
            copy.remove(child)
    if font:
        fonts = copy.get_or_add_rPr().get_or_add_rFonts()
        for theme in _THEMES:
            fonts.attrib.pop(theme, "")
        for name in _NAMES:
            fonts.set(name, font)
        fonts.set(qn("w:hint"), "eastAsia")
    return copy


class _Fonts:
    """Tells the font of the 汉字 of a run: its own, or that of its styles."""

    def __init__(self, docx: DocxDocument) -> None:
        root = docx.styles.element
        self._styles = {style.get(qn("w:styleId")): style for style in root.iter(qn("w:style"))}
        self._default = next(
            (
                identifier
                for identifier, style in self._styles.items()
                if style.get(qn("w:default")) and style.get(qn("w:type")) == "paragraph"
            ),
            None,
        )
        self._base = _font(root.find(qn("w:docDefaults")), f".//{qn('w:rFonts')}")
        self._known: dict[str | None, str] = {}

    def of(self, run: CT_R) -> str:
        if own := _font(run, f"{_PROPERTIES}/{qn('w:rFonts')}"):
            return own
        if run.style and (styled := self._of_style(run.style)):
            return styled
        paragraph = next(run.iterancestors(qn("w:p")), None)
        named = paragraph.style if isinstance(paragraph, CT_P) else None
        return self._of_style(named or self._default) or self._base

    def _of_style(self, identifier: str | None) -> str:
        if identifier not in self._known:
            self._known[identifier] = ""  # ends a circle of styles based on each other
            style = self._styles.get(identifier)
            font = _font(style, f"{_PROPERTIES}/{qn('w:rFonts')}")
            based = None if style is None else style.find(qn("w:basedOn"))
            if not font and based is not None:
                font = self._of_style(based.get(qn("w:val")))
            self._known[identifier] = font
        return self._known[identifier]


def _font(element: etree._Element | None, path: str) -> str:
    fonts = None if element is None else element.find(path)
    return "" if fonts is None else fonts.get(_EAST_ASIAN, "")
