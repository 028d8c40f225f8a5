"""Holds the clauses of the standard and what the linter says about each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from make_docx.findings import excerpt
from make_docx.linter.paper import Story

if TYPE_CHECKING:
    from make_docx.linter.paper import Paper, ParagraphFacts
    from make_docx.linter.parts import Parts
    from make_docx.official.profile import Profile
    from make_docx.rendering.page import Page

ONLY_TAGS: Final = "版式里是标记，要看生成的公文"
NEEDS_RENDERING: Final = "位置要排版以后才知道，请加 --render"


class Strength(StrEnum):
    """How the clause is worded; only a broken 应 is an error."""

    MUST = "应"
    USUAL = "一般"
    RECOMMENDED = "推荐"
    MAY = "可以"
    PRACTICE = "惯例"  # not in the standard


class Verdict(StrEnum):
    PASS = "pass"  # noqa: S105  no password
    FAIL = "fail"
    UNKNOWN = "unknown"


class Remark(Struct, frozen=True):
    """What was decided at one place; `reason` says why it could not be.

    Places are Chinese words that a clerk finds in Word: 第3段“关于……”, 第2节, 页脚.
    """

    verdict: Verdict
    expected: str = ""
    measured: str = ""
    place: str = ""
    reason: str = ""
    deviation: str = ""  # the house rule that allows what the standard does not


class Subject(Struct, frozen=True, eq=False):  # one is equal to itself alone
    """What a clause is decided from."""

    paper: Paper
    parts: Parts
    profile: Profile
    pages: tuple[Page, ...] | None = None  # as LibreOffice prints them


class Clause(Struct, frozen=True):
    """One requirement. `check` yields nothing when the document has no such element."""

    id: str  # of gbt9704-rules: P1, H5, K2
    number: str  # 5.1, 条例 9(五), GB/T 15835 4.2
    element: str  # the group it is told under: 页面, 版头, 标题, 正文, 数字…
    title: str  # what is asked for, in a few words
    strength: Strength
    check: Callable[[Subject], Iterator[Remark]]


Check = Callable[[Subject], Iterable[Remark]]


def clause(
    id: str,  # noqa: A002  it is called that everywhere
    number: str,
    element: str,
    title: str,
    strength: Strength,
    *,
    of_text: bool = False,
) -> Callable[[Check], Clause]:
    """Makes a Clause of the function under it; equal remarks become one with its first place.

    With `of_text` the clause is about texts, or places that hang on them: in a template it is
    unknown, because tags stand where texts will.
    """

    def made(check: Check) -> Clause:
        def checked(subject: Subject) -> Iterator[Remark]:
            remarks = check(subject)
            if of_text and subject.paper.is_template:
                remarks = (unknown(ONLY_TAGS, remark.place, remark.expected) for remark in remarks)
            yield from merged(remarks)

        return Clause(id, number, element, title, strength, checked)

    return made


def judged(right: bool, expected: str, measured: str, place: str = "") -> Remark:
    """符合 or 不符合."""
    return Remark(Verdict.PASS if right else Verdict.FAIL, expected, measured, place)


def allowed(expected: str, measured: str, deviation: str, place: str = "") -> Remark:
    """Not what the standard says, but what the house profile does."""
    return Remark(Verdict.PASS, expected, measured, place, deviation=deviation)


def unknown(reason: str, place: str = "", expected: str = "") -> Remark:
    return Remark(Verdict.UNKNOWN, expected, place=place, reason=reason)


def merged(remarks: Iterable[Remark]) -> Iterator[Remark]:
    """Equal remarks of several places as one: 第3段“关于……”等5处."""
    places: dict[Remark, list[str]] = {}
    for remark in remarks:
        places.setdefault(replace(remark, place=""), []).append(remark.place)
    for remark, found in places.items():
        more = f"等{len(found)}处" if len(found) > 1 and found[0] else ""
        yield replace(remark, place=found[0] + more)


def place_of(paragraph: ParagraphFacts) -> str:
    """Where a clerk finds it: 第3段“关于……”, 页脚“— 1 —”."""
    said = excerpt(paragraph.text)
    text = f"“{said}”" if said else ""
    match paragraph.story:
        case Story.BODY:
            return f"第{paragraph.index}段{text}"
        case Story.CELL:
            return f"表格{text}"
        case Story.BOX:
            return f"文本框{text}"
        case Story.HEADER:
            return f"页眉{text}"
        case Story.FOOTER:
            return f"页脚{text}"


class Ruling(Struct, frozen=True):
    """A clause and what came of it: the worst remark counts."""

    clause: Clause
    remarks: tuple[Remark, ...]

    @property
    def verdict(self) -> Verdict | None:
        """None when the clause does not apply."""
        found = {remark.verdict for remark in self.remarks}
        for verdict in (Verdict.FAIL, Verdict.UNKNOWN, Verdict.PASS):
            if verdict in found:
                return verdict
        return None

    @property
    def decisive(self) -> tuple[Remark, ...]:
        """The remarks that made the verdict; of a pass also what the house has otherwise."""
        verdict = self.verdict
        return tuple(remark for remark in self.remarks if remark.verdict is verdict)
