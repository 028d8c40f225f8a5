"""Turns what a 填写说明 says of decimals into how many of them a number may have."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from make_docx.late_pattern import late_pattern

_COUNTS: Final = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_ONE: Final = f"(?<!至少)([1-6{''.join(_COUNTS)}])"
_ALLOWED: Final = late_pattern(f"{_ONE}位小数|小数点?后(?:面)?(?:保留|最多)?{_ONE}位")


@lru_cache(maxsize=256)
def allowed_decimals(note: str) -> int | None:
    """The most decimals that `note` allows; None where it says nothing of them.

    >>> allowed_decimals("百分制，最多两位小数。"), allowed_decimals("按实有数填。")
    (2, None)
    """
    found = ["".join(match.groups("")) for match in _ALLOWED.finditer(note)]
    return max((_COUNTS.get(count) or int(count) for count in found), default=None)
