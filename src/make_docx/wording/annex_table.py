"""Turns an 附件 of the form 表格 or 排名表 into its table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from make_docx.catalogue import finding
from make_docx.figures.tally import column_total, is_summable
from make_docx.figures.value import unit_of
from make_docx.findings import Finding, Place
from make_docx.labels import UNIT_NAME, hint
from make_docx.late_pattern import late_pattern
from make_docx.model import (
    AnnexForm,
    Brief,
    Column,
    ColumnType,
    Entry,
    Figure,
    Figures,
    FilledBy,
    Indicator,
    RowKind,
    StatTable,
    Table,
    TableColumn,
    TableRow,
    Value,
)
from make_docx.wording import number
from make_docx.wording.lookup import Lookup
from make_docx.wording.name import normal
from make_docx.wording.phrase import measure_word
from make_docx.wording.plain import plain, plain_line
from make_docx.wording.rank import ranked
from make_docx.wording.selection import Way
from make_docx.wording.table import (
    NOTHING,
    NOTHING_TOLD,
    cell,
    figure_column,
    leaves_blank,
    note,
)
from make_docx.wording.tables import columns_of, value_of

_GAP: Final = late_pattern(r"(?<=^[^\W\da-zA-Z_])\s+(?=[^\W\da-zA-Z_]$)")
_NUMBER_HEAD = "序号"
_RANK_HEAD = "名次"
_PARTIAL = "还有单位没有报送，名次是在已经报送的单位中排的"
_TOTAL = "合计"
_TOTAL_ROW = "合计行"
_TOTALS = (Way.TOTAL, _TOTAL_ROW)


class AnnexTable(Struct, frozen=True):
    """A table, or none where the findings say why."""

    table: StatTable | None
    findings: tuple[Finding, ...] = ()


def records_table(text: str, name: str, place: Place, lookup: Lookup) -> AnnexTable:
    """The table that `text` names, else `name`, a row a record.

    ``任务|任务|牵头单位`` is only these columns; ``|合计`` asks for a last row, and where a column
    is called so, ``|合计行`` does. The rows of a units' table say whose they are. Photos are not
    for tables.
    """
    written, *parts = (part.strip() for part in plain_line(text).replace("｜", "|").split("|"))
    table = lookup.tables.named(written or name)
    if table is None:
        names = [each.name for each in lookup.tables.brief.tables]
        near = hint(written or name, names)
        unknown = finding("annex-table-unknown", place, found=written or name, hint=near)
        return AnnexTable(None, (unknown,))
    known = {normal(column.label): column for column in columns_of(table)}
    wanted, has_total = _asked(parts, known)
    if wrong := [part for part in wanted if normal(part) not in known]:
        row = _TOTAL_ROW if normal(Way.TOTAL) in known else Way.TOTAL
        expected = [*(column.label for column in known.values()), row]
        return AnnexTable(None, tuple(_unknown(each, expected, table, place) for each in wrong))
    chosen = [known[normal(part)] for part in wanted] or list(known.values())
    columns = [column for column in chosen if column.column_type is not ColumnType.PHOTO]
    told = tuple(_unprinted(table, chosen, columns, place))
    entries = lookup.tables.entries(table)
    if not entries or not columns:
        return AnnexTable(None, (*told, finding("text-empty", place)))
    shared = [_decimals(entries, column) for column in columns]
    rows = [
        TableRow(RowKind.UNIT, (str(at), *_cells(entry, columns, shared, lookup)))
        for at, entry in enumerate(entries, 1)
    ]
    if has_total:
        rows.append(_total(columns, entries, shared))
    heads = (TableColumn(_NUMBER_HEAD), *map(_head, columns))
    return AnnexTable(StatTable(heads, tuple(rows), _note(table, lookup)), told)


def _asked(parts: Iterable[str], known: Mapping[str, Column]) -> tuple[list[str], bool]:
    """The columns, and whether there is to be a row of totals.

    合计 is the column of this name where there is one; once more, it is the row.
    """
    columns: list[str] = []
    has_total = False
    for part in filter(None, parts):
        if part in _TOTALS and (normal(part) not in known or part in columns):
            has_total = True
        else:
            columns.append(part)
    return columns, has_total


def _decimals(entries: Iterable[Entry], column: Column) -> int | None:
    """How many all numbers of a column have; what has no 计量单位 counts now this, now that."""
    if not column.unit:
        return None
    values = (entry.values.get(column.label) for entry in entries)
    figures = (value for value in values if isinstance(value, Figure) and value.value is not None)
    return max(map(number.decimals_of, figures), default=0)


def _cells(
    entry: Entry, columns: Sequence[Column], shared: Sequence[int | None], lookup: Lookup
) -> Iterator[str]:
    for column, decimals in zip(columns, shared, strict=True):
        value = value_of(entry, column)
        if isinstance(value, Figure):
            yield number.in_column(value, decimals)
        else:
            yield _words(value, lookup)


def _unprinted(
    table: Table, chosen: Sequence[Column], printed: Sequence[Column], place: Place
) -> Iterator[Finding]:
    """That photos need more room than a cell has, and how they are printed instead."""
    caption = next((c.label for c in printed if c in table.columns and not c.unit), "")
    for column in chosen:
        if column.column_type is ColumnType.PHOTO:
            names = [column.label, *([caption] if caption else [])]
            written = "".join(f"【{table.name}|{name}】" for name in names)
            kept = "|".join((table.name, *(each.label for each in printed)))
            facts = {"found": column.label, "written": written, "kept": kept}
            yield finding("annex-photo", place, **facts)


def _unknown(found: str, expected: Sequence[str], table: Table, place: Place) -> Finding:
    return finding(
        "placeholder-column",
        place,
        found=found,
        expected="、".join(expected),
        hint=hint(found, expected),
        table=table.name,
    )


def ranking_table(text: str, place: Place, lookup: Lookup) -> AnnexTable:
    """Units from the highest figure of the indicator that `text` names to the lowest.

    The same figure, as it is printed, has the same 名次. Units without a figure come behind, those
    that did not report last. One of several units that get a document each has its place among
    all of them.
    """
    facts = lookup.facts
    known = _rankable(facts.brief)
    indicator = _ranked_by(text, facts.brief)
    if indicator is None:
        written = plain_line(text)
        near = hint(written, [each.label for each in known])
        unknown = finding("annex-indicator-unknown", place, found=written, hint=near)
        return AnnexTable(None, (unknown,))
    shown = [indicator, *(i for i in known if i.in_table and i is not indicator)]
    among, decimals = facts.figures.among, facts.precision.get(indicator.label)
    places = among.places[indicator.label] if among else _places(facts.figures, indicator, decimals)
    reported = [report.unit.name for report in facts.checked.reports]
    ranks = [(name, rank) for name, rank in places.items() if name in reported]
    ranks += [(name, NOTHING) for name in reported if name not in places]
    rows = []
    for name, rank in ranks:
        own = facts.figures.by_unit.get(name, {})
        cells = (cell(own.get(each.label), facts.precision.get(each.label)) for each in shown)
        rows.append(TableRow(RowKind.UNIT, (rank, plain_line(name), *cells)))
    for unit in facts.checked.missing:
        unreported = [number.MISSING_CELL] * len(shown)
        rows.append(TableRow(RowKind.MISSING, (NOTHING, plain_line(unit.name), *unreported)))
    columns = (
        TableColumn(_RANK_HEAD),
        TableColumn(UNIT_NAME, numeric=False),
        *(figure_column(i.label, unit_of(i)) for i in shown),
    )
    remarks = [_PARTIAL] if among and among.is_partial else []
    remarks += [NOTHING_TOLD] if leaves_blank(rows) else []
    return AnnexTable(StatTable(columns, tuple(rows), note(remarks)))


def places_asked(
    brief: Brief, figures: Figures, decimals: Mapping[str, int]
) -> Mapping[str, Mapping[str, str]]:
    """The 名次 of all units by each indicator that an annex ranks them by; see `Among.places`."""
    asked = (row.text for row in brief.annexes if row.form is AnnexForm.RANKING)
    indicators = (_ranked_by(text, brief) for text in asked)
    return {i.label: _places(figures, i, decimals.get(i.label)) for i in indicators if i}


def _rankable(brief: Brief) -> list[Indicator]:
    return [each for each in brief.indicators if not each.is_text]


def _ranked_by(text: str, brief: Brief) -> Indicator | None:
    """The indicator that the 内容 of a 排名表 names."""
    written = normal(plain_line(text))
    return next((each for each in _rankable(brief) if normal(each.label) == written), None)


def _places(figures: Figures, indicator: Indicator, decimals: int | None) -> Mapping[str, str]:
    """Unit → 名次: 1, 2, 2, 4; those that have a value, in this order."""
    found = ((name, own.get(indicator.label)) for name, own in figures.by_unit.items())
    ranks = ranked(((name, own) for name, own in found if own), decimals)
    return {one.name: str(one.place) for one in ranks}


def _head(column: Column) -> TableColumn:
    is_text = column.column_type is ColumnType.TEXT
    return replace(figure_column(column.label, column.unit), numeric=not is_text)


def _words(value: Value, lookup: Lookup) -> str:
    """Text keeps its lines: 1.…… and 2.…… stand below each other; 张　三 keeps its gap."""
    if isinstance(value, str):
        lines = plain(value).split("\n")
        return (
            _GAP.sub("\u3000", lines[0].rstrip("，、；")) if len(lines) == 1 else "\n".join(lines)
        )
    return lookup.tables.value_words(value)


def _total(
    columns: Sequence[Column], entries: Sequence[Entry], shared: Sequence[int | None]
) -> TableRow:
    totals = [
        cell(column_total(entries, column), decimals) if is_summable(column) else ""
        for column, decimals in zip(columns, shared, strict=True)
    ]
    first = next((at for at, column in enumerate(columns) if not is_summable(column)), None)
    if first is not None:
        totals[first] = _TOTAL
    return TableRow(RowKind.TOTAL, ("" if first is not None else _TOTAL, *totals))


def _note(table: Table, lookup: Lookup) -> str:
    missing = lookup.facts.checked.missing
    if table.filled_by is FilledBy.OFFICE or not missing:
        return ""
    return note([f"{len(missing)}{measure_word('单位')}单位未报送，表中不含其内容"])
