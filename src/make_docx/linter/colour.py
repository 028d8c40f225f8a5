"""Turns a colour of the file or of the print into whether people call it red."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

# Any shade: the standard gives none (7.2.4) but that of the printer, Y80 M80 (6).
_LEAST: Final = 0xA0  # of the red
_MOST: Final = 0x60  # of the green and the blue


def is_red(colour: str) -> bool:
    """`colour` is RRGGBB; what is no such colour is not red."""
    try:
        return _is_red(bytes.fromhex(colour))
    except ValueError:
        return False


def is_printed_red(colour: Sequence[float]) -> bool:
    """`colour` is what a page was printed with, RGB parts of one; grey has but one part."""
    return _is_red([round(part * 0xFF) for part in colour])


def _is_red(parts: Sequence[int]) -> bool:
    return len(parts) == 3 and parts[0] >= _LEAST and max(parts[1:]) <= _MOST
