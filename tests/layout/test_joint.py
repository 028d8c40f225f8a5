"""Joint documents and every block of 署名 and 成文日期, measured on what LibreOffice renders."""

from __future__ import annotations

from itertools import pairwise

import pytest
from places import (
    BOTTOM,
    CENTRE,
    EM,
    LEFT,
    PITCH,
    POINT,
    RIGHT,
    TOP,
    Pages,
    blank_lines_between,
    ink_of,
    line_number,
    near,
)

from make_docx.model import Document
from make_docx.official import page as standard
from make_docx.rendering import Character, Line, Page
from samples import ORGANS, POSTS, SAMPLES

pytestmark = pytest.mark.layout

STACKS = [name for name in SAMPLES if name.startswith("joint_mark")]
SEAL = standard.SEAL_DIAMETER_MM
# LibreOffice sets a fifth of an em where 汉字 and digits meet, whatever the document says.
AUTO_SPACE = 5 * 0.2 * EM


def names_of(page: Page, document: Document) -> list[list[Character]]:
    """The characters of each organ's name in the stack, without 文件 at the side."""
    suffix = document.mark.suffix
    found = []
    for organ in document.mark.organs:
        line = next(li for li in page.lines if li.text.removesuffix(suffix) == organ)
        found.append(list(line.characters[: len(organ)]))
    return found


# ── the stack (7.2.4) ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", STACKS)
def test_the_stack_begins_35_mm_under_the_edge_whatever_stands_above(
    pages: Pages, name: str
) -> None:
    page = pages[name][0]
    first = next(line for line in page.lines if line.text.startswith(ORGANS[0]))
    assert ink_of(page, first)[0] - TOP == near(standard.MARK_TOP_MM)


@pytest.mark.parametrize("name", STACKS)
def test_the_names_of_a_stack_are_red_and_as_wide_as_each_other(pages: Pages, name: str) -> None:
    names = names_of(pages[name][0], SAMPLES[name])
    widest = max(names, key=len)
    for characters in names:
        assert characters[0].left == near(widest[0].left, 0.5)
        assert characters[-1].left == near(widest[-1].left, 0.7)
        assert {character.colour for character in characters} == {(1, 0, 0)}


@pytest.mark.parametrize("name", [name for name in STACKS if SAMPLES[name].mark.suffix])
def test_the_suffix_stands_right_of_the_stack_and_in_its_middle(pages: Pages, name: str) -> None:
    page, document = pages[name][0], SAMPLES[name]
    names = names_of(page, document)
    suffix = next(li for li in page.lines if li.text.endswith(document.mark.suffix)).characters[-2:]
    assert "".join(character.text for character in suffix) == "文件"
    assert suffix[0].left > max(characters[-1].right for characters in names)
    middle = (names[0][0].baseline + names[-1][0].baseline) / 2
    assert suffix[0].baseline == near(middle)


@pytest.mark.parametrize("name", STACKS)
def test_a_stack_is_centred_inside_the_text_area(pages: Pages, name: str) -> None:
    page, document = pages[name][0], SAMPLES[name]
    stack = [line for line in page.lines if {c.colour for c in line.characters} == {(1, 0, 0)}]
    left = min(line.left for line in stack)
    # not `right`: LibreOffice counts what it spreads names by to their last characters too
    right = max(c.left + c.size * POINT for line in stack for c in line.characters)
    assert (left + right) / 2 == near(CENTRE)
    assert LEFT - 0.5 <= left < right <= RIGHT + 0.5
    assert len(stack) == len(document.mark.organs) + (len(document.mark.organs) % 2 == 0) * bool(
        document.mark.suffix
    )


@pytest.mark.parametrize("name", STACKS)
def test_under_a_stack_page_1_has_its_number_and_text(pages: Pages, name: str) -> None:
    page, document = pages[name][0], SAMPLES[name]
    last = names_of(page, document)[-1][0]
    number = next(li for li in page.lines if "签发人" in li.text or li.text == document.number)
    gap = number.baseline - last.baseline
    below = (1 - 0.8) * standard.MARK_LINE * last.size * 25.4 / 72
    assert gap == near(below + (standard.LINES_BEFORE_NUMBER + 0.8) * PITCH)
    assert page.rules[0].colour == (1, 0, 0)
    assert page.find("各单位按照") is not None


def test_with_the_addressee_in_the_colophon_page_1_has_text(pages: Pages) -> None:
    first, last = pages["moved_addressee"][0], pages["moved_addressee"][-1]
    assert first.find("各单位按照") is not None
    assert not any("某县第1局" in page.text for page in pages["moved_addressee"][:-1])
    sent, copied = last.line("主送：某县第1局"), last.line("抄送：")
    assert sent.left == near(copied.left, 0.3)
    assert last.rules[0].bottom < sent.baseline
    assert not [r for r in last.rules if sent.baseline < r.top < copied.baseline]  # 7.4.2
    wrapped = [li for li in last.lines if sent.baseline < li.baseline < copied.baseline]
    assert all(line.left == near(sent.characters[3].left, 0.5) for line in wrapped)
    assert wrapped[-1].text.endswith("。")
    assert last.rules[-1].bottom == near(BOTTOM)


# ── 署名 with seals (7.3.5.1) ────────────────────────────────────────────────────────────


def block(page: Page, document: Document) -> list[Line]:
    """The lines from behind the text to the 成文日期."""
    date = page.line(document.issued_on)
    text = max((li.baseline for li in page.lines if li.text.endswith("社会效果。")), default=0.0)
    return [line for line in page.lines if text < line.baseline <= date.baseline]


def cells(line: Line) -> list[list[Character]]:
    """A line's texts that stand apart."""
    found = [[line.characters[0]]]
    for one, other in pairwise(line.characters):
        if other.left - one.right > 0.5 * EM:
            found.append([])
        if other.text.strip():
            found[-1].append(other)
    return [cell for cell in found if cell]


def middle(characters: list[Character]) -> float:
    return (characters[0].left + characters[-1].right) / 2


@pytest.mark.parametrize("name", ["sealed_2", "sealed_3", "sealed_4", "sealed_5"])
def test_sealed_organs_stand_side_by_side_in_order(pages: Pages, name: str) -> None:
    document = SAMPLES[name]
    *rows, date = block(pages[name][-1], document)
    texts = ["".join(c.text for c in cell) for row in rows for cell in cells(row)]
    assert texts == list(document.signatures)
    places = 2 if len(texts) in (2, 4) else 3
    assert [len(cells(row)) for row in rows][:1] == [places]
    assert middle(cells(rows[-1])[-1]) == near(date.centre)
    assert date.right == near(RIGHT - standard.SEALED_DATE_RIGHT * EM, AUTO_SPACE)
    assert date.baseline - rows[-1].baseline == near(PITCH, 0.1)


@pytest.mark.parametrize(
    "name", ["sealed_2", "sealed_3", "sealed_4", "sealed_5", "sealed_long_names"]
)
def test_seals_do_not_touch_and_stay_inside(pages: Pages, name: str) -> None:
    document = SAMPLES[name]
    page = next(page for page in pages[name] if page.find(document.issued_on))
    *rows, _ = block(page, document)
    for row in rows:
        centres = [middle(cell) for cell in cells(row)]
        assert all(right - left > SEAL + 3 for left, right in pairwise(centres))
        assert centres[0] - SEAL / 2 >= LEFT - 0.3
        assert centres[-1] + SEAL / 2 <= RIGHT
        assert row.left >= LEFT - 0.3
        assert row.right <= RIGHT + 0.3
    assert all(lower.baseline - upper.baseline > SEAL + 3 for upper, lower in pairwise(rows))


def test_the_first_seal_begins_within_a_line_of_the_text(pages: Pages) -> None:
    page = pages["sealed_3"][-1]
    name = block(page, SAMPLES["sealed_3"])[0]
    text = max(line.baseline for line in page.lines if line.text.endswith("社会效果。"))
    # the name lies a little below the middle of its seal, by half its height
    top = name.baseline - 16 * 25.4 / 72 - SEAL / 2
    assert 0 <= top - (text + 0.2 * PITCH) <= PITCH


def test_a_name_too_long_for_its_place_takes_two_lines(pages: Pages) -> None:
    document = SAMPLES["sealed_longest_names"]
    page = next(page for page in pages["sealed_longest_names"] if page.find(document.issued_on))
    rows = block(page, document)
    joined = "".join("".join(c.text for c in cells(row)[-1]) for row in rows[:2])
    assert joined == document.signatures[1]
    assert all(row.left >= LEFT - 0.3 and row.right <= RIGHT + 0.3 for row in rows)


# ── 署名 without (7.3.5.2) ───────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "name", ["unsealed_joint", "unsealed_joint_wide_first", "unsealed_joint_short"]
)
def test_unsealed_organs_stand_below_each_other_and_the_date_2_further(
    pages: Pages, name: str
) -> None:
    document = SAMPLES[name]
    *names, date = block(pages[name][-1], document)
    assert [line.text for line in names] == list(document.signatures)
    for line in names:
        assert date.left - line.left == near(2 * EM, 0.5)
    widest = max(*names, date, key=lambda line: line.right)
    slack = AUTO_SPACE if widest is date else 1
    assert widest.right == near(RIGHT - standard.UNSEALED_RIGHT * EM, slack)
    assert all(b.baseline - a.baseline == near(PITCH, 0.1) for a, b in pairwise([*names, date]))


# ── 签名章 (7.3.5.3) ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["stamped", "stamped_joint"])
def test_posts_leave_room_for_their_stamps(pages: Pages, name: str) -> None:
    document = SAMPLES[name]
    page = pages[name][1]
    *posts, date = block(page, document)
    assert [line.text for line in posts] == list(document.posts)
    stamp = RIGHT - (standard.STAMP_RIGHT * EM + standard.STAMP_WIDTH_MM)
    for post in posts:
        assert post.right == near(stamp - 2 * EM)
    assert date.right == near(RIGHT - 4 * EM, 0.5)
    text = max(
        (li for li in page.lines if li.text.endswith("社会效果。")), key=lambda li: li.baseline
    )
    # two empty lines, then the stamp's height of two lines with the 职务 in its middle
    assert blank_lines_between(text, posts[0]) == near(2 + 0.5, 0.1)
    assert blank_lines_between(posts[-1], date) == near(0.5 + 1, 0.1)
    for one, other in pairwise(posts):
        assert other.baseline - one.baseline > standard.STAMP_LINES * PITCH + 3


def test_a_stamped_document_prints_no_name_of_an_organ(pages: Pages) -> None:
    texts = [line.text for page in pages["stamped_joint"] for line in page.lines]
    assert not set(texts) & set(ORGANS[1:])
    assert set(POSTS) <= set(texts)


# ── 签发人 (7.2.6) ───────────────────────────────────────────────────────────────────────


def test_signers_too_long_for_two_a_row_stand_one_a_row(pages: Pages) -> None:
    page, document = pages["long_signers"][0], SAMPLES["long_signers"]
    first, second, last = (
        next(line for line in page.lines if line.text.endswith(name)) for name in document.signers
    )
    assert first.text == f"签发人：{document.signers[0]}"
    assert second.left == near(first.characters[4].left, 0.3)
    assert last.text.startswith(document.number)
    name = last.characters[-len(document.signers[-1]) :]
    assert name[0].left == near(second.left, 0.3)
    number = last.characters[len(document.number) - 1]
    assert first.left - number.right > EM / 2
    assert max(first.right, second.right) <= RIGHT - EM + 1
    assert line_number(second) - line_number(first) == near(1, 0.05)
