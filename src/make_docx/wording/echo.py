"""Turns a line as it would be printed into what stands in it twice: words, labels, marks.

Most of it comes about where a reference is put into a text that says the same already: 情况情况.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from msgspec import Struct

from make_docx.late_pattern import late_pattern

_TWICE: Final = late_pattern(r"(?P<word>[^\W_]{2,12}?)(?P=word)")
_AROUND: Final = 4  # characters that are shown on either side
_LEAST_WITH_SIGNS: Final = 3  # XX县XX县, but not 5月5月
# 党组织组织学习, 人大代表代表群众, 小学教师教师资格: two words that stand side by side as they are.
_SIDE_BY_SIDE: Final = (
    *("组织", "代表", "领导", "标志", "计划", "规定", "编制"),
    *("决定", "保证", "主任", "教师", "工程", "公司"),
)
_ONE_BY_ONE: Final = tuple("一二两三四五六七八九十几每逐")  # 一件一件, 两个两个
_FORWARDING: Final = ("转发", "批转")  # 转发……的通知的通知 is what such a title is called
_PERIOD_WORDS: Final = "于自从在至"
_MARKS: Final = late_pattern("[，、；：。]{2,}")
LABEL: Final = late_pattern(r"(?P<label>[^\W\d_]{2,8})[：:]\s*")
_LABEL_REACH: Final = 40  # characters before a text in which its label stands, with blanks
_LABEL_BEFORE: Final = late_pattern(r"(?:^|[，、；。（\n])(?P<label>[^\W\d_]{2,8})[：:]\s*$")


class Echo(Struct, frozen=True):
    """`found` is a bit of the line; `first` and `second` stand side by side in it."""

    found: str
    first: str
    second: str = ""


def doubled_words(text: str, inserted: Collection[str]) -> Iterator[Echo]:
    """情况情况, 拟于拟于, 5月10日前前; not what stands so in one of the `inserted` texts."""
    is_forwarding = any(verb in text for verb in _FORWARDING)
    own_texts = "\n".join(dict.fromkeys(inserted))
    for twice in _TWICE.finditer(text):
        word = twice["word"]
        if _is_echo(word, is_forwarding=is_forwarding) and twice[0] not in own_texts:
            yield Echo(_shown(text, twice.start(), twice.end()), word)
    for at, own in _placed(text, inserted):
        end = at + len(own)
        if at and own[0] in _PERIOD_WORDS and text[at - 1] == own[0] and own[1:2].isdigit():
            yield Echo(_shown(text, at - 1, at + 1), own[0])
        if own.endswith(("日前", "月前", "底前")) and text[end : end + 1] == "前":
            yield Echo(_shown(text, end - 1, end + 1), "前")


def doubled_labels(text: str, inserted: Collection[str]) -> Iterator[Echo]:
    """联系方式：联系人：张三: one of the two says nothing."""
    for at, own in _placed(text, inserted):
        label = LABEL.match(own)
        before = label and _LABEL_BEFORE.search(text, max(0, at - _LABEL_REACH), at)
        if before and label:
            found = text[before.start("label") : at + label.end()]
            yield Echo(found, before["label"], label["label"])


def doubled_marks(text: str) -> Iterator[str]:
    """。。 and ，。: one of them was typed, and the other was there."""
    for marks in _MARKS.finditer(text):
        yield _shown(text, marks.start(), marks.end())


def last_label(text: str) -> str:
    """The label that `text` ends with, as 联系方式： does; empty if it ends with none."""
    found = _LABEL_BEFORE.search(text, max(0, len(text) - _LABEL_REACH))
    return found["label"] if found else ""


def _is_echo(word: str, *, is_forwarding: bool) -> bool:
    signs = sum("\u3400" <= character <= "\u9fff" for character in word)
    if signs < 2 and not (signs and len(word) >= _LEAST_WITH_SIGNS):
        return False
    if len(set(word)) == 1 or word in _SIDE_BY_SIDE:
        return False
    if len(word) == 2 and word.startswith(_ONE_BY_ONE):
        return False
    return not (word.startswith("的") and is_forwarding)


def _placed(text: str, inserted: Collection[str]) -> Iterator[tuple[int, str]]:
    for own in dict.fromkeys(filter(None, inserted)):
        if (at := text.find(own)) >= 0:
            yield at, own


def _shown(text: str, start: int, end: int) -> str:
    return text[max(0, start - _AROUND) : end + _AROUND].replace("\n", "")
