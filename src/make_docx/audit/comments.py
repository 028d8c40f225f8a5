"""Turns texts for the cells of a sheet into its comments, and its comments into texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from lxml import etree
from msgspec import Struct

from make_docx.audit.grid import plain_text
from make_docx.audit.package import MAIN, RELATION, Element, Package, Part, local, qname
from make_docx.cell_address import row_and_column
from make_docx.intake.names import RETURN_BREAK, RETURN_MARK, own_words
from make_docx.xml_text import escaped, quoted

_AUTHOR: Final = "make-docx"
_COMMENTS_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE: Final = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_COMMENTS_PART: Final = "xl/makeDocxComments.xml"
_VML_PART: Final = "xl/drawings/makeDocxComments.vml"
_AFTER_LEGACY_DRAWING: Final = ("tableParts", "extLst")
_BOX_WIDTH: Final = 260  # pt
_PER_LINE: Final = 21  # 汉字 of 9 pt in the box
_SHAPES: Final = 1024  # ids that belong to a drawing
_LINE: Final = 15  # pt


class Note(Struct, frozen=True):
    """What a comment says: `ours`, and the text of other people below it."""

    ours: str = ""
    others: str = ""

    @property
    def text(self) -> str:
        ours = f"{RETURN_MARK}{self.ours}" if self.ours else ""
        return RETURN_BREAK.join(part for part in (ours, self.others) if part)


def take_comments(package: Package, part: Part) -> Iterator[tuple[str, Note]]:
    """Take the comments of a sheet out of the package: the cells, and what was said there."""
    held = package.follow(part, "comments")
    if held is None:
        return
    for comment in held.xml().iterfind(f"{qname('commentList')}/{qname('comment')}"):
        words = "".join(t.text or "" for t in comment.iter(qname("t")))
        others = own_words(words)
        ours = words.removesuffix(others).removesuffix(RETURN_BREAK).removeprefix(RETURN_MARK)
        yield comment.get("ref") or "A1", Note(ours, others)
    package.remove(part, {old.id for old in part.relations if old.kind == "comments"})


def write_comments(package: Package, part: Part, root: Element, notes: Mapping[str, Note]) -> None:
    """Add the comments of the sheet `root` of `part`, with the boxes that show them."""
    number = 1 + sum(part.content_type == _VML_TYPE for part in package.parts.values())
    ordered = sorted(notes.items(), key=lambda item: row_and_column(item[0]))
    package.add(part, "comments", _COMMENTS_PART, _comments_xml(ordered), _COMMENTS_TYPE)
    vml = package.add(part, "vmlDrawing", _VML_PART, _vml(ordered, number), _VML_TYPE)
    drawing = etree.Element(qname("legacyDrawing"), {qname("id", RELATION): vml})
    after = [child for child in root if local(child) in _AFTER_LEGACY_DRAWING]
    if after:
        after[0].addprevious(drawing)
    else:
        root.append(drawing)


def _comments_xml(notes: Sequence[tuple[str, Note]]) -> bytes:
    listed = "".join(
        f'<comment ref="{cell}" authorId="{0 if note.ours else 1}"><text><r>'
        '<rPr><sz val="9"/><rFont val="宋体"/></rPr>'
        f'<t xml:space="preserve">{escaped(plain_text(note.text))}</t></r></text></comment>'
        for cell, note in notes
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="{MAIN}">'
        f"<authors><author>{_AUTHOR}</author><author></author></authors>"
        f"<commentList>{listed}</commentList></comments>"
    ).encode()


def _vml(notes: Sequence[tuple[str, Note]], sheet: int) -> bytes:
    """The boxes of the comments, hidden until the cell is pointed at."""
    shapes = "".join(
        _shape(number, *row_and_column(cell), note.text)
        for number, (cell, note) in enumerate(notes, start=sheet * _SHAPES + 1)
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
        f'<v:shape id="_x0000_s{number}" type="#_x0000_t202" style={quoted(place)} '
        'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
        '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{column}, 15, {row - 1}, 4, {column + 3}, 15, {bottom}, 4</x:Anchor>"
        f"<x:AutoFill>False</x:AutoFill><x:Row>{row - 1}</x:Row><x:Column>{column - 1}</x:Column>"
        "</x:ClientData></v:shape>"
    )
