"""A returned form gives the figures it shows, whatever was done to its rows and columns."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

import openpyxl
import pytest
from msgspec.structs import replace
from openpyxl.utils.datetime import MAC_EPOCH
from openpyxl.workbook.defined_name import DefinedName

from make_docx.figures.value import read_value
from make_docx.findings import Finding, Severity
from make_docx.intake import names
from make_docx.intake.form_writer import write_form
from make_docx.intake.submission import read_form
from make_docx.intake.workbook import Workbook, open_workbook
from make_docx.model import (
    Aggregation,
    Brief,
    CellKind,
    Elements,
    Indicator,
    Status,
    Submission,
    Unit,
    ValueType,
)

BRIEF = Brief(
    file="公文要素.xlsx",
    kind_id="activity-summary",
    elements=Elements(activity="政务公开宣传月活动", period="2021年5月"),
    element_refs={},
    indicators=(
        Indicator("悬挂横幅", "条"),
        Indicator("发放资料", "份"),
        Indicator("满意人数", "人"),
        Indicator("接待咨询", "人次"),
        Indicator(
            "满意率",
            "%",
            ValueType.PERCENT,
            Aggregation.RATE,
            numerator="满意人数",
            denominator="接待咨询",
        ),
    ),
    units=(Unit("甲局"), Unit("乙局")),
)
BRIEF = replace(
    BRIEF,
    form_version=names.form_version(BRIEF.kind_id, BRIEF.elements, BRIEF.indicators),
)
FIGURES = {"悬挂横幅": 120, "发放资料": 5000, "满意人数": 95, "接待咨询": 96}
FIRST, VALUE, LABEL = 10, 4, 3  # where the form has its first figure, its figures, its labels

Edit = Callable[[Any, Any], None]


@cache
def blank() -> bytes:
    return write_form(BRIEF)


def filled(edit: Edit | None = None, figures: Mapping[str, object] = FIGURES) -> bytes:
    """The form of `BRIEF` as a unit returns it, after `edit` has had its sheet."""
    book = openpyxl.load_workbook(io.BytesIO(blank()))
    sheet: Any = book[names.FORM_SHEET]
    entries = {names.head_name(names.UNIT_LABEL): "甲局"}
    entries[names.head_name(names.FILLED_ON_LABEL)] = "2021年5月31日"
    cell_names = names.indicator_names(BRIEF.indicators)
    values: dict[str, object] = {**entries, **{cell_names[k]: v for k, v in figures.items()}}
    for name, value in values.items():
        sheet[cell_of(book, name)].value = value
    if edit:
        for merge in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(merge))  # openpyxl leaves merges behind when rows move
        edit(book, sheet)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def cell_of(book: Any, name: str) -> str:
    return str(book.defined_names[name].attr_text).rpartition("!")[2].replace("$", "")


def move_names(book: Any, change: Callable[[str], str]) -> None:
    """What Excel does with the names when rows or columns are inserted, and openpyxl does not."""
    for name, defined in book.defined_names.items():
        if (defined.attr_text or "").startswith("'填报表'!"):
            sheet, _, cell = defined.attr_text.rpartition("!")
            moved = f"{sheet}!{change(cell.replace('$', ''))}"
            book.defined_names[name] = DefinedName(name, attr_text=moved)


def down(cell: str) -> str:
    return f"{cell[0]}{int(cell[1:]) + 1}" if int(cell[1:]) >= FIRST else cell


def up(cell: str) -> str:
    return f"{cell[0]}{int(cell[1:]) - 1}" if int(cell[1:]) > FIRST else cell


def right(cell: str) -> str:
    return chr(ord(cell[0]) + 1) + cell[1:]


def read(data: bytes) -> tuple[Submission, tuple[Finding, ...]]:
    book = open_workbook(data, "收件/甲局.xlsx")
    assert isinstance(book, Workbook)
    submission, findings = read_form(book, BRIEF)
    assert submission is not None
    return submission, findings


def figures(submission: Submission) -> dict[str, str]:
    return {label: cell.text for label, cell in submission.cells.items()}


def places(findings: tuple[Finding, ...]) -> list[tuple[str, str, str]]:
    return [(found.code, found.place.cell, found.place.label) for found in findings]


ALL = {label: str(value) for label, value in FIGURES.items()}


def test_a_form_as_sent_out_is_read_by_its_names() -> None:
    submission, findings = read(filled())
    assert figures(submission) == ALL
    assert findings == ()
    assert (submission.unit, submission.filled_on) == ("甲局", dt.date(2021, 5, 31))
    assert submission.kind_id == "activity-summary"
    assert submission.form_version == names.form_version(
        BRIEF.kind_id, BRIEF.elements, BRIEF.indicators
    )
    assert submission.period == "2021年5月"
    ref = submission.cells["悬挂横幅"].ref
    assert (ref.file, ref.sheet, ref.cell) == ("收件/甲局.xlsx", "填报表", "D10")
    assert submission.unit_ref is not None
    assert submission.unit_ref.cell == "D5"
    assert submission.period_ref is not None
    assert submission.version_ref is not None
    assert (submission.period_ref.cell, submission.version_ref.cell) == ("B2", "E2")
    assert submission.filled_on_ref is not None
    assert submission.filled_on_ref.cell == "D7"
    assert submission.form_changes == ""


def test_a_computed_rate_is_not_asked_for() -> None:
    submission, _ = read(filled())
    assert "满意率" not in submission.cells


@pytest.mark.parametrize("mends_names", [True, False])
def test_an_inserted_row_moves_the_figures_and_not_their_meaning(mends_names: bool) -> None:
    def edit(book: Any, sheet: Any) -> None:
        sheet.insert_rows(FIRST)
        if mends_names:
            move_names(book, down)

    submission, findings = read(filled(edit))
    assert figures(submission) == ALL
    moved = [] if mends_names else [("indicator-moved", "D11", "")]
    assert places(findings) == moved
    if moved:
        assert "“悬挂横幅”、“发放资料”、“满意人数”等 4 项" in findings[0].message


def test_a_cell_deleted_so_that_those_below_move_up_gives_no_label_its_neighbours_figure() -> None:
    def edit(book: Any, sheet: Any) -> None:
        for row in range(FIRST, FIRST + len(FIGURES)):
            sheet.cell(row, VALUE).value = sheet.cell(row + 1, VALUE).value
        move_names(book, up)
        first = names.indicator_names(BRIEF.indicators)["悬挂横幅"]
        book.defined_names[first].attr_text = "'填报表'!#REF!"

    submission, findings = read(filled(edit))
    assert figures(submission) == {}
    (found,) = [found for found in findings if found.blocks]
    assert (found.code, found.place.cell, found.place.label) == ("form-shifted", "D10", "悬挂横幅")
    assert found.found == "发放资料"


def test_a_row_deleted_and_typed_again_elsewhere_is_read_by_its_label() -> None:
    def edit(book: Any, sheet: Any) -> None:
        sheet.delete_rows(FIRST)
        move_names(book, up)
        first = names.indicator_names(BRIEF.indicators)["悬挂横幅"]
        book.defined_names[first].attr_text = "'填报表'!#REF!"
        last = FIRST + len(FIGURES) - 1
        for column, text in ((LABEL, "悬挂横幅"), (VALUE, 120), (VALUE + 1, "条")):
            sheet.cell(last, column).value = text

    submission, findings = read(filled(edit))
    assert figures(submission) == ALL
    assert not any(found.blocks for found in findings)


@pytest.mark.parametrize("mends_names", [True, False])
def test_an_inserted_column_moves_the_figures_and_not_their_meaning(mends_names: bool) -> None:
    def edit(book: Any, sheet: Any) -> None:
        sheet.insert_cols(1)
        if mends_names:
            move_names(book, right)

    submission, findings = read(filled(edit))
    assert figures(submission) == ALL
    assert all(cell.ref.cell.startswith("E") for cell in submission.cells.values())
    assert {found.severity for found in findings} <= {Severity.NOTE}


def test_a_column_inserted_between_label_and_figure_does_not_hide_the_label() -> None:
    def edit(book: Any, sheet: Any) -> None:
        sheet.insert_cols(VALUE)
        sheet.cell(FIRST, VALUE).value = "已核对"
        move_names(book, lambda cell: right(cell) if cell[0] >= "D" else cell)

    submission, findings = read(filled(edit))
    assert figures(submission) == ALL
    assert findings == ()


@pytest.mark.parametrize("column", range(1, 7))
def test_a_column_inserted_by_a_program_that_mends_nothing_hides_no_figure_and_no_name(
    column: int,
) -> None:
    book: Any = openpyxl.load_workbook(io.BytesIO(filled()))
    book[names.FORM_SHEET].insert_cols(column)  # its merges stay behind, too
    target = io.BytesIO()
    book.save(target)
    submission, findings = read(target.getvalue())
    assert (submission.unit, figures(submission)) == ("甲局", ALL)
    assert {found.severity for found in findings} <= {Severity.NOTE}


@pytest.mark.parametrize("mends_names", [True, False])
def test_a_deleted_row_is_missing_and_never_replaced_by_its_neighbour(mends_names: bool) -> None:
    def edit(book: Any, sheet: Any) -> None:
        sheet.delete_rows(FIRST)
        if mends_names:
            name = names.indicator_names(BRIEF.indicators)["悬挂横幅"]
            move_names(book, lambda c: c if int(c[1:]) < FIRST else f"{c[0]}{int(c[1:]) - 1}")
            book.defined_names[name] = DefinedName(name, attr_text="'填报表'!#REF!")

    submission, findings = read(filled(edit))
    assert figures(submission) == {k: v for k, v in ALL.items() if k != "悬挂横幅"}
    missing = [found for found in findings if found.code == "indicator-missing"]
    assert [found.place.label for found in missing] == ["悬挂横幅"]
    assert missing[0].severity is Severity.ERROR


def test_a_reworded_label_is_not_read_and_both_wordings_are_told() -> None:
    def edit(_book: Any, sheet: Any) -> None:
        sheet.cell(FIRST, LABEL).value = "悬挂横幅（含电子屏）"

    submission, findings = read(filled(edit))
    assert "悬挂横幅" not in submission.cells
    assert places(findings) == [("indicator-missing", "D10", "悬挂横幅")]
    assert findings[0].found == "悬挂横幅（含电子屏）"


@pytest.mark.parametrize("label", ["悬挂 横幅", "悬挂横幅（条）", "＊悬挂横幅：", "悬挂横幅 [条]"])
def test_a_label_may_differ_in_white_space_brackets_and_the_unit_behind_it(label: str) -> None:
    def edit(_book: Any, sheet: Any) -> None:
        sheet.cell(FIRST, LABEL).value = label

    submission, findings = read(filled(edit))
    assert figures(submission) == ALL
    assert findings == ()


def test_two_rows_that_were_exchanged_keep_their_own_figures() -> None:
    def edit(_book: Any, sheet: Any) -> None:
        for column in (LABEL, VALUE, VALUE + 1):
            one, two = sheet.cell(FIRST, column), sheet.cell(FIRST + 1, column)
            one.value, two.value = two.value, one.value

    submission, findings = read(filled(edit))
    assert figures(submission) == ALL
    assert places(findings) == [("indicator-moved", "D11", "")]
    assert "“悬挂横幅”、“发放资料”不在" in findings[0].message


def test_a_label_in_two_filled_rows_is_read_from_neither() -> None:
    def edit(_book: Any, sheet: Any) -> None:
        sheet.cell(20, LABEL).value, sheet.cell(20, VALUE).value = "悬挂横幅", 30

    submission, findings = read(filled(edit))
    assert "悬挂横幅" not in submission.cells
    assert places(findings) == [("indicator-repeated", "D10", "悬挂横幅")]
    assert findings[0].found == "D10、D20"


def test_a_label_that_is_only_mentioned_again_does_no_harm() -> None:
    def edit(_book: Any, sheet: Any) -> None:
        sheet.cell(20, LABEL).value = "悬挂横幅"

    submission, findings = read(filled(edit))
    assert figures(submission) == ALL
    assert findings == ()


def test_a_renamed_sheet_is_found_by_its_names() -> None:
    def edit(book: Any, sheet: Any) -> None:
        sheet.title = "甲局'报送"
        book.move_sheet(sheet, 1)
        for name, defined in list(book.defined_names.items()):
            text = (defined.attr_text or "").replace("'填报表'", "'甲局''报送'")
            book.defined_names[name] = DefinedName(name, attr_text=text)

    submission, findings = read(filled(edit))
    assert figures(submission) == ALL
    assert submission.cells["悬挂横幅"].ref.sheet == "甲局'报送"
    assert findings == ()


def test_a_form_copied_into_a_workbook_without_names_is_read_by_its_labels() -> None:
    def edit(book: Any, _sheet: Any) -> None:
        book.defined_names.clear()

    submission, findings = read(filled(edit))
    assert figures(submission) == ALL
    assert (submission.unit, submission.kind_id) == ("甲局", "")
    assert submission.filled_on == dt.date(2021, 5, 31)
    assert places(findings) == [("form-unmarked", "B2", "")]
    assert findings[0].severity is Severity.WARN


def test_a_column_of_figures_that_nothing_names_is_not_guessed() -> None:
    def edit(book: Any, sheet: Any) -> None:
        book.defined_names.clear()
        sheet.cell(FIRST - 1, VALUE).value = "本月"

    submission, findings = read(filled(edit))
    assert submission.cells == {}
    assert {found.code for found in findings} == {"form-unmarked", "form-no-values"}


def test_a_deleted_column_of_figures_is_told_and_the_next_column_is_not_read_for_it() -> None:
    def edit(_book: Any, sheet: Any) -> None:
        sheet.delete_cols(VALUE)

    submission, findings = read(filled(edit))
    assert submission.cells == {}
    assert [found.code for found in findings if found.blocks] == ["form-no-values"]


@pytest.mark.parametrize("deletes", [True, False])
def test_the_code_beside_an_emptied_name_is_no_units_name(deletes: bool) -> None:
    def edit(_book: Any, sheet: Any) -> None:
        sheet["D5"].value = None
        sheet["F5"].value = "代码：C01"
        if deletes:
            sheet.delete_cols(VALUE, 2)

    submission, _ = read(filled(edit))
    assert submission.unit == ""
    assert submission.unit_ref is not None
    assert submission.unit_ref.cell == "D5"


def test_a_workbook_without_a_label_of_ours_is_not_ours() -> None:
    book = openpyxl.Workbook()
    target = io.BytesIO()
    book.save(target)
    opened = open_workbook(target.getvalue(), "收件/别的.xlsx")
    assert isinstance(opened, Workbook)
    submission, findings = read_form(opened, BRIEF)
    assert submission is None
    assert [(f.code, f.place.file, f.expected) for f in findings] == [
        ("form-not-ours", "收件/别的.xlsx", "填报表")
    ]


def test_the_form_of_another_kind_is_one_matter_and_not_one_for_every_indicator() -> None:
    other = Brief(
        "公文要素.xlsx", "heating", Elements(period="2021年"), {}, (Indicator("供热面积", "㎡"),)
    )
    opened = open_workbook(write_form(other), "收件/乙局.xlsx")
    assert isinstance(opened, Workbook)
    submission, findings = read_form(opened, BRIEF)
    assert (submission, [found.code for found in findings]) == (
        None,
        ["form-other-kind", "form-other-period"],
    )

    def edit(book: Any, sheet: Any) -> None:
        book.defined_names[names.KIND_NAME] = DefinedName(names.KIND_NAME, attr_text='"heating"')
        sheet.cell(FIRST, LABEL).value = "供热面积"

    submission, findings = read(filled(edit))
    assert submission.kind_id == "heating"
    assert findings == ()


def test_a_figure_merged_with_cells_to_its_right_is_read() -> None:
    def edit(_book: Any, sheet: Any) -> None:
        sheet.merge_cells("D10:F10")

    submission, findings = read(filled(edit))
    assert figures(submission) == ALL
    assert places(findings) == [("cell-merge-read", "D10", "悬挂横幅")]
    assert (findings[0].severity, findings[0].found) == (Severity.WARN, "D10:F10")


def test_a_figure_merged_with_the_next_indicator_belongs_to_the_upper_one() -> None:
    def edit(_book: Any, sheet: Any) -> None:
        sheet.merge_cells("D10:D11")

    submission, findings = read(filled(edit))
    assert submission.cells["悬挂横幅"].text == "120"
    assert "发放资料" not in submission.cells
    assert places(findings) == [("cell-merged", "D11", "发放资料")]
    assert findings[0].found == "D10"


def test_a_figure_swallowed_by_its_label_is_told() -> None:
    def edit(_book: Any, sheet: Any) -> None:
        sheet.merge_cells("C10:D10")

    submission, findings = read(filled(edit))
    assert "悬挂横幅" not in submission.cells
    assert places(findings) == [("cell-merged", "D10", "悬挂横幅")]


def test_a_formula_that_was_never_calculated_is_not_an_empty_cell() -> None:
    submission, findings = read(filled(figures=FIGURES | {"悬挂横幅": "=60+60"}))
    assert submission.cells["悬挂横幅"].kind is CellKind.FORMULA
    assert findings == ()


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("报送期次：2021年4月", "2021年4月"),
        ("2021年4月", "2021年4月"),
        (dt.date(2021, 4, 1), "2021年4月"),
        ("报送期次：", ""),
    ],
)
def test_a_period_written_over_in_the_right_form_has_to_be_confirmed(
    written: object, found: str
) -> None:
    def edit(_book: Any, sheet: Any) -> None:
        sheet["B2"].value = written
        sheet["B2"].number_format = 'yyyy"年"m"月"'

    submission, findings = read(filled(edit))
    assert figures(submission) == ALL
    if not found:
        assert findings == ()
        return
    assert places(findings) == [("form-period-differs", "B2", "")]
    assert (findings[0].found, findings[0].expected) == (found, "2021年5月")
    assert findings[0].stops


def test_the_period_spelled_otherwise_is_the_same() -> None:
    def edit(_book: Any, sheet: Any) -> None:
        sheet["B2"].value = "报送期次: 2021 年 5 月 "

    assert read(filled(edit))[1] == ()


@pytest.mark.parametrize("unit", ["万条", "条次", "M²"])
def test_a_figure_in_another_unit_of_measure_than_now_asked_for_is_not_read(unit: str) -> None:
    def edit(_book: Any, sheet: Any) -> None:
        sheet["E10"].value = unit

    submission, findings = read(filled(edit))
    assert figures(submission) == {k: v for k, v in ALL.items() if k != "悬挂横幅"}
    assert places(findings) == [("cell-form-unit", "E10", "悬挂横幅")]
    assert (findings[0].severity, findings[0].found, findings[0].expected) == (
        Severity.ERROR,
        unit,
        "条",
    )


@pytest.mark.parametrize("unit", [None, " ", " 条 ", "（条）", "条\u200b"])
def test_a_unit_of_measure_left_blank_or_spelled_otherwise_is_the_same(unit: str | None) -> None:
    def edit(_book: Any, sheet: Any) -> None:
        sheet["E10"].value = unit

    submission, findings = read(filled(edit))
    assert figures(submission) == ALL
    assert findings == ()


def test_an_old_form_is_measured_by_its_own_units_and_says_what_was_changed_since() -> None:
    banners, leaflets, *others = BRIEF.indicators
    changed = (
        replace(banners, unit="万条"),
        replace(leaflets, required=False),
        *others[1:],
        Indicator("制作视频", "个"),
    )
    version = names.form_version(BRIEF.kind_id, BRIEF.elements, changed)
    now = replace(BRIEF, indicators=changed, form_version=version)
    book = open_workbook(filled(), "收件/甲局.xlsx")
    assert isinstance(book, Workbook)
    submission, findings = read_form(book, now)
    assert submission is not None
    assert sorted(figures(submission)) == ["发放资料", "接待咨询"]
    assert places(findings) == [
        ("cell-form-unit", "E10", "悬挂横幅"),
        ("form-lacks-indicator", "", "制作视频"),
    ]
    assert submission.form_changes == (
        "增加了“制作视频”；去掉了（或改名了）“满意人数”；"
        "“悬挂横幅”的计量单位由“条”改为“万条”；“发放资料”改为选填"
    )


def test_a_form_of_another_period_is_not_blamed_for_its_own_units() -> None:
    def edit(book: Any, sheet: Any) -> None:
        book.defined_names[names.PERIOD_NAME] = DefinedName(
            names.PERIOD_NAME, attr_text='"2020年5月"'
        )
        sheet["E10"].value = "万条"

    submission, findings = read(filled(edit))
    assert (submission.period, findings) == ("2020年5月", ())


def test_figures_that_all_stand_in_another_column_are_told_once() -> None:
    def edit(_book: Any, sheet: Any) -> None:
        for row in range(FIRST, FIRST + 4):
            sheet.cell(row, 6).value, sheet.cell(row, VALUE).value = row, None

    submission, findings = read(filled(edit))
    assert set(figures(submission).values()) == {""}
    assert places(findings) == [("form-misplaced", "F10", "")]
    assert findings[0].severity is Severity.ERROR
    assert "“填写说明”" in findings[0].message


def test_a_figure_beside_its_cell_is_never_taken_for_no_figure() -> None:
    def edit(_book: Any, sheet: Any) -> None:
        sheet["F10"].value, sheet["D10"].value = "350条", None

    submission, findings = read(filled(edit))
    assert "悬挂横幅" not in submission.cells
    assert places(findings) == [("cell-misplaced", "D10", "悬挂横幅")]
    assert "F10" in findings[0].message


def test_a_note_that_we_wrote_ourselves_is_no_figure() -> None:
    noted = replace(BRIEF.indicators[0], note="2021", required=False)
    brief = replace(BRIEF, indicators=(noted, *BRIEF.indicators[1:]), form_version="")
    book = open_workbook(write_form(brief), "收件/空.xlsx")
    assert isinstance(book, Workbook)
    assert read_form(book, brief)[1] == ()


def test_a_cell_past_what_is_read_of_the_form_is_an_error() -> None:
    def edit(_book: Any, sheet: Any) -> None:
        sheet["C21500"].value, sheet["D21500"].value = "悬挂横幅", 7

    submission, findings = read(filled(edit))
    assert places(findings) == [("sheet-too-large", "C21500", names.FORM_SHEET)]
    assert findings[0].severity is Severity.ERROR
    assert figures(submission)["悬挂横幅"] == "120"


def test_a_number_shown_in_ten_thousands_is_read_as_it_was_seen() -> None:
    def edit(_book: Any, sheet: Any) -> None:
        sheet["D10"].value, sheet["D10"].number_format = 2, '0"万"'

    submission, findings = read(filled(edit))
    assert findings == ()
    cell = submission.cells["悬挂横幅"]
    figure, remarks = read_value(cell, BRIEF.indicators[0])
    assert figure is not None
    assert (figure.value, [r.code for r in remarks]) == (Decimal(20000), ["cell-read-as"])


@pytest.mark.parametrize(
    ("number_format", "status", "codes"),
    [
        ('"约"0', Status.ABOUT, ["cell-approximate"]),
        ('0"余"', Status.AT_LEAST, ["cell-approximate"]),
        ('0"条"', Status.EXACT, ["cell-read-as"]),
        ("#,##0_ ;[红色]", Status.EXACT, []),
        ("G/通用格式", Status.EXACT, []),
    ],
)
def test_words_that_a_format_puts_around_a_number_count(
    number_format: str, status: Status, codes: list[str]
) -> None:
    def edit(_book: Any, sheet: Any) -> None:
        sheet["D10"].value, sheet["D10"].number_format = 1500, number_format

    figure, remarks = read_value(read(filled(edit))[0].cells["悬挂横幅"], BRIEF.indicators[0])
    assert figure is not None
    assert (figure.value, figure.status) == (Decimal(1500), status)
    assert [remark.code for remark in remarks] == codes


def test_a_measure_that_a_format_shows_is_not_taken_for_another() -> None:
    def edit(_book: Any, sheet: Any) -> None:
        sheet["D10"].value, sheet["D10"].number_format = 1200, '0"张"'

    figure, (fault,) = read_value(read(filled(edit))[0].cells["悬挂横幅"], BRIEF.indicators[0])
    assert (figure, fault.code, fault.found) == (None, "cell-other-unit", "1200张")


def test_a_remark_with_figures_beside_a_figure_is_told() -> None:
    def edit(_book: Any, sheet: Any) -> None:
        sheet["G10"].value = "另有电子版300份"
        sheet["G11"].value = "照实填写"

    _, findings = read(filled(edit))
    assert places(findings) == [("part-skipped", "G10", "")]


def test_a_number_whose_size_on_the_screen_cannot_be_told_is_refused() -> None:
    def edit(_book: Any, sheet: Any) -> None:
        sheet["D10"].value, sheet["D10"].number_format = 25000, r'0\.0,"万"'

    submission, _ = read(filled(edit))
    figure, (fault,) = read_value(submission.cells["悬挂横幅"], BRIEF.indicators[0])
    assert (figure, fault.code) == (None, "cell-not-number")
    assert r'0\.0,"万"' in fault.found


def test_a_text_that_excel_made_a_day_of_is_read_as_it_was_seen() -> None:
    held = Indicator("活动日期", "", ValueType.TEXT, Aggregation.NONE)
    brief = replace(BRIEF, indicators=(held,), form_version="")
    book: Any = openpyxl.load_workbook(io.BytesIO(write_form(brief)))
    cell = book[names.FORM_SHEET][cell_of(book, names.indicator_names([held])[held.label])]
    cell.value, cell.number_format = dt.date(2024, 5, 1), 'm"月"d"日"'
    target = io.BytesIO()
    book.save(target)
    opened = open_workbook(target.getvalue(), "收件/甲局.xlsx")
    assert isinstance(opened, Workbook)
    submission, _ = read_form(opened, brief)
    assert submission is not None
    assert figures(submission) == {"活动日期": "5月1日"}


def test_an_uncalculated_unit_name_is_told() -> None:
    def edit(_book: Any, sheet: Any) -> None:
        sheet["D5"].value = '="甲"&"局"'

    submission, findings = read(filled(edit))
    assert submission.unit == ""
    assert places(findings) == [("cell-formula", "D5", "单位名称")]


def test_an_empty_form_has_its_cells_and_its_place_for_the_unit() -> None:
    opened = open_workbook(write_form(BRIEF), "收件/空.xlsx")
    assert isinstance(opened, Workbook)
    submission, findings = read_form(opened, BRIEF)
    assert submission is not None
    assert {cell.kind for cell in submission.cells.values()} == {CellKind.BLANK}
    assert submission.unit_ref is not None
    assert (submission.unit, submission.unit_ref.cell, findings) == ("", "D5", ())


@pytest.mark.parametrize(
    "typed",
    [
        dt.date(2021, 5, 31),
        dt.datetime(2021, 5, 31, 9, 0),
        "2021年5月31日",
        "２０２１．５．３１",
        "2021/5/31",
        "20210531",
        20210531,
        44347,
    ],
)
def test_the_day_of_filling_in_is_read_however_it_was_typed(typed: object) -> None:
    def edit(_book: Any, sheet: Any) -> None:
        sheet["D7"].value = typed
        sheet["D7"].number_format = "yyyy-mm-dd" if isinstance(typed, dt.date) else "General"

    submission, findings = read(filled(edit))
    assert submission.filled_on == dt.date(2021, 5, 31)
    assert findings == ()


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("2021.2.29", "date-impossible"),
        ("2021年6月31日", "date-impossible"),
        (20211301, "date-impossible"),
        ("月底", "element-invalid"),
        ("1021.5.1", "element-invalid"),
        (12, "element-invalid"),
    ],
)
def test_a_day_that_is_none_is_a_warning_at_its_cell(typed: object, code: str) -> None:
    def edit(_book: Any, sheet: Any) -> None:
        sheet["D7"].value = typed
        sheet["D7"].number_format = "General"

    submission, findings = read(filled(edit))
    assert submission.filled_on is None
    assert places(findings) == [(code, "D7", "填报日期")]
    assert findings[0].severity is Severity.WARN


def test_a_count_that_became_a_date_of_1904_does_not_become_another_count() -> None:
    def edit(book: Any, sheet: Any) -> None:
        book.epoch = MAC_EPOCH
        sheet["D10"].value = dt.date(1904, 4, 30)
        sheet["D10"].number_format = "yyyy-mm-dd"

    submission, _ = read(filled(edit))
    assert submission.cells["悬挂横幅"].kind is CellKind.TEXT


@pytest.mark.parametrize(("stored", "shown"), [(1, "100%"), (0.985, "98.5%"), (1.2, "120%")])
def test_a_percentage_is_read_as_the_unit_saw_it(stored: float, shown: str) -> None:
    def edit(book: Any, sheet: Any) -> None:
        sheet["D10"].value = stored
        sheet["D10"].number_format = "0.0%"

    submission, _ = read(filled(edit))
    assert figures(submission)["悬挂横幅"] == shown


def test_a_second_form_in_the_workbook_with_other_figures_is_refused() -> None:
    def edit(book: Any, sheet: Any) -> None:
        copy = book.copy_worksheet(sheet)
        copy.title = "填报表 (2)"
        copy["D10"].value = 30

    _, findings = read(filled(edit))
    assert [(f.code, f.place.sheet, f.place.cell) for f in findings] == [
        ("form-repeated", "填报表 (2)", "D10")
    ]


def test_a_second_form_with_the_same_figures_or_none_does_no_harm() -> None:
    def edit(book: Any, sheet: Any) -> None:
        book.copy_worksheet(sheet).title = "填报表 (2)"
        empty = book.copy_worksheet(sheet)
        for row in range(FIRST, FIRST + 4):
            empty.cell(row, VALUE).value = None

    submission, findings = read(filled(edit))
    assert figures(submission) == ALL
    assert [(f.code, f.place.sheet) for f in findings] == [("form-copied", "填报表 (2)")]


@pytest.mark.parametrize("typed", [600, "600", "约600块", "=B1+2"])
def test_a_figure_in_a_row_that_is_no_indicators_is_never_lost(typed: object) -> None:
    def edit(_book: Any, sheet: Any) -> None:
        sheet.cell(FIRST + 6, LABEL).value = "新增：大屏"
        sheet.cell(FIRST + 6, VALUE).value = typed

    submission, findings = read(filled(edit))
    assert figures(submission) == ALL
    assert places(findings) == [("value-unclaimed", "D16", "")]
    assert findings[0].severity is Severity.ERROR
    assert "新增：大屏" in findings[0].message


def test_a_figure_inserted_among_the_indicators_is_found_where_names_point_at_it() -> None:
    def edit(_book: Any, sheet: Any) -> None:
        sheet.insert_rows(FIRST)
        sheet.cell(FIRST, LABEL).value = "大屏"
        sheet.cell(FIRST, VALUE).value = 600

    _, findings = read(filled(edit))
    assert ("value-unclaimed", "D10", "") in places(findings)


def test_a_figure_of_which_something_was_said_is_not_told_twice() -> None:
    def edit(_book: Any, sheet: Any) -> None:
        sheet.cell(FIRST, LABEL).value = "横幅标语"

    _, findings = read(filled(edit))
    assert places(findings) == [("indicator-missing", "D10", "悬挂横幅")]


def test_remarks_and_the_rows_of_the_head_are_no_unclaimed_figures() -> None:
    def edit(_book: Any, sheet: Any) -> None:
        sheet.cell(FIRST + 5, VALUE).value = "以上数据截至5月31日"
        sheet.cell(FIRST + 6, LABEL).value = "联系电话："
        sheet.cell(FIRST + 6, VALUE).value = 6553000
        sheet.cell(FIRST + 7, LABEL).value = "说明"
        sheet.cell(FIRST + 7, VALUE).value = "照实填写"

    (remark,) = read(filled(edit))[1]
    assert (remark.code, remark.severity) == ("part-skipped", Severity.NOTE)


def test_notes_above_texts_are_no_unclaimed_figures() -> None:
    practice = Indicator(
        "主要做法", value_type=ValueType.TEXT, aggregation=Aggregation.NONE, note="300字左右"
    )
    brief = replace(BRIEF, indicators=(*BRIEF.indicators, practice))
    book = open_workbook(write_form(brief), "收件/甲局.xlsx")
    assert isinstance(book, Workbook)
    assert [f.code for f in read_form(book, brief)[1]] == []


def test_the_figure_of_an_indicator_that_was_dropped_is_the_old_forms_own() -> None:
    brief = replace(BRIEF, indicators=BRIEF.indicators[1:], form_version="ffffffff")
    book = open_workbook(filled(), "收件/甲局.xlsx")
    assert isinstance(book, Workbook)
    assert "value-unclaimed" not in {f.code for f in read_form(book, brief)[1]}


def test_a_sheet_that_nobody_reads_is_told_where_a_person_sees_it() -> None:
    def edit(book: Any, _sheet: Any) -> None:
        book.create_sheet("补充")["B3"].value = "大屏 600"
        book.create_sheet("Sheet2")
        hidden = book.create_sheet("草稿")
        hidden["A1"].value = 1
        hidden.sheet_state = "veryHidden"

    _, findings = read(filled(edit))
    assert [(f.code, f.place.sheet, f.severity) for f in findings] == [
        ("sheet-unread", "补充", Severity.WARN),
        ("part-skipped", "草稿", Severity.NOTE),
    ]
    assert "大屏 600" in findings[0].message


def test_a_name_without_its_label_is_not_believed_but_its_cell_is_told() -> None:
    def edit(_book: Any, sheet: Any) -> None:
        sheet["B5"].value = "谁填的"

    submission, _ = read(filled(edit))
    assert submission.unit_ref is not None
    assert (submission.unit, submission.unit_ref.cell) == ("", "D5")
