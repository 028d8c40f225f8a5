"""Holds the types of the fields of a ``kind.toml``: strict, but for the words of a choice.

None takes more than the workbooks of a job can hold.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Final

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
)
from pydantic_core import PydanticCustomError

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

LONGEST_TEXT: Final = 32_767  # UTF-16 units that a cell of Excel holds
_LONGEST_LABEL: Final = 100  # characters; of an indicator in an official form at most 40
_LONGEST_RELATION: Final = 1000


def _fitting_a_cell(text: str) -> str:
    if len(text.encode("utf-16-le")) // 2 > LONGEST_TEXT:
        raise PydanticCustomError("text_too_long", "text too long")
    return text


Text = Annotated[str, AfterValidator(_fitting_a_cell)]
FilledText = Annotated[str, Field(pattern=r"\S"), AfterValidator(_fitting_a_cell)]
Word = Annotated[str, Field(max_length=_LONGEST_LABEL)]
Name = Annotated[str, Field(pattern=r"\S", max_length=_LONGEST_LABEL)]
RelationText = Annotated[str, Field(max_length=_LONGEST_RELATION)]
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


def is_id(text: str) -> bool:
    """Whether a kind can have this id."""
    try:
        TypeAdapter(Id).validate_python(text)
    except ValidationError:
        return False
    return True
