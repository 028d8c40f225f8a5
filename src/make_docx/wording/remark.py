"""Turns a figure of the text into what a reviewer wants to know of it, line by line.

What people typed is said without telephone numbers and the like; 联系方式 is not in it at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from msgspec import Struct

from make_docx.figures.category import OTHERS, by_category
from make_docx.figures.exactness import exactly
from make_docx.findings import Finding, masked
from make_docx.model import (
    Aggregation,
    Brief,
    CellRef,
    Checked,
    Figure,
    FigureMark,
    Figures,
    Indicator,
    Status,
    UnitReport,
)
from make_docx.wording import number
from make_docx.wording.facts import EXPECTED, MISSING, REPORTED
from make_docx.wording.phrase import COMPOSITION
from make_docx.wording.placeholder import Mode
from make_docx.wording.plain import plain_line
from make_docx.wording.precision import shared_decimals

_LARGEST: Final = 5  # contributors that are told with file and cell
_NAMED: Final = 20  # units, before it is only said how many there are
_COUNTS: Final = (REPORTED, EXPECTED, MISSING, COMPOSITION)
_CONFIRMED: Final = "（已确认："  # what a finding's message ends with
_WAYS: Final = {
    Aggregation.SUM: "合计，{count}家单位的数相加",
    Aggregation.MAXIMUM: "最大，取各单位的数中最大的",
    Aggregation.MINIMUM: "最小，取各单位的数中最小的",
    Aggregation.LATEST: "最新，取填报日期最晚的",
    Aggregation.SAME: "各单位相同，{count}家单位填的都是它",
}


def figure_of(mark: FigureMark, figures: Figures) -> Figure | None:
    """The figure that `mark` marks; None for a count of the job's own units.

    That of a change (同比) is the figure that changed.
    """
    if mark.name in figures.of_text:
        return figures.of_text[mark.name]
    if not mark.scope:
        return figures.totals.get(mark.name) or figures.base.get(mark.name)
    if _mode(mark) == Mode.BY_CATEGORY:
        category = "" if mark.scope == OTHERS else mark.scope
        return figures.by_category.get(category, {}).get(mark.name)
    return figures.by_unit.get(mark.scope, {}).get(mark.name)


def remarks_on(
    mark: FigureMark,
    brief: Brief,
    checked: Checked,
    figures: Figures,
    findings: Iterable[Finding] = (),
) -> tuple[str, ...]:
    """The value, how it was made, of whose cells, and the warnings confirmed about it.

    Args:
        mark: of a paragraph that `compose` made.
        brief: of the job.
        checked: what the figures were made of.
        figures: the totals of that.
        findings: of the job; those count that the clerk has confirmed (`Finding.reason`).
    """
    if mark.name in _COUNTS:
        return tuple(_of_count(mark, checked))
    indicator, figure = brief.indicator(mark.name), figure_of(mark, figures)
    if figure is None:
        return ()
    if indicator is None:
        return tuple(_of_text(mark, figure))
    decimals = shared_decimals(brief, figures).get(mark.name)
    subject = _Subject(mark, indicator, figure, checked, decimals)
    return (
        *subject.head(),
        *_change(mark, figure, figures),
        *subject.contributors(),
        *subject.equals(figures),
        *subject.blanks(),
        *subject.confirmed(findings),
    )


class _Subject(Struct, frozen=True):
    """A figure of an indicator, and the reports that it could be made of."""

    mark: FigureMark
    indicator: Indicator
    figure: Figure
    checked: Checked
    decimals: int | None

    def head(self) -> Iterator[str]:
        scope = f"{_safe(self.mark.scope)} " if self.mark.scope else ""
        yield f"{scope}{plain_line(self.mark.name)}：{_said(self.figure, self.decimals)}"
        if self.indicator.unit:
            yield f"计量单位：{plain_line(self.indicator.unit)}"
        yield f"算法：{self._formula()}"

    def contributors(self) -> Iterator[str]:
        """The largest with file and cell, the others by name."""
        ordered = sorted(self._given, key=self._size, reverse=True)
        largest, others = ordered[:_LARGEST], ordered[_LARGEST:]
        if len(ordered) > 1:
            yield f"{'数最大的' if others else '来自'}{len(largest)}家单位："
        for report in largest:
            yield _located(report, [report.figures[label] for label in self._labels])
        if others:
            yield f"其余{len(others)}家：{_few([report.unit.name for report in others])}"

    def equals(self, figures: Figures) -> Iterator[str]:
        """Who has the same figure, which is printed once for all of them (各9条)."""
        if not self._is_of_unit or self.figure.value is None:
            return
        same = number.exact(self.figure, self.decimals)
        others = [
            unit
            for unit, own in figures.by_unit.items()
            if (other := own.get(self.indicator.label)) and unit != self.mark.scope
            if other.value is not None and number.exact(other, self.decimals) == same
        ]
        if others:
            yield f"数相同的还有：{_few(others)}"

    def blanks(self) -> Iterator[str]:
        """Who is not in it, and why."""
        if self._is_of_unit:
            return
        none: dict[Status, list[str]] = {}
        for report in self._reports:
            for figure in (report.figures.get(label) for label in self._labels):
                if figure and figure.value is None:
                    names = none.setdefault(figure.status, [])
                    if report.unit.name not in names:
                        names.append(report.unit.name)
        for status, said in ((Status.NOT_APPLICABLE, "不适用"), (Status.MISSING, "未填")):
            if of_status := none.get(status):
                yield f"{said}：{_few(of_status)}"
        missing = [unit.name for unit in self.checked.missing if unit.name in self._members]
        if missing:
            yield f"未报：{_few(missing)}"

    def confirmed(self, findings: Iterable[Finding]) -> Iterator[str]:
        cells = {(ref.file, ref.sheet, ref.cell) for ref in self.figure.sources}
        labels = {self.indicator.label, *self._labels}
        for found in findings:
            place = found.place
            is_here = (place.file, place.sheet, place.cell) in cells or place.label in labels
            is_whole = not found.unit and not self.mark.scope
            if found.reason and is_here and (is_whole or found.unit in self._members):
                whose = f"{_safe(found.unit)}：" if found.unit else ""
                message = found.message.rpartition(_CONFIRMED)[0] or found.message
                yield f"已确认的提醒：{whose}{_safe(message)}"
                yield f"确认的理由：{_safe(found.reason)}"

    @property
    def _is_rate(self) -> bool:
        return self.indicator.aggregation is Aggregation.RATE

    @property
    def _is_of_unit(self) -> bool:
        return bool(self.mark.scope) and _mode(self.mark) != Mode.BY_CATEGORY

    @property
    def _labels(self) -> tuple[str, ...]:
        """The figures of a unit that this one is made of."""
        if self._is_rate:
            return self.indicator.numerator, self.indicator.denominator
        return (self.indicator.label,)

    @property
    def _members(self) -> set[str]:
        """The units of the scope, whether they reported or not."""
        if self._is_of_unit:
            return {self.mark.scope}
        units = self.checked.expected
        if self.mark.scope:
            category = "" if self.mark.scope == OTHERS else self.mark.scope
            units = by_category(units).get(category, ())
        return {unit.name for unit in units}

    @property
    def _reports(self) -> list[UnitReport]:
        members = self._members
        return [report for report in self.checked.reports if report.unit.name in members]

    @property
    def _given(self) -> list[UnitReport]:
        """The reports whose cells the figure came from."""
        sources = set(self.figure.sources)
        return [
            report
            for report in self._reports
            if all(_is_of(report.figures.get(label), sources) for label in self._labels)
        ]

    def _size(self, report: UnitReport) -> Decimal:
        return report.figures[self._labels[-1]].value or Decimal(0)

    def _formula(self) -> str:
        if self._is_rate:
            top, bottom = (self._sum(label) for label in self._labels)
            numerator, denominator = map(plain_line, self._labels)
            return f"比率，{numerator} {top} ÷ {denominator} {bottom}，只计两项都有数的单位"
        if self._is_of_unit:
            return "该单位填报的数"
        way = _WAYS.get(self.indicator.aggregation, "")
        return way.format(count=len(self._given))

    def _sum(self, label: str) -> str:
        with exactly():
            values = (report.figures[label].value or Decimal(0) for report in self._given)
            return f"{sum(values, Decimal(0)):f}"


def _change(mark: FigureMark, figure: Figure, figures: Figures) -> Iterator[str]:
    previous = figures.previous.get(mark.name)
    if _mode(mark) != Mode.CHANGE or previous is None:
        return
    way = "本期 − 上期" if number.is_percentage(figure) else "（本期 − 上期）÷ 上期"
    cells = "、".join(f"{ref.sheet}!{ref.cell}" for ref in previous.sources)
    yield f"同比：{way}；上期 {_said(previous)}{f'（{_safe(cells)}）' if cells else ''}"


def _of_text(mark: FigureMark, figure: Figure) -> Iterator[str]:
    """A count or a sum of rows of a table, or of units that a reference picks out."""
    yield f"{plain_line(mark.name)}：{_said(figure)}"
    cells = [_safe(" ".join((ref.file, f"{ref.sheet}!{ref.cell}"))) for ref in figure.sources]
    if any(ref.cell for ref in figure.sources):
        yield f"来自：{_few(cells, '处')}"


def _of_count(mark: FigureMark, checked: Checked) -> Iterator[str]:
    """Which units a count of them counts."""
    units = checked.expected
    if mark.name == COMPOSITION and mark.scope:
        units = by_category(units).get("" if mark.scope == OTHERS else mark.scope, ())
    missing = {unit.name for unit in checked.missing}
    reporting = {report.unit.name for report in checked.reports}
    given = [unit.name for unit in units if unit.name in reporting]
    lacking = [unit.name for unit in units if unit.name in missing]
    yield f"{plain_line(mark.name)}：应报{len(units)}家，已报{len(given)}家，未报{len(lacking)}家"
    if given:
        yield f"已报：{_few(given)}"
    if lacking:
        yield f"未报：{_few(lacking)}"


def _located(report: UnitReport, parts: Sequence[Figure]) -> str:
    said = "、".join(
        f"{_said(part) if len(parts) == 1 else f'{plain_line(part.name)} {_said(part)}'}"
        for part in parts
    )
    cells = "、".join(f"{ref.sheet}!{ref.cell}" for part in parts for ref in part.sources)
    return f"{_safe(report.unit.name)} {said}（{_safe(f'{report.file} {cells}')}）"


def _few(names: Sequence[str], of_them: str = "家") -> str:
    listed = "、".join(map(_safe, names[:_NAMED]))
    return listed if len(names) <= _NAMED else f"{listed}等{len(names)}{of_them}"


def _is_of(figure: Figure | None, sources: set[CellRef]) -> bool:
    return bool(figure and figure.value is not None and sources.intersection(figure.sources))


def _said(figure: Figure, decimals: int | None = None) -> str:
    return plain_line(number.exact(figure, decimals))


def _safe(text: str) -> str:
    return masked(plain_line(text))


def _mode(mark: FigureMark) -> str:
    return mark.as_written.replace("｜", "|").partition("|")[2].strip()
