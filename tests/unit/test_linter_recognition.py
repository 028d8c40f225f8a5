"""The elements of documents that make-docx rendered are recognised, by style or without it."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
import right_documents as right
from msgspec.structs import replace

from make_docx.document import layout_path, render
from make_docx.document.styles import Style
from make_docx.linter.paper import ParagraphFacts
from make_docx.linter.parts import Format, Parts
from make_docx.linter.reading import read_paper
from make_docx.linter.recognition import recognise
from make_docx.model import Annex, AnnexForm, Direction, Document, Layout, Level, Mark, Sealing
from make_docx.resources import data_folder

DOCUMENTS = {
    "notice": right.NOTICE,
    "report": right.REPORT,
    "letter": right.LETTER,
    "joint": right.JOINT,
    "order": right.ORDER,
    "minutes": right.MINUTES,
    "bulletin": right.BULLETIN,
    "bulletin_bare": replace(
        right.BULLETIN,
        number="",
        addressee="",
        addressee_in_colophon=False,
        copies_to="",
        printed_by="",
        printed_on="",
    ),
    "plain": replace(right.REPORT, layout=Layout.PLAIN, number="", signers=(), copies_to=""),
    "signers": replace(right.REPORT, signers=("甲乙丙", "丁戊", "己庚辛", "壬癸", "子丑寅")),
    "no_number": replace(right.NOTICE, number=""),
    "report_no_number": replace(right.REPORT, number="", signers=("甲乙丙", "丁戊")),
    "letter_no_number": replace(
        right.LETTER, number="", copy_number="000001", secrecy="机密★1年", urgency="特急"
    ),
    "moved_alone": replace(right.NOTICE, addressee_in_colophon=True, copies_to=""),
    "bare": replace(right.NOTICE, copies_to="", printed_by="", printed_on="", note="", annexes=()),
    "long_mark": replace(right.NOTICE, mark=Mark((f"某某县{'卫生和计划生育' * 3}委员会文件",))),
    "stamped": replace(
        right.JOINT, sealing=Sealing.STAMP, posts=("县公安局局长", "县教育局局长", "县司法局局长")
    ),
    "unsealed": replace(right.JOINT, sealing=Sealing.NONE),
    "sealed_joint": replace(
        right.JOINT,
        signatures=("甲县教育局", "乙县卫健委", "丙县融媒体", "丁县文旅局", "戊县财政局"),
    ),
    "secret": replace(right.NOTICE, copy_number="", urgency=""),
    "separate": replace(
        right.NOTICE,
        annexes=tuple(Annex(n, "补充说明", AnnexForm.SEPARATE) for n in range(1, 12)),
    ),
    "turned_end": replace(right.NOTICE, annexes=right.NOTICE.annexes[1:], copies_to=""),
}
LEVELS = {1: Level.HEADING_1, 2: Level.HEADING_2, 3: Level.HEADING_3, 4: Level.HEADING_4}
LAYOUTS = sorted((data_folder("docx_templates") / "layouts").glob("*.docx"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("recognition")


@cache
def recognised(folder: Path, name: str, *, named: bool = True) -> Parts:
    document = DOCUMENTS[name]
    path = folder / f"{name}.docx"
    path.write_bytes(render(document, layout_path(document.direction, document.layout, None)))
    if not named:
        path = unnamed(path, folder / f"{name}_unnamed.docx")
    return recognise(read_paper(path))


def unnamed(source: Path, target: Path) -> Path:
    """The same page from an office whose styles have names that say nothing."""
    with zipfile.ZipFile(source) as package, zipfile.ZipFile(target, "w") as out:
        for name in package.namelist():
            data = package.read(name)
            if name == "word/styles.xml":
                text = data.decode()
                for number, style in enumerate(Style):
                    text = text.replace(f'w:val="{style}"', f'w:val="样式{number}"')
                data = text.encode()
            out.writestr(name, data)
    return target


def text(paragraph: ParagraphFacts | None) -> str:
    return "" if paragraph is None else paragraph.text.strip(" \u3000\t")


def texts(paragraphs: Sequence[ParagraphFacts]) -> list[str]:
    return [word for paragraph in paragraphs for word in paragraph.text.split()]


def joined(paragraphs: Sequence[ParagraphFacts]) -> str:
    return "".join(texts(paragraphs))


FORMATS = {
    Layout.DOCUMENT: Format.DOCUMENT,
    Layout.LETTER: Format.LETTER,
    Layout.ORDER: Format.ORDER,
    Layout.MINUTES: Format.MINUTES,
    Layout.BULLETIN: Format.BULLETIN,
    Layout.PLAIN: Format.PLAIN,
}
both = pytest.mark.parametrize("named", [True, False], ids=["by style", "by look"])
each = pytest.mark.parametrize("name", DOCUMENTS)


def found(folder: Path, name: str, named: bool) -> tuple[Document, Parts]:
    return DOCUMENTS[name], recognised(folder, name, named=named)


@both
@each
def test_the_format_is_recognised(folder: Path, name: str, named: bool) -> None:
    document, parts = found(folder, name, named)
    assert parts.format is FORMATS[document.layout]


@both
@each
def test_the_header_is_recognised(folder: Path, name: str, named: bool) -> None:
    document, parts = found(folder, name, named)
    is_plain = document.layout is Layout.PLAIN
    marks = "".join(document.mark.organs) + document.mark.suffix
    assert joined(parts.marks) == ("" if is_plain else marks)
    assert parts.number_text == document.number
    assert (parts.number is None) is not bool(document.number)
    assert parts.signer_names == (document.signers if document.direction is Direction.UP else ())
    assert document.copy_number in text(parts.copy_number)
    assert document.secrecy in text(parts.secrecy)
    assert document.urgency in text(parts.urgency)
    assert (parts.secrecy is None) is not bool(document.secrecy)


@both
@each
def test_the_main_text_is_recognised(folder: Path, name: str, named: bool) -> None:
    document, parts = found(folder, name, named)
    assert parts.title_lines == document.title_lines
    addressee = "" if document.addressee_in_colophon else document.addressee
    assert text(parts.addressee).rstrip("：") == addressee
    assert [text(line) for line in parts.body] == [
        paragraph.number + paragraph.text for paragraph in document.paragraphs
    ]
    numbered = [paragraph for paragraph in document.paragraphs if paragraph.number]
    assert [(heading.number, LEVELS[heading.level]) for heading in parts.headings] == [
        (paragraph.number, paragraph.level) for paragraph in numbered
    ]


@both
@each
def test_the_end_of_the_text_is_recognised(folder: Path, name: str, named: bool) -> None:
    document, parts = found(folder, name, named)
    if document.layout is Layout.MINUTES:
        assert document.issued_on in text(parts.issuer_row)
        assert [text(line).partition("：")[0] for line in parts.attendance] == ["出席", "请假"]
        assert parts.date is None
    elif document.layout is Layout.BULLETIN:
        assert document.issued_on in text(parts.issuer_row)
        assert (parts.date, parts.signatures) == (None, ())
    else:
        assert text(parts.date) == document.issued_on
        stamped = document.sealing is Sealing.STAMP
        assert sorted(texts(parts.signatures)) == sorted(() if stamped else document.signatures)
        assert bool(parts.posts) is stamped
    assert text(parts.note).strip("（）") == document.note


@both
@each
def test_annexes_are_recognised(folder: Path, name: str, named: bool) -> None:
    document, parts = found(folder, name, named)
    assert parts.annex_names == tuple(
        (f"{annex.number}." if annex.number else "", annex.name) for annex in document.annexes
    )
    pages = [annex for annex in document.annexes if annex.paragraphs or annex.table]
    assert [joined(annex.title) for annex in parts.annexes] == [annex.name for annex in pages]
    assert [text(annex.number) for annex in parts.annexes] == [
        f"附件{annex.number or ''}" for annex in pages
    ]
    assert all(annex.body for annex in parts.annexes)


@both
@each
def test_the_colophon_is_recognised(folder: Path, name: str, named: bool) -> None:
    document, parts = found(folder, name, named)
    assert document.copies_to in text(parts.copies)
    assert (parts.copies is None) is not bool(document.copies_to)
    assert document.printed_by in text(parts.printed)
    assert (parts.printed is None) is not bool(document.printed_by)
    assert (parts.addressee_moved is None) is not document.addressee_in_colophon
    rules = [name for name, _ in parts.colophon_rules]
    is_sent = document.copies_to or document.addressee_in_colophon
    rows = bool(is_sent) + bool(document.printed_by)
    is_ruled = document.layout is not Layout.LETTER
    assert rules == {0: [], 1: ["first", "last"], 2: ["first", "inner", "last"]}[rows * is_ruled]


def test_empty_lines_above_an_element_are_counted(folder: Path) -> None:
    assert recognised(folder, "notice").blanks_before == {
        "copy_number": 0,
        "secrecy": 0,
        "urgency": 0,
        "marks": 0,
        "number": 2,
        "title": 2,
        "addressee": 1,
        "body": 0,
        "annex_notes": 1,
        "signatures": 2,
        "date": 0,
        "note": 0,
    }
    report = recognised(folder, "report").blanks_before or {}
    assert (report["signers"], report["number"], report["signatures"]) == (2, 0, 1)
    assert (recognised(folder, "no_number").blanks_before or {})["title"] == 2


def test_the_red_rule_is_the_border_under_the_number(folder: Path) -> None:
    rule = recognised(folder, "notice").red_rule
    assert rule is not None
    assert rule.paragraph is recognised(folder, "notice").number
    assert rule.border is not None
    assert (rule.border.colour, rule.border.weight) == ("FF0000", 1.5)


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_layouts_are_recognised_like_their_documents(path: Path) -> None:
    parts = recognise(read_paper(path))
    forms = {
        "document-up": Format.DOCUMENT,
        "document-down": Format.DOCUMENT,
        "letter": Format.LETTER,
        "order": Format.ORDER,
        "minutes": Format.MINUTES,
        "bulletin": Format.BULLETIN,
        "plain": Format.PLAIN,
    }
    assert parts.format is forms[path.stem]
    assert bool(parts.marks) is (path.stem != "plain")
    assert parts.number_text == ("" if path.stem == "plain" else "{{ 发文字号 }}")
    assert parts.title_lines == (() if path.stem == "order" else ("{{ 标题 }}",))
    is_addressed = path.stem not in {"order", "minutes", "bulletin"}
    assert (text(parts.addressee) == "{{ 主送机关 }}：") is is_addressed
    assert [heading.level for heading in parts.headings] == [1, 2, 3, 4]
    assert "{{ 抄送机关 }}" in text(parts.copies)
    assert (parts.signer_names, parts.annex_names) == ((), ())
    assert len(parts.annexes) == 1
    assert (parts.date is None) is (path.stem in {"minutes", "bulletin"})


def test_a_layout_with_other_styles_is_recognised_by_its_tags(folder: Path) -> None:
    layout = next(path for path in LAYOUTS if path.stem == "document-down")
    path = unnamed(layout, folder / "unnamed.docx")
    parts = recognise(read_paper(path))
    assert parts.number_text == "{{ 发文字号 }}"
    assert parts.title_lines == ("{{ 标题 }}",)
    assert text(parts.date) == "{{ 成文日期 }}"
    assert "抄送" in text(parts.copies)
