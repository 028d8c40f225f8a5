"""Holds a cell of a workbook as it was found, and where."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct

from make_docx.findings import Place


class CellRef(Struct, frozen=True):
    """One cell of one file; `file` is the path inside the job, with ``/``."""

    file: str
    sheet: str
    cell: str

    def place(self, label: str = "") -> Place:
        return Place(file=self.file, sheet=self.sheet, cell=self.cell, label=label)


class CellKind(StrEnum):
    """What a workbook stores in a cell, before anything is made of it."""

    BLANK = "blank"
    NUMBER = "number"
    TEXT = "text"
    BOOLEAN = "boolean"
    DATE = "date"
    ERROR = "error"  # #REF! and the like
    FORMULA = "formula"  # a formula that was never calculated: no cached value


class Cell(Struct, frozen=True):
    """A cell as found: `text` is the number in plain decimal digits, the ISO date, or the text."""

    ref: CellRef
    label: str
    kind: CellKind
    text: str = ""


class Picture(Struct, frozen=True):
    """A photo that came in a workbook: `part` is its member of the zip, `ref` where it is placed.

    `sha256` is of the bytes as they came, `width` and `height` are in pixels, the right way up and
    shrunk to what is printed. `fault` says why it cannot be printed, in words for people.
    """

    part: str
    ref: CellRef
    sha256: str
    width: int = 0
    height: int = 0
    fault: str = ""


class Photo(Struct, frozen=True):
    """A picture as it is printed: a JPEG the right way up, in pixels, with nothing but them."""

    data: bytes
    width: int
    height: int


Photos: TypeAlias = Callable[[Picture], Photo]  # fetches what a picture looks like
