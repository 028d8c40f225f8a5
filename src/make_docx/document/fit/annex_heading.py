"""Turns the lines of an annex that are headings into headings of their level (7.3.3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P

from make_docx.document.fit.paragraphs import style_names
from make_docx.document.styles import Style
from make_docx.model import Document, Level

_STYLES: Final = {
    Level.HEADING_1: Style.HEADING_1,
    Level.HEADING_2: Style.HEADING_2,
    Level.HEADING_3: Style.HEADING_3,
    Level.HEADING_4: Style.HEADING_4,
}


def set_annex_headings(docx: DocxDocument, document: Document) -> None:
    """Give headings the style of their level, where layout and annexes have what it takes.

    An annex is known by its title; one that a layout prints otherwise stays as it is.
    """
    if not any(level in _STYLES for annex in document.annexes for level in annex.levels):
        return
    names = style_names(docx)
    ids = {name: style_id for style_id, name in names.items()}
    printed = [
        [element for element in section if names.get(element.style or "") == Style.BODY]
        for section in _sections(docx, names)
    ]
    texts = [[_text(element) for element in section] for section in printed]
    for annex in document.annexes:
        found = [at for at, lines in enumerate(texts) if lines == list(annex.paragraphs)]
        for at in found if annex.levels else ():
            for element, level in zip(printed[at], annex.levels, strict=True):
                if style_id := ids.get(_STYLES.get(level, "")):
                    element.style = style_id


def _sections(docx: DocxDocument, names: dict[str, str]) -> Iterator[Sequence[CT_P]]:
    """The paragraphs behind each title of an annex."""
    section: list[CT_P] | None = None
    for element in docx.element.body.iterchildren(qn("w:p")):
        if names.get(element.style or "") == Style.ANNEX_TITLE:
            if section:
                yield section
            section = []
        elif section is not None:
            section.append(element)
    if section:
        yield section


def _text(element: CT_P) -> str:
    return "".join(text.text or "" for text in element.iter(qn("w:t")))
