"""Turns the lines behind the main text into 附件 pages (7.3.7)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from make_docx.document.styles import Style
from make_docx.linter.paper import ParagraphFacts, Table
from make_docx.linter.parts import AnnexPart
from make_docx.linter.recognition.illustrations import without_illustrations
from make_docx.linter.recognition.lines import Line, Lines
from make_docx.linter.recognition.title import title_group
from make_docx.linter.recognition.words import ANNEX_NUMBER, DATE

_LONGEST: Final = 40


def annex_starts(lines: Lines, main: Sequence[Line]) -> list[Line]:
    """The line with the number of each 附件 page, in order."""
    found: list[Line] = []
    dated = False
    for index, line in enumerate(main):
        if line.box is not None or line.table is not None:
            continue
        if line.style is Style.ANNEX_NUMBER:
            found.append(line)
        elif line.is_free and _numbers(line):
            # 附件： over a list of names is an 附件说明.
            is_page = (dated or not index) and not line.plain.endswith(("：", ":"))
            if is_page or lines.starts_page(line):
                found.append(line)
        dated = dated or DATE.fullmatch(line.plain) is not None
    return found


def annex_parts(
    lines: Lines, starts: Sequence[Line], is_colophon: Callable[[Line], bool]
) -> tuple[AnnexPart, ...]:
    parts: list[AnnexPart] = []
    ends = [*(line.at for line in starts), len(lines.all)][1:]
    for start, end in zip(starts, ends, strict=True):
        inside = [line for line in lines.all[start.at + 1 : end] if not is_colophon(line)]
        title = title_group(inside, Style.ANNEX_TITLE)
        taken = {line.at for line in title}
        parts.append(
            AnnexPart(
                number=start.paragraph,
                title=tuple(line.paragraph for line in title),
                body=_content(lines, [line for line in inside if line.at not in taken]),
                section=(title[0] if title else start).paragraph.section,
            )
        )
    return tuple(parts)


def _numbers(line: Line) -> bool:
    return len(line.plain) <= _LONGEST and ANNEX_NUMBER.fullmatch(line.plain) is not None


def _content(lines: Lines, inside: Sequence[Line]) -> tuple[ParagraphFacts | Table, ...]:
    """Each block once; of a table its cells are not told one by one."""
    found: list[ParagraphFacts | Table] = []
    for line in without_illustrations(inside):
        block = line.paragraph if line.table is None else lines.paper.blocks[line.paragraph.block]
        if isinstance(block, ParagraphFacts) and block.is_empty:
            continue
        if not found or found[-1] is not block:
            found.append(block)
    return tuple(found)
