"""Turns the order of the elements (GB/T 9704 clause 7) into the body and footers of a layout."""

from __future__ import annotations

from typing import Final
from xml.sax.saxutils import escape

from layout_styles import fonts, style_id
from make_docx.document.styles import Style
from make_docx.model import Direction, Level
from make_docx.official import page

_HINT: Final = '<w:rFonts w:hint="eastAsia"/>'  # else Word takes — and “ for Latin
_FOOTERS: Final = ("footer1.xml", "footer2.xml", "footer3.xml", "footer4.xml")
_FIRST_FOOTER: Final = 5  # relationship id; styles, settings, fonts and theme stand before
_LEVELS: Final = (
    (Level.HEADING_1, Style.HEADING_1),
    (Level.HEADING_2, Style.HEADING_2),
    (Level.HEADING_3, Style.HEADING_3),
    (Level.HEADING_4, Style.HEADING_4),
)


def body(direction: Direction) -> str:
    """The paragraphs of a layout, in the order of the elements, with their tags."""
    return "".join(
        (
            _header(direction),
            _main(),
            _signature(),
            _annexes(),
            _when("抄送机关 or 印发机关 or 印发日期", _colophon()),
            _section(landscape=False),
        )
    )


def footers() -> dict[str, str]:
    """Page numbers of the odd and even pages (7.5): upright pages, then landscape ones."""
    odd, even = (_paragraph(style, *_page_number()) for style in (Style.PAGE_ODD, Style.PAGE_EVEN))
    turned = (_turned_page_number(Style.PAGE_ODD), _turned_page_number(Style.PAGE_EVEN))
    return dict(zip(_FOOTERS, (odd, even, *turned), strict=True))


# ── pieces ───────────────────────────────────────────────────────────────────────────────


def _run(text: str, font: str = "") -> str:
    look = fonts(font).replace("/>", ' w:hint="eastAsia"/>') if font else _HINT
    content = "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else ""
        for part in text.split("\t")
    )
    return f"<w:r><w:rPr>{look}</w:rPr>{content}</w:r>"


def _paragraph(style: Style, *runs: str, properties: str = "") -> str:
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style_id(style)}"/>{properties}</w:pPr>'
        f"{''.join(runs)}</w:p>"
    )


def _text(style: Style, text: str) -> str:
    return _paragraph(style, _run(text))


def _blank(count: int = 1) -> str:
    return _paragraph(Style.BLANK) * count


def _tag(text: str) -> str:
    return _text(Style.TAG, f"{{%p {text} %}}")


def _when(condition: str, content: str, otherwise: str = "") -> str:
    other = _tag("else") + otherwise if otherwise else ""
    return _tag(f"if {condition}") + content + other + _tag("endif")


def _each(loop: str, content: str) -> str:
    return _tag(f"for {loop}") + content + _tag("endfor")


# ── 版头 (7.2) ───────────────────────────────────────────────────────────────────────────


def _header(direction: Direction) -> str:
    lines = (
        _when("份号", _text(Style.COPY_NUMBER, "{{ 份号 }}"))
        + _when("密级和保密期限 and not 份号", _blank())  # it stays on line 2 (7.2.2)
        + _when("密级和保密期限", _text(Style.SECRECY, "{{ 密级和保密期限 }}"))
        + _when("紧急程度", _text(Style.URGENCY, "{{ 紧急程度 }}"))
        + _each("行 in 版头空行", _blank())
    )
    mark = _text(Style.MARK, "{{ 发文机关标志 }}") + _blank(page.LINES_BEFORE_NUMBER)
    if direction is Direction.DOWN:
        return lines + mark + _text(Style.NUMBER, "{{ 发文字号 }}")
    rows = _each(
        "行 in 签发人前行",
        _paragraph(Style.SIGNERS, _run("\t{{ 行.标签 }}"), _run("{{ 行.姓名 }}", font=page.KAITI)),
    )
    # 左空一字 (7.2.5) by a character: an indent would shorten the red rule, a border of this
    # paragraph.
    number = _paragraph(
        Style.NUMBER,
        _run("　{{ 发文字号 }}\t{{ 签发人末行.标签 }}"),
        _run("{{ 签发人末行.姓名 }}", font=page.KAITI),
    )
    return lines + mark + rows + number


# ── 主体 (7.3) ───────────────────────────────────────────────────────────────────────────


def _main() -> str:
    title = _blank(page.LINES_BEFORE_TITLE) + _text(Style.TITLE, "{{ 标题 }}") + _blank()
    addressee = _when("主送机关", _text(Style.ADDRESSEE, "{{ 主送机关 }}："))
    levels = ""
    for index, (level, style) in enumerate(_LEVELS):
        levels += _tag(f"{'elif' if index else 'if'} 段.层次 == '{level}'")
        levels += _text(style, "{{ 段.序号 }}{{ 段.文字 }}")
    levels += _tag("else") + _text(Style.BODY, "{{ 段.序号 }}{{ 段.文字 }}") + _tag("endif")
    note = (
        _tag("if not 附.序号")
        + _text(Style.ANNEX_NOTE, "附件：{{ 附.名称 }}")
        + _tag("elif loop.first")
        + _text(Style.ANNEX_NOTE_FIRST, "附件：{{ 附.序号 }}\t{{ 附.名称 }}")
        + _tag("else")
        + _text(Style.ANNEX_NOTE_NEXT, "{{ 附.序号 }}\t{{ 附.名称 }}")
        + _tag("endif")
    )
    notes = _when("附件说明", _blank() + _each("附 in 附件说明", note))
    return title + addressee + _each("段 in 正文", levels) + notes


def _signature() -> str:
    space = _when("加盖印章", _blank(page.LINES_BEFORE_SEAL), _blank(page.LINES_BEFORE_SIGNATURE))
    return (
        space
        + _text(Style.SIGNATURE, "{{ 署名 }}")
        + _text(Style.DATE, "{{ 成文日期 }}")
        + _when("附注", _text(Style.NOTE, "（{{ 附注 }}）"))
    )


def _annexes() -> str:
    table = _text(Style.TAG, "{{p 附.统计表 }}") + _when(
        "附.表注", _text(Style.TABLE_NOTE, "{{ 附.表注 }}")
    )
    return _each(
        "附 in 附件",
        _when("附.横排开始", _break(landscape=False))
        + _text(Style.ANNEX_NUMBER, "附件{{ 附.序号 }}")
        + _blank()
        + _text(Style.ANNEX_TITLE, "{{ 附.名称 }}")
        + _when("附.段落", _blank())
        + _each("文 in 附.段落", _text(Style.BODY, "{{ 文 }}"))
        + _when("附.统计表", table)
        + _when("附.横排结束", _break(landscape=True)),
    )


# ── sections ─────────────────────────────────────────────────────────────────────────────


def _section(*, landscape: bool) -> str:
    """The portrait page, or the same page turned: its head is the binding side (clause 8)."""
    if landscape:
        size = f'w:w="{page.PAPER_HEIGHT}" w:h="{page.PAPER_WIDTH}" w:orient="landscape"'
        sides = (page.MARGIN_LEFT, page.MARGIN_TOP, page.MARGIN_RIGHT, page.MARGIN_BOTTOM)
    else:
        size = f'w:w="{page.PAPER_WIDTH}" w:h="{page.PAPER_HEIGHT}"'
        sides = (page.MARGIN_TOP, page.MARGIN_RIGHT, page.MARGIN_BOTTOM, page.MARGIN_LEFT)
    top, right, bottom, left = sides
    first = _FIRST_FOOTER + (2 if landscape else 0)
    # 156 mm are 15.3 lines; LibreOffice would centre a grid of 15 between the margins.
    grid = "" if landscape else f'<w:docGrid w:type="lines" w:linePitch="{page.LINE_PITCH}"/>'
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="rId{first}"/>'
        f'<w:footerReference w:type="even" r:id="rId{first + 1}"/>'
        f'<w:pgSz {size}/><w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" '
        f'w:left="{left}" w:header="{page.HEADER_DISTANCE}" w:footer="{page.FOOTER_DISTANCE}" '
        f'w:gutter="0"/>{grid}</w:sectPr>'
    )


def _break(*, landscape: bool) -> str:
    return _paragraph(Style.SECTION_BREAK, properties=_section(landscape=landscape))


# ── page numbers (7.5) ───────────────────────────────────────────────────────────────────


def _page_number() -> tuple[str, ...]:
    def field(content: str) -> str:
        return f"<w:r><w:rPr>{_HINT}</w:rPr>{content}</w:r>"

    return (
        _run("— "),
        field('<w:fldChar w:fldCharType="begin"/>'),
        field('<w:instrText xml:space="preserve"> PAGE </w:instrText>'),
        field('<w:fldChar w:fldCharType="separate"/>'),
        _run("1"),
        field('<w:fldChar w:fldCharType="end"/>'),
        _run(" —"),
    )


def _turned_page_number(style: Style) -> str:
    """The page number where it stands on an upright page, seen with the page turned.

    The upright page's foot is the landscape page's left edge, its left side the top.
    """
    long, thick = page.TEXT_WIDTH, page.PAGE_NUMBER_LINE + 2 * 40
    centre = page.MARGIN_BOTTOM - page.twips(page.PAGE_NUMBER_GAP_MM)
    return _paragraph(
        Style.SECTION_BREAK,
        _text_box(
            _paragraph(style, *_page_number()),
            name=style,
            number=2 if style is Style.PAGE_ODD else 3,
            x=centre - thick // 2,
            y=page.MARGIN_LEFT,
            width=thick,
            height=long,
            text='vert="vert" anchor="ctr"',
            wrap="<wp:wrapNone/>",
        ),
    )


# ── 版记 (7.4) ───────────────────────────────────────────────────────────────────────────


def _colophon() -> str:
    """A table in a text box on the lower edge of the 版心; `fit` sets its height."""
    outer, inner = page.COLOPHON_OUTER_RULE_EIGHTHS, page.COLOPHON_INNER_RULE_EIGHTHS
    rules = "".join(
        f'<w:{side} w:val="single" w:sz="{eighths}" w:space="0" w:color="000000"/>'
        for side, eighths in (("top", outer), ("bottom", outer), ("insideH", inner))
    )

    def row(content: str) -> str:
        return (
            f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{page.TEXT_WIDTH}" '
            f'w:type="dxa"/></w:tcPr>{content}</w:tc></w:tr>'
        )

    def when(condition: str, content: str) -> str:
        tags = (_text(Style.TAG, f"{{%tr {text} %}}") for text in (f"if {condition}", "endif"))
        return row(next(tags)) + content + row(next(tags))

    table = (
        f'<w:tbl><w:tblPr><w:tblW w:w="{page.TEXT_WIDTH}" w:type="dxa"/>'
        f'<w:tblBorders>{rules}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{page.TEXT_WIDTH}"/></w:tblGrid>'
        + when("抄送机关", row(_text(Style.COPIES_TO, "抄送：{{ 抄送机关 }}。")))
        + when(
            "印发机关 or 印发日期",
            row(
                _text(
                    Style.PRINTED_BY,
                    "{{ 印发机关 }}\t{{ 印发日期 }}{% if 印发日期 %}印发{% endif %}",
                )
            ),
        )
        + "</w:tbl>"
    )
    height = 2 * page.COLOPHON_LINE
    return _paragraph(
        Style.COLOPHON,
        _text_box(
            table + _paragraph(Style.COLOPHON),
            name="版记",
            number=1,
            x=page.MARGIN_LEFT,
            y=page.PAPER_HEIGHT - page.MARGIN_BOTTOM - height,
            width=page.TEXT_WIDTH,
            height=height,
            text='anchor="b"',
            wrap="<wp:wrapTopAndBottom/>",
        ),
    )


def _text_box(
    content: str,
    *,
    name: str,
    number: int,
    x: int,
    y: int,
    width: int,
    height: int,
    text: str,
    wrap: str,
) -> str:
    """A frameless text box; all measures in twips from the paper's upper left corner."""
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
        f'<wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" {text}><a:noAutofit/></wps:bodyPr>'
        "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        "</mc:AlternateContent></w:r>"
    )
