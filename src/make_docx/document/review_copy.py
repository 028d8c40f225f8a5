"""Turns a built document into a copy for review, with a comment of Word at each figure.

Nothing else in it differs: no style is added, so a comment says itself how it looks.
"""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from itertools import count
from typing import Final

from lxml import etree

from make_docx.archive import normalised
from make_docx.document.safety import parse
from make_docx.document.text import clean
from make_docx.xml_text import escaped, quoted

_BODY: Final = "word/document.xml"
_LINKS: Final = "word/_rels/document.xml.rels"
_TYPES: Final = "[Content_Types].xml"
_COMMENTS: Final = "word/comments.xml"
_NAMESPACE: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W: Final = f"{{{_NAMESPACE}}}"
_ID: Final = f"{_W}id"
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_LONGEST_NAME, _LONGEST_INITIALS = 255, 9  # characters that Office takes
_SIGN: Final = "<w:r><w:annotationRef/></w:r>"
_LINE: Final = (
    '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    '<w:ind w:left="0" w:firstLine="0"/><w:jc w:val="left"/>'
)
_LOOK: Final = (
    '<w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体" w:hint="eastAsia"/>'
    '<w:sz w:val="18"/><w:szCs w:val="18"/>'
)


def with_comments(
    data: bytes, remarks: Mapping[str, Sequence[str]], *, author: str, date: dt.date
) -> bytes:
    """`data` with a comment at each bookmark of `remarks` that the body has.

    Args:
        data: a document that `render` made.
        remarks: name of a bookmark → the lines of its comment.
        author: whose comments they are.
        date: when they are said to be written, so that the bytes do not depend on the clock.

    Raises:
        ValueError: the document has comments already.
    """
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    if _COMMENTS in parts:
        raise ValueError("the document has comments already")
    root = parse(parts[_BODY])
    said = [
        _comment(number, lines, author, date)
        for number, lines in enumerate(_anchored(root, remarks))
    ]
    parts[_BODY] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    parts[_COMMENTS] = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<w:comments xmlns:w="{_NAMESPACE}">{"".join(said)}</w:comments>'
    ).encode()
    parts[_LINKS] = _linked(parts[_LINKS])
    entry = f'<Override PartName="/{_COMMENTS}" ContentType="{_TYPE}"/></Types>'
    parts[_TYPES] = parts[_TYPES].replace(b"</Types>", entry.encode())
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as out:
        for name, part in parts.items():
            out.writestr(name, part)
    return normalised(target.getvalue(), None)


def _anchored(
    root: etree._Element, remarks: Mapping[str, Sequence[str]]
) -> Iterator[Sequence[str]]:
    """The lines of each comment, in the order of the page, its range being set in `root`."""
    ends = {end.get(_ID): end for end in root.iter(f"{_W}bookmarkEnd")}
    number = 0
    for start in list(root.iter(f"{_W}bookmarkStart")):
        lines, end = remarks.get(start.get(f"{_W}name", ""), ()), ends.get(start.get(_ID))
        if not lines or end is None:
            continue
        id_ = {_ID: str(number)}
        reference = etree.Element(f"{_W}r")
        etree.SubElement(reference, f"{_W}commentReference", id_)
        _outside(start).addprevious(etree.Element(f"{_W}commentRangeStart", id_))
        _outside(end).addnext(reference)
        reference.addprevious(etree.Element(f"{_W}commentRangeEnd", id_))
        number += 1
        yield lines


def _outside(element: etree._Element) -> etree._Element:
    """What a comment goes around: Word knows none in a text box, only around it."""
    *_, outermost = (element, *element.iterancestors(f"{_W}r"))
    return outermost


def _comment(number: int, lines: Sequence[str], author: str, date: dt.date) -> str:
    paragraphs = "".join(
        f"<w:p><w:pPr>{_LINE}</w:pPr>{'' if index else _SIGN}"
        f'<w:r><w:rPr>{_LOOK}</w:rPr><w:t xml:space="preserve">{escaped(clean(line))}</w:t></w:r>'
        "</w:p>"
        for index, line in enumerate(lines)
    )
    name = quoted(clean(author)[:_LONGEST_NAME])
    return (
        f'<w:comment w:id="{number}" w:author={name} w:date="{date:%Y-%m-%dT%H:%M:%SZ}" '
        f"w:initials={quoted(clean(author)[:_LONGEST_INITIALS])}>{paragraphs}</w:comment>"
    )


def _linked(links: bytes) -> bytes:
    id_ = next(id_ for n in count(1) if (id_ := f"rIdReview{n}").encode() not in links)
    entry = f'<Relationship Id="{id_}" Type="{_RELATION}" Target="comments.xml"/></Relationships>'
    return links.replace(b"</Relationships>", entry.encode())
