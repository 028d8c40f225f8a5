"""Turns a rendered page into one that fits the length of its texts.

A layout cannot know how long a name is. What depends on it is set here, on the paragraphs of
the styles that `document.styles` names; a layout without such a style is left as it is.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import Final

from docx.document import Document as DocxDocument
from docx.enum.text import WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.shared import Pt, Twips
from docx.text.paragraph import Paragraph
from lxml import etree

from make_docx.document.styles import Style
from make_docx.model import Document, Sealing
from make_docx.official import page
from make_docx.official.wrap import wrapped_lines

_LABEL: Final = 3.0  # 字 of 附件：, which hangs: every line starts behind it
# LibreOffice moves a whole paragraph where Word moves its last lines; more than these would
# leave a hole in the page, and page 1 without text.
_MOST_KEPT_LINES: Final = 6
_COLOPHON_RULES: Final = 55  # twips that its three rules take
_COLOPHON_TAIL: Final = 20  # twips of the paragraph Word wants behind the table
_TAIL_SINKS: Final = 24  # twips by which the box has to reach below the 版心 for that (measured)
# What may stand between the text and the date (7.3.4, 7.3.5).
_AFTER_TEXT: Final = frozenset(
    {
        Style.BLANK,
        Style.ANNEX_NOTE,
        Style.ANNEX_NOTE_FIRST,
        Style.ANNEX_NOTE_NEXT,
        Style.SIGNATURE,
    }
)
_TEXT: Final = frozenset(
    {Style.BODY, Style.HEADING_1, Style.HEADING_2, Style.HEADING_3, Style.HEADING_4}
)
# LibreOffice sets a fifth of an em between a digit and a 汉字 even where it is told not to.
_AUTO_SPACE_GUARD: Final = Twips(-640)


def fit(docx: DocxDocument, document: Document) -> None:
    """Set sizes, indents and heights that depend on the length of the texts."""
    styles = {style.style_id: style.name or "" for style in docx.styles}
    paragraphs = _by_style(docx, styles)
    for paragraph in paragraphs.get(Style.MARK, ()):
        _fit_mark(paragraph)
    for style in (Style.HEADING_3, Style.HEADING_4):
        for paragraph in paragraphs.get(style, ()):
            _keep_heading(paragraph)
    _align_signers(paragraphs.get(Style.SIGNERS, []) + paragraphs.get(Style.NUMBER, []))
    _align_annex_notes(document, paragraphs)
    place = _place_sealed if document.sealing is Sealing.SEAL else _place_unsealed
    for signature, date in zip(
        paragraphs.get(Style.SIGNATURE, ()), paragraphs.get(Style.DATE, ()), strict=False
    ):
        place(signature, date)
        _keep_with_text(signature)
        date.paragraph_format.keep_with_next = bool(paragraphs.get(Style.NOTE))
    _fit_colophon(paragraphs)


def _by_style(docx: DocxDocument, styles: Mapping[str, str]) -> dict[str, list[Paragraph]]:
    """Paragraphs of the body by style name, text boxes included, table cells not."""
    found: dict[str, list[Paragraph]] = {}
    for element in _paragraph_elements(docx.element.body):
        style_id = element.style
        if style_id is not None:
            found.setdefault(styles.get(style_id, ""), []).append(Paragraph(element, docx))
    return found


def _paragraph_elements(body: etree._Element) -> Iterator[CT_P]:
    for child in body.iterchildren(qn("w:p")):
        yield from (element for element in child.iter() if isinstance(element, CT_P))


# ── 版头 ─────────────────────────────────────────────────────────────────────────────────


def _fit_mark(paragraph: Paragraph) -> None:
    """The style's size, or the largest that keeps the 标志 on one line (7.2.4)."""
    width = page.widest(paragraph.text)
    style = paragraph.style
    styled = style.font.size if style is not None else None
    limit = styled.pt if styled is not None else page.MARK_SIZE
    fitting = math.floor(2 * page.TEXT_WIDTH / page.TWIPS_PER_POINT / width) / 2 if width else limit
    if fitting >= limit:
        return
    form = paragraph.paragraph_format
    form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    form.line_spacing = Twips(round(page.MARK_LINE * fitting * page.TWIPS_PER_POINT))
    form.space_before = Twips(page.mark_space_before(fitting))
    for run in paragraph.runs:
        run.font.size = Pt(fitting)


def _align_signers(rows: list[Paragraph]) -> None:
    """Several rows of signers begin under the first name of the first row (7.2.6)."""
    if len(rows) < 2:
        return
    widest = max(page.width(row.text.rpartition("\t")[2]) for row in rows)
    start = page.TEXT_WIDTH - page.EM - round(widest * page.ADVANCE)
    right = Twips(page.TEXT_WIDTH - page.EM)
    for row in rows:
        tabs = row.paragraph_format.tab_stops
        tabs.add_tab_stop(Twips(start), WD_TAB_ALIGNMENT.LEFT)
        tabs.add_tab_stop(right, WD_TAB_ALIGNMENT.CLEAR)


# ── 主体 ─────────────────────────────────────────────────────────────────────────────────


def _align_annex_notes(document: Document, paragraphs: Mapping[str, list[Paragraph]]) -> None:
    """With ten annexes and more every name begins behind the widest number (7.3.4)."""
    widest = max((page.width(f"{annex.number}.") for annex in document.annexes), default=0.0)
    start = page.ANNEX_NOTE_INDENT + _LABEL
    if widest <= 1:
        return
    for style, hanging in (
        (Style.ANNEX_NOTE_FIRST, _LABEL + widest),
        (Style.ANNEX_NOTE_NEXT, widest),
    ):
        for paragraph in paragraphs.get(style, ()):
            _indent(paragraph, left=start + widest, hanging=hanging)
            tabs = paragraph.paragraph_format.tab_stops
            tabs.add_tab_stop(Twips(round((start + 1) * page.EM)), WD_TAB_ALIGNMENT.CLEAR)
            tabs.add_tab_stop(Twips(round((start + widest) * page.EM)))


def _keep_heading(paragraph: Paragraph) -> None:
    """A heading of one line goes with what it heads; a longer one is text itself."""
    width = page.CHARACTERS - page.FIRST_LINE_INDENT
    if wrapped_lines(paragraph.text, width) == 1:
        paragraph.paragraph_format.keep_with_next = True


def _place_sealed(signature: Paragraph, date: Paragraph) -> None:
    """The date 4 字 in from the right, the name centred over it (7.3.5.1).

    A name too long for that moves both to the left until it ends at the edge of the 版心.
    """
    half = _advance(date.text) / 2
    centre = page.TEXT_WIDTH - page.SEALED_DATE_RIGHT * page.EM - half
    # half a 字 more than it takes, or the last character wraps
    widest = (page.widest(signature.text) + 0.5) * page.ADVANCE
    centre = min(centre, page.TEXT_WIDTH - widest / 2)
    left = max(0, round(2 * centre - page.TEXT_WIDTH))
    for paragraph in (signature, date):
        paragraph.paragraph_format.left_indent = Twips(left)


def _place_unsealed(signature: Paragraph, date: Paragraph) -> None:
    """The longer of the two ends 2 字 in, the date begins 2 字 behind the name (7.3.5.2).

    By left indents, so that a renderer that widens the date cannot move its beginning.
    """
    name, day = page.width(signature.text), page.width(date.text)
    shift = page.DATE_AFTER_SIGNATURE
    end = page.CHARACTERS - page.UNSEALED_RIGHT
    start = end - name if day <= name else end - day - shift
    for paragraph, characters in ((signature, start), (date, start + shift)):
        form = paragraph.paragraph_format
        form.alignment = 0
        form.left_indent = Twips(round(max(0.0, characters) * page.ADVANCE))
    date.paragraph_format.right_indent = _AUTO_SPACE_GUARD


def _keep_with_text(signature: Paragraph) -> None:
    """Let the end of the text go to the next page with 署名 and 成文日期 (7.3.5.5).

    The first paragraph of the text stays: page 1 has to show some (7.3.3).
    """
    siblings = signature._p.itersiblings(preceding=True)
    above = [Paragraph(p, signature._parent) for p in siblings if isinstance(p, CT_P)]
    kept = list(takewhile(lambda paragraph: _style(paragraph) in _AFTER_TEXT, above))
    match above[len(kept) : len(kept) + 2]:
        case [last, earlier] if _style(earlier) in _TEXT:
            if wrapped_lines(last.text, page.CHARACTERS) <= _MOST_KEPT_LINES:
                kept.append(last)
    for paragraph in (signature, *kept):
        paragraph.paragraph_format.keep_with_next = True


def _style(paragraph: Paragraph) -> str:
    style = paragraph.style
    return "" if style is None else style.name or ""


def _advance(text: str) -> float:
    return page.width(text) * page.ADVANCE


def _indent(paragraph: Paragraph, *, left: float, hanging: float) -> None:
    """Indents in 字; the Chars forms too, because Word prefers the style's over our twips."""
    form = paragraph.paragraph_format
    form.left_indent = Twips(round(left * page.EM))
    form.first_line_indent = Twips(-round(hanging * page.EM))
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:leftChars"), str(round(left * 100)))
    indent.set(qn("w:hangingChars"), str(round(hanging * 100)))


# ── 版记 ─────────────────────────────────────────────────────────────────────────────────


def _fit_colophon(paragraphs: Mapping[str, list[Paragraph]]) -> None:
    """Make the 版记's box as high as its lines, its foot on the edge of the 版心 (7.4.1)."""
    copies, printed = paragraphs.get(Style.COPIES_TO, []), paragraphs.get(Style.PRINTED_BY, [])
    for anchor in {
        anchor
        for paragraph in (*copies, *printed)
        for anchor in paragraph._p.iterancestors(qn("wp:anchor"))
    }:
        inside = set(anchor.iter(qn("w:p")))
        width, label = page.COLOPHON_WIDTH, page.COPIES_LABEL
        lines = [
            wrapped_lines(copy.text[label:], width - label) for copy in copies if copy._p in inside
        ]
        lines += [wrapped_lines(row.text, width) for row in printed if row._p in inside]
        height = sum(lines) * page.COLOPHON_LINE + _COLOPHON_RULES + _COLOPHON_TAIL
        _set_height(anchor, height)


def _set_height(anchor: etree._Element, height: int) -> None:
    foot = page.PAPER_HEIGHT - page.MARGIN_BOTTOM + _TAIL_SINKS
    for extent in (*anchor.iter(qn("wp:extent")), *anchor.iter(qn("a:ext"))):
        extent.set("cy", str(height * page.EMU_PER_TWIP))
    for offset in anchor.iterfind(f"{qn('wp:positionV')}/{qn('wp:posOffset')}"):
        offset.text = str((foot - height) * page.EMU_PER_TWIP)
    # what Word keeps for readers before 2010 would still hold the old height
    for choice in anchor.iterancestors("{*}Choice"):
        parent = choice.getparent()
        if parent is not None:
            for fallback in parent.findall("{*}Fallback"):
                parent.remove(fallback)
