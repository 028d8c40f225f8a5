"""Turns a ``kind.toml`` into a `Kind`, or into every fault it has at once."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from make_docx.errors import KindError
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

_Name = Annotated[str, Field(min_length=1)]
# TOML has no enums: the word is looked up, everything else stays strict.
_ValueType = Annotated[ValueType, Field(strict=False)]
_Aggregation = Annotated[Aggregation, Field(strict=False)]
_Direction = Annotated[Direction, Field(strict=False)]
_Layout = Annotated[Layout, Field(strict=False)]
_Level = Annotated[Level, Field(strict=False)]
_AnnexForm = Annotated[AnnexForm, Field(strict=False)]
_Number = int | Decimal


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
    note: str = ""

    def indicator(self) -> Indicator:
        is_text = self.type is ValueType.TEXT
        return Indicator(
            label=self.label,
            unit=self.unit,
            value_type=self.type,
            aggregation=self.aggregation or (Aggregation.NONE if is_text else Aggregation.SUM),
            required=self.required,
            minimum=None if self.minimum is None else Decimal(self.minimum),
            maximum=None if self.maximum is None else Decimal(self.maximum),
            numerator=self.numerator,
            denominator=self.denominator,
            in_table=self.in_table and not is_text,
            note=self.note,
        )


class _OutlineRow(_Table):
    level: _Level
    text: _Name


class _Annex(_Table):
    name: _Name
    form: _AnnexForm = AnnexForm.TABLE


class _KindFile(_Table):
    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    name: _Name
    version: Annotated[str, Field(pattern=r"^\d+(\.\d+)*$")]
    directions: Annotated[list[_Direction], Field(min_length=1)]
    layout: _Layout
    title: _Name
    instructions: list[str] = []
    indicators: Annotated[list[_Indicator], Field(min_length=1)]
    outline: Annotated[list[_OutlineRow], Field(min_length=1)]
    annexes: list[_Annex] = []


def read_kind(path: Path, origin: str) -> Kind:
    """Read and check one ``kind.toml``.

    Raises:
        KindError: the file cannot be read, is no TOML, or breaks the schema; the message
            lists every fault with its path.
    """
    try:
        content = tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)
    except OSError as error:
        raise KindError(f"文种套件 {path} 打不开：{error.strerror}。") from error
    except UnicodeDecodeError as error:
        raise KindError(f"文种套件 {path} 不是 UTF-8 编码，请另存为 UTF-8。") from error
    except tomllib.TOMLDecodeError as error:
        raise KindError(f"文种套件 {path} 不是正确的 TOML：{error}。") from error
    try:
        file = _KindFile.model_validate(content)
    except ValidationError as error:
        raise _broken(path, map(_fault, error.errors())) from error
    kind = Kind(
        id=file.id,
        name=file.name,
        version=file.version,
        directions=tuple(file.directions),
        layout=file.layout,
        title=file.title,
        indicators=tuple(row.indicator() for row in file.indicators),
        outline=tuple((row.level, row.text) for row in file.outline),
        annexes=tuple((row.name, row.form) for row in file.annexes),
        instructions=tuple(file.instructions),
        origin=origin,
    )
    if faults := list(_contradictions(kind)):
        raise _broken(path, faults)
    return kind


def _broken(path: Path, faults: Iterable[str]) -> KindError:
    lines = [f"  {number}. {fault}" for number, fault in enumerate(faults, 1)]
    return KindError("\n".join((f"文种套件 {path} 有 {len(lines)} 处错误：", *lines)))


def _contradictions(kind: Kind) -> Iterator[str]:
    """Faults that no single field shows."""
    numbers: dict[str, int] = {}
    for number, indicator in enumerate(kind.indicators, 1):
        first = numbers.setdefault(indicator.label, number)
        if first != number:
            yield f"indicators 第 {number} 项 label：“{indicator.label}”与第 {first} 项重复"
    countable = {i.label for i in kind.indicators if not i.is_text and i.is_asked}
    for number, indicator in enumerate(kind.indicators, 1):
        if indicator.aggregation is Aggregation.RATE:
            for key in ("numerator", "denominator"):
                if (label := getattr(indicator, key)) not in countable:
                    yield f"indicators 第 {number} 项 {key}：“{label}”不是要填数字的指标"
        elif indicator.is_text and indicator.aggregation is not Aggregation.NONE:
            yield f"indicators 第 {number} 项 aggregation：文字指标只能是“不汇总”"


# ── pydantic's faults in Chinese ─────────────────────────────────────────────────────────

_WORDS: Final[dict[str, str]] = {
    "missing": "缺少这一项",
    "string_type": "应为文字，要用引号括起来",
    "int_type": "应为整数",
    "bool_type": "应为 true 或 false",
    "list_type": "应为列表",
    "model_type": "应为一张表",
    "string_too_short": "不能为空",
    "too_short": "至少要有一项",
    "is_instance_of": "应为数字",
    "decimal_type": "应为数字",
}


def _fault(error: Any) -> str:
    match error["type"]:
        case "extra_forbidden":
            words = f"没有这一项{_nearest(error['loc'])}"
        case "enum":
            words = f"“{error['input']}”不在可选的词里，应为 {error['ctx']['expected']}"
        case "string_pattern_mismatch":
            words = f"“{error['input']}”的写法不对，应符合 {error['ctx']['pattern']}"
        case code:
            words = _WORDS.get(code, str(error["msg"]))
    return f"{_path(error['loc'])}：{words}"


def _path(location: tuple[str | int, ...]) -> str:
    """``("indicators", 1, "unit")`` as people count: indicators 第 2 项 unit."""
    # A union adds the branch's type to the location; it says nothing to an author.
    keys = [key for key in location if key not in ("int", "decimal")]
    return " ".join(f"第 {key + 1} 项" if isinstance(key, int) else key for key in keys)


def _nearest(location: tuple[str | int, ...]) -> str:
    tables: dict[str, type[_Table]] = {
        "indicators": _Indicator,
        "outline": _OutlineRow,
        "annexes": _Annex,
    }
    table = tables.get(str(location[0]), _KindFile) if len(location) > 1 else _KindFile
    near = difflib.get_close_matches(str(location[-1]), table.model_fields, n=1)
    return f"，是不是 {near[0]}？" if near else f"，可以有的是：{'、'.join(table.model_fields)}"
