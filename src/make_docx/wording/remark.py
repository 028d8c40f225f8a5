"""Turns a figure of the text into what a reviewer wants to know of it."""

from __future__ import annotations

from make_docx.figures.category import OTHERS
from make_docx.model import Figure, FigureMark, Figures
from make_docx.wording.placeholder import Mode

_OF_UNITS = (Mode.MOST, Mode.TOP_THREE)


def figure_of(mark: FigureMark, figures: Figures) -> Figure | None:
    """The figure that `mark` marks; None for a count of units.

    That of a change (同比) is the figure that changed.
    """
    if not mark.scope:
        return figures.totals.get(mark.name)
    if _mode(mark) in _OF_UNITS:
        return figures.by_unit.get(mark.scope, {}).get(mark.name)
    category = "" if mark.scope == OTHERS else mark.scope
    return figures.by_category.get(category, {}).get(mark.name)


def _mode(mark: FigureMark) -> str:
    return mark.as_written.replace("｜", "|").partition("|")[2].strip()
