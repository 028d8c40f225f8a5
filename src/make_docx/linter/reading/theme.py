"""Turns a theme part into the fonts, colours and line weights that documents refer to by role."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lxml import etree
from msgspec import Struct, field

from make_docx.linter.reading.names import EMU_PER_POINT, A, hexadecimal, number, value

_SLOTS: Final = {"EastAsia": "ea", "Ascii": "latin", "HAnsi": "latin", "Bidi": "cs"}
# The face for the language of `w:themeFontLang` when the theme names none (17.15.1.88).
_SCRIPTS: Final = {"zh-tw": "Hant", "zh-hk": "Hant", "zh-mo": "Hant", "ja": "Jpan", "ko": "Hang"}
_MAPPED: Final = {
    "text1": "dk1",
    "dark1": "dk1",
    "tx1": "dk1",
    "background1": "lt1",
    "light1": "lt1",
    "bg1": "lt1",
    "text2": "dk2",
    "dark2": "dk2",
    "tx2": "dk2",
    "background2": "lt2",
    "light2": "lt2",
    "bg2": "lt2",
    "hyperlink": "hlink",
    "followedhyperlink": "folHlink",
}


class Theme(Struct, frozen=True):
    """Empty when the document has none."""

    fonts: Mapping[str, str] = field(default_factory=dict)  # minorEastAsia → 宋体
    colours: Mapping[str, str] = field(default_factory=dict)  # accent1 → RRGGBB
    weights: tuple[float, ...] = ()  # pt of the lines that styles refer to, from 1

    def colour(self, role: str | None) -> str | None:
        if not role:
            return None
        return self.colours.get(_MAPPED.get(role.lower(), role))


def read_theme(root: etree._Element | None, settings: etree._Element | None) -> Theme:
    """The theme in the language that the settings ask for."""
    if root is None:
        return Theme()
    language = (value(settings, "themeFontLang", "eastAsia") or "").lower()
    script = _SCRIPTS.get(language) or _SCRIPTS.get(language[:2], "Hans")
    fonts: dict[str, str] = {}
    for group, prefix in (("majorFont", "major"), ("minorFont", "minor")):
        faces = next(root.iter(A + group), None)
        if faces is None:
            continue
        for slot, child in _SLOTS.items():
            if face := _face(faces, child) or (
                _script_face(faces, script) if child == "ea" else ""
            ):
                fonts[prefix + slot] = face
    return Theme(fonts, _colours(root), _weights(root))


def _face(faces: etree._Element, child: str) -> str:
    found = faces.find(A + child)
    return "" if found is None else found.get("typeface", "")


def _script_face(faces: etree._Element, script: str) -> str:
    for font in faces.iterchildren(A + "font"):
        if font.get("script") == script:
            return font.get("typeface", "")
    return ""


def _colours(root: etree._Element) -> dict[str, str]:
    scheme = next(root.iter(A + "clrScheme"), None)
    found: dict[str, str] = {}
    for entry in () if scheme is None else scheme.iterchildren(tag=etree.Element):
        for colour in entry.iterchildren(A + "srgbClr", A + "sysClr"):
            if code := hexadecimal(colour.get("lastClr") or colour.get("val")):
                found[etree.QName(entry).localname] = code
    return found


def _weights(root: etree._Element) -> tuple[float, ...]:
    lines = next(root.iter(A + "lnStyleLst"), None)
    if lines is None:
        return ()
    return tuple((number(line.get("w")) or 9525) / EMU_PER_POINT for line in lines.iter(A + "ln"))
