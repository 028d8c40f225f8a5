"""What the clerk finds in a new 公文要素.xlsx."""

from __future__ import annotations

import io
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import replace
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from make_docx.intake import brief_guide, names, read_brief
from make_docx.intake.brief_writer import write_brief
from make_docx.intake.elements import ELEMENTS, ElementSpec, ElementType
from make_docx.model import (
    Aggregation,
    AnnexSpec,
    Direction,
    Indicator,
    Kind,
    Layout,
    Level,
    Sealing,
    ValueType,
)
from make_docx.relations import RelationReader

KIND = Kind(
    id="activity-summary",
    name="活动总结",
    version="1.0",
    directions=(Direction.UP, Direction.DOWN),
    layout=Layout.DOCUMENT,
    title="【发文机关】关于【活动名称】的总结",
    indicators=(
        Indicator("悬挂横幅", "条", maximum=Decimal(5000), note="含条幅。"),
        Indicator("解答问题", "件"),
        Indicator("答复满意", "件", in_table=False, relation="= 解答问题；核实：≤ 【悬挂横幅】"),
        Indicator(
            "满意率",
            "%",
            ValueType.PERCENT,
            Aggregation.RATE,
            numerator="答复满意",
            denominator="解答问题",
        ),
        Indicator("主要做法", "", ValueType.TEXT, Aggregation.NONE, required=False),
    ),
    outline=(
        (Level.HEADING_1, "基本情况"),
        (Level.BODY, "{，悬挂横幅【悬挂横幅】}" + "各单位认真组织，" * 30),
    ),
    annexes=(AnnexSpec("各单位活动开展情况统计表"),),
)
TABLES = {
    names.INDICATORS_SHEET: (names.INDICATOR_HEADS, 60),
    names.ROSTER_SHEET: (names.ROSTER_HEADS, 500),
    names.OUTLINE_SHEET: (names.OUTLINE_HEADS, 200),
    names.ANNEXES_SHEET: (names.ANNEX_HEADS, 20),
    names.PREVIOUS_SHEET: (names.PREVIOUS_HEADS, 60),
}
_YES_NO = '"是,否"'


@cache
def opened(kind: Kind = KIND) -> Workbook:
    return load_workbook(io.BytesIO(write_brief(kind)))


def worksheet(book: Workbook, title: str) -> Worksheet:
    sheet = book[title]
    assert isinstance(sheet, Worksheet)
    return sheet


def area_of(book: Workbook, name: str) -> tuple[str, str]:
    ((sheet, area),) = book.defined_names[name].destinations
    return str(sheet), str(area).replace("$", "")


def validation_of(sheet: Worksheet, cell: str) -> DataValidation:
    found: list[DataValidation] = sheet.data_validations.dataValidation
    (only,) = [validation for validation in found if cell in validation.sqref]
    return only


def column_of(heads: tuple[str, ...], head: str) -> str:
    return "ABCDEFGHIJKL"[heads.index(head)]


def test_it_has_the_guide_first_and_the_briefs_sheets() -> None:
    book = opened()
    assert book.sheetnames == [names.GUIDE, names.ELEMENTS_SHEET, *TABLES]
    assert book.active is book[names.GUIDE]


def test_what_is_written_is_what_is_read(tmp_path: Path) -> None:
    (tmp_path / "公文要素.xlsx").write_bytes(write_brief(KIND))
    brief, findings = read_brief(tmp_path)
    assert brief.kind_id == KIND.id
    assert tuple(replace(i, ref=None) for i in brief.indicators) == KIND.indicators
    assert tuple((row.level, row.text) for row in brief.outline) == KIND.outline
    assert tuple(AnnexSpec(row.name, row.form, row.text) for row in brief.annexes) == KIND.annexes
    assert brief.elements.title == KIND.title
    assert brief.elements.direction is Direction.UP
    assert brief.elements.sealing is Sealing.SEAL
    # only what a kind cannot know is missing
    assert {finding.code for finding in findings} == {"element-required", "brief-empty"}


@pytest.mark.parametrize("spec", ELEMENTS, ids=lambda spec: spec.label)
def test_an_element_has_its_label_star_hint_name_and_validation(spec: ElementSpec) -> None:
    book = opened()
    title, cell = area_of(book, names.element_name(spec.label))
    assert title == names.ELEMENTS_SHEET
    sheet = worksheet(book, title)
    row = sheet[cell].row
    star, label, value, hint = (sheet.cell(row, column) for column in range(1, 5))
    assert value.coordinate == cell
    assert (star.value, label.value, hint.value) == (
        "＊" if spec.required else None,
        spec.label,
        spec.hint,
    )
    assert [c.protection.locked for c in (star, label, value, hint)] == [True, True, False, True]
    assert value.number_format != "General"
    validation = validation_of(sheet, cell)
    assert (validation.promptTitle, validation.prompt) == (spec.label, spec.hint)
    expected = "list" if spec.choices else "date" if spec.type is ElementType.DATE else None
    assert validation.type == expected


def test_the_direction_offers_only_what_the_kind_can_do() -> None:
    book = opened(replace(KIND, directions=(Direction.DOWN,)))
    title, cell = area_of(book, names.element_name("行文方向"))
    sheet = worksheet(book, title)
    assert sheet[cell].value == Direction.DOWN.value
    assert validation_of(sheet, cell).formula1 == '"下行文"'


@pytest.mark.parametrize("title", TABLES)
def test_a_list_has_its_heads_over_open_rows(title: str) -> None:
    heads, capacity = TABLES[title]
    book = opened()
    sheet = worksheet(book, title)
    named, area = area_of(book, names.table_name(title))
    assert named == title
    rows = sheet[area]
    assert len(rows) == capacity
    head_row = rows[0][0].row - 1
    assert tuple(cell.value for cell in sheet[head_row])[: len(heads)] == heads
    assert all(cell.protection.locked for cell in sheet[head_row])
    assert not any(cell.protection.locked for row in rows for cell in row)
    assert sheet.freeze_panes == f"{'B' if title == names.INDICATORS_SHEET else 'A'}{head_row + 1}"
    for cell in rows[-1]:
        assert validation_of(sheet, cell.coordinate).prompt


@pytest.mark.parametrize("title", TABLES)
def test_rows_of_a_list_may_be_added_removed_and_sorted(title: str) -> None:
    sheet = worksheet(opened(), title)
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    protected = (
        sheet.protection.insertRows,
        sheet.protection.deleteRows,
        sheet.protection.sort,
        sheet.protection.autoFilter,
        sheet.protection.formatRows,
        sheet.protection.formatColumns,
    )
    assert protected == (False,) * 6
    # Excel deletes a row of a protected sheet only when it holds no locked cell at all
    assert not sheet.row_dimensions[10].protection.locked


@pytest.mark.parametrize(
    ("title", "head", "formula"),
    [
        (names.INDICATORS_SHEET, "类型", '"整数,小数,百分比,文字"'),
        (names.INDICATORS_SHEET, "汇总方式", '"合计,最大,最小,最新,各单位相同,比率,不汇总"'),
        (names.INDICATORS_SHEET, "必填", _YES_NO),
        (names.INDICATORS_SHEET, "列入统计表", _YES_NO),
        (
            names.OUTLINE_SHEET,
            "层次",
            '"一级标题,二级标题,三级标题,四级标题,正文,印发件标题,附件标题"',
        ),
        (names.ANNEXES_SHEET, "形式", '"统计表,文字,表格,排名表,另附"'),
    ],
)
def test_a_fixed_choice_is_a_drop_down(title: str, head: str, formula: str) -> None:
    sheet = worksheet(opened(), title)
    validation = validation_of(sheet, f"{column_of(TABLES[title][0], head)}5")
    assert (validation.type, validation.formula1) == ("list", formula)
    assert (validation.errorStyle, validation.showErrorMessage) == ("stop", True)


@pytest.mark.parametrize(
    ("title", "head"),
    [
        (names.INDICATORS_SHEET, "分子"),
        (names.INDICATORS_SHEET, "分母"),
        (names.PREVIOUS_SHEET, "指标"),
    ],
)
def test_an_indicator_is_chosen_from_the_indicators_by_a_name_not_a_sheet(
    title: str, head: str
) -> None:
    validation = validation_of(worksheet(opened(), title), f"{column_of(TABLES[title][0], head)}5")
    formula = str(validation.formula1)
    assert validation.type == "list"
    assert names.table_name(names.INDICATORS_SHEET) in formula
    assert "!" not in formula  # Excel would move it into an extension that openpyxl drops


def test_spare_rows_open_as_the_list_is_filled() -> None:
    sheet = worksheet(opened(), names.ROSTER_SHEET)
    (rules,) = sheet.conditional_formatting
    assert str(rules.sqref) == "A20:D504"
    assert rules.rules[0].formula == ["COUNTA($A19:$D20)>0"]
    assert sheet["B19"].border.left.style == "thin"
    assert sheet["B20"].border.left is None


def test_a_long_paragraph_gets_a_row_that_shows_it_and_still_grows() -> None:
    data = write_brief(KIND)
    sheet = worksheet(load_workbook(io.BytesIO(data)), names.OUTLINE_SHEET)
    assert sheet["B6"].alignment.wrap_text
    assert (sheet.row_dimensions[6].height or 0) > 80
    assert sheet.column_dimensions["B"].width >= 90


def test_the_constants_are_hidden() -> None:
    book = opened()
    hidden = {name: d.attr_text for name, d in book.defined_names.items() if d.hidden}
    assert hidden == {names.SCHEMA_NAME: '"1"', names.KIND_NAME: '"activity-summary"'}


@pytest.mark.parametrize(
    ("title", "orientation"),
    [
        (names.GUIDE, "portrait"),
        (names.ELEMENTS_SHEET, "portrait"),
        (names.INDICATORS_SHEET, "landscape"),
        (names.ROSTER_SHEET, "portrait"),
        (names.OUTLINE_SHEET, "portrait"),
        (names.ANNEXES_SHEET, "landscape"),
        (names.PREVIOUS_SHEET, "portrait"),
    ],
)
def test_a_sheet_prints_on_a4(title: str, orientation: str) -> None:
    sheet = worksheet(opened(), title)
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, orientation)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert not sheet.sheet_view.showGridLines
    assert (sheet.print_title_rows is None) == (title == names.GUIDE)


def test_the_guide_links_to_every_sheet_and_shows_every_writing() -> None:
    book = opened()
    sheet = worksheet(book, names.GUIDE)
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    links = {str(cell.value): cell.hyperlink.location for cell in cells if cell.hyperlink}
    assert list(links) == [names.ELEMENTS_SHEET, *TABLES]
    for title, location in links.items():
        linked, _, cell = str(location).rpartition("!")
        assert linked == f"'{title}'"
        assert not book[title][cell].protection.locked
    shown = " ".join(str(cell.value) for cell in cells)
    for writing in (
        "【悬挂横幅】",
        "【悬挂横幅|约】",
        "【悬挂横幅|万】",
        "【悬挂横幅|分类】",
        "【悬挂横幅|最多】",
        "【悬挂横幅|前三】",
        "【悬挂横幅|同比】",
        "【满意率】",
        "【报送单位数】",
        "【应报单位数】",
        "【未报单位】",
        "【单位构成】",
        "【数据综述】",
        "【各单位|主要做法】",
        "{，悬挂横幅【悬挂横幅】}",
    ):
        assert writing in shown


def test_every_relation_that_the_guide_shows_can_be_read() -> None:
    labels = ["接待群众咨询", "上午场次", "下午场次", "参加人次", "满意件数", "办结件数"]
    reader = RelationReader([Indicator("本行"), *map(Indicator, labels)])
    shown = {str(cell.value) for row in worksheet(opened(), names.GUIDE).rows for cell in row}
    for line in brief_guide.relations().lines:
        assert line.label in shown
        relations, faults = reader.read(Indicator("本行", relation=line.label))
        assert relations
        assert faults == ()


def test_the_same_kind_gives_the_same_bytes() -> None:
    assert write_brief(KIND) == write_brief(KIND)


def test_a_kinds_text_is_never_a_formula() -> None:
    kind = replace(
        KIND,
        title="=1+1",
        outline=((Level.BODY, "=HYPERLINK(1)"),),
        indicators=(Indicator("+横幅", "-", note="@x"),),
        annexes=(AnnexSpec("=A1"),),
    )
    book = opened(kind)
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    assert book[names.OUTLINE_SHEET]["B5"].quotePrefix


def test_it_stays_small() -> None:
    assert len(write_brief(KIND)) < 60_000
