"""Holds an example of every finding about what stands in the cells of a form."""

from __future__ import annotations

from typing import Final

from error_examples.example import FORM, LEDGER, Example, form, ledger, shown
from make_docx.findings import Place

_BANNERS: Final = "悬挂宣传横幅"
_LEAFLETS: Final = "发放宣传资料"
_TABLE: Final = "收件/城关镇汇总.xlsx"


def _figure(cell: str = "D10", label: str = _BANNERS) -> Place:
    return form(cell, label)


EXAMPLES: Final[dict[str, Example]] = {
    "indicator-missing": shown(
        "这一行的指标名称被改成了“横幅、标语”",
        _figure(),
        instead="，原来的地方写的是“横幅、标语”",
    ),
    "form-lacks-indicator": shown(
        "表发下去以后，“指标”里加了“滚动播出”", Place(FORM, "填报表", "", "滚动播出"), instead=""
    ),
    "form-lacks-table": shown("单位删去了“工作任务”这张表", Place(FORM, "", "", "工作任务")),
    "form-lacks-column": shown(
        "“工作任务”的表头里“完成时限”被删去了",
        form("A3", "工作任务", "工作任务"),
        expected="完成时限",
    ),
    "table-unit-unknown": shown(
        "“数据”里没有县医院，“工作任务”里却写着它",
        ledger("A5", "单位名称", "工作任务"),
        found="县医院",
        hint="，是不是“县中医院”？",
        more="（共 3 条）",
    ),
    "table-unit-unreported": shown(
        "“数据”里还没有填县医院的数，“工作任务”里已经有它的一条",
        ledger("A5", "单位名称", "工作任务"),
        found="县医院",
        more="",
    ),
    "table-of-nobody": shown(
        "“工作任务”填了 3 条，没有写是哪个单位的",
        ledger("A4", "工作任务", "工作任务"),
        count=3,
    ),
    "value-unclaimed": shown(
        "单位自己加了一行“宣传视频”，填了 3", form("D17"), found="3", row="“宣传视频”"
    ),
    "sheet-hidden": shown("“填报表”被隐藏了，里面有数", Place(FORM, "填报表")),
    "sheet-padded": shown("整列设了格式，一直到第 1048576 行", Place(FORM, "填报表")),
    "sheet-unit-differs": shown(
        "工作表叫“县医院”，里面的单位名称还是“城关镇卫生院”",
        Place("收件/汇总.xlsx", "县医院", "D5", "单位名称"),
        found="城关镇卫生院",
        expected="县医院",
    ),
    "row-hidden": shown(
        "汇总表里城关镇卫生院那一行被筛选掉了", Place(_TABLE, "汇总表", "B6"), found="城关镇卫生院"
    ),
    "column-hidden": shown(
        "汇总表里“发放宣传资料”那一列是隐藏的", Place(_TABLE, "汇总表", "D3", _LEAFLETS)
    ),
    "table-column-unknown": shown(
        "汇总表里有一列“宣传资料”，填了数",
        Place(_TABLE, "汇总表", "D3"),
        found="宣传资料",
        hint="，是不是“发放宣传资料”？",
    ),
    "table-column-missing": shown(
        "汇总表里少了“悬挂宣传横幅”一列", Place(_TABLE, "汇总表", "B3", _BANNERS)
    ),
    "table-column-unit": shown(
        "汇总表里“发放宣传资料”下面写着“万份”",
        Place(_TABLE, "汇总表", "D4", _LEAFLETS),
        found="万份",
        expected="份",
    ),
    "table-total-differs": shown(
        "汇总表的合计行没有跟着改",
        Place(_TABLE, "汇总表", "D12", _LEAFLETS),
        found="99999",
        expected="23920",
    ),
    "table-head-unknown": shown(
        "“工作任务”里有一列“责任人”，填了内容",
        form("F3", "工作任务", "工作任务"),
        found="责任人",
        hint="，是不是“责任单位”？",
    ),
    "table-cell-outside": shown(
        "表格最右边没有栏目的地方写了“已完成”",
        form("H6", "工作任务", "工作任务"),
        found="已完成",
    ),
    "picture-unclaimed": shown("照片放在了表格下面的空白处", form("C20", "", "活动照片")),
    "picture-second": shown("一行里放了两张照片", form("D5", "照片", "活动照片")),
    "pictures-elsewhere": shown(
        "照片贴在了填“工作亮点”的大格子里",
        form("D17"),
        found="D17",
        count=1,
        columns="“活动照片”表的“照片”一栏",
    ),
    "pictures-unasked": shown("单位在表里贴了两张照片", form("B25"), found="B25、E25", count=2),
    "pictures-unread": shown(
        "文件传坏了，放照片的部分打不开",
        Place(FORM, "活动照片"),
        reason="图形部分损坏（ExpatError）",
    ),
    "sheet-unread": shown(
        "工作簿里多了一张“Sheet1”，有内容",
        Place(FORM, "Sheet1"),
        found="五月份宣传情况",
        expected="填报表",
    ),
    "indicator-moved": shown(
        "单位在表中间插入了一行", form("D11"), labels="“悬挂宣传横幅”、“发放宣传资料”"
    ),
    "form-shifted": shown(
        "在“数值”一栏里删除了一格，选了“下方单元格上移”", _figure(), found="发放宣传资料"
    ),
    "indicator-repeated": shown(
        "“悬挂宣传横幅”在表里有两行，都填了数", _figure(), found="D10、D18"
    ),
    "column-unknown": shown(
        "“数据”里有一列“宣传横幅”，填了数",
        ledger("D4"),
        found="宣传横幅",
        hint="，是不是“悬挂宣传横幅”？",
        file=LEDGER,
    ),
    "column-missing": shown(
        "“指标”里加了“滚动播出”，“数据”里没有这一列", ledger("B4", "滚动播出"), file=LEDGER
    ),
    "column-repeated": shown(
        "“数据”里有两列都叫“悬挂宣传横幅”", ledger("C4", _BANNERS), found="C4、F4"
    ),
    "column-unit": shown(
        "“指标”里把“发放宣传资料”的单位由“万份”改成了“份”",
        ledger("D3", _LEAFLETS),
        found="万份",
        expected="份",
        file=LEDGER,
    ),
    "part-skipped": shown(
        "指标右边另写了一个 20", form("G10"), found="20", reason="不在“数值”一栏"
    ),
    "cell-merged": shown("上下两个数据格合并成了一个", _figure("D11", _LEAFLETS), found="D10"),
    "cell-misplaced": shown("120 填到了“计量单位”一栏", _figure(), found="120", cell="E10"),
    "cell-form-unit": shown(
        "单位的表上写的是“万份”，现在要按“份”报",
        _figure("E11", _LEAFLETS),
        found="万份",
        expected="份",
    ),
    "text-spaced": shown("“主要做法”里多打了空格", form("D16", "主要做法"), found="红旗乡 组织了"),
    "cell-required": shown("必填的一格是空的", _figure()),
    "cell-not-number": shown(
        "填了“很多”",
        _figure(),
        found="很多",
        steps=(
            "改成一个数字：120、1200、1.2万、约200、200余都可以。",
            "50+70 请填 120；100-120 请定一个数；“100条（其中电子屏20条）”请只填 100。",
            "没有发生填 0 或“无”，不适用填“/”。",
        ),
    ),
    "cell-not-answer": shown(
        "填报“按要求公开”的一格写了“未”", _figure(label="按要求公开"), found="未"
    ),
    "cell-decimals": shown(
        "“得分”的填写说明要求最多两位小数",
        _figure(label="得分"),
        found="89.995",
        expected="2",
    ),
    "cell-not-integer": shown("填了 120.5", _figure(), found="120.5"),
    "cell-negative": shown("填了 -5", _figure(), found="-5"),
    "cell-too-small": shown("最小值是 10，填了 3", _figure(), found="3", expected="10"),
    "cell-too-large": shown(
        "满意率的最大值是 100%，填了 120%",
        _figure("D12", "知晓率"),
        found="120%",
        expected="100%",
    ),
    "cell-other-unit": shown("计量单位是条，填了“120份”", _figure(), found="120份", expected="条"),
    "cell-formula": shown("格子里是公式，文件由程序生成，没有算过", _figure()),
    "cell-formula-differs": shown(
        "公式是 =60+60，存下来的是 100", _figure(), found="100", expected="120"
    ),
    "cell-external": shown("公式引用了单位自己的台账", _figure(), found="='[台账.xlsx]5月'!C5"),
    "cell-picture": shown("填数的格子里插入了照片", _figure()),
    "cell-hidden": shown("“悬挂宣传横幅”那一行是隐藏的，填着 120", _figure(), found="120"),
    "cell-comment": shown("数据格上有批注", _figure(), found="含电子屏 20 条"),
    "cell-merge-read": shown("数据格与右边的格合并了", _figure(), found="D10:E10"),
    "cell-error": shown("格子里显示 #REF!", _figure(), found="#REF!"),
    "cell-date": shown(
        "120 所在的格子设成了日期格式，显示 1900/4/29",
        _figure(),
        found="1900-04-29",
        expected="120",
    ),
    "cell-percent": shown(
        "百分比填了 98.5，没有写 %",
        _figure("D12", "知晓率"),
        found="98.5",
        expected="98.5%",
        steps=(
            "问单位：是 98.5% 还是 0.985%？",
            "请单位改写成 98.5%；或者在“校核报告”的“处理”栏选“确认”，写明理由。",
        ),
    ),
    "cell-spaced": shown("填的是“1 20”，中间有一个不换行的空格", _figure(), expected="120"),
    "cell-approximate": shown("填了“200余”", _figure(), found="200余"),
    "cell-implausible": shown("把电话填进了数据格", _figure(), found="13800138000"),
}
