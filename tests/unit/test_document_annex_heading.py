"""The headings of a text annex are set as those of the body are."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import docx

from make_docx.document import layout_path, render
from make_docx.model import (
    Annex,
    AnnexForm,
    Direction,
    Document,
    Layout,
    Level,
    Mark,
    Paragraph,
)

PLAN = Annex(
    0,
    "实施方案",
    AnnexForm.TEXT,
    paragraphs=("一、总体要求", "提高认识。", "（一）准备阶段", "1.制定方案", "（1）印发通知"),
    levels=(Level.HEADING_1, Level.BODY, Level.HEADING_2, Level.HEADING_3, Level.HEADING_4),
)


def styles_of(annex: Annex) -> list[str]:
    document = Document(
        direction=Direction.DOWN,
        mark=Mark(("某县教育局文件",)),
        number="某教〔2021〕7号",
        title="关于印发方案的通知",
        title_lines=("关于印发方案的通知",),
        addressee="各科室",
        # the same words in the body are not the annex's
        paragraphs=tuple(Paragraph(Level.BODY, "", text) for text in annex.paragraphs),
        signatures=("某县教育局",),
        issued_on="2021年6月3日",
        issuer="某县教育局",
        created=dt.date(2021, 6, 3),
        annexes=(annex,),
    )
    data = render(document, layout_path(Direction.DOWN, Layout.DOCUMENT, None))
    lines = docx.Document(BytesIO(data)).paragraphs
    return [line.style.name or "" for line in lines if line.style and line.text in annex.paragraphs]


def test_lines_with_a_number_get_the_style_of_their_level() -> None:
    assert styles_of(PLAN) == [
        *["公文正文"] * 5,
        "一级标题",
        "公文正文",
        "二级标题",
        "三级标题",
        "四级标题",
    ]


def test_an_annex_without_levels_is_text() -> None:
    plain = Annex(0, "实施方案", AnnexForm.TEXT, paragraphs=PLAN.paragraphs)
    assert set(styles_of(plain)) == {"公文正文"}
