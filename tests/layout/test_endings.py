"""署名 and 成文日期 never stand on a page without text, wherever the text ends (7.3.5.5)."""

from __future__ import annotations

from itertools import pairwise

import pytest
from places import TOP, Pages

from make_docx.official import page as standard
from make_docx.rendering import Line, Page
from samples import DOWN, ENDINGS, FIGURE_ENDINGS, LONG_ENDINGS, SHORT

pytestmark = pytest.mark.layout

EVERY = [*ENDINGS, *LONG_ENDINGS, *FIGURE_ENDINGS]
LAST_OF_PAGE_1 = 7  # lines of text that the page of these samples has room for


def text_lines(page: Page) -> list[Line]:
    """The lines of the body: they hold words that nothing else on the page has."""
    words = ("短句", "国", "横幅", "资料", "群众", "人次", "万份", "占98")
    return [line for line in page.lines if line.size > 15 and any(w in line.text for w in words)]


def dated(pages: Pages, name: str) -> int:
    """The index of the page with the 成文日期."""
    return next(i for i, page in enumerate(pages[name]) if page.find(DOWN.issued_on))


@pytest.mark.parametrize("name", EVERY)
def test_the_date_is_never_on_a_page_without_text(pages: Pages, name: str) -> None:
    page = pages[name][dated(pages, name)]
    lines = [line for line in page.lines if line.text == DOWN.issued_on]
    assert len(lines) == 1
    above = [line for line in text_lines(page) if line.baseline < lines[0].baseline]
    assert above
    if name in ENDINGS:
        assert page.find(SHORT.text) is not None
        assert page.find("（此件公开发布）") is not None


@pytest.mark.parametrize("name", EVERY)
def test_page_1_shows_text_all_the_same(pages: Pages, name: str) -> None:
    assert text_lines(pages[name][0])


@pytest.mark.parametrize("name", EVERY)
def test_only_the_page_before_the_date_may_be_short_of_lines(pages: Pages, name: str) -> None:
    at = dated(pages, name)
    full = [LAST_OF_PAGE_1] + [standard.LINES] * 9
    counts = [len(text_lines(page)) for page in pages[name][: at + 1]]
    assert counts[: max(0, at - 1)] == full[: max(0, at - 1)]
    if at and counts[at - 1] < full[at - 1]:
        carried = 4 if name not in FIGURE_ENDINGS else 5
        assert counts[at] <= carried  # no more lines than were to be taken along


@pytest.mark.parametrize("name", EVERY)
def test_every_line_of_the_text_keeps_its_pitch(pages: Pages, name: str) -> None:
    pitch = standard.LINE_PITCH / 1440 * 25.4
    for page in pages[name]:
        lines = text_lines(page)
        for one, other in pairwise(lines):
            assert other.baseline - one.baseline == pytest.approx(pitch, abs=0.1)
        assert all(line.baseline > TOP for line in lines)
