"""Turns the figures into the 统计表: a row a unit, 小计 for each category, 合计 at the end.

An only unit needs no 合计. Nothing is added up here: every figure was totalled before, from
the same cells as the text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from make_docx.figures.value import unit_of
from make_docx.labels import label_key
from make_docx.model import (
    Brief,
    Checked,
    Figure,
    Figures,
    Indicator,
    RowKind,
    StatTable,
    Status,
    TableColumn,
    TableRow,
    measure,
)
from make_docx.wording import number
from make_docx.wording.group import groups
from make_docx.wording.phrase import measure_word
from make_docx.wording.plain import plain_line

NO_TOTAL: Final = "—"
LEFT_BLANK: Final = "未填"
_APPROXIMATE: Final = (Status.ABOUT, Status.AT_LEAST, Status.AT_MOST)


def stat_table(brief: Brief, checked: Checked, figures: Figures) -> StatTable:
    """The table of every indicator that is listed in it.

    A unit that did not report says 未报; one that left an optional cell blank says 未填.
    """
    indicators = [i for i in brief.indicators if i.in_table and not i.is_text]
    reported = {report.unit.name for report in checked.reports}
    grouped = groups(checked.expected)
    rows: list[TableRow] = []
    place = 0
    for group in grouped:
        for unit in group.units:
            place += 1
            missing = unit.name not in reported
            cells = (
                [number.MISSING_CELL] * len(indicators)
                if missing
                else _cells(figures.by_unit.get(unit.name, {}), indicators, LEFT_BLANK)
            )
            kind = RowKind.MISSING if missing else RowKind.UNIT
            rows.append(_row(kind, str(place), unit.name, cells))
        if len(grouped) > 1:
            cells = _cells(figures.by_category.get(group.category, {}), indicators, NO_TOTAL)
            rows.append(_row(RowKind.SUBTOTAL, "", f"{group.label}小计", cells))
    if place == 1:
        return StatTable(_columns(indicators), tuple(rows))
    rows.append(_row(RowKind.TOTAL, "", "合计", _cells(figures.totals, indicators, NO_TOTAL)))
    return StatTable(_columns(indicators), tuple(rows), _note(checked, figures, indicators))


def _columns(indicators: Sequence[Indicator]) -> tuple[TableColumn, ...]:
    return (
        TableColumn("序号"),
        TableColumn("单位名称", numeric=False),
        *(figure_column(i.label, unit_of(i)) for i in indicators),
    )


def figure_column(label: str, unit: str) -> TableColumn:
    """The head above figures; a label may say the unit itself: 满意率（%）."""
    label, unit = plain_line(label), plain_line(unit)
    return TableColumn(label, "" if label_key(label).endswith(f"({label_key(unit)})") else unit)


def _cells(
    figures: Mapping[str, Figure], indicators: Sequence[Indicator], nothing: str
) -> list[str]:
    """`nothing` stands where there is no figure at all: 未填 of a unit, — of a total."""
    found = (figures.get(indicator.label) for indicator in indicators)
    return [
        nothing if f is None or f.status is Status.MISSING else number.in_column(f) for f in found
    ]


def _row(kind: RowKind, place: str, name: str, cells: Sequence[str]) -> TableRow:
    return TableRow(kind, (place, plain_line(name), *cells))


def _note(checked: Checked, figures: Figures, indicators: Sequence[Indicator]) -> str:
    vague = sum(
        any((of := measure(own, i.label)) and of[1] in _APPROXIMATE for i in indicators)
        for own in figures.by_unit.values()
    )
    word = measure_word("单位")
    remarks = []
    if vague:
        remarks.append(f"{vague}{word}单位报送了约数，合计中相应的数也是约数")
    if checked.missing:
        remarks.append(f"{len(checked.missing)}{word}单位未报送，合计中不含其数据")
    return f"注：{'；'.join(remarks)}。" if remarks else ""
