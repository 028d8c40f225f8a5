"""命令(令) as clause 10.2 wants it, measured on what LibreOffice renders."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from places import BOTTOM, CENTRE, EM, LEFT, PITCH, TOP, Pages, blank_lines_between, ink_of, near
from samples_special import ORDER, SPECIAL

from make_docx.document import layout_path, render, text_dump
from make_docx.errors import KindError
from make_docx.model import Layout
from make_docx.official import page as standard
from samples import DOWN

ORDERS = [name for name in SPECIAL if name.startswith("order")]


@pytest.mark.layout
@pytest.mark.parametrize("name", ORDERS)
def test_the_mark_is_20_mm_under_the_edge_whatever_its_size(pages: Pages, name: str) -> None:
    page = pages[name][0]
    assert ink_of(page, page.lines[0])[0] - TOP == near(standard.ORDER_MARK_TOP_MM, 0.5)


@pytest.mark.layout
@pytest.mark.parametrize("name", ORDERS)
def test_the_mark_is_red_centred_and_on_one_line(pages: Pages, name: str) -> None:
    mark = pages[name][0].lines[0]
    assert mark.text == SPECIAL[name].mark.organs[0]
    assert mark.centre == near(CENTRE, 0.5)
    assert {character.colour for character in mark.characters} == {(1, 0, 0)}


@pytest.mark.layout
def test_the_number_is_centred_two_empty_lines_under_the_mark(pages: Pages) -> None:
    page = pages["order"][0]
    mark, number = page.lines[:2]
    assert number.text == "第5号"
    assert number.centre == near(CENTRE, 0.5)
    assert number.size == near(standard.SIZE_3, 0.1)
    mark_line = standard.MARK_LINE * standard.MARK_SIZE / 72 * 25.4
    under_the_mark = mark.baseline + (1 - standard.BASELINE) * mark_line
    assert number.baseline - standard.BASELINE * PITCH - under_the_mark == near(2 * PITCH, 0.5)


@pytest.mark.layout
def test_the_text_begins_two_empty_lines_under_the_number(pages: Pages) -> None:
    _, number, text, *_ = pages["order"][0].lines
    assert text.text.startswith("各单位按照")
    assert text.left == near(LEFT + 2 * EM, 0.4)
    assert blank_lines_between(number, text) == near(standard.LINES_BEFORE_ORDER, 0.1)


@pytest.mark.layout
@pytest.mark.parametrize("name", ["order", "order_long_mark"])
def test_an_order_has_no_rule(pages: Pages, name: str) -> None:
    assert [page.rules for page in pages[name]] == [[] for _ in pages[name]]


@pytest.mark.layout
def test_a_colophon_is_printed_when_it_is_filled_in(pages: Pages) -> None:
    first, middle, last = pages["order_colophon"][-1].rules
    assert last.bottom == near(BOTTOM)
    copies = pages["order_colophon"][-1].line("抄送：")
    assert first.bottom < copies.baseline < middle.top


@pytest.mark.layout
def test_pages_of_an_order_are_numbered(pages: Pages) -> None:
    for index, page in enumerate(pages["order"], start=1):
        assert page.line("— ").text == f"— {index} —"


def test_the_title_of_an_order_is_not_printed_and_stays_a_property() -> None:
    document = replace(ORDER, title="某某县人民政府关于公布办法的令", title_lines=())
    dump = text_dump(render(document, layout_path(document.direction, Layout.ORDER, None)))
    page, _, properties = dump.partition("── docProps")
    assert document.title not in page
    assert f"title: {document.title}" in properties


def test_every_other_paper_must_print_its_title() -> None:
    order = layout_path(ORDER.direction, Layout.ORDER, None)
    with pytest.raises(KindError, match="没有印出“标题”"):
        render(replace(DOWN, addressee="", posts=ORDER.posts), order)
