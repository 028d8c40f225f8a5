"""Turns a reference into words, whoever knows them: the facts, a table, or a ranking of units."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from make_docx.catalogue import finding
from make_docx.findings import Finding, Place
from make_docx.model import Brief, Checked, Column, Entry, Figure, Figures, Indicator
from make_docx.wording import phrase
from make_docx.wording.facts import ONE_OF_SEVERAL, Facts, Words
from make_docx.wording.marked import figure_words
from make_docx.wording.name import normal
from make_docx.wording.placeholder import Mode, Reference
from make_docx.wording.plain import plain_line
from make_docx.wording.precision import shared_decimals
from make_docx.wording.standing import Limit, Rank, read_standing, within
from make_docx.wording.tables import Tables

_NAMED = 3


class Lookup(Struct, frozen=True):
    """Everything that text can refer to."""

    facts: Facts
    tables: Tables

    def words(self, reference: Reference, place: Place, row: Entry | None) -> Words | Finding:
        """The words for `reference`, or the finding that says why there cannot be any.

        `row` is the row of a table that the line is printed for.
        """
        if indicator := self._indicator(reference.name):
            standing = read_standing(reference.mode, indicator)
            if standing and not indicator.is_text and reference.mode not in tuple(Mode):
                return self._standing(indicator, standing, reference, place)
        elif table := self.tables.named(reference.name):
            return self.tables.words(table, reference, place, row)
        return self.facts.words(reference, place)

    def passage(self, reference: Reference, row: Entry) -> tuple[str, ...] | None:
        """The paragraphs of a table's text that stands alone in its line; else None."""
        table = self.tables.named(reference.name)
        return self.tables.passage(table, reference, row) if table else None

    def photo(self, reference: Reference, row: Entry) -> Column | None:
        """The column of photos that `reference` names in the table of `row`; else None."""
        table = self.tables.named(reference.name)
        return self.tables.photo(table, reference, row) if table else None

    def knows(self, name: str) -> bool:
        """Whether a reference can have this name."""
        return self.facts.knows(name) or self.tables.named(name) is not None

    def endings(self, reference: Reference) -> tuple[str, ...]:
        """The 计量单位 that the words for `reference` end with, the longest spelling first."""
        indicator = self._indicator(reference.name)
        if indicator is None:
            return self.tables.endings(reference)
        return () if read_standing(reference.mode, indicator) else self.facts.endings(reference)

    def _indicator(self, name: str) -> Indicator | None:
        indicators = self.facts.brief.indicators
        return next((i for i in indicators if normal(i.label) == normal(name)), None)

    def _standing(
        self, indicator: Indicator, standing: Rank | Limit, reference: Reference, place: Place
    ) -> Words | Finding:
        label = indicator.label
        if isinstance(standing, Rank):
            return self.facts.ranking(label, standing)
        if standing.is_count and self.facts.is_of_one_of_several:
            return Words("", is_nothing=True, reason=ONE_OF_SEVERAL)
        figures, decimals = self.facts.of_units(label), self.facts.precision.get(label)
        kept, doubtful = within(figures, standing, decimals)
        if doubtful:
            names = phrase.join(doubtful[:_NAMED]) + ("等" if len(doubtful) > _NAMED else "")
            reason = f"{names}报的是约数，分不清在不在里面"
            code = "placeholder-unusable"
            return finding(code, place, found=reference.written, reason=reason)
        if not standing.is_count:
            names = phrase.join([plain_line(name) for name, _ in kept])
            return Words(names, is_nothing=not kept, reason="" if kept else "没有这样的单位")
        sources = tuple(ref for _, figure in kept for ref in figure.sources)
        figure = Figure(f"{label}|{reference.mode}", Decimal(len(kept)), sources=sources)
        self.tables.printed[figure.name] = figure
        words = figure_words(str(len(kept)), figure.name)
        says_nothing = not kept or self.facts.is_of_one_unit
        return Words(words.text, is_nothing=says_nothing, marks=words.marks)


def look_up(brief: Brief, checked: Checked, figures: Figures) -> Lookup:
    facts = Facts(brief, checked, figures, shared_decimals(brief, figures))
    return Lookup(facts, Tables(brief, checked))
