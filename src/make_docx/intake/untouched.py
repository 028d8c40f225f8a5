"""Turns a workbook that we wrote once into whether anybody has saved it since."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from typing import Final

_PROPERTIES: Final = "docProps/core.xml"
_MOST: Final = 20_000  # bytes
_AUTHOR: Final = b">make-docx</"
# What `canvas.to_bytes` dates a workbook; Excel, WPS and LibreOffice put the time of saving there.
_DATED: Final = b">1980-01-01T00:00:00Z</dcterms:modified>"


def is_untouched(path: Path) -> bool:
    """Whether the workbook at `path` is as `canvas.to_bytes` wrote it."""
    try:
        with zipfile.ZipFile(path) as package, package.open(_PROPERTIES) as member:
            properties = member.read(_MOST)
    except (OSError, KeyError, RuntimeError, zipfile.BadZipFile, zlib.error):
        return False
    return _AUTHOR in properties and _DATED in properties
