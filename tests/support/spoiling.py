"""Turns a right document into one with a single fault, the way a clerk makes it in Word."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any

from docx.document import Document as Docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

Spoil = Callable[[Docx], None]


# ── finding ──────────────────────────────────────────────────────────────────────────────


def paragraphs(docx: Docx, style: str) -> list[Paragraph]:
    """Of the body, of text boxes and tables, and of the footers."""
    ids = {s.style_id for s in docx.styles if s.name == style}
    return [p for p in _all(docx) if p._p.style in ids]


def paragraph(docx: Docx, style: str, nth: int = 0) -> Paragraph:
    found = paragraphs(docx, style)
    assert len(found) > nth, f"no {style}"
    return found[nth]


def tables(docx: Docx) -> list[Table]:
    return [Table(element, docx._body) for element in docx.element.body.iter(qn("w:tbl"))]


def _all(docx: Docx) -> Iterator[Paragraph]:
    links = docx.part.rels.values()
    margins = [link.target_part for link in links if link.reltype.endswith(("/footer", "/header"))]
    for root in (docx.element.body, *(part.element for part in margins)):
        for element in root.iter(qn("w:p")):
            yield Paragraph(element, docx._body)


def remove(element: Any) -> None:
    element.getparent().remove(element)


# ── spoiling ─────────────────────────────────────────────────────────────────────────────


def both(*spoils: Spoil) -> Spoil:
    def spoil(docx: Docx) -> None:
        for one in spoils:
            one(docx)

    return spoil


def said(style: str, old: str, new: str, nth: int = 0) -> Spoil:
    """Put `new` for `old` in the run that has it."""

    def spoil(docx: Docx) -> None:
        runs = [run for run in paragraph(docx, style, nth).runs if old in run.text]
        assert runs, f"{style} does not say {old}"
        runs[0].text = runs[0].text.replace(old, new, 1)

    return spoil


def set_in(
    style: str,
    *,
    font: str = "",
    size: float = 0,
    colour: str = "",
    bold: bool = False,
    spacing: float | None = None,
    nth: int = 0,
    run: int | None = None,
) -> Spoil:
    """Set the runs of a paragraph, or one of them, in another look."""

    def spoil(docx: Docx) -> None:
        runs = paragraph(docx, style, nth).runs
        for one in runs if run is None else [runs[run]]:
            dress(one, font=font, size=size, colour=colour, bold=bold, spacing=spacing)

    return spoil


def dress(
    run: Run,
    *,
    font: str = "",
    size: float = 0,
    colour: str = "",
    bold: bool = False,
    spacing: float | None = None,
) -> None:
    if font:
        run.font.name = font
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    if size:
        run.font.size = Pt(size)
    if colour:
        run.font.color.rgb = RGBColor.from_string(colour)
    if bold:
        run.font.bold = True
    if spacing is not None:
        element = OxmlElement("w:spacing")
        element.set(qn("w:val"), str(round(spacing * 20)))
        run._r.get_or_add_rPr().append(element)


def formed(style: str, nth: int | None = 0, **form: Any) -> Spoil:
    """Set what python-docx calls the paragraph's format; of all paragraphs with nth None."""

    def spoil(docx: Docx) -> None:
        found = paragraphs(docx, style)
        for one in found if nth is None else [found[nth]]:
            for name, value in form.items():
                setattr(one.paragraph_format, name, value)

    return spoil


def indented(style: str, nth: int | None = 0, **characters: float) -> Spoil:
    """Set the indents in 字 of 3号: left, right, firstLine, hanging; others become none."""

    def spoil(docx: Docx) -> None:
        found = paragraphs(docx, style)
        for one in found if nth is None else [found[nth]]:
            properties = one._p.get_or_add_pPr()
            for old in properties.findall(qn("w:ind")):
                properties.remove(old)
            indent = properties.get_or_add_ind()
            wanted = {"left": 0.0, "right": 0.0} | characters
            if not {"firstLine", "hanging"} & set(characters):
                wanted["firstLine"] = 0.0
            for side, count in wanted.items():
                indent.set(qn(f"w:{side}"), str(round(count * 320)))
                indent.set(qn(f"w:{side}Chars"), str(round(count * 100)))

    return spoil


def lines_above(style: str, count: int, nth: int = 0) -> Spoil:
    """Leave that many empty lines above a paragraph."""

    def spoil(docx: Docx) -> None:
        below = paragraph(docx, style, nth)._p
        blank = paragraph(docx, "空行")._p
        while (above := below.getprevious()) is not None and _is_blank(docx, above):
            remove(above)
        for _ in range(count):
            below.addprevious(copy.deepcopy(blank))

    return spoil


def _is_blank(docx: Docx, element: Any) -> bool:
    blanks = {id(p._p) for p in paragraphs(docx, "空行")}
    return id(element) in blanks


def without(style: str, nth: int = 0) -> Spoil:
    def spoil(docx: Docx) -> None:
        remove(paragraph(docx, style, nth)._p)

    return spoil


def moved(style: str, before: str, nth: int = 0, to: int = 0) -> Spoil:
    """Move a paragraph in front of another one."""

    def spoil(docx: Docx) -> None:
        paragraph(docx, before, to)._p.addprevious(paragraph(docx, style, nth)._p)

    return spoil


def copied(style: str, before: str, text: str = "", nth: int = 0, to: int = 0) -> Spoil:
    """Put a copy of a paragraph, with another text in its first run, in front of another."""

    def spoil(docx: Docx) -> None:
        element = copy.deepcopy(paragraph(docx, style, nth)._p)
        paragraph(docx, before, to)._p.addprevious(element)
        if text:
            runs = Paragraph(element, docx._body).runs
            runs[0].text = text
            for run in runs[1:]:
                run.text = ""

    return spoil


def page_set(section: int = 0, **millimetres: float) -> Spoil:
    """Set what python-docx calls the section's page, in mm."""

    def spoil(docx: Docx) -> None:
        for name, value in millimetres.items():
            setattr(docx.sections[section], name, Mm(value))

    return spoil


def bordered(style: str, side: str, nth: int = 0, **attributes: str) -> Spoil:
    """Change a rule of a paragraph, for this paragraph alone."""

    def spoil(docx: Docx) -> None:
        one = paragraph(docx, style, nth)
        assert one.style is not None
        old = one.style.element.find(f"{qn('w:pPr')}/{qn('w:pBdr')}/{qn(f'w:{side}')}")
        borders = OxmlElement("w:pBdr")
        rule = copy.deepcopy(old) if old is not None else OxmlElement(f"w:{side}")
        for name, value in attributes.items():
            rule.set(qn(f"w:{name}"), value)
        borders.append(rule)
        _insert(one, borders, before=("w:tabs", "w:spacing", "w:ind", "w:jc", "w:sectPr"))

    return spoil


def tabbed(style: str, position: int, old: int = 0, kind: str = "right", nth: int = 0) -> Spoil:
    """Move a tab stop; twips."""

    def spoil(docx: Docx) -> None:
        one = paragraph(docx, style, nth)
        stops = OxmlElement("w:tabs")
        for name, where in (("clear", old), (kind, position)):
            if where:
                stop = OxmlElement("w:tab")
                stop.set(qn("w:val"), name)
                stop.set(qn("w:pos"), str(where))
                stops.append(stop)
        for earlier in one._p.get_or_add_pPr().findall(qn("w:tabs")):
            one._p.get_or_add_pPr().remove(earlier)
        _insert(one, stops, before=("w:spacing", "w:ind", "w:jc", "w:sectPr"))

    return spoil


def _insert(one: Paragraph, element: Any, before: tuple[str, ...]) -> None:
    properties = one._p.get_or_add_pPr()
    for name in before:
        successor = properties.find(qn(name))
        if successor is not None:
            successor.addprevious(element)
            return
    properties.append(element)


def edited(change: Callable[[Any], None]) -> Spoil:
    """Change the XML of the body."""
    return lambda docx: change(docx.element.body)


def settled(change: Callable[[Any], None]) -> Spoil:
    """Change the XML of the settings."""
    return lambda docx: change(docx.settings.element)
