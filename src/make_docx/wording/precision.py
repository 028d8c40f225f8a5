"""Turns all figures of an indicator into the decimals that text and table print them with.

One column has one precision. Where rounding would carry a figure onto a limit that the text draws,
or over it, there are more: nobody is 低于90% with 90% beside the name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from make_docx.model import Aggregation, Brief, Figure, Figures, Indicator, ValueType
from make_docx.wording import number
from make_docx.wording.name import normal
from make_docx.wording.placeholder import Reference, parse
from make_docx.wording.plain import plain
from make_docx.wording.slip import flat
from make_docx.wording.standing import Limit, read_standing


def shared_decimals(brief: Brief, figures: Figures) -> Mapping[str, int]:
    """Decimals by label, of a percentage those of its 98.5; integers have none and are not there.

    That of a text is not there either. One of several units has those of all of them.
    """
    if figures.among:
        return figures.among.decimals
    broken = [indicator for indicator in brief.indicators if _has_decimals(indicator)]
    references = tuple(_references(brief)) if broken else ()
    found = {}
    for indicator in broken:
        limits = tuple(_limits(indicator, references))
        own = (_decimals(figure, limits) for figure in _figures_of(indicator.label, figures))
        found[indicator.label] = max(own, default=0)
    return found


def _has_decimals(indicator: Indicator) -> bool:
    is_divided = indicator.aggregation is Aggregation.RATE
    return is_divided or indicator.value_type in (ValueType.DECIMAL, ValueType.PERCENT)


def _figures_of(label: str, figures: Figures) -> Iterator[Figure]:
    """Every figure of an indicator that a document could print."""
    for some in (figures.totals, *figures.by_category.values(), *figures.by_unit.values()):
        figure = some.get(label)
        if figure is not None and figure.value is not None:
            yield figure


def _decimals(figure: Figure, limits: Sequence[Limit]) -> int:
    decimals = number.decimals_of(figure)
    value = figure.value or Decimal(0)
    while any(
        value.compare(limit.value) != number.printed(figure, decimals).compare(limit.value)
        for limit in limits
    ):
        decimals += 1
    return decimals


def _limits(indicator: Indicator, references: Sequence[Reference]) -> Iterator[Limit]:
    for reference in references:
        if normal(reference.name) == normal(indicator.label):
            standing = read_standing(reference.mode, indicator)
            if isinstance(standing, Limit):
                yield standing


def _references(brief: Brief) -> Iterator[Reference]:
    """What the text refers to, wherever it can draw a limit."""
    texts = [brief.elements.title, *(row.text for row in brief.outline)]
    texts += (text for row in brief.annexes for text in (row.name, row.text))
    for text in texts:
        if "低于" in text or "高于" in text:
            yield from (part for part in flat(parse(plain(text))) if isinstance(part, Reference))
