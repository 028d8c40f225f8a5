"""Turns the address of a cell, such as ``AB12``, into its row and column, and back.

Ours, although openpyxl has it: to import any part of openpyxl imports all of it, 75 ms of the
300 that a small job may take.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

LAST_COLUMN: Final = 16_384  # XFD, in Excel
# Not from `string`, which nothing else imports: half a millisecond.
LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_DIGITS: Final = "0123456789"
_LONGEST: Final = 3  # letters


@lru_cache(maxsize=LAST_COLUMN)
def column_letters(number: int) -> str:
    """28 → ``AB``; columns count from 1."""
    if number < 1:
        raise ValueError(f"there is no column {number}")
    letters = ""
    while number:
        number, letter = divmod(number - 1, len(LETTERS))
        letters = LETTERS[letter] + letters
    return letters


@lru_cache(maxsize=LAST_COLUMN)
def column_number(letters: str) -> int:
    """``AB`` or ``ab`` → 28; ValueError for anything but one to three letters."""
    if not (letters.isascii() and letters.isalpha() and len(letters) <= _LONGEST):
        raise ValueError(f"{letters!r} names no column")
    number = 0
    for letter in letters.upper():
        number = number * len(LETTERS) + LETTERS.index(letter) + 1
    return number


def row_and_column(address: str) -> tuple[int, int]:
    """``B12`` or ``$B$12`` → (12, 2); ValueError for anything else."""
    letters = address.rstrip(_DIGITS)
    row = int(address[len(letters) :])
    if row < 1:
        raise ValueError(f"there is no row 0: {address!r}")
    return row, column_number(letters.removeprefix("$").removesuffix("$"))


def area_bounds(area: str) -> tuple[int, int, int, int]:
    """``B2:C5``, ``C5:B2``, or a cell → first column, first row, last column, last row."""
    one, _, other = area.partition(":")
    rows, columns = zip(row_and_column(one), row_and_column(other or one), strict=True)
    return min(columns), min(rows), max(columns), max(rows)
