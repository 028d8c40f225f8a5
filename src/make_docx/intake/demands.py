"""Turns what is asked of an indicator into the words beside its cell, for the unit to see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from make_docx.figures.value import is_percent, shown
from make_docx.model import Indicator
from make_docx.relations import RelationReader

_STOPS: Final = "。！？；，、：.!?;,:"


def demands_of(indicators: Sequence[Indicator]) -> Mapping[str, str]:
    """Label → 填写说明 with the limits and the 勾稽关系, for every figure that units type in."""
    relations = _relations(indicators)
    return {
        indicator.label: _sentences(
            indicator.note, _limits(indicator), *relations.get(indicator.label, ())
        )
        for indicator in indicators
        if indicator.is_asked and not indicator.is_text
    }


def _relations(indicators: Sequence[Indicator]) -> dict[str, list[str]]:
    """What has to hold, by the row that a breach is told at: that of a 比率 is its 分子's."""
    if not any(indicator.relation for indicator in indicators):
        return {}
    reader = RelationReader(indicators)
    words: dict[str, list[str]] = {}
    for indicator in indicators:
        label = indicator.label if indicator.is_asked else indicator.numerator
        for relation in reader.read(indicator)[0]:
            written = str(replace(relation, asks=False))
            words.setdefault(label, []).append(
                f"一般{written}，不是的请核实" if relation.asks else f"应满足：{written}"
            )
    return words


def _limits(indicator: Indicator) -> str:
    lowest, highest = indicator.minimum, indicator.maximum
    unit = "" if is_percent(indicator) else indicator.unit
    if lowest is not None and highest is not None:
        return f"填 {shown(lowest, indicator)} 至 {shown(highest, indicator)}{unit}"
    if lowest is not None:
        return f"不小于 {shown(lowest, indicator)}{unit}"
    if highest is not None:
        return f"不大于 {shown(highest, indicator)}{unit}"
    return ""


def _sentences(note: str, *others: str) -> str:
    said = [words for words in others if words]
    if not said:
        return note
    first = note if not note or note.rstrip()[-1] in _STOPS else f"{note.rstrip()}。"
    return f"{first}{'；'.join(said)}。"
