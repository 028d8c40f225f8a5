"""Turns the elements into the 发文机关标志 of their 版式."""

from __future__ import annotations

import re
from typing import Final

from make_docx.model import Elements, Layout, Mark

_SUFFIX: Final = "文件"
# What stands behind the organ's name when the clerk leaves the 标志 open (7.2.4, 10.1-10.3; of
# bulletins practice).
_ENDINGS: Final = {
    Layout.DOCUMENT: _SUFFIX,
    Layout.LETTER: "",
    Layout.ORDER: "令",
    Layout.MINUTES: "会议纪要",
    Layout.BULLETIN: "简报",
}


def mark_of(elements: Elements) -> Mark:
    """The 标志 as typed, several organs apart by 、; or the default of the 版式.

    A letter shows the 主办机关 alone (10.1), other papers of several organs all of them.
    """
    if elements.layout is Layout.PLAIN or not (elements.mark or elements.issuer):
        return Mark()
    typed = tuple(filter(None, re.split(r"[、，,；;]", elements.mark)))
    if elements.layout is not Layout.DOCUMENT:
        return Mark((elements.mark or elements.issuer + _ENDINGS[elements.layout],))
    organs = typed or (elements.issuer, *elements.joint_issuers)
    if len(organs) == 1:
        return Mark(typed or (organs[0] + _SUFFIX,))
    has_suffix = not typed or any(organ.endswith(_SUFFIX) for organ in organs)
    names = tuple(organ.removesuffix(_SUFFIX) for organ in organs)
    return Mark(names, _SUFFIX if has_suffix else "")
