"""Turns the parts of a layout into a page of python-docx that reads a part when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from docx.document import Document as DocxDocument
from docx.opc.packuri import PACKAGE_URI, PackURI
from docx.opc.part import Part, PartFactory, XmlPart
from docx.opc.rel import Relationships
from docx.oxml.parser import parse_xml
from docx.package import Package
from lxml import etree
from msgspec import Struct


class Link(Struct, frozen=True):
    """What leads from a part, or from the package, to a part or out of the package."""

    source: str
    kind: str
    target: str
    key: str
    is_external: bool


class _Kept(Struct, frozen=True):
    """A part and its bytes; `kind` is what it is if others are put in their place."""

    name: PackURI
    content_type: str
    kind: type[Part]
    unread: type[Part]
    data: bytes


class Parts(Struct, frozen=True):
    """The parts of a package as python-docx writes them, and what leads to them."""

    parts: Sequence[_Kept]
    links: Sequence[Link]

    @classmethod
    def of(cls, package: Package) -> Parts:
        parts = list(package.iter_parts())
        links = [*_links(PACKAGE_URI, package.rels)]
        for part in parts:
            links += _links(part.partname, part.rels)
        return cls(
            [_kept(part.partname, part.content_type, type(part), part.blob) for part in parts],
            links,
        )

    @classmethod
    def made(cls, parts: Sequence[tuple[str, str, bytes]], links: Sequence[Link]) -> Parts:
        """Of the names, content types and bytes of parts among which there is no picture."""
        kinds = PartFactory.part_type_for
        kept = [
            _kept(PackURI(name), content_type, kinds.get(content_type, Part), data)
            for name, content_type, data in parts
        ]
        return cls(kept, links)

    def opened(self, printed: Mapping[str, bytes], unread: Mapping[str, bytes]) -> DocxDocument:
        """A page of its own, that nobody else changes.

        Args:
            printed: other bytes for parts that will be read.
            unread: other bytes for parts, as python-docx would write them.

        Raises:
            XMLSyntaxError: those of a part that will be read are no XML.
        """
        package = Package()
        made: dict[str, Part] = {}
        for part in self.parts:
            name = part.name
            if name in printed:
                kind, data = part.kind, printed[name]
            else:
                kind, data = part.unread, unread.get(name, part.data)
            made[name] = kind.load(name, part.content_type, data, package)
        for link in self.links:
            rels = package.rels if link.source == PACKAGE_URI else made[link.source].rels
            target = link.target if link.is_external else made[link.target]
            rels.add_relationship(link.kind, target, link.key, link.is_external)
        page: DocxDocument = package.main_document_part.document
        return page


def _kept(name: PackURI, content_type: str, kind: type[Part], data: bytes) -> _Kept:
    unread = _unread(kind) if issubclass(kind, XmlPart) else kind
    return _Kept(name, content_type, kind, unread, data)


def read_roots(page: DocxDocument) -> list[etree._Element]:
    """The roots of the parts that somebody has read; no other says anything new."""
    parts = page.part.package.iter_parts()
    return [
        part.element
        for part in parts
        if isinstance(part, XmlPart) and not (isinstance(part, _Unread) and part.is_unread)
    ]


def _links(source: str, rels: Relationships) -> Iterator[Link]:
    for link in rels.values():
        target = link.target_ref if link.is_external else link.target_part.partname
        yield Link(source, link.reltype, target, link.rId, link.is_external)


class _Unread(XmlPart):
    """A part that nobody has asked for yet; most never are, and are written as they came."""

    _kind: type[XmlPart]
    is_unread: bool

    @classmethod
    def load(cls, partname: PackURI, content_type: str, blob: bytes, package: Package) -> _Unread:
        part = cls.__new__(cls)
        Part.__init__(part, partname, content_type, blob, package)
        part.is_unread = True
        return part

    def __getattr__(self, name: str) -> object:
        """Whatever else python-docx would have set when it opened the part."""
        if name.startswith("__") or not self.is_unread:
            raise AttributeError(name)
        self.is_unread = False
        root = parse_xml(self._blob or b"")
        self._kind.__init__(self, self.partname, self.content_type, root, self.package)
        return getattr(self, name)

    @property
    def blob(self) -> bytes:
        return self._blob or b"" if self.is_unread else super().blob


def _unread(kind: type[Part]) -> type[Part]:
    return type(f"Unread{kind.__name__}", (_Unread, kind), {"_kind": kind})
