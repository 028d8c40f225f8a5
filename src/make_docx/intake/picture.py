"""Turns the bytes of a photo as it came into those that may be printed, or into what is wrong."""

from __future__ import annotations

import io
import warnings
from typing import Final

from msgspec import Struct
from PIL import Image, ImageOps, JpegImagePlugin

from make_docx.model import Photo

# A JPEG is decoded at an eighth to a half of its size: a telephone's 200 megapixels take 0.8 s and
# 0.3 GB. Of a progressive one all coefficients are in memory, of any other picture all pixels.
MOST_PIXELS: Final = 50_000_000
MOST_PIXELS_OF_JPEG: Final = 200_000_000
_JPEG_COST: Final = 4  # times faster, to the pixel
LONGEST_SIDE: Final = 1_600  # pixels: 25 cm on paper at 160 dpi
_QUALITY: Final = 85
_MOST_SCANS: Final = 100  # of a progressive JPEG: each costs as much as the whole picture
_SCAN: Final = b"\xff\xda"
# Excel takes them as pictures; nothing here can draw them
_DRAWINGS: Final = {b" EMF": "EMF", b"\xd7\xcd\xc6\x9a": "WMF", b"<svg": "SVG", b"ftyphei": "HEIC"}
_HEAD: Final = 256
_FORMATS: Final = ("PNG", "GIF", "BMP", "TIFF", "WEBP")
_JPEG: Final = b"\xff\xd8\xff"
_SMALLER: Final = "请在手机上或者用“画图”缩小到 4000×3000 以内，删去原来的再插入"


class BrokenPicture(Struct, frozen=True):
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


def size(data: bytes) -> tuple[int, int] | BrokenPicture:
    """Width and height of what `clean` makes of the picture, or why it would refuse it."""
    decoded = _decoded(data)
    return decoded if isinstance(decoded, BrokenPicture) else decoded.size


def cost(data: bytes) -> int:
    """What decoding takes, in pixels of a PNG; 0 when it is no picture that we know."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            image = _opened(data)
        except Exception:  # the decoders raise anything for a broken header
            return 0
        return image.width * image.height // (_JPEG_COST if _is_drafted(image) else 1)


def _what_else(data: bytes) -> str:
    """Why what cannot be opened is no photo."""
    drawing = next((name for sign, name in _DRAWINGS.items() if sign in data[:_HEAD]), "")
    if drawing:
        return f"是 {drawing} 图形，不是照片；请另存为 JPG 或 PNG，删去原来的再插入"
    return "不是照片，或者已经损坏；请删去，重新插入 JPG 或 PNG 照片"


def _decoded(data: bytes) -> Image.Image | BrokenPicture:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of broken EXIF; sizes are looked at here
        try:
            image = _opened(data)
        except Image.DecompressionBombError:
            return BrokenPicture(f"像素太多，最多 {MOST_PIXELS // 10_000} 万像素；{_SMALLER}")
        except Exception:  # the decoders raise anything for a broken header
            return BrokenPicture(_what_else(data))
        most = MOST_PIXELS_OF_JPEG if _is_drafted(image) else MOST_PIXELS
        if image.width * image.height > most:
            found = f"{image.width}×{image.height}，最多 {most // 10_000} 万像素"
            return BrokenPicture(f"像素太多（{found}）；{_SMALLER}")
        if image.format == "JPEG" and data.count(_SCAN) > _MOST_SCANS:
            return BrokenPicture("结构不正常；请用“画图”打开，另存为 JPG 后重新插入")
        try:
            image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            return ImageOps.exif_transpose(image)
        except Exception:  # as above: OSError, SyntaxError, ValueError, struct.error…
            return BrokenPicture("已经损坏，可能没有传完；请删去，重新插入原来的照片")


def _opened(data: bytes) -> Image.Image:
    """Not decoded. `Image.open` refuses a JPEG by its pixels before anybody can make it small."""
    if data.startswith(_JPEG):
        return JpegImagePlugin.JpegImageFile(io.BytesIO(data))
    return Image.open(io.BytesIO(data), formats=_FORMATS)


def _is_drafted(image: Image.Image) -> bool:
    return image.format == "JPEG" and not image.info.get("progressive")
