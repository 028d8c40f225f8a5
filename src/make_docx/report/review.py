"""Turns the rulings of the linter into lines for people and into what programs read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from make_docx.report.console import Line, say

if TYPE_CHECKING:
    from make_docx.linter.clause import Remark, Ruling
    from make_docx.linter.review import Review

_WORDS: Final = {"pass": "符合", "fail": "不符合", "unknown": "无法判定"}
_MARKS: Final = {"pass": ("√", "green"), "fail": ("×", "red"), "unknown": ("？", "cyan")}
_SOFT: Final = ("！", "yellow")  # not as asked, but nothing that 应 be so
_MUST: Final = "应"


def tell_review(review: Review) -> None:
    """Print every clause by element, measured beside required, and the sum at the end."""
    for element, rulings in groupby(review.rulings, key=lambda ruling: ruling.clause.element):
        say(element, "bold")
        for ruling in rulings:
            for line in _lines(ruling):
                line.show()
    if review.stand_ins:
        shown = "、".join(f"{asked}（{used}）" for asked, used in review.stand_ins)
        say(f"本机没有这些字体，排版时用括号里的代替：{shown}。")
    say(_sum(review), "green" if review.ok else "red")


def review_json(review: Review) -> dict[str, Any]:
    """What ``lint --json`` prints: a row a clause, its worst place in front."""
    return {
        "file": review.file,
        "ok": review.ok,
        "summary": {
            **{word: review.counts[word] for word in _WORDS},  # type: ignore[index]
            "deviation": len(review.deviations),
        },
        "stand_ins": [{"asked": asked, "used": used} for asked, used in review.stand_ins],
        "clauses": [
            {
                "id": ruling.clause.id,
                "clause": ruling.clause.number,
                "element": ruling.clause.element,
                "title": ruling.clause.title,
                "result": ruling.verdict,
                "strength": ruling.clause.strength.name.lower(),
                **_remark_json(ruling.decisive[0]),
                "others": [_remark_json(remark) for remark in ruling.decisive[1:]],
            }
            for ruling in review.rulings
        ],
    }


def _remark_json(remark: Remark) -> dict[str, str]:
    return {
        "expected": remark.expected,
        "measured": remark.measured,
        "place": remark.place,
        "reason": remark.reason,
        "deviation": remark.deviation,
    }


def _lines(ruling: Ruling) -> Iterator[Line]:
    clause = ruling.clause
    mark, style = _MARKS[str(ruling.verdict)]
    if ruling.verdict == "fail" and clause.strength != _MUST:
        mark, style = _SOFT
    strength = "" if clause.strength == _MUST else f"，{clause.strength}"
    line = Line("  ").append(f"{mark} ", style)
    line.append(f"{clause.title}（{clause.number}{strength}）")
    if ruling.verdict == "pass" and not any(remark.deviation for remark in ruling.decisive):
        found = dict.fromkeys(filter(None, (remark.measured for remark in ruling.decisive)))
        yield line.append(f"  {'、'.join(found)}", "dim")
        return
    yield line
    for remark in ruling.decisive:
        if said := _said(remark):
            yield Line(f"      {said}", "bold" if ruling.verdict == "fail" else "")


def _said(remark: Remark) -> str:
    parts = [
        remark.place,
        f"应为{remark.expected}" if remark.expected else "",
        f"实为{remark.measured}" if remark.measured else "",
        remark.reason,
        f"本单位规定：{remark.deviation}" if remark.deviation else "",
    ]
    place, *rest = parts
    said = "；".join(filter(None, rest))
    return f"{place}：{said}" if place and said else place or said


def _sum(review: Review) -> str:
    counts = review.counts
    said = "，".join(f"{word} {counts[key]} 条" for key, word in _WORDS.items())  # type: ignore[index]
    failed = [ruling for ruling in review.rulings if ruling.verdict == "fail"]
    hard = sum(ruling.clause.strength == _MUST for ruling in failed)
    if hard:
        said += f"。其中必须改正的 {hard} 条（标 ×）"
    if len(failed) > hard:
        said += f"。另有 {len(failed) - hard} 条只是建议（标 ！）"
    if deviations := len(review.deviations):
        said += f"。按本单位格式规定与标准不同的 {deviations} 条"
    return f"{said}。"
