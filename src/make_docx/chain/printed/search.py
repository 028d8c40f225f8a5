"""Turns a body and the marks of its payload into the words at each mark, and the numbers left over.

A mark may be gone although its words are not: Word deletes a bookmark together with the text
when 104条 is selected and typed anew. It is then looked for between its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from make_docx.chain.annex_note import printed_codes
from make_docx.chain.payload import Payload, PrintedFigure
from make_docx.chain.printed.body import Body, Span, Spot, excerpt_of, line_numbers
from make_docx.chain.printed.claim import is_true, reading_of
from make_docx.chain.printed.expected import Stated, stated
from make_docx.chain.printed.mention import Mention, is_figure, mentions, without_figures

_NAME_REACH: Final = 20  # characters before a number in which its name is looked for


@dataclass(frozen=True, slots=True)
class Words:
    """What stands at a mark now.

    `text` is empty where nothing does. `first` is the first number in it, with its unit; `said`
    has also the 约 before and the 以上 behind the bookmark. `paragraph` is 0 if nothing tells it.
    """

    mark: PrintedFigure
    stated: Stated
    text: str = ""
    first: str = ""
    said: str = ""
    paragraph: int = 0
    excerpt: str = ""

    @property
    def is_same(self) -> bool:
        """Whether it is what was printed, but for white space."""
        return "".join(self.text.split()) == "".join(self.mark.shown.split())

    @property
    def is_true(self) -> bool:
        """Whether it still says what the data do: 共一百零四条 and 104条（其中电子屏20条） do."""
        figure = self.stated.figure
        if figure is None:
            return self.is_same or same_numbers(self.text, self.mark.shown)
        any_unit = self.stated.is_count
        return any(is_true(words, figure, any_unit=any_unit) for words in (self.text, self.first))

    @property
    def is_hedged_wrongly(self) -> bool:
        """Whether what stands around the bookmark makes it untrue: 近 before 104条."""
        figure = self.stated.figure
        if figure is None or self.said in (self.text, self.first):
            return False
        any_unit = self.stated.is_count
        said = reading_of(self.said, figure.unit, any_unit=any_unit)
        return said is not None and not is_true(self.said, figure, any_unit=any_unit)


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the text that belongs to no mark; `same_as` names a figure that it equals."""

    text: str
    paragraph: int
    excerpt: str
    same_as: str = ""


@dataclass(frozen=True, slots=True)
class _Place:
    """A mention by the line that it is in."""

    line: int
    mention: Mention


class Search:
    """The marks of one payload in one body."""

    def __init__(self, body: Body, payload: Payload) -> None:
        self._body = body
        self._payload = payload
        self._numbers = line_numbers(body.lines)
        units = {total.unit for total in payload.totals}
        self._mentions = [list(mentions(line.text, units)) for line in body.lines]
        self._taken: set[tuple[int, int]] = set()  # line and start of mentions that have a mark

    @cached_property
    def words(self) -> tuple[Words, ...]:
        """The words of every mark, in the order of the payload; those of copies follow it."""
        found: dict[str, list[Words]] = {}
        for mark in self._payload.marks:
            found[mark.bookmark] = [
                words
                for span in self._body.spans.get(mark.bookmark.lower(), ())
                if (words := self._at(mark, span))
            ]
        for mark in self._payload.marks:
            if not found[mark.bookmark]:
                found[mark.bookmark] = [self._lost(mark)]
        return tuple(words for mark in self._payload.marks for words in found[mark.bookmark])

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """What is left over outside of tables, without dates and the like."""
        _ = self.words  # they take theirs first
        return tuple(self._left_over())

    # ── at a bookmark ────────────────────────────────────────────────────────────────────

    def _at(self, mark: PrintedFigure, span: Span) -> Words | None:
        """The words in `span`, and what a number in it goes on with outside of it."""
        pieces = [(line, text) for line, text in self._body.pieces(span)]
        if span.start.line != span.end.line:
            return self._over_lines(mark, pieces)
        line, start, end = span.start.line, span.start.at, span.end.at
        if line >= len(self._body.lines):
            return None
        text = self._body.lines[line].text
        met = [mention for mention in self._mentions[line] if mention.meets(start, end)]
        if start == end and not met:
            return None
        if stated(self._payload, mark).figure:
            met = met[:1]  # the next one may be of another figure: 104条（其中电子屏20条）
        self._taken |= {(line, mention.start) for mention in met}
        first, last = start, end
        for mention in met:  # typed just before or behind the bookmark: 1|104条|
            first = min(first, mention.core[0])
            last = last if mention.core[1] <= last else mention.unit_end
        words = self._words(mark, line, (first, last))
        if not met:
            return words
        begins = met[0].start if met[0].start >= start else met[0].core[0]
        ends = met[0].end if met[0].end <= end else met[0].unit_end
        return replace(
            words, first=text[begins:ends], said=text[met[0].start : max(met[0].end, ends)]
        )

    def _over_lines(self, mark: PrintedFigure, pieces: Sequence[tuple[int, str]]) -> Words | None:
        """A mark whose number was torn apart by the end of a paragraph."""
        whole = "".join(text for _, text in pieces)
        if not whole.strip():
            return None
        line = pieces[0][0]
        found = Words(mark, stated(self._payload, mark), whole)
        return replace(found, paragraph=self._numbers[line], excerpt=excerpt_of(whole, 0, 0))

    def _words(self, mark: PrintedFigure, line: int, at: tuple[int, int]) -> Words:
        text = self._body.lines[line].text
        return Words(
            mark,
            stated(self._payload, mark),
            text[slice(*at)].strip(),
            paragraph=self._numbers[line],
            excerpt=excerpt_of(text, *at),
        )

    # ── without a bookmark ───────────────────────────────────────────────────────────────

    def _lost(self, mark: PrintedFigure) -> Words:
        """The number between the neighbours of `mark` that says the same, or stands for it."""
        what = stated(self._payload, mark)
        first, last = self._window(mark)
        near = [place for place in self._free() if first <= self._spot(place) <= last]
        unit = what.figure.unit if what.figure else ""
        place = next((p for p in near if self._says(p, mark, what)), None)
        if place is None and unit:
            lines = (first.line, last.line)
            like = (p for p in near if p.line in lines and self._text(p).endswith(unit))
            place = next(like, None)
        if place is None:
            place = next((p for p in near if self._is_named(p, mark)), None)
        if place is None:
            place = next((p for p in self._free() if self._says(p, mark, what)), None)
        if place is None:
            return Words(mark, what, paragraph=self._numbers[first.line] if self._numbers else 0)
        self._taken.add((place.line, place.mention.start))
        return self._words(mark, place.line, (place.mention.start, place.mention.end))

    def _free(self) -> Iterator[_Place]:
        """The numbers outside of tables that no mark has."""
        for index, line in enumerate(self._body.lines):
            if line.number:
                for mention in self._mentions[index]:
                    if (index, mention.start) not in self._taken:
                        yield _Place(index, mention)

    def _spot(self, place: _Place) -> Spot:
        return Spot(place.line, place.mention.start)

    def _text(self, place: _Place) -> str:
        mention = place.mention
        return self._body.lines[place.line].text[mention.core[0] : mention.unit_end]

    def _says(self, place: _Place, mark: PrintedFigure, what: Stated) -> bool:
        said = self._body.lines[place.line].text[place.mention.start : place.mention.end]
        if what.figure is None:
            return same_numbers(said, mark.shown)
        if what.is_count or not what.figure.unit:
            return self._text(place).startswith(mark.shown)
        return self._text(place).endswith(what.figure.unit) and is_true(said, what.figure)

    def _is_named(self, place: _Place, mark: PrintedFigure) -> bool:
        start = place.mention.start
        before = self._body.lines[place.line].text[max(0, start - _NAME_REACH) : start]
        return before.rstrip("了共为：: ").endswith(mark.name)

    def _window(self, mark: PrintedFigure) -> tuple[Spot, Spot]:
        """From the mark before to the one behind; the whole body where they stand in disorder."""
        at = self._payload.marks.index(mark)
        before = self._nearest(reversed(self._payload.marks[:at]))
        behind = self._nearest(self._payload.marks[at + 1 :])
        first = before.end if before else Spot(0, 0)
        last = behind.start if behind else Spot(len(self._body.lines), 0)
        return (first, last) if first <= last else (Spot(0, 0), Spot(len(self._body.lines), 0))

    def _nearest(self, marks: Iterable[PrintedFigure]) -> Span | None:
        found = (self._body.spans.get(mark.bookmark.lower()) for mark in marks)
        return next((spans[0] for spans in found if spans), None)

    # ── what is left ─────────────────────────────────────────────────────────────────────

    def _left_over(self) -> Iterator[Number]:
        elsewhere = {}
        for place in self._free():
            line = self._body.lines[place.line]
            if printed_codes([line.text]):  # the note of the 统计表, made by the program
                continue
            if place.line not in elsewhere:
                elsewhere[place.line] = without_figures(line.text)
            if is_figure(place.mention, elsewhere[place.line]):
                start, end = place.mention.start, place.mention.end
                said = line.text[start:end].strip()
                yield Number(said, line.number, excerpt_of(line.text, start, end), self._twin(said))

    def _twin(self, said: str) -> str:
        """The indicator whose figure `said` states, with its 计量单位."""
        return next(
            (
                total.label
                for total in self._payload.totals
                if total.unit and said.endswith(total.unit) and is_true(said, total.figure())
            ),
            "",
        )


def same_numbers(words: str, shown: str) -> bool:
    """Whether two wordings with no figure behind them say the same: 12.5% and 百分之十二点五."""
    first, second = ([*_said(text)] for text in (words, shown))
    return first == second and (bool(first) or words == shown)


def _said(text: str) -> Iterator[object]:
    """The numbers of `text`, and which way it says that things went."""
    for word, way in (*_WAYS.items(),):
        if word in text:
            yield way
            break
    for mention in mentions(text, ("个百分点",)):
        words = text[mention.start : mention.end]
        unit = "%" if "%" in words or "百分之" in words else ""
        yield reading_of(words, unit, any_unit=not unit) or words


_WAYS: Final = {
    **dict.fromkeys(("持平",), 0),
    **dict.fromkeys(("增长", "提高", "上升", "增加", "提升"), 1),
    **dict.fromkeys(("下降", "降低", "减少", "回落"), -1),
}
