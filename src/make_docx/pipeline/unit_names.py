"""Turns the units of a roster into names for their files: safe on every system, all different."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from make_docx.model import Unit
from make_docx.output import safe_name

REVIEW: Final = "（审阅稿）"  # ends the name of a copy with comments
_LONGEST_CODE: Final = 40  # bytes; with the longest name and a suffix it stays below 255


def unit_names(units: Sequence[Unit]) -> dict[str, str]:
    """Name of the unit → name of its file, without a suffix.

    Where systems that do not tell upper from lower case would take two for one, the 代码 stands
    behind the name; where that does not help, the number on the roster. So a unit's file has the
    same name, whoever else has reported.
    """
    plain = [safe_name(unit.name, fallback=safe_name(unit.code)) for unit in units]
    coded = [_coded(name, unit) for name, unit in zip(plain, units, strict=True)]
    width = len(str(len(units)))
    numbered = [f"{name} {number:0{width}}" for number, name in enumerate(plain, start=1)]
    names = list(plain)
    for clearer in (coded, numbered):
        taken = Counter(_key(name) for name in names)
        names = [
            other if taken[_key(name)] > 1 else name
            for name, other in zip(names, clearer, strict=True)
        ]
    if len(set(map(_key, names))) < len(names):  # 甲局 twice, and a 甲局 2 besides
        names = numbered
    return {unit.name: name for unit, name in zip(units, names, strict=True)}


def _coded(name: str, unit: Unit) -> str:
    code = safe_name(unit.code)
    return f"{name} {code}" if unit.code and len(code.encode()) <= _LONGEST_CODE else name


def _key(name: str) -> str:
    """The same for names that mean one file somewhere; a copy for review has its unit's."""
    key = name.casefold()
    while key.endswith(REVIEW):
        key = key.removesuffix(REVIEW)
    return key
