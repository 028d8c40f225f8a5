"""Turns the reports that count into 采用数据: every value of them, and the cell it came from."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import count
from typing import Final

from msgspec import Struct
from openpyxl.utils import get_column_letter

from make_docx.audit.grid import FIRST_ROW, Column, Grid
from make_docx.audit.rows import RowWriter
from make_docx.audit.sheets import STATUS_WORDS, is_percent, shown_and_spot
from make_docx.intake.looks import PERCENT_FORMAT, ROW_HEIGHT, Look
from make_docx.model import Brief, Checked, Columns, Figure, FormFigures, Plan, UnitReport

_TITLE: Final = "采用数据"
_TEXT: Final = "文字"
_HEIGHT: Final = f"{ROW_HEIGHT:g}"
_UNIT, _LABEL, _VALUE, _STATUS, _MEASURE, _FILE, _SPOT = range(7)  # columns
_SPOT_LETTER: Final = get_column_letter(_SPOT + 1)


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
        patterns = _Patterns(writer, self.percents)
        row, last = FIRST_ROW, writer.grid.last_row
        for report in self.checked.reports:
            if row > last:
                return
            unit, file = writer.text(_UNIT, report.unit.name), writer.text(_FILE, report.file)
            lines = [*_lines(report, patterns)][: last + 1 - row]
            yield "".join(
                [
                    f'<row r="{at}" ht="{_HEIGHT}"><c r="A{at}{unit}<c r="B{at}{one.label}'
                    f'<c r="C{at}{value if isinstance(value, str) else one.held(value)}'
                    f'<c r="D{at}{one.exactness}<c r="E{at}{one.measure}'
                    f'<c r="F{at}{file}<c r="G{at}{one.shown}</row>'
                    for at, (one, value) in zip(map(str, count(row)), lines, strict=False)
                ]
            )
            spots = [pattern.spot for pattern, _ in lines]
            writer.link_down(_SPOT_LETTER, row, f"{self.base}{report.file}", spots)
            row += len(lines)


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
        return f"{self.number}{text if 'E' not in text else f'{value:f}'}</v></c>"


class _Patterns:
    """The patterns of a workbook: one for each figure of forms that are alike."""

    def __init__(self, writer: RowWriter, percents: frozenset[str]) -> None:
        self._writer = writer
        self._percents = percents
        self._known: dict[tuple[str, str, str, str, str], _Pattern] = {}
        self._of_forms: dict[tuple[Columns, Plan], list[_Pattern]] = {}

    def of_form(self, figures: FormFigures) -> list[_Pattern]:
        """Those of the figures of a form."""
        alike = figures.columns, figures.cells.plan
        found = self._of_forms.get(alike)
        if found is None:
            found = self._of_forms[alike] = [self.of_figure(one) for one in figures.values()]
        return found

    def of_figure(self, figure: Figure) -> _Pattern:
        measure = "%" if figure.name in self._percents else figure.unit
        ref = figure.sources[0] if figure.sources else None
        spot = (ref.sheet, ref.cell) if ref else ("", "")
        return self._of(figure.name, STATUS_WORDS[figure.status], measure, *spot)

    def of_text(self, label: str, text: str) -> tuple[_Pattern, str]:
        return self._of(label, _TEXT, "", "", ""), self._writer.text(_VALUE, text)

    def _of(self, label: str, exactness: str, measure: str, sheet: str, cell: str) -> _Pattern:
        key = label, exactness, measure, sheet, cell
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._new(*key)
        return found

    def _new(self, label: str, exactness: str, measure: str, sheet: str, cell: str) -> _Pattern:
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


def _lines(
    report: UnitReport, patterns: _Patterns
) -> Iterator[tuple[_Pattern, Decimal | str | None]]:
    """The rows of a report: a pattern, and a value or what is written of a text."""
    figures = report.figures
    if isinstance(figures, FormFigures):
        yield from zip(patterns.of_form(figures), figures.typed, strict=True)
    else:
        for figure in figures.values():
            yield patterns.of_figure(figure), figure.value
    for label, text in report.texts.items():
        yield patterns.of_text(label, text)
