"""Gives the findings about documents that an office below sends their severity and their words."""

from __future__ import annotations

from typing import Final

from make_docx.catalogue.entry import ERROR, NOTE, WARN, Entry

ENTRIES: Final[dict[str, Entry]] = {
    "file-not-document": Entry(
        ERROR,
        "不是 Word 文档：{reason}",
        "请发来文件的单位另存为 .docx 后重新发送；只是后缀不对的，把后缀改回来。",
    ),
    "document-own": Entry(
        ERROR,
        "是本机关（{found}）自己的公文，不能汇总到本机关的公文里",
        "请移出“收件”；如果是“公文要素”的发文机关写错了，请改正。",
        of_unit="请发来本单位的公文或者填报表。",
    ),
    "document-review-copy": Entry(
        WARN,
        "是审阅稿，批注里写着各单位的数，数字照常汇总",
        "请该单位改发不带批注的正式公文，放进“收件”替换它。",
        of_unit="审阅稿不要报送，请改发不带批注的正式公文。",
    ),
    "document-no-data": Entry(
        ERROR,
        "读不出数据：{reason}",
        "请该单位用 make-docx 重新生成后发来，或者把数字填到填报表里。",
    ),
    "document-tampered": Entry(
        WARN,
        "内嵌数据不是这份公文的，或者生成以后改动过：{reason}",
        "请与发文单位核对；以印出来的统计表为准的，请记下原因，不然请其重新生成后发来。",
        needs_reason=True,
    ),
    "document-text-differs": Entry(
        WARN,
        "正文里“{label}”写的是“{found}”，统计表和内嵌数据是“{expected}”，按统计表汇总",
        "请发文单位核对正文；数据确实变了的，请其重新生成后发来。",
        of_unit="请核对正文；数据确实变了的，请重新生成后发来。",
    ),
    "payload-damaged": Entry(
        WARN,
        "内嵌数据有一份（{copy}）损坏，没有用它：{reason}",
        "请核对这份公文的数字；有疑问时请发文单位重新发送。",
    ),
    "payload-unreadable": Entry(
        WARN,
        "内嵌数据损坏，读不出来，改按印出来的统计表读取（来源：附表）",
        "请与发文单位核对统计表和期次；属实的请记下原因，不然请其重新发送。",
        needs_reason=True,
    ),
    "payload-removed": Entry(
        WARN,
        "印着校验码 {found}，内嵌数据却没有了，改按印出来的统计表读取（来源：附表）",
        "请与发文单位核对统计表和期次；属实的请记下原因，不然请其重新发送。",
        needs_reason=True,
    ),
    "payload-missing": Entry(
        WARN,
        "没有内嵌数据，按印出来的统计表读取（来源：附表）",
        "请核对期次和数字；不是本期的，请移出“收件”。",
        of_unit="请核对期次和数字；不是本期的，请发来本期的。",
    ),
    "payload-unseen": Entry(
        NOTE, "没有统计表可以对照，数字只从内嵌数据读取", "不用处理；如有疑问请核对数字。"
    ),
    "payload-other-version": Entry(
        ERROR,
        "内嵌数据的格式是第 {found} 版，这个 make-docx 只认第 {expected} 版",
        "请升级 make-docx 后再运行；或者请该单位把数字填到填报表里。",
        of_unit="请把数字填到填报表里发来。",
    ),
    "payload-other-kind": Entry(
        ERROR,
        "是另一种文种的公文：数据是“{found}”的，应为“{expected}”",
        "请移出“收件”，请该单位发来本任务的公文。",
        of_unit="请发来这一次要的公文。",
    ),
    "payload-other-period": Entry(
        ERROR,
        "报送期次不对：公文是“{found}”，应为“{expected}”",
        "请移出“收件”，请该单位发来本期的公文；如果是“公文要素”填错了期次，请改正。",
        of_unit="请发来本期的公文。",
    ),
    "payload-differs": Entry(
        WARN,
        "“{label}”（{row}）统计表上是“{found}”，内嵌数据是“{expected}”",
        "请与发文单位核对；以印出来的统计表为准的，请记下原因，不然请其重新生成后发来。",
        needs_reason=True,
    ),
    "payload-other-unit": Entry(
        ERROR,
        "“{label}”的计量单位是“{found}”，现在要求“{expected}”",
        "请发文单位按“{expected}”重新汇总，或者把数字填到填报表里。",
    ),
    "payload-lacks-indicator": Entry(
        ERROR,
        "没有指标“{label}”的数据",
        "请发文单位补报，重新生成公文；可以不报的，请在“指标”表把“必填”改为“否”。",
        of_unit="请补报，重新生成公文。",
    ),
    "payload-other-aggregation": Entry(
        WARN,
        "“{label}”下级是按“{found}”汇总的，现在按“{expected}”，合起来的数可能不对",
        "请核对这一项；确实可以这样合的请记下原因。",
        needs_reason=True,
    ),
    "payload-no-text": Entry(
        NOTE,
        "下级公文的数据里没有文字，“{label}”没有汇总",
        "不用处理；要写进本级公文的，请从下级公文里摘到“正文”表。",
    ),
    "payload-no-total": Entry(
        NOTE, "“{label}”不汇总，下级公文里没有合计，按不适用处理", "不用处理。"
    ),
    "payload-rate-differs": Entry(
        WARN,
        "公文里“{label}”是 {found}，按它报的分子、分母算是 {expected}，汇总时按分子、分母计算",
        "请与发文单位核对；可以按分子、分母计算的请记下原因。",
        needs_reason=True,
    ),
    "payload-partial": Entry(
        NOTE,
        "这份公文里有单位没有报送，数里不含它们：{units}",
        "不用处理；要等的，请该单位补报后重新发送。",
    ),
    "payload-unclaimed": Entry(
        NOTE, "有本任务没有要求的数据，没有计入：{labels}", "不用处理；要计入的，请加进“指标”表。"
    ),
    "annex-total-differs": Entry(
        WARN,
        "统计表“{label}”的{row}是“{found}”，上面各单位加起来是 {expected}",
        "请与发文单位核对；确实如此的请记下原因，不然请其改正后重新发送。",
        needs_reason=True,
    ),
    "annex-sum-differs": Entry(
        WARN,
        "印出来的“{label}”各{parts}相加是 {expected}，{row}是“{found}”，按合计“{counted}”汇总",
        "请与发文单位核对哪个数对；合计不对的，请其改正后重新发送，不要确认。",
        of_unit="请核对各单位的数和合计，改正后重新发来。",
    ),
    "annex-cell-unread": Entry(
        ERROR, "统计表“{label}”的合计是“{found}”，读不出数来", "请发文单位改正后重新发送。"
    ),
    "child-twice": Entry(
        WARN,
        "“{child}”的数据在 {other} 里已经汇总过，可能重复计算",
        "这一份是自己汇总生成的，请移出“收件”；不是的，请与发文单位核对它归谁汇总，"
        "确实没有重复的请记下原因。",
        needs_reason=True,
    ),
}
