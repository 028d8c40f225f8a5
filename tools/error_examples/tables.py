"""Holds an example of every finding about tables and their rows."""

from __future__ import annotations

from typing import Final

from error_examples.example import Example, brief, form, shown

_TASKS: Final = "工作任务"
_VISITS: Final = "来访记录"

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
    "entry-yearless": shown(
        "2026 年 1 月的报告，“报送期次”没有写年份，记录里写的是“9月30日”",
        form("A5", "时间", _VISITS),
        found="9月30日",
        expected="2026年1月10日",
    ),
    "entry-other-year": shown(
        "“报送期次”是 2026 年 10 月，记录里写的是上一年的日子",
        form("A5", "时间", _VISITS),
        found="2025-10-12",
        expected="2026年",
    ),
    "entry-later": shown(
        "6 月 30 日的报告里，有一条 7 月的记录",
        form("A5", "时间", _VISITS),
        found="7月3日",
        expected="2026年6月30日",
    ),
    "entry-clock": shown(
        "日期后面还写了几点", form("A5", "时间", _VISITS), found="5月3日9:30", expected="5月3日"
    ),
    "entry-serial": shown(
        "从别的表粘贴过来，日期变成了一个数",
        form("A5", "时间", _VISITS),
        found="46145",
        expected="2026-05-03",
    ),
    "entry-read-as": shown(
        "选项是“办结”，写了“已办结”",
        form("D5", "办理结果", _VISITS),
        found="已办结",
        expected="办结",
    ),
    "entry-negative": shown("经费超支，“结余”填的是负数", form("D5", "结余", _TASKS), found="-3.5"),
    "entry-below-zero": shown("“人数”填成了负数", form("D5", "人数", _VISITS), found="-3"),
    "entry-above-all": shown(
        "“增长率”比上年多了一倍多", form("E5", "增长率", _TASKS), found="120%"
    ),
    "entry-ditto": shown(
        "和上一行相同的，写了“同上”", form("C6", "责任单位", _TASKS), found="同上"
    ),
    "entry-boolean": shown("填的是一个比较大小的公式", form("C6", "说明", _TASKS), found="TRUE"),
    "entry-digits": shown(
        "18 位的登记编号填成了数字", form("B5", "编号", _VISITS), found="202605030000012000"
    ),
    "entry-not-photo": shown(
        "“照片”一栏写了照片的文件名", form("A5", "照片", "活动照片"), found="照片1.jpg"
    ),
    "photo-unusable": shown(
        "照片用扫描软件存成了很大的 PNG",
        form("A5", "照片", "活动照片"),
        reason="像素太多（9000×6000，最多 5000 万像素）；请用“画图”缩小",
    ),
    "photo-small": shown("插入的是缩略图", form("A6", "照片", "活动照片"), found="96×72"),
    "photo-stretched": shown("插入的是长截图", form("A7", "照片", "活动照片"), found="10"),
    "entries-same": shown(
        "第 9 行和第 5 行一个字也不差",
        form("A9", _VISITS, _VISITS),
        found="A9（同 A5）",
        cells="A9（同 A5）",
        count=1,
    ),
    "rows-above-head": shown(
        "排序时选中了表头，表头排到了第 9 行",
        form("A4", _VISITS, _VISITS),
        found="4、5、6、7、8",
        head=9,
    ),
    "head-other-order": shown(
        "下面又粘贴了一段，栏目的次序不一样", form("A20", _VISITS, _VISITS), head=4
    ),
    "rows-hidden": shown("筛选以后没有取消", form("A6", _VISITS, _VISITS), found="6、9", count=2),
    "records-merged": shown(
        "两个责任单位各填一行，任务的名称合并成了一格",
        form("A6", "任务", _TASKS),
        found="发放慰问物资",
        cells="A6:A7",
    ),
    "records-total-differs": shown(
        "自己写的合计行没有跟着改", form("C12", "人数", _VISITS), found="31", expected="28"
    ),
    "table-elsewhere": shown(
        "工作表复制了一份，接着填",
        form("", _VISITS, "来访记录 (2)"),
        found=_VISITS,
        count=12,
    ),
    "table-renamed": shown("工作表改了名称", form("", _VISITS, "来访登记"), found="来访登记"),
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
    "placeholder-choice": shown(
        "正文里写了【来访记录|条数|结果=办节】",
        brief("正文", "B7", "内容"),
        found="办节",
        expected="办结、转办",
        column="结果",
        table="来访记录",
        hint="，是不是“办结”？",
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
