"""Turns the text that a unit typed into paragraphs: none where it only says that it has none."""

from __future__ import annotations

from typing import Final

from make_docx.wording.plain import plain_lines, without_loose_blanks

_NO_TEXT: Final = frozenset({"", "无", "没有", "暂无", "暂时没有", "不适用"})
_STROKES: Final = " \u3000-－‐‑‒–—―─/／\\、。．.，,；;_*"
_ENDS: Final = tuple("。！？…；：，、—!?;:,.")
_DIVIDERS: Final = "，,、；;"
_CLOSING: Final = "”’）》】〕」』)]\"'"


def passage(text: str) -> tuple[str, ...]:
    """The paragraphs of `text`, as typed; the last one gets the 。 that it lacks."""
    lines = plain_lines(text)
    if "".join(lines).strip(_STROKES) in _NO_TEXT:
        return ()
    *others, last = map(without_loose_blanks, lines)
    last = last.rstrip(_DIVIDERS) or last  # 1.……； 2.……； and no 3
    return (*others, last if is_sentence(last) else f"{last}。")


def is_sentence(text: str) -> bool:
    """Whether `text` ends with a mark of punctuation, in or before closing brackets."""
    return text.rstrip(_CLOSING).endswith(_ENDS)
