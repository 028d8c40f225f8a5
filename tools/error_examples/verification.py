"""Holds an example of every finding about a document that people edited."""

from __future__ import annotations

from typing import Final

from error_examples.example import Example, shown
from make_docx.findings import Place

_PAPER: Final = "输出/报告.docx"
_WHOLE: Final = Place(file=_PAPER)


def _of(label: str) -> Place:
    return Place(file=_PAPER, label=label)


EXAMPLES: Final[dict[str, Example]] = {
    "printed-changed": shown(
        "有人把正文里的 104 条改成了 140 条",
        _of("悬挂宣传横幅"),
        found="140条",
        expected="104条",
        told="“104条”",
        printed="104条",
        excerpt="共悬挂横幅140条",
    ),
    "printed-deleted": shown("有人删去了写横幅的那半句", _of("悬挂宣传横幅"), found="104条"),
    "printed-hedged": shown(
        "104 条写成了“近104条”",
        _of("悬挂宣传横幅"),
        found="近104条",
        expected="104条",
        excerpt="悬挂横幅近104条",
    ),
    "printed-other-unit": shown(
        "“最多的是乙镇”改成了“最多的是甲镇”，数没有改",
        _of("发放资料"),
        found="716份",
        expected="乙镇",
        excerpt="发放最多的是甲镇（716份）",
    ),
    "number-unowned": shown(
        "有人加了一句“印制海报300张”", _WHOLE, found="300张", excerpt="印制海报300张"
    ),
    "number-repeated": shown(
        "有人又写了一遍“104条”",
        _WHOLE,
        found="104条",
        same="悬挂宣传横幅",
        excerpt="104条横幅遍布城乡",
    ),
    "quoted-number-gone": shown(
        "有人把城关镇写的“缩短到 1 天”改成了“2 天”", Place(_PAPER, "正文"), found="1天"
    ),
    "printed-unmarked": shown("公文由旧版 make-docx 生成", _WHOLE),
    "table-changed": shown(
        "有人把统计表里的 9 改成了 90",
        _of("悬挂宣传横幅"),
        found="90",
        expected="9",
        row="城关镇卫生院",
        table="统计表",
    ),
    "table-row-gone": shown(
        "有人删去了统计表的一行", _of("单位名称"), row="城关镇卫生院", table="统计表"
    ),
    "table-row-new": shown(
        "有人在统计表里加了一行", _of("悬挂宣传横幅"), row="城东镇卫生院", table="统计表"
    ),
    "table-column-gone": shown(
        "有人把“条”改成了“幅”", _of("悬挂宣传横幅"), found="没有这一栏", table="统计表"
    ),
    "table-not-compared": shown(
        "附件2是来访记录，公文的数据里只有件数", _WHOLE, table="附件2“来访记录表”"
    ),
    "table-absent": shown("公文没有附统计表", _WHOLE),
    "data-damaged": shown(
        "经别的软件另存，内嵌数据坏了一份", _WHOLE, copy="文档属性", reason="长度不对"
    ),
    "data-disagrees": shown(
        "两份内嵌数据的校验码不同", _WHOLE, found="9f2c81aa", expected="0b77d3e1"
    ),
    "data-other-paper": shown(
        "把另一份公文的数据拷了进来", _WHOLE, found="9f2c81aa", expected="0b77d3e1"
    ),
    "data-copy-gone": shown("用别的软件另存过", _WHOLE, copy="文档属性"),
    "data-removed": shown("用“检查文档”删去了数据", _WHOLE, found="9f2c81aa"),
    "data-unreadable": shown("两份内嵌数据都坏了", _WHOLE),
}
