"""Turns the 发文机关标志 of every format into the verdicts of 7.2.4, 10.1, 10.2 and 10.3."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from msgspec import Struct

from make_docx.linter.clause import (
    NEEDS_RENDERING,
    Clause,
    Remark,
    Strength,
    Subject,
    clause,
    judged,
    place_of,
    unknown,
)
from make_docx.linter.clauses import distance, extent, typeface, words
from make_docx.linter.clauses.page import near
from make_docx.linter.clauses.words import MM_PER_POINT
from make_docx.linter.colour import is_red
from make_docx.linter.paper import ParagraphFacts, Story, Table
from make_docx.linter.parts import Format
from make_docx.official import page
from make_docx.official.profile import Face

_ELEMENT: Final = "发文机关标志"
# An organ's name: anything but a sentence; XX stands for a name that is not shown.
_NAME: Final = r"[^\s。，；：、！？,;:!?]{2,}"
# In an exact line, of its height and of the size (measured; see page.mark_space_before).
_BASELINE: Final = 0.8
_INK: Final = 0.84


class _Rule(Struct, frozen=True):
    """What one format asks of its mark."""

    format: Format
    ids: tuple[str, str, str, str, str]  # of form, place, centring, colour and type
    number: str
    top_mm: int  # of its ink under the edge of the paper
    top: str  # the same in the standard's own words
    form: str  # what it reads, as a regular expression
    form_said: str


_Check = Callable[[_Rule, Subject], Iterator[Remark]]

_RULES: Final = (
    _Rule(
        Format.DOCUMENT,
        ("H4", "H5", "H5-centred", "H6-colour", "H6-type"),
        "7.2.4",
        page.MARGIN_TOP_MM + page.MARK_TOP_MM,
        "上边缘至版心上边缘35毫米",
        f"{_NAME}(?<!函|令)(?<!纪要|通知|报告|请示)",
        "发文机关全称或者规范化简称，后加“文件”或者不加",
    ),
    _Rule(
        Format.LETTER,
        ("F1", "F1-place", "F1-centred", "F1-colour", "F1-type"),
        "10.1",
        30,
        "上边缘至上页边30毫米",
        f"{_NAME}(?<!文件)(?<!函)",
        "发文机关全称或者规范化简称，不加“文件”",
    ),
    _Rule(
        Format.ORDER,
        ("F9", "F9-place", "F9-centred", "F9-colour", "F9-type"),
        "10.2",
        page.MARGIN_TOP_MM + 20,
        "上边缘至版心上边缘20毫米",
        f"{_NAME}(?:命令|令)",
        "发文机关全称加“命令”或者“令”",
    ),
    _Rule(
        Format.MINUTES,
        ("F12", "F12-place", "F12-centred", "F12-colour", "F12-type"),
        "10.3",
        page.MARGIN_TOP_MM + 35,
        "上边缘至版心上边缘35毫米",
        f"{_NAME}纪要",
        "“×××××纪要”",
    ),
)


def ink_top_mm(subject: Subject, paragraph: ParagraphFacts) -> float | None:
    """Upper edge of a line's ink under the edge of the paper; None where a renderer is needed."""
    section = distance.section_of(subject, paragraph)
    line = distance.line_height(paragraph, section)
    size = max((run.size for run in typeface.shown(paragraph)), default=0.0)
    above = _line_top_mm(subject, paragraph)
    if above is None or line is None or not size:
        return None
    return above + (_BASELINE * line - _INK * size) * MM_PER_POINT


def _line_top_mm(subject: Subject, paragraph: ParagraphFacts) -> float | None:
    if paragraph.story is Story.BOX and paragraph.box >= 0:
        box = subject.paper.boxes[paragraph.box]
        first = box.paragraphs and box.paragraphs[0] == paragraph
        return box.top_mm + paragraph.before * MM_PER_POINT if first and box.top_mm else None
    top = distance.top_of(subject, paragraph)
    section = distance.section_of(subject, paragraph)
    return None if top is None else section.top_mm + top * MM_PER_POINT


def _marks(rule: _Rule, subject: Subject) -> tuple[ParagraphFacts, ...]:
    return subject.parts.marks if subject.parts.format is rule.format else ()


def _form(rule: _Rule, subject: Subject) -> Iterator[Remark]:
    if marks := _marks(rule, subject):
        text = re.sub(r"[\s\u3000]", "", "".join(mark.text for mark in marks))
        right = re.fullmatch(rule.form, text) is not None
        yield judged(right, rule.form_said, text, place_of(marks[0]))


def _place(rule: _Rule, subject: Subject) -> Iterator[Remark]:
    for mark in _marks(rule, subject)[:1]:
        top = ink_top_mm(subject, mark)
        letter = rule.format is Format.LETTER
        expected = rule.top_mm - (0 if letter else page.MARGIN_TOP_MM)
        if top is None:
            yield unknown(NEEDS_RENDERING, place_of(mark), words.mm(expected))
            continue
        # From the 版心 as it is: a wrong 天头 is told by P2.
        down = top - (0.0 if letter else distance.section_of(subject, mark).top_mm)
        yield judged(near(down, expected), words.mm(expected), words.mm(down), place_of(mark))


def _centred(rule: _Rule, subject: Subject) -> Iterator[Remark]:
    for mark in _marks(rule, subject):
        if mark.story is Story.CELL:  # a stack of names with 文件 at its side is centred as one
            right = _is_centred(subject, subject.paper.blocks[mark.block])
        else:
            right = extent.is_centred(subject, mark)
        yield judged(right, "居中", "居中" if right else "不居中", place_of(mark))


def _is_centred(subject: Subject, block: ParagraphFacts | Table) -> bool:
    if not isinstance(block, Table):
        return False
    middle = extent.text_width(subject.paper.sections[block.section]) / 2
    off = abs(block.indent + block.width / 2 - middle)
    return block.align == "center" or off <= page.SIZE_3 / 2


def _colour(rule: _Rule, subject: Subject) -> Iterator[Remark]:
    for mark in _marks(rule, subject):
        runs = typeface.shown(mark)
        wrong = [run.colour for run in runs if not is_red(run.colour)]
        shade = (wrong or [run.colour for run in runs] or [""])[0]
        yield judged(not wrong, "红色", f"颜色{shade}", place_of(mark))


def _look(rule: _Rule, subject: Subject) -> Iterator[Remark]:
    for mark in _marks(rule, subject):
        yield typeface.look(subject, mark, Face.XIAOBIAOSONG, None)


def clauses_of(format_: Format) -> tuple[Clause, ...]:
    """What one format asks of its mark."""
    rule = next(rule for rule in _RULES if rule.format is format_)

    def made(id_: str, title: str, strength: Strength, check: _Check, *, of_text: bool) -> Clause:
        make = clause(id_, rule.number, _ELEMENT, title, strength, of_text=of_text)
        return make(partial(check, rule))

    form, place, centred, colour, look = rule.ids
    return (
        made(form, rule.form_said, Strength.MUST, _form, of_text=True),
        made(place, rule.top, Strength.MUST, _place, of_text=True),
        made(centred, "居中排布", Strength.MUST, _centred, of_text=True),
        made(colour, "红色", Strength.RECOMMENDED, _colour, of_text=False),
        made(look, "小标宋体字", Strength.RECOMMENDED, _look, of_text=False),
    )


@clause("H7", "7.2.4", _ELEMENT, "联合行文时主办机关排列在前", Strength.USUAL, of_text=True)
def order(subject: Subject) -> Iterator[Remark]:
    """The 署名 names the organs in full; told where a mark is one of these names."""
    parts = subject.parts
    names = extent.words_of(parts.signatures)
    marks = [re.sub(r"[\s\u3000]|文件$", "", mark.text) for mark in parts.marks]
    if len(marks) > 1 and marks[0] in names:
        measured = f"标志先写{marks[0]}，署名先写{names[0]}"
        yield judged(names[0] == marks[0], "与署名次序相同", measured, place_of(parts.marks[0]))


CLAUSES: Final = (*clauses_of(Format.DOCUMENT), order)
