"""Every case of the field comes out of its sample job: right sections, every figure said right."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import docx
import pytest
from clerk import Run

from make_docx.resources import data_folder


@dataclass(frozen=True)
class Case:
    """What a document has to say: its figures in words, sections of level 1, a row of a table."""

    job: str
    words: tuple[str, ...]
    sections: tuple[str, ...] = ()
    total: tuple[str, ...] = ()  # the last row of its 统计表, from the first figure on


CASES: Final = (
    Case(
        "town-livelihood-month",
        (
            "33项",
            "20余次",
            "宣传条幅10幅",
            "宣传标语10幅",
            "700余份",
            "100余个",
            "问卷100余份",
            "400余人次",
            "9家镇直单位和12个村（居）",
        ),
        ("组织领导", "具体做法", "下一步工作打算"),
        ("33", "23", "10", "10", "716", "108", "103", "405"),
    ),
    Case(
        "culture-bureau-open-day",
        ("50余人", "5件", "55本", "3部", "局机关和5家局属事业单位"),
        ("基本情况", "主要做法", "活动体会"),
        ("52", "5", "55", "3"),
    ),
    Case(
        "town-open-day.xlsx",
        ("300余人", "1800余份", "100%"),
        ("领导重视，周密部署", "加强宣传，营造氛围", "深入群众，全面公开"),
        ("318", "1830", "151", "100%"),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.job)
def test_the_document_says_what_the_case_reports(case: Case, run: Run, tmp_path: Path) -> None:
    output = tmp_path / "公文.docx"
    assert run("build", data_folder("sample_data") / case.job, "-o", output).exit_code == 0
    document = docx.Document(io.BytesIO(output.read_bytes()))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)

    assert [words for words in case.words if words not in text] == []
    numbers = "一二三四五六七八九"
    heads = [f"{numbers[at]}、{section}" for at, section in enumerate(case.sections)]
    assert [line for line in text.splitlines() if line in heads] == heads
    if case.total:
        last = [cell.text for cell in document.tables[0].rows[-1].cells]
        assert (last[1], tuple(last[2:])) == ("合计", case.total)
