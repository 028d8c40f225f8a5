"""Turns a .docx and its payload into a .docx that carries it twice, and back.

Measured with LibreOffice 7.4: custom properties survive every way through .docx, .odt, .doc and
.rtf; a customXml item without data binding survives .docx only; a content control around a table
damages the table, so there is none. Office may cut a property of a .doc at 255 characters
(MS-OI29500 3.5.5.1.1.2), hence the pieces.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from lxml import etree

from make_docx.archive import normalised
from make_docx.chain import canonical
from make_docx.chain.decoding import MOST_BYTES, PayloadError, from_json
from make_docx.chain.package import Package, PackageError
from make_docx.chain.payload import Payload

PIECE: Final = 240  # characters
COUNT_NAME: Final = "mdk.n"
HASH_NAME: Final = "mdk.sha256"
NAMESPACE: Final = "urn:make-docx:data:1"
ITEM_GUID: Final = "{5B6F1C0E-3D52-4A7B-9C1D-6D616B65646F}"
_PREFIX: Final = "mdk."
_MOST_PIECES: Final = 20_000
_MOST_ITEMS: Final = 50

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_PROPERTIES: Final = f"{_OFFICE}/custom-properties"
_VALUES: Final = f"{_OFFICE}/docPropsVTypes"
_XML_PROPERTIES: Final = f"{_OFFICE}/customXml"
_LINKS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_TYPE: Final = "application/vnd.openxmlformats-officedocument"
_FORMAT_ID: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_FIRST_PID: Final = 2  # 0 and 1 are reserved (ECMA-376 part 1, 22.3.2.1)

_PROPERTIES_PART: Final = "docProps/custom.xml"
_TYPES_PART: Final = "[Content_Types].xml"
_PACKAGE_LINKS: Final = "_rels/.rels"
_ITEM: Final = re.compile(r"customXml/item\d+\.xml", re.IGNORECASE)


class Carrier(StrEnum):
    """Where a document keeps its figures, in the order in which they are asked for."""

    PROPERTIES = "文档属性"
    ITEM = "自定义 XML"
    TABLE = "附表"


@dataclass(frozen=True, slots=True)
class Damage:
    """A copy that cannot be used, and why; `version` is set where its format is not ours."""

    carrier: Carrier
    reason: str
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Extracted:
    """The copies that are whole; a copy that is neither here nor in `damages` is not there."""

    properties: Payload | None = None
    item: Payload | None = None
    damages: tuple[Damage, ...] = ()

    @property
    def payload(self) -> Payload | None:
        return self.properties or self.item

    @property
    def agrees(self) -> bool:
        """Whether there are no two copies that say different things."""
        return None in (self.properties, self.item) or self.properties == self.item


def embed(docx: bytes, payload: Payload) -> bytes:
    """Put both copies into `docx`, in place of those that it may carry.

    Raises:
        KeyError: `docx` is no package that `document.render` could have written.
    """
    data = canonical.to_json(payload)
    text = base64.b64encode(zlib.compress(data, 9)).decode()
    digest = hashlib.sha256(data).hexdigest()
    members = _members(docx)
    item = _item_number(members)
    members[_PROPERTIES_PART] = _properties(members.get(_PROPERTIES_PART), text, digest)
    members[f"customXml/item{item}.xml"] = _xml(
        f'<data xmlns="{NAMESPACE}" sha256="{digest}">{text}</data>'
    )
    members[f"customXml/itemProps{item}.xml"] = _xml(
        f'<ds:datastoreItem xmlns:ds="{_XML_PROPERTIES}" ds:itemID="{ITEM_GUID}"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    _link(members, f"customXml/_rels/item{item}.xml.rels", "customXmlProps", f"itemProps{item}.xml")
    _link(members, "word/_rels/document.xml.rels", "customXml", f"../customXml/item{item}.xml")
    _link(members, _PACKAGE_LINKS, "custom-properties", _PROPERTIES_PART)
    _declare(members, f"/customXml/itemProps{item}.xml", f"{_TYPE}.customXmlProperties+xml")
    _declare(members, f"/{_PROPERTIES_PART}", f"{_TYPE}.custom-properties+xml")
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, member in members.items():
            package.writestr(name, member)
    return normalised(target.getvalue(), None)


def extract(docx: bytes) -> Extracted:
    """Read both copies, each judged by its own sha256.

    Raises:
        PackageError: the file is no .docx that can be opened.
    """
    return extracted(Package(docx))


def extracted(package: Package) -> Extracted:
    """As `extract`, of a package that is open."""
    damages: list[Damage] = []
    read_before: dict[bytes, Payload] = {}  # the copies are nearly always the same

    def copy(carrier: Carrier, read: Callable[[Package], bytes | None]) -> Payload | None:
        try:
            data = read(package)
            if data is None:
                return None
            if data not in read_before:
                read_before[data] = from_json(data)
            return read_before[data]
        except PackageError as error:
            damages.append(Damage(carrier, error.refusal.reason))
        except PayloadError as error:
            damages.append(Damage(carrier, "；".join(error.faults[:3]), error.version))
        return None

    properties = copy(Carrier.PROPERTIES, _from_properties)
    item = copy(Carrier.ITEM, _from_item)
    return Extracted(properties, item, tuple(damages))


# ── out of a document ────────────────────────────────────────────────────────────────────


def _from_properties(package: Package) -> bytes | None:
    root = package.linked("custom-properties", _PROPERTIES_PART)
    if root is None:
        return None
    values: dict[str, str] = {}
    for entry in root.iterchildren(tag=etree.Element):
        name = str(entry.get("name", ""))
        if name.startswith(_PREFIX):
            values[name] = "".join(str(text) for text in entry.itertext())
    if not values:
        return None
    count = values.get(COUNT_NAME, "").strip()
    if not (count.isascii() and count.isdigit() and len(count) < 6 and int(count) <= _MOST_PIECES):
        raise PayloadError([f"“{COUNT_NAME}”不是段数"])
    names = [_piece_name(number) for number in range(int(count))]
    if lost := [name for name in names if name not in values]:
        raise PayloadError([f"{count} 段里缺少 {len(lost)} 段（{lost[0]}）"])
    return _opened("".join(values[name] for name in names), values.get(HASH_NAME, ""))


def _from_item(package: Package) -> bytes | None:
    names = [name for name in package.names() if _ITEM.fullmatch(name)]
    for name in names[:_MOST_ITEMS]:
        root = package.root(name)
        if root is not None and root.tag == f"{{{NAMESPACE}}}data":
            return _opened("".join(map(str, root.itertext())), str(root.get("sha256", "")))
    return None


def _opened(text: str, digest: str) -> bytes:
    try:
        packed = base64.b64decode("".join(text.split()), validate=True)
        unpacker = zlib.decompressobj()
        data = unpacker.decompress(packed, MOST_BYTES)
    except (binascii.Error, zlib.error, ValueError):
        raise PayloadError(["解不开"]) from None
    if unpacker.unconsumed_tail:
        raise PayloadError([f"解开后超过 {MOST_BYTES >> 20} MB"])
    if not unpacker.eof or unpacker.unused_data:
        raise PayloadError(["不完整"])
    if hashlib.sha256(data).hexdigest() != digest.strip():
        raise PayloadError(["与它的 sha256 不符"])
    return data


# ── into a document ──────────────────────────────────────────────────────────────────────


def _members(docx: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _item_number(members: Mapping[str, bytes]) -> int:
    """The number of our item, or the first that is free."""
    number = 1
    while (found := members.get(f"customXml/item{number}.xml")) is not None:
        if NAMESPACE.encode() in found:
            break
        number += 1
    return number


def _piece_name(number: int) -> str:
    return f"{_PREFIX}{number:03d}"


def _pieces(text: str, digest: str) -> Iterator[tuple[str, str]]:
    pieces = [text[at : at + PIECE] for at in range(0, len(text), PIECE)]
    yield COUNT_NAME, str(len(pieces))
    yield HASH_NAME, digest
    for number, piece in enumerate(pieces):
        yield _piece_name(number), piece


def _properties(existing: bytes | None, text: str, digest: str) -> bytes:
    """custom.xml with our pieces; the properties of others stay."""
    root = _root(existing or _xml(f'<Properties xmlns="{_PROPERTIES}" xmlns:vt="{_VALUES}"/>'))
    for entry in list(root):
        if str(entry.get("name", "")).startswith(_PREFIX):
            root.remove(entry)
    for name, value in _pieces(text, digest):
        entry = etree.SubElement(root, f"{{{_PROPERTIES}}}property", fmtid=_FORMAT_ID, name=name)
        etree.SubElement(entry, f"{{{_VALUES}}}lpwstr").text = value
    for pid, entry in enumerate(root, start=_FIRST_PID):
        entry.set("pid", str(pid))
    return _bytes(root)


def _link(members: dict[str, bytes], part: str, kind: str, target: str) -> None:
    """Relate to `target`, unless that is done already."""
    root = _root(members.get(part) or _xml(f'<Relationships xmlns="{_LINKS}"/>'))
    link_type = f"{_OFFICE}/relationships/{kind}"
    links = [(link.get("Type"), str(link.get("Target")).lstrip("/")) for link in root]
    if (link_type, target) not in links:
        used = {link.get("Id") for link in root}
        key = next(key for n in range(1, len(used) + 2) if (key := f"rId{n}") not in used)
        etree.SubElement(root, f"{{{_LINKS}}}Relationship", Id=key, Type=link_type, Target=target)
    members[part] = _bytes(root)


def _declare(members: dict[str, bytes], part: str, content_type: str) -> None:
    root = _root(members[_TYPES_PART])
    if all(entry.get("PartName") != part for entry in root):
        etree.SubElement(root, f"{{{_TYPES}}}Override", PartName=part, ContentType=content_type)
    members[_TYPES_PART] = _bytes(root)


def _xml(content: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{content}'.encode()


def _root(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
