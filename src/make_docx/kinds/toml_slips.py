"""Turns a line that is no TOML into what is wrong with it, and the line that was meant.

The reader goes on with the line that was meant, so that one slip does not hide the next fault, nor
take away a name that other parts of the file refer to.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Final

from msgspec import Struct

from make_docx.kinds.raw_text import without_texts
from make_docx.kinds.vocabulary import FALSE_WORDS, TRUE_WORDS
from make_docx.late_pattern import late_pattern

FENCES: Final = ('"""', "'''")
HEADS: Final = ("indicators", "tables", "tables.columns", "outline", "annexes")

_HEAD_WORDS: Final = {
    "指标": "indicators",
    "表格": "tables",
    "栏目": "tables.columns",
    "columns": "tables.columns",
    "column": "tables.columns",
    "正文": "outline",
    "附件": "annexes",
    "attachments": "annexes",
    "attachment": "annexes",
}
_HEAD: Final = late_pattern(
    r"\s*(?P<head>[\[［【]{1,2}\s*(?P<name>[\w.。·]+)\s*[\]］】]{1,2})\s*(?:[,，;；。]\s*)?(?:#.*)?$"
)
_DUPLICATE: Final = late_pattern(r"overwrite|twice|namespace|mutate", re.I)
_UNCLOSED: Final = late_pattern(r"unterminated|unclosed|\(at end of document\)", re.I)
_TAIL: Final = late_pattern(r"[\]\"'\w]\s*([,;；，。、])\s*$")
_FULL_WIDTH: Final = {
    "＝": "=",
    "［": "[",
    "］": "]",
    "｛": "{",
    "｝": "}",
    "，": ",",
    "、": ",",
    "＂": '"',
}
_QUOTES: Final = "“”\"＂'‘’"
_KEY_LINE: Final = late_pattern(
    r"\s*(?P<key>[^\s=＝:：\"']+)\s*(?P<sign>[=＝:：])\s*(?P<value>.*)$"
)
_BARE_KEY: Final = late_pattern(r"[A-Za-z0-9_-]+")
_QUOTED: Final = late_pattern(
    rf"[{_QUOTES}](?P<body>.*)[{_QUOTES}]\s*(?:[,;；，。、]\s*)?(?:#.*)?$"
)
_BETWEEN: Final = late_pattern(rf"(?<=[{_QUOTES}])\s*[,，、;；]\s*(?=[{_QUOTES}])")
_INNER: Final = late_pattern(r'(?:=|^)\s*"[^"]*"[^",\]#\s][^"]*"')
_ITEM_END: Final = late_pattern(r"[\"']\s*(?:#.*)?$")
_LITERAL: Final = late_pattern(r"(?:true|false|[+-]?\d[\d.]*)$")
_NO_BRACKET: Final = "方括号 [ 没有配上 ]"
_NO_PAIR: Final = "引号或方括号不成对，也可能缺在前面一行"
_INNER_QUOTES: Final = "文字里面又有英文引号，里面的引号请用中文的 “ ”"
_NO_TRUTH: Final = "是、否要写成 true、false，用小写字母，不加引号"


class Slip(Struct, frozen=True):
    """What is wrong with the line `number`, counted from 1.

    The line `at` has to be `mended` for what was meant; None where nobody can tell. With
    `hides_the_rest` what follows says nothing about itself.
    """

    number: int
    reason: str
    at: int
    mended: str | None = None
    hides_the_rest: bool = False


def head_meant(line: str) -> tuple[str, str] | None:
    """The heading of a table as typed and as it has to be; None if the line is none.

    ``[annexes]``, ``[[annex]]`` and ``【【附件】】`` are ``[[annexes]]``. What is like no table of
    a kind stays as it is.
    """
    match = _HEAD.match(line)
    if match is None:
        return None
    name = match["name"].replace("。", ".").replace("·", ".")
    typed = "".join(match["head"].split())
    if name in HEADS:
        return typed, f"[[{name}]]"
    near = [_HEAD_WORDS[name]] if name in _HEAD_WORDS else get_close_matches(name, HEADS, 1, 0.7)
    return typed, f"[[{near[0]}]]" if near else typed


def slip_at(lines: Sequence[str], number: int, message: str) -> Slip:
    """What made ``tomllib`` stop with `message` at the line `number`."""
    line = lines[number - 1]
    if _DUPLICATE.search(message):
        return _repeated(lines, number)
    if line.lstrip()[:1] in tuple("\"'") and number > 1 and _ITEM_END.search(lines[number - 2]):
        before = lines[number - 2]
        if not _is_toml(before):
            return Slip(number - 1, "行末少了英文逗号 ,", number - 1, f"{before.rstrip()},")
    if _is_toml(line):
        # What is right by itself stands inside of brackets that were opened before.
        above = range(number - 1, 0, -1)
        opened = next((n for n in above if _opens(lines[n - 1])), None)
        if opened:
            return _left_open(lines, opened, number)
    reason = _reason(line, message)
    mended = None if any(fence in line for fence in FENCES) else _meant(line) or None
    if mended and '\\"' in mended and "\\" not in line:
        reason = _INNER_QUOTES
    is_open = not line.strip() or (reason == _NO_PAIR and mended is None)
    return Slip(number, reason, number, mended, hides_the_rest=is_open)


def with_key_quoted(line: str) -> str:
    """The line with a Chinese key in quotation marks, which is TOML; empty if that is not all."""
    match = _KEY_LINE.match(line)
    if match is None or match["sign"] != "=" or _BARE_KEY.fullmatch(match["key"]):
        return ""
    quoted = f'"{match["key"]}" = {match["value"]}'
    return quoted if _is_toml(quoted) else ""


def key_of(line: str) -> str:
    """What stands left of the equals sign; empty if there is none."""
    match = _KEY_LINE.match(line)
    return match["key"] if match else ""


# ── what is wrong ────────────────────────────────────────────────────────────────────────


def _is_toml(line: str) -> bool:
    try:
        tomllib.loads(line)
    except ValueError:
        return False
    return True


def _opens(line: str) -> bool:
    bare = without_texts(line).split("#")[0]
    return "=" in bare and bare.count("[") > bare.count("]")


def _left_open(lines: Sequence[str], opened: int, number: int) -> Slip:
    """A list without its end, which belongs before the line `number`; told where it begins."""
    last = number - 1
    if last == opened:
        return Slip(opened, _NO_BRACKET, opened, f"{lines[opened - 1]}]")
    if not lines[last - 1].strip():
        return Slip(opened, _NO_BRACKET, last, "]")
    return Slip(opened, _NO_BRACKET, last, hides_the_rest=True)


def _repeated(lines: Sequence[str], number: int) -> Slip:
    """A key that is there already: one too many, or the first of a part without its heading."""
    heads = (lines[n - 1].strip() for n in range(number, 0, -1))
    head = next((one for one in heads if one.startswith("[[")), "")
    if not head or lines[number - 2].strip():
        return Slip(number, "同一项写了两次", number, "")
    return Slip(number, f"同一项写了两次；是另一段的，前面少了一行 {head}", number - 1, head)


def _reason(line: str, message: str) -> str:
    bare = without_texts(line).split("#")[0]
    if _INNER.search(line):
        return _INNER_QUOTES
    if sign_fault := _sign_fault(bare):
        return sign_fault
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
    if "=" in bare and not any(quote in line for quote in "\"'"):
        return "等号后面只能写一个数、true 或 false；文字要放在英文引号里"
    return "引号、逗号、等号或方括号写得不对；一行写一项：名称 = 内容"


def _sign_fault(bare: str) -> str:
    """What a Chinese keyboard typed in place of the signs of TOML."""
    if any(quote in bare for quote in "“”＂"):
        return '文字两头的引号要用英文的 " "'
    is_prose = not any(sign in bare for sign in "=＝[［")
    wrong = "" if is_prose else next((sign for sign in _FULL_WIDTH if sign in bare), "")
    return f"“{wrong}”要用英文的 {_FULL_WIDTH[wrong]}" if wrong else ""


def _side_fault(key: str, value: str) -> str:
    """What is wrong with one side of the equals sign."""
    if not value.strip():
        return "等号后面没有内容"
    if any(ord(letter) > 127 for letter in key):
        return "等号左边要用规定的英文名称"
    if value.strip() in (*TRUE_WORDS, *FALSE_WORDS):
        return _NO_TRUTH
    if not re.match(r"\s*([\"'\[{+-]|\d|true|false|inf|nan)", value):
        return "等号后面的文字要放在英文引号里"
    return ""


# ── what was meant ───────────────────────────────────────────────────────────────────────


def _meant(line: str) -> str:
    """The line as TOML has it; empty where that cannot be told."""
    match = _KEY_LINE.match(line)
    if match is None:
        return f"{', '.join(items)}," if (items := _items(line.strip())) else ""
    key = match["key"] if _BARE_KEY.fullmatch(match["key"]) else f'"{match["key"]}"'
    value = _value_meant(match["value"].strip())
    mended = f"{key} = {value}"
    return mended if value and _is_toml(mended) else ""


def _value_meant(value: str) -> str:
    bare = value.rstrip(" ,;；，。、")
    if not bare or bare.startswith("#"):
        return ""
    if bare in TRUE_WORDS or bare in FALSE_WORDS:
        return "true" if bare in TRUE_WORDS else "false"
    if _LITERAL.match(bare):
        return bare
    if bare[0] in "[［":
        items = _items(bare.strip("[］［] "))
        return f"[{', '.join(items)}]" if items and bare[-1] in "]］" else ""
    if bare[0] in "{｛":
        return ""
    quoted = _QUOTED.match(value)
    return _quoted(quoted["body"] if quoted else bare.strip(_QUOTES))


def _items(text: str) -> list[str]:
    """The texts of a list, each as TOML has it; none where one of them has no quotes."""
    found = [_QUOTED.match(item.strip()) for item in _BETWEEN.split(text)]
    items = [_quoted(item["body"]) for item in found if item]
    return items if len(items) == len(found) else []


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
