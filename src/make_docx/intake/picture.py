"""Turns the bytes of a photo as it came into those that may be printed, or into what is wrong."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageOps

from make_docx.model import Photo

MOST_PIXELS: Final = 50_000_000
LONGEST_SIDE: Final = 1_600  # pixels: 25 cm on paper at 160 dpi
_QUALITY: Final = 85
_MOST_SCANS: Final = 100  # of a progressive JPEG: each costs as much as the whole picture
_SCAN: Final = b"\xff\xda"
# Excel takes them as pictures; nothing here can draw them
_DRAWINGS: Final = {b" EMF": "EMF", b"\xd7\xcd\xc6\x9a": "WMF", b"<svg": "SVG", b"ftyphei": "HEIC"}
_HEAD: Final = 256
_FORMATS: Final = ("JPEG", "PNG", "GIF", "BMP", "TIFF", "WEBP")


@dataclass(frozen=True, slots=True)
class BrokenPicture:
    """Why a picture cannot be printed, in words for the clerk."""

    reason: str


def clean(data: bytes) -> Photo | BrokenPicture:
    """Decode, turn by EXIF, shrink to 1600 pixels, and encode again with nothing but the pixels."""
    decoded = _decoded(data)
    if isinstance(decoded, BrokenPicture):
        return decoded
    plain = Image.new("RGB", decoded.size, "white")
    coloured = decoded.convert("RGBA")
    plain.paste(coloured, mask=coloured)
    target = io.BytesIO()
    plain.save(target, "JPEG", quality=_QUALITY)
    return Photo(target.getvalue(), plain.width, plain.height)


def fault(data: bytes) -> str:
    """Why `clean` would refuse the picture; empty when it would not."""
    decoded = _decoded(data)
    return decoded.reason if isinstance(decoded, BrokenPicture) else ""


def pixels(data: bytes) -> int:
    """Width × height as the header says; 0 when it is no picture that we know."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                return image.width * image.height
    except Exception:  # the decoders raise anything for a broken header
        return 0


def _what_else(data: bytes) -> str:
    """Why what cannot be opened is no photo."""
    drawing = next((name for sign, name in _DRAWINGS.items() if sign in data[:_HEAD]), "")
    if drawing:
        return f"是 {drawing} 图形，不是照片；请另存为 JPG 或 PNG 再插入"
    return "不是照片，或者已经损坏"


def _decoded(data: bytes) -> Image.Image | BrokenPicture:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of broken EXIF; sizes are looked at here
        try:
            image = Image.open(io.BytesIO(data), formats=_FORMATS)
        except Image.DecompressionBombError:
            return BrokenPicture("像素太多")
        except Exception:  # the decoders raise anything for a broken header
            return BrokenPicture(_what_else(data))
        if image.width * image.height > MOST_PIXELS:
            return BrokenPicture(f"像素太多（{image.width}×{image.height}）")
        if image.format in ("JPEG", "MPO") and data.count(_SCAN) > _MOST_SCANS:
            return BrokenPicture("结构不正常")
        try:
            image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            return ImageOps.exif_transpose(image)
        except Exception:  # as above: OSError, SyntaxError, ValueError, struct.error…
            return BrokenPicture("已经损坏，可能没有传完")
