"""Turns the XML of a worksheet into the same without most of the rows and cells that are empty."""

from __future__ import annotations

from typing import Final

from make_docx.late_pattern import late_pattern

_WORTH_IT: Final = 1 << 18  # bytes
_MOST_ROWS: Final = 21_000  # as far as a sheet is read
_NUMBERED: Final = late_pattern(rb"<(?:[^\s<>/:]+:)?row\s[^<>]*?\br\s*=\s*[\"']([0-9]{1,7})[\"']")
_END: Final = late_pattern(rb"</(?:[^\s<>/:]+:)?sheetData\s*>")
_HOLDS: Final = late_pattern(rb"<(?:[^\s<>/:]+:)?(?:v|f|is)[\s/>]")
# One that has a look at most, well within the columns and rows that are read. The next one says
# itself where it is; what does not might follow from this one.
_EMPTY_CELL: Final = late_pattern(
    rb'<c r="[A-I]?[A-Z][1-9][0-9]{0,3}"(?: s="[0-9]+")?(?: t="n")?(?:/>|></c>)'
    rb'(?=<c r="[A-Z]|</row>)'
)
# One without a cell, neither hidden nor as low as nothing. A million attributes would take the
# pattern half a gigabyte; a row has thirteen (ECMA-376 18.3.1.73).
_EMPTY_ROW: Final = late_pattern(
    rb'<row r="[1-9][0-9]{0,3}"'
    rb'(?: (?:(?!hidden|ht="[^1-9])[A-Za-z]+|x14ac:dyDescent)="[^<"]*"){0,20}(?:/>|></row>)'
    rb'(?=<row r="[1-9]|</sheetData>)'
)


def without_padding(part: bytes) -> bytes:
    """Leave out the rows past those that are read, where none of them holds anything.

    Formatting a column down to its end makes 1 048 576 rows, 68 MB of nothing.
    """
    if len(part) < _WORTH_IT:
        return part
    first = next((m for m in _NUMBERED.finditer(part) if int(m[1]) > _MOST_ROWS), None)
    ends = list(_END.finditer(part))
    if first is None or len(ends) != 1 or ends[0].start() < first.start():
        return part
    if _HOLDS.search(part, first.start(), ends[0].start()):
        return part
    return part[: first.start()] + part[ends[0].start() :]


def without_empty_cells(part: bytes) -> bytes:
    """Leave out cells that hold nothing, and rows that have none; a brief is mostly of such.

    A sixth of the time of reading a small job went into their events.
    """
    if b"<![CDATA[" in part:  # a text may look like a cell there, and there only
        return part
    return _EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", part))
