"""The same content is the same bytes, whenever and in whatever order it was zipped."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest

from make_docx.archive import Member, deflated, known, members_of, normalised, zipped

CORE = (
    '<cp:coreProperties xmlns:cp="c" xmlns:dcterms="d" xmlns:xsi="x">'
    '<dcterms:created xsi:type="dcterms:W3CDTF">{0}</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">{0}</dcterms:modified></cp:coreProperties>'
)


def package(moment: str, order: list[str]) -> bytes:
    members = {
        "[Content_Types].xml": "<Types/>",
        "docProps/core.xml": CORE.format(moment),
        "word/document.xml": "<w/>",
        "word/媒体.xml": "<m/>",
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as out:
        for name in order:
            out.writestr(name, members[name])
    return stream.getvalue()


def test_order_and_time_leave_no_trace() -> None:
    names = ["[Content_Types].xml", "docProps/core.xml", "word/document.xml"]
    one = package("2021-01-01T10:00:00Z", names)
    other = package("2022-02-02T11:11:11Z", names[::-1])
    day = dt.date(2021, 6, 3)
    assert normalised(one, day) == normalised(other, day)


def test_the_document_carries_the_day_it_was_given() -> None:
    result = normalised(package("2021-01-01T10:00:00Z", ["docProps/core.xml"]), dt.date(2021, 6, 3))
    with zipfile.ZipFile(io.BytesIO(result)) as out:
        assert out.read("docProps/core.xml").count(b">2021-06-03T00:00:00Z<") == 2


def test_the_content_types_come_first() -> None:
    result = normalised(
        package("x", ["word/document.xml", "[Content_Types].xml"]), dt.date(2021, 6, 3)
    )
    with zipfile.ZipFile(io.BytesIO(result)) as out:
        assert out.namelist() == ["[Content_Types].xml", "word/document.xml"]


def test_parts_that_are_deflated_already_make_the_same_zip() -> None:
    names = ["word/媒体.xml", "word/document.xml", "[Content_Types].xml", "docProps/core.xml"]
    whole = normalised(package("x", names), None)
    assert zipped(members_of(whole)) == whole
    assert zipped(members_of(package("x", names))) == whole  # where they were only stored


def test_a_part_that_comes_in_blocks_is_the_whole_part() -> None:
    member = deflated((b"<w>", b"", b"</w>"))
    assert (member.content(), member.size) == (b"<w></w>", 7)


def test_a_part_that_is_not_what_was_put_in_is_refused() -> None:
    member = deflated((b"<w/>",))
    with pytest.raises(ValueError, match="damaged"):
        Member(member.data, member.size, member.checksum ^ 1).content()


def test_a_small_part_is_kept_for_the_next_zip_and_a_photo_is_not() -> None:
    small, photo = bytes(100), bytes(1 << 20)
    assert known(small) is known(small)
    assert known(photo) is not known(photo)
    assert known(photo) == deflated((photo,))
