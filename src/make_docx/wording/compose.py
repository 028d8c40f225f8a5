"""Turns the brief's title, outline and annexes into final text, with the figures in it."""

from __future__ import annotations

from make_docx.catalogue import finding
from make_docx.findings import Place
from make_docx.model import Brief, Checked, Enclosure, Figures, Level, OutlineRow, Paragraph, Text
from make_docx.wording.agreement import cited_wrongly, other_titles, without_doubled_genre
from make_docx.wording.annexes import annexes_of
from make_docx.wording.body import paragraphs_of
from make_docx.wording.filler import Filler
from make_docx.wording.held_on import date_remarks
from make_docx.wording.lookup import look_up
from make_docx.wording.outline import divided
from make_docx.wording.plain import plain_line


def compose(brief: Brief, checked: Checked, figures: Figures) -> Text:
    """Word the whole document; `Text.findings` holds every fault of every row.

    Where a reference cannot be worded it stays as written and an error is among the findings,
    so such a text is never printed.
    """
    filler = Filler(look_up(brief, checked, figures))
    title = _title(brief, filler)
    paragraphs: tuple[Paragraph, ...] = ()
    enclosures: list[Enclosure] = []
    annex_texts: list[tuple[OutlineRow, tuple[Paragraph, ...]]] = []
    for head, rows in divided(brief.outline):
        if head is None:
            paragraphs = paragraphs_of(rows, filler)
        elif head.level is Level.ENCLOSURE:
            name = _heading(head, filler)
            enclosures.append(Enclosure(name, _text_under(head, rows, filler)))
        else:
            annex_texts.append((head, _text_under(head, rows, filler)))
    annexes = annexes_of(annex_texts, filler)
    filler.findings += other_titles(brief, title, paragraphs, enclosures)
    filler.findings += date_remarks(brief)
    filler.findings += cited_wrongly(brief, checked.entries)
    printed = filler.lookup.tables.printed
    return Text(title, paragraphs, tuple(enclosures), annexes, tuple(filler.findings), printed)


def _title(brief: Brief, filler: Filler) -> str:
    ref = brief.element_refs.get("title")
    place = ref.place("标题") if ref else Place(file=brief.file, label="标题")
    title = without_doubled_genre(plain_line(filler.line(brief.elements.title, place).text))
    if not title and brief.elements.title:
        filler.findings.append(finding("element-required", place))
    return title


def _heading(head: OutlineRow, filler: Filler) -> str:
    title = plain_line(filler.line(head.text, head.ref.place()).text)
    if not title:
        filler.findings.append(finding("brief-blank", head.ref.place(head.level)))
    return title


def _text_under(
    head: OutlineRow, rows: tuple[OutlineRow, ...], filler: Filler
) -> tuple[Paragraph, ...]:
    paragraphs = paragraphs_of(rows, filler)
    if not paragraphs:
        place = head.ref.place(plain_line(head.text))
        filler.findings.append(finding("heading-empty", place))
    return paragraphs
