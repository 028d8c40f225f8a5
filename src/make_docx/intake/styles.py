"""Turns the styles of a workbook into the number format of each cell style, and nothing else.

openpyxl gives up a file for a font of family 15 or an empty ``<fill/>``; looks are of no use here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from make_docx.intake.number_formats import GENERAL, STANDARD
from make_docx.intake.package import Events, feed

_MOST_KNOWN: Final = 1 << 18  # bytes; ours have 14 kB


def cell_formats(part: bytes) -> Sequence[str]:
    """The number format of every ``s`` of a cell; most forms of a job have the same styles."""
    return _known(part) if len(part) <= _MOST_KNOWN else _formats(part)


def _formats(part: bytes) -> Sequence[str]:
    reader = _StyleReader()
    feed(part, reader)
    return reader.formats()


_known = lru_cache(maxsize=4)(_formats)


class _StyleReader(Events):
    """Takes ``styles.xml``."""

    def __init__(self) -> None:
        self._custom: dict[int, str] = {}
        self._of_cells: list[int] = []
        self._is_in_cells = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "xf" and self._is_in_cells:
            self._of_cells.append(int(attributes.get("numFmtId", 0)))
        elif tag == "cellXfs":
            self._is_in_cells = True
        elif tag == "numFmt":
            number = int(attributes.get("numFmtId", 0))
            self._custom[number] = attributes.get("formatCode", GENERAL)

    def end(self, tag: str) -> None:
        if tag == "cellXfs":
            self._is_in_cells = False

    def formats(self) -> Sequence[str]:
        known = {**STANDARD, **self._custom}
        return [known.get(number, GENERAL) for number in self._of_cells]
