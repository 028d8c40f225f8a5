"""Gives the findings about figures beside figures their severity and their words."""

from __future__ import annotations

from typing import Final

from make_docx.catalogue.entry import ERROR, NOTE, WARN, Entry

ENTRIES: Final[dict[str, Entry]] = {
    "relation-broken": Entry(
        ERROR,
        "“{label}”与其他数对不上：应为 {expected}，现在是 {sides}",
        "请核对这几个数，改正填错的；关系写得不对的，请改“指标”表的“勾稽关系”。",
        of_unit="请核对这几个数，改正填错的；确实如此的，请联系发表单位。",
    ),
    "relation-doubtful": Entry(
        WARN,
        "“{label}”与其他数对不上：一般是 {expected}，现在是 {sides}",
        "请向单位核实；填错的请单位改正，确实如此的请记下原因。",
        needs_reason=True,
    ),
    "relation-undefined": Entry(
        NOTE, "“{label}”的勾稽关系（{expected}）没有判断：除数是 0", "不用处理；如有疑问请核对。"
    ),
    "relation-half": Entry(
        WARN,
        "“{label}”与其他数对不上：应为 {expected}，但{absent}没有数（空着或填了“/”），"
        "合计时不计，印出来的合计也会对不上",
        "请单位补填{absent}，没有的填 0；确实如此的请记下原因。",
        needs_reason=True,
    ),
    "value-outlier": Entry(
        WARN,
        "“{label}”填的是 {found}，{times}：{peers} {count} 家的中位数是 {expected}",
        "请向单位核实，看是不是多写、少写了一位；确实如此的请记下原因。",
        needs_reason=True,
    ),
    "value-scale": Entry(
        WARN,
        "“{label}”填的是 {found}，{times}：{peers} {count} 家的中位数是 {expected}，"
        "可能把“{unit_asked}”和“{unit_other}”弄混了",
        "请向单位核实是不是按“{unit_asked}”填的；确实如此的请记下原因。",
        needs_reason=True,
    ),
    "cell-read-as": Entry(
        NOTE, "“{label}”写的是“{found}”，按 {expected} 读取", "不用处理；如有疑问请核对。"
    ),
}
