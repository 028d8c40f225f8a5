"""Tells of a font's name which kind of type it is, and which characters it holds.

A file names its fonts and does not hold them, so this goes by what the names promise.
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import Final

from make_docx.official.profile import Face

# In this order: 方正仿宋 and 方正小标宋 have 宋 in them too. Latin names are those that Windows,
# Office and 方正 give the same fonts.
_KINDS: Final = (
    (Face.FANGSONG, re.compile(r"仿宋|^(ST|Sim)?Fang ?Song|^FZFang ?Song", re.I)),
    (Face.XIAOBIAOSONG, re.compile(r"小标宋|中宋|^STZhong ?song|^FZXiaoBiaoSong|^FZXBS", re.I)),
    (Face.KAITI, re.compile(r"楷|^(ST|Sim|FZ)?Kai", re.I)),
    (Face.HEITI, re.compile(r"黑体|^(Sim|ST|FZ)Hei", re.I)),
    (Face.SONGTI, re.compile(r"宋体|书宋|^N?SimSun|^STSong|^FZShuSong", re.I)),
)
_GB2312: Final = re.compile(r"_GB2312$|^(方正|汉仪).*简体?$", re.I)
_SIMSUN: Final = re.compile(r"^(宋体|新宋体|N?SimSun)$", re.I)
_BEYOND: Final = re.compile(r"^(宋体|SimSun)-Ext[BG]$", re.I)


class Holds(IntEnum):
    """What a font has glyphs for, each more than the one before."""

    GB2312 = 1  # 6763 汉字 and 682 signs of GB/T 2312-1980
    GBK = 2  # 20902 汉字
    GB18030 = 3  # and extension A of the 2000 edition
    BEYOND = 4  # the supplementary planes


def face_of(font: str) -> Face | None:
    """The kind of type that a font's name says, or None if it says none of the five."""
    return next((face for face, name in _KINDS if name.search(font.strip())), None)


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
