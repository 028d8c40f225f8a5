"""Turns the box of the 版记 into one as high as its lines, on the edge of the 版心 (7.4.1)."""

from __future__ import annotations

from typing import Final

from docx.oxml.ns import qn
from lxml import etree

from make_docx.document.dump import paragraph_text
from make_docx.document.fit.paragraphs import ByStyle
from make_docx.document.styles import Style
from make_docx.official import page
from make_docx.official.wrap import wrapped_lines

_RULES: Final = 55  # twips that its three rules take
_TAIL: Final = 20  # twips of the paragraph Word wants behind the table
_TAIL_SINKS: Final = 24  # twips by which the box has to reach below the 版心 for that (measured)


def fit_colophon(paragraphs: ByStyle) -> None:
    copies, printed = (paragraphs.get(style, ()) for style in (Style.COPIES_TO, Style.PRINTED_BY))
    for anchor in {
        anchor
        for paragraph in (*copies, *printed)
        for anchor in paragraph.iterancestors(qn("wp:anchor"))
    }:
        inside = set(anchor.iter(qn("w:p")))
        width = page.COLOPHON_WIDTH
        lines = [_lines(paragraph_text(copy), width) for copy in copies if copy in inside]
        lines += [wrapped_lines(paragraph_text(row), width) for row in printed if row in inside]
        _set_height(anchor, sum(lines) * page.COLOPHON_LINE + _RULES + _TAIL)


def _lines(text: str, width: float) -> int:
    """Every line starts behind the label, 抄送： or another (7.4.2)."""
    label = text.find("：") + 1
    return wrapped_lines(text[label:], width - label)


def _set_height(anchor: etree._Element, height: int) -> None:
    foot = page.PAPER_HEIGHT - page.MARGIN_BOTTOM + _TAIL_SINKS
    for extent in (*anchor.iter(qn("wp:extent")), *anchor.iter(qn("a:ext"))):
        extent.set("cy", str(height * page.EMU_PER_TWIP))
    for offset in anchor.iterfind(f"{qn('wp:positionV')}/{qn('wp:posOffset')}"):
        offset.text = str((foot - height) * page.EMU_PER_TWIP)
    # what Word keeps for readers before 2010 would still hold the old height
    for choice in anchor.iterancestors("{*}Choice"):
        parent = choice.getparent()
        if parent is not None:
            for fallback in parent.findall("{*}Fallback"):
                parent.remove(fallback)
