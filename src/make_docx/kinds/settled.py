"""Turns the content of a ``kind.toml`` into all that could be read of it, and each wrong value.

What is wrong is read as what was meant, where that is plain, and else as a stand-in, so that no
fault hides another one or makes a name unknown.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final, get_args

from msgspec import Struct, field
from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from make_docx.catalogue import finding
from make_docx.findings import Finding
from make_docx.kinds.schema import (
    AnnexFields,
    ColumnFields,
    IndicatorFields,
    KindFile,
    OutlineFields,
    TableFields,
)
from make_docx.kinds.schema_faults import choices_in, place_of, shown, value_fault
from make_docx.kinds.stand_ins import STAND_INS
from make_docx.kinds.toml_text import KeyPath, TomlText
from make_docx.kinds.vocabulary import SYNONYMS, choice_meant, key_meant, truth_meant

_LONGEST_WORD: Final = 6  # characters of a choice
_PARTS: Final[Mapping[str, type[BaseModel]]] = {
    "[[indicators]]": IndicatorFields,
    "[[tables]]": TableFields,
    "[[tables.columns]]": ColumnFields,
    "[[outline]]": OutlineFields,
    "[[annexes]]": AnnexFields,
}
_MOST_PASSES: Final = 3  # the second finds what is too short now, the third nothing
_SCALARS: Final = (str, int, Decimal, float)


class Settled(Struct):
    """What was read.

    `told` are the paths that have a fault already, `stand_ins` those whose value nobody knows.
    """

    file: KindFile
    findings: list[Finding] = field(default_factory=list)
    told: set[KeyPath] = field(default_factory=set)
    stand_ins: set[KeyPath] = field(default_factory=set)


def settle(text: TomlText) -> Settled:
    """Read the content of `text` as far as it can be read."""
    try:  # nearly every one that is read is right
        return Settled(KindFile.model_validate(text.content))
    except ValidationError:
        content = copy.deepcopy(text.content)
    faults = _Faults(text, content)
    _settle_keys(content, KindFile, (), faults)
    for number in range(_MOST_PASSES):
        try:
            file = KindFile.model_validate(content)
        except ValidationError as error:
            for one in reversed(error.errors()):  # so that places in a list stay true
                _settle_value(content, one, faults, is_first=not number)
        else:
            return Settled(file, faults.findings, faults.told, faults.stand_ins)
    raise ValueError(f"stand-ins do not hold: {faults.stand_ins}")


class _Faults(Struct):
    text: TomlText
    content: dict[str, Any]
    findings: list[Finding] = field(default_factory=list)
    told: set[KeyPath] = field(default_factory=set)
    stand_ins: set[KeyPath] = field(default_factory=set)

    def value(self, path: KeyPath, found: object, expected: str) -> None:
        place = place_of(path, self.text)
        self.findings.append(finding("kind-value", place, found=shown(found), expected=expected))
        self.told.add(path)


# ── keys and tables ──────────────────────────────────────────────────────────────────────


def _settle_keys(
    table: dict[str, Any], model: type[BaseModel], path: KeyPath, faults: _Faults
) -> None:
    """Put every value of the table under the key that it was meant for, or out of it."""
    for key in [key for key in table if key not in model.model_fields]:
        value = table.pop(key)
        place = place_of((*path, key), faults.text)
        meant = key_meant(key, _keys_for(value, model))
        heads = [head for head, part in _PARTS.items() if key in part.model_fields]
        if key in KindFile.model_fields and key not in faults.content and model is not KindFile:
            hint = "：它要写在前面，第一个 [[……]] 之前"
            faults.content[key] = value
            faults.text.moved((*path, key), (key,))
        elif heads and not (meant and key in SYNONYMS):
            hint = f"：它是 {'、'.join(heads)} 里的，写错了地方，或者前面少了这一行"
        elif meant:
            hint = f"，是不是“{meant}”？"
            if meant not in table:
                table[meant] = value
                faults.text.moved((*path, key), (*path, meant))
        else:
            hint = f"，可以有的是：{'、'.join(model.model_fields)}"
        faults.findings.append(finding("kind-key-unknown", place, found=key, hint=hint))
    for key, info in model.model_fields.items():
        if key in table:
            _settle_list(table, key, info, (*path, key), faults)


def _settle_list(
    table: dict[str, Any], key: str, info: FieldInfo, path: KeyPath, faults: _Faults
) -> None:
    """Make a list of what should be one, with nothing but tables in it if it is one of tables.

    What is more than a kind can have is cut off before anything is said of it.
    """
    inner = _item_of(info.annotation)
    if inner is None:
        return
    value = table[key]
    is_of_tables = _is_of_tables(info.annotation)
    if isinstance(value, dict) and is_of_tables:
        table[key] = [value]
        faults.value(path, f"[{key}]", f"[[{key}]]，用两层方括号")
    elif not isinstance(value, list):
        head = ".".join(str(part) for part in path if isinstance(part, str))
        words = _words(value) if isinstance(value, str) and not is_of_tables else []
        listed = ", ".join(f'"{word}"' for word in words)
        faults.value(path, value, f"[{listed}]" if words else f"[[{head}]] 开头的各段")
        table[key] = words
    most = next(rule.max_length for rule in info.metadata if hasattr(rule, "max_length"))
    if len(table[key]) > most:
        faults.value((*path, most), f"{len(table[key])} 项", f"不超过 {most} 项")
        faults.stand_ins.add(path)
        table[key] = table[key][:most]
    if not is_of_tables:
        return
    for number, row in enumerate(table[key]):
        if isinstance(row, dict):
            _settle_keys(row, inner, (*path, number), faults)
        else:
            faults.value((*path, number), row, f"[[{key}]] 开头的一段")
            table[key][number] = dict(STAND_INS[inner])
            faults.stand_ins.add((*path, number))


def _words(text: str) -> list[str]:
    """The items of a list that was typed as one text; a sentence is one."""
    parts = re.split("[、，,；;]", text)
    return parts if all(0 < len(part) <= _LONGEST_WORD for part in parts) else [text]


def _keys_for(value: object, model: type[BaseModel]) -> list[str]:
    """The keys of a table that such a value can be meant for."""
    is_part = isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(row, dict) for row in value)
    )
    tables = {key for key, info in model.model_fields.items() if _is_of_tables(info.annotation)}
    return [key for key in model.model_fields if (key in tables) == is_part]


def _is_of_tables(annotation: object) -> bool:
    inner = _item_of(annotation)
    return isinstance(inner, type) and issubclass(inner, BaseModel)


def _item_of(annotation: object) -> Any:
    """What the items of a list are; None of what is no list."""
    if getattr(annotation, "__origin__", None) is not list:
        return None
    return get_args(annotation)[0]


# ── values ───────────────────────────────────────────────────────────────────────────────


def _settle_value(content: dict[str, Any], error: Any, faults: _Faults, *, is_first: bool) -> None:
    """Tell the error and put what was meant in place of the value; nothing where it may lack."""
    path: KeyPath = error["loc"]
    *outer, key = path
    owner: Any = content
    for part in outer:
        owner = owner[part]
    is_gap = error["type"] == "missing" and tuple(outer) in faults.text.gaps
    if is_first and path not in faults.told and not is_gap:
        faults.findings.append(value_fault(error, faults.text))
    faults.told.add(path)
    meant = None if error["type"] == "missing" else _meant(error)
    if meant is not None:
        owner[key] = meant
        return
    faults.stand_ins.add(path)
    stand_in = STAND_INS[_model_at(path)].get(str(key)) if isinstance(key, str) else None
    if stand_in is None:
        del owner[key]
    else:
        owner[key] = copy.deepcopy(stand_in)


def _meant(error: Any) -> object:
    """What the author plainly wanted to say; None where nobody can tell."""
    value = error["input"]
    match error["type"]:
        case "enum":
            return choice_meant(value, choices_in(error)) or None
        case "bool_type":
            return truth_meant(value)
        case "string_type" if isinstance(value, _SCALARS):
            return str(value)
        case "is_instance_of" | "decimal_type" | "int_type" if isinstance(value, str):
            return _number(value)
        case _:
            return None


def _number(text: str) -> int | None:
    digits = text.strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 20 else None


def _model_at(path: KeyPath) -> type[BaseModel]:
    """The table that the last key of `path` stands in."""
    model: type[BaseModel] = KindFile
    for key in path[:-1]:
        if isinstance(key, str) and key in model.model_fields:
            inner = _item_of(model.model_fields[key].annotation)
            model = inner if _is_of_tables(model.model_fields[key].annotation) else model
    return model
