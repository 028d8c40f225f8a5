"""What a 通知 issues is judged as the body is, by itself, and takes nothing from the rest."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Final

import docx
import pytest
import right_documents as right
from docx.document import Document as Docx
from docx.shared import Pt
from msgspec.structs import replace
from spoiling import formed, indented, lines_above, said, set_in

from make_docx.document import layout_path, render
from make_docx.linter.clause import Subject, Verdict
from make_docx.linter.clauses import LAYOUT_CLAUSES
from make_docx.linter.paper import ParagraphFacts
from make_docx.linter.parts import Parts
from make_docx.linter.reading import read_paper
from make_docx.linter.recognition import recognise
from make_docx.model import Document, Enclosure
from make_docx.official.profile import STANDARD

PLAN: Final = Enclosure("政务公开宣传月活动实施方案", right.BODY)
ISSUED: Final = replace(
    right.NOTICE,
    title="某某县人民政府关于印发政务公开宣传月活动实施方案的通知",
    title_lines=("某某县人民政府关于印发", "政务公开宣传月活动实施方案的通知"),
    paragraphs=right.BODY[:1],
    enclosures=(PLAN,),
)
LONG: Final = replace(ISSUED, note="", paragraphs=right.BODY)
DOCUMENTS: Final = {
    "short": ISSUED,
    "long": LONG,
    "two": replace(LONG, enclosures=(PLAN, Enclosure("考核办法", right.BODY[:2]))),
}


def written(document: Document) -> Docx:
    return docx.Document(
        BytesIO(render(document, layout_path(document.direction, document.layout, None)))
    )


def parts_of(page: Docx, folder: Path) -> Parts:
    path = folder / "document.docx"
    page.save(str(path))
    return recognise(read_paper(path))


def failed(page: Docx, folder: Path) -> set[str]:
    path = folder / "document.docx"
    page.save(str(path))
    paper = read_paper(path)
    subject = Subject(paper, recognise(paper), STANDARD)
    return {
        clause.id
        for clause in LAYOUT_CLAUSES
        if any(remark.verdict is Verdict.FAIL for remark in clause.check(subject))
    }


def texts(paragraphs: tuple[ParagraphFacts, ...]) -> list[str]:
    return [paragraph.text.strip() for paragraph in paragraphs]


@pytest.mark.parametrize("by_style", [True, False], ids=["by style", "by look"])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_an_enclosure_is_recognised(name: str, by_style: bool, tmp_path: Path) -> None:
    document = DOCUMENTS[name]
    page = written(document)
    if not by_style:
        for number, style in enumerate(page.styles):
            style.name = f"样式{number}"
    parts = parts_of(page, tmp_path)
    assert [
        ("".join(texts(one.title)), texts(one.body), [heading.number for heading in one.headings])
        for one in parts.enclosures
    ] == [
        (
            one.title,
            [paragraph.number + paragraph.text for paragraph in one.paragraphs],
            [paragraph.number for paragraph in one.paragraphs if paragraph.number],
        )
        for one in document.enclosures
    ]
    assert texts(parts.body) == [one.number + one.text for one in document.paragraphs]
    assert parts.date is not None
    assert parts.date.text.strip() == document.issued_on
    assert [name for _, name in parts.annex_names] == [annex.name for annex in document.annexes]
    assert len(parts.annexes) == len(document.annexes)
    assert not parts.own_notes


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_right_document_with_an_enclosure_breaks_no_clause(name: str, tmp_path: Path) -> None:
    assert failed(written(DOCUMENTS[name]), tmp_path) == set()


FIRST: Final = len([one for one in right.BODY if not one.number])  # 公文正文 of the body


@pytest.mark.parametrize(
    ("spoil", "clause"),
    [
        (set_in("公文正文", nth=FIRST, font="宋体"), "B2"),
        (indented("公文正文", FIRST), "B2-indent"),
        (formed("公文正文", FIRST, space_after=Pt(12)), "P7-spacing"),
        (set_in("一级标题", nth=2, font="楷体"), "B3-type"),
        (said("一级标题", "二、", "三、", nth=3), "B4-number"),
        (said("二级标题", "（一）", "（一）、", nth=1), "B5"),
    ],
)
def test_a_fault_in_an_enclosure_is_one_of_the_body(
    spoil: Callable[[Docx], None], clause: str, tmp_path: Path
) -> None:
    page = written(LONG)
    spoil(page)
    assert failed(page, tmp_path) == {clause}


def test_the_annex_note_stands_under_the_text_of_the_enclosure(tmp_path: Path) -> None:
    page = written(ISSUED)
    lines_above("附件说明首项", 2)(page)
    assert failed(page, tmp_path) == {"A1"}


def test_an_annex_with_its_mark_is_no_enclosure(tmp_path: Path) -> None:
    parts = parts_of(written(right.NOTICE), tmp_path)
    assert (parts.enclosures, len(parts.annexes)) == ((), 3)
    assert parts.own_notes == parts.annex_notes
