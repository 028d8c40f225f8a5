"""Turns an outcome and the clerk's decisions into 校核报告.xlsx."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Final

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.worksheet import Worksheet

from make_docx.audit import record, sheets
from make_docx.audit.decision import CONFIRMED, LEVELS, NOT_CONFIRMED, Decision, in_order
from make_docx.audit.grid import FIRST_ROW, HEAD_ROW, Grid, Number, Open, add_grid
from make_docx.audit.values import values_grid
from make_docx.audit.workbook import to_bytes
from make_docx.findings import Severity
from make_docx.intake import canvas, style, validation
from make_docx.intake.looks import Look, Value, clean, height_of
from make_docx.model import Brief, Outcome

_SUMMARY_WIDTHS: Final = (24.0, 18.0, 24.0, 14.0, 60.0)
_COLOURS: Final = {
    LEVELS[Severity.ERROR]: ("FBE3E1", "9C0006"),
    sheets.WAITING: ("FFF1CC", "7F5F00"),
    sheets.CONFIRMED_LEVEL: ("E4F1E4", "2F6B32"),
}


def write_report(
    outcome: Outcome,
    brief: Brief,
    decisions: Sequence[Decision],
    *,
    base: str = "../",
    returned: Mapping[str, str] | None = None,
) -> bytes:
    """校核报告.xlsx: the same outcome and decisions give the same bytes.

    Args:
        outcome: what was found, the decisions applied already.
        brief: of the job.
        decisions: all that were ever made, also those that apply to nothing now.
        base: from the report's folder to the job's, with a ``/`` at the end.
        returned: path of a file in 收件/ → path of its copy in 退回/, both from the job's folder.
    """
    decisions = in_order(decisions)
    checked, findings = outcome.checked, outcome.findings
    title = f"{brief.elements.activity}校核报告"
    grids = (
        sheets.findings_grid(findings, decisions, base),
        sheets.missing_grid(checked),
        sheets.files_grid(checked, returned or {}, base),
        values_grid(brief, checked, base),
        sheets.record_grid(findings, decisions, base),
    )
    book = canvas.new_workbook(title)
    copies = [PurePosixPath(copy).name for copy in (returned or {}).values() if copy]
    _add_summary(book, title, outcome, brief, copies)
    for grid in grids:
        sheet = add_grid(book, grid)
        if grid.sheet == record.FINDINGS_SHEET:
            _colour_levels(sheet, grid)
            _offer_handling(sheet, grid)
    return to_bytes(book, grids)


def _add_summary(
    book: Workbook, title: str, outcome: Outcome, brief: Brief, copies: Sequence[str]
) -> None:
    sheet = canvas.new_sheet(book, "汇总", _SUMMARY_WIDTHS)
    style.put(sheet, 1, 1, title, Look.TITLE)
    period = f"报送期次：{brief.elements.period}　" if brief.elements.period else ""
    stops = any(found.stops for found in outcome.findings)
    verdict = "还有错误或待确认的意见，不能生成公文。" if stops else "可以生成公文。"
    style.put(sheet, 2, 1, f"{period}{verdict}", Look.NOTE)
    _put_row(sheet, HEAD_ROW, ("项目", "数目", "", "", "是哪些"), Look.HEAD)
    counts = list(sheets.counts(outcome, copies))
    for row, (what, count, which) in enumerate(counts, start=FIRST_ROW):
        _put_row(sheet, row, (what, count, "", "", clean(which)), Look.TEXT)
        sheet.merged_cells.add(f"B{row}:D{row}")  # `merge_cells` works out borders; ours have them
        style.make_growing(sheet, row, height_of(which, _SUMMARY_WIDTHS[-1]))
    sheet.merged_cells.add(f"B{HEAD_ROW}:D{HEAD_ROW}")
    totals_row = FIRST_ROW + len(counts) + 1
    _put_row(sheet, totals_row, ("指标", "合计", "准确程度", "计量单位", "来自几格"), Look.HEAD)
    for row, (label, total, exactness, unit, cells) in enumerate(
        sheets.totals(outcome, brief), start=totals_row + 1
    ):
        value = total.value if isinstance(total, Number) else ""
        _put_row(sheet, row, (label, value, exactness, unit, cells), Look.TEXT)
        style.make_growing(sheet, row, height_of(label, _SUMMARY_WIDTHS[0]))
        if isinstance(total, Number):
            sheet.cell(row, 2).number_format = total.number_format
    for height_row, height in ((1, 36.0), (2, 20.0), (3, 6.0), (HEAD_ROW, 30.0)):
        style.set_height(sheet, height_row, height)
    canvas.set_page(sheet, landscape=True)
    canvas.set_cursor(sheet, "A1", f"A{FIRST_ROW}")


def _put_row(sheet: Worksheet, row: int, values: Sequence[Value], look: Look) -> None:
    for column, value in enumerate(values, start=1):
        style.put(sheet, row, column, value, look)


def _colour_levels(sheet: Worksheet, grid: Grid) -> None:
    area = f"A{FIRST_ROW}:A{max(grid.last_row, FIRST_ROW)}"
    for word, (fill, ink) in _COLOURS.items():
        sheet.conditional_formatting.add(
            area,
            Rule(
                type="cellIs",
                operator="equal",
                formula=[f'"{word}"'],
                dxf=DifferentialStyle(
                    font=Font(color=ink, bold=True), fill=PatternFill(bgColor=fill)
                ),
            ),
        )


def _offer_handling(sheet: Worksheet, grid: Grid) -> None:
    """The choice of 处理, and what to write beside it, where something waits for the clerk."""
    columns = {column.head: i for i, column in enumerate(grid.columns)}
    letters = {head: chr(ord("A") + i) for head, i in columns.items()}
    handling = letters[record.HANDLING_HEAD]
    rows = [
        number
        for number, values in enumerate(grid.shown, start=FIRST_ROW)
        if isinstance(values[columns[record.HANDLING_HEAD]], Open)
    ]
    if not rows:
        return
    choice = validation.choice(
        "处理",
        "核实以后选“确认”，在右边写明理由。没有核实的不选。",
        (CONFIRMED, NOT_CONFIRMED),
    )
    reason = validation.text("理由", "写明向谁、怎样核实的，为什么属实。会留在处理记录里。")
    for letter, rule in ((handling, choice), (letters[record.REASON_HEAD], reason)):
        sheet.add_data_validation(rule.over(" ".join(f"{letter}{row}" for row in rows)))
