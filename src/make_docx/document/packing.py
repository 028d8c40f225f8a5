"""Turns a page of python-docx and the rows left out of it into the bytes of a .docx."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import Final

from docx.document import Document as DocxDocument
from docx.opc.oxml import CT_Relationships
from docx.opc.packuri import PACKAGE_URI, PackURI
from docx.opc.part import Part
from docx.opc.pkgwriter import _ContentTypesItem
from docx.opc.rel import Relationships

from make_docx.archive import deflated, known, zipped
from make_docx.document.rows import MARK, Rows

_TYPES: Final = "[Content_Types].xml"
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
    members = {
        _TYPES: known(_types(tuple((part.partname, part.content_type) for part in parts))),
        _member_of_links(PACKAGE_URI): known(_links_of(package.rels, PACKAGE_URI)),
    }
    for part in parts:
        if len(part.rels):
            links = _links_of(part.rels, part.partname)
            members[_member_of_links(part.partname)] = known(links)
        data = part.blob
        if part.partname in filled and MARK.search(data):
            member = deflated(_with_rows(data, tables), _LEVEL_OF_ROWS)
        else:
            member = known(data)
        members[part.partname.membername] = member
    return zipped(members)


# The links are the same in nearly every document of a layout.


@lru_cache(maxsize=16)
def _types(parts: Sequence[tuple[PackURI, str]]) -> bytes:
    named = [Part(name, content_type) for name, content_type in parts]
    found: bytes = _ContentTypesItem.from_parts(named).blob  # type: ignore[no-untyped-call]
    return found


@lru_cache(maxsize=32)
def _member_of_links(source: str) -> str:
    name: str = PackURI(source).rels_uri.membername
    return name


# A link: its id, its type, its target, and whether that is outside of the package.
_Link = tuple[str, str, str, bool]


def _links_of(rels: Relationships, source: str) -> bytes:
    links = (
        (
            link.rId,
            link.reltype,
            link.target_ref if link.is_external else link.target_part.partname,
            link.is_external,
        )
        for link in rels.values()
    )
    return _links(PackURI(source).baseURI, tuple(links))


@lru_cache(maxsize=32)
def _links(base: str, links: Sequence[_Link]) -> bytes:
    root = CT_Relationships.new()
    for key, kind, target, is_external in links:
        place = target if is_external else PackURI(target).relative_ref(base)
        root.add_rel(key, kind, place, is_external)
    found: bytes = root.xml
    return found


def _with_rows(page: bytes, tables: Sequence[Rows | None]) -> Iterator[bytes]:
    """The page with its rows in their places."""
    pieces = MARK.split(page)  # XML, number of the table, first row, row behind the last, XML…
    yield pieces[0]
    for at in range(1, len(pieces), 4):
        number, first, behind = map(int, pieces[at : at + 3])
        if (rows := tables[number]) is not None:
            yield from rows.blocks(first, behind)
        yield pieces[at + 3]
