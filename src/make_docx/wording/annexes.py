"""Turns the rows of the 附件 sheet into the 附件 as printed, numbered where there are several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from make_docx.catalogue import finding
from make_docx.findings import Place
from make_docx.model import Annex, AnnexForm, AnnexRow, CellRef, Level, OutlineRow, Paragraph
from make_docx.wording.filler import Filler
from make_docx.wording.marked import Marked
from make_docx.wording.name import normal
from make_docx.wording.outline import Numbering, level_typed, split_number
from make_docx.wording.passage import is_sentence
from make_docx.wording.plain import plain, plain_line
from make_docx.wording.repeat import passes, told_once
from make_docx.wording.table import stat_table

Paragraphs = tuple[Paragraph, ...]


def annexes_of(texts: Sequence[tuple[OutlineRow, Paragraphs]], filler: Filler) -> tuple[Annex, ...]:
    """The 附件 of the brief; `texts` are those of the 正文 sheet, each with its 附件标题."""
    rows = filler.lookup.facts.brief.annexes
    by_name = _by_name(texts, filler)
    made: list[Annex] = []
    cells: dict[str, CellRef] = {}
    for row in rows:
        if annex := _annex(row, by_name, filler):
            made.append(annex)
            first = cells.setdefault(normal(annex.name), row.ref)
            if first is not row.ref:
                _tell_repeated(row.ref.place("附件名称"), annex.name, first, filler)
    listed = {_key(row.name) for row in rows if row.form is AnnexForm.TEXT}
    for name, (head, _) in by_name.items():
        if name not in listed:
            place, found = head.ref.place(), plain_line(head.text)
            filler.findings.append(finding("annex-unlisted", place, found=found))
    if len(made) == 1:
        return tuple(made)
    return tuple(replace(annex, number=index) for index, annex in enumerate(made, 1))


def _by_name(
    texts: Sequence[tuple[OutlineRow, Paragraphs]], filler: Filler
) -> Mapping[str, tuple[OutlineRow, Paragraphs]]:
    found: dict[str, tuple[OutlineRow, Paragraphs]] = {}
    for head, paragraphs in texts:
        first, _ = found.setdefault(_key(head.text), (head, paragraphs))
        if first is not head:
            _tell_repeated(head.ref.place(), plain_line(head.text), first.ref, filler)
    return found


def _annex(
    row: AnnexRow, texts: Mapping[str, tuple[OutlineRow, Paragraphs]], filler: Filler
) -> Annex | None:
    place = row.ref.place(row.name)
    name = plain_line(filler.line(row.name, place).text)
    match row.form:
        case AnnexForm.TABLE:
            facts = filler.lookup.facts
            table = stat_table(facts.brief, facts.checked, facts.figures, facts.precision)
            return Annex(0, name, row.form, table=table)
        case AnnexForm.RECORDS | AnnexForm.RANKING:
            from make_docx.wording.annex_table import ranking_table, records_table

            is_ranking = row.form is AnnexForm.RANKING
            made = (
                ranking_table(row.text, place, filler.lookup)
                if is_ranking
                else records_table(row.text, row.name, place, filler.lookup)
            )
            filler.findings += made.findings
            return Annex(0, name, row.form, table=made.table) if made.table else None
        case AnnexForm.SEPARATE:
            return Annex(0, name, row.form)
        case AnnexForm.TEXT:
            told = texts.get(_key(row.name))
            if told is None:
                paragraphs = _paragraphs(row, place, filler)
                return Annex(0, name, row.form, paragraphs) if paragraphs else None
            head, paragraphs = told
            if plain(row.text):
                _tell_repeated(row.ref.place("内容"), plain_line(row.name), head.ref, filler)
            return Annex(0, name, row.form, paragraphs)


def _paragraphs(row: AnnexRow, place: Place, filler: Filler) -> Paragraphs:
    """What the cell says; lines that a table's rows repeat are numbered anew."""
    rows = [OutlineRow(Level.BODY, line, row.ref) for line in plain(row.text).split("\n")]
    printings = tuple(passes(rows, filler.lookup.tables))
    if not any(printing.table for printing in printings):
        return tuple(map(_paragraph, filler.block(row.text, place)))
    start = len(filler.findings)
    paragraphs: list[Paragraph] = []
    numbering = Numbering()
    for printing in printings:
        filler.row = printing.entry
        made = () if printing.is_blank else filler.block(printing.row.text, place)
        paragraphs += (_paragraph(line, numbering) for line in made)
    filler.row = None
    cell = {row.ref.cell}
    told = told_once(filler.findings[start:], cell, cell if paragraphs else ())
    filler.findings[start:] = told
    return tuple(paragraphs)


def _paragraph(line: Marked, numbering: Numbering | None = None) -> Paragraph:
    """A line as it is set: one with a number is a heading, a sentence is none.

    Its number is as typed, or counted by `numbering`.
    """
    if line.picture:
        return Paragraph(Level.BODY, "", line.text, line.marks, line.picture)
    level = level_typed(line.text)
    typed, _ = split_number(level, line.text)
    number = numbering.next(level) if typed and numbering else typed
    (text,) = line.cut(len(typed), len(line.text)).lines() or (Marked(),)
    if not text.text or not is_sentence(line.text):
        return Paragraph(level, number, text.text, text.marks)
    whole = Marked(number) + text
    return Paragraph(Level.BODY, "", whole.text, whole.marks)


def _tell_repeated(place: Place, name: str, first: CellRef, filler: Filler) -> None:
    other = f"{first.sheet}!{first.cell}"
    filler.findings.append(finding("brief-repeated", place, found=name, other=other))


def _key(name: str) -> str:
    return normal(plain_line(name))
