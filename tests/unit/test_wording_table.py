"""The 统计表: its columns, its rows, and that its columns add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from make_docx.model import (
    Aggregation,
    Brief,
    Checked,
    Elements,
    Figure,
    Figures,
    Indicator,
    RowKind,
    StatTable,
    Status,
    TableColumn,
    TableRow,
    Unit,
    UnitReport,
    ValueType,
)
from make_docx.wording.precision import shared_decimals
from make_docx.wording.table import stat_table

BANNERS = Indicator("悬挂横幅", "条")
RATE = Indicator("满意率", "%", ValueType.PERCENT, Aggregation.RATE)
PEOPLE = Indicator("编制人数", "人", aggregation=Aggregation.NONE)
ACTIONS = Indicator("主要做法", value_type=ValueType.TEXT, aggregation=Aggregation.NONE)
HIDDEN = Indicator("内部指标", "个", in_table=False)

A, B, C, D = Unit("甲", "委属单位"), Unit("乙", "乡镇"), Unit("丙", "委属单位"), Unit("丁")


def figure(value: int | str | None, status: Status = Status.EXACT, unit: str = "条") -> Figure:
    return Figure("指标", None if value is None else Decimal(value), unit, status)


def table(
    units: Sequence[Unit],
    *,
    missing: Sequence[Unit] = (),
    by_unit: Mapping[str, Mapping[str, Figure]] | None = None,
    by_category: Mapping[str, Mapping[str, Figure]] | None = None,
    totals: Mapping[str, Figure] | None = None,
    indicators: Sequence[Indicator] = (BANNERS,),
) -> StatTable:
    brief = Brief("公文要素.xlsx", "kind", Elements(), {}, tuple(indicators), tuple(units))
    reports = tuple(UnitReport(unit, "", {}) for unit in units if unit not in missing)
    checked = Checked(tuple(units), reports, tuple(missing))
    figures = Figures(totals or {}, by_category or {}, by_unit or {})
    return stat_table(brief, checked, figures, shared_decimals(brief, figures))


def test_columns_are_the_listed_indicators_that_are_numbers_with_their_measure_words() -> None:
    made = table([A], indicators=[BANNERS, ACTIONS, HIDDEN, RATE])
    assert made.columns == (
        TableColumn("序号"),
        TableColumn("单位名称", numeric=False),
        TableColumn("悬挂横幅", "条"),
        TableColumn("满意率", "%"),
    )
    assert {len(row.cells) for row in made.rows} == {4}


def test_units_are_grouped_by_category_and_numbered_through() -> None:
    made = table(
        [A, B, C, D],
        missing=[C],
        by_unit={"甲": {BANNERS.label: figure(1)}, "乙": {BANNERS.label: figure(2)}, "丁": {}},
        by_category={
            "委属单位": {BANNERS.label: figure(1)},
            "乡镇": {BANNERS.label: figure(2)},
            "": {BANNERS.label: figure(0)},
        },
        totals={BANNERS.label: figure(3)},
    )
    assert made.rows == (
        TableRow(RowKind.UNIT, ("1", "甲", "1")),
        TableRow(RowKind.MISSING, ("2", "丙", "未报")),
        TableRow(RowKind.SUBTOTAL, ("", "委属单位小计", "1")),
        TableRow(RowKind.UNIT, ("3", "乙", "2")),
        TableRow(RowKind.UNIT, ("4", "丁", "—")),
        TableRow(RowKind.TOTAL, ("", "合计", "3")),
    )
    assert made.note == "注：1家单位未报送，合计中不含其数据；“—”表示无此项数据。"


def test_a_single_unit_that_left_a_cell_blank_has_the_dash_explained() -> None:
    made = table([A], by_unit={"甲": {}})
    assert made.rows[0].cells == ("1", "甲", "—")
    assert made.note == "注：“—”表示无此项数据。"


def test_one_category_needs_no_subtotal() -> None:
    made = table([A, C])
    assert [row.kind for row in made.rows] == [RowKind.UNIT, RowKind.UNIT, RowKind.TOTAL]
    made = table([Unit("子"), Unit("丑")])
    assert [row.kind for row in made.rows] == [RowKind.UNIT, RowKind.UNIT, RowKind.TOTAL]


def test_a_single_unit_needs_no_total_and_no_note_about_one() -> None:
    about = {BANNERS.label: figure(200, Status.ABOUT)}
    made = table([A], by_unit={"甲": about}, totals=about)
    assert made.rows == (TableRow(RowKind.UNIT, ("1", "甲", "约200")),)
    assert made.note == ""


def test_one_unit_that_reported_of_two_has_a_total() -> None:
    made = table([A, C], missing=[C])
    assert [row.kind for row in made.rows] == [RowKind.UNIT, RowKind.MISSING, RowKind.TOTAL]
    assert made.note != ""


def test_cells_show_the_figure_as_exactly_as_it_is_known() -> None:
    values = {
        "甲": figure(104),
        "乙": figure(600, Status.AT_LEAST),
        "丙": figure(200, Status.ABOUT),
        "丁": figure(200, Status.AT_MOST),
        "戊": figure(None, Status.NOT_APPLICABLE),
        "己": figure(0),
        "庚": figure("0.992", unit="%"),
        "辛": figure(None, Status.MISSING),
    }
    made = table(
        [Unit(name) for name in values],
        by_unit={name: {BANNERS.label: value} for name, value in values.items()},
    )
    cells = [row.cells[2] for row in made.rows]
    assert cells == ["104", "600余", "约200", "近200", "/", "0", "99.2", "—", "—"]


def test_the_unit_of_a_rate_is_told_once_in_the_head() -> None:
    rates = [
        replace(RATE, label="满意率（%）"),
        replace(RATE, label="办结率", unit=""),
        replace(RATE, label="覆盖率", unit="％", value_type=ValueType.DECIMAL),
    ]
    own = {
        "满意率（%）": figure("0.992", Status.ABOUT, "%"),
        "办结率": figure("0.9", Status.AT_LEAST, "%"),
        "覆盖率": figure("0.005", unit="%"),
    }
    made = table([A], indicators=rates, by_unit={"甲": own})
    assert [(column.head, column.unit) for column in made.columns[2:]] == [
        ("满意率（%）", ""),
        ("办结率", "%"),
        ("覆盖率", "%"),
    ]
    assert made.rows[0].cells[2:] == ("约99.2", "90以上", "0.5")


def test_a_total_that_does_not_apply_is_a_stroke_and_one_that_is_not_made_a_dash() -> None:
    made = table(
        [A, C],
        indicators=[BANNERS, PEOPLE],
        totals={BANNERS.label: figure(None, Status.NOT_APPLICABLE)},
    )
    assert made.rows[-1].cells == ("", "合计", "/", "—")


def test_the_note_speaks_only_of_approximate_figures_and_missing_units() -> None:
    exact = {BANNERS.label: figure(1)}
    about = {BANNERS.label: figure(1, Status.ABOUT)}
    assert table([A, B], by_unit={"甲": exact, "乙": exact}).note == ""
    note = table([A, B], by_unit={"甲": exact, "乙": about}).note
    assert note.startswith("注：1家单位")
    assert "约数" in note
    assert "未报送" not in note
    note = table([A, B], missing=[B], by_unit={"甲": about}).note
    assert "约数" in note
    assert "1家单位未报送" in note


def test_an_approximate_figure_outside_the_table_needs_no_note() -> None:
    by_unit = {"甲": {HIDDEN.label: figure(1, Status.ABOUT)}}
    by_unit["甲"][BANNERS.label] = figure(1)
    assert table([A], by_unit=by_unit, indicators=[BANNERS, HIDDEN]).note == ""


def test_all_cells_of_a_column_have_the_decimals_that_one_of_them_needs() -> None:
    values = ["0.9996", "0.98765", "0.8", "1"]
    rates = {
        name: {RATE.label: replace(figure(value, unit="%"), is_quotient=True)}
        for name, value in zip("甲乙丙丁", values, strict=True)
    }
    rates["戊"] = {RATE.label: replace(figure("0.98765", Status.ABOUT, "%"), is_quotient=True)}
    made = table([Unit(name) for name in rates], indicators=[RATE], by_unit=rates)
    cells = [row.cells[2] for row in made.rows]
    assert cells == ["99.96", "98.77", "80.00", "100.00", "约98.77", "—"]


def test_a_column_of_whole_numbers_has_no_decimals() -> None:
    area = Indicator("面积", "亩", ValueType.DECIMAL)
    made = table([A], indicators=[area], by_unit={"甲": {area.label: figure("3.0", unit="亩")}})
    assert made.rows[0].cells[2] == "3"


@given(st.lists(st.tuples(st.sampled_from("甲乙丙"), st.integers(0, 10**9)), min_size=2))
def test_each_column_adds_up_to_its_subtotals_and_its_total(
    values: list[tuple[str, int]],
) -> None:
    units = [Unit(f"单位{i}", category) for i, (category, _) in enumerate(values)]
    sums = {category: 0 for category, _ in values}
    for category, value in values:
        sums[category] += value
    made = table(
        units,
        by_unit={f"单位{i}": {BANNERS.label: figure(v)} for i, (_, v) in enumerate(values)},
        by_category={category: {BANNERS.label: figure(v)} for category, v in sums.items()},
        totals={BANNERS.label: figure(sum(sums.values()))},
    )

    def column(kind: RowKind) -> list[int]:
        return [int(row.cells[2]) for row in made.rows if row.kind is kind]

    assert [sum(column(RowKind.UNIT))] == column(RowKind.TOTAL)
    counts = Counter(category for category, _ in values)
    alone = sum(sums[category] for category, count in counts.items() if count == 1)
    if len(sums) > 1:
        assert [sum(column(RowKind.SUBTOTAL)) + alone] == column(RowKind.TOTAL)
