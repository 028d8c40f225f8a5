"""Turns a kind into the one-workbook job, and edited indicators into new columns of its 数据."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from copy import copy
from typing import Final

from msgspec import Struct
from msgspec.structs import replace
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from make_docx.errors import InputError, OutputError
from make_docx.intake import brief_guide, canvas, names, style, validation
from make_docx.intake.brief_writer import sheets_of, write_brief_sheets
from make_docx.intake.guide_writer import FIGURE_ADVICE, Section, write_guide
from make_docx.intake.looks import DATE_FORMAT, PERCENT_FORMAT, TEXT_FORMAT, Look, display_width
from make_docx.intake.table import HEAD_WITHIN
from make_docx.intake.table_writer import FIRST_ROW, HEAD_ROW, Column, Table, write_table
from make_docx.intake.tables.record_sheet import record_sheet
from make_docx.labels import Labels, label_key
from make_docx.late_pattern import late_pattern
from make_docx.model import Brief, FilledBy, Indicator, Kind, ValueType

_CAPACITY: Final = 300
_ROSTER_NAMES: Final = validation.filled(names.table_name(names.ROSTER_SHEET), 2)
_LEDGER_NAMES: Final = validation.filled(names.table_name(names.LEDGER_SHEET), 1)
_IN_CELLS: Final = late_pattern(r"xl/(cellimages\.xml|richData/rdrichvalue)", re.IGNORECASE)
_REFERENCE: Final = late_pattern(r"[A-Za-z]\$?\d|\[")


def write_workbook_job(kind: Kind) -> bytes:
    """某局.xlsx: the sheets of the brief and 数据, a row a unit and a column an indicator."""
    book = canvas.new_workbook(f"{kind.name}（单个工作簿）")
    write_guide(
        book,
        f"{kind.name}　填报说明",
        "公文要素和数据都填在这一个工作簿里，填好后直接生成公文。",
        (
            brief_guide.single_steps(kind),
            brief_guide.sheets(kind, _sheets_of(kind)),
            *((Section("填数据时", FIGURE_ADVICE),) if kind.indicators else ()),
            brief_guide.habits(),
            brief_guide.writings(kind),
            *((brief_guide.relations(),) if kind.asks_units else ()),
        ),
    )
    write_brief_sheets(book, kind, in_workbook=True)
    order = [names.GUIDE, *_sheets_of(kind)]
    if kind.asks_units:
        write_table(book, _table(kind.indicators), index=order.index(names.LEDGER_SHEET))
    for table in kind.tables:
        if table.filled_by is FilledBy.UNITS:
            write_table(book, record_sheet(table, _LEDGER_NAMES), index=order.index(table.name))
    return canvas.to_bytes(book)


def _sheets_of(kind: Kind) -> tuple[str, ...]:
    """The sheets in their order, but the 填报说明: what units report stands behind 公文要素."""
    first, *others = sheets_of(kind)
    if not kind.asks_units:
        return (first, *others)
    reported = (table.name for table in kind.tables if table.filled_by is FilledBy.UNITS)
    return (first, names.LEDGER_SHEET, *reported, *others)


def rewrite_ledger(data: bytes, brief: Brief) -> bytes:
    """Give 数据 the columns of the edited indicators; what was typed keeps its column by label.

    Args:
        data: the workbook as it is now.
        brief: what was read from it.

    Raises:
        InputError: there is no 数据 sheet, or no head row in it.
        OutputError: a column that holds data has no indicator any more, a formula would
            point to other cells, or photos that are the value of a cell would be lost.
    """
    _refuse_photos_in_cells(data, brief.file)
    book = load_workbook(io.BytesIO(data))
    old = _ledger(book, brief.file)
    head_row = _head_row(old, brief.file)
    columns = _typed(old, head_row)
    table = _table(brief.indicators)
    targets = _targets(columns, table, brief)
    shift = HEAD_ROW - head_row
    if shift or targets != [column.position for column in columns]:
        _refuse_references(book, brief.file)

    style.add_styles(book)
    for sheet in book.worksheets:
        if sheet.title in {*names.SHEETS, *(table.name for table in brief.tables)}:
            style.keep_growing(sheet, FIRST_ROW, sheet.max_row)
    position = book.index(old)
    book.remove(old)
    last = max((cell.row + shift for column in columns for cell in column.cells), default=0)
    table = replace(table, capacity=max(_CAPACITY, last - HEAD_ROW))
    new = write_table(book, table, index=position)
    for column, target in zip(columns, targets, strict=True):
        for cell in column.cells:
            _move(cell, new, cell.row + shift, target)
    _add_sheets(book, brief)
    return canvas.to_bytes(book)


def _add_sheets(book: Workbook, brief: Brief) -> None:
    """The sheets of the tables that were declared since; those that are there stay as they are."""
    there = {label_key(title) for title in book.sheetnames}
    for table in brief.tables:
        if label_key(table.name) not in there:
            units = _LEDGER_NAMES if table.filled_by is FilledBy.UNITS else None
            write_table(book, record_sheet(table, units))


class _TypedColumn(Struct, frozen=True):
    """A column of the old sheet that holds data below its head."""

    head: str
    position: int
    cells: tuple[Cell, ...]


def _table(indicators: Sequence[Indicator]) -> Table:
    asked = [indicator for indicator in indicators if indicator.is_asked]
    return Table(
        names.LEDGER_SHEET,
        "数据",
        "一行一个单位，一列一个指标。没有发生填 0，不适用填 /；除注明选填的以外，都不要留空。",
        (
            Column(
                names.LEDGER_UNIT_HEAD,
                30,
                validation.pick(
                    names.LEDGER_UNIT_HEAD, "单位的全称；名册里有的，从列表里选。", _ROSTER_NAMES
                ),
                required=True,
            ),
            Column(
                names.LEDGER_DATE_HEAD,
                15,
                validation.date(names.LEDGER_DATE_HEAD, "报送的日期，可以不填。"),
                Look.INPUT_CENTRED,
                DATE_FORMAT,
                above="选填",
            ),
            *map(_column, asked),
        ),
        capacity=_CAPACITY,
        landscape=True,
        fixed_columns=1,
        filtered=True,
    )


def _column(indicator: Indicator) -> Column:
    number_format = PERCENT_FORMAT if indicator.value_type is ValueType.PERCENT else "General"
    width = 44.0 if indicator.is_text else min(max(display_width(indicator.label) + 4, 14), 24)
    measure = indicator.unit or ("文字" if indicator.is_text else "")
    return Column(
        indicator.label,
        width,
        validation.figure(indicator),
        Look.INPUT if indicator.is_text else Look.INPUT_NUMBER,
        TEXT_FORMAT if indicator.is_text else number_format,
        above=measure if indicator.required else f"{measure}{names.OPTIONAL_MARK}",
    )


def _ledger(book: Workbook, file: str) -> Worksheet:
    for sheet in book.worksheets:
        if sheet.title == names.LEDGER_SHEET:
            return sheet
    raise InputError(
        f"“{file}”里没有“{names.LEDGER_SHEET}”表，不是单个工作簿的任务。"
        "请用 make-docx new 重新建一个，把内容抄过去。"
    )


def _head_row(sheet: Worksheet, file: str) -> int:
    for row in range(1, min(sheet.max_row, HEAD_WITHIN) + 1):
        for cell in sheet[row]:
            if label_key(str(cell.value or "")) == label_key(names.LEDGER_UNIT_HEAD):
                return row
    raise InputError(
        f"“{file} {names.LEDGER_SHEET}”前 {HEAD_WITHIN} 行里找不到表头"
        f"“{names.LEDGER_UNIT_HEAD}”。请恢复表头后再试。"
    )


def _typed(sheet: Worksheet, head_row: int) -> list[_TypedColumn]:
    columns = []
    for cells in sheet.iter_cols(min_row=head_row):
        typed = tuple(c for c in cells[1:] if isinstance(c, Cell) and c.value is not None)
        if typed:
            head = str(cells[0].value or "")
            columns.append(_TypedColumn(head, typed[0].column, typed))
    return columns


def _targets(columns: Sequence[_TypedColumn], table: Table, brief: Brief) -> list[int]:
    """The new position of every old column.

    Raises:
        OutputError: some have none, or two would have the same.
    """
    positions = {label_key(column.head): n for n, column in enumerate(table.columns, start=1)}
    owners = Labels(brief.indicators)
    targets: list[int] = []
    lost: list[str] = []
    for column in columns:
        target = positions.get(label_key(owners.owner(column.head) or column.head))
        if target is None or target in targets:
            first = column.cells[0].coordinate
            lost.append(f"“{column.head or '没有表头的列'}”（{first} 起有 {len(column.cells)} 格）")
        else:
            targets.append(target)
    if lost:
        raise OutputError(
            f"“{brief.file} {names.LEDGER_SHEET}”里这些列填了数据，却没有对应的指标："
            f"{'、'.join(lost)}。工作簿没有改动。只是指标改了名称的，请在“审阅”里撤销工作表保护"
            "（没有密码），把列名改成新名称；否则请在"
            f"“{names.INDICATORS_SHEET}”表里恢复这些指标"
            "（比率不填数，由程序算；两列不能同名），或者先清空这些列。"
        )
    return targets


def _refuse_references(book: Workbook, file: str) -> None:
    """Columns move, and a formula that points at them would silently take other figures.

    Raises:
        OutputError: there is such a formula.
    """
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                formula = str(getattr(cell.value, "text", cell.value))
                inside = sheet.title == names.LEDGER_SHEET and _REFERENCE.search(formula)
                if inside or names.LEDGER_SHEET in formula:
                    raise OutputError(
                        f"“{file} {sheet.title}!{cell.coordinate}”是引用其他格子的公式，"
                        f"“{names.LEDGER_SHEET}”的列移动后它会算错。工作簿没有改动。"
                        "请先把公式改成数（复制后选择性粘贴为数值），再试。"
                    )


def _refuse_photos_in_cells(data: bytes, file: str) -> None:
    """Stop before photos inside of cells are lost: openpyxl keeps those alone that float.

    Raises:
        OutputError: there are such.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if any(_IN_CELLS.match(name) for name in archive.namelist()):
            raise OutputError(
                f"“{file}”里有嵌入单元格的照片，更新“{names.LEDGER_SHEET}”表会丢掉它们。工作簿没有改动。"
                "请先把照片改成浮动的（右键照片，“放置在单元格上”或“转换为浮动图片”），再试。"
            )


def _move(old: Cell, sheet: Worksheet, row: int, column: int) -> None:
    """Copy what a person made of a cell: its value, its look, its comment."""
    new = sheet.cell(row, column)
    if not isinstance(new, Cell):
        raise TypeError(f"{sheet.title}!{new.coordinate} lies inside a merged range")
    style.copy_look(old, new)
    new.value = old.value
    new.data_type = old.data_type
    new.comment = copy(old.comment)
