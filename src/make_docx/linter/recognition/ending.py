"""Turns the last lines of the main text into 附件说明, 署名, 成文日期, 附注 and attendance."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from make_docx.document.styles import Style
from make_docx.linter.recognition.lines import Line
from make_docx.linter.recognition.words import (
    ANNEX_ITEM,
    ANNEX_NOTE,
    ATTENDANCE,
    DATE,
    NAME_AND_DATE,
    PLACEHOLDER,
    is_note,
    is_organ,
)

_SIGNATURES: Final = frozenset({Style.SIGNATURE, Style.JOINT_SIGNATURE})
# 职务, alone or with the name of who signs: an organ's name does not end so.
_POST: Final = re.compile(
    r"\S*(?:省|市|区|县|镇|乡|局|厅|院|部|处|科|所|校|会|检察|董事|队)长|\S*(?:主任|书记|主席|总理|经理|专员)"
)
_NOTES: Final = frozenset({Style.ANNEX_NOTE, Style.ANNEX_NOTE_FIRST, Style.ANNEX_NOTE_NEXT})
_MOST_BEHIND: Final = 6  # filled lines behind the date: 附注 and attendance
_MOST_SIGNATURES: Final = 20
_LONGEST_SIGNATURE: Final = 60  # characters
_MOST_BLANKS: Final = 6  # between rows of names with a seal each
_FAR: Final = 80.0  # pt; an indent that no paragraph of the body has
_SIGNS: Final = ("。", "，", "；", "：", "、", ":", ";", "！", "？")
_WIDE: Final = re.compile(r"\u3000{4}|[ \u3000]{8}|[ \u3000]*\t")


class Ending(Struct, frozen=True):
    annex_notes: tuple[Line, ...] = ()
    signatures: tuple[Line, ...] = ()
    date: Line | None = None
    note: Line | None = None
    attendance: tuple[Line, ...] = ()
    posts: tuple[Line, ...] = ()

    @property
    def lines(self) -> frozenset[int]:
        singles = [line for line in (self.date, self.note) if line is not None]
        found = (*self.annex_notes, *self.signatures, *self.posts, *self.attendance, *singles)
        return frozenset(line.at for line in found)


def find_ending(rest: Sequence[Line]) -> Ending:
    """`rest` are the filled lines of the main text behind title and 主送机关."""
    attendance = _attendance(rest)
    here = [line for line in rest if line not in attendance]
    date = _date(here)
    signed = _signatures(here, date)
    posts = tuple(line for line in here if line.style is Style.POST) or tuple(
        filter(_is_post, signed)
    )
    signatures = tuple(line for line in signed if line not in posts)
    note = _note(here, date)
    taken = {line.at for line in (*signed, *posts, *(line for line in (date, note) if line))}
    notes = _annex_notes([line for line in here if line.at not in taken])
    return Ending(notes, signatures, date, note, attendance, posts)


def annex_names(notes: Sequence[Line]) -> tuple[tuple[str, str], ...]:
    """(number as printed, name) of each 附件."""
    found: list[tuple[str, str]] = []
    for line in notes:
        if PLACEHOLDER.search(line.text):
            continue
        for part in line.text.split("\n"):
            text = part.strip(" \t\u3000\f")
            label = ANNEX_NOTE.match(text)
            rest = text[label.end() :].strip(" \t\u3000") if label else text
            if match := ANNEX_ITEM.fullmatch(rest):
                found.append((match[1].strip(), match[2].strip()))
            elif label or not found:
                if rest:
                    number = re.sub(r"[附件\s:：]", "", label[0]) if label else ""
                    found.append((number, rest))
            elif rest:  # a long name that somebody broke by hand
                found[-1] = (found[-1][0], found[-1][1] + rest)
    return tuple(found)


def _attendance(rest: Sequence[Line]) -> tuple[Line, ...]:
    if styled := tuple(line for line in rest if line.style is Style.ATTENDANCE):
        return styled
    found = [line for line in rest if line.is_free and ATTENDANCE.match(line.text.strip())]
    return tuple(found)


def _date(rest: Sequence[Line]) -> Line | None:
    if styled := [line for line in rest if line.style is Style.DATE]:
        return styled[-1] if "{{" not in styled[0].text else styled[0]
    for behind, line in enumerate(reversed(rest)):
        if behind > _MOST_BEHIND:
            return None
        text = line.text.strip(" \u3000\t\n\f")
        is_date = DATE.fullmatch(line.plain) or NAME_AND_DATE.fullmatch(text)
        if line.is_free and is_date:
            return line
    return None


def _signatures(rest: Sequence[Line], date: Line | None) -> tuple[Line, ...]:
    if styled := tuple(line for line in rest if line.style in _SIGNATURES):
        return styled
    if date is None:
        return ()
    if NAME_AND_DATE.fullmatch(date.text.strip(" \u3000\t\n\f")):
        return (date,)
    found: list[Line] = []
    below = date
    for line in reversed(rest[: rest.index(date)][-_MOST_SIGNATURES:]):
        gap = below.at - line.at - 1
        if gap > (_MOST_BLANKS if _is_placed(line) else 1) or not _looks_as_signature(line):
            break
        found.insert(0, line)
        below = line
    return tuple(found)


def _is_post(line: Line) -> bool:
    words = line.text.split()
    return len(words) in {1, 2} and _POST.fullmatch(words[0]) is not None


def _looks_as_signature(line: Line) -> bool:
    text = line.plain
    if len(text) > _LONGEST_SIGNATURE or text.endswith(_SIGNS) or not line.is_free:
        return False
    if ANNEX_NOTE.match(text) or ANNEX_ITEM.fullmatch(text):
        return False
    return _is_placed(line) or line.table is not None or is_organ(text)


def _is_placed(line: Line) -> bool:
    """Further to the right than a paragraph of the body."""
    facts = line.paragraph
    if facts.align in {"right", "center", "distribute"} or facts.left >= _FAR:
        return True
    return facts.first_line >= _FAR or _WIDE.match(line.text) is not None


def _note(rest: Sequence[Line], date: Line | None) -> Line | None:
    if styled := [line for line in rest if line.style is Style.NOTE]:
        return styled[-1]
    behind = rest[rest.index(date) + 1 :] if date else rest[-1:]
    for line in behind:
        if line.is_free and is_note(line.text):
            return line
    return None


def _annex_notes(rest: Sequence[Line]) -> tuple[Line, ...]:
    if styled := tuple(line for line in rest if line.style in _NOTES):
        return styled
    starts = [
        index
        for index, line in enumerate(rest)
        if line.is_free and ANNEX_NOTE.match(line.text.strip(" \u3000\t\n\f"))
    ]
    if not starts:
        return ()
    first = starts[-1]
    while first - 1 in starts and rest[first].at - rest[first - 1].at == 1:
        first -= 1  # each with the word 附件
    found = _items(rest[first:])
    # 附件： at the head of a sentence in the body has text behind it
    return found if len(found) == len(rest) - first else ()


def _items(lines: Sequence[Line]) -> tuple[Line, ...]:
    found = [lines[0]]
    for line in lines[1:]:
        if line.at - found[-1].at > 1:
            break
        found.append(line)
    return tuple(found)
