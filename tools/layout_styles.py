"""Turns the numbers of `official.page` into the styles, fonts and theme of a layout."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from make_docx.document.styles import Style
from make_docx.model import Direction
from make_docx.official import page

NAMESPACES: Final = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    }.items()
)
# The second name is what Word takes where the first is not installed.
_FONTS: Final = {
    page.FANGSONG: "仿宋",
    page.HEITI: "SimHei",
    page.KAITI: "楷体",
    page.XIAOBIAOSONG: "华文中宋",
    page.SONGTI: "SimSun",
}


class Look(Struct, frozen=True):
    """What a style sets beyond Normal, which is 3号仿宋 on the 22 x 28 page."""

    style: Style
    font: str = ""
    size: float = 0.0  # points; other sizes than 3号 are not tightened
    line: int = 0  # twips, exact
    grows: bool = False  # a line is as high as what stands in it
    before: int = 0
    after: int = 0
    align: str = ""
    indent: str = ""
    tabs: str = ""
    border: str = ""
    colour: str = ""
    outline: int | None = None
    keep_next: bool = False
    page_break: bool = False

    def xml(self) -> str:
        return (
            f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style_id(self.style)}">'
            f'<w:name w:val="{self.style}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
            f"{self._paragraph()}{self._run()}</w:style>"
        )

    def _paragraph(self) -> str:
        spacing = f'<w:spacing w:before="{self.before}" w:after="{self.after}" '
        line, rule = (240, "auto") if self.grows else (self.line or page.LINE_PITCH, "exact")
        spacing += f'w:line="{line}" w:lineRule="{rule}"/>'
        parts = [
            "<w:keepNext/>" if self.keep_next else "",
            "<w:pageBreakBefore/>" if self.page_break else "",
            f"<w:pBdr>{self.border}</w:pBdr>" if self.border else "",
            f"<w:tabs>{self.tabs}</w:tabs>" if self.tabs else "",
            spacing if self.line or self.grows or self.before or self.after else "",
            f"<w:ind {self.indent}/>" if self.indent else "",
            f'<w:jc w:val="{self.align}"/>' if self.align else "",
            f'<w:outlineLvl w:val="{self.outline}"/>' if self.outline is not None else "",
        ]
        return f"<w:pPr>{''.join(parts)}</w:pPr>" if any(parts) else ""

    def _run(self) -> str:
        parts = [
            fonts(self.font) if self.font else "",
            f'<w:color w:val="{self.colour}"/>' if self.colour else "",
            '<w:spacing w:val="0"/>' if self.size else "",
            half_points(self.size) if self.size else "",
        ]
        return f"<w:rPr>{''.join(parts)}</w:rPr>" if any(parts) else ""


def style_id(style: Style) -> str:
    """The style's English name in capitals and small letters, e.g. ``AnnexNote``."""
    return style.name.title().replace("_", "")


def fonts(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'


def half_points(size: float) -> str:
    return f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>'


def indent(em: int = page.EM, /, **characters: int) -> str:
    """Indents in 字. Word prefers the Chars form; LibreOffice knows the twips only."""
    return " ".join(
        f'w:{side}Chars="{count * 100}" w:{side}="{count * em}"'
        for side, count in characters.items()
    )


def tab(kind: str, position: int) -> str:
    return f'<w:tab w:val="{kind}" w:pos="{position}"/>'


def red_rule() -> str:
    """The 红色分隔线 as the border of the paragraph above it (7.2.7)."""
    return (
        f'<w:bottom w:val="single" w:sz="{page.RED_RULE_EIGHTHS}" '
        f'w:space="{page.RED_RULE_SPACE}" w:color="{page.RED}"/>'
    )


def mark_look(before: int, border: str = "") -> Look:
    """The 发文机关标志 with `before` twips above its line."""
    return Look(
        Style.MARK,
        font=page.XIAOBIAOSONG,
        size=page.MARK_SIZE,
        line=round(page.MARK_LINE * page.MARK_SIZE * page.TWIPS_PER_POINT),
        before=before,
        align="center",
        border=border,
        colour=page.RED,
    )


def looks_with(*own: Look) -> tuple[Look, ...]:
    """The styles of the layout 文件, those of `own` in their place or behind them."""
    found = {look.style: look for look in (*looks(Direction.DOWN), *own)}
    return tuple(found.values())


def looks(direction: Direction) -> tuple[Look, ...]:
    """The styles of the layout 文件; those of another one are these with its own in their place."""
    right_signer = tab("right", page.TEXT_WIDTH - page.EM)
    up = direction is Direction.UP
    first_line = indent(firstLine=page.FIRST_LINE_INDENT)
    single, first = 5, 6  # 字 before the name: 2 in, 附件： and, of several, the number (7.3.4)
    name_tab = tab("left", first * page.EM)
    small = page.SMALL_EM
    return (
        Look(Style.BLANK),
        Look(Style.TAG, font=page.SONGTI, size=page.SIZE_SMALL_5, line=240, colour="7F7F7F"),
        Look(Style.COPY_NUMBER, align="left"),
        Look(Style.SECRECY, font=page.HEITI, align="left"),
        Look(Style.URGENCY, font=page.HEITI, align="left"),
        mark_look(page.mark_space_before(page.MARK_SIZE)),
        *((Look(Style.SIGNERS, align="left", tabs=right_signer),) if up else ()),
        Look(
            Style.NUMBER,
            align="left" if up else "center",
            tabs=right_signer if up else "",
            border=red_rule(),
        ),
        Look(
            Style.TITLE,
            font=page.XIAOBIAOSONG,
            size=page.SIZE_2,
            line=page.TITLE_LINE,
            align="center",
        ),
        Look(Style.ADDRESSEE),
        Look(Style.BODY, indent=first_line),
        Look(Style.HEADING_1, page.HEITI, indent=first_line, outline=0, keep_next=True),
        Look(Style.HEADING_2, page.KAITI, indent=first_line, outline=1, keep_next=True),
        Look(Style.HEADING_3, indent=first_line, outline=2),
        Look(Style.HEADING_4, indent=first_line, outline=3),
        Look(
            Style.PHOTO,
            size=page.PHOTO_SIZE,
            before=page.PHOTO_SPACE,
            align="center",
            grows=True,
        ),
        Look(Style.CAPTION, size=page.SIZE_4, align="center"),
        Look(Style.ANNEX_NOTE, indent=indent(left=single, hanging=3)),
        Look(Style.ANNEX_NOTE_FIRST, indent=indent(left=first, hanging=4), tabs=name_tab),
        Look(Style.ANNEX_NOTE_NEXT, indent=indent(left=first, hanging=1), tabs=name_tab),
        Look(Style.SIGNATURE, align="center"),
        Look(Style.JOINT_SIGNATURE, align="left"),
        Look(
            Style.POST,
            align="right",
            before=page.LINE_PITCH // 2,
            after=page.LINE_PITCH - page.LINE_PITCH // 2,
            indent=f'w:right="{page.POST_RIGHT}"',
        ),
        Look(Style.DATE, align="center"),
        Look(Style.NOTE, indent=indent(left=2)),
        Look(
            Style.ENCLOSURE_TITLE,
            font=page.XIAOBIAOSONG,
            size=page.SIZE_2,
            line=page.TITLE_LINE,
            align="center",
        ),
        Look(Style.ANNEX_NUMBER, font=page.HEITI, align="left", page_break=True),
        Look(
            Style.ANNEX_TITLE,
            font=page.XIAOBIAOSONG,
            size=page.SIZE_2,
            line=page.TITLE_LINE,
            after=120,  # a table may follow
            align="center",
        ),
        Look(Style.TABLE_HEAD, page.HEITI, page.SIZE_5, line=320, align="center"),
        Look(Style.TABLE_TEXT, size=page.SIZE_5, line=320, align="left"),
        Look(Style.TABLE_FIGURE, size=page.SIZE_5, line=320, align="center"),
        Look(Style.TABLE_NOTE, size=page.SIZE_5, line=400, before=60),
        Look(Style.SECTION_BREAK, size=1, line=20),
        Look(Style.COLOPHON, size=1, line=20),
        Look(
            Style.COPIES_TO,
            size=page.SIZE_4,
            line=page.COLOPHON_LINE,
            indent=indent(small, left=4, right=1, hanging=3),
        ),
        Look(
            Style.PRINTED_BY,
            size=page.SIZE_4,
            line=page.COLOPHON_LINE,
            align="left",
            indent=indent(small, left=1, right=1),
            tabs=tab("right", page.TEXT_WIDTH - small),
        ),
        *(
            Look(
                style,
                font=page.SONGTI,
                size=page.SIZE_4,
                line=page.PAGE_NUMBER_LINE,
                align=side,
                indent=indent(small, **{side: 1}),
            )
            for style, side in ((Style.PAGE_ODD, "right"), (Style.PAGE_EVEN, "left"))
        ),
    )


def styles(looks: Iterable[Look]) -> str:
    """`word/styles.xml`: Normal carries the page, every element has a style of its own."""
    base = fonts(page.FANGSONG)
    return (
        f"<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{base}"
        f"{half_points(page.SIZE_3)}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        # Without widow control off a page loses its 22nd line; overflowPunct is written out
        # because LibreOffice reads its absence as hanging, and then loses commas.
        '<w:qFormat/><w:pPr><w:widowControl w:val="0"/><w:overflowPunct w:val="1"/>'
        '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>'
        f'<w:spacing w:before="0" w:after="0" w:line="{page.LINE_PITCH}" w:lineRule="exact"/>'
        f'<w:jc w:val="both"/></w:pPr><w:rPr>{base}<w:spacing w:val="{page.TIGHTENING}"/>'
        f"{half_points(page.SIZE_3)}</w:rPr></w:style>"
        f"{''.join(look.xml() for look in looks)}</w:styles>"
    )


def font_table() -> str:
    """`word/fontTable.xml`: the fonts with the name to take where one is not installed."""
    entries = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/>'
        '<w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for name, other in _FONTS.items()
    )
    return f"<w:fonts {NAMESPACES}>{entries}</w:fonts>"


def theme() -> str:
    """`word/theme/theme1.xml`: the least that a strict reader asks for; no style refers to it."""
    colours = {"dk1": "000000", "lt1": "FFFFFF", "dk2": "000000", "lt2": "FFFFFF"}
    colours |= {f"accent{number}": page.RED for number in range(1, 7)}
    colours |= {"hlink": "000000", "folHlink": "000000"}
    scheme = "".join(
        f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in colours.items()
    )
    faces = f'<a:latin typeface="{page.FANGSONG}"/><a:ea typeface="{page.FANGSONG}"/>'
    faces += '<a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    return (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="公文">'
        f'<a:themeElements><a:clrScheme name="公文">{scheme}</a:clrScheme>'
        f'<a:fontScheme name="公文"><a:majorFont>{faces}</a:majorFont>'
        f'<a:minorFont>{faces}</a:minorFont></a:fontScheme><a:fmtScheme name="公文">'
        f"<a:fillStyleLst>{fill * 3}</a:fillStyleLst>"
        f"<a:lnStyleLst>{f'<a:ln>{fill}</a:ln>' * 3}</a:lnStyleLst><a:effectStyleLst>"
        f"{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements>"
        "</a:theme>"
    )
