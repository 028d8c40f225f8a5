"""Turns a rendered document of the standard into one of an office's 格式规定.

By what styles and runs say, not by where they stand: it fits every layout, and a 模板.docx as
far as that uses the standard's fonts and the styles of `document.styles`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import takewhile
from typing import Final

from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import XmlPart
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.oxml.text.parfmt import CT_PPr
from docx.oxml.text.run import CT_R
from docx.shared import Length, Twips
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from lxml import etree

from make_docx.document import font_table
from make_docx.document.runs import ASCII, NAMES, TEXT, Fonts, cut
from make_docx.document.styles import Style
from make_docx.late_pattern import late_pattern
from make_docx.official import page
from make_docx.official.profile import STANDARD_FONTS, Bold, PageNumberSide, Profile

_MARGINS: Final = frozenset(map(qn, ("w:hdr", "w:ftr")))
_LATIN: Final = NAMES[:2]
_PAGE_NUMBERS: Final = frozenset({Style.PAGE_ODD, Style.PAGE_EVEN})
_WESTERN: Final = late_pattern(r"([\x20-\x7e]+)")
_HEADER: Final = frozenset(
    {
        *(Style.COPY_NUMBER, Style.SECRECY, Style.URGENCY),
        *(Style.SIGNERS, Style.NUMBER, Style.MINUTES_ISSUER, Style.BULLETIN_ISSUER),
    }
)
_BOLD: Final = {
    Bold.TITLE: (Style.TITLE, Style.ANNEX_TITLE),
    Bold.HEADING_1: (Style.HEADING_1,),
    Bold.HEADING_2: (Style.HEADING_2,),
    Bold.HEADING_3: (Style.HEADING_3,),
    Bold.HEADING_4: (Style.HEADING_4,),
}


def apply(docx: DocxDocument, profile: Profile) -> None:
    """Set what the office does otherwise; a standard profile changes nothing."""
    if profile.is_standard:
        return
    roots = [part.element for part in docx.part.package.iter_parts() if isinstance(part, XmlPart)]
    _set_pitch(docx, roots, profile.line_pitch_twips)
    _set_fonts(docx, roots, profile)
    if profile.page_number is PageNumberSide.CENTRE:
        _centre_page_numbers(docx, roots)
    for bold in profile.bold:
        for style in _styles(docx, _BOLD[bold]):
            style.font.bold = True


# ── fonts ────────────────────────────────────────────────────────────────────────────────


def _set_fonts(docx: DocxDocument, roots: Sequence[etree._Element], profile: Profile) -> None:
    names = {
        standard: font
        for face, standard in STANDARD_FONTS.items()
        if (font := profile.fonts.get(face, standard)) != standard
    }
    marks = {style.style_id for style in _styles(docx, (Style.MARK,))}
    for fonts in _each(roots, "w:rFonts") if names or profile.digits else ():
        # The page number keeps its digits (7.5), the 标志 its letters (7.2.4).
        keeps = fonts.get(_LATIN[0]) in (None, page.SONGTI) or _is_of(fonts, marks)
        for attribute in NAMES:
            if (name := fonts.get(attribute)) in names:
                fonts.set(attribute, names[str(name)])
        if profile.digits and not keeps:
            for attribute in _LATIN:
                fonts.set(attribute, profile.digits)
    font_table.rename(docx, names)
    _set_theme(docx, names)
    if profile.digits:
        _keep_signs(docx, roots)
        font_table.add(docx, profile.digits, western=True)


def _set_theme(docx: DocxDocument, names: Mapping[str, str]) -> None:
    for link in docx.part.rels.values():
        if names and link.reltype == RELATIONSHIP_TYPE.THEME and not link.is_external:
            with font_table.rewritten(link.target_part) as theme:
                for font in theme.iter("{*}latin", "{*}ea"):
                    typeface = font.get("typeface", "")
                    font.set("typeface", names.get(typeface, typeface))


def _keep_signs(docx: DocxDocument, roots: Iterable[etree._Element]) -> None:
    """Let — “ ” … · be as wide as 汉字, which they are not in the font of digits.

    Word takes them for 汉字 by the hint. LibreOffice has no such hint: there the text around them
    has to name the font of 汉字 for everything.
    """
    fonts = Fonts(docx)
    runs = dict.fromkeys(
        run
        for text in _each(roots, "w:t")
        if not (text.text or "").isascii() and isinstance(run := text.getparent(), CT_R)
    )
    for run in runs:
        run.get_or_add_rPr().get_or_add_rFonts().set(qn("w:hint"), "eastAsia")
        if any(_has_sign(text.text or "") for text in run.iterchildren(TEXT)):
            font = fonts.of(run)
            if fonts.of(run, ASCII) != font:
                cut(run, partial(_stretches, font=font))


def _stretches(text: str, font: str) -> Iterator[tuple[str, str]]:
    for piece in _WESTERN.split(text):
        if piece:
            yield font if _has_sign(piece) else "", piece


def _has_sign(text: str) -> bool:
    return not text.isascii() and any(
        unicodedata.east_asian_width(character) == "A" and not character.isalpha()
        for character in text
    )


def _is_of(fonts: etree._Element, style_ids: set[str]) -> bool:
    """Whether it belongs to one of these styles, or to a paragraph of one."""
    style = next(fonts.iterancestors(qn("w:style")), None)
    if style is not None:
        return style.get(qn("w:styleId")) in style_ids
    paragraph = next(fonts.iterancestors(qn("w:p")), None)
    return isinstance(paragraph, CT_P) and paragraph.style in style_ids


# ── lines ────────────────────────────────────────────────────────────────────────────────


def _set_pitch(docx: DocxDocument, roots: Iterable[etree._Element], pitch: int) -> None:
    """The pitch of everything that has the standard's, except in the 版头.

    There places are given in millimetres (7.2.4, 7.2.7, 10.1), so its lines stay as they are.
    """
    if pitch == page.LINE_PITCH:
        return
    standard = str(page.LINE_PITCH)
    fixed = [paragraph for paragraph in _header(docx) if _line(paragraph) == page.LINE_PITCH]
    for spacing in _each(roots, "w:spacing"):
        if spacing.get(qn("w:line")) == standard and spacing.get(qn("w:lineRule")) == "exact":
            spacing.set(qn("w:line"), str(pitch))
    for grid in _each(roots, "w:docGrid"):
        if grid.get(qn("w:linePitch")) == standard:
            # No line snaps to the grid. LibreOffice centres a grid that does not fill the page,
            # and all of the text with it, so this one does: 22 lines stay at 579.
            grid.set(qn("w:linePitch"), str(page.TEXT_HEIGHT // (page.TEXT_HEIGHT // pitch)))
    for paragraph in fixed:
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        paragraph.paragraph_format.line_spacing = Twips(page.LINE_PITCH)


def _header(docx: DocxDocument) -> list[Paragraph]:
    """The lines of the 版头: what stands before the first of the 标志, and its elements."""
    marks = {style.style_id for style in _styles(docx, (Style.MARK,))}
    elements = {style.style_id for style in _styles(docx, _HEADER)}
    blocks = list(docx.element.body)
    above = list(takewhile(lambda block: not _has_style(block, marks), blocks))
    if len(above) == len(blocks):  # there is none
        above = []
    lines = [*above, *(block for block in blocks[len(above) :] if _has_style(block, elements))]
    return [Paragraph(block, docx) for block in lines if isinstance(block, CT_P)]


def _has_style(block: etree._Element, style_ids: set[str]) -> bool:
    return any(isinstance(p, CT_P) and p.style in style_ids for p in block.iter(qn("w:p")))


def _line(paragraph: Paragraph) -> int | None:
    """The exact pitch of a paragraph in twips, or None if it has another rule."""
    forms = [paragraph.paragraph_format]
    style = paragraph.style
    while isinstance(style, ParagraphStyle):
        forms.append(style.paragraph_format)
        style = style.base_style
    for form in forms:
        if (line := form.line_spacing) is not None:
            is_exact = form.line_spacing_rule == WD_LINE_SPACING.EXACTLY
            return line.twips if is_exact and isinstance(line, Length) else None
    return None


# ── page numbers ─────────────────────────────────────────────────────────────────────────


def _centre_page_numbers(docx: DocxDocument, roots: Iterable[etree._Element]) -> None:
    """The styles of page numbers, and what shows a page number without them."""
    styles = _styles(docx, _PAGE_NUMBERS)
    for style in styles:
        _centre(style.element.get_or_add_pPr())
    ours = {style.style_id for style in styles}
    feet = [root for root in roots if root.tag in _MARGINS]
    for field in _each(feet, "w:instrText", "w:fldSimple"):
        instruction = field.text or field.get(qn("w:instr")) or ""
        paragraph = next(field.iterancestors(qn("w:p")), None)
        if "PAGE" in instruction.split() and isinstance(paragraph, CT_P):
            properties = paragraph.get_or_add_pPr()
            if paragraph.style not in ours or properties.jc is not None:
                _centre(properties)


def _centre(properties: CT_PPr) -> None:
    properties.jc_val = WD_ALIGN_PARAGRAPH.CENTER
    indent = properties.get_or_add_ind()
    indent.attrib.clear()
    for side in ("left", "right", "firstLine"):
        indent.set(qn(f"w:{side}"), "0")
        indent.set(qn(f"w:{side}Chars"), "0")


# ── what there is ────────────────────────────────────────────────────────────────────────


def _styles(docx: DocxDocument, names: Container[str]) -> list[ParagraphStyle]:
    return [
        style for style in docx.styles if isinstance(style, ParagraphStyle) and style.name in names
    ]


def _each(roots: Iterable[etree._Element], *tags: str) -> Iterator[etree._Element]:
    for root in roots:
        yield from root.iter(*map(qn, tags))
