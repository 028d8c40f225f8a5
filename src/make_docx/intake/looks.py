"""Says how the workbooks of ours look: named styles, formats, and the room that a text takes.

Without openpyxl: 校核报告.xlsx wears the same looks and is written without it.
"""

from __future__ import annotations

import math
import unicodedata
from decimal import Decimal
from enum import StrEnum
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

Value = str | int | Decimal | None

FONT: Final = "微软雅黑"  # on every Windows office machine, and known to WPS everywhere
ROW_HEIGHT: Final = 27.0  # pt
_LINE_PITCH: Final = 17.0  # pt, a line of 11 pt 微软雅黑
_PADDING: Final = 10.0  # pt
_HIGHEST: Final = 400.0  # pt; Excel's own limit is 409
_WIDE: Final = 1.05  # half a 汉字 of 11 pt against the digit that column widths are counted in

TEXT_FORMAT: Final = "@"  # else Excel turns 2021年5月 into a date and 000001 into 1
DATE_FORMAT: Final = 'yyyy"年"m"月"d"日"'
PERCENT_FORMAT: Final = "0.00%"
LONGEST_TEXT: Final = 32_767  # characters a cell holds
_NOT_IN_XML: Final = dict.fromkeys(set(range(0x20)) - {0x09, 0x0A, 0x0D})

ACCENT: Final = "1F4E79"
_TINT: Final = "E6EEF6"
_LABEL_FILL: Final = "F4F6F8"
OPEN_FILL: Final = "FFFCF0"
RULE: Final = "C3CCD6"
_INK: Final = "1F2A33"
_GREY: Final = "667380"
_RED: Final = "C00000"


class Look(StrEnum):
    """The named styles of a workbook; only those of input cells are unlocked."""

    TITLE = "填报 大标题"
    TITLE_CENTRED = "填报 大标题居中"
    HEADING = "填报 小标题"
    NOTE = "填报 提示"
    FACT = "填报 表外文字"
    FACT_RIGHT = "填报 表外文字右"
    FACT_CENTRED = "填报 表外文字中"
    REQUIRED = "填报 必填"
    HEAD = "填报 表头"
    LABEL = "填报 项目"
    CENTRED = "填报 居中"
    HINT = "填报 说明"
    TEXT = "填报 文字"
    LINK = "填报 链接"
    INPUT = "填报 填写"
    INPUT_CENTRED = "填报 填写居中"
    INPUT_NUMBER = "填报 填写数字"
    INPUT_TOP = "填报 填写长文"
    SPARE = "填报 备用"
    SPARE_CENTRED = "填报 备用居中"
    SPARE_NUMBER = "填报 备用数字"


class Design(Struct, frozen=True):
    size: int = 11
    bold: bool = False
    colour: str = _INK
    fill: str = ""
    boxed: bool = False
    ruled: bool = False  # a line in the accent colour under the cell
    horizontal: Literal["left", "center", "right"] = "left"
    vertical: Literal["top", "center"] = "center"
    indent: int = 0
    wrap: bool = True
    locked: bool = True


_OUTSIDE = Design(wrap=False)
_BOXED = Design(boxed=True, indent=1)
_INPUT = replace(_BOXED, fill=OPEN_FILL, locked=False)
_SPARE = Design(indent=1, locked=False)

DESIGNS: Final[dict[Look, Design]] = {
    Look.TITLE: replace(_OUTSIDE, size=18, bold=True, colour=ACCENT),
    Look.TITLE_CENTRED: replace(
        _OUTSIDE, size=18, bold=True, colour=ACCENT, horizontal="center", wrap=True
    ),
    Look.HEADING: replace(_OUTSIDE, size=12, bold=True, colour=ACCENT, ruled=True),
    Look.NOTE: replace(_OUTSIDE, size=10, colour=_GREY),
    Look.FACT: replace(_OUTSIDE, size=10),
    Look.FACT_RIGHT: replace(_OUTSIDE, size=10, horizontal="right"),
    Look.FACT_CENTRED: replace(_OUTSIDE, size=9, colour=_GREY, horizontal="center"),
    Look.REQUIRED: replace(_OUTSIDE, bold=True, colour=_RED, horizontal="center"),
    Look.HEAD: Design(bold=True, colour=ACCENT, fill=_TINT, boxed=True, horizontal="center"),
    Look.LABEL: replace(_BOXED, fill=_LABEL_FILL),
    Look.CENTRED: replace(_BOXED, fill=_LABEL_FILL, horizontal="center", indent=0),
    Look.HINT: replace(_BOXED, size=10, colour=_GREY),
    Look.TEXT: _BOXED,
    Look.LINK: replace(_BOXED, fill=_LABEL_FILL, colour=ACCENT, bold=True),
    Look.INPUT: _INPUT,
    Look.INPUT_CENTRED: replace(_INPUT, horizontal="center", indent=0),
    Look.INPUT_NUMBER: replace(_INPUT, horizontal="right", wrap=False),
    Look.INPUT_TOP: replace(_INPUT, vertical="top"),
    Look.SPARE: _SPARE,
    Look.SPARE_CENTRED: replace(_SPARE, horizontal="center", indent=0),
    Look.SPARE_NUMBER: replace(_SPARE, horizontal="right", wrap=False),
}


def clean(text: str) -> str:
    """`text` without the control characters that XML cannot hold."""
    return text if text.isprintable() else text.translate(_NOT_IN_XML)


def height_of(text: str, width: float, size: int = 11) -> float:
    """Points that `text` of `size` points needs in a column of `width` characters."""
    per_line = max((width - 2.5) * 11 / size, 1.0)
    is_short = 2 * len(text) * _WIDE <= per_line and "\n" not in text
    if is_short:  # as most are; to count takes twenty times as long
        return ROW_HEIGHT
    lines = sum(
        max(1, math.ceil(display_width(line) * _WIDE / per_line)) for line in text.split("\n")
    )
    return max(ROW_HEIGHT, min(lines * _LINE_PITCH + _PADDING, _HIGHEST))


def display_width(text: str) -> int:
    """Columns that `text` takes; 汉字 and full-width signs are two wide."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)
