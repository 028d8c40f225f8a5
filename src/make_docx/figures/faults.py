"""Turns what intake has refused into what each submission loses by it: nothing, a label, itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from make_docx.cell_address import LETTERS
from make_docx.figures.order import head_of
from make_docx.findings import Finding, Place
from make_docx.model import Brief, Submission

# Notes that say why a submission has no cell for an indicator, and need not have one.
_WITHOUT_CELL: Final = frozenset({"payload-no-text"})


class Faults:
    """The refused rows, sheets, files, and columns.

    A file may hold the reports of many units. What is wrong in a row of a table is that row's,
    what is wrong with a column is lacking from every row; a sheet with one report loses it, and
    what is said of the file, or of a sheet without a report, is true of all that are in it.
    """

    def __init__(
        self, findings: Iterable[Finding], submissions: Iterable[Submission], brief: Brief
    ) -> None:
        told = [found for found in findings if found.blocks or found.code in _WITHOUT_CELL]
        places = [found.place for found in told if found.blocks]
        self._ledger = brief.file
        self._of_file = Counter(submission.file for submission in submissions)
        self._of_sheet = Counter((one.file, sheet_of(one)) for one in submissions)
        self._files = {place.file for place in places}
        self._sheets = {(place.file, place.sheet) for place in places}
        self._rows = {row_of(place) for place in places}
        self._labels = {(f.place.file, f.place.sheet, f.place.label) for f in told}
        self._everywhere = {
            place.file for place in places if not self._of_sheet[place.file, place.sheet]
        }

    def spoil(self, submission: Submission) -> bool:
        """Whether the submission cannot count."""
        file, sheet = submission.file, sheet_of(submission)
        if file == self._ledger:
            return row_of(head_of(submission)) in self._rows
        if self._of_file[file] == 1:
            return file in self._files
        if file in self._everywhere:
            return True
        if self._of_sheet[file, sheet] == 1:
            return (file, sheet) in self._sheets
        return row_of(head_of(submission)) in self._rows

    def cover(self, submission: Submission, label: str) -> bool:
        """Whether it has been said why the submission has no cell for `label`."""
        sheets = {sheet_of(submission), ""}
        told = any((submission.file, sheet, label) in self._labels for sheet in sheets)
        return told or self.spoil(submission)


def row_of(place: Place) -> tuple[str, str, str]:
    """The row of a cell: file, sheet and number."""
    return place.file, place.sheet, place.cell.lstrip(LETTERS)


def sheet_of(submission: Submission) -> str:
    """The sheet that the submission stands in; empty where it is a document."""
    if submission.unit_ref:
        return submission.unit_ref.sheet
    return next((cell.ref.sheet for cell in submission.cells.values()), "")
