"""Turns the two edges of a clause left out into one text whose punctuation reads well.

Only the marks that touch the gap are looked at: the one before it, the clause's own first and
last, and the one after it. The strongest is kept; a mark with nothing to divide is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from make_docx.late_pattern import late_pattern
from make_docx.wording.echo import LABEL, last_label
from make_docx.wording.marked import Marked, joined

_STRENGTH: Final = {
    **dict.fromkeys("、", 1),
    **dict.fromkeys("，,", 2),
    **dict.fromkeys("；;", 3),
    **dict.fromkeys("：:", 4),
    **dict.fromkeys("。！？!?", 5),
}
_GOES_ON: Final = ("和", "及", "与", "或", "并")
_COLON: Final = 4
_STOP: Final = 5
_BRACKETS: Final = {"（": "）", "(": ")", "“": "”", "‘": "’", "《": "》", "〔": "〕", "[": "]"}
_CLOSING: Final = (*_BRACKETS.values(), "等", "\n")  # 横幅、资料等 takes no mark before 等
_OPENING: Final = ("（", "(")
_BRACKETS_AT_END: Final = late_pattern("（[^（）]*）$")
_DIVIDERS: Final = "".join(mark for mark, strength in _STRENGTH.items() if strength < _COLON)
_STOPS: Final = "".join(_STRENGTH)
_LOOSE: Final = "，、；：。"
_REACH: Final = 500  # characters on either side of a text that its ends can depend on
_EDGE: Final = 120  # characters before a gap that the marks around it can depend on


def assemble(pieces: Sequence[tuple[Marked, bool]]) -> Marked:
    """Join pieces of text; a piece is (text, kept), and the gaps of the others are closed.

    Of a piece left out only its first and last characters matter, so its references may
    stand in it unworded.
    """
    done: list[Marked] = []
    whole, gap = Marked(), None
    pieces = [piece for piece in pieces if piece[0].text]
    for index, (piece, kept) in enumerate(pieces):
        if not kept:
            gap = (gap or "") + piece.text  # neighbours left out make one gap
        elif gap is None:
            whole += piece
        else:
            whole = _closed(whole, gap, piece, at_end=index == len(pieces) - 1)
            gap = None
        if len(whole.text) > 2 * _EDGE:
            front, whole = _parted(whole)
            done.append(front)
    last = whole if gap is None else _closed(whole, gap, Marked(), at_end=True)
    return joined((*done, last), "") if done else last


def _parted(text: Marked) -> tuple[Marked, Marked]:
    """What no gap behind `text` can reach, and the rest of it; no mark is cut in two."""
    at = len(text.text) - _EDGE
    at = next((mark.start for mark in text.marks if mark.start < at < mark.end), at)
    return text.cut(0, at), text.cut(at, len(text.text))


def _closed(left: Marked, removed: str, right: Marked, *, at_end: bool) -> Marked:
    """`left` and `right` as `mend` puts them, each with the marks that it has."""
    before, after = mend(left.text, removed, right.text, at_end=at_end)
    # `mend` takes signs off the two edges, and puts one behind `left`
    kept = len(before) if left.text.startswith(before) else len(before) - 1
    rest = right.cut(len(right.text) - len(after), len(right.text))
    return left.cut(0, kept) + Marked(before[kept:]) + rest


def joining(pieces: Sequence[Marked], quoted: Sequence[bool]) -> list[Marked]:
    """The pieces of a line; quoted text loses what the typed text around it says already.

    Text from a table may have its 。 or not: 由【任务|牵头单位】负责。 is right in any case, and so
    is 【任务|内容】（【任务|牵头单位】）。 No 、 or ； stands before a bracket, and 联系方式：
    stands once.
    """
    whole = "".join(piece.text for piece in pieces)
    fitted: list[Marked] = []
    start = 0
    for piece, is_quoted in zip(pieces, quoted, strict=True):
        end = start + len(piece.text)
        before, after = whole[max(0, start - _REACH) : start], whole[end : end + _REACH]
        fitted.append(_fitted(piece, before, after) if is_quoted else piece)
        start = end
    return fitted


def _fitted(piece: Marked, before: str, after: str) -> Marked:
    label = LABEL.match(piece.text)
    if label and label["label"] == last_label(before):
        piece = piece.cut(label.end(), len(piece.text))
    if _follower(after) in _STRENGTH:
        return piece.cut(0, len(piece.text.rstrip(_STOPS)))
    if after.startswith(_OPENING):
        return piece.cut(0, len(piece.text.rstrip(_DIVIDERS)))
    return piece


def without_loose_marks(text: str) -> str:
    """The text of a cell without marks in front, and with one mark at most at its end."""
    text = text.lstrip(_LOOSE + " \u3000")
    bare = text.rstrip(_LOOSE)
    marks = text[len(bare) :]
    return bare + (max(marks, key=_strength) if len(marks) > 1 else marks)


def closed(line: Marked) -> Marked:
    """The end of a paragraph as a 。 where it ends with ， or ； and no more follows."""
    text = line.text.rstrip(_DIVIDERS)
    return line if text == line.text else line.cut(0, len(text)) + Marked("。")


def without_stops(heading: Marked) -> Marked:
    """A phrase from a table as a heading: without 。 or ； at its end, and before its brackets.

    One that has a 。 within it is a paragraph that begins with its heading.
    """
    phrase, brackets = heading, Marked()
    if found := _BRACKETS_AT_END.search(heading.text):
        phrase = heading.cut(0, found.start())
        brackets = heading.cut(found.start(), len(heading.text))
    bare = phrase.text.rstrip(_STOPS)
    return heading if "。" in bare else phrase.cut(0, len(bare)) + brackets


def _follower(text: str) -> str:
    """The sign that `text` begins with, or the one behind the brackets that it begins with."""
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign in "（(") - (sign in "）)")
        if depth <= 0:
            return text[at + 1 : at + 2] if at else sign
    return ""


def mend(left: str, removed: str, right: str, *, at_end: bool = False) -> tuple[str, str]:
    """The texts before and after a clause left out, with the marks between them put right.

    `at_end` says that nothing follows `right`.
    """
    before, left_mark = (left[:-1], left[-1]) if left[-1:] in _STRENGTH else (left, "")
    after, right_mark = (right[1:], right[0]) if right[:1] in _STRENGTH else (right, "")
    if before and not left_mark and not right_mark and _BRACKETS.get(before[-1]) == after[:1]:
        return mend(before[:-1], removed, after[1:], at_end=at_end)
    if not left_mark and right_mark == "、" and _leads_in(before, removed):
        right_mark = ""
    marks = [m for m in (left_mark, _own_mark(removed), right_mark) if m]
    mark = max(marks, key=_strength, default="")
    at_start = not before or before[-1] in _BRACKETS or before[-1] == "\n"
    weak = _strength(mark) < _STOP
    return before + ("" if at_start or (weak and _divides_nothing(after, at_end)) else mark), after


def _leads_in(before: str, removed: str) -> bool:
    """Whether what was removed is the first of a list: 共{甲}、乙 reads 共乙.

    A part with a number in it is an item itself, and 和 goes on with the item before.
    """
    part = re.split("[、，,；;：:。！？!?\n]", before)[-1]
    return not re.search(r"\d", part) and not removed.startswith(_GOES_ON)


def _own_mark(removed: str) -> str:
    """The mark that the clause leaves behind: a stop, or what divided its two neighbours."""
    first, last = removed[:1], removed[-1:]
    if _strength(last) == _STOP:
        return last
    if not _strength(first) or not _strength(last):
        return ""
    return max(first, last, key=_strength)


def _divides_nothing(after: str, at_end: bool) -> bool:
    return after[0] in _CLOSING if after else at_end


def _strength(mark: str) -> int:
    return _STRENGTH.get(mark, 0)
