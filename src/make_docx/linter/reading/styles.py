"""Turns `styles.xml` into what each style says once all that it is based on is laid under it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from lxml import etree
from msgspec import Struct, field

from make_docx.linter.paper import Border
from make_docx.linter.reading.layers import (
    ParagraphLayer,
    RunLayer,
    borders,
    margins,
    over,
    paragraph_layer,
    run_layer,
)
from make_docx.linter.reading.names import W, integer, on, value
from make_docx.linter.reading.numbering import Numbering
from make_docx.linter.reading.theme import Theme

_PARAGRAPH: Final = "paragraph"
_CHARACTER: Final = "character"
_TABLE: Final = "table"
_DEEPEST: Final = 100  # styles one on the other; those of offices have three or four


class StyleLook(Struct, frozen=True):
    """A style with its ancestors, without the document's defaults."""

    id: str = ""
    name: str = ""
    paragraph: ParagraphLayer = field(default_factory=ParagraphLayer)
    plain: ParagraphLayer = field(default_factory=ParagraphLayer)  # without a list's indents
    run: RunLayer = field(default_factory=RunLayer)
    borders: Mapping[str, Border | None] = field(default_factory=dict)  # of a table
    margins: Mapping[str, float] = field(default_factory=dict)  # of its cells


class StyleSheet:
    """The styles of a document; each is resolved once."""

    def __init__(
        self, root: etree._Element | None, theme: Theme, numbering: Callable[[Theme], Numbering]
    ) -> None:
        self._theme = theme
        self._elements: dict[str, etree._Element] = {}
        self._defaults: dict[str, str] = {}
        self._looks: dict[str, StyleLook] = {}
        for style in () if root is None else root.iterchildren(W + "style"):
            key = style.get(W + "styleId", "")
            self._elements[key] = style
            if style.get(W + "default") is not None and on(style.get(W + "default")):
                self._defaults.setdefault(style.get(W + "type", _PARAGRAPH), key)
        self.numbering = numbering(theme)
        defaults = None if root is None else root.find(W + "docDefaults")
        self.default_run = run_layer(_inner(defaults, "rPrDefault", "rPr"), theme)
        self.default_paragraph = paragraph_layer(_inner(defaults, "pPrDefault", "pPr"), theme)

    def paragraph(self, style_id: str | None) -> StyleLook:
        """The paragraph style, or the default one where there is none of that id."""
        return self._named(style_id, _PARAGRAPH) or self._default(_PARAGRAPH)

    def character(self, style_id: str | None) -> RunLayer:
        """What a character style says; a paragraph style stands for the one it is linked with."""
        if look := self._named(style_id, _CHARACTER):
            return look.run
        linked = value(self._elements.get(style_id or ""), "link")
        return look.run if (look := self._named(linked, _CHARACTER)) else {}

    def table(self, style_id: str | None) -> StyleLook:
        return self._named(style_id, _TABLE) or self._default(_TABLE)

    def _named(self, style_id: str | None, kind: str) -> StyleLook | None:
        element = self._elements.get(style_id) if style_id is not None else None
        if element is None or element.get(W + "type", _PARAGRAPH) != kind:
            return None
        key = element.get(W + "styleId", "")
        if key not in self._looks:
            self._looks[key] = self._resolve(key, kind)
        return self._looks[key]

    def _default(self, kind: str) -> StyleLook:
        return self._named(self._defaults.get(kind), kind) or StyleLook()

    def _resolve(self, style_id: str, kind: str) -> StyleLook:
        paragraph: ParagraphLayer = {}
        plain: ParagraphLayer = {}
        run: RunLayer = {}
        sides: dict[str, Border | None] = {}
        insets: dict[str, float] = {}
        for key, element in reversed(list(self._chain(style_id, kind))):
            layer = paragraph_layer(element.find(W + "pPr"), self._theme)
            if (list_id := layer.get("number_id")) is not None:
                # A list's indents lie directly under those of the style that names the list.
                level = layer.get("number_level", self.numbering.level_of_style(list_id, key))
                layer["number_level"] = level
                found = self.numbering.level(list_id, level)
                paragraph = over(plain, (found.layer if found else None) or {})
            paragraph, plain = over(paragraph, layer), over(plain, layer)
            run = {**run, **run_layer(element.find(W + "rPr"), self._theme)}
            sides |= borders(_inner(element, "tblPr", "tblBorders"), self._theme)
            insets |= margins(_inner(element, "tblPr", "tblCellMar"))
        name = value(self._elements[style_id], "name") or style_id
        return StyleLook(style_id, name, paragraph, plain, run, sides, insets)

    def _chain(self, style_id: str, kind: str) -> Iterator[tuple[str, etree._Element]]:
        """The style and what it is based on, up to the root.

        A circle ends where it closes, a chain that no program writes where it gets too long.
        """
        seen: set[str] = set()
        key: str | None = style_id
        while key is not None and key not in seen and len(seen) < _DEEPEST:
            element = self._elements.get(key)
            if element is None or element.get(W + "type", _PARAGRAPH) != kind:
                return
            yield key, element
            seen.add(key)
            key = value(element, "basedOn")


def numbering_styles(root: etree._Element | None) -> dict[str, int]:
    """The `w:numId` of each style that is a list by itself."""
    found: dict[str, int] = {}
    for style in () if root is None else root.iterchildren(W + "style"):
        properties = _inner(style, "pPr", "numPr")
        if (list_id := integer(value(properties, "numId"))) is not None:
            found[style.get(W + "styleId", "")] = list_id
    return found


def _inner(parent: etree._Element | None, *names: str) -> etree._Element | None:
    for name in names:
        parent = None if parent is None else parent.find(W + name)
    return parent
