"""Turns the order of the elements (GB/T 9704 clause 7) into the body of a layout."""

from __future__ import annotations

from layout_pieces import blank, each, paragraph, run, styled, tag, text_box, when
from layout_section import section
from layout_text import annex_notes, annexes, enclosures, text
from make_docx.document.styles import Style
from make_docx.model import Direction
from make_docx.official import page


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
            enclosures(),
            annexes(),
            colophon(),
            section(),
        )
    )


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


# ── 版记 (7.4) ───────────────────────────────────────────────────────────────────────────


def colophon(sent: str = "主送", copied: str = "抄送") -> str:
    """版记: a table in a text box on the lower edge of the 版心; `fit` sets its height.

    `sent` and `copied` are the labels of 主送机关 and 抄送机关.
    """
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
                when("版记主送机关", styled(Style.COPIES_TO, f"{sent}：{{{{ 版记主送机关 }}}}。"))
                + when("抄送机关", styled(Style.COPIES_TO, f"{copied}：{{{{ 抄送机关 }}}}。"))
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
