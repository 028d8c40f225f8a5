"""Holds an example of every finding about figures beside figures."""

from __future__ import annotations

from typing import Final

from error_examples.example import Example, form, shown

EXAMPLES: Final[dict[str, Example]] = {
    "relation-broken": shown(
        "答复满意件数填了 60，解答群众问题填了 50",
        form("D15", "答复满意件数"),
        found="60件 > 50件",
        expected="【答复满意件数】 ≤ 【解答群众问题】",
        sides="60件 > 50件",
    ),
    "relation-doubtful": shown(
        "“勾稽关系”写着“一般 ≤ 接待群众咨询”，解答的比接待的多",
        form("D14", "解答群众问题"),
        found="50件 > 44人次",
        expected="【解答群众问题】 ≤ 【接待群众咨询】",
        sides="50件 > 44人次",
    ),
    "relation-undefined": shown(
        "关系里除以“开展现场宣传活动”，这一家填了 0",
        form("D13", "接待群众咨询"),
        expected="【接待群众咨询】 ÷ 【开展现场宣传活动】 ≤ 500",
    ),
    "relation-half": shown(
        "上午开展 2 场、下午开展 1 场，“开展现场宣传活动”填了“/”",
        form("D9", "开展现场宣传活动"),
        found="“开展现场宣传活动”",
        expected="【开展现场宣传活动】 = 【上午场次】 + 【下午场次】",
        absent="“开展现场宣传活动”",
    ),
    "value-outlier": shown(
        "别家都是二三十条，这一家填了 2300",
        form("D10", "悬挂宣传横幅"),
        found="2300条",
        expected="24条",
        times="约是同类单位的 96 倍",
        peers="“乡镇卫生院”其他",
        count=17,
    ),
    "value-scale": shown(
        "别家填几千份，这一家填了 0.35",
        form("D11", "发放宣传资料"),
        found="0.35份",
        expected="3200份",
        times="只有同类单位的约 1/9100",
        peers="“乡镇卫生院”其他",
        count=17,
        unit_asked="份",
        unit_other="万份",
    ),
    "cell-read-as": shown(
        "填了“1.2万”", form("D11", "发放宣传资料"), found="1.2万", expected="12000"
    ),
}
