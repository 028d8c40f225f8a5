"""Turns a .docx into the payload that it carries twice."""

from __future__ import annotations

import base64
import binascii
import hashlib
import zlib
from collections.abc import Callable
from typing import Final

from lxml import etree
from msgspec import Struct

from make_docx.chain.carrier import (
    COUNT_NAME,
    HASH_NAME,
    ITEM,
    NAMESPACE,
    PREFIX,
    PROPERTIES_PART,
    Carrier,
    piece_name,
)
from make_docx.chain.decoding import MOST_BYTES, PayloadError, from_json
from make_docx.chain.package import Package, PackageError
from make_docx.chain.payload import Payload

_MOST_PIECES: Final = 20_000
_MOST_ITEMS: Final = 50


class Damage(Struct, frozen=True):
    """A copy that cannot be used, and why; `version` is set where its format is not ours."""

    carrier: Carrier
    reason: str
    version: int | None = None


class Extracted(Struct, frozen=True):
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


def _from_properties(package: Package) -> bytes | None:
    root = package.linked("custom-properties", PROPERTIES_PART)
    if root is None:
        return None
    values: dict[str, str] = {}
    for entry in root.iterchildren(tag=etree.Element):
        name = str(entry.get("name", ""))
        if name.startswith(PREFIX):
            values[name] = "".join(str(text) for text in entry.itertext())
    if not values:
        return None
    count = values.get(COUNT_NAME, "").strip()
    if not (count.isascii() and count.isdigit() and len(count) < 6 and int(count) <= _MOST_PIECES):
        raise PayloadError([f"“{COUNT_NAME}”不是段数"])
    names = [piece_name(number) for number in range(int(count))]
    if lost := [name for name in names if name not in values]:
        raise PayloadError([f"{count} 段里缺少 {len(lost)} 段（{lost[0]}）"])
    return _opened("".join(values[name] for name in names), values.get(HASH_NAME, ""))


def _from_item(package: Package) -> bytes | None:
    names = [name for name in package.names() if ITEM.fullmatch(name)]
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
