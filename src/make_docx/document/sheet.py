"""Turns the styles of a layout into what a paragraph has by its style: line, indents, width."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final, cast

from docx.oxml.ns import nsmap, qn
from docx.oxml.simpletypes import ST_SignedTwipsMeasure
from docx.oxml.styles import CT_Style
from docx.oxml.text.paragraph import CT_P
from lxml import etree
from msgspec import Struct

from make_docx.official import page

_W: Final = qn("w:p").removesuffix("p")
_STYLE: Final = qn("w:style")
_TYPE: Final = qn("w:type")
_DEFAULT: Final = qn("w:default")
_YES: Final = frozenset({"1", "true", "on"})
_STYLE_ID: Final = qn("w:styleId")
_NAME: Final = qn("w:name")
_BASED_ON: Final = qn("w:basedOn")
_VALUE: Final = qn("w:val")
_RUN: Final = qn("w:r")
_RUN_PROPERTIES: Final = qn("w:rPr")
_SIZE: Final = qn("w:sz")
_PROPERTIES: Final = qn("w:pPr")
_PARAGRAPH_STYLE: Final = qn("w:pStyle")
_SPACING: Final = qn("w:spacing")
_LINE: Final = qn("w:line")
_LINE_RULE: Final = qn("w:lineRule")
_INDENT: Final = qn("w:ind")
_HANGING: Final = qn("w:hanging")
_KEEP_NEXT: Final = qn("w:keepNext")
_BORDER: Final = qn("w:pBdr")
_BOTTOM: Final = qn("w:bottom")

_WITH_OWN: Final = etree.XPath(
    "w:p[count(w:pPr/*) > 1 or w:r[1]/w:rPr/w:sz]", namespaces={"w": nsmap["w"]}
)

# What a paragraph or a style says: names of `Look`, and "left", "right", "size", "border".
_Form = Mapping[str, float]


class Look(Struct, frozen=True):
    """What a paragraph has of its own or by its style; twips, but 字 for widths."""

    line: int
    before: int
    after: int
    capacity: float
    first: float
    keeps_next: bool
    style: str


class Sheet:
    """The styles of a layout, or of a page whose styles are no longer the layout's.

    Each is read once, when a paragraph has it. From the XML, because python-docx looks a style up
    anew for each paragraph and makes objects of all that it says: ten times the time.
    """

    def __init__(self, styles: etree._Element) -> None:
        """`styles` is the root of the part, which nobody changes while this is in use."""
        self._styles = {style.get(_STYLE_ID, ""): style for style in styles.iterchildren(_STYLE)}
        self.names = {key: _name(style) for key, style in self._styles.items()}
        defaults = [
            style
            for style in self._styles.values()
            if style.get(_TYPE) == "paragraph" and style.get(_DEFAULT) in _YES
        ]
        self._default = defaults[-1] if defaults else None  # the last counts
        self._said: dict[str, _Form] = {}
        self._looks: dict[str, Look] = {}

    def name_of(self, paragraph: etree._Element) -> str:
        """The name of a paragraph's style; "" if it has none."""
        return self.names.get(style_id_of(paragraph), "")

    def style_of(self, paragraph: etree._Element) -> CT_Style | None:
        """The style that a paragraph has, or else the default of paragraphs."""
        style = self._styles.get(style_id_of(paragraph))
        if style is None or style.get(_TYPE) != "paragraph":
            style = self._default
        return style if isinstance(style, CT_Style) else None

    def look(self, paragraph: CT_P, style_id: str, *, is_own: bool = True) -> Look:
        """What the paragraph says, or else its style, or the styles that is based on.

        Args:
            paragraph: the paragraph.
            style_id: of its style.
            is_own: whether it may be in `own_looks`.
        """
        if is_own and (own := _own(paragraph)):
            return _look_of({**self._chain(style_id), **own}, self.names.get(style_id, ""))
        look = self._looks.get(style_id)
        if look is None:
            look = _look_of(self._chain(style_id), self.names.get(style_id, ""))
            self._looks[style_id] = look
        return look

    def _chain(self, style_id: str) -> _Form:
        """What the style says, or those that it is based on."""
        if style_id not in self._said:
            self._said[style_id] = {}  # ends a circle
            style = self._styles.get(style_id)
            if style is None:
                style = self._default
            if style is not None:
                based = style.find(_BASED_ON)
                above = {} if based is None else self._chain(based.get(_VALUE, ""))
                own = _form(style.find(_PROPERTIES), _size_in(style))
                self._said[style_id] = {**above, **own}
        return self._said[style_id]


def style_id_of(paragraph: etree._Element) -> str:
    """The id of a paragraph's style; "" if it has none."""
    for properties in paragraph.iterchildren(_PROPERTIES):
        for child in properties.iterchildren(_PARAGRAPH_STYLE):
            return child.get(_VALUE, "")
        break
    return ""


def own_looks(body: etree._Element) -> set[etree._Element]:
    """The paragraphs of a body that say more than their style; the others need no second look."""
    return set(cast("list[etree._Element]", _WITH_OWN(body)))


def _name(style: etree._Element) -> str:
    name = style.find(_NAME)
    return "" if name is None else name.get(_VALUE, "")


def _own(paragraph: etree._Element) -> _Form:
    """What a paragraph says besides the name of its style; the first run says its size."""
    properties: etree._Element | None = None
    size: etree._Element | None = None
    for child in paragraph:
        if child.tag == _RUN:
            size = _size_in(child)
            break
        if child.tag == _PROPERTIES:
            properties = child
    if size is None and (properties is None or len(properties) < 2):
        return {}
    return _form(properties, size)


def _size_in(owner: etree._Element) -> etree._Element | None:
    groups = (child for child in owner if child.tag == _RUN_PROPERTIES)
    return next((size for group in groups for size in group if size.tag == _SIZE), None)


def _form(properties: etree._Element | None, size: etree._Element | None) -> _Form:
    form: dict[str, float] = {}
    if size is not None:
        form["size"] = int(size.get(_VALUE, "0")) / 2
    for element in () if properties is None else properties:
        if element.tag == _SPACING:
            form |= _lengths(element, (("before", "before"), ("after", "after")))
            if element.get(_LINE) is not None:
                is_length = element.get(_LINE_RULE, "auto") != "auto"
                form["line"] = _twips(element.get(_LINE, "0")) if is_length else 0
        elif element.tag == _INDENT:
            form |= _lengths(
                element, (("left", "left"), ("right", "right"), ("first", "firstLine"))
            )
            form |= {"first": 0} if element.get(_HANGING) is not None else {}
        elif element.tag == _KEEP_NEXT:
            form["keeps_next"] = element.get(_VALUE, "1") not in ("0", "false", "off")
        elif element.tag == _BORDER:
            rule = element.find(_BOTTOM)
            if rule is not None:
                space, weight = (int(rule.get(qn(name), "0")) for name in ("w:space", "w:sz"))
                form["border"] = round((space + weight / 8) * page.TWIPS_PER_POINT)
    return form


def _lengths(element: etree._Element, names: Iterable[tuple[str, str]]) -> dict[str, float]:
    found = ((name, element.get(_W + attribute)) for name, attribute in names)
    return {name: _twips(value) for name, value in found if value is not None}


@lru_cache(maxsize=1024)
def _twips(value: str) -> int:
    points: float = ST_SignedTwipsMeasure.from_xml(value).pt
    return round(points * page.TWIPS_PER_POINT)


def _look_of(said: _Form, style: str) -> Look:
    size = said.get("size") or page.SIZE_3
    tight = page.TIGHTENING if size == page.SIZE_3 else 0
    advance = round(size * page.TWIPS_PER_POINT) + tight
    sides = said.get("left", 0) + said.get("right", 0)
    return Look(
        line=int(said.get("line", 0)) or page.LINE_PITCH,
        before=int(said.get("before", 0)),
        after=int(said.get("after", 0) + said.get("border", 0)),
        capacity=(page.TEXT_WIDTH - sides) / advance,
        first=max(0.0, said.get("first", 0) / advance),
        keeps_next=bool(said.get("keeps_next")),
        style=style,
    )
