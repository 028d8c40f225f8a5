"""Holds an example of every finding about what is in 收件/."""

from __future__ import annotations

from typing import Final

from error_examples.example import FORM, Example, file, form, shown
from make_docx.findings import Place

EXAMPLES: Final[dict[str, Example]] = {
    "file-skipped": shown("“收件”里放着“说明.txt”", file("说明.txt"), reason="是文本文件"),
    "file-misnamed": shown(
        "任务文件夹里有“格式规定.toml.txt”",
        Place(file="格式规定.toml.txt"),
        found="格式规定.toml.txt",
        expected="格式规定.toml",
        steps=(
            "在资源管理器“查看”里勾选“文件扩展名”。",
            "把文件名末尾多出来的部分删去。",
            "再运行一次 make-docx check。",
        ),
    ),
    "file-clutter": shown(
        "有人正开着填报表，留下“~$城关镇卫生院.xlsx”",
        file("~$城关镇卫生院.xlsx"),
        reason="是 Excel、WPS 或系统留下的临时文件",
    ),
    "file-no-table": shown("单位发来填报表的照片“填报表.jpg”", file("填报表.jpg"), reason="是图片"),
    "file-container": shown("单位发来“材料.zip”", file("材料.zip"), reason="是压缩包"),
    "file-link": shown("“收件”里放的是快捷方式", file("填报表.xlsx.lnk"), reason="是快捷方式"),
    "file-empty": shown("下载中断，文件只有 0 字节", Place(file=FORM)),
    "file-encrypted": shown(
        "单位给填报表设了打开密码",
        Place(file=FORM),
        steps=(
            "请单位打开文件，“文件—信息—保护工作簿—用密码进行加密”，把密码清空。",
            "保存后重新发送；不要把密码发来。",
        ),
    ),
    "file-legacy": shown(
        "单位用旧版 WPS 存成了 .et，或者把 .xls 改名为 .xlsx",
        Place(file=FORM),
        steps=("用 Excel 或 WPS 打开。", "“文件—另存为”，类型选“Excel 工作簿（*.xlsx）”。"),
    ),
    "file-not-workbook": shown("把一张照片改名为 .xlsx", Place(file=FORM), reason="是图片改了后缀"),
    "file-other-format": shown(
        "从网页导出的“表格”其实是网页", Place(file=FORM), reason="是网页改了后缀"
    ),
    "file-packed": shown("把压缩包改名为 .xlsx", Place(file=FORM), reason="是压缩包改了后缀"),
    "file-damaged": shown("文件没有传完", Place(file=FORM), reason="压缩结构不完整，可能没有传完"),
    "file-unsafe": shown(
        "文件展开后有几百 MB，是压缩炸弹的样子",
        Place(file=FORM),
        reason="解压后有 312 MB，超过 300 MB",
    ),
    "file-macros": shown("单位交来的是带宏的 .xlsm", file("城关镇卫生院.xlsm")),
    "file-unstyled": shown("文件由别的程序生成，少了格式部分", Place(file=FORM)),
    "form-forwarded": shown(
        "发给城关镇卫生院的表，单位名称改成了县医院",
        form("D5", "单位名称"),
        found="县医院",
        expected="城关镇卫生院",
        unit="县医院",
    ),
    "form-not-ours": shown(
        "单位交来自己做的台账",
        Place(file="收件/台账.xlsx"),
        found="台账",
        expected="填报表",
    ),
    "form-other-kind": shown(
        "交来的是另一项工作的填报表",
        form("F2"),
        found="work-plan",
        expected="activity-summary",
    ),
    "form-other-period": shown(
        "用上个月的表填了这个月的数", form("B2"), found="2021年4月", expected="2021年5月"
    ),
    "form-period-differs": shown(
        "填报表上的期次被改成了上个月的",
        form("B2"),
        found="2021年4月",
        expected="2021年5月",
        unit="城关镇卫生院",
    ),
    "form-other-version": shown(
        "填报表发出以后，“指标”里加了“滚动播出”",
        form("F2"),
        found="1a2b3c4d",
        expected="5e6f7a8b",
        changes="缺少“滚动播出”",
    ),
    "form-unmarked": shown("单位把表抄进了一个新建的工作簿", form("B2")),
    "form-no-values": shown("表头的“数值”被改成了“本月”", Place(FORM, "填报表"), expected="数值"),
    "form-repeated": shown(
        "工作簿里“填报表”和“填报表 (2)”都填了，数不同",
        form("D10", "悬挂宣传横幅", "填报表 (2)"),
        expected="填报表",
    ),
    "form-copied": shown(
        "单位把填好的“填报表”又复制了一张", Place(FORM, "填报表 (2)"), expected="填报表"
    ),
    "form-empty": shown("单位把空表原样发了回来", form("D5", "单位名称")),
    "form-misplaced": shown(
        "数字都填在了“填写说明”一栏", form("F10"), found="12、3500、8", head="填写说明"
    ),
    "row-empty": shown(
        "“数据”表里写了单位名称，后面都是空的", Place("某局.xlsx", "数据", "B7", "单位名称")
    ),
}
