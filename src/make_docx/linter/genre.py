"""Turns the title of a document into its 文种 (条例 8)."""

from __future__ import annotations

import re
from typing import Final

# An order may call itself 令 alone.
GENRES: Final = (
    *("决议", "决定", "命令", "公报", "公告", "通告", "意见", "通知"),
    *("通报", "报告", "请示", "批复", "议案", "函", "纪要"),
)
_GENRE: Final = re.compile("(?:" + "|".join(GENRES) + "|令)$")
_REMARK: Final = re.compile(r"[（(〔\[][^（）()〔〕\[\]]{0,30}[）)〕\]]$")


def genre_of(title: str) -> str:
    """文种 that `title` ends in, before a （试行）; "" if it is none of the fifteen."""
    match = _GENRE.search(bare(title))
    if match is None:
        return ""
    return "命令" if match[0] == "令" else match[0]


def bare(title: str) -> str:
    """`title` without blanks, and without a mark or a remark in brackets at its end."""
    text = re.sub(r"\s", "", title).rstrip("。.，,；;：:！!？?、*＊")
    while match := _REMARK.search(text[-40:]):
        text = text[: len(text) - len(match[0])]
    return text
