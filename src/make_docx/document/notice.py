"""Turns what units have to correct into 退回说明.docx, a plain letter unit by unit."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import Final

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph
from msgspec import Struct

from make_docx.archive import normalised
from make_docx.document.text import clean

_DATED: Final = dt.date(1980, 1, 1)  # no clock: equal input gives equal bytes
_FONT: Final = "宋体"
_MARGIN: Final = Cm(2.5)


class Section(Struct, frozen=True):
    """What one unit has to correct: a line each, and the file that it is about."""

    unit: str
    file: str
    lines: tuple[str, ...]


def write_notice(title: str, lead: str, sections: Sequence[Section]) -> bytes:
    """The letter as a file; the same input gives the same bytes.

    Every unit begins on a page of its own, so that its pages can be sent to it alone.
    """
    document = Document()
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = _MARGIN
        section.top_margin = section.bottom_margin = _MARGIN
    document.core_properties.author = "make-docx"
    document.core_properties.title = clean(title)
    for number, section_ in enumerate(sections):
        heading = document.add_paragraph()
        heading.paragraph_format.page_break_before = number > 0
        _write(heading, f"{section_.unit or section_.file}：{title}", size=16, bold=True)
        _write(document.add_paragraph(), f"文件：{section_.file}", size=10.5)
        _write(document.add_paragraph(), lead, size=12)
        for line_number, line in enumerate(section_.lines, start=1):
            _write(document.add_paragraph(), f"{line_number}. {line}", size=12)
    buffer = io.BytesIO()
    document.save(buffer)
    return normalised(buffer.getvalue(), _DATED)


def _write(paragraph: Paragraph, text: str, *, size: float, bold: bool = False) -> None:
    run = paragraph.add_run(clean(text))
    run.font.size = Pt(size)
    run.font.bold = bold
    run.font.name = _FONT
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)
