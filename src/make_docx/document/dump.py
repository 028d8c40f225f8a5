"""Turns a .docx into text that people and tests can compare line by line."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Final

from lxml import etree

from make_docx.document.safety import parse

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_P, _R, _T, _BR, _TAB = (f"{W}{name}" for name in ("p", "r", "t", "br", "tab"))
_TR, _TC = f"{W}tr", f"{W}tc"
_CORE: Final = "docProps/core.xml"
_STYLES: Final = "word/styles.xml"
PROPERTIES: Final = f"── {_CORE}"  # the line that stands above them

_Texts = Mapping[etree._Element, str]


def text_dump(data: bytes) -> str:
    """Style and text of every paragraph, a line a table row, then footers and properties.

    What stands in a text box follows its paragraph, moved in by two spaces.
    """
    with zipfile.ZipFile(BytesIO(data)) as package:
        names = package.namelist()
        styles = _style_names(part(package, _STYLES)) if _STYLES in names else {}
        lines = list(_blocks(part(package, "word/document.xml")[0], styles))
        for name in story_parts(package)[1:]:
            lines += ["", f"── {name}", *_blocks(part(package, name), styles)]
        if _CORE in names:
            lines += ["", PROPERTIES]
            entries = part(package, _CORE)
            lines += [f"{etree.QName(entry).localname}: {entry.text or ''}" for entry in entries]
    return "\n".join(lines) + "\n"


def story_parts(package: zipfile.ZipFile) -> list[str]:
    """The body first, then headers, footers and notes."""
    kinds = ("word/header", "word/footer", "word/footnotes", "word/endnotes")
    return ["word/document.xml", *sorted(n for n in package.namelist() if n.startswith(kinds))]


def part(package: zipfile.ZipFile, name: str) -> etree._Element:
    return parse(package.read(name))


def paragraph_text(paragraph: etree._Element) -> str:
    """Text as people see it, without what stands in a text box inside the paragraph."""
    return paragraph_texts(paragraph).get(paragraph, "")


def paragraph_texts(root: etree._Element) -> dict[etree._Element, str]:
    """The text of each paragraph below `root` that has one, from one walk."""
    texts: dict[etree._Element, str] = {}
    for element in root.iter(_T, _BR, _TAB):
        run = element.getparent()
        paragraph = None if run is None else run.getparent()
        if paragraph is None or paragraph.tag != _P:  # deeper
            paragraph = next(element.iterancestors(_P), None)
            run = next(element.iterancestors(_R), None)
        if element.tag == _T:
            text = element.text or ""
        elif run is not None and run.tag == _R:
            text = "\n" if element.tag == _BR else "\t"
        else:  # a tab stop
            continue
        if paragraph is not None:
            texts[paragraph] = texts.get(paragraph, "") + text
    return texts


def is_outside_cells(paragraph: etree._Element) -> bool:
    """Whether `table_texts` does not read it."""
    parent = paragraph.getparent()
    return parent is None or parent.tag != _TC


def words_of(root: etree._Element) -> list[str]:
    """The text of every paragraph, then that of every cell."""
    texts = paragraph_texts(root)
    cells = (cell for table in root.iter(f"{W}tbl") for row in table_texts(table) for cell in row)
    return [*(texts.get(each, "") for each in root.iter(_P) if is_outside_cells(each)), *cells]


def table_texts(table: etree._Element) -> list[list[str]]:
    """The text of every cell, row by row."""
    texts = paragraph_texts(table)
    return [_row_texts(row, texts) for row in table.iterchildren(_TR)]


def table_lines(table: etree._Element, texts: _Texts) -> Iterator[list[str] | str]:
    """As `table_texts`, and the text of every processing instruction between the rows."""
    for row in table.iterchildren():
        if isinstance(row, etree._ProcessingInstruction):
            yield row.text or ""
        elif row.tag == _TR:
            yield _row_texts(row, texts)


def _row_texts(row: etree._Element, texts: _Texts) -> list[str]:
    return [
        "\n".join([texts.get(paragraph, "") for paragraph in cell.iterchildren(_P)])
        for cell in row.iterchildren(_TC)
    ]


def _blocks(parent: etree._Element, styles: dict[str, str]) -> Iterator[str]:
    for block in parent:
        if block.tag == f"{W}p":
            yield from _paragraph(block, styles)
        elif block.tag == f"{W}tbl":
            yield "[表]"
            for row in table_texts(block):
                yield "| " + " | ".join(_visible(cell) for cell in row) + " |"
        elif block.tag == f"{W}sectPr":
            yield _section(block)


def _paragraph(paragraph: etree._Element, styles: dict[str, str]) -> Iterator[str]:
    named = paragraph.find(f"{W}pPr/{W}pStyle")
    style = styles.get(str(named.get(f"{W}val")), "") if named is not None else ""
    yield f"[{style}] {_visible(paragraph_text(paragraph))}".rstrip()
    for box in paragraph.iter(f"{W}txbxContent"):
        yield "  [文本框]"
        yield from (f"  {line}" for line in _blocks(box, styles))
    section = paragraph.find(f"{W}pPr/{W}sectPr")
    if section is not None:
        yield _section(section)


def _visible(text: str) -> str:
    return text.replace("\n", "⏎").replace("\t", "⇥")


def _section(section: etree._Element) -> str:
    size = section.find(f"{W}pgSz")
    turned = size is not None and size.get(f"{W}orient") == "landscape"
    return f"[分节] {'横向' if turned else '纵向'}"


def _style_names(root: etree._Element) -> dict[str, str]:
    found = {}
    for style in root.iter(f"{W}style"):
        name = style.find(f"{W}name")
        if name is not None:
            found[str(style.get(f"{W}styleId"))] = str(name.get(f"{W}val"))
    return found
