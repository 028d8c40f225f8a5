"""Gives every finding code its severity and its Chinese words.

A message says what is there and what belongs there; an action says what the clerk does next.
`{found}` is quoted as found; `{label}`, `{expected}` and `{unit}` come from the finding.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from make_docx.findings import Finding, Place, Severity, excerpt


@dataclass(frozen=True, slots=True)
class Entry:
    """One kind of finding: `message` and `action` are filled with the facts of the place."""

    severity: Severity
    message: str
    action: str
    needs_reason: bool = False  # a warning that the clerk has to confirm, saying why


_NOTE, _WARN, _ERROR = Severity.NOTE, Severity.WARN, Severity.ERROR

CATALOGUE: Final[dict[str, Entry]] = {
    # ── files in 收件/ ────────────────────────────────────────────────────────────────
    "file-skipped": Entry(
        _NOTE, "未读取：{reason}", "如果这是单位的填报表，请另存为 .xlsx 后放回“收件”文件夹。"
    ),
    "file-clutter": Entry(_NOTE, "未读取：{reason}", "不用处理。"),
    "file-no-table": Entry(
        _NOTE, "未读取：{reason}", "如果这是单位报的数，请单位填到填报表里重新发送。"
    ),
    "file-container": Entry(
        _NOTE, "未读取：{reason}", "请把里面的填报表取出来，放进“收件”文件夹。"
    ),
    "file-link": Entry(_NOTE, "未读取：{reason}", "请把它指向的文件复制进“收件”文件夹。"),
    "file-empty": Entry(_ERROR, "文件是空的（0 字节）", "请单位重新发送。"),
    "file-encrypted": Entry(_ERROR, "文件有打开密码，读不出来", "请单位去掉密码后重新发送。"),
    "file-legacy": Entry(
        _ERROR, "是旧版表格（.xls 或 .et）", "请用 Excel 或 WPS 打开，另存为 .xlsx 后放回。"
    ),
    "file-not-workbook": Entry(
        _ERROR, "不是 Excel 工作簿：{reason}", "请单位用发下去的填报表重新填写。"
    ),
    "file-other-format": Entry(
        _ERROR, "不是普通的 .xlsx 工作簿：{reason}", "请用 Excel 或 WPS 打开，另存为 .xlsx 后放回。"
    ),
    "file-packed": Entry(
        _ERROR, "不是 Excel 工作簿：{reason}", "请解压，把里面的填报表放进“收件”文件夹。"
    ),
    "file-damaged": Entry(_ERROR, "文件损坏，打不开：{reason}", "请单位重新发送。"),
    "file-unsafe": Entry(
        _ERROR, "文件内容异常，没有打开：{reason}", "请单位把数字填到新的填报表里重新发送。"
    ),
    "file-macros": Entry(
        _NOTE,
        "文件里带有宏，没有运行，只读取了表里的内容",
        "不用处理；转发这个文件前请另存为 .xlsx。",
    ),
    "file-unstyled": Entry(
        _NOTE,
        "文件的格式部分残缺，数都按常规格式读取",
        "请核对百分比和日期；有疑问的，请单位用 Excel 或 WPS 打开，另存后重新发送。",
    ),
    "form-forwarded": Entry(
        _WARN,
        "这张表是发给“{expected}”的，填的单位却是“{found}”，按“{found}”读取",
        "请向单位核实是哪一家的数；确实如此的请记下原因。",
        needs_reason=True,
    ),
    "form-not-ours": Entry(
        _ERROR, "不是本任务的填报表：找不到“{expected}”", "请单位用发下去的填报表重新填写。"
    ),
    "form-other-kind": Entry(
        _ERROR,
        "是另一种文种的填报表：表里是 {found}，应为 {expected}",
        "请单位换用本任务的填报表。",
    ),
    "form-other-period": Entry(
        _ERROR,
        "报送期次不对：表里是“{found}”，应为“{expected}”",
        "请单位换用本期的填报表；如果是“公文要素”填错了期次，请改正。",
    ),
    "form-other-version": Entry(
        _WARN,
        "是另一版填报表（{found}，现在是 {expected}），已按指标名称逐项读取：{changes}",
        "请核对该单位的数据；指标有增减时请单位换用新表。",
    ),
    "form-unmarked": Entry(
        _WARN,
        "认不出是哪一期的表（标记已丢失，可能是抄到新工作簿里的），已按指标名称逐项读取",
        "请核对期次；不是本期的，请移出“收件”，请单位换用本期的填报表。",
    ),
    "form-repeated": Entry(
        _ERROR,
        "除了“{expected}”，这张表里也填了数据，而且不同",
        "请单位只留一张填报表；要合并的，先加总到一张表里。",
    ),
    "form-copied": Entry(
        _WARN,
        "这张表与“{expected}”里填的数相同，只读取一次",
        "请核对：留着的是不是同一张表的副本。",
    ),
    "form-empty": Entry(_ERROR, "是一张空表，没有填任何数据", "请单位填好后重新发送。"),
    "form-misplaced": Entry(
        _ERROR,
        "填数的格子都是空的，“{head}”一栏里却有数字（{found}），是不是填错了格",
        "请单位把数字填到“数值”一栏，重新发送。",
    ),
    "row-empty": Entry(_ERROR, "这一行没有填任何数据", "请填好；不要这一行时，请整行删去。"),
    # ── units ─────────────────────────────────────────────────────────────────────────
    "unit-missing": Entry(
        _ERROR,
        "“{unit}”没有报送",
        "请催报；确定不等时，加 --allow-partial 生成，该单位会列为未报。",
    ),
    "nothing-reported": Entry(
        _ERROR,
        "一家单位的数据也没有，无从汇总",
        "请把收到的填报表放进“收件”，或者在“数据”表里填好，再运行一次。",
    ),
    "unit-duplicate": Entry(
        _ERROR,
        "“{unit}”报送了多份，内容不同：{files}",
        "请确认用哪一份，把其余的移出“收件”文件夹。",
    ),
    "row-duplicate": Entry(
        _ERROR, "“{unit}”填了多行，内容不同：{files}", "请核对哪一行是对的，删去多余的行。"
    ),
    "unit-identical": Entry(_NOTE, "与 {original} 完全相同，只计一次", "不用处理。"),
    "unit-unknown": Entry(
        _ERROR,
        "单位名称“{found}”不在单位名册上{hint}",
        "请改正表里的单位名称，或把它加进“单位名册”（曾用名写在“别名”栏）。",
    ),
    "unit-blank": Entry(_ERROR, "没有填单位名称", "请在这一格选择单位名称。"),
    "unit-late": Entry(
        _NOTE,
        "填报日期是 {found}，晚于截止日期 {expected}",
        "不用处理，数已照常计入；如果日期填错了，请改正。",
    ),
    "unit-alias": Entry(_NOTE, "单位名称“{found}”按别名认作“{unit}”", "不用处理。"),
    # ── cells ─────────────────────────────────────────────────────────────────────────
    "indicator-missing": Entry(
        _ERROR,
        "表里找不到指标“{label}”",
        "这一行可能被删除或改名了。请单位用发下去的填报表重新填写。",
    ),
    "form-lacks-indicator": Entry(
        _ERROR,
        "表里找不到指标“{label}”，这张表发下去以后，指标改过",
        "请把按现在的指标生成的填报表（make-docx form）换发给该单位；"
        "只是改了名称的，也可以在“指标”表里把名称改回去。",
    ),
    "value-unclaimed": Entry(
        _ERROR,
        "这一行{row}不是指标，“数值”一栏里却填了“{found}”，没有读取",
        "请删去，或由经办人在“指标”表加上这一项，用 make-docx form 生成新表换发。",
    ),
    "sheet-hidden": Entry(
        _WARN,
        "填了数的工作表是隐藏的，已照常读取",
        "请取消隐藏，核对里面的数；不该报的，请单位改正后重新发送。",
    ),
    "sheet-padded": Entry(_NOTE, "表格后面有大量设过格式的空行或空列，没有读取", "不用处理。"),
    "sheet-unit-differs": Entry(
        _WARN,
        "工作表名是“{sheet}”，表里填的单位却是“{found}”，按“{found}”读取",
        "请核对：可能是复制工作表后忘了改单位名称。",
        needs_reason=True,
    ),
    "row-hidden": Entry(
        _WARN,
        "“{found}”这一行是隐藏的（可能被筛选掉了），已照常读取",
        "请取消隐藏或筛选，核对这一行；不该报的请整行删去。",
    ),
    "column-hidden": Entry(
        _WARN, "“{label}”这一列是隐藏的，已照常读取", "请取消隐藏，核对这一列；不该报的请清空。"
    ),
    "table-column-unknown": Entry(
        _ERROR,
        "汇总表里的列“{found}”填了数据，却不是指标{hint}",
        "请把列名改成指标的名称；不是本次要报的，请删去这一列。",
    ),
    "table-column-missing": Entry(
        _ERROR,
        "汇总表里没有“{label}”这一列",
        "请加上这一列并填好；列名要与“指标”表里的名称相同。",
    ),
    "picture-broken": Entry(
        _WARN,
        "照片“{found}”不能用：{reason}；表里的数和其他照片照常读取",
        "要用这张照片的，请单位重新插入后发送。",
    ),
    "pictures-received": Entry(_NOTE, "收到 {count} 张照片，这个文种的公文不印照片", "不用处理。"),
    "pictures-unchecked": Entry(_NOTE, "照片太多、太大，有 {count} 张没有检查", "不用处理。"),
    "sheet-unread": Entry(
        _WARN,
        "这张工作表没有读取，里面有内容（{found}）",
        "请看一下：里面有要报的数时，请单位填到“{expected}”里重新发送；没有时不用处理。",
    ),
    "indicator-moved": Entry(
        _NOTE, "{labels}不在原来的位置，已按名称找到", "不用处理；如有疑问请核对数字。"
    ),
    "indicator-repeated": Entry(
        _ERROR, "“{label}”在表里出现了多次：{found}", "请单位删去多余的行后重新发送。"
    ),
    "column-unknown": Entry(
        _ERROR,
        "列“{found}”填了数据，却不是指标{hint}",
        "只是指标改了名称的，在“审阅”里撤销工作表保护（没有密码），把列名改成新名称。"
        "不是指标的，请在“指标”表里加上它再运行 make-docx form {file}，或者清空这一列。",
    ),
    "column-missing": Entry(
        _ERROR,
        "“数据”表里没有“{label}”这一列",
        "请运行 make-docx form {file}，“数据”表会加上这一列，已填的数不动；再把它填好。",
    ),
    "column-repeated": Entry(
        _ERROR, "“{label}”有好几列：{found}", "请核对哪一列是对的，清空或删去多余的列。"
    ),
    "column-unit": Entry(
        _ERROR,
        "“{label}”这一列上面写的计量单位是“{found}”，现在要求“{expected}”",
        "请运行 make-docx form {file} 更新“数据”表，再把这一列的数按“{expected}”核对、改正。",
    ),
    "part-skipped": Entry(_NOTE, "“{found}”没有读取：{reason}", "不用处理。"),
    "cell-merged": Entry(
        _ERROR,
        "“{label}”的数据格与 {found} 合并了，分不清是谁的数",
        "请取消合并，分别填写。",
    ),
    "cell-misplaced": Entry(
        _ERROR,
        "“{label}”的数据格是空的，右边 {cell} 却有“{found}”，是不是填错了格",
        "请核实，把数字填到“数值”一栏。",
    ),
    "cell-form-unit": Entry(
        _ERROR,
        "表上“{label}”的计量单位是“{found}”，现在要求“{expected}”",
        "请该单位换用新表（make-docx form）重新填写。",
    ),
    "cell-required": Entry(
        _ERROR, "“{label}”必须填写，现在是空的", "没有发生的填 0 或“无”，不适用的填“/”。"
    ),
    "cell-not-number": Entry(
        _ERROR, "“{label}”要填数字，现在是“{found}”", "请改成一个数字，例如 120。"
    ),
    "cell-not-integer": Entry(_ERROR, "“{label}”要填整数，现在是“{found}”", "请改成整数。"),
    "cell-negative": Entry(_ERROR, "“{label}”不能是负数，现在是“{found}”", "请改正。"),
    "cell-too-small": Entry(
        _ERROR,
        "“{label}”不能小于 {expected}，现在是“{found}”",
        "请核实后改正；确实如此时，请修改“指标”表的最小值。",
    ),
    "cell-too-large": Entry(
        _ERROR,
        "“{label}”不能大于 {expected}，现在是“{found}”",
        "请核实后改正；确实如此时，请修改“指标”表的最大值。",
    ),
    "cell-other-unit": Entry(
        _ERROR,
        "“{label}”的计量单位是{expected}，现在写的是“{found}”",
        "请核实数字，按规定的计量单位填写。",
    ),
    "cell-formula": Entry(
        _ERROR, "“{label}”是没有计算过的公式", "请用 Excel 或 WPS 打开这个文件，保存一次，再放回。"
    ),
    "cell-formula-differs": Entry(
        _WARN,
        "“{label}”的公式算出来是 {expected}，格子里存的却是“{found}”，按“{found}”读取",
        "请用 Excel 或 WPS 打开这个文件核对，改正后保存；确实如此的请记下原因。",
        needs_reason=True,
    ),
    "cell-external": Entry(
        _ERROR,
        "“{label}”的公式（{found}）引用了别的文件，存下来的数靠不住",
        "请单位把公式换成数字，重新发送。",
    ),
    "cell-picture": Entry(
        _ERROR, "“{label}”要填数字，格子里放的是照片", "请单位填上数字，照片放到别处，重新发送。"
    ),
    "cell-hidden": Entry(
        _WARN,
        "“{label}”在隐藏的行或列里，填的是“{found}”，已照常读取",
        "请取消隐藏，核对这个数；不该报的，请单位删去后重新发送。",
    ),
    "cell-comment": Entry(_NOTE, "“{label}”有批注：{found}", "请打开看一下批注，数照常计入。"),
    "cell-merge-read": Entry(
        _WARN,
        "“{label}”的数据格与别的格合并了（{found}），按左上角的内容读取",
        "请核对：合并时别的格里的内容会丢失。",
    ),
    "cell-error": Entry(_ERROR, "“{label}”是错误值“{found}”", "请改成数字。"),
    "cell-date": Entry(
        _WARN,
        "“{label}”被存成了日期（{found}），按数字 {expected} 读取",
        "请核对这个数字，并把单元格格式改为常规。",
    ),
    "cell-percent": Entry(
        _WARN,
        "“{label}”填的是“{found}”，按 {expected} 读取",
        "请核对；百分比请写成 98.5% 的样子。",
        needs_reason=True,
    ),
    "cell-approximate": Entry(
        _NOTE, "“{label}”是约数“{found}”，汇总出来的数也随之为约数", "能报准确数的，请单位补报。"
    ),
    "cell-implausible": Entry(
        _WARN,
        "“{label}”填的是“{found}”，不像是一个数量",
        "请核实；确实如此时，请在“指标”表里填上最大值。",
        needs_reason=True,
    ),
    # ── figures beside figures ────────────────────────────────────────────────────────
    "relation-broken": Entry(
        _ERROR,
        "“{label}”与其他数对不上：应为 {expected}，现在是 {sides}",
        "请核对这几个数，改正填错的；关系写得不对的，请改“指标”表的“勾稽关系”。",
    ),
    "relation-doubtful": Entry(
        _WARN,
        "“{label}”与其他数对不上：一般是 {expected}，现在是 {sides}",
        "请向单位核实；填错的请单位改正，确实如此的请记下原因。",
        needs_reason=True,
    ),
    "relation-undefined": Entry(
        _NOTE, "“{label}”的勾稽关系（{expected}）没有判断：除数是 0", "不用处理；如有疑问请核对。"
    ),
    "value-outlier": Entry(
        _WARN,
        "“{label}”填的是 {found}，{times}：{peers} {count} 家的中位数是 {expected}",
        "请向单位核实，看是不是多写、少写了一位；确实如此的请记下原因。",
        needs_reason=True,
    ),
    "value-scale": Entry(
        _WARN,
        "“{label}”填的是 {found}，{times}：{peers} {count} 家的中位数是 {expected}，"
        "可能把“{unit_asked}”和“{unit_other}”弄混了",
        "请向单位核实是不是按“{unit_asked}”填的；确实如此的请记下原因。",
        needs_reason=True,
    ),
    "cell-read-as": Entry(
        _NOTE, "“{label}”写的是“{found}”，按 {expected} 读取", "不用处理；如有疑问请核对。"
    ),
    # ── the clerk's decisions ─────────────────────────────────────────────────────────
    "decision-stale": Entry(
        _NOTE,
        "“{label}”原来确认的是“{expected}”，现在是“{found}”，那次确认不再算数",
        "请重新核对；属实的，重新确认并写明理由。",
    ),
    "decision-void": Entry(
        _WARN,
        "“{label}”这一行写的处理不算确认：{fault}",
        "请在“处理”栏选“确认”，并在“理由”栏写明理由；不确认的，两格都清空。",
    ),
    "decision-unneeded": Entry(
        _WARN,
        "“{label}”这一条选了“确认”，可它是{level}，不能确认",
        "错误要改正；提醒和说明不用确认。请清空“处理”栏。",
    ),
    "decision-unmatched": Entry(
        _WARN,
        "--accept 没有用上：“{found}”没有待确认的“{expected}”",
        "请核对单位名称和编号；已经确认过或改正了的，去掉这个 --accept。",
    ),
    "report-unreadable": Entry(
        _WARN,
        "上次的校核报告读不出来，没有覆盖它，里面写的确认也没有用上：{reason}",
        "里面有您写的理由时，请修好再运行；不要了的，把它移走或删去，再运行一次。",
    ),
    "report-in-use": Entry(
        _WARN,
        "校核报告正开着（有“{found}”），这次没有更新它",
        "请保存并关闭校核报告，再运行一次；没有打开的，请删去“{found}”。",
    ),
    "return-edited": Entry(
        _NOTE,
        "上次的退回件改动过，没有动它，这次的写成了“{expected}”",
        "不用处理；不要了的请删去。",
    ),
    # ── documents from below ──────────────────────────────────────────────────────────
    "file-not-document": Entry(
        _ERROR, "不是 Word 文档：{reason}", "请发来文件的单位另存为 .docx 后重新发送。"
    ),
    "document-no-data": Entry(
        _ERROR,
        "读不出数据：{reason}",
        "请该单位用 make-docx 重新生成后发来，或者把数字填到填报表里。",
    ),
    "document-tampered": Entry(
        _WARN,
        "内嵌数据不是这份公文的，或者生成以后改动过：{reason}",
        "请与发文单位核对；以印出来的统计表为准的，请记下原因，不然请其重新生成后发来。",
        needs_reason=True,
    ),
    "payload-damaged": Entry(
        _WARN,
        "内嵌数据有一份（{copy}）损坏，没有用它：{reason}",
        "请核对这份公文的数字；有疑问时请发文单位重新发送。",
    ),
    "payload-unreadable": Entry(
        _WARN,
        "内嵌数据损坏，读不出来，改按印出来的统计表读取（来源：附表）",
        "请与发文单位核对统计表和期次；属实的请记下原因，不然请其重新发送。",
        needs_reason=True,
    ),
    "payload-removed": Entry(
        _WARN,
        "印着校验码 {found}，内嵌数据却没有了，改按印出来的统计表读取（来源：附表）",
        "请与发文单位核对统计表和期次；属实的请记下原因，不然请其重新发送。",
        needs_reason=True,
    ),
    "payload-missing": Entry(
        _WARN,
        "没有内嵌数据，按印出来的统计表读取（来源：附表）",
        "请核对期次和数字；不是本期的，请移出“收件”。",
    ),
    "payload-unseen": Entry(
        _NOTE, "没有统计表可以对照，数字只从内嵌数据读取", "不用处理；如有疑问请核对数字。"
    ),
    "payload-other-version": Entry(
        _ERROR,
        "内嵌数据的格式是第 {found} 版，这个 make-docx 只认第 {expected} 版",
        "请升级 make-docx 后再运行；或者请该单位把数字填到填报表里。",
    ),
    "payload-other-kind": Entry(
        _ERROR,
        "是另一种文种的公文：内嵌数据是 {found}，应为 {expected}",
        "请移出“收件”，请该单位发来本任务的公文。",
    ),
    "payload-other-period": Entry(
        _ERROR,
        "报送期次不对：公文是“{found}”，应为“{expected}”",
        "请移出“收件”，请该单位发来本期的公文；如果是“公文要素”填错了期次，请改正。",
    ),
    "payload-differs": Entry(
        _WARN,
        "“{label}”（{row}）统计表上是“{found}”，内嵌数据是“{expected}”",
        "请与发文单位核对；以印出来的统计表为准的，请记下原因，不然请其重新生成后发来。",
        needs_reason=True,
    ),
    "payload-other-unit": Entry(
        _ERROR,
        "“{label}”的计量单位是“{found}”，现在要求“{expected}”",
        "请发文单位按“{expected}”重新汇总，或者把数字填到填报表里。",
    ),
    "payload-lacks-indicator": Entry(
        _ERROR,
        "没有指标“{label}”的数据",
        "请发文单位补报，重新生成公文；可以不报的，请在“指标”表把“必填”改为“否”。",
    ),
    "payload-other-aggregation": Entry(
        _WARN,
        "“{label}”下级是按“{found}”汇总的，现在按“{expected}”，合起来的数可能不对",
        "请核对这一项；确实可以这样合的请记下原因。",
        needs_reason=True,
    ),
    "payload-no-total": Entry(
        _NOTE, "“{label}”不汇总，下级公文里没有合计，按不适用处理", "不用处理。"
    ),
    "payload-rate-differs": Entry(
        _WARN,
        "公文里“{label}”是 {found}，按它报的分子、分母算是 {expected}，汇总时按分子、分母计算",
        "请与发文单位核对；可以按分子、分母计算的请记下原因。",
        needs_reason=True,
    ),
    "payload-partial": Entry(
        _NOTE,
        "这份公文里有单位没有报送，数里不含它们：{units}",
        "不用处理；要等的，请该单位补报后重新发送。",
    ),
    "payload-unclaimed": Entry(
        _NOTE, "有本任务没有要求的数据，没有计入：{labels}", "不用处理；要计入的，请加进“指标”表。"
    ),
    "annex-total-differs": Entry(
        _WARN,
        "统计表“{label}”的{row}是“{found}”，上面各单位加起来是 {expected}",
        "请与发文单位核对；确实如此的请记下原因，不然请其改正后重新发送。",
        needs_reason=True,
    ),
    "annex-cell-unread": Entry(
        _ERROR, "统计表“{label}”的合计是“{found}”，读不出数来", "请发文单位改正后重新发送。"
    ),
    "child-twice": Entry(
        _WARN,
        "“{child}”的数据在 {other} 里已经汇总过，可能重复计算",
        "请与发文单位核对它归谁汇总；确实没有重复的请记下原因。",
        needs_reason=True,
    ),
    # ── totals ────────────────────────────────────────────────────────────────────────
    "same-differs": Entry(
        _ERROR, "各单位的“{label}”应当相同，却有不同的值：{values}", "请核实，改正填错的单位。"
    ),
    "latest-unclear": Entry(
        _ERROR,
        "“{label}”取最新的数，但这几家填报日期相同而数不同：{units}",
        "请核实哪一家的是最新的，改正填报日期。",
    ),
    "latest-undated": Entry(
        _ERROR,
        "“{label}”取最新的数，但有单位没有填报日期，看不出谁的最新：{units}",
        "请补填这些单位的填报日期。",
    ),
    "rate-undefined": Entry(
        _NOTE, "“{label}”无法计算：分母“{found}”为 0 或不适用", "不用处理，文中按不适用处理。"
    ),
    "rate-half": Entry(
        _ERROR,
        "“{unit}”只有“{label}”，没有“{other}”，“{rate}”算不准",
        "请该单位补填“{other}”；两项都不适用的，两项都填“/”。",
    ),
    "total-jump": Entry(
        _WARN,
        "“{label}”上期是 {expected}，本期合计 {found}，{change}",
        "请核对本期和上期的数；确实如此的请记下增减的原因。"
        "本来就大起大落的，可以在“上期数据”里放宽“波动幅度”。",
        needs_reason=True,
    ),
    "rate-above-one": Entry(_ERROR, "“{label}”超过了 100%：{found}", "请核对分子和分母。"),
    # ── the brief ─────────────────────────────────────────────────────────────────────
    "element-required": Entry(_ERROR, "“{label}”必须填写", "请在“公文要素”里填好。"),
    "element-invalid": Entry(_ERROR, "“{label}”填的是“{found}”，应为{expected}", "请改正。"),
    "date-impossible": Entry(_ERROR, "“{label}”填的是“{found}”，没有这一天", "请改正。"),
    "date-read-as": Entry(
        _NOTE, "“{label}”写的是“{found}”，按 {expected} 读取", "不用处理；如有疑问请核对。"
    ),
    "date-doubtful": Entry(
        _WARN, "“{label}”是 {found}，不像是报 {expected}的数的日子", "请核对年份，填错的请改正。"
    ),
    "element-default": Entry(
        _NOTE, "“{label}”没有填，按“{expected}”处理", "不用处理；不是这样时，请在这一格里选。"
    ),
    "element-corrected": Entry(
        _NOTE, "“{label}”里的“{found}”已按标准改为“{expected}”", "不用处理。"
    ),
    "element-too-long": Entry(_ERROR, "“{label}”太长：{reason}", "请改用统称或简称，{advice}。"),
    "element-unused": Entry(
        _WARN,
        "{form}不印“{label}”，填写的“{found}”没有用上",
        "请确认行文方向和版式；不需要时请清空。",
    ),
    "element-several": Entry(
        _WARN,
        "上行文原则上只主送一个机关，“{label}”填了多个：“{found}”",
        "请只留一个主送机关，其他机关需要时用抄送。",
    ),
    "element-incomplete": Entry(
        _WARN,
        "填了“{other}”，没有填“{label}”，版记里印发这一行会缺一半",
        "请补填；不需要时，请把两项都清空。",
    ),
    "element-missing": Entry(
        _ERROR,
        "“公文要素”表里找不到“{label}”这一行",
        "请恢复这一行，或用 make-docx new 重新生成后把内容抄过去。",
    ),
    "sheet-missing": Entry(
        _ERROR,
        "找不到工作表“{label}”",
        "请恢复这张表，或用 make-docx new 重新生成后把内容抄过去。",
    ),
    "head-missing": Entry(
        _ERROR,
        "“{label}”的表头里找不到“{expected}”这一列",
        "请恢复这一列，列的先后不限。",
    ),
    "table-too-long": Entry(
        _ERROR, "“{label}”有 {found} 行，最多 {expected} 行", "请删去多余的行。"
    ),
    "sheet-too-large": Entry(
        _ERROR,
        "“{label}”表太大：这一格有内容，却在能读取的 {expected}以外，没有读取",
        "请把内容移到前面来；不要的，请清空这一格和后面的行、列。",
    ),
    "brief-invalid": Entry(_ERROR, "“{label}”填的是“{found}”，应为{expected}", "请改正。"),
    "brief-blank": Entry(_ERROR, "“{label}”没有填写", "请填好；这一行不要时，请整行清空。"),
    "roster-uncategorised": Entry(
        _WARN,
        "别的单位填了单位类别，{units}没有填，分类时归入“其他”",
        "请补填单位类别；不分类时，请把这一列清空。",
    ),
    "brief-repeated": Entry(_ERROR, "“{found}”与 {other} 重复", "请删去其中一个，或改名。"),
    "brief-unknown-name": Entry(
        _ERROR, "“{label}”里的“{found}”不是指标{hint}", "请改成“指标”表里的名称。"
    ),
    "brief-reserved": Entry(_ERROR, "指标不能叫“{found}”：{reason}", "请换一个名称。"),
    "relation-invalid": Entry(
        _ERROR,
        "“{label}”写的是“{found}”，{reason}，应为{expected}",
        "请改正，例如：≤ 接待群众咨询。名称里有符号的放在【】里。",
    ),
    "relation-as-formula": Entry(
        _ERROR,
        "“{label}”被 Excel 当成了公式，读不出来",
        "请把“=”改成“等于”再填；或者先把单元格格式改为文本，再重新填写。",
    ),
    "brief-empty": Entry(_ERROR, "“{label}”里一行也没有填", "请填好后再试。"),
    # ── text ──────────────────────────────────────────────────────────────────────────
    "placeholder-unknown": Entry(
        _ERROR, "【{found}】不是指标，也不是可以引用的内容{hint}", "请改正名称。"
    ),
    "placeholder-mode": Entry(
        _ERROR, "“{found}”不能用在这里，可以用的是：{expected}", "请改正“|”后面的写法。"
    ),
    "placeholder-unusable": Entry(
        _ERROR,
        "【{found}】没有可用的数据：{reason}",
        "请补上数据，或把这一句放进大括号｛｝，没有数据时自动省去。",
    ),
    "placeholder-alone": Entry(
        _ERROR, "【{found}】要独占一行", "请把它单独放在一行里，层次选“正文”。"
    ),
    "clause-unbalanced": Entry(
        _ERROR, "大括号不成对：“{found}”", "请补上缺的一半；大括号里面不能再有大括号。"
    ),
    "placeholder-unbalanced": Entry(_ERROR, "方头括号【】不成对：“{found}”", "请补上缺的一半。"),
    "placeholder-brackets": Entry(
        _WARN, "“{found}”用的不是【】，会照原样印出", "要印出数据，请把括号改成【】。"
    ),
    "unit-doubled": Entry(
        _WARN,
        "“{found}”会印出两个“{repeated}”：【】印出的数已经带计量单位",
        "请删去【】后面的“{repeated}”。",
    ),
    "heading-empty": Entry(_WARN, "标题“{label}”下面没有内容", "请补上内容，或删去这个标题。"),
    "outline-skipped": Entry(_WARN, "层次跳级：“{label}”前面没有上一级标题", "请检查层次。"),
    "table-too-wide": Entry(
        _ERROR,
        "统计表有 {found} 列，横排用最小的字也排不下，数字会被拆成两行",
        "请在“指标”表里把不必列出的指标的“列入统计表”改为“否”。",
    ),
    "text-empty": Entry(_NOTE, "内容都被省去了，没有印出", "不用处理。"),
    "house-rule": Entry(
        _NOTE,
        "“{label}”按本单位的格式规定用{found}，国家标准（{clause}）是{expected}",
        "不用处理；要按国家标准时，请在格式规定里删去这一项。",
    ),
    "font-replaced": Entry(
        _WARN,
        "本机没有安装字体“{expected}”，PDF 里用“{found}”代替",
        "请安装“{expected}”后重新生成 PDF；公文（.docx）本身不受影响。",
    ),
    "font-doubtful": Entry(
        _WARN,
        "PDF 里“{expected}”印成了“{found}”，可能是同一种字体的另一个名字",
        "请在 PDF 里看一眼字形；不对时请安装“{expected}”后重新生成。",
    ),
    "rare-character": Entry(
        _NOTE,
        "“{found}”不在“{lacking}”里，已改用“{expected}”（{where}）",
        "请在印出的纸上核对这个字；是空白、方框的，请在电脑上装好“{expected}”。",
    ),
    "character-without-font": Entry(
        _WARN,
        "“{found}”公文用的字体里都没有（{where}），印出来是什么样由电脑决定",
        "请改用常用的字或符号，例如 ✓ 改为 √；要保留的，请在印出的纸上核对。",
    ),
    # A warning: it can be the only way to write a name, so it may not keep a document back.
    "private-character": Entry(
        _WARN,
        "有一个自造字（{found}；{where}），只有造它的电脑认得，别处印出来是方框或另一个字",
        "{advice}请用输入法重新打这个字；打不出来的，请与有关单位商定写法。",
    ),
    # ── the folder of a kind ──────────────────────────────────────────────────────────
    "kind-unreadable": Entry(_ERROR, "读不出来：{reason}", "请{advice}。"),
    "kind-syntax": Entry(_ERROR, "写法不对：{reason}", "请改正这一行；写法见文种套件的说明。"),
    "kind-outdated": Entry(
        _ERROR,
        "要求 make-docx {expected} 或更新的版本，现在是 {found}",
        "请升级 make-docx，或者换用旧一些的文种套件。",
    ),
    "kind-lacks": Entry(_ERROR, "缺少“{found}”这一项", "请补上，例如：{example}。"),
    "kind-key-unknown": Entry(_ERROR, "没有“{found}”这一项{hint}", "请改正名称，或者删去这一行。"),
    "kind-value": Entry(_ERROR, "写的是“{found}”，应为{expected}", "请改正。"),
    "kind-name-taken": Entry(
        _ERROR,
        "“{found}”和别处的文种重名：{other}",
        "请给 id 和 name 换个名字，或者移走其中一份。",
    ),
    "kind-absent": Entry(
        _WARN,
        "找不到任务的文种“{found}”，公文按内置的版式排",
        "请用 --kinds 指出文种套件在哪里，或者把它复制到任务的“文种”文件夹里。",
    ),
    "kind-file-unused": Entry(
        _WARN,
        "这个文件不起作用{hint}",
        "请改正文件名；不要的请移走。",
    ),
    "placeholder-fragile": Entry(
        _ERROR,
        "有的任务里，{reason}，那时公文生成不了",
        "请把这一句放进大括号 ｛｝，没有数据时自动省去。",
    ),
    "template-fault": Entry(_ERROR, "{reason}", "请用 Word 打开模板改正。"),
    "template-lacks": Entry(
        _ERROR, "没有印出“{found}”", "请在模板里加上带“{tag}”的标记；写法可以从内置版式里复制。"
    ),
    "template-lacks-optional": Entry(
        _WARN,
        "没有“{found}”的标记，公文要素里填了它，公文就生成不了",
        "用得到的，请在模板里加上带“{tag}”的标记；用不到的不用处理。",
    ),
    "clause-failed": Entry(
        _ERROR,
        "不符合“{title}”（{clause}）：应为{expected}，实为{found}",
        "请在模板里改正；确实另有规定的，写进格式规定。",
    ),
    "sample-failed": Entry(
        _ERROR, "示例任务生成不了公文：{reason}", "请改正后再试；不要示例时，可以删去它。"
    ),
    "sample-missing": Entry(
        _NOTE,
        "没有示例任务（sample 文件夹），没有试着生成公文",
        "建议放一个小的任务进去，每次检查都会用它试一遍。",
    ),
}


def finding(
    code: str,
    place: Place,
    *,
    found: object = "",
    expected: str = "",
    unit: str = "",
    **facts: object,
) -> Finding:
    """Make the finding `code` at `place`.

    `found` is cut and masked here, so no caller can forget it. `facts` fill the catalogue's
    templates beside `found`, `expected`, `label` and `unit`.

    Raises:
        KeyError: the code is not in the catalogue, or a template asks for a fact not given.
    """
    entry = CATALOGUE[code]
    shown = excerpt(found)
    words = {**facts, "found": shown, "expected": expected, "label": place.label, "unit": unit}
    return Finding(
        code=code,
        severity=entry.severity,
        place=place,
        message=entry.message.format(**words),
        action=entry.action.format(**words),
        found=shown,
        expected=expected,
        unit=unit,
        needs_reason=entry.needs_reason,
        digest=sha256(str(found).encode()).hexdigest()[:12],
    )
