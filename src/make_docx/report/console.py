"""Turns a line into print on stderr for people, and one JSON document on stdout for programs."""

from __future__ import annotations

import errno
import json
import sys

from rich.console import Console
from rich.text import Text


def say(message: str, style: str = "") -> None:
    """Print a line for people on stderr."""
    people().print(Text(message, style=style))


def people() -> Console:
    """Where people read: stderr, so that stdout stays free for programs."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def print_json(content: object) -> None:
    """Print one JSON document on stdout, in UTF-8 whatever the console speaks."""
    print_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n")


def print_text(text: str) -> None:
    """Print lines for programs on stdout, in UTF-8 whatever the console speaks."""
    if sys.stdout is None:  # closed by the caller
        raise OSError(errno.EBADF, "stdout")
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()
