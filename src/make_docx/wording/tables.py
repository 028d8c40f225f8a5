"""Turns a reference to a table into words: a row's value, a list of rows, a count, a total."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from make_docx.catalogue import finding
from make_docx.days import day_in_words, period_in_words
from make_docx.figures.tally import column_total, count, is_summable
from make_docx.findings import Finding, Place
from make_docx.labels import UNIT_NAME, closed_names, hint
from make_docx.model import (
    Brief,
    Checked,
    Column,
    ColumnType,
    Day,
    Entry,
    Figure,
    FilledBy,
    Period,
    Table,
    Value,
)
from make_docx.table_rules import COUNT
from make_docx.wording import number, phrase
from make_docx.wording.facts import Words, only_at_zero
from make_docx.wording.marked import Marked, figure_words
from make_docx.wording.name import near_mode, normal
from make_docx.wording.passage import passage
from make_docx.wording.placeholder import Line, Mode, Reference
from make_docx.wording.plain import plain_line, without_loose_blanks
from make_docx.wording.seam import without_loose_marks
from make_docx.wording.selection import OF_TOTALS, Selection, Way, read_selection
from make_docx.wording.slip import flat

OWNER: Final = Column(UNIT_NAME)  # of a row that a unit filled in
_STOPS: Final = "。；;，,、"


class Tables(Struct, frozen=True):
    """Everything that the text can say of the tables; `printed` are the figures it has said."""

    brief: Brief
    checked: Checked
    printed: dict[str, Figure] = field(default_factory=dict)
    _numbers: dict[str, dict[int, int]] = field(default_factory=dict)  # table → id of row → number

    def named(self, name: str) -> Table | None:
        return next((t for t in self.brief.tables if normal(t.name) == normal(name)), None)

    def entries(self, table: Table) -> tuple[Entry, ...]:
        return self.checked.entries.get(table.name, ())

    def repeated_in(self, line: Line) -> Table | None:
        """The table whose rows `line` is printed for, one by one: the first that it names so."""
        for part in flat(line):
            if isinstance(part, Reference) and (table := self.named(part.name)):
                found = _selection(table, part)
                if found.is_of_row and _column(table, found.column):
                    return table
        return None

    def words(
        self, table: Table, reference: Reference, place: Place, row: Entry | None
    ) -> Words | Finding:
        """The words for a reference to `table`; `row` is the one that the line is printed for."""
        asked = _selection(table, reference)
        if wrong := _fault(table, asked, reference, place):
            return wrong
        if asked.is_count:
            return self._count(table, asked, reference)
        column = _known(table, asked.column)
        if asked.is_of_row:
            return self._of_row(table, column, reference, place, row)
        rows = self._chosen(table, asked)
        if asked.way is Way.TOTAL:
            if not rows and _picks_by_text(table, asked):
                return Words("", is_nothing=True, reason=_nothing(table, asked))
            figure = column_total(rows, column, _figure_name(table, reference))
            return self._figure(figure, asked.rounding)
        return self._list(table, asked, column, rows)

    def passage(self, table: Table, reference: Reference, row: Entry) -> tuple[str, ...] | None:
        """The paragraphs of a text that stands alone in its line; None if it is no such text."""
        asked = _selection(table, reference)
        column = _column(table, asked.column)
        if not (asked.is_of_row and column) or not self._number(table, row):
            return None
        value = row.values.get(column.label)
        return passage(value) if isinstance(value, str) else None

    def photo(self, table: Table, reference: Reference, row: Entry) -> Column | None:
        """The column of photos that `reference` names; None if it is no such column."""
        asked = _selection(table, reference)
        column = _column(table, asked.column)
        is_photo = column is not None and column.column_type is ColumnType.PHOTO
        return column if is_photo and asked.is_of_row and self._number(table, row) else None

    def endings(self, reference: Reference) -> tuple[str, ...]:
        """The 计量单位 that the words for `reference` end with."""
        table = self.named(reference.name)
        asked = _selection(table, reference) if table else Selection("")
        column = _column(table, asked.column) if table else None
        if column is None or not column.unit or _prints_no_unit(asked):
            return ()
        return (f"万{column.unit}", f"亿{column.unit}", column.unit)

    def value_words(self, value: Value) -> str:
        """A value as it is printed; nothing for what is blank, not applicable, or a photo."""
        year = self.brief.year_meant
        match value:
            case str():
                text = without_loose_blanks(plain_line(value))
                return closed_names(without_loose_marks(text))
            case Day():
                return day_in_words(value, year)
            case Period():
                return period_in_words(value, year)
            case Figure(value=known) if known is not None:
                return number.exact(value)
            case _:
                return ""

    # ── the ways ─────────────────────────────────────────────────────────────────────────

    def _of_row(
        self, table: Table, column: Column, reference: Reference, place: Place, row: Entry | None
    ) -> Words | Finding:
        if row is None or not (at := self._number(table, row)):
            listed = f"{table.name}|{column.label}|{Way.LIST}"
            return finding("placeholder-row", place, found=reference.written, listed=listed)
        value = value_of(row, column)
        text = self.value_words(value)
        if not text:
            reason = f"“{table.name}”第 {at} 行的“{column.label}”没有填"
            return Words("", is_nothing=True, reason=reason)
        if not isinstance(value, Figure):
            return Words(text)
        name = f"{table.name}|{column.label}|{at}"
        return self._figure(replace(value, name=name), "")

    def _list(self, table: Table, asked: Selection, column: Column, rows: Sequence[Entry]) -> Words:
        beside = _column(table, asked.beside) if asked.beside else None
        parts = []
        for row in rows:
            text = self.value_words(value_of(row, column)).rstrip(_STOPS)
            more = self.value_words(value_of(row, beside)).rstrip(_STOPS) if beside else ""
            if asked.is_run_on:
                text += more
            elif text and more:
                text = f"{text}（{more}）"
            if text:
                parts.append(text)
        if parts and asked.way is Way.QUOTED:
            return Words("".join(map(phrase.quoted, parts)))
        if parts:
            return Words(phrase.join(parts))
        return Words("", is_nothing=True, reason=_nothing(table, asked))

    def _count(self, table: Table, asked: Selection, reference: Reference) -> Words:
        rows = self._chosen(table, asked)
        return self._figure(count(rows, _figure_name(table, reference)), asked.rounding)

    def _figure(self, figure: Figure, rounding: str) -> Words:
        if figure.value is None:
            return Words("", is_nothing=True, reason="各行都没有填数")
        if rounding == Mode.ZERO:
            return only_at_zero(figure)
        self.printed[figure.name] = figure
        words: Marked = figure_words(_rounded(figure, rounding), figure.name)
        return Words(words.text, is_nothing=figure.is_nothing, marks=words.marks)

    def _chosen(self, table: Table, asked: Selection) -> tuple[Entry, ...]:
        wanted = [(_known(table, label), normal(value)) for label, value in asked.conditions]
        return tuple(
            entry
            for entry in self.entries(table)
            if all(
                normal(self.value_words(value_of(entry, column))) == value
                for column, value in wanted
            )
        )

    def _number(self, table: Table, row: Entry) -> int:
        """Which row of `table` it is, from 1; 0 if it is of another one."""
        numbers = self._numbers.get(table.name)
        if numbers is None:
            entries = enumerate(self.entries(table), 1)
            numbers = self._numbers[table.name] = {id(entry): n for n, entry in entries}
        return numbers.get(id(row), 0)


def columns_of(table: Table) -> tuple[Column, ...]:
    """The columns that text can name: of units' tables also who filled the row in."""
    own = table.columns
    has_name = table.filled_by is FilledBy.OFFICE or table.column(UNIT_NAME)
    return own if has_name else (OWNER, *own)


def _selection(table: Table, reference: Reference) -> Selection:
    return read_selection(reference.mode, [column.label for column in columns_of(table)])


def _column(table: Table, label: str) -> Column | None:
    return next((c for c in columns_of(table) if normal(c.label) == normal(label)), None)


def _known(table: Table, label: str) -> Column:
    """The column of this name.

    Raises:
        ValueError: there is none, which `_fault` tells first.
    """
    if column := _column(table, label):
        return column
    raise ValueError(f"“{table.name}”没有“{label}”")


def value_of(row: Entry, column: Column) -> Value:
    """What stands in a row under one of the `columns_of` its table."""
    return row.unit if column is OWNER else row.values.get(column.label)


def _figure_name(table: Table, reference: Reference) -> str:
    """来访记录|条数|办结情况=已办结: what was counted, however it is worded."""
    parts = reference.mode.replace("｜", "|").split("|")
    kept = [part.strip() for part in parts if part.strip() not in OF_TOTALS]
    return "|".join((table.name, *kept))


def _rounded(figure: Figure, rounding: str) -> str:
    if rounding == Mode.APPROXIMATE and not number.is_percentage(figure):
        return number.approximate(figure)
    if rounding == Mode.SCALED and not number.is_percentage(figure):
        return number.scaled(figure)
    return number.exact(figure)


def _prints_no_unit(asked: Selection) -> bool:
    return asked.way in (Way.LIST, Way.QUOTED) or asked.rounding == Mode.ZERO


def _picks_by_text(table: Table, asked: Selection) -> bool:
    """Whether the rows are asked for by what was typed freely: 项目=新增.

    That no row says so is no sum of 0: the row may be there under another name.
    """
    named = [_known(table, label) for label, _ in asked.conditions]
    return any(not column.choices and column is not OWNER for column in named)


def _nothing(table: Table, asked: Selection) -> str:
    if not asked.conditions:
        return f"“{table.name}”里没有填"
    wanted = "、".join(f"“{label}”是“{value}”" for label, value in asked.conditions)
    return f"“{table.name}”里没有{wanted}的"


# ── what is wrong with a reference ───────────────────────────────────────────────────────


def _fault(table: Table, asked: Selection, reference: Reference, place: Place) -> Finding | None:
    labels = [column.label for column in columns_of(table)]
    named = [asked.beside, *(label for label, _ in asked.conditions)]
    if not asked.is_count:
        named.insert(0, asked.column)
    for label in filter(None, named):
        if _column(table, label) is None:
            known = [*labels, COUNT]
            return _unknown(table, label, known, place)
    if not asked.column:
        expected = "、".join(f"【{table.name}|{label}】" for label in (*labels, COUNT))
        return _misused(reference, expected, place)
    for label, value in asked.conditions:
        if wrong := _impossible(table, label, value, place):
            return wrong
    if not asked.is_count and _known(table, asked.column).column_type is ColumnType.PHOTO:
        return finding("placeholder-photo", place, found=reference.written)
    if expected := _unfit(table, asked):
        near = near_mode(asked.unknown, (Way.LIST, Way.QUOTED, Way.TOTAL, *Mode))
        return _misused(reference, expected, place, near if asked.unknown else "")
    return None


def _misused(reference: Reference, expected: str, place: Place, near: str = "") -> Finding:
    return finding("placeholder-mode", place, found=reference.written, expected=expected, hint=near)


def _unfit(table: Table, asked: Selection) -> str:
    """What could be written instead, where a part does not fit its column."""
    if asked.is_count:
        return "列=值、约、为零" if asked.unknown else ""
    column = _known(table, asked.column)
    is_number = is_summable(column)
    allowed = f"{Way.LIST}、{Way.TOTAL}、栏目=内容" if is_number else f"{Way.LIST}、栏目=内容"
    is_wrong_total = asked.way is Way.TOTAL and not is_number
    is_wrong_rounding = asked.rounding and asked.way is not Way.TOTAL
    return allowed if asked.unknown or is_wrong_total or is_wrong_rounding else ""


def _impossible(table: Table, label: str, value: str, place: Place) -> Finding | None:
    """A condition that no row can meet, because the column has other choices."""
    choices = _known(table, label).choices
    if not choices or normal(value) in map(normal, choices):
        return None
    return finding(
        "placeholder-choice",
        place,
        found=value,
        expected="、".join(choices),
        hint=near_mode(value, choices),
        table=table.name,
        column=label,
    )


def _unknown(table: Table, found: str, known: Iterable[str], place: Place) -> Finding:
    known = tuple(known)
    return finding(
        "placeholder-column",
        place,
        found=found,
        expected="、".join(known),
        hint=hint(found, known),
        table=table.name,
    )
