"""Holds an example of every finding about documents that an office below sends."""

from __future__ import annotations

from typing import Final

from error_examples.example import RECEIVED, Example, shown
from make_docx.findings import Place

_WHOLE: Final = Place(file=RECEIVED)


def _of(label: str) -> Place:
    return Place(file=RECEIVED, label=label)


EXAMPLES: Final[dict[str, Example]] = {
    "file-not-document": shown(
        "把 .wps 文件改名为 .docx", _WHOLE, reason="是旧版 Word 或 WPS 文件"
    ),
    "document-own": shown("把自己上一稿的公文放进了“收件”", _WHOLE, found="某市教育局"),
    "document-review-copy": shown("乙县发来的是“某某报告（审阅稿）.docx”", _WHOLE),
    "document-no-data": shown(
        "发来的报告是自己排的，没有统计表", _WHOLE, reason="没有内嵌数据，也没有统计表"
    ),
    "document-tampered": shown(
        "公文生成以后，有人改了里面的数据",
        _WHOLE,
        reason="校验码对不上",
        steps=(
            "打电话给发文单位，逐项核对统计表。",
            "以印出来的为准时，在“校核报告”里确认，写明理由。",
            "不然请其用 make-docx 重新生成后发来。",
        ),
    ),
    "document-text-differs": shown(
        "有人把正文里的 104 条改成了 140 条，统计表没有改",
        _of("悬挂宣传横幅"),
        found="140条",
        expected="104条",
    ),
    "payload-damaged": shown(
        "经别的软件另存，两份内嵌数据坏了一份", _WHOLE, copy="文档属性", reason="长度不对"
    ),
    "payload-unreadable": shown("内嵌数据都坏了，统计表还在", _WHOLE),
    "payload-removed": shown(
        "公文上印着校验码，数据被清除了（例如用“检查文档”删去了）", _WHOLE, found="9f2c81aa"
    ),
    "payload-missing": shown("公文不是用 make-docx 生成的，有统计表", _WHOLE),
    "payload-unseen": shown("公文没有附统计表", _WHOLE),
    "payload-other-version": shown("乙县用的是更新的 make-docx", _WHOLE, found="3", expected="2"),
    "payload-other-kind": shown(
        "乙县发来的是工作方案", _WHOLE, found="实施方案", expected="活动总结"
    ),
    "payload-other-period": shown(
        "乙县发来的是上个月的报告", _WHOLE, found="2021年4月", expected="2021年5月"
    ),
    "payload-differs": shown(
        "有人在 Word 里把统计表的 104 改成了 140",
        _of("悬挂宣传横幅"),
        found="140",
        expected="104",
        row="合计",
    ),
    "payload-other-unit": shown(
        "乙县按“万份”汇总，现在要求“份”",
        _of("发放宣传资料"),
        found="万份",
        expected="份",
    ),
    "payload-lacks-indicator": shown("乙县的报告里没有“滚动播出”", _of("滚动播出")),
    "payload-other-aggregation": shown(
        "乙县取的是最大的数，现在要求合计", _of("参加人数"), found="最大", expected="合计"
    ),
    "payload-no-total": shown("“知晓率”各家分别列出，没有合计", _of("知晓率")),
    "payload-no-text": shown("乙县的“主要做法”写在正文里，数据里没有", _of("主要做法")),
    "payload-rate-differs": shown(
        "公文里的满意率与分子、分母算出来的不同",
        _of("群众满意率"),
        found="98%",
        expected="97.5%",
    ),
    "payload-partial": shown("乙县有两家没有报送就发了文", _WHOLE, units="东湖乡、西山镇"),
    "payload-unclaimed": shown("乙县多报了一项", _WHOLE, labels="“宣传视频”"),
    "annex-total-differs": shown(
        "统计表各家加起来是 104，合计印的是 140",
        _of("悬挂宣传横幅"),
        found="140",
        expected="104",
        row="合计",
    ),
    "annex-sum-differs": shown(
        "有人把统计表里城关镇的 35 改成了 54，小计和合计没有改",
        _of("悬挂宣传横幅"),
        found="135",
        expected="154",
        row="合计",
        parts="单位",
        counted="135",
    ),
    "annex-cell-unread": shown("统计表的合计写了“见附件”", _of("悬挂宣传横幅"), found="见附件"),
    "child-twice": shown(
        "城关镇的数，乙县和丙县的报告里都有",
        _WHOLE,
        child="城关镇",
        other="收件/丙县报告.docx",
    ),
}
