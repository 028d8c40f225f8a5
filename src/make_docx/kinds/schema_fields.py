"""Holds the types of the fields of a ``kind.toml``: strict, but for the words of a choice."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from make_docx.model import (
    Aggregation,
    AnnexForm,
    ColumnType,
    Direction,
    FilledBy,
    Layout,
    Level,
    ValueType,
)

Name = Annotated[str, Field(pattern=r"\S")]
# Chinese ones too: an author need not spell the name of a kind in an alphabet that is not theirs.
Id = Annotated[
    str, Field(pattern=r"^[\p{Han}a-z][\p{Han}a-z0-9]*(-[\p{Han}a-z0-9]+)*$", max_length=40)
]
# TOML has no enums: the word is looked up, everything else stays strict.
ValueTypeWord = Annotated[ValueType, Field(strict=False)]
AggregationWord = Annotated[Aggregation, Field(strict=False)]
DirectionWord = Annotated[Direction, Field(strict=False)]
LayoutWord = Annotated[Layout, Field(strict=False)]
LevelWord = Annotated[Level, Field(strict=False)]
AnnexFormWord = Annotated[AnnexForm, Field(strict=False)]
ColumnTypeWord = Annotated[ColumnType, Field(strict=False)]
FilledByWord = Annotated[FilledBy, Field(strict=False)]
# A strict Decimal takes no int, and a union of the two would tell every fault twice.
Number = Annotated[Decimal, BeforeValidator(lambda n: Decimal(n) if type(n) is int else n)]


class Strict(BaseModel):
    """A table of TOML: no other keys than its own, no value of another type."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")
