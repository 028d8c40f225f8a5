"""Turns the bytes of a TOML file that was typed in 记事本 into its content, or into its faults."""

from __future__ import annotations

import codecs
import re
import tomllib
from typing import Any, Final

from make_docx.late_pattern import late_pattern

_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_QUOTES: Final = late_pattern("[“”＂]")
_FULL_WIDTH: Final = str.maketrans("＝［］，", "=[],")
_KEY: Final = r'(?P<key>[^\s"\'=\[\]#]*[^\x00-\x7f][^\s"\'=\[\]#]*)'
_BARE_KEY: Final = late_pattern(rf"\s*{_KEY}\s*=")
_BARE_TABLE: Final = late_pattern(rf"\s*\[\s*{_KEY}\s*\]")
_BARE_TEXT: Final = late_pattern(r"=\s*(?P<text>[^\s\"'\[{#\d+-][^#\"']*?)\s*(#|$)")
_UNIT: Final = late_pattern(r"=\s*(?P<number>\d+(\.\d+)?)\s*(?P<unit>[^\s\d.#,\]_][^#]*?)\s*(#|$)")
_LINE: Final = late_pattern(r"\(at line (\d+), column \d+\)|\(at end of document\)")
_DUPLICATE: Final = late_pattern(r"overwrite|twice|namespace", re.I)


class FaultyTextError(Exception):
    """Everything that is wrong with the way the file is written, a sentence each."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("；".join(faults))
        self.faults = faults


def content(data: bytes) -> dict[str, Any]:
    """What the TOML says.

    Raises:
        FaultyTextError: it is no text, or no TOML.
    """
    text = _decoded(data)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FaultyTextError(_faults(text, str(error))) from error
    except (RecursionError, ValueError) as error:  # a number of thousands of digits
        raise FaultyTextError(["嵌套太深，或者数字太长"]) from error


def _decoded(data: bytes) -> str:
    """Text as 记事本 saves it: UTF-8, Unicode with a byte order mark, or ANSI, which is GBK."""
    marked = next((codec for mark, codec in _BYTE_ORDER_MARKS if data.startswith(mark)), "")
    for codec in filter(None, (marked, "utf-8", "gb18030")):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise FaultyTextError(["不是文字文件。请用记事本重新写一份，“另存为”时编码选 UTF-8"])


def _faults(text: str, message: str) -> list[str]:
    """What is wrong with the lines; the parser's own words only where none is understood."""
    faults = [
        f"第 {number} 行：{fault}"
        for number, line in enumerate(text.splitlines(), start=1)
        if (fault := _line_fault(line))
    ]
    return faults or [_told(text, message)]


def _line_fault(line: str) -> str:
    """What a Chinese keyboard does to TOML, with the line as it should be."""
    written = line.split("#")[0].rstrip()
    if not written.strip():
        return ""
    right = _QUOTES.sub('"', written).translate(_FULL_WIDTH)
    reasons = ["引号、等号、方括号、逗号要用英文的（半角）"] if right != written else []
    for pattern in (_BARE_TABLE, _BARE_KEY):
        if match := pattern.match(right):
            start, end = match.span("key")
            right = f'{right[:start]}"{right[start:end]}"{right[end:]}'
            reasons.append("中文名称要放在英文引号里")
    if match := _UNIT.search(right):
        right = right[: match.end("number")]
        reasons.append("数字后面不写单位")
    elif (match := _BARE_TEXT.search(right)) and match["text"] not in {"true", "false"}:
        start, end = match.span("text")
        right = f'{right[:start]}"{right[start:end]}"{right[end:]}'
        reasons.append("等号后面的文字要放在英文引号里")
    if not reasons:
        return ""
    return f"{'；'.join(dict.fromkeys(reasons))}。应写成：{right.strip()}"


def _told(text: str, message: str) -> str:
    where = _LINE.search(message)
    number = int(where[1]) if where and where[1] else len(text.splitlines())
    lines = text.splitlines()
    line = lines[number - 1].strip() if 0 < number <= len(lines) else ""
    reason = "同一项写了两次" if _DUPLICATE.search(message) else "写法不对"
    return f"第 {number} 行：{reason}：{line}"
