"""Turns the brief's title, outline and annexes into final text, with the figures in it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from make_docx.catalogue import finding
from make_docx.findings import Finding, Place
from make_docx.model import (
    Annex,
    AnnexForm,
    AnnexRow,
    Brief,
    Checked,
    Figures,
    Level,
    OutlineRow,
    Paragraph,
    Text,
)
from make_docx.wording.facts import EACH_UNIT, Facts, Words, normal
from make_docx.wording.outline import Numbering, split_number
from make_docx.wording.placeholder import Clause, Part, Reference, parse
from make_docx.wording.plain import plain, plain_line, plain_lines
from make_docx.wording.seam import assemble
from make_docx.wording.table import stat_table

_LABEL_LENGTH = 20


def compose(brief: Brief, checked: Checked, figures: Figures) -> Text:
    """Word the whole document; `Text.findings` holds every fault of every row.

    Where a reference cannot be worded it stays as written and an error is among the findings,
    so such a text is never printed.
    """
    composer = _Composer(brief, Facts(brief, checked, figures))
    title = composer.title()
    paragraphs = composer.outline()
    annexes = composer.annexes(checked, figures)
    return Text(title, paragraphs, annexes, tuple(composer.findings))


@dataclass(slots=True)
class _Composer:
    brief: Brief
    facts: Facts
    findings: list[Finding] = field(default_factory=list)

    def title(self) -> str:
        ref = self.brief.element_refs.get("title")
        place = ref.place("标题") if ref else Place(file=self.brief.file, label="标题")
        title = plain_line(self._fill(self.brief.elements.title, place))
        if not title and self.brief.elements.title:
            self.findings.append(finding("element-required", place))
        return title

    def outline(self) -> tuple[Paragraph, ...]:
        numbering = Numbering()
        paragraphs: list[Paragraph] = []
        for row in self.brief.outline:
            if row.level is Level.BODY:
                lines = self._block(row.text, row.ref.place())
                paragraphs += (Paragraph(Level.BODY, "", line) for line in lines)
            elif heading := self._heading(row, numbering):
                paragraphs.append(heading)
        return tuple(paragraphs)

    def annexes(self, checked: Checked, figures: Figures) -> tuple[Annex, ...]:
        made = [a for row in self.brief.annexes if (a := self._annex(row, checked, figures))]
        if len(made) == 1:
            return tuple(made)
        return tuple(replace(annex, number=index) for index, annex in enumerate(made, 1))

    def _annex(self, row: AnnexRow, checked: Checked, figures: Figures) -> Annex | None:
        place = row.ref.place(row.name)
        name = plain_line(self._fill(row.name, place))
        match row.form:
            case AnnexForm.TABLE:
                return Annex(0, name, row.form, table=stat_table(self.brief, checked, figures))
            case AnnexForm.SEPARATE:
                return Annex(0, name, row.form)
            case AnnexForm.TEXT:
                lines = self._block(row.text, place)
                return Annex(0, name, row.form, paragraphs=lines) if lines else None

    def _heading(self, row: OutlineRow, numbering: Numbering) -> Paragraph | None:
        typed, written = split_number(row.level, plain_line(row.text))
        text = plain_line(self._fill(written, row.ref.place()))
        if not text:
            self.findings.append(finding("text-empty", row.ref.place()))
            return None
        if numbering.skips(row.level):
            place = row.ref.place(text[:_LABEL_LENGTH])
            self.findings.append(finding("outline-skipped", place))
        number = numbering.next(row.level)
        if typed and normal(typed) != normal(number):
            place = row.ref.place("标题序号")
            self.findings.append(finding("cell-read-as", place, found=typed, expected=number))
        return Paragraph(row.level, number, text)

    def _block(self, text: str, place: Place) -> tuple[str, ...]:
        """The paragraphs that a row of body text gives, which may be none."""
        alone = parse(plain(text)).alone
        if alone and normal(alone.name) == EACH_UNIT:
            lines = self._unit_texts(alone, place)
        else:
            lines = plain_lines(self._fill(text, place))
        if not lines:
            self.findings.append(finding("text-empty", place))
        return lines

    def _unit_texts(self, reference: Reference, place: Place) -> tuple[str, ...]:
        texts = self.facts.texts(reference, place)
        if isinstance(texts, Finding):
            self.findings.append(texts)
            return (f"【{reference.written}】",)
        paragraphs: list[str] = []
        for unit, text in texts:
            first, *others = plain_lines(text) or ("",)
            if first:
                paragraphs += [f"{plain_line(unit)}：{first}", *others]
        return tuple(paragraphs)

    def _fill(self, text: str, place: Place) -> str:
        """`text` with its references worded; empty when clauses left out leave no word."""
        line = parse(plain(text))
        self.findings += [finding(f.code, place, found=f.found) for f in line.faults]
        pieces = [self._piece(part, place) for part in line.parts]
        filled = assemble(pieces)
        left_out = not all(kept for _, kept in pieces)
        return "" if left_out and not _has_words(filled) else filled

    def _piece(self, part: Part, place: Place) -> tuple[str, bool]:
        """A part in words, and whether it is printed."""
        match part:
            case str():
                return part, True
            case Reference():
                words = self._words(part, place)
                if not words.reason:
                    return words.text, True
                code, written = "placeholder-unusable", part.written
                self.findings.append(finding(code, place, found=written, reason=words.reason))
                return f"【{written}】", True
            case Clause():
                return self._clause(part, place)

    def _clause(self, clause: Clause, place: Place) -> tuple[str, bool]:
        words = [p if isinstance(p, str) else self._words(p, place) for p in clause.parts]
        text = "".join(word if isinstance(word, str) else word.text for word in words)
        if not any(isinstance(word, Words) and word.is_nothing for word in words):
            return text, True
        return "".join(word if isinstance(word, str) else "□" for word in words), False

    def _words(self, reference: Reference, place: Place) -> Words:
        words = self.facts.words(reference, place)
        if isinstance(words, Finding):
            self.findings.append(words)
            return Words(f"【{reference.written}】")
        return replace(words, text=plain_line(words.text))


def _has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)
