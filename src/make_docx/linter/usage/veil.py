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
_SIGNS: Final = "0-9._/:@?=&%#+~-"
_CODED: Final = re.compile(rf"(?<![A-Za-z{_SIGNS}])[{_SIGNS}]*[A-Za-z][A-Za-z{_SIGNS}]*")


def without_quotations(text: str) -> str:
    return _QUOTED.sub(_blank, text)


def without_codes(text: str) -> str:
    """Also blank: everything that letters hold together, and the measures kg, mm and so on."""
    return _CODED.sub(_blank, without_quotations(text))


def _blank(match: re.Match[str]) -> str:
    return _BLANK * len(match[0])
