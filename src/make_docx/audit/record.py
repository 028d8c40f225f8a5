"""Turns the 校核报告.xlsx of the last run into the decisions that the clerk wrote in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from make_docx.audit.decision import (
    CONFIRMED,
    LEVELS,
    LOST,
    NOT_CONFIRMED,
    WITHDRAWN,
    Decision,
    Source,
    can_confirm,
    in_order,
)
from make_docx.audit.memory import recall, remember
from make_docx.catalogue import finding
from make_docx.cell_address import column_letters
from make_docx.findings import Finding, Place
from make_docx.intake import archive_guard
from make_docx.intake.inbox import read_bytes
from make_docx.intake.row_reader import read_heads, read_rows
from make_docx.intake.sheet import Value
from make_docx.output import lock_of
from make_docx.sniff import Refusal, sniff

FINDINGS_SHEET: Final = "逐条意见"
RECORD_SHEET: Final = "处理记录"
HANDLING_HEAD: Final = "处理"
REASON_HEAD: Final = "理由"
KEY_HEAD: Final = "识别码"
CODE_HEAD: Final = "编号"
UNIT_HEAD: Final = "单位"
FILE_HEAD: Final = "文件"
SPOT_HEAD: Final = "位置"
LABEL_HEAD: Final = "项目"
FOUND_HEAD: Final = "现为"
MESSAGE_HEAD: Final = "意见"
SOURCE_HEAD: Final = "确认方式"
LEVEL_HEAD: Final = "级别"  # of the findings only, not of the record

_NEEDED: Final = (HANDLING_HEAD, REASON_HEAD, KEY_HEAD, CODE_HEAD)
_MOST_HEAD_ROWS: Final = 50
_ROOM: Final = 20  # times the limits for what units send: 40 000 units × 30 figures


class Record(Struct, frozen=True):
    """What was read of the last report; `findings` are about what the clerk wrote.

    `refusal` says why the report must not be written over; empty when it may be.
    """

    decisions: tuple[Decision, ...] = ()
    findings: tuple[Finding, ...] = ()
    refusal: str = ""


class _Row(Struct, frozen=True):
    sheet: str
    number: int
    texts: Mapping[str, str]  # head → text
    columns: Mapping[str, str]  # head → letters

    def text(self, head: str) -> str:
        return self.texts.get(head, "")


def read_record(path: Path, shown: str) -> Record:
    """Read the clerk's decisions; `shown` is how findings name the report.

    A report that cannot be read is never an error: nothing of it counts, and it stays as it is.
    """
    if not path.exists():
        return Record()
    lock = lock_of(path)
    data = read_bytes(path)
    if isinstance(data, Refusal):
        return _unreadable(shown, _reason(data))
    decisions = recall(path, data)
    if decisions is None:
        sheets = _open(data)
        if isinstance(sheets, str):
            return _unreadable(shown, sheets)
        decisions = in_order(_merged(sheets, shown))
        remember(path, data, decisions)
    faults = map(_fault, decisions)
    findings = [fault for fault in faults if fault]
    if lock:
        findings.append(finding("report-in-use", Place(file=shown), found=lock))
    return Record(decisions, tuple(findings), lock)


def _unreadable(shown: str, reason: str) -> Record:
    return Record(
        findings=(finding("report-unreadable", Place(file=shown), reason=reason),), refusal=reason
    )


def _open(data: bytes) -> dict[str, list[_Row]] | str:
    if refusal := sniff(data) or archive_guard.guard(data, times=_ROOM):
        return _reason(refusal)
    try:
        return _sheets(data)
    except Exception as error:  # a broken part makes a parser raise anything
        return f"内容不合规范（{type(error).__name__}）"


def _sheets(data: bytes) -> dict[str, list[_Row]] | str:
    lists = {title: _List(title) for title in (FINDINGS_SHEET, RECORD_SHEET)}
    found = read_rows(data, {title: listed.take for title, listed in lists.items()})
    if not found:
        return f"里面没有“{FINDINGS_SHEET}”表"
    for title in lists:
        if title in found and not lists[title].heads:
            missing = "、".join(f"“{head}”" for head in lists[title].missing)
            return f"“{title}”的表头里找不到{missing}"
    if FINDINGS_SHEET not in found:
        listed = _renamed(data)
        if isinstance(listed, str):
            return listed
        lists[FINDINGS_SHEET] = listed
    return {title: listed.rows for title, listed in lists.items()}


def _renamed(data: bytes) -> _List | str:
    """The findings under the name that the clerk gave the sheet."""
    tops: dict[str, _List] = {}
    read_heads(data, lambda title: tops.setdefault(title, _List(title)).take, _MOST_HEAD_ROWS)
    titles = [title for title, top in tops.items() if LEVEL_HEAD in top.heads.values()]
    if not titles:
        return f"里面没有“{FINDINGS_SHEET}”表，改了名的也找不到，要把它放回去"
    if len(titles) > 1:
        return (
            f"有 {len(titles)} 张表都像改了名的“{FINDINGS_SHEET}”，要把写了确认的那张改回这个名字"
        )
    listed = _List(titles[0])
    read_rows(data, {titles[0]: listed.take})
    return listed


class _List:
    """Takes the rows below the head, wherever the clerk has moved it."""

    def __init__(self, title: str) -> None:
        self.heads: dict[int, str] = {}
        self.missing: Sequence[str] = _NEEDED  # in the row that is most like a head
        self.rows: list[_Row] = []
        self._title = title
        self._columns: dict[str, str] = {}

    def take(self, number: int, values: Mapping[int, Value]) -> None:
        """Take the next row that has anything in it."""
        texts = {column: value.words for column, value in values.items()}
        if self.heads:
            held = {head: texts.get(column, "") for column, head in self.heads.items()}
            if any(held.values()):
                self.rows.append(_Row(self._title, number, held, self._columns))
        elif number <= _MOST_HEAD_ROWS:
            missing = [head for head in _NEEDED if head not in texts.values()]
            self.missing = min(self.missing, missing, key=len)
            if not missing:
                self.heads = {column: text for column, text in texts.items() if text}
                self._columns = {head: column_letters(at) for at, head in self.heads.items()}


def _reason(refusal: Refusal) -> str:
    return finding(refusal.code, Place(), reason=refusal.reason).message


def _merged(sheets: Mapping[str, list[_Row]], shown: str) -> Iterator[Decision]:
    """The record, and over it what stands beside the findings now."""
    known = {
        decision.key: decision
        for row in sheets[RECORD_SHEET]
        if (decision := _decision(row, shown))
    }
    written: dict[str, Decision] = {}
    cleared: set[str] = set()
    for row in sheets[FINDINGS_SHEET]:
        decision = _decision(row, shown)
        if decision is None:
            continue
        if decision.handling or decision.reason:
            written.setdefault(decision.key, decision)
        else:
            cleared.add(decision.key)
    for key in cleared - written.keys():
        if key in known and known[key].handling == CONFIRMED:
            known[key] = replace(known[key], handling=WITHDRAWN)
    for key, decision in written.items():
        old = known.get(key)
        if old and (old.handling, old.reason) == (decision.handling, decision.reason):
            decision = replace(old, written_at=decision.written_at)
        known[key] = decision
    yield from known.values()


def _decision(row: _Row, shown: str) -> Decision | None:
    """What a row says; a row whose 识别码 the clerk lost still keeps its words."""
    handling, reason = row.text(HANDLING_HEAD), row.text(REASON_HEAD)
    key = row.text(KEY_HEAD)
    if not key and not (handling or reason):
        return None
    is_record = row.sheet == RECORD_SHEET
    label = row.text(LABEL_HEAD)
    source = row.text(SOURCE_HEAD)
    return Decision(
        key=key or "|".join((LOST, row.text(CODE_HEAD), row.text(UNIT_HEAD), label, reason)),
        code=row.text(CODE_HEAD),
        handling=handling,
        reason=reason,
        unit=row.text(UNIT_HEAD),
        found=row.text(FOUND_HEAD),
        place=Place(row.text(FILE_HEAD), *_spot(row.text(SPOT_HEAD)), label),
        said=row.text(MESSAGE_HEAD),
        source=Source(source) if is_record and source in set(Source) else Source.REPORT,
        written_at=Place(shown, row.sheet, f"{row.columns[HANDLING_HEAD]}{row.number}", label),
    )


def _spot(text: str) -> tuple[str, str]:
    sheet, mark, cell = text.rpartition("!")
    return (sheet, cell) if mark else (text, "")


def _fault(decision: Decision) -> Finding | None:
    """Why something that looks like a confirmation is none; what is only recorded is left alone."""
    if decision.confirms or decision.written_at.sheet == RECORD_SHEET:
        return None
    if decision.handling in (NOT_CONFIRMED, WITHDRAWN):
        return None
    place = replace(decision.written_at, label=decision.place.label or decision.unit)
    if not can_confirm(decision.code):
        from make_docx.catalogue import CATALOGUE

        if decision.handling != CONFIRMED or decision.code not in CATALOGUE:
            return None  # a remark of the clerk's
        level = LEVELS[CATALOGUE[decision.code].severity]
        return finding("decision-unneeded", place, found=decision.handling, level=level)
    if decision.is_lost:
        fault = "“识别码”没有了，认不出是哪一条意见"
    elif decision.handling == CONFIRMED:
        fault = "没有写理由"
    elif decision.handling:
        fault = f"“处理”栏写的是“{decision.handling}”"
    else:
        fault = "写了理由，“处理”栏没有选“确认”"
    return finding("decision-void", place, found=decision.handling, fault=fault)
