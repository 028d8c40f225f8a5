"""Turns the texts of a kind into the references in them that would fail in a job."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from make_docx.catalogue import finding
from make_docx.findings import Finding, Place, Severity, excerpt
from make_docx.kinds.schema_faults import path_words
from make_docx.kinds.toml_text import FILE_NAME, TomlText
from make_docx.model import Kind
from make_docx.workshop.trial import Trial, with_least

_UNUSABLE: Final = "placeholder-unusable"
_NUMBER: Final = re.compile(r"\d+")
_FIELDS: Final = {"outline": "text", "annexes": "name"}


def text_findings(kind: Kind, everything: Trial, text: TomlText) -> Iterator[Finding]:
    """What `compose` says of the kind's texts in a full job, and what it says only in a bare one.

    Both go through the words of a real job, so no reference can fail later that passed here.
    """
    faulty = set()
    for found in everything.findings:
        if found.severity is not Severity.NOTE:
            faulty |= {found.place} if found.blocks else set()
            yield replace(found, place=_place(found.place, kind, text))
    told = set()
    for found in with_least(kind).findings:
        if found.code == _UNUSABLE and found.place not in faulty:
            place = _place(found.place, kind, text)
            fragile = finding("placeholder-fragile", place, found=found.found, reason=found.message)
            if fragile not in told:
                told.add(fragile)
                yield fragile


def _place(place: Place, kind: Kind, text: TomlText) -> Place:
    """Where it stands in ``kind.toml``, with the beginning of the paragraph."""
    path: tuple[str | int, ...] = ("title",)
    said = kind.title
    if place.sheet in _FIELDS and (number := _NUMBER.search(place.cell)):
        index = int(number[0]) - 1
        path = (place.sheet, index, _FIELDS[place.sheet])
        said = kind.outline[index][1] if place.sheet == "outline" else kind.annexes[index].name
    label = f"{path_words(path)}：{excerpt(said)}"
    return Place(file=FILE_NAME, label=label, line=text.line_of(path))
