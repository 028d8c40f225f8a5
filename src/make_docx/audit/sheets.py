"""Turns an outcome and the clerk's decisions into the lists of 校核报告.xlsx."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from make_docx.audit import record as heads
from make_docx.audit.decision import LEVELS, WITHDRAWN, Decision, by_key, fingerprint
from make_docx.audit.grid import Column, Grid, Link, Number, Open, Value
from make_docx.findings import Finding, Place
from make_docx.intake.looks import PERCENT_FORMAT, Look
from make_docx.model import (
    Checked,
    Figure,
    FileStatus,
    Indicator,
    Status,
    ValueType,
)

WAITING: Final = "待确认"
CONFIRMED_LEVEL: Final = "已确认"

STATUS_WORDS: Final = {
    Status.EXACT: "准确",
    Status.ABOUT: "约",
    Status.AT_LEAST: "不少于",
    Status.AT_MOST: "不超过",
    Status.NOT_APPLICABLE: "不适用",
    Status.MISSING: "缺报",
}
FILE_WORDS: Final = {
    FileStatus.ACCEPTED: "采用",
    FileStatus.NOTED: "采用，有说明",
    FileStatus.WARNED: "采用，有提醒",
    FileStatus.REJECTED: "有错，要改正",  # not every one can be marked and sent back
    FileStatus.SKIPPED: "没有读取",
}
_HINT: Final = Look.HINT
_MOST_FINDINGS: Final = 50_000  # the worst first; each has thirteen cells to be read again


def findings_grid(findings: Sequence[Finding], decisions: Iterable[Decision], base: str) -> Grid:
    """逐条意见: a row a finding, with what the clerk decided before."""
    known = by_key(decisions)
    columns = (
        Column(heads.LEVEL_HEAD, 9, Look.TEXT, "center"),
        Column(heads.UNIT_HEAD, 20, wraps=True),
        Column(heads.FILE_HEAD, 24, wraps=True),
        Column(heads.SPOT_HEAD, 14),
        Column(heads.LABEL_HEAD, 16, wraps=True),
        Column(heads.FOUND_HEAD, 14, wraps=True),
        Column("应为", 16, wraps=True),
        Column(heads.MESSAGE_HEAD, 44, wraps=True),
        Column("怎么办", 40, wraps=True),
        Column(heads.HANDLING_HEAD, 9, Look.TEXT, "center"),
        Column(heads.REASON_HEAD, 30, wraps=True),
        Column(heads.CODE_HEAD, 18, _HINT),
        Column(heads.KEY_HEAD, 16, _HINT),
    )
    return Grid(
        heads.FINDINGS_SHEET,
        "逐条意见",
        "“待确认”的，核实后在“处理”栏选“确认”，在“理由”栏写明理由，保存后再运行一次。其他各栏请勿改动。",
        columns,
        [_finding_row(found, known, base) for found in findings],
        fixed_columns=2,
        most=_MOST_FINDINGS,
        rest="先改正这些，再运行一次。",
    )


def _finding_row(found: Finding, known: Mapping[str, Decision], base: str) -> tuple[Value, ...]:
    key = fingerprint(found)
    decision = known.get(key)
    handling = decision.handling if decision and decision.handling != WITHDRAWN else ""
    reason = decision.reason if decision and decision.handling != WITHDRAWN else ""
    place = found.place
    return (
        level(found),
        found.unit,
        _file(place.file, base),
        _linked(place, base),
        place.label,
        found.found,
        found.expected,
        found.message,
        found.action,
        Open(handling) if found.needs_reason else handling,
        Open(reason) if found.needs_reason else reason,
        found.code,
        key,
    )


def level(found: Finding) -> str:
    """错误, 待确认, 提醒, 说明, or 已确认."""
    if found.reason:
        return CONFIRMED_LEVEL
    return WAITING if found.needs_reason else LEVELS[found.severity]


def record_grid(findings: Iterable[Finding], decisions: Iterable[Decision], base: str) -> Grid:
    """处理记录: every decision ever made in this job, also on what is no longer found."""
    present = {fingerprint(found) for found in findings}
    rows = [
        (
            _state(decision, present),
            decision.unit,
            _file(decision.place.file, base),
            _spot(decision.place),
            decision.place.label,
            decision.found,
            decision.said,
            decision.handling,
            decision.reason,
            str(decision.source),
            decision.code,
            "" if decision.is_lost else decision.key,
        )
        for decision in decisions
    ]
    columns = (
        Column("现状", 14, wraps=True),
        Column(heads.UNIT_HEAD, 20, wraps=True),
        Column(heads.FILE_HEAD, 24, wraps=True),
        Column(heads.SPOT_HEAD, 14),
        Column(heads.LABEL_HEAD, 16, wraps=True),
        Column(heads.FOUND_HEAD, 14, wraps=True),
        Column(heads.MESSAGE_HEAD, 44, wraps=True),
        Column(heads.HANDLING_HEAD, 9, Look.TEXT, "center"),
        Column(heads.REASON_HEAD, 40, wraps=True),
        Column(heads.SOURCE_HEAD, 12, Look.TEXT, "center"),
        Column(heads.CODE_HEAD, 18, _HINT),
        Column(heads.KEY_HEAD, 16, _HINT),
    )
    hint = "历次写下的处理和理由都留在这里，数据变了、改正了的也不删。"
    return Grid(heads.RECORD_SHEET, "处理记录", hint, columns, rows)


def _state(decision: Decision, present: set[str]) -> str:
    if decision.handling == WITHDRAWN:
        return "已撤回"
    if decision.is_lost:
        return "认不出是哪一条"
    if decision.key not in present:
        return "这次没有出现"
    return "有效" if decision.confirms else "不算确认"


def missing_grid(checked: Checked) -> Grid:
    """未报单位: whom to remind."""
    columns = (
        Column("序号", 8, Look.TEXT, "center"),
        Column("代码", 16),
        Column("单位名称", 44, wraps=True),
        Column("单位类别", 24, wraps=True),
        Column("催报情况", 40),
    )
    rows = [
        (Number(number), unit.code, unit.name, unit.category, Open())
        for number, unit in enumerate(checked.missing, start=1)
    ]
    hint = "“催报情况”印出来以后手写；再次运行时这张表重新生成。"
    return Grid("未报单位", "未报单位", hint, columns, rows)


def files_grid(checked: Checked, returned: Mapping[str, str], base: str) -> Grid:
    """收到的文件: every file found, what became of it, and the copy to send back."""
    columns = (
        Column("结果", 16),
        Column("单位", 30, wraps=True),
        Column("文件", 50, wraps=True),
        Column("表号", 14),
        Column("退回件", 40, wraps=True),
    )
    rows = [
        (
            FILE_WORDS[record.status],
            record.unit,
            _file(record.path, base),
            record.form_version,
            _file(returned.get(record.path, ""), base),
        )
        for record in checked.files
    ]
    hint = "收到的每一个文件都在这里。点文件名可以打开；整个任务文件夹一起移动后仍然能打开。"
    return Grid("收到的文件", "收到的文件", hint, columns, rows)


def number(figure: Figure, *, is_percent: bool) -> Value:
    """The value as Excel shows it; percentages are kept as ratios."""
    if figure.value is None:
        return ""
    return Number(figure.value, PERCENT_FORMAT if is_percent else "General")


def is_percent(indicator: Indicator) -> bool:
    """Whether its figures are shown as percentages."""
    return indicator.value_type is ValueType.PERCENT or indicator.unit in ("%", "％")


def _file(file: str, base: str) -> Value:
    return Link(file, f"{base}{file}") if file else ""


def _linked(place: Place, base: str) -> Value:
    shown, spot = shown_and_spot(place.sheet, place.cell)
    return Link(shown, f"{base}{place.file}", spot) if place.file and spot else shown


def _spot(place: Place) -> str:
    return shown_and_spot(place.sheet, place.cell)[0]


def shown_and_spot(sheet: str, cell: str) -> tuple[str, str]:
    """How a cell is told, and how a link names it; without a cell there is no link."""
    quoted = sheet.replace("'", "''")
    spot = f"'{quoted}'!{cell}" if cell else ""
    return (f"{sheet}!{cell}" if sheet and cell else sheet), spot
