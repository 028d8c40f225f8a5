"""Turns places into the order in which a clerk goes through the files."""

from __future__ import annotations

from collections.abc import Sequence
from functools import total_ordering
from typing import Final

from make_docx.findings import Finding, Place
from make_docx.labels import UNIT_NAME
from make_docx.late_pattern import late_pattern
from make_docx.model import Submission

_CELL: Final = late_pattern(r"([A-Z]+)([0-9]+)")

PlaceKey = tuple[int, str, str, int, int, str]


class FileOrder:
    """The order of the files given; within a file by sheet, row and column."""

    def __init__(self, files: Sequence[str]) -> None:
        self._index = {path: number for number, path in enumerate(files)}

    def of_finding(self, finding: Finding) -> tuple[PlaceKey, str, str, str, str]:
        place = self._of_place(finding.place)
        return place, finding.code, finding.unit, finding.found, finding.message

    def of_submission(self, submission: Submission) -> tuple[PlaceKey, str, _Content]:
        return self._of_place(head_of(submission)), submission.unit, _Content(submission)

    def _of_place(self, place: Place) -> PlaceKey:
        index = self._index.get(place.file, len(self._index))
        match = _CELL.match(place.cell)
        column, row = (_column(match[1]), int(match[2])) if match else (0, 0)
        return index, place.file, place.sheet, row, column, place.label


@total_ordering
class _Content:
    """What was filled in, for the order of those that stand in the same place."""

    __slots__ = ("_cells",)

    def __init__(self, submission: Submission) -> None:
        self._cells = submission.cells

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Content) and self._lines() == other._lines()

    def __lt__(self, other: _Content) -> bool:
        return self._lines() < other._lines()

    def _lines(self) -> list[str]:
        return [f"{label} {self._cells[label].text}" for label in sorted(self._cells)]


def head_of(submission: Submission) -> Place:
    """Where the unit's name stands: one file may hold many submissions."""
    ref = submission.unit_ref
    return ref.place(UNIT_NAME) if ref else Place(file=submission.file)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
