"""Turns a sheet of records into its rows, each cell under the head that it belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from make_docx.catalogue import finding
from make_docx.cell_address import row_and_column
from make_docx.figures.folding import folded
from make_docx.findings import Finding, Place, Severity
from make_docx.intake import serial_date
from make_docx.intake.cell_remarks import remarks
from make_docx.intake.serial_date import OF_THIS_CENTURY
from make_docx.intake.table import unread
from make_docx.intake.tables.head import Head, Likeness, find_head, listed
from make_docx.intake.tables.sums import Sums
from make_docx.intake.workbook import Sheet, Spot, Workbook
from make_docx.labels import label_key
from make_docx.late_pattern import late_pattern
from make_docx.model import Cell, CellKind, Column, ColumnType, Picture, Record, Table
from make_docx.table_rules import DATED, NUMERIC

_TOTALS: Final = frozenset({"合计", "总计", "小计", "共计"})
# 本页合计, 合计3件, 甲镇小计; a row that lacks what a record needs may be called so
_TOTAL: Final = late_pattern(
    r".{0,20}(?:合计|总计|小计|共计|累计)|(?:合计|总计|小计|共计|累计|共)[:0-9].{0,20}"
)
_FOOT: Final = late_pattern(
    "(?:注|备注|说明|填表说明)[0-9]?[:.].*|(?:填表|填报|制表|审核|复核|负责|经办|联系|统计)"
    "(?:人|日期|时间|单位|负责人|电话|方式).{0,2}:.*"
)
_LONGEST_TOTAL: Final = 40  # characters
_NUMBERING: Final = "序号"
_SERIAL: Final = late_pattern(r"[0-9]{5}(?:\.[0-9]+)?")


class FoundRecord(Struct, frozen=True):
    """A record, and the cell that names its unit, where a column does."""

    record: Record
    unit: Cell | None = None


def read_records(
    book: Workbook, sheet: Sheet, table: Table, pictures: Sequence[Picture], lacking: str
) -> tuple[tuple[FoundRecord, ...], tuple[Finding, ...]]:
    """Every row below the head that holds something, and what is wrong with the sheet.

    A cell that cannot be believed has a finding that blocks. Blank rows, totals and heads once
    more are no records; without a required column there are none, or each would lack it.

    Args:
        book: the workbook of the sheet.
        sheet: where the records are.
        table: what columns there should be.
        pictures: those of the sheet.
        lacking: the code of the finding that a column is not there.
    """
    head, findings = find_head(book, sheet, table, lacking)
    findings = (*unread(book, sheet), *findings)
    if head is None or any(c.required and c.label not in head.columns for c in table.columns):
        return (), findings
    reader = _Reader(book, sheet, table, head, pictures)
    records = tuple(reader.records())
    if records and sheet.is_hidden:
        findings = (*findings, finding("sheet-hidden", Place(file=book.file, sheet=sheet.title)))
    return records, (*findings, *folded(reader.findings))


class _Reader:
    """Reads the rows below one head; `findings` grows while it reads."""

    def __init__(
        self, book: Workbook, sheet: Sheet, table: Table, head: Head, pictures: Sequence[Picture]
    ) -> None:
        self.findings: list[Finding] = []
        self._book = book
        self._sheet = sheet
        self._table = table
        self._head = head
        self._columns = [c for c in table.columns if c.label in head.columns]
        self._sums = Sums(book, sheet, {c: head.columns[c.label] for c in self._columns})
        self._pictures = self._by_row(pictures)
        self._merged: set[Spot] = set()

    def records(self) -> Iterator[FoundRecord]:
        self._report_hidden_columns()
        first, *_ = (*sorted(self._head.columns.values()), 1)
        hidden: list[int] = []
        for row in self._rows():
            if row in self._sheet.hidden_rows:
                hidden.append(row)
            cells = {column.label: self._cell(column, row) for column in self._columns}
            self._sums.add(row)
            ref = self._book.ref(self._sheet, Spot(row, first))
            yield FoundRecord(Record(ref, cells, self._pictures.get(row, {})), self._unit(row))
        if hidden:
            place = self._book.ref(self._sheet, Spot(hidden[0], first)).place(self._table.name)
            found, count = listed(hidden), len(hidden)
            self.findings.append(finding("rows-hidden", place, found=found, count=count))

    def _rows(self) -> Iterator[int]:
        """The rows of records, from the top."""
        here = {column for label, column in self._head.columns.items() if label != _NUMBERING}
        held = set(self._pictures)
        held |= {row for row, columns in self._sheet.by_row.items() if not here.isdisjoint(columns)}
        for row in sorted(row for row in held if row > self._head.row):
            likeness = self._head.likeness(self._sheet, row)
            if text := self._total(row):
                self._skip(row, text, "合计由程序计算，不算一条")
                self.findings += self._sums.compared(row)
            elif likeness is Likeness.SAME:
                self._skip(row, self._first_text(row), "又是一遍表头")
            elif likeness is Likeness.OTHER:
                place = self._book.ref(self._sheet, Spot(row, min(here))).place(self._table.name)
                self.findings.append(finding("head-other-order", place, head=self._head.row))
            elif self._is_foot(row):
                self._skip(row, self._first_text(row), "写在表格下面")
            else:
                yield row

    def _total(self, row: int) -> str:
        """What a row of totals is called; empty for a record."""
        texts = [text for _, text in self._sheet.texts_of(row) if len(text) <= _LONGEST_TOTAL]
        for text in texts:
            if label_key(text) in _TOTALS:
                return text
        first = next((text for text in texts if "计" in text or "共" in text), "")
        if first != self._first_text(row) or not _TOTAL.fullmatch(label_key(first)):
            return ""
        return first if self._lacks(row) and row not in self._pictures else ""

    def _is_foot(self, row: int) -> bool:
        text = self._first_text(row)
        has_colon = "：" in text or ":" in text
        return has_colon and bool(_FOOT.fullmatch(label_key(text))) and self._lacks(row)

    def _lacks(self, row: int) -> bool:
        """Whether a cell is blank that every record needs."""
        needed = [self._head.columns[column.label] for column in self._columns if column.required]
        return any(
            self._sheet.at(Spot(row, column)).is_blank
            and self._sheet.origin(Spot(row, column)).row == row
            for column in needed
        )

    def _first_text(self, row: int) -> str:
        columns = self._sheet.by_row.get(row, ())
        return next((self._sheet.at(Spot(row, column)).words for column in columns), "")

    def _skip(self, row: int, text: str, reason: str) -> None:
        columns = self._sheet.by_row.get(row, (1,))
        place = self._book.ref(self._sheet, Spot(row, columns[0])).place()
        self.findings.append(finding("part-skipped", place, found=text, reason=reason))

    def _cell(self, column: Column, row: int) -> Cell:
        spot = Spot(row, self._head.columns[column.label])
        is_text = column.column_type not in NUMERIC
        origin = self._sheet.origin(spot)
        if origin != spot and not is_text:
            self._report("cell-merged", spot, column.label, origin.coordinate)
        if origin.column == spot.column and origin.row > self._head.row:
            if origin != spot and is_text:
                self._report_merged(origin, column)
            spot = origin  # 牵头单位 merged over the rows of its tasks
        if origin.row == row:
            label = column.label
            self.findings += remarks(self._book, self._sheet, spot, label, is_text=is_text)
        cell = self._book.cell(self._sheet, spot, column.label, is_text=is_text)
        return self._day(cell) if column.column_type in DATED else cell

    def _report_merged(self, origin: Spot, column: Column) -> None:
        """That rows share a text; if it is what they are about, they may be meant as one."""
        value = self._sheet.at(origin)
        if origin in self._merged or value.is_blank:
            return
        self._merged.add(origin)
        cells = ":".join(spot.coordinate for spot in self._sheet.merges[origin])
        place = self._book.ref(self._sheet, origin).place(column.label)
        found = finding("records-merged", place, found=value.words, cells=cells)
        is_subject = column == self._table.columns[0] and column.column_type is ColumnType.TEXT
        self.findings.append(found.with_severity(Severity.WARN) if is_subject else found)

    def _day(self, cell: Cell) -> Cell:
        """The day that a number stands for, where pasting has lost the format."""
        if not _SERIAL.fullmatch(cell.text) or int(cell.text[:5]) not in OF_THIS_CENTURY:
            return cell
        day = serial_date.day(int(cell.text[:5]), self._book.epoch).isoformat()
        place = cell.ref.place(cell.label)
        self.findings.append(finding("entry-serial", place, found=cell.text, expected=day))
        return replace(cell, kind=CellKind.TEXT, text=day)

    def _unit(self, row: int) -> Cell | None:
        if not self._head.unit_column:
            return None
        spot = self._sheet.origin(Spot(row, self._head.unit_column))
        return self._book.cell(self._sheet, spot, "单位名称", is_text=True)

    def _report_hidden_columns(self) -> None:
        for column in self._columns:
            number = self._head.columns[column.label]
            if number in self._sheet.hidden_columns:
                self._report("column-hidden", Spot(self._head.row, number), column.label, "")

    def _by_row(self, pictures: Sequence[Picture]) -> Mapping[int, Mapping[str, Picture]]:
        """Row → label → picture; one beside the column of photos belongs to it all the same."""
        photos = [c.label for c in self._columns if c.column_type is ColumnType.PHOTO]
        found: dict[int, dict[str, Picture]] = defaultdict(dict)
        for picture in pictures if photos else ():
            row, column = row_and_column(picture.ref.cell)
            exact = [label for label in photos if self._head.columns[label] == column]
            label = next(iter(exact or (photos if len(photos) == 1 else ())), "")
            if not label or row <= self._head.row or label in found[row]:
                code = "picture-second" if label and row > self._head.row else "picture-unclaimed"
                self.findings.append(finding(code, picture.ref.place(label)))
            else:
                found[row][label] = picture
        return {row: labelled for row, labelled in found.items() if labelled}

    def _report(self, code: str, spot: Spot, label: str, found: str) -> None:
        place = self._book.ref(self._sheet, spot).place(label)
        self.findings.append(finding(code, place, found=found))
