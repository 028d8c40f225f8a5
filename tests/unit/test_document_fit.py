"""How many lines a text takes, how wide it is, and what stays together on a page."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import docx
import pytest
from docx.text.paragraph import Paragraph as DocxParagraph
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from make_docx.document import layout_path, render
from make_docx.document.fit import style_ids
from make_docx.document.fit.flow import Block, blocks, flow
from make_docx.document.sections import Turn, turns
from make_docx.document.sheet import Sheet
from make_docx.model import (
    Annex,
    AnnexForm,
    Direction,
    Document,
    Layout,
    Level,
    Mark,
    Paragraph,
    Sealing,
)
from make_docx.official import page
from make_docx.official.first_page import parts_signature, width_size
from make_docx.official.wrap import line_range, narrowest, wrapped_lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [("", 1), ("国" * 10, 1), ("国" * 11, 2), ("国" * 20, 2), ("国" * 20 + "，", 3)],
)
def test_a_line_takes_as_many_characters_as_fit(text: str, lines: int) -> None:
    assert wrapped_lines(text, 10) == lines


def test_no_line_begins_with_a_closing_mark() -> None:
    # 。 takes the character before it along, so the second line has room for eight more
    assert wrapped_lines("国" * 10 + "。" + "国" * 8, 10) == 2
    assert wrapped_lines("国" * 10 + "。" + "国" * 9, 10) == 3


@given(st.text(alphabet="国民1a，。", max_size=200))
def test_lines_are_never_fewer_than_the_width_asks_for(text: str) -> None:
    assert wrapped_lines(text, 12) >= page.width(text) / 12


def test_digits_are_half_as_wide_as_characters() -> None:
    assert page.width("2021年6月3日") == 2 + 1 + 0.5 + 1 + 0.5 + 1
    assert page.width("〔2021〕—·“”①") == 9
    assert page.width("e\u0301\u200b") == 0.5


def test_turned_annexes_side_by_side_share_a_section() -> None:
    assert turns([False, True, True, False, True]) == [
        Turn(starts=False, ends=False),
        Turn(starts=True, ends=False),
        Turn(starts=False, ends=True),
        Turn(starts=False, ends=False),
        Turn(starts=True, ends=True),
    ]


def test_a_head_is_as_wide_as_its_marks_allow() -> None:
    # 、 may not begin a line, so three lines of three 字 do not hold it.
    assert wrapped_lines("发放宣传资料、折页", 3) == 4
    assert narrowest("发放宣传资料、折页", 3) == 4


@given(st.text("国家（、）。12", min_size=1, max_size=30), st.integers(1, 4))
def test_the_narrowest_width_holds_the_text(text: str, lines: int) -> None:
    assert wrapped_lines(text, narrowest(text, lines)) <= lines


# ── the fewest and the most lines ────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("国" * 28, (1, 1)),
        ("国" * 29, (2, 2)),
        ("国" * 28 + "。", (1, 2)),  # Word may hang the mark over the edge
        ("国" * 23 + "2021年6月", (1, 2)),  # LibreOffice sets a space beside digits
        ("国" * 26 + "198650份", (2, 2)),  # and nobody divides a number
    ],
)
def test_a_text_takes_from_so_many_to_so_many_lines(text: str, lines: tuple[int, int]) -> None:
    assert line_range(text, 28) == lines


def test_what_a_first_line_begins_with_counts() -> None:
    assert line_range("国" * 27, 28, indent=2) == (2, 2)


@given(st.text(alphabet="国民1a，。（", max_size=300))
def test_the_fewest_lines_are_no_more_than_the_most(text: str) -> None:
    fewest, most = line_range(text, 28, 2)
    assert 1 <= fewest <= most


# ── the date stays with text (7.3.5.5) ───────────────────────────────────────────────────

BOX = "署名与正文同页"
PAGE_1 = 7  # lines of text that page 1 of this document has room for


def document(*lines: int, annexes: int = 0) -> Document:
    """A paragraph for each number of lines."""
    return Document(
        direction=Direction.DOWN,
        mark=Mark(("甲县人民政府文件",)),
        number="甲政发〔2021〕15号",
        title="甲县人民政府关于政务公开的通知",
        title_lines=("甲县人民政府", "关于政务公开的通知"),
        addressee="各乡镇人民政府",
        paragraphs=tuple(Paragraph(Level.BODY, "", "国" * (28 * n - 7) + "。") for n in lines),
        signatures=("甲县人民政府",),
        issued_on="2021年6月3日",
        issuer="甲县人民政府",
        created=dt.date(2021, 6, 3),
        annexes=tuple(Annex(n, "附表", AnnexForm.SEPARATE) for n in range(1, annexes + 1)),
    )


def last_paragraph(made: Document) -> DocxParagraph:
    data = render(made, layout_path(made.direction, Layout.DOCUMENT, None))
    paragraphs = docx.Document(BytesIO(data)).paragraphs
    return [p for p in paragraphs if p.style is not None and p.style.name == "公文正文"][-1]


def blocks_of(data: bytes, last: str) -> list[Block]:
    made = docx.Document(BytesIO(data))
    return blocks(
        made.element.body, Sheet(made.styles.element), style_ids(made.element.body), (last,)
    )


def tied(paragraph: DocxParagraph) -> tuple[bool, bool]:
    """Whether it is kept with what follows, and whether a box divides it."""
    return bool(paragraph.paragraph_format.keep_with_next), BOX in paragraph._p.xml


@pytest.mark.parametrize(
    ("lines", "kept", "boxed"),
    [
        ((PAGE_1 - 2, 2), True, False),  # short: it goes as a whole
        ((1, PAGE_1 - 1), False, True),  # long: some of it goes
        ((PAGE_1,), False, True),  # nothing else is on page 1
        ((1,), False, False),  # page 1 has to show it
        ((2, 8), False, False),  # its end is with the date anyway
        ((PAGE_1, 10), True, False),  # all on one page
        ((PAGE_1, 22), False, True),
    ],
)
def test_a_last_paragraph_is_tied_by_its_length_and_its_place(
    lines: tuple[int, ...], *, kept: bool, boxed: bool
) -> None:
    assert tied(last_paragraph(document(*lines))) == (kept, boxed)


def test_the_box_hangs_on_a_character_of_the_page_it_shortens() -> None:
    # 7 lines on page 1, 20 on page 2
    xml = last_paragraph(document(PAGE_1 + 20))._p.xml
    before, _, after = xml.partition(BOX)
    assert before.count("国") > 28 * (PAGE_1 + 3)
    assert after.count("国") > 28 * 5


def test_a_box_changes_no_text() -> None:
    made = document(PAGE_1 + 20)
    assert last_paragraph(made).text == made.paragraphs[0].text


def test_headings_over_the_first_paragraph_stay_on_page_1_with_some_of_it() -> None:
    headings = (
        Paragraph(Level.HEADING_1, "一、", "主要做法"),
        Paragraph(Level.HEADING_2, "（一）", "加强领导"),
    )
    made = document(4)
    made = replace(made, paragraphs=(*headings, *made.paragraphs))
    assert tied(last_paragraph(made)) == (False, True)


@pytest.mark.parametrize(("lines", "kept"), [(3, True), (4, False)])
def test_a_heading_counts_among_the_lines_that_leave_a_hole(lines: int, *, kept: bool) -> None:
    made = document(PAGE_1 - lines - 1, lines)
    heading = Paragraph(Level.HEADING_1, "一、", "主要做法")
    made = replace(made, paragraphs=(made.paragraphs[0], heading, *made.paragraphs[1:]))
    assert tied(last_paragraph(made)) == (kept, not kept)


def test_of_what_is_higher_than_a_page_the_end_stays_with_the_date() -> None:
    organs = tuple(f"甲县第{number}局" for number in range(1, 6))
    made = replace(
        document(3, annexes=5),
        sealing=Sealing.STAMP,
        signatures=organs,
        posts=tuple(f"{organ}局长" for organ in organs),
        note="此件公开发布",
    )
    data = render(made, layout_path(made.direction, Layout.DOCUMENT, None))
    found = blocks_of(data, "附注")
    kept = [block.keeps_next for block in found]
    start = kept.index(True)
    assert all(kept[start:-1])
    assert sum(b.height for b in found[start:]) > page.TEXT_HEIGHT - 3 * page.LINE_PITCH
    assert sum(b.height for b in found[start:]) <= page.TEXT_HEIGHT - page.LINE_PITCH


def test_a_long_name_makes_one_line_of_the_mark() -> None:
    organs = ("甲县卫生和计划生育委员会", "甲县文化广电和旅游局")
    for mark in (Mark((organs[0] + "文件",)), Mark(organs, "文件"), Mark(organs)):
        made = replace(document(1), mark=mark)
        data = render(made, layout_path(made.direction, Layout.DOCUMENT, None))
        found = blocks_of(data, "发文字号")
        stack = found[3 : -1 - page.LINES_BEFORE_NUMBER]
        size = width_size(mark) * page.TWIPS_PER_POINT
        height = page.mark_space_before(width_size(mark)) + page.MARK_LINE * size * len(mark.organs)
        assert sum(block.height for block in stack) == pytest.approx(height, abs=3)


@pytest.mark.parametrize("sealing", Sealing)
@pytest.mark.parametrize("annexes", [0, 2])
@pytest.mark.parametrize("organs", [1, 2, 5])
def test_a_date_that_page_1_cannot_hold_below_a_line_is_known_before(
    sealing: Sealing, annexes: int, organs: int
) -> None:
    names = tuple(f"甲县第{number}局" for number in range(organs))
    posts = tuple(f"{name}局长" for name in names) if sealing is Sealing.STAMP else ()
    made = replace(
        document(1, annexes=annexes), sealing=sealing, signatures=names, posts=posts, note="略"
    )
    parted = []
    for lines in range(1, PAGE_1):
        longer = replace(made, addressee="国" * (28 * lines - 1))
        data = render(longer, layout_path(longer.direction, Layout.DOCUMENT, None))
        found = blocks_of(data, "附注")
        pages = [extent.last_page for extent in flow(found, fewest=False)]
        parted.append(parts_signature(longer))
        assert parted[-1] == (pages[-1] > 1)
    assert True in parted


@pytest.mark.parametrize(("layout", "lines"), [(Layout.LETTER, 8), (Layout.PLAIN, 10)])
def test_a_letter_and_a_page_without_a_head_hold_more(layout: Layout, lines: int) -> None:
    made = replace(document(1), layout=layout, number="", note="略")
    parted = []
    for more in (0, 1):
        longer = replace(made, addressee="国" * (28 * (lines + more) - 1))
        data = render(longer, layout_path(longer.direction, layout, None))
        found = blocks_of(data, "附注")
        assert parts_signature(longer) == (flow(found, fewest=False)[-1].last_page > 1)
        parted.append(parts_signature(longer))
    assert parted == [False, True]


def test_a_long_list_of_annexes_goes_with_the_date_without_text() -> None:
    assert tied(last_paragraph(document(3, annexes=8))) == (False, False)
    assert tied(last_paragraph(document(3, 2, annexes=2))) == (True, False)
