"""Turns a ``kind.toml`` into a `Kind`, or into every fault it has at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError

from make_docx.catalogue import finding
from make_docx.errors import KindError
from make_docx.findings import Finding, Place
from make_docx.indicator_rules import default_aggregation, faults_of, settled_type
from make_docx.kinds.schema_faults import path_words, schema_fault
from make_docx.kinds.toml_text import FILE_NAME, FaultyTextError, TomlText, read_toml
from make_docx.kinds.version import lacking_version
from make_docx.model import (
    Aggregation,
    AnnexForm,
    Direction,
    Indicator,
    Kind,
    Layout,
    Level,
    ValueType,
)

# What the catalogue advises for the 指标 sheet, said of this file.
_ACTIONS: Final = {
    "brief-blank": "请写上；不要这一项时，请从它的 [[indicators]] 起整段删去。",
    "brief-repeated": "请删去其中一项，或者改名。",
    "brief-unknown-name": "请改成 indicators 里某一项的 label，一字不差。",
    "brief-reserved": "请换一个 label。",
}

_Name = Annotated[str, Field(min_length=1)]
# Chinese ones too: an author need not spell the name of a kind in an alphabet that is not theirs.
_Id = Annotated[
    str, Field(pattern=r"^[\p{Han}a-z][\p{Han}a-z0-9]*(-[\p{Han}a-z0-9]+)*$", max_length=40)
]
# TOML has no enums: the word is looked up, everything else stays strict.
_ValueType = Annotated[ValueType, Field(strict=False)]
_Aggregation = Annotated[Aggregation, Field(strict=False)]
_Direction = Annotated[Direction, Field(strict=False)]
_Layout = Annotated[Layout, Field(strict=False)]
_Level = Annotated[Level, Field(strict=False)]
_AnnexForm = Annotated[AnnexForm, Field(strict=False)]
# A strict Decimal takes no int, and a union of the two would tell every fault twice.
_Number = Annotated[Decimal, BeforeValidator(lambda n: Decimal(n) if type(n) is int else n)]


class _Table(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class _Indicator(_Table):
    label: _Name
    unit: str = ""
    type: _ValueType = ValueType.INTEGER
    aggregation: _Aggregation | None = None
    required: bool = True
    minimum: _Number | None = None
    maximum: _Number | None = None
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


class _OutlineRow(_Table):
    level: _Level
    text: _Name


class _Annex(_Table):
    name: _Name
    form: _AnnexForm = AnnexForm.TABLE


class _KindFile(_Table):
    id: _Id
    name: _Name
    version: Annotated[str, Field(pattern=r"^\d+(\.\d+)*$")]
    requires: Annotated[str, Field(pattern=r"^>=\s*\d+(\.\d+)*$")] = ">=0"
    directions: Annotated[list[_Direction], Field(min_length=1)]
    layout: _Layout
    title: _Name
    instructions: list[str] = []
    indicators: Annotated[list[_Indicator], Field(min_length=1)]
    outline: Annotated[list[_OutlineRow], Field(min_length=1)]
    annexes: list[_Annex] = []


def is_id(text: str) -> bool:
    """Whether a kind can have this id."""
    try:
        TypeAdapter(_Id).validate_python(text)
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
        faults += _contradictions(text, *_readable(text.content, errors))
        return None, tuple(faults)
    indicators = tuple(row.indicator() for row in file.indicators)
    if contradictions := tuple(_contradictions(text, indicators)):
        return None, contradictions
    kind = Kind(
        id=file.id,
        name=file.name,
        version=file.version,
        directions=tuple(file.directions),
        layout=file.layout,
        title=file.title,
        indicators=indicators,
        outline=tuple((row.level, row.text) for row in file.outline),
        annexes=tuple((row.name, row.form) for row in file.annexes),
        instructions=tuple(file.instructions),
        origin=origin,
        folder=path.parent,
    )
    return kind, ()


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
