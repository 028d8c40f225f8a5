"""Turns the brief's workbook into a Brief, and every fault in it into a finding."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from make_docx.catalogue import finding
from make_docx.errors import InputError
from make_docx.figures.exactness import plain
from make_docx.figures.grammar import read_amount
from make_docx.figures.value import is_percent
from make_docx.findings import Finding, Place
from make_docx.indicator_rules import NUMBER_EXPECTED
from make_docx.intake import names
from make_docx.intake.brief_elements import read_elements
from make_docx.intake.entry import as_number, is_percentage
from make_docx.intake.indicators import read_bound, read_indicators
from make_docx.intake.roster import read_roster
from make_docx.intake.table import Entry, Row, choose, read_table, required
from make_docx.intake.tables.declaration import read_tables
from make_docx.intake.tables.office import office_records
from make_docx.intake.workbook import Sheet, Value, Workbook
from make_docx.labels import hint, label_key
from make_docx.model import (
    AnnexForm,
    AnnexRow,
    Brief,
    CellKind,
    CellRef,
    Elements,
    FilledBy,
    Indicator,
    Level,
    OutlineRow,
    PreviousFigure,
    Status,
    ValueType,
)

_LEVELS: Final = {str(choice): choice for choice in Level}
_FORMS: Final = {str(choice): choice for choice in AnnexForm}


def brief_of(book: Workbook) -> tuple[Brief, tuple[Finding, ...]]:
    """Read the brief's sheets.

    Raises:
        InputError: the workbook was not made by make-docx.
    """
    kind_id = book.constant(names.KIND_NAME)
    if not kind_id:
        raise InputError(
            f"“{book.file}”不是 make-docx 的公文要素：里面没有文种标记。"
            "请用 make-docx new 新建任务，再把内容抄过去。"
        )
    problems: list[Finding] = []
    elements = Elements()
    refs: dict[str, CellRef] = {}
    if sheet := _sheet(book, names.ELEMENTS_SHEET, problems):
        elements, refs = read_elements(book, sheet, problems)
    of_tables: list[Finding] = []
    declared = _declared(book, of_tables)
    is_of_units = any(row["填写人"].text == FilledBy.UNITS for row in declared)
    is_of_brief = bool(book.constant(names.FROM_BRIEF_NAME)) and not is_of_units
    attaches = bool(book.constant(names.ATTACHES_NAME))
    is_workbook_job = ledger_sheet(book) is not None
    indicators = read_indicators(
        _rows(
            book,
            names.INDICATORS_SHEET,
            names.INDICATOR_HEADS,
            problems,
            optional=is_of_units or is_of_brief or attaches,
            away=is_of_brief,
        ),
        problems,
    )
    units = read_roster(
        _rows(
            book,
            names.ROSTER_SHEET,
            names.ROSTER_HEADS,
            problems,
            optional=is_workbook_job or is_of_brief or attaches,
            away=is_of_brief,
        ),
        problems,
    )
    outline = _outline(_rows(book, names.OUTLINE_SHEET, names.OUTLINE_HEADS, problems), problems)
    annexes = _annexes(
        _rows(book, names.ANNEXES_SHEET, names.ANNEX_HEADS, problems, optional=True),
        outline,
        problems,
    )
    previous = _previous(
        _rows(
            book,
            names.PREVIOUS_SHEET,
            names.PREVIOUS_HEADS,
            problems,
            optional=True,
            away=is_of_brief,
        ),
        indicators,
        problems,
    )
    tables = read_tables(declared, indicators, of_tables)
    records = office_records(book, tables, of_tables)
    problems += of_tables
    version = names.form_version(kind_id, elements, indicators, tables)
    return Brief(
        book.file,
        kind_id,
        elements,
        refs,
        indicators,
        units,
        outline,
        annexes,
        previous,
        tables,
        records,
        version,
        attaches_form=attaches and (bool(indicators) or is_of_units),
    ), tuple(problems)


def ledger_sheet(book: Workbook) -> Sheet | None:
    """The 数据 sheet, which only a one-workbook job has."""
    return _find(book, names.LEDGER_SHEET)


def _find(book: Workbook, title: str) -> Sheet | None:
    """The sheet of that title; a renamed one is known by the name of its table."""
    place = book.place(names.table_name(title))
    return book.sheets.get(title) or (place[0] if place else None)


def _sheet(book: Workbook, title: str, problems: list[Finding]) -> Sheet | None:
    sheet = _find(book, title)
    if sheet is None:
        problems.append(finding("sheet-missing", Place(file=book.file, sheet=title, label=title)))
    return sheet


def _rows(
    book: Workbook,
    title: str,
    heads: Sequence[str],
    problems: list[Finding],
    *,
    optional: bool = False,
    away: bool = False,
) -> list[Row]:
    """The rows of one of the brief's lists; an `optional` one may be empty, but not `away`."""
    sheet = _find(book, title) if away else _sheet(book, title, problems)
    if sheet is None:
        return []
    before = len(problems)
    rows = read_table(book, sheet, heads, problems)
    if not rows and not optional and len(problems) == before:
        place = Place(file=book.file, sheet=sheet.title, label=title)
        problems.append(finding("brief-empty", place))
    return rows


def _declared(book: Workbook, problems: list[Finding]) -> list[Row]:
    """The rows of the 表格 sheet, which only a job with tables has."""
    is_missed = names.table_name(names.TABLES_SHEET) in book.names
    heads = names.TABLE_HEADS
    return _rows(
        book, names.TABLES_SHEET, heads, problems, optional=not is_missed, away=not is_missed
    )


def _outline(rows: Sequence[Row], problems: list[Finding]) -> tuple[OutlineRow, ...]:
    outline = []
    for row in rows:
        text = required(row["内容"], problems)
        required(row["层次"], problems)
        level = choose(row["层次"], _LEVELS, Level.BODY, problems)
        if text:
            outline.append(OutlineRow(level, text, row["内容"].ref))
    return tuple(outline)


def _annexes(
    rows: Sequence[Row], outline: Sequence[OutlineRow], problems: list[Finding]
) -> tuple[AnnexRow, ...]:
    """The text of an 附件 stands in its row, or in the 正文 sheet behind its 附件标题."""
    elsewhere = {label_key(row.text) for row in outline if row.level is Level.ANNEX}
    annexes = []
    for row in rows:
        name = required(row["附件名称"], problems)
        required(row["形式"], problems)
        form = choose(row["形式"], _FORMS, AnnexForm.SEPARATE, problems)
        text = row["内容"].text
        if form is AnnexForm.TEXT and label_key(name) not in elsewhere:
            text = required(row["内容"], problems)
        annexes.append(AnnexRow(name, form, text, row["附件名称"].ref))
    return tuple(annexes)


def _previous(
    rows: Sequence[Row], indicators: Sequence[Indicator], problems: list[Finding]
) -> tuple[PreviousFigure, ...]:
    known = {label_key(i.label): i for i in indicators if not i.is_text}
    kept: dict[str, PreviousFigure] = {}
    for row in rows:
        entry, value = row["指标"], row["上期数"]
        label = required(entry, problems)
        indicator = known.get(label_key(label))
        if label and not indicator:
            words = hint(label, [i.label for i in known.values()])
            problems.append(finding("brief-unknown-name", entry.place, found=label, hint=words))
        if indicator and (earlier := kept.get(indicator.label)):
            other = f"{earlier.ref.sheet}!{earlier.ref.cell}"
            problems.append(finding("brief-repeated", entry.place, found=label, other=other))
        elif indicator and not value.is_blank:
            _keep(indicator, row, kept, problems)
    return tuple(kept.values())


def _keep(
    indicator: Indicator,
    row: Row,
    kept: dict[str, PreviousFigure],
    problems: list[Finding],
) -> None:
    entry = row["上期数"]
    number = as_number(entry.value, indicator.unit)
    if number is None and (number := _as_in_forms(entry.value, indicator)) is not None:
        read_as = f"{plain(number):f}"
        problems.append(finding("cell-read-as", entry.place, found=entry.text, expected=read_as))
    is_bare = indicator.value_type is ValueType.PERCENT and not is_percentage(entry.value)
    expected = NUMBER_EXPECTED
    if number and is_bare:  # 98.5 and 0.5: of a hundred, or of one?
        number, expected = None, "百分比，例如 98.5%"
    if number is None:
        problems.append(finding("brief-invalid", entry.place, found=entry.text, expected=expected))
        return
    tolerance = _tolerance(row[names.TOLERANCE_HEAD], problems)
    kept[indicator.label] = PreviousFigure(indicator.label, number, entry.ref, tolerance)


def _as_in_forms(value: Value, indicator: Indicator) -> Decimal | None:
    """The number in a text like 2万, as units may type it; ``None`` where it is not exact."""
    if value.kind is not CellKind.TEXT or is_percent(indicator):
        return None
    amount = read_amount(value.text, indicator.unit)
    if amount is None or amount.has_other_unit or amount.status is not Status.EXACT:
        return None
    return amount.value


def _tolerance(entry: Entry, problems: list[Finding]) -> Decimal | None:
    """波动幅度 as a ratio: 50% may be typed so, 0.5 or 50."""
    ratio = read_bound(entry, ValueType.PERCENT, problems)
    if ratio is not None and ratio < 0:
        expected = "百分比，例如 50%"
        problems.append(finding("brief-invalid", entry.place, found=entry.text, expected=expected))
        return None
    return ratio
