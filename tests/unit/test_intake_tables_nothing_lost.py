"""Whatever becomes of a sheet, each of its records is read, or told at its cell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from make_docx.intake.sheet import Sheet, Spot, Value
from make_docx.intake.tables.records import read_records
from make_docx.intake.workbook import Workbook
from make_docx.model import CellKind, Column, ColumnType, FilledBy, Table

LOG = Table(
    "来访记录",
    FilledBy.UNITS,
    (
        Column("日期", ColumnType.DATE),
        Column("反映事项"),
        Column("人数", ColumnType.INTEGER, "人", required=False),
    ),
)
HEADS = ("日期", "反映事项", "人数（人）")
Line = Sequence[str | int | None]

records = st.integers(1, 28).map(lambda day: (f"5月{day}日", f"事项{day}", day))
lines = st.one_of(
    records,
    st.just(()),
    st.just(HEADS),
    st.just(("日期", "反映事项", "人数")),
    st.integers(0, 40).map(lambda total: ("合计", None, total)),
    st.just(("填表人：张三",)),
    st.just(("注：不含来信",)),
)


def sheet_of(typed: Sequence[Line], order: Sequence[int]) -> Sheet:
    """The lines with their columns in `order`."""
    values = {}
    for row, line in enumerate(typed, 1):
        for value, column in zip(line, order, strict=False):
            if value is not None:
                kind = CellKind.NUMBER if isinstance(value, int) else CellKind.TEXT
                values[Spot(row, column)] = Value(kind, str(value))
    return Sheet("来访记录", values)


@given(
    st.lists(records, max_size=2),
    st.lists(lines, max_size=12),
    st.permutations([1, 2, 4]),
)
@settings(max_examples=150)
def test_a_record_is_read_or_its_sheet_is_refused(
    above: list[Line], below: list[Line], order: list[int]
) -> None:
    typed = [("来访记录",), *above, HEADS, *below]
    sheet = sheet_of(typed, order)
    book = Workbook("甲镇.xlsx", "", {sheet.title: sheet}, {}, dt.datetime(1899, 12, 30))
    found, findings = read_records(book, sheet, LOG, (), "form-lacks-column")
    read = [one.record.cells["反映事项"].text for one in found]
    wanted = [str(line[1]) for line in below if len(line) > 1 and str(line[1]).startswith("事项")]
    codes = [one.code for one in findings]
    assert read == wanted
    assert ("rows-above-head" in codes) == bool(above)
    # what is no record is told, too
    others = sum(bool(line) for line in below) - len(wanted)
    assert codes.count("part-skipped") == others
