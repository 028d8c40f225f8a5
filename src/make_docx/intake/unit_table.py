"""Turns a 汇总表 that came in, a row per unit, into a submission a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from make_docx.findings import Finding
from make_docx.intake.ledger import HEADS_WITHIN, LedgerReader
from make_docx.intake.submission import unit_on_roster
from make_docx.intake.workbook import Sheet, Spot, Workbook
from make_docx.labels import Labels, label_key, labels_of
from make_docx.model import Brief, Submission

_UNIT_HEADS: Final = tuple(
    map(
        label_key,
        (
            *("单位名称", "单位", "填报单位", "报送单位", "部门", "部门名称", "机构", "机构名称"),
            *("乡镇", "乡镇名称", "乡镇（街道）", "镇街", "镇街名称", "街道", "街道名称"),
            *("村（社区）", "学校", "学校名称", "科室", "科室名称", "名称"),
        ),
    )
)
_LOOKED_AT: Final = 30  # names below a head, to tell whether they are units
_FEWEST_LABELS: Final = 2  # a text that happens to be an indicator's name makes no table


def find_head(sheet: Sheet, brief: Brief) -> Spot | None:
    """The head of the units' column, in the row that names the indicators; ``None`` without one."""
    labels = labels_of(brief.indicators)
    named = {
        (spot.row, owner)
        for key, spots in sheet.by_key.items()
        for spot in spots
        if spot.row <= HEADS_WITHIN and (owner := _owner(labels, key))
    }
    counts = Counter(row for row, _ in named)
    fewest = min(_FEWEST_LABELS, sum(indicator.is_asked for indicator in brief.indicators))
    for key in _UNIT_HEADS:
        for spot in sheet.by_key.get(key, ()):
            last = sheet.merges[spot][1].row if spot in sheet.merges else spot.row
            rows = [row for row in range(spot.row, last + 1) if counts[row] >= max(fewest, 1)]
            if rows:
                return Spot(max(rows, key=lambda row: (counts[row], row)), spot.column)
    heads = [row for row, count in counts.items() if count >= max(fewest, 1)]
    return _head_of_names(sheet, brief, labels, sorted(heads, key=lambda row: (-counts[row], row)))


def _owner(labels: Labels, key: str) -> str | None:
    measured = labels.measured(key)
    return labels.owner_of_key(key) or (measured[0] if measured else None)


def _head_of_names(sheet: Sheet, brief: Brief, labels: Labels, rows: Iterable[int]) -> Spot | None:
    """The head, whatever it says, of the column below which units of the roster stand."""
    if not brief.units:
        return None
    for row in rows:
        for head, text in sheet.texts_of(row):
            if _owner(labels, label_key(text)):
                continue
            below = (s for s in sheet.values if s.column == head.column and s.row > row)
            names = [sheet.at(spot).text for spot in sorted(below)[:_LOOKED_AT]]
            units = [name for name in names if unit_on_roster(name, brief)]
            if units and 2 * len(units) >= len(names):
                return head
    return None


def read_unit_table(
    book: Workbook, sheet: Sheet, brief: Brief
) -> tuple[tuple[Submission, ...], tuple[Finding, ...]]:
    """Read every row below the head; the columns are known by their heads alone."""
    head = find_head(sheet, brief)
    if head is None:
        return (), ()
    reader = LedgerReader(book, sheet, brief, head, is_own=False)
    return reader.submissions(), tuple(reader.findings)
