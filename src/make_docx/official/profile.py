"""Holds what an office does otherwise than the standard: its 格式规定."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct, field

from make_docx.official import page


class Face(StrEnum):
    """The kinds of type the standard names (5.2.2, 7.2.4, 7.3.1, 7.3.3, 7.5)."""

    FANGSONG = "仿宋"
    HEITI = "黑体"
    KAITI = "楷体"
    XIAOBIAOSONG = "小标宋"
    SONGTI = "宋体"


class PageNumberSide(StrEnum):
    """Where the page number stands; the standard puts it outside (7.5)."""

    OUTSIDE = "外侧"
    CENTRE = "居中"


class Bold(StrEnum):
    """What offices set in bold; the standard asks for it nowhere (7.3.1, 7.3.3)."""

    TITLE = "标题"  # of the document and of its annexes
    HEADING_1 = "一级标题"
    HEADING_2 = "二级标题"
    HEADING_3 = "三级标题"
    HEADING_4 = "四级标题"


STANDARD_FONTS: Mapping[Face, str] = {
    Face.FANGSONG: page.FANGSONG,
    Face.HEITI: page.HEITI,
    Face.KAITI: page.KAITI,
    Face.XIAOBIAOSONG: page.XIAOBIAOSONG,
    Face.SONGTI: page.SONGTI,
}


class Profile(Struct, frozen=True):
    """格式规定 of an office; the default is the standard.

    `digits` is the font of letters and digits, empty for that of the 汉字 around them; the 标志
    and the page number keep their own (7.2.4, 7.5). `line_pitch` is pt from one line to the next.
    """

    name: str = ""
    fonts: Mapping[Face, str] = field(default_factory=lambda: dict(STANDARD_FONTS))
    digits: str = ""
    page_number: PageNumberSide = PageNumberSide.OUTSIDE
    line_pitch: float = page.LINE_PITCH / page.TWIPS_PER_POINT
    bold: frozenset[Bold] = frozenset()

    @property
    def is_standard(self) -> bool:
        return self == Profile(name=self.name)

    @property
    def line_pitch_twips(self) -> int:
        return round(self.line_pitch * page.TWIPS_PER_POINT)

    @property
    def lines(self) -> int:
        """Lines that a page holds (5.2.3: 22)."""
        return page.TEXT_HEIGHT // self.line_pitch_twips


STANDARD = Profile()
