"""The shared look: written values, heights, dates."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from make_docx.intake import canvas, style
from make_docx.intake.looks import FONT, ROW_HEIGHT, Look, clean, height_of


@pytest.mark.parametrize(
    ("text", "lines"),
    [("", 1), ("短", 1), ("字" * 50, 2), ("字" * 400, 10), ("一\n二\n三\n四", 4)],
)
def test_a_row_is_high_enough_for_its_text(text: str, lines: int) -> None:
    height = height_of(text, 94)
    assert height >= max(ROW_HEIGHT, lines * 17.0)
    assert height <= 409  # Excel's limit


def test_smaller_type_needs_less_height() -> None:
    assert height_of("字" * 60, 60, 10) <= height_of("字" * 60, 60)


def test_a_decimal_is_written_as_a_number() -> None:
    sheet = canvas.new_sheet(canvas.new_workbook("试"), "甲", (10.0,))
    cell = style.put(sheet, 1, 1, Decimal("0.985"), Look.INPUT_NUMBER)
    assert (cell.data_type, cell.value) == ("n", Decimal("0.985"))


def test_empty_text_leaves_the_cell_empty() -> None:
    sheet = canvas.new_sheet(canvas.new_workbook("试"), "甲", (10.0,))
    assert style.put(sheet, 1, 1, "", Look.INPUT).value is None


def test_a_value_cannot_be_hidden_inside_a_merge() -> None:
    sheet = canvas.new_sheet(canvas.new_workbook("试"), "甲", (10.0, 10.0))
    style.put_merged(sheet, 1, (1, 2), "标题", Look.TITLE)
    with pytest.raises(TypeError, match="B1"):
        style.put(sheet, 1, 2, "丢了", Look.INPUT)


@pytest.mark.parametrize("look", Look)
def test_only_input_looks_are_unlocked(look: Look) -> None:
    sheet = canvas.new_sheet(canvas.new_workbook("试"), "甲", (10.0,))
    cell = style.put(sheet, 1, 1, "字", look)
    assert cell.protection.locked != look.name.startswith(("INPUT", "SPARE"))
    assert cell.font.name == FONT


@given(st.text(st.characters(max_codepoint=0x7F) | st.sampled_from("\x85\u3000\u2028字🎉")))
def test_a_text_loses_the_characters_that_openpyxl_refuses_and_no_other(text: str) -> None:
    assert clean(text) == ILLEGAL_CHARACTERS_RE.sub("", text)
