"""Turns the XML of a sheet into its cells by address."""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Callable

from lxml import etree

from make_docx.audit.package import Element, child, qname
from make_docx.cell_address import column_letters, row_and_column
from make_docx.intake import archive_guard


class Cells:
    """The cells of a sheet by address; one that is not there is made when it is asked for."""

    def __init__(self, root: Element, xml: bytes) -> None:
        self._root = root
        self._data = child(root, "sheetData")
        self._rows: dict[int, Element] = {}
        self._cells: dict[int, dict[int, Element]] = defaultdict(dict)  # by row and column
        self._first_of = {
            (row, column): f"{column_letters(left)}{top}"
            for left, top, right, bottom in archive_guard.merged_areas(xml)
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        }
        number = 0
        for row in self._data.iterfind(qname("row")):
            number = int(row.get("r") or number + 1)
            row.set("r", str(number))
            self._rows[number] = row
            column = 0
            for cell in row.iterfind(qname("c")):
                address = cell.get("r")
                column = row_and_column(address)[1] if address else column + 1
                cell.set("r", f"{column_letters(column)}{number}")
                self._cells[number][column] = cell
        self._numbers = sorted(self._rows)

    def first_of_merge(self, address: str) -> str:
        row, column = row_and_column(address)
        return self._first_of.get((row, column)) or f"{column_letters(column)}{row}"

    def restyle(self, address: str, change: Callable[[int], int]) -> None:
        cell = self._cell(*row_and_column(address))
        cell.set("s", str(change(int(cell.get("s") or 0))))

    def _cell(self, number: int, column: int) -> Element:
        held = self._cells[number]
        if column in held:
            return held[column]
        row = self._row(number)
        cell = etree.Element(qname("c"), r=f"{column_letters(column)}{number}")
        if style := row.get("s") or self._column_style(column):
            cell.set("s", style)
        right = [other for other in held if other > column]
        if right:
            held[min(right)].addprevious(cell)
        else:
            row.append(cell)
        held[column] = cell
        return cell

    def _row(self, number: int) -> Element:
        if number not in self._rows:
            row = etree.Element(qname("row"), r=str(number))
            below = bisect(self._numbers, number)
            if below < len(self._numbers):
                self._rows[self._numbers[below]].addprevious(row)
            else:
                self._data.append(row)
            self._numbers.insert(below, number)
            self._rows[number] = row
        return self._rows[number]

    def _column_style(self, column: int) -> str:
        for held in self._root.iterfind(f"{qname('cols')}/{qname('col')}"):
            if int(held.get("min") or 0) <= column <= int(held.get("max") or 0):
                return held.get("style") or ""
        return ""
