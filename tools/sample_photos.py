"""Turns the name of a scene into a photo of it, as a camera would have written the file.

Flat shapes, because nobody's photo is ours to give away. The file says where and when it was
taken, as those of telephones do: that must not go out with a document.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from openpyxl.drawing.image import Image as Drawing
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image, ImageDraw

_SIZE: Final = (960, 640)  # of what is drawn
_TAKEN: Final = (720, 480)  # pixels of the photo
_GROUND: Final = 460  # where the sky ends
_QUALITY: Final = 60
_SHOWN_SMALLER: Final = 5  # in the form
_MAKE, _GPS = 0x010F, 0x8825  # tags of EXIF
_TAKEN_AT: Final = {1: "N", 2: (30.0, 0.0, 0.0), 3: "E", 4: (110.0, 0.0, 0.0)}

_Draw = ImageDraw.ImageDraw


def photo(scene: str) -> bytes:
    """A JPEG of fewer than 20 000 bytes."""
    image = Image.new("RGB", _SIZE, "#bcd9ee")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, _GROUND, *_SIZE), fill="#c9bfa8")
    _SCENES[scene](draw)
    exif = Image.Exif()
    exif[_MAKE] = "camera"
    exif.get_ifd(_GPS).update(_TAKEN_AT)
    stream = io.BytesIO()
    image.resize(_TAKEN).save(stream, "JPEG", quality=_QUALITY, exif=exif)
    return stream.getvalue()


def place_photos(
    sheet: Worksheet, first: int, column: int, photos: Sequence[Mapping[str, str]]
) -> None:
    """Put photos and captions into the first two columns of a table, one a row."""
    for row, one in enumerate(photos, first):
        drawing = Drawing(io.BytesIO(photo(one["scene"])))
        drawing.width, drawing.height = (side // _SHOWN_SMALLER for side in _SIZE)
        sheet.add_image(drawing, sheet.cell(row, column).coordinate)
        sheet.cell(row, column + 1).value = one["caption"]


def _booth(draw: _Draw) -> None:
    """A table under an awning, and people before it."""
    draw.polygon([(180, 190), (780, 190), (840, 270), (120, 270)], fill="#b9362f")
    for x in (150, 800):
        draw.rectangle((x, 270, x + 12, 520), fill="#8a8a8a")
    draw.rectangle((230, 400, 730, 500), fill="#2f5f9e")
    for x in (300, 440, 580):
        _person(draw, x, 330, "#44546a")
    for x in (250, 520, 690):
        _person(draw, x, 480, "#7a5230")


def _hall(draw: _Draw) -> None:
    """Rows of listeners before a screen."""
    draw.rectangle((0, 0, *_SIZE), fill="#efe6d2")
    draw.rectangle((260, 70, 700, 300), fill="#ffffff", outline="#777777", width=6)
    for y in (120, 170, 220):
        draw.rectangle((310, y, 650, y + 16), fill="#9db7d5")
    _person(draw, 780, 230, "#333f50")
    for row, y in enumerate((400, 490, 580)):
        for x in range(90 + 40 * (row % 2), 900, 110):
            _person(draw, x, y, ("#5b7553", "#6a4f77", "#85603c")[row])


def _board(draw: _Draw) -> None:
    """A notice board of a village with sheets on it."""
    draw.polygon([(160, 150), (800, 150), (850, 200), (110, 200)], fill="#6e4b2a")
    draw.rectangle((170, 200, 790, 470), fill="#31693f")
    for x in range(200, 760, 140):
        draw.rectangle((x, 230, x + 110, 440), fill="#fafafa")
        for y in range(255, 420, 28):
            draw.rectangle((x + 14, y, x + 94, y + 8), fill="#a5a5a5")
    for x in (190, 750):
        draw.rectangle((x, 470, x + 20, 560), fill="#6e4b2a")
    _person(draw, 330, 450, "#9c3f3f")
    _person(draw, 610, 460, "#3f5f9c")


def _van(draw: _Draw) -> None:
    """A van with a loudspeaker on its way through the fields."""
    draw.rectangle((0, 420, *_SIZE), fill="#8fae6b")
    draw.polygon([(0, 540), (960, 480), (960, 600), (0, 640)], fill="#9b9b9b")
    draw.rounded_rectangle((250, 280, 710, 510), 30, fill="#f4f4f4")
    draw.rectangle((250, 390, 710, 430), fill="#b9362f")
    for x in (280, 400, 520):
        draw.rectangle((x, 310, x + 90, 375), fill="#5d7f99")
    for x in (320, 580):
        draw.ellipse((x, 470, x + 80, 550), fill="#2c2c2c")
    draw.polygon([(430, 280), (520, 240), (520, 280)], fill="#44546a")


def _person(draw: _Draw, x: int, y: int, colour: str) -> None:
    draw.rounded_rectangle((x - 34, y, x + 34, y + 120), 24, fill=colour)
    draw.ellipse((x - 22, y - 52, x + 22, y - 2), fill="#e0b894")


_SCENES: Final[Mapping[str, Callable[[_Draw], None]]] = {
    "booth": _booth,
    "hall": _hall,
    "board": _board,
    "van": _van,
}
