"""Turns a height on the page into an empty box that keeps text away from all below it."""

from __future__ import annotations

from typing import Final

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.text.paragraph import CT_P
from docx.oxml.text.run import CT_Text

from make_docx.official import page

_ID: Final = 1000  # of the drawing; those that `render` numbers begin with 1001
_NAME: Final = "署名与正文同页"  # what Word's list of objects shows
_TEXT: Final = qn("w:t")
_NAMESPACES: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
}


def keep_foot_empty(paragraph: CT_P, top: int, share: float) -> None:
    """Let no text stand below `top`, twips from the upper edge of the paper.

    On the page where `share` of the text of `paragraph` has been printed, 0 to 1: there is the
    character that the box hangs on.
    """
    texts = [text for text in paragraph.iter(_TEXT) if isinstance(text, CT_Text)]
    left = round(share * sum(len(text.text or "") for text in texts))
    for text in texts:
        if left <= len(text.text or ""):
            _hang(text, left, top)
            return
        left -= len(text.text or "")


def _hang(text: CT_Text, position: int, top: int) -> None:
    """Put the box between two characters of a run."""
    whole = text.text or ""
    box = parse_xml(_box(top))
    if not position:
        text.addprevious(box)
        return
    rest = parse_xml(f'<w:t xmlns:w="{_NAMESPACES["w"]}" xml:space="preserve"/>')
    text.text, rest.text = whole[:position], whole[position:]
    text.set(qn("xml:space"), "preserve")
    text.addnext(box)
    box.addnext(rest)


def _box(top: int) -> str:
    height = page.PAPER_HEIGHT - page.MARGIN_BOTTOM - top
    x, y, cx, cy = (
        value * page.EMU_PER_TWIP for value in (page.MARGIN_LEFT, top, page.TEXT_WIDTH, height)
    )
    names = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _NAMESPACES.items())
    return (
        f'<mc:AlternateContent {names}><mc:Choice Requires="wps"><w:drawing>'
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" '
        'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="0"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{x}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{y}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{cx}" cy="{cy}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:wrapTopAndBottom/><wp:docPr id="{_ID}" name="{_NAME}"/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{_NAMESPACES["wps"]}"><wps:wsp>'
        f'<wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln>'
        "</wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
        "</mc:Choice></mc:AlternateContent>"
    )
