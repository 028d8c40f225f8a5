"""Turns an outcome and the clerk's decisions into 校核报告.xlsx."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Final

from msgspec.structs import replace

from make_docx.audit import record, sheets
from make_docx.audit.decision import CONFIRMED, LEVELS, NOT_CONFIRMED, Decision, in_order
from make_docx.audit.grid import FIRST_ROW, Grid, Open
from make_docx.audit.summary import summary_grid
from make_docx.audit.values import values_grid
from make_docx.audit.workbook import to_bytes
from make_docx.cell_address import column_letters
from make_docx.findings import Severity
from make_docx.model import Brief, Outcome

# In the order of the highlights that they get (`cell_styles`).
_COLOURED: Final = (LEVELS[Severity.ERROR], sheets.WAITING, sheets.CONFIRMED_LEVEL)
_HANDLINGS: Final = (CONFIRMED, NOT_CONFIRMED)


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
    copies = [PurePosixPath(copy).name for copy in (returned or {}).values() if copy]
    found = sheets.findings_grid(findings, decisions, base)
    grids = (
        summary_grid(title, outcome, brief, copies),
        replace(found, rules=_colours(found) + _choices(found)),
        sheets.missing_grid(checked),
        sheets.files_grid(checked, returned or {}, base),
        values_grid(brief, checked, base),
        sheets.record_grid(findings, decisions, base),
    )
    return to_bytes(title, grids)


def _colours(grid: Grid) -> str:
    """The level of a finding in its colour."""
    rules = "".join(
        f'<cfRule type="cellIs" priority="{number + 1}" operator="equal" dxfId="{number}">'
        f'<formula>"{word}"</formula></cfRule>'
        for number, word in enumerate(_COLOURED)
    )
    area = f"A{FIRST_ROW}:A{grid.filter_row}"
    return f'<conditionalFormatting sqref="{area}">{rules}</conditionalFormatting>'


def _choices(grid: Grid) -> str:
    """The choice of 处理, and what to write beside it, where something waits for the clerk."""
    heads = [column.head for column in grid.columns]
    handling, reason = heads.index(record.HANDLING_HEAD), heads.index(record.REASON_HEAD)
    waiting = [
        row
        for row, values in enumerate(grid.shown, start=FIRST_ROW)
        if isinstance(values[handling], Open)
    ]
    if not waiting:
        return ""
    of_handling, of_reason = (
        " ".join(f"{column_letters(position + 1)}{row}" for row in waiting)
        for position in (handling, reason)
    )
    return (
        f'<dataValidations count="2"><dataValidation type="list" sqref="{of_handling}"'
        ' allowBlank="1" showInputMessage="1" showErrorMessage="1"'
        f' promptTitle="{record.HANDLING_HEAD}"'
        f' prompt="核实以后选“{CONFIRMED}”，在右边写明理由。没有核实的不选。"'
        f' errorTitle="请核对" error="请从下拉列表里选：{"、".join(_HANDLINGS)}。">'
        f'<formula1>"{",".join(_HANDLINGS)}"</formula1></dataValidation>'
        f'<dataValidation sqref="{of_reason}" allowBlank="1" showInputMessage="1"'
        f' promptTitle="{record.REASON_HEAD}"'
        ' prompt="写明向谁、怎样核实的，为什么属实。会留在处理记录里。"/></dataValidations>'
    )
