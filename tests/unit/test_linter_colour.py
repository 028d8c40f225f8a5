"""What counts as red is the same in the file and in the print."""

from __future__ import annotations

import pytest

from make_docx.linter.colour import is_printed_red, is_red


@pytest.mark.parametrize(
    ("colour", "red"),
    [
        ("FF0000", True),
        ("C00000", True),  # 深红 of Word
        ("ED1C24", True),
        ("E60012", True),
        ("A00000", True),
        ("9F0000", False),
        ("FF6100", False),  # orange
        ("FF0061", False),
        ("000000", False),
    ],
)
def test_any_shade_of_red_is_red_in_the_file_and_in_the_print(colour: str, red: bool) -> None:
    assert is_red(colour) is red
    assert is_printed_red([part / 255 for part in bytes.fromhex(colour)]) is red


@pytest.mark.parametrize("colour", ["", "auto", "FF00", "FF0000FF"])
def test_what_is_no_colour_is_not_red(colour: str) -> None:
    assert not is_red(colour)


def test_grey_print_is_not_red() -> None:
    assert not is_printed_red([1.0])
