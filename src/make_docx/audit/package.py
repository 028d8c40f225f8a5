"""Turns the bytes of a unit's workbook into its parts, without anything that acts or points away.

What is kept is listed, everything else goes: macros, links to other files, data connections,
embedded objects, controls, pivot tables, custom XML, signatures. Cells keep their formulas and
the values calculated last, so that the copy reads as the original did.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from itertools import count
from typing import Final
from urllib.parse import unquote

from lxml import etree
from msgspec import Struct, field

from make_docx.archive import normalised

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
RELATIONSHIPS: Final = f"{_PACKAGE}/relationships"
_TYPES: Final = f"{_PACKAGE}/content-types"
_WORKBOOK_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_RELS_TYPE: Final = "application/vnd.openxmlformats-package.relationships+xml"
_CONTENT_TYPES: Final = "[Content_Types].xml"
_SAFE: Final = frozenset(
    {
        "officeDocument",
        "core-properties",
        "extended-properties",
        "worksheet",
        "styles",
        "theme",
        "sharedStrings",
        "drawing",
        "image",
        "comments",  # read, and written anew
        "table",
        # pictures in cells: of Excel 365 and of WPS
        "sheetMetadata",
        "rdRichValue",
        "rdRichValueStructure",
        "rdRichValueTypes",
        "richValueRel",
        "cellImage",
    }
)

Element = etree._Element


def qname(tag: str, space: str = MAIN) -> str:
    """`tag` as lxml names it."""
    return f"{{{space}}}{tag}"


def local(element: Element) -> str:
    """The tag without its namespace."""
    return str(element.tag).rpartition("}")[2]


def child(root: Element, tag: str) -> Element:
    """The child that has to be there.

    Raises:
        ValueError: it is not.
    """
    found = root.find(qname(tag))
    if found is None:
        raise ValueError(f"no {tag}")
    return found


class Relation(Struct):
    """A relationship of a part; `target` is the name of the part it leads to."""

    id: str
    type: str
    target: str

    @property
    def kind(self) -> str:
        return self.type.rpartition("/")[2]


class Part(Struct):
    """A part with the relationships that were kept, and the ids of those that were not."""

    name: str
    data: bytes
    content_type: str
    relations: list[Relation] = field(default_factory=list)
    dropped: set[str] = field(default_factory=set)

    def xml(self) -> Element:
        return parse(self.data)

    def related(self, kind: str) -> Relation | None:
        return next((relation for relation in self.relations if relation.kind == kind), None)


class Package(Struct):
    """The parts that are safe to send on, by name."""

    parts: dict[str, Part]
    root: Part

    @property
    def workbook(self) -> Part:
        relation = self.root.related("officeDocument")
        if relation is None:
            raise ValueError("no workbook part")
        return self.parts[relation.target]

    def follow(self, part: Part, kind: str) -> Part | None:
        """The part that `part` has as its `kind`."""
        relation = part.related(kind)
        return self.parts[relation.target] if relation else None

    def add(self, owner: Part, kind: str, stem: str, data: bytes, content_type: str) -> str:
        """Add a part that `owner` has as its `kind`; returns the id of the relationship."""
        folder, _, suffix = stem.rpartition(".")
        names = (f"{folder}{number}.{suffix}" for number in count(1))
        name = next(name for name in names if name not in self.parts)
        taken = {relation.id for relation in owner.relations} | owner.dropped
        id_ = next(id_ for n in count(1) if (id_ := f"rIdMakeDocx{n}") not in taken)
        self.parts[name] = Part(name, data, content_type)
        owner.relations.append(Relation(id_, f"{RELATION}/{kind}", name))
        return id_

    def remove(self, owner: Part, ids: set[str]) -> None:
        """Remove the parts that `owner` has under these ids."""
        for relation in [relation for relation in owner.relations if relation.id in ids]:
            owner.relations.remove(relation)
            self.parts.pop(relation.target, None)

    def to_bytes(self) -> bytes:
        """The package as a file; the same parts give the same bytes."""
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as out:
            out.writestr(_CONTENT_TYPES, self._types())
            for part in (self.root, *self.parts.values()):
                if part is not self.root:
                    out.writestr(part.name, part.data)
                if part.relations:
                    out.writestr(_relations_name(part.name), _relations_xml(part))
        return normalised(target.getvalue(), None)

    def _types(self) -> bytes:
        root = parse(f'<Types xmlns="{_TYPES}"/>'.encode())
        default = {"Extension": "rels", "ContentType": _RELS_TYPE}
        etree.SubElement(root, qname("Default", _TYPES), default)
        for part in self.parts.values():
            names = {"PartName": f"/{part.name}", "ContentType": part.content_type}
            etree.SubElement(root, qname("Override", _TYPES), names)
        return serialise(root)


def parse(data: bytes) -> Element:
    """The XML of a part that `archive_guard` has let pass; nothing in it is resolved."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(data, parser)


def serialise(root: Element) -> bytes:
    """The XML of a part."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def read_package(data: bytes) -> Package:
    """The safe parts of a workbook within the limits of `archive_guard`.

    Raises:
        ValueError, KeyError, etree.XMLSyntaxError: it is no regular package.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        held = {name.casefold(): name for name in archive.namelist()}
        types = _Types(parse(archive.read(_CONTENT_TYPES)))

        def read(name: str) -> bytes | None:
            actual = held.get(name.casefold())
            return archive.read(actual) if actual else None

        root = Part("", b"", "")
        parts: dict[str, Part] = {}
        pending = [root]
        while pending:
            part = pending.pop()
            _relate(part, read(_relations_name(part.name)))
            for relation in [*part.relations]:
                name = held.get(relation.target.casefold())
                if name is None:
                    part.relations.remove(relation)
                    part.dropped.add(relation.id)
                    continue
                relation.target = name
                if name not in parts:
                    parts[name] = Part(name, archive.read(name), types.of(name, relation.kind))
                    pending.append(parts[name])
    package = Package(parts, root)
    package.workbook.content_type = _WORKBOOK_TYPE
    return package


class _Types:
    def __init__(self, root: Element) -> None:
        self._of_name = {
            (e.get("PartName") or "").lstrip("/").casefold(): e.get("ContentType") or ""
            for e in root.iterfind(qname("Override", _TYPES))
        }
        self._of_suffix = {
            (e.get("Extension") or "").casefold(): e.get("ContentType") or ""
            for e in root.iterfind(qname("Default", _TYPES))
        }

    def of(self, name: str, kind: str) -> str:
        suffix = name.rpartition(".")[2].casefold()
        found = self._of_name.get(name.casefold()) or self._of_suffix.get(suffix)
        return found or (f"image/{suffix}" if kind == "image" else "application/xml")


def _relate(part: Part, data: bytes | None) -> None:
    if data is None:
        return
    folder = posixpath.dirname(part.name)
    for element in parse(data).iterfind(qname("Relationship", RELATIONSHIPS)):
        id_, type_ = element.get("Id") or "", element.get("Type") or ""
        is_safe = type_.rpartition("/")[2] in _SAFE
        target = unquote(element.get("Target") or "")
        if not is_safe or element.get("TargetMode") == "External":
            part.dropped.add(id_)
            continue
        path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        part.relations.append(Relation(id_, type_, posixpath.normpath(path)))


def _relations_name(name: str) -> str:
    folder, file = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def _relations_xml(part: Part) -> bytes:
    root = parse(f'<Relationships xmlns="{RELATIONSHIPS}"/>'.encode())
    for relation in part.relations:
        target = f"/{relation.target}"
        attributes = {"Id": relation.id, "Type": relation.type, "Target": target}
        etree.SubElement(root, qname("Relationship", RELATIONSHIPS), attributes)
    return serialise(root)
