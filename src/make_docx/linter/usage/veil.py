"""Turns a text into one of the same length in which names and codes are blank.

What stands in 《》 or quotation marks is someone else's wording, and letters with digits (G20,
5A, an address of a web page) follow rules of their own.
"""

from __future__ import annotations

import re
from typing import Final

_BLANK: Final = "\ue000"  # of the private use area: no pattern asks for it
# Bounded, so that marks that are never closed cost no more than their number.
_QUOTED: Final = re.compile(r"《[^《》\n]{0,200}》|“[^“”\n]{0,200}”|‘[^‘’\n]{0,200}’")
_CODED: Final = re.compile(r"[A-Za-z0-9._/:@?=&%#+~-]+")


def without_quotations(text: str) -> str:
    return _QUOTED.sub(_blank, text)


def without_codes(text: str) -> str:
    """Also blank: everything that letters hold together, and the measures kg, mm and so on."""
    return _CODED.sub(
        lambda match: _blank(match) if re.search("[A-Za-z]", match[0]) else match[0],
        without_quotations(text),
    )


def _blank(match: re.Match[str]) -> str:
    return _BLANK * len(match[0])
