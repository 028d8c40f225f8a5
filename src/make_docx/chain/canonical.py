"""Turns a payload into canonical JSON, and its digest: equal figures give equal bytes.

Keys are sorted, there is no white space, texts are NFC, and there is no number but small counts:
figures are decimal strings with a sign for their status (``~200`` 约, ``>200`` 余, ``<200`` 近,
``/`` 不适用, empty for 缺报). Forms put a figure into the same cell of every file, and 数据 into
the same columns of every row; so each pattern of cells is written once.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from typing import Any, Final

from make_docx.chain.payload import (
    Child,
    Payload,
    PrintedFigure,
    Quotation,
    Reading,
    Row,
    TextFigure,
    Total,
)
from make_docx.figures.exactness import plain
from make_docx.late_pattern import late_pattern
from make_docx.model import Aggregation, CellRef, Status

SCHEMA: Final = "make-docx"
VERSION: Final = 1
CODE_LENGTH: Final = 8
# Of a 校验码, one for each hexadecimal digit: a figure among figures would be taken for one.
CODE_LETTERS: Final = "ACDEFHJKLMNPRTXY"
_TO_LETTERS: Final = str.maketrans("0123456789abcdef", CODE_LETTERS)

SIGNS: Final = {Status.EXACT: "", Status.ABOUT: "~", Status.AT_LEAST: ">", Status.AT_MOST: "<"}
NOT_APPLICABLE: Final = "/"
MISSING: Final = ""
ANY_ROW: Final = "*"
_CELL: Final = late_pattern(r"([A-Z]+)([1-9][0-9]{0,8})")

Pattern = tuple[str, ...]  # sheet!cell of each total; the row is * where it is the same for all


@lru_cache(maxsize=1)  # a document is asked for its size, its 校验码 and its data in turn
def to_json(payload: Payload) -> bytes:
    return _dumped({"schema": SCHEMA, "version": VERSION, **_payload(payload)})


def digest(payload: Payload) -> str:
    return hashlib.sha256(to_json(payload)).hexdigest()


def check_code(payload: Payload) -> str:
    """校验码: what is printed, and read out over the telephone."""
    return digest(payload)[:CODE_LENGTH].translate(_TO_LETTERS)


def figures_digest(unit: str, totals: Iterable[tuple[str, str, Reading]]) -> str:
    """The sha256 of whose figures these are, and of (label, 计量单位, reading) in any order.

    Rates are not to be among them: a table shows them rounded.
    """
    figures = sorted([label, measure, sign(reading)] for label, measure, reading in totals)
    return hashlib.sha256(_dumped([unit, figures])).hexdigest()


def own_figures_digest(payload: Payload) -> str:
    """`figures_digest` of the payload's own totals."""
    return figures_digest(
        payload.unit,
        (
            (total.label, total.unit, total.reading)
            for total in payload.totals
            if total.aggregation is not Aggregation.RATE
        ),
    )


def sign(reading: Reading) -> str:
    """A reading in as few characters as tell it."""
    if reading.value is None:
        return NOT_APPLICABLE if reading.status is Status.NOT_APPLICABLE else MISSING
    return f"{SIGNS[reading.status]}{decimal(reading.value)}"


def decimal(value: Decimal) -> str:
    return f"{plain(value):f}"


def _dumped(value: object) -> bytes:
    text = json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return unicodedata.normalize("NFC", text).encode()


def _payload(payload: Payload) -> dict[str, Any]:
    patterns = sorted({_pattern(row)[0] for row in payload.rows or ()})
    index = {pattern: number for number, pattern in enumerate(patterns)}
    rows = None if payload.rows is None else [_row(row, index) for row in payload.rows]
    return {
        "tool": payload.tool,
        "kind": payload.kind_id,
        "unit": payload.unit,
        "code": payload.code,
        "level": payload.level,
        "period": payload.period,
        "issued_on": payload.issued_on.isoformat() if payload.issued_on else "",
        "totals": [_total(total) for total in payload.totals],
        "expected": payload.expected,
        "reported": payload.reported,
        "base": [payload.base_expected, payload.base_reported],
        "missing": list(payload.missing),
        "late": list(payload.late),
        "cells": patterns,
        "rows": rows,
        "children": [_child(child) for child in payload.children],
        # documents were built before there were marks, and are read as they were written
        **({"marks": [_mark(mark) for mark in payload.marks]} if payload.marks else {}),
        **({"of_text": [*map(_of_text, payload.of_text)]} if payload.of_text else {}),
        **({"places": [*map(list, payload.places)]} if payload.places else {}),
        **({"quoted": [*map(_quotation, payload.quotations)]} if payload.quotations else {}),
    }


def _total(total: Total) -> dict[str, Any]:
    value = total.reading.value
    rate = total.rate and {
        "numerator": total.rate.numerator,
        "denominator": total.rate.denominator,
        "top": decimal(total.rate.top),
        "bottom": decimal(total.rate.bottom),
    }
    return {
        "label": total.label,
        "unit": total.unit,
        "aggregation": str(total.aggregation),
        "value": None if value is None else decimal(value),
        "status": str(total.reading.status),
        "count": total.count,
        "in_table": total.in_table,
        "rate": rate,
        "as_of": total.as_of.isoformat() if total.as_of else "",
    }


def _child(child: Child) -> dict[str, Any]:
    return {
        "unit": child.unit,
        "file": child.file,
        "sha256": child.sha256,
        "figures": child.figures,
        "payload": child.payload and _payload(child.payload),
    }


def _mark(mark: PrintedFigure) -> list[str]:
    return [mark.bookmark, mark.name, mark.scope, mark.shown, mark.as_written]


def _quotation(quotation: Quotation) -> list[str]:
    return [quotation.digest, *quotation.numbers]


def _of_text(figure: TextFigure) -> list[Any]:
    """A file and a sheet are written once for the cells that follow each other in them."""
    groups = groupby(figure.refs, key=lambda ref: (ref.file, ref.sheet))
    cells = [[file, sheet, [ref.cell for ref in refs]] for (file, sheet), refs in groups]
    return [figure.name, figure.measure, sign(figure.reading), cells]


def _row(row: Row, index: Mapping[Pattern, int]) -> list[Any]:
    pattern, number = _pattern(row)
    readings = [None if reading is None else sign(reading) for reading in row.readings]
    return [row.unit, row.category, row.file, row.digest, index[pattern], number, readings]


def _pattern(row: Row) -> tuple[Pattern, int]:
    """The cells of a row, and the number that stands for * in them; 0 if there is no *."""
    cells = [_CELL.fullmatch(ref.cell) for ref in row.refs if ref]
    numbers = {match[2] for match in cells if match}
    if len(numbers) == 1 and all(cells):
        (number,) = numbers
        return tuple(_place(ref, number) for ref in row.refs), int(number)
    return tuple(_place(ref, "") for ref in row.refs), 0


def _place(ref: CellRef | None, number: str) -> str:
    if ref is None:
        return ""
    cell = f"{ref.cell.removesuffix(number)}{ANY_ROW}" if number else ref.cell
    return f"{ref.sheet}!{cell}"
