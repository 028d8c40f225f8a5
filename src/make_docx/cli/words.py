"""Turns the words of a command line into texts and paths without pydantic.

Typer 0.29 has pydantic make a text of each text and a path of each path, even of those that nobody
typed, and importing it takes longer than reading three forms.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from typer.core import TyperCommand, TyperGroup


class PlainCommand(TyperCommand):
    """A command that takes texts and paths as they are typed, and leaves the rest to Typer."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        _take_plainly(self.get_params(ctx))
        return super().parse_args(ctx, args)


class PlainGroup(TyperGroup):
    """The same for what stands before the name of a command."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        _take_plainly(self.get_params(ctx))
        return super().parse_args(ctx, args)


def _take_plainly(parameters: list[Any]) -> None:
    """Typer keeps the classes of parameters private; those of other versions know no descriptor.

    A command that is asked again has the same parameters, which take their words plainly by then.
    """
    for parameter in parameters:
        descriptor = getattr(parameter, "type_descriptor", None)
        if descriptor and "process_value" not in vars(parameter):
            parameter.process_value = _process_value(parameter, descriptor.annotation)


def _process_value(parameter: Any, kind: object) -> Callable[[Any, object], object]:
    by_typer: Callable[[Any, object], object] = parameter.process_value
    nothing = () if parameter.multiple else None

    def process_value(ctx: Any, value: object) -> object:
        if value is None and not parameter.required:
            return nothing
        if (kind is str or kind is Path) and isinstance(value, str | kind):
            return kind(value)
        return by_typer(ctx, value)

    return process_value
