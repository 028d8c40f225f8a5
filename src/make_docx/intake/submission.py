"""Turns a returned form into a submission: every figure verified by the label beside it."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from make_docx.catalogue import finding
from make_docx.findings import Finding, Place, Severity
from make_docx.intake import names
from make_docx.intake.anchors import labelled, row_texts
from make_docx.intake.entry import DATE_EXPECTED, as_date
from make_docx.intake.labels import Labels, label_key
from make_docx.intake.workbook import Sheet, Spot, Workbook
from make_docx.model import Brief, Cell, CellKind, Indicator, Submission

VALUE_HEAD: Final = label_key("数值")


def read_form(book: Workbook, brief: Brief) -> tuple[Submission | None, tuple[Finding, ...]]:
    """Read a returned form.

    Returns:
        The submission, or ``None`` when the workbook is no form of ours; and what was found.
        A value whose label could not be verified is never in the submission.
    """
    kind_id = book.constant(names.KIND_NAME)
    sheet = _form_sheet(book, brief)
    if sheet is None:
        expected = names.FORM_SHEET
        return None, (finding("form-not-ours", Place(file=book.file), expected=expected),)
    reader = _FormReader(book, sheet, brief)
    cells = reader.cells()
    unit, unit_spot = reader.head(names.UNIT_LABEL)
    filled_on = reader.filled_on()
    findings = [*reader.findings, *_rivals(book, sheet, brief, cells)]
    if kind_id and kind_id != brief.kind_id:  # it cannot have our indicators
        findings = [found for found in findings if found.code != "indicator-missing"]
    submission = Submission(
        file=book.file,
        sha256=book.sha256,
        unit=unit,
        unit_ref=book.ref(sheet, unit_spot) if unit_spot else None,
        cells=cells,
        filled_on=filled_on,
        kind_id=kind_id,
        form_version=book.constant(names.VERSION_NAME),
        period=book.constant(names.PERIOD_NAME),
    )
    return submission, tuple(findings)


def _form_sheet(book: Workbook, brief: Brief) -> Sheet | None:
    """The sheet that our names point to, else the one that holds most of the labels."""
    places = (book.place(name) for name in names.indicator_names(brief.indicators).values())
    named = Counter(place[0].title for place in places if place)
    if named:
        return book.sheets[named.most_common(1)[0][0]]
    labels = Labels(brief.indicators)
    held = {
        title: len({owner for _, text in sheet.texts() if (owner := labels.owner(text))})
        for title, sheet in book.sheets.items()
        if title != names.GUIDE
    }
    title = max(held, key=lambda title: (held[title], title == names.FORM_SHEET), default="")
    return book.sheets[title] if held.get(title) else None


def _rivals(
    book: Workbook, sheet: Sheet, brief: Brief, cells: Mapping[str, Cell]
) -> Iterable[Finding]:
    """Other sheets of the workbook that are filled in as a form too, with other figures."""
    for other in book.sheets.values():
        if other is sheet or other.title == names.GUIDE:
            continue
        reader = _FormReader(book, other, brief)
        for label, cell in reader.cells().items():
            if cell.text and (label not in cells or cell.text != cells[label].text):
                expected = sheet.title
                yield finding("form-repeated", cell.ref.place(label), expected=expected)
                break


class _FormReader:
    """Finds the values of one form sheet; `findings` grows while it reads."""

    def __init__(self, book: Workbook, sheet: Sheet, brief: Brief) -> None:
        self.book = book
        self.sheet = sheet
        self.brief = brief
        self.findings: list[Finding] = []
        self._names = names.indicator_names(brief.indicators)
        self._labels = Labels(brief.indicators)
        self._named = self._named_spots()
        self._column = self._value_column()
        self._rows = self._rows_by_label()

    def cells(self) -> Mapping[str, Cell]:
        asked = (indicator for indicator in self.brief.indicators if indicator.is_asked)
        found = ((indicator.label, self._cell(indicator)) for indicator in asked)
        return {label: cell for label, cell in found if cell}

    def head(self, label: str) -> tuple[str, Spot | None]:
        """The text beside a label of the form's head, and its cell."""
        spot = labelled(self.book, self.sheet, names.head_name(label), label, self._column)
        if spot is None:
            return "", None
        value = self.sheet.at(spot)
        if value.kind is CellKind.FORMULA:
            self._report("cell-formula", label, spot)
        return value.text.strip(), spot

    def filled_on(self) -> dt.date | None:
        text, spot = self.head(names.FILLED_ON_LABEL)
        if not text or spot is None:
            return None
        day = as_date(self.sheet.at(spot), self.book.epoch)
        if day is None:
            place = self.book.ref(self.sheet, spot).place(names.FILLED_ON_LABEL)
            found = finding("element-invalid", place, found=text, expected=DATE_EXPECTED)
            self.findings.append(found.with_severity(Severity.WARN))
        return day

    def _named_spots(self) -> dict[str, Spot]:
        """Where the defined names point, by label; only where the label is there too."""
        spots = {}
        for label, name in self._names.items():
            place = self.book.place(name)
            if place and place[0] is self.sheet and self._owner(place[1]) == label:
                spots[label] = place[1]
        return spots

    def _value_column(self) -> int:
        """The column of the figures; 0 when nothing tells it."""
        columns = Counter(spot.column for spot in self._named.values())
        if columns:
            return columns.most_common(1)[0][0]
        heads = [s.column for s, text in self.sheet.texts() if label_key(text) == VALUE_HEAD]
        return heads[0] if heads else 0

    def _rows_by_label(self) -> dict[str, list[int]]:
        rows: dict[str, list[int]] = defaultdict(list)
        for row in sorted({spot.row for spot in self.sheet.values}):
            if owner := self._owner(Spot(row, self._column)):
                rows[owner].append(row)
        return rows

    def _owner(self, spot: Spot) -> str | None:
        """The indicator that the nearest label to the left names."""
        owners = map(self._labels.owner, row_texts(self.sheet, spot.row, spot.column))
        return next((owner for owner in owners if owner), None)

    def _cell(self, indicator: Indicator) -> Cell | None:
        label = indicator.label
        spot = self._spot(label)
        if spot is None:
            return None
        origin = self.sheet.origin(spot)
        ref = self.book.ref(self.sheet, origin)
        if origin.row != spot.row or self._owner(origin) != label:
            # The value of a merge belongs to its first cell, which is another indicator's, or
            # the label's own.
            self._report("cell-merged", label, spot, found=ref.cell)
            return None
        return self.book.cell(self.sheet, origin, label)

    def _spot(self, label: str) -> Spot | None:
        """The cell that belongs to the label; a label in several filled rows has none."""
        named = self._named.get(label)
        rows = self._rows.get(label, [])
        spots = [named if named and named.row == row else Spot(row, self._column) for row in rows]
        filled = [s for s in spots if not self.sheet.at(self.sheet.origin(s)).is_blank]
        if len(filled) > 1:
            cells = "、".join(spot.coordinate for spot in filled)
            self._report("indicator-repeated", label, filled[0], found=cells)
            return None
        spot = next(iter([*filled, *spots]), named)
        target = self.book.place(self._names[label])
        if spot is None:
            left = row_texts(self.sheet, *target[1]) if target else ()
            found = next(iter(left), "")
            self._report("indicator-missing", label, target[1] if target else None, found=found)
        elif target != (self.sheet, spot):
            self._report("indicator-moved", label, spot)
        return spot

    def _report(self, code: str, label: str, spot: Spot | None, *, found: str = "") -> None:
        if spot:
            place = self.book.ref(self.sheet, spot).place(label)
        else:
            place = Place(file=self.book.file, sheet=self.sheet.title, label=label)
        self.findings.append(finding(code, place, found=found))
