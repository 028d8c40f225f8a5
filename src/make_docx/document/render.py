"""Turns a `Document` and a layout into the bytes of a .docx."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from docx.document import Document as DocxDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.document import DocumentPart
from docxtpl import DocxTemplate
from jinja2 import TemplateError
from lxml import etree

from make_docx.archive import normalised
from make_docx.document import dump, house, rare, sections, tags
from make_docx.document.context import context, schema, texts
from make_docx.document.fit import fit, keep_together
from make_docx.document.layout import (
    as_layout_fault,
    environment,
    layout_message,
    read_layout,
)
from make_docx.document.table import cell_texts
from make_docx.document.text import Value, Xml, clean
from make_docx.errors import KindError
from make_docx.findings import excerpt
from make_docx.model import Document
from make_docx.official.profile import STANDARD, Profile

_LONGEST_PROPERTY: Final = 255  # characters that python-docx accepts
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
_JOINT: Final = ("联合发文机关", "文件二字", "联合署名")  # what only a joint document prints
_TAG: Final = re.compile(r"\{[{%#]|[}%#]\}")
_LINE: Final = (qn("w:p"), qn("w:r"), qn("w:t"))  # Word cannot open a table inside of these
_FIRST_DRAWING: Final = 1001  # the footers have ids of their own, which are smaller


def render(document: Document, layout: Path, profile: Profile = STANDARD) -> bytes:
    """The .docx of `document`; the same bytes for the same document, layout and profile.

    Raises:
        KindError: the layout is broken, dangerous, or leaves out an element that is filled in.
    """
    data = read_layout(layout)
    with as_layout_fault(layout):
        return _rendered(document, layout, data, profile)


def _rendered(document: Document, layout: Path, layout_data: bytes, profile: Profile) -> bytes:
    template = _Template(BytesIO(layout_data))
    if document.addressee_in_colophon and not template.has_place_in_colophon():
        document = replace(document, addressee_in_colophon=False)
    styles = template.get_docx().styles
    values = context(document, {style.name or "": style.style_id for style in styles})
    try:
        template.render(values, jinja_env=environment())
    except (TemplateError, etree.XMLSyntaxError) as error:
        raise KindError(layout_message(layout, [f"标记执行不下去：{error}"])) from error
    if lost := list(_lost(values, document)):
        raise KindError(layout_message(layout, lost))
    docx = template.docx
    fit(docx, document)
    sections.settle(docx.element.body)
    house.apply(docx, profile)
    keep_together(docx)
    rare.apply(docx)
    _set_properties(docx, document)
    target = BytesIO()
    docx.save(target)
    data = normalised(target.getvalue(), document.created)
    if hidden := list(_hidden(data, document, values)):
        raise KindError(layout_message(layout, hidden))
    return data


class _Template(DocxTemplate):  # type: ignore[misc]  # docxtpl is not typed
    """docxtpl without what it does to the text once it is rendered.

    Released docxtpl parses with ``recover=True``, which drops what it cannot read, turns
    control characters inside values into paragraphs, walks every row of every table, and moves
    the body between two trees, which takes time by the square of the rows.
    """

    def has_place_in_colophon(self) -> bool:
        """Whether a 主送机关 that has no room above the text (7.3.2) can go to the 版记.

        One that has no tag at all is named by the tag that it wants there.
        """
        names = self.get_undeclared_template_variables(environment())
        return "版记主送机关" in names or "主送机关" not in names

    def get_xml(self) -> str:
        return str(self.xml_to_string(self.docx.element))

    def render_xml_part(self, *arguments: Any) -> str:
        # docxtpl takes the parts by relationship, `read_layout` by name; nothing may slip by.
        if tags.faults(environment().parse(arguments[0]), schema()):
            raise TemplateError("有不认识的标记")
        rendered = str(super().render_xml_part(*arguments))
        if left := _TAG.search(rendered):  # values hold references instead of these characters
            raise TemplateError(f"标记没有写完整：{left[0]}")
        return rendered

    def resolve_listing(self, xml: str) -> str:
        return xml

    def fix_docpr_ids(self, tree: BaseOxmlElement) -> None:
        for number, drawing in enumerate(tree.iter(qn("wp:docPr")), start=_FIRST_DRAWING):
            drawing.set("id", str(number))

    def fix_tables(self, xml: str) -> BaseOxmlElement:
        return parse_xml(xml)

    def map_tree(self, tree: BaseOxmlElement) -> None:
        part: DocumentPart = self.docx.part
        part._element = tree
        self.docx: DocxDocument = part.document

    def render_properties(self, *_arguments: Any) -> None:
        """Properties come from the document's elements, see `_set_properties`."""


def _set_properties(docx: DocxDocument, document: Document) -> None:
    """Title, author and the 成文日期; nothing that the layout's own properties said."""
    properties = docx.core_properties
    element = docx.part.package.core_properties._element
    for entry in list(element):
        element.remove(entry)
    author = clean(document.issuer)[:_LONGEST_PROPERTY]
    properties.title = clean(document.title)[:_LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = author
    moment = dt.datetime.combine(document.created, dt.time.min)
    properties.created = properties.modified = moment
    package = docx.part.package
    for key, link in list(package.rels.items()):
        if link.reltype not in _PACKAGE_LINKS:
            del package.rels[key]
        elif link.reltype == RELATIONSHIP_TYPE.EXTENDED_PROPERTIES:
            link.target_part._blob = _APP_XML
    for key, link in list(docx.part.rels.items()):
        if link.reltype.rpartition("/")[2] in _PEOPLE:
            del docx.part.rels[key]


def _lost(values: Mapping[str, object], document: Document) -> Iterator[str]:
    """What no tag printed: the first text of each name."""
    lost: dict[str, Value] = {}
    for name, value in texts(values, document.layout):
        if not value.printed:
            lost.setdefault(name, value)
    joint = [name for name in lost if name.partition(".")[0] in _JOINT]
    for section, name in {name.partition(".")[0]: name for name in reversed(joint)}.items():
        yield (
            f"联合行文要印“{section}”（{excerpt(lost[name])}），模板里没有这一部分：它是按一个机关"
            f"行文做的。请把内置版式里带“{section}”的那几段整个复制到模板的同一位置"
            "（make-docx kinds new 名称 --template 会给一份内置版式）"
        )
    for name, value in lost.items():
        shown = "" if isinstance(value, Xml) else f"（{excerpt(value)}）"
        if name not in joint:
            yield f"没有印出“{name}”{shown}：请加上带“{name.rpartition('.')[2]}”的标记"


def _hidden(data: bytes, document: Document, values: Mapping[str, object]) -> Iterator[str]:
    """What a tag printed where nobody reads it: into an attribute, a field, inside of a text."""
    page: list[str] = []
    tables: list[list[list[str]]] = []
    with zipfile.ZipFile(BytesIO(data)) as package:
        for name in dump.story_parts(package):
            root = dump.part(package, name)
            tables += [
                dump.table_texts(table)
                for table in root.iter(f"{dump.W}tbl")
                if (parent := table.getparent()) is None or parent.tag not in _LINE
            ]
            page += map(dump.paragraph_text, dump.paragraphs_outside_cells(root))
    for annex in document.annexes:
        if annex.table is None:
            continue
        if (wanted := cell_texts(annex.table)) in tables:
            tables.remove(wanted)
        else:
            yield f"附件“{excerpt(annex.name)}”的统计表没有印在页面上：请检查“统计表”的标记"
    page += (cell for table in tables for row in table for cell in row)
    whole = "\f".join(page)
    for name, value in dict.fromkeys(texts(values, document.layout)):
        if value not in whole and not isinstance(value, Xml):
            yield f"“{name}”（{excerpt(value)}）没有印在页面上：请检查它的标记在什么地方"
