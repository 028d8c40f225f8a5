"""Turns a unit's name as written into the unit of the roster that is meant."""

from __future__ import annotations

import difflib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from heapq import nlargest
from itertools import chain
from typing import Final

from msgspec import Struct

from make_docx.labels import unspaced
from make_docx.model import Submission, Unit

# Names that share most signs with one that is unknown: comparing it with all of 2 000 takes 25 ms.
_LIKELY: Final = 20
_LONGEST: Final = 100  # signs of a name that are looked at; a cell holds 32 767


class Match(Struct, frozen=True):
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
        key = normal_name(name)[:_LONGEST]
        marks = _marks(key)
        shared = Counter(chain.from_iterable(self._with_mark.get(mark, ()) for mark in marks))
        likely = nlargest(
            _LIKELY, shared, key=lambda known: shared[known] / (len(marks) + 2 * len(known))
        )
        close = difflib.get_close_matches(key, likely, n=1)
        return self._known[close[0]].name if close else ""

    @cached_property
    def _known(self) -> Mapping[str, Unit]:
        return {**self._others, **self._names}

    @cached_property
    def _with_mark(self) -> Mapping[tuple[str, int], Sequence[str]]:
        names: dict[tuple[str, int], list[str]] = defaultdict(list)
        for known in self._known:
            for mark in _marks(known):
                names[mark].append(known)
        return names


def _marks(name: str) -> set[tuple[str, int]]:
    """What alike names share: a sign for the how manyth time, and signs beside each other."""
    signs = ((sign, name[:at].count(sign)) for at, sign in enumerate(name))
    pairs = ((name[at : at + 2], 0) for at in range(len(name) - 1))
    return {*signs, *pairs}


def normal_name(name: str) -> str:
    """The name without what cannot be seen: white space, full or half width brackets."""
    return unspaced(unicodedata.normalize("NFKC", name))


def units_named(submissions: Iterable[Submission]) -> tuple[Unit, ...]:
    """The roster of a job that has none: whoever reports, in the order of reporting."""
    named: dict[str, Unit] = {}
    for submission in submissions:
        if name := normal_name(submission.unit):
            named.setdefault(name, Unit(submission.unit.strip()))
    return tuple(named.values())
