"""Turns the layers that meet in a paragraph or a run into the look they have on the page."""

from __future__ import annotations

from typing import Final, NamedTuple

from lxml import etree
from msgspec import Struct

from make_docx.linter.paper import Border
from make_docx.linter.reading.layers import (
    NO_OUTLINE,
    TOGGLES,
    ParagraphLayer,
    RunLayer,
    over,
    paragraph_layer,
    run_layer,
)
from make_docx.linter.reading.names import W, value
from make_docx.linter.reading.styles import StyleLook, StyleSheet
from make_docx.linter.reading.theme import Theme

_FONT: Final = "Times New Roman"  # what Word takes when nothing names a font
_SIZE: Final = 10.0  # pt; and a size
_LINE: Final = 12.0  # pt; a 行 of beforeLines on a page without a grid
_AUTO_SPACE: Final = 14.0  # pt; what Word takes for before- and afterAutospacing
_PERCENT: Final = 100


class Look(NamedTuple):
    """How characters look."""

    east_asian: str
    latin: str
    size: float
    bold: bool
    italic: bool
    underline: bool
    colour: str
    spacing: float
    scale: float
    hint_east_asian: bool
    hidden: bool


class Base(Struct, frozen=True):
    """What a paragraph inherits: everything but its direct formatting."""

    style: StyleLook
    table: StyleLook


class Looks:
    """Resolves every look once; documents repeat few of them."""

    def __init__(self, sheet: StyleSheet, theme: Theme) -> None:
        self._sheet = sheet
        self._theme = theme
        self._runs: dict[object, Look] = {}
        self._paragraphs: dict[object, ParagraphLayer] = {}
        self._measures: dict[tuple[int, float, float], Measures] = {}

    def base(self, properties: etree._Element | None, table: StyleLook) -> Base:
        """`properties` is the `w:pPr`."""
        return Base(self._sheet.paragraph(value(properties, "pStyle")), table)

    def run(self, base: Base, properties: etree._Element | None) -> Look:
        """The look of a run; `properties` is its `w:rPr`."""
        key = (base.style.id, base.table.id, _key(properties))
        if (found := self._runs.get(key)) is None:
            found = self._runs[key] = self._look(base, properties)
        return found

    def paragraph(self, base: Base, properties: etree._Element | None) -> ParagraphLayer:
        """All settings of a paragraph, its list's included; defaults that nobody set are absent."""
        key = (base.style.id, base.table.id, _key(properties))
        if (found := self._paragraphs.get(key)) is None:
            found = self._paragraphs[key] = self._layer(base, properties)
        return found

    def measures(self, layer: ParagraphLayer, character: float, line: float) -> Measures:
        """`measures` of a layer that `paragraph` gave, which lives as long as this."""
        key = (id(layer), character, line)
        if (found := self._measures.get(key)) is None:
            found = self._measures[key] = measures(layer, character, line)
        return found

    def _look(self, base: Base, properties: etree._Element | None) -> Look:
        direct = run_layer(properties, self._theme)
        character = self._sheet.character(value(properties, "rStyle"))
        default = self._sheet.default_run
        styles = (base.table.run, base.style.run, character)
        merged: RunLayer = {**default}
        for layer in (*styles, direct):
            merged.update(layer)
        toggles: dict[str, bool] = {}
        for name in TOGGLES:
            # Twice bold by style is not bold (17.7.3); what is set directly is final.
            said = sum(bool(layer.get(name)) for layer in styles) % 2 == 1
            toggles[name] = bool(direct.get(name, bool(default.get(name)) or said))
        latin = merged.get("ascii", _FONT)
        return Look(
            east_asian=merged.get("east_asian", _FONT),
            latin=latin,
            size=merged.get("size", _SIZE),
            bold=toggles["bold"],
            italic=toggles["italic"],
            underline=merged.get("underline", False),
            colour=merged.get("colour", "000000"),
            spacing=merged.get("spacing", 0.0),
            scale=merged.get("scale", 1.0),
            hint_east_asian=merged.get("hint") == "eastAsia",
            hidden=toggles["hidden"],
        )

    def _layer(self, base: Base, properties: etree._Element | None) -> ParagraphLayer:
        below = over(self._sheet.default_paragraph, base.table.paragraph)
        direct = paragraph_layer(properties, self._theme)
        if "number_id" not in direct and "number_level" not in direct:
            return over(over(below, base.style.paragraph), direct)
        # A list that is named directly moves the paragraph further than its style does.
        plain = over(below, base.style.plain)
        list_id = direct.get("number_id", plain.get("number_id", 0))
        level = direct.get("number_level", 0)
        found = self._sheet.numbering.level(list_id, level)
        listed = over(plain, (found.layer if found else None) or {})
        numbered: ParagraphLayer = {"number_id": list_id, "number_level": level}
        return over(over(listed, direct), numbered)


class Measures(NamedTuple):
    """Where a paragraph stands, in points."""

    left: float
    right: float
    first_line: float
    before: float
    after: float
    line: float
    line_rule: str
    outline: int | None
    borders: dict[str, Border]
    tabs: tuple[tuple[str, float], ...]


def measures(layer: ParagraphLayer, character: float, line: float) -> Measures:
    """`character` is the size that 字 are counted in, `line` the pitch of the grid or 0."""

    def indent(side: str) -> float:
        # Word takes 字 before twips, and zero 字 for none (17.3.1.12).
        chars = float(layer.get(f"{side}_chars", 0.0) or 0.0)  # type: ignore[arg-type]
        if chars:
            return chars / _PERCENT * character
        return float(layer.get(side, 0.0))  # type: ignore[arg-type]

    def space(side: str) -> float:
        if layer.get(f"{side}_auto"):
            return _AUTO_SPACE
        lines = float(layer.get(f"{side}_lines", 0.0) or 0.0)  # type: ignore[arg-type]
        if lines:
            return lines / _PERCENT * (line or _LINE)
        return float(layer.get(side, 0.0))  # type: ignore[arg-type]

    rule = layer.get("line_rule", "auto")
    height = layer.get("line", _LINE)
    outline = layer.get("outline", NO_OUTLINE)
    sides = {side: rule_ for side, rule_ in layer.get("borders", {}).items() if rule_ is not None}
    stops = sorted((at, kind) for at, kind in layer.get("tabs", {}).items() if kind is not None)
    return Measures(
        left=indent("left"),
        right=indent("right"),
        first_line=indent("first"),
        before=space("before"),
        after=space("after"),
        line=height / _LINE if rule == "auto" else height,
        line_rule=rule,
        outline=None if outline == NO_OUTLINE else outline,
        borders=sides,
        tabs=tuple((kind, at) for at, kind in stops),
    )


def _key(element: etree._Element | None) -> object:
    """Equal for elements that say the same; cheaper than serialising them."""
    if element is None:
        return None
    return tuple(
        (child.tag, tuple(child.attrib.items()), _key(child) if len(child) else None)
        for child in element
        if child.tag not in _NO_LOOK
    )


_NO_LOOK: Final = frozenset(
    W + name for name in ("rPr", "sectPr", "pPrChange", "rPrChange", "lang")
)
