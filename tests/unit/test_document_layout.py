"""A layout that is broken or dangerous is refused, with every fault and its place."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from make_docx.document.layout import layout_path, read_layout
from make_docx.errors import ExitCode, KindError
from make_docx.model import Direction
from make_docx.resources import data_folder

DOWN = data_folder("docx_templates") / "layouts" / "document-down.docx"
BODY = "word/document.xml"
RELATIONSHIPS = "word/_rels/document.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

Edit = Callable[..., Path]


@pytest.fixture
def edited(tmp_path: Path) -> Edit:
    """Makes a copy of the layout with texts of its parts replaced and members added."""

    def edit(replaced: dict[str, tuple[str, str]], **added: bytes) -> Path:
        path = tmp_path / "模板.docx"
        with zipfile.ZipFile(DOWN) as source, zipfile.ZipFile(path, "w") as target:
            for name in source.namelist():
                text = source.read(name).decode()
                if name in replaced:
                    old, new = replaced[name]
                    assert old in text
                    text = text.replace(old, new)
                target.writestr(name, text)
            for name, data in added.items():
                target.writestr(name, data)
        return path

    return edit


def refusal(path: Path) -> str:
    with pytest.raises(KindError) as caught:
        read_layout(path)
    assert caught.value.exit_code is ExitCode.KIND
    assert "模板.docx" in str(caught.value)
    return str(caught.value)


def relationship(kind: str, target: str, mode: str = "External") -> tuple[str, str]:
    link = f'<Relationship Id="x1" Type="{kind}" Target="{target}" TargetMode="{mode}"/>'
    return "</Relationships>", link + "</Relationships>"


# ── which file ───────────────────────────────────────────────────────────────────────────


def test_the_direction_chooses_the_built_in_layout() -> None:
    assert layout_path(Direction.UP, "文件", None).name == "document-up.docx"
    assert layout_path(Direction.DOWN, "文件", None).name == "document-down.docx"


def test_a_layout_in_the_job_folder_comes_first(tmp_path: Path) -> None:
    assert layout_path(Direction.UP, "文件", tmp_path).name == "document-up.docx"
    own = tmp_path / "模板.docx"
    own.write_bytes(DOWN.read_bytes())
    assert layout_path(Direction.UP, "文件", tmp_path) == own


def test_an_unknown_layout_is_refused_with_the_known_ones() -> None:
    with pytest.raises(KindError, match=r"“信封”.*文件"):
        layout_path(Direction.UP, "信封", None)


# ── tags ─────────────────────────────────────────────────────────────────────────────────


def test_an_unknown_name_is_named_with_the_nearest_right_one_and_its_paragraph(
    edited: Edit,
) -> None:
    message = refusal(edited({BODY: ("（{{ 附注 }}）", "（{{ 附住 }}）")}))
    assert "“（{{ 附住 }}）”：没有“附住”这个名称，是不是“附注”？" in message


def test_an_unknown_name_inside_a_loop_is_found_too(edited: Edit) -> None:
    message = refusal(edited({BODY: ("{{ 段.文字 }}", "{{ 段.文自 }}")}))
    assert "文自" in message
    assert "是不是“文字”？" in message


def test_every_fault_is_listed_at_once(edited: Edit) -> None:
    message = refusal(edited({BODY: ("{{ 标题 }}", "{{ 标提 }}{{ 主送 }}{{ 标题|大写 }}")}))
    assert "有 3 处问题" in message
    assert all(word in message for word in ("标提", "主送", "大写"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{%p if 附注 %}", "{%p if 附注"),
        ("{%p if 附注 %}", "另有{%p if 附注 %}"),
        ("{%p if 附注 %}", "{% p if 附注 %}"),
        ("{%p if 附注 %}", "{%p for 附注 %}"),
        ("{{ 标题 }}", "｛｛ 标题 ｝｝"),
        ("{{ 标题 }}", "{｛ 标题 }}"),
        ("{{ 标题 }}", "{{ 标题 "),
        ("{{ 标题 }}", "{{ open('x') }}"),
    ],
)
def test_a_tag_that_does_not_work_is_refused_with_its_text(
    edited: Edit, old: str, new: str
) -> None:
    assert new.strip() in refusal(edited({BODY: (old, new)}))


def test_a_section_break_in_the_paragraph_of_a_tag_is_refused(edited: Edit) -> None:
    tag = '<w:pStyle w:val="Tag"/></w:pPr>'
    message = refusal(edited({BODY: (tag, tag.replace("</w:pPr>", "<w:sectPr/></w:pPr>"))}))
    assert "“{%p if 份号 %}”：分节符" in message


# ── safety ───────────────────────────────────────────────────────────────────────────────


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
    edited: Edit, kind: str, word: str
) -> None:
    link = relationship(kind, "https://example.com/x")
    assert word in refusal(edited({RELATIONSHIPS: link}))


def test_an_ordinary_hyperlink_is_allowed(edited: Edit) -> None:
    link = relationship(f"{OFFICE}/hyperlink", "https://example.com/")
    assert read_layout(edited({RELATIONSHIPS: link}))


def test_macros_are_refused(edited: Edit) -> None:
    assert "宏" in refusal(edited({}, **{"word/vbaProject.bin": b"\xd0\xcf"}))


def test_a_document_with_macros_under_another_name_is_refused(edited: Edit) -> None:
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    macro = "application/vnd.ms-word.document.macroEnabled.main+xml"
    assert ".docm" in refusal(edited({"[Content_Types].xml": (main, macro)}))


def test_a_field_that_fetches_a_file_is_refused(edited: Edit) -> None:
    field = ('"> PAGE <', '"> INCLUDEPICTURE "https://example.com/x" <')
    assert "INCLUDEPICTURE" in refusal(edited({"word/footer1.xml": field}))


def test_a_doctype_is_refused(edited: Edit) -> None:
    doctype = ("<w:styles ", '<!DOCTYPE x [<!ENTITY y "z">]><w:styles ')
    assert "DOCTYPE" in refusal(edited({"word/styles.xml": doctype}))


def test_broken_xml_is_refused(edited: Edit) -> None:
    assert "word/styles.xml" in refusal(edited({"word/styles.xml": ("</w:styles>", "")}))


def test_a_file_that_is_no_document_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "模板.docx"
    path.write_bytes(b"not a zip")
    assert "已损坏" in refusal(path)
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "x")
    assert "不是 Word 文档" in refusal(path)
    path.unlink()
    assert "打不开" in refusal_without_name(path)


def refusal_without_name(path: Path) -> str:
    with pytest.raises(KindError) as caught:
        read_layout(path)
    return str(caught.value)


def test_a_file_that_grows_too_large_is_refused(edited: Edit) -> None:
    assert "太大" in refusal(edited({}, **{"word/media/x.png": b"\0" * 50_000_001}))
