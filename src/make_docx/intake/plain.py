"""Turns records of the model into what JSON can hold and back, by the types of their fields.

A text stands once in a list of texts, wherever it is used: the path of a file and the title of a
sheet are in every cell.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

_Encoder = Callable[[Any, dict[str, int]], Any]
_Decoder = Callable[[Any, list[str]], Any]
Record = TypeVar("Record")


def to_plain(record: object) -> list[Any]:
    """Lists, numbers and texts that `from_plain` makes the same record of.

    Raises:
        TypeError: a field has a type that does not tell what its values are.
    """
    texts: dict[str, int] = {}
    kind: Any = type(record)
    values = _encoder(kind)(record, texts)
    return [list(texts), values]


def from_plain(kind: type[Record], plain: Any) -> Record:
    """The record of the type `kind`.

    Raises:
        LookupError: `plain` is nothing that `to_plain` makes.
        TypeError: as above.
        ValueError: as above.
    """
    texts, values = plain
    # Forms share most of their texts; only what is a text can be interned.
    of: Any = kind
    record: Record = _decoder(of)(values, [sys.intern(text) for text in texts])
    return record


@lru_cache(maxsize=64)
def _encoder(kind: Any) -> _Encoder:
    if kind is str:
        return lambda text, texts: texts.setdefault(text, len(texts))
    if kind in (int, bool):
        return lambda number, _: number
    if kind is dt.date:
        return lambda day, _: day.isoformat()
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return lambda member, texts: texts.setdefault(member.value, len(texts))
    if is_dataclass(kind):
        parts = [(name, _encoder(of)) for name, of in _fields(kind)]
        return lambda record, texts: [code(getattr(record, name), texts) for name, code in parts]
    form, inner = _form(kind)
    code = _encoder(inner)
    if form is tuple:
        return lambda values, texts: [code(value, texts) for value in values]
    if form is Mapping:
        text = _encoder(str)
        return lambda values, texts: [
            [text(name, texts), code(value, texts)] for name, value in values.items()
        ]
    return lambda value, texts: None if value is None else code(value, texts)


@lru_cache(maxsize=64)
def _decoder(kind: Any) -> _Decoder:
    if kind is str:
        return lambda number, texts: texts[number]
    if kind in (int, bool):
        return lambda number, _: _of_type(number, kind)
    if kind is dt.date:
        return lambda day, _: dt.date.fromisoformat(day)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        members = {member.value: member for member in kind}
        return lambda number, texts: members[texts[number]]
    if is_dataclass(kind):
        return _record_decoder(kind)
    form, inner = _form(kind)
    code = _decoder(inner)
    if form is tuple:
        return lambda values, texts: tuple([code(value, texts) for value in values])
    if form is Mapping:
        return lambda values, texts: {texts[name]: code(value, texts) for name, value in values}
    return lambda value, texts: None if value is None else code(value, texts)


def _record_decoder(kind: Any) -> _Decoder:
    types = [of for _, of in _fields(kind)]
    if all(of is str for of in types):  # most are, those of cells above all
        return lambda values, texts: kind(*[texts[value] for value in _as_many(values, types)])
    parts = [_decoder(of) for of in types]
    return lambda values, texts: kind(
        *[code(value, texts) for code, value in zip(parts, values, strict=True)]
    )


def _as_many(values: list[Any], types: list[Any]) -> list[Any]:
    if len(values) != len(types):
        raise ValueError("another number of fields")
    return values


def _fields(kind: Any) -> list[tuple[str, Any]]:
    types = get_type_hints(kind)
    return [(field.name, types[field.name]) for field in fields(kind)]


def _form(kind: Any) -> tuple[Any, Any]:
    """The form of a type with another type in it, and that one: tuple, `Mapping`, or optional."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is tuple and inner[1:] == (...,):
        return tuple, inner[0]
    if origin is Mapping and inner[0] is str:
        return Mapping, inner[1]
    if origin in (Union, UnionType) and len(inner) == 2 and NoneType in inner:
        return None, next(one for one in inner if one is not NoneType)
    raise TypeError(f"no plain form for {kind}")


def _of_type(value: Any, kind: Any) -> Any:
    if type(value) is not kind:
        raise TypeError(f"{kind} expected")
    return value
