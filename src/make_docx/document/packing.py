"""Turns a finished page and the rows left out of it into the bytes of a .docx."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Final

from docx.document import Document as DocxDocument
from docx.opc.packuri import PACKAGE_URI, PackURI
from docx.opc.pkgwriter import _ContentTypesItem

from make_docx.document.rows import MARK, Rows

_TYPES: Final = "[Content_Types].xml"  # readers that sniff a package look for it at the front
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip can hold
_LEVEL: Final = 6
_LEVEL_OF_ROWS: Final = 3  # a quarter of the time of 6 for a seventh more bytes


def pack(docx: DocxDocument, tables: Sequence[Rows | None], filled: Collection[str]) -> bytes:
    """The package, its members in a fixed order and without times: equal input, equal bytes.

    Args:
        docx: the page.
        tables: the rows by the number that their marks have; they go into the zip block by
            block, so that they are never in memory at once.
        filled: names of the parts that may have marks; nobody else's is one.

    Raises:
        XMLSyntaxError, ValueError: a row is no XML, or does not say what its cells say.
    """
    package = docx.part.package
    parts = list(package.iter_parts())
    members = {PackURI(PACKAGE_URI).rels_uri.membername: package.rels.xml}
    for part in parts:
        if len(part.rels):
            members[part.partname.rels_uri.membername] = part.rels.xml
        members[part.partname.membername] = part.blob
    may_have_marks = {part.partname.membername for part in parts if part.partname in filled}
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as out:
        types: bytes = _ContentTypesItem.from_parts(parts).blob  # type: ignore[no-untyped-call]
        out.writestr(_info(_TYPES), types)
        for name in sorted(members):
            data = members[name]
            if name in may_have_marks and MARK.search(data):
                _put(out, target, name, _deflated(_with_rows(data, tables), _LEVEL_OF_ROWS))
            else:
                _put(out, target, name, _known(data))
    return target.getvalue()


@dataclass(frozen=True, slots=True)
class _Deflated:
    data: bytes
    size: int
    checksum: int


@lru_cache(maxsize=128)
def _known(data: bytes) -> _Deflated:
    """Most parts are the same in every document of a layout."""
    return _deflated((data,), _LEVEL)


def _deflated(blocks: Iterable[bytes], level: int) -> _Deflated:
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed, size, checksum = [], 0, 0
    for block in blocks:
        packed.append(packer.compress(block))
        size += len(block)
        checksum = zlib.crc32(block, checksum)
    return _Deflated(b"".join((*packed, packer.flush())), size, checksum)


def _put(out: zipfile.ZipFile, target: BytesIO, name: str, member: _Deflated) -> None:
    """What `writestr` does with bytes that are not deflated yet."""
    info = _info(name)
    info.file_size, info.compress_size = member.size, len(member.data)
    info.CRC, info.header_offset = member.checksum, target.tell()
    target.write(info.FileHeader(zip64=False) + member.data)
    out.filelist.append(info)
    out.NameToInfo[name] = info
    out.start_dir = target.tell()


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3  # else the byte says which system ran the program
    info.external_attr = 0o600 << 16
    return info


def _with_rows(page: bytes, tables: Sequence[Rows | None]) -> Iterator[bytes]:
    """The page with its rows in their places."""
    pieces = MARK.split(page)  # XML, number of the table, first row, row behind the last, XML…
    yield pieces[0]
    for at in range(1, len(pieces), 4):
        number, first, behind = map(int, pieces[at : at + 3])
        if (rows := tables[number]) is not None:
            for xml in rows.blocks(first, behind):
                yield xml.encode()
        yield pieces[at + 3]
