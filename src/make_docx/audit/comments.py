"""Turns texts for the cells of a sheet into its comments, and its comments into texts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from make_docx.audit.cells import spot_of
from make_docx.audit.grid import plain_text
from make_docx.audit.package import MAIN, RELATION, Element, Package, Part, Relation, local, qname

AUTHOR: Final = "make-docx"
_COMMENTS_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE: Final = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_COMMENTS_PART: Final = "xl/makeDocxComments"
_VML_PART: Final = "xl/drawings/makeDocxComments"
_VML_ID: Final = "rIdMakeDocxVml"
_COMMENTS_ID: Final = "rIdMakeDocxComments"
_AFTER_LEGACY_DRAWING: Final = ("tableParts", "extLst")
_BOX_WIDTH: Final = 260  # pt
_PER_LINE: Final = 21  # 汉字 of 9 pt in the box
_SHAPES: Final = 1024  # ids that belong to a drawing
_LINE: Final = 15  # pt


def read_comments(package: Package, part: Part) -> Iterator[tuple[str, tuple[str, str]]]:
    """Cell, author and text of the comments that a sheet has."""
    held = package.follow(part, "comments")
    if held is None:
        return
    root = held.xml()
    authors = [
        author.text or "" for author in root.iterfind(f"{qname('authors')}/{qname('author')}")
    ]
    for comment in root.iterfind(f"{qname('commentList')}/{qname('comment')}"):
        number = int(comment.get("authorId") or 0)
        author = authors[number] if number < len(authors) else ""
        words = "".join(t.text or "" for t in comment.iter(qname("t")))
        yield comment.get("ref") or "A1", (author, words)


def write_comments(
    package: Package, part: Part, root: Element, texts: Mapping[str, str], ours: Collection[str]
) -> None:
    number = 1 + sum(name.startswith(_COMMENTS_PART) for name in package.parts)
    ordered = sorted(texts.items(), key=lambda item: spot_of(item[0]))
    comments = f"{_COMMENTS_PART}{number}.xml"
    vml = f"{_VML_PART}{number}.vml"
    package.parts[comments] = Part(comments, _comments_xml(ordered, ours), _COMMENTS_TYPE)
    package.parts[vml] = Part(vml, _vml(ordered, number), _VML_TYPE)
    part.relations += [
        Relation(_COMMENTS_ID, f"{RELATION}/comments", comments),
        Relation(_VML_ID, f"{RELATION}/vmlDrawing", vml),
    ]
    drawing = etree.Element(qname("legacyDrawing"), {qname("id", RELATION): _VML_ID})
    after = [child for child in root if local(child) in _AFTER_LEGACY_DRAWING]
    if after:
        after[0].addprevious(drawing)
    else:
        root.append(drawing)


def _comments_xml(texts: Sequence[tuple[str, str]], ours: Collection[str]) -> bytes:
    listed = "".join(
        f'<comment ref="{cell}" authorId="{0 if cell in ours else 1}"><text><r>'
        '<rPr><sz val="9"/><rFont val="宋体"/></rPr>'
        f'<t xml:space="preserve">{escape(plain_text(text))}</t></r></text></comment>'
        for cell, text in texts
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="{MAIN}">'
        f"<authors><author>{AUTHOR}</author><author></author></authors>"
        f"<commentList>{listed}</commentList></comments>"
    ).encode()


def _vml(texts: Sequence[tuple[str, str]], sheet: int) -> bytes:
    """The boxes of the comments, hidden until the cell is pointed at."""
    shapes = "".join(
        _shape(number, *spot_of(cell), text)
        for number, (cell, text) in enumerate(texts, start=sheet * _SHAPES + 1)
    )
    return (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office'
        ':office" xmlns:x="urn:schemas-microsoft-com:office:excel">'
        '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" '
        f'data="{sheet}"/></o:shapelayout>'
        '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
        'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
        '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
        f"{shapes}</xml>"
    ).encode()


def _shape(number: int, row: int, column: int, text: str) -> str:
    lines = sum(1 + len(line) // _PER_LINE for line in text.split("\n"))
    height = _LINE * (lines + 1)
    place = (
        f"position:absolute;margin-left:60pt;margin-top:2pt;width:{_BOX_WIDTH}pt;"
        f"height:{height}pt;z-index:{number};visibility:hidden"
    )
    bottom = row + max(3, height // 20)
    return (
        f'<v:shape id="_x0000_s{number}" type="#_x0000_t202" style={quoteattr(place)} '
        'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
        '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{column}, 15, {row - 1}, 4, {column + 3}, 15, {bottom}, 4</x:Anchor>"
        f"<x:AutoFill>False</x:AutoFill><x:Row>{row - 1}</x:Row><x:Column>{column - 1}</x:Column>"
        "</x:ClientData></v:shape>"
    )
