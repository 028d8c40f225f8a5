"""Holds the measure words and numerals that the rules for figures look for, as patterns."""

from __future__ import annotations

from typing import Final


def _either(words: str) -> str:
    return "|".join(sorted(words.split(), key=len, reverse=True))


# What is counted in whole ones.
COUNTED: Final = _either("""
    个 名 人 人次 户 户次 家 家次 件 件次 份 条 条次 次 场 场次 台 台次 套 辆 辆次 册 本 幅 张 位 项
    篇 部 支 组 座 栋 间 株 棵 头 只 批 批次 处 所 期 字 对 节 门 起 宗 枚 块
""")
# What is measured and may have a remainder: 3年多, 5公里多.
MEASURED: Final = _either("""
    元 美元 日元 欧元 公里 千米 米 厘米 毫米 平方米 平方公里 平方千米 立方米 公顷 亩 吨 公斤
    千克 斤 克 升 千瓦 千瓦时 度 天 日 年 周 个月 个小时 小时 分钟 秒 岁 倍 % ％ ‰ 个百分点
    课时 学时 层 级 ℃
""")
MEASURE: Final = f"(?:{COUNTED}|{MEASURED})"

ARABIC: Final = r"(?<![0-9.,·])[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?(?![0-9])"
CHINESE: Final = "[一二两三四五六七八九十百千零]{1,12}"
LARGE: Final = "(?:万亿|[万亿])"
