"""Turns a received document into the submission of its office, beside those of workbooks.

Status and number go through the text of a cell, which `figures.value` reads as if a unit had
typed it: 约200, 200余, 近200, / and blank.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Final

from make_docx.catalogue import finding
from make_docx.chain.annex import reading_of
from make_docx.chain.canonical import decimal
from make_docx.chain.payload import Reading
from make_docx.chain.receipt import ReceivedDocument, ReceivedFigure
from make_docx.chain.visible import ROW_LABEL
from make_docx.figures.exactness import MARKS, exactly
from make_docx.figures.rate import rate_of
from make_docx.figures.value import unit_of
from make_docx.findings import Finding, Place
from make_docx.labels import is_other_unit, label_key
from make_docx.model import (
    Aggregation,
    Base,
    Brief,
    Cell,
    CellKind,
    CellRef,
    Figure,
    Indicator,
    Status,
    Submission,
    Unit,
    UnitReport,
)
from make_docx.wording import number

# Where the sum of sums, the largest of the largest, is not what the units below come to.
_AGGREGATED: Final = frozenset(set(Aggregation) - {Aggregation.RATE, Aggregation.NONE})
_LISTED: Final = 5


def submission_of(
    received: ReceivedDocument, brief: Brief
) -> tuple[Submission | None, tuple[Finding, ...]]:
    """The document as a submission, and every finding about it, those of `received` too.

    There is none where `received` has no figures. A text that units write is not in a document's
    data, which is told. Rates are worked out again from their two parts.
    """
    if received.source is None:
        return None, received.findings
    figures = {label_key(figure.label): figure for figure in received.figures}
    cells: dict[str, Cell] = {}
    findings = list(received.findings)
    for indicator in brief.indicators:
        if not indicator.is_asked:
            continue
        for found in _cell(figures.get(label_key(indicator.label)), indicator, received):
            if isinstance(found, Finding):
                findings.append(found)
            else:
                cells[indicator.label] = found
    for indicator in brief.indicators:
        if indicator.aggregation is Aggregation.RATE:
            findings += _rate_findings(indicator, figures)
    findings += _unclaimed(received, brief)
    findings += _partial(received)
    submission = Submission(
        file=received.file,
        sha256=received.sha256,
        unit=received.unit,
        unit_ref=None,
        cells=cells,
        filled_on=received.issued_on,
        base=_base(received),
        dated=_dates(received, brief),
    )
    return submission, tuple(findings)


def _base(received: ReceivedDocument) -> Base | None:
    """Only its data tells, and only while there is no doubt that it is of these units."""
    payload = received.payload
    is_doubtful = any(
        found.code == "document-tampered"
        or (found.code == "payload-differs" and found.place.label == ROW_LABEL)
        for found in received.findings
    )
    if payload is None or is_doubtful or not payload.base_expected:
        return None
    return Base(payload.base_expected, payload.base_reported)


def _dates(received: ReceivedDocument, brief: Brief) -> Mapping[str, dt.date | None]:
    """When what is 最新 was filled in: the document is younger than every figure in it.

    Only its data tells; of a printed figure the date is that of the document.
    """
    if received.payload is None or received.is_disputed:
        return {}
    dates = {
        label_key(total.label): total.as_of
        for total in received.payload.totals
        if total.aggregation is Aggregation.LATEST
    }
    return {
        indicator.label: dates[key]
        for indicator in brief.indicators
        if (key := label_key(indicator.label)) in dates
    }


def _cell(
    figure: ReceivedFigure | None, indicator: Indicator, received: ReceivedDocument
) -> Iterator[Cell | Finding]:
    label = indicator.label
    whole = Place(file=received.file, label=label)
    blank = Cell(CellRef(received.file, "", ""), label, CellKind.BLANK)
    if indicator.is_text:
        yield finding("payload-no-text", whole)
    elif figure is None:
        if indicator.required:
            is_told = any(f.place.label == label and f.blocks for f in received.findings)
            yield from () if is_told else [finding("payload-lacks-indicator", whole)]
        else:
            yield blank
    elif _is_in_other_unit(figure, indicator):
        expected = unit_of(indicator)
        yield finding(
            "payload-other-unit", figure.ref.place(label), found=figure.unit, expected=expected
        )
    else:
        yield from _remarks(figure, indicator, received)
        yield _typed(figure, label)


def _is_in_other_unit(figure: ReceivedFigure, indicator: Indicator) -> bool:
    if number.PERCENT in (figure.unit, unit_of(indicator)):  # 98.5 is no 98.5%
        return figure.unit != unit_of(indicator)
    return is_other_unit(figure.unit, indicator)


def _remarks(
    figure: ReceivedFigure, indicator: Indicator, received: ReceivedDocument
) -> Iterator[Finding]:
    place = figure.ref.place(indicator.label)
    ours, theirs = indicator.aggregation, figure.aggregation
    is_only = received.payload is not None and received.payload.expected == 1
    if theirs is Aggregation.NONE and figure.reading.value is None:
        yield finding("payload-no-total", place)
    elif theirs in _AGGREGATED and ours in _AGGREGATED and theirs is not ours and not is_only:
        yield finding("payload-other-aggregation", place, found=theirs, expected=str(ours))


def _rate_findings(
    indicator: Indicator, figures: Mapping[str, ReceivedFigure]
) -> Iterator[Finding]:
    """A rate is not what its two parts come to: of one of them not the sum was received."""
    keys = map(label_key, (indicator.label, indicator.numerator, indicator.denominator))
    rate, *parts = (figures.get(key) for key in keys)
    if rate is None or rate.reading.value is None or None in parts:
        return
    found = {
        label: Figure(label, part.reading.value, part.unit, part.reading.status)
        for label, part in zip((indicator.numerator, indicator.denominator), parts, strict=True)
        if part
    }
    again = rate_of(indicator, [UnitReport(Unit(""), rate.ref.file, found)])
    stated = Figure(rate.label, rate.reading.value, again.unit, again.status, is_quotient=True)
    if again.value is not None and number.bare(stated) != number.bare(again):
        yield finding(
            "payload-rate-differs",
            rate.ref.place(indicator.label),
            found=number.bare(stated),
            expected=number.bare(again),
        )


def _partial(received: ReceivedDocument) -> Iterator[Finding]:
    """Units below that the figures lack."""
    missing = received.payload.missing if received.payload else ()
    if missing:
        units = "、".join(missing[:_LISTED])
        units += f"等 {len(missing)} 家" if len(missing) > _LISTED else ""
        yield finding("payload-partial", Place(file=received.file), found=units, units=units)


def _typed(figure: ReceivedFigure, label: str) -> Cell:
    reading = figure.reading
    if reading.status is Status.MISSING:
        return Cell(figure.ref, label, CellKind.BLANK)
    text = _text(reading, figure.unit)
    is_plain = reading.status is Status.EXACT and figure.unit != number.PERCENT
    return Cell(figure.ref, label, CellKind.NUMBER if is_plain else CellKind.TEXT, text)


def _text(reading: Reading, unit: str) -> str:
    """As the table of the document prints it, where that is all of it."""
    if reading.value is None:
        return number.NOT_APPLICABLE_CELL
    printed = number.bare(Figure("", reading.value, unit, reading.status))
    if reading_of(printed, unit) == reading:
        return printed
    with exactly():
        is_percent = unit == number.PERCENT
        digits = f"{decimal(reading.value * 100)}%" if is_percent else decimal(reading.value)
    return f"{MARKS.get(reading.status, '')}{digits}"


def _unclaimed(received: ReceivedDocument, brief: Brief) -> Iterator[Finding]:
    known = {label_key(indicator.label) for indicator in brief.indicators}
    others = [f.label for f in received.figures if label_key(f.label) not in known]
    if others:
        labels = "、".join(others[:_LISTED])
        labels += f"等 {len(others)} 项" if len(others) > _LISTED else ""
        yield finding("payload-unclaimed", Place(file=received.file), found=labels, labels=labels)
