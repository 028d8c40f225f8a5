"""Turns the last lines of a paper into its 版记 (7.4)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from msgspec import Struct

from make_docx.document.styles import Style
from make_docx.linter.colour import is_red
from make_docx.linter.paper import Border, Box, ParagraphFacts, Row, Table
from make_docx.linter.recognition.lines import Line, Lines
from make_docx.linter.recognition.words import ADDRESSEE_MOVED, COPIES, PRINTED

_LONGEST: Final = 80  # characters of the line with 印发
_TABLE_SIDES: Final = {"top": "first", "insideH": "inner", "bottom": "last"}
_LEAST_MM: Final = 80  # a drawn line shorter than this is no rule of the 版记
_MOST_BEHIND: Final = 2  # lines behind the 印发: how many copies, who typed it
_SHORT: Final = 30  # characters of such a line
_LATER: Final = 12  # lines behind the 抄送 among which the 印发 is looked for


class Colophon(Struct, frozen=True):
    addressee: ParagraphFacts | None = None
    copies: ParagraphFacts | None = None
    printed: ParagraphFacts | None = None
    table: Table | None = None
    box: Box | None = None
    rules: tuple[tuple[str, Border], ...] = ()
    first: int | None = None  # the line it begins with
    last: int | None = None

    def holds(self, line: Line) -> bool:
        """The line is part of it, or of the table or box it stands in."""
        if self.first is None or self.last is None:
            return False
        if line.box is not None and line.box is self.box:
            return True
        if line.table is not None and line.table is self.table:
            return True
        return self.first <= line.at <= self.last


def find_colophon(lines: Lines) -> Colophon:
    filled = lines.filled
    printed = _last(filled, Style.PRINTED_BY, _prints)
    copies = _last(filled, Style.COPIES_TO, lambda line: _begins(COPIES, line))
    if printed is not None and copies is not None and not -2 <= printed.at - copies.at <= _LATER:
        copies = None  # a word of the text
    head = copies or printed
    if head is None:
        return Colophon()
    moved = _moved(filled, head)
    if copies is moved:  # 主送 alone, in the style of 抄送
        copies = None
    found = [line for line in (moved, copies, printed) if line is not None]
    table = next((line.table for line in found if line.table is not None), None)
    box = next((line.box for line in found if line.box is not None), None)
    last = max(line.at for line in found)
    behind = [line for line in filled if line.at > last]
    if len(behind) <= _MOST_BEHIND and all(len(line.plain) <= _SHORT for line in behind):
        last = max([last, *(line.at for line in behind)])
    return Colophon(
        addressee=moved.paragraph if moved else None,
        copies=copies.paragraph if copies else None,
        printed=printed.paragraph if printed else None,
        table=table,
        box=box,
        rules=_rules(lines, found, table),
        first=min(line.at for line in found),
        last=last,
    )


def _last(filled: Sequence[Line], style: Style, test: Callable[[Line], bool]) -> Line | None:
    styled = [line for line in filled if line.style is style]
    if styled:
        return styled[-1]
    return next((line for line in reversed(filled) if line.is_free and test(line)), None)


def _prints(line: Line) -> bool:
    text = line.plain
    if len(text) > _LONGEST or not text.endswith(("印发", "印制", "印")):
        return False
    return PRINTED.search(text) is not None


def _begins(form: re.Pattern[str], line: Line) -> bool:
    return form.match(line.text.strip()) is not None


def _moved(filled: Sequence[Line], head: Line) -> Line | None:
    """主送 directly above 抄送."""
    above = [line for line in filled if line.at < head.at]
    if above and _begins(ADDRESSEE_MOVED, above[-1]):
        return above[-1]
    if head.style is Style.COPIES_TO and _begins(ADDRESSEE_MOVED, head):
        return head
    return None


# ── rules ───────────────────────────────────────────────────────────────────────────────


def _rules(
    lines: Lines, found: Sequence[Line], table: Table | None
) -> tuple[tuple[str, Border], ...]:
    if table is not None and (rules := _of_table(table)):
        return rules
    return _named(_of_paragraphs(lines, found) or _drawn(lines, found))


def _of_table(table: Table) -> tuple[tuple[str, Border], ...]:
    """From top to bottom; a cell's own border comes before the table's."""
    rules: list[tuple[str, Border]] = []
    count = len(table.rows)
    for at in range(count + 1):
        above = table.rows[at - 1] if at else None
        below = table.rows[at] if at < count else None
        side = "top" if at == 0 else "bottom" if at == count else "insideH"
        rule = _side(above, "bottom") or _side(below, "top") or table.borders.get(side)
        if rule is not None:
            rules.append((_TABLE_SIDES[side], rule))
    return tuple(rules)


def _side(row: Row | None, side: str) -> Border | None:
    cells = () if row is None else row.cells
    return next((cell.borders[side] for cell in cells if side in cell.borders), None)


def _of_paragraphs(lines: Lines, found: Sequence[Line]) -> list[Border]:
    rules: list[Border] = []
    first, last = found[0].at, found[-1].at
    around = lines.all[max(0, first - 1) : last + 2]
    for line in around:
        inside = first <= line.at <= last
        sides = line.paragraph.borders
        if "top" in sides and (inside or line.at > last):
            rules.append(sides["top"])
        if "bottom" in sides and (inside or line.at < first or line.is_empty):
            rules.append(sides["bottom"])
    return rules


def _drawn(lines: Lines, found: Sequence[Line]) -> list[Border]:
    """Lines that are anchored where the 版记 stands."""
    first = found[0].paragraph.block - 1
    boxes = [
        box
        for box in lines.paper.boxes
        if box.kind == "line"
        and box.part == ""
        and box.anchor >= first
        and box.width_mm >= _LEAST_MM
        and not is_red(box.colour)
    ]
    boxes.sort(key=lambda box: (box.anchor, box.top_mm or 0.0))
    return [Border(box.line_style, box.weight, box.colour) for box in boxes]


def _named(rules: Sequence[Border]) -> tuple[tuple[str, Border], ...]:
    last = len(rules) - 1
    names = ("first" if at == 0 else "last" if at == last else "inner" for at in range(len(rules)))
    return tuple(zip(names, rules, strict=True))
