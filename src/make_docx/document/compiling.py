"""Turns the bytes of a layout into its templates and the parts that every document has from it."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any, Final

import jinja2
from docx.document import Document as DocxDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part, XmlPart
from docx.package import Package
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree
from msgspec import Struct

from make_docx.document import dump, figure_marks, rare, safety, tags
from make_docx.document.compiled import Compiled, TagError, root_of, stories
from make_docx.document.context import schema
from make_docx.document.core import CoreForm
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


class _Template(Struct, frozen=True):
    """A template of Jinja."""

    template: jinja2.Template

    def render(self, values: Mapping[str, Any]) -> str:
        try:
            return self.template.render(values)
        except TemplateError as error:
            raise TagError(str(error)) from error


def environment() -> ImmutableSandboxedEnvironment:
    """Jinja for layouts: values are escaped, unknown names stop, nothing outside is in reach."""
    jinja = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    jinja.globals.clear()
    return jinja


def compile_layout(data: bytes) -> Compiled:
    """Compile a layout that `read_layout` let through.

    Raises:
        TagError: a part that Word would show has a tag that no check has seen.
    """
    package = Package.open(BytesIO(data))
    page: DocxDocument = package.main_document_part.document
    jinja = environment()
    templates = {}
    names: set[str] = set()
    for name, source in tag_sources(page).items():
        try:
            tree = jinja.parse(source)
            names |= {node.name for node in tree.find_all(nodes.Name)}
            # docxtpl takes the parts by relationship, `read_layout` by name; nothing may slip by.
            if tags.faults(tree, schema()):
                raise TagError("有不认识的标记")
            code = jinja.compile(tree)  # parsed already, unlike in `from_string`
        except TemplateError as error:
            raise TagError(str(error)) from error
        templates[name] = _Template(jinja2.Template.from_code(jinja, code, {}))
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
        has_rare=bool(rare.characters(rare.texts_of(roots))),
        last_bookmark=figure_marks.last_id(roots),
        has_place_in_colophon="版记主送机关" in names or "主送机关" not in names,
    )


def tag_sources(page: DocxDocument) -> dict[str, str]:
    """What Jinja reads of each part that has tags, by its name."""
    patch = DocxTemplate(BytesIO()).patch_xml
    sources = {str(part.partname): str(patch(_text(part))) for part in stories(page)}
    return {
        name: source
        for name, source in sources.items()
        if any(mark in source for mark in ("{{", "{%", "{#"))
    }


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
