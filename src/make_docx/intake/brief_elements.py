"""Turns the 公文要素 sheet into typed elements, and says which are missing or ill-written."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from make_docx.catalogue import finding
from make_docx.dates import in_words
from make_docx.days import DayFault, on_or_after, read_day
from make_docx.findings import Finding, Place
from make_docx.intake import names
from make_docx.intake.anchors import labelled
from make_docx.intake.elements import ELEMENTS, ElementSpec, ElementType
from make_docx.intake.entry import as_date, as_list, as_text, date_fault
from make_docx.intake.table import fault_of
from make_docx.intake.workbook import Sheet, Value, Workbook
from make_docx.model import CellKind, CellRef, Day, Direction, Elements, Layout, Sealing

_EXAMPLE: Final = dt.date(2021, 6, 3)  # of the hints in the sheet
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
        if not is_bad_day and (fault := fault_of(value, ref, spec.label)):
            problems.append(fault)
            continue
        if value.is_blank and spec.of_reports and is_of_brief:
            continue
        place = ref.place(spec.label)
        if spec.type is ElementType.DATE and not value.is_blank:
            field: object = _day(spec, value, book.epoch, place, fields.get("issued_on"), problems)
        else:
            field = _field(spec, value, place, problems)
        if field is not None:
            fields[spec.field] = field
    return Elements(**fields), refs


def _day(
    spec: ElementSpec,
    value: Value,
    epoch: dt.datetime,
    place: Place,
    issued_on: dt.date | None,
    problems: list[Finding],
) -> dt.date | None:
    """The day; of a 印发日期 without a year the one that soon follows the 成文日期."""
    day = as_date(value, epoch)
    if day:
        return day
    written = read_day(as_text(value)) if value.kind is CellKind.TEXT else DayFault.NONE
    if not isinstance(written, Day) or written.year or not written.day:
        problems.append(date_fault(value, place))
        return None
    if spec.field == "printed_on" and issued_on:
        day = on_or_after(written, issued_on)
    if day:
        read_as = in_words(day)
        problems.append(finding("date-read-as", place, found=as_text(value), expected=read_as))
        return day
    year = issued_on.year if issued_on else _EXAMPLE.year
    example = f"写明年份的日期，例如 {year}年{written.month}月{written.day}日"
    problems.append(finding("element-invalid", place, found=as_text(value), expected=example))
    return None


def _field(spec: ElementSpec, value: Value, place: Place, problems: list[Finding]) -> object:
    """The typed content of a cell; ``None`` when there is none, or it is wrong."""
    if value.is_blank and spec.default:
        problems.append(finding("element-default", place, expected=spec.default))
        value = Value(CellKind.TEXT, spec.default)
    if value.is_blank:
        if spec.required:
            problems.append(finding("element-required", place))
        return None
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
