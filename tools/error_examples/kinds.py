"""Holds an example of every finding about the folder of a kind."""

from __future__ import annotations

from typing import Final

from error_examples.example import Example, kind, shown

_FOLDER: Final = "文种/节水宣传"
_TEMPLATE: Final = f"{_FOLDER}/template.docx"

EXAMPLES: Final[dict[str, Example]] = {
    "kind-unreadable": shown(
        "kind.toml 存成了 GBK 编码", kind(), reason="不是 UTF-8 文本", advice="用 UTF-8 编码另存"
    ),
    "kind-syntax": shown("少写了一个引号", kind(3), reason="引号没有配对"),
    "kind-outdated": shown("套件要求更新的版本", kind(5), found="0.1.0", expected="0.4"),
    "kind-lacks": shown("没有写 name", kind(), found="name", example='name = "活动总结"'),
    "kind-key-unknown": shown(
        "把 unit 写成了 units", kind(12), found="units", hint="，是不是“unit”？"
    ),
    "kind-value": shown(
        "版式写了“报告”",
        kind(6, "layout"),
        found="报告",
        expected="文件、信函、命令、纪要、简报、白头之一",
    ),
    "kind-value-unused": shown(
        "类型是文字的栏目写了计量单位",
        kind(22, "tables 第 1 项 columns 第 2 项 unit"),
        found="件",
        reason="类型是文字，没有计量单位",
    ),
    "kind-name-taken": shown(
        "复制了一份套件，没有改名", kind(1), found="节水宣传", other="另一个文件夹里的“节水宣传”"
    ),
    "kind-absent": shown(
        "任务是用“节水宣传”建的，这台电脑上没有这个套件",
        kind(name="公文要素.xlsx"),
        found="water-saving",
    ),
    "kind-file-unused": shown(
        "模板存成了“模板.docx”", kind(name=f"{_FOLDER}/模板.docx"), hint="，是不是“template.docx”？"
    ),
    "placeholder-fragile": shown(
        "outline 里直接写了【发放资料|同比】",
        kind(30),
        reason="“【发放资料|同比】”没有数据",
    ),
    "heading-fragile": shown(
        "二级标题只写了“{【活动时间】的活动}”，下面的一段每次都印",
        kind(34, "outline 第 5 项 text：{【活动时间】的活动}"),
    ),
    "template-fault": shown(
        "模板里的标记写坏了", kind(name=_TEMPLATE), reason="第 3 段的“{{ 标题 }”少了一个括号"
    ),
    "template-lacks": shown(
        "模板里没有印成文日期的地方",
        kind(name=_TEMPLATE),
        found="成文日期",
        tag="{{ 成文日期 }}",
        hint="",
    ),
    "template-lacks-optional": shown(
        "模板里没有印附注的地方", kind(name=_TEMPLATE), found="附注", tag="{{ 附注 }}", hint=""
    ),
    "clause-failed": shown(
        "模板的左边距是 30 mm",
        kind(name=_TEMPLATE),
        found="30.0 mm",
        expected="28 mm±1 mm",
        title="订口",
        clause="5.2.1",
    ),
    "sample-failed": shown(
        "示例任务里少了公文要素", kind(name=f"{_FOLDER}/sample"), reason="里面没有“公文要素.xlsx”"
    ),
    "sample-missing": shown("套件里没有 sample 文件夹", kind(name=_FOLDER)),
}
