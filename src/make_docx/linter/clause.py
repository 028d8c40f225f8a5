"""Holds the clauses of the standard and what the linter says about each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from make_docx.linter.paper import Paper
    from make_docx.linter.parts import Parts
    from make_docx.official.profile import Profile


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


@dataclass(frozen=True, slots=True)
class Remark:
    """What was decided at one place; `reason` says why it could not be.

    Places are Chinese words that a clerk finds in Word: 第3段“关于……”, 第2节, 页脚.
    """

    verdict: Verdict
    expected: str = ""
    measured: str = ""
    place: str = ""
    reason: str = ""
    deviation: str = ""  # the house rule that allows what the standard does not


@dataclass(frozen=True, slots=True)
class Subject:
    """What a clause is decided from."""

    paper: Paper
    parts: Parts
    profile: Profile


@dataclass(frozen=True, slots=True)
class Clause:
    """One requirement. `check` yields nothing when the document has no such element."""

    id: str  # of gbt9704-rules: P1, H5, K2
    number: str  # 5.1, 条例 9(五), GB/T 15835 4.2
    element: str  # the group it is told under: 页面, 版头, 标题, 正文, 数字…
    title: str  # what is asked for, in a few words
    strength: Strength
    check: Callable[[Subject], Iterator[Remark]]


@dataclass(frozen=True, slots=True)
class Ruling:
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
