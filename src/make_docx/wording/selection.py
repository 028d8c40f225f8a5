"""Turns what stands behind a table's name in 【…】 into the column, rows and wording asked for.

selection = column { "|" part }
column    = label [ "（" label "）" ] | label "+" label | "条数"
part      = label "=" value | "列出" | "加引号" | "合计" | "约" | "万" | "为零"
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from make_docx.late_pattern import late_pattern
from make_docx.table_rules import COUNT
from make_docx.wording.name import normal
from make_docx.wording.placeholder import Mode

_BRACKETED: Final = late_pattern(r"(?P<column>[^（(]+)[（(](?P<beside>[^（）()]+)[）)]")
_RUN_ON: Final = late_pattern(r"(?P<column>[^+＋]+)[+＋](?P<beside>[^+＋]+)")
OF_TOTALS: Final = (Mode.APPROXIMATE, Mode.SCALED, Mode.ZERO)


class Way(StrEnum):
    """What is made of the rows."""

    ROW = ""  # the value of the row that the text is repeated for
    LIST = "列出"
    QUOTED = "加引号"
    TOTAL = "合计"


class Selection(Struct, frozen=True):
    """`conditions` are (column, value) that a row must have to be taken.

    `beside` is printed behind each `column`, in brackets unless `is_run_on`. `unknown` is a part
    that means nothing here.
    """

    column: str
    beside: str = ""
    is_run_on: bool = False
    way: Way = Way.ROW
    conditions: tuple[tuple[str, str], ...] = ()
    rounding: str = ""
    unknown: str = ""

    @property
    def is_of_row(self) -> bool:
        return self.way is Way.ROW and not self.is_count

    @property
    def is_count(self) -> bool:
        return self.column == COUNT


def read_selection(written: str, labels: Iterable[str]) -> Selection:
    """Read `written`; a condition or a second column asks for a list.

    `labels` are the columns' own names, which may have brackets in them.
    """
    column, *parts = (part.strip() for part in written.replace("｜", "|").split("|"))
    known = {normal(label) for label in labels}
    found = Selection(column)
    bracketed = _BRACKETED.fullmatch(column)
    two = bracketed or _RUN_ON.fullmatch(column)
    if two and normal(column) not in known:
        found = Selection(two["column"].strip(), two["beside"].strip(), not bracketed, way=Way.LIST)
    for part in parts:
        found = _with(found, part)
    if found.way is Way.ROW and found.conditions and not found.is_count:
        return replace(found, way=Way.LIST)
    return found


def _with(found: Selection, part: str) -> Selection:
    label, sign, value = part.replace("＝", "=").partition("=")
    if sign and label.strip() and value.strip():
        condition = (label.strip(), value.strip())
        return replace(found, conditions=(*found.conditions, condition))
    if part in (Way.LIST, Way.QUOTED, Way.TOTAL) and not found.is_count:
        return replace(found, way=Way(part))
    if part in OF_TOTALS:
        return replace(found, rounding=part)
    return replace(found, unknown=found.unknown or part)
