"""Turns the reports that count into 采用数据: every value of them, and the cell it came from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import Final

from msgspec import Struct

from make_docx.audit.grid import FIRST_ROW, Column, Grid
from make_docx.audit.rows import RowWriter, Spots
from make_docx.audit.sheets import STATUS_WORDS, is_percent, shown_and_spot
from make_docx.intake.looks import PERCENT_FORMAT, ROW_HEIGHT, Look
from make_docx.model import Brief, Checked, Columns, Figure, FormFigures, Plan, UnitReport

_TITLE: Final = "采用数据"
_TEXT: Final = "文字"
_HEIGHT: Final = f"{ROW_HEIGHT:g}"
_UNIT, _LABEL, _VALUE, _STATUS, _MEASURE, _FILE, _SPOT = range(7)  # columns
_SPOT_LETTER: Final = "G"
_END: Final = "</v></c>"

# Where `_row` has, among its pieces, the number of the row and what each report fills in.
_PIECES: Final = 20
_NUMBERS: Final = (1, 3, 6, 8, 11, 13, 15, 18)
_UNIT_AT, _VALUE_AT, _FILE_AT = 4, 9, 16


def values_grid(brief: Brief, checked: Checked, base: str) -> Grid:
    """采用数据: every accepted value and the cell it came from."""
    columns = (
        Column("单位", 28),
        Column("指标", 28),
        Column("数值", 18, Look.TEXT, "right"),
        Column("准确程度", 12, Look.TEXT, "center"),
        Column("计量单位", 12, Look.TEXT, "center"),
        Column("文件", 40),
        Column("位置", 20),
    )
    hint = "汇总用的每一个数和它的出处。点“位置”可以打开那一格。"
    rows = _Values(frozenset(i.label for i in brief.indicators if is_percent(i)), checked, base)
    rest = "其余的在各单位的文件里；公文里的数用 make-docx trace 查出处。"
    return Grid(_TITLE, _TITLE, hint, columns, rows, fixed_columns=2, shares=True, rest=rest)


class _Values(Struct, frozen=True):
    """The rows of the list."""

    percents: frozenset[str]
    checked: Checked
    base: str

    def __len__(self) -> int:
        return sum(len(report.figures) + len(report.texts) for report in self.checked.reports)

    def write(self, writer: RowWriter) -> Iterator[str]:
        blocks = _Blocks(writer, self.percents)
        row, last = FIRST_ROW, writer.grid.last_row
        for report in self.checked.reports:
            if row > last:
                return
            unit, file = writer.text(_UNIT, report.unit.name), writer.text(_FILE, report.file)
            block, values = blocks.of_report(report)
            if len(values) > last + 1 - row:
                values = values[: last + 1 - row]
                block = _Block(block.patterns[: len(values)])
            numbers = [*map(str, range(row, row + len(values)))]
            yield block.rows(numbers, unit, file, values)
            writer.link_down(numbers, f"{self.base}{report.file}", block.spots)
            row += len(values)


class _Block:
    """The rows of all reports that are alike, cut where something else stands in each of them."""

    def __init__(self, patterns: Sequence[_Pattern]) -> None:
        self.patterns = patterns
        self.spots = Spots(_SPOT_LETTER, [one.spot for one in patterns])
        self._heads = [one.number for one in patterns]
        self._pieces = [piece for one in patterns for piece in _row(one)]

    def held(self, typed: Sequence[Decimal | None]) -> list[str]:
        """What is written of the values."""
        texts = [*map(str, typed)]
        if "".join(texts).isdigit():  # as most are: a third of the time of asking each pattern
            return [f"{head}{text}{_END}" for head, text in zip(self._heads, texts, strict=False)]
        return [one.held(value) for one, value in zip(self.patterns, typed, strict=False)]

    def rows(self, numbers: Sequence[str], unit: str, file: str, values: Sequence[str]) -> str:
        """The rows with these numbers; the rest is what follows the address of a cell."""
        pieces = self._pieces
        for at in _NUMBERS:
            pieces[at::_PIECES] = numbers
        pieces[_UNIT_AT::_PIECES] = [unit] * len(values)
        pieces[_VALUE_AT::_PIECES] = values
        pieces[_FILE_AT::_PIECES] = [file] * len(values)
        return "".join(pieces)


class _Pattern(Struct, frozen=True):
    """What the rows of one figure of many units have in common.

    Each is what follows the address of a cell, `blank` that of a value that is none and `number`
    the beginning of that of any other one.
    """

    label: str
    exactness: str
    measure: str
    shown: str
    blank: str
    number: str
    spot: str

    def held(self, value: Decimal | None) -> str:
        if value is None:
            return self.blank
        text = str(value)  # a third of the time of a format, which only few numbers need
        return f"{self.number}{text if 'E' not in text else f'{value:f}'}{_END}"


class _Blocks:
    """The blocks of a workbook: one for all forms that are alike."""

    def __init__(self, writer: RowWriter, percents: frozenset[str]) -> None:
        self._writer = writer
        self._percents = percents
        self._patterns = cache(self._new_pattern)
        self._of_forms: dict[tuple[Columns, Plan, tuple[str, ...]], _Block] = {}

    def of_report(self, report: UnitReport) -> tuple[_Block, list[str]]:
        """The block of a report, and what is written of its values."""
        figures = report.figures
        if isinstance(figures, FormFigures):
            typed: Sequence[Decimal | None] = figures.typed
            alike = figures.columns, figures.cells.plan, tuple(report.texts)
            block = self._of_forms.get(alike)
            if block is None:
                block = self._of_forms[alike] = self._new_block(report)
        else:
            typed = [figure.value for figure in figures.values()]
            block = self._new_block(report)
        values = block.held(typed)
        return block, values + [self._writer.text(_VALUE, text) for text in report.texts.values()]

    def _new_block(self, report: UnitReport) -> _Block:
        of_figures = map(self._of_figure, report.figures.values())
        of_texts = (self._patterns(label, _TEXT, "", "", "") for label in report.texts)
        return _Block([*of_figures, *of_texts])

    def _of_figure(self, figure: Figure) -> _Pattern:
        measure = "%" if figure.name in self._percents else figure.unit
        ref = figure.sources[0] if figure.sources else None
        spot = (ref.sheet, ref.cell) if ref else ("", "")
        return self._patterns(figure.name, STATUS_WORDS[figure.status], measure, *spot)

    def _new_pattern(
        self, label: str, exactness: str, measure: str, sheet: str, cell: str
    ) -> _Pattern:
        text = self._writer.text
        shown, spot = shown_and_spot(sheet, cell)
        number_format = PERCENT_FORMAT if label in self._percents else "General"
        number = self._writer.number_style(_VALUE, number_format)
        return _Pattern(
            text(_LABEL, label),
            text(_STATUS, exactness),
            text(_MEASURE, measure),
            text(_SPOT, shown),
            text(_VALUE, ""),
            f'" s="{number}"><v>',
            spot,
        )


def _row(one: _Pattern) -> Iterator[str]:
    """The pieces of a row; those that are another in each report are empty."""
    yield from ('<row r="', "", f'" ht="{_HEIGHT}"><c r="A', "", "")
    yield from ('<c r="B', "", f'{one.label}<c r="C', "", "")
    yield from ('<c r="D', "", f'{one.exactness}<c r="E', "", f'{one.measure}<c r="F', "", "")
    yield from ('<c r="G', "", f"{one.shown}</row>")
