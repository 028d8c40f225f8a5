"""Turns the 数据 sheet of a one-workbook job into a submission a row."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Final

from make_docx.catalogue import finding
from make_docx.findings import Finding, Place
from make_docx.intake import names
from make_docx.intake.cell_remarks import remarks
from make_docx.intake.entry import as_text
from make_docx.intake.filling_date import read_day
from make_docx.intake.stated_totals import wrong_totals
from make_docx.intake.table import HEAD_WITHIN, MOST_ROWS, unread
from make_docx.intake.workbook import Sheet, Spot, Value, Workbook
from make_docx.labels import Labels, hint, is_other_unit, label_key
from make_docx.late_pattern import late_pattern
from make_docx.model import Brief, Cell, CellKind, CellRef, Indicator, Submission

HEADS_WITHIN: Final = HEAD_WITHIN

_UNIT: Final = label_key(names.LEDGER_UNIT_HEAD)
_DATE: Final = label_key(names.LEDGER_DATE_HEAD)
_NUMBERING: Final = "序号"
_FOR_PEOPLE: Final = frozenset(
    map(label_key, ("代码", "单位代码", "单位类别", "备注", "填报人", "联系人", "联系电话", "电话"))
)
_DIGIT: Final = late_pattern("[0-9０-９]")
_SUBTOTAL: Final = "小计"
_TOTALS: Final = frozenset({"合计", "总计", _SUBTOTAL, "共计"})


def read_ledger(
    book: Workbook, sheet: Sheet, brief: Brief
) -> tuple[tuple[Submission, ...], tuple[Finding, ...]]:
    """Read every row that holds something; the columns are known by their heads alone."""
    units = (spot for spot in sheet.by_key.get(_UNIT, ()) if spot.row <= HEAD_WITHIN)
    unit_spot = next(units, None)
    if unit_spot is None:
        place = Place(file=book.file, sheet=sheet.title, label=sheet.title)
        return (), (finding("head-missing", place, expected=names.LEDGER_UNIT_HEAD),)
    reader = LedgerReader(book, sheet, brief, unit_spot)
    return reader.submissions(), tuple(reader.findings)


class LedgerReader:
    """Reads the rows below one head; `findings` grows while it reads.

    Not `is_own` is a table that somebody else made: it has columns of its own, for people.
    """

    def __init__(
        self, book: Workbook, sheet: Sheet, brief: Brief, unit_spot: Spot, *, is_own: bool = True
    ) -> None:
        self._is_own = is_own
        self.findings: list[Finding] = [*unread(book, sheet)]
        self._book = book
        self._sheet = sheet
        self._brief = brief
        self._head = unit_spot
        self._texts = frozenset(i.label for i in brief.indicators if i.is_text)
        self._date_column = 0
        self._measures: dict[int, str] = {}  # what a head says in brackets, by column
        self._left_out: list[str] = []  # what a table of others need not have, and has not
        self._columns = self._find_columns()

    def submissions(self) -> tuple[Submission, ...]:
        rows = self._rows()
        if len(rows) > MOST_ROWS:
            past = Spot(rows[MOST_ROWS], self._head.column)
            place = self._place(past, self._sheet.title)
            found = finding("table-too-long", place, found=len(rows), expected=str(MOST_ROWS))
            self.findings.append(found)
        return tuple(self._submission(row) for row in rows[:MOST_ROWS])

    def _find_columns(self) -> dict[str, int]:
        """Label → column; a head that is unknown, missing or repeated is reported."""
        labels = Labels(self._brief.indicators)
        columns: dict[str, list[int]] = defaultdict(list)
        for column in sorted({spot.column for spot in self._sheet.values}):
            spot = Spot(self._head.row, column)
            text = as_text(self._head_value(spot))
            if owner := labels.owner(text):
                columns[owner].append(column)
            elif not self._is_own and (measured := labels.measured(text)):
                columns[measured[0]].append(column)
                self._measures[column] = measured[1]
            elif label_key(text) == _DATE:
                self._date_column = column
            elif column != self._head.column and label_key(text) != _NUMBERING:
                self._refuse_unknown(spot, text)
        return {
            indicator.label: column
            for indicator in self._brief.indicators
            if (column := self._only(indicator, columns[indicator.label]))
        }

    def _head_value(self, spot: Spot) -> Value:
        """The head of a column, which may be merged with cells above it."""
        origin = self._sheet.origin(spot)
        return self._sheet.at(origin if origin.column == spot.column else spot)

    def _refuse_unknown(self, spot: Spot, text: str) -> None:
        if not self._is_filled(spot.column):
            return
        words = hint(text, [indicator.label for indicator in self._brief.indicators])
        if self._is_own:
            file = self._book.file
            self._report("column-unknown", spot, found=text, hint=words, file=file)
        elif label_key(text) in _FOR_PEOPLE or not self._holds_figures(spot.column):
            self._report("part-skipped", spot, found=text or spot.coordinate, reason="不是指标")
        else:
            self._report("table-column-unknown", spot, found=text, hint=words)

    def _holds_figures(self, column: int) -> bool:
        below = (s for s in self._sheet.values if s.column == column and s.row > self._head.row)
        return any(_DIGIT.search(self._sheet.at(spot).text) for spot in below)

    def _only(self, indicator: Indicator, columns: Sequence[int]) -> int:
        """The column to read the indicator from; 0 when there is none."""
        label = indicator.label
        spots = [Spot(self._head.row, column) for column in columns]
        if not indicator.is_asked:
            for spot in spots:
                if self._is_filled(spot.column):
                    reason = "比率由程序用分子和分母计算"
                    self._report("part-skipped", spot, label, found=label, reason=reason)
            return 0
        is_renamed = any(found.code == "table-column-unknown" for found in self.findings)
        if not (spots or self._is_own or indicator.required or is_renamed):
            self._left_out.append(label)
            reason = "汇总表里没有这一列，按没有填处理"
            self._report("part-skipped", self._head, label, found=label, reason=reason)
        elif not spots:
            code = "column-missing" if self._is_own else "table-column-missing"
            self._report(code, self._head, label, file=self._book.file)
        elif len(spots) > 1:
            cells = "、".join(spot.coordinate for spot in spots)
            self._report("column-repeated", spots[0], label, found=cells)
        elif self._is_in_other_unit(indicator, spots[0]):
            return 0
        if len(columns) != 1:
            return 0
        if columns[0] in self._sheet.hidden_columns and self._is_filled(columns[0]):
            self._report("column-hidden", spots[0], label)
        return columns[0]

    def _is_in_other_unit(self, indicator: Indicator, head: Spot) -> bool:
        """Whether the head, or the line that we put above the heads, says another 计量单位."""
        measure = self._measures.get(head.column, "")
        if not indicator.is_text and is_other_unit(measure, indicator):
            asked = indicator.unit
            self._report("table-column-unit", head, indicator.label, found=measure, expected=asked)
            return True
        ours = self._book.place(names.table_name(names.LEDGER_SHEET))
        if ours is None or ours[0] is not self._sheet or ours[1].row != head.row + 1:
            return False
        above = Spot(head.row - 1, head.column)
        text = self._sheet.at(above).text.removesuffix(names.OPTIONAL_MARK)
        is_other = not indicator.is_text and is_other_unit(text, indicator)
        if not is_other or not self._is_filled(head.column):
            return False
        file, expected = self._book.file, indicator.unit
        self._report(
            "column-unit", above, indicator.label, found=text, expected=expected, file=file
        )
        return True

    def _is_filled(self, column: int) -> bool:
        return any(s.column == column and s.row > self._head.row for s in self._sheet.values)

    def _rows(self) -> list[int]:
        """The rows of units: below the head and a row of 计量单位, without those of totals."""
        columns = {self._head.column, self._date_column, *self._columns.values()}
        used = {s.row for s in self._sheet.values if s.column in columns}
        rows: list[int] = []
        totals: list[int] = []
        for row in sorted(row for row in used if row > self._head.row):
            spot = Spot(row, self._head.column)
            text = self._sheet.at(spot).text
            if label_key(text) in _TOTALS or self._is_total(row):
                self._report("part-skipped", spot, found=text or "合计", reason="合计由程序计算")
                totals += [] if self._is_of_part(row) else [row]
            elif row > self._head.row + 1 or not self._holds_units_of_measure(row):
                rows.append(row)
        if len(totals) == 1:  # of several, none says which rows it is of
            self.findings += wrong_totals(
                self._book, self._sheet, self._brief, self._columns, rows, totals[0]
            )
        self._report_beside(used)
        return rows

    def _report_beside(self, used: Collection[int]) -> None:
        """What somebody wrote with figures in it, in rows below the head of which none is read."""
        for row in sorted(self._sheet.by_row):
            if row <= self._head.row or row in used:
                continue
            texts = ((s, text) for s, text in self._sheet.texts_of(row) if _DIGIT.search(text))
            for spot, text in texts:
                self._report("part-skipped", spot, found=text, reason="写在表格下面")
                break

    def _is_of_part(self, row: int) -> bool:
        """Whether a total is that of some of the rows."""
        return any(
            label_key(text) == _SUBTOTAL
            for spot, text in self._sheet.texts_of(row)
            if spot.column <= self._head.column
        )

    def _is_total(self, row: int) -> bool:
        """Whether 合计 stands left of a blank name."""
        spot = Spot(row, self._head.column)
        left = [text for s, text in self._sheet.texts_of(row) if s < spot]
        return self._sheet.at(spot).is_blank and any(label_key(t) in _TOTALS for t in left)

    def _holds_units_of_measure(self, row: int) -> bool:
        """Whether the row below the head says 条, 份 and no unit's name; a wrong one is refused."""
        units = {label_key(f"({i.unit})") for i in self._brief.indicators if i.unit}
        spots = {label: Spot(row, column) for label, column in self._columns.items()}
        said = {label: t for label, spot in spots.items() if (t := self._sheet.at(spot).text)}
        written = {label_key(text).strip("()") for text in said.values()}
        named = not self._sheet.at(Spot(row, self._head.column)).is_blank
        if not written or any(map(_DIGIT.search, written)):
            return False
        if not any(f"({text})" in units for text in written):
            return False
        others = [
            indicator
            for indicator in self._brief.indicators
            if not indicator.is_text and is_other_unit(said.get(indicator.label, ""), indicator)
        ]
        if named and others:
            return False
        for indicator in others:
            label, found = indicator.label, said[indicator.label]
            place = spots[label]
            self._report("table-column-unit", place, label, found=found, expected=indicator.unit)
            del self._columns[label]
        return True

    def _submission(self, row: int) -> Submission:
        unit_spot = Spot(row, self._head.column)
        unit = self._sheet.at(unit_spot)
        if unit.kind is CellKind.FORMULA:
            self._report("cell-formula", unit_spot, names.LEDGER_UNIT_HEAD)
        if row in self._sheet.hidden_rows:
            self._report("row-hidden", unit_spot, found=as_text(unit))
        cells = {
            label: cell
            for label, column in self._columns.items()
            if (cell := self._cell(Spot(row, column), label))
        }
        blank = self._book.ref(self._sheet, unit_spot)
        cells |= {label: Cell(blank, label, CellKind.BLANK) for label in self._left_out}
        return Submission(
            file=self._book.file,
            sha256=self._book.sha256,
            unit=as_text(unit),
            unit_ref=self._book.ref(self._sheet, unit_spot),
            cells=cells,
            filled_on=self._filled_on(row),
            filled_on_ref=self._date_ref(row),
        )

    def _cell(self, spot: Spot, label: str) -> Cell | None:
        origin = self._sheet.origin(spot)
        if origin != spot:
            self._report("cell-merged", spot, label, found=origin.coordinate)
            return None
        is_text = label in self._texts
        told = [*remarks(self._book, self._sheet, spot, label, is_text=is_text)]
        self.findings += told
        if any(found.blocks for found in told):
            return None
        return self._book.cell(self._sheet, spot, label, is_text=is_text)

    def _filled_on(self, row: int) -> dt.date | None:
        spot = Spot(row, self._date_column)
        value = self._sheet.at(spot)
        if value.is_blank:
            return None
        place = self._place(spot, names.LEDGER_DATE_HEAD)
        day, found = read_day(value, self._book.epoch, self._brief.elements, place)
        self.findings += found
        return day

    def _date_ref(self, row: int) -> CellRef | None:
        date = Spot(row, self._date_column)
        return self._book.ref(self._sheet, date) if self._date_column else None

    def _report(self, code: str, spot: Spot, label: str = "", **facts: str) -> None:
        self.findings.append(finding(code, self._place(spot, label), **facts))

    def _place(self, spot: Spot, label: str) -> Place:
        return self._book.ref(self._sheet, spot).place(label)
