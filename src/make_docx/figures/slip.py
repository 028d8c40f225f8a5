"""Turns a 计量单位 into those that people take for it, by which a figure comes out too large."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from msgspec import Struct

from make_docx.late_pattern import late_pattern

_TEN_THOUSAND: Final = Decimal(10_000)
_THOUSAND: Final = Decimal(1000)
_UNIT: Final = late_pattern(r"(?![十百千][万亿])(万|亿)?(.*)", re.DOTALL)
_PARTS: Final = {"吨": "千克", "公里": "米", "千米": "米", "升": "毫升"}  # 1000 of them
_WHOLES: Final = {"千克": "吨", "公斤": "吨", "克": "千克", "米": "公里", "毫升": "升"}


class Slip(Struct, frozen=True):
    """A 计量单位 that may have been meant, and how many times the one asked for it makes."""

    factor: Decimal
    unit: str


def slips_of(unit: str, *, is_large: bool) -> Iterator[Slip]:
    """What people take for `unit`, so that the figure is too large, or too small."""
    if other := (_PARTS if is_large else _WHOLES).get(unit):
        yield Slip(_THOUSAND, other)
    match = _UNIT.fullmatch(unit)
    if match is None:  # 百万元: nobody takes it for 百元
        return
    size, thing = match[1] or "", match[2] or "个"
    if size == "亿" and is_large:
        yield Slip(_TEN_THOUSAND, f"万{thing}")
    elif size == "万":
        yield Slip(_TEN_THOUSAND, thing if is_large else f"亿{thing}")
    elif not size:
        yield Slip(_TEN_THOUSAND, f"万{thing}")
