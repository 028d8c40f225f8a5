"""Whatever is done to the bytes of a workbook, it is read or refused, and nothing is raised."""

from __future__ import annotations

import re
import struct
import zipfile
from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from returned import BRIEF, FILE, SHEET, form, member, with_parts

from make_docx.catalogue import CATALOGUE
from make_docx.figures import check
from make_docx.intake.forms import read_forms
from make_docx.intake.workbook import open_workbook
from make_docx.model import Received
from make_docx.sniff import Refusal

PARTS = (
    *(SHEET, "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"),
    *("xl/styles.xml", "[Content_Types].xml", "_rels/.rels"),
)
WORDS = (
    *("", "0", "-1", "1e999", "nan", "99999999999999999999", "true", "str", "s", "e", "d", "b"),
    *("inlineStr", "A1:XFD1048576", "ZZZ99999999", "D10", "hidden", "../../x", "=DISPIMG", "#REF!"),
    *("[1]甲!A1", "\u202e", "悬挂横幅", "2021-13-45", "rId1", '0"万"', "[$", "yyyy", "&amp;", "'"),
)


def survive(data: bytes) -> None:
    book = open_workbook(data, FILE)
    if isinstance(book, Refusal):
        assert book.code in CATALOGUE
        return
    submissions, findings = read_forms(book, BRIEF)
    check(BRIEF, Received(submissions, (FILE,), (), findings))


@cache
def original() -> bytes:
    return form(figures={"悬挂横幅": "约200", "发放资料": 5000, "知晓率": 0.9, "主要做法": "做法"})


@given(st.data())
@settings(max_examples=60)
def test_bytes_that_are_cut_flipped_or_repeated(data: st.DataObject) -> None:
    content = bytearray(original())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        match data.draw(st.sampled_from(("flip", "cut", "drop", "repeat"))):
            case "flip":
                content[at] ^= data.draw(st.integers(1, 255))
            case "cut":
                del content[at:]
                content += b"\0"
            case "drop":
                del content[at : at + data.draw(st.integers(1, 64))]
                content += b"\0"
            case _:
                content[at:at] = content[at : at + data.draw(st.integers(1, 64))]
    survive(bytes(content))


@given(st.data())
@settings(max_examples=100)
def test_tokens_of_a_part_that_are_changed(data: st.DataObject) -> None:
    part = data.draw(st.sampled_from(PARTS))
    text = member(original(), part).decode()
    for _ in range(data.draw(st.integers(1, 3))):
        tokens = list(re.finditer(r'"[^"]*"|<[^<>]*>|>[^<>]+<', text))
        token = data.draw(st.sampled_from(tokens))
        word = data.draw(st.sampled_from(WORDS) | st.text(max_size=5))
        match token[0][0]:
            case '"':
                new = f'"{word}"'
            case ">":
                new = f">{word}<"
            case _:
                new = data.draw(st.sampled_from(("", token[0] * 2, token[0].replace(" ", "/", 1))))
        text = text[: token.start()] + new + text[token.end() :]
    survive(with_parts(original(), {part: text.encode("utf-8", "replace")}))


@given(st.data())
@settings(max_examples=60)
def test_members_that_are_exchanged_or_taken_out(data: st.DataObject) -> None:
    one, other = data.draw(st.sampled_from(PARTS)), data.draw(st.sampled_from(PARTS))
    parts: dict[str, bytes | None] = {one: member(original(), other)}
    if data.draw(st.booleans()):
        parts[data.draw(st.sampled_from(PARTS))] = None
    survive(with_parts(original(), parts))


@given(st.text(max_size=12), st.sampled_from(("n", "s", "str", "b", "e", "d", "inlineStr", "x")))
@settings(max_examples=80)
@example("1" * 5000, "n")
@example("1e400", "n")
@example("", "d")
def test_any_text_in_a_cell_of_any_kind(text: str, kind: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").encode("utf-8", "replace").decode()
    part = member(original(), SHEET).decode()
    cell = f'<c r="D10" t="{kind}" vm="1"><f>{escaped}</f><v>{escaped}</v></c>'
    start = part.index('<c r="D10"')
    end = part.index("</c>", start) + 4
    survive(with_parts(original(), {SHEET: (part[:start] + cell + part[end:]).encode()}))


@pytest.mark.parametrize("size", [0, 1, 2**31, 2**32 - 1])
def test_sizes_in_the_directory_that_are_lies(size: int) -> None:
    data = bytearray(original())
    for at in (match.start() for match in re.finditer(rb"PK\x01\x02", bytes(data))):
        struct.pack_into("<L", data, at + 24, size)
        survive(bytes(data))


def test_a_directory_that_points_at_the_same_bytes_many_times() -> None:
    with zipfile.ZipFile(__import__("io").BytesIO(original())) as archive:
        assert len(archive.namelist()) > 5
    data = original()
    at = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    survive(data[:at] + data[at:end] * 3 + data[end:])
