"""Turns the texts of a kind into the references in them that would fail in a job."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from make_docx.catalogue import finding
from make_docx.findings import Finding, Place, Severity, excerpt
from make_docx.indicator_rules import REFERENCES
from make_docx.kinds.reading import Reading
from make_docx.kinds.schema import KindFile, OutlineFields
from make_docx.kinds.schema_faults import path_words, place_of
from make_docx.kinds.stand_ins import STAND_INS
from make_docx.kinds.toml_text import FILE_NAME, KeyPath
from make_docx.labels import hint, label_key
from make_docx.model import Kind, Level
from make_docx.wording.outline import HEADINGS, section
from make_docx.wording.placeholder import Reference, parse
from make_docx.wording.slip import flat
from make_docx.workshop.trial import Trial, with_least

_UNUSABLE: Final = "placeholder-unusable"
_UNKNOWN: Final = "placeholder-unknown"
_EMPTY: Final = "text-empty"
_OF_STRUCTURE: Final = ("heading-empty", "outline-skipped")
_OF_ANNEXES: Final = ("annex-unlisted", "annex-table-unknown", "annex-indicator-unknown")
_NUMBER: Final = re.compile(r"\d+")
_FIELDS: Final = ("outline", "annexes")
_OF_BRACES: Final = ("clause-unbalanced", "words-doubled")
_DOUBLE: Final = re.compile(r"[{｛]{2}[^{}｛｝]+[}｝]{2}")
_CELL: Final = re.compile("(outline|annexes)!")  # as the trial names its rows


class Worded(Struct, frozen=True):
    """What is wrong with the texts; `sound` is the kind without the texts that are wrong."""

    findings: tuple[Finding, ...]
    sound: Kind


def text_findings(reading: Reading, kind: Kind, everything: Trial) -> Worded:
    """What `compose` says of the kind's texts in a full job, and what it says only in a bare one.

    Both go through the words of a real job, so no reference can fail later that passed here.
    Nothing is said that only comes of a fault told before. `kind` is the draft of `reading`.
    """
    texts = _Texts(reading, kind)
    faulty = {found.place for found in everything.findings if found.blocks}
    told = [
        replace(
            found,
            place=texts.place(found.place, found.found),
            message=_CELL.sub(r"\1 ", found.message),
        )
        for found in everything.findings
        if found.severity is not Severity.NOTE and texts.is_certain(found)
    ]
    least = with_least(kind).findings
    fragile = {
        finding(
            "placeholder-fragile",
            texts.place(found.place, found.found),
            found=found.found,
            reason=found.message,
        ): None
        for found in least
        if found.code == _UNUSABLE and found not in everything.findings
        if texts.is_certain(found)
    }
    told += [*fragile, *texts.fragile_headings(least), *texts.doubled_braces()]
    return Worded(tuple(dict.fromkeys(told)), texts.without(faulty))


class _Texts(Struct, frozen=True):
    reading: Reading
    kind: Kind

    def place(self, place: Place, found: str) -> Place:
        """Where it stands in ``kind.toml``, with the beginning of the paragraph."""
        path: KeyPath = ("title",)
        if at := _row(place):
            path = (*at, self._field(at, found))
        elif place.sheet in self._tables():
            path = ("tables", self._tables().index(place.sheet), "name")
            return place_of(path, self.reading.text)
        label = f"{path_words(path)}：{_beginning(self._said(place, found))}"
        return Place(file=FILE_NAME, label=label, line=self.reading.text.line_of(path))

    def is_certain(self, found: Finding) -> bool:
        """Whether it would be wrong too if all that was told before were put right."""
        stand_ins = self.reading.stand_ins
        if found.code in _OF_STRUCTURE:
            return not any(path[0] == "outline" for path in stand_ins)
        if found.code in _OF_ANNEXES:
            return found.code == "annex-unlisted" and not any(
                path[0] == "annexes" for path in stand_ins
            )
        if found.code in _OF_BRACES and _has_double(self._said(found.place)):
            return False
        if found.code == _UNKNOWN:
            return not self.reading.is_lacking or bool(hint(found.found, self._names()))
        doubted = _references(self._said(found.place), self.reading.doubted)
        return not any(
            found.found == excerpt(written) or found.found in written for written in doubted
        )

    def fragile_headings(self, least: tuple[Finding, ...]) -> Iterator[Finding]:
        """Headings that can be left out while what stands under them is printed."""
        rows = [(found, _row(found.place)) for found in least if found.code == _EMPTY]
        empty = {row[1] for _, row in rows if row and row[0] == "outline"}
        levels = [level for level, _ in self.kind.outline]
        for found, row in rows:
            if not row or row[0] != "outline" or levels[row[1]] not in HEADINGS:
                continue
            under = section(levels, row[1])
            if any(index not in empty for index in under):
                said = self._said(found.place)
                yield finding("heading-fragile", self.place(found.place, ""), found=said)

    def doubled_braces(self) -> Iterator[Finding]:
        """``{{承办来电}}``: the tags of a template, which mean nothing in a text."""
        for number, (_, text) in enumerate(self.kind.outline):
            for tag in _DOUBLE.finditer(text):
                path = ("outline", number, "text")
                label = f"{path_words(path)}：{excerpt(text)}"
                place = replace(place_of(path, self.reading.text), label=label)
                told = finding("placeholder-brackets", place, found=tag[0])
                yield told.with_severity(Severity.ERROR)

    def without(self, faulty: set[Place]) -> Kind:
        """The kind with plain words in place of what is `faulty`."""
        outline, annexes = list(self.kind.outline), list(self.kind.annexes)
        title = self.kind.title
        gone: set[int] = set()
        for place in faulty:
            match _row(place):
                case ("outline", index):
                    level, _ = outline[index]
                    outline[index] = (level, str(STAND_INS[OutlineFields]["text"]))
                case ("annexes", index):
                    gone.add(index)
                case _:
                    title = str(STAND_INS[KindFile]["title"])
        kept = tuple(annex for index, annex in enumerate(annexes) if index not in gone)
        listed = {label_key(annex.name) for annex in kept}
        rows = (
            (level, text)
            for level, text in outline
            if level is not Level.ANNEX or label_key(text) in listed
        )
        return replace(self.kind, title=title, outline=tuple(rows), annexes=kept)

    def _tables(self) -> list[str]:
        """The names of the tables as they are written."""
        rows = self.reading.text.content.get("tables")
        given = rows if isinstance(rows, list) else []
        return [str(row.get("name", "")) if isinstance(row, dict) else "" for row in given]

    def _field(self, row: tuple[str, int], found: str) -> str:
        """The key of a row that holds what was found."""
        if row[0] == "outline":
            return "text"
        annex = self.kind.annexes[row[1]]
        return "text" if found and found in annex.text and found not in annex.name else "name"

    def _said(self, place: Place, found: str = "") -> str:
        match _row(place):
            case ("outline", index):
                return self.kind.outline[index][1]
            case ("annexes", index) as row:
                annex = self.kind.annexes[index]
                return annex.text if self._field(row, found) == "text" else annex.name
            case _:
                return self.kind.title

    def _names(self) -> list[str]:
        tables = (table.name for table in self.kind.tables)
        return [*(i.label for i in self.kind.indicators), *tables, *REFERENCES]


# There may be thousands of faults in one text, and each asks all of this.
@lru_cache(maxsize=16)
def _beginning(text: str) -> str:
    return excerpt(text)


@lru_cache(maxsize=16)
def _has_double(text: str) -> bool:
    return _DOUBLE.search(text) is not None


@lru_cache(maxsize=16)
def _references(text: str, doubted: frozenset[str]) -> tuple[str, ...]:
    """What is written of the references to what is not wholly known."""
    if not doubted:
        return ()
    return tuple(
        {
            part.written: None
            for part in flat(parse(text))
            if isinstance(part, Reference)
            and not doubted.isdisjoint((label_key(part.name), label_key(part.mode)))
        }
    )


def _row(place: Place) -> tuple[str, int] | None:
    """The list and the row of it that a place of the trial names, from 0; None of the title."""
    number = _NUMBER.search(place.cell) if place.sheet in _FIELDS else None
    return (place.sheet, int(number[0]) - 1) if number else None
