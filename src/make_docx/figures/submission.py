"""Turns the cells of a submission into its figures and texts, and every finding."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from msgspec import Struct

from make_docx.catalogue import finding
from make_docx.figures.faults import Faults
from make_docx.figures.value import plain_count, read_text, read_value, unit_of
from make_docx.findings import Finding, Place
from make_docx.model import (
    Columns,
    Figure,
    FormCells,
    FormFigures,
    Indicator,
    Plan,
    Status,
    Submission,
)

_MOST_KNOWN: Final = 4096  # numbers of an indicator; beyond, hardly any comes again
_MOST_WAYS: Final = 1024

Contents = tuple[Mapping[str, Figure], Mapping[str, str], list[Finding]]
_Known = tuple[Decimal | None, Status, bool]  # a figure, and whether its cell is blank


class _Way(Struct, frozen=True):
    """How forms are read that have the same kinds of cells in the same places.

    `spots` has the places of the `numbers`, and what texts of that kind are known to be; `others`
    are asked for too.
    """

    numbers: tuple[Indicator, ...]
    labels: tuple[str, ...]
    spots: tuple[tuple[int, dict[str, _Known]], ...]
    others: tuple[Indicator, ...]


class SubmissionReader:
    """Reads the submissions of one job.

    A number that an indicator had before, and about which there was nothing to say, is not read
    again; and the figures of a form need no record each, but what they have in common is shared.
    """

    def __init__(self, indicators: Sequence[Indicator], faults: Faults) -> None:
        self._faults = faults
        self._asked = [indicator for indicator in indicators if indicator.is_asked]
        self._units = {indicator.label: unit_of(indicator) for indicator in self._asked}
        self._known: dict[tuple[str, str], dict[str, _Known]] = defaultdict(dict)
        self._ways: dict[tuple[Plan, str], _Way] = {}
        self._columns: dict[tuple[tuple[str, ...], tuple[Status, ...], tuple[bool, ...]], Columns]
        self._columns = {}
        self._names: dict[tuple[str, ...], tuple[Mapping[str, int], tuple[str, ...]]] = {}

    def read(self, submission: Submission) -> Contents:
        """The figures and texts; what intake has refused already is not told again."""
        cells = submission.cells
        is_form = isinstance(cells, FormCells) and len(self._units) == len(self._asked)
        if is_form and isinstance(cells, FormCells):
            return self._known_form(submission, cells) or self._form(submission, cells)
        texts: dict[str, str] = {}
        findings: list[Finding] = []
        figures = (self._read(submission, asked, texts, findings) for asked in self._asked)
        return {figure.name: figure for figure in figures if figure}, texts, findings

    def _known_form(self, submission: Submission, cells: FormCells) -> Contents | None:
        """The contents of a form of which every number is known, and nothing is to be said."""
        way = self._way(cells)
        written = cells.texts
        held = [known.get(written[at]) for at, known in way.spots]
        found = [one for one in held if one]
        if len(found) < len(held):
            found = [one for one in self._counted(cells, way, held) if one]
        texts: dict[str, str] = {}
        findings: list[Finding] = []
        if not held or len(found) < len(held):
            return None
        for indicator in way.others:
            self._read(submission, indicator, texts, findings)
        if findings:
            return None
        values, statuses, blank = zip(*found, strict=True)
        return FormFigures(self._shared(way.labels, statuses, blank), cells, values), texts, []

    def _counted(
        self, cells: FormCells, way: _Way, held: Sequence[_Known | None]
    ) -> list[_Known | None]:
        """What is known, with the plain numbers that were not known yet."""
        found = list(held)
        for place, (indicator, (at, known)) in enumerate(zip(way.numbers, way.spots, strict=True)):
            if found[place] is None:
                value = plain_count(cells.kind_at(at), cells.texts[at], indicator)
                if value is None:
                    break
                found[place] = self._keep(known, cells.texts[at], (value, Status.EXACT, False))
        return found

    def _keep(self, known: dict[str, _Known], text: str, found: _Known) -> _Known:
        if len(known) < _MOST_KNOWN:
            known[text] = found
        return found

    def _form(self, submission: Submission, cells: FormCells) -> Contents:
        found: dict[str, _Known] = {}
        texts: dict[str, str] = {}
        findings: list[Finding] = []
        index = cells.plan.index
        for indicator in self._asked:
            told = len(findings)
            figure = self._read(submission, indicator, texts, findings)
            if figure is None:
                continue
            label = indicator.label
            found[label] = figure.value, figure.status, not figure.sources
            if len(findings) == told:
                known = self._known[label, cells.kinds[index[label]]]
                self._keep(known, cells.texts[index[label]], found[label])
        if not found:
            return {}, texts, findings
        values, statuses, blank = zip(*found.values(), strict=True)
        columns = self._shared(tuple(found), statuses, blank)
        return FormFigures(columns, cells, values), texts, findings

    def _way(self, cells: FormCells) -> _Way:
        way = self._ways.get((cells.plan, cells.kinds))
        if way is None:
            if len(self._ways) == _MOST_WAYS:
                self._ways.clear()
            index = cells.plan.index
            numbers = [i for i in self._asked if not i.is_text and i.label in index]
            labels = tuple(indicator.label for indicator in numbers)
            spots = ((at := index[label], self._known[label, cells.kinds[at]]) for label in labels)
            others = tuple(i for i in self._asked if i.label not in labels)
            way = _Way(tuple(numbers), labels, tuple(spots), others)
            self._ways[cells.plan, cells.kinds] = way
        return way

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

    def _shared(
        self, labels: tuple[str, ...], statuses: tuple[Status, ...], blank: tuple[bool, ...]
    ) -> Columns:
        columns = self._columns.get((labels, statuses, blank))
        if columns is None:
            index, units = self._named(labels)
            columns = self._columns[labels, statuses, blank] = Columns(
                index,
                units,
                statuses,
                frozenset(label for label, is_blank in zip(labels, blank, strict=True) if is_blank),
            )
        return columns

    def _named(self, labels: tuple[str, ...]) -> tuple[Mapping[str, int], tuple[str, ...]]:
        if labels not in self._names:
            index = {label: at for at, label in enumerate(labels)}
            self._names[labels] = index, tuple(self._units[label] for label in labels)
        return self._names[labels]
