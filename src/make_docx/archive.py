"""Turns parts, or the zip that a library wrote of them, into a zip of the same bytes every time."""

from __future__ import annotations

import datetime as dt
import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from msgspec import Struct

from make_docx.late_pattern import late_pattern

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip can hold
_SYSTEM: Final = 3  # Unix; else the byte says which system ran the program
_ATTRIBUTES: Final = 0o600 << 16
_FIRST: Final = "[Content_Types].xml"  # readers that sniff a package look for it at the front
_CORE: Final = "docProps/core.xml"
_LEVEL: Final = 6
_MOST_KNOWN: Final = 1 << 16  # bytes; the largest part of our layouts has 34 kB
# Records of APPNOTE 4.3.7, 4.3.12 and 4.3.16.
_LOCAL: Final = struct.Struct("<4s5H3L2H")
_CENTRAL: Final = struct.Struct("<4s6H3L5H2L")
_END: Final = struct.Struct("<4s4H2LH")
_VERSION: Final = 20  # of the format, the first with folders and deflate
_UTF_8: Final = 1 << 11  # the flag that a name is so encoded
_FIRST_DAY: Final = (1 << 5) | 1  # 1980-01-01 as MS-DOS writes it
_NAME_LENGTHS: Final = struct.Struct("<HH")  # of the name and of what follows it (APPNOTE 4.3.7)
_LENGTHS_AT, _NAME_AT = 26, 30  # bytes from the beginning of a local file header
_MODIFIED: Final = late_pattern(rb"(<dcterms:(?:created|modified)\b[^>]*>)[^<]*(<)")


class Member(Struct, frozen=True):
    """A part as it lies in a zip, deflated; its `size` and `checksum` (CRC-32) are of before."""

    data: bytes
    size: int
    checksum: int

    def content(self) -> bytes:
        """The part.

        Raises:
            ValueError: it is another one than was put in.
        """
        content = zlib.decompress(self.data, -zlib.MAX_WBITS)
        if zlib.crc32(content) != self.checksum:
            raise ValueError("a part of the zip is damaged")
        return content


def deflated(blocks: Iterable[bytes], level: int = _LEVEL) -> Member:
    """A part that comes block by block, so that it need not be in memory at once."""
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed, size, checksum = [], 0, 0
    for block in blocks:
        packed.append(packer.compress(block))
        size += len(block)
        checksum = zlib.crc32(block, checksum)
    return Member(b"".join((*packed, packer.flush())), size, checksum)


def known(data: bytes) -> Member:
    """A part that is likely to be the same in the next zip; a large one, a photo say, is not."""
    return _known(data) if len(data) <= _MOST_KNOWN else deflated((data,))


@lru_cache(maxsize=128)
def _known(data: bytes) -> Member:
    return deflated((data,))


def zipped(members: Mapping[str, Member]) -> bytes:
    """The zip, to the byte as `normalised` writes it; `zipfile` takes members undeflated only."""
    parts: list[bytes] = []
    entries: list[bytes] = []
    at = 0
    for name in sorted(members, key=_place):
        member, encoded = members[name], name.encode()
        form = (0 if name.isascii() else _UTF_8, zipfile.ZIP_DEFLATED, 0, _FIRST_DAY)
        sizes = (member.checksum, len(member.data), member.size, len(encoded), 0)
        local = _LOCAL.pack(b"PK\3\4", _VERSION, *form, *sizes)
        made_by = _SYSTEM << 8 | _VERSION
        entry = _CENTRAL.pack(b"PK\1\2", made_by, _VERSION, *form, *sizes, 0, 0, 0, _ATTRIBUTES, at)
        parts += (local, encoded, member.data)
        entries += (entry, encoded)
        at += len(local) + len(encoded) + len(member.data)
    directory = b"".join(entries)
    end = _END.pack(b"PK\5\6", 0, 0, len(members), len(members), len(directory), at, 0)
    return b"".join((*parts, directory, end))


def members_of(package: bytes) -> dict[str, Member]:
    """The parts of a zip of ours, deflated as they are."""
    members = {}
    with zipfile.ZipFile(io.BytesIO(package)) as source:
        for info in source.infolist():
            if info.compress_type != zipfile.ZIP_DEFLATED:
                members[info.filename] = deflated((source.read(info),))
                continue
            lengths = _NAME_LENGTHS.unpack_from(package, info.header_offset + _LENGTHS_AT)
            start = info.header_offset + _NAME_AT + sum(lengths)
            data = package[start : start + info.compress_size]
            members[info.filename] = Member(data, info.file_size, info.CRC)
    return members


def normalised(data: bytes, created: dt.date | None) -> bytes:
    """Rewrite an OOXML package with fixed order, times and creator system.

    `created` becomes the created and modified date of the document's properties; with
    ``None`` they keep their dates. Files left by a library in another order, or at another time,
    come out equal.
    """
    moment = f"{created.isoformat()}T00:00:00Z".encode() if created else b""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as out:
        for name in sorted(source.namelist(), key=_place):
            member = source.read(name)
            if created and name == _CORE:
                member = _MODIFIED.sub(rb"\g<1>" + moment + rb"\g<2>", member)
            out.writestr(_info(name), member, compresslevel=_LEVEL)
    return target.getvalue()


def _place(name: str) -> tuple[bool, str]:
    return name != _FIRST, name


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = _SYSTEM
    info.external_attr = _ATTRIBUTES
    return info
