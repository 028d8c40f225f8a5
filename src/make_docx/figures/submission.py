"""Turns the cells of a submission into its figures and texts, and every finding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from make_docx.catalogue import finding
from make_docx.figures.faults import Faults
from make_docx.figures.value import read_text, read_value, unit_of
from make_docx.findings import Finding, Place
from make_docx.model import (
    Columns,
    Figure,
    FormCells,
    FormFigures,
    Indicator,
    Status,
    Submission,
)

_MOST_KNOWN: Final = 4096  # numbers of an indicator; beyond, hardly any comes again

Contents = tuple[Mapping[str, Figure], Mapping[str, str], list[Finding]]
_Known = tuple[Decimal | None, Status, bool]  # a figure, and whether its cell is blank
_Shape = tuple[tuple[str, ...], tuple[Status, ...], frozenset[str]]


class SubmissionReader:
    """Reads the submissions of one job.

    A number that an indicator had before, and about which there was nothing to say, is not read
    again; and the figures of a form need no record each, but what they have in common is shared.
    """

    def __init__(self, indicators: Sequence[Indicator], faults: Faults) -> None:
        asked = [indicator for indicator in indicators if indicator.is_asked]
        self._faults = faults
        self._asked: list[tuple[Indicator, dict[tuple[str, str], _Known]]] = [
            (indicator, {}) for indicator in asked
        ]
        self._units = {indicator.label: unit_of(indicator) for indicator in asked}
        self._columns: dict[_Shape, Columns] = {}

    def read(self, submission: Submission) -> Contents:
        """The figures and texts; what intake has refused already is not told again."""
        cells = submission.cells
        if isinstance(cells, FormCells) and len(self._units) == len(self._asked):
            return self._of_form(submission, cells)
        figures: dict[str, Figure] = {}
        texts: dict[str, str] = {}
        findings: list[Finding] = []
        for indicator, _ in self._asked:
            figure = self._read(submission, indicator, texts, findings)
            figures |= {figure.name: figure} if figure else {}
        return figures, texts, findings

    def _of_form(self, submission: Submission, cells: FormCells) -> Contents:
        labels: list[str] = []
        values: list[Decimal | None] = []
        statuses: list[Status] = []
        blank: list[str] = []
        texts: dict[str, str] = {}
        findings: list[Finding] = []
        index, kinds, written = cells.plan.index, cells.kinds, cells.texts
        for indicator, known in self._asked:
            label = indicator.label
            at = index.get(label, -1)
            key = (kinds[at], written[at])
            held = known.get(key) if at >= 0 else None
            if held is None:
                told = len(findings)
                figure = self._read(submission, indicator, texts, findings)
                if figure is None:
                    continue
                held = figure.value, figure.status, not figure.sources
                if len(findings) == told and len(known) < _MOST_KNOWN:
                    known[key] = held
            value, status, is_blank = held
            labels.append(label)
            values.append(value)
            statuses.append(status)
            if is_blank:
                blank.append(label)
        columns = self._shared((tuple(labels), tuple(statuses), frozenset(blank)))
        return FormFigures(columns, cells, values), texts, findings

    def _read(
        self,
        submission: Submission,
        indicator: Indicator,
        texts: dict[str, str],
        findings: list[Finding],
    ) -> Figure | None:
        """The figure, if the indicator is one; a text goes to `texts`."""
        label = indicator.label
        cell = submission.cells.get(label)
        if cell is None:
            place = Place(file=submission.file, label=label)
            is_told = self._faults.cover(submission, label)
            findings += [] if is_told else [finding("indicator-missing", place, instead="")]
            return None
        if indicator.is_text:
            text, found = read_text(cell, indicator)
            findings += found
            texts |= {} if text is None else {label: text}
            return None
        figure, found = read_value(cell, indicator)
        findings += found
        return figure

    def _shared(self, shape: _Shape) -> Columns:
        columns = self._columns.get(shape)
        if columns is None:
            labels, statuses, blank = shape
            index = {label: at for at, label in enumerate(labels)}
            units = tuple(self._units[label] for label in labels)
            columns = self._columns[shape] = Columns(index, units, statuses, blank)
        return columns
