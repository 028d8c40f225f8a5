"""Gives the findings about the brief their severity and their words."""

from __future__ import annotations

from typing import Final

from make_docx.catalogue.entry import ERROR, NOTE, WARN, Entry

ENTRIES: Final[dict[str, Entry]] = {
    "element-required": Entry(ERROR, "“{label}”必须填写", "请在“公文要素”里填好。"),
    "element-invalid": Entry(
        ERROR, "“{label}”填的是“{found}”，应为{expected}", "请在这一格里改正。"
    ),
    "date-impossible": Entry(
        ERROR, "“{label}”填的是“{found}”，没有这一天", "请在这一格里改成对的日期。"
    ),
    "date-read-as": Entry(
        NOTE, "“{label}”写的是“{found}”，按 {expected} 读取", "不用处理；如有疑问请核对。"
    ),
    "date-doubtful": Entry(
        WARN, "“{label}”是 {found}，不像是报 {expected}的数的日子", "请核对年份，填错的请改正。"
    ),
    "element-default": Entry(
        NOTE, "“{label}”没有填，按“{expected}”处理", "不用处理；不是这样时，请在这一格里选。"
    ),
    "element-corrected": Entry(
        NOTE, "“{label}”里的“{found}”已按标准改为“{expected}”", "不用处理。"
    ),
    "element-too-long": Entry(ERROR, "“{label}”太长：{reason}", "请改用统称或简称，{advice}。"),
    "element-unused": Entry(
        WARN,
        "{form}不印“{label}”，填写的“{found}”没有用上",
        "请确认行文方向和版式；不需要时请清空。",
    ),
    "post-unused": Entry(
        WARN,
        "“加盖印章”没有选“签名章”，“{label}”填的“{found}”不印",
        "请把“加盖印章”改为“签名章”，或者清空这一格。",
    ),
    # A warning: many offices stamp it on the printed copies.
    "copy-number-missing": Entry(
        WARN,
        "涉密公文应当标注份号，“{label}”没有填",
        "请补填份号；由文印室在印出的公文上加盖号码的，不用处理。",
    ),
    "issue-number-missing": Entry(
        WARN,
        "简报没有期号：“{label}”没有填，报头上是空的",
        "请填第几期，例如第7期；不编期号的不用处理。",
    ),
    "colophon-missing": Entry(
        WARN,
        "主送机关、抄送机关、印发机关都没有填，简报末页没有“报”“送”和印发机关",
        "请补填；不需要的不用处理。",
    ),
    "element-several": Entry(
        WARN,
        "上行文原则上只主送一个机关，“{label}”填了多个：“{found}”",
        "请只留一个主送机关，其他机关需要时用抄送。",
    ),
    "title-direction": Entry(
        WARN,
        "“{found}”是{expected}的文种，这份公文选的行文方向是{form}",
        "请改行文方向；或者改标题末尾的文种，正文里的“报告如下”“特此报告”一类的话也一起改。",
    ),
    "element-incomplete": Entry(
        WARN,
        "填了“{other}”，没有填“{label}”，版记里印发这一行会缺一半",
        "请补填；不需要时，请把两项都清空。",
    ),
    "element-missing": Entry(
        ERROR,
        "“公文要素”表里找不到“{label}”这一行",
        "请恢复这一行，或用 make-docx new 重新生成后把内容抄过去。",
    ),
    "sheet-missing": Entry(
        ERROR,
        "找不到工作表“{label}”",
        "请恢复这张表，或用 make-docx new 重新生成后把内容抄过去。",
    ),
    "head-missing": Entry(
        ERROR,
        "“{label}”的表头里找不到“{expected}”这一列",
        "请恢复这一列，列的先后不限。",
    ),
    "table-too-long": Entry(
        ERROR,
        "“{label}”有 {found} 行，最多 {expected} 行，从这一行起没有读取",
        "请删去多余的行；单位确实更多时，请分成几个任务，各自生成后再汇总。",
    ),
    "sheet-too-large": Entry(
        ERROR,
        "“{label}”表太大：这一格有内容，却在能读取的 {expected}以外，没有读取",
        "请把内容移到前面来；不要的，请清空这一格和后面的行、列。",
    ),
    "brief-invalid": Entry(ERROR, "“{label}”填的是“{found}”，应为{expected}", "请改正。"),
    "brief-blank": Entry(ERROR, "“{label}”没有填写", "请填好；这一行不要时，请整行清空。"),
    "roster-uncategorised": Entry(
        WARN,
        "别的单位填了单位类别，{units}没有填，分类时归入“其他”",
        "请补填单位类别；不分类时，请把这一列清空。",
    ),
    "brief-repeated": Entry(ERROR, "“{found}”与 {other} 重复", "请删去其中一个，或改名。"),
    "brief-unknown-name": Entry(
        ERROR, "“{label}”里的“{found}”不是指标{hint}", "请改成“指标”表里的名称。"
    ),
    "brief-reserved": Entry(ERROR, "指标不能叫“{found}”：{reason}", "请换一个名称。"),
    "table-misnamed": Entry(ERROR, "表格不能叫“{found}”：{reason}", "请换一个名称。"),
    "column-misnamed": Entry(ERROR, "栏目不能叫“{found}”：{reason}", "请换一个名称。"),
    "table-told-twice": Entry(
        ERROR,
        "同一张表格的“{label}”前面写的是“{expected}”，这里写的是“{found}”",
        "请改成一样的；这一项只在表格的第一行填就行。",
    ),
    "table-sheet-missing": Entry(
        ERROR,
        "“表格”里有“{label}”，却找不到这张工作表",
        "请恢复这张工作表，或者新建一张：名称写“{label}”，表头写各栏目的名称。"
        "不要这张表格的，请在“表格”里删去它的各行。",
    ),
    "relation-invalid": Entry(
        ERROR,
        "“{label}”写的是“{found}”，{reason}，应为{expected}{hint}",
        "请改正，例如：≤ 接待群众咨询。名称里有符号的放在【】里。",
    ),
    "relation-as-formula": Entry(
        ERROR,
        "“{label}”被 Excel 当成了公式，读不出来",
        "请把“=”改成“等于”再填；或者先把单元格格式改为文本，再重新填写。",
    ),
    "brief-empty": Entry(ERROR, "“{label}”里一行也没有填", "请填好后再试。"),
}
