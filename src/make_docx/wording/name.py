"""Turns a name that body text cannot refer to into a hint at the one that was meant."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import takewhile
from typing import Final

from make_docx.wording.plain import plain_line

CITABLE: Final = (
    "活动名称",
    "活动时间",
    "报送期次",
    "发文机关",
    "主送机关",
    "成文日期",
    "截止日期",
    "联系方式",
)
# Elements that have a place of their own on the page, or are no words of the document.
NOT_CITABLE: Final = (
    "行文方向",
    "版式",
    "份号",
    "密级和保密期限",
    "紧急程度",
    "发文机关标志",
    "发文字号",
    "签发人",
    "标题",
    "联合发文机关",
    "署名",
    "加盖印章",
    "签名人职务",
    "出席",
    "请假",
    "列席",
    "附注",
    "抄送机关",
    "印发机关",
    "印发日期",
)
_LIKE: Final = 0.5
_KEPT: Final = 4096  # a text may say the same name thousands of times
_MOST_HINTS: Final = 2
# People recall how a name begins: 发文单位 is 发文机关, though it shares as much with 各单位.
_SAME_START: Final = 0.1
_LONGEST_START: Final = 4


@lru_cache(_KEPT)
def normal(name: str) -> str:
    """A name without the differences that nobody sees: full or half width, and spaces."""
    signs = unicodedata.normalize("NFKC", plain_line(name))
    return "".join(signs.split()).casefold()


def hint(name: str, known: Iterable[str]) -> str:
    """What to add to the message that there is no `name` among the `known` ones, or nothing.

    An element of the brief that body text cannot cite is answered with those that it can.
    """
    likeness = {other: _likeness(name, other) for other in (*known, *NOT_CITABLE)}
    most = max(likeness.values())
    nearest = [other for other, like in likeness.items() if like == most]
    if most < _LIKE:
        return ""
    if citable := [other for other in nearest if other not in NOT_CITABLE]:
        return f"，是不是“{'”或“'.join(citable[:_MOST_HINTS])}”？"
    return f"；“公文要素”里可以引用的是：{'、'.join(CITABLE)}"


def near_mode(mode: str, known: Iterable[str]) -> str:
    """What to add to the message that ``|mode`` cannot stand here, or nothing."""
    likeness = {other: _likeness(mode, other) for other in known if other}
    nearest = max(likeness, key=lambda other: likeness[other], default="")
    is_near = nearest and nearest != mode and likeness[nearest] >= _LIKE
    return f"，是不是“{nearest}”？" if is_near else ""


@lru_cache(_KEPT)
def _likeness(name: str, other: str) -> float:
    one, two = normal(name), normal(other)
    if set(one).isdisjoint(two):
        return 0.0
    ratio = SequenceMatcher(None, one, two, autojunk=False).ratio()
    start = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, two, strict=False)))
    return ratio + (1 - ratio) * _SAME_START * min(start, _LONGEST_START)
