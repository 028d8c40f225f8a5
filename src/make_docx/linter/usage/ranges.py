"""Turns a text into the ranges whose first number lost its 万, 亿 or % (GB/T 15835 5.1.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from make_docx.linter.usage.fault import Fault, replaced
from make_docx.linter.usage.veil import without_codes

_NUMBER: Final = r"[0-9]{1,12}(?:\.[0-9]{1,6})?"
_RANGE: Final = re.compile(
    rf"(?<![0-9.,，·/／〕年第表图号—–-])(?P<low>{_NUMBER})"
    rf"(?P<sign>\s?(?:[～~〜–－-]|—{{1,2}}|至|到)\s?)"
    rf"(?P<high>{_NUMBER})(?P<size>万亿|[万亿%％‰])"
)
_YEAR: Final = re.compile("(?:19|20)[0-9]{2}")


def shortened_range(text: str) -> Iterator[Fault]:
    """J8: 9亿～16亿, 15%～30%; 9000～1.2万 is plain, since 9000 cannot be 9000万."""

    def whole(match: re.Match[str]) -> str | None:
        low, high, size = match["low"], match["high"], match["size"]
        if _YEAR.fullmatch(low) and match["sign"].strip() in ("至", "到"):
            return None
        if size[0] in "万亿" and Decimal(low) >= Decimal(high):
            return None
        return f"{low}{size}{match['sign']}{high}{size}"

    yield from replaced(text, without_codes(text), _RANGE, whole)
