"""Turns tables and turned pages into the verdicts of clause 8 and of practice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from make_docx.linter.clause import Remark, Strength, Subject, clause, judged, unknown
from make_docx.linter.clauses import words
from make_docx.linter.clauses.page import upright
from make_docx.linter.clauses.page_number import page_numbers
from make_docx.linter.paper import Table
from make_docx.official import page

_ELEMENT: Final = "表格"


@clause("L1", "8", _ELEMENT, "横排表格的表头朝订口一边", Strength.MUST)
def head_side(subject: Subject) -> Iterator[Remark]:
    """The left edge of the paper is the 订口 of an odd and the 切口 of an even page."""
    for number, section in enumerate(subject.paper.sections, start=1):
        if section.width_mm > section.height_mm:
            right = upright(section).head_at_binding
            measured = "朝左（上白边是订口）" if right else "朝右（上白边是切口）"
            yield judged(right, "朝左", measured, f"第{number}节")


@clause("L1-number", "8", _ELEMENT, "横排页的页码与其他页位置一致", Strength.MUST)
def number_side(subject: Subject) -> Iterator[Remark]:
    """Under the 版心 of the upright page, which is beside the text of the turned one."""
    at = page.MARGIN_BOTTOM_MM - page.PAGE_NUMBER_GAP_MM
    for found in page_numbers(subject):
        section, box = found.section, found.box
        if section.width_mm <= section.height_mm:
            continue
        if box is None or not box.turned:
            yield judged(False, "在横排页的左侧，字头朝右", "与横排的文字同向", found.place)
        elif box.left_mm is None:
            yield unknown("位置要排版以后才知道，请加 --render", found.place)
        else:
            centre = box.left_mm + box.width_mm / 2
            expected, measured = f"距纸左边缘{at}毫米", words.mm(centre)
            yield judged(abs(centre - at) <= 1.5, expected, measured, found.place)


@clause("L4", "8", _ELEMENT, "跨页的表格每页有表头", Strength.PRACTICE)
def repeated_head(subject: Subject) -> Iterator[Remark]:
    for number, table in _tables(subject):
        head = table.rows[0].repeats
        yield judged(head, "标题行重复", "重复" if head else "不重复", f"第{number}个表格")


@clause("L4-rows", "8", _ELEMENT, "表格的行不跨页断开", Strength.PRACTICE)
def whole_rows(subject: Subject) -> Iterator[Remark]:
    for number, table in _tables(subject):
        split = sum(row.may_split for row in table.rows)
        measured = f"{split}行可以断开" if split else "不断开"
        yield judged(not split, "不断开", measured, f"第{number}个表格")


def _tables(subject: Subject) -> Iterator[tuple[int, Table]]:
    """Tables of the text that have a head; the 版记 and tables of few rows have none."""
    tables = [block for block in subject.paper.blocks if isinstance(block, Table)]
    marks = {id(p) for p in subject.parts.marks}
    for number, table in enumerate(tables, start=1):
        inside = {id(p) for row in table.rows for cell in row.cells for p in cell.paragraphs}
        if len(table.rows) > 2 and table != subject.parts.colophon_table and not inside & marks:
            yield number, table


CLAUSES: Final = (head_side, number_side, repeated_head, whole_rows)
