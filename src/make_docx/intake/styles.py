"""Turns the styles of a workbook into the number format of each cell style, and nothing else.

openpyxl gives up a file for a font of family 15 or an empty ``<fill/>``; looks are of no use here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from openpyxl.styles.numbers import BUILTIN_FORMATS

from make_docx.intake.package import Events

GENERAL: Final = "General"
LONGEST_FORMAT: Final = 255  # characters, in Excel

_FULL, _MONTH, _DAY = 'yyyy"年"m"月"d"日"', 'yyyy"年"m"月"', 'm"月"d"日"'
_CLOCK: Final = 'h"时"mm"分"'
# What Excel in Chinese stores for its own days and times, without saying the format itself
# (ECMA-376 18.8.30, zh-cn).
_CHINESE: Final = {
    **dict.fromkeys((27, 36, 50, 52, 57), _MONTH),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), _DAY),
    30: "m-d-yy",
    31: _FULL,
    **dict.fromkeys((32, 34, 55), _CLOCK),
    **dict.fromkeys((33, 35, 56), 'h"时"mm"分"ss"秒"'),
}


class StyleReader(Events):
    """Takes ``styles.xml``; `formats` has the number format of every ``s`` of a cell."""

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
        known = {**BUILTIN_FORMATS, **_CHINESE, **self._custom}
        return [known.get(number, GENERAL) for number in self._of_cells]
