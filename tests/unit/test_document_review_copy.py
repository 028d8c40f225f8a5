"""A copy for review has a comment at each figure, and differs in nothing else."""

from __future__ import annotations

import datetime as dt
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from msgspec.structs import replace
from openxml_audit import OpenXmlValidator
from package import BODY, CONTENT_TYPES, MAIN_LINKS, changed

from make_docx.document import layout_path, marks_of, render, with_comments
from make_docx.model import Direction, Document, FigureMark, Layout, Level, Mark, Paragraph
from make_docx.rendering import open_pages, to_pdf

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
COMMENTS = "word/comments.xml"
DATE = dt.date(2021, 6, 3)
DOWN = layout_path(Direction.DOWN, Layout.DOCUMENT, None)
TEXT = "悬挂横幅104条，发放资料近20万份。"
MARKS = (FigureMark(4, 8, "悬挂横幅"), FigureMark(13, 18, "发放资料"))
DOCUMENT = Document(
    direction=Direction.DOWN,
    mark=Mark(("某县教育局文件",)),
    number="某教〔2021〕7号",
    title="某县教育局关于活动情况的通报",
    title_lines=("某县教育局关于活动情况的通报",),
    addressee="各学校",
    paragraphs=tuple(Paragraph(Level.BODY, "", TEXT, MARKS) for _ in range(30)),
    signatures=("某县教育局",),
    issued_on="2021年6月3日",
    issuer="某县教育局",
    created=DATE,
)
REMARKS = {"_mdk_1": ("悬挂横幅：104条", "<乙>&\x07丙"), "_mdk_4": ("发放资料",)}


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def stripped(body: bytes) -> bytes:
    """The body without what belongs to comments."""
    root = etree.fromstring(body)
    for element in list(root.iter(f"{W}commentReference")):
        run = element.getparent()
        assert run is not None
        assert len(run) == 1
        run.getparent().remove(run)  # type: ignore[union-attr]
    for element in list(root.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd")):
        element.getparent().remove(element)  # type: ignore[union-attr]
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def commented(data: bytes) -> dict[str, str]:
    """Number of each comment and the words that it is about."""
    found: dict[str, str] = {}
    for start in etree.fromstring(parts(data)[BODY]).iter(f"{W}commentRangeStart"):
        number, words = str(start.get(f"{W}id")), ""
        for sibling in start.itersiblings():
            if sibling.tag == f"{W}commentRangeEnd" and sibling.get(f"{W}id") == number:
                break
            words += "".join(text.text or "" for text in sibling.iter(f"{W}t"))
        found[number] = words
    return found


@pytest.fixture(scope="module")
def plain() -> bytes:
    return render(DOCUMENT, DOWN)


@pytest.fixture(scope="module")
def copy(plain: bytes) -> bytes:
    return with_comments(plain, REMARKS, author="某局", date=DATE)


def test_each_comment_stands_at_the_words_of_its_figure(copy: bytes) -> None:
    assert commented(copy) == {"0": "104条", "1": "近20万份"}
    comments = etree.fromstring(parts(copy)[COMMENTS])
    lines = [["".join(map(str, line.itertext())) for line in comment] for comment in comments]
    assert lines == [["悬挂横幅：104条", "<乙>&丙"], ["发放资料"]]
    assert {comment.get(f"{W}author") for comment in comments} == {"某局"}
    assert {comment.get(f"{W}date") for comment in comments} == {"2021-06-03T00:00:00Z"}


def test_nothing_else_in_the_copy_differs(plain: bytes, copy: bytes, tmp_path: Path) -> None:
    before, after = parts(plain), parts(copy)
    assert set(after) - set(before) == {COMMENTS}
    differing = {name for name in before if before[name] != after[name]}
    assert differing == {BODY, MAIN_LINKS, CONTENT_TYPES}
    assert stripped(after[BODY]) == stripped(before[BODY])
    path = tmp_path / "copy.docx"
    path.write_bytes(copy)
    assert list(OpenXmlValidator(strict=True).validate(path).errors) == []


def test_the_same_copy_has_the_same_bytes(plain: bytes, copy: bytes) -> None:
    again = with_comments(plain, dict(reversed(REMARKS.items())), author="某局", date=DATE)
    assert again == copy


def test_a_bookmark_that_is_not_there_or_has_no_lines_gets_no_comment(plain: bytes) -> None:
    remarks = {"_mdk_999": ("甲",), "_mdk_1": (), "_mdk_2": ("乙",)}
    assert list(commented(with_comments(plain, remarks, author="某局", date=DATE))) == ["0"]


def test_a_copy_of_a_copy_is_not_made(copy: bytes) -> None:
    with pytest.raises(ValueError, match="comments"):
        with_comments(copy, REMARKS, author="某局", date=DATE)


def test_a_comment_goes_around_the_text_box_that_its_figure_is_in(tmp_path: Path) -> None:
    tag = "{{ 段.序号 }}{{ 段.文字 }}"
    box = (
        '</w:t></w:r><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>'
        f"<w:txbxContent><w:p><w:r><w:t>{tag}</w:t></w:r></w:p></w:txbxContent></v:textbox>"
        "</v:shape></w:pict></w:r><w:r><w:t>"
    )
    layout = changed(DOWN, tmp_path / "模板.docx", {BODY: (tag, box)})
    one = replace(DOCUMENT, paragraphs=DOCUMENT.paragraphs[:1])
    data = with_comments(render(one, layout), {"_mdk_1": ("甲",)}, author="某局", date=DATE)
    (start,) = etree.fromstring(parts(data)[BODY]).iter(f"{W}commentRangeStart")
    assert not list(start.iterancestors(f"{W}txbxContent"))
    assert commented(data) == {"0": TEXT}


def test_the_copy_has_as_many_pages(plain: bytes) -> None:
    remarks = {mark.bookmark: ("一行", "又一行") for mark in marks_of(DOCUMENT)}
    copy = with_comments(plain, remarks, author="某局", date=DATE)
    printed = to_pdf([plain, copy])
    assert len({len(open_pages(pdf)) for pdf in printed}) == 1
