"""Gives the findings about tables and their rows their severity and their words."""

from __future__ import annotations

from typing import Final

from make_docx.catalogue.entry import ERROR, NOTE, WARN, Entry

ENTRIES: Final[dict[str, Entry]] = {
    "entry-required": Entry(
        ERROR,
        "“{label}”必须填写，现在是空的",
        "请补上；这一行不要时，请整行清空，有照片的一并删去。",
    ),
    "entry-choice": Entry(
        ERROR, "“{label}”填的是“{found}”，只能填：{expected}{hint}", "请在这一格里选一个。"
    ),
    "entry-year": Entry(
        WARN,
        "“{label}”填的是“{found}”，离成文日期的年份（{expected}）很远",
        "请核对年份，填错的请改正。",
    ),
    "entry-yearless": Entry(
        WARN,
        "“{label}”填的是“{found}”，没有写年份；算作成文日期的那一年，就在成文日期（{expected}）之后",
        "请在这一格里写上年份；“报送期次”里写明是哪一年的，程序就知道年份。"
        "确实是成文日期以后的，请记下原因。",
        needs_reason=True,
        of_unit="请写上年份。",
    ),
    "entry-other-year": Entry(
        WARN,
        "“{label}”填的是“{found}”，报送期次是{expected}的",
        "请核对：年份填错的请改正；不是这一期的请删去；确实要算进来的，请记下原因。",
        needs_reason=True,
        of_unit="请核对：年份填错的请改正；不是这一期的请删去。",
    ),
    "entry-later": Entry(
        WARN,
        "“{label}”填的是“{found}”，在成文日期（{expected}）之后",
        "请核对：填错的请改正；成文日期填早了的，请改成文日期；本来就是以后的事，不用处理。",
        of_unit="请核对，填错的请改正。",
    ),
    "entry-clock": Entry(
        NOTE, "“{label}”填的是“{found}”，只取日期 {expected}", "不用处理；钟点不会印出来。"
    ),
    "entry-serial": Entry(
        NOTE,
        "“{label}”里存的是日期的编号“{found}”，按 {expected} 读取",
        "不用处理；想看到日期的，把这一格的格式改为日期。",
    ),
    "entry-read-as": Entry(
        NOTE, "“{label}”写的是“{found}”，按“{expected}”读取", "不用处理；如有疑问请核对。"
    ),
    "entry-negative": Entry(
        WARN,
        "“{label}”填的是负数“{found}”",
        "请核对：填错的请改正；本来就是负数的（例如结余、增减），不用处理。",
        of_unit="请核对，填错的请改正。",
    ),
    "entry-below-zero": Entry(
        ERROR,
        "“{label}”不能是负数，现在是“{found}”",
        "请核实后改正；确实会有负数的，请把“表格”表里这一栏的类型改为“小数”。",
        of_unit="请核实后改正；确实如此的，请联系发表单位。",
    ),
    "entry-above-all": Entry(
        ERROR,
        "“{label}”不能超过 100%，现在是“{found}”",
        "请核实后改正；确实会超过的（例如增长率），请把“表格”表里这一栏的类型改为“文字”。",
        of_unit="请核实后改正；确实如此的，请联系发表单位。",
    ),
    "entry-ditto": Entry(
        ERROR,
        "“{label}”填的是“{found}”，这一行单独印、排在别处的时候，看不出是什么",
        "请把上面那一格的内容照抄一遍。",
    ),
    "entry-boolean": Entry(
        ERROR, "“{label}”填的是“{found}”，这是公式的判断结果，不是文字", "请换成要印的文字。"
    ),
    "entry-digits": Entry(
        ERROR,
        "“{label}”填的是“{found}”，超过 15 位的数字，Excel 会把后面的几位变成 0",
        "请先把这一格的格式改为文本，再重新填写。",
    ),
    "entry-not-photo": Entry(
        ERROR,
        "“{label}”一栏填的是“{found}”，不是照片",
        "请把照片插入到这一行；没有照片的请清空这一格。",
    ),
    "photo-unusable": Entry(
        ERROR,
        "这一行的照片不能用：{reason}",
        "请照上面说的改好后重新发送；不用这张照片的，请整行清空，照片一并删去。",
    ),
    "photo-small": Entry(
        WARN,
        "这一行的照片只有 {found} 像素，印出来很小，看不清",
        "可能是缩略图，请换成原来的照片；确实没有大的，不用处理。",
    ),
    "photo-stretched": Entry(
        WARN,
        "这一行的照片长边是短边的 {found} 倍，印出来是窄窄的一条",
        "请裁剪成普通照片的形状再插入；就要这样印的，不用处理。",
    ),
    "rows-above-head": Entry(
        ERROR,
        "“{label}”的表头在第 {head} 行，上面第 {found} 行像是记录，没有读取",
        "可能是排序时把表头也排进去了：请把表头移到所有记录的上面；不是记录的请清空。",
    ),
    "head-other-order": Entry(
        ERROR,
        "“{label}”里又有一行表头，栏目的次序和第 {head} 行的不同，下面各行填的不是上面的栏目",
        "请把下面各行按第 {head} 行的表头重新摆放，删去这一行。",
    ),
    "rows-hidden": Entry(
        WARN,
        "“{label}”里有 {count} 行是隐藏的（第 {found} 行，可能被筛选掉了），已照常读取",
        "请取消隐藏或筛选，核对这几行；不该报的请整行删去。",
    ),
    "records-merged": Entry(
        NOTE,
        "“{label}”的 {cells} 合并成了一格“{found}”，这几行各算一条，都按它读取",
        "各行确实是几条的，不用处理；本来是一条的，请取消合并，写在一行里。",
    ),
    "records-total-differs": Entry(
        WARN,
        "“{label}”的合计写的是 {found}，上面各行加起来是 {expected}",
        "请核对是哪一行填错、漏了，还是合计没有更新；公文用各行的数，确实如此的请记下原因。",
        needs_reason=True,
    ),
    "table-elsewhere": Entry(
        ERROR,
        "这张工作表的表头和“{label}”一样，里面有 {count} 行，没有读取",
        "请把这些行移到工作表“{found}”里；不要的请删去这张工作表。",
    ),
    "table-renamed": Entry(
        NOTE,
        "没有叫“{label}”的工作表，“{found}”的表头和它一样，按它读取",
        "不用处理；如有疑问请核对。",
    ),
    "entries-same": Entry(
        WARN,
        "“{label}”有 {count} 条和前面的一模一样：{cells}",
        "请核对：复制时多出来的请删去；确实是几件事的，请记下原因。",
        needs_reason=True,
    ),
    "day-invalid": Entry(
        ERROR,
        "“{label}”填的是“{found}”，应为{expected}",
        "请改成这个样子，跨年的写上年份。只能写成“9月上旬”“5月底前”的，"
        "请把“表格”里这一栏的类型改为“文字”。",
        of_unit="请改成这个样子，跨年的写上年份；写不出具体日期的，请联系发表单位。",
    ),
    "period-reversed": Entry(
        ERROR,
        "“{label}”填的是“{found}”，结束在开始之前",
        "请改正；跨年的请写上年份，例如 2026年10月1日至2027年6月30日。",
    ),
    "dates-disordered": Entry(
        ERROR,
        "“{label}”填的是“{found}”，比上一行（{other}，{expected}）还早",
        "请改正日期，或者把各行按时间先后排好；跨年的请写上年份。",
    ),
    "dates-overlap": Entry(
        ERROR,
        "“{label}”填的是“{found}”，与 {other} 的“{expected}”重叠",
        "请改正；前一段的最后一天和后一段的第一天不能是同一天。",
    ),
    "table-short": Entry(ERROR, "“{label}”只填了 {found} 行，要填{expected}", "请补填。"),
    "placeholder-column": Entry(
        ERROR, "“{table}”里没有“{found}”这一栏{hint}", "请改正；可以写的是：{expected}。"
    ),
    "placeholder-choice": Entry(
        ERROR,
        "“{table}”的“{column}”只能填几个词，没有“{found}”{hint}",
        "请改正；可以写的是：{expected}。",
    ),
    "placeholder-row": Entry(
        ERROR,
        "【{found}】要一行一行地印，不能写在这里",
        "请在“正文”里另起一行写；要把各行连成一串，写【{listed}】。",
    ),
    "annex-table-unknown": Entry(
        ERROR,
        "附件“{label}”的形式是“表格”，但没有叫“{found}”的表格{hint}",
        "请在“内容”里写“表格”中的名称。",
    ),
    "annex-indicator-unknown": Entry(
        ERROR,
        "附件“{label}”的形式是“排名表”，但“{found}”不是能排名的指标{hint}",
        "请在“内容”里写一个数字指标的名称，各单位按它从高到低排。",
    ),
    "records-too-wide": Entry(
        ERROR,
        "这个表格有 {found} 列，横排用最小的字也排不下，数字、日期会被拆成两行",
        "请把内容分成两个表格，或者合并几栏。",
    ),
    "attendance-twice": Entry(
        ERROR,
        "“{label}”填了“{found}”，“{other}”表里也填了人",
        "请只填一处：人都写进“{other}”表，把这一格清空；或者清空那张表。",
    ),
    "attendance-column": Entry(
        ERROR,
        "“{label}”表里没有“{expected}”这一栏，分不出谁出席、谁请假、谁列席",
        "请在“表格”和这张工作表里恢复这一栏。",
    ),
    "annex-photo": Entry(
        WARN,
        "附件的表格里印不下照片，“{found}”这一栏没有印出",
        "要印照片：在“正文”里另起一行，层次选“正文”，写{written}；单独作附件的，在“附件”里另加"
        "一行，形式选“文字”，内容写同样的话。不印的，把“内容”写成 {kept}，就不再提醒。",
    ),
}
