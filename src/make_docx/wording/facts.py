"""Turns a reference of the body text into the words that it stands for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from make_docx.catalogue import finding
from make_docx.dates import in_words
from make_docx.figures import base
from make_docx.figures.value import has_total, is_percent, unit_of
from make_docx.findings import Finding, Place
from make_docx.labels import UNIT_NAME
from make_docx.model import (
    Brief,
    Checked,
    Figure,
    FigureMark,
    Figures,
    Indicator,
    Status,
)
from make_docx.wording import number, phrase
from make_docx.wording.group import Group, groups, is_categorised
from make_docx.wording.held_on import dates_said
from make_docx.wording.marked import Marked, figure_words
from make_docx.wording.name import hint, near_mode, normal
from make_docx.wording.own_name import OF_NOBODY, OF_SEVERAL
from make_docx.wording.passage import passage
from make_docx.wording.placeholder import Mode, Reference
from make_docx.wording.plain import plain_line
from make_docx.wording.rank import foremost
from make_docx.wording.standing import EXAMPLES, Rank

EACH_UNIT: Final = "各单位"
SUMMARY: Final = "数据综述"
REPORTED: Final = "报送单位数"
EXPECTED: Final = "应报单位数"
MISSING: Final = "未报单位数"
_SUMMARY_MODES: Final = (Mode.APPROXIMATE, Mode.SCALED)
_LOOSE: Final = "，、；：。 \u3000\n"
_RANKINGS: Final = {Mode.MOST: Rank(1), Mode.TOP_THREE: Rank(3)}
ONE_OF_SEVERAL: Final = "一家一份时只有这一家的数，不能和别家比"
# With more than these tied on the last place, nobody stands out and the list has no end.
_MOST_TIES: Final = 2


class Words(Struct, frozen=True):
    """What a reference says.

    With `is_nothing` the clause around it is left out. `reason` says why there is nothing to
    print outside a clause either; zero has none, it prints as 0条, and what tells the reader
    nothing new (the most of a single unit) prints where it was asked for outright. A text with
    `marks` is fit to print (`plain.plain_line`) already. `ties` is how many units it would name
    where they are too many for a clause.
    """

    text: str
    is_nothing: bool = False
    reason: str = ""
    marks: tuple[FigureMark, ...] = ()
    ties: int = 0


class Facts(Struct, frozen=True):
    """Everything that body text can refer to, by name; `precision` as the module of that name."""

    brief: Brief
    checked: Checked
    figures: Figures
    precision: Mapping[str, int] = field(default_factory=dict)

    def words(self, reference: Reference, place: Place) -> Words | Finding:
        """The words for `reference`, or the finding that says why there cannot be any."""
        name = normal(reference.name)
        if name == EACH_UNIT:
            return finding("placeholder-alone", place, found=reference.written)
        if name == SUMMARY:
            return self._summary(reference, place)
        fixed = self._fixed()
        if name in fixed:
            return _unusable_mode(reference, place, ()) if reference.mode else fixed[name]
        indicator = _named(name, self.brief.indicators)
        if indicator is None:
            return _unknown(reference.name, self._names(), place)
        return self._indicator(indicator, reference, place)

    def knows(self, name: str) -> bool:
        """Whether a reference can have this name."""
        return normal(name) in map(normal, self._names())

    def endings(self, reference: Reference) -> tuple[str, ...]:
        """The 计量单位 that the words for `reference` end with, the longest spelling first."""
        indicator = _named(normal(reference.name), self.brief.indicators)
        if indicator is None or reference.mode in _RANKINGS:
            return ()
        unit = "" if reference.mode == Mode.ZERO else unit_of(indicator)
        if reference.mode == Mode.CHANGE:
            return ("个百分点", "百分点", "%")
        return (f"万{unit}", f"亿{unit}", unit) if unit else ()

    def texts(
        self, reference: Reference, place: Place
    ) -> tuple[tuple[str, tuple[str, ...]], ...] | Finding:
        """Each unit's name and paragraphs for ``【各单位|文字指标】``, in roster order."""
        texts = [i for i in self.brief.indicators if i.is_text]
        indicator = _named(normal(reference.mode), self.brief.indicators)
        if not reference.mode or (indicator and not indicator.is_text):
            return _unusable_mode(reference, place, [i.label for i in texts])
        if indicator is None:
            return _unknown(reference.mode, [i.label for i in texts], place)
        given = (
            (report.unit.name, passage(report.texts.get(indicator.label, "")))
            for report in self.checked.reports
        )
        return tuple((unit, paragraphs) for unit, paragraphs in given if paragraphs)

    @property
    def is_of_one_unit(self) -> bool:
        """Whether only one unit is asked: there is nobody to count or to compare it with."""
        return len(self.checked.expected) == 1

    @property
    def is_of_one_of_several(self) -> bool:
        """Whether others are asked too, of whom this document says nothing."""
        return self.figures.among is not None

    def _names(self) -> tuple[str, ...]:
        labels = (indicator.label for indicator in self.brief.indicators)
        tables = (table.name for table in self.brief.tables)
        return (*self._fixed(), SUMMARY, EACH_UNIT, *labels, *tables)

    def _fixed(self) -> Mapping[str, Words]:
        elements = self.brief.elements
        missing = phrase.join([unit.name for unit in self.checked.missing])
        reporting = {report.unit.name for report in self.checked.reports}
        composition = phrase.composition(self._groups(), reporting)
        is_alone = self.is_of_one_unit
        year = elements.issued_on.year if elements.issued_on else None
        return {
            REPORTED: _unless(is_alone, _count(REPORTED, len(self.checked.reports))),
            EXPECTED: _unless(is_alone, _count(EXPECTED, len(self.checked.expected))),
            MISSING: _count(MISSING, len(self.checked.missing)),
            "未报单位": Words(missing or "无", is_nothing=not missing),
            **{name: self._base(name) for name in base.NAMES},
            phrase.COMPOSITION: _unless(is_alone, _present(composition, "没有单位报送")),
            UNIT_NAME: self._own_name(),
            "活动名称": _element(elements.activity),
            "活动时间": _element(dates_said(elements.held_on, year)),
            "报送期次": _element(dates_said(elements.period, year)),
            "发文机关": _element(elements.issuer),
            "主送机关": _element(elements.addressee),
            "成文日期": _element(elements.issued_on),
            "截止日期": _element(elements.deadline),
            "联系方式": _element(elements.contact),
        }

    def _own_name(self) -> Words:
        asked = self.checked.expected or self.brief.units
        if len(asked) != 1:
            return Words("", is_nothing=True, reason=OF_SEVERAL if asked else OF_NOBODY)
        return Words(asked[0].name)

    def _base(self, name: str) -> Words:
        count = self.figures.base.get(name)
        if count is None or count.value is None:
            reason = "有的下级公文里没有可用的数据，数不出基层单位"
            return Words("", is_nothing=True, reason=reason)
        return _unless(self.is_of_one_unit and count.value == 1, _count(name, int(count.value)))

    def _groups(self) -> tuple[Group, ...]:
        return groups(self.checked.expected)

    def _summary(self, reference: Reference, place: Place) -> Words | Finding:
        if reference.mode and reference.mode not in _SUMMARY_MODES:
            return _unusable_mode(reference, place, _SUMMARY_MODES)
        shown = [i for i in self.brief.indicators if i.in_table and has_total(i)]
        totals = [(i.label, self.figures.totals.get(i.label)) for i in shown]
        parts = [
            Marked(plain_line(label)) + self._figure_words(figure, reference.mode)
            for label, figure in totals
            if figure and not figure.is_nothing
        ]
        if not parts and not all(figure for _, figure in totals):
            return _undetermined(reference)
        return _present(phrase.join_marked(parts), "各项数据都是 0 或不适用")

    def _indicator(
        self, indicator: Indicator, reference: Reference, place: Place
    ) -> Words | Finding:
        if indicator.is_text:
            alone = f"【{EACH_UNIT}|{indicator.label}】"
            return finding(
                "placeholder-mode", place, found=reference.written, expected=alone, hint=""
            )
        allowed = _modes(indicator)
        if reference.mode not in allowed:
            return _unusable_mode(reference, place, [*filter(None, allowed), *EXAMPLES])
        label, mode = indicator.label, reference.mode
        if mode in _RANKINGS:
            return self.ranking(label, _RANKINGS[Mode(mode)])
        total = self.figures.totals.get(label)
        if total is None:
            return _undetermined(reference)
        match mode:
            case Mode.BY_CATEGORY:
                return self._shares(label)
            case Mode.CHANGE:
                return self._change(total, self.figures.previous.get(label))
            case Mode.ZERO:
                return only_at_zero(total)
            case _:
                return self._total_words(total, mode)

    def _shares(self, label: str) -> Words:
        found = self._groups()
        if not is_categorised(found):
            return Words("", is_nothing=True, reason="单位名册里没有填单位类别")
        by_category = self.figures.by_category
        figures = [(g.label, by_category.get(g.category, {}).get(label)) for g in found]
        shares = [(name, figure) for name, figure in figures if figure and not figure.is_nothing]
        # the only share is the total over again
        words = phrase.shares(shares, self.precision.get(label))
        return _unless(len(shares) == 1, _present(words, "各单位都是 0 或不适用"))

    def of_units(self, label: str) -> list[tuple[str, Figure]]:
        """The units' own figures of an indicator, in roster order."""
        by_unit = self.figures.by_unit
        own = ((unit.name, by_unit.get(unit.name, {}).get(label)) for unit in self.checked.expected)
        return [(name, figure) for name, figure in own if figure]

    def ranking(self, label: str, rank: Rank) -> Words:
        """The units that stand out; nothing for a clause where all do, or more than can be read."""
        if self.is_of_one_of_several:
            return Words("", is_nothing=True, reason=ONE_OF_SEVERAL)
        decimals, places = self.precision.get(label), rank.places
        best = foremost(self.of_units(label), places, decimals, is_from_top=rank.is_from_top)
        reason = "各单位都是 0 或不适用" if rank.is_from_top else "各单位都没有可比的数"
        words = _present(phrase.ranking(best, places, decimals), reason)
        if len(best) > places + _MOST_TIES:
            return replace(words, is_nothing=True, ties=len(best))
        return _unless(len(best) == len(self.checked.reports), words)

    def _change(self, current: Figure, previous: Figure | None) -> Words:
        if current.value is None:
            return self._total_words(current, "")
        if len(self.checked.reports) < len(self.checked.expected):
            reason = "还有单位没有报送，合计不全，不能与上期比"
            return Words("", is_nothing=True, reason=reason)
        if previous is None or previous.value is None:
            return Words("", is_nothing=True, reason="没有上期数据")
        if previous.value <= 0:
            return Words("", is_nothing=True, reason="上期数是 0，不能比较")
        words = figure_words(number.change(current, previous), current.name)
        return Words(words.text, is_nothing=current.is_nothing, marks=words.marks)

    def _total_words(self, figure: Figure, mode: str) -> Words:
        if figure.value is None:
            does_not_apply = figure.status is Status.NOT_APPLICABLE
            reason = "各单位都不适用" if does_not_apply else "没有单位填报"
            return Words("", is_nothing=True, reason=reason)
        words = self._figure_words(figure, mode)
        return Words(words.text, is_nothing=figure.is_nothing, marks=words.marks)

    def _figure_words(self, figure: Figure, mode: str) -> Marked:
        if number.is_percentage(figure) or mode not in _SUMMARY_MODES:
            text = number.exact(figure, self.precision.get(figure.name))
        else:
            text = number.approximate(figure) if mode == Mode.APPROXIMATE else number.scaled(figure)
        return figure_words(text, figure.name)


def only_at_zero(figure: Figure) -> Words:
    """Nothing to print, for a clause that is left out unless `figure` is 0.

    Where nobody reported, nobody reported 0 either. Outside a clause it has no sense at all.
    """
    is_zero = figure.value == 0 and figure.status is Status.EXACT
    reason = f"“{Mode.ZERO}”自己不印字，只管它所在的大括号"
    return Words("", is_nothing=not is_zero, reason=reason)


def _named(name: str, indicators: Iterable[Indicator]) -> Indicator | None:
    return next((i for i in indicators if normal(i.label) == name), None)


def _modes(indicator: Indicator) -> tuple[str, ...]:
    """The modes that fit; ``""`` is none at all. A percentage is not rounded to 余 or put in 万."""
    if not has_total(indicator):
        return tuple(_RANKINGS)
    rounding = () if is_percent(indicator) else _SUMMARY_MODES
    return ("", *rounding, Mode.BY_CATEGORY, *_RANKINGS, Mode.CHANGE, Mode.ZERO)


def _undetermined(reference: Reference) -> Words:
    """Left as written: an error says elsewhere why there is no total, and nothing is printed."""
    return Words(f"【{reference.written}】")


def _unless(says_nothing: bool, words: Words) -> Words:
    """`words`, which a clause does without where they say nothing."""
    return replace(words, is_nothing=True) if says_nothing else words


def _count(name: str, count: int) -> Words:
    words = figure_words(str(count), name)
    return Words(words.text, is_nothing=count == 0, marks=words.marks)


def _element(value: str | dt.date | None) -> Words:
    """An element as it stands in a sentence, without a mark that was typed at its end."""
    text = in_words(value) if isinstance(value, dt.date) else value
    return _present(Marked((text or "").rstrip(_LOOSE)), "“公文要素”里没有填写")


def _present(words: Marked, reason: str) -> Words:
    if not words.text:
        return Words("", is_nothing=True, reason=reason)
    return Words(words.text, marks=words.marks)


def _unknown(name: str, known: Iterable[str], place: Place) -> Finding:
    return finding("placeholder-unknown", place, found=name, hint=hint(name, known))


def _unusable_mode(reference: Reference, place: Place, allowed: Iterable[str]) -> Finding:
    known = tuple(allowed)
    modes = known if reference.mode else [f"【{reference.name}|{mode}】" for mode in known]
    expected = "、".join(modes) or f"【{reference.name}】"
    near = near_mode(reference.mode, known)
    return finding("placeholder-mode", place, found=reference.written, expected=expected, hint=near)
