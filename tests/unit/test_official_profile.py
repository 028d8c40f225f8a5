"""What an office does otherwise than the standard, and what of it deviates."""

from __future__ import annotations

import pytest

from make_docx.official.deviations import deviations
from make_docx.official.profile import (
    STANDARD,
    STANDARD_FONTS,
    Bold,
    Face,
    PageNumberSide,
    Profile,
)


def told(profile: Profile) -> list[tuple[str, str]]:
    return [(deviation.clause, deviation.element) for deviation in deviations(profile)]


def test_the_name_of_the_office_is_no_deviation() -> None:
    profile = Profile("某某县人民政府办公室")
    assert profile.is_standard
    assert deviations(profile) == ()


def test_the_standard_has_22_lines_a_page() -> None:
    assert (STANDARD.line_pitch_twips, STANDARD.lines) == (579, 22)


@pytest.mark.parametrize(("pitch", "lines"), [(28, 22), (28.95, 22), (29, 21), (30, 21), (33, 19)])
def test_a_pitch_leaves_room_for_whole_lines(pitch: float, lines: int) -> None:
    assert Profile(line_pitch=pitch).lines == lines


@pytest.mark.parametrize(
    ("face", "font"),
    [
        (Face.FANGSONG, "仿宋"),
        (Face.FANGSONG, "方正仿宋_GBK"),
        (Face.KAITI, "KaiTi"),
        (Face.HEITI, "SimHei"),
        (Face.XIAOBIAOSONG, "华文中宋"),
        (Face.SONGTI, "SimSun"),
    ],
)
def test_another_font_of_the_same_kind_is_no_deviation(face: Face, font: str) -> None:
    profile = Profile(fonts={**STANDARD_FONTS, face: font})
    assert not profile.is_standard
    assert deviations(profile) == ()  # 5.2.2 names kinds of type, not fonts


@pytest.mark.parametrize(
    ("face", "font", "clause"),
    [
        (Face.FANGSONG, "宋体", "5.2.2"),
        (Face.HEITI, "方正小标宋_GBK", "7.3.3"),
        (Face.KAITI, "仿宋", "7.3.3"),
        (Face.XIAOBIAOSONG, "宋体", "7.3.1"),
        (Face.SONGTI, "Times New Roman", "7.5"),
    ],
)
def test_a_font_of_another_kind_deviates(face: Face, font: str, clause: str) -> None:
    (found,) = deviations(Profile(fonts={**STANDARD_FONTS, face: font}))
    assert (found.clause, found.house) == (clause, font)


def test_deviations_come_in_the_order_of_the_clauses() -> None:
    profile = Profile(
        digits="Times New Roman",
        page_number=PageNumberSide.CENTRE,
        line_pitch=28,
        bold=frozenset({Bold.HEADING_3, Bold.TITLE}),
    )
    assert told(profile) == [
        ("5.2.2", "数字和字母"),
        ("5.2.3", "行距"),
        ("7.3.1", "标题"),
        ("7.3.3", "三级标题"),
        ("7.5", "页码"),
    ]


def test_a_deviation_gives_the_figures_of_both() -> None:
    (found,) = deviations(Profile(line_pitch=30))
    assert (found.standard, found.house) == (
        "28.95磅（每面22行），撑满版心",
        "30磅（每面21行）",
    )
