"""退回说明.docx tells unit by unit what to correct, in plain numbered sentences."""

from __future__ import annotations

import io

import docx
import pytest

from make_docx.document.notice import Section, write_notice

SECTIONS = (
    Section("甲局", "收件/甲局.xlsx", ("填报表 D10：要填数字。", "填报表 D11：必须填写。")),
    Section("", "收件/无名.xls", ("整个文件：是旧版表格。",)),
)


def paragraphs(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]


def test_every_unit_has_its_page_with_its_numbered_lines() -> None:
    data = write_notice("请改正后重新报送", "请按下面改正。", SECTIONS)
    assert paragraphs(data) == [
        "甲局：请改正后重新报送",
        "文件：收件/甲局.xlsx",
        "请按下面改正。",
        "1. 填报表 D10：要填数字。",
        "2. 填报表 D11：必须填写。",
        "收件/无名.xls：请改正后重新报送",
        "文件：收件/无名.xls",
        "请按下面改正。",
        "1. 整个文件：是旧版表格。",
    ]
    breaks = [
        p.paragraph_format.page_break_before for p in docx.Document(io.BytesIO(data)).paragraphs
    ]
    assert [number for number, is_new in enumerate(breaks) if is_new] == [5]


def test_the_same_lines_give_the_same_bytes() -> None:
    first, second = (write_notice("标题", "引言", SECTIONS) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("text", ["{{ 7*7 }}", "<w:p/>&", "a\x00b\ud800"])
def test_units_words_are_text(text: str) -> None:
    (_, _, _, line) = paragraphs(write_notice("标题", "引言", [Section("甲", "f", (text,))]))
    assert line == f"1. {text}".replace("\x00", "").replace("\ud800", "")
