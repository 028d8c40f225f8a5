"""Turns a form of another version into the words for what it shows to differ from the brief."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from make_docx.findings import excerpt
from make_docx.intake import names
from make_docx.intake.anchors import row_texts
from make_docx.intake.workbook import Sheet, Spot, Workbook
from make_docx.labels import is_other_unit, label_key, labels_of
from make_docx.model import Brief

_NAMED: Final = 5


def changes_since(
    book: Workbook, sheet: Sheet, brief: Brief, rows: Mapping[str, Spot], unit_column: int
) -> str:
    """What was changed in the brief after the form was sent out, as far as the form shows it.

    Args:
        book: the returned workbook.
        sheet: the form in it.
        brief: what is asked for now.
        rows: label → the cell of its figure, for the indicators that were found.
        unit_column: where the form has 计量单位; 0 where it has none.
    """
    asked = [indicator for indicator in brief.indicators if indicator.is_asked]
    parts = [
        _listed("增加了", [i.label for i in asked if i.label not in rows]),
        _listed("去掉了（或改名了）", _gone(book, sheet, brief)),
    ]
    starred = {label for label, spot in rows.items() if _is_starred(sheet, spot)}
    for indicator in asked:
        spot = rows.get(indicator.label)
        if spot is None:
            continue
        unit = sheet.at(Spot(spot.row, unit_column)).text.strip()
        if not indicator.is_text and is_other_unit(unit, indicator):
            parts.append(f"“{indicator.label}”的计量单位由“{excerpt(unit)}”改为“{indicator.unit}”")
        if starred and (indicator.label in starred) is not indicator.required:
            need = "必填" if indicator.required else "选填"
            parts.append(f"“{indicator.label}”改为{need}")
    told = [part for part in parts if part]
    return "；".join(told) if told else "指标的名称、计量单位和必填都没有变"


def _gone(book: Workbook, sheet: Sheet, brief: Brief) -> list[str]:
    """The labels of the form's figures that are no indicators any more."""
    labels = labels_of(brief.indicators)
    gone = []
    for name in book.names:
        place = book.place(name) if name.startswith(names.INDICATOR_PREFIX) else None
        if place is None or place[0] is not sheet:
            continue
        texts = [text for text in row_texts(sheet, *place[1]) if label_key(text)]
        if texts and not any(map(labels.owner, texts)):
            gone.append(excerpt(texts[0]))
    return gone


def _is_starred(sheet: Sheet, spot: Spot) -> bool:
    """Whether a text left of the figure is nothing but the star of a required row."""
    return any(not label_key(text) for text in row_texts(sheet, *spot) if text.strip())


def _listed(what: str, labels: Sequence[str]) -> str:
    if not labels:
        return ""
    words = "、".join(f"“{label}”" for label in labels[:_NAMED])
    return f"{what}{words}" + (f"等 {len(labels)} 项" if len(labels) > _NAMED else "")
