"""Turns the catalogue of findings and the exit codes into `docs/errors.md`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from error_examples import EXAMPLES
from error_examples.example import Example
from make_docx.catalogue import CATALOGUE
from make_docx.errors import ExitCode
from make_docx.findings import Severity

TARGET: Final = Path(__file__).parents[1] / "docs" / "errors.md"

_EXIT: Final = {
    ExitCode.DONE: "完成",
    ExitCode.BLOCKED: "数据有错误，没有生成公文",
    ExitCode.USAGE: "命令写错了，或者没有这个文种",
    ExitCode.KIND: "文种套件或模板有错误",
    ExitCode.INPUT: "任务或公文要素读不出来",
    ExitCode.OUTPUT: "公文已经存在，或者写不了",
    ExitCode.BUG: "程序本身出错",
    ExitCode.INTERRUPTED: "被中断",
}
_SEVERITY: Final = {Severity.ERROR: "× 错误", Severity.WARN: "！ 提醒", Severity.NOTE: "· 说明"}

_CONFIRM: Final = (
    "核实无误的：在 `输出/校核报告.xlsx` 的“处理”栏选“确认”，“理由”栏写明理由，再运行一次；"
    "不确认就不能生成公文。"
)


def page() -> str:
    """The whole page; a word in braces stands for what was found in the place."""
    lines = [
        "# 提示和退出码",
        "",
        "由 `python tools/build_errors_page.py` 生成。花括号里的词，实际提示时换成当时的内容，"
        "见每一条下面的例子。",
        "",
        "## 退出码",
        "",
        "| 退出码 | 含义 |",
        "| --- | --- |",
        *(f"| {code.value} | {_EXIT[code]} |" for code in ExitCode),
        "",
        "## 校核意见",
    ]
    for code, entry in CATALOGUE.items():
        lines += ["", f"### {code}", "", f"{_SEVERITY[entry.severity]}：{entry.message}", ""]
        lines += [f"怎么办：{entry.action}"]
        if entry.needs_reason:
            lines += ["", _CONFIRM]
        lines += _example(code, EXAMPLES[code])
    return "\n".join(lines) + "\n"


def _example(code: str, example: Example) -> list[str]:
    """What stood there, and what is then told; a block of code keeps its signs from Markdown."""
    told = example.told(code)
    place = str(told.place) or told.unit
    lines = [f"{_SEVERITY[told.severity][0]} {place}".rstrip(), f"    {told.message}"]
    steps = [f"{number}. {step}" for number, step in enumerate(example.steps, 1)]
    return [
        *(["", *steps] if steps else []),
        "",
        f"例：{example.stood}。",
        "",
        "```text",
        *lines,
        f"    → {told.action}",
        "```",
    ]


if __name__ == "__main__":
    TARGET.write_text(page(), "utf-8")
    sys.stdout.write(f"{TARGET}\n")
