"""Holds an example of every finding about the clerk's decisions and what is sent back."""

from __future__ import annotations

from typing import Final

from error_examples.example import Example, form, shown
from make_docx.findings import Place

_REPORT: Final = "输出/校核报告.xlsx"


def _row(label: str = "城关镇卫生院") -> Place:
    return Place(_REPORT, "逐条意见", "H6", label)


EXAMPLES: Final[dict[str, Example]] = {
    "decision-stale": shown(
        "上次确认的是 98.5，单位后来改成了 99",
        form("D12", "知晓率"),
        found="99",
        expected="98.5",
    ),
    "decision-void": shown(
        "“处理”栏选了“确认”，“理由”栏是空的", _row(), found="确认", fault="没有写理由"
    ),
    "decision-unneeded": shown("在一条错误后面选了“确认”", _row(), found="确认", level="错误"),
    "decision-unmatched": shown(
        "命令里写了 --accept cell-percent:县医院，县医院没有这条意见",
        Place(),
        found="县医院",
        expected="cell-percent",
    ),
    "report-unreadable": shown(
        "上次的校核报告被存成了别的格式", Place(file=_REPORT), reason="文件有打开密码，读不出来"
    ),
    "report-in-use": shown(
        "校核报告正在 Excel 里开着", Place(file=_REPORT), found="~$校核报告.xlsx"
    ),
    "return-edited": shown(
        "你在上次的退回件里写过话",
        Place(file="输出/退回/城关镇卫生院.xlsx"),
        expected="城关镇卫生院（2）.xlsx",
    ),
}
