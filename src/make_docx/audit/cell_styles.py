"""Lists the styles of the cells of our lists by their numbers in ``styles.xlsx``.

That workbook, which ``tools/build_audit_styles.py`` makes of this list, has the parts that are the
same in every report: to make them again took openpyxl a seventh of a small job.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final, Literal, NamedTuple

from make_docx.intake.looks import PERCENT_FORMAT, TEXT_FORMAT, Look

Align = Literal["left", "center", "right"]

FILE: Final = Path(__file__).with_name("styles.xlsx")
GENERAL: Final = "General"
# The ground and the ink of cells that are told by their word: red, yellow, green.
HIGHLIGHTS: Final = (("FBE3E1", "9C0006"), ("FFF1CC", "7F5F00"), ("E4F1E4", "2F6B32"))


class CellStyle(NamedTuple):
    """A named style with what is the cell's own; a text like a formula is quoted."""

    look: Look
    align: Align = "left"
    number_format: str = GENERAL
    is_quoted: bool = False


_OF_TEXTS: Final = (
    CellStyle(Look.TITLE),
    CellStyle(Look.NOTE),
    CellStyle(Look.HEAD, "center"),
    CellStyle(Look.TEXT),
    CellStyle(Look.TEXT, "left", TEXT_FORMAT),
    CellStyle(Look.TEXT, "center", TEXT_FORMAT),
    CellStyle(Look.TEXT, "right", TEXT_FORMAT),
    CellStyle(Look.HINT, "left", TEXT_FORMAT),
    CellStyle(Look.INPUT, "left", TEXT_FORMAT),
    CellStyle(Look.INPUT, "center", TEXT_FORMAT),
)
_OF_NUMBERS: Final = (
    CellStyle(Look.TEXT, "left", PERCENT_FORMAT),
    CellStyle(Look.TEXT, "center"),
    CellStyle(Look.TEXT, "right"),
    CellStyle(Look.TEXT, "right", PERCENT_FORMAT),
)
CELL_STYLES: Final = (
    *_OF_TEXTS,
    *(style._replace(is_quoted=True) for style in _OF_TEXTS),
    *_OF_NUMBERS,
)
NUMBERS: Final[Mapping[CellStyle, int]] = {
    style: number
    for number, style in enumerate(CELL_STYLES, start=1)  # 0 is a cell without any
}
