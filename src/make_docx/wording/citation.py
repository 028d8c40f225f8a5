"""Turns the name or number of a document, as typed, into the way in which it has to be written.

GB/T 9704 7.2.5 asks for 〔〕 and no 第 in a 发文字号; GB/T 15834 4.15 for 《》 around a title.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from make_docx.late_pattern import late_pattern

_NUMBER: Final = late_pattern(
    r"(?:(?<=[^\W\d_])|(?<=×))\s*(?P<typed>[\[［(（〔﹝〖{]\s*(?P<year>(?:19|20)[0-9]{2})\s*年?\s*"
    r"[\]］)）〕﹞〗}]\s*第?\s*0*(?P<serial>[1-9][0-9]*|[Xx×]{1,3})\s*号)"
)
_TITLE: Final = late_pattern(
    "关于.+(?:通知|意见|方案|办法|规定|决定|通报|报告|批复|函|纪要|细则|条例|计划|规划|要点|公告|通告)"
)
_TITLE_HEADS: Final = ("文件标题", "文件名称", "文件名", "依据文件")


def misspelt_numbers(text: str) -> Iterator[tuple[str, str]]:
    """Typed and right: [2021]8号 and 〔2021〕8号."""
    for number in _NUMBER.finditer(text) if "号" in text else ():
        right = f"〔{number['year']}〕{number['serial']}号"
        if number["typed"] != right:
            yield number["typed"], right


def title_in_marks(text: str, head: str) -> str:
    """The title of a document with 《》 around it; empty where it has them, or is no title.

    `head` is what the column is called that it stands in.
    """
    if "《" in text or not text or text.strip("/／-—") in ("", "无"):
        return ""
    is_title = _TITLE.fullmatch(text) or head.endswith(_TITLE_HEADS)
    return f"《{text}》" if is_title else ""
