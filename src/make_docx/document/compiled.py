"""Turns the bytes of a layout into what every document made from it begins with.

Checking and compiling a layout takes longer than writing a document of twenty rows, and a layout
is used for many: both are done once for the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Final

from docx.document import Document as DocxDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.package import Unmarshaller
from docx.opc.packuri import PackURI
from docx.opc.part import Part, PartFactory
from docx.opc.pkgreader import PackageReader
from docx.package import Package
from docxtpl import DocxTemplate
from jinja2 import Template, TemplateError, nodes
from lxml import etree

from make_docx.document import safety, tags
from make_docx.document.context import schema
from make_docx.document.layout import environment
from make_docx.document.sheet import Sheet

_STORIES: Final = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER, RELATIONSHIP_TYPE.FOOTNOTES)


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a package and their links, as python-docx takes them out of a zip."""

    parts: Sequence[tuple[PackURI, str, str, bytes]]
    links: Sequence[tuple[str, object]]

    def opened(self) -> DocxDocument:
        """A page of its own, that nobody else changes."""
        package = Package()
        Unmarshaller.unmarshal(self, package, PartFactory)  # type: ignore[no-untyped-call]
        page: DocxDocument = package.main_document_part.document
        return page

    def filled(self, data: Mapping[str, bytes]) -> Parts:
        """The same with other bytes for the parts of these names."""
        parts = [(*part[:3], data.get(part[0], part[3])) for part in self.parts]
        return Parts(parts, self.links)

    def iter_sparts(self) -> Iterator[tuple[PackURI, str, str, bytes]]:
        return iter(self.parts)

    def iter_srels(self) -> Iterator[tuple[str, object]]:
        return iter(self.links)


@dataclass(frozen=True, slots=True)
class Compiled:
    """The parts of a layout, its styles and their ids by name, the templates of parts with tags.

    `has_place_in_colophon` says whether a 主送机关 that has no room above the text (7.3.2) can go
    to the 版记; one that has no tag at all is named by the tag that it wants there.
    """

    parts: Parts
    body: str
    templates: Mapping[str, Template]
    sheet: Sheet
    style_ids: Mapping[str, str]
    has_place_in_colophon: bool


@lru_cache(maxsize=8)
def compiled(data: bytes) -> Compiled:
    """Compile a layout that `read_layout` let through.

    Raises:
        TemplateError: a part that Word would show has a tag that no check has seen.
    """
    reader = PackageReader.from_file(BytesIO(data))  # type: ignore[no-untyped-call]
    parts = Parts(tuple(reader.iter_sparts()), tuple(reader.iter_srels()))
    page = parts.opened()
    jinja = environment()
    patch = DocxTemplate(BytesIO()).patch_xml
    templates = {}
    names: set[str] = set()
    for part in stories(page):
        source = str(patch(_text(part)))
        if "{{" not in source and "{%" not in source and "{#" not in source:
            continue
        tree = jinja.parse(source)
        names |= {node.name for node in tree.find_all(nodes.Name)}
        # docxtpl takes the parts by relationship, `read_layout` by name; nothing may slip by.
        if tags.faults(tree, schema()):
            raise TemplateError("有不认识的标记")
        code = jinja.compile(tree)  # parsed already, unlike in `from_string`
        templates[str(part.partname)] = Template.from_code(jinja, code, {})
    style_ids = {style.name or "": style.style_id for style in page.styles}
    has_place = "版记主送机关" in names or "主送机关" not in names
    sheet = Sheet(page.styles.element)
    return Compiled(parts, page.part.partname, templates, sheet, style_ids, has_place)


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
