"""Turns the XML of a worksheet with a million empty rows into the same without them."""

from __future__ import annotations

from typing import Final

from make_docx.late_pattern import late_pattern

_WORTH_IT: Final = 1 << 18  # bytes
_MOST_ROWS: Final = 21_000  # as far as a sheet is read
_NUMBERED: Final = late_pattern(rb"<(?:[^\s<>/:]+:)?row\s[^<>]*?\br\s*=\s*[\"']([0-9]{1,7})[\"']")
_END: Final = late_pattern(rb"</(?:[^\s<>/:]+:)?sheetData\s*>")
_HOLDS: Final = late_pattern(rb"<(?:[^\s<>/:]+:)?(?:v|f|is)[\s/>]")


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
