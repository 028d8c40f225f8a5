"""Turns records of the model into what JSON can hold and back, by the types of their fields.

A text stands once in a list of texts, wherever it is used. The plan of a form, which most forms
share, stands outside and is told by its digest.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from msgspec import Struct, StructMeta
from msgspec.structs import fields

from make_docx.model import FormCells, Plan, plan_of

Record = TypeVar("Record")


class _Written(Struct, frozen=True):
    """The texts of a record with their numbers, and what gives the digest of a plan."""

    texts: dict[str, int]
    digest_of: Callable[[Plan], str]


class _Read(Struct, frozen=True):
    """The texts of a record by number, what gives the plan of a digest, and the file it is of."""

    texts: list[str]
    plan_of: Callable[[str], Plan]
    file: str | None


_Encoder = Callable[[Any, _Written], Any]
_Decoder = Callable[[Any, _Read], Any]


def to_plain(record: object, digest_of: Callable[[Plan], str]) -> list[Any]:
    """Lists, numbers and texts that `from_plain` makes the same record of.

    Args:
        record: of the model.
        digest_of: keeps a plan, and gives what it is kept under.

    Raises:
        TypeError: a field has a type that does not tell what its values are.
    """
    written = _Written({}, digest_of)
    kind: Any = type(record)
    values = _encoder(kind)(record, written)
    return [list(written.texts), values]


def from_plain(
    kind: type[Record], plain: Any, kept: Callable[[str], Plan], *, file: str | None = None
) -> Record:
    """The record of the type `kind`.

    Args:
        kind: the type.
        plain: what `to_plain` made.
        kept: gives the plan that was kept under a digest.
        file: the only one that fields called `file` may name, where it is told.

    Raises:
        LookupError: `plain` is nothing that `to_plain` makes.
        TypeError: as above.
        ValueError: as above; or it names another file.
    """
    texts, values = plain
    # Forms share most of their texts; only what is a text can be interned.
    of: Any = kind
    record: Record = _decoder(of)(values, _Read([*map(sys.intern, texts)], kept, file))
    return record


def plain_plan(plan: Plan) -> list[list[str]]:
    """The plan as what JSON can hold."""
    return [list(place) for place in plan.places]


def plan_from(plain: Any) -> Plan:
    """The plan that `plain_plan` made it of.

    Raises:
        ValueError: it is none.
    """
    places = tuple((label, sheet, cell) for label, sheet, cell in plain)
    if not all(isinstance(text, str) for place in places for text in place):
        raise ValueError("not the places of a plan")
    return plan_of(places)


@lru_cache(maxsize=64)
def _encoder(kind: Any) -> _Encoder:
    if kind is str:
        return lambda text, written: written.texts.setdefault(text, len(written.texts))
    if kind in (int, bool):
        return lambda number, _: number
    if kind is dt.date:
        return lambda day, _: day.isoformat()
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        code = _encoder(str)
        return lambda member, written: code(member.value, written)
    if isinstance(kind, StructMeta):
        parts = [(name, _encoder(of)) for name, of in _fields(kind)]
        return lambda record, written: [
            part(getattr(record, name), written) for name, part in parts
        ]
    form, inner = _form(kind)
    code = _encoder(inner)
    if form is tuple:
        return lambda values, written: [code(value, written) for value in values]
    if form is Mapping:
        return _mapping_encoder(code)
    return lambda value, written: None if value is None else code(value, written)


def _mapping_encoder(code: _Encoder) -> _Encoder:
    text = _encoder(str)

    def encode(values: Mapping[str, Any], written: _Written) -> list[Any]:
        if isinstance(values, FormCells):
            plan = written.digest_of(values.plan)
            return [plan, text(values.file, written), values.kinds, *values.texts]
        return [[text(name, written), code(value, written)] for name, value in values.items()]

    return encode


@lru_cache(maxsize=64)
def _decoder(kind: Any) -> _Decoder:
    if kind is str:
        return lambda number, read: read.texts[number]
    if kind in (int, bool):
        return lambda number, _: _of_type(number, kind)
    if kind is dt.date:
        return lambda day, _: dt.date.fromisoformat(day)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        members = {member.value: member for member in kind}
        return lambda number, read: members[read.texts[number]]
    if isinstance(kind, StructMeta):
        return _record_decoder(kind)
    form, inner = _form(kind)
    code = _decoder(inner)
    if form is tuple:
        return lambda values, read: tuple([code(value, read) for value in values])
    if form is Mapping:
        return _mapping_decoder(code)
    return lambda value, read: None if value is None else code(value, read)


def _mapping_decoder(code: _Decoder) -> _Decoder:
    def decode(values: list[Any], read: _Read) -> Mapping[str, Any]:
        if values and isinstance(values[0], str):
            plan, file, kinds, *texts = values
            return FormCells(read.plan_of(plan), _file(file, read), kinds, texts)
        return {read.texts[name]: code(value, read) for name, value in values}

    return decode


def _record_decoder(kind: Any) -> _Decoder:
    types = [of for _, of in _fields(kind)]
    files = [at for at, (name, _) in enumerate(_fields(kind)) if name == "file"]
    if all(of is str for of in types) and not files:  # most are
        return lambda values, read: kind(*[read.texts[value] for value in _as_many(values, types)])
    parts = [_file if at in files else _decoder(of) for at, of in enumerate(types)]
    return lambda values, read: kind(
        *[part(value, read) for part, value in zip(parts, values, strict=True)]
    )


def _file(number: int, read: _Read) -> str:
    text = read.texts[number]
    if read.file is not None and text != read.file:
        raise ValueError("another file")
    return text


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
