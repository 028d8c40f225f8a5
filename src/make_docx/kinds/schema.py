"""Turns a ``kind.toml`` into a `Kind`, or into every fault it has at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import Field, TypeAdapter, ValidationError

from make_docx.catalogue import finding
from make_docx.errors import KindError
from make_docx.findings import Finding, Place
from make_docx.indicator_rules import default_aggregation, faults_of, settled_type
from make_docx.kinds.schema_faults import path_words, schema_fault
from make_docx.kinds.schema_fields import (
    AggregationWord,
    AnnexFormWord,
    DirectionWord,
    Id,
    LayoutWord,
    LevelWord,
    Name,
    Number,
    Strict,
    ValueTypeWord,
)
from make_docx.kinds.schema_tables import TableFields, annex_faults, readable_tables, table_faults
from make_docx.kinds.toml_text import FILE_NAME, FaultyTextError, TomlText, read_toml
from make_docx.kinds.version import lacking_version
from make_docx.model import AnnexForm, AnnexSpec, Indicator, Kind, ValueType

# What the catalogue advises for the 指标 sheet, said of this file.
_ACTIONS: Final = {
    "brief-blank": "请写上；不要这一项时，请从它的 [[indicators]] 起整段删去。",
    "brief-repeated": "请删去其中一项，或者改名。",
    "brief-unknown-name": "请改成 indicators 里某一项的 label，一字不差。",
    "brief-reserved": "请换一个 label。",
}


class _Indicator(Strict):
    label: Name
    unit: str = ""
    type: ValueTypeWord = ValueType.INTEGER
    aggregation: AggregationWord | None = None
    required: bool = True
    minimum: Number | None = None
    maximum: Number | None = None
    numerator: str = ""
    denominator: str = ""
    in_table: bool = True
    relation: str = ""
    note: str = ""

    def indicator(self) -> Indicator:
        value_type = settled_type(self.type, self.unit)
        has_parts = bool(self.numerator and self.denominator)
        return Indicator(
            label=" ".join(self.label.split()),
            unit=self.unit,
            value_type=value_type,
            aggregation=self.aggregation or default_aggregation(value_type, has_parts=has_parts),
            required=self.required,
            minimum=self.minimum,
            maximum=self.maximum,
            numerator=self.numerator,
            denominator=self.denominator,
            in_table=self.in_table and value_type is not ValueType.TEXT,
            relation=self.relation,
            note=self.note,
        )


class _OutlineRow(Strict):
    level: LevelWord
    text: Name


class _Annex(Strict):
    name: Name
    form: AnnexFormWord = AnnexForm.TABLE
    text: str = ""

    def annex(self) -> AnnexSpec:
        return AnnexSpec(self.name, self.form, self.text.strip())


class _KindFile(Strict):
    id: Id
    name: Name
    version: Annotated[str, Field(pattern=r"^\d+(\.\d+)*$")]
    requires: Annotated[str, Field(pattern=r"^>=\s*\d+(\.\d+)*$")] = ">=0"
    directions: Annotated[list[DirectionWord], Field(min_length=1)]
    layout: LayoutWord
    title: Name
    instructions: list[str] = Field(default_factory=list)
    attaches_form: bool = False
    indicators: list[_Indicator] = Field(default_factory=list)
    tables: list[TableFields] = Field(default_factory=list)
    outline: Annotated[list[_OutlineRow], Field(min_length=1)]
    annexes: list[_Annex] = Field(default_factory=list)


def is_id(text: str) -> bool:
    """Whether a kind can have this id."""
    try:
        TypeAdapter(Id).validate_python(text)
    except ValidationError:
        return False
    return True


def read_kind(path: Path, origin: str) -> Kind:
    """Read and check one ``kind.toml``.

    Raises:
        KindError: the file cannot be read, is no TOML, or breaks the schema; the message
            lists every fault with its line and path.
    """
    kind, findings = examine_kind(path, origin)
    if kind is None:
        lines = [f"  {number}. {_told(found)}" for number, found in enumerate(findings, 1)]
        raise KindError("\n".join((f"文种套件 {path} 有 {len(lines)} 处错误：", *lines)))
    return kind


def examine_kind(path: Path, origin: str = "") -> tuple[Kind | None, tuple[Finding, ...]]:
    """The kind in a ``kind.toml``, or everything that is wrong with the file."""
    try:
        text = read_toml(path)
        if outdated := lacking_version(text):
            return None, (outdated,)  # what a later version knows would be a fault here
        return _examined(text, path, origin)
    except FaultyTextError as error:
        return None, error.findings
    except RecursionError:
        place = Place(file=FILE_NAME)
        advice = "把多余的括号、点号去掉"
        return None, (finding("kind-unreadable", place, reason="嵌套太深", advice=advice),)


def _told(found: Finding) -> str:
    place = str(replace(found.place, file="", label=""))
    where = " ".join(filter(None, (place, found.place.label)))
    return f"{where}：{found.message}。{found.action}" if where else found.message


def _examined(text: TomlText, path: Path, origin: str) -> tuple[Kind | None, tuple[Finding, ...]]:
    try:
        file = _KindFile.model_validate(text.content)
    except ValidationError as error:
        errors = error.errors()
        faults = [schema_fault(one, _KindFile, text) for one in errors]
        faults += _of_readable(text, errors)
        return None, tuple(faults)
    indicators = tuple(row.indicator() for row in file.indicators)
    tables = tuple(row.table() for row in file.tables)
    annexes = tuple(row.annex() for row in file.annexes)
    contradictions = (
        *_contradictions(text, indicators),
        *table_faults(text, tables, indicators),
        *annex_faults(text, annexes, tables, indicators),
    )
    kind = Kind(
        id=file.id,
        name=file.name,
        version=file.version,
        directions=tuple(file.directions),
        layout=file.layout,
        title=file.title,
        indicators=indicators,
        outline=tuple((row.level, row.text) for row in file.outline),
        annexes=annexes,
        tables=tables,
        instructions=tuple(file.instructions),
        attaches_form=file.attaches_form,
        origin=origin,
        folder=path.parent,
    )
    contradictions += tuple(_form_faults(text, kind))
    return None if contradictions else kind, contradictions


def _form_faults(text: TomlText, kind: Kind) -> Iterator[Finding]:
    if kind.attaches_form and not kind.asks_units:
        path = ("attaches_form",)
        place = Place(file=FILE_NAME, label=path_words(path), line=text.line_of(path))
        expected = "false（没有指标，也没有要填报单位填的表格，就没有填报表）"
        yield finding("kind-value", place, found="true", expected=expected)


def _of_readable(text: TomlText, errors: Sequence[Any]) -> Iterator[Finding]:
    """What else is wrong in a file with `errors`."""
    indicators, told = _readable(text.content, errors)
    yield from _contradictions(text, indicators, told)
    tables, told_of_tables = readable_tables(text.content, errors)
    yield from table_faults(text, tables, indicators, told_of_tables)


def _readable(
    content: Mapping[str, Any], errors: Iterable[Any]
) -> tuple[list[Indicator], set[tuple[int, str]]]:
    """The indicators without the fields that `errors` are about, and those fields.

    A misspelt key must not hide what else is wrong.
    """
    given = content.get("indicators")
    rows = given if isinstance(given, list) else []
    faulty = {
        (location[1], str(location[2]))
        for error in errors
        if (location := error["loc"])[0] == "indicators" and len(location) > 2
    }
    faulty |= {(number, "label") for number, row in enumerate(rows) if not isinstance(row, dict)}
    indicators = []
    for number, row in enumerate(rows):
        fields = row if isinstance(row, dict) else {}
        sound = {key: value for key, value in fields.items() if (number, key) not in faulty}
        indicators.append(_Indicator.model_validate({"label": " ", **sound}).indicator())
    return indicators, faulty


def _contradictions(
    text: TomlText, indicators: Sequence[Indicator], told: Collection[tuple[int, str]] = ()
) -> Iterator[Finding]:
    """Faults that no single field shows, apart from those of the fields `told`."""
    for fault in faults_of(indicators):
        if (fault.index, fault.field) not in told:
            found = str(getattr(indicators[fault.index], fault.field))
            other = "" if fault.other is None else f"第 {fault.other + 1} 项"
            path = ("indicators", fault.index, fault.field)
            place = Place(file=FILE_NAME, label=path_words(path), line=text.line_of(path))
            told_as = fault.finding(place, found, other)
            yield replace(told_as, action=_ACTIONS.get(fault.code, told_as.action))
