"""Turns a character and the font it is to be set in into the font that has it.

Word takes another font by itself for what a font lacks, and which one depends on the machine.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from make_docx.official.faces import Holds, face_of, holds
from make_docx.official.profile import Face

# What every Windows since Vista has for the kinds of type, with GBK; 小标宋 is 方正's.
STAND_INS: Final = {
    Face.FANGSONG: "仿宋",
    Face.HEITI: "黑体",
    Face.KAITI: "楷体",
    Face.XIAOBIAOSONG: "方正小标宋_GBK",
    Face.SONGTI: "宋体",
}
EXTENSION_A: Final = "宋体"
PLANE_2: Final = "SimSun-ExtB"  # extensions B to F; on every Windows since Vista
PLANE_3: Final = "SimSun-ExtG"  # extensions G and H; on Windows 11
LATIN: Final = "Times New Roman"  # has all of Windows-1252: ² ³ ® €

# Compared, because a pattern of so many characters takes 3 ms to compile.
_IDEOGRAPHS: Final = (
    ("〇", "〇"),
    ("\u3400", "\u4dbf"),
    ("\u4e00", "\u9fff"),
    ("\uf900", "\ufaff"),
    ("\U00020000", "\U0003ffff"),
)
_PRIVATE: Final = (("\ue000", "\uf8ff"), ("\U000f0000", "\U0010ffff"))
# Blanks and what belongs to the character before; none of them is looked for in a font.
_NO_GLYPH: Final = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Mc", "Me"})
# The 80 codes that Windows had private for what GBK says at FE50 to FEA0, in the same order.
_FIRST_OF_GBK: Final = 0xE815
_GBK_CODES: Final = tuple(bytes((0xFE, low)) for low in range(0x50, 0xA1) if low != 0x7F)


def is_private(character: str) -> bool:
    """Whether no standard says what the character looks like: 造字, or a symbol font's."""
    return _is_among(character, _PRIVATE)


def encoded(character: str) -> str:
    """The standard character that old systems had at a private code, or "" if there is none."""
    index = ord(character) - _FIRST_OF_GBK
    if not 0 <= index < len(_GBK_CODES):
        return ""
    standard = _GBK_CODES[index].decode("gb18030")
    return "" if is_private(standard) else standard


@lru_cache(maxsize=1 << 14)
def is_common(character: str) -> bool:
    """Whether every font of official documents has the character: it is in GB/T 2312-1980.

    By GBK's codes, because Python's gb2312 takes ― for — and ・ for ·, which no Chinese font
    does. 〇 is not among them: 仿宋_GB2312 need not have it.
    """
    if character.isascii() or unicodedata.category(character) in _NO_GLYPH:
        return True
    try:
        character.encode("gbk").decode("gb2312")
    except UnicodeError:
        return False
    return True


@lru_cache(maxsize=1 << 12)
def font_for(character: str, font: str) -> str:
    """The font that sets `character` where `font` is wanted; "" if none is known to have it."""
    if is_common(character):
        return font
    if is_private(character):
        return ""
    has = holds(font)
    if has < Holds.BEYOND and _in_gbk(character):
        face = face_of(font) or Face.SONGTI
        return font if has >= Holds.GBK else STAND_INS[face]
    if _is_among(character, _IDEOGRAPHS):
        return _ideograph_font(character, font, has)
    return LATIN if _in_latin(character) else ""


def stretches(text: str, font: str) -> Iterator[tuple[str, str]]:
    """`text` cut into (font, piece); what clings to a character stays with it.

    A character that no font is known to have stays in `font`.
    """
    piece, current = "", font
    for character in text:
        clings = unicodedata.category(character) in {"Mn", "Mc", "Me", "Cf"}
        wanted = current if clings and piece else font_for(character, font) or font
        if wanted != current and piece:
            yield current, piece
            piece = ""
        piece, current = piece + character, wanted
    if piece:
        yield current, piece


def is_stand_in(text: str, font: str) -> bool:
    """Whether `font` is the one to take for all of `text`, which no font of its kind has.

    That is 宋体 for 䶮 in a text of any kind of type.
    """
    wanted = STAND_INS[Face.FANGSONG]  # as good as any other that holds GBK
    characters = [c for c in text if unicodedata.category(c) not in _NO_GLYPH]
    return bool(characters) and all(font_for(c, wanted) == font != wanted for c in characters)


def _ideograph_font(character: str, font: str, has: Holds) -> str:
    if character >= "\U00030000":
        return PLANE_3
    if character >= "\U00020000" or "\u9fa6" <= character <= "\u9fff":
        return PLANE_2
    return font if has is Holds.GB18030 else EXTENSION_A


def _is_among(character: str, ranges: Sequence[tuple[str, str]]) -> bool:
    return any(first <= character <= last for first, last in ranges)


def _in_gbk(character: str) -> bool:
    return _encodes(character, "gbk")


def _in_latin(character: str) -> bool:
    return _encodes(character, "cp1252")


def _encodes(character: str, codec: str) -> bool:
    try:
        character.encode(codec)
    except UnicodeError:
        return False
    return True
