"""Turns the rows of the 单位名册 sheet into units, and says which names are not unique."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from make_docx.catalogue import finding
from make_docx.findings import Finding
from make_docx.intake.entry import as_list
from make_docx.intake.table import Entry, Row, required
from make_docx.labels import label_key
from make_docx.model import CellRef, Unit

_NAMED: Final = 5


def read_roster(rows: Sequence[Row], problems: list[Finding]) -> tuple[Unit, ...]:
    """The units in order; what stands for two units, or lacks the 类别 of others, is reported."""
    units: list[Unit] = []
    names: dict[str, CellRef] = {}
    codes: dict[str, CellRef] = {}
    for row in rows:
        entry, code, alias_entry = row["单位名称"], row["代码"], row["别名"]
        name = " ".join(required(entry, problems).split())
        aliases = as_list(alias_entry.text, split_spaces=False)
        _claim(entry, name, names, problems)
        _claim(code, code.text, codes, problems)
        for alias in aliases:
            if label_key(alias) != label_key(name):
                _claim(alias_entry, alias, names, problems)
        if name:
            units.append(Unit(name, row["单位类别"].text, code.text, aliases, entry.ref))
    bare = [row for row in rows if row["单位类别"].is_blank and not row["单位名称"].is_blank]
    if bare and any(unit.category for unit in units):
        named = "、".join(row["单位名称"].text for row in bare[:_NAMED])
        named += f"等 {len(bare)} 家" if len(bare) > _NAMED else ""
        place = bare[0]["单位类别"].place
        problems.append(finding("roster-uncategorised", place, units=named))
    return tuple(units)


def _claim(entry: Entry, text: str, taken: dict[str, CellRef], problems: list[Finding]) -> None:
    key = label_key(text)
    if not key:
        return
    other = taken.setdefault(key, entry.ref)
    if other is not entry.ref:
        place = f"{other.sheet}!{other.cell}"
        problems.append(finding("brief-repeated", entry.place, found=text, other=place))
