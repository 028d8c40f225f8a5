"""Gives the findings about the text and the page their severity and their words."""

from __future__ import annotations

from typing import Final

from make_docx.catalogue.entry import ERROR, NOTE, WARN, Entry

ENTRIES: Final[dict[str, Entry]] = {
    "placeholder-unknown": Entry(
        ERROR, "【{found}】不是指标，也不是可以引用的内容{hint}", "请改正名称。"
    ),
    "placeholder-mode": Entry(
        ERROR,
        "【{found}】不能用在这里，可以用的是：{expected}{hint}",
        "请照可以用的写法改正这个【】。",
    ),
    "placeholder-unusable": Entry(
        ERROR,
        "【{found}】没有可用的数据：{reason}",
        "请补上数据，或把这一句放进大括号｛｝，没有数据时自动省去。",
    ),
    "unit-name-several": Entry(
        ERROR,
        "“{label}”写了{found}，单位不止一家，只出一份不知道写哪一家",
        "要一家一份：请用 make-docx build --each；只要一份：请把它换成单位的名称。",
    ),
    "unit-name-nobody": Entry(
        ERROR,
        "“{label}”写了{found}，可是“单位名册”是空的，也没有单位报送，不知道是哪一家",
        "请在“单位名册”里填好单位，再用 make-docx build --each；或者把它换成单位的名称。",
    ),
    "unit-name-unasked": Entry(
        ERROR,
        "“{label}”写了{found}，可是这个文种没有单位名册，不知道是哪一家",
        "只发一家的，请换成单位的名称；要一家一份，请把别的任务里的“单位名册”表复制到这个工作簿里，"
        "填好单位，再用 make-docx build --each。",
    ),
    "placeholder-alone": Entry(
        ERROR, "【{found}】要独占一行", "请把它单独放在一行里，层次选“正文”。"
    ),
    "placeholder-photo": Entry(
        ERROR,
        "【{found}】是照片，只能放在正文一行的开头",
        "请另起一行，层次选“正文”，把它写在最前面，照片下面的说明接着写在它后面。",
    ),
    "clause-unbalanced": Entry(
        ERROR, "大括号不成对：“{found}”", "请补上缺的一半；大括号里面不能再有大括号。"
    ),
    "placeholder-unbalanced": Entry(ERROR, "方头括号【】不成对：“{found}”", "请补上缺的一半。"),
    "placeholder-brackets": Entry(
        WARN, "“{found}”用的不是【】，会照原样印出", "要印出数据，请把括号改成【】。"
    ),
    "unit-doubled": Entry(
        WARN,
        "“{found}”会印出两个“{repeated}”：【】印出的数已经带计量单位",
        "请删去【】后面的“{repeated}”。",
    ),
    "words-doubled": Entry(
        WARN,
        "“{found}”里“{repeated}”连着写了两遍",
        "请在这一行，或者在【】引用的那一格里删去一个；确实要这样写的，不用处理。",
    ),
    "labels-doubled": Entry(
        WARN,
        "“{found}”里“{first}”后面又是“{second}”",
        "请删去一个：这一行里的“{first}：”，或者【】引用的那一格里的“{second}：”。",
    ),
    "marks-doubled": Entry(
        WARN,
        "“{found}”里的标点多了",
        "请只留一个；这一行里没有多的，请看【】引用的那一格，或者单位写的文字。",
    ),
    "citation-number": Entry(
        WARN,
        "“{found}”不是发文字号的写法，应为“{expected}”",
        "请在这一格里改正：年份用六角括号〔〕，序号前面不写“第”。",
    ),
    "citation-title": Entry(
        WARN,
        "“{label}”填的是“{found}”，文件标题没有书名号",
        "请改成“{expected}”；不是文件标题的，不用处理。",
    ),
    "enclosure-title": Entry(
        WARN,
        "{where}里写的是《{found}》，印发的是“{expected}”",
        "请改成一样的名称：改{where}，或者改“印发件标题”这一行。",
    ),
    "heading-empty": Entry(WARN, "标题“{label}”下面没有内容", "请补上内容，或删去这个标题。"),
    "annex-unlisted": Entry(
        ERROR,
        "正文里有附件“{found}”的全文，“附件”表里没有这个附件",
        "请在“附件”表里加一行：附件名称写“{found}”，形式选“文字”，内容空着；或者改成一样的名称。",
    ),
    "outline-skipped": Entry(
        WARN,
        "层次跳级：“{label}”前面没有上一级标题",
        "请在前面补上那一级标题，或者改这一行的“层次”。",
    ),
    "table-too-wide": Entry(
        ERROR,
        "统计表有 {found} 列，横排用最小的字也排不下，数字会被拆成两行",
        "请在“指标”表里把不必列出的指标的“列入统计表”改为“否”。",
    ),
    "signature-alone": Entry(
        WARN,
        "正文只有一行，首页在它下面排不下署名和成文日期：成文日期会印在下一页，那一页没有正文",
        "请把正文再写几句，或者把标题、主送机关写短些，让它们同在首页。",
    ),
    "first-page-full": Entry(
        WARN,
        "版头和标题占满了首页，首页印不出正文",
        "请把标题写短些；联合行文的，可以只用主办机关的标志。",
    ),
    "date-said-as": Entry(
        NOTE, "“{label}”写的是“{found}”，公文里印成“{expected}”", "不用处理；如有疑问请核对。"
    ),
    "date-as-typed": Entry(
        WARN,
        "“{label}”写的“{found}”读不成日期，公文里照原样印",
        "请改成“10月8日至15日”“2026年11月1日”这样的写法；本来就要这样印的，不用改。",
    ),
    "ranking-crowded": Entry(
        WARN,
        "【{found}】有并列，要列出{count}家，太多了，它所在的大括号整句省去",
        "要全部列出的，把这一句的大括号去掉；只说有几家的，改写成【{name}|不低于……|单位数】家"
        "（“后三”这样的写“不高于”），“……”处写一个数；都不要的，把这一句删去。",
    ),
    "text-empty": Entry(NOTE, "这一行的话都没有数据，全部省去了", "不用处理。"),
    "house-rule": Entry(
        NOTE,
        "“{label}”按本单位的格式规定用{found}，国家标准（{clause}）是{expected}",
        "不用处理；要按国家标准时，请在格式规定里删去这一项。",
    ),
    "font-replaced": Entry(
        WARN,
        "本机没有安装字体“{expected}”，PDF 里用“{found}”代替",
        "请安装“{expected}”后重新生成 PDF；公文（.docx）本身不受影响。",
    ),
    "font-doubtful": Entry(
        WARN,
        "PDF 里“{expected}”印成了“{found}”，可能是同一种字体的另一个名字",
        "请在 PDF 里看一眼字形；不对时请安装“{expected}”后重新生成。",
    ),
    "rare-character": Entry(
        NOTE,
        "“{found}”不在“{lacking}”里，已改用“{expected}”（{where}）",
        "请在印出的纸上核对这个字；是空白、方框的，请在电脑上装好“{expected}”。",
    ),
    "character-without-font": Entry(
        WARN,
        "“{found}”公文用的字体里都没有（{where}），印出来是什么样由电脑决定",
        "请改用常用的字或符号，例如 ✓ 改为 √；要保留的，请在印出的纸上核对。",
    ),
    # A warning: it can be the only way to write a name, so it may not keep a document back.
    "private-character": Entry(
        WARN,
        "有一个自造字（{found}；{where}），只有造它的电脑认得，别处印出来是方框或另一个字",
        "{advice}请用输入法重新打这个字；打不出来的，请与有关单位商定写法。",
    ),
}
