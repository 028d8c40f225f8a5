"""Gives the findings about a document that people edited their severity and their words."""

from __future__ import annotations

from typing import Final

from make_docx.catalogue.entry import ERROR, NOTE, WARN, Entry

ENTRIES: Final[dict[str, Entry]] = {
    "printed-changed": Entry(
        ERROR,
        "“{label}”应为{told}，现在写的是“{found}”：{excerpt}",
        "请改回“{printed}”；数据确实变了的，请改来源后重新生成公文。",
    ),
    "printed-deleted": Entry(
        ERROR,
        "“{label}”原来写的是“{found}”，现在正文里没有了",
        "请补上；确实不要的，请在“正文”表里删去后重新生成公文。",
    ),
    "printed-hedged": Entry(
        WARN,
        "“{label}”是 {expected}，写成“{found}”不合适：{excerpt}",
        "请核对数前数后的“近”“约”“余”“以上”等字。",
    ),
    "printed-other-unit": Entry(
        WARN,
        "“{label}”{found} 是“{expected}”的数，前面写的不是它：{excerpt}",
        "请核对单位名称；只是换了叫法的，不用处理。",
    ),
    "number-unowned": Entry(
        NOTE, "“{found}”不是由数据生成的：{excerpt}", "请人工核对；确实是另外写进去的，不用处理。"
    ),
    "number-repeated": Entry(
        NOTE,
        "“{found}”是后来写的，与“{same}”的数据相同：{excerpt}",
        "请看说的是不是同一项；是的，不用处理。",
    ),
    "quoted-number-gone": Entry(
        WARN,
        "照各单位填报的文字印的段落有改动，原来有的数现在没有了：{found}",
        "请对照填报表核对这几处；确实要改的，不用处理。",
    ),
    "printed-unmarked": Entry(
        NOTE,
        "公文里没有标出正文的哪些数来自数据，正文没有逐个核对",
        "请用这个 make-docx 重新生成公文后再核对。",
    ),
    "table-changed": Entry(
        ERROR,
        "{table}“{label}”（{row}）是“{found}”，数据是“{expected}”",
        "请改回“{expected}”；数据确实变了的，请改来源后重新生成公文。",
    ),
    "table-row-gone": Entry(
        ERROR,
        "{table}里没有“{row}”这一行了",
        "请补上；确实不要的，请改来源后重新生成公文。",
    ),
    "table-row-new": Entry(
        ERROR,
        "{table}里的“{row}”这一行，数据里没有",
        "请删去，或者把单位名称改回来；确实要加的，请让它报送后重新生成公文。",
    ),
    "table-column-gone": Entry(
        ERROR,
        "{table}里找不到“{label}”这一栏",
        "请把栏名（连同计量单位）改回来，或者补上；确实不要的，请改来源后重新生成公文。",
    ),
    "table-not-compared": Entry(
        NOTE,
        "{table}没有核对：公文带的数据里没有表里的内容",
        "请拿来源（填报表、公文要素）逐行核对这张表。",
    ),
    "table-absent": Entry(
        NOTE, "没有统计表可以对照，只核对了正文", "不用处理；如有疑问请核对附件。"
    ),
    "data-damaged": Entry(
        ERROR,
        "内嵌数据有一份（{copy}）损坏：{reason}",
        "请找生成时的原件，或者重新生成公文。",
    ),
    "data-disagrees": Entry(
        ERROR,
        "两份内嵌数据不一致（校验码 {found} 和 {expected}），有一份改动过",
        "请找生成时的原件，或者重新生成公文。",
    ),
    "data-other-paper": Entry(
        ERROR,
        "印的校验码是 {found}，内嵌数据的是 {expected}，数据改动过，或者不是这份公文的",
        "请找生成时的原件，或者重新生成公文。",
    ),
    "data-copy-gone": Entry(
        NOTE,
        "内嵌数据的一份（{copy}）没有了，另一份完好",
        "不用处理；经过其他软件另存的公文会这样。",
    ),
    "data-removed": Entry(
        ERROR,
        "印着校验码 {found}，内嵌数据却没有了，不能核对",
        "请找生成时的原件，或者重新生成公文。",
    ),
    "data-unreadable": Entry(
        ERROR, "内嵌数据损坏，读不出来，不能核对", "请找生成时的原件，或者重新生成公文。"
    ),
}
