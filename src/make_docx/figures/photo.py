"""Turns what stands in a column of photos into the photo to print, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from make_docx.catalogue import finding
from make_docx.figures.value import is_blank
from make_docx.findings import Finding, Severity
from make_docx.model import Cell, Column, Picture, Record

_LEAST_WIDTH: Final = 200  # pixels: 7 cm at 72 dpi; what is smaller is a miniature
_MOST_STRETCHED: Final = 4  # times as long as broad: a panorama is, a strip of one is more


def read_photo(
    record: Record, cell: Cell, column: Column
) -> tuple[Picture | None, tuple[Finding, ...]]:
    """The photo of a record; the name of a file is none, nor one that cannot be decoded."""
    picture = record.pictures.get(column.label)
    found = tuple(_without(cell, column) if picture is None else _about(picture, column))
    return None if picture is None or picture.fault else picture, found


def _without(cell: Cell, column: Column) -> Iterator[Finding]:
    place = cell.ref.place(column.label)
    if not is_blank(cell):
        named = cell if cell.text else replace(cell, text="公式")
        yield _as_needed(finding("entry-not-photo", place, found=named.text), column)
    elif column.required:
        yield finding("entry-required", place)


def _about(picture: Picture, column: Column) -> Iterator[Finding]:
    place = picture.ref.place(column.label)
    if picture.fault:
        yield _as_needed(finding("photo-unusable", place, reason=picture.fault), column)
        return
    wide, high = picture.width, picture.height
    if not (wide and high):
        return
    if wide < _LEAST_WIDTH and max(wide, high) < 2 * _LEAST_WIDTH:
        yield finding("photo-small", place, found=f"{wide}×{high}")
    elif max(wide, high) > _MOST_STRETCHED * min(wide, high):
        yield finding("photo-stretched", place, found=max(wide, high) // min(wide, high))


def _as_needed(found: Finding, column: Column) -> Finding:
    return found if column.required else found.with_severity(Severity.WARN)
