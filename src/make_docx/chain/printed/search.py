"""Turns a body and the marks of its payload into the words at each mark, and the numbers left over.

A mark may be gone although its words are not: Word deletes a bookmark together with the text
when 104条 is selected and typed anew. It is then looked for between its neighbours.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from make_docx.chain.annex_note import printed_codes
from make_docx.chain.payload import Payload, PrintedFigure
from make_docx.chain.printed.body import Body, Span, Spot, excerpt_of, line_numbers
from make_docx.chain.printed.claim import is_true
from make_docx.chain.printed.expected import Stated, stated
from make_docx.chain.printed.mention import Mention, is_figure, mentions, without_figures
from make_docx.chain.printed.words import Number, Words
from make_docx.chain.quotations import Quoted

_NAME_REACH: Final = 20  # characters before a number in which its name is looked for


class _Place(Struct, frozen=True):
    """A mention by the line that it is in."""

    line: int
    mention: Mention


def _measure(mark: PrintedFigure) -> str:
    """What stands behind the number of a mark: 个县 of 2个县."""
    first = next(mentions(mark.shown, ()), None)
    return mark.shown[first.core[1] :] if first else ""


def _spot(place: _Place) -> Spot:
    return Spot(place.line, place.mention.start)


class Search:
    """The marks of one payload in one body."""

    def __init__(self, body: Body, payload: Payload) -> None:
        self._body = body
        self._payload = payload
        self._numbers = line_numbers(body.lines)
        units = {total.unit for total in payload.totals}
        self._mentions = [list(mentions(line.text, units)) for line in body.lines]
        self._taken: set[tuple[int, int]] = set()  # line and start of mentions that have a mark
        self._quoted = Quoted(payload.quotations, (line.text for line in body.lines))

    @cached_property
    def words(self) -> tuple[Words, ...]:
        """The words of every mark, in the order of the payload; those of copies follow it."""
        marks = self._payload.marks
        found = {mark.bookmark: self._at_bookmarks(mark) for mark in marks}
        spans = {mark.bookmark: self._spans(mark)[0] for mark in marks if found[mark.bookmark]}
        for look in (self._kept, self._lost):  # first those that still say what the data do
            first = Spot(0, 0)
            for mark, last in zip(marks, self._behind(spans), strict=True):
                if not found[mark.bookmark] and (words := look(mark, first, last)):
                    found[mark.bookmark] = [words[0]]
                    if place := words[1]:
                        end = Spot(place.line, place.mention.end)
                        spans[mark.bookmark] = Span(_spot(place), end)
                if mark.bookmark in spans:
                    first = spans[mark.bookmark].end
        return tuple(words for mark in marks for words in found[mark.bookmark])

    def _behind(self, spans: Mapping[str, Span]) -> Sequence[Spot]:
        """For each mark, where the next one stands whose place is known."""
        behind: list[Spot] = []
        last = Spot(len(self._body.lines), 0)
        for mark in reversed(self._payload.marks):
            behind.append(last)
            if mark.bookmark in spans:
                last = spans[mark.bookmark].start
        return behind[::-1]

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """What is left over outside of tables, without dates and the like, and what is quoted."""
        _ = self.words  # they take theirs first
        return tuple(self._left_over())

    @property
    def quoted(self) -> Quoted:
        """What has become of the numbers that units wrote in their own words."""
        _ = self.numbers
        return self._quoted

    # ── at a bookmark ────────────────────────────────────────────────────────────────────

    def _spans(self, mark: PrintedFigure) -> Sequence[Span]:
        return self._body.spans.get(mark.bookmark.lower(), ())

    def _at_bookmarks(self, mark: PrintedFigure) -> list[Words]:
        return [words for span in self._spans(mark) if (words := self._at(mark, span))]

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
        said = text[met[0].start : max(met[0].end, ends)]
        if not met[0].has_unit and text[ends:last][:1].isalpha():  # 104张 is no 104
            return replace(words, said=said)
        return replace(words, first=text[begins:ends], said=said)

    def _over_lines(self, mark: PrintedFigure, pieces: Sequence[tuple[int, str]]) -> Words | None:
        """A mark whose number was torn apart by the end of a paragraph."""
        whole = "".join(text for _, text in pieces)
        if not whole.strip():
            return None
        line = pieces[0][0]
        units = {total.unit for total in self._payload.totals}
        first = next((whole[one.start : one.unit_end] for one in mentions(whole, units)), "")
        number, excerpt = self._numbers[line], excerpt_of(whole, 0, 0)
        before = self._body.lines[line].text
        return Words(
            mark, stated(self._payload, mark), whole, first, whole, before, number, excerpt
        )

    def _words(self, mark: PrintedFigure, line: int, at: tuple[int, int]) -> Words:
        text = self._body.lines[line].text
        return Words(
            mark,
            stated(self._payload, mark),
            text[slice(*at)].strip(),
            before=text[: at[0]],
            paragraph=self._numbers[line],
            excerpt=excerpt_of(text, *at),
        )

    # ── without a bookmark ───────────────────────────────────────────────────────────────

    def _kept(
        self, mark: PrintedFigure, first: Spot, last: Spot
    ) -> tuple[Words, _Place | None] | None:
        """The number between the neighbours of `mark` that says the same, in its line at best."""
        what = stated(self._payload, mark)
        if what.figure is None:
            return None
        home = self._home(mark)
        near = sorted(self._near(first, last), key=lambda p: p.line != home)
        place = next((p for p in near if self._says(p, mark, what)), None)
        return self._taken_at(mark, place) if place else None

    def _lost(self, mark: PrintedFigure, first: Spot, last: Spot) -> tuple[Words, _Place | None]:
        """The number between the neighbours of `mark` that stands for it."""
        what = stated(self._payload, mark)
        near = self._near(first, last)
        if what.figure is None:
            if first > last:
                first, last = Spot(0, 0), Spot(len(self._body.lines), 0)
            return self._lost_words(mark, first, last, near)
        home = self._home(mark)
        lines = (first.line, last.line) if home is None else (home,)
        place = next((p for p in near if p.line in lines and self._is_like(p, mark, what)), None)
        if place is None:
            place = next((p for p in near if self._is_named(p, mark)), None)
        if place is None:
            elsewhere = self._by_text.get(mark.shown, ())
            place = next((p for p in elsewhere if self._is_free(p)), None)
        if place is None:
            line = first.line if home is None else home
            paragraph = self._numbers[line] if line < len(self._numbers) else 0
            return Words(mark, what, paragraph=paragraph), None
        return self._taken_at(mark, place)

    def _taken_at(self, mark: PrintedFigure, place: _Place) -> tuple[Words, _Place]:
        mention, end = place.mention, place.mention.end
        self._taken.add((place.line, mention.start))
        core_end, measure = mention.core[1], _measure(mark)
        figure = stated(self._payload, mark).figure
        if figure and not figure.unit and not measure:  # 48 of 48件: 件 stood behind the mark
            end = core_end
        elif self._body.lines[place.line].text.startswith(measure, core_end):
            end = max(end, core_end + len(measure))  # 3个县, where 个 is a unit already
        return self._words(mark, place.line, (mention.start, end)), place

    def _home(self, mark: PrintedFigure) -> int | None:
        """The line of a bookmark whose words were typed anew beside it."""
        spans = self._spans(mark)
        return spans[0].start.line if spans else None

    def _near(self, first: Spot, last: Spot) -> list[_Place]:
        if first > last:  # paragraphs were moved
            first, last = Spot(0, 0), Spot(len(self._body.lines), 0)
        return [place for place in self._between(first, last) if self._is_free(place)]

    def _lost_words(
        self, mark: PrintedFigure, first: Spot, last: Spot, near: Sequence[_Place]
    ) -> tuple[Words, _Place | None]:
        """Words that no figure is behind, such as 同比增长12.5%, are looked for as they were."""
        for index in range(first.line, min(last.line + 1, len(self._body.lines))):
            start = self._body.lines[index].text.find(mark.shown)
            if start >= 0:
                at = start, start + len(mark.shown)
                inside = [p for p in near if p.line == index and p.mention.meets(*at)]
                self._taken |= {(p.line, p.mention.start) for p in inside}
                return self._words(mark, index, at), inside[-1] if inside else None
        return Words(mark, Stated(None)), None

    @cached_property
    def _places(self) -> tuple[_Place, ...]:
        """Every number outside of tables, in order."""
        return tuple(
            _Place(index, mention)
            for index, line in enumerate(self._body.lines)
            if line.number
            for mention in self._mentions[index]
        )

    @cached_property
    def _by_text(self) -> Mapping[str, Sequence[_Place]]:
        found: dict[str, list[_Place]] = {}
        for place in self._places:
            found.setdefault(self._said(place), []).append(place)
        return found

    def _between(self, first: Spot, last: Spot) -> Sequence[_Place]:
        start = bisect_left(self._places, first, key=_spot)
        return self._places[start : bisect_right(self._places, last, key=_spot)]

    def _is_free(self, place: _Place) -> bool:
        return (place.line, place.mention.start) not in self._taken

    def _said(self, place: _Place) -> str:
        return self._body.lines[place.line].text[place.mention.start : place.mention.end]

    def _text(self, place: _Place) -> str:
        mention = place.mention
        return self._body.lines[place.line].text[mention.core[0] : mention.unit_end]

    def _says(self, place: _Place, mark: PrintedFigure, what: Stated) -> bool:
        if what.figure is None:
            return False
        text = self._text(place)
        if not what.figure.unit and text.startswith(mark.shown):
            return not text[len(mark.shown) :][:1].isdigit()  # 30 is no 3
        is_same = is_true(self._said(place), what.figure, any_unit=what.is_count)
        return is_same and self._is_like(place, mark, what)

    def _is_like(self, place: _Place, mark: PrintedFigure, what: Stated) -> bool:
        """Whether it counts the same: 60个, 六十个 and 61个; 2个县 and 3个县."""
        if what.figure and what.figure.unit:
            return self._text(place).endswith(what.figure.unit)
        mention = place.mention
        if measure := _measure(mark):
            return self._body.lines[place.line].text.startswith(measure, mention.core[1])
        is_number = mention.has_unit or not mention.is_spelt
        return is_number and place.line == self._home(mark)

    def _is_named(self, place: _Place, mark: PrintedFigure) -> bool:
        start = place.mention.start
        before = self._body.lines[place.line].text[max(0, start - _NAME_REACH) : start]
        return before.rstrip("了共为：: ").endswith(mark.name)

    # ── what is left ─────────────────────────────────────────────────────────────────────

    def _left_over(self) -> Iterator[Number]:
        elsewhere = {}
        for place in filter(self._is_free, self._places):
            line = self._body.lines[place.line]
            if printed_codes([line.text]):  # the note of the 统计表, made by the program
                continue
            if place.line not in elsewhere:
                elsewhere[place.line] = without_figures(line.text)
            if is_figure(place.mention, elsewhere[place.line]):
                start, end = place.mention.start, place.mention.end
                if self._quoted.knows(line.text, start, end):
                    continue
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
