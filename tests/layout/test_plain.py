"""白头, a paper without a 版头, measured on what LibreOffice renders."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from places import (
    BOTTOM,
    CENTRE,
    EM,
    LEFT,
    PITCH,
    RIGHT,
    Pages,
    blank_lines_between,
    line_number,
    near,
)
from samples_special import PLAIN, SPECIAL

from make_docx.official import page as standard
from make_docx.official.first_page import crowds_out_text

pytestmark = pytest.mark.layout

NAMES = [name for name in SPECIAL if name.startswith("plain")]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_red_and_nothing_stands_above_the_title(pages: Pages, name: str) -> None:
    for page in pages[name]:
        assert {character.colour for character in page.characters} == {(0, 0, 0)}
        assert not [rule for rule in page.rules if rule.colour == (1, 0, 0)]
    assert pages[name][0].lines[0].text == PLAIN.title_lines[0]


@pytest.mark.parametrize("name", NAMES)
def test_the_title_is_centred_and_begins_on_line_3(pages: Pages, name: str) -> None:
    first, second = pages[name][0].lines[:2]
    assert line_number(first, standard.TITLE_LINE) == near(standard.LINES_BEFORE_TITLE + 1, 0.1)
    for line in (first, second):
        assert line.centre == near(CENTRE, 0.5)
        assert line.size == near(standard.SIZE_2, 0.1)


def test_the_addressee_is_one_empty_line_under_the_title(pages: Pages) -> None:
    _, title, addressee = pages["plain"][0].lines[:3]
    assert addressee.text == f"{PLAIN.addressee}："
    assert addressee.left == near(LEFT, 0.3)
    assert blank_lines_between(title, addressee) == near(1, 0.2)


def test_as_many_addressees_stay_on_page_1_as_leave_it_a_line_of_text(pages: Pages) -> None:
    most = SPECIAL["plain_most_addressees"]
    page = pages["plain_most_addressees"][0]
    assert not crowds_out_text(most)
    last = max((line for line in page.lines if "—" not in line.text), key=lambda li: li.baseline)
    assert last.text.startswith("各单位按照")
    assert last.baseline + 1.2 * PITCH > BOTTOM  # and there is no room for another
    assert crowds_out_text(replace(most, addressee=most.addressee + "局" * 28))


def test_without_an_addressee_the_text_stands_there(pages: Pages) -> None:
    _, title, text = pages["plain_bare"][0].lines[:3]
    assert text.left == near(LEFT + 2 * EM, 0.4)
    assert blank_lines_between(title, text) == near(1, 0.2)


def test_without_a_seal_the_signature_is_two_characters_in(pages: Pages) -> None:
    page = pages["plain_bare"][-1]
    date = page.line(PLAIN.issued_on)
    name = page.lines[page.lines.index(date) - 1]
    assert name.right == near(RIGHT - 2 * EM)
    assert date.left - name.left == near(2 * EM, 0.5)


def test_the_colophon_is_printed_only_when_it_is_filled_in(pages: Pages) -> None:
    assert pages["plain"][-1].rules[-1].bottom == near(BOTTOM)
    assert [page.rules for page in pages["plain_bare"]] == [[] for _ in pages["plain_bare"]]


@pytest.mark.parametrize("name", NAMES)
def test_its_pages_are_numbered(pages: Pages, name: str) -> None:
    for index, page in enumerate(pages[name], start=1):
        assert page.line("— ").text == f"— {index} —"
