"""The words of every figure stand in a bookmark, and nothing else on the page is different."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from msgspec.structs import replace
from openxml_audit import OpenXmlValidator
from package import BODY, changed

from make_docx.document import layout_path, marks_of, render, text_dump
from make_docx.model import (
    Annex,
    AnnexForm,
    Direction,
    Document,
    Enclosure,
    FigureMark,
    Layout,
    Level,
    Mark,
    Paragraph,
)
from make_docx.official.profile import STANDARD, Profile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
UP = layout_path(Direction.UP, Layout.DOCUMENT, None)


def marked(text: str, *words: str) -> tuple[FigureMark, ...]:
    """A mark on each of the words, which stand in the text in this order."""
    marks, at = [], 0
    for number, word in enumerate(words):
        at = text.index(word, at)
        marks.append(FigureMark(at, at + len(word), f"指标{number}", "", f"指标{number}"))
        at += len(word)
    return tuple(marks)


def paragraph(level: Level, number: str, text: str, *words: str) -> Paragraph:
    return Paragraph(level, number, text, marked(text, *words))


def sample() -> Document:
    annexed = (Paragraph(Level.BODY, "", "前言。"), paragraph(Level.BODY, "", "附表共5件。", "5件"))
    plan = Enclosure("方案", (paragraph(Level.HEADING_1, "一、", "抓好33项", "33项"),))
    return Document(
        direction=Direction.UP,
        mark=Mark(("某县教育局文件",)),
        number="某教〔2021〕7号",
        title="某县教育局关于活动情况的报告",
        title_lines=("某县教育局关于活动情况的报告",),
        addressee="某县人民政府",
        paragraphs=(
            paragraph(Level.HEADING_1, "一、", "发放近20万份资料", "近20万份"),
            paragraph(Level.BODY, "", "104条横幅，近20万份", "104条", "近20万份"),
            paragraph(Level.HEADING_3, "1.", "合格率99.2%", "99.2%"),
            Paragraph(Level.BODY, "", "没有数。"),
        ),
        signatures=("某县教育局",),
        issued_on="2021年6月3日",
        issuer="某县教育局",
        created=dt.date(2021, 6, 3),
        signers=("甲乙丙",),
        enclosures=(plan,),
        annexes=(Annex(0, "说明", AnnexForm.TEXT, annexed),),
    )


def unmarked(document: Document) -> Document:
    def bare(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
        return tuple(replace(paragraph, marks=()) for paragraph in paragraphs)

    return replace(
        document,
        paragraphs=bare(document.paragraphs),
        enclosures=tuple(replace(e, paragraphs=bare(e.paragraphs)) for e in document.enclosures),
        annexes=tuple(replace(a, paragraphs=bare(a.paragraphs)) for a in document.annexes),
    )


def body(data: bytes) -> etree._Element:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return etree.fromstring(package.read(BODY))


def bookmarks(root: etree._Element) -> list[tuple[str, str]]:
    """Name and words of every bookmark, in the order of the page."""
    found: list[tuple[str, str]] = []
    for start in root.iter(f"{W}bookmarkStart"):
        words = ""
        for sibling in start.itersiblings():
            if sibling.tag == f"{W}bookmarkEnd" and sibling.get(f"{W}id") == start.get(f"{W}id"):
                break
            words += "".join(text.text or "" for text in sibling.iter(f"{W}t"))
        else:
            pytest.fail("a bookmark that does not end in its paragraph")
        found.append((str(start.get(f"{W}name")), words))
    return found


def looks(root: etree._Element) -> Iterator[tuple[str, bytes]]:
    """Every character of the page with the properties of its paragraph and its run."""
    for text in root.iter(f"{W}t"):
        run = text.getparent()
        line = None if run is None else run.getparent()
        assert run is not None
        assert line is not None
        look = b"".join(
            etree.tostring(properties)
            for properties in (line.find(f"{W}pPr"), run.find(f"{W}rPr"))
            if properties is not None
        )
        yield from ((character, look) for character in text.text or "")


def errors(data: bytes, folder: Path) -> list[object]:
    path = folder / "document.docx"
    path.write_bytes(data)
    return list(OpenXmlValidator(strict=True).validate(path).errors)


EXPECTED = [
    ("_mdk_1", "近20万份"),
    ("_mdk_2", "104条"),
    ("_mdk_3", "近20万份"),
    ("_mdk_4", "99.2%"),
    ("_mdk_5", "33项"),
    ("_mdk_6", "5件"),
]


def test_each_figure_of_headings_body_and_annexes_has_its_bookmark(tmp_path: Path) -> None:
    data = render(sample(), UP)
    assert bookmarks(body(data)) == EXPECTED
    assert errors(data, tmp_path) == []


def test_the_list_of_marks_names_the_same_bookmarks() -> None:
    found = marks_of(sample())
    assert [(mark.bookmark, mark.shown) for mark in found] == EXPECTED
    assert [(mark.paragraph, mark.of) for mark in found] == [
        *((1, ""), (2, ""), (2, ""), (3, "")),
        *((1, "方案"), (2, "说明")),
    ]
    assert found[2].mark == FigureMark(7, 12, "指标1", "", "指标1")
    assert marks_of(unmarked(sample())) == ()


def test_no_character_looks_otherwise_than_without_marks() -> None:
    with_marks, without = render(sample(), UP), render(unmarked(sample()), UP)
    assert list(looks(body(with_marks))) == list(looks(body(without)))
    assert text_dump(with_marks) == text_dump(without)
    assert bookmarks(body(without)) == []
    assert not [run for run in body(with_marks).iter(f"{W}r") if len(run) == 0]


@pytest.mark.parametrize("profile", [STANDARD, Profile(digits="Times New Roman")])
def test_a_bookmark_holds_its_words_in_whatever_fonts_they_need(profile: Profile) -> None:
    text = "共104喆，“9”件"
    document = replace(sample(), paragraphs=(paragraph(Level.BODY, "", text, "104喆", "“9”件"),))
    root = body(render(document, UP, profile))
    assert bookmarks(root)[:2] == [("_mdk_1", "104喆"), ("_mdk_2", "“9”件")]
    assert text in "".join(text.text or "" for text in root.iter(f"{W}t"))


def test_marked_words_are_data_too() -> None:
    words = "<b>{{ x }}&\x00\"'</w:t>"
    document = replace(sample(), paragraphs=(paragraph(Level.BODY, "", f"甲{words}乙", words),))
    assert bookmarks(body(render(document, UP)))[0] == ("_mdk_1", words.replace("\x00", ""))


# ── a layout of the job's own ────────────────────────────────────────────────────────────

_PRINTED = "{{ 段.序号 }}{{ 段.文字 }}"


def test_a_text_that_a_layout_prints_twice_is_marked_once(tmp_path: Path) -> None:
    twice = {BODY: (_PRINTED, f"{_PRINTED}／{{{{ 段.文字 }}}}")}
    data = render(sample(), changed(UP, tmp_path / "模板.docx", twice))
    assert bookmarks(body(data)) == EXPECTED
    assert "[公文正文] 104条横幅，近20万份／104条横幅，近20万份\n" in text_dump(data)
    assert errors(data, tmp_path) == []


def test_a_layout_made_of_one_of_our_documents_loses_its_old_bookmarks(tmp_path: Path) -> None:
    old = '<w:bookmarkStart w:id="{0}" w:name="{1}"/><w:bookmarkEnd w:id="{0}"/>'
    added = old.format(2, "_mdk_1") + old.format(7, "所在地")
    layout = changed(UP, tmp_path / "模板.docx", {BODY: ("<w:sectPr", f"{added}<w:sectPr")})
    root = body(render(sample(), layout))
    assert bookmarks(root) == [*EXPECTED, ("所在地", "")]
    ids = [start.get(f"{W}id") for start in root.iter(f"{W}bookmarkStart")]
    assert ids == [*"89", "10", "11", "12", "13", "7"]


def test_no_bookmark_stands_in_a_header(tmp_path: Path) -> None:
    with zipfile.ZipFile(UP) as package:
        footer = next(name for name in package.namelist() if name.startswith("word/footer"))
        xml = package.read(footer).decode()
    said = "{% for 段 in 正文 %}{{ 段.文字 }}{% endfor %}"
    line = f'<w:p><w:r><w:t xml:space="preserve">{said}</w:t></w:r></w:p></w:ftr>'
    members = {footer: xml.replace("</w:ftr>", line).encode()}
    data = render(sample(), changed(UP, tmp_path / "模板.docx", members=members))
    with zipfile.ZipFile(BytesIO(data)) as package:
        printed = package.read(footer).decode()
    assert "104条横幅，近20万份" in printed
    assert "bookmark" not in printed
    assert bookmarks(body(data)) == EXPECTED
