"""Makes the workbooks that units send back, down to the bytes of their parts."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import openpyxl
from msgspec.structs import replace

from make_docx.figures import check
from make_docx.intake import names
from make_docx.intake.form_writer import write_form
from make_docx.intake.forms import read_forms
from make_docx.intake.workbook import Workbook, open_workbook
from make_docx.model import (
    Aggregation,
    Brief,
    Checked,
    Elements,
    Indicator,
    Received,
    Submission,
    Unit,
    ValueType,
)

SHEET = "xl/worksheets/sheet2.xml"  # the form's; the first is 填报说明
FILE = "收件/甲局.xlsx"
FIRST, LABEL, VALUE = 10, 3, 4  # row of the first figure; columns of labels and figures

_INDICATORS = (
    Indicator("悬挂横幅", "条"),
    Indicator("发放资料", "份", required=False),
    Indicator("知晓率", "%", ValueType.PERCENT, Aggregation.NONE, required=False),
    Indicator("主要做法", "", ValueType.TEXT, Aggregation.NONE, required=False),
)
_ELEMENTS = Elements(activity="政务公开宣传月活动", period="2021年5月")
BRIEF = Brief(
    file="公文要素.xlsx",
    kind_id="activity-summary",
    elements=_ELEMENTS,
    element_refs={},
    indicators=_INDICATORS,
    units=(Unit("甲局", code="001"), Unit("乙局", aliases=("乙",)), Unit("丙局")),
    form_version=names.form_version("activity-summary", _ELEMENTS, _INDICATORS),
)
CELLS = {"悬挂横幅": "D10", "发放资料": "D11", "知晓率": "D12", "主要做法": "D16"}

Edit = Callable[[Any, Any], None]
Parts = Mapping[str, bytes | None]


def form(
    edit: Edit | None = None, figures: Mapping[str, object] | None = None, unit: str = "甲局"
) -> bytes:
    """The form of `BRIEF` as a unit returns it, after `edit` has had its workbook and sheet."""
    if edit is None and figures is None and unit == "甲局":
        return _usual()
    return _returned(edit, figures or {"悬挂横幅": 120}, unit)


@cache
def _blank() -> bytes:
    return write_form(BRIEF)


@cache
def _usual() -> bytes:
    return _returned(None, {"悬挂横幅": 120}, "甲局")


def _returned(edit: Edit | None, figures: Mapping[str, object], unit: str) -> bytes:
    book: Any = openpyxl.load_workbook(io.BytesIO(_blank()))
    sheet = book[names.FORM_SHEET]
    sheet["D5"].value = unit
    for label, value in figures.items():
        sheet[CELLS[label]].value = value
    if edit:
        edit(book, sheet)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def member(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def with_parts(data: bytes, parts: Parts, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The zip with some members changed, added, or left out (None)."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out,
    ):
        old: dict[str, bytes | None] = {name: source.read(name) for name in source.namelist()}
        for name, content in (old | dict(parts)).items():
            if content is not None:
                out.writestr(name, content, method if name in parts else None)
    return target.getvalue()


def edited(data: bytes, part: str, old: str, new: str) -> bytes:
    """The zip with the first `old` (a pattern) of a part replaced."""
    text = member(data, part).decode()
    assert re.search(old, text), f"{old} is not in {part}"
    return with_parts(data, {part: re.sub(old, lambda _: new, text, count=1).encode()})


def cell_xml(xml: str, cell: str = "D10") -> bytes:
    """A form whose cell is written as `xml`, for example ``<c r="D10"><v>1</v></c>``."""
    return edited(form(), SHEET, rf'<c r="{cell}"[^>]*?(?:/>|>.*?</c>)', xml)


def opened(data: bytes) -> Workbook:
    book = open_workbook(data, FILE)
    assert isinstance(book, Workbook), book
    return book


def read(data: bytes, brief: Brief = BRIEF) -> tuple[tuple[Submission, ...], list[tuple[str, str]]]:
    """The submissions, and code and cell of everything that intake found."""
    submissions, findings = read_forms(opened(data), brief)
    return submissions, [(found.code, found.place.cell) for found in findings]


def checked(data: bytes, brief: Brief = BRIEF) -> Checked:
    """What the workbook comes to as the only file of a job whose only unit is 甲局."""
    alone = replace(brief, units=brief.units[:1])
    submissions, findings = read_forms(opened(data), alone)
    return check(alone, Received(submissions, (FILE,), (), findings))
