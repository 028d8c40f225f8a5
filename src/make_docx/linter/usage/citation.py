"""Turns a text into the abolished rules that it cites as if they were in force."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from make_docx.linter.usage.fault import Fault, fault

# Both ended on 2012-07-01 (条例 42).
_ABOLISHED: Final = re.compile(
    r"(?:《国家行政机关公文处理办法》(?:[（(]?国发[〔\[［（(]2000[〕\]］）)]23号[）)]?)?"
    r"|国发[〔\[［（(]2000[〕\]］）)]23号|《中国共产党机关公文处理条例》)"
)
_ENDED: Final = re.compile("废止|停止执行|失效|已被|代替|取代")


def abolished_rules(text: str) -> Iterator[Fault]:
    """C19: 国发〔2000〕23号 and the 条例 of 1996 are no longer in force."""
    for match in _ABOLISHED.finditer(text):
        if not _ENDED.search(text, match.end(), match.end() + 40):
            yield fault(
                text, match.start(), match.end(), "《党政机关公文处理工作条例》，原规定已经废止"
            )
