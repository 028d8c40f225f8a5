"""Turns the order of the elements (GB/T 9704 clause 7) into the body and footers of a layout."""

from __future__ import annotations

from typing import Final

from layout_pieces import HINT, blank, each, paragraph, run, styled, tag, text_box, when
from make_docx.document.styles import Style
from make_docx.model import Direction, Level
from make_docx.official import page

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
            header_lines(),
            document_mark(),
            _number(direction),
            blank(page.LINES_BEFORE_TITLE),
            title(),
            addressee(),
            text(),
            annex_notes(),
            signature(),
            annexes(),
            colophon(),
            section(),
        )
    )


def footers() -> dict[str, str]:
    """Page numbers of the odd and even pages (7.5): upright pages, then landscape ones."""
    odd, even = (paragraph(style, *_page_number()) for style in (Style.PAGE_ODD, Style.PAGE_EVEN))
    turned = (_turned_page_number(Style.PAGE_ODD), _turned_page_number(Style.PAGE_EVEN))
    return dict(zip(_FOOTERS, (odd, even, *turned), strict=True))


# ── 版头 (7.2) ───────────────────────────────────────────────────────────────────────────


def header_lines() -> str:
    """份号, 密级 and 紧急程度 on three lines, so that none of them moves the 标志 (7.2.1-7.2.3)."""
    return (
        when("份号", styled(Style.COPY_NUMBER, "{{ 份号 }}"))
        + when("密级和保密期限 and not 份号", blank())  # it stays on line 2 (7.2.2)
        + when("密级和保密期限", styled(Style.SECRECY, "{{ 密级和保密期限 }}"))
        + when("紧急程度", styled(Style.URGENCY, "{{ 紧急程度 }}"))
        + each("行 in 版头空行", blank())
    )


def mark() -> str:
    return styled(Style.MARK, "{{ 发文机关标志 }}")


def document_mark() -> str:
    """The 标志 of one organ, or a stack of names with 文件 at its side (7.2.4).

    A table without borders: its second cell stands in the middle of the first whatever renders it.
    `fit` sets sizes and widths, the names spread to the widest (w:jc distribute).
    """
    spread = '<w:jc w:val="distribute"/>'
    names = each(
        "机关 in 联合发文机关", paragraph(Style.MARK, run("{{ 机关 }}"), properties=spread)
    )
    side = page.TEXT_WIDTH // 3

    def cell(width: int, content: str, properties: str = "") -> str:
        properties = f'<w:tcW w:w="{width}" w:type="dxa"/>{properties}'
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"

    stack = (
        f'<w:tbl><w:tblPr><w:tblW w:w="{page.TEXT_WIDTH}" w:type="dxa"/><w:jc w:val="center"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/>'
        '<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>'
        f'<w:gridCol w:w="{page.TEXT_WIDTH - side}"/><w:gridCol w:w="{side}"/></w:tblGrid>'
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        + cell(page.TEXT_WIDTH - side, names)
        + cell(
            side,
            paragraph(Style.MARK, run("{{ 文件二字 }}"), properties='<w:jc w:val="right"/>'),
            '<w:vAlign w:val="center"/>',
        )
        + "</w:tr></w:tbl>"
    )
    return (
        tag("if 联合发文机关 and 文件二字")
        + stack
        + tag("elif 联合发文机关")
        + names
        + tag("else")
        + mark()
        + tag("endif")
    )


def _number(direction: Direction) -> str:
    """发文字号, of a document up with the 签发人 (7.2.5, 7.2.6)."""
    space = blank(page.LINES_BEFORE_NUMBER)
    if direction is Direction.DOWN:
        return space + styled(Style.NUMBER, "{{ 发文字号 }}")
    rows = each(
        "行 in 签发人前行",
        paragraph(Style.SIGNERS, run("\t{{ 行.标签 }}"), run("{{ 行.姓名 }}", font=page.KAITI)),
    )
    # 左空一字 (7.2.5) by a character: an indent would shorten the red rule, a border of this
    # paragraph.
    number = paragraph(
        Style.NUMBER,
        run("　{{ 发文字号 }}\t{{ 签发人末行.标签 }}"),
        run("{{ 签发人末行.姓名 }}", font=page.KAITI),
    )
    return space + rows + number


# ── 主体 (7.3) ───────────────────────────────────────────────────────────────────────────


def title() -> str:
    """标题 and the empty line under it."""
    return styled(Style.TITLE, "{{ 标题 }}") + blank()


def addressee() -> str:
    return when("主送机关", styled(Style.ADDRESSEE, "{{ 主送机关 }}："))


def text() -> str:
    """正文: its paragraphs by 层次."""
    levels = ""
    for index, (level, style) in enumerate(_LEVELS):
        levels += tag(f"{'elif' if index else 'if'} 段.层次 == '{level}'")
        levels += styled(style, "{{ 段.序号 }}{{ 段.文字 }}")
    levels += tag("else") + styled(Style.BODY, "{{ 段.序号 }}{{ 段.文字 }}") + tag("endif")
    return each("段 in 正文", levels)


def annex_notes() -> str:
    """附件说明 and the empty line above it (7.3.4)."""
    note = (
        tag("if not 附.序号")
        + styled(Style.ANNEX_NOTE, "附件：{{ 附.名称 }}")
        + tag("elif loop.first")
        + styled(Style.ANNEX_NOTE_FIRST, "附件：{{ 附.序号 }}\t{{ 附.名称 }}")
        + tag("else")
        + styled(Style.ANNEX_NOTE_NEXT, "{{ 附.序号 }}\t{{ 附.名称 }}")
        + tag("endif")
    )
    return when("附件说明", blank() + each("附 in 附件说明", note))


def signature() -> str:
    """署名 or 职务, 成文日期 and 附注 with the empty lines above (7.3.5, 7.3.6).

    A joint 署名 under seals stands on lines with three places, which `fit` finds with tabs.
    """
    places = paragraph(Style.JOINT_SIGNATURE, run("\t{{ 行.左 }}\t{{ 行.中 }}\t{{ 行.右 }}"))
    posts = each(
        "职务 in 签名人职务",
        when("not loop.first", blank()) + styled(Style.POST, "{{ 职务 }}"),
    )
    return (
        tag("if 签名人职务")
        + blank(page.LINES_BEFORE_STAMP)
        + posts
        + blank()
        + tag("elif 联合署名 and 加盖印章")
        + blank(page.LINES_BEFORE_SEAL)
        # LibreOffice makes a line of nothing but tabs lower than it should be
        + each("行 in 联合署名", when("行.左 or 行.中 or 行.右", places, blank()))
        + tag("elif 联合署名")
        + blank(page.LINES_BEFORE_SIGNATURE)
        + each("行 in 联合署名", styled(Style.SIGNATURE, "{{ 行.左 }}"))
        + tag("else")
        + when("加盖印章", blank(page.LINES_BEFORE_SEAL), blank(page.LINES_BEFORE_SIGNATURE))
        + styled(Style.SIGNATURE, "{{ 署名 }}")
        + tag("endif")
        + styled(Style.DATE, "{{ 成文日期 }}")
        + when("附注", styled(Style.NOTE, "（{{ 附注 }}）"))
    )


def annexes() -> str:
    """附件, each on a page of its own (7.3.7)."""
    table = styled(Style.TAG, "{{p 附.统计表 }}") + when(
        "附.表注", styled(Style.TABLE_NOTE, "{{ 附.表注 }}")
    )
    return each(
        "附 in 附件",
        when("附.横排开始", _break(landscape=False))
        + styled(Style.ANNEX_NUMBER, "附件{{ 附.序号 }}")
        + blank()
        + styled(Style.ANNEX_TITLE, "{{ 附.名称 }}")
        + blank()
        + each("文 in 附.段落", styled(Style.BODY, "{{ 文 }}"))
        + when("附.统计表", table)
        + when("附.横排结束", _break(landscape=True)),
    )


# ── sections ─────────────────────────────────────────────────────────────────────────────


def section(*, landscape: bool = False, first_page: bool = False) -> str:
    """The portrait page, or the same page turned: its head is the binding side (clause 8).

    That is right on odd pages. On even ones clause 8 wants the head at the outer side, that is
    the page turned the other way round, and a section of Word turns all its pages the same way.

    With `first_page` page 1 has a footer of its own, an empty one (10.1).
    """
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
        f'w:gutter="0"/>{"<w:titlePg/>" if first_page else ""}{grid}</w:sectPr>'
    )


def _break(*, landscape: bool) -> str:
    return paragraph(Style.SECTION_BREAK, properties=section(landscape=landscape))


# ── page numbers (7.5) ───────────────────────────────────────────────────────────────────


def _page_number() -> tuple[str, ...]:
    def field(content: str) -> str:
        return f"<w:r><w:rPr>{HINT}</w:rPr>{content}</w:r>"

    return (
        run("— "),
        field('<w:fldChar w:fldCharType="begin"/>'),
        field('<w:instrText xml:space="preserve"> PAGE </w:instrText>'),
        field('<w:fldChar w:fldCharType="separate"/>'),
        run("1"),
        field('<w:fldChar w:fldCharType="end"/>'),
        run(" —"),
    )


def _turned_page_number(style: Style) -> str:
    """The page number where it stands on an upright page, seen with the page turned.

    The upright page's foot is the landscape page's left edge, its left side the top.
    """
    long, thick = page.TEXT_WIDTH, page.PAGE_NUMBER_LINE + 2 * 40
    centre = page.MARGIN_BOTTOM - page.twips(page.PAGE_NUMBER_GAP_MM)
    return paragraph(
        Style.SECTION_BREAK,
        text_box(
            paragraph(style, *_page_number()),
            name=style,
            number=2 if style is Style.PAGE_ODD else 3,
            x=centre - thick // 2,
            y=page.MARGIN_LEFT,
            width=thick,
            height=long,
            box='vert="vert" anchor="ctr"',
            wrap="<wp:wrapNone/>",
        ),
    )


# ── 版记 (7.4) ───────────────────────────────────────────────────────────────────────────


def colophon() -> str:
    """版记: a table in a text box on the lower edge of the 版心; `fit` sets its height."""
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

    def rows_when(condition: str, content: str) -> str:
        tags = (styled(Style.TAG, f"{{%tr {text} %}}") for text in (f"if {condition}", "endif"))
        return row(next(tags)) + content + row(next(tags))

    table = (
        f'<w:tbl><w:tblPr><w:tblW w:w="{page.TEXT_WIDTH}" w:type="dxa"/>'
        f'<w:tblBorders>{rules}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{page.TEXT_WIDTH}"/></w:tblGrid>'
        + rows_when(
            "版记主送机关 or 抄送机关",
            row(
                when("版记主送机关", styled(Style.COPIES_TO, "主送：{{ 版记主送机关 }}。"))
                + when("抄送机关", styled(Style.COPIES_TO, "抄送：{{ 抄送机关 }}。"))
            ),
        )
        + rows_when(
            "印发机关 or 印发日期",
            row(
                styled(
                    Style.PRINTED_BY,
                    "{{ 印发机关 }}\t{{ 印发日期 }}{% if 印发日期 %}印发{% endif %}",
                )
            ),
        )
        + "</w:tbl>"
    )
    height = 2 * page.COLOPHON_LINE
    box = paragraph(
        Style.COLOPHON,
        text_box(
            table + paragraph(Style.COLOPHON),
            name="版记",
            number=1,
            x=page.MARGIN_LEFT,
            y=page.PAPER_HEIGHT - page.MARGIN_BOTTOM - height,
            width=page.TEXT_WIDTH,
            height=height,
            box='anchor="b"',
            wrap="<wp:wrapTopAndBottom/>",
        ),
    )
    return when("版记主送机关 or 抄送机关 or 印发机关 or 印发日期", box)
