"""Turns lines with 【…】 and {…} into words, and what is wrong with them into findings."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from make_docx.catalogue import finding
from make_docx.findings import Finding, Place
from make_docx.late_pattern import late_pattern
from make_docx.model import Column, Entry, Picture
from make_docx.wording.citation import misspelt_numbers
from make_docx.wording.echo import doubled_labels, doubled_marks, doubled_words
from make_docx.wording.facts import EACH_UNIT, Words
from make_docx.wording.lookup import Lookup
from make_docx.wording.marked import Marked, joined
from make_docx.wording.name import normal
from make_docx.wording.placeholder import Clause, Line, Part, Reference, parse
from make_docx.wording.plain import plain, plain_line
from make_docx.wording.seam import assemble, closed, joining, without_stops
from make_docx.wording.slip import doubled_units, flat, wrong_brackets

_DIGIT: Final = late_pattern("[0-9０-９]")
_HAN: Final = late_pattern("[\u4e00-\u9fff]")
# What stands behind the name of a unit where that is only part of a longer name or a phrase.
_OF_ANOTHER: Final = late_pattern(
    "[的和与及各全内]|[\u4e00-\u9fff]{1,6}?"
    "(?:[院局所站办委村厂校]|中心|学校|社区|公司|人大|代表|群众|居民|干部|党员)"
)


class Filler(Struct):
    """Words one line after the other.

    Where a reference cannot be worded it stays as written and an error is among the `findings`,
    so such a text is never printed.
    """

    lookup: Lookup
    findings: list[Finding] = field(default_factory=list)
    row: Entry | None = None  # of the table that the text in hand is printed for
    _inserted: list[str] = field(default_factory=list)  # into the line in hand
    _quotations: list[str] = field(default_factory=list)  # those of them that are no figures

    def block(self, text: str, place: Place) -> tuple[Marked, ...]:
        """The paragraphs that a row of body text gives, which may be none."""
        line = parse(plain(text))
        alone = line.alone
        if alone and normal(alone.name) == EACH_UNIT:
            lines = tuple(map(_quoted, self._unit_texts(alone, place)))
            self._tell_marks((line.text for line in lines), place)
        elif photo := self._photo(line):
            lines = self._illustration(photo, line, place)
        elif alone and self.row and (own := self.lookup.passage(alone, self.row)) is not None:
            lines = tuple(map(_quoted, own))
            self._tell_marks(own, place)
        else:
            lines = self.line(text, place).lines()
            if lines and _quotes(line.parts[-1]):
                lines = (*lines[:-1], closed(lines[-1]))
        if not lines:
            self.findings.append(finding("text-empty", place))
        return lines

    def line(self, text: str, place: Place) -> Marked:
        """`text` with its references worded; empty when clauses left out leave no word."""
        return self._filled(parse(plain(text)), place)

    def _photo(self, line: Line) -> Column | None:
        """The column of photos that the line begins with, if it is one of the row in hand."""
        first = line.parts[0] if line.parts else None
        if not (isinstance(first, Reference) and self.row):
            return None
        return self.lookup.photo(first, self.row)

    def _illustration(self, photo: Column, line: Line, place: Place) -> tuple[Marked, ...]:
        """A photo and, on one line, what stands behind it as its caption; nothing without it."""
        picture = self.row.values.get(photo.label) if self.row else None
        if not isinstance(picture, Picture):
            return ()
        words = self._filled(replace(line, parts=line.parts[1:]), place)
        caption = without_stops(joined(words.lines(), ""))
        return (replace(caption, picture=picture, is_quoted=True),)

    def _filled(self, line: Line, place: Place) -> Marked:
        self.findings += [finding(f.code, place, found=f.found) for f in line.faults]
        self.findings += self._slips(line, place)
        self._inserted.clear()
        self._quotations.clear()
        pieces = [self._piece(part, place) for part in line.parts]
        texts = joining([text for text, _ in pieces], [_quotes(p) for p in line.parts])
        pieces = [(text, kept) for text, (_, kept) in zip(texts, pieces, strict=True)]
        is_quoted = any(_DIGIT.search(text) for text in self._quotations)
        filled = replace(assemble(pieces), is_quoted=is_quoted)
        left_out = not all(kept for _, kept in pieces)
        if left_out and not _has_words(filled.text):
            return Marked()
        units = {unit for _, unit in doubled_units(line, self.lookup.endings)}
        self._tell_echoes(filled.text, units, place)
        return filled

    def _tell_echoes(self, text: str, units: Collection[str], place: Place) -> None:
        """What stands in `text` twice, as it would be printed; of `units` it has been told."""
        for echo in doubled_words(text, self._inserted):
            if echo.first not in units:
                facts = {"found": echo.found, "repeated": echo.first}
                self.findings.append(finding("words-doubled", place, **facts))
        for echo in doubled_labels(text, self._inserted):
            facts = {"found": echo.found, "first": echo.first, "second": echo.second}
            self.findings.append(finding("labels-doubled", place, **facts))
        self._tell_marks((text,), place)

    def _tell_marks(self, texts: Iterable[str], place: Place) -> None:
        for text in texts:
            self.findings += (
                finding("marks-doubled", place, found=found) for found in doubled_marks(text)
            )

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
            for line in (_told_by(plain_line(unit), first, self._other_names(unit)), *others)
        )

    def _other_names(self, unit: str) -> tuple[str, ...]:
        reports = self.lookup.facts.checked.reports
        return next((one.unit.aliases for one in reports if one.unit.name == unit), ())

    def _slips(self, line: Line, place: Place) -> Iterator[Finding]:
        for found in wrong_brackets(line, self.lookup.knows):
            yield finding("placeholder-brackets", place, found=found)
        for reference, unit in doubled_units(line, self.lookup.endings):
            found = f"【{reference.written}】{unit}"
            yield finding("unit-doubled", place, found=found, repeated=unit)
        for part in flat(line):
            for found, expected in misspelt_numbers(part) if isinstance(part, str) else ():
                yield finding("citation-number", place, found=found, expected=expected)

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
        nothing = [word for word in words if isinstance(word, Words) and word.is_nothing]
        if nothing:
            if all(word.ties for word in nothing):
                self._tell_ties(clause, words, place)
            left_out = "".join(word if isinstance(word, str) else "□" for word in words)
            return Marked(left_out), False
        kept = [
            Marked(word) if isinstance(word, str) else Marked(word.text, word.marks)
            for word in words
        ]
        quoted = [isinstance(part, Reference) for part in clause.parts]
        return joined(joining(kept, quoted), ""), True

    def _tell_ties(self, clause: Clause, words: Iterable[str | Words], place: Place) -> None:
        """That a clause is left out only because more units tie than can be read."""
        for part, word in zip(clause.parts, words, strict=True):
            if isinstance(part, Reference) and isinstance(word, Words) and word.ties:
                facts = {"found": part.written, "name": part.name, "count": str(word.ties)}
                self.findings.append(finding("ranking-crowded", place, **facts))

    def _words(self, reference: Reference, place: Place) -> Words:
        words = self.lookup.words(reference, place, self.row)
        if isinstance(words, Finding):
            self.findings.append(words)
            return Words(f"【{reference.written}】")
        if not words.marks:
            words = replace(words, text=plain_line(words.text))
        self._inserted.append(words.text)
        if not words.marks:
            self._quotations.append(words.text)
            return words
        marks = (replace(mark, as_written=reference.written) for mark in words.marks)
        return replace(words, marks=tuple(marks))


def _quotes(part: Part) -> bool:
    """Whether a part ends with the words of a reference."""
    last = part.parts[-1:] if isinstance(part, Clause) else (part,)
    return any(isinstance(one, Reference) for one in last)


def _told_by(unit: str, text: str, others: Iterable[str]) -> str:
    """`text` behind the name of its unit, which many write there themselves.

    城关镇坚持…… tells whose it is; 城关镇卫生院组织…… and 城关镇的干部…… may tell of others.
    """
    for name in (unit, *filter(None, others)):
        if not text.startswith(name):
            continue
        rest = text[len(name) :].lstrip()
        if rest[:1] in ("：", ":"):
            return f"{unit}：{rest[1:].lstrip() or text}"
        if _HAN.match(rest) and not _OF_ANOTHER.match(rest):
            return f"{name}{rest}"
    return f"{unit}：{text}"


def _quoted(text: str) -> Marked:
    return Marked(text, is_quoted=True)


def _has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)
