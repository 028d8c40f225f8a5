"""Properties come into the same places as python-docx puts them, whatever stands there already."""

from __future__ import annotations

from collections.abc import Callable

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Pt, Twips
from docx.text.paragraph import Paragraph
from hypothesis import given, settings
from hypothesis import strategies as st

from make_docx.document import properties

# Of the schema; an empty w:jc is not valid, so none stands there before.
ORDER = [
    *("pStyle", "keepNext", "keepLines", "pBdr", "tabs", "snapToGrid"),
    *("spacing", "ind", "outlineLvl", "rPr"),
]
TWIPS = 640
DOCUMENT = docx.Document()  # to put paragraphs into: to open one takes longer than all else


def _line(paragraph: Paragraph) -> None:
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    paragraph.paragraph_format.line_spacing = Twips(TWIPS)


def _to(name: str, value: object) -> Callable[[Paragraph], None]:
    return lambda paragraph: setattr(paragraph.paragraph_format, name, value)


def _size(paragraph: Paragraph) -> None:
    for run in paragraph.runs:
        run.font.size = Pt(10.5)


def _our_size(paragraph: Paragraph) -> None:
    for run in paragraph.runs:
        properties.set_size(run._r, 10.5)


WAYS: list[tuple[Callable[[Paragraph], None], Callable[[Paragraph], None]]] = [
    (lambda p: properties.set_line(p._p, TWIPS), _line),
    (lambda p: properties.set_before(p._p, TWIPS), _to("space_before", Twips(TWIPS))),
    (lambda p: properties.set_after(p._p, TWIPS), _to("space_after", Twips(TWIPS))),
    (lambda p: properties.set_left(p._p, TWIPS), _to("left_indent", Twips(TWIPS))),
    (lambda p: properties.set_right(p._p, -TWIPS), _to("right_indent", Twips(-TWIPS))),
    (lambda p: properties.set_alignment(p._p, "right"), _to("alignment", WD_ALIGN_PARAGRAPH.RIGHT)),
    (lambda p: properties.set_keep_next(p._p), _to("keep_with_next", True)),
    (lambda p: properties.set_keep_next(p._p, keeps=False), _to("keep_with_next", False)),
    (_our_size, _size),
]


def paragraph(there: set[str], *, has_fonts: bool) -> Paragraph:
    made = DOCUMENT.add_paragraph()
    run = made.add_run("文字")
    if has_fonts:
        run.font.name = "黑体"
    group = made._p.get_or_add_pPr()
    for name in ORDER:
        if name in there:
            group.append(group.makeelement(qn(f"w:{name}")))
    return made


@given(st.sets(st.sampled_from(ORDER)), st.booleans(), st.lists(st.sampled_from(WAYS), max_size=5))
@settings(max_examples=50)
def test_ours_and_python_docx_write_the_same(
    there: set[str],
    has_fonts: bool,
    ways: list[tuple[Callable[[Paragraph], None], Callable[[Paragraph], None]]],
) -> None:
    ours, theirs = (paragraph(there, has_fonts=has_fonts) for _ in range(2))
    for our, their in ways:
        our(ours)
        their(theirs)
    assert ours._p.xml == theirs._p.xml
