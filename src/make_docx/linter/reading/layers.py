"""Turns one `w:rPr` or `w:pPr` into a layer of settings, and lays layers over each other.

A layer holds only what its element says; what it leaves out shines through from below.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypedDict

from lxml import etree

from make_docx.linter.paper import Border
from make_docx.linter.reading.names import W, hexadecimal, integer, number, on, points
from make_docx.linter.reading.theme import Theme


class RunLayer(TypedDict, total=False):
    """Settings of characters; lengths are points."""

    ascii: str
    east_asian: str
    hint: str
    size: float
    colour: str
    spacing: float
    scale: float
    underline: bool
    hidden: bool
    bold: bool
    italic: bool


class ParagraphLayer(TypedDict, total=False):
    """Settings of a paragraph; lengths are points, `…_chars` and `…_lines` hundredths."""

    align: str
    left: float
    left_chars: float
    right: float
    right_chars: float
    first: float
    first_chars: float
    before: float
    before_lines: float
    before_auto: bool
    after: float
    after_lines: float
    after_auto: bool
    contextual: bool
    line: float
    line_rule: str
    snap_to_grid: bool
    widow_control: bool
    overflow: bool
    keep_next: bool
    page_break_before: bool
    outline: int
    number_id: int
    number_level: int
    borders: dict[str, Border | None]
    tabs: dict[float, str | None]


TOGGLES: Final = ("bold", "italic", "hidden")  # they cancel each other between kinds of styles
_RUN_FLAGS: Final = {"b": "bold", "i": "italic", "vanish": "hidden"}
_ALIGNMENTS: Final = {
    "start": "left",
    "end": "right",
    "justify": "both",
    "distributed": "distribute",
}
_SIDES: Final = {"start": "left", "end": "right"}
_RULES: Final = {"atleast": "at_least", "exact": "exact", "exactly": "exact"}
_PARAGRAPH_FLAGS: Final = {
    "contextualSpacing": "contextual",
    "snapToGrid": "snap_to_grid",
    "widowControl": "widow_control",
    "overflowPunct": "overflow",
    "keepNext": "keep_next",
    "pageBreakBefore": "page_break_before",
}
NO_OUTLINE: Final = 9  # body text
_LARGEST: Final = 1600.0  # pt; what Word accepts as a font size is 1638
# How wide all lines of a rule are, from the width of one: (times, plus), as LibreOffice counts.
_WEIGHTS: Final = {
    "double": (3.0, 0.0),
    "triple": (5.0, 0.0),
    **{f"{kind}SmallGap": (1.0, 1.5) for kind in ("thinThick", "thickThin")},
    **{f"{kind}MediumGap": (2.0, 0.0) for kind in ("thinThick", "thickThin")},
    **{f"{kind}LargeGap": (1.0, 2.25) for kind in ("thinThick", "thickThin")},
}


def over(base: ParagraphLayer, layer: ParagraphLayer) -> ParagraphLayer:
    """`layer` laid over `base`; sides of borders and tab stops count one by one."""
    result: ParagraphLayer = {**base, **layer}
    if "borders" in base and "borders" in layer:
        result["borders"] = {**base["borders"], **layer["borders"]}
    if "tabs" in base and "tabs" in layer:
        result["tabs"] = {**base["tabs"], **layer["tabs"]}
    return result


# ── characters ──────────────────────────────────────────────────────────────────────────


def run_layer(element: etree._Element | None, theme: Theme) -> RunLayer:
    """What `w:rPr` says, theme fonts and colours resolved."""
    layer: RunLayer = {}
    for child in () if element is None else element.iterchildren(tag=etree.Element):
        if reader := _RUN_READERS.get(str(child.tag)):
            reader(child, layer, theme)
    return layer


def _fonts(child: etree._Element, layer: RunLayer, theme: Theme) -> None:
    # A theme font wins over a name in the same element (17.3.2.26).
    if face := _face(child, "ascii", theme):
        layer["ascii"] = face
    if face := _face(child, "eastAsia", theme):
        layer["east_asian"] = face
    if hint := child.get(W + "hint"):
        layer["hint"] = hint


def _face(child: etree._Element, slot: str, theme: Theme) -> str:
    role = child.get(f"{W}{slot}Theme")
    return (theme.fonts.get(role, "") if role else "") or child.get(W + slot, "")


def _size(child: etree._Element, layer: RunLayer, _theme: Theme) -> None:
    size = points(child.get(W + "val"), 1 / 2)
    if size is not None and 0 < size <= _LARGEST:
        layer["size"] = size


def _colour(child: etree._Element, layer: RunLayer, theme: Theme) -> None:
    code = hexadecimal(child.get(W + "val"))
    layer["colour"] = code or theme.colour(child.get(W + "themeColor")) or "000000"


def _spacing(child: etree._Element, layer: RunLayer, _theme: Theme) -> None:
    if (spacing := points(child.get(W + "val"))) is not None:
        layer["spacing"] = spacing


def _scale(child: etree._Element, layer: RunLayer, _theme: Theme) -> None:
    percent = number((child.get(W + "val") or "").rstrip("%"))
    if percent:
        layer["scale"] = percent / 100


def _underline(child: etree._Element, layer: RunLayer, _theme: Theme) -> None:
    layer["underline"] = child.get(W + "val", "single") != "none"


def _run_flag(child: etree._Element, layer: RunLayer, _theme: Theme) -> None:
    name = _RUN_FLAGS[etree.QName(child).localname]
    layer[name] = on(child.get(W + "val"))  # type: ignore[literal-required]


_RUN_READERS: Final[Mapping[str, Callable[[etree._Element, RunLayer, Theme], None]]] = {
    W + "rFonts": _fonts,
    W + "sz": _size,
    W + "color": _colour,
    W + "spacing": _spacing,
    W + "w": _scale,
    W + "u": _underline,
    **{W + name: _run_flag for name in _RUN_FLAGS},
}


# ── paragraphs ──────────────────────────────────────────────────────────────────────────


def paragraph_layer(element: etree._Element | None, theme: Theme) -> ParagraphLayer:
    """What `w:pPr` says."""
    layer: ParagraphLayer = {}
    for child in () if element is None else element.iterchildren(tag=etree.Element):
        name = str(child.tag).removeprefix(W)
        if name in _PARAGRAPH_FLAGS:
            flag = _PARAGRAPH_FLAGS[name]
            layer[flag] = on(child.get(W + "val"))  # type: ignore[literal-required]
        elif name == "pBdr":
            layer["borders"] = borders(child, theme)
        elif reader := _PARAGRAPH_READERS.get(name):
            reader(child, layer)
    return layer


def borders(element: etree._Element | None, theme: Theme) -> dict[str, Border | None]:
    """The sides of `w:pBdr`, `w:tblBorders` or `w:tcBorders`; None where a rule is taken away."""
    found: dict[str, Border | None] = {}
    for child in () if element is None else element.iterchildren(tag=etree.Element):
        side = etree.QName(child).localname
        style = child.get(W + "val", "none")
        width = points(child.get(W + "sz"), 1 / 8) or 0.0
        times, plus = _WEIGHTS.get(style, (1.0, 0.0))
        code = hexadecimal(child.get(W + "color")) or theme.colour(child.get(W + "themeColor"))
        found[_SIDES.get(side, side)] = (
            None
            if style in {"none", "nil"}
            else Border(
                style,
                width * times + plus,
                code or "000000",
                points(child.get(W + "space"), 1) or 0.0,
            )
        )
    return found


def margins(element: etree._Element | None) -> dict[str, float]:
    """The sides of `w:tblCellMar` or `w:tcMar`, points."""
    found: dict[str, float] = {}
    for child in () if element is None else element.iterchildren(tag=etree.Element):
        side = etree.QName(child).localname
        width = points(child.get(W + "w"))
        if width is not None:
            found[_SIDES.get(side, side)] = width
    return found


def _indents(child: etree._Element, layer: ParagraphLayer) -> None:
    for side, other in (("left", "start"), ("right", "end")):
        length = points(child.get(W + side) or child.get(W + other))
        if length is not None:
            layer[side] = length  # type: ignore[literal-required]
        chars = number(child.get(f"{W}{side}Chars") or child.get(f"{W}{other}Chars"))
        if chars is not None:
            layer[f"{side}_chars"] = chars  # type: ignore[literal-required]
    # Both are one signed number inside of Word; hanging wins (17.3.1.12).
    for name, sign in (("firstLine", 1), ("hanging", -1)):
        if (length := points(child.get(W + name))) is not None:
            layer["first"] = sign * length
        if (chars := number(child.get(f"{W}{name}Chars"))) is not None:
            layer["first_chars"] = sign * chars


def _line_spacing(child: etree._Element, layer: ParagraphLayer) -> None:
    for side in ("before", "after"):
        if (length := points(child.get(W + side))) is not None:
            layer[side] = length
        if (lines := number(child.get(f"{W}{side}Lines"))) is not None:
            layer[f"{side}_lines"] = lines  # type: ignore[literal-required]
        if (auto := child.get(f"{W}{side}Autospacing")) is not None:
            layer[f"{side}_auto"] = on(auto)  # type: ignore[literal-required]
    if (line := points(child.get(W + "line"))) is not None:
        layer["line"] = line
        layer["line_rule"] = "auto"
    if rule := child.get(W + "lineRule"):
        layer["line_rule"] = _RULES.get(rule.lower(), "auto")


def _alignment(child: etree._Element, layer: ParagraphLayer) -> None:
    align = child.get(W + "val", "left")
    layer["align"] = _ALIGNMENTS.get(align, align)


def _outline(child: etree._Element, layer: ParagraphLayer) -> None:
    if (level := integer(child.get(W + "val"))) is not None:
        layer["outline"] = level if 0 <= level < NO_OUTLINE else NO_OUTLINE


def _numbering(child: etree._Element, layer: ParagraphLayer) -> None:
    for name, key in (("numId", "number_id"), ("ilvl", "number_level")):
        found = child.find(W + name)
        if found is not None and (number_ := integer(found.get(W + "val"))) is not None:
            layer[key] = number_  # type: ignore[literal-required]


def _tabs(child: etree._Element, layer: ParagraphLayer) -> None:
    stops: dict[float, str | None] = {}
    for tab in child.iterchildren(W + "tab"):
        position = points(tab.get(W + "pos"))
        kind = tab.get(W + "val", "left")
        if position is not None and kind != "bar":
            kind = _SIDES.get(kind, "left" if kind == "num" else kind)
            stops[position] = None if kind == "clear" else kind
    layer["tabs"] = stops


_PARAGRAPH_READERS: Final[Mapping[str, Callable[[etree._Element, ParagraphLayer], None]]] = {
    "ind": _indents,
    "spacing": _line_spacing,
    "jc": _alignment,
    "outlineLvl": _outline,
    "numPr": _numbering,
    "tabs": _tabs,
}
