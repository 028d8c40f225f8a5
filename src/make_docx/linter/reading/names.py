"""Turns qualified names and attribute values of WordprocessingML into plain Python values."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

_W_URI: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W: Final = f"{{{_W_URI}}}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WPS: Final = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
WPG: Final = "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}"
WPC: Final = "{http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V: Final = "{urn:schemas-microsoft-com:vml}"
O: Final = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741  the prefix of the format
M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

MM_PER_POINT: Final = 25.4 / 72
MM_PER_TWIP: Final = 25.4 / 1440
EMU_PER_MM: Final = 36_000
EMU_PER_POINT: Final = 12_700

_STRICT: Final = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", _W_URI.encode()),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        b"http://purl.oclc.org/ooxml/drawingml/",
        b"http://schemas.openxmlformats.org/drawingml/2006/",
    ),
)
# ST_UniversalMeasure, and the units that VML borrows from CSS
_MEASURE: Final = re.compile(r"\s*([+-]?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9}))\s*([a-z%]*)\s*")
_POINTS: Final = {"mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pt": 1.0, "pc": 12.0, "pi": 12.0}
_DIGITS: Final = 6  # 579 twips are 28.95 pt, not 28.950000000000003
_OFF: Final = frozenset({"0", "false", "off", "none"})
_HEX: Final = re.compile(r"#?([0-9A-Fa-f]{6})")


def transitional(data: bytes) -> bytes:
    """XML of the strict flavour with the names that all other files use."""
    if b"purl.oclc.org/ooxml" in data[:8192]:
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
    return data


def value(parent: etree._Element | None, child: str, attribute: str = "val") -> str | None:
    """What an attribute of the child `w:child` says; None when either is missing."""
    found = None if parent is None else parent.find(W + child)
    return None if found is None else found.get(W + attribute)


def on(text: str | None) -> bool:
    """ST_OnOff: an element without a value is on."""
    return text is None or text.lower() not in _OFF


def flag(parent: etree._Element | None, child: str) -> bool:
    """True when the child is there and on."""
    found = None if parent is None else parent.find(W + child)
    return found is not None and on(found.get(W + "val"))


def integer(text: str | None) -> int | None:
    found = number(text)
    return None if found is None else round(found)


def number(text: str | None) -> float | None:
    """A number without a unit; None for anything else."""
    match = None if text is None else _MEASURE.fullmatch(text)
    return float(match[1]) if match and not match[2] else None


def points(text: str | None, per_unit: float = 1 / 20) -> float | None:
    """A length in points: a bare number counts `per_unit` points, twips if nothing else is said."""
    match = None if text is None else _MEASURE.fullmatch(text.lower())
    if not match:
        return None
    unit = _POINTS.get(match[2]) if match[2] else per_unit
    return None if unit is None else round(float(match[1]) * unit, _DIGITS)


def millimetres(text: str | None) -> float | None:
    """A length in mm from twips or from a number with a unit."""
    length = points(text)
    return None if length is None else round(length * MM_PER_POINT, 4)


def emu(text: str | None) -> float | None:
    """A length in mm from English Metric Units, the unit of DrawingML."""
    found = number(text)
    return None if found is None else found / EMU_PER_MM


def hexadecimal(text: str | None) -> str | None:
    """RRGGBB in capitals; None when the colour is said in another way."""
    match = _HEX.match(text.strip()) if text else None
    return match[1].upper() if match else None
