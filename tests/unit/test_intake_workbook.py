"""What the bytes of a file are taken for, and what is read from those of a workbook."""

from __future__ import annotations

import datetime as dt
import io
import struct
import time
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

from make_docx.intake.stored import clean, plain_digits
from make_docx.intake.workbook import Spot, Value, Workbook, open_workbook
from make_docx.model import CellKind
from make_docx.sniff import Refusal

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


def rezip(
    data: bytes,
    changes: Mapping[str, bytes | None],
    again: str = "",
    method: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """The zip with some members changed, left out (None), or one of them written twice.

    `method` is how the changed ones are packed.
    """
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out,
    ):
        members: dict[str, bytes | None] = {name: source.read(name) for name in source.namelist()}
        for name, content in (members | dict(changes)).items():
            if content is not None:
                out.writestr(name, content, method if name in changes else None)
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
        {"xl/bomb.xml": b" " * (2 << 20)},
        {"xl/a.xml": b"<!DOCTYPE a><a/>"},
        {"xl/media/1.png": b"<!DOCTYPE a><a/>"},
        {"xl/media/1.png": b"\xef\xbb\xbf<!DOCTYPE a><a/>"},
        {"xl/media/1.bin": b" " * 64 + b"<!DOCTYPE a><a/>"},
        {"xl/media/1.jpg": "<a/>".encode("utf-16-be")},
        {"xl/a.xml": b'<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-DOCTYPE a>'},
        {"xl/a.xml": b"<!--" + b" " * 5000 + b'--><!DOCTYPE a [<!ENTITY b "c">]><a/>'},
        {"docProps/core.xml": '<?xml version="1.0" encoding="utf-16"?><a/>'.encode("utf-16")},
        {f"xl/media/{n}.png": b"" for n in range(2001)},
    ],
    ids=[
        "parent",
        "absolute",
        "case",
        "ratio",
        "doctype",
        "xml named png",
        "xml with a mark named png",
        "xml after white space named bin",
        "utf-16 named jpg",
        "utf-7",
        "comment",
        "utf-16",
        "entries",
    ],
)
def test_a_zip_beyond_the_limits_is_never_parsed(changes: dict[str, bytes | None]) -> None:
    assert code_of(rezip(workbook(1), changes)) == "file-unsafe"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_refused_because_readers_differ_on_which_counts() -> None:
    assert code_of(rezip(workbook(1), {}, again=SHEET)) == "file-unsafe"


def parts(*contents: bytes) -> dict[str, bytes | None]:
    return {f"xl/part{number}.xml": content for number, content in enumerate(contents)}


MB = 1 << 20
ROWS = b"<row/>" * 25_000  # twice that, with the row of the sheet itself, is one too many
MERGES = b'<mergeCell ref="A1:B2"/>' * 2_500
WIDE_MERGE = b'<mergeCell ref="A1:J10000"/>'


@pytest.mark.parametrize(
    ("within", "past"),
    [
        (parts(b" " * 20 * MB), parts(b" " * (20 * MB + 1))),
        (parts(b" " * 19 * MB, b" " * 19 * MB), parts(*[b" " * 14 * MB] * 3)),
        (parts(ROWS, ROWS[6:]), parts(ROWS, ROWS)),
        (parts(b"<a/>" * 1_190_000), parts(b"<a/>" * 600_000, b"<a/>" * 600_000)),
        (parts(MERGES, MERGES), parts(MERGES, MERGES, b'<mergeCell ref="A1"/>')),
        (parts(WIDE_MERGE, WIDE_MERGE), parts(WIDE_MERGE, WIDE_MERGE, b'<mergeCell ref="A1"/>')),
    ],
    ids=["a part", "all parts", "rows", "tags", "merges", "merged cells"],
)
def test_the_limits_of_what_is_parsed_hold_for_the_whole_workbook(
    within: dict[str, bytes | None], past: dict[str, bytes | None]
) -> None:
    """Stored, not packed, so that it is not the rate of packing that is refused."""
    assert value_of(rezip(workbook(120), within, method=zipfile.ZIP_STORED)).text == "120"
    assert code_of(rezip(workbook(120), past, method=zipfile.ZIP_STORED)) == "file-unsafe"


def test_pictures_that_say_they_are_huge_are_never_unpacked() -> None:
    picture = "xl/media/1.png"
    data = bytearray(rezip(workbook(120), {picture: b"no picture"}))
    directory = data.rindex(picture.encode()) - 46
    assert data[directory : directory + 4] == b"PK\x01\x02"
    struct.pack_into("<L", data, directory + 24, 299 * MB)
    assert value_of(bytes(data)).text == "120"
    struct.pack_into("<L", data, directory + 24, 301 * MB)
    assert code_of(bytes(data)) == "file-unsafe"


def test_a_worksheet_under_the_name_of_a_picture_has_the_limits_of_a_worksheet() -> None:
    data = workbook(120)
    picture = "xl/worksheets/sheet1.png"
    renamed: dict[str, bytes | None] = {
        name: member(data, name).replace(b"sheet1.xml", b"sheet1.png")
        for name in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels")
    }
    sheet = member(data, SHEET)
    assert value_of(rezip(data, {**renamed, SHEET: None, picture: sheet})).text == "120"
    many = sheet.replace(b"</sheetData>", b"<row/>" * 50_001 + b"</sheetData>")
    assert code_of(rezip(data, {**renamed, SHEET: None, picture: many})) == "file-unsafe"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_member_packed_in_a_way_that_office_does_not_know_is_refused(method: int) -> None:
    assert code_of(rezip(workbook(1), {"xl/a.xml": b"<a/>"}, method=method)) == "file-unsafe"


def test_a_stray_cell_in_the_last_corner_costs_nothing() -> None:
    row = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    data = sheet_with(b"</sheetData>", row, 120)
    assert value_of(data).text == "120"
    assert beyond(data) == (1048576, 16384)


def beyond(data: bytes) -> Spot | None:
    (sheet,) = opened(data).sheets.values()
    return sheet.beyond


@pytest.mark.parametrize(
    ("spot", "is_beyond"),
    [
        (Spot(21_000, 300), False),
        (Spot(21_001, 1), True),
        (Spot(21_500, 2), True),
        (Spot(1, 301), True),
        (Spot(21_000, 301), True),
    ],
)
def test_the_first_cell_that_was_not_read_is_known(spot: Spot, is_beyond: bool) -> None:
    def put(book: Any) -> None:
        book.worksheets[0].cell(*spot).value = "甲局"

    data = workbook(1, edit=put)
    assert beyond(data) == (spot if is_beyond else None)
    assert value_of(data, spot).text == ("" if is_beyond else "甲局")


@pytest.mark.parametrize(
    ("cell", "is_beyond"),
    [
        (b'<c r="A27000" s="1"/>', False),
        (b'<c r="A27000" t="str"><f>B1</f><v></v></c>', False),
        (b'<c r="A27000"><f>B1</f></c>', True),
        (b"<c><v>0</v></c>", True),
        (b'<c r="A27000" t="inlineStr"><is><r><t>\xe4\xb8\x83</t></r></is></c>', True),
    ],
    ids=["only a look", "empty result", "formula", "no address", "rich text"],
)
def test_only_a_cell_that_holds_something_counts_as_not_read(cell: bytes, is_beyond: bool) -> None:
    row = b'<row r="27000">' + cell + b"</row></sheetData>"
    assert beyond(sheet_with(b"</sheetData>", row, 1)) == ((27_000, 1) if is_beyond else None)


def test_a_cell_that_was_not_read_does_not_hide_the_formulas_after_it() -> None:
    rows = (
        b'<row r="5"><c r="KO5"><v>1</v></c></row><row r="6"><c r="A6"><f>B1</f></c></row>'
        b'<row r="7"><c r="KO7"><f>B1</f></c></row></sheetData>'
    )
    data = sheet_with(b"</sheetData>", rows, 1)
    assert beyond(data) == (5, 301)
    assert value_of(data, (6, 1)).kind is CellKind.FORMULA
    assert value_of(data, (7, 301)).is_blank


def test_a_gap_before_a_far_row_costs_next_to_nothing() -> None:
    """Many small sheets with one far cell each would keep a reader of empty cells busy."""

    def seconds(row: int) -> float:
        def put(book: Any) -> None:
            for sheet in [book.create_sheet() for _ in range(30)]:
                sheet.cell(row, 1).value = 1

        data = workbook(1, edit=put)
        start = time.process_time()
        assert len(opened(data).sheets) == 31
        return time.process_time() - start

    assert seconds(21_000) < 10 * seconds(1)


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


@pytest.mark.parametrize(
    ("number", "number_format", "text"),
    [
        (2, '0"万"', "2万"),
        (2.5, '0"万"', "2.5万"),
        (-2, r"#,##0.0\千", "-2千"),
        (2, "0万", "2万"),
        (3, '"约"General"亿元"', "约3亿元"),
        (2, "[$-804]0!百", "2百"),
        (25000, "0.0,", "25000（格式 0.0,）"),
        (25000, r'0\.0,"万"', '25000（格式 0\\.0,"万"）'),
        (2, '0"万";-0"万"', '2（格式 0"万";-0"万"）'),
        (2, '0"万";"无"', '2（格式 0"万";"无"）'),
        (2, '[>9]0"万"', '2（格式 [>9]0"万"）'),
        (0.5, '0%"万"', '0.5（格式 0%"万"）'),
        (1500, "0‰", "1500‰"),
        (1.5, '0.0"‰"', "1.5‰"),
        (2, "0‰;-0‰", "2（格式 0‰;-0‰）"),
        (11, '0"0"', '11（格式 0"0"）'),
        (11, r"0\0;-0\0", r"11（格式 0\0;-0\0）"),
        (11, '"-"0', "-11"),
    ],
)
def test_a_number_shown_in_ten_thousands_or_per_mille_is_the_text_that_was_seen(
    number: float, number_format: str, text: str
) -> None:
    assert value_of(formatted(number, number_format)) == Value(CellKind.TEXT, text)


@pytest.mark.parametrize(
    "number_format",
    [
        "#,##0",
        "#,##0.00",
        r"#,##0.00_);[Red]\(#,##0.00\)",
        '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"??_ ;_ @_ ',
        '0",,"',
        "[$-804]0",
        "[DBNum1][$-804]General",
    ],
)
def test_a_number_with_its_size_unchanged_stays_a_number(number_format: str) -> None:
    assert value_of(formatted(1200, number_format)) == Value(CellKind.NUMBER, "1200", number_format)


@pytest.mark.parametrize(
    ("number_format", "words"),
    [
        ('m"月"d"日"', "5月1日"),
        ('yyyy"年"m"月"', "2024年5月"),
        ("[$-804]yyyy/m/d;@", "2024年5月1日"),
    ],
)
def test_a_text_that_excel_made_a_day_of_has_its_words_again(
    number_format: str, words: str
) -> None:
    book = opened(formatted(dt.date(2024, 5, 1), number_format))
    (sheet,) = book.sheets.values()
    spot = Spot(1, 1)
    as_words = book.cell(sheet, spot, "主要做法", is_text=True)
    assert (as_words.kind, as_words.text) == (CellKind.TEXT, words)
    as_day = book.cell(sheet, spot, "悬挂横幅")
    assert (as_day.kind, as_day.text) == (CellKind.DATE, "2024-05-01")


@pytest.mark.parametrize("number_format", ["General", "0.00", "0.00E+00"])
@pytest.mark.parametrize(
    ("stored", "words"),
    [("2021-05-01", "2021年5月1日"), ("2021-05-01T09:30:00", "2021年5月1日9时30分")],
)
def test_a_day_that_is_stored_as_a_day_is_said_whole_without_a_format_of_days(
    stored: str, words: str, number_format: str
) -> None:
    data = formatted(5, number_format)
    part = member(data, SHEET)
    old, new = b't="n"><v>5<', f't="d"><v>{stored}<'.encode()
    assert old in part
    value = value_of(rezip(data, {SHEET: part.replace(old, new)}))
    assert (value.kind, value.text, value.words) == (CellKind.DATE, stored, words)


@pytest.mark.parametrize(
    "cells",
    [
        b'<row r="1"><c r="A1"><v>5</v><row r="1"/></c></row>',
        b'<row r="1"><c r="A1"><v>5</v><c r="A1"><v/></c></c></row>',
        b'<row r="1"><c r="A1"/></row><c><v>5</v></c>',
        b"<c><v>5</v></c>",
    ],
    ids=["a row in a cell", "a cell in a cell", "a cell after a row", "a cell before all rows"],
)
def test_a_cell_that_stands_nowhere_makes_a_file_damaged(cells: bytes) -> None:
    row = b'<row r="1">'
    data = workbook(1)
    part = member(data, SHEET)
    start, end = part.index(row), part.index(b"</sheetData>")
    assert code_of(rezip(data, {SHEET: part[:start] + cells + part[end:]})) == "file-damaged"


@pytest.mark.parametrize("area", ["A:C", "1:3", ""])
def test_a_merge_that_is_no_area_is_told_as_a_fault_of_the_content(area: str) -> None:
    data = workbook(1, 2, edit=lambda book: book.worksheets[0].merge_cells("A1:A2"))
    part = member(data, SHEET)
    assert b'ref="A1:A2"' in part
    refusal = open_workbook(
        rezip(data, {SHEET: part.replace(b'ref="A1:A2"', f'ref="{area}"'.encode())}), "甲.xlsx"
    )
    assert isinstance(refusal, Refusal)
    assert (refusal.code, refusal.reason[:6]) == ("file-damaged", "内容不合规范")


def test_a_time_of_day_is_said_in_hours_and_minutes() -> None:
    assert value_of(workbook(dt.time(9, 30))).words == "9时30分"
    assert value_of(workbook(dt.time(14))).words == "14时"
    assert value_of(workbook(dt.time(9, 0, 5))).words == "9时0分5秒"


def formatted(value: object, number_format: str) -> bytes:
    def set_format(book: Any) -> None:
        book.worksheets[0]["A1"].number_format = number_format

    return workbook(value, edit=set_format)


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
    assert sheet.beside(Spot(2, 2)) == (2, 4)
    assert sheet.beside(Spot(3, 1)) == (3, 2)
    assert sheet.beside(Spot(1, 1)) == (1, 4)
