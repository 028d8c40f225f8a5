"""Turns 正文, 印发件 and 附件 into the parts of a layout that print texts and tables."""

from __future__ import annotations

from typing import Final

from layout_pieces import blank, each, paragraph, run, styled, tag, when
from layout_section import section_break
from make_docx.document.styles import Style
from make_docx.model import Level
from make_docx.official import page

_LEVELS: Final = (
    (Level.HEADING_1, Style.HEADING_1),
    (Level.HEADING_2, Style.HEADING_2),
    (Level.HEADING_3, Style.HEADING_3),
    (Level.HEADING_4, Style.HEADING_4),
)


def text() -> str:
    """正文."""
    return _paragraphs("段", "正文")


def annex_notes() -> str:
    """附件说明 and the empty line above it (7.3.4), where what it belongs to ends with the text."""
    return when("not 印发件", _annex_notes())


def _annex_notes() -> str:
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


def enclosures() -> str:
    """印发件, each on a page of its own, its title on line 3 as that of an 附件 (7.3.7).

    The standard knows no such text. By practice it is no 附件, so the word is not printed, and
    the 附件说明 stands under the text that the 附件 belong to.
    """
    return each(
        "件 in 印发件",
        paragraph(Style.BLANK, properties="<w:pageBreakBefore/>")
        + blank(page.LINES_BEFORE_TITLE - 1)
        + styled(Style.ENCLOSURE_TITLE, "{{ 件.标题 }}")
        + blank()
        + _paragraphs("文", "件.段落"),
    ) + when("印发件", _annex_notes())


def annexes() -> str:
    """附件, each on a page of its own (7.3.7)."""
    table = styled(Style.TAG, "{{p 附.统计表 }}") + when(
        "附.表注", styled(Style.TABLE_NOTE, "{{ 附.表注 }}")
    )
    return each(
        "附 in 附件",
        when("附.横排开始", section_break(landscape=False))
        + styled(Style.ANNEX_NUMBER, "附件{{ 附.序号 }}")
        + blank()
        + styled(Style.ANNEX_TITLE, "{{ 附.名称 }}")
        + blank()
        + _paragraphs("文", "附.段落")
        + when("附.统计表", table)
        + when("附.横排结束", section_break(landscape=True)),
    )


def _paragraphs(name: str, source: str) -> str:
    """The paragraphs of a text by their 层次."""
    words, levels = f"{{{{ {name}.序号 }}}}{{{{ {name}.文字 }}}}", tag(f"if {name}.照片")
    levels += _photo(name)
    for level, style in _LEVELS:
        levels += tag(f"elif {name}.层次 == '{level}'")
        levels += styled(style, words)
    levels += tag("else") + styled(Style.BODY, words) + tag("endif")
    return each(f"{name} in {source}", levels)


def _photo(name: str) -> str:
    """A photo, on the same page as what stands under it, if anything does."""
    photo = run(f"{{{{ {name}.照片 }}}}")
    with_caption = paragraph(Style.PHOTO, photo, properties="<w:keepNext/>")
    with_caption += styled(Style.CAPTION, f"{{{{ {name}.文字 }}}}")
    return when(f"{name}.文字", with_caption, paragraph(Style.PHOTO, photo))
