"""The page as GB/T 9704-2012 wants it, measured in millimetres on what LibreOffice renders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import pytest

from make_docx.official import page as standard
from make_docx.rendering import BELOW_BASELINE, Character, Line, Page
from samples import FILLED, SAMPLES

pytestmark = pytest.mark.layout

Pages = Mapping[str, Sequence[Page]]

PITCH = standard.LINE_PITCH / 1440 * 25.4
EM = standard.ADVANCE / 1440 * 25.4
SMALL_EM = standard.SMALL_EM / 1440 * 25.4
LEFT = standard.MARGIN_LEFT_MM
RIGHT = LEFT + standard.TEXT_WIDTH_MM
TOP = standard.MARGIN_TOP_MM
BOTTOM = TOP + standard.TEXT_HEIGHT_MM
CENTRE = (LEFT + RIGHT) / 2
UPRIGHT = (standard.PAPER_WIDTH_MM, standard.PAPER_HEIGHT_MM)
# LibreOffice sets a fifth of an em at each of the five places where 汉字 and digits meet in a
# date, and before the digits of a number, whatever the document says.
AUTO_SPACE = 6 * 0.2 * EM


def near(value: float, tolerance: float = 1.0) -> object:
    return pytest.approx(value, abs=tolerance)


def line_number(line: Line) -> float:
    """Which of the 22 lines of the page a 3号 line stands on."""
    return (line.baseline + BELOW_BASELINE * PITCH - TOP) / PITCH


def texts(page: Page) -> list[str]:
    return [line.text for line in page.lines]


def mark_top(page: Page, mark: str) -> float:
    """Upper edge of the 标志's ink under the upper edge of the 版心."""
    line = page.line(mark[:6])
    height = line.size * 25.4 / 72
    ink = page.ink(line.baseline - 0.9 * height, line.baseline, line.left, line.right)
    return ink[0] - TOP


# ── the page (5) ─────────────────────────────────────────────────────────────────────────


def test_a_page_is_a4(pages: Pages) -> None:
    for sample in pages.values():
        for page in sample:
            assert sorted((page.width, page.height)) == [near(210, 0.5), near(297, 0.5)]


def test_a_full_page_has_22_lines_of_28_characters(pages: Pages) -> None:
    body = [line for line in pages["full"][1].lines if line.text.strip("国") == ""]
    assert len(body) == standard.LINES
    assert {len(line.text) for line in body} == {standard.CHARACTERS}


@pytest.mark.parametrize("name", ["full", "one_paragraph"])
def test_the_first_page_shows_text_of_the_body(pages: Pages, name: str) -> None:
    assert any(line.text.startswith("国") for line in pages[name][0].lines)  # 7.3.3


def test_a_name_as_long_as_a_line_stays_on_one_line(pages: Pages) -> None:
    name = SAMPLES["sealed_full"].signatures[0]
    assert sum(texts(page).count(name) for page in pages["sealed_full"]) == 1


def test_a_full_page_fills_the_text_area(pages: Pages) -> None:
    body = [line for line in pages["full"][1].lines if line.text.strip("国") == ""]
    assert body[0].baseline - (1 - BELOW_BASELINE) * PITCH == near(TOP)
    assert body[-1].baseline + BELOW_BASELINE * PITCH == near(BOTTOM)
    assert min(line.left for line in body) == near(LEFT)
    assert max(line.right for line in body) == near(RIGHT)


def test_no_character_is_lost(pages: Pages) -> None:
    printed = "".join(page.text for page in pages["full"])
    assert printed.count("国") == len(FILLED)


def test_no_page_is_empty(pages: Pages) -> None:
    for name, sample in pages.items():
        for page in sample:
            body = [line for line in page.lines if not line.text.startswith("—")]
            assert body, name


# ── page numbers (7.5) ───────────────────────────────────────────────────────────────────


def dash(characters: Sequence[Character]) -> Character:
    return next(character for character in characters if character.text == "—")


def test_page_numbers_stand_7_mm_under_the_text(pages: Pages) -> None:
    for page in pages["full"]:
        first = dash(page.line("— ").characters)
        ink = page.ink(BOTTOM + 1, page.height - 5, first.left, first.right)
        assert (ink[0] + ink[-1]) / 2 - BOTTOM == near(7)


def test_page_numbers_stand_outside_one_character_in(pages: Pages) -> None:
    for index, page in enumerate(pages["full"], start=1):
        number = page.line("— ")
        assert number.text == f"— {index} —"
        if index % 2:
            assert number.right == near(RIGHT - SMALL_EM)
        else:
            assert number.left == near(LEFT + SMALL_EM)


# ── 版头 (7.2) ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["down", "up", "secret", "secret_only", "urgent", "long_mark"])
def test_the_mark_is_35_mm_under_the_edge_whatever_stands_above(pages: Pages, name: str) -> None:
    assert mark_top(pages[name][0], SAMPLES[name].mark.organs[0]) == near(35)


@pytest.mark.parametrize("name", ["secret", "secret_only", "urgent"])
def test_secrecy_and_urgency_do_not_move_the_mark(pages: Pages, name: str) -> None:
    mark = SAMPLES["down"].mark.organs[0]
    assert pages[name][0].line(mark).baseline == near(pages["down"][0].line(mark).baseline, 0.05)


@pytest.mark.parametrize("name", ["down", "up", "long_mark"])
def test_the_mark_is_red_centred_and_on_one_line(pages: Pages, name: str) -> None:
    mark = pages[name][0].line(SAMPLES[name].mark.organs[0][:6])
    assert mark.text == SAMPLES[name].mark.organs[0]
    assert mark.centre == near(CENTRE)
    assert mark.left >= LEFT
    assert mark.right <= RIGHT


def test_copy_number_secrecy_and_urgency_take_lines_1_to_3(pages: Pages) -> None:
    page = pages["secret"][0]
    for number, text in enumerate(("000001", "机密★", "特急"), start=1):
        line = page.line(text)
        assert line_number(line) == near(number, 0.1)
        assert line.left == near(LEFT, 0.5)


def test_secrecy_alone_stays_on_line_2_and_urgency_alone_comes_first(pages: Pages) -> None:
    assert line_number(pages["secret_only"][0].line("机密★")) == near(2, 0.1)
    assert line_number(pages["urgent"][0].line("特急")) == near(1, 0.1)


@pytest.mark.parametrize("name", ["down", "up", "signers", "no_number"])
def test_the_red_rule_is_as_wide_as_the_text(pages: Pages, name: str) -> None:
    rule = pages[name][0].rules[0]
    assert (rule.left, rule.right) == (near(LEFT, 0.5), near(RIGHT, 0.5))
    assert rule.colour == (1, 0, 0)


@pytest.mark.parametrize("name", ["down", "up"])
def test_the_red_rule_is_4_mm_under_the_number(pages: Pages, name: str) -> None:
    page = pages[name][0]
    line = page.line("某政")
    ink = page.ink(line.baseline - 2, page.rules[0].top - 0.3, line.left, line.right)
    assert page.rules[0].top - ink[-1] == near(4)


def test_the_red_rule_stands_in_its_place_without_a_number(pages: Pages) -> None:
    assert pages["no_number"][0].rules[0].top == near(pages["down"][0].rules[0].top, 0.05)


def test_the_number_of_a_document_down_is_centred(pages: Pages) -> None:
    assert pages["down"][0].line("某政发").centre == near(CENTRE)


def test_the_number_of_a_document_up_and_its_signer_are_one_character_in(pages: Pages) -> None:
    line = pages["up"][0].line("某政报")
    assert line.left == near(LEFT + EM)
    assert line.right == near(RIGHT - EM)
    assert line.text.endswith("签发人：甲乙丙")
    assert "Kai" in line.characters[-1].font
    assert "Fang" in line.characters[-4].font


def test_several_signers_stand_two_a_row_under_each_other(pages: Pages) -> None:
    page = pages["signers"][0]
    first = page.line("签发人")
    last = page.line("某政报")  # the number stands on the row of the last signer (7.2.6)
    name = first.characters[4]
    assert name.text == "甲"
    second = page.line("己庚辛")
    assert second.left == near(name.left, 0.3)
    assert next(c.left for c in last.characters if c.text == "子") == near(name.left, 0.3)
    fourth = next(c.left for c in second.characters if c.text == "壬")
    assert next(c.left for c in first.characters if c.text == "丁") == near(fourth, 0.3)
    assert first.right <= RIGHT - EM + 1


# ── 主体 (7.3) ───────────────────────────────────────────────────────────────────────────


def test_the_title_is_centred_two_lines_under_the_rule(pages: Pages) -> None:
    page = pages["down"][0]
    title, second = page.line("某某县人民政府"), page.line("关于政务公开")
    title = next(line for line in page.lines if line.size == near(22, 0.1))
    assert title.centre == near(CENTRE)
    assert second.centre == near(CENTRE)
    assert title.baseline - page.line("某政发").baseline == near(3.4 * PITCH, 2)


def test_type_follows_the_standard(pages: Pages) -> None:
    page = pages["down"][0]
    lines = {line.text[:2]: line for sheet in pages["down"] for line in sheet.lines}
    assert "Serif" in page.line("关于政务公开").font
    assert page.line("关于政务公开").size == near(22, 0.1)
    for beginning, face in {
        "各单": "Fang",
        "一、": "Hei",
        "（一": "Kai",
        "1.": "Fang",
        "（1": "Fang",
    }.items():
        assert face in lines[beginning].font, beginning
        assert lines[beginning].size == near(16, 0.1)


def test_the_addressee_is_flush_left_and_paragraphs_two_characters_in(pages: Pages) -> None:
    page = pages["down"][0]
    assert page.line("各乡镇人民政府：").left == near(LEFT, 0.3)
    assert page.line("各单位按照").left == near(LEFT + 2 * EM, 0.4)


def test_a_sealed_signature_is_centred_over_the_date_4_characters_in(pages: Pages) -> None:
    name, date = signature(pages["down"][-1])
    assert name.centre == near(date.centre)
    assert date.right == near(RIGHT - 4 * EM, AUTO_SPACE)


def test_a_long_sealed_signature_stays_inside_and_over_its_date(pages: Pages) -> None:
    name, date = signature(pages["sealed_long"][-1])
    assert name.right <= RIGHT + 0.5
    assert name.centre == near(date.centre)


def test_without_a_seal_the_signature_is_2_characters_in_and_the_date_2_further(
    pages: Pages,
) -> None:
    name, date = signature(pages["unsealed"][-1])
    assert name.right == near(RIGHT - 2 * EM)
    assert date.left - name.left == near(2 * EM, 0.5)


def test_without_a_seal_a_date_longer_than_the_name_is_2_characters_in(pages: Pages) -> None:
    name, date = signature(pages["unsealed_short"][-1])
    assert date.right == near(RIGHT - 2 * EM, AUTO_SPACE)
    assert date.left - name.left == near(2 * EM, 0.5)


def test_a_date_as_long_as_the_name_ends_inside_the_text_area(pages: Pages) -> None:
    name, date = signature(pages["unsealed_as_wide"][-1])
    assert date.right <= RIGHT + 0.3
    assert date.left - name.left == near(2 * EM, 0.5)


def signature(page: Page) -> tuple[Line, Line]:
    """The 署名 and the 成文日期: the date is the only line that begins with a year."""
    for before, line in pairwise(page.lines):
        if line.text.startswith("2021年") and "印发" not in line.text:
            return before, line
    raise AssertionError(page.text)


def test_the_note_is_in_brackets_2_characters_in_under_the_date(pages: Pages) -> None:
    note = pages["up"][-1].line("（联系人")
    assert note.left == near(LEFT + 2 * EM, 0.6)
    assert note.text.endswith("）")
    _, date = signature(pages["up"][-1])
    assert note.baseline - date.baseline == near(PITCH, 0.1)


# ── 印发件 ───────────────────────────────────────────────────────────────────────────────


def test_an_enclosure_begins_a_page_with_its_title_on_line_3(pages: Pages) -> None:
    for enclosure in SAMPLES["enclosure"].enclosures:
        (page,) = [page for page in pages["enclosure"] if page.lines[0].text == enclosure.title]
        title, text = page.lines[:2]
        assert title.size == near(standard.SIZE_2, 0.1)
        assert title.centre == near(CENTRE)
        title_line = standard.TITLE_LINE / 1440 * 25.4
        assert title.baseline - (1 - BELOW_BASELINE) * title_line == near(TOP + 2 * PITCH)
        assert text.baseline - (1 - BELOW_BASELINE) * PITCH == near(TOP + 3 * PITCH + title_line)


def test_an_enclosure_follows_the_signed_page_without_the_word_annex(pages: Pages) -> None:
    sample = pages["enclosure"]
    heads = [page.lines[0].text for page in sample]
    first = heads.index(SAMPLES["enclosure"].enclosures[0].title)
    assert sample[first - 1].find(SAMPLES["enclosure"].issued_on)
    assert not any("附件" in page.text for page in sample[: first + 1])


def test_annexes_of_an_enclosure_are_named_under_the_last_one(pages: Pages) -> None:
    sample = pages["enclosure"]
    (page,) = [page for page in sample if page.find("附件：1.")]
    assert page.lines[0].text == SAMPLES["enclosure"].enclosures[-1].title
    assert [page.lines[0].text for page in sample if page.lines[0].text.startswith("附件")] == [
        "附件1",
        "附件2",
    ]
    assert SAMPLES["enclosure"].printed_on in sample[-1].text


# ── 附件 (7.3.4, 7.3.7) ──────────────────────────────────────────────────────────────────


def test_annex_names_are_aligned_behind_their_numbers(pages: Pages) -> None:
    lines = [line for page in pages["many_annexes"] for line in page.lines]
    names = [c.left for line in lines for c in line.characters if c.text == "关"][1:]
    wrapped = [line.left for line in lines if line.text.startswith("料目录")]
    assert len(names) == 11
    assert max(names) - min(names) < 0.5
    assert wrapped
    assert all(left == near(names[0], 0.5) for left in wrapped)


def test_the_name_of_a_single_annex_has_no_number_and_wraps_under_itself(pages: Pages) -> None:
    page = next(page for page in pages["one_annex"] if "附件：" in page.text)
    first = page.line("附件：方案")
    following = next(line for line in page.lines if line.baseline > first.baseline)
    assert first.left == near(LEFT + 2 * EM, 0.5)
    assert following.left == near(first.characters[3].left, 0.5)


def test_the_annex_note_stands_one_empty_line_under_the_text_2_characters_in(
    pages: Pages,
) -> None:
    page = pages["annexes"][1]
    text = [line for line in page.lines if line.text.endswith("社会效果。")][-1]
    first, second = page.line("附件：1."), page.line("2.")
    assert first.baseline - text.baseline == near(2 * PITCH, 0.1)
    assert first.left == near(LEFT + 2 * EM, 0.3)
    assert second.left == near(first.characters[3].left, 0.5)  # 2. under 1. (7.3.4)
    name = next(c for c in first.characters if c.text == "各")
    assert next(c.left for c in second.characters if c.text == "各") == near(name.left, 0.3)


def test_the_names_in_the_annex_note_are_those_on_the_annexes(pages: Pages) -> None:
    sample = pages["annexes"]
    for annex in SAMPLES["annexes"].annexes:
        assert sample[1].find(f"附件：{annex.number}.") or sample[1].find(f"{annex.number}.")
        (head,) = [page for page in sample if page.lines[0].text == f"附件{annex.number}"]
        assert head.lines[1].text == annex.name


@pytest.mark.parametrize("beginning", ["附件1", "附件2", "附件3"])
def test_an_annex_begins_on_line_1_and_its_title_on_line_3(pages: Pages, beginning: str) -> None:
    page = next(page for page in pages["annexes"] if page.lines[0].text == beginning)
    turned = page.width > page.height
    top = standard.MARGIN_LEFT_MM if turned else TOP
    centre = standard.MARGIN_BOTTOM_MM + standard.TEXT_HEIGHT_MM / 2 if turned else CENTRE
    head, title = page.lines[:2]
    assert "Hei" in head.font
    assert head.baseline - (1 - BELOW_BASELINE) * PITCH == near(top)
    assert title.centre == near(centre)
    title_line = standard.TITLE_LINE / 1440 * 25.4
    assert top + 2 * PITCH == near(title.baseline - (1 - BELOW_BASELINE) * title_line)


def test_the_head_row_is_repeated_on_every_page_of_a_table(pages: Pages) -> None:
    for page in pages["annexes"][2:9]:
        assert page.text.count("单位名称") == 1
    assert sum("单位名称" in page.text for page in pages["annexes"]) == 7


def test_a_wide_table_stands_on_the_turned_page(pages: Pages) -> None:
    turned = [page for page in pages["annexes"] if page.width > page.height]
    assert len(turned) == 4
    for page in turned:
        assert min(rule.left for rule in page.rules) == near(standard.MARGIN_BOTTOM_MM)
        assert max(rule.right for rule in page.rules) == near(297 - standard.MARGIN_TOP_MM)
        assert page.rules[-1].bottom <= 210 - standard.MARGIN_RIGHT_MM + 0.5
    assert turned[1].rules[0].top == near(standard.MARGIN_LEFT_MM)


def test_turned_pages_have_their_number_where_upright_pages_have_it(pages: Pages) -> None:
    seen = set()
    for index, page in enumerate(pages["annexes"], start=1):
        if page.width < page.height:
            continue
        number = [c for c in page.characters if c.rotated]
        assert "".join(c.text for c in number) == f"—{index}—"  # PDFium drops turned blanks
        middle = (number[0].left + number[0].right) / 2
        assert middle == near(standard.MARGIN_BOTTOM_MM - 7)
        seen.add(index % 2)
        ink = page.ink(0, page.height, middle - 2, middle + 2)
        if index % 2:
            assert ink[-1] == near(210 - standard.MARGIN_RIGHT_MM - SMALL_EM)
        else:
            assert ink[0] == near(standard.MARGIN_LEFT_MM + SMALL_EM)
    assert seen == {0, 1}


def test_neighbouring_turned_annexes_share_a_section(pages: Pages) -> None:
    shapes = [page.width > page.height for page in pages["turned_pair"]]
    assert sum(one != other for one, other in pairwise(shapes)) == 2


# ── 版记 (7.4) ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["down", "up", "copies", "annexes", "turned_last"])
def test_the_colophon_ends_on_the_edge_of_the_text_area(pages: Pages, name: str) -> None:
    last = pages[name][-1]
    assert (last.width, last.height) == (near(UPRIGHT[0], 0.5), near(UPRIGHT[1], 0.5))
    *_, first, middle, final = last.rules
    assert final.bottom == near(BOTTOM)
    for rule in (first, middle, final):
        assert (rule.left, rule.right) == (near(LEFT, 0.5), near(RIGHT, 0.5))
    assert first.bottom - first.top == near(0.35, 0.05)
    assert middle.bottom - middle.top == near(0.25, 0.05)
    assert first.top < last.line("抄送：").baseline < middle.top
    assert middle.top < last.line(SAMPLES[name].printed_by).baseline < final.top


def test_a_long_list_of_copies_wraps_behind_its_label(pages: Pages) -> None:
    page = pages["copies"][-1]
    first = page.line("抄送：")
    printed_by = page.line(SAMPLES["copies"].printed_by)
    wrapped = [li for li in page.lines if first.baseline < li.baseline < printed_by.baseline]
    assert first.left == near(LEFT + SMALL_EM, 0.5)
    assert len(wrapped) > 5
    assert all(line.left == near(first.characters[3].left, 0.5) for line in wrapped)
    assert wrapped[-1].text.endswith("。")


def test_the_row_of_who_prints_it_begins_and_ends_one_character_in(pages: Pages) -> None:
    row = pages["down"][-1].line(SAMPLES["down"].printed_by)
    assert row.left == near(LEFT + SMALL_EM, 0.3)
    assert row.right == near(RIGHT - SMALL_EM, 0.5)
    assert row.text.endswith("2021年6月4日印发")
    assert row.size == near(14, 0.1)


def test_a_document_without_a_colophon_has_no_rules_at_its_end(pages: Pages) -> None:
    assert pages["bare"][-1].rules == []


def test_after_a_turned_annex_the_colophon_has_a_page_of_its_own(pages: Pages) -> None:
    before, last = pages["turned_last"][-2:]
    assert before.width > before.height
    assert [line.text[:3] for line in last.lines[:2]] == ["抄送：", "某某县"]


def test_a_document_without_a_colophon_may_end_on_a_turned_page(pages: Pages) -> None:
    last = pages["turned_end"][-1]
    assert last.width > last.height
