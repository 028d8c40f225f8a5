"""Turns the brief's title, outline and annexes into final text, with the figures in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from make_docx.catalogue import finding
from make_docx.findings import Finding, Place
from make_docx.model import (
    Annex,
    AnnexForm,
    AnnexRow,
    Brief,
    CellRef,
    Checked,
    Entry,
    Figures,
    Level,
    OutlineRow,
    Paragraph,
    Text,
)
from make_docx.wording.annex_table import ranking_table, records_table
from make_docx.wording.facts import EACH_UNIT, Words
from make_docx.wording.lookup import Lookup, look_up
from make_docx.wording.marked import Marked, joined
from make_docx.wording.name import normal
from make_docx.wording.outline import Numbering, level_typed, section, split_number, standing
from make_docx.wording.passage import is_sentence
from make_docx.wording.placeholder import Clause, Line, Part, Reference, parse
from make_docx.wording.plain import plain, plain_line
from make_docx.wording.repeat import Pass, passes, told_once
from make_docx.wording.seam import assemble, without_doubled_stops
from make_docx.wording.slip import doubled_units, wrong_brackets
from make_docx.wording.table import stat_table

_LABEL_LENGTH = 20


def compose(brief: Brief, checked: Checked, figures: Figures) -> Text:
    """Word the whole document; `Text.findings` holds every fault of every row.

    Where a reference cannot be worded it stays as written and an error is among the findings,
    so such a text is never printed.
    """
    composer = _Composer(brief, look_up(brief, checked, figures))
    title = composer.title()
    paragraphs = composer.outline()
    annexes = composer.annexes(checked, figures)
    printed = composer.lookup.tables.printed
    return Text(title, paragraphs, annexes, tuple(composer.findings), printed)


@dataclass(slots=True)
class _Composer:
    brief: Brief
    lookup: Lookup
    findings: list[Finding] = field(default_factory=list)
    row: Entry | None = None  # of the table that the text in hand is printed for

    def title(self) -> str:
        ref = self.brief.element_refs.get("title")
        place = ref.place("标题") if ref else Place(file=self.brief.file, label="标题")
        title = plain_line(self._fill(self.brief.elements.title, place).text)
        if not title and self.brief.elements.title:
            self.findings.append(finding("element-required", place))
        return title

    def outline(self) -> tuple[Paragraph, ...]:
        start = len(self.findings)
        printings = tuple(passes(self.brief.outline, self.lookup.tables))
        rows = [printing.row for printing in printings]
        levels = [row.level for row in rows]
        worded = self._all_worded(printings)
        stands = standing(levels, [bool(lines) for lines in worded])
        numbering = Numbering()
        paragraphs: list[Paragraph] = []
        for index, (row, lines) in enumerate(zip(rows, worded, strict=True)):
            if row.level is Level.BODY:
                paragraphs += (Paragraph(Level.BODY, "", line.text, line.marks) for line in lines)
            elif stands[index]:
                (text,) = lines
                has_section = bool(section(levels, index))
                paragraphs.append(self._heading(row, text, numbering, has_section=has_section))
            elif lines:
                self.findings.append(finding("text-empty", row.ref.place()))
        order = {row.ref.cell: index for index, row in enumerate(self.brief.outline)}
        self.findings[start:] = sorted(self.findings[start:], key=lambda f: order[f.place.cell])
        return tuple(paragraphs)

    def annexes(self, checked: Checked, figures: Figures) -> tuple[Annex, ...]:
        made: list[Annex] = []
        cells: dict[str, CellRef] = {}
        for row in self.brief.annexes:
            if annex := self._annex(row, checked, figures):
                made.append(annex)
                first = cells.setdefault(normal(annex.name), row.ref)
                if first is not row.ref:
                    place, other = row.ref.place("附件名称"), f"{first.sheet}!{first.cell}"
                    repeated = finding("brief-repeated", place, found=annex.name, other=other)
                    self.findings.append(repeated)
        if len(made) == 1:
            return tuple(made)
        return tuple(replace(annex, number=index) for index, annex in enumerate(made, 1))

    def _annex(self, row: AnnexRow, checked: Checked, figures: Figures) -> Annex | None:
        place = row.ref.place(row.name)
        name = plain_line(self._fill(row.name, place).text)
        match row.form:
            case AnnexForm.TABLE:
                return Annex(0, name, row.form, table=stat_table(self.brief, checked, figures))
            case AnnexForm.RECORDS | AnnexForm.RANKING:
                is_ranking = row.form is AnnexForm.RANKING
                made = (
                    ranking_table(row.text, place, self.lookup)
                    if is_ranking
                    else records_table(row.text, row.name, place, self.lookup)
                )
                self.findings += made.findings
                return Annex(0, name, row.form, table=made.table) if made.table else None
            case AnnexForm.SEPARATE:
                return Annex(0, name, row.form)
            case AnnexForm.TEXT:
                lines = self._annex_lines(row, place)
                if not lines:
                    return None
                texts = tuple(line.text for line in lines)
                marks = tuple(line.marks for line in lines)
                levels = tuple(map(_level_set, texts))
                return Annex(0, name, row.form, paragraphs=texts, marks=marks, levels=levels)

    def _annex_lines(self, row: AnnexRow, place: Place) -> tuple[Marked, ...]:
        """The paragraphs of an annex; lines that a table's rows repeat are numbered anew."""
        rows = [OutlineRow(Level.BODY, line, row.ref) for line in plain(row.text).split("\n")]
        printings = tuple(passes(rows, self.lookup.tables))
        if not any(printing.table for printing in printings):
            return self._block(row.text, place)
        start = len(self.findings)
        lines: list[Marked] = []
        numbering = Numbering()
        for printing in printings:
            self.row = printing.entry
            made = () if printing.is_blank else self._block(printing.row.text, place)
            lines += (_numbered(line, numbering) for line in made)
        self.row = None
        cell = {row.ref.cell}
        self.findings[start:] = told_once(self.findings[start:], cell, cell if lines else ())
        return tuple(lines)

    def _all_worded(self, printings: Sequence[Pass]) -> list[tuple[Marked, ...]]:
        """What each printing of a row says; what is found in every one of them is told once."""
        worded: list[tuple[Marked, ...]] = []
        start = len(self.findings)
        for printing in printings:
            self.row = printing.entry
            if printing.is_blank:
                self.findings.append(finding("text-empty", printing.row.ref.place()))
            worded.append(() if printing.is_blank else self._worded(printing.row))
        self.row = None
        repeated = {one.row.ref.cell for one in printings if one.entry}
        printed = {one.row.ref.cell for one, lines in zip(printings, worded, strict=True) if lines}
        self.findings[start:] = told_once(self.findings[start:], repeated, printed)
        return worded

    def _worded(self, row: OutlineRow) -> tuple[Marked, ...]:
        """What a row of the outline says, without its number; nothing when it is left out."""
        place = row.ref.place()
        if row.level is Level.BODY:
            return self._block(row.text, place)
        _, written = split_number(row.level, plain_line(row.text))
        if lines := self._fill(written, place).lines():
            return lines
        self.findings.append(finding("text-empty", place))
        return ()

    def _heading(
        self, row: OutlineRow, line: Marked, numbering: Numbering, *, has_section: bool
    ) -> Paragraph:
        text = line.text
        place = row.ref.place(text[:_LABEL_LENGTH])
        if numbering.skips(row.level):
            self.findings.append(finding("outline-skipped", place))
        # “1.加强领导。成立……。” is a paragraph that begins with its heading
        if not has_section and not is_sentence(text):
            self.findings.append(finding("heading-empty", place))
        typed, _ = split_number(row.level, plain_line(row.text))
        number = numbering.next(row.level)
        if typed and normal(typed) != normal(number):
            place = row.ref.place("标题序号")
            self.findings.append(finding("cell-read-as", place, found=typed, expected=number))
        return Paragraph(row.level, number, text, line.marks)

    def _block(self, text: str, place: Place) -> tuple[Marked, ...]:
        """The paragraphs that a row of body text gives, which may be none."""
        alone = parse(plain(text)).alone
        if alone and normal(alone.name) == EACH_UNIT:
            lines = tuple(map(Marked, self._unit_texts(alone, place)))
        elif alone and self.row and (own := self.lookup.passage(alone, self.row)) is not None:
            lines = tuple(map(Marked, own))
        else:
            lines = self._fill(text, place).lines()
        if not lines:
            self.findings.append(finding("text-empty", place))
        return lines

    def _unit_texts(self, reference: Reference, place: Place) -> tuple[str, ...]:
        texts = self.lookup.facts.texts(reference, place)
        if isinstance(texts, Finding):
            self.findings.append(texts)
            return (f"【{reference.written}】",)
        if self.lookup.facts.is_of_one_unit:
            return tuple(line for _, lines in texts for line in lines)
        return tuple(
            line
            for unit, (first, *others) in texts
            for line in (f"{plain_line(unit)}：{first}", *others)
        )

    def _fill(self, text: str, place: Place) -> Marked:
        """`text` with its references worded; empty when clauses left out leave no word."""
        line = parse(plain(text))
        self.findings += [finding(f.code, place, found=f.found) for f in line.faults]
        self.findings += self._slips(line, place)
        pieces = [self._piece(part, place) for part in line.parts]
        texts = without_doubled_stops(
            [text for text, _ in pieces], [_quotes(p) for p in line.parts]
        )
        pieces = [(text, kept) for text, (_, kept) in zip(texts, pieces, strict=True)]
        filled = assemble(pieces)
        left_out = not all(kept for _, kept in pieces)
        return Marked() if left_out and not _has_words(filled.text) else filled

    def _slips(self, line: Line, place: Place) -> Iterator[Finding]:
        for found in wrong_brackets(line, self.lookup.knows):
            yield finding("placeholder-brackets", place, found=found)
        for reference, unit in doubled_units(line, self.lookup.endings):
            found = f"【{reference.written}】{unit}"
            yield finding("unit-doubled", place, found=found, repeated=unit)

    def _piece(self, part: Part, place: Place) -> tuple[Marked, bool]:
        """A part in words, and whether it is printed."""
        match part:
            case str():
                return Marked(part), True
            case Reference():
                words = self._words(part, place)
                if not words.reason:
                    return Marked(words.text, words.marks), True
                code, written = "placeholder-unusable", part.written
                self.findings.append(finding(code, place, found=written, reason=words.reason))
                return Marked(f"【{written}】"), True
            case Clause():
                return self._clause(part, place)

    def _clause(self, clause: Clause, place: Place) -> tuple[Marked, bool]:
        words = [p if isinstance(p, str) else self._words(p, place) for p in clause.parts]
        if any(isinstance(word, Words) and word.is_nothing for word in words):
            left_out = "".join(word if isinstance(word, str) else "□" for word in words)
            return Marked(left_out), False
        kept = [
            Marked(word) if isinstance(word, str) else Marked(word.text, word.marks)
            for word in words
        ]
        quoted = [isinstance(part, Reference) for part in clause.parts]
        return joined(without_doubled_stops(kept, quoted), ""), True

    def _words(self, reference: Reference, place: Place) -> Words:
        words = self.lookup.words(reference, place, self.row)
        if isinstance(words, Finding):
            self.findings.append(words)
            return Words(f"【{reference.written}】")
        if not words.marks:
            return replace(words, text=plain_line(words.text))
        marks = (replace(mark, as_written=reference.written) for mark in words.marks)
        return replace(words, marks=tuple(marks))


def _level_set(text: str) -> Level:
    """What a line of an annex is set as: one with a number is a heading, a sentence is not."""
    return Level.BODY if is_sentence(text) else level_typed(text)


def _numbered(line: Marked, numbering: Numbering) -> Marked:
    """`line` with the number that it begins with, if any, counted on."""
    level = level_typed(line.text)
    typed, _ = split_number(level, line.text)
    if not typed:
        return line
    return Marked(numbering.next(level)) + line.cut(len(typed), len(line.text))


def _quotes(part: Part) -> bool:
    """Whether a part ends with the words of a reference."""
    last = part.parts[-1:] if isinstance(part, Clause) else (part,)
    return any(isinstance(one, Reference) for one in last)


def _has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)
