"""Turns the cell of a value into what has to be said of it beside the value itself."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from make_docx.catalogue import finding
from make_docx.findings import Finding
from make_docx.intake import names
from make_docx.intake.arithmetic import result_of
from make_docx.intake.workbook import Sheet, Spot, Workbook
from make_docx.late_pattern import late_pattern
from make_docx.model import CellKind

_OTHER_FILE: Final = late_pattern(r"\[[^\[\]]+\][^\[\]!]*!")  # [1]Sheet1!A1, '[甲.xlsx]表'!A1
_SHOWS_NOTHING: Final = ";;;"
_NEAR: Final = Decimal("1e-9")  # what is left of a double after 15 digits


def remarks(
    book: Workbook, sheet: Sheet, spot: Spot, label: str, *, is_text: bool = False
) -> Iterator[Finding]:
    """What is noteworthy about the cell; one that blocks keeps its value from being believed."""
    place = book.ref(sheet, spot).place(label)
    if spot in sheet.in_cells and not is_text:
        yield finding("cell-picture", place)
    formula = sheet.formulas.get(spot, "")
    if _OTHER_FILE.search(formula):
        yield finding("cell-external", place, found=f"={formula}")
    elif expected := _other_result(sheet, spot, formula):
        found = sheet.at(spot).text
        yield finding("cell-formula-differs", place, found=found, expected=expected)
    if sheet.at(spot).is_blank:
        return
    if comment := names.own_words(sheet.comments.get(spot, "")).strip():
        yield finding("cell-comment", place, found=comment)
    first, last = sheet.merges.get(spot, (spot, spot))
    if first.column < last.column and first.row == last.row and not is_text:
        area = f"{first.coordinate}:{last.coordinate}"
        yield finding("cell-merge-read", place, found=area)


def hidden(book: Workbook, sheet: Sheet, spot: Spot, label: str) -> Iterator[Finding]:
    """That a value stands where nobody sees it."""
    is_invisible = sheet.at(spot).number_format == _SHOWS_NOTHING
    if (is_invisible or sheet.is_out_of_sight(spot)) and not sheet.at(spot).is_blank:
        found = sheet.at(spot).text
        yield finding("cell-hidden", book.ref(sheet, spot).place(label), found=found)


def _other_result(sheet: Sheet, spot: Spot, formula: str) -> str:
    """What a formula of constants gives if the cell shows something else; else empty."""
    value = sheet.at(spot)
    result = result_of(formula) if formula and value.kind is CellKind.NUMBER else None
    if result is None or not result.is_finite():
        return ""
    is_same = abs(result - Decimal(value.text)) <= _NEAR * max(Decimal(1), abs(result))
    return "" if is_same else f"{result.normalize():f}"
