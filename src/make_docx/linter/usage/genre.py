"""Turns the title of a document into its 文种, its matter and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from make_docx.linter.usage.fault import Fault, fault

# 条例 8. 令 comes last, so that 命令 is found first.
GENRES: Final = (
    *("决议", "决定", "命令", "公报", "公告", "通告", "意见", "通知"),
    *("通报", "报告", "请示", "批复", "议案", "函", "纪要", "令"),
)
UPWARD: Final = frozenset({"报告", "请示"})
# What a title ends in when an office forgot to put the paper under one of them, and which.
_ENDING: Final = re.compile(
    "(?:(?P<report>总结|小结|汇报)|(?P<request>申请书?)|(?P<letter>答复|回复)"
    "|(?P<announcement>公示|启事|倡议书?|公开信)"
    "|(?P<notice>方案|办法|要点|细则|规定|计划|规划|预案|制度|规则|章程|条例|守则|规程|规范"
    "|安排|措施|清单|指南|标准|目录|简报|说明))$"
)
_UNDER: Final = {
    "report": "报告",
    "request": "请示",
    "letter": "函",
    "announcement": "通告",
    "notice": "通知",
}
_GENRE: Final = re.compile("(?:" + "|".join(GENRES) + ")$")
_REMARK: Final = re.compile(r"[（(〔\[][^（）()〔〕\[\]]{0,30}[）)〕\]]$")
# What may stand between the matter and the 文种, and says nothing about the matter.
_QUALIFIER: Final = re.compile("(?:的|紧急|补充|重要|情况|有关|联合|内部)+$")


def genre_of(title: str) -> str:
    """文种 that `title` ends in, before a （试行）; "" if it is none of the fifteen."""
    match = _GENRE.search(_bare(title))
    return match[0] if match else ""


def _bare(title: str) -> str:
    """`title` without blanks, and without a mark or a remark in brackets at its end."""
    bare = re.sub(r"\s", "", title).rstrip("。.，,；;：:！!？?、*＊")
    while match := _REMARK.search(bare[-40:]):
        bare = bare[: len(bare) - len(match[0])]
    return bare


def no_genre(title: str) -> Iterator[Fault]:
    """C1: the title ends in one of the fifteen 文种; a 方案 or 办法 goes out under a 通知."""
    bare = _bare(title)
    if not bare or genre_of(bare):
        return
    kind = _ENDING.search(bare)
    found = kind[0] if kind else bare[-6:]
    start = title.rfind(found)
    better = f"，如“{_UNDER[kind.lastgroup or '']}”" if kind else ""
    expected = f"以十五种文种之一结尾{better}"
    if start < 0:  # blanks stand between its characters
        yield fault(title, 0, len(title), expected)
    else:
        yield fault(title, start, start + len(found), expected)


def is_other_kind(title: str) -> bool:
    """Whether `title` plainly ends in a kind of paper that is none of the fifteen."""
    return not genre_of(title) and _ENDING.search(_bare(title)) is not None


def no_matter(title: str, organs: tuple[str, ...] = ()) -> Iterator[Fault]:
    """T4: between the organ and the 文种 stands what the document is about.

    命令, 公告, 通告, 公报, 决议 and 纪要 may do without.
    """
    bare = _bare(title)
    genre = genre_of(bare)
    if genre in ("", "命令", "令", "公告", "通告", "公报", "决议", "纪要"):
        return
    rest = bare.removesuffix(genre)
    for organ in sorted(organs, key=len, reverse=True):
        rest = rest.replace(organ, "") if organ else rest
    if not _QUALIFIER.sub("", rest):
        yield fault(title, 0, len(title), f"有事由，如“关于……的{genre}”")
