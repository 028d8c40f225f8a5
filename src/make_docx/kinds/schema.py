"""Holds what a ``kind.toml`` may say: its keys, and of each what may stand there."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import Field

from make_docx.indicator_rules import MOST_INDICATORS, default_aggregation, settled_type
from make_docx.kinds.schema_fields import (
    AggregationWord,
    AnnexFormWord,
    ColumnTypeWord,
    DirectionWord,
    FilledByWord,
    FilledText,
    Id,
    LayoutWord,
    LevelWord,
    Name,
    Number,
    RelationText,
    Strict,
    Text,
    ValueTypeWord,
    Word,
)
from make_docx.model import (
    AnnexForm,
    AnnexSpec,
    Column,
    ColumnType,
    Direction,
    Indicator,
    Table,
    ValueType,
)
from make_docx.table_rules import MOST_COLUMNS, MOST_ROWS, MOST_TABLES, settled

_MOST_PARAGRAPHS: Final = 1000
_MOST_ANNEXES: Final = 100
_MOST_INSTRUCTIONS: Final = 100
_MOST_CHOICES: Final = 100
_LONGEST_VERSION: Final = 30
_LONGEST_TITLE: Final = 300  # characters; five lines have a hundred, and what is filled in is short


class IndicatorFields(Strict):
    """``[[indicators]]``."""

    label: Name
    unit: Word = ""
    type: ValueTypeWord = ValueType.INTEGER
    aggregation: AggregationWord | None = None
    required: bool = True
    minimum: Number | None = None
    maximum: Number | None = None
    numerator: Word = ""
    denominator: Word = ""
    in_table: bool = True
    relation: RelationText = ""
    note: Text = ""

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
    unit: Word = ""
    required: bool = True
    choices: list[Word] = Field(default_factory=list, max_length=_MOST_CHOICES)
    note: Text = ""

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
    columns: Annotated[list[ColumnFields], Field(min_length=1, max_length=MOST_COLUMNS)]
    in_order: bool = False
    apart: bool = False
    minimum: Annotated[int, Field(ge=0, le=MOST_ROWS)] = 0
    note: Text = ""

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
    text: FilledText


class AnnexFields(Strict):
    """``[[annexes]]``."""

    name: Name
    form: AnnexFormWord = AnnexForm.TABLE
    text: Text = ""

    def annex(self) -> AnnexSpec:
        return AnnexSpec(self.name, self.form, self.text.strip())


class KindFile(Strict):
    """A ``kind.toml``."""

    id: Id
    name: Name
    version: Annotated[str, Field(pattern=r"^\d+(\.\d+)*$", max_length=_LONGEST_VERSION)]
    requires: Annotated[str, Field(pattern=r"^>=\s*\d+(\.\d+)*$")] = ">=0"
    directions: Annotated[list[DirectionWord], Field(min_length=1, max_length=len(Direction))]
    layout: LayoutWord
    title: Annotated[FilledText, Field(max_length=_LONGEST_TITLE)]
    instructions: list[Text] = Field(default_factory=list, max_length=_MOST_INSTRUCTIONS)
    attaches_form: bool = False
    indicators: list[IndicatorFields] = Field(default_factory=list, max_length=MOST_INDICATORS)
    tables: list[TableFields] = Field(default_factory=list, max_length=MOST_TABLES)
    outline: Annotated[list[OutlineFields], Field(min_length=1, max_length=_MOST_PARAGRAPHS)]
    annexes: list[AnnexFields] = Field(default_factory=list, max_length=_MOST_ANNEXES)
