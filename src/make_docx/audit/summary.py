"""Turns an outcome into 汇总, the first sheet of 校核报告.xlsx."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from make_docx.audit.cell_styles import GENERAL
from make_docx.audit.decision import LEVELS
from make_docx.audit.grid import FIRST_ROW, HEAD_ROW, Column, Grid, Number, Value
from make_docx.audit.rows import RowWriter
from make_docx.audit.sheets import (
    CONFIRMED_LEVEL,
    FILE_WORDS,
    STATUS_WORDS,
    WAITING,
    is_percent,
    level,
    number,
)
from make_docx.findings import Severity
from make_docx.model import Brief, Outcome, Status

_COLUMNS: Final = (
    Column("项目", 24, wraps=True, text_format=GENERAL),
    Column("数目", 18, text_format=GENERAL),
    Column("", 24, text_format=GENERAL),
    Column("", 14, text_format=GENERAL),
    Column("是哪些", 60, wraps=True, text_format=GENERAL),
)
_HEADS_OF_TOTALS: Final = ("指标", "合计", "准确程度", "计量单位", "来自几格")


def summary_grid(title: str, outcome: Outcome, brief: Brief, copies: Sequence[str]) -> Grid:
    """汇总: how many of what; and below, under heads of their own, the totals.

    `copies` are the files written to 退回/.
    """
    period = f"报送期次：{brief.elements.period}　" if brief.elements.period else ""
    stops = any(found.stops for found in outcome.findings)
    verdict = "还有错误或待确认的意见，不能生成公文。" if stops else "可以生成公文。"
    rows = _Summary(tuple(_counts(outcome, copies)), tuple(_totals(outcome, brief)))
    merges = [f"B{row}:D{row}" for row in range(HEAD_ROW, FIRST_ROW + len(rows.counts))]
    return Grid(
        "汇总",
        title,
        f"{period}{verdict}",
        _COLUMNS,
        rows,
        has_filter=False,
        rules="<mergeCells>{}</mergeCells>".format(
            "".join(f'<mergeCell ref="{merge}"/>' for merge in merges)
        ),
    )


class _Summary(Struct, frozen=True):
    """The rows of the sheet: the counts, a gap, and the totals under their heads."""

    counts: tuple[tuple[Value, ...], ...]
    totals: tuple[tuple[Value, ...], ...]

    def __len__(self) -> int:
        return len(self.counts) + 2 + len(self.totals)

    def write(self, writer: RowWriter) -> Iterator[str]:
        for row, values in enumerate(self.counts, start=FIRST_ROW):
            yield writer.row(row, values)
        heads_row = FIRST_ROW + len(self.counts) + 1
        yield f'<row r="{heads_row}">{writer.heads(heads_row, _HEADS_OF_TOTALS)}</row>'
        for row, values in enumerate(self.totals, start=heads_row + 1):
            yield writer.row(row, values)


def _totals(outcome: Outcome, brief: Brief) -> Iterator[tuple[Value, ...]]:
    """Indicator, total, how exact it is, 计量单位, and of how many cells."""
    percents = {i.label for i in brief.indicators if is_percent(i)}
    reported, expected = len(outcome.checked.reports), len(outcome.checked.expected)
    partial = f"，不全（{reported}/{expected} 家）" if reported < expected else ""
    for label, figure in (outcome.figures.totals if outcome.figures else {}).items():
        as_percent = label in percents
        is_exact = figure.status is Status.EXACT
        exactness = "" if partial and is_exact else STATUS_WORDS[figure.status]
        yield (
            label,
            number(figure, is_percent=as_percent),
            f"{exactness}{partial}".removeprefix("，"),
            "%" if as_percent else figure.unit,
            Number(len(figure.sources)),
        )


def _counts(outcome: Outcome, copies: Sequence[str]) -> Iterator[tuple[Value, ...]]:
    for what, count, which in _counted(outcome, copies):
        yield what, Number(count), "", "", which


def _counted(outcome: Outcome, copies: Sequence[str]) -> Iterator[tuple[str, int, str]]:
    """What is counted, how many, and which ones."""
    checked = outcome.checked
    statuses = Counter(record.status for record in checked.files)
    levels = Counter(level(found) for found in outcome.findings)
    heard = {report.unit.name for report in checked.reports}
    elsewhere = heard | {unit.name for unit in checked.missing} | {*checked.duplicate}
    faulty = [unit.name for unit in checked.expected if unit.name not in elsewhere]
    yield "应报单位", len(checked.expected), ""
    yield "已报单位", len(checked.reports), ""
    yield "缺报单位", len(checked.missing), "、".join(unit.name for unit in checked.missing)
    yield "迟报单位", len(checked.late), "、".join(checked.late)
    yield "重复报送", len(checked.duplicate), "、".join(checked.duplicate)
    yield "报了有错、没有采用", len(faulty), "、".join(faulty)
    yield "不在名册上", len(checked.unknown), "、".join(checked.unknown)
    for status, words in FILE_WORDS.items():
        yield f"文件：{words}", statuses[status], ""
    yield "“退回”里的退回件", len(copies), "、".join(copies)
    for word in (LEVELS[Severity.ERROR], WAITING, LEVELS[Severity.WARN], CONFIRMED_LEVEL):
        yield f"意见：{word}", levels[word], ""
