"""Turns what a returned workbook holds where no figure is looked for into findings."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from typing import Final

from make_docx.catalogue import finding
from make_docx.cell_address import LETTERS
from make_docx.findings import Finding, Place, excerpt
from make_docx.intake import names
from make_docx.intake.anchors import row_texts
from make_docx.intake.entry import as_number
from make_docx.intake.form_reader import UNIT_HEAD, VALUE_HEAD
from make_docx.intake.workbook import Sheet, Spot, Workbook
from make_docx.labels import Labels, label_key, labels_of
from make_docx.late_pattern import late_pattern
from make_docx.model import Brief, CellKind

_DIGIT: Final = late_pattern("[0-9０-９]")
_OWN_SHEETS: Final = (names.GUIDE, names.ROSTER_SHEET, names.RETURN_SHEET)
_OF_WPS: Final = "WpsReserved_"  # where WPS keeps its pictures in cells
_ASIDE: Final = "不在“数值”一栏"
_HIDDEN: Final = "是隐藏的工作表，里面有内容"
_PRINTED_HEADS: Final = (UNIT_HEAD, label_key("填写说明"))
_HEAD_LABELS: Final = frozenset(
    map(
        label_key,
        (names.UNIT_LABEL, names.FILLED_ON_LABEL, names.FILLED_BY_LABEL, names.PHONE_LABEL),
    )
)


def unclaimed_values(
    book: Workbook, sheet: Sheet, brief: Brief, column: int, told: Collection[str]
) -> Iterator[Finding]:
    """The figures of rows that are no indicator's, below the head.

    Args:
        book: the returned workbook.
        sheet: the form in it.
        brief: what is asked for.
        column: where the form has its figures; 0 where nothing tells it.
        told: cells of which something has been said already.
    """
    labels = labels_of(brief.indicators)
    in_column = sorted(spot for spot in sheet.values if spot.column == column)
    lefts = {spot: [*row_texts(sheet, *spot)] for spot in in_column}
    first = _first_row(sheet, column, labels)
    dropped = _dropped(book, sheet, brief)
    for spot, left in lefts.items():
        if not first or spot.row < first or spot in dropped or spot.coordinate in told:
            continue
        keys = {label_key(text) for text in left}
        is_owned = any(map(labels.owner, left)) or not keys.isdisjoint(_HEAD_LABELS)
        if is_owned or not _is_figure(sheet, spot, left):
            continue
        row = next((f"“{excerpt(text)}”" for text in left if label_key(text)), "")
        place = book.ref(sheet, spot).place()
        yield finding("value-unclaimed", place, found=sheet.at(spot).text, row=row)


def asides(book: Workbook, sheet: Sheet, brief: Brief, column: int) -> Iterator[Finding]:
    """What stands right of a figure and has figures in it: 其中, last year's; it is not read."""
    labels, notes = labels_of(brief.indicators), {label_key(i.note) for i in brief.indicators}
    printed = {spot.column for head in _PRINTED_HEADS for spot in sheet.by_key.get(head, ())}
    rows = (row for row in sheet.by_row if column and not sheet.at(Spot(row, column)).is_blank)
    for row in rows:
        if not any(map(labels.owner, row_texts(sheet, row, column))):
            continue
        for spot in (Spot(row, right) for right in sheet.by_row[row] if right > column):
            value = sheet.at(spot)
            is_remark = spot.column not in printed and _DIGIT.search(value.text)
            is_told = is_remark or as_number(value) is not None
            if is_told and label_key(value.text) not in notes:
                place = book.ref(sheet, spot).place()
                yield finding("part-skipped", place, found=value.text, reason=_ASIDE)


def below(book: Workbook, sheet: Sheet, brief: Brief, told: Iterable[Finding]) -> Iterator[Finding]:
    """What somebody wrote under the form, in rows of which nothing was told, at its first cell."""
    rows = {found.place.cell.lstrip(LETTERS) for found in told}
    labels = labels_of(brief.indicators)
    ours = (spots for key, spots in sheet.by_key.items() if labels.owner_of_key(key))
    last = max((spot.row for spots in ours for spot in spots), default=0)
    under = (spot for spot in sheet.values if spot.row > last > 0)
    first = min((spot for spot in under if str(spot.row) not in rows), default=None)
    if first:
        place, found = book.ref(sheet, first).place(), sheet.at(first).text
        yield finding("part-skipped", place, found=found, reason="写在表格下面")


def unread_sheets(book: Workbook, form: Sheet, others: Sequence[Sheet]) -> Iterator[Finding]:
    """Those of `others` that a person sees and that hold something."""
    for sheet in others:
        is_own = sheet.title in _OWN_SHEETS or sheet.title.startswith(_OF_WPS)
        if is_own or not sheet.values:
            continue
        place = Place(file=book.file, sheet=sheet.title)
        if sheet.is_hidden:
            yield finding("part-skipped", place, found=sheet.title, reason=_HIDDEN)
            continue
        found = sheet.values[min(sheet.values)].text
        yield finding("sheet-unread", place, found=found, expected=form.title)


def _first_row(sheet: Sheet, column: int, labels: Labels) -> int:
    """The row of the head 数值, or of the first indicator; 0 where there is neither."""
    heads = (s.row for s in sheet.by_key.get(VALUE_HEAD, ()) if s.column == column)
    ours = (spots for key, spots in sheet.by_key.items() if labels.owner_of_key(key))
    named = (spot.row for spots in ours for spot in spots if spot.column < column)
    return min(chain(heads, named), default=0)


def _dropped(book: Workbook, sheet: Sheet, brief: Brief) -> set[Spot]:
    """Cells of indicators that the brief no longer asks for: an old form has them by rights."""
    asked = names.indicator_names(brief.indicators).values()
    old = [n for n in book.names if n.startswith(names.INDICATOR_PREFIX) and n not in asked]
    return {place[1] for name in old if (place := book.place(name)) and place[0] is sheet}


def _is_figure(sheet: Sheet, spot: Spot, left: Sequence[str]) -> bool:
    """Whether somebody may have reported something there; a remark on its own is none."""
    value = sheet.at(spot)
    if value.kind is CellKind.TEXT and left:
        return bool(_DIGIT.search(value.text))
    return as_number(value) is not None or value.kind is CellKind.FORMULA
