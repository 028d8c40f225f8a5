"""Turns a .docx and its payload into a .docx that carries it twice, or not at all."""

from __future__ import annotations

import base64
import hashlib
import posixpath
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import count
from typing import Final

from lxml import etree

from make_docx.archive import Member, deflated, known, members_of, zipped
from make_docx.chain import canonical
from make_docx.chain.carrier import (
    COUNT_NAME,
    HASH_NAME,
    ITEM,
    NAMESPACE,
    PREFIX,
    PROPERTIES_PART,
    piece_name,
)
from make_docx.chain.payload import Payload

PIECE: Final = 240  # characters
ITEM_GUID: Final = "{5B6F1C0E-3D52-4A7B-9C1D-6D616B65646F}"

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_PROPERTIES: Final = f"{_OFFICE}/custom-properties"
_VALUES: Final = f"{_OFFICE}/docPropsVTypes"
_XML_PROPERTIES: Final = f"{_OFFICE}/customXml"
_LINKS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_TYPE: Final = "application/vnd.openxmlformats-officedocument"
_FORMAT_ID: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_FIRST_PID: Final = 2  # 0 and 1 are reserved (ECMA-376 part 1, 22.3.2.1)
_TYPES_PART: Final = "[Content_Types].xml"
_PACKAGE_LINKS: Final = "_rels/.rels"
_NO_LINKS: Final = f'<Relationships xmlns="{_LINKS}"/>'.encode()
_BODY_LINKS: Final = "word/_rels/document.xml.rels"


def embed(docx: bytes, payload: Payload) -> bytes:
    """Put both copies into `docx`, in place of those that it may carry.

    Raises:
        KeyError: `docx` is no package that `document.render` could have written.
    """
    data = canonical.to_json(payload)
    text = base64.b64encode(zlib.compress(data, 9)).decode()
    digest = hashlib.sha256(data).hexdigest()
    members = members_of(docx)
    _cleared(members)
    item = next(n for n in count(1) if f"customXml/item{n}.xml" not in members)
    properties = _properties(_content(members, PROPERTIES_PART), _pieces(text, digest))
    members[PROPERTIES_PART] = deflated((properties,))
    members[f"customXml/item{item}.xml"] = deflated(
        (_xml(f'<data xmlns="{NAMESPACE}" sha256="{digest}">{text}</data>'),)
    )
    members[f"customXml/itemProps{item}.xml"] = known(
        _xml(
            f'<ds:datastoreItem xmlns:ds="{_XML_PROPERTIES}" ds:itemID="{ITEM_GUID}">'
            f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs>'
            "</ds:datastoreItem>"
        )
    )
    _link(members, f"customXml/_rels/item{item}.xml.rels", "customXmlProps", f"itemProps{item}.xml")
    _link(members, _BODY_LINKS, "customXml", f"../customXml/item{item}.xml")
    _link(members, _PACKAGE_LINKS, "custom-properties", PROPERTIES_PART)
    _declare(members, f"/customXml/itemProps{item}.xml", f"{_TYPE}.customXmlProperties+xml")
    _declare(members, f"/{PROPERTIES_PART}", f"{_TYPE}.custom-properties+xml")
    return zipped(members)


def without_data(docx: bytes) -> bytes:
    """`docx` without any copy: a layout made of one of our documents brings that one's along.

    Raises:
        KeyError: `docx` is no package that `document.render` could have written.
    """
    members = members_of(docx)
    return zipped(members) if _cleared(members) else docx


def _cleared(members: dict[str, Member]) -> bool:
    """Take every copy out of `members`, and say whether there was one."""
    items = [name for name in members if ITEM.fullmatch(name)]
    gone = [name for name in items if NAMESPACE.encode() in _content(members, name)]
    for item in tuple(gone):
        folder, _, name = item.rpartition("/")
        links = _content(members, f"{folder}/_rels/{name}.rels") or _NO_LINKS
        targets = [str(link.get("Target")) for link in _root(links)]
        gone.append(f"{folder}/_rels/{name}.rels")
        gone += (posixpath.normpath(posixpath.join(folder, target)) for target in targets)
    properties = _content(members, PROPERTIES_PART)
    has_pieces = PREFIX.encode() in properties
    if has_pieces:
        rest = _properties(properties, ())
        members[PROPERTIES_PART] = deflated((rest,))
        gone += [] if len(_root(rest)) else [PROPERTIES_PART]
    for part in gone:
        members.pop(part, None)
    if gone:
        _forget(members, gone)
    return has_pieces or bool(gone)


def _content(members: Mapping[str, Member], name: str) -> bytes:
    """A part; nothing if there is none."""
    return members[name].content() if name in members else b""


def _pieces(text: str, digest: str) -> Iterator[tuple[str, str]]:
    pieces = [text[at : at + PIECE] for at in range(0, len(text), PIECE)]
    yield COUNT_NAME, str(len(pieces))
    yield HASH_NAME, digest
    for number, piece in enumerate(pieces):
        yield piece_name(number), piece


def _properties(existing: bytes, pieces: Iterable[tuple[str, str]]) -> bytes:
    """custom.xml with `pieces`; the properties of others stay."""
    root = _root(existing or _xml(f'<Properties xmlns="{_PROPERTIES}" xmlns:vt="{_VALUES}"/>'))
    for entry in list(root):
        if str(entry.get("name", "")).startswith(PREFIX):
            root.remove(entry)
    for name, value in pieces:
        entry = etree.SubElement(root, f"{{{_PROPERTIES}}}property", fmtid=_FORMAT_ID, name=name)
        etree.SubElement(entry, f"{{{_VALUES}}}lpwstr").text = value
    for pid, entry in enumerate(root, start=_FIRST_PID):
        entry.set("pid", str(pid))
    return _bytes(root)


def _link(members: dict[str, Member], part: str, kind: str, target: str) -> None:
    """Relate to `target`, unless that is done already."""
    members[part] = known(_linked(_content(members, part) or _NO_LINKS, kind, target))


@lru_cache(maxsize=16)  # the links of most documents of a layout are the same
def _linked(links: bytes, kind: str, target: str) -> bytes:
    root = _root(links)
    link_type = f"{_OFFICE}/relationships/{kind}"
    found = [(link.get("Type"), str(link.get("Target")).lstrip("/")) for link in root]
    if (link_type, target) not in found:
        used = {link.get("Id") for link in root}
        key = next(key for n in range(1, len(used) + 2) if (key := f"rId{n}") not in used)
        etree.SubElement(root, f"{{{_LINKS}}}Relationship", Id=key, Type=link_type, Target=target)
    return _bytes(root)


def _forget(members: dict[str, Member], parts: Collection[str]) -> None:
    """Take out what names `parts`: relations of the package and of the body, content types."""
    for name, folder, key in (
        (_PACKAGE_LINKS, "", "Target"),
        (_BODY_LINKS, "word", "Target"),
        (_TYPES_PART, "", "PartName"),
    ):
        root = _root(_content(members, name) or _NO_LINKS)
        for entry in list(root):
            target = posixpath.normpath(posixpath.join("/", folder, str(entry.get(key))))
            if entry.get(key) and target.lstrip("/") in parts:
                root.remove(entry)
        members[name] = deflated((_bytes(root),))


def _declare(members: dict[str, Member], part: str, content_type: str) -> None:
    members[_TYPES_PART] = known(_declared(members[_TYPES_PART].content(), part, content_type))


@lru_cache(maxsize=16)  # as `_linked`
def _declared(types: bytes, part: str, content_type: str) -> bytes:
    root = _root(types)
    if all(entry.get("PartName") != part for entry in root):
        etree.SubElement(root, f"{{{_TYPES}}}Override", PartName=part, ContentType=content_type)
    return _bytes(root)


def _xml(content: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{content}'.encode()


def _root(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
