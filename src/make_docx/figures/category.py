"""Turns the units of a roster into their 单位类别, however each of them is spelled."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from make_docx.labels import label_key
from make_docx.model import Unit

OTHERS: Final = "其他"


def by_category(units: Iterable[Unit]) -> dict[str, tuple[Unit, ...]]:
    """The units of each category, under its first spelling, in the order of the roster.

    医院（一） and 医院(一) are one category. Units without one are under ``""``, and so are those
    of a category 其他: they are printed under that name.
    """
    spellings: dict[str, str] = {}
    members: dict[str, list[Unit]] = {}
    for unit in units:
        key = label_key(unit.category)
        key = "" if key == OTHERS else key
        spelling = spellings.setdefault(key, unit.category if key else "")
        members.setdefault(spelling, []).append(unit)
    return {category: tuple(group) for category, group in members.items()}
