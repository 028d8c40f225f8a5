"""Gives the findings about totals their severity and their words."""

from __future__ import annotations

from typing import Final

from make_docx.catalogue.entry import ERROR, NOTE, WARN, Entry

ENTRIES: Final[dict[str, Entry]] = {
    "same-differs": Entry(
        ERROR, "各单位的“{label}”应当相同，却有不同的值：{values}", "请核实，改正填错的单位。"
    ),
    "latest-unclear": Entry(
        ERROR,
        "“{label}”取最新的数，但这几家填报日期相同而数不同：{units}",
        "请核实哪一家的是最新的，改正填报日期。",
    ),
    "latest-undated": Entry(
        ERROR,
        "“{label}”取最新的数，但有单位没有填报日期，看不出谁的最新：{units}",
        "请补填这些单位的填报日期。",
    ),
    "rate-undefined": Entry(
        NOTE, "“{label}”无法计算：分母“{found}”为 0 或不适用", "不用处理，文中按不适用处理。"
    ),
    "rate-half": Entry(
        ERROR,
        "“{unit}”只有“{label}”，没有“{other}”，“{rate}”算不准",
        "请该单位补填“{other}”；两项都不适用的，两项都填“/”。",
    ),
    "total-jump": Entry(
        WARN,
        "“{label}”上期是 {expected}，本期合计 {found}，{change}",
        "请核对本期和上期的数；确实如此的请记下增减的原因。"
        "本来就大起大落的，可以在“上期数据”里放宽“波动幅度”。",
        needs_reason=True,
    ),
    "rate-above-one": Entry(
        ERROR,
        "“{label}”超过了 100%：{found}",
        "请核对各家的分子和分母；两项写反了的，请改“指标”表。",
    ),
}
