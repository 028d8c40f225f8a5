"""Turns the visible table of a document without usable data into what was received of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from make_docx.catalogue import finding
from make_docx.chain import sums
from make_docx.chain.annex import SHEET, Annex, AnnexRow, cell_ref, reading_of
from make_docx.chain.annex_note import printed_codes
from make_docx.chain.carrier import Carrier
from make_docx.chain.comparison import Difference
from make_docx.chain.extraction import Extracted
from make_docx.chain.payload import Reading
from make_docx.chain.receipt import ReceivedDocument, ReceivedFigure
from make_docx.chain.story import Story
from make_docx.figures.roster import Roster
from make_docx.figures.value import unit_of
from make_docx.findings import Finding, Place
from make_docx.labels import UNIT_NAME
from make_docx.model import Aggregation, Brief, Status

ROW_LABEL: Final = UNIT_NAME  # of a whole row that is gone or new
_LONGEST_NAME: Final = 100
_NO_TOTAL: Final = Reading(None, Status.MISSING)


def from_table(
    received: ReceivedDocument,
    story: Story,
    tables: Sequence[Annex],
    brief: Brief,
    creator: str,
    copies: Extracted,
) -> ReceivedDocument:
    """Fill `received` with the totals that `tables` print."""
    whole = Place(file=received.file)
    if any(damage.version is not None for damage in copies.damages):
        return received  # a newer program is to read it, not the eye
    if not tables or (row := tables[0].total) is None:
        lacking = "统计表里没有“合计”这一行" if tables else "也没有统计表"
        reason = f"没有可用的内嵌数据，{lacking}"
        if not (tables or copies.damages or printed_codes(story.paragraphs)):
            reason = "是文字文档，里面没有 make-docx 的数据，也没有统计表"
            return replace(received, findings=(finding("file-no-table", whole, reason=reason),))
        return replace(received, findings=(finding("document-no-data", whole, reason=reason),))
    findings = [_why_no_data(copies, story, whole)]
    if any(other != tables[0] for other in tables[1:]):
        reason = "有几张统计表，内容不同"
        findings.append(finding("document-tampered", whole, reason=reason))
    figures: list[ReceivedFigure] = []
    for found in _visible(tables[0], row, brief, received.file):
        if isinstance(found, Finding):
            findings.append(found)
        else:
            figures.append(found)
    totals = [(f.label, f.unit, Aggregation.SUM) for f in figures if _is_summed(f, brief)]
    findings += (
        difference_finding("annex-total-differs", d, received.file)
        for d in sums.sum_differences(tables[0], totals)
    )
    return replace(
        received,
        source=Carrier.TABLE,
        unit=_unit(creator, story, brief),
        figures=tuple(figures),
        findings=tuple(findings),
    )


def _why_no_data(copies: Extracted, story: Story, whole: Place) -> Finding:
    if copies.damages:
        return finding("payload-unreadable", whole)
    if codes := printed_codes(story.paragraphs):
        return finding("payload-removed", whole, found="、".join(sorted(codes)))
    return finding("payload-missing", whole)


def _visible(
    table: Annex, row: AnnexRow, brief: Brief, file: str
) -> Iterator[ReceivedFigure | Finding]:
    """The totals of the table; what no indicator of the brief is named as goes by its head."""
    owners = {}
    for indicator in brief.indicators:
        if column := table.column(indicator.label, unit_of(indicator)):
            owners[column] = indicator
    for column in table.columns:
        owner = owners.get(column)
        label = owner.label if owner else column.label
        unit = unit_of(owner) if owner else column.unit
        ref = cell_ref(file, row, column)
        text = row.cell(column)
        reading = reading_of(text, unit)
        if owner and owner.aggregation is Aggregation.NONE and reading == _NO_TOTAL:
            nothing = Reading(None, Status.NOT_APPLICABLE)
            yield ReceivedFigure(label, unit, nothing, ref, Aggregation.NONE)
        elif reading is not None:
            yield ReceivedFigure(label, unit, reading, ref)
        elif owner is not None:
            yield finding("annex-cell-unread", ref.place(label), found=text)


def _is_summed(figure: ReceivedFigure, brief: Brief) -> bool:
    indicator = brief.indicator(figure.label)
    return indicator is not None and indicator.aggregation is Aggregation.SUM


def _unit(creator: str, story: Story, brief: Brief) -> str:
    """Who issued it: the author that the file names, else the one of the roster who signed it."""
    roster = Roster(brief.units)
    if roster.find(creator):
        return creator
    found = (roster.find(text) for text in story.paragraphs if len(text) <= _LONGEST_NAME)
    signed = {match.unit.name for match in found if match}
    return signed.pop() if len(signed) == 1 else creator


def difference_finding(code: str, different: Difference, file: str, table: str = SHEET) -> Finding:
    """A difference, at its cell of the table."""
    place = Place(file=file, sheet=table)
    if different.row and different.column:
        place = replace(cell_ref(file, different.row, different.column).place(), sheet=table)
    place = replace(place, label=different.label or ROW_LABEL)
    return finding(
        code,
        place,
        found=different.shown,
        expected=different.expected,
        row=different.unit,
        table=table,
    )
