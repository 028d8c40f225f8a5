"""A photo belongs to the row in which it is seen, wherever its corner is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from make_docx.intake.placing import Anchor, RowHeights, seen_at
from make_docx.intake.sheet import Spot

ROW = 1_000
HEIGHTS = RowHeights(usual=ROW, own={3: 0, 7: 300})
AT = Spot(5, 2)


@pytest.mark.parametrize(
    ("anchor", "row"),
    [
        (Anchor(AT), 5),
        (Anchor(AT, 0, end=5, rest=900), 5),
        (Anchor(AT, 900, end=6, rest=800), 6),  # starts a little above its row
        (Anchor(AT, 100, end=6, rest=200), 5),  # and ends a little below
        (Anchor(AT, 500, end=6, rest=500), 5),
        (Anchor(AT, 900, end=8, rest=100), 6),
        (Anchor(AT, 900, height=800), 6),
        (Anchor(AT, 100, height=800), 5),
        (Anchor(Spot(6, 2), 900, end=8, rest=200), 7),  # low, and all of it
        (Anchor(Spot(3, 2), 0, end=3, rest=0), 3),  # hidden
        (Anchor(AT, 0, height=10**15), 5),
    ],
)
def test_a_picture_is_in_the_row_that_shows_most_of_it(anchor: Anchor, row: int) -> None:
    assert seen_at(anchor, HEIGHTS) == Spot(row, 2)


@given(st.integers(1, 9), st.integers(0, 2_000), st.integers(0, 6), st.integers(0, 2_000))
@settings(max_examples=60)
def test_a_picture_is_never_outside_of_the_rows_that_it_touches(
    row: int, offset: int, rows: int, rest: int
) -> None:
    found = seen_at(Anchor(Spot(row, 1), offset, end=row + rows, rest=rest), HEIGHTS)
    assert row <= found.row <= row + rows


def test_heights_are_read_from_the_sheet() -> None:
    heights = RowHeights()
    heights.start("sheetFormatPr", {"defaultRowHeight": "20"})
    heights.start("row", {"r": "4", "ht": "110"})
    heights.start("row", {"hidden": "1", "ht": "30"})
    heights.start("row", {"r": "9", "ht": "much"})
    assert [heights.of(row) for row in (3, 4, 5, 9)] == [254_000, 1_397_000, 0, 254_000]
