"""Turns the ``requires`` of a kind into whether this program is new enough for it."""

from __future__ import annotations

import re
from typing import Final

from make_docx import __version__
from make_docx.catalogue import finding
from make_docx.findings import Finding, Place
from make_docx.kinds.toml_text import FILE_NAME, TomlText
from make_docx.late_pattern import late_pattern

_REQUIRED: Final = late_pattern(r">=\s*(\d+(?:\.\d+)*)", re.ASCII)
_NUMBERS: Final = late_pattern(r"\d+(?:\.\d+)*", re.ASCII)
_LONGEST: Final = 30


def lacking_version(text: TomlText) -> Finding | None:
    """That the kind was made for a later make-docx; None if it says nothing that can be read."""
    requires = text.content.get("requires")
    if not isinstance(requires, str) or len(requires) > _LONGEST:
        return None
    match = _REQUIRED.fullmatch(requires)
    if match is None or _parts(match[1]) <= _parts(__version__):
        return None
    place = Place(file=FILE_NAME, label="requires", line=text.line_of(["requires"]))
    return finding("kind-outdated", place, found=__version__, expected=match[1])


def current_version() -> str:
    """The version of this program as ``requires`` takes it: 0.2 of 0.2.1."""
    return ".".join(str(part) for part in _parts(__version__)[:2])


def _parts(version: str) -> tuple[int, ...]:
    """0.2.1 of 0.2.1.dev3; without zeros at the end, so that 0.2 is not less than 0.2.0."""
    match = _NUMBERS.match(version)
    parts = [int(part) for part in match[0].split(".")] if match else [0]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return tuple(parts)
