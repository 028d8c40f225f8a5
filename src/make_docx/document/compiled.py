"""Turns the bytes of a layout into what every document made from it begins with.

Checking and compiling a layout takes longer than writing a document of twenty rows, and a layout
is used for many: both are done once for the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Final

import docx
from docx.document import Document as DocxDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docxtpl import DocxTemplate
from jinja2 import Template, TemplateError
from jinja2.meta import find_undeclared_variables
from lxml import etree

from make_docx.document import safety, tags
from make_docx.document.context import schema
from make_docx.document.layout import environment

_STORIES: Final = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER, RELATIONSHIP_TYPE.FOOTNOTES)


@dataclass(frozen=True, slots=True)
class Compiled:
    """The templates of a layout by part name, of the parts that have tags; its styles by name.

    `has_place_in_colophon` says whether a 主送机关 that has no room above the text (7.3.2) can go
    to the 版记; one that has no tag at all is named by the tag that it wants there.
    """

    templates: Mapping[str, Template]
    style_ids: Mapping[str, str]
    has_place_in_colophon: bool


@lru_cache(maxsize=8)
def compiled(data: bytes) -> Compiled:
    """Compile a layout that `read_layout` let through.

    Raises:
        TemplateError: a part that Word would show has a tag that no check has seen.
    """
    page = docx.Document(BytesIO(data))
    jinja = environment()
    patch = DocxTemplate(BytesIO()).patch_xml
    templates = {}
    names: set[str] = set()
    for part in stories(page):
        source = str(patch(_text(part)))
        if "{{" not in source and "{%" not in source and "{#" not in source:
            continue
        tree = jinja.parse(source)
        names |= find_undeclared_variables(tree)
        # docxtpl takes the parts by relationship, `read_layout` by name; nothing may slip by.
        if tags.faults(tree, schema()):
            raise TemplateError("有不认识的标记")
        templates[str(part.partname)] = jinja.from_string(source)
    style_ids = {style.name or "": style.style_id for style in page.styles}
    has_place = "版记主送机关" in names or "主送机关" not in names
    return Compiled(templates, style_ids, has_place)


def _text(part: Part) -> str:
    """The XML of a part without comments and instructions, which are ours, see `rows`."""
    root = safety.parse(part.blob)
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    return str(etree.tostring(root, encoding="unicode"))


def stories(page: DocxDocument) -> Iterator[Part]:
    """The parts with text of people: the body, headers, footers, footnotes."""
    yield page.part
    for link in page.part.rels.values():
        if link.reltype in _STORIES and not link.is_external:
            yield link.target_part
