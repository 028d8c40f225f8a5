"""Turns pydantic's errors about a ``kind.toml`` into findings in the author's words."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from typing import Any, Final, get_args

from pydantic import BaseModel

from make_docx.catalogue import finding
from make_docx.findings import Finding, Place, excerpt
from make_docx.kinds.toml_text import FILE_NAME, TomlText

_EXPECTED: Final = {
    "string_type": "文字，放在英文引号里",
    "bool_type": "true 或 false，不加引号",
    "list_type": "一列内容，放在方括号 [ ] 里",
    "model_type": "一张表",
    "string_too_short": "不为空的文字",
    "string_too_long": "短一些的文字",
    "too_short": "至少一项",
    "is_instance_of": "数字，不加引号",
    "decimal_type": "数字，不加引号",
    "int_type": "整数，不加引号",
    "greater_than_equal": "0 或正整数",
    "finite_number": "数字，不加引号",
}
_PATTERNS: Final = {
    "id": "汉字、小写英文字母、数字，中间可以用 - 隔开，例如：月报、monthly-report",
    "version": "数字和点，例如：1.0",
    "requires": ">= 加版本号，例如：>=0.2",
}
_EXAMPLES: Final = {
    "version": 'version = "1.0"',
    "directions": 'directions = ["上行文"]',
    "layout": 'layout = "文件"',
    "indicators": "写上 [[indicators]]，下面一行写 label = …",
    "columns": "写上 [[tables.columns]]，下面一行写 label = …",
    "filled_by": 'filled_by = "主办机关"',
    "outline": "写上 [[outline]]，下面两行写 level = … 和 text = …",
    "level": 'level = "正文"',
}
_CHOICE: Final = re.compile("'([^']*)'")


def schema_fault(error: Any, file: type[BaseModel], text: TomlText) -> Finding:
    """One of the errors of a `ValidationError` as a finding at its line."""
    path: tuple[str | int, ...] = error["loc"]
    key = str(path[-1])
    place = Place(file=FILE_NAME, label=path_words(path), line=text.line_of(path))
    match error["type"]:
        case "missing":
            example = _EXAMPLES.get(key, f'{key} = "……"')
            return finding("kind-lacks", place, found=key, example=example)
        case "extra_forbidden":
            hint = _nearest_key(key, _table_at(path, file))
            return finding("kind-key-unknown", place, found=key, hint=hint)
        case "enum":
            expected = _nearest_choice(error["input"], _CHOICE.findall(error["ctx"]["expected"]))
        case "list_type" if isinstance(error["input"], dict):
            expected = f"[[{key}]]，用两层方括号"
            return finding("kind-value", place, found=f"[{key}]", expected=expected)
        case "string_pattern_mismatch":
            expected = _PATTERNS.get(key, str(error["ctx"]["pattern"]))
        case code:
            expected = _EXPECTED.get(code, str(error["msg"]))
    return finding("kind-value", place, found=_shown(error["input"]), expected=expected)


def path_words(path: Sequence[str | int]) -> str:
    """``("indicators", 1, "unit")`` as people count: indicators 第 2 项 unit."""
    return " ".join(f"第 {key + 1} 项" if isinstance(key, int) else key for key in path)


def _shown(value: object) -> str:
    """What was typed, as TOML writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    return excerpt(value)


def _table_at(path: Sequence[str | int], file: type[BaseModel]) -> type[BaseModel]:
    """The table that the last key of `path` stands in."""
    table = file
    for key in path[:-1]:
        field = table.model_fields.get(str(key))
        inner = [a for a in get_args(field.annotation) if isinstance(a, type)] if field else []
        table = next((a for a in inner if issubclass(a, BaseModel)), table)
    return table


def _nearest_key(key: str, table: type[BaseModel]) -> str:
    near = difflib.get_close_matches(key, table.model_fields, n=1)
    return f"，是不是“{near[0]}”？" if near else f"，可以有的是：{'、'.join(table.model_fields)}"


def _nearest_choice(value: object, choices: Sequence[str]) -> str:
    near = difflib.get_close_matches(str(value), choices, n=1, cutoff=0.4)
    hint = f"，是不是“{near[0]}”？" if near else ""
    return f"{'、'.join(choices)} 之一{hint}"
