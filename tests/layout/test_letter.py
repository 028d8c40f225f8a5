"""信函 as clause 10.1 wants it, measured on what LibreOffice renders."""

from __future__ import annotations

from itertools import pairwise

import pytest
from msgspec.structs import replace
from places import BOTTOM, LEFT, PITCH, POINT, RIGHT, Pages, blank_lines_between, ink_of, near
from samples_special import SPECIAL

from make_docx.official import page as standard
from make_docx.official.first_page import crowds_out_text
from make_docx.rendering import BELOW_BASELINE, Page, Rule
from samples import FILLED

pytestmark = pytest.mark.layout

LETTERS = [name for name in SPECIAL if name.startswith("letter")]
PAPER_CENTRE = standard.PAPER_WIDTH_MM / 2
FOOT_RULE = standard.PAPER_HEIGHT_MM - standard.LETTER_FOOT_MM
GAP = standard.LETTER_FIRST_LINE_GAP * POINT  # 7/8 of a 3号 character


def red_rules(page: Page) -> list[Rule]:
    return [rule for rule in page.rules if rule.colour == (1, 0, 0)]


def weight(rule: Rule) -> float:
    return rule.bottom - rule.top


def mark_of(page: Page) -> tuple[float, float]:
    """Upper and lower edge of the 标志's ink."""
    ink = ink_of(page, page.lines[0])
    return ink[0], ink[-1]


# ── 标志 and double rules ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", LETTERS)
def test_the_mark_is_30_mm_under_the_edge_of_the_paper_whatever_its_size(
    pages: Pages, name: str
) -> None:
    top, _ = mark_of(pages[name][0])
    assert top == near(standard.LETTER_MARK_TOP_MM, 0.5)


@pytest.mark.parametrize("name", ["letter", "letter_long_mark"])
def test_the_mark_is_the_name_of_the_organ_red_centred_and_on_one_line(
    pages: Pages, name: str
) -> None:
    mark = pages[name][0].lines[0]
    assert mark.text == SPECIAL[name].mark.organs[0]
    assert mark.centre == near(PAPER_CENTRE, 0.5)
    assert {character.colour for character in mark.characters} == {(1, 0, 0)}
    assert "Serif" in mark.font


@pytest.mark.parametrize("name", LETTERS)
def test_the_first_rule_is_4_mm_under_the_mark_and_thick_over_thin(pages: Pages, name: str) -> None:
    thick, thin, *_ = red_rules(pages[name][0])
    _, foot = mark_of(pages[name][0])
    assert thick.top - foot == near(standard.LETTER_RULE_GAP_MM, 0.5)
    assert weight(thick) > 2 * weight(thin)
    assert 0 < thin.top - thick.bottom < 1


@pytest.mark.parametrize("name", LETTERS)
def test_the_second_rule_is_20_mm_above_the_foot_and_thin_over_thick(
    pages: Pages, name: str
) -> None:
    *_, thin, thick = red_rules(pages[name][0])
    assert thick.bottom == near(FOOT_RULE, 0.3)
    assert weight(thick) > 2 * weight(thin)
    assert 0 < thick.top - thin.bottom < 1


@pytest.mark.parametrize("name", LETTERS)
def test_both_rules_are_170_mm_wide_and_centred_on_the_paper(pages: Pages, name: str) -> None:
    rules = red_rules(pages[name][0])
    assert len(rules) == 4
    for rule in rules:
        assert (rule.left, rule.right) == (near(20, 0.3), near(190, 0.3))


@pytest.mark.parametrize("name", ["letter", "letter_full", "letter_annexes"])
def test_the_rules_and_the_mark_are_on_page_1_only(pages: Pages, name: str) -> None:
    _, *others = pages[name]
    assert others
    for page in others:
        assert red_rules(page) == []
        assert page.lines[0].size < standard.MARK_SIZE / 2


# ── the lines under the first rule ───────────────────────────────────────────────────────


@pytest.mark.parametrize("name", [name for name in LETTERS if SPECIAL[name].number])
def test_the_first_line_is_seven_eighths_of_a_character_under_the_rule(
    pages: Pages, name: str
) -> None:
    page = pages[name][0]
    _, thin, *_ = red_rules(page)
    assert ink_of(page, page.lines[1])[0] - thin.bottom == near(GAP, 0.5)


def test_a_letter_without_a_number_keeps_its_line_free(pages: Pages) -> None:
    title, with_number = (
        pages[name][0].line("关于商请") for name in ("letter_no_number", "letter")
    )
    assert title.baseline == near(with_number.baseline, 0.05)


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("letter", ""),
        ("letter_secret", "000001"),
        ("letter_secrecy", "机密★1年"),
        ("letter_urgent", "特急"),
    ],
)
def test_the_number_ends_the_first_line_at_the_right_edge(
    pages: Pages, name: str, first: str
) -> None:
    line = pages[name][0].lines[1]
    assert line.text == first + SPECIAL[name].number
    assert line.right == near(RIGHT, 0.5)


def test_copy_number_secrecy_and_urgency_have_a_line_each_flush_left(pages: Pages) -> None:
    page = pages["letter_secret"][0]
    lines = [page.line(text) for text in ("000001", "机密★1年", "特急")]
    assert lines == page.lines[1:4]
    for line, face in zip(lines, ("Fang", "Hei", "Hei"), strict=True):
        assert line.left == near(LEFT, 0.5)
        assert face in line.font
    for above, below in pairwise(lines):
        assert below.baseline - above.baseline == near(PITCH, 0.1)


def test_secrecy_on_the_first_line_is_set_in_black_type_and_the_number_is_not(
    pages: Pages,
) -> None:
    line = pages["letter_secrecy"][0].lines[1]
    assert "Hei" in line.font
    assert "Fang" in line.characters[-1].font


@pytest.mark.parametrize("name", ["letter", "letter_secret", "letter_urgent", "letter_long_mark"])
def test_the_title_is_two_empty_lines_under_the_last_element_above(pages: Pages, name: str) -> None:
    lines = pages[name][0].lines
    at = next(i for i, line in enumerate(lines) if line.size == near(standard.SIZE_2, 0.1))
    blanks = blank_lines_between(lines[at - 1], lines[at], standard.TITLE_LINE)
    assert blanks == near(standard.LINES_BEFORE_TITLE, 0.1)


# ── page 1 and the others ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", LETTERS)
def test_page_1_has_no_number_and_every_other_page_has_its_own(pages: Pages, name: str) -> None:
    for index, page in enumerate(pages[name], start=1):
        printed = "".join(character.text for character in page.characters if character.text.strip())
        assert (f"—{index}—" in printed) == (index > 1)


def test_text_on_page_1_keeps_clear_of_the_second_rule(pages: Pages) -> None:
    page = pages["letter_full"][0]
    last = page.lines[-1]
    assert set(last.text) == {"国"}
    thin = red_rules(page)[2]
    assert thin.top - ink_of(page, last)[-1] >= GAP
    assert last.baseline + BELOW_BASELINE * PITCH <= BOTTOM + 0.1


def test_the_other_pages_of_a_letter_have_22_lines(pages: Pages) -> None:
    lines = [line for line in pages["letter_full"][1].lines if set(line.text) == {"国"}]
    assert len(lines) == standard.LINES
    assert {len(line.text) for line in lines} == {standard.CHARACTERS}


def test_no_character_of_a_letter_is_lost(pages: Pages) -> None:
    assert sum(page.text.count("国") for page in pages["letter_full"]) == len(FILLED)


# ── 版记 ─────────────────────────────────────────────────────────────────────────────────


def test_as_many_addressees_stay_on_page_1_as_leave_it_a_line_of_text(pages: Pages) -> None:
    most = SPECIAL["letter_most_addressees"]
    page = pages["letter_most_addressees"][0]
    assert not crowds_out_text(most)
    assert page.lines[-1].text.startswith("各单位按照")
    assert set(page.lines[-2].text) == {"局", "："}
    assert page.lines[-1].baseline + 1.2 * PITCH > BOTTOM  # and there is no room for another
    assert crowds_out_text(replace(most, addressee=most.addressee + "局" * 28))


def test_addressees_in_the_colophon_stand_above_the_copies_without_a_rule(pages: Pages) -> None:
    last = pages["letter_moved_addressee"][-1]
    first, copies = last.line("主送："), last.line("抄送：")
    assert last.lines.index(copies) - last.lines.index(first) > 10
    assert first.left == near(copies.left, 0.1)
    assert last.line("局局").left == near(first.characters[3].left, 0.3)
    assert last.rules == []


@pytest.mark.parametrize("name", ["letter", "letter_secret", "letter_full", "letter_annexes"])
def test_copies_stand_at_the_foot_of_the_last_page_and_nothing_else_does(
    pages: Pages, name: str
) -> None:
    *others, last = pages[name]
    copies = last.line("抄送：")
    assert copies.text == f"抄送：{SPECIAL[name].copies_to}。"
    line = standard.COLOPHON_LINE / 1440 * 25.4
    assert copies.baseline + BELOW_BASELINE * line == near(BOTTOM)
    assert copies.left == near(LEFT + standard.SMALL_EM / 1440 * 25.4, 0.5)
    assert copies.size == near(standard.SIZE_4, 0.1)
    assert last.rules == []
    assert "印发" not in last.text
    assert not any("抄送" in page.text for page in others)


def test_a_letter_without_copies_has_no_colophon(pages: Pages) -> None:
    assert "抄送" not in "".join(page.text for page in pages["letter_bare"])
