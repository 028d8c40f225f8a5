"""简报 as offices usually have it, measured on what LibreOffice renders."""

from __future__ import annotations

import io
from collections.abc import Mapping

import docx
import pytest
from places import BOTTOM, CENTRE, EM, LEFT, PITCH, RIGHT, TOP, Pages, ink_of, line_number, near
from samples_special import BULLETIN, SPECIAL

from build_standard_page import Sample
from make_docx.document.fit import style_ids
from make_docx.document.fit.flow import blocks, flow
from make_docx.document.sheet import Sheet
from make_docx.document.styles import Style
from make_docx.official import page as standard

pytestmark = pytest.mark.layout

NAMES = [name for name in SPECIAL if name.startswith("bulletin")]
THIRD = standard.PAPER_HEIGHT_MM / 3
CAPTION = "工作人员在集市解答群众提问"


@pytest.mark.parametrize("name", NAMES)
def test_the_name_is_red_and_centred_over_the_number(pages: Pages, name: str) -> None:
    page = pages[name][0]
    mark, number = page.line("政务公开工作简报"), page.line("第3期")
    assert {character.colour for character in mark.characters} == {(1, 0, 0)}
    assert mark.size == near(standard.MARK_SIZE, 0.1)
    assert (mark.centre, number.centre) == (near(CENTRE, 0.5), near(CENTRE, 0.5))
    assert ink_of(page, mark)[-1] < ink_of(page, number)[0]


def test_the_head_takes_the_upper_third_of_the_page(pages: Pages) -> None:
    page = pages["bulletin"][0]
    top = ink_of(page, page.line("政务公开工作简报"))[0]
    assert top - TOP == near(standard.BULLETIN_MARK_TOP_MM, 0.5)
    assert page.rules[0].top == near(THIRD, 1)


def test_copy_number_secrecy_and_urgency_stand_above_the_name(pages: Pages) -> None:
    page = pages["bulletin_secret"][0]
    for number, text in enumerate(("000001", "机密★", "特急"), start=1):
        assert line_number(page.line(text)) == near(number, 0.1)
    top = ink_of(page, page.line("政务公开工作简报"))[0]
    assert top - TOP == near(3 * PITCH + standard.BULLETIN_MARK_TOP_MM, 0.5)


@pytest.mark.parametrize("name", NAMES)
def test_organ_and_date_stand_one_character_in_over_a_red_rule(pages: Pages, name: str) -> None:
    page = pages[name][0]
    row, rule = page.line("某某县人民政府2021年6月3日"), page.rules[0]
    assert (row.left, row.right) == (near(LEFT + EM, 0.5), near(RIGHT - EM))
    assert rule.colour == (1, 0, 0)
    assert (rule.left, rule.right) == (near(LEFT, 0.5), near(RIGHT, 0.5))
    assert rule.top - ink_of(page, row)[-1] == near(standard.RED_RULE_GAP_MM)


def test_nobody_is_addressed_and_nobody_signs(pages: Pages) -> None:
    text = "".join(page.text for page in pages["bulletin"])
    assert text.count(BULLETIN.issued_on) == 1
    assert text.count(BULLETIN.addressee) == 2  # 报 and 送 in the 版记


@pytest.mark.parametrize("name", NAMES)
def test_whom_it_goes_to_stands_at_the_foot_of_the_last_page(pages: Pages, name: str) -> None:
    page = pages[name][-1]
    first, middle, last = [rule for rule in page.rules if rule.colour != (1, 0, 0)]
    sent, copied = page.line("报：某某市人民政府办公室。"), page.line("送：某某市")
    assert first.bottom < sent.baseline < copied.baseline < middle.top
    assert sent.left == near(LEFT + standard.SIZE_4 / 72 * 25.4, 0.5)
    assert last.bottom == near(BOTTOM)


def test_two_photos_with_their_captions_fill_twenty_lines_at_most(pages: Pages) -> None:
    """The text on page 1 leaves no room for one; the first page behind it has two.

    Of whole size, four of them would leave the 版记 alone on page 4.
    """
    per_page = [
        sum(CAPTION in line.text for line in page.lines) for page in pages["bulletin_photos"]
    ]
    assert sum(per_page) == 4
    assert 2 in per_page
    page = pages["bulletin_photos"][per_page.index(2)]
    upper, lower = (line for line in page.lines if CAPTION in line.text)
    lines = (lower.baseline - upper.baseline) / PITCH
    assert 0.75 * standard.PHOTO_MOST_LINES + 1 < lines < standard.PHOTO_MOST_LINES + 0.9
    assert (upper.centre, upper.size) == (near(CENTRE, 0.5), near(standard.SIZE_4, 0.1))


def test_photos_make_room_for_the_colophon_on_their_own_page(pages: Pages) -> None:
    *_, last = pages["bulletin_photos"]
    assert len(pages["bulletin_photos"]) == 3
    assert CAPTION in last.text
    assert "报：" in last.text


def test_the_estimate_of_where_photos_end_is_what_is_printed(
    printed: Mapping[str, Sample], pages: Pages
) -> None:
    document = docx.Document(io.BytesIO(printed["bulletin_photos"].data))
    found = blocks(
        document.element.body,
        Sheet(document.styles.element),
        style_ids(document.element.body),
        (Style.CAPTION,),
    )
    ends = flow(found, fewest=False)
    captions = [
        (end.last_page, end.bottom)
        for block, end in zip(found, ends, strict=True)
        if block.style == Style.CAPTION
    ]
    measured = [
        (number, line.baseline)
        for number, page in enumerate(pages["bulletin_photos"], start=1)
        for line in page.lines
        if CAPTION in line.text
    ]
    assert [number for number, _ in captions] == [number for number, _ in measured]
    for (_, bottom), (_, baseline) in zip(captions, measured, strict=True):
        under = (1 - standard.BASELINE) * PITCH
        assert TOP + bottom / 1440 * 25.4 == near(baseline + under, 1.5)
