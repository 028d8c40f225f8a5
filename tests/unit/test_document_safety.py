"""A layout that brings in anything from outside, or anybody's traces, is refused."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest
from package import BODY, CONTENT_TYPES, MAIN_LINKS, OFFICE, changed, link

from make_docx.document.layout import read_layout
from make_docx.errors import ExitCode, KindError
from make_docx.resources import data_folder

DOWN = data_folder("docx_templates") / "layouts" / "document-down.docx"
FOOTER = "word/footer1.xml"
STYLES = "word/styles.xml"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def refusal(path: Path) -> str:
    with pytest.raises(KindError) as caught:
        read_layout(path)
    assert caught.value.exit_code is ExitCode.KIND
    assert path.name in str(caught.value)
    return str(caught.value)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "模板.docx"


def with_text(own: Path, part: str, old: str, new: str) -> Path:
    return changed(DOWN, own, {part: (old, new)})


def with_link(own: Path, kind: str, target: str = "https://example.com/x") -> Path:
    return changed(DOWN, own, {MAIN_LINKS: link(kind, target, "External")})


# ── foreign content ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        (f"{OFFICE}/attachedTemplate", "attachedTemplate"),
        (f"{OFFICE}/image", "链接"),
        (f"{OFFICE}/oleObject", "嵌入"),
        (f"{OFFICE}/aFChunk", "altChunk"),
        (f"{OFFICE}/subDocument", "子文档"),
        ("http://schemas.microsoft.com/office/2006/relationships/vbaProject", "宏"),
    ],
)
def test_whatever_brings_in_foreign_content_or_code_is_refused(
    own: Path, kind: str, word: str
) -> None:
    assert word in refusal(with_link(own, kind))


def test_an_ordinary_hyperlink_is_allowed(own: Path) -> None:
    assert read_layout(with_link(own, f"{OFFICE}/hyperlink"))


@pytest.mark.parametrize("name", ["word/vbaProject.bin", "word/embeddings/表.xlsx", "word/x"])
def test_a_member_that_is_no_text_picture_or_font_is_refused(own: Path, name: str) -> None:
    message = refusal(changed(DOWN, own, members={name: b"\xd0\xcf"}))
    assert f"{name}：" in message
    assert "宏" in message


@pytest.mark.parametrize("name", ["word/media/x.png", "word/fonts/x.odttf", "word/", "customXml/"])
def test_pictures_fonts_and_folders_are_allowed(own: Path, name: str) -> None:
    assert read_layout(changed(DOWN, own, members={name: b""}))


def test_own_data_of_word_is_allowed(own: Path) -> None:
    path = changed(
        DOWN,
        own,
        {MAIN_LINKS: link(f"{OFFICE}/customXml", "../customXml/item1.xml")},
        {"customXml/item1.xml": b"<x/>"},
    )
    assert read_layout(path)


def test_xml_under_the_name_of_a_picture_is_refused(own: Path) -> None:
    footer = ('PartName="/word/footer1.xml"', 'PartName="/word/footer1.png"')
    assert "/word/footer1.png" in refusal(changed(DOWN, own, {CONTENT_TYPES: footer}))


def test_a_document_with_macros_under_another_name_is_refused(own: Path) -> None:
    macro = "application/vnd.ms-word.document.macroEnabled.main+xml"
    assert ".docm" in refusal(with_text(own, CONTENT_TYPES, MAIN, macro))


# ── fields ───────────────────────────────────────────────────────────────────────────────


def code(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


BEGIN, END = mark("begin"), mark("end")
NEXT = "</w:p><w:p>"


@pytest.mark.parametrize(
    ("runs", "word"),
    [
        (BEGIN + code(' INCLUDEPICTURE "x" ') + END, "INCLUDEPICTURE"),
        (BEGIN + code("INCLUDE") + code("PICTURE x") + END, "INCLUDEPICTURE"),
        (BEGIN + code("PAGE") + END + BEGIN + code("DDEAUTO c x") + END, "DDEAUTO"),
        (BEGIN + code("IF 1 = 1 ") + BEGIN + code("DDEAUTO c") + END + END, "DDEAUTO"),
        (BEGIN + code("DDE") + NEXT + code("AUTO c") + END, "DDEAUTO"),
        (BEGIN + code("页link x") + END, "LINK"),
        ('<w:fldSimple w:instr=" IncludeText x "/>', "INCLUDETEXT"),
        ('<w:fldSimple w:instr="PAGE"/><w:fldSimple w:instr="RD x"/>', "RD"),
    ],
)
def test_a_field_that_fetches_a_file_is_found_wherever_it_stands(
    own: Path, runs: str, word: str
) -> None:
    path = with_text(own, FOOTER, "</w:p>", f"{runs}</w:p>")
    assert f"{FOOTER}：域代码 {word}\n" in refusal(path)


def test_ordinary_fields_are_allowed(own: Path) -> None:
    fields = "".join(BEGIN + code(text) + END for text in ("NUMPAGES", "DATE", "STYLEREF Linked"))
    assert read_layout(with_text(own, FOOTER, "</w:p>", f"{fields}</w:p>"))


def test_the_source_of_a_mail_merge_is_refused(own: Path) -> None:
    merge = '<w:mailMerge><w:connectString w:val="x"/></w:mailMerge></w:settings>'
    assert "邮件合并" in refusal(with_text(own, "word/settings.xml", "</w:settings>", merge))


# ── what people leave behind ─────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "trace",
    [
        '<w:ins w:id="1" w:author="x"><w:r><w:t>甲</w:t></w:r></w:ins>',
        '<w:del w:id="1" w:author="x"><w:r><w:delText>甲</w:delText></w:r></w:del>',
        '<w:moveFrom w:id="1" w:author="x"/>',
        '<w:moveTo w:id="1" w:author="x"/>',
        '<w:r><w:rPr><w:rPrChange w:id="1" w:author="x"><w:rPr/></w:rPrChange></w:rPr></w:r>',
    ],
)
@pytest.mark.parametrize("part", [BODY, FOOTER])
def test_tracked_changes_are_refused_with_what_to_do(own: Path, part: str, trace: str) -> None:
    message = refusal(with_text(own, part, "</w:p>", f"{trace}</w:p>"))
    assert f"{part}：有修订痕迹" in message
    assert "接受全部修订" in message


def test_comments_are_refused_with_what_to_do(own: Path) -> None:
    reference = '<w:r><w:commentReference w:id="1"/></w:r></w:p>'
    message = refusal(with_text(own, BODY, "</w:p>", reference))
    assert f"{BODY}：有批注" in message
    assert "删除全部批注" in message


# ── broken files ─────────────────────────────────────────────────────────────────────────

DOCTYPE = '<!DOCTYPE x [<!ENTITY y "z">]>'


def test_a_doctype_is_refused(own: Path) -> None:
    path = with_text(own, STYLES, "<w:styles ", f"{DOCTYPE}<w:styles ")
    assert f"{STYLES}：有 DOCTYPE" in refusal(path)


def test_a_doctype_in_another_encoding_is_refused(own: Path) -> None:
    part = f'<?xml version="1.0" encoding="UTF-16"?>{DOCTYPE}<x>&y;</x>'.encode("utf-16")
    assert "customXml/item1.xml：有 DOCTYPE" in refusal(
        changed(DOWN, own, members={"customXml/item1.xml": part})
    )


def test_broken_xml_is_refused(own: Path) -> None:
    assert f"{STYLES}：XML" in refusal(with_text(own, STYLES, "</w:styles>", ""))


def test_a_file_that_is_no_document_is_refused(own: Path) -> None:
    own.write_bytes(b"not a zip")
    assert "不是 Word 文档" in refusal(own)
    with zipfile.ZipFile(own, "w") as package:
        package.writestr("mimetype", "x")
    assert "不是 Word 文档" in refusal(own)
    own.unlink()
    assert "打不开" in refusal(own)


def test_a_file_that_grows_too_large_is_refused(own: Path) -> None:
    members = {"word/media/x.png": b"\0" * 50_000_001}
    assert "太大" in refusal(changed(DOWN, own, members=members))


def test_a_file_with_very_many_members_is_refused(own: Path) -> None:
    with zipfile.ZipFile(DOWN) as package:
        there = len(package.namelist())

    def with_pictures(count: int) -> Path:
        return changed(DOWN, own, members={f"word/media/{n}.png": b"" for n in range(count)})

    assert read_layout(with_pictures(500 - there))
    assert "太大" in refusal(with_pictures(501 - there))


@pytest.mark.parametrize(
    ("offset", "value"),
    [(8, 1), (10, 97)],  # of an entry in the zip's directory: encrypted; a method nobody knows
)
def test_a_zip_that_cannot_be_unpacked_is_refused(own: Path, offset: int, value: int) -> None:
    data = bytearray(DOWN.read_bytes())
    entry = data.index(b"PK\1\2")
    struct.pack_into("<H", data, entry + offset, value)
    own.write_bytes(data)
    assert "已损坏" in refusal(own)
