"""Tells of a font's name which kind of type it is, and which characters it holds.

A file names its fonts and does not hold them, so this goes by what the names promise.
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import Final

from make_docx.late_pattern import late_pattern
from make_docx.official.profile import Face

# Parts of the names under which foundries sell a kind of type; the first that is found counts,
# because 仿宋体 is no 宋体 and 小标宋体 neither. 华文中宋 is what offices take without 小标宋.
_NAMES: Final = (
    ("小标宋", Face.XIAOBIAOSONG),
    ("xiaobiaosong", Face.XIAOBIAOSONG),
    ("fzxbs", Face.XIAOBIAOSONG),
    ("中宋", Face.XIAOBIAOSONG),
    ("zhongsong", Face.XIAOBIAOSONG),
    ("仿宋", Face.FANGSONG),
    ("fangsong", Face.FANGSONG),
    ("fzfs", Face.FANGSONG),
    ("fandolfang", Face.FANGSONG),
    ("楷", Face.KAITI),
    ("kaiti", Face.KAITI),
    ("fzkai", Face.KAITI),
    ("fzkt", Face.KAITI),
    ("fandolkai", Face.KAITI),
    ("黑体", Face.HEITI),
    ("heiti", Face.HEITI),
    ("simhei", Face.HEITI),
    ("fzhei", Face.HEITI),
    ("fzht", Face.HEITI),
    ("fandolhei", Face.HEITI),
    ("宋体", Face.SONGTI),
    ("书宋", Face.SONGTI),
    ("simsun", Face.SONGTI),
    ("stsong", Face.SONGTI),
    ("songti", Face.SONGTI),
    ("fzshusong", Face.SONGTI),
    ("fzss", Face.SONGTI),
    ("fandolsong", Face.SONGTI),
)
_OTHERS: Final = ("行楷", "xingkai", "雅黑", "yahei")  # kinds of their own
_GB2312: Final = late_pattern(r"_GB2312$|^(方正|汉仪).*简体?$", re.I)
_SIMSUN: Final = late_pattern(r"^(宋体|新宋体|N?SimSun)$", re.I)
_BEYOND: Final = late_pattern(r"^(宋体|SimSun)-Ext[BG]$", re.I)


class Holds(IntEnum):
    """What a font has glyphs for, each more than the one before."""

    GB2312 = 1  # 6763 汉字 and 682 signs of GB/T 2312-1980
    GBK = 2  # 20902 汉字
    GB18030 = 3  # and extension A of the 2000 edition
    BEYOND = 4  # the supplementary planes


def face_of(font: str) -> Face | None:
    """The kind of type that a font's name says, or None if it says none of the five."""
    name = font.strip("@ ").lower().replace(" ", "")
    if any(other in name for other in _OTHERS):
        return None
    return next((face for part, face in _NAMES if part in name), None)


def holds(font: str) -> Holds:
    """What a font of that name holds.

    仿宋_GB2312 and 楷体_GB2312 hold GB 2312 and nothing else, so do the 简体 fonts of 方正. The
    fonts of Windows since Vista hold GBK at least; of them 宋体 alone holds extension A (Windows
    falls back on it, `GlobalUserInterface.CompositeFont`). GBK is taken for any other font.
    """
    if _GB2312.search(font):
        return Holds.GB2312
    if _BEYOND.search(font):
        return Holds.BEYOND
    return Holds.GB18030 if _SIMSUN.search(font) else Holds.GBK
