"""纪要 as clause 10.3 wants it, measured on what LibreOffice renders."""

from __future__ import annotations

import pytest
from places import (
    BOTTOM,
    CENTRE,
    EM,
    LEFT,
    PITCH,
    RIGHT,
    TOP,
    Pages,
    blank_lines_between,
    ink_of,
    line_number,
    near,
)
from samples_special import MINUTES, SPECIAL

from make_docx.official import page as standard
from make_docx.rendering import Line, Page

pytestmark = pytest.mark.layout

NAMES = [name for name in SPECIAL if name.startswith("minutes")]
# LibreOffice sets a fifth of an em where 汉字 and digits meet, whatever the document says.
AUTO_SPACE = 6 * 0.2 * EM


def line_of(pages: Pages, name: str, beginning: str) -> tuple[Page, Line]:
    page = next(page for page in pages[name] if beginning in page.text)
    return page, page.line(beginning)


def line_above(page: Page, line: Line) -> Line:
    return page.lines[page.lines.index(line) - 1]


@pytest.mark.parametrize("name", NAMES)
def test_the_mark_is_35_mm_under_the_edge_whatever_stands_above(pages: Pages, name: str) -> None:
    page = pages[name][0]
    mark = page.line("某某县人民政府常务")
    assert mark.text == MINUTES.mark.organs[0]
    assert ink_of(page, mark)[0] - TOP == near(standard.MARK_TOP_MM, 0.5)
    assert mark.centre == near(CENTRE, 0.5)
    assert {character.colour for character in mark.characters} == {(1, 0, 0)}


def test_copy_number_secrecy_and_urgency_take_lines_1_to_3(pages: Pages) -> None:
    page = pages["minutes_secret"][0]
    for number, text in enumerate(("000001", "机密★", "特急"), start=1):
        assert line_number(page.line(text)) == near(number, 0.1)


def test_the_number_is_centred_two_empty_lines_under_the_mark(pages: Pages) -> None:
    page = pages["minutes"][0]
    mark, number = page.line("某某县人民政府常务"), page.line("第3期")
    assert number.centre == near(CENTRE, 0.5)
    under_the_mark = mark.baseline + (1 - standard.BASELINE) * 1.2 * mark.size / 72 * 25.4
    assert number.baseline - standard.BASELINE * PITCH - under_the_mark == near(2 * PITCH, 0.5)


@pytest.mark.parametrize("name", ["minutes", "minutes_no_number"])
def test_organ_and_date_stand_one_character_in_over_a_red_rule(pages: Pages, name: str) -> None:
    page = pages[name][0]
    row = page.line("某某县人民政府2021年6月3日")
    assert row.left == near(LEFT + EM, 0.5)
    assert row.right == near(RIGHT - EM)
    rule = page.rules[0]
    assert rule.colour == (1, 0, 0)
    assert (rule.left, rule.right) == (near(LEFT, 0.5), near(RIGHT, 0.5))
    assert rule.top - ink_of(page, row)[-1] == near(standard.RED_RULE_GAP_MM)


def test_the_title_is_two_empty_lines_under_the_rule(pages: Pages) -> None:
    page = pages["minutes"][0]
    row, title = page.line("某某县人民政府2021"), page.line(MINUTES.title)
    assert title.centre == near(CENTRE, 0.5)
    assert title.size == near(standard.SIZE_2, 0.1)
    # the rule's own space comes on top
    blanks = blank_lines_between(row, title, standard.TITLE_LINE)
    assert blanks == near(standard.LINES_BEFORE_TITLE, 0.4)


@pytest.mark.parametrize("name", ["minutes", "minutes_annex"])
def test_who_was_there_stands_one_empty_line_under_the_text_or_the_annex_note(
    pages: Pages, name: str
) -> None:
    page, present = line_of(pages, name, "出席：")
    above = line_above(page, present)
    assert above.text.startswith("附件：" if name == "minutes_annex" else "高，取得")
    assert blank_lines_between(above, present) == near(1, 0.1)


def test_each_label_is_two_characters_in_and_in_black_type_and_the_names_are_not(
    pages: Pages,
) -> None:
    for label in ("出席：", "请假：", "列席："):
        _, line = line_of(pages, "minutes", label)
        assert line.left == near(LEFT + 2 * EM, 0.4)
        assert all("Hei" in character.font for character in line.characters[:3])
        assert all("Fang" in character.font for character in line.characters[3:])
        assert line.size == near(standard.SIZE_3, 0.1)


def test_the_labels_follow_each_other_without_empty_lines(pages: Pages) -> None:
    page, present = line_of(pages, "minutes", "出席：")
    at = page.lines.index(present)
    absent, in_attendance = page.lines[at + 1 : at + 3]
    assert absent.text == "请假：壬癸"
    assert in_attendance.text.startswith("列席：")
    assert in_attendance.baseline - present.baseline == near(2 * PITCH, 0.1)


def test_names_that_wrap_are_aligned_behind_the_colon(pages: Pages) -> None:
    page, label = line_of(pages, "minutes", "列席：")
    at = page.lines.index(label)
    wrapped = [line for line in page.lines[at + 1 :] if "子" in line.text]
    assert len(wrapped) >= 3
    for line in wrapped:
        assert line.left == near(label.characters[3].left, 0.3)
        assert line.right <= RIGHT + 0.5


def test_nobody_signs_minutes(pages: Pages) -> None:
    text = "".join(page.text for page in pages["minutes"])
    assert text.count(MINUTES.issued_on) == 1
    _, _, after = text.partition("列席：")
    assert f"\n{MINUTES.issuer}\n" not in after


def test_the_note_follows_who_was_there(pages: Pages) -> None:
    page, note = line_of(pages, "minutes_annex", "（联系人")
    assert note.left == near(LEFT + 2 * EM, 0.6)
    assert line_above(page, note).baseline == near(note.baseline - PITCH, 0.1)


@pytest.mark.parametrize("name", NAMES)
def test_the_colophon_ends_on_the_edge_of_the_text_area(pages: Pages, name: str) -> None:
    first, middle, last = pages[name][-1].rules
    assert last.bottom == near(BOTTOM)
    page = pages[name][-1]
    assert first.bottom < page.line("抄送：").baseline < middle.top
    assert middle.top < page.line(MINUTES.printed_by).baseline < last.top


def test_whom_minutes_go_to_stands_over_the_copies_without_a_rule_between(pages: Pages) -> None:
    page = pages["minutes_sent"][-1]
    first, middle, _ = page.rules
    sent, copies = page.line("主送：各县直单位。"), page.line("抄送：")
    assert first.bottom < sent.baseline < copies.baseline < middle.top
    assert sent.left == near(copies.left, 0.1)


@pytest.mark.parametrize("name", ["minutes", "minutes_annex"])
def test_pages_of_minutes_are_numbered(pages: Pages, name: str) -> None:
    for index, page in enumerate(pages[name], start=1):
        assert page.line("— ").text == f"— {index} —"
