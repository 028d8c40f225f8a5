"""Turns the bytes of a layout into what every document made from it begins with.

Checking and compiling a layout takes longer than writing a document of twenty rows, and a layout
is used for many: both are done once for the same bytes, and of a built-in one when it is made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, Protocol

from docx.document import Document as DocxDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part, XmlPart
from docx.oxml.parser import parse_xml
from lxml import etree
from msgspec import Struct, json

from make_docx.document import safety
from make_docx.document.core import CoreForm
from make_docx.document.layout import compiled_ahead
from make_docx.document.parts import Link, Parts
from make_docx.document.sheet import Sheet
from make_docx.document.tag_text import TagText

_STORIES: Final = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER, RELATIONSHIP_TYPE.FOOTNOTES)


class TagError(Exception):
    """Tags that cannot be read or printed."""


class Template(Protocol):
    def render(self, values: Mapping[str, Any], /) -> str:
        """The XML of a part with the values of its tags.

        Raises:
            TagError: a tag cannot be printed.
        """


class Compiled(Struct, frozen=True):
    """The parts of a layout, its styles and their ids by name, the templates of parts with tags.

    `words`, `has_rare` and `last_bookmark` are of the parts without tags, which are the same in
    every document: what a reader finds there, whether a font may lack one of their characters, and
    the highest id of a bookmark.

    `has_place_in_colophon` says whether a 主送机关 that has no room above the text (7.3.2) can go
    to the 版记; one that has no tag at all is named by the tag that it wants there.
    """

    parts: Parts
    body: str
    templates: Mapping[str, Template]
    core: CoreForm
    sheet: Sheet
    style_ids: Mapping[str, str]
    words: Sequence[str]
    has_rare: bool
    last_bookmark: int
    has_place_in_colophon: bool


class CompiledAhead(Struct, frozen=True):
    """What stands in the file beside a built-in layout, written by the tool that makes layouts."""

    parts: Sequence[tuple[str, str, str]]  # names, types and XML, which is "" if it is in `texts`
    links: Sequence[Link]
    body: str
    texts: Mapping[str, TagText]
    core: CoreForm
    styles: str  # name of the part
    style_ids: Mapping[str, str]
    words: Sequence[str]
    has_rare: bool
    last_bookmark: int
    has_place_in_colophon: bool

    def compiled(self) -> Compiled:
        parts = {name: xml.encode() for name, _, xml in self.parts}
        return Compiled(
            parts=Parts.made(
                [(name, kind, parts[name]) for name, kind, _ in self.parts], self.links
            ),
            body=self.body,
            templates=self.texts,
            core=self.core,
            sheet=Sheet(parse_xml(parts[self.styles])),
            style_ids=self.style_ids,
            words=self.words,
            has_rare=self.has_rare,
            last_bookmark=self.last_bookmark,
            has_place_in_colophon=self.has_place_in_colophon,
        )


@lru_cache(maxsize=8)
def compiled(data: bytes) -> Compiled:
    """What a layout that `read_layout` let through is compiled to.

    Raises:
        TagError: a part that Word would show has a tag that no check has seen.
    """
    if (ahead := compiled_ahead(data)) is not None:
        return json.decode(ahead, type=CompiledAhead).compiled()
    from make_docx.document.compiling import compile_layout  # imports Jinja and docxtpl

    return compile_layout(data)


def stories(page: DocxDocument) -> Iterator[Part]:
    """The parts with text of people: the body, headers, footers, footnotes."""
    yield page.part
    for link in page.part.rels.values():
        if link.reltype in _STORIES and not link.is_external:
            yield link.target_part


def root_of(part: Part) -> etree._Element:
    """The XML of a part; python-docx keeps that of footnotes as bytes."""
    return part.element if isinstance(part, XmlPart) else safety.parse(part.blob)
