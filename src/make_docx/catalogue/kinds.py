"""Gives the findings about the folder of a kind their severity and their words."""

from __future__ import annotations

from typing import Final

from make_docx.catalogue.entry import ERROR, NOTE, WARN, Entry

ENTRIES: Final[dict[str, Entry]] = {
    "kind-unreadable": Entry(ERROR, "读不出来：{reason}", "请{advice}。"),
    "kind-syntax": Entry(ERROR, "写法不对：{reason}", "请改正这一行；写法见文种套件的说明。"),
    "kind-outdated": Entry(
        ERROR,
        "要求 make-docx {expected} 或更新的版本，现在是 {found}",
        "请升级 make-docx，或者换用旧一些的文种套件。",
    ),
    "kind-lacks": Entry(ERROR, "缺少“{found}”这一项", "请补上，例如：{example}。"),
    "kind-key-unknown": Entry(ERROR, "没有“{found}”这一项{hint}", "请改正名称，或者删去它。"),
    "kind-value": Entry(ERROR, "写的是“{found}”，应为{expected}", "请改正。"),
    # A warning: what does nothing does no harm either.
    "kind-value-unused": Entry(
        WARN, "写的“{found}”不起作用：{reason}", "请删去这一行，或者改正同一段里别的内容。"
    ),
    "kind-name-taken": Entry(
        ERROR,
        "“{found}”和别处的文种重名：{other}",
        "请给 id 和 name 换个名字，或者移走其中一份。",
    ),
    "kind-absent": Entry(
        WARN,
        "找不到任务的文种“{found}”，公文按内置的版式排",
        "请用 --kinds 指出文种套件在哪里，或者把它复制到任务的“文种”文件夹里。",
    ),
    "kind-file-unused": Entry(
        WARN,
        "这个文件不起作用{hint}",
        "请改正文件名；不要的请移走。",
    ),
    "placeholder-fragile": Entry(
        ERROR,
        "有的任务里，{reason}，那时公文生成不了",
        "请把这一句放进大括号 ｛｝，没有数据时自动省去。",
    ),
    "heading-fragile": Entry(
        ERROR,
        "这个标题里的话都可能没有数据，那时标题省去，下面的内容接到上一个标题下面",
        "请给标题加上每次都有的字；或者把下面的内容也放进大括号 ｛｝，一起省去。",
    ),
    "template-fault": Entry(ERROR, "{reason}", "请用 Word 打开模板改正。"),
    "template-lacks": Entry(
        ERROR,
        "没有印出“{found}”{hint}",
        "请在模板里加上带“{tag}”的标记；写法可以从内置版式里复制。",
    ),
    "template-lacks-optional": Entry(
        WARN,
        "没有“{found}”的标记，公文要素里填了它，公文就生成不了{hint}",
        "用得到的，请在模板里加上带“{tag}”的标记；用不到的不用处理。",
    ),
    "clause-failed": Entry(
        ERROR,
        "不符合“{title}”（{clause}）：应为{expected}，实为{found}",
        "请在模板或正文里改正；本单位另有规定的，用 --profile 指出格式规定。",
    ),
    "sample-failed": Entry(
        ERROR, "示例任务生成不了公文：{reason}", "请改正后再试；不要示例时，可以删去它。"
    ),
    "sample-missing": Entry(
        NOTE,
        "没有示例任务（sample 文件夹），没有试着生成公文",
        "建议放一个小的任务进去，每次检查都会用它试一遍。",
    ),
}
