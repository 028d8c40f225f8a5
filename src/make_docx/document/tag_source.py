"""Turns the source of a layout's tags into their faults, those behind the first broken one too.

Jinja stops at the first tag that it cannot read. That tag is left out, or read as one of which
nothing is known, and the reading goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from jinja2 import TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from make_docx.document import tags

_MOST_BROKEN: Final = 50  # each is another reading
_UNKNOWN: Final = "不明"  # a name of which nothing is known, in place of what cannot be read
_TAG: Final = re.compile(r"\{%-?\s*(?P<word>\w+)\s*(?P<rest>[^%}]*)")
_VARIABLE: Final = re.compile(r"[^\W\d]\w*")
_OWNER: Final = re.compile(r"(\w+)\.\w")
_OPEN: Final = re.compile(r"innermost block that needs to be closed is '(\w+)'")
_HOW: Final[Mapping[str, str]] = {
    "if": "if 的写法是 {%p if 附注 %}",
    "elif": "elif 的写法是 {%p elif 附注 %}",
    "for": "for 的写法是 {%p for 段 in 正文 %}",
}


class Broken(tags.Fault, frozen=True):
    """A fault that Jinja stops at."""


def faults(
    source: str, schema: Mapping[str, Any], jinja: ImmutableSandboxedEnvironment
) -> Iterator[tags.Fault]:
    """Every fault of the tags, of which no two begin on one line of `source`.

    Raises:
        RecursionError: they stand too deep in each other.
        ValueError: there is a number without end.
    """
    lines = source.split("\n")
    known = {**schema, "properties": {**schema["properties"], _UNKNOWN: tags.ANY}}
    left_out: set[int] = set()
    for _ in range(_MOST_BROKEN):
        try:
            tree = jinja.parse("\n".join(lines))
        except TemplateSyntaxError as error:
            if block := _OPEN.search(str(error)):  # told by how the blocks are placed
                lines.append(f"{{% end{block[1]} %}}")
                continue
            at = min(error.lineno, len(lines)) - 1
            tag = _TAG.match(lines[at])
            word = tag["word"] if tag else ""
            if at not in left_out:
                said = _HOW.get(word) or f"标记写得不对（{error}）"
                yield Broken(error.lineno, said)
            if word == "endfor":  # of a loop without its beginning, which names its rows
                loose = dict.fromkeys(_OWNER.findall(source), tags.ANY)
                known["properties"] = {**loose, **known["properties"]}
            lines[at] = "" if tag is None or at in left_out else _blank(word, tag["rest"])
            left_out.add(at)
        else:
            yield from tags.faults(tree, known)
            return


def _blank(word: str, rest: str) -> str:
    """A tag that opens what the broken one opened."""
    match word:
        case "if" | "elif":
            return f"{{% {word} {_UNKNOWN} %}}"
        case "for":
            variable = _VARIABLE.match(rest)
            return f"{{% for {variable[0] if variable else _UNKNOWN} in {_UNKNOWN} %}}"
        case _:
            return ""
