"""Holds an example of every finding about the brief."""

from __future__ import annotations

from typing import Final

from error_examples.example import Example, brief, shown
from make_docx.findings import Place

_ELEMENTS: Final = "公文要素"


def _element(label: str, cell: str = "C12") -> Place:
    return brief(_ELEMENTS, cell, label)


EXAMPLES: Final[dict[str, Example]] = {
    "element-required": shown("“发文机关”是空的", _element("发文机关")),
    "element-invalid": shown(
        "“成文日期”填了“六月初”",
        _element("成文日期"),
        found="六月初",
        expected="日期，例如 2021-6-3",
    ),
    "date-impossible": shown(
        "填了 2 月 29 日，2021 年没有", _element("成文日期"), found="2021.2.29"
    ),
    "date-read-as": shown(
        "“填报日期”写了“5.15”", _element("填报日期"), found="5.15", expected="2021-05-15"
    ),
    "date-doubtful": shown(
        "报 2021年5月的数，填报日期是 2012 年",
        _element("填报日期"),
        found="2012-05-15",
        expected="2021年5月",
    ),
    "element-default": shown("“版式”没有选", _element("版式"), expected="文件"),
    "element-corrected": shown(
        "发文字号用了方括号",
        _element("发文字号"),
        found="X卫字[2021]15号",
        expected="X卫字〔2021〕15号",
    ),
    "element-too-long": shown(
        "“抄送机关”写了一百多个",
        _element("抄送机关"),
        reason="要占 40 行，一页排不下",
        advice="例如：各县（市、区）人民政府，市直各单位",
    ),
    "element-unused": shown("下行文填了签发人", _element("签发人"), found="张某某", form="下行文"),
    "post-unused": shown(
        "填了签名人职务，加盖印章选的是“是”", _element("签名人职务"), found="XX县县长"
    ),
    "copy-number-missing": shown("填了密级“秘密”，没有填份号", _element("份号")),
    "issue-number-missing": shown("简报的“发文字号”是空的", _element("发文字号")),
    "colophon-missing": shown("简报没有写报谁、送谁、谁印发", _element("印发机关")),
    "element-several": shown(
        "上行文的主送机关填了两个",
        _element("主送机关"),
        found="县政府、市卫生健康委",
    ),
    "title-direction": shown(
        "行文方向选了下行文，标题没有改",
        _element("标题"),
        found="报告",
        expected="上行文",
        form="下行文",
    ),
    "element-incomplete": shown(
        "填了印发机关，没有填印发日期", _element("印发日期"), other="印发机关"
    ),
    "element-missing": shown("“标题”那一行被删去了", Place("公文要素.xlsx", _ELEMENTS, "", "标题")),
    "sheet-missing": shown("“附件”这张表被删去了", Place(file="公文要素.xlsx", label="附件")),
    "table-misnamed": shown(
        "在“表格”里给一张表格取名“指标”",
        brief("表格", "A3", "表格"),
        found="指标",
        reason="是程序自己的工作表",
    ),
    "column-misnamed": shown(
        "栏目叫“任务|分工”",
        brief("表格", "B3", "栏目"),
        found="任务|分工",
        reason="不能有“|”",
    ),
    "table-told-twice": shown(
        "同一张表格，第一行写“填报单位”，第二行写“主办机关”",
        brief("表格", "C4", "填写人"),
        found="主办机关",
        expected="填报单位",
    ),
    "table-sheet-missing": shown(
        "“表格”里有“工作任务”，这张工作表被删去了",
        Place(file="公文要素.xlsx", label="工作任务"),
    ),
    "head-missing": shown(
        "“指标”的表头里“类型”被删去了", brief("指标", "A4", "指标"), expected="类型"
    ),
    "table-too-long": shown(
        "“单位名册”贴进了 6000 行",
        brief("单位名册", "A5005", "单位名册"),
        found="6000",
        expected="5000",
    ),
    "sheet-too-large": shown(
        "第 7000 行还有内容",
        brief("单位名册", "B7000", "单位名册"),
        expected="6000 行、200 列",
    ),
    "brief-invalid": shown(
        "“类型”填了“数字”",
        brief("指标", "D6", "类型"),
        found="数字",
        expected="整数、小数、百分比、文字",
    ),
    "brief-blank": shown("这一行填了计量单位，没有写指标", brief("指标", "B6", "指标")),
    "roster-uncategorised": shown(
        "名册上有一家没有填类别", brief("单位名册", "C9", "单位类别"), units="东湖乡卫生院"
    ),
    "brief-repeated": shown(
        "两个指标同名", brief("指标", "B9", "指标"), found="悬挂宣传横幅", other="指标!B5"
    ),
    "brief-unknown-name": shown(
        "“分子”写了“满意件数”",
        brief("指标", "I10", "分子"),
        found="满意件数",
        hint="，是不是“答复满意件数”？",
    ),
    "brief-reserved": shown(
        "指标取名“报送单位数”",
        brief("指标", "B9", "指标"),
        found="报送单位数",
        reason="这是程序自己用的名称",
    ),
    "relation-invalid": shown(
        "“勾稽关系”写了“小于接待”",
        brief("指标", "K9", "勾稽关系"),
        found="小于接待",
        reason="第 3 个字起的“接待”不是指标",
        expected="指标名称或数字",
        hint="，是不是“接待群众”？",
    ),
    "relation-as-formula": shown(
        "“勾稽关系”写了“= 甲 + 乙”，Excel 当成公式", brief("指标", "K9", "勾稽关系")
    ),
    "brief-empty": shown("“指标”表里一行也没有", brief("指标", "A5", "指标")),
}
