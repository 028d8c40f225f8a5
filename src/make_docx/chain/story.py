"""Turns the body of a .docx into what people see: paragraphs, and tables of cell texts.

Insertions count as accepted and deletions as made; content controls are only looked through. What
is hidden, or stands in a text box or picture, is no part of a cell.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree
from msgspec import Struct

from make_docx.late_pattern import late_pattern

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT: Final = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_MOST_SPAN: Final = 100
_LONGEST_TITLE: Final = 60
WRAPPERS: Final = frozenset(
    f"{W}{name}"
    for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "hyperlink")
) | {f"{W}fldSimple"}
BLANKS: Final = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n"}
_OFF: Final = frozenset({"0", "false", "off"})
_ANNEX: Final = late_pattern(r"附件[0-9０-９]{0,3}")

Table = tuple[tuple[str, ...], ...]


class Story(Struct, frozen=True):
    """`paragraphs` are those outside of tables.

    `captions` say for each of `tables` which 附件 it is: 附件2“来访记录表”; empty if it is in none.
    """

    paragraphs: tuple[str, ...]
    tables: tuple[Table, ...]
    captions: tuple[str, ...]


def story_of(root: etree._Element) -> Story:
    """The story of the root of ``word/document.xml``."""
    make_transitional(root)
    paragraphs: list[str] = []
    tables: list[Table] = []
    captions: list[str] = []
    for body in root.iterchildren(f"{W}body"):
        for block in _children(body, f"{W}p", f"{W}tbl"):
            if block.tag == f"{W}p":
                paragraphs.append(_text(block))
            else:
                tables.append(tuple(map(_row, filter(is_kept, _children(block, f"{W}tr")))))
                captions.append(_caption(paragraphs))
    return Story(tuple(paragraphs), tuple(tables), tuple(captions))


def _caption(before: list[str]) -> str:
    """The last 附件 that `before` names on a line of its own, and its title on the next ones."""
    lines = ["".join(text.split()) for text in before]
    at = next((n for n in range(len(lines) - 1, -1, -1) if _ANNEX.fullmatch(lines[n])), None)
    if at is None:
        return ""
    title = "".join(lines[at + 1 :])[:_LONGEST_TITLE]
    return f"{lines[at]}“{title}”" if title else lines[at]


def make_transitional(root: etree._Element) -> None:
    """The strict flavour has other names for the same things."""
    if str(root.tag).startswith(_STRICT):
        for element in root.iter(f"{_STRICT}*"):
            element.tag = f"{W}{etree.QName(element).localname}"


def _children(parent: etree._Element, *tags: str) -> Iterator[etree._Element]:
    """The children of these tags, also those that something is wrapped around."""
    for child in parent.iterchildren(tag=etree.Element):
        if child.tag in tags:
            yield child
        elif child.tag in WRAPPERS:
            yield from _children(child, *tags)


def is_kept(row: etree._Element) -> bool:
    return row.find(f"{W}trPr/{W}del") is None


def _row(row: etree._Element) -> tuple[str, ...]:
    """A text for each column of the grid; a cell over several columns is in the first of them."""
    texts: list[str] = [""] * _span(row.find(f"{W}trPr/{W}gridBefore"), least=0)
    for cell in _children(row, f"{W}tc"):
        if cell.find(f"{W}tcPr/{W}cellDel") is None:
            texts.append("\n".join(map(_text, _children(cell, f"{W}p"))))
            texts += [""] * (_span(cell.find(f"{W}tcPr/{W}gridSpan"), least=1) - 1)
    return tuple(texts)


def _span(element: etree._Element | None, *, least: int) -> int:
    value = "" if element is None else str(element.get(f"{W}val", ""))
    is_number = value.isascii() and value.isdigit() and len(value) < 4
    return min(max(int(value), least), _MOST_SPAN) if is_number else least


def _text(paragraph: etree._Element) -> str:
    return "".join(
        child.text or "" if child.tag == f"{W}t" else BLANKS[str(child.tag)]
        for run in _children(paragraph, f"{W}r")
        if not is_hidden(run)
        for child in run.iterchildren(f"{W}t", *BLANKS)
    )


def is_hidden(run: etree._Element) -> bool:
    mark = run.find(f"{W}rPr/{W}vanish")
    return mark is not None and mark.get(f"{W}val", "1").lower() not in _OFF
