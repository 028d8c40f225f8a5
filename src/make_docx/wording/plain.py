"""Turns text as typed or pasted into text fit to print: nothing invisible is left in it.

Everything that can be seen stays as it is. What goes: control characters (Word refuses the
file), lone surrogates (cannot be encoded), zero-width and bidirectional controls (break the
search for a name, or turn a line of figures round).
"""

from __future__ import annotations

from typing import Final

from make_docx.late_pattern import late_pattern

_LINE_ENDS: Final = late_pattern(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE: Final = late_pattern(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
# A joiner between two pictures makes them one (👨‍👩‍👧); anywhere else it is only in the way.
_PICTURE: Final = "\u2190-\u2bff\U0001f000-\U0001faff"
_BETWEEN_WORDS: Final = late_pattern(r"(?<=[!-~])\n+(?=[!-~])")
_LOOSE_JOINER: Final = late_pattern(f"(?<![{_PICTURE}\ufe0f])\u200d|\u200d(?![{_PICTURE}])")

_HAN: Final = "\u3400-\u9fff"
_STOPS: Final = "，。；：、！？（）《》“”"
# 12万 次, 共 3 场, ， 发放; between two words it may stand for a 、
_LOOSE_BLANKS: Final = late_pattern(
    f"(?<=[0-9%]) +(?=[{_HAN}])|(?<=[0-9][万亿]) +(?=[{_HAN}])|(?<=[{_HAN}]) +(?=[0-9])"
    f"|(?<=[{_STOPS}]) +| +(?=[{_STOPS}])"
)


def plain(text: str) -> str:
    """The lines of `text`, each stripped, one below the other."""
    if text.isprintable():  # nearly every text: one line, and nothing invisible
        return text.strip()
    text = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    text = _LOOSE_JOINER.sub("", _INVISIBLE.sub("", text))
    return "\n".join(line.strip() for line in text.split("\n")).strip("\n")


def plain_lines(text: str) -> tuple[str, ...]:
    """The lines of `text` that are not empty."""
    return tuple(line for line in plain(text).split("\n") if line)


def without_loose_blanks(text: str) -> str:
    """Running text without the half-width blanks that part a number, or a mark, from a word."""
    return _LOOSE_BLANKS.sub("", text) if " " in text else text


def plain_line(text: str) -> str:
    """`text` on one line; a line break between two Latin words becomes a space."""
    lines = plain(text)
    return _BETWEEN_WORDS.sub(" ", lines).replace("\n", "") if "\n" in lines else lines
