"""Turns a PDF into pages: characters, rules and ink with their places in millimetres.

PDFium does the reading. It needs no other package, takes 2 ms for a page, and draws the ink
from the same file.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium
from msgspec import Struct

from make_docx.rendering.page import MM, Character, Page, Rule

_DPI: Final = 300
_DARK: Final = 140  # of 255; red is 76
_LEAST_RULE: Final = 10.0  # mm
_THICKEST_RULE: Final = 2.0  # mm
_HYPHEN: Final = 0x02  # what PDFium makes of a hyphen at the end of a line
_NAME_LENGTH: Final = 128
_GLYPH_SIZE: Final = 1000.0  # PDFium gives the outline as parts of one all the same
_SAME_EDGE: Final = 0.003  # em; PDFium rounds ink to thousandths


def open_pages(pdf: bytes | Path) -> list[Page]:
    """The pages of a PDF, in order. PDFium leaves out the blanks of rotated text."""
    document = pypdfium2.PdfDocument(pdf)
    return [_page(document[index]) for index in range(len(document))]


def _page(page: Any) -> Page:
    height = page.get_height()
    text = page.get_textpage()
    characters = tuple(_characters(text, height))
    text.close()
    return Page(
        width=page.get_width() * MM,
        height=height * MM,
        characters=characters,
        rules=sorted(_rules(page, height), key=lambda rule: (rule.top, rule.left)),
        rasterise=_Ink(page),
    )


# ── characters ───────────────────────────────────────────────────────────────────────────


class _Look(Struct, frozen=True):
    """What all characters of one text object have in common."""

    font: str
    colour: tuple[float, ...]
    lacking: tuple[float, ...]  # the ink, in em, of the box that stands for what the font lacks


def _characters(text: Any, height: float) -> Iterator[Character]:
    looks = _Looks()
    x, y = ctypes.c_double(), ctypes.c_double()
    ink = tuple(ctypes.c_double() for _ in range(4))  # left, right, bottom, top
    advance, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    for index, letter in _letters(text):
        look = looks.of(pdfium.FPDFText_GetTextObject(text, index))
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        pdfium.FPDFText_GetMatrix(text, index, matrix)
        pdfium.FPDFText_GetCharBox(text, index, *ink)
        size = pdfium.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
        rotated = abs(matrix.b) > abs(matrix.a)
        if rotated:
            left, right = ink[0].value, ink[1].value
        else:
            pdfium.FPDFText_GetLooseCharBox(text, index, advance)
            left, right = advance.left, advance.right
        edges = [edge.value - start.value for edge, start in zip(ink, (x, x, y, y), strict=True)]
        yield Character(
            text=letter,
            left=left * MM,
            right=right * MM,
            baseline=(height - y.value) * MM,
            size=size,
            font=look.font,
            colour=look.colour,
            rotated=rotated,
            shown=rotated or not _is_box(letter, [edge / size for edge in edges], look.lacking),
        )


def _letters(text: Any) -> Iterator[tuple[int, str]]:
    """The characters with their index in PDFium, which counts in UTF-16."""
    high = 0
    for index in range(pdfium.FPDFText_CountChars(text)):
        # PDFium adds blanks and line ends where it sees gaps; what a line's text says has to be
        # what the document says.
        if pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        code = pdfium.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00:
            high = code
        elif 0xDC00 <= code < 0xE000:
            if high:
                yield index, chr(0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00))
            high = 0
        else:
            yield index, "-" if code == _HYPHEN else chr(code)


class _Looks:
    """Remembers what PDFium said of a text object or a font: asking takes longer than reading."""

    def __init__(self) -> None:
        self._looks: dict[int, _Look] = {}
        self._fonts: dict[int, tuple[str, tuple[float, ...]]] = {}

    def of(self, run: Any) -> _Look:
        address = _address(run)
        if address not in self._looks:
            name, lacking = self._font(pdfium.FPDFTextObj_GetFont(run) if run else None)
            colour = _colour(pdfium.FPDFPageObj_GetFillColor, run) if run else ()
            self._looks[address] = _Look(name, colour, lacking)
        return self._looks[address]

    def _font(self, font: Any) -> tuple[str, tuple[float, ...]]:
        address = _address(font)
        if address not in self._fonts:
            self._fonts[address] = (_name(font), _lacking(font)) if font else ("", ())
        return self._fonts[address]


def _address(handle: Any) -> int:
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def _name(font: Any) -> str:
    name = ctypes.create_string_buffer(_NAME_LENGTH)
    pdfium.FPDFFont_GetBaseFontName(font, name, _NAME_LENGTH)
    return name.value.decode("utf-8", "replace").rpartition("+")[2]  # without a subset's mark


def _lacking(font: Any) -> tuple[float, ...]:
    """Left, right, bottom and top of a font's first glyph, which is drawn for what it lacks."""
    glyph = pdfium.FPDFFont_GetGlyphPath(font, 0, _GLYPH_SIZE)
    count = pdfium.FPDFGlyphPath_CountGlyphSegments(glyph) if glyph else 0
    x, y = ctypes.c_float(), ctypes.c_float()
    points = []
    for index in range(max(count, 0)):
        segment = pdfium.FPDFGlyphPath_GetGlyphPathSegment(glyph, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        points.append((x.value, y.value))
    if not points:
        return ()
    across, up = zip(*points, strict=True)
    return (min(across), max(across), min(up), max(up))


def _is_box(letter: str, ink: Sequence[float], lacking: Sequence[float]) -> bool:
    """Whether the box that a font has for what it lacks was printed for `letter`.

    LibreOffice's PDF says the letter all the same. A sign such as □ may look like the box.
    """
    if not lacking or unicodedata.category(letter) in {"So", "Zs", "Cc", "Cf"}:
        return False
    return all(abs(one - other) < _SAME_EDGE for one, other in zip(ink, lacking, strict=True))


def _colour(get: Any, item: Any) -> tuple[float, ...]:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not get(item, red, green, blue, alpha):
        return ()
    return (red.value / 255, green.value / 255, blue.value / 255)


# ── rules ────────────────────────────────────────────────────────────────────────────────


def _rules(page: Any, height: float) -> Iterator[Rule]:
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
        mode, stroked = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(item, mode, stroked)
        if not (mode.value or stroked.value):
            continue  # a clip
        thickness = ctypes.c_float()
        if stroked.value:
            pdfium.FPDFPageObj_GetStrokeWidth(item, thickness)
            colour = _colour(pdfium.FPDFPageObj_GetStrokeColor, item)
        else:
            colour = _colour(pdfium.FPDFPageObj_GetFillColor, item)
        for points in _subpaths(item):
            across, down = [x for x, _ in points], [height - y for _, y in points]
            rule = Rule(
                left=min(across) * MM,
                right=max(across) * MM,
                top=(min(down) - thickness.value / 2) * MM,
                bottom=(max(down) + thickness.value / 2) * MM,
                colour=colour,
            )
            if rule.width > _LEAST_RULE and rule.thickness < _THICKEST_RULE:
                yield rule


def _subpaths(item: Any) -> Iterator[Sequence[tuple[float, float]]]:
    """The corners of each part of a path: a double rule is drawn as one path of two parts."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for index in range(pdfium.FPDFPath_CountSegments(item)):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        points.append(
            (
                matrix.a * x.value + matrix.c * y.value + matrix.e,
                matrix.b * x.value + matrix.d * y.value + matrix.f,
            )
        )
    if points:
        yield points


# ── ink ──────────────────────────────────────────────────────────────────────────────────


class _Ink:
    """Draws part of a page and tells which of its rows are not blank."""

    def __init__(self, page: Any) -> None:
        self._page = page

    def __call__(self, top: float, bottom: float, left: float, right: float) -> list[float]:
        width, height = self._page.get_size()
        crop = (left / MM, height - bottom / MM, width - right / MM, top / MM)
        bitmap = self._page.render(
            scale=_DPI / 72,
            crop=tuple(max(side, 0.0) for side in crop),
            grayscale=True,
            may_draw_forms=False,
        )
        data, stride = bytes(bitmap.buffer), bitmap.stride
        first = -(-max(crop[3], 0.0) * _DPI // 72)
        dark = [
            row
            for row in range(bitmap.height)
            if min(data[row * stride : row * stride + bitmap.width]) < _DARK
        ]
        bitmap.close()
        return [(first + row) * 25.4 / _DPI for row in dark]
