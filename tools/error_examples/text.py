"""Holds an example of every finding about the text and the page."""

from __future__ import annotations

from typing import Final

from error_examples.example import Example, brief, shown
from make_docx.findings import Place

_TEXT: Final = brief("正文", "B6", "内容")
_PAPER: Final = "输出/报告.docx"

EXAMPLES: Final[dict[str, Example]] = {
    "placeholder-unknown": shown(
        "写了【悬挂横副】", _TEXT, found="悬挂横副", hint="，是不是“悬挂宣传横幅”？"
    ),
    "placeholder-mode": shown(
        "写了【悬挂宣传横幅|大约】",
        _TEXT,
        found="悬挂宣传横幅|大约",
        expected="约、万、分类、最多、前三、同比",
        hint="",
    ),
    "placeholder-unusable": shown(
        "写了【发放宣传资料|同比】，没有上期数据",
        _TEXT,
        found="发放宣传资料|同比",
        reason="没有上期数",
    ),
    "unit-name-several": shown(
        "名册上有 60 家，没有加 --each",
        brief("公文要素", "C27", "发文机关"),
        found="【单位名称】",
    ),
    "unit-name-nobody": shown(
        "“单位名册”还空着", brief("公文要素", "C27", "发文机关"), found="【单位名称】"
    ),
    "unit-name-unasked": shown(
        "在函的“主送机关”写了【单位名称】",
        brief("公文要素", "C26", "主送机关"),
        found="【单位名称】",
    ),
    "placeholder-alone": shown(
        "在一句话中间写了【各单位|主要做法】", _TEXT, found="各单位|主要做法"
    ),
    "placeholder-photo": shown("在一句话中间写了【活动照片|照片】", _TEXT, found="活动照片|照片"),
    "clause-unbalanced": shown("少写了右边的大括号", _TEXT, found="{悬挂横幅【悬挂宣传横幅】。"),
    "placeholder-unbalanced": shown("少写了】", _TEXT, found="悬挂横幅【悬挂宣传横幅，"),
    "placeholder-brackets": shown("写成了[悬挂宣传横幅]", _TEXT, found="[悬挂宣传横幅]"),
    "unit-doubled": shown(
        "写了【悬挂宣传横幅】条", _TEXT, found="【悬挂宣传横幅】条", repeated="条"
    ),
    "words-doubled": shown(
        "“活动名称”填了“政务公开工作情况”，标题又写“情况的通报”",
        brief("公文要素", "C25", "标题"),
        found="公开工作情况情况的通报",
        repeated="情况",
    ),
    "labels-doubled": shown(
        "正文写“联系方式：【联系方式】”，“联系方式”一格又填“联系人：张××”",
        _TEXT,
        found="联系方式：联系人：",
        first="联系方式",
        second="联系人",
    ),
    "marks-doubled": shown("“主要任务”一格里写了两个句号", _TEXT, found="印发方案。。召开"),
    "citation-number": shown(
        "“发文字号”用了方括号",
        brief("活动依据", "B5", "发文字号"),
        found="[2021]8号",
        expected="〔2021〕8号",
    ),
    "citation-title": shown(
        "“文件标题”没有写书名号",
        brief("活动依据", "A5", "文件标题"),
        found="关于开展政务公开宣传月活动的通知",
        expected="《关于开展政务公开宣传月活动的通知》",
    ),
    "enclosure-title": shown(
        "标题写“印发《宣传月方案》”，印发的方案叫“宣传月活动实施方案”",
        brief("正文", "B4", "印发件标题"),
        found="宣传月方案",
        expected="宣传月活动实施方案",
        where="标题",
    ),
    "heading-empty": shown("“主要做法”下面的话都省去了", brief("正文", "B9", "主要做法")),
    "annex-unlisted": shown(
        "正文里写了附件“评分细则”的全文，“附件”表里没有它",
        brief("正文", "B20", "内容"),
        found="评分细则",
    ),
    "outline-skipped": shown("一级标题下面直接用了三级标题", brief("正文", "A7", "宣传情况")),
    "table-too-wide": shown("三十个指标都列入统计表", brief("附件", "A3", "统计表"), found="31"),
    "signature-alone": shown("正文只有一句话，标题和主送机关占了大半页", _TEXT),
    "first-page-full": shown("五个机关联合行文，标题又长", Place(file=_PAPER)),
    "date-said-as": shown(
        "“活动时间”写“十月八日至10.15”",
        brief("公文要素", "C8", "活动时间"),
        found="十月八日至10.15",
        expected="10月8日至15日",
    ),
    "date-as-typed": shown(
        "“活动时间”写“十月上旬至10.15”",
        brief("公文要素", "C8", "活动时间"),
        found="十月上旬至10.15",
    ),
    "ranking-crowded": shown(
        "正文写“{横幅最多的是【横幅|最多】。}”，有 12 家都是 9 条",
        brief("正文", "B8", "内容"),
        found="横幅|最多",
        name="横幅",
        count=12,
    ),
    "text-empty": shown("整句话在大括号里，其中的数都是 0", _TEXT),
    "house-rule": shown(
        "格式规定里写了正文行距 30 磅",
        Place(file="格式规定.toml", label="行距"),
        found="30 磅",
        expected="28.95 磅",
        clause="GB/T 9704 5.2.3",
    ),
    "font-replaced": shown(
        "电脑上没有装仿宋_GB2312",
        Place(file="输出/报告.pdf"),
        found="FandolFang",
        expected="仿宋_GB2312",
    ),
    "font-doubtful": shown(
        "PDF 里的字体名与要求的不一样",
        Place(file="输出/报告.pdf"),
        found="FZFS",
        expected="方正仿宋",
    ),
    "rare-character": shown(
        "人名里有“𠮷”",
        Place(file=_PAPER),
        found="𠮷",
        expected="宋体-ExtB",
        lacking="仿宋_GB2312",
        where="正文第 3 段",
    ),
    "character-without-font": shown(
        "做法里写了“✓”", Place(file=_PAPER), found="✓", where="正文第 3 段"
    ),
    "private-character": shown(
        "从旧系统里复制来一个自造字",
        Place(file=_PAPER),
        found="U+E001",
        where="正文第 3 段",
        advice="",
    ),
}
