"""What a 格式规定 asks for, measured on the rendered page."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import pytest
from msgspec.structs import replace
from places import CENTRE, RIGHT, TOP, Pages, near
from samples_special import LETTER, ORDER

from make_docx.document import layout_path, render
from make_docx.model import Document, Level, Mark, Paragraph
from make_docx.official import page as standard
from make_docx.official.profile import (
    STANDARD,
    STANDARD_FONTS,
    Bold,
    Face,
    PageNumberSide,
    Profile,
)
from make_docx.rendering import BELOW_BASELINE, MM, Page, open_pages, to_pdf
from samples import DOWN, FILLED, TURNED, UP

pytestmark = pytest.mark.layout

TIGHT = Profile("某局", line_pitch=28)
WIDE = Profile(line_pitch=33)
NARROW = Profile(line_pitch=24)
CENTRED = Profile(page_number=PageNumberSide.CENTRE)
TYPE = Profile(
    fonts={**STANDARD_FONTS, Face.FANGSONG: STANDARD_FONTS[Face.KAITI]},
    digits="Times New Roman",
    bold=frozenset({Bold.HEADING_3}),
)
FULL = (Paragraph(Level.BODY, "", FILLED),)
NAMED = "“规定”——第1条…陶喆、张䶮"

SAMPLES: Mapping[str, tuple[Document, Profile]] = {
    "tight": (replace(DOWN, paragraphs=FULL), TIGHT),
    "wide": (replace(UP, paragraphs=FULL, secrecy="机密★1年", urgency="特急"), WIDE),
    "narrow": (replace(DOWN, paragraphs=FULL), NARROW),
    "joint": (replace(DOWN, mark=Mark(("某县教育局", "某县民政局"), "文件")), WIDE),
    "joint_standard": (replace(DOWN, mark=Mark(("某县教育局", "某县民政局"), "文件")), STANDARD),
    "letter": (LETTER, WIDE),
    "letter_standard": (LETTER, STANDARD),
    "order": (ORDER, WIDE),
    "order_standard": (ORDER, STANDARD),
    "centred": (replace(DOWN, annexes=(replace(TURNED, number=0),)), CENTRED),
    "type": (replace(DOWN, paragraphs=(*DOWN.paragraphs, Paragraph(Level.BODY, "", NAMED))), TYPE),
    "rare": (
        replace(DOWN, paragraphs=(Paragraph(Level.BODY, "", ("国" * 13 + "喆" + "国" * 14) * 18),)),
        STANDARD,
    ),
}


@pytest.fixture(scope="module")
def pages(renderer: None) -> Pages:
    """The pages of every sample by its name, rendered with one call."""
    documents = [
        render(document, layout_path(document.direction, document.layout, None), profile)
        for document, profile in SAMPLES.values()
    ]
    return dict(zip(SAMPLES, map(open_pages, to_pdf(documents)), strict=True))


def body(page: Page) -> list[float]:
    """The baselines of the lines of the text."""
    return [line.baseline for line in page.lines if line.text.strip("国喆") == ""]


def mark_top(page: Page) -> float:
    """Upper edge of the 标志's ink, in mm from the paper's edge."""
    line = max(page.lines, key=lambda line: line.size)
    height = line.size * MM
    return page.ink(line.baseline - 0.9 * height, line.baseline, line.left, line.right)[0]


@pytest.mark.parametrize(
    ("name", "pitch", "lines"), [("tight", 28, 22), ("wide", 33, 19), ("narrow", 24, 26)]
)
def test_a_page_has_the_lines_that_the_pitch_leaves_room_for(
    pages: Pages, name: str, pitch: float, lines: int
) -> None:
    baselines = body(pages[name][1])
    assert len(baselines) == lines
    assert all(after - before == near(pitch * MM, 0.1) for before, after in pairwise(baselines))
    assert baselines[0] - (1 - BELOW_BASELINE) * pitch * MM == near(TOP)


@pytest.mark.parametrize("name", ["tight", "wide", "narrow"])
def test_28_characters_still_fill_a_line(pages: Pages, name: str) -> None:
    full = [line for line in pages[name][1].lines if line.text.strip("国") == ""]
    assert {len(line.text) for line in full} == {standard.CHARACTERS}


@pytest.mark.parametrize("name", ["tight", "wide", "narrow", "centred", "type"])
def test_the_mark_is_35_mm_under_the_edge_whatever_the_pitch(pages: Pages, name: str) -> None:
    assert mark_top(pages[name][0]) - TOP == near(35, 0.5)


@pytest.mark.parametrize("name", ["joint", "letter", "order"])
def test_other_marks_stay_where_they_are(pages: Pages, name: str) -> None:
    assert mark_top(pages[name][0]) == near(mark_top(pages[f"{name}_standard"][0]), 0.2)


@pytest.mark.parametrize("name", ["tight", "wide", "narrow"])
def test_the_red_rule_is_4_mm_under_the_number(pages: Pages, name: str) -> None:
    page = pages[name][0]
    number = next(line for line in page.lines if "〔2021〕" in line.text)
    rule = page.rules[0]
    ink = page.ink(number.baseline - 2, rule.top - 0.3, number.left, number.right)
    assert rule.top - ink[-1] == near(4, 0.5)


def test_the_first_line_of_a_letter_stays_under_its_rule(pages: Pages) -> None:
    lines = [
        next(line for line in pages[name][0].lines if "〔2021〕" in line.text).baseline
        for name in ("letter", "letter_standard")
    ]
    assert lines[0] == near(lines[1], 0.2)


def test_page_numbers_are_centred_under_the_text_area(pages: Pages) -> None:
    for number, page in enumerate(pages["centred"], start=1):
        if page.is_landscape:
            characters = [c for c in page.characters if c.rotated]
            assert "".join(c.text for c in characters).replace(" ", "") == f"—{number}—"
            ink = page.ink(0, page.height, 27, 29)  # 7 mm from the 版心, which begins at 35
            assert (ink[0] + ink[-1]) / 2 == near(CENTRE, 0.5)
        else:
            assert page.line(f"— {number} —").centre == near(CENTRE, 0.3)
    assert {page.is_landscape for page in pages["centred"]} == {True, False}


def test_the_page_number_stays_7_mm_under_the_text_area(pages: Pages) -> None:
    line = pages["centred"][0].line("— 1 —")
    ink = pages["centred"][0].ink(line.baseline - 4, line.baseline + 1, line.left, line.left + 3)
    assert (ink[0] + ink[-1]) / 2 == near(TOP + standard.TEXT_HEIGHT_MM + 7, 0.5)


def test_digits_are_times_and_chinese_signs_are_not(pages: Pages) -> None:
    line = next(line for page in pages["type"] for line in page.lines if "规定" in line.text)
    digit = next(c for c in line.characters if c.text == "1")
    assert "Times" in digit.font or "Liberation" in digit.font
    for character in line.characters:
        if character.text in "“”—…":
            assert "Kai" in character.font, character.text


def test_the_page_number_keeps_its_type(pages: Pages) -> None:
    line = pages["type"][0].line("— 1 —")
    assert {character.font for character in line.characters if character.text == "1"} == {
        character.font
        for character in pages["tight"][0].line("— 1 —").characters
        if character.text == "1"
    }


def test_another_font_is_used_everywhere(pages: Pages) -> None:
    first = pages["type"][0]
    assert "Kai" in first.line("各单位按照").font
    assert "Kai" in first.line("某政发").font
    assert (
        "Hei"
        in next(
            line for page in pages["type"] for line in page.lines if line.text.startswith("一、")
        ).font
    )


def test_rare_characters_keep_the_lines(pages: Pages) -> None:
    lines = [line for line in pages["rare"][1].lines if line.text.strip("国喆") == ""]
    assert len(lines) >= 10
    assert {len(line.text) for line in lines[:-1]} == {standard.CHARACTERS}
    assert all(line.right == near(RIGHT, 1) for line in lines[:-1])


def test_no_character_of_a_rare_name_is_lost(pages: Pages) -> None:
    assert any("陶喆、张䶮" in page.text.replace("\n", "") for page in pages["type"])
