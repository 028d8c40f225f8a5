"""Turns bytes from anywhere into the payload that they are the canonical JSON of.

Nothing is believed: every key, type, length and number is checked, all faults are told at once,
and what is not canonical byte for byte is refused.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from make_docx.chain import canonical
from make_docx.chain.json_reader import MOST_COUNT, ValueReader, decimal_of
from make_docx.chain.payload import (
    Child,
    Payload,
    PrintedFigure,
    Quotation,
    Rate,
    Reading,
    Row,
    TextFigure,
    Total,
)
from make_docx.errors import InputError
from make_docx.model import Aggregation, CellRef, Status

MOST_BYTES: Final = 5 << 20
_MOST_TOTALS: Final = 1_000
_MOST_LEVELS: Final = 9
_TOLD: Final = 5

_STATUSES: Final = {mark: status for status, mark in canonical.SIGNS.items() if mark}
_NO_VALUE: Final = (Status.NOT_APPLICABLE, Status.MISSING)
_NOTHING: Final = Reading(None, Status.MISSING)
_KEYS: Final = frozenset(
    {"tool", "kind", "unit", "code", "level", "period", "issued_on", "totals", "expected"}
    | {"reported", "base", "missing", "late", "cells", "rows", "children"}
)
# Not in a document that was built without them.
_MARKS, _OF_TEXT, _PLACES, _QUOTED = "marks", "of_text", "places", "quoted"
_OPTIONAL: Final = frozenset({_MARKS, _OF_TEXT, _PLACES, _QUOTED})
_TOTAL_KEYS: Final = frozenset(
    {"label", "unit", "aggregation", "value", "status", "count", "in_table", "rate", "as_of"}
)
_RATE_KEYS: Final = frozenset({"numerator", "denominator", "top", "bottom"})
_CHILD_KEYS: Final = frozenset({"unit", "file", "sha256", "figures", "payload"})


class PayloadError(InputError):
    """The data in a document cannot be used.

    `faults` says why in Chinese; `version` is that of the format where it is not ours.
    """

    def __init__(self, faults: Sequence[str], version: int | None = None) -> None:
        self.faults = tuple(faults)
        self.version = version
        told = "；".join(self.faults[:_TOLD])
        super().__init__(f"公文里内嵌的数据用不了：{told}。请用 make-docx 重新生成这份公文。")


def from_json(data: bytes) -> Payload:
    """Read canonical JSON.

    Raises:
        PayloadError: it is anything else, or of another version.
    """
    if len(data) > MOST_BYTES:
        raise PayloadError([f"有 {len(data) >> 20} MB"])
    try:
        value = json.loads(data.decode(), parse_float=_refuse, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise PayloadError(["不是 make-docx 写的 JSON"]) from None
    if not isinstance(value, dict) or value.get("schema") != canonical.SCHEMA:
        raise PayloadError(["不是 make-docx 的数据"])
    version = value.get("version")
    if type(version) is not int or version != canonical.VERSION:
        other = version if type(version) is int and 0 < version < MOST_COUNT else None
        raise PayloadError([f"数据格式是第 {other} 版" if other else "没有数据格式的版本"], other)
    content = {key: entry for key, entry in value.items() if key not in ("schema", "version")}
    reader = _PayloadReader()
    payload = reader.payload(content, "", 1)
    if payload is None or reader.faults:
        raise PayloadError(reader.faults)
    if canonical.to_json(payload) != data:
        raise PayloadError(["写法不规范，被别的程序改写过"])
    return payload


def reading_of(text: str) -> Reading | None:
    """What `canonical.sign` wrote; None if it is no such thing."""
    if text == canonical.MISSING:
        return _NOTHING
    if text == canonical.NOT_APPLICABLE:
        return Reading(None, Status.NOT_APPLICABLE)
    status = _STATUSES.get(text[0], Status.EXACT)
    value = decimal_of(text if status is Status.EXACT else text[1:])
    return None if value is None else Reading(value, status)


def _refuse(text: str) -> object:
    raise ValueError(text)


class _PayloadReader(ValueReader):
    def payload(self, value: object, path: str, depth: int) -> Payload | None:
        more = {key for key in _OPTIONAL if isinstance(value, dict) and key in value}
        found = self.mapping(value, path, _KEYS | more)
        if found is None:
            return None
        if depth > _MOST_LEVELS:
            self.fault(path, f"不超过 {_MOST_LEVELS} 级")
            return None
        at = f"{path}." if path else ""
        totals = self.each(found["totals"], f"{at}totals", self._total, _MOST_TOTALS)
        base = self.listing(found["base"], f"{at}base", 2)
        if len(base) != 2:
            self.fault(f"{at}base", "两个整数")
            base = [0, 0]
        children = self.each(
            found["children"], f"{at}children", lambda v, p: self._child(v, p, depth)
        )
        return Payload(
            tool=self.text(found["tool"], f"{at}tool"),
            kind_id=self.text(found["kind"], f"{at}kind"),
            unit=self.text(found["unit"], f"{at}unit"),
            code=self.text(found["code"], f"{at}code"),
            level=self.count(found["level"], f"{at}level", _MOST_LEVELS),
            period=self.text(found["period"], f"{at}period"),
            issued_on=self.day(found["issued_on"], f"{at}issued_on"),
            totals=totals,
            expected=self.count(found["expected"], f"{at}expected"),
            reported=self.count(found["reported"], f"{at}reported"),
            base_expected=self.count(base[0], f"{at}base[0]"),
            base_reported=self.count(base[1], f"{at}base[1]"),
            missing=self.texts(found["missing"], f"{at}missing"),
            late=self.texts(found["late"], f"{at}late"),
            rows=self._rows(found, at, len(totals)),
            children=children,
            marks=self.each(found.get(_MARKS, []), f"{at}{_MARKS}", self._mark),
            of_text=self.each(found.get(_OF_TEXT, []), f"{at}{_OF_TEXT}", self._of_text),
            places=self.each(found.get(_PLACES, []), f"{at}{_PLACES}", self._place),
            quotations=self.each(found.get(_QUOTED, []), f"{at}{_QUOTED}", self._quotation),
        )

    def _total(self, value: object, path: str) -> Total | None:
        found = self.mapping(value, path, _TOTAL_KEYS)
        if found is None:
            return None
        status = self.choice(found["status"], f"{path}.status", Status)
        amount = None
        if status not in _NO_VALUE:
            amount = self.number(found["value"], f"{path}.value")
        elif found["value"] is not None:
            self.fault(f"{path}.value", "null")
        rate = found["rate"]
        return Total(
            label=self.text(found["label"], f"{path}.label"),
            unit=self.text(found["unit"], f"{path}.unit"),
            aggregation=self.choice(found["aggregation"], f"{path}.aggregation", Aggregation),
            reading=Reading(amount, status),
            count=self.count(found["count"], f"{path}.count"),
            in_table=self.flag(found["in_table"], f"{path}.in_table"),
            rate=None if rate is None else self._rate(rate, f"{path}.rate"),
            as_of=self.day(found["as_of"], f"{path}.as_of"),
        )

    def _rate(self, value: object, path: str) -> Rate | None:
        found = self.mapping(value, path, _RATE_KEYS)
        if found is None:
            return None
        return Rate(
            self.text(found["numerator"], f"{path}.numerator"),
            self.text(found["denominator"], f"{path}.denominator"),
            self.number(found["top"], f"{path}.top"),
            self.number(found["bottom"], f"{path}.bottom"),
        )

    def _child(self, value: object, path: str, depth: int) -> Child | None:
        found = self.mapping(value, path, _CHILD_KEYS)
        if found is None:
            return None
        nested = found["payload"]
        payload = nested and self.payload(nested, f"{path}.payload", depth + 1)
        figures = self.hash(found["figures"], f"{path}.figures")
        if payload and not self.faults and canonical.own_figures_digest(payload) != figures:
            self.fault(f"{path}.payload", "与摘要相符的数据")
        return Child(
            self.text(found["unit"], f"{path}.unit"),
            self.text(found["file"], f"{path}.file"),
            self.hash(found["sha256"], f"{path}.sha256"),
            figures,
            payload or None,
        )

    def _mark(self, value: object, path: str) -> PrintedFigure | None:
        texts = self.texts(value, path)
        if len(texts) != 5:
            self.fault(path, "5 项文字")
            return None
        return PrintedFigure(*texts)

    def _place(self, value: object, path: str) -> tuple[str, str] | None:
        texts = self.texts(value, path)
        if len(texts) != 2:
            self.fault(path, "2 项文字")
            return None
        return texts[0], texts[1]

    def _quotation(self, value: object, path: str) -> Quotation | None:
        texts = self.texts(value, path)
        if len(texts) < 2:
            self.fault(path, "2 项以上的文字")
            return None
        return Quotation(texts[0], texts[1:])

    def _of_text(self, value: object, path: str) -> TextFigure | None:
        fields = self.listing(value, path, 4)
        if len(fields) != 4:
            self.fault(path, "4 项")
            return None
        reading = self._reading(fields[2], f"{path}[2]")
        refs = self.each(fields[3], f"{path}[3]", self._cells)
        name, measure = (self.text(fields[at], f"{path}[{at}]") for at in (0, 1))
        if reading is None:
            return None
        return TextFigure(name, measure, reading, tuple(ref for of in refs for ref in of))

    def _cells(self, value: object, path: str) -> list[CellRef] | None:
        fields = self.listing(value, path, 3)
        if len(fields) != 3:
            self.fault(path, "3 项")
            return None
        file, sheet = (self.text(fields[at], f"{path}[{at}]") for at in (0, 1))
        return [CellRef(file, sheet, cell) for cell in self.texts(fields[2], f"{path}[2]")]

    def _rows(self, found: Mapping[str, Any], at: str, width: int) -> tuple[Row, ...] | None:
        patterns = [
            self.texts(pattern, f"{at}cells[{number}]")
            for number, pattern in enumerate(self.listing(found["cells"], f"{at}cells"))
        ]
        for number, pattern in enumerate(patterns):
            if len(pattern) != width:
                self.fault(f"{at}cells[{number}]", f"{width} 项")
                return None
        if found["rows"] is None:
            return None
        return self.each(found["rows"], f"{at}rows", lambda v, p: self._row(v, p, patterns, width))

    def _row(
        self, value: object, path: str, patterns: Sequence[Sequence[str]], width: int
    ) -> Row | None:
        fields = self.listing(value, path, 7)
        if len(fields) != 7:
            self.fault(path, "7 项")
            return None
        unit, category, file, digest = (
            self.text(field, f"{path}[{at}]") for at, field in enumerate(fields[:4])
        )
        index = self.count(fields[4], f"{path}[4]", max(len(patterns) - 1, 0))
        number = self.count(fields[5], f"{path}[5]")
        readings = self.listing(fields[6], f"{path}[6]", width)
        if len(readings) != width or not patterns:
            self.fault(f"{path}[6]", f"{width} 项")
            return None
        return Row(
            unit=unit,
            category=category,
            file=file,
            digest=digest,
            readings=tuple(
                self._reading(text, f"{path}[6][{at}]") for at, text in enumerate(readings)
            ),
            refs=tuple(_ref(file, place, number) for place in patterns[index]),
        )

    def _reading(self, value: object, path: str) -> Reading | None:
        if value is None:
            return None
        found = reading_of(value) if isinstance(value, str) else None
        if found is None:
            self.fault(path, "一个数")
        return found


def _ref(file: str, place: str, number: int) -> CellRef | None:
    if not place:
        return None
    sheet, _, cell = place.rpartition("!")
    if number and cell.endswith(canonical.ANY_ROW):
        cell = f"{cell[:-1]}{number}"
    return CellRef(file, sheet, cell)
