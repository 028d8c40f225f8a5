"""The 出席人员 of a job become the 出席, 请假 and 列席 of its minutes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from make_docx.model import (
    Brief,
    Cell,
    CellKind,
    CellRef,
    Column,
    Elements,
    Entry,
    FilledBy,
    Layout,
    Record,
    Table,
)
from make_docx.official import with_attendance

LABELS = ("姓名", "单位职务", "出席情况")
TABLE = Table("出席人员", FilledBy.OFFICE, tuple(map(Column, LABELS)))
BRIEF = Brief(
    file="公文要素.xlsx",
    kind_id="minutes",
    elements=Elements(layout=Layout.MINUTES),
    element_refs={"absent": CellRef("公文要素.xlsx", "公文要素", "C33")},
    tables=(TABLE,),
)


def people(*rows: Sequence[str]) -> dict[str, tuple[Entry, ...]]:
    return {TABLE.name: tuple(person(number, row) for number, row in enumerate(rows, start=5))}


def person(number: int, row: Sequence[str]) -> Entry:
    cells = {
        label: Cell(CellRef("公文要素.xlsx", "出席人员", f"{column}{number}"), label, kind, text)
        for label, column, text in zip(LABELS, "ABC", row, strict=True)
        for kind in (CellKind.TEXT if text else CellKind.BLANK,)
    }
    values = {label: text or None for label, text in zip(LABELS, row, strict=True)}
    return Entry(Record(cells["姓名"].ref, cells), values)


def test_people_stand_in_the_line_of_their_presence_in_the_order_of_the_table() -> None:
    brief, findings = with_attendance(
        BRIEF,
        people(
            ("张××", "县教育局局长", "出席"),
            ("李××", "县财政局副局长", "请假"),
            ("王××", "", "出席"),
            ("赵××", "县直机关幼儿园园长", "列席"),
        ),
    )
    assert findings == ()
    assert brief.elements.present == "县教育局局长张××、王××"
    assert brief.elements.absent == "县财政局副局长李××"
    assert brief.elements.in_attendance == "县直机关幼儿园园长赵××"


def test_who_is_told_in_two_places_stops_the_document() -> None:
    typed = replace(BRIEF, elements=replace(BRIEF.elements, absent="李××"))
    _, (found,) = with_attendance(typed, people(("张××", "局长", "出席")))
    assert (found.code, found.place.cell, found.blocks) == ("attendance-twice", "C33", True)


def test_an_empty_table_leaves_the_elements_as_typed() -> None:
    typed = replace(BRIEF, elements=replace(BRIEF.elements, present="张××"))
    assert with_attendance(typed, {TABLE.name: ()}) == (typed, ())


@pytest.mark.parametrize("layout", [Layout.DOCUMENT, Layout.LETTER])
def test_only_minutes_have_such_lines(layout: Layout) -> None:
    other = replace(BRIEF, elements=Elements(layout=layout))
    assert with_attendance(other, people(("张××", "局长", "出席"))) == (other, ())


def test_a_presence_of_another_name_has_no_line() -> None:
    _, (found,) = with_attendance(BRIEF, people(("张××", "局长", "缺席")))
    assert (found.code, found.place.cell, found.found) == ("entry-choice", "C5", "缺席")


def test_a_table_without_the_presence_says_so() -> None:
    lacking = replace(TABLE, columns=TABLE.columns[:2])
    brief, (found,) = with_attendance(
        replace(BRIEF, tables=(lacking,)), people(("张××", "局长", "出席"))
    )
    assert (found.code, found.place.sheet, found.expected) == (
        "attendance-column",
        "出席人员",
        "出席情况",
    )
    assert brief.elements.present == ""
