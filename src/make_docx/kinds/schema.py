"""Turns a ``kind.toml`` into a `Kind`, or into every fault it has at once."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from make_docx.errors import KindError
from make_docx.findings import Place, excerpt
from make_docx.indicator_rules import default_aggregation, faults_of, settled_type
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
        return _kind(_content(path), path, origin)
    except RecursionError as error:
        raise KindError(f"文种套件 {path} 嵌套太深，读不出来。") from error


def _content(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)
    except OSError as error:
        raise KindError(f"文种套件 {path} 打不开：{error.strerror}。") from error
    except UnicodeDecodeError as error:
        raise KindError(f"文种套件 {path} 不是 UTF-8 编码，请另存为 UTF-8。") from error
    except tomllib.TOMLDecodeError as error:
        raise KindError(f"文种套件 {path} 不是正确的 TOML：{error}。") from error
    except (ValueError, ArithmeticError) as error:  # of int and Decimal
        raise KindError(f"文种套件 {path} 里有一个数太长，读不出来。") from error


def _kind(content: Mapping[str, Any], path: Path, origin: str) -> Kind:
    try:
        file = _KindFile.model_validate(content)
    except ValidationError as error:
        errors = error.errors()
        faults = [*map(_fault, errors), *_contradictions(*_readable(content, errors))]
        raise _broken(path, faults) from error
    indicators = tuple(row.indicator() for row in file.indicators)
    if faults := list(_contradictions(indicators)):
        raise _broken(path, faults)
    return Kind(
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
    )


def _broken(path: Path, faults: Iterable[str]) -> KindError:
    lines = [f"  {number}. {fault}" for number, fault in enumerate(faults, 1)]
    return KindError("\n".join((f"文种套件 {path} 有 {len(lines)} 处错误：", *lines)))


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
    indicators: Sequence[Indicator], told: Collection[tuple[int, str]] = ()
) -> Iterator[str]:
    """Faults that no single field shows, apart from those of the fields `told`."""
    for fault in faults_of(indicators):
        if (fault.index, fault.field) not in told:
            found = str(getattr(indicators[fault.index], fault.field))
            other = "" if fault.other is None else f"第 {fault.other + 1} 项"
            place = Place(label=fault.field)
            path = _path(("indicators", fault.index, fault.field))
            yield f"{path}：{fault.finding(place, found, other).message}"


# ── pydantic's faults in Chinese ─────────────────────────────────────────────────────────

_WORDS: Final[dict[str, str]] = {
    "missing": "缺少这一项",
    "string_type": "应为文字，要用引号括起来",
    "bool_type": "应为 true 或 false",
    "list_type": "应为列表",
    "model_type": "应为一张表",
    "string_too_short": "不能为空",
    "too_short": "至少要有一项",
    "is_instance_of": "应为数字",
    "decimal_type": "应为数字",
    "finite_number": "应为数字",
}


def _fault(error: Any) -> str:
    match error["type"]:
        case "extra_forbidden":
            words = f"没有这一项{_nearest(error['loc'])}"
        case "enum":
            words = f"“{excerpt(error['input'])}”不在可选的词里，应为 {error['ctx']['expected']}"
        case "string_pattern_mismatch":
            words = f"“{excerpt(error['input'])}”的写法不对，应符合 {error['ctx']['pattern']}"
        case code:
            words = _WORDS.get(code, str(error["msg"]))
    return f"{_path(error['loc'])}：{words}"


def _path(location: tuple[str | int, ...]) -> str:
    """``("indicators", 1, "unit")`` as people count: indicators 第 2 项 unit."""
    return " ".join(f"第 {key + 1} 项" if isinstance(key, int) else key for key in location)


def _nearest(location: tuple[str | int, ...]) -> str:
    tables: dict[str, type[_Table]] = {
        "indicators": _Indicator,
        "outline": _OutlineRow,
        "annexes": _Annex,
    }
    table = tables.get(str(location[0]), _KindFile) if len(location) > 1 else _KindFile
    near = difflib.get_close_matches(str(location[-1]), table.model_fields, n=1)
    return f"，是不是 {near[0]}？" if near else f"，可以有的是：{'、'.join(table.model_fields)}"
