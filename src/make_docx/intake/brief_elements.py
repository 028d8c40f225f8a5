"""Turns the 公文要素 sheet into typed elements, and says which are missing or ill-written."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from make_docx.catalogue import finding
from make_docx.findings import Finding, Place
from make_docx.intake import names
from make_docx.intake.anchors import labelled
from make_docx.intake.elements import ELEMENTS, ElementSpec, ElementType
from make_docx.intake.entry import as_date, as_list, as_text, date_fault
from make_docx.intake.table import fault_of
from make_docx.intake.workbook import Sheet, Value, Workbook
from make_docx.model import CellKind, CellRef, Direction, Elements, Layout, Sealing

_DIRECTIONS: Final = {str(choice): choice for choice in Direction}
_LAYOUTS: Final = {str(choice): choice for choice in Layout}
_SEALINGS: Final = {str(choice): choice for choice in Sealing}


def read_elements(
    book: Workbook, sheet: Sheet, problems: list[Finding]
) -> tuple[Elements, dict[str, CellRef]]:
    """The elements, and the cell of each; one that cannot be read keeps its default."""
    fields: dict[str, Any] = {}
    refs: dict[str, CellRef] = {}
    is_of_brief = bool(book.constant(names.FROM_BRIEF_NAME))
    for spec in ELEMENTS:
        spot = labelled(book, sheet, names.element_name(spec.label), spec.label)
        if spot is None:
            if spec.is_late:
                continue
            place = Place(file=book.file, sheet=sheet.title, label=spec.label)
            problems.append(finding("element-missing", place))
            continue
        ref = refs[spec.field] = book.ref(sheet, spot)
        value = sheet.at(spot)
        is_bad_day = spec.type is ElementType.DATE and value.kind is CellKind.ERROR
        if not is_bad_day and (fault := fault_of(value, ref.place(spec.label))):
            problems.append(fault)
            continue
        if value.is_blank and spec.of_reports and is_of_brief:
            continue
        field = _field(spec, value, book.epoch, ref.place(spec.label), problems)
        if field is not None:
            fields[spec.field] = field
    return Elements(**fields), refs


def _field(
    spec: ElementSpec, value: Value, epoch: dt.datetime, place: Place, problems: list[Finding]
) -> object:
    """The typed content of a cell; ``None`` when there is none, or it is wrong."""
    if value.is_blank and spec.default:
        problems.append(finding("element-default", place, expected=spec.default))
        value = Value(CellKind.TEXT, spec.default)
    if value.is_blank:
        if spec.required:
            problems.append(finding("element-required", place))
        return None
    if spec.type is ElementType.DATE:
        day = as_date(value, epoch)
        problems += [] if day else [date_fault(value, place)]
        return day
    text = as_text(value)
    field, expected = _typed(spec, text)
    if field is None:
        problems.append(finding("element-invalid", place, found=text, expected=expected))
    return field


def _typed(spec: ElementSpec, text: str) -> tuple[object | None, str]:
    match spec.type:
        case ElementType.LIST:
            return as_list(text) or None, "名称，用顿号分开"
        case ElementType.SEALING:
            return _SEALINGS.get(text), "是、否或签名章"
        case ElementType.DIRECTION:
            return _DIRECTIONS.get(text), "或".join(_DIRECTIONS)
        case ElementType.LAYOUT:
            return _LAYOUTS.get(text), "或".join(_LAYOUTS)
        case _:
            is_known = not spec.choices or text in spec.choices
            return text if is_known else None, "或".join(spec.choices)
