"""Our reader of workbooks and openpyxl see the same in the same cells."""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
from decimal import Context, Decimal
from typing import Any, Final
from xml.sax.saxutils import escape

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900
from returned import member, with_parts

from make_docx.intake.stored import clean
from make_docx.intake.workbook import Sheet, Spot, Value, Workbook, open_workbook
from make_docx.model import CellKind

FEW: Final = settings(max_examples=25)
_DIGITS: Final = Context(prec=15)
_ERRORS: Final = ("#REF!", "#DIV/0!", "#N/A", "#NAME?", "#NUM!", "#NULL!", "#VALUE!")
_DATE_FORMATS: Final = ("yyyy-mm-dd", 'yyyy"年"m"月"d"日"', "m/d/yy h:mm", "[$-804]yyyy/m/d")
_NUMBER_FORMATS: Final = ("General", "0", "0.00", "#,##0", "0%", "0.0%", "@", '0"x"')

# What XML can hold; \r is left out because a parser makes \n of it, in either reader.
characters = st.characters(
    codec="utf-8",
    exclude_categories=("Cs", "Cc"),
    include_characters="\n\t",
    exclude_characters="\ufffe\uffff",
)
texts = st.text(characters, min_size=1, max_size=12) | st.sampled_from(
    (
        "_x0041_",
        "_x000D_",
        "_x005F_x000D_",
        "甲_x4e2d_乙",
        "  ",
        " 12 ",
        "１２",
        "=甲",
        "悬挂横幅",
        "TRUE",
        "1e5",
    )
)
numbers = st.one_of(
    st.integers(-(10**14), 10**14),
    st.floats(-1e12, 1e12, allow_nan=False).map(lambda n: float(f"{n:.15g}")),
)
days = st.dates(dt.date(1904, 1, 2), dt.date(2099, 12, 31))
moments = st.datetimes(dt.datetime(1930, 1, 1), dt.datetime(2099, 12, 31)).map(
    lambda moment: moment.replace(microsecond=0)
)


@st.composite
def rich_texts(draw: st.DrawFn) -> CellRichText:
    """Runs of the same height, none of them struck out: those are read as they are seen."""
    parts = draw(st.lists(texts.filter(str.strip), min_size=1, max_size=3))
    return CellRichText([TextBlock(InlineFont(b=True), part) for part in parts])


cells = st.one_of(
    st.tuples(texts, st.just("General")),
    st.tuples(rich_texts(), st.just("General")),
    st.tuples(numbers, st.sampled_from(_NUMBER_FORMATS)),
    st.tuples(days | moments, st.sampled_from(_DATE_FORMATS)),
    st.tuples(st.booleans(), st.just("General")),
    st.tuples(st.sampled_from(_ERRORS), st.just("General")),
)
places = st.tuples(st.integers(1, 12), st.integers(1, 8))


def ours(data: bytes) -> Sheet:
    book = open_workbook(data, "甲.xlsx")
    assert isinstance(book, Workbook), book
    return next(iter(book.sheets.values()))


def theirs(data: bytes) -> dict[Spot, tuple[CellKind, object]]:
    """What openpyxl reads, in our terms; a formula without a result has none there."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a day that there is not, which becomes an error
        shown: Any = openpyxl.load_workbook(io.BytesIO(data), data_only=True).worksheets[0]
        typed: Any = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    found: dict[Spot, tuple[CellKind, object]] = {}
    for row in typed.iter_rows():
        for cell in row:
            value = shown[cell.coordinate].value
            if value is None and cell.data_type == "f":
                found[Spot(cell.row, cell.column)] = (CellKind.FORMULA, "")
            elif (said := _said(value, shown[cell.coordinate])) is not None:
                found[Spot(cell.row, cell.column)] = said
    return found


def _said(value: object, cell: Any) -> tuple[CellKind, object] | None:
    if value is None or (isinstance(value, str) and not clean(value).strip()):
        return None
    if isinstance(value, bool):
        return CellKind.BOOLEAN, str(value).upper()
    if isinstance(value, int | float):
        return CellKind.NUMBER, _DIGITS.plus(Decimal(repr(value)))
    if isinstance(value, dt.datetime | dt.date | dt.time | dt.timedelta):
        return CellKind.DATE, _moment(value)
    if cell.data_type == "e":
        return CellKind.ERROR, value
    return CellKind.TEXT, clean(str(value))


def _moment(value: object) -> str:
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        value = value.date()
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


def comparable(sheet: Sheet) -> dict[Spot, tuple[CellKind, object]]:
    return {spot: _plain(value) for spot, value in sheet.values.items()}


def _plain(value: Value) -> tuple[CellKind, object]:
    if value.kind is CellKind.NUMBER:
        return value.kind, Decimal(value.text)
    return value.kind, value.text


# ── written by openpyxl ──────────────────────────────────────────────────────────────────


@FEW
@given(st.dictionaries(places, cells, max_size=15), st.booleans(), st.sets(st.integers(14, 16)))
def test_both_read_the_same_from_what_openpyxl_writes(
    content: dict[tuple[int, int], tuple[object, str]], is_1904: bool, merged_rows: set[int]
) -> None:
    book: Any = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904 if is_1904 else CALENDAR_WINDOWS_1900
    sheet = book.active
    for (row, column), (value, number_format) in content.items():
        cell = sheet.cell(row, column)
        cell.value = value
        if isinstance(value, str) and value not in _ERRORS:
            cell.data_type = "s"  # and no formula
        cell.number_format = number_format
    for row in merged_rows:
        sheet.cell(row, 2).value = f"合并{row}"
        sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=5)
    target = io.BytesIO()
    book.save(target)
    read = ours(target.getvalue())
    assert comparable(read) == theirs(target.getvalue())
    assert {first.row for first, _ in read.merges.values()} == merged_rows


# ── written by others ────────────────────────────────────────────────────────────────────


_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FORMATS: Final = ("General", "0%", "0.00%", "mm-dd-yy", "m/d/yy h:mm", '0.0"x"')  # by style


def package(rows: str, strings: str, *, is_1904: bool = False, prefix: str = "") -> bytes:
    """A workbook as other programs write it: shared strings, and an ``x:`` if wanted."""
    book: Any = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904 if is_1904 else CALENDAR_WINDOWS_1900
    for row, number_format in enumerate(_FORMATS, start=1):
        book.active.cell(row, 1).number_format = number_format  # makes a style of each
    target = io.BytesIO()
    book.save(target)
    sheet = f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    if prefix:
        sheet = re.sub(r"(</?)(?=[a-z])", rf"\1{prefix}:", sheet, flags=re.IGNORECASE)
        sheet = sheet.replace("xmlns=", f"xmlns:{prefix}=")
    name = "xl/_rels/workbook.xml.rels"
    relations = member(target.getvalue(), name).decode()
    shared = f'<Relationship Id="s1" Type="{_TYPES}/sharedStrings" Target="/xl/sharedStrings.xml"/>'
    if "sharedStrings" not in relations:
        relations = relations.replace("</Relationships>", f"{shared}</Relationships>")
    types = member(target.getvalue(), "[Content_Types].xml").decode()
    of_strings = (
        '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.spreadsheetml.sharedStrings+xml"/>'
    )
    if "sharedStrings" not in types:
        types = types.replace("</Types>", f"{of_strings}</Types>")
    parts: dict[str, bytes | None] = {
        "xl/worksheets/sheet1.xml": sheet.encode(),
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{strings}</sst>'.encode(),
        "[Content_Types].xml": types.encode(),
        name: relations.encode(),
    }
    return with_parts(target.getvalue(), parts)


_SHARED: Final = ("甲", " 前后 ", "_x000D_", "多\n行", "<&>", "12")
_STRINGS: Final = "".join(
    f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in _SHARED
) + (
    "<si><r><rPr><b/></rPr><t>粗</t></r><r><t>细</t></r></si>"
    '<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="0"/></si>'
    "<si/>"
)
stored = st.one_of(
    st.integers(0, len(_SHARED) + 2).map(lambda n: ("s", f"<v>{n}</v>")),
    numbers.map(lambda n: ("n", f"<v>{n!r}</v>")),
    st.sampled_from(("1.50", "1E3", "-0", "0.1", "1e-7", "007", "36526", "43831.5")).map(
        lambda n: ("n", f"<v>{n}</v>")
    ),
    st.sampled_from("01").map(lambda n: ("b", f"<v>{n}</v>")),
    st.sampled_from(_ERRORS).map(lambda e: ("e", f"<v>{e}</v>")),
    st.sampled_from(("甲", " 乙", "_x0041_")).map(lambda t: ("str", f"<f>A1</f><v>{t}</v>")),
    st.sampled_from(("甲", "<r><t>粗</t></r><r><t>细</t></r>")).map(
        lambda t: ("inlineStr", f"<is>{t if t.startswith('<') else f'<t>{t}</t>'}</is>")
    ),
    numbers.map(lambda n: ("n", f"<f>SUM(A1:A2)</f><v>{n!r}</v>")),
    st.just(("n", "<f>1+1</f>")),
    st.just(("n", "")),
)


@FEW
@given(
    st.dictionaries(places, st.tuples(stored, st.integers(0, 5)), max_size=20),
    st.booleans(),
    st.sampled_from(("", "x")),
)
def test_both_read_the_same_from_what_others_write(
    content: dict[tuple[int, int], tuple[tuple[str, str], int]], is_1904: bool, prefix: str
) -> None:
    rows = ""
    for row in sorted({row for row, _ in content}):
        rows += f'<row r="{row}">'
        for column in sorted(column for at, column in content if at == row):
            (kind, inner), style = content[row, column]
            style = style if kind == "n" and "<f>" not in inner else 0
            rows += f'<c r="{get_column_letter(column)}{row}" s="{style}" t="{kind}">{inner}</c>'
        rows += "</row>"
    data = package(rows, _STRINGS, is_1904=is_1904, prefix=prefix)
    assert comparable(ours(data)) == theirs(data)


@pytest.mark.parametrize("is_1904", [False, True])
def test_days_are_counted_from_the_year_that_the_workbook_says(is_1904: bool) -> None:
    rows = '<row r="1"><c r="A1" s="3"><v>36526</v></c><c r="B1" s="4"><v>36526.25</v></c></row>'
    data = package(rows, "", is_1904=is_1904)
    day = "2004-01-02" if is_1904 else "2000-01-01"
    expected = {Spot(1, 1): (CellKind.DATE, day), Spot(1, 2): (CellKind.DATE, f"{day}T06:00:00")}
    assert comparable(ours(data)) == expected == theirs(data)


def test_an_escape_that_somebody_typed_stays_as_typed() -> None:
    strings = "<si><t>甲_x005F_x000D_</t></si>"
    data = package('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings)
    assert ours(data).values[Spot(1, 1)].text == "甲_x000D_"
    assert openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]["A1"].value == "甲_x000D_"
