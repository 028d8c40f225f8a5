"""Turns a profile into what it does otherwise than the standard, clause by clause."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from make_docx.official import page
from make_docx.official.faces import face_of
from make_docx.official.profile import STANDARD, Bold, Face, PageNumberSide, Profile

# Where the standard names the kind of type, and for what.
_CLAUSES: Final = {
    Face.FANGSONG: ("5.2.2", "正文等各要素"),
    Face.HEITI: ("7.3.3", "密级、紧急程度、一级标题、附件序号"),
    Face.KAITI: ("7.3.3", "二级标题、签发人姓名"),
    Face.XIAOBIAOSONG: ("7.3.1", "标题、发文机关标志"),
    Face.SONGTI: ("7.5", "页码"),
}


class Deviation(Struct, frozen=True):
    """One house rule beside the clause that says otherwise."""

    clause: str
    element: str
    standard: str
    house: str

    def __str__(self) -> str:
        return f"{self.element}：{self.house}（国家标准 {self.clause}：{self.standard}）"


def deviations(profile: Profile) -> tuple[Deviation, ...]:
    """What a profile does otherwise, in the order of the clauses.

    A font of the kind that the standard names is none: it names no fonts (5.2.2).
    """
    return tuple(_deviations(profile))


def _deviations(profile: Profile) -> Iterator[Deviation]:
    for face, (clause, element) in _CLAUSES.items():
        font = profile.fonts.get(face, STANDARD.fonts[face])
        if face is not Face.SONGTI and face_of(font) is not face:
            yield Deviation(clause, element, f"{face}体".replace("体体", "体"), font)
    if profile.digits:  # nothing is said of digits, so they are 仿宋 as all elements
        standard = "与汉字相同的字体"
        yield Deviation("5.2.2", "数字和字母", standard, profile.digits)
    if profile.line_pitch_twips != page.LINE_PITCH:
        yield Deviation("5.2.3", "行距", _pitch(STANDARD) + "，撑满版心", _pitch(profile))
    for bold in Bold:
        if bold in profile.bold:
            clause = "7.3.1" if bold is Bold.TITLE else "7.3.3"
            yield Deviation(clause, str(bold), "不加粗", "加粗")
    songti = profile.fonts.get(Face.SONGTI, STANDARD.fonts[Face.SONGTI])
    if face_of(songti) is not Face.SONGTI:
        yield Deviation("7.5", "页码", "宋体", songti)
    if profile.page_number is not PageNumberSide.OUTSIDE:
        standard = "单页居右空一字，双页居左空一字"
        yield Deviation("7.5", "页码", standard, str(profile.page_number))


def _pitch(profile: Profile) -> str:
    return f"{profile.line_pitch:g}磅（每面{profile.lines}行）"
