"""An enclosure has its own pages and its own headings; so has an annex of text."""

from __future__ import annotations

import datetime as dt
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from msgspec.structs import replace
from openxml_audit import OpenXmlValidator

from make_docx.document import layout_path, render, text_dump
from make_docx.model import (
    Annex,
    AnnexForm,
    Direction,
    Document,
    Enclosure,
    Layout,
    Level,
    Mark,
    Paragraph,
)

TEXT = (
    Paragraph(Level.BODY, "", "为做好工作，制定本方案。"),
    Paragraph(Level.HEADING_1, "一、", "总体要求"),
    Paragraph(Level.HEADING_2, "（一）", "准备阶段"),
    Paragraph(Level.HEADING_3, "1.", "制定方案"),
    Paragraph(Level.HEADING_4, "（1）", "印发通知"),
)
PRINTED = [
    "[公文正文] 为做好工作，制定本方案。",
    "[一级标题] 一、总体要求",
    "[二级标题] （一）准备阶段",
    "[三级标题] 1.制定方案",
    "[四级标题] （1）印发通知",
]
NOTICE = Document(
    direction=Direction.DOWN,
    mark=Mark(("某县教育局文件",)),
    number="某教〔2021〕7号",
    title="某县教育局关于印发方案的通知",
    title_lines=("某县教育局关于印发方案的通知",),
    addressee="各科室",
    paragraphs=(Paragraph(Level.BODY, "", "现将方案印发给你们。"),),
    signatures=("某县教育局",),
    issued_on="2021年6月3日",
    issuer="某县教育局",
    created=dt.date(2021, 6, 3),
    enclosures=(Enclosure("政务公开宣传月活动实施方案", TEXT),),
    note="此件公开发布",
)
LIST = Annex(0, "任务清单", AnnexForm.TEXT, TEXT[1:])


def lines(document: Document, layout: Layout = Layout.DOCUMENT) -> list[str]:
    """The body of the document, from its text on."""
    dump = text_dump(render(document, layout_path(document.direction, layout, None)))
    body = dump.partition("\n\n── ")[0].split("\n")
    return body[body.index("[公文正文] 现将方案印发给你们。") :]


def test_an_enclosure_stands_behind_the_date_and_has_no_annex_mark() -> None:
    assert lines(NOTICE) == [
        "[公文正文] 现将方案印发给你们。",
        *["[空行]"] * 2,
        "[署名] 某县教育局",
        "[成文日期] 2021年6月3日",
        "[附注] （此件公开发布）",
        *["[空行]"] * 2,
        "[印发件标题] 政务公开宣传月活动实施方案",
        "[空行]",
        *PRINTED,
        "[分节] 纵向",
    ]


def test_annexes_of_an_enclosure_are_told_under_its_text() -> None:
    printed = lines(replace(NOTICE, annexes=(LIST,)))
    assert printed.count("[附件说明] 附件：任务清单") == 1
    assert printed[printed.index(PRINTED[-1]) :] == [
        PRINTED[-1],
        "[空行]",
        "[附件说明] 附件：任务清单",
        "[附件序号] 附件",
        "[空行]",
        "[附件标题] 任务清单",
        "[空行]",
        *PRINTED[1:],
        "[分节] 纵向",
    ]


def test_without_an_enclosure_they_are_told_over_the_signature() -> None:
    printed = lines(replace(NOTICE, enclosures=(), annexes=(LIST,)))
    assert printed.index("[附件说明] 附件：任务清单") < printed.index("[署名] 某县教育局")


def test_each_of_several_enclosures_begins_a_page() -> None:
    both = replace(NOTICE, enclosures=(*NOTICE.enclosures, Enclosure("考核办法", TEXT)))
    data = render(both, layout_path(Direction.DOWN, Layout.DOCUMENT, None))
    printed = lines(both)
    assert printed.count(PRINTED[1]) == 2
    assert [line for line in printed if line.startswith("[印发件标题]")] == [
        "[印发件标题] 政务公开宣传月活动实施方案",
        "[印发件标题] 考核办法",
    ]
    with zipfile.ZipFile(BytesIO(data)) as package:
        assert package.read("word/document.xml").count(b"<w:pageBreakBefore/>") == 2


@pytest.mark.parametrize("layout", list(Layout))
def test_every_layout_prints_enclosures(layout: Layout, tmp_path: Path) -> None:
    document = replace(NOTICE, layout=layout, number="", addressee="", annexes=(LIST,))
    assert "[印发件标题] 政务公开宣传月活动实施方案" in lines(document, layout)
    path = tmp_path / "a.docx"
    path.write_bytes(render(document, layout_path(Direction.DOWN, layout, None)))
    assert OpenXmlValidator(strict=True).validate(path).errors == []
