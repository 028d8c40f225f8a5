"""Turns a run into runs of different fonts, and says which font a run has."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import deepcopy
from typing import Final

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.oxml.text.run import CT_R
from lxml import etree

ASCII: Final = qn("w:ascii")
EAST_ASIAN: Final = qn("w:eastAsia")
NAMES: Final = (ASCII, qn("w:hAnsi"), EAST_ASIAN, qn("w:cs"))
TEXT: Final = qn("w:t")
_PROPERTIES: Final = qn("w:rPr")
_FONTS: Final = qn("w:rFonts")
_HINT: Final = qn("w:hint")
_THEMES: Final = tuple(map(qn, ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme")))

# A text cut into (font, piece); the font is "" where the run's own stays.
Cutter = Callable[[str], Iterable[tuple[str, str]]]


class Fonts:
    """Tells the font of a run: its own, or that of its styles."""

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
        self._base = root.find(f"{qn('w:docDefaults')}//{_FONTS}")
        self._known: dict[tuple[str | None, str], str] = {}

    def of(self, run: CT_R, name: str = EAST_ASIAN) -> str:
        """The font of 汉字, or of what else the attribute `name` stands for; "" if unknown."""
        if own := _font(run.find(f"{_PROPERTIES}/{_FONTS}"), name):
            return own
        if run.style and (styled := self._of_style(run.style, name)):
            return styled
        paragraph = next(run.iterancestors(qn("w:p")), None)
        named = paragraph.style if isinstance(paragraph, CT_P) else None
        return self._of_style(named or self._default, name) or _font(self._base, name)

    def _of_style(self, identifier: str | None, name: str) -> str:
        key = (identifier, name)
        if key not in self._known:
            self._known[key] = ""  # ends a circle of styles based on each other
            style = self._styles.get(identifier)
            if style is not None:
                font = _font(style.find(f"{_PROPERTIES}/{_FONTS}"), name)
                based = style.find(qn("w:basedOn"))
                if not font and based is not None:
                    font = self._of_style(based.get(qn("w:val")), name)
                self._known[key] = font
        return self._known[key]


def cut(run: CT_R, cutter: Cutter) -> set[str]:
    """Put runs of the same look in the place of `run`, each with its font set on purpose.

    Returns:
        The fonts that were set.
    """
    parent = run.getparent()
    texts = {text: list(cutter(text.text or "")) for text in run.iterchildren(TEXT)}
    used = {font for pieces in texts.values() for font, _ in pieces if font}
    if parent is None or not used:
        return set()
    runs: list[tuple[str, CT_R]] = []

    def one_in(font: str) -> CT_R:
        if not runs or runs[-1][0] != font:
            runs.append((font, _empty_copy(run, font)))
        return runs[-1][1]

    for child in list(run):
        if child in texts:
            for font, piece in texts[child]:
                one_in(font).add_t(piece)
        elif child.tag != _PROPERTIES:
            one_in("").append(child)
    for _, new in runs:
        run.addprevious(new)
    parent.remove(run)
    return used


def _empty_copy(run: CT_R, font: str) -> CT_R:
    copy = deepcopy(run)
    for child in list(copy):
        if child.tag != _PROPERTIES:
            copy.remove(child)
    if font:
        fonts = copy.get_or_add_rPr().get_or_add_rFonts()
        for theme in _THEMES:
            fonts.attrib.pop(theme, "")
        for name in NAMES:
            fonts.set(name, font)
        fonts.set(_HINT, "eastAsia")
    return copy


def _font(fonts: etree._Element | None, name: str) -> str:
    return "" if fonts is None else fonts.get(name, "")
