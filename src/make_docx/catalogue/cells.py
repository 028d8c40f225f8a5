"""Gives the findings about what stands in the cells of a form their severity and their words."""

from __future__ import annotations

from typing import Final

from make_docx.catalogue.entry import ERROR, NOTE, WARN, Entry

ENTRIES: Final[dict[str, Entry]] = {
    "indicator-missing": Entry(
        ERROR,
        "表里找不到指标“{label}”{instead}",
        "这一行可能被删除或改名了。请单位用发下去的填报表重新填写。",
    ),
    "form-lacks-indicator": Entry(
        ERROR,
        "这张表发下去以后，指标改过，里面找不到“{label}”{instead}",
        "请把按现在的指标生成的填报表（make-docx form）换发给该单位；"
        "只是改了名称的，也可以在“指标”表里把名称改回去。",
        of_unit="请换用新的填报表重新填写，不要在这张表里改。",
    ),
    "form-lacks-table": Entry(
        ERROR,
        "找不到工作表“{label}”",
        "可能被删除或改名了，或者这张表发下去以后，“表格”改过。"
        "请单位用现在的填报表（make-docx form）重新填写。",
        of_unit="请用现在的填报表重新填写。",
    ),
    "form-lacks-column": Entry(
        ERROR,
        "“{label}”的表头里找不到“{expected}”这一列",
        "可能被删除或改名了，或者这张表发下去以后，“表格”改过。"
        "请单位用现在的填报表（make-docx form）重新填写。",
        of_unit="请用现在的填报表重新填写。",
    ),
    "table-unit-unknown": Entry(
        ERROR,
        "“{found}”没有报数，这一条{more}不知道算在哪里{hint}",
        "请改成报数的单位的名称；没有这个单位的，请删去这一条。",
    ),
    "table-unit-unreported": Entry(
        ERROR,
        "“{found}”在单位名册里，但是没有报数，这一条{more}不知道算在哪里",
        "请先在“数据”里填上这个单位的数；填错了单位的，请改正单位名称。",
    ),
    "table-of-nobody": Entry(
        ERROR,
        "“{label}”里有 {count} 条没有写明是哪个单位的",
        "请在表头加上“单位名称”一列，逐条填好；只有一个单位时，请在“数据”里填上它。",
    ),
    "value-unclaimed": Entry(
        ERROR,
        "这一行{row}不是指标，“数值”一栏里却填了“{found}”，没有读取",
        "请删去，或由经办人在“指标”表加上这一项，用 make-docx form 生成新表换发。",
        of_unit="请删去；确实要报这一项的，请先联系发表单位。",
    ),
    "sheet-hidden": Entry(
        WARN,
        "填了数的工作表是隐藏的，已照常读取",
        "请取消隐藏，核对里面的数；不该报的，请单位改正后重新发送。",
    ),
    "sheet-padded": Entry(NOTE, "表格后面有大量设过格式的空行或空列，没有读取", "不用处理。"),
    "sheet-unit-differs": Entry(
        WARN,
        "工作表名是“{expected}”，表里填的单位却是“{found}”，按“{found}”读取",
        "请核对：可能是复制工作表后忘了改单位名称。",
        needs_reason=True,
    ),
    "row-hidden": Entry(
        WARN,
        "“{found}”这一行是隐藏的（可能被筛选掉了），已照常读取",
        "请取消隐藏或筛选，核对这一行；不该报的请整行删去。",
    ),
    "column-hidden": Entry(
        WARN, "“{label}”这一列是隐藏的，已照常读取", "请取消隐藏，核对这一列；不该报的请清空。"
    ),
    "table-column-unknown": Entry(
        ERROR,
        "汇总表里的列“{found}”填了数据，却不是指标{hint}",
        "请把列名改成指标的名称；不是本次要报的，请删去这一列。",
    ),
    "table-column-missing": Entry(
        ERROR,
        "汇总表里没有“{label}”这一列",
        "请加上这一列并填好；列名要与“指标”表里的名称相同。",
        of_unit="请加上这一列并填好；列名要与上面引号里的相同。",
    ),
    "table-column-unit": Entry(
        ERROR,
        "汇总表里“{label}”这一列的计量单位是“{found}”，现在要求“{expected}”，没有读取这一列",
        "请把这一列的数换算成“{expected}”，并把计量单位改过来。",
    ),
    "table-total-differs": Entry(
        WARN,
        "汇总表里“{label}”的合计写的是 {found}，各行加起来是 {expected}",
        "请核对是哪一行填错、漏了，还是合计没有更新；公文用各行的数，确实如此的请记下原因。",
        needs_reason=True,
    ),
    "table-head-unknown": Entry(
        WARN,
        "“{label}”里的列“{found}”填了内容，没有读取：它不是这张表格的栏目{hint}",
        "只是栏目名称写得不同的，请改成规定的名称；不用的列请清空。",
    ),
    "table-cell-outside": Entry(
        WARN,
        "这一格填了“{found}”，上面没有“{label}”的栏目，没有读取",
        "请移到所属的栏目下面；不要的请清空。",
    ),
    "picture-unclaimed": Entry(
        WARN,
        "这张照片不在任何一条的“照片”栏里，没有用上",
        "请把它移到所属的那一行，不要超出；不要的请删去。",
    ),
    "picture-second": Entry(
        WARN,
        "这一行的“{label}”有不止一张照片，只用第一张",
        "一行放一张；要用这一张的，请另填一行。",
    ),
    "pictures-elsewhere": Entry(
        WARN,
        "{found} 有照片（{count} 张），照片要放在{columns}，放在这里的没有用上",
        "要用的请移到那里，一行一张，重新发送；不要的请删去。",
    ),
    "pictures-unasked": Entry(
        WARN,
        "{found} 有照片（{count} 张），这张填报表不收照片，没有用上",
        "请看一下：照片上有要报的数或者文字的，请填到格子里；其他的不用处理。",
    ),
    "pictures-unread": Entry(
        WARN,
        "这张表里的照片一张也读不出来：{reason}；表里的数照常读取",
        "有照片要用的，请单位重新插入后发送；没有的不用处理。",
    ),
    "sheet-unread": Entry(
        WARN,
        "这张工作表没有读取，里面有内容（{found}）",
        "请看一下：里面有要报的数时，请单位填到“{expected}”里重新发送；没有时不用处理。",
    ),
    "indicator-moved": Entry(
        NOTE, "{labels}不在原来的位置，已按名称找到", "不用处理；如有疑问请核对数字。"
    ),
    "form-shifted": Entry(
        ERROR,
        "“数值”一栏的格子被上下移动过：“{label}”旁边现在是“{found}”的格子，各项的数都错了位",
        "请单位用新的填报表重新填写；删数请用 Delete 键清空，不要删除单元格。",
    ),
    "indicator-repeated": Entry(
        ERROR, "“{label}”在表里出现了多次：{found}", "请单位删去多余的行后重新发送。"
    ),
    "column-unknown": Entry(
        ERROR,
        "列“{found}”填了数据，却不是指标{hint}",
        "只是指标改了名称的，在“审阅”里撤销工作表保护（没有密码），把列名改成新名称。"
        "不是指标的，请在“指标”表里加上它再运行 make-docx form {file}，或者清空这一列。",
    ),
    "column-missing": Entry(
        ERROR,
        "“数据”表里没有“{label}”这一列",
        "请运行 make-docx form {file}，“数据”表会加上这一列，已填的数不动；再把它填好。",
    ),
    "column-repeated": Entry(
        ERROR, "“{label}”有好几列：{found}", "请核对哪一列是对的，清空或删去多余的列。"
    ),
    "column-unit": Entry(
        ERROR,
        "“{label}”这一列上面写的计量单位是“{found}”，现在要求“{expected}”",
        "请运行 make-docx form {file} 更新“数据”表，再把这一列的数按“{expected}”核对、改正。",
    ),
    "part-skipped": Entry(
        NOTE, "“{found}”没有读取：{reason}", "不用处理；是要报的数时，请填到该填的格子里。"
    ),
    "cell-merged": Entry(
        ERROR,
        "“{label}”的数据格与 {found} 合并了，分不清是谁的数",
        "请单位取消合并，分别填写，重新发送。",
    ),
    "cell-misplaced": Entry(
        ERROR,
        "“{label}”的数据格是空的，右边 {cell} 却有“{found}”，是不是填错了格",
        "请核实，把数字填到“数值”一栏。",
    ),
    "cell-form-unit": Entry(
        ERROR,
        "表上“{label}”的计量单位是“{found}”，现在要求“{expected}”",
        "请该单位换用新表（make-docx form）重新填写。",
        of_unit="请换用新的填报表重新填写，不要在这张表里改。",
    ),
    "text-spaced": Entry(
        WARN,
        "“{label}”里字和字之间有空格（“{found}”），照原样印",
        "请看一下：多余的请单位删去；隔开几个名称的，请改成顿号。",
    ),
    "cell-required": Entry(
        ERROR, "“{label}”必须填写，现在是空的", "请单位补填：没有发生的填 0 或“无”，不适用的填“/”。"
    ),
    "cell-not-number": Entry(
        ERROR,
        "“{label}”要填数字，现在是“{found}”",
        "请单位改成一个数字，例如 120、约200；没有发生的填 0，不适用的填“/”。",
    ),
    "cell-not-answer": Entry(
        ERROR,
        "“{label}”只能填“是”或“否”，现在是“{found}”",
        "请单位改成“是”或“否”，填 1 或 0 也可以；不适用的填“/”。",
        of_unit="请改成“是”或“否”，填 1 或 0 也可以；不适用的填“/”。",
    ),
    "cell-decimals": Entry(
        WARN,
        "“{label}”填的是“{found}”，填写说明里写的是最多 {expected} 位小数",
        "请核对这个数；确实要这么多位的，请改填写说明，印出来时各单位的小数位数会一样多。",
        of_unit="请核对，按填写说明改正。",
    ),
    "cell-not-integer": Entry(
        ERROR,
        "“{label}”要填整数，现在是“{found}”",
        "请单位改成整数；本来就有小数的，请把它的类型改为“小数”（在“指标”或者“表格”里）。",
        of_unit="请改成整数；本来就有小数的，请联系发表单位。",
    ),
    "cell-negative": Entry(
        ERROR,
        "“{label}”不能是负数，现在是“{found}”",
        "请单位核实后改正；指标确实会有负数的，请在“指标”表里填上最小值。",
        of_unit="请核实后改正；确实如此的，请联系发表单位。",
    ),
    "cell-too-small": Entry(
        ERROR,
        "“{label}”不能小于 {expected}，现在是“{found}”",
        "请核实后改正；确实如此时，请修改“指标”表的最小值。",
        of_unit="请核实后改正；确实如此的，请联系发表单位。",
    ),
    "cell-too-large": Entry(
        ERROR,
        "“{label}”不能大于 {expected}，现在是“{found}”",
        "请核实后改正；确实如此时，请修改“指标”表的最大值。",
        of_unit="请核实后改正；确实如此的，请联系发表单位。",
    ),
    "cell-other-unit": Entry(
        ERROR,
        "“{label}”的计量单位是“{expected}”，现在写的是“{found}”",
        "请单位核实数字，按“{expected}”填写。",
    ),
    "cell-formula": Entry(
        ERROR,
        "“{label}”是没有计算过的公式",
        "请用 Excel 或 WPS 打开这个文件，保存一次，再放回。",
        of_unit="请用 Excel 或 WPS 打开这个文件，保存一次，重新发送；也可以把公式换成数字。",
    ),
    "cell-formula-differs": Entry(
        WARN,
        "“{label}”的公式算出来是 {expected}，格子里存的却是“{found}”，按“{found}”读取",
        "请用 Excel 或 WPS 打开这个文件核对，改正后保存；确实如此的请记下原因。",
        needs_reason=True,
    ),
    "cell-external": Entry(
        ERROR,
        "“{label}”的公式（{found}）引用了别的文件，存下来的数靠不住",
        "请单位把公式换成数字，重新发送。",
    ),
    "cell-picture": Entry(
        ERROR, "“{label}”要填数字，格子里放的是照片", "请单位填上数字，照片放到别处，重新发送。"
    ),
    "cell-hidden": Entry(
        WARN,
        "“{label}”填的“{found}”在表上看不见（行、列隐藏了，或者格式设成不显示），已照常读取",
        "请取消隐藏，核对这个数；不该报的，请单位删去后重新发送。",
    ),
    "cell-comment": Entry(NOTE, "“{label}”有批注：{found}", "请打开看一下批注，数照常计入。"),
    "cell-merge-read": Entry(
        WARN,
        "“{label}”的数据格与别的格合并了（{found}），按左上角的内容读取",
        "请核对：合并时别的格里的内容会丢失。",
    ),
    "cell-error": Entry(
        ERROR, "“{label}”是错误值“{found}”", "公式出了错，请把它换成要填的内容，再保存。"
    ),
    "cell-date": Entry(
        WARN,
        "“{label}”被存成了日期（{found}），按数字 {expected} 读取",
        "请核对这个数字，并把单元格格式改为常规。",
    ),
    "cell-percent": Entry(
        WARN,
        "“{label}”填的是“{found}”，按 {expected} 读取",
        "请核对；百分比请写成 98.5% 的样子。",
        needs_reason=True,
    ),
    "cell-spaced": Entry(
        NOTE,
        "“{label}”的数字里夹着空格、换行或看不见的符号，按 {expected} 读取",
        "不用处理；如有疑问请核对。",
    ),
    "cell-approximate": Entry(
        NOTE, "“{label}”是约数“{found}”，汇总出来的数也随之为约数", "能报准确数的，请单位补报。"
    ),
    "cell-implausible": Entry(
        WARN,
        "“{label}”填的是“{found}”，不像是一个数量",
        "请核实；确实如此的，请记下原因；是指标的，也可以在“指标”表里填上最大值。",
        needs_reason=True,
    ),
}
