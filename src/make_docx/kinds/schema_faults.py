"""Turns what pydantic says of a value of a ``kind.toml`` into a finding in the author's words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from make_docx.catalogue import finding
from make_docx.findings import Finding, Place, excerpt
from make_docx.kinds.schema_fields import LONGEST_TEXT
from make_docx.kinds.toml_text import FILE_NAME, TomlText
from make_docx.kinds.vocabulary import choice_meant, truth_meant
from make_docx.late_pattern import late_pattern
from make_docx.table_rules import COUNT_EXPECTED

TRUTH: Final = "true（是）或 false（否），不加引号"
_EXPECTED: Final = {
    "string_type": "文字，放在英文引号里",
    "list_type": "一列内容，放在方括号 [ ] 里",
    "text_too_long": f"不超过 {LONGEST_TEXT} 个字的文字（一个单元格只装得下这么多）",
    "too_short": "至少一项",
    "is_instance_of": "数字，不加引号",
    "decimal_type": "数字，不加引号",
    "int_type": "整数，不加引号",
    "greater_than_equal": COUNT_EXPECTED,
    "less_than_equal": COUNT_EXPECTED,
    "finite_number": "数字，不加引号",
}
_PATTERNS: Final = {
    "id": "汉字、小写英文字母、数字，中间可以用 - 隔开，例如：月报、monthly-report",
    "version": "数字和点，例如：1.0",
    "requires": ">= 加版本号，例如：>=0.2",
}
_EXAMPLES: Final = {
    "id": 'id = "热线月报"',
    "name": 'name = "热线月报"',
    "version": 'version = "1.0"',
    "title": 'title = "【发文机关】关于【活动名称】情况的报告"',
    "directions": 'directions = ["上行文"]',
    "layout": 'layout = "文件"',
    "columns": "写上 [[tables.columns]]，下面一行写 label = …",
    "filled_by": 'filled_by = "主办机关"',
    "outline": "写上 [[outline]]，下面两行写 level = … 和 text = …",
    "level": 'level = "正文"',
}
_LAYOUTS: Final = {"文件": "文件（红头的一般公文）", "白头": "白头（没有红头）"}
_REMARKS: Final = {
    "平均": "平均数用比率：另报分子、分母两项，由程序相除",
    "平行": "平行文用下行文",
}
_CHOICE: Final = late_pattern("'([^']*)'")


def value_fault(error: Any, text: TomlText) -> Finding:
    """One of the errors of a `ValidationError` as a finding at its line."""
    path: tuple[str | int, ...] = error["loc"]
    key = str(path[-1])
    place = place_of(path, text)
    match error["type"]:
        case "missing":
            example = _EXAMPLES.get(key, f'{key} = "……"')
            return finding("kind-lacks", place, found=key, example=example)
        case "enum":
            expected = _one_of(choices_in(error), error["input"])
        case "string_pattern_mismatch":
            expected = _PATTERNS.get(key, "不为空的文字")
        case "string_too_long":
            expected = f"不超过 {error['ctx']['max_length']} 个字的文字"
        case "bool_type":
            meant = truth_meant(error["input"])
            expected = TRUTH if meant is None else f"{str(meant).lower()}，不加引号"
        case code:
            expected = _EXPECTED.get(code, str(error["msg"]))
    return finding("kind-value", place, found=shown(error["input"]), expected=expected)


def choices_in(error: Any) -> tuple[str, ...]:
    """The words that an error about a choice allows."""
    return tuple(_CHOICE.findall(error["ctx"]["expected"]))


def place_of(path: Sequence[str | int], text: TomlText) -> Place:
    return Place(file=FILE_NAME, label=path_words(path), line=text.line_of(path))


def path_words(path: Sequence[str | int]) -> str:
    """``("indicators", 1, "unit")`` as people count: indicators 第 2 项 unit."""
    return " ".join(f"第 {key + 1} 项" if isinstance(key, int) else key for key in path)


def shown(value: object) -> str:
    """What was typed, as TOML writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    return excerpt(value)


def _one_of(choices: Sequence[str], value: object) -> str:
    """The choices, and the one that was meant."""
    listed = f"{'、'.join(_LAYOUTS.get(choice, choice) for choice in choices)}之一"
    if remark := _REMARKS.get(str(value).strip()[:2], ""):
        return f"{listed}（{remark}）"
    near = choice_meant(value, choices)
    return f"{listed}，是不是“{near}”？" if near else listed
