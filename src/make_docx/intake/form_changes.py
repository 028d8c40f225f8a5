"""Turns a form of another version into the words for what it shows to differ from the brief."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from make_docx.findings import excerpt
from make_docx.intake import names
from make_docx.intake.anchors import row_texts
from make_docx.intake.tables.sheets import sheets_of
from make_docx.intake.workbook import Sheet, Spot, Workbook
from make_docx.labels import is_other_unit, label_key, labels_of
from make_docx.model import Brief, FilledBy, Table
from make_docx.table_rules import head_of

_NAMED: Final = 5
_AREA_PREFIX: Final = names.table_name("x").removesuffix("x")
_NUMBERING: Final = label_key("序号")
_ADDED: Final = "增加了"
_GONE: Final = "去掉了（或改名了）"


def changes_since(
    book: Workbook,
    sheet: Sheet,
    brief: Brief,
    rows: Mapping[str, Spot],
    unit_column: int,
    whole: Workbook,
) -> str:
    """What was changed in the brief after the form was sent out, as far as the form shows it.

    Args:
        book: the returned workbook.
        sheet: the form in it.
        brief: what is asked for now.
        rows: label → the cell of its figure, for the indicators that were found.
        unit_column: where the form has 计量单位; 0 where it has none.
        whole: `book` with the sheets of the tables, if they were taken out of it.
    """
    asked = [indicator for indicator in brief.indicators if indicator.is_asked]
    parts = [
        _listed(_ADDED, [i.label for i in asked if i.label not in rows]),
        _listed(_GONE, _gone(book, sheet, brief)),
    ]
    starred = {label for label, spot in rows.items() if _is_starred(sheet, spot)}
    for indicator in asked:
        spot = rows.get(indicator.label)
        if spot is None:
            continue
        unit = sheet.at(Spot(spot.row, unit_column)).text.strip()
        if not indicator.is_text and is_other_unit(unit, indicator):
            parts.append(f"“{indicator.label}”的计量单位由“{excerpt(unit)}”改为“{indicator.unit}”")
        if starred and (indicator.label in starred) is not indicator.required:
            need = "必填" if indicator.required else "选填"
            parts.append(f"“{indicator.label}”改为{need}")
    parts += _of_tables(whole, brief)
    told = [part for part in parts if part]
    return "；".join(told) if told else "指标的名称、计量单位和必填都没有变"


def _of_tables(book: Workbook, brief: Brief) -> Iterator[str]:
    """What was changed in the tables that units fill in."""
    asked = [table for table in brief.tables if table.filled_by is FilledBy.UNITS]
    sheets = sheets_of(book, asked)
    known = {sheet.title for sheet in sheets.values()} | {*names.SHEETS}
    areas = (name for name in book.names if name.startswith(_AREA_PREFIX))
    placed = (place[0].title for name in areas if (place := book.place(name)))
    yield _listed(f"{_ADDED}表格", [table.name for table in asked if table.name not in sheets])
    yield _listed(f"{_GONE}表格", [t for t in dict.fromkeys(placed) if t not in known])
    for table in asked:
        if table.name in sheets:
            yield from _of_columns(book, sheets[table.name], table)


def _of_columns(book: Workbook, sheet: Sheet, table: Table) -> Iterator[str]:
    """What was changed in the columns of a table, if the form has its head where it was put."""
    area = book.place(names.table_name(table.name))
    if area is None or area[0] is not sheet or area[1].row < 2:
        return
    head_row = area[1].row - 1
    heads = {spot.column: text for spot, text in sheet.texts_of(head_row)}
    own = (_NUMBERING, label_key(names.LEDGER_UNIT_HEAD))
    labels = {label_key(column.label) for column in table.columns}
    found = {
        _label_of(text, labels): column
        for column, text in heads.items()
        if label_key(text) not in own
    }
    called = f"“{table.name}”"
    added = [c.label for c in table.columns if label_key(c.label) not in found]
    gone = [excerpt(heads[at]) for key, at in found.items() if key not in labels]
    yield _listed(f"{called}{_ADDED}栏目", added)
    yield _listed(f"{called}{_GONE}栏目", gone)
    starred = {at for at in found.values() if _is_star(sheet, Spot(head_row - 1, at))}
    for column in table.columns:
        at = found.get(label_key(column.label))
        if at is None:
            continue
        if label_key(heads[at]) != label_key(head_of(column)):
            head, now = excerpt(heads[at]), head_of(column)
            yield f"{called}的“{head}”改为“{now}”"
        if starred and (at in starred) is not column.required:
            need = "必填" if column.required else "选填"
            yield f"{called}的“{column.label}”改为{need}"


def _label_of(head: str, labels: Collection[str]) -> str:
    """The key of the label in a head, which may have a 计量单位 behind it."""
    key = label_key(head)
    bare = key.rpartition("(")[0] if key.endswith(")") else ""
    return bare if key not in labels and bare in labels else key


def _is_star(sheet: Sheet, spot: Spot) -> bool:
    text = sheet.at(spot).text
    return bool(text.strip()) and not label_key(text)


def _gone(book: Workbook, sheet: Sheet, brief: Brief) -> list[str]:
    """The labels of the form's figures that are no indicators any more."""
    labels = labels_of(brief.indicators)
    gone = []
    for name in book.names:
        place = book.place(name) if name.startswith(names.INDICATOR_PREFIX) else None
        if place is None or place[0] is not sheet:
            continue
        texts = [text for text in row_texts(sheet, *place[1]) if label_key(text)]
        if texts and not any(map(labels.owner, texts)):
            gone.append(excerpt(texts[0]))
    return gone


def _is_starred(sheet: Sheet, spot: Spot) -> bool:
    """Whether a text left of the figure is nothing but the star of a required row."""
    return any(not label_key(text) for text in row_texts(sheet, *spot) if text.strip())


def _listed(what: str, labels: Sequence[str]) -> str:
    if not labels:
        return ""
    words = "、".join(f"“{label}”" for label in labels[:_NAMED])
    return f"{what}{words}" + (f"等 {len(labels)} 项" if len(labels) > _NAMED else "")
