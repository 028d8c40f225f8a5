"""Turns what a document calls itself, and others, into the findings that two names do not agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from make_docx.catalogue import finding
from make_docx.findings import Finding, Place
from make_docx.late_pattern import late_pattern
from make_docx.model import (
    Brief,
    ColumnType,
    Enclosure,
    Entry,
    FilledBy,
    Level,
    Paragraph,
    Table,
)
from make_docx.wording.citation import misspelt_numbers, title_in_marks
from make_docx.wording.name import normal
from make_docx.wording.plain import plain_line

_GENRE_TWICE: Final = late_pattern(
    "(决议|决定|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要)\\1$"
)
_ISSUED: Final = late_pattern("(?:印发|转发|批转|发布)(?P<names>(?:《[^《》]+》[、和及]?)+)")
_NOW_ISSUED: Final = late_pattern("现将(?P<names>(?:《[^《》]+》[、和及]?)+)")
_NAME: Final = late_pattern("《([^《》]+)》")


def without_doubled_genre(title: str) -> str:
    """协调会议纪要 for 【活动名称】纪要, whose 活动名称 ends with 纪要 itself."""
    return _GENRE_TWICE.sub(r"\1", title)


def other_titles(
    brief: Brief, title: str, paragraphs: Sequence[Paragraph], enclosures: Sequence[Enclosure]
) -> Iterator[Finding]:
    """Where 《》 of the title, or of the text, name nothing that is issued with it."""
    titles = {normal(one.title) for one in enclosures}
    head = next((row for row in brief.outline if row.level is Level.ENCLOSURE), None)
    if head is None or not titles:
        return
    sayings = [("标题", _ISSUED.search(title))]
    sayings += (("正文", _NOW_ISSUED.search(one.text)) for one in paragraphs)
    for where, saying in sayings:
        for name in _NAME.findall(saying["names"]) if saying else ():
            if normal(name) not in titles:
                expected = "”“".join(one.title for one in enclosures)
                place = head.ref.place(head.level)
                yield finding("enclosure-title", place, found=name, expected=expected, where=where)


def cited_wrongly(brief: Brief, entries: Mapping[str, Sequence[Entry]]) -> Iterator[Finding]:
    """Titles without 《》 and numbers with [] in the tables of the issuing office."""
    for table in brief.tables:
        if table.filled_by is FilledBy.OFFICE:
            for entry in entries.get(table.name, ()):
                yield from _of_row(table, entry)


def _of_row(table: Table, entry: Entry) -> Iterator[Finding]:
    for column in table.columns:
        value = entry.values.get(column.label)
        if not isinstance(value, str) or column.column_type is not ColumnType.TEXT:
            continue
        text = plain_line(value)
        place = _place(entry, column.label)
        if expected := title_in_marks(text, column.label):
            yield finding("citation-title", place, found=text, expected=expected)
        for found, expected in misspelt_numbers(text):
            yield finding("citation-number", place, found=found, expected=expected)


def _place(entry: Entry, label: str) -> Place:
    cell = entry.record.cells.get(label)
    return (cell.ref if cell else entry.record.ref).place(label)
