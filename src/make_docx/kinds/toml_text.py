"""Turns a ``kind.toml`` into what it says, and the place of a value in it into a line."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any, Final

from msgspec import Struct, field

from make_docx.catalogue import finding
from make_docx.findings import Finding, Place, excerpt
from make_docx.job_files import KIND_FILE
from make_docx.kinds.raw_text import FaultyTextError, raw_text, unreadable
from make_docx.kinds.toml_slips import FENCES, head_meant, slip_at, with_key_quoted
from make_docx.late_pattern import late_pattern

FILE_NAME: Final = KIND_FILE

_MOST_READ: Final = 1 << 18  # characters; each slip is another reading of the whole
_MOST_READINGS: Final = 100  # and as many headings put right
_ERROR_LINE: Final = late_pattern(r"\(at line (\d+), column \d+\)")
_TABLE: Final = late_pattern(r"[ \t]*\[\[?([^\[\]]+)\]")
_KEY: Final = late_pattern(r"[ \t]*[\"']?([^\s\"'=]+)[\"']?[ \t]*=")

KeyPath = tuple[str | int, ...]


class TomlText(Struct):
    """What a TOML file says, and the lines in which it says it.

    `findings` are about lines that are no TOML; what they were meant to say is in `content`. The
    tables in `gaps` have a line besides that nobody can read.
    """

    content: dict[str, Any]
    findings: tuple[Finding, ...] = ()
    gaps: frozenset[KeyPath] = frozenset()
    _lines: dict[KeyPath, int] = field(default_factory=dict)

    def line_of(self, path: Sequence[str | int]) -> int:
        """The line of the value at `path`, or of the nearest thing around it; 0 if unknown."""
        for length in range(len(path), 0, -1):
            if line := self._lines.get(tuple(path[:length])):
                return line
        return 0

    def moved(self, path: KeyPath, to: KeyPath) -> None:
        """Take the line of `path` for that of `to`, where its value has been put."""
        if line := self._lines.get(path):
            self._lines[to] = line


def read_toml(path: Path) -> TomlText:
    """Read a file that was typed in an editor; decimals stay exact.

    Raises:
        FaultyTextError: with every line that is wrong, where what follows it cannot be read.
    """
    lines = raw_text(path).split("\n")
    findings = list(islice(_mended_heads(lines), _MOST_READINGS))
    lost: list[int] = []
    try:
        content = _content(lines, findings, lost)
    except RecursionError as error:
        raise unreadable("嵌套太深", "把多余的括号、点号去掉") from error
    except (ValueError, ArithmeticError) as error:  # of int and Decimal
        raise unreadable("有一个数太长", "改短") from error
    places, tables = _places(lines)
    gaps = frozenset(tables[number - 1] for number in lost)
    return TomlText(content, tuple(findings), gaps, places)


# ── what is no TOML ──────────────────────────────────────────────────────────────────────


def _mended_heads(lines: list[str]) -> Iterator[Finding]:
    """Every heading that is none of a kind's, put right in `lines`."""
    for number in _outside_of_texts(lines):
        meant = head_meant(lines[number - 1])
        if meant is None or meant[0] == meant[1]:
            continue
        typed, head = meant
        lines[number - 1] = head
        place = Place(file=FILE_NAME, line=number, label=typed)
        yield finding("kind-value", place, found=typed, expected=f"{head}，两层英文方括号")


def _content(lines: list[str], findings: list[Finding], lost: list[int]) -> dict[str, Any]:
    """What the lines say, each wrong one put right as it was meant, or emptied and `lost`.

    TOML stops at the first, so that every one is another reading.
    """
    told: set[int] = set()
    length = sum(map(len, lines)) + len(lines)
    for _ in range(min(_MOST_READINGS, 1 + _MOST_READ // length)):
        try:
            return tomllib.loads("\n".join(lines), parse_float=Decimal)
        except tomllib.TOMLDecodeError as error:
            where = _ERROR_LINE.search(str(error))
            number = min(int(where[1]), len(lines)) if where else len(lines)
            if quoted := with_key_quoted(lines[number - 1]):
                lines[number - 1] = quoted  # that there is no such key is told with the others
                continue
            slip = slip_at(lines, number, str(error))
            if slip.number not in told:
                place = Place(
                    file=FILE_NAME, line=slip.number, label=excerpt(lines[slip.number - 1])
                )
                found = lines[slip.number - 1]
                findings.append(finding("kind-syntax", place, found=found, reason=slip.reason))
            if slip.hides_the_rest:
                break
            mended = None if slip.at in told else slip.mended
            lost += [slip.at] if mended is None else []
            lines[slip.at - 1] = mended or ""
            told |= {slip.number, slip.at}
    raise FaultyTextError(*findings)


# ── where things stand ───────────────────────────────────────────────────────────────────


def _outside_of_texts(lines: Sequence[str]) -> Iterator[int]:
    """The numbers of the lines that no text of several lines goes over."""
    fence = ""
    for number, line in enumerate(lines, start=1):
        if not fence:
            yield number
            fence = next((mark for mark in FENCES if line.count(mark) == 1), "")
        elif fence in line:
            fence = ""


def _places(lines: Sequence[str]) -> tuple[dict[KeyPath, int], list[KeyPath]]:
    """The line of each table and each key that begins one, by path; the first one counts.

    And the table that each line belongs to.
    """
    found: dict[KeyPath, int] = {}
    counts: dict[KeyPath, int] = {}
    table: KeyPath = ()
    tables = [table] * len(lines)
    outside = set(_outside_of_texts(lines))
    for number, line in enumerate(lines, start=1):
        if number in outside:
            if match := _TABLE.match(line):
                table = _table(match[1].strip(), counts, is_row=line.lstrip().startswith("[["))
                found.setdefault(table, number)
                found.setdefault((*table[:-1],) if isinstance(table[-1], int) else table, number)
            elif match := _KEY.match(line):
                found.setdefault((*table, match[1]), number)
        tables[number - 1] = table
    return found, tables


def _table(name: str, counts: dict[KeyPath, int], *, is_row: bool) -> KeyPath:
    """The path of a table: ``[[tables.columns]]`` is the next of the last of the tables."""
    path: KeyPath = ()
    *outer, last = (part.strip(" \"'") for part in name.split("."))
    for part in outer:
        path += (part,)
        path += (counts[path],) if path in counts else ()
    path += (last,)
    if is_row:
        counts[path] = counts.get(path, -1) + 1
        path += (counts[path],)
    return path
