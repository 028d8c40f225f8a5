"""Turns a roster into its 单位类别: groups of units in the order in which they first appear."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from make_docx.figures.category import OTHERS, by_category
from make_docx.model import Unit


class Group(Struct, frozen=True):
    """The units of one category; `category` is empty for units that have none."""

    category: str
    units: tuple[Unit, ...]

    @property
    def label(self) -> str:
        return self.category or OTHERS


def groups(units: Iterable[Unit]) -> tuple[Group, ...]:
    """Every unit is in one group; those without a category come last."""
    in_order = sorted(by_category(units).items(), key=lambda item: item[0] == "")
    return tuple(Group(category, group) for category, group in in_order)


def is_categorised(found: Iterable[Group]) -> bool:
    return any(group.category for group in found)
