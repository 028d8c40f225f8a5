"""A file is hostile until it was looked at; why it is not read is said in one sentence."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from word import NAMESPACES, p, pack, write

from make_docx.errors import ExitCode, InputError
from make_docx.linter.paper import Paper
from make_docx.linter.reading import read_paper

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def refusal(path: Path) -> str:
    with pytest.raises(InputError) as raised:
        read_paper(path)
    assert raised.value.exit_code is ExitCode.INPUT
    message = str(raised.value)
    assert path.name in message
    assert message.endswith("。")
    assert "\n" not in message
    return message


def written(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "文件.docx"
    path.write_bytes(data)
    return path


def test_a_missing_file_a_folder_and_an_impossible_path_are_told_apart(tmp_path: Path) -> None:
    assert "找不到" in refusal(tmp_path / "没有.docx")
    (tmp_path / "文件夹.docx").mkdir()
    assert "文件夹" in refusal(tmp_path / "文件夹.docx")
    with pytest.raises(InputError):
        read_paper(Path("a\0b.docx"))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "空文件"),
        (OLE + "WordDocument".encode("utf-16-le"), "旧版格式"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (OLE, "旧版 Office"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n", "图片"),
        ("第一行\n第二行".encode("gb18030"), "文本"),
        (b"<html><body></body></html>", "网页"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><a/>', "XML"),
        (b"\0" * 900, "已损坏"),
        (b"PK\x03\x04 and then nothing", "已损坏"),
    ],
)
def test_what_is_no_docx_is_named(tmp_path: Path, data: bytes, said: str) -> None:
    assert said in refusal(written(tmp_path, data))


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({"a.txt": "x"}, "压缩包"),
        ({"[Content_Types].xml": "spreadsheetml", "xl/workbook.xml": ""}, "Excel"),
        ({"[Content_Types].xml": "presentationml"}, "演示文稿"),
        (
            {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ""},
            "OpenDocument",
        ),
        ({"[Content_Types].xml": "wordprocessingml"}, "缺少正文"),
    ],
)
def test_other_packages_are_named(tmp_path: Path, members: dict[str, str], said: str) -> None:
    path = tmp_path / "文件.docx"
    with zipfile.ZipFile(path, "w") as package:
        for name, data in members.items():
            package.writestr(name, data)
    assert said in refusal(path)


def test_broken_xml_and_a_cut_zip_are_damage(tmp_path: Path) -> None:
    assert "word/document.xml" in refusal(
        pack(tmp_path / "a.docx", {"word/document.xml": "<w:document"})
    )
    whole = write(tmp_path / "b.docx", p("正文")).read_bytes()
    assert "已损坏" in refusal(written(tmp_path, whole[: len(whole) // 2]))


def test_a_damaged_member_is_damage(tmp_path: Path) -> None:
    data = bytearray(write(tmp_path / "a.docx", p("正文" * 500)).read_bytes())
    at = data.index(b"word/document.xml") + 40
    data[at : at + 20] = b"\xff" * 20
    assert "已损坏" in refusal(written(tmp_path, bytes(data)))


@pytest.mark.parametrize(
    "head",
    [
        b'<!DOCTYPE a [<!ENTITY b "c">]>',
        b'<?xml version="1.0" encoding="utf-7"?>',
        b'<?xml version="1.0" encoding="ibm-037"?>',
    ],
)
def test_no_doctype_reaches_the_parser(tmp_path: Path, head: bytes) -> None:
    xml = head + f"<w:document {NAMESPACES}><w:body/></w:document>".encode()
    assert "没有打开" in refusal(pack(tmp_path / "a.docx", {"word/document.xml": xml}))


def test_a_doctype_in_utf_16_is_seen(tmp_path: Path) -> None:
    xml = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a><a/>'.encode("utf-16")
    assert "没有打开" in refusal(pack(tmp_path / "a.docx", {"word/document.xml": xml}))


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    xml = b"<a>" + b" " * (70 << 20) + b"</a>"
    assert "没有打开" in refusal(pack(tmp_path / "a.docx", {"word/document.xml": xml}))


def test_a_picture_of_any_size_is_no_matter(tmp_path: Path) -> None:
    path = write(tmp_path / "a.docx", p("正文"))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/media/image1.bmp", b"\0" * (70 << 20))
    assert read_paper(path).paragraphs[0].text == "正文"


def test_a_zip_with_a_password_says_so(tmp_path: Path) -> None:
    data = bytearray(write(tmp_path / "a.docx", p("正文")).read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    assert "密码" in refusal(written(tmp_path, bytes(data)))


def test_nesting_without_end_is_refused(tmp_path: Path) -> None:
    deep = "<w:sdt><w:sdtContent>" * 200 + p("深") + "</w:sdtContent></w:sdt>" * 200
    refusal(write(tmp_path / "a.docx", deep))


def test_what_is_no_document_at_all_is_refused(tmp_path: Path) -> None:
    assert "没有 Word 正文" in refusal(pack(tmp_path / "a.docx", {"word/document.xml": "<a/>"}))


def empty(paper: Paper) -> bool:
    return not paper.blocks and len(paper.sections) == 1


def test_an_empty_document_is_read(tmp_path: Path) -> None:
    root = f"<w:document {NAMESPACES}/>"
    assert empty(read_paper(pack(tmp_path / "a.docx", {"word/document.xml": root})))
    assert empty(read_paper(write(tmp_path / "b.docx", "")))


def test_parts_with_odd_names_are_found(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    usual = write(tmp_path / "b.docx", p("正文"))
    with zipfile.ZipFile(usual) as source, zipfile.ZipFile(path, "w") as package:
        for name in source.namelist():
            package.writestr(name.replace("/", "\\").upper(), source.read(name))
    assert read_paper(path).paragraphs[0].text == "正文"


def test_the_strict_flavour_is_read(tmp_path: Path) -> None:
    body = (
        '<w:p><w:pPr><w:jc w:val="end"/><w:ind w:start="1cm" w:firstLine="36pt"/></w:pPr>'
        '<w:r><w:rPr><w:sz w:val="16pt"/></w:rPr><w:t>正文</w:t></w:r></w:p>'
        '<w:sectPr><w:pgSz w:w="210mm" w:h="297mm"/></w:sectPr>'
    )
    xml = (
        '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main">'
        f"<w:body>{body}</w:body></w:document>"
    )
    paper = read_paper(pack(tmp_path / "a.docx", {"word/document.xml": xml}))
    (paragraph,) = paper.paragraphs
    assert paragraph.align == "right"
    assert paragraph.left == pytest.approx(28.35, abs=0.01)
    assert paragraph.first_line == 36
    assert paragraph.runs[0].size == 16
    assert (paper.sections[0].width_mm, paper.sections[0].height_mm) == (210, 297)
