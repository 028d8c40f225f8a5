"""Holds what a ``kind.toml`` may say: its keys, and of each what may stand there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final

from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from make_docx.indicator_rules import default_aggregation, settled_type
from make_docx.kinds.schema_fields import (
    AggregationWord,
    AnnexFormWord,
    ColumnTypeWord,
    DirectionWord,
    FilledByWord,
    Id,
    LayoutWord,
    LevelWord,
    Name,
    Number,
    Strict,
    ValueTypeWord,
)
from make_docx.model import (
    AnnexForm,
    AnnexSpec,
    Column,
    ColumnType,
    FilledBy,
    Indicator,
    Layout,
    Level,
    Table,
    ValueType,
)
from make_docx.table_rules import settled

UNNAMED: Final = "\u2060"  # stands for a name that nobody can read; it has no letters


class IndicatorFields(Strict):
    """``[[indicators]]``."""

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


class OutlineFields(Strict):
    """``[[outline]]``."""

    level: LevelWord
    text: Name


class AnnexFields(Strict):
    """``[[annexes]]``."""

    name: Name
    form: AnnexFormWord = AnnexForm.TABLE
    text: str = ""

    def annex(self) -> AnnexSpec:
        return AnnexSpec(self.name, self.form, self.text.strip())


class KindFile(Strict):
    """A ``kind.toml``."""

    id: Id
    name: Name
    version: Annotated[str, Field(pattern=r"^\d+(\.\d+)*$")]
    requires: Annotated[str, Field(pattern=r"^>=\s*\d+(\.\d+)*$")] = ">=0"
    directions: Annotated[list[DirectionWord], Field(min_length=1)]
    layout: LayoutWord
    title: Name
    instructions: list[str] = Field(default_factory=list)
    attaches_form: bool = False
    indicators: list[IndicatorFields] = Field(default_factory=list)
    tables: list[TableFields] = Field(default_factory=list)
    outline: Annotated[list[OutlineFields], Field(min_length=1)]
    annexes: list[AnnexFields] = Field(default_factory=list)


# What is read in the place of a value that has to be there and cannot be read: plain words, which
# refer to nothing and break no rule.
STAND_INS: Final[Mapping[type[BaseModel], Mapping[str, object]]] = {
    IndicatorFields: {"label": UNNAMED},
    ColumnFields: {"label": UNNAMED},
    TableFields: {
        "name": UNNAMED,
        "filled_by": FilledBy.OFFICE.value,
        "columns": [{"label": UNNAMED}],
    },
    OutlineFields: {"level": Level.BODY.value, "text": "有关情况如下。"},
    AnnexFields: {"name": "有关情况"},
    KindFile: {
        "id": "kind",
        "name": "文种",
        "version": "1.0",
        "directions": ["下行文"],
        "layout": Layout.DOCUMENT.value,
        "title": "【发文机关】关于【活动名称】有关情况的报告",
        "outline": [{"level": Level.BODY.value, "text": "有关情况如下。"}],
    },
}


def is_id(text: str) -> bool:
    """Whether a kind can have this id."""
    try:
        TypeAdapter(Id).validate_python(text)
    except ValidationError:
        return False
    return True
