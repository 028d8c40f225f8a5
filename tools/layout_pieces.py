"""Turns texts, tags and measures into the paragraphs and text boxes of a layout."""

from __future__ import annotations

from typing import Final
from xml.sax.saxutils import escape

from layout_styles import fonts, style_id
from make_docx.document.styles import Style
from make_docx.official import page

HINT: Final = '<w:rFonts w:hint="eastAsia"/>'  # else Word takes — and “ for Latin


def run(text: str, font: str = "") -> str:
    look = fonts(font).replace("/>", ' w:hint="eastAsia"/>') if font else HINT
    content = "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else ""
        for part in text.split("\t")
    )
    return f"<w:r><w:rPr>{look}</w:rPr>{content}</w:r>"


def paragraph(style: Style, *runs: str, properties: str = "") -> str:
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style_id(style)}"/>{properties}</w:pPr>'
        f"{''.join(runs)}</w:p>"
    )


def styled(style: Style, text: str) -> str:
    return paragraph(style, run(text))


def blank(count: int = 1) -> str:
    return paragraph(Style.BLANK) * count


def tag(text: str) -> str:
    return styled(Style.TAG, f"{{%p {text} %}}")


def when(condition: str, content: str, otherwise: str = "") -> str:
    other = tag("else") + otherwise if otherwise else ""
    return tag(f"if {condition}") + content + other + tag("endif")


def each(loop: str, content: str) -> str:
    return tag(f"for {loop}") + content + tag("endfor")


def text_box(
    content: str,
    *,
    name: str,
    number: int,
    x: int,
    y: int,
    width: int,
    height: int,
    box: str,
    wrap: str,
) -> str:
    """A frameless text box; its measures are twips from the paper's upper left corner.

    `box` holds more attributes of its ``bodyPr``, `wrap` is the element that says how text flows.
    """
    left, top, cx, cy = (value * page.EMU_PER_TWIP for value in (x, y, width, height))
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" '
        'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="0"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{left}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{top}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{cx}" cy="{cy}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>{wrap}'
        f'<wp:docPr id="{number}" name="{name}"/><wp:cNvGraphicFramePr/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f'<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{cx}" cy="{cy}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "<a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>"
        f"<wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx>"
        f'<wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" {box}><a:noAutofit/></wps:bodyPr>'
        "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        "</mc:AlternateContent></w:r>"
    )
