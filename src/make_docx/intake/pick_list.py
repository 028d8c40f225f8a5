"""Turns the hidden sheet that units pick their name from into a word on whether it is only that.

Every form carries it, with a row for each unit: in a job of a thousand units it is most of what
there is to read.
"""

from __future__ import annotations

from typing import Final

from make_docx.intake import names
from make_docx.intake.package import prove
from make_docx.late_pattern import late_pattern

_CELL: Final = late_pattern(rb"<(?:[^\s<>/:]+:)?c[\s/>]")
_IN_COLUMN_A: Final = late_pattern(rb'<(?:[^\s<>/:]+:)?c\s(?:[^<>]*\s)?r="A[0-9]{1,4}"')
_ELSE: Final = late_pattern(rb"<(?:[^\s<>/:]+:)?(?:f|mergeCell|drawing|legacyDrawing)[\s/>]")


def is_pick_list(title: str, part: bytes) -> bool:
    """Whether a hidden sheet is the list of units as it was sent out, one column and no more.

    There is then no cell beside a label, and so nothing that anybody reported.

    Raises:
        ExpatError: `part` is no XML.
    """
    if title != names.ROSTER_SHEET or _ELSE.search(part):
        return False
    cells = len(_CELL.findall(part))
    if cells != len(_IN_COLUMN_A.findall(part)):
        return False
    prove(part)
    return True
