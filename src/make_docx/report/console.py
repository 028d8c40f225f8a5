"""Turns a line into print on stderr for people, and one JSON document on stdout for programs."""

from __future__ import annotations

import errno
import json
import os
import sys
from functools import cache
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from rich.console import Console

_SAID: Final = ("FORCE_COLOR", "TTY_COMPATIBLE")  # what rich goes by besides the stream
_CONTROLS: Final = dict.fromkeys((7, 8, 11, 12, 13))  # bell, steps back: rich drops them too


class Line:
    """A line in pieces; `style` is a style of rich's and holds for the whole line."""

    def __init__(self, text: str, style: str = "") -> None:
        self._pieces = [(text, style)]

    def append(self, text: str, style: str = "") -> Self:
        """Add a piece; its `style` comes on top of the line's own."""
        self._pieces.append((text, style))
        return self

    def show(self) -> None:
        """Print the line for people, in colour on a terminal."""
        if may_be_terminal():
            from rich.text import Text

            (text, style), *others = self._pieces
            line = Text(text, style=style)
            for piece in others:
                line.append(*piece)
            people().print(line)
        elif sys.stderr is not None:  # closed by the caller
            text = "".join(text for text, _ in self._pieces)
            sys.stderr.write(f"{text.translate(_CONTROLS)}\n")


@cache
def people() -> Console:
    """Where people read: stderr, so that stdout stays free for programs."""
    from rich.console import Console

    return Console(stderr=True, highlight=False, soft_wrap=True)


def may_be_terminal() -> bool:
    """Whether rich has to look at stderr; importing it takes as long as reading a form."""
    return any(os.environ.get(name) for name in _SAID) or (
        sys.stderr is not None and sys.stderr.isatty()
    )


def say(message: str, style: str = "") -> None:
    """Print a line for people on stderr."""
    Line(message, style).show()


def print_json(content: object) -> None:
    """Print one JSON document on stdout, in UTF-8 whatever the console speaks."""
    print_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n")


def print_text(text: str) -> None:
    """Print lines for programs on stdout, in UTF-8 whatever the console speaks."""
    if sys.stdout is None:  # closed by the caller
        raise OSError(errno.EBADF, "stdout")
    # A file name that is not UTF-8 holds what UTF-8 cannot; as \\udcXX it is JSON all the same.
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()
