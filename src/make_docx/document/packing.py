"""Turns a finished page and the rows left out of it into the bytes of a .docx."""

from __future__ import annotations

import zipfile
from collections.abc import Collection, Iterator, Sequence
from io import BytesIO
from typing import Final
from xml.parsers import expat

from docx.document import Document as DocxDocument
from docx.opc.packuri import PACKAGE_URI, PackURI
from docx.opc.pkgwriter import _ContentTypesItem

from make_docx.document.rows import MARK, Rows

_TYPES: Final = "[Content_Types].xml"  # readers that sniff a package look for it at the front
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip can hold


def pack(docx: DocxDocument, tables: Sequence[Rows | None], filled: Collection[str]) -> bytes:
    """The package, its members in a fixed order and without times: equal input, equal bytes.

    Args:
        docx: the page.
        tables: the rows by the number that their marks have; they go into the zip block by
            block, so that they are never in memory at once.
        filled: names of the parts that may have marks; nobody else's is one.

    Raises:
        ExpatError: a row is no XML.
        ValueError: a row does not say what its cells say.
    """
    package = docx.part.package
    parts = list(package.iter_parts())
    members = {PackURI(PACKAGE_URI).rels_uri.membername: package.rels.xml}
    for part in parts:
        if len(part.rels):
            members[part.partname.rels_uri.membername] = part.rels.xml
        members[part.partname.membername] = part.blob
    with_marks = {part.partname.membername for part in parts if part.partname in filled}
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as out:
        types: bytes = _ContentTypesItem.from_parts(parts).blob  # type: ignore[no-untyped-call]
        out.writestr(_info(_TYPES), types)
        for name in sorted(members):
            data = members[name]
            if name in with_marks and MARK.search(data):
                with out.open(_info(name), "w") as member:
                    for block in _with_rows(data, tables):
                        member.write(block)
            else:
                out.writestr(_info(name), data)
    return target.getvalue()


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3  # else the byte says which system ran the program
    return info


def _with_rows(page: bytes, tables: Sequence[Rows | None]) -> Iterator[bytes]:
    """The page with its rows in their places, read by a parser as it goes."""
    said: list[str] = []
    parser = expat.ParserCreate()
    pieces = MARK.split(page)  # XML, number of the table, first row, row behind the last, XML…
    for at in range(0, len(pieces), 4):
        parser.CharacterDataHandler = None
        parser.Parse(pieces[at], False)
        yield pieces[at]
        if at + 1 == len(pieces):
            break
        number, first, behind = map(int, pieces[at + 1 : at + 4])
        rows = tables[number]
        parser.CharacterDataHandler = said.append
        for xml, words in rows.blocks(first, behind) if rows else ():
            data = xml.encode()
            parser.Parse(data, False)
            if "".join(said) != words:
                raise ValueError("a row does not say what its cells say")
            said.clear()
            yield data
    parser.Parse(b"", True)
