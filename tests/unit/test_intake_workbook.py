"""What the bytes of a file are taken for, and what is read from those of a workbook."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import MAC_EPOCH
from openpyxl.workbook.defined_name import DefinedName

from make_docx.intake.sniff import Refusal
from make_docx.intake.workbook import Spot, Value, Workbook, clean, open_workbook, plain_digits
from make_docx.model import CellKind

SHEET = "xl/worksheets/sheet1.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def workbook(*values: object, edit: Callable[[Any], None] | None = None) -> bytes:
    """A workbook with `values` in A1, A2, …"""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row, value in enumerate(values, start=1):
        sheet.cell(row, 1).value = value  # type: ignore[assignment]
    if edit:
        edit(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def rezip(data: bytes, changes: Mapping[str, bytes | None], again: str = "") -> bytes:
    """The zip with some members changed, left out (None), or one of them written twice."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out,
    ):
        members: dict[str, bytes | None] = {name: source.read(name) for name in source.namelist()}
        for name, content in (members | dict(changes)).items():
            if content is not None:
                out.writestr(name, content)
        if again:
            out.writestr(again, b"")
    return target.getvalue()


def member(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def sheet_with(old: bytes, new: bytes, *values: object) -> bytes:
    """A workbook whose sheet XML was edited by hand."""
    data = workbook(*values)
    part = member(data, SHEET).replace(b"<v></v>", b"<v/>").replace(b"<v />", b"<v/>")
    assert old in part
    return rezip(data, {SHEET: part.replace(old, new)})


def opened(data: bytes) -> Workbook:
    book = open_workbook(data, "甲.xlsx")
    assert isinstance(book, Workbook)
    return book


def value_of(data: bytes, cell: tuple[int, int] = (1, 1)) -> Value:
    return next(iter(opened(data).sheets.values())).at(Spot(*cell))


def code_of(data: bytes) -> str:
    refusal = open_workbook(data, "甲.xlsx")
    assert isinstance(refusal, Refusal)
    return refusal.code


def test_an_empty_file_is_told_as_empty() -> None:
    assert code_of(b"") == "file-empty"


def test_an_encrypted_workbook_is_told_as_encrypted() -> None:
    assert code_of(OLE + "EncryptedPackage".encode("utf-16-le")) == "file-encrypted"


@pytest.mark.parametrize("stream", ["Workbook", "Book"])
def test_an_old_xls_or_et_is_told_as_such_whatever_its_suffix(stream: str) -> None:
    assert code_of(OLE + stream.encode("utf-16-le")) == "file-legacy"


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7",
        b"PK\x05\x06" + bytes(18),
        bytes(range(256)) * 8,
    ],
)
def test_a_file_of_another_kind_with_the_suffix_xlsx_is_no_workbook(data: bytes) -> None:
    assert code_of(data) == "file-not-workbook"


@pytest.mark.parametrize("data", [b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08"])
def test_an_archive_with_the_suffix_xlsx_is_to_be_unpacked(data: bytes) -> None:
    assert code_of(data) == "file-packed"


@pytest.mark.parametrize(
    "data",
    [
        "单位名称,悬挂横幅\n甲局,120\n".encode("gb18030"),
        "单位名称,悬挂横幅\n甲局,120\n".encode("utf-8-sig"),
        ("甲局,120\n" * 2000).encode(),
        "甲局\t120".encode("utf-16"),
        b"<html><table><tr><td>120</td></tr></table></html>",
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    ],
)
def test_a_table_of_another_format_with_the_suffix_xlsx_is_to_be_saved_again(data: bytes) -> None:
    assert code_of(data) == "file-other-format"


def test_a_text_cut_in_the_middle_of_a_character_is_still_known_as_text() -> None:
    for length in range(4090, 4100):
        refusal = open_workbook(b"a" * (length % 3) + "数".encode() * 2000, "甲.xlsx")
        assert isinstance(refusal, Refusal)
        assert "文本" in refusal.reason


def test_a_zip_of_something_else_is_to_be_unpacked() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("照片/1.txt", b"x")
    assert code_of(target.getvalue()) == "file-packed"


def test_a_word_document_renamed_is_no_workbook() -> None:
    types = b'<Types><Override ContentType="application/wordprocessingml.document"/></Types>'
    assert code_of(rezip(workbook(1), {"[Content_Types].xml": types})) == "file-not-workbook"


def test_a_truncated_workbook_is_damaged() -> None:
    data = workbook(1)
    assert code_of(data[: len(data) // 2]) == "file-damaged"


def test_one_flipped_byte_is_damage() -> None:
    data = bytearray(workbook("甲" * 500))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entry = archive.getinfo(SHEET)
    data[entry.header_offset + 30 + len(entry.filename) + 20] ^= 0xFF
    assert code_of(bytes(data)) == "file-damaged"


def test_zeros_of_a_broken_transfer_are_damage() -> None:
    assert code_of(bytes(4096)) == "file-damaged"


def test_whatever_openpyxl_stumbles_over_is_damage() -> None:
    styles = b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    broken = rezip(workbook(1), {"xl/styles.xml": styles})
    assert code_of(broken) == "file-damaged"
    assert code_of(rezip(workbook(1), {"xl/workbook.xml": None})) == "file-damaged"


def test_strict_open_xml_is_told_apart_because_openpyxl_sees_no_sheets_in_it() -> None:
    data = workbook(1)
    transitional = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strict = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    part = member(data, "xl/workbook.xml").replace(transitional, strict)
    assert code_of(rezip(data, {"xl/workbook.xml": part})) == "file-other-format"


@pytest.mark.parametrize(
    "changes",
    [
        {"../逃出.xml": b"<a/>"},
        {"/etc/x.xml": b"<a/>"},
        {"XL/workbook.xml": b"<a/>"},
        {"xl/bomb.xml": b" " * (25 << 20)},
        {"xl/bomb.xml": b" " * (2 << 20)},
        {"xl/a.xml": b"<!DOCTYPE a><a/>"},
        {"xl/a.xml": b"<!--" + b" " * 5000 + b'--><!DOCTYPE a [<!ENTITY b "c">]><a/>'},
        {"docProps/core.xml": '<?xml version="1.0" encoding="utf-16"?><a/>'.encode("utf-16")},
        {f"xl/media/{n}.png": b"" for n in range(2001)},
    ],
    ids=["parent", "absolute", "case", "size", "ratio", "doctype", "comment", "utf-16", "entries"],
)
def test_a_zip_beyond_the_limits_is_never_parsed(changes: dict[str, bytes | None]) -> None:
    assert code_of(rezip(workbook(1), changes)) == "file-unsafe"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_refused_because_readers_differ_on_which_counts() -> None:
    assert code_of(rezip(workbook(1), {}, again=SHEET)) == "file-unsafe"


def test_a_merge_of_the_whole_sheet_is_refused() -> None:
    merge = b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    assert code_of(sheet_with(b"</sheetData>", merge, 1)) == "file-unsafe"


def test_a_sheet_of_a_hundred_thousand_formatted_rows_is_refused() -> None:
    rows = b"".join(b'<row r="%d" ht="%d"/>' % (n, n % 97 + 9) for n in range(2, 100_000))
    assert code_of(sheet_with(b"</sheetData>", rows + b"</sheetData>", 1)) == "file-unsafe"


def test_a_stray_cell_in_the_last_corner_costs_nothing() -> None:
    row = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    assert value_of(sheet_with(b"</sheetData>", row, 120)).text == "120"


def test_a_wrong_dimension_does_not_hide_cells() -> None:
    data = sheet_with(b'<dimension ref="A1:A3"', b'<dimension ref="A1"', 1, 2, 3)
    assert value_of(data, (3, 1)).text == "3"


def test_a_sheet_of_photos_never_reaches_the_picture_decoder() -> None:
    assert value_of(rezip(workbook(120), {"xl/media/1.png": b"no picture"})).text == "120"


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (120, CellKind.NUMBER, "120"),
        (120.0, CellKind.NUMBER, "120"),
        (0.1 + 0.2, CellKind.NUMBER, "0.3"),
        (1e21, CellKind.NUMBER, "1" + "0" * 21),
        (1e-7, CellKind.NUMBER, "0.0000001"),
        (-0.5, CellKind.NUMBER, "-0.5"),
        (True, CellKind.BOOLEAN, "TRUE"),
        ("约200 ", CellKind.TEXT, "约200 "),
        ("nan", CellKind.TEXT, "nan"),
        ("NULL", CellKind.TEXT, "NULL"),
        ("𠮷👨‍👩‍👧", CellKind.TEXT, "𠮷👨‍👩‍👧"),
        (" \n ", CellKind.BLANK, ""),
        ("#REF!", CellKind.ERROR, "#REF!"),
        ("=1+1", CellKind.FORMULA, ""),
        (dt.date(2021, 6, 3), CellKind.DATE, "2021-06-03"),
        (dt.datetime(2021, 6, 3, 8, 30), CellKind.DATE, "2021-06-03T08:30:00"),
        (CellRichText("甲", TextBlock(InlineFont(b=True), "乙")), CellKind.TEXT, "甲乙"),
    ],
)
def test_a_value_is_read_as_what_the_workbook_stores(
    value: object, kind: CellKind, text: str
) -> None:
    read = value_of(workbook(value))
    assert (read.kind, read.text) == (kind, text)


def test_a_count_in_a_cell_formatted_as_a_date_is_a_date() -> None:
    def format_as_date(book: Any) -> None:
        book.worksheets[0]["A1"].number_format = "yyyy-mm-dd"

    assert value_of(workbook(120, edit=format_as_date)).text == "1900-04-29"


def test_dates_of_the_1904_calendar_come_right() -> None:
    def use_1904(book: Any) -> None:
        book.epoch = MAC_EPOCH

    data = workbook(dt.date(2021, 6, 3), edit=use_1904)
    assert value_of(data).text == "2021-06-03"


def test_a_formula_with_a_result_is_its_result() -> None:
    data = sheet_with(b"<f>60+60</f><v/>", b"<f>60+60</f><v>120</v>", "=60+60")
    assert value_of(data) == Value(CellKind.NUMBER, "120", "General")


def test_a_formula_with_an_empty_text_as_result_is_blank_and_not_uncalculated() -> None:
    plain = b'<c r="A1"><f>B1</f><v/></c>'
    data = sheet_with(plain, plain.replace(b'r="A1"', b'r="A1" t="str"'), "=B1")
    assert value_of(data).kind is CellKind.BLANK


def test_an_uncalculated_formula_is_found_in_cells_without_an_address() -> None:
    cell = b"<c><v>1</v></c><c><f>A1</f></c>"
    data = sheet_with(b'<c r="A1"><f>B1</f><v/></c>', cell, "=B1")
    assert value_of(data, (1, 2)).kind is CellKind.FORMULA


def test_a_number_that_is_none_is_an_error_value() -> None:
    data = sheet_with(b"<v>7</v>", b"<v>1e999</v>", 7)
    assert value_of(data).kind is CellKind.ERROR


def test_escapes_and_control_characters_leave_the_text() -> None:
    assert clean("甲_x000D_\n乙\x07\t丙_x0001_\r丁\u2028") == "甲\n乙 丙\n丁\n"


def test_an_escape_that_somebody_typed_stays() -> None:
    assert clean("_x0041_") == "_x0041_"


@given(st.floats(-1e300, 1e300))
def test_the_digits_of_a_number_are_plain_and_lead_back_to_it(number: float) -> None:
    digits = plain_digits(number)
    assert set(digits) <= set("0123456789.-")
    assert float(digits) == pytest.approx(number, rel=1e-14, abs=0)


@given(st.text())
def test_clean_text_can_stand_in_a_document(text: str) -> None:
    assert not any(c < " " and c != "\n" for c in clean(text))


@given(st.binary(max_size=300))
def test_no_bytes_raise_anything(data: bytes) -> None:
    assert isinstance(open_workbook(data, "甲.xlsx"), Refusal)
    assert isinstance(open_workbook(b"PK\x03\x04" + data, "甲.xlsx"), Refusal)


def test_names_give_constants_and_places() -> None:
    def name(book: Any) -> None:
        book.worksheets[0].title = "甲's 表"
        for key, text in {
            "make_docx.period": '"第""一""期"',
            "指标.甲": "'甲''s 表'!$B$3",
            "表.乙": "'甲''s 表'!$A$3:$K$200",
            "断": "#REF!",
            "半断": "'甲''s 表'!#REF!",
            "外": "[1]Sheet1!$A$1",
            "无": "没有这张表!$A$1",
        }.items():
            book.defined_names[key] = DefinedName(key, attr_text=text)

    book = opened(workbook(1, edit=name))
    sheet = book.sheets["甲's 表"]
    assert book.constant("make_docx.period") == '第"一"期'
    assert book.constant("make_docx.kind") == ""
    assert book.place("指标.甲") == (sheet, Spot(3, 2))
    assert book.place("表.乙") == (sheet, Spot(3, 1))
    assert [book.place(key) for key in ("断", "半断", "外", "无", "缺")] == [None] * 5


def test_the_value_of_a_merge_is_in_its_first_cell() -> None:
    def merge(book: Any) -> None:
        book.worksheets[0].merge_cells("A1:C2")

    sheet = opened(workbook(120, edit=merge)).sheets["Sheet"]
    assert sheet.origin(Spot(2, 3)) == (1, 1)
    assert sheet.origin(Spot(3, 3)) == (3, 3)
    assert sheet.beside(Spot(1, 1)) == (1, 4)
