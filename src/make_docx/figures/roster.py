"""Turns a unit's name as written into the unit of the roster that is meant."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from make_docx.model import Submission, Unit


@dataclass(frozen=True, slots=True)
class Match:
    """The unit that was meant; `is_other_name` if it was called by an alias or its code."""

    unit: Unit
    is_other_name: bool = False


class Roster:
    """单位名册, ready to be asked for names."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = tuple(units)
        self._names: dict[str, Unit] = {}
        for unit in units:
            self._names.setdefault(normal_name(unit.name), unit)
        others: dict[str, set[str]] = {}
        for unit in units:
            for other in (*unit.aliases, unit.code):
                others.setdefault(normal_name(other), set()).add(normal_name(unit.name))
        # an alias of two units names neither
        self._others = {
            other: self._names[names.pop()]
            for other, names in others.items()
            if other and len(names) == 1
        }

    def find(self, name: str) -> Match | None:
        """Look for a unit by name, then by alias or code."""
        key = normal_name(name)
        if unit := self._names.get(key):
            return Match(unit)
        if unit := self._others.get(key):
            return Match(unit, is_other_name=True)
        return None

    def nearest(self, name: str) -> str:
        """The roster's name most like `name`, or nothing if none is."""
        known = {**self._others, **self._names}
        close = difflib.get_close_matches(normal_name(name), known, n=1)
        return known[close[0]].name if close else ""


def normal_name(name: str) -> str:
    """The name without what cannot be seen: white space, full or half width brackets."""
    wide = unicodedata.normalize("NFKC", name)
    return "".join(
        sign for sign in wide if not sign.isspace() and unicodedata.category(sign) != "Cf"
    )


def units_named(submissions: Iterable[Submission]) -> tuple[Unit, ...]:
    """The roster of a job that has none: whoever reports, in the order of reporting."""
    named: dict[str, Unit] = {}
    for submission in submissions:
        if name := normal_name(submission.unit):
            named.setdefault(name, Unit(submission.unit.strip()))
    return tuple(named.values())
