"""Turns any picture of a kind that is tried out into a grey photo."""

from __future__ import annotations

import io
from typing import Final

from make_docx.model import Photo, Picture

_SIZE: Final = (240, 160)  # pixels


def grey_photo(_: Picture) -> Photo:
    """What is printed for the picture, which nobody has taken."""
    from PIL import Image

    stream = io.BytesIO()
    Image.new("RGB", _SIZE, "lightgrey").save(stream, "JPEG")
    return Photo(stream.getvalue(), *_SIZE)
