"""Turns one sheet of a returned form into the cells of its figures, each verified by its label."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

from make_docx.catalogue import finding
from make_docx.cell_address import column_letters
from make_docx.findings import Finding, Place, excerpt
from make_docx.intake import names
from make_docx.intake.anchors import labelled, row_texts
from make_docx.intake.cell_remarks import hidden, remarks
from make_docx.intake.entry import as_number
from make_docx.intake.filling_date import read_day
from make_docx.intake.form_changes import changes_since
from make_docx.intake.shifted import shifted
from make_docx.intake.workbook import Sheet, Spot, Workbook
from make_docx.labels import Labels, is_other_unit, label_key, labels_of
from make_docx.model import Brief, Cell, CellKind, Indicator

VALUE_HEAD: Final = label_key("数值")
UNIT_HEAD: Final = label_key("计量单位")
_LISTED: Final = 3


def is_other(written: str, asked: str) -> bool:
    """Whether a form says that it is for something else than what is asked for."""
    return bool(written) and label_key(written) != label_key(asked)


class FormReader:
    """Finds the values of one form sheet; `findings` grows while it reads.

    `column` is that of the figures, 0 where nothing tells it.
    """

    def __init__(
        self, book: Workbook, sheet: Sheet, brief: Brief, whole: Workbook | None = None
    ) -> None:
        self.book = book
        self._whole = whole or book
        self.sheet = sheet
        self.brief = brief
        self.findings: list[Finding] = []
        self._names = names.indicator_names(brief.indicators)
        self._owned = _owned(sheet, labels_of(brief.indicators))
        self._is_other_version = is_other(book.constant(names.VERSION_NAME), brief.form_version)
        self._named = self._named_spots()
        self.column = self._value_column()
        self._unit_column = self._column_of(UNIT_HEAD)
        self._rows = self._rows_by_label()
        self._labels_beyond = self._right_labels()
        self._spots: dict[str, Spot] = {}
        self._moved: list[str] = []

    @cached_property
    def cells(self) -> Mapping[str, Cell]:
        """Label → cell, for every indicator whose cell is beyond doubt."""
        if self._owned and not self.column:
            self._report("form-no-values", "", None, expected=VALUE_HEAD)
            return {}
        asked = [indicator for indicator in self.brief.indicators if indicator.is_asked]
        found = ((indicator.label, self._cell(indicator)) for indicator in asked)
        cells = {label: cell for label, cell in found if cell}
        if moved := shifted(self.book, self.sheet, self._names, self._spots):
            label, other = moved
            self._report("form-shifted", label, self._spots[label], found=other)
            return {}
        if self._moved:
            self._report_moved()
        misplaced = {
            indicator.label: spot
            for indicator in asked
            if indicator.label in cells and (spot := self._misplaced(indicator))
        }
        if misplaced and all(cell.kind is CellKind.BLANK for cell in cells.values()):
            self._report_column(misplaced)
            return cells
        for label, spot in misplaced.items():
            text, there = self.sheet.at(spot).text, spot.coordinate
            self._report("cell-misplaced", label, self._spots[label], found=text, cell=there)
        return {label: cell for label, cell in cells.items() if label not in misplaced}

    def changes(self) -> str:
        """What the form shows to differ from the brief; empty for a form of this version."""
        if not self._is_other_version:
            return ""
        return changes_since(
            self.book, self.sheet, self.brief, self._spots, self._unit_column, self._whole
        )

    @cached_property
    def unit(self) -> tuple[str, Spot | None]:
        """The unit's name and its cell; it may have got into another cell of its row."""
        text, spot = self.head(names.UNIT_LABEL)
        if spot is None:  # without its label the cell is not believed, but it is where to look
            place = self.book.place(names.head_name(names.UNIT_LABEL))
            return "", place[1] if place and place[0] is self.sheet else None
        if text and not _is_code(text):
            return text, spot
        row = [(s, t) for s, t in self.sheet.texts_of(spot.row) if s > spot and not _is_code(t)]
        return (row[0][1].strip(), row[0][0]) if len(row) == 1 else ("", spot)

    def head(self, label: str) -> tuple[str, Spot | None]:
        """The text beside a label of the form's head, and its cell."""
        spot = labelled(self.book, self.sheet, names.head_name(label), label, self.column)
        if spot is None:
            return "", None
        value = self.sheet.at(spot)
        if value.kind is CellKind.FORMULA:
            self._report("cell-formula", label, spot)
        return value.text.strip(), spot

    def filled_on(self) -> tuple[dt.date | None, Spot | None]:
        """The day of filling in, and its cell."""
        text, spot = self.head(names.FILLED_ON_LABEL)
        if not text or spot is None:
            return None, spot
        place = self.book.ref(self.sheet, spot).place(names.FILLED_ON_LABEL)
        elements = self.brief.elements
        day, found = read_day(self.sheet.at(spot), self.book.epoch, elements, place)
        self.findings += found
        return day, spot

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
        headed = self._column_of(VALUE_HEAD)
        if not columns:
            return headed
        named = columns.most_common(1)[0][0]
        if named == self._column_of(UNIT_HEAD):  # the column of the figures was deleted
            self._named.clear()
            return headed
        if headed in (0, named) or self._is_believed(named, headed):
            return named
        self._named.clear()  # a column was inserted by a program that does not mend the names
        return headed

    def _is_believed(self, named: int, headed: int) -> bool:
        """Whether the figures are where the names point, although 数值 heads another column."""
        head = Spot(self.sheet.by_key[VALUE_HEAD][0].row, named)
        if not self.sheet.at(head).is_blank:  # 去年数
            return False
        rows = [spot.row for spot in self._named.values()]
        is_there = any(self._is_filled(spot) for spot in self._named.values())
        return is_there and not any(self._is_filled(Spot(row, headed)) for row in rows)

    def _column_of(self, head: str) -> int:
        return next((spot.column for spot in self.sheet.by_key.get(head, ())), 0)

    def _is_filled(self, spot: Spot) -> bool:
        return not self.sheet.at(self.sheet.origin(spot)).is_blank

    def _rows_by_label(self) -> dict[str, list[int]]:
        rows: dict[str, list[int]] = defaultdict(list)
        for row in self._owned:
            if owner := self._owner(Spot(row, self.column)):
                rows[owner].append(row)
        return rows

    def _owner(self, spot: Spot) -> str | None:
        """The indicator that the nearest label to the left names."""
        owned = reversed(self._owned.get(spot.row, ()))
        return next((owner for column, owner in owned if column < spot.column), None)

    def _right_labels(self) -> Mapping[str, Sequence[Spot]]:
        """Where labels stand right of the figures, by whose they are."""
        beyond: dict[str, list[Spot]] = defaultdict(list)
        for row, owned in self._owned.items() if self.column else ():
            for column, owner in owned:
                if column > self.column:
                    beyond[owner].append(Spot(row, column))
        return dict(beyond)

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
        if self._is_in_other_unit(indicator, origin):
            return None
        is_text = indicator.is_text
        told = [
            *remarks(self.book, self.sheet, origin, label, is_text=is_text),
            *hidden(self.book, self.sheet, origin, label),
        ]
        self.findings += told
        if any(found.blocks for found in told):
            return None
        return self.book.cell(self.sheet, origin, label, is_text=indicator.is_text)

    def _is_in_other_unit(self, indicator: Indicator, spot: Spot) -> bool:
        """Whether the form asked for the figure in another 计量单位 than the brief does now."""
        if indicator.is_text or not self._unit_column or self.sheet.at(spot).is_blank:
            return False
        unit_spot = Spot(spot.row, self._unit_column)
        text = self.sheet.at(unit_spot).text.strip()
        if unit_spot == spot or not is_other_unit(text, indicator):
            return False
        expected = indicator.unit
        self._report("cell-form-unit", indicator.label, unit_spot, found=text, expected=expected)
        return True

    def _misplaced(self, indicator: Indicator) -> Spot | None:
        """Where, right of the empty cell of a figure, a number stands."""
        spot = self._spots[indicator.label]
        if indicator.is_text or self._is_filled(spot):
            return None
        for column in self.sheet.by_row.get(spot.row, ()):
            other = Spot(spot.row, column)
            if other <= spot:
                continue
            value = self.sheet.at(other)
            is_ours = label_key(value.text) == label_key(indicator.note)
            if not is_ours and as_number(value, indicator.unit) is not None:
                return other
        return None

    def _spot(self, label: str) -> Spot | None:
        """The cell that belongs to the label; a label in several filled rows has none."""
        named = self._named.get(label)
        rows = self._rows.get(label, [])
        spots = [named if named and named.row == row else Spot(row, self.column) for row in rows]
        filled = [spot for spot in spots if self._is_filled(spot)]
        if filled:
            filled += self._beyond(label, filled[0])
        if len(filled) > 1:
            cells = "、".join(spot.coordinate for spot in filled)
            self._report("indicator-repeated", label, filled[0], found=cells)
            return None
        spot = next(iter([*filled, *spots]), named)
        target = self.book.place(self._names[label])
        if spot is None:
            left = row_texts(self.sheet, *target[1]) if target else ()
            found = next(iter(left), "")
            code = "form-lacks-indicator" if self._is_other_version else "indicator-missing"
            instead = f"，原来的地方写的是“{excerpt(found)}”" if found else ""
            where = target[1] if target else None
            self._report(code, label, where, found=found, instead=instead)
            return None
        self._spots[label] = spot
        if self.book.address(self._names[label])[1] != spot:
            self._moved.append(label)
        return spot

    def _beyond(self, label: str, spot: Spot) -> Iterator[Spot]:
        """Where the label stands once more, right of the figures, with another number beside."""
        for owned in self._labels_beyond.get(label, ()):
            other = self.sheet.beside(owned)
            value = self.sheet.at(other)
            is_same = value.text == self.sheet.at(spot).text
            if as_number(value) is not None and not is_same:
                yield other

    def _report_moved(self) -> None:
        """Once for the form, at the first figure."""
        spots = [self._spots[label] for label in self._moved]
        labels = "、".join(f"“{label}”" for label in self._moved[:_LISTED])
        labels += f"等 {len(spots)} 项" if len(spots) > _LISTED else ""
        self._report("indicator-moved", "", spots[0], labels=labels)

    def _report_column(self, misplaced: Mapping[str, Spot]) -> None:
        """The figures are all in one wrong column, or scattered: told at the first."""
        spots = list(misplaced.values())
        found = "、".join(self.sheet.at(spot).text for spot in spots)
        head_row = next((spot.row for spot in self.sheet.by_key.get(VALUE_HEAD, ())), 0)
        head = excerpt(self.sheet.at(Spot(head_row, spots[0].column)).text)
        head = head or f"{column_letters(spots[0].column)} 列"
        self._report("form-misplaced", "", spots[0], found=found, head=head)

    def _report(self, code: str, label: str, spot: Spot | None, **facts: str) -> None:
        if spot:
            place = self.book.ref(self.sheet, spot).place(label)
        else:
            place = Place(file=self.book.file, sheet=self.sheet.title, label=label)
        self.findings.append(finding(code, place, **facts))


def _is_code(text: str) -> bool:
    """Whether it is the 代码 that a form made for one unit has beside the unit's name."""
    return label_key(text).startswith(f"{label_key(names.CODE_LABEL)}:")


def _owned(sheet: Sheet, labels: Labels) -> Mapping[int, Sequence[tuple[int, str]]]:
    """Row → the columns of its labels of ours, and whose they are, from left to right."""
    keys = ((labels.owner_of_key(key), spots) for key, spots in sheet.by_key.items())
    found = sorted((*spot, owner) for owner, spots in keys if owner for spot in spots)
    owned: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for row, column, owner in found:
        owned[row].append((column, owner))
    return dict(owned)


class FormReaders:
    """The readers of a workbook's sheets: which sheet is a form is asked more than once.

    `whole` is the workbook with the sheets of the tables too.
    """

    def __init__(self, book: Workbook, brief: Brief, whole: Workbook | None = None) -> None:
        self._book = book
        self._whole = whole
        self._brief = brief
        self._readers: dict[str, FormReader] = {}

    def of(self, sheet: Sheet) -> FormReader:
        if sheet.title not in self._readers:
            self._readers[sheet.title] = FormReader(self._book, sheet, self._brief, self._whole)
        return self._readers[sheet.title]

    def cells(self, sheet: Sheet) -> Mapping[str, Cell]:
        """As `FormReader.cells`; a sheet without a label of ours has none."""
        owner_of_key = labels_of(self._brief.indicators).owner_of_key
        return self.of(sheet).cells if any(map(owner_of_key, sheet.by_key)) else {}
