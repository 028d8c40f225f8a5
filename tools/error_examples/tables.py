"""Holds an example of every finding about tables and their rows."""

from __future__ import annotations

from typing import Final

from error_examples.example import Example, brief, form, shown

_TASKS: Final = "工作任务"

EXAMPLES: Final[dict[str, Example]] = {
    "entry-required": shown("这一行没有写责任单位", form("C5", "责任单位", _TASKS)),
    "entry-choice": shown(
        "“进展”只能选三个词，填了“快完成了”",
        form("E5", "进展", _TASKS),
        found="快完成了",
        expected="已完成、推进中、未启动",
        hint="",
    ),
    "entry-year": shown(
        "2026 年的方案里写了 2062 年",
        form("D5", "完成时限", _TASKS),
        found="2062年9月",
        expected="2026",
    ),
    "day-invalid": shown(
        "时限写成了“尽快”",
        form("D5", "完成时限", _TASKS),
        found="尽快",
        expected="日期，例如 9月30日",
    ),
    "period-reversed": shown(
        "起止日期写反了", brief("工作阶段", "B5", "时间"), found="5月3日至4月23日"
    ),
    "dates-disordered": shown(
        "第二阶段比第一阶段还早",
        brief("工作阶段", "B6", "时间"),
        found="4月1日至4月10日",
        expected="4月23日至5月3日",
        other="B5",
    ),
    "dates-overlap": shown(
        "两个阶段都含 5 月 3 日",
        brief("工作阶段", "B6", "时间"),
        found="5月3日至5月20日",
        expected="4月23日至5月3日",
        other="B5",
    ),
    "table-short": shown(
        "要求至少 3 条，填了 1 条", form("A4", _TASKS, _TASKS), found="1", expected="至少 3 行"
    ),
    "placeholder-column": shown(
        "正文里写了【工作任务|牵头人】",
        brief("正文", "B7", "内容"),
        found="牵头人",
        expected="任务、责任单位、完成时限",
        table=_TASKS,
        hint="",
    ),
    "placeholder-row": shown(
        "在一句话中间写了【工作任务|任务】",
        brief("正文", "B7", "内容"),
        found="工作任务|任务",
        listed="工作任务|任务|列举",
    ),
    "annex-table-unknown": shown(
        "附件的“内容”写了“任务表”，没有这张表格",
        brief("附件", "C3", "任务分工表"),
        found="任务表",
        hint="，是不是“工作任务”？",
    ),
    "annex-indicator-unknown": shown(
        "排名表的“内容”写了“横幅”",
        brief("附件", "C4", "横幅排名"),
        found="横幅",
        hint="，是不是“悬挂宣传横幅”？",
    ),
    "records-too-wide": shown(
        "附件里的表格有十五栏", brief("附件", "A3", "任务分工表"), found="15"
    ),
    "attendance-twice": shown(
        "纪要的“出席人员”表填了八个人，“公文要素”的“出席”又填了两个",
        brief("公文要素", "C38", "出席"),
        found="张××、李××",
        other="出席人员",
    ),
    "attendance-column": shown(
        "“出席人员”表的“出席情况”被改成了“备注”",
        brief("出席人员", "", "出席人员"),
        expected="出席情况",
    ),
    "annex-photo": shown(
        "附件印的表格里有“照片”一栏",
        brief("附件", "A3", "活动情况表"),
        found="照片",
        written="【活动情况|照片】【活动情况|说明】",
        kept="活动情况|时间|说明",
    ),
}
