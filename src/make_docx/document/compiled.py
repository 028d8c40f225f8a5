"""Turns the bytes of a layout into what every document made from it begins with.

Checking and compiling a layout takes longer than writing a document of twenty rows, and a layout
is used for many: both are done once for the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from io import BytesIO
from typing import Final

from docx.document import Document as DocxDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part, XmlPart
from docx.package import Package
from docxtpl import DocxTemplate
from jinja2 import Template, TemplateError, nodes
from lxml import etree
from msgspec import Struct

from make_docx.document import dump, figure_marks, rare, safety, tags
from make_docx.document.context import schema
from make_docx.document.core import CoreForm
from make_docx.document.layout import environment
from make_docx.document.parts import Parts
from make_docx.document.sheet import Sheet

_APP_XML: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="http://schemas.'
    b'openxmlformats.org/officeDocument/2006/extended-properties"><Application>make-docx'
    b"</Application></Properties>"
)
# What a document made from a layout keeps of the package: no custom properties, labels, thumbnail,
# signature, add-ins.
_PACKAGE_LINKS: Final = frozenset(
    {
        RELATIONSHIP_TYPE.OFFICE_DOCUMENT,
        RELATIONSHIP_TYPE.CORE_PROPERTIES,
        RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
    }
)
# Last words of the types of what Word leaves behind, with names, when all comments are deleted.
_PEOPLE: Final = ("people", "comments", "commentsExtended", "commentsIds", "commentsExtensible")
_STORIES: Final = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER, RELATIONSHIP_TYPE.FOOTNOTES)


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


@lru_cache(maxsize=8)
def compiled(data: bytes) -> Compiled:
    """Compile a layout that `read_layout` let through.

    Raises:
        TemplateError: a part that Word would show has a tag that no check has seen.
    """
    package = Package.open(BytesIO(data))
    page: DocxDocument = package.main_document_part.document
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
    _forget(page)
    core = CoreForm.of(page)
    fixed = [part for part in package.iter_parts() if part.partname not in templates]
    roots = [part.element for part in fixed if isinstance(part, XmlPart)]
    return Compiled(
        parts=Parts.of(package),
        body=page.part.partname,
        templates=templates,
        core=core,
        sheet=Sheet(page.styles.element),
        style_ids={style.name or "": style.style_id for style in page.styles},
        words=[w for part in stories(page) if part in fixed for w in dump.words_of(root_of(part))],
        has_rare=bool(rare.characters(roots)),
        last_bookmark=figure_marks.last_id(roots),
        has_place_in_colophon="版记主送机关" in names or "主送机关" not in names,
    )


def _forget(page: DocxDocument) -> None:
    """Nothing that the layout's maker said of it, and no names of people."""
    package = page.part.package
    for key, link in list(package.rels.items()):
        if link.reltype not in _PACKAGE_LINKS:
            del package.rels[key]
        elif link.reltype == RELATIONSHIP_TYPE.EXTENDED_PROPERTIES:
            link.target_part._blob = _APP_XML
    for key, link in list(page.part.rels.items()):
        if link.reltype.rpartition("/")[2] in _PEOPLE:
            del page.part.rels[key]


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


def root_of(part: Part) -> etree._Element:
    """The XML of a part; python-docx keeps that of footnotes as bytes."""
    return part.element if isinstance(part, XmlPart) else safety.parse(part.blob)
