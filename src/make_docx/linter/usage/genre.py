"""Turns the title of a document into what is wrong with its 文种 and its matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from make_docx.linter.genre import bare, genre_of
from make_docx.linter.usage.fault import Fault, fault

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
# What may stand between the matter and the 文种, and says nothing about the matter.
_QUALIFIER: Final = re.compile("(?:的|紧急|补充|重要|情况|有关|联合|内部)+$")


def no_genre(title: str) -> Iterator[Fault]:
    """C1: the title ends in one of the fifteen 文种; a 方案 or 办法 goes out under a 通知."""
    text = bare(title)
    if not text or genre_of(text):
        return
    kind = _ENDING.search(text)
    found = kind[0] if kind else text[-6:]
    start = title.rfind(found)
    better = f"，如“{_UNDER[kind.lastgroup or '']}”" if kind else ""
    expected = f"以十五种文种之一结尾{better}"
    if start < 0:  # blanks stand between its characters
        yield fault(title, 0, len(title), expected)
    else:
        yield fault(title, start, start + len(found), expected)


def is_other_kind(title: str) -> bool:
    """Whether `title` plainly ends in a kind of paper that is none of the fifteen."""
    return not genre_of(title) and _ENDING.search(bare(title)) is not None


def no_matter(title: str, organs: tuple[str, ...] = ()) -> Iterator[Fault]:
    """T4: between the organ and the 文种 stands what the document is about.

    命令, 公告, 通告, 公报, 决议 and 纪要 may do without.
    """
    genre = genre_of(title)
    if genre in ("", "命令", "公告", "通告", "公报", "决议", "纪要"):
        return
    rest = bare(title).removesuffix(genre)
    for organ in sorted(organs, key=len, reverse=True):
        rest = rest.replace(organ, "") if organ else rest
    if not _QUALIFIER.sub("", rest):
        yield fault(title, 0, len(title), f"有事由，如“关于……的{genre}”")
