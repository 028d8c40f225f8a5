"""Turns a job's figures and the documents rolled up in it into the payload of its document."""

from __future__ import annotations

import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Final

from msgspec.structs import replace

from make_docx import __version__
from make_docx.chain.canonical import to_json
from make_docx.chain.payload import (
    Child,
    Payload,
    PrintedFigure,
    Rate,
    Reading,
    Row,
    TextFigure,
    Total,
)
from make_docx.chain.quotations import quotations_of
from make_docx.figures import base
from make_docx.figures.exactness import exactly, plain
from make_docx.figures.value import unit_of
from make_docx.findings import masked
from make_docx.model import (
    Aggregation,
    Brief,
    CellRef,
    Checked,
    Figure,
    FigureMark,
    Figures,
    Indicator,
    Paragraph,
    Status,
    UnitReport,
    measure,
)
from make_docx.wording.plain import plain_line

# 1000 units × 30 figures pack into 76 kB, that is 422 properties. LibreOffice keeps 2200 of them.
MOST_PACKED: Final = 400_000  # bytes
MOST_BYTES: Final = 5_000_000  # of JSON
_LEAST_BYTES: Final = 3  # of JSON, for what one unit reported for one indicator
DIGEST_LENGTH: Final = 8  # hex digits of a leaf's sha256; its unit's name is compared beside it
_NOTHING: Final = Reading(None, Status.NOT_APPLICABLE)


def payload_of(
    brief: Brief,
    checked: Checked,
    figures: Figures,
    children: Sequence[Child] = (),
    marks: Sequence[PrintedFigure] = (),
    paragraphs: Iterable[Paragraph] = (),
) -> Payload:
    """What the document made of `figures` carries.

    The order of units and files does not change it. 填报人, 联系电话 and 联系方式 are not in it,
    nor is any text a unit wrote, but the numbers in it; a telephone number in the name of a file
    is masked.

    Args:
        brief: the brief.
        checked: what was received for it.
        figures: the totals of that.
        children: the documents among the files of `checked`, told by their `file`.
        marks: what the document prints (`printed_figure`).
        paragraphs: the body of the document, for the numbers in what it quotes.
    """
    indicators = tuple(i for i in brief.indicators if not i.is_text)
    code = next((u.code for u in brief.units if u.name == brief.elements.issuer), "")
    levels = [child.payload.level if child.payload else 1 for child in children]
    is_too_much = len(checked.reports) * len(indicators) * _LEAST_BYTES > MOST_BYTES
    payload = Payload(
        tool=__version__,
        kind_id=_text(brief.kind_id),
        unit=_text(brief.elements.issuer),
        code=_text(code),
        level=1 + max(levels, default=0),
        period=_text(brief.elements.period),
        issued_on=brief.elements.issued_on,
        totals=tuple(_total(i, checked, figures) for i in indicators),
        expected=len(checked.expected),
        reported=len(checked.reports),
        base_expected=_count(figures.base.get(base.EXPECTED)),
        base_reported=_count(figures.base.get(base.REPORTED)),
        missing=tuple(sorted(_text(unit.name) for unit in checked.missing)),
        late=tuple(sorted(map(_text, checked.late))),
        rows=() if is_too_much else _rows(checked.reports, indicators),
        children=tuple(sorted(map(_named, children), key=lambda c: (c.unit, c.file, c.sha256))),
        marks=tuple(marks),
        of_text=_of_text(figures, marks),
        places=tuple(_places(checked, figures)),
        quotations=tuple(quotations_of(paragraphs, {_text(i.unit) for i in indicators})),
    )
    if is_too_much:
        return _without_rows(payload, 0)
    return next(fit for fit in _ever_smaller(payload) if _is_affordable(fit))


def printed_figure(bookmark: str, mark: FigureMark, shown: str) -> PrintedFigure:
    """A figure of the body as the payload keeps it: `shown` stands in `bookmark`."""
    return PrintedFigure(
        bookmark,
        _text(mark.name),
        _text(mark.scope),
        unicodedata.normalize("NFC", shown),  # a figure of eleven digits is no telephone number
        _text(mark.as_written),
    )


def _of_text(figures: Figures, marks: Sequence[PrintedFigure]) -> tuple[TextFigure, ...]:
    """Those that the body prints, by name."""
    printed = {mark.name for mark in marks}
    named = {_text(name): figure for name, figure in figures.of_text.items()}
    return tuple(
        TextFigure(name, _text(figure.unit), _reading(figure), tuple(map(_ref, figure.sources)))
        for name, figure in sorted(named.items())
        if name in printed
    )


def _places(checked: Checked, figures: Figures) -> Iterator[tuple[str, str]]:
    """Those of the only unit, by label."""
    for label, places in sorted(figures.among.places.items()) if figures.among else ():
        for report in checked.reports:
            if place := places.get(report.unit.name):
                yield _text(label), place


def _ref(ref: CellRef) -> CellRef:
    file = _text(ref.file)
    return ref if file == ref.file else replace(ref, file=file)


def _is_affordable(payload: Payload) -> bool:
    if payload.rows is None:
        return True
    data = to_json(payload)
    if len(data) > MOST_BYTES:
        return False
    # packing makes nothing larger than by a few bytes
    return 2 * len(data) <= MOST_PACKED or len(zlib.compress(data, 9)) <= MOST_PACKED


def _ever_smaller(payload: Payload) -> Iterator[Payload]:
    """The payload without the sources of its lowest level, of the two lowest, and so on."""
    yield payload
    for depth in range(payload.level - 1, -1, -1):
        yield _without_rows(payload, depth)


def _without_rows(payload: Payload, depth: int) -> Payload:
    """Leave out the rows `depth` generations below and everything under them."""
    if depth == 0:
        bare = tuple(replace(child, payload=None) for child in payload.children)
        of_text = tuple(replace(figure, refs=()) for figure in payload.of_text)
        return replace(payload, rows=None, children=bare, of_text=of_text)
    smaller = (
        replace(child, payload=child.payload and _without_rows(child.payload, depth - 1))
        for child in payload.children
    )
    return replace(payload, children=tuple(smaller))


def _total(indicator: Indicator, checked: Checked, figures: Figures) -> Total:
    label = indicator.label
    figure = figures.totals.get(label)
    if figure is None and len(checked.expected) == 1:  # what is not added up is the only unit's
        figure = next((own.get(label) for own in figures.by_unit.values()), None)
    found = [measure(_own(figures, report), label) for report in checked.reports]
    with_value = [
        r for r, of in zip(checked.reports, found, strict=True) if of and of[0] is not None
    ]
    is_latest = indicator.aggregation is Aggregation.LATEST
    dates = [date for r in with_value if is_latest and (date := r.date_of(label))]
    return Total(
        label=_text(label),
        unit=_text(unit_of(indicator)),
        aggregation=indicator.aggregation,
        reading=_reading(figure) if figure else _NOTHING,
        count=len(with_value),
        in_table=indicator.in_table,
        rate=_rate(indicator, checked.reports),
        as_of=max(dates, default=None),
    )


def _rate(indicator: Indicator, reports: Sequence[UnitReport]) -> Rate | None:
    if indicator.aggregation is not Aggregation.RATE:
        return None
    labels = indicator.numerator, indicator.denominator
    pairs = [tuple(_value(report.figures.get(label)) for label in labels) for report in reports]
    with exactly():
        top, bottom = (
            plain(sum((pair[at] or Decimal(0) for pair in pairs if None not in pair), Decimal(0)))
            for at in (0, 1)
        )
    return Rate(_text(labels[0]), _text(labels[1]), top, bottom)


def _rows(reports: Iterable[UnitReport], indicators: Sequence[Indicator]) -> tuple[Row, ...]:
    return tuple(sorted((_row(report, indicators) for report in reports), key=_row_key))


def _row(report: UnitReport, indicators: Sequence[Indicator]) -> Row:
    found = [report.figures.get(indicator.label) for indicator in indicators]
    refs = [figure.sources[0] if figure and figure.sources else None for figure in found]
    file = _text(report.file)
    return Row(
        unit=_text(report.unit.name),
        category=_text(report.unit.category),
        file=file,
        digest=report.sha256[:DIGEST_LENGTH],
        readings=tuple(_reading(figure) if figure else None for figure in found),
        refs=tuple(_ref(ref) if ref else None for ref in refs),
    )


def _own(figures: Figures, report: UnitReport) -> Mapping[str, Figure]:
    return figures.by_unit.get(report.unit.name, {})


def _row_key(row: Row) -> tuple[str, str]:
    return row.unit, row.file


def _named(child: Child) -> Child:
    """The child as it is told; where its own body prints what concerns nobody above."""
    payload = child.payload and replace(
        child.payload, marks=(), of_text=(), places=(), quotations=()
    )
    return replace(child, unit=_text(child.unit), file=_text(child.file), payload=payload)


def _reading(figure: Figure) -> Reading:
    if figure.value is not None:
        return Reading(plain(figure.value), figure.status)
    is_nothing = figure.status is Status.NOT_APPLICABLE
    return Reading(None, Status.NOT_APPLICABLE if is_nothing else Status.MISSING)


def _count(figure: Figure | None) -> int:
    return int(_value(figure) or 0)


def _value(figure: Figure | None) -> Decimal | None:
    return figure.value if figure else None


@lru_cache(maxsize=4096)  # the labels and files of one unit stand at each of its figures
def _text(text: str) -> str:
    return masked(unicodedata.normalize("NFC", plain_line(text)))
