"""Turns a ``kind.toml`` into what it says, and the place of a value in it into a line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from make_docx.catalogue import finding
from make_docx.findings import Finding, Place, excerpt

FILE_NAME: Final = "kind.toml"

_LARGEST: Final = 1 << 20  # bytes; a full one has some ten thousand
_MOST_FAULTS: Final = 20
_ERROR_LINE: Final = re.compile(r"\(at line (\d+), column \d+\)")
_DUPLICATE: Final = re.compile(r"overwrite|twice|namespace|mutate", re.I)
_UNCLOSED: Final = re.compile(r"unterminated|unclosed|\(at end of document\)", re.I)
_TAIL: Final = re.compile(r"[\]\"'\w]\s*([,;；，。])\s*$")
_FULL_WIDTH: Final = {"＝": "=", "［": "[", "］": "]", "｛": "{", "｝": "}", "，": ",", "＂": '"'}
_TEXT: Final = re.compile(r'"(?:[^"\\]|\\.)*"|' + r"'[^']*'")
_TABLE: Final = re.compile(r"\s*\[\[?\s*([^\[\]]+?)\s*\]\]?")
_KEY: Final = re.compile(r"\s*[\"']?([^\s\"'=]+)[\"']?\s*=")
_NO_BRACKET: Final = "方括号 [ 没有配上 ]"
_NO_PAIR: Final = "引号或方括号不成对，也可能缺在前面一行"
_HIDES_THE_REST: Final = (_NO_BRACKET, _NO_PAIR)  # what follows says nothing about itself
_FENCES: Final = ('"""', "'''")


class FaultyTextError(Exception):
    """The file cannot be read, or is no TOML."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__("；".join(found.message for found in findings))
        self.findings = findings


@dataclass(slots=True)
class TomlText:
    """What a TOML file says, and the lines in which it says it."""

    content: dict[str, Any]
    _lines: Mapping[tuple[str | int, ...], int] = field(default_factory=dict)

    def line_of(self, path: Sequence[str | int]) -> int:
        """The line of the value at `path`, or of the nearest thing around it; 0 if unknown."""
        for length in range(len(path), 0, -1):
            if line := self._lines.get(tuple(path[:length])):
                return line
        return 0


def read_toml(path: Path) -> TomlText:
    """Read a file that was typed in an editor; decimals stay exact.

    Raises:
        FaultyTextError: with a finding for every line that is wrong.
    """
    text = _text(path)
    try:
        return TomlText(tomllib.loads(text, parse_float=Decimal), _lines(text))
    except tomllib.TOMLDecodeError as error:
        raise FaultyTextError(*_syntax_faults(text)) from error
    except RecursionError as error:
        raise _unreadable("嵌套太深", "把多余的括号、点号去掉") from error
    except (ValueError, ArithmeticError) as error:  # of int and Decimal
        raise _unreadable("有一个数太长", "改短") from error


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as error:
        reason = f"打不开（{error.strerror}）"
        raise _unreadable(reason, "检查文件还在不在、有没有被别的程序占用") from error
    if len(data) > _LARGEST:
        raise _unreadable("文件太大，不像是文种套件", "检查是不是放错了文件")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n") + "\n"
    except UnicodeDecodeError as error:
        raise _unreadable("不是 UTF-8 编码", "用记事本打开，另存为时编码选 UTF-8") from error


def _unreadable(reason: str, advice: str) -> FaultyTextError:
    place = Place(file=FILE_NAME)
    return FaultyTextError(finding("kind-unreadable", place, reason=reason, advice=advice))


# ── what is wrong with the way it is written ─────────────────────────────────────────────


def _syntax_faults(text: str) -> list[Finding]:
    """One for each wrong line: TOML stops at the first, so that line is left out and read on."""
    lines = text.split("\n")
    found: list[Finding] = []
    while len(found) < _MOST_FAULTS:
        try:
            tomllib.loads("\n".join(lines))
        except tomllib.TOMLDecodeError as error:
            number, reason = _diagnosis(lines, str(error))
            line = lines[number - 1]
            place = Place(file=FILE_NAME, line=number, label=excerpt(line))
            found.append(finding("kind-syntax", place, found=line, reason=reason))
            if reason in _HIDES_THE_REST or not line.strip():
                break
            lines[number - 1] = ""
        except (RecursionError, ValueError, ArithmeticError):
            break
        else:
            break
    return found


def _diagnosis(lines: Sequence[str], message: str) -> tuple[int, str]:
    """The number of the wrong line, and what is wrong with it."""
    where = _ERROR_LINE.search(message)
    number = min(int(where[1]), len(lines)) if where else len(lines)
    if not _DUPLICATE.search(message) and _is_toml(lines[number - 1]):
        # What is right by itself stands inside of brackets that were opened before.
        above = range(number - 1, 0, -1)
        opened = next((n for n in above if _opens(lines[n - 1])), None)
        if opened:
            return opened, _NO_BRACKET
    return number, _reason(lines[number - 1], message)


def _is_toml(line: str) -> bool:
    try:
        tomllib.loads(line)
    except ValueError:
        return False
    return True


def _opens(line: str) -> bool:
    bare = _TEXT.sub('""', line).split("#")[0]
    return "=" in bare and bare.count("[") > bare.count("]")


def _reason(line: str, message: str) -> str:
    bare = _TEXT.sub('""', line).split("#")[0]
    if sign_fault := _sign_fault(bare):
        return sign_fault
    if _DUPLICATE.search(message):
        return "同一项写了两次"
    if "\\" in line:
        return "反斜杠 \\ 在双引号里有别的意思，请改用 /，或者把双引号换成单引号 '"
    if "=" in bare and (side_fault := _side_fault(*bare.split("=", 1))):
        return side_fault
    if tail := _TAIL.search(bare):
        return f"行末多了“{tail[1]}”"
    if line.count('"') % 2 or _UNCLOSED.search(message):
        return _NO_PAIR
    if "=" not in bare and not bare.strip().startswith("["):
        return "应写成 名称 = 内容；说明文字前面要加 #"
    return "不是 TOML 的写法"


def _sign_fault(bare: str) -> str:
    """What a Chinese keyboard typed in place of the signs of TOML."""
    if any(quote in bare for quote in "“”＂"):
        return '文字两头的引号要用英文的 " "'
    wrong = next((sign for sign in _FULL_WIDTH if sign in bare), "")
    return f"“{wrong}”要用英文的 {_FULL_WIDTH[wrong]}" if wrong else ""


def _side_fault(key: str, value: str) -> str:
    """What is wrong with one side of the equals sign."""
    if not value.strip():
        return "等号后面没有内容"
    if any(ord(letter) > 127 for letter in key):
        return "等号左边要用规定的英文名称"
    if not re.match(r"\s*([\"'\[{+-]|\d|true|false|inf|nan)", value):
        return "等号后面的文字要放在英文引号里"
    return ""


# ── where things stand ───────────────────────────────────────────────────────────────────


def _lines(text: str) -> dict[tuple[str | int, ...], int]:
    """The line of each table and each key that begins one, by path; the first one counts."""
    found: dict[tuple[str | int, ...], int] = {}
    counts: dict[tuple[str | int, ...], int] = {}
    table: tuple[str | int, ...] = ()
    fence = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if fence:
            fence = "" if fence in line else fence
            continue
        if match := _TABLE.match(line):
            table = _table(match[1], counts, is_row=line.lstrip().startswith("[["))
            found.setdefault(table, number)
            found.setdefault((*table[:-1],) if isinstance(table[-1], int) else table, number)
        elif match := _KEY.match(line):
            found.setdefault((*table, match[1]), number)
        fence = next((mark for mark in _FENCES if line.count(mark) == 1), "")
    return found


def _table(
    name: str, counts: dict[tuple[str | int, ...], int], *, is_row: bool
) -> tuple[str | int, ...]:
    """The path of a table: ``[[tables.columns]]`` is the next of the last of the tables."""
    path: tuple[str | int, ...] = ()
    *outer, last = (part.strip(" \"'") for part in name.split("."))
    for part in outer:
        path += (part,)
        path += (counts[path],) if path in counts else ()
    path += (last,)
    if is_row:
        counts[path] = counts.get(path, -1) + 1
        path += (counts[path],)
    return path
