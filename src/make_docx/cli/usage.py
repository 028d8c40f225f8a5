"""Turns a command line that cannot be meant into a sentence that says how it is written."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

import typer

# Typer keeps its copy of click private; this is how the class of all usage errors is reached.
USAGE_ERROR: type[Exception] = typer.BadParameter.__mro__[1]


def told(error: Exception, typed: Sequence[str]) -> str:
    """What is wrong with the command line `typed`, and where its way of writing is shown."""
    context: Any = getattr(error, "ctx", None)
    if context is not None and not typed:  # nothing was asked for: the help is the answer
        return str(context.get_help())
    command = context.command_path if context is not None else "make-docx"
    return f"{_fault(error, context, typed)}。写法见：{command} --help"


def _fault(error: Any, context: Any, typed: Sequence[str]) -> str:
    if option := getattr(error, "option_name", ""):
        if hasattr(error, "possibilities"):
            return f"没有选项“{option}”{_meant(error.possibilities or ())}"
        return f"选项“{option}”写得不对：后面少写了内容，或者不该有内容"
    commands = getattr(getattr(context, "command", None), "commands", {})
    words = [word for word in typed if not word.startswith("-")]
    unknown = [word for word in words[_depth(context) :][:1] if commands and word not in commands]
    if unknown:
        return f"没有命令“{unknown[0]}”{_meant(get_close_matches(unknown[0], commands, n=1))}"
    parameter = getattr(error, "param", None)
    if parameter is None:
        return f"命令后面多写了内容（{error.format_message()}）"
    name = parameter.metavar or parameter.opts[0]
    return f"“{name}”写得不对（{error.message}）" if error.message else f"后面少写了“{name}”"


def _depth(context: Any) -> int:
    """How many words of the command line name commands that there are."""
    return len(context.command_path.split()) - 1 if context is not None else 0


def _meant(nearest: Sequence[str]) -> str:
    return f"，是不是“{nearest[0]}”" if nearest else ""
