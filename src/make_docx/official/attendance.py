"""Turns the 出席人员 table of a job into 出席, 请假 and 列席 of its minutes (GB/T 9704 10.3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from make_docx.catalogue import finding
from make_docx.findings import Finding, Place
from make_docx.labels import closed_names
from make_docx.model import Brief, Entry, Layout
from make_docx.official.elements import element_place

TABLE: Final = "出席人员"
_NAME: Final = "姓名"
_POST: Final = "单位职务"
_PRESENCE: Final = "出席情况"
_FIELDS: Final = {"出席": "present", "请假": "absent", "列席": "in_attendance"}


def with_attendance(
    brief: Brief, entries: Mapping[str, Sequence[Entry]]
) -> tuple[Brief, tuple[Finding, ...]]:
    """The brief with the people of its table in its elements, 单位职务 before 姓名 as 10.3 wants.

    Only minutes have such a line, and only a table that is filled in has a say.
    """
    table = next((table for table in brief.tables if table.name == TABLE), None)
    filled = entries.get(TABLE, ())
    if brief.elements.layout is not Layout.MINUTES or table is None or not filled:
        return brief, ()
    if lacking := [label for label in (_NAME, _PRESENCE) if table.column(label) is None]:
        place = Place(file=brief.file, sheet=TABLE, label=TABLE)
        return brief, (finding("attendance-column", place, expected="、".join(lacking)),)
    people: dict[str, list[str]] = {label: [] for label in _FIELDS}
    findings = list(_told_twice(brief))
    for entry in filled:
        presence = entry.values.get(_PRESENCE)
        if isinstance(presence, str) and presence in _FIELDS:
            people[presence].append(_named(entry))
        else:
            findings.append(_unknown(entry))
    present, absent, in_attendance = map("、".join, people.values())
    elements = replace(brief.elements, present=present, absent=absent, in_attendance=in_attendance)
    return replace(brief, elements=elements), tuple(findings)


def _named(entry: Entry) -> str:
    post, name = (str(entry.values.get(label) or "").strip() for label in (_POST, _NAME))
    return post + closed_names(name)


def _told_twice(brief: Brief) -> Iterator[Finding]:
    for label, field in _FIELDS.items():
        if found := getattr(brief.elements, field):
            place = element_place(brief, field, label)
            yield finding("attendance-twice", place, found=found, other=TABLE)


def _unknown(entry: Entry) -> Finding:
    cell = entry.record.cells[_PRESENCE]
    expected = "、".join(_FIELDS)
    return finding(
        "entry-choice", cell.ref.place(_PRESENCE), found=cell.text, expected=expected, hint=""
    )
