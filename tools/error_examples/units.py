"""Holds an example of every finding about the units that report, and those that do not."""

from __future__ import annotations

from typing import Final

from error_examples.example import FORM, Example, brief, form, ledger, shown
from make_docx.findings import Place

EXAMPLES: Final[dict[str, Example]] = {
    "unit-missing": shown(
        "名册上有东湖乡卫生院，“收件”里没有它的表",
        brief("单位名册", "B9", "单位名称"),
        unit="东湖乡卫生院",
    ),
    "nothing-reported": shown("“收件”是空的", Place(file="公文要素.xlsx")),
    "unit-duplicate": shown(
        "城关镇卫生院先后发来两份，数不同",
        form("D5", "单位名称"),
        unit="城关镇卫生院",
        files=f"{FORM}、收件/城关镇卫生院（改）.xlsx",
        remedy="把其余的移出“收件”文件夹",
        steps=(
            "打电话问单位哪一份算数。",
            "把不算数的那一份移出“收件”（不要只改文件名）。",
            "再运行一次 make-docx check。",
        ),
    ),
    "row-duplicate": shown(
        "“数据”表里城关镇卫生院有两行，数不同",
        ledger("B6", "单位名称"),
        unit="城关镇卫生院",
        files="数据!B6、数据!B11",
    ),
    "unit-identical": shown(
        "同一个文件在“收件”里放了两次",
        Place("收件/副本/城关镇卫生院.xlsx", "填报表", "D5", "单位名称"),
        original=FORM,
    ),
    "unit-unknown": shown(
        "单位名称写成了“城关卫生院”",
        form("D5", "单位名称"),
        found="城关卫生院",
        hint="，是不是“城关镇卫生院”？",
        steps=(
            "是写错了的，请单位改正，或者由你在它的表里改正。",
            "是曾用名、简称的，写进“单位名册”的“别名”栏，以后都认得。",
            "是新单位的，在“单位名册”里加一行。",
        ),
    ),
    "unit-blank": shown("“单位名称”没有选", form("D5", "单位名称")),
    "unit-late": shown(
        "截止日期是 5 月 31 日，表上的填报日期是 6 月 2 日",
        form("D7", "填报日期"),
        found="2021-06-02",
        expected="2021-05-31",
    ),
    "unit-alias": shown(
        "单位写了曾用名", form("D5", "单位名称"), found="城关卫生所", unit="城关镇卫生院"
    ),
    "each-unnamed": shown(
        "用 --each 生成，标题、署名都是县局自己的",
        Place(file="公文要素.xlsx"),
        found="某县卫生健康局",
    ),
    "each-meant": shown(
        "“发文机关”写了【单位名称】，名册上有 60 家，运行了 make-docx check",
        Place(file="公文要素.xlsx"),
    ),
    "each-counts-one": shown(
        "正文写“应报【应报单位数】家”，用 --each 生成",
        brief("正文", "B6", "内容"),
        found="应报单位数",
    ),
    "each-same-number": shown(
        "“发文机关”写了【单位名称】，“发文字号”也填了，用 --each 生成",
        brief("公文要素", "C15", "发文字号"),
        found="X卫〔2021〕5号",
    ),
    "each-same-office": shown(
        "“发文机关”写了【单位名称】，“印发机关”写的是本机关的，用 --each 生成",
        brief("公文要素", "C31", "印发机关"),
        found="XX县卫生健康委员会办公室",
    ),
    "each-ranking-open": shown(
        "附件是得分排名表，城关镇卫生院的表有错误，用 --each 生成",
        brief("附件", "A5", "得分排名表"),
        found="城关镇卫生院",
    ),
    "unit-document-failed": shown(
        "用 --each 生成，只有这一家有文字，模板里没有印文字的地方",
        Place(file=FORM),
        unit="城关镇卫生院",
        reason="版式“模板.docx”有 1 处问题",
    ),
    "unit-document-old": shown(
        "上一次 --each 有城关镇卫生院的公文，这一次它的表有错误",
        Place(file="输出/各单位/城关镇卫生院.docx"),
    ),
    "copy-old": shown(
        "上一次加了 --pdf，改数以后再生成时没有加",
        Place(file="输出/各单位"),
        found="城关镇卫生院.pdf等 60 个文件",
    ),
}
