"""What units do to a form, row by row: every one is read right with a remark, or refused.

Real files, made here.
"""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.utils.datetime import MAC_EPOCH
from openpyxl.workbook.defined_name import DefinedName
from returned import (
    BRIEF,
    FIRST,
    LABEL,
    SHEET,
    VALUE,
    cell_xml,
    checked,
    edited,
    form,
    opened,
    read,
    with_parts,
)

from make_docx.findings import Severity
from make_docx.intake import names
from make_docx.intake.forms import read_forms
from make_docx.intake.workbook import open_workbook
from make_docx.model import CellKind, FileStatus, Status
from make_docx.sniff import Refusal

ABOUT, AT_LEAST, AT_MOST = Status.ABOUT, Status.AT_LEAST, Status.AT_MOST
EXACT, NOT_APPLICABLE = Status.EXACT, Status.NOT_APPLICABLE

# ── 2a. figures and dates ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("typed", "value", "status", "codes"),
    [
        (120, 120, EXACT, []),
        (120.0, 120, EXACT, []),
        ("120", 120, EXACT, []),
        (" 120 \n", 120, EXACT, ["cell-spaced"]),
        ("１２０", 120, EXACT, ["cell-read-as"]),
        ("120\u00a0", 120, EXACT, ["cell-spaced"]),
        ("120\u200b", 120, EXACT, ["cell-spaced"]),
        ("120条", 120, EXACT, ["cell-read-as"]),
        ("1,200", 1200, EXACT, ["cell-read-as"]),
        ("1，200", 1200, EXACT, ["cell-read-as"]),
        ("2万", 20000, EXACT, ["cell-read-as"]),
        ("1.2万", 12000, EXACT, ["cell-read-as"]),
        ("一百二十", 120, EXACT, ["cell-read-as"]),
        ("约200", 200, ABOUT, ["cell-approximate"]),
        ("200余", 200, AT_LEAST, ["cell-approximate"]),
        ("200多条", 200, AT_LEAST, ["cell-approximate"]),
        ("近200", 200, AT_MOST, ["cell-approximate"]),
        ("200左右", 200, ABOUT, ["cell-approximate"]),
        ("200+", 200, AT_LEAST, ["cell-approximate"]),
        ("2万余", 20000, AT_LEAST, ["cell-approximate"]),
        ("无", 0, EXACT, ["cell-read-as"]),
        ("零", 0, EXACT, ["cell-read-as"]),
        ("未开展", 0, EXACT, ["cell-read-as"]),
        ("/", None, NOT_APPLICABLE, []),
        ("-", None, NOT_APPLICABLE, []),
        ("——", None, NOT_APPLICABLE, []),
        ("不适用", None, NOT_APPLICABLE, []),
        (1e15, 10**15, EXACT, ["cell-implausible"]),
        (13800138000, 13800138000, EXACT, ["cell-implausible"]),
    ],
)
def test_a_count_is_read_as_it_was_meant(
    typed: object, value: int | None, status: Status, codes: list[str]
) -> None:
    (report,), found = _reports(form(figures={"悬挂横幅": typed}))
    figure = report.figures["悬挂横幅"]
    assert (figure.value, figure.status) == (value, status)
    assert [code for code, _ in found if code not in ("cell-read-as", *codes)] == []
    assert set(codes) <= {code for code, _ in found}


@pytest.mark.parametrize(
    "typed",
    [
        *("1,20", "1O0", "50+70", "100-120", "100条（其中电子屏20条）", "120.5", -5, "-5"),
        *("nan", "inf", "1e3", "1_000", "١٢٠", "12²", "①", True, "120份"),
    ],
)
def test_what_is_no_count_is_refused_with_its_text_and_never_guessed(typed: object) -> None:
    result = checked(form(figures={"悬挂横幅": typed}))
    assert result.reports[0].figures.get("悬挂横幅") is None if result.reports else True
    (error,) = [found for found in result.findings if found.blocks]
    assert (error.place.cell, error.place.label) == ("D10", "悬挂横幅")
    assert error.found == str(typed).upper() if typed is True else str(typed)[:19] in error.found


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#DIV/0!", "#VALUE!"])
def test_an_error_value_is_refused_as_one(error: str) -> None:
    data = cell_xml(f'<c r="D10" t="e"><f>X1</f><v>{error}</v></c>')
    assert ("cell-error", "D10", error) in _errors(data)


@pytest.mark.parametrize("typed", [None, "", "  ", "\u3000", "\n", "\u200b"])
def test_a_blank_in_a_required_cell_is_missing(typed: object) -> None:
    data = form(figures={"悬挂横幅": typed, "发放资料": 1})
    assert [(code, cell) for code, cell, _ in _errors(data)] == [("cell-required", "D10")]


def test_a_count_in_a_date_cell_is_the_count_again_with_a_warning() -> None:
    def as_date(_book: Any, sheet: Any) -> None:
        sheet["D10"].number_format = "yyyy-mm-dd"

    (report,), found = _reports(form(as_date))
    assert report.figures["悬挂横幅"].value == 120
    assert ("cell-date", "D10") in found


@pytest.mark.parametrize(
    ("number", "text"), [(27, "2021年5月"), (31, "2021年5月1日"), (58, "5月1日")]
)
def test_a_day_in_a_format_that_only_chinese_excel_has_is_a_day(number: int, text: str) -> None:
    style = f'<xf numFmtId="{number}"/>'
    data = cell_xml('<c r="D16" s="0"><v>44317</v></c>', "D16")
    data = with_parts(
        data, {"xl/styles.xml": f"<styleSheet><cellXfs>{style}</cellXfs></styleSheet>".encode()}
    )
    (submission,), _ = read(data)
    assert submission.cells["主要做法"].text == text


@pytest.mark.parametrize(
    ("typed", "number_format", "ratio"),
    [
        (0.985, "General", "0.985"),
        ("98.5%", "General", "0.985"),
        ("98.5％", "General", "0.985"),
        (0.985, "0.0%", "0.985"),
        (1, "0%", "1"),
    ],
)
def test_a_percentage_is_its_ratio(typed: object, number_format: str, ratio: str) -> None:
    def edit(_book: Any, sheet: Any) -> None:
        sheet["D12"].value, sheet["D12"].number_format = typed, number_format

    (report,), _ = _reports(form(edit))
    assert report.figures["知晓率"].value == Decimal(ratio)


@pytest.mark.parametrize("typed", [98.5, 1])
def test_a_percentage_without_its_sign_has_to_be_confirmed(typed: float) -> None:
    def edit(_book: Any, sheet: Any) -> None:
        sheet["D12"].value, sheet["D12"].number_format = typed, "General"

    result = checked(form(edit))
    (warning,) = [found for found in result.findings if found.code == "cell-percent"]
    assert (warning.place.cell, warning.severity) == ("D12", Severity.WARN)


def test_the_days_of_a_1904_workbook_are_not_four_years_early() -> None:
    def edit(book: Any, sheet: Any) -> None:
        book.epoch = MAC_EPOCH
        sheet["D7"].value, sheet["D7"].number_format = dt.date(2021, 5, 15), "yyyy-mm-dd"

    (submission,), _ = read(form(edit))
    assert submission.filled_on == dt.date(2021, 5, 15)

    def general(book: Any, sheet: Any) -> None:
        edit(book, sheet)
        sheet["D7"].number_format = "General"
        sheet["D7"].value = (dt.date(2021, 5, 15) - dt.date(1904, 1, 1)).days

    (submission,), _ = read(form(general))
    assert submission.filled_on == dt.date(2021, 5, 15)


@pytest.mark.parametrize(
    ("typed", "day", "code"),
    [
        ("2021.5.15", 15, ""),
        ("2021年5月15日", 15, ""),
        (44331, 15, ""),
        (20210515, 15, ""),
        ("5月15日", 15, "date-read-as"),
        ("5.15", 15, "date-read-as"),
        ("五月十五日", 15, "date-read-as"),
        ("五月 十五号", 15, "date-read-as"),
        ("21.5.15", 15, "date-read-as"),
        ("2021.2.29", 0, "date-impossible"),
        ("2.30", 0, "element-invalid"),
        (60, 0, "element-invalid"),
        ("5.15-5.20", 0, "element-invalid"),
    ],
)
def test_a_day_is_read_however_it_is_written_and_its_year_is_that_of_the_period(
    typed: object, day: int, code: str
) -> None:
    def edit(_book: Any, sheet: Any) -> None:
        sheet["D7"].value, sheet["D7"].number_format = typed, "General"

    (submission,), findings = read_forms(opened(form(edit)), BRIEF)
    assert submission.filled_on == (dt.date(2021, 5, day) if day else None)
    assert [(f.code, f.place.cell) for f in findings] == ([(code, "D7")] if code else [])
    is_note = code == "date-read-as" and typed != "21.5.15"
    assert {f.severity for f in findings} <= {Severity.NOTE if is_note else Severity.WARN}


def test_a_day_of_another_year_than_the_period_is_doubtful() -> None:
    def edit(_book: Any, sheet: Any) -> None:
        sheet["D7"].value = "2012-05-15"

    (submission,), found = read(form(edit))
    assert (submission.filled_on, found) == (dt.date(2012, 5, 15), [("date-doubtful", "D7")])


# ── 2b. structure ────────────────────────────────────────────────────────────────────────


def test_a_row_above_moves_the_figure_and_a_note_says_so() -> None:
    def edit(_book: Any, sheet: Any) -> None:
        sheet.insert_rows(FIRST)

    (submission,), found = read(form(edit))
    assert submission.cells["悬挂横幅"].ref.cell == "D11"
    assert ("indicator-moved", "D11") in found


def test_a_column_before_the_figures_moves_them() -> None:
    def edit(_book: Any, sheet: Any) -> None:
        sheet.insert_cols(VALUE)

    (submission,), _ = read(form(edit))
    assert submission.cells["悬挂横幅"].text == "120"


def test_a_deleted_row_is_never_the_next_indicators_number() -> None:
    def edit(_book: Any, sheet: Any) -> None:
        sheet["D11"].value = 5000
        sheet.delete_rows(FIRST)

    (submission,), found = read(form(edit))
    assert "悬挂横幅" not in submission.cells
    assert "indicator-missing" in dict(found)


def test_a_reworded_label_is_refused_with_both_texts() -> None:
    def edit(_book: Any, sheet: Any) -> None:
        sheet.cell(FIRST, LABEL).value = "悬挂横幅数（含标语）"

    result = checked(form(edit))
    (error,) = [found for found in result.findings if found.code == "indicator-missing"]
    assert (error.place.label, error.found) == ("悬挂横幅", "悬挂横幅数（含标语）")


@pytest.mark.parametrize("head", ["去年数", None])
def test_a_column_of_other_figures_before_the_figures_is_not_taken_for_them(
    head: str | None,
) -> None:
    def edit(_book: Any, sheet: Any) -> None:  # openpyxl leaves the names where they were
        sheet.insert_cols(VALUE)
        sheet.cell(FIRST - 1, VALUE).value = head
        for row in range(FIRST, FIRST + 3):
            sheet.cell(row, VALUE).value = 777

    (submission,), found = read(form(edit, figures={"悬挂横幅": 120, "发放资料": 1}))
    assert submission.cells["悬挂横幅"].text == "120"
    assert "indicator-moved" in dict(found)


def test_a_second_form_beside_the_first_is_refused_and_both_cells_are_named() -> None:
    def edit(_book: Any, sheet: Any) -> None:
        sheet["J30"].value, sheet["K30"].value = "悬挂横幅", 30

    (submission,), found = read(form(edit))
    assert "悬挂横幅" not in submission.cells
    assert ("indicator-repeated", "D10") in found


def test_a_number_right_of_a_figure_is_not_dropped_in_silence() -> None:
    def edit(_book: Any, sheet: Any) -> None:
        sheet["G10"].value, sheet["H10"].value = 20, "其中电子屏"

    (submission,), found = read(form(edit))
    assert submission.cells["悬挂横幅"].text == "120"
    assert found == [("part-skipped", "G10")]


def test_a_form_without_the_head_of_its_figures_is_refused_once() -> None:
    book: Any = openpyxl.Workbook()
    for row in (("悬挂横幅", 120), ("发放资料", 5), ("单位名称", "甲局")):
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    errors = [code for code, _, _ in _errors(target.getvalue())]
    assert errors.count("form-no-values") == 1
    assert "indicator-missing" not in errors


def test_a_figure_whose_format_shows_nothing_is_a_warning() -> None:
    def edit(_book: Any, sheet: Any) -> None:
        sheet["D10"].number_format = ";;;"

    (submission,), found = read(form(edit))
    assert submission.cells["悬挂横幅"].text == "120"
    assert ("cell-hidden", "D10") in found


def test_a_renamed_sheet_behind_another_one_is_found() -> None:
    def edit(book: Any, sheet: Any) -> None:
        sheet.title = "我局报送"
        front = book.create_sheet("封面", 0)
        front["A1"].value = "封面"
        book.active = 0

    (submission,), found = read(form(edit))
    assert submission.cells["悬挂横幅"].ref.sheet == "我局报送"
    assert "sheet-unread" in dict(found)


def test_names_that_were_left_behind_on_another_sheet_do_not_hide_the_form() -> None:
    def edit(book: Any, sheet: Any) -> None:  # openpyxl renames the sheet and not the names
        sheet.title = "我局报送"
        book.create_sheet("填报表")["A1"].value = "说明"

    (submission,), found = read(form(edit))
    assert submission.cells["悬挂横幅"].ref.sheet == "我局报送"
    assert ("sheet-unread", "") in found


def test_what_is_written_under_the_form_is_told_once() -> None:
    def edit(_book: Any, sheet: Any) -> None:
        sheet["B30"].value, sheet["B31"].value = "补充：横幅另有 20 条", "另附照片"

    (submission,), found = read(form(edit))
    assert submission.cells["悬挂横幅"].text == "120"
    assert found == [("part-skipped", "B30")]


def test_a_copied_sheet_with_other_figures_is_refused_and_both_are_named() -> None:
    def edit(book: Any, sheet: Any) -> None:
        copy = book.copy_worksheet(sheet)
        copy.title, copy["D10"].value = "填报表 (2)", 30

    _, found = read(form(edit))
    assert ("form-repeated", "D10") in found


def test_a_hidden_row_or_column_with_a_figure_is_a_warning_at_the_cell() -> None:
    def row(_book: Any, sheet: Any) -> None:
        sheet.row_dimensions[10].hidden = True

    def column(_book: Any, sheet: Any) -> None:
        sheet.column_dimensions["D"].hidden = True

    flat = edited(form(), SHEET, '<row r="10" ht="30"', '<row r="10" ht="0"')
    for data in (form(row), flat, form(column)):
        (submission,), found = read(data)
        assert submission.cells["悬挂横幅"].text == "120"
        assert ("cell-hidden", "D10") in found
    assert checked(form(row)).files[0].status is FileStatus.WARNED


def test_a_hidden_row_without_a_figure_is_nothing() -> None:
    def edit(_book: Any, sheet: Any) -> None:
        sheet.row_dimensions[11].hidden = True

    assert read(form(edit))[1] == []


def test_a_hidden_form_is_a_warning_and_another_hidden_sheet_a_note() -> None:
    def edit(book: Any, sheet: Any) -> None:
        sheet.sheet_state = "hidden"
        draft = book.create_sheet("草稿")
        draft["A1"].value, draft.sheet_state = 7, "veryHidden"

    _, found = read(form(edit))
    assert found == [("sheet-hidden", ""), ("part-skipped", "")]


def test_a_figure_merged_with_its_right_neighbour_is_read_with_a_warning() -> None:
    def edit(_book: Any, sheet: Any) -> None:
        sheet.merge_cells("D10:E10")

    (submission,), found = read(form(edit))
    assert submission.cells["悬挂横幅"].text == "120"
    assert found == [("cell-merge-read", "D10")]


def test_a_figure_swallowed_by_its_left_neighbour_is_refused() -> None:
    def edit(_book: Any, sheet: Any) -> None:
        sheet.merge_cells("C10:D10")

    (submission,), found = read(form(edit))
    assert "悬挂横幅" not in submission.cells
    assert found == [("cell-merged", "D10")]


def test_a_formula_that_was_never_calculated_is_told_at_its_cell() -> None:
    data = form(figures={"悬挂横幅": "=60+60"})
    assert [(code, cell) for code, cell, _ in _errors(data)] == [("cell-formula", "D10")]


@pytest.mark.parametrize(
    ("formula", "cached", "codes"),
    [
        ("60+60", "100", ["cell-formula-differs"]),
        ("60+60", "120", []),
        ("SUM(50,70)", "121", ["cell-formula-differs"]),
        ("(1+2)*4/3-50%", "3.5", []),
        ("10/3", "3.33333333333333", []),
        ("SUM(D11:D12)", "7", []),
        ("1/0", "7", []),
        ("-(-7)", "7", []),
        ("((((1", "7", []),
    ],
)
def test_a_formula_of_constants_is_reckoned_again(
    formula: str, cached: str, codes: list[str]
) -> None:
    _, found = read(cell_xml(f'<c r="D10"><f>{formula}</f><v>{cached}</v></c>'))
    assert [code for code, _ in found] == codes


@pytest.mark.parametrize(
    "formula", ["[1]Sheet1!$A$1", "'[1]表 一'!A1+1", "'[去年.xlsx]表'!A1", "SUM([2]表!A1:A9)"]
)
def test_a_link_to_another_workbook_is_refused_whatever_was_kept_of_it(formula: str) -> None:
    (submission,), found = read(cell_xml(f'<c r="D10"><f>{formula}</f><v>120</v></c>'))
    assert found == [("cell-external", "D10")]
    assert "悬挂横幅" not in submission.cells


def test_a_shared_formula_is_that_of_its_first_cell() -> None:
    first = '<c r="D10"><f t="shared" ref="D10:D11" si="0">[1]表!A1</f><v>120</v></c>'
    data = edited(
        cell_xml(first),
        SHEET,
        r'<c r="D11".*?</c>',
        '<c r="D11"><f t="shared" si="0"/><v>5</v></c>',
    )
    assert read(data)[1] == [("cell-external", "D10"), ("cell-external", "D11")]


def test_a_formula_with_a_text_as_result_is_read_as_the_text() -> None:
    data = cell_xml('<c r="D10" t="str"><f>"约"&amp;200</f><v>约200</v></c>')
    (report,), _ = _reports(data)
    assert (report.figures["悬挂横幅"].value, report.figures["悬挂横幅"].status) == (200, ABOUT)


def test_an_untouched_form_is_told_as_empty() -> None:
    data = form(figures={"发放资料": None})
    assert [code for code, _, _ in _errors(data)] == ["form-empty"]


def test_a_figure_below_a_million_formatted_rows_is_not_lost_in_silence() -> None:
    rows = "".join(f'<row r="{n}" s="1"/>' for n in range(20, 20_000))
    far = '<row r="30000"><c r="D30000"><v>7</v></c></row>'
    data = edited(form(), SHEET, "</sheetData>", f"{rows}{far}</sheetData>")
    assert ("sheet-too-large", "D30000") in read(data)[1]


def test_a_wrong_dimension_hides_nothing() -> None:
    data = edited(form(), SHEET, '<dimension ref="[^"]*"', '<dimension ref="A1"')
    (submission,), _ = read(data)
    assert submission.cells["悬挂横幅"].text == "120"


def test_a_comment_on_a_figure_goes_into_a_note() -> None:
    def edit(_book: Any, sheet: Any) -> None:
        sheet["D10"].comment = Comment("含电子屏 20 条，电话 13800138000", "张")
        sheet["D11"].comment = Comment("没有开展", "张")  # on a cell without a figure

    result = checked(form(edit))
    (note,) = [found for found in result.findings if found.code == "cell-comment"]
    assert (note.place.cell, note.severity) == ("D10", Severity.NOTE)
    assert "13800138000" not in note.message
    assert "含电子屏" in note.message


# ── 2c. files ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (r"<fonts[^>]*>", '<fonts><font><family val="15"/></font>'),
        (r"<fills[^>]*>", "<fills><fill/>"),
        (r"<borders[^>]*>", '<borders><border><left style="没有的"/></border>'),
    ],
)
def test_oddities_of_looks_keep_no_figure_from_being_read(old: str, new: str) -> None:
    (submission,), found = read(edited(form(), "xl/styles.xml", old, new))
    assert (submission.cells["悬挂横幅"].text, found) == ("120", [])


def test_a_workbook_without_styles_is_read_with_a_note() -> None:
    (submission,), found = read(with_parts(form(), {"xl/styles.xml": None}))
    assert submission.cells["悬挂横幅"].text == "120"
    assert found == [("file-unstyled", "")]


def test_the_names_of_parts_may_be_spelled_with_other_capitals() -> None:
    data = edited(
        cell_xml('<c r="D10" t="s"><v>1</v></c>'),
        "xl/_rels/workbook.xml.rels",
        "</Relationships>",
        '<Relationship Id="t1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    )
    texts = "<sst><si><t>甲</t></si><si><t>约200</t></si></sst>".encode()
    (submission,), found = read(with_parts(data, {"xl/SharedStrings.xml": texts}))
    assert (submission.cells["悬挂横幅"].text, found) == ("约200", [])


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("docProps/core.xml", b"<broken"),
        ("docProps/app.xml", b""),
        ("xl/theme/theme1.xml", b"no theme"),
        ("xl/calcChain.xml", b"<calcChain"),
    ],
)
def test_parts_that_say_nothing_of_figures_may_be_broken(part: str, content: bytes) -> None:
    (submission,), _ = read(with_parts(form(), {part: content}))
    assert submission.cells["悬挂横幅"].text == "120"


def test_macros_are_not_run_and_are_told() -> None:
    data = with_parts(form(), {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"})
    data = edited(
        data,
        "xl/_rels/workbook.xml.rels",
        "</Relationships>",
        '<Relationship Id="v1" Type="http://schemas.microsoft.com/office/2006/relationships/'
        'vbaProject" Target="vbaProject.bin"/></Relationships>',
    )
    (submission,), found = read(data)
    assert submission.cells["悬挂横幅"].text == "120"
    assert found == [("file-macros", "")]


@pytest.mark.parametrize(
    "xml",
    [
        '<c r="D10"><v>1</v></c><c r="D10"><v>2</v></c>',
        '<c r="D11"><v>1</v></c>',
        '<c r="D0"><v>1</v></c>',
        '<c r="ZZZ10"><v>1</v></c>',
        '<c r="D10" t="s"><v>99999</v></c>',
        '<c r="D10" s="x"><v>1</v></c>',
        '<c r="D10" t="str"><v>' + "数" * 32_768 + "</v></c>",
        '<c r="D10" t="str"><v>\x01</v></c>',
    ],
    ids=["twice", "row", "zero", "column", "text", "style", "length", "control"],
)
def test_a_sheet_that_excel_would_have_to_repair_is_damaged(xml: str) -> None:
    refusal = open_workbook(cell_xml(xml), "甲.xlsx")
    assert isinstance(refusal, Refusal)
    assert refusal.code == "file-damaged"


def test_two_sheets_of_one_part_or_one_name_are_damage() -> None:
    data = edited(form(), "xl/_rels/workbook.xml.rels", "sheet2.xml", "sheet1.xml")
    refusal = open_workbook(data, "甲.xlsx")
    assert isinstance(refusal, Refusal)
    assert refusal.code == "file-damaged"


# ── 2d. text ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("_x0001_甲_x000D_\n乙", "甲\n乙"),
        ("_x005F_x0001_", "_x0001_"),
        ("甲\u2028乙", "甲\n乙"),
        ("甲\u202e乙\u2066丙\u200b\ufeff", "甲乙丙"),
        ("👨\u200d👩\u200d👧 好", "👨\u200d👩\u200d👧 好"),
        ("甲\u200d乙", "甲乙"),
        ("𠮷𩽾\U00030edd", "𠮷𩽾\U00030edd"),
        ("nan", "nan"),
        ("NULL", "NULL"),
        ("=1+1", "=1+1"),
    ],
)
def test_a_text_is_what_was_typed_without_what_cannot_be_seen(stored: str, text: str) -> None:
    data = cell_xml(f'<c r="D16" t="inlineStr"><is><t>{stored}</t></is></c>', "D16")
    (submission,), _ = read(data)
    assert submission.cells["主要做法"].text == text


def test_rich_text_is_its_runs_without_phonetics() -> None:
    runs = "<r><rPr><b/></rPr><t>甲</t></r><rPh><t>jia</t></rPh><r><t>乙</t></r>"
    (submission,), _ = read(cell_xml(f'<c r="D16" t="inlineStr"><is>{runs}</is></c>', "D16"))
    assert submission.cells["主要做法"].text == "甲乙"


@pytest.mark.parametrize(
    ("looks", "text"),
    [
        ('<vertAlign val="superscript"/>', "12²"),
        ('<vertAlign val="subscript"/>', "12₂"),
        ("<strike/>", "122\u0336"),
        ('<strike val="0"/>', "122"),
    ],
)
def test_a_run_that_is_raised_or_struck_out_makes_no_longer_number(looks: str, text: str) -> None:
    runs = f"<r><t>12</t></r><r><rPr>{looks}</rPr><t>2</t></r>"
    inline = cell_xml(f'<c r="D10" t="inlineStr"><is>{runs}</is></c>')
    shared = with_parts(
        edited(
            cell_xml('<c r="D10" t="s"><v>0</v></c>'),
            "xl/_rels/workbook.xml.rels",
            "</Relationships>",
            '<Relationship Id="t1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            'relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        ),
        {"xl/sharedStrings.xml": f"<sst><si>{runs}</si><si><t>3</t></si></sst>".encode()},
    )
    for data in (inline, shared):
        (submission,), _ = read(data)
        assert submission.cells["悬挂横幅"].text == text
        codes = [code for code, _, _ in _errors(data)]
        assert codes == ([] if text == "122" else ["cell-not-number"])


def test_a_forged_size_is_damage() -> None:
    data = bytearray(form())
    at = data.rindex(SHEET.encode()) - 46
    assert data[at : at + 4] == b"PK\x01\x02"
    data[at + 24 : at + 28] = (64).to_bytes(4, "little")
    refusal = open_workbook(bytes(data), "甲.xlsx")
    assert isinstance(refusal, Refusal)
    assert refusal.code == "file-damaged"


def test_a_name_that_points_nowhere_is_passed_by() -> None:
    def edit(book: Any, _sheet: Any) -> None:
        name = names.indicator_names(BRIEF.indicators)["悬挂横幅"]
        book.defined_names[name] = DefinedName(name, attr_text="没有的表!$A$1")

    (submission,), _ = read(form(edit))
    assert submission.cells["悬挂横幅"].text == "120"


def test_an_openpyxl_workbook_and_ours_agree_on_every_value() -> None:
    data = form(figures={"悬挂横幅": "约200", "发放资料": 0.1, "主要做法": "=x & <y>\n二"})
    theirs: Any = openpyxl.load_workbook(io.BytesIO(data))[names.FORM_SHEET]
    ours = opened(data).sheets[names.FORM_SHEET]
    texts = {s.coordinate: v.text for s, v in ours.values.items() if v.kind is CellKind.TEXT}
    expected = {
        cell.coordinate: cell.value.replace("\r", "")
        for row in theirs.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.data_type == "s" and cell.value.strip()
    }
    assert texts == expected


def _reports(data: bytes) -> tuple[Any, list[tuple[str, str]]]:
    result = checked(data)
    assert not any(found.blocks for found in result.findings), result.findings
    return result.reports, [(found.code, found.place.cell) for found in result.findings]


def _errors(data: bytes) -> list[tuple[str, str, str]]:
    found = [found for found in checked(data).findings if found.blocks]
    return [(one.code, one.place.cell, one.found) for one in found if one.code != "unit-missing"]
