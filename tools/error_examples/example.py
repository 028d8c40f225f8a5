"""Turns what stood in a cell or a file into the finding that is made of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from msgspec import Struct

from make_docx.catalogue import finding
from make_docx.findings import Finding, Place

FORM: Final = "收件/城关镇卫生院.xlsx"
BRIEF: Final = "公文要素.xlsx"
LEDGER: Final = "某局.xlsx"
RECEIVED: Final = "收件/乙县报告.docx"


class Example(Struct, frozen=True):
    """`stood` says what was there; `steps` what to do, where the catalogue's line is too short."""

    stood: str
    place: Place
    words: Mapping[str, str]
    facts: Mapping[str, Any]
    steps: tuple[str, ...] = ()

    def told(self, code: str) -> Finding:
        """The finding as the catalogue words it today."""
        return finding(code, self.place, **self.words, **self.facts)


def shown(
    stood: str,
    place: Place,
    *,
    found: str = "",
    expected: str = "",
    unit: str = "",
    steps: tuple[str, ...] = (),
    **facts: object,
) -> Example:
    """An example with the facts that the code's templates ask for."""
    words = {"found": found, "expected": expected, "unit": unit}
    return Example(stood, place, words, facts, steps)


def file(name: str) -> Place:
    """A file as a whole, in 收件/ where nothing else is said."""
    return Place(file=name if "/" in name or "." not in name else f"收件/{name}")


def form(cell: str, label: str = "", sheet: str = "填报表") -> Place:
    """A cell of a unit's form."""
    return Place(FORM, sheet, cell, label)


def brief(sheet: str, cell: str, label: str = "") -> Place:
    """A cell of the brief."""
    return Place(BRIEF, sheet, cell, label)


def ledger(cell: str, label: str = "", sheet: str = "数据") -> Place:
    """A cell of a one-workbook job."""
    return Place(LEDGER, sheet, cell, label)


def kind(line: int = 0, label: str = "", name: str = "文种/节水宣传/kind.toml") -> Place:
    """A line of a file of a kind."""
    return Place(file=name, label=label, line=line)
