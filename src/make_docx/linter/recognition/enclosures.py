"""Turns the lines between the date and the 附件 into 印发件, what a 通知 issues or passes on."""

from __future__ import annotations

from collections.abc import Sequence

from make_docx.document.styles import Style
from make_docx.linter.parts import EnclosurePart
from make_docx.linter.recognition.ending import Ending, find_ending
from make_docx.linter.recognition.heading import headings
from make_docx.linter.recognition.illustrations import without_illustrations
from make_docx.linter.recognition.lines import Line, Lines
from make_docx.linter.recognition.title import looks_as_title, title_group
from make_docx.linter.recognition.words import DATE


def enclosure_starts(lines: Lines, main: Sequence[Line]) -> list[Line]:
    """The first line of each: by its style, or as a title that begins a page behind the date."""
    if styled := [line for line in main if line.style is Style.ENCLOSURE_TITLE]:
        return [line for at, line in enumerate(styled) if not at or line.at - styled[at - 1].at > 1]
    dated = next((at for at, line in enumerate(main) if DATE.fullmatch(line.plain)), len(main))
    return [
        line
        for line in main[dated + 1 :]
        if line.box is None and looks_as_title(line) and lines.starts_page(line)
    ]


def enclosure_parts(
    lines: Lines, starts: Sequence[Line], rest: Sequence[Line], end_at: int
) -> tuple[tuple[EnclosurePart, ...], Ending]:
    """`rest` are the filled lines before `end_at`; also the ending of the last."""
    parts: list[EnclosurePart] = []
    ending = Ending()
    ends = [*(line.at for line in starts), end_at][1:]
    for start, end in zip(starts, ends, strict=True):
        title = title_group(lines.all[start.at : end], Style.ENCLOSURE_TITLE)
        taken = {line.at for line in title}
        inside = [line for line in rest if start.at <= line.at < end and line.at not in taken]
        ending = find_ending(inside)
        body = [
            line
            for line in without_illustrations(inside)
            if line.at not in ending.lines and line.table is None and line.box is None
        ]
        parts.append(
            EnclosurePart(
                title=tuple(line.paragraph for line in title),
                body=tuple(line.paragraph for line in body),
                headings=tuple(headings(body)),
            )
        )
    return tuple(parts), ending
