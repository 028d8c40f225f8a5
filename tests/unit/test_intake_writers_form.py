"""What a unit finds in 填报表.xlsx."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from functools import cache

import pytest
from msgspec.structs import replace
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from make_docx.intake import names
from make_docx.intake.form_writer import write_form
from make_docx.model import Aggregation, Brief, Elements, Indicator, Unit, ValueType

INDICATORS = (
    Indicator("悬挂横(条)幅", "条", note="含条幅、标语牌。"),
    Indicator("发放资料", "份", maximum=Decimal(500000), required=False),
    Indicator("解答问题", "件"),
    Indicator("答复满意", "件"),
    Indicator(
        "满意率",
        "%",
        ValueType.PERCENT,
        Aggregation.RATE,
        numerator="答复满意",
        denominator="解答问题",
    ),
    Indicator("知晓率", "%", ValueType.PERCENT, Aggregation.NONE),
    Indicator("主要做法", "", ValueType.TEXT, Aggregation.NONE, required=False, note="两三句话。"),
)
ASKED = tuple(indicator for indicator in INDICATORS if indicator.is_asked)
BRIEF = Brief(
    file="公文要素.xlsx",
    kind_id="activity-summary",
    elements=Elements(
        activity="政务公开宣传月活动",
        period="2021年5月",
        deadline=dt.date(2021, 6, 5),
        contact="办公室 0000-0000000",
    ),
    element_refs={},
    indicators=INDICATORS,
    units=(Unit("城关镇卫生院"), Unit("东风镇卫生院"), Unit("红旗镇卫生院")),
)
HEAD_LABELS = (
    names.UNIT_LABEL,
    names.FILLED_ON_LABEL,
    names.FILLED_BY_LABEL,
    names.PHONE_LABEL,
)


@cache
def _standard() -> Workbook:
    return load_workbook(io.BytesIO(write_form(BRIEF)))


def opened(brief: Brief = BRIEF, instructions: tuple[str, ...] = ()) -> Workbook:
    if brief is BRIEF and not instructions:
        return _standard()
    return load_workbook(io.BytesIO(write_form(brief, instructions)))


def form_sheet(brief: Brief = BRIEF) -> Worksheet:
    return worksheet(opened(brief), names.FORM_SHEET)


def worksheet(book: Workbook, title: str) -> Worksheet:
    sheet = book[title]
    assert isinstance(sheet, Worksheet)
    return sheet


def named_cell(book: Workbook, name: str) -> str:
    ((sheet, cell),) = book.defined_names[name].destinations
    assert sheet == names.FORM_SHEET
    return str(cell).replace("$", "")


def input_cells(book: Workbook, brief: Brief = BRIEF) -> dict[str, str]:
    """Label → cell, by the defined names."""
    cells = {label: named_cell(book, names.head_name(label)) for label in HEAD_LABELS}
    cell_names = names.indicator_names(brief.indicators)
    asked = [indicator.label for indicator in brief.indicators if indicator.is_asked]
    return cells | {label: named_cell(book, cell_names[label]) for label in asked}


def validation_of(sheet: Worksheet, cell: str) -> DataValidation:
    found: list[DataValidation] = sheet.data_validations.dataValidation
    (only,) = [validation for validation in found if cell in validation.sqref]
    return only


def texts(sheet: Worksheet) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_it_has_a_guide_and_a_form_and_a_hidden_roster() -> None:
    book = opened()
    assert book.sheetnames == [names.GUIDE, names.FORM_SHEET, names.ROSTER_SHEET]
    assert book[names.ROSTER_SHEET].sheet_state == "hidden"


@pytest.mark.parametrize("label", [*HEAD_LABELS, *(i.label for i in ASKED)])
def test_an_input_cell_is_named_unlocked_explained_and_right_of_its_label(label: str) -> None:
    book = opened()
    sheet = worksheet(book, names.FORM_SHEET)
    place = input_cells(book)[label]
    cell = sheet[place]
    assert not cell.protection.locked
    assert cell.value is None
    validation = validation_of(sheet, place)
    assert validation.showInputMessage
    assert validation.promptTitle == label
    assert validation.prompt
    left = [sheet.cell(cell.row, column).value for column in range(cell.column - 1, 0, -1)]
    assert next(value for value in left if value) == label


def test_only_input_cells_are_unlocked() -> None:
    book = opened()
    sheet = worksheet(book, names.FORM_SHEET)
    merged = {
        cell
        for area in sheet.merged_cells.ranges
        for row in sheet[area.coord]
        for cell in (c.coordinate for c in row)
    }
    unlocked = {
        cell.coordinate
        for row in sheet.iter_rows()
        for cell in row
        if not cell.protection.locked and cell.coordinate not in merged
    }
    assert unlocked <= set(input_cells(book).values())


def test_a_rate_is_not_asked_for() -> None:
    book = opened()
    assert "满意率" not in texts(worksheet(book, names.FORM_SHEET))
    assert names.indicator_names(INDICATORS)["满意率"] not in book.defined_names


def test_the_unit_of_measure_and_the_note_stand_in_the_row_of_the_figure() -> None:
    book = opened()
    sheet = worksheet(book, names.FORM_SHEET)
    row = sheet[input_cells(book)["悬挂横(条)幅"]].row
    assert [cell.value for cell in sheet[row]][2:] == [
        "悬挂横(条)幅",
        None,
        "条",
        "含条幅、标语牌。",
    ]


def test_required_cells_have_a_red_star_in_their_row() -> None:
    book = opened()
    sheet = worksheet(book, names.FORM_SHEET)
    cells = input_cells(book)
    starred = {label: sheet.cell(sheet[cell].row, 1) for label, cell in cells.items()}
    assert {label for label, mark in starred.items() if mark.value == "＊"} == {
        names.UNIT_LABEL,
        *(i.label for i in ASKED if i.required),
    }
    assert starred["解答问题"].font.color.rgb == "00C00000"


def test_the_date_is_required_when_the_latest_figure_counts() -> None:
    brief = replace(BRIEF, indicators=(Indicator("在册数", "个", aggregation=Aggregation.LATEST),))
    book = opened(brief)
    sheet = worksheet(book, names.FORM_SHEET)
    row = sheet[named_cell(book, names.head_name(names.FILLED_ON_LABEL))].row
    assert sheet.cell(row, 1).value == "＊"


def test_the_unit_is_chosen_from_the_roster() -> None:
    book = opened()
    sheet = worksheet(book, names.FORM_SHEET)
    validation = validation_of(sheet, input_cells(book)[names.UNIT_LABEL])
    assert validation.type == "list"
    ((roster, area),) = book.defined_names[str(validation.formula1)].destinations
    assert [row[0].value for row in book[roster][area]] == [unit.name for unit in BRIEF.units]


def test_without_a_roster_the_unit_is_typed() -> None:
    book = opened(replace(BRIEF, units=()))
    sheet = worksheet(book, names.FORM_SHEET)
    assert validation_of(sheet, input_cells(book)[names.UNIT_LABEL]).type is None


def test_figures_are_checked_by_type_and_bounds_but_can_be_overridden() -> None:
    book = opened()
    sheet = worksheet(book, names.FORM_SHEET)
    cells = input_cells(book)
    rules = {
        label: (v.type, v.operator, v.formula1, v.formula2, v.errorStyle)
        for label in ("悬挂横(条)幅", "发放资料", "知晓率")
        for v in [validation_of(sheet, cells[label])]
    }
    assert rules == {
        "悬挂横(条)幅": ("whole", "greaterThanOrEqual", "0", None, "warning"),
        "发放资料": ("whole", "between", "0", "500000", "warning"),
        "知晓率": ("decimal", "between", "0", "1", "warning"),
    }
    assert sheet[cells["知晓率"]].number_format == "0.00%"


def test_the_date_is_checked_as_a_date_and_the_phone_kept_as_text() -> None:
    book = opened()
    sheet = worksheet(book, names.FORM_SHEET)
    cells = input_cells(book)
    assert validation_of(sheet, cells[names.FILLED_ON_LABEL]).type == "date"
    assert sheet[cells[names.PHONE_LABEL]].number_format == "@"


def test_a_text_indicator_gets_a_tall_wrapped_area_below_the_figures() -> None:
    book = opened()
    sheet = worksheet(book, names.FORM_SHEET)
    cell = sheet[input_cells(book)["主要做法"]]
    assert cell.number_format == "@"  # else Excel makes a day of 5月1日
    assert any(area.coord == f"D{cell.row}:F{cell.row}" for area in sheet.merged_cells.ranges)
    assert cell.alignment.wrap_text
    assert (sheet.row_dimensions[cell.row].height or 0) > 120
    assert cell.row > sheet[input_cells(book)["知晓率"]].row


@pytest.mark.parametrize("title", [names.GUIDE, names.FORM_SHEET, names.ROSTER_SHEET])
def test_every_sheet_is_protected_without_a_password(title: str) -> None:
    protection = worksheet(opened(), title).protection
    assert protection.sheet
    assert protection.password is None
    assert protection.hashValue is None
    assert not protection.formatRows  # openpyxl's False: people may
    assert protection.insertRows


def test_the_constants_are_hidden_names() -> None:
    book = opened()
    version = names.form_version(BRIEF.kind_id, BRIEF.elements, BRIEF.indicators)
    constants = {name: d.attr_text for name, d in book.defined_names.items() if d.hidden}
    assert constants == {
        names.SCHEMA_NAME: f'"{names.SCHEMA}"',
        names.KIND_NAME: '"activity-summary"',
        names.VERSION_NAME: f'"{version}"',
        names.PERIOD_NAME: '"2021年5月"',
    }


def test_a_quotation_mark_in_the_period_does_not_break_the_constant() -> None:
    book = opened(replace(BRIEF, elements=replace(BRIEF.elements, period='"一"季度')))
    assert book.defined_names[names.PERIOD_NAME].attr_text == '"""一""季度"'


def test_the_title_period_version_deadline_and_contact_are_on_the_form() -> None:
    shown = texts(form_sheet())
    version = names.form_version(BRIEF.kind_id, BRIEF.elements, BRIEF.indicators)
    assert shown[0] == "政务公开宣传月活动填报表"
    for part in ("2021年5月", version, "2021年6月5日", "办公室 0000-0000000"):
        assert any(part in text for text in shown[:6])


def test_the_guide_says_when_and_where_to_hand_in_and_repeats_the_kinds_lines() -> None:
    guide = texts(worksheet(opened(instructions=("只填本单位的数。",)), names.GUIDE))
    assert "只填本单位的数。" in guide
    assert any("2021年6月5日" in text and "办公室 0000-0000000" in text for text in guide)


def test_the_heads_are_frozen_and_the_cursor_waits_on_the_unit() -> None:
    book = opened()
    sheet = worksheet(book, names.FORM_SHEET)
    first = sheet[input_cells(book)["悬挂横(条)幅"]]
    assert sheet.freeze_panes == f"A{first.row}"
    unit = input_cells(book)[names.UNIT_LABEL]
    assert {selection.activeCell for selection in sheet.sheet_view.selection} == {unit}
    assert not sheet.sheet_view.showGridLines


def test_it_prints_on_one_a4_page_width_with_head_and_page_number() -> None:
    sheet = form_sheet()
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "portrait")
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_options.horizontalCentered
    assert sheet.print_title_rows == "$9:$9"
    assert sheet.print_area == f"'填报表'!$A$1:$F${sheet.max_row}"
    footer = sheet.HeaderFooter.oddFooter
    assert footer is not None
    assert "&P" in str(footer.center.text)


def test_the_same_brief_gives_the_same_bytes() -> None:
    assert write_form(BRIEF, ("甲",)) == write_form(BRIEF, ("甲",))


def test_it_names_no_person() -> None:
    properties = opened().properties
    assert (properties.creator, properties.lastModifiedBy) == ("make-docx", None)


@pytest.mark.parametrize("text", ["=1+1", "+86", "-5", "@SUM(A1)", "#N/A"])
def test_text_that_looks_like_a_formula_stays_text(text: str) -> None:
    brief = replace(
        BRIEF,
        elements=replace(BRIEF.elements, activity=text, contact=text),
        indicators=(Indicator(text, text, note=text),),
        units=(Unit(text),),
    )
    book = opened(brief, (text,))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "n"}
    quoted = [cell for cell in cells if cell.value == text]
    assert len(quoted) >= 5
    assert all(cell.quotePrefix == (text[0] != "#") for cell in quoted)


def test_control_characters_do_not_reach_the_file() -> None:
    label = "悬挂\x0b横幅"
    brief = replace(BRIEF, indicators=(Indicator(label, "条\x01", note="\x02"),))
    assert "悬挂横幅" in texts(form_sheet(brief))


def test_words_of_a_validation_stay_within_excels_limits() -> None:
    long = Indicator("指标" * 40, "条", note="说明" * 300)
    sheet = form_sheet(replace(BRIEF, indicators=(long,)))
    for validation in sheet.data_validations.dataValidation:
        assert len(validation.promptTitle or "") <= 32
        assert len(validation.prompt or "") <= 255
        assert len(validation.error or "") <= 255


def test_labels_that_give_one_name_get_two_cells() -> None:
    brief = replace(BRIEF, indicators=(Indicator("面积(①)"), Indicator("面积[①]")))
    cells = input_cells(opened(brief), brief)
    assert cells["面积(①)"] != cells["面积[①]"]


def test_a_form_of_texts_alone_has_no_table_of_figures() -> None:
    brief = replace(BRIEF, indicators=(INDICATORS[-1],))
    book = opened(brief)
    sheet = worksheet(book, names.FORM_SHEET)
    assert "计量单位" not in texts(sheet)
    assert sheet.print_title_rows is None
    assert "主要做法" in input_cells(book, brief)


def test_a_unit_sees_limits_and_relations_beside_the_cell_and_when_it_selects_it() -> None:
    pleased = replace(INDICATORS[3], relation="≤ 解答问题")
    asked = replace(BRIEF, indicators=(*INDICATORS[:3], pleased))
    sheet = form_sheet(asked)
    (cell,) = [cell for cell in sheet["C"] if cell.value == "答复满意"]
    assert sheet.cell(cell.row, 6).value == "应满足：【答复满意】 ≤ 【解答问题】。"
    prompts = {str(rule.sqref): rule.prompt for rule in sheet.data_validations.dataValidation}
    assert "应满足：【答复满意】 ≤ 【解答问题】。" in (prompts[f"D{cell.row}"] or "")
    (limited,) = [cell for cell in sheet["C"] if cell.value == "发放资料"]
    assert sheet.cell(limited.row, 6).value == "不大于 500000份。"
