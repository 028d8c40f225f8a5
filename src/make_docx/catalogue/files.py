"""Gives the findings about what is in 收件/ their severity and their words."""

from __future__ import annotations

from typing import Final

from make_docx.catalogue.entry import ERROR, NOTE, WARN, Entry

ENTRIES: Final[dict[str, Entry]] = {
    "file-skipped": Entry(
        NOTE, "未读取：{reason}", "如果这是单位的填报表，请另存为 .xlsx 后放回“收件”文件夹。"
    ),
    "file-misnamed": Entry(
        WARN,
        "没有用上：文件名是“{found}”，应为“{expected}”",
        "要用它时，请把文件名改成“{expected}”（在资源管理器里先显示文件扩展名）；不用时请移走。",
    ),
    "file-clutter": Entry(NOTE, "未读取：{reason}", "不用处理。"),
    "file-no-table": Entry(
        NOTE,
        "未读取：{reason}",
        "如果这是单位报的数，请单位填到填报表里重新发送；是 make-docx 生成的公文的，请另存为 .docx。",
    ),
    "file-container": Entry(NOTE, "未读取：{reason}", "请把里面的填报表取出来，放进“收件”文件夹。"),
    "file-link": Entry(NOTE, "未读取：{reason}", "请把它指向的文件复制进“收件”文件夹。"),
    "file-empty": Entry(ERROR, "文件是空的（0 字节）", "请单位重新发送。"),
    "file-encrypted": Entry(ERROR, "文件有打开密码，读不出来", "请单位去掉密码后重新发送。"),
    "file-legacy": Entry(
        ERROR,
        "是旧版表格（.xls 或 .et）",
        "请用 Excel 或 WPS 打开，另存为 .xlsx 后放回。",
        of_unit="请用 Excel 或 WPS 打开，另存为 .xlsx 后重新发送。",
    ),
    "file-not-workbook": Entry(
        ERROR, "不是 Excel 工作簿：{reason}", "请单位用发下去的填报表重新填写。"
    ),
    "file-other-format": Entry(
        ERROR,
        "不是普通的 .xlsx 工作簿：{reason}",
        "请用 Excel 或 WPS 打开，另存为 .xlsx 后放回。",
        of_unit="请用 Excel 或 WPS 打开，另存为 .xlsx 后重新发送。",
    ),
    "file-packed": Entry(
        ERROR,
        "不是 Excel 工作簿：{reason}",
        "请解压，把里面的填报表放进“收件”文件夹。",
        of_unit="请解压，把里面的填报表单独发送。",
    ),
    "file-damaged": Entry(ERROR, "文件损坏，打不开：{reason}", "请单位重新发送。"),
    "file-unsafe": Entry(
        ERROR, "文件内容异常，没有打开：{reason}", "请单位把数字填到新的填报表里重新发送。"
    ),
    "file-macros": Entry(
        NOTE,
        "文件里带有宏，没有运行，只读取了里面的数据",
        "不用处理；转发这个文件前请另存为不带宏的 .xlsx 或 .docx。",
    ),
    "file-unstyled": Entry(
        NOTE,
        "文件的格式部分残缺，数都按常规格式读取",
        "请核对百分比和日期；有疑问的，请单位用 Excel 或 WPS 打开，另存后重新发送。",
    ),
    "form-forwarded": Entry(
        WARN,
        "这张表是发给“{expected}”的，填的单位却是“{found}”，按“{found}”读取",
        "请向单位核实是哪一家的数；确实如此的请记下原因。",
        needs_reason=True,
        of_unit="请用发给本单位的填报表填写。",
    ),
    "form-not-ours": Entry(
        ERROR,
        "不是本任务的填报表：里面是工作表“{found}”，没有“{expected}”里的指标",
        "请单位用发下去的填报表重新填写；不是单位报的数的，请移出“收件”。",
        of_unit="请用发下去的填报表重新填写。",
    ),
    "form-other-kind": Entry(
        ERROR,
        "是另一种文种的填报表：表里是 {found}，应为 {expected}",
        "请单位换用本任务的填报表。",
        of_unit="请换用本次的填报表重新填写，不要在这张表里改。",
    ),
    "form-other-period": Entry(
        ERROR,
        "报送期次不对：这是“{found}”的填报表，应为“{expected}”的",
        "请单位换用本期的填报表；如果是“公文要素”填错了期次，请改正。",
        of_unit="请换用“{expected}”的填报表重新填写；只把这张表上写的期次改过来没有用。",
    ),
    "form-period-differs": Entry(
        WARN,
        "表上写的报送期次是“{found}”，应为“{expected}”",
        "请向单位核实报的是哪一期的数：不是本期的，请单位重新填写；确实是本期的请记下原因。",
        needs_reason=True,
        of_unit="报的是“{expected}”的数时，请把期次改过来；不是的，请填“{expected}”的数。",
    ),
    "form-other-version": Entry(
        WARN,
        "是另一版填报表（{found}，现在是 {expected}），已按指标名称逐项读取：{changes}",
        "请核对该单位的数据；指标有增减时请单位换用新表。",
    ),
    "form-unmarked": Entry(
        WARN,
        "认不出是哪一期的表（标记已丢失，可能是抄到新工作簿里的），已按指标名称逐项读取",
        "请核对期次；不是本期的，请移出“收件”，请单位换用本期的填报表。",
        of_unit="请核对期次；不是本期的，请换用本期的填报表。",
    ),
    "form-no-values": Entry(
        ERROR,
        "认不出数字填在哪一列：表头里没有“{expected}”",
        "请单位用发下去的填报表重新填写，不要改表头。",
    ),
    "form-repeated": Entry(
        ERROR,
        "除了“{expected}”，这张表里也填了数据，而且不同",
        "请单位只留一张填报表；要合并的，先加总到一张表里。",
    ),
    "form-copied": Entry(
        WARN,
        "这张表与“{expected}”里填的数相同，只读取一次",
        "请核对：留着的是不是同一张表的副本。",
    ),
    "form-empty": Entry(ERROR, "是一张空表，没有填任何数据", "请单位填好后重新发送。"),
    "form-misplaced": Entry(
        ERROR,
        "填数的格子都是空的，“{head}”一栏里却有数字（{found}），是不是填错了格",
        "请单位把数字填到“数值”一栏，重新发送。",
    ),
    "row-empty": Entry(ERROR, "这一行没有填任何数据", "请填好；不要这一行时，请整行删去。"),
}
