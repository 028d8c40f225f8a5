"""Turns the figures into the 统计表: a row a unit, 小计 for each category, 合计 at the end.

An only unit needs no 合计, and the only one of a category no 小计. Nothing is added up here: every
figure was totalled before, from the same cells as the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from make_docx.figures.value import unit_of
from make_docx.labels import UNIT_NAME, label_key
from make_docx.model import (
    Brief,
    Checked,
    Figure,
    Figures,
    Indicator,
    Measures,
    RowKind,
    StatTable,
    Status,
    TableColumn,
    TableRow,
)
from make_docx.wording import number
from make_docx.wording.group import groups
from make_docx.wording.phrase import measure_word
from make_docx.wording.plain import plain_line

NOTHING: Final = "—"
NOTHING_TOLD: Final = f"“{NOTHING}”表示无此项数据"
_APPROXIMATE: Final = frozenset((Status.ABOUT, Status.AT_LEAST, Status.AT_MOST))


def stat_table(
    brief: Brief, checked: Checked, figures: Figures, precision: Mapping[str, int]
) -> StatTable:
    """The table of every indicator that is listed in it.

    A unit that did not report says 未报. One that left an optional cell blank has —, which the note
    explains. `precision` gives the decimals of the columns, as the module of that name.
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
                else _cells(figures.by_unit.get(unit.name, {}), indicators, precision)
            )
            kind = RowKind.MISSING if missing else RowKind.UNIT
            rows.append(_row(kind, str(place), unit.name, cells))
        if len(grouped) > 1 and len(group.units) > 1:
            cells = _cells(figures.by_category.get(group.category, {}), indicators, precision)
            rows.append(_row(RowKind.SUBTOTAL, "", f"{group.label}小计", cells))
    blank = [NOTHING_TOLD] if leaves_blank(rows) else []
    if place == 1:
        return StatTable(_columns(indicators), tuple(rows), note(blank))
    rows.append(_row(RowKind.TOTAL, "", "合计", _cells(figures.totals, indicators, precision)))
    remarks = [*_remarks(checked, figures, indicators), *blank]
    return StatTable(_columns(indicators), tuple(rows), note(remarks))


def leaves_blank(rows: Iterable[TableRow]) -> bool:
    """Whether a unit that reported has no figure in one of its cells."""
    return any(row.kind is RowKind.UNIT and NOTHING in row.cells[2:] for row in rows)


def note(remarks: Iterable[str]) -> str:
    """注：…；…。; nothing where there is nothing to say."""
    told = "；".join(remarks)
    return f"注：{told}。" if told else ""


def _columns(indicators: Sequence[Indicator]) -> tuple[TableColumn, ...]:
    return (
        TableColumn("序号"),
        TableColumn(UNIT_NAME, numeric=False),
        *(figure_column(i.label, unit_of(i)) for i in indicators),
    )


def figure_column(label: str, unit: str) -> TableColumn:
    """The head above figures; a label may say the unit itself: 满意率（%）."""
    label, unit = plain_line(label), plain_line(unit)
    return TableColumn(label, "" if label_key(label).endswith(f"({label_key(unit)})") else unit)


def _cells(
    figures: Mapping[str, Figure], indicators: Sequence[Indicator], precision: Mapping[str, int]
) -> list[str]:
    return [cell(figures.get(i.label), precision.get(i.label)) for i in indicators]


def cell(figure: Figure | None, decimals: int | None = None) -> str:
    """A figure below its head; — where there is none at all."""
    if figure is None or figure.status is Status.MISSING:
        return NOTHING
    return number.in_column(figure, decimals)


def _row(kind: RowKind, place: str, name: str, cells: Sequence[str]) -> TableRow:
    return TableRow(kind, (place, plain_line(name), *cells))


def _remarks(checked: Checked, figures: Figures, indicators: Sequence[Indicator]) -> Iterator[str]:
    measures = Measures(figures.by_unit.values())
    statuses = zip(*[measures.of(i.label)[1] for i in indicators], strict=True)
    vague = sum(not _APPROXIMATE.isdisjoint(of_unit) for of_unit in statuses)
    word = measure_word("单位")
    if vague:
        yield f"{vague}{word}单位报送了约数，合计中相应的数也是约数"
    if checked.missing:
        yield f"{len(checked.missing)}{word}单位未报送，合计中不含其数据"
