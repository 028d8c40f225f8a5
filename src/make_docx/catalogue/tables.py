"""Gives the findings about tables and their rows their severity and their words."""

from __future__ import annotations

from typing import Final

from make_docx.catalogue.entry import ERROR, WARN, Entry

ENTRIES: Final[dict[str, Entry]] = {
    "entry-required": Entry(
        ERROR, "“{label}”必须填写，现在是空的", "请补上；这一行不要时，请整行清空。"
    ),
    "entry-choice": Entry(
        ERROR, "“{label}”填的是“{found}”，只能填：{expected}{hint}", "请在这一格里选一个。"
    ),
    "entry-year": Entry(
        WARN,
        "“{label}”填的是“{found}”，离成文日期的年份（{expected}）很远",
        "请核对年份，填错的请改正。",
    ),
    "day-invalid": Entry(
        ERROR,
        "“{label}”填的是“{found}”，应为{expected}",
        "请改成这个样子，跨年的写上年份。只能写成“9月上旬”“5月底前”的，"
        "请把“表格”里这一栏的类型改为“文字”。",
        of_unit="请改成这个样子，跨年的写上年份；写不出具体日期的，请联系发表单位。",
    ),
    "period-reversed": Entry(
        ERROR,
        "“{label}”填的是“{found}”，结束在开始之前",
        "请改正；跨年的请写上年份，例如 2026年10月1日至2027年6月30日。",
    ),
    "dates-disordered": Entry(
        ERROR,
        "“{label}”填的是“{found}”，比上一行（{other}，{expected}）还早",
        "请改正日期，或者把各行按时间先后排好；跨年的请写上年份。",
    ),
    "dates-overlap": Entry(
        ERROR,
        "“{label}”填的是“{found}”，与 {other} 的“{expected}”重叠",
        "请改正；前一段的最后一天和后一段的第一天不能是同一天。",
    ),
    "table-short": Entry(ERROR, "“{label}”只填了 {found} 行，要填{expected}", "请补填。"),
    "placeholder-column": Entry(
        ERROR, "“{table}”里没有“{found}”这一栏{hint}", "请改正；可以写的是：{expected}。"
    ),
    "placeholder-row": Entry(
        ERROR,
        "【{found}】要一行一行地印，不能写在这里",
        "请在“正文”里另起一行写；要把各行连成一串，写【{listed}】。",
    ),
    "annex-table-unknown": Entry(
        ERROR,
        "附件“{label}”的形式是“表格”，但没有叫“{found}”的表格{hint}",
        "请在“内容”里写“表格”中的名称。",
    ),
    "annex-indicator-unknown": Entry(
        ERROR,
        "附件“{label}”的形式是“排名表”，但“{found}”不是能排名的指标{hint}",
        "请在“内容”里写一个数字指标的名称，各单位按它从高到低排。",
    ),
    "records-too-wide": Entry(
        ERROR,
        "这个表格有 {found} 列，横排用最小的字也排不下，数字、日期会被拆成两行",
        "请把内容分成两个表格，或者合并几栏。",
    ),
    "attendance-twice": Entry(
        ERROR,
        "“{label}”填了“{found}”，“{other}”表里也填了人",
        "请只填一处：人都写进“{other}”表，把这一格清空；或者清空那张表。",
    ),
    "attendance-column": Entry(
        ERROR,
        "“{label}”表里没有“{expected}”这一栏，分不出谁出席、谁请假、谁列席",
        "请在“表格”和这张工作表里恢复这一栏。",
    ),
    "annex-photo": Entry(
        WARN,
        "附件的表格里印不下照片，“{found}”这一栏没有印出",
        "要印照片：在“正文”里另起一行，层次选“正文”，写{written}；单独作附件的，在“附件”里另加"
        "一行，形式选“文字”，内容写同样的话。不印的，把“内容”写成 {kept}，就不再提醒。",
    ),
}
