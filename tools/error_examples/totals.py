"""Holds an example of every finding about totals."""

from __future__ import annotations

from typing import Final

from error_examples.example import Example, brief, form, shown
from make_docx.findings import Place

EXAMPLES: Final[dict[str, Example]] = {
    "same-differs": shown(
        "“活动天数”应当各家相同，有一家填了 30",
        form("D10", "活动天数"),
        values="31（城关镇卫生院等 17 家）、30（东湖乡卫生院）",
    ),
    "latest-unclear": shown(
        "两家同一天填的，数不同",
        form("D10", "在册人数"),
        units="城关镇卫生院、东湖乡卫生院",
    ),
    "latest-undated": shown(
        "取最新的数，有一家没有填报日期", form("D7", "在册人数"), units="城关镇卫生院"
    ),
    "rate-undefined": shown(
        "“解答群众问题”合计为 0，满意率没法算",
        Place(file="公文要素.xlsx", sheet="指标", cell="B10", label="群众满意率"),
        found="解答群众问题",
    ),
    "rate-half": shown(
        "填了答复满意件数，解答群众问题填了“/”",
        form("D15", "答复满意件数"),
        unit="城关镇卫生院",
        other="解答群众问题",
        rate="群众满意率",
    ),
    "total-jump": shown(
        "上期合计 1000 条，这期 104 条",
        brief("上期数据", "B3", "悬挂宣传横幅"),
        found="104条",
        expected="1000条",
        change="下降89.6%",
    ),
    "rate-above-one": shown(
        "满意的件数比解答的还多", brief("指标", "B10", "群众满意率"), found="104%"
    ),
}
