"""Turns the ``[[tables]]`` of a ``kind.toml`` into tables, and says what is wrong with the list."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any, Final

from pydantic import Field

from make_docx.catalogue import finding
from make_docx.findings import Finding, Place
from make_docx.kinds.schema_faults import path_words
from make_docx.kinds.schema_fields import ColumnTypeWord, FilledByWord, Name, Strict
from make_docx.kinds.toml_text import FILE_NAME, TomlText
from make_docx.labels import hint, label_key
from make_docx.model import AnnexForm, AnnexSpec, Column, ColumnType, FilledBy, Indicator, Table
from make_docx.table_rules import faults_of, settled

Path = tuple[str | int, ...]

# What the catalogue advises for the 表格 sheet, said of this file.
_ACTIONS: Final = {
    "brief-blank": "请写上；不要这一项时，请把这一段整段删去。",
    "brief-repeated": "请删去其中一项，或者改名。",
}
_KEYS: Final = {"column_type": "type"}
_TRUE: Final = {"是": "true"}


class ColumnFields(Strict):
    """``[[tables.columns]]``."""

    label: Name
    type: ColumnTypeWord = ColumnType.TEXT
    unit: str = ""
    required: bool = True
    choices: list[str] = Field(default_factory=list)
    note: str = ""

    def column(self) -> Column:
        column_type, unit = settled(self.type, self.unit)
        return Column(
            label=" ".join(self.label.split()),
            column_type=column_type,
            unit=unit,
            required=self.required,
            choices=tuple(self.choices),
            note=self.note,
        )


class TableFields(Strict):
    """``[[tables]]``."""

    name: Name
    filled_by: FilledByWord
    columns: Annotated[list[ColumnFields], Field(min_length=1)]
    in_order: bool = False
    apart: bool = False
    minimum: Annotated[int, Field(ge=0)] = 0
    note: str = ""

    def table(self) -> Table:
        return Table(
            name=" ".join(self.name.split()),
            filled_by=self.filled_by,
            columns=tuple(column.column() for column in self.columns),
            in_order=self.in_order,
            apart=self.apart,
            minimum=self.minimum,
            note=self.note,
        )


def table_faults(
    text: TomlText,
    tables: Sequence[Table],
    indicators: Sequence[Indicator],
    told: Collection[Path] = (),
) -> Iterator[Finding]:
    """Faults that no single field shows, apart from those at the paths `told`."""
    for fault in faults_of(tables, indicators):
        path = _path(fault.table, fault.column, fault.field)
        if any(path[: len(one)] == one for one in told):
            continue
        other = path_words(_path(*fault.other)) if fault.other else ""
        found = replace(fault, found=_TRUE.get(fault.found, fault.found))
        found_at = found.finding(_place(text, path), other)
        yield replace(found_at, action=_ACTIONS.get(fault.code, found_at.action))


def annex_faults(
    text: TomlText,
    annexes: Sequence[AnnexSpec],
    tables: Sequence[Table],
    indicators: Sequence[Indicator],
) -> Iterator[Finding]:
    """Annexes of a table or an indicator that there is not."""
    figures = [i.label for i in indicators if not i.is_text]
    known = {
        AnnexForm.RECORDS: ("tables 里某一项的 name", [table.name for table in tables]),
        AnnexForm.RANKING: ("indicators 里某一项的 label", figures),
    }
    for number, annex in enumerate(annexes):
        if annex.form not in known:
            continue
        expected, names = known[annex.form]
        named = annex.text
        if annex.form is AnnexForm.RECORDS:  # columns may follow, which are tried with the text
            named = named.replace("｜", "|").partition("|")[0].strip() or annex.name
        if label_key(named) not in map(label_key, names):
            place = _place(text, ("annexes", number, "text"))
            near = hint(named, names)
            yield finding("kind-value", place, found=named, expected=f"{expected}{near}")


def readable_tables(
    content: Mapping[str, Any], errors: Iterable[Any]
) -> tuple[list[Table], set[Path]]:
    """The tables without the fields that `errors` are about, and the paths of those fields.

    A misspelt key must not hide what else is wrong.
    """
    faulty = {error["loc"] for error in errors if error["loc"][0] == "tables"}
    tables = []
    for number, row in enumerate(_rows(content.get("tables"))):
        fields = _sound(row, ("tables", number), faulty)
        columns = [
            _sound(column, ("tables", number, "columns", place), faulty)
            for place, column in enumerate(_rows(row.get("columns")))
        ]
        faulty |= {("tables", number, "columns")} if not columns else set()
        given = {"name": " ", "filled_by": FilledBy.OFFICE, **fields}
        given["columns"] = [{"label": " ", **column} for column in columns] or [{"label": " "}]
        tables.append(TableFields.model_validate(given).table())
    return tables, faulty


def _rows(given: object) -> list[Mapping[str, Any]]:
    rows = given if isinstance(given, list) else []
    return [row if isinstance(row, dict) else {} for row in rows]


def _sound(row: Mapping[str, Any], path: Path, faulty: Collection[Path]) -> dict[str, Any]:
    length = len(path) + 1
    wrong = {one[:length] for one in faulty}
    return {key: value for key, value in row.items() if (*path, key) not in wrong}


def _path(table: int, column: int | None, field: str = "") -> Path:
    path: Path = ("tables", table)
    path += () if column is None else ("columns", column)
    return (*path, _KEYS.get(field, field)) if field else path


def _place(text: TomlText, path: Path) -> Place:
    return Place(file=FILE_NAME, label=path_words(path), line=text.line_of(path))
