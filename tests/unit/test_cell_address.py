"""Addresses are read and written as openpyxl has them, and nothing else is taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.cell import (
    column_index_from_string,
    coordinate_from_string,
    get_column_letter,
    range_boundaries,
)
from openpyxl.utils.exceptions import CellCoordinatesException

from make_docx.cell_address import area_bounds, column_letters, column_number, row_and_column

LAST = 18_278  # ZZZ, the last one that openpyxl has
COLUMNS = st.integers(1, LAST)
ROWS = st.integers(1, 1_048_576)
DOLLAR = st.sampled_from(("", "$"))
NEARLY = st.text(st.sampled_from("$ABZaz019:一é١ "), max_size=8)


def test_every_column_has_the_letters_that_openpyxl_gives_it() -> None:
    letters = [column_letters(number) for number in range(1, LAST + 1)]
    assert letters == [get_column_letter(number) for number in range(1, LAST + 1)]
    assert [column_number(each) for each in letters] == list(range(1, LAST + 1))


def test_small_letters_name_the_same_column() -> None:
    assert column_number("aFz") == column_index_from_string("AFZ")


@pytest.mark.parametrize("number", [0, -1])
def test_columns_count_from_1(number: int) -> None:
    with pytest.raises(ValueError, match="no column"):
        column_letters(number)


@pytest.mark.parametrize("letters", ["", "AAAA", "A1", "甲", "\u0131", "A ", "$A"])
def test_what_is_not_one_to_three_letters_names_no_column(letters: str) -> None:
    with pytest.raises(ValueError, match="names no column"):
        column_number(letters)


@given(COLUMNS, ROWS, DOLLAR, DOLLAR)
def test_an_address_is_read_with_and_without_signs(
    column: int, row: int, before: str, between: str
) -> None:
    address = f"{before}{column_letters(column)}{between}{row}"
    assert row_and_column(address) == (row, column)
    assert coordinate_from_string(address) == (column_letters(column), row)


@given(NEARLY)
def test_what_openpyxl_takes_for_no_address_is_none(written: str) -> None:
    try:
        letters, row = coordinate_from_string(written)
    except CellCoordinatesException:
        expected = None
    else:
        expected = row, column_index_from_string(letters)
    try:
        found = row_and_column(written)
    except ValueError:
        found = None
    assert found == (expected if written.isascii() else None)


@given(COLUMNS, ROWS, COLUMNS, ROWS)
def test_an_area_has_the_bounds_of_its_corners(
    left: int, top: int, right: int, bottom: int
) -> None:
    area = f"{column_letters(left)}{top}:{column_letters(right)}{bottom}"
    assert range_boundaries(area) == (left, top, right, bottom)
    columns, rows = sorted((left, right)), sorted((top, bottom))
    assert area_bounds(area) == (columns[0], rows[0], columns[1], rows[1])


def test_a_cell_is_an_area_of_its_own() -> None:
    assert area_bounds("$B$3") == (2, 3, 2, 3)


@pytest.mark.parametrize("area", ["", "A", "A:C", "1:3", "A1:B", "A0:B2", "A1:B2:C3", ":"])
def test_whole_rows_and_columns_and_halves_are_no_area(area: str) -> None:
    with pytest.raises(ValueError, match=r"row|column|literal"):
        area_bounds(area)
