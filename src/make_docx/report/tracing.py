"""Turns the sources of a document's figures into lines for people and into what programs read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from make_docx.model import Figure, Status
from make_docx.report.console import Line, say

if TYPE_CHECKING:
    from make_docx.chain import Origin, Trace, TracedFigure

_INDENT: Final = "  "


def tell_trace(found: Trace) -> None:
    """Print each figure and, under it, the units and cells that it came from."""
    for figure in found.figures:
        _tell_figure(figure)
    if not found.has_sources:
        say("单位太多，来源没有随公文保存；请到生成公文的任务里查看“采用数据”。")


def trace_json(found: Trace) -> dict[str, Any]:
    """What ``trace --json`` prints; a figure that the data cannot tell has no value."""
    return {
        "document": found.document,
        "unit": found.unit,
        "has_sources": found.has_sources,
        "figures": [_figure_json(figure) for figure in found.figures],
    }


def _figure_json(figure: TracedFigure) -> dict[str, Any]:
    total = figure.figure
    return {
        "name": figure.name,
        "scope": figure.scope,
        "shown": list(figure.shown),
        "value": None if total is None or total.value is None else format(total.value, "f"),
        "unit": total.unit if total else "",
        "status": Status(total.status) if total else None,
        "bookmarks": list(figure.bookmarks),
        "paragraphs": list(figure.paragraphs),
        "sources": _sources_json(figure.name, figure.origins),
    }


def _sources_json(name: str, origins: Iterable[Origin]) -> list[dict[str, Any]]:
    """`label` is there where it is not the figure's own name: of a rate, one of its parts.

    `from_table` is there where it is true.
    """
    return [
        {
            **({"label": origin.label} if origin.label != name else {}),
            "unit": origin.unit,
            "file": origin.ref.file,
            "sheet": origin.ref.sheet,
            "cell": origin.ref.cell,
            "value": _value(origin),
            "status": Status(origin.reading.status) if origin.reading else None,
            **({"from_table": True} if origin.from_table else {}),
            **({"sources": _sources_json(name, origin.origins)} if origin.origins else {}),
        }
        for origin in origins
    ]


def _value(origin: Origin) -> str | None:
    value = origin.reading.value if origin.reading else None
    return None if value is None else format(value, "f")


def _tell_figure(figure: TracedFigure) -> None:
    name = f"{figure.name}（{figure.scope}）" if figure.scope else figure.name
    line = Line(name, "bold").append(f"  {figure.said}")
    said = "、".join(f"“{words}”" for words in figure.shown if words != figure.said)
    line.append(f"  公文里写作{said}" if said else "", "dim")
    line.show()
    _tell_origins(figure, figure.origins, 1)
    if not figure.origins:
        say(f"{_INDENT}没有记录来源")


def _tell_origins(figure: TracedFigure, origins: Iterable[Origin], level: int) -> None:
    from make_docx.chain.printed.claim import wording

    for origin in origins:
        line = Line(f"{_INDENT * level}{origin.unit}")
        if reading := origin.reading:
            given = Figure(origin.label, reading.value, origin.measure, reading.status)
            part = "" if origin.label == figure.name else f"{origin.label} "
            line.append(f"  {part}{wording(given)}")
        spot = f" {origin.ref.sheet}!{origin.ref.cell}" if origin.ref.cell else ""
        line.append(f"  {origin.ref.file}{spot}" if origin.ref.file else "", "dim")
        line.append("（来源：附表）" if origin.from_table else "", "dim")
        line.show()
        _tell_origins(figure, origin.origins, level + 1)
