"""Gives the findings about the clerk's decisions and what is sent back their severity and their words."""

from __future__ import annotations

from typing import Final

from make_docx.catalogue.entry import NOTE, WARN, Entry

ENTRIES: Final[dict[str, Entry]] = {
    "decision-stale": Entry(
        NOTE,
        "“{label}”原来确认的是“{expected}”，现在是“{found}”，那次确认不再算数",
        "请重新核对；属实的，重新确认并写明理由。",
    ),
    "decision-void": Entry(
        WARN,
        "“{label}”这一行写的处理不算确认：{fault}",
        "请在“处理”栏选“确认”，并在“理由”栏写明理由；不确认的，两格都清空。",
    ),
    "decision-unneeded": Entry(
        WARN,
        "“{label}”这一条选了“确认”，可它是{level}，不能确认",
        "错误要改正；提醒和说明不用确认。请清空“处理”栏。",
    ),
    "decision-unmatched": Entry(
        WARN,
        "--accept 没有用上：“{found}”没有待确认的“{expected}”",
        "请核对单位名称和编号；已经确认过或改正了的，去掉这个 --accept。",
    ),
    "report-unreadable": Entry(
        WARN,
        "上次的校核报告读不出来，没有覆盖它，里面写的确认也没有用上：{reason}",
        "里面有您写的理由时，请修好再运行；不要了的，把它移走或删去，再运行一次。",
    ),
    "report-in-use": Entry(
        WARN,
        "校核报告正开着（有“{found}”），这次没有更新它",
        "请保存并关闭校核报告，再运行一次；没有打开的，请删去“{found}”。",
    ),
    "return-edited": Entry(
        NOTE,
        "上次的退回件改动过，没有动它，这次的写成了“{expected}”",
        "不用处理；不要了的请删去。",
    ),
}
