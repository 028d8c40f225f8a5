"""校核报告.xlsx is written without openpyxl, and looks as if openpyxl had written it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from build_audit_styles import build
from make_docx.audit import write_report
from make_docx.audit.cell_styles import CELL_STYLES, FILE, HIGHLIGHTS, CellStyle
from make_docx.audit.grid import Column, Grid, Link, Number, Open, Value
from make_docx.audit.workbook import to_bytes
from make_docx.catalogue import finding
from make_docx.findings import Place
from make_docx.intake import canvas, style
from make_docx.intake.looks import PERCENT_FORMAT, TEXT_FORMAT, Look
from make_docx.model import Brief, Checked, Elements, Outcome

BRIEF = Brief("公文要素.xlsx", "k", Elements(activity="=宣传月<&>"), {})
COLUMNS = (
    Column("文字", 20.5),
    Column("居中", 9, Look.TEXT, "center"),
    Column("靠右", 18, Look.TEXT, "right"),
    Column("说明", 16, Look.HINT),
)


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def members(data: bytes) -> Mapping[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_the_styles_are_those_that_the_tool_makes() -> None:
    assert members(FILE.read_bytes()) == members(build())


def look_of(cell: Any) -> tuple[object, ...]:
    """All that makes a cell look as it does."""
    parts = (cell.font, cell.fill, cell.border, cell.alignment, cell.protection)
    return (cell.style, cell.number_format, bool(cell.quotePrefix), *map(repr, parts))


def test_every_cell_wears_the_look_of_its_column() -> None:
    rows: list[tuple[Value, ...]] = [
        ("甲", Open("确认"), Number(Decimal("0.5"), PERCENT_FORMAT), "x"),
        ("=1+1", "-", "+", "@x"),
        (Link("a", "../a"), Number(3), Number(4), ""),
        (Open("=x"), "", "无", "y"),
    ]
    sheet = opened(to_bytes("x", [Grid("表", "题", "=注", COLUMNS, rows)]))["表"]
    book = opened(FILE.read_bytes())
    shown = {one: book.worksheets[0].cell(n, 1) for n, one in enumerate(CELL_STYLES, start=1)}
    expected = {
        "A1": CellStyle(Look.TITLE),
        "A2": CellStyle(Look.NOTE, is_quoted=True),
        "B4": CellStyle(Look.HEAD, "center"),
        "A5": CellStyle(Look.TEXT, "left", TEXT_FORMAT),
        "B5": CellStyle(Look.INPUT, "center", TEXT_FORMAT),
        "C5": CellStyle(Look.TEXT, "right", PERCENT_FORMAT),
        "D5": CellStyle(Look.HINT, "left", TEXT_FORMAT),
        "A6": CellStyle(Look.TEXT, "left", TEXT_FORMAT, is_quoted=True),
        "B6": CellStyle(Look.TEXT, "center", TEXT_FORMAT, is_quoted=True),
        "D6": CellStyle(Look.HINT, "left", TEXT_FORMAT, is_quoted=True),
        "A7": CellStyle(Look.TEXT, "left", TEXT_FORMAT),
        "B7": CellStyle(Look.TEXT, "center"),
        "C7": CellStyle(Look.TEXT, "right"),
        "A8": CellStyle(Look.INPUT, "left", TEXT_FORMAT, is_quoted=True),
    }
    assert {spot: look_of(sheet[spot]) for spot in expected} == {
        spot: look_of(shown[one]) for spot, one in expected.items()
    }
    for one, cell in shown.items():
        assert (cell.style, cell.number_format) == (one.look, one.number_format)
        assert (cell.alignment.horizontal, bool(cell.quotePrefix)) == (one.align, one.is_quoted)


def page_of(sheet: Any) -> tuple[object, ...]:
    """All that a sheet has besides its cells."""
    setup, view = sheet.page_setup, sheet.sheet_view
    return (
        sheet.freeze_panes,
        sheet.auto_filter.ref,
        sheet.print_title_rows,
        (setup.paperSize, setup.orientation, setup.fitToWidth, setup.fitToHeight),
        repr(sheet.page_margins),
        repr(sheet.print_options),
        repr(sheet.sheet_properties),
        repr(sheet.sheet_format),
        (sheet.oddFooter.center.text, sheet.oddFooter.center.size),
        (view.showGridLines, view.zoomScale, repr(view.pane)),
        sorted(map(repr, view.selection)),
        {key: (one.width, one.customWidth) for key, one in sheet.column_dimensions.items()},
        {row: (one.height, one.customHeight) for row, one in sheet.row_dimensions.items()},
        sorted(map(str, sheet.merged_cells.ranges)),
    )


@pytest.mark.parametrize("fixed", [0, 1, 2])
def test_a_list_has_the_page_of_the_workbooks_that_are_filled_in(fixed: int) -> None:
    book = canvas.new_workbook("x")
    sheet: Any = canvas.new_sheet(book, "表", [column.width for column in COLUMNS])
    for row, height in ((1, 36.0), (2, 20.0), (3, 6.0), (4, 30.0)):
        style.set_height(sheet, row, height)
    style.make_growing(sheet, 5)
    sheet["D5"].value = "x"
    sheet.auto_filter.ref = "A4:D5"
    canvas.set_page(sheet, titles="4:4", landscape=True)
    canvas.set_cursor(sheet, "A5", f"{'ABC'[fixed]}5")
    ours = Grid("表", "题", "注", COLUMNS, [("甲", "", "", "")], fixed_columns=fixed)
    written = opened(to_bytes("x", [ours]))["表"]
    assert page_of(written) == page_of(opened(canvas.to_bytes(book))["表"])
    assert written.dimensions == "A1:D5"


def test_the_summary_opens_on_top_and_has_no_filter() -> None:
    data = write_report(Outcome(Checked((), ()), ()), BRIEF, ())
    sheet = opened(data)["汇总"]
    assert (sheet["A1"].value, sheet["A1"].quotePrefix) == ("=宣传月<&>校核报告", True)
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("A5", None, None)
    assert {cursor.activeCell for cursor in sheet.sheet_view.selection} == {"A1"}
    assert sorted(map(str, sheet.merged_cells.ranges)) == sorted(
        f"B{row}:D{row}" for row in range(4, 22)
    )
    assert [cell.value for cell in sheet[23]] == [
        "指标",
        "合计",
        "准确程度",
        "计量单位",
        "来自几格",
    ]
    properties = opened(data).properties
    assert (properties.title, properties.creator) == ("=宣传月<&>校核报告", "make-docx")


def test_what_stops_waits_or_is_confirmed_has_its_colour() -> None:
    place = Place("收件/甲.xlsx", "填报表", "D10", "条幅")
    found = finding("total-jump", place, found="90", expected="9", change="增加 900%")
    sheet = opened(write_report(Outcome(Checked((), ()), (found,)), BRIEF, ()))["逐条意见"]
    ((area, rules),) = sheet.conditional_formatting._cf_rules.items()
    assert str(area.sqref) == "A5"
    assert [
        (rule.formula, rule.dxf.fill.bgColor.rgb[2:], rule.dxf.font.color.rgb[2:], rule.dxf.font.b)
        for rule in rules
    ] == [
        ([f'"{word}"'], *colours, True)
        for word, colours in zip(("错误", "待确认", "已确认"), HIGHLIGHTS, strict=True)
    ]
    choice, reason = sheet.data_validations.dataValidation
    assert (str(choice.sqref), choice.type, choice.formula1) == ("J5", "list", '"确认,—"')
    assert (choice.showErrorMessage, choice.errorStyle or "stop") == (True, "stop")
    assert (str(reason.sqref), reason.type, reason.showInputMessage) == ("K5", None, True)
