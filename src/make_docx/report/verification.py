"""Turns what became of a document's figures into lines for people and into what programs read."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from make_docx.findings import Severity
from make_docx.report.console import Line, say
from make_docx.report.outcome import findings_json, tell_findings

if TYPE_CHECKING:
    from make_docx.chain import Verification

_WORDS: Final = {"same": "照原样", "reworded": "换了写法", "changed": "不符", "deleted": "删去"}
_REQUOTED: Final = "quoted-number-gone"
_ORDER: Final = {Severity.ERROR: 0, Severity.WARN: 1, Severity.NOTE: 2}


def tell_verification(found: Verification) -> None:
    """Print what differs, then the numbers that nobody marked, and how it stands at the end."""
    tell_findings(sorted(found.findings, key=lambda one: _ORDER[one.severity]))
    counts = Counter(str(figure.state) for figure in found.figures)
    said = "，".join(
        f"{word} {counts[state]} 个" for state, word in _WORDS.items() if counts[state]
    )
    say(f"正文里由数据生成的数 {len(found.figures)} 个{f'：{said}' if said else ''}。")
    for figure in found.figures:
        if figure.state == "reworded":
            label = f"{figure.name}（{figure.scope}）" if figure.scope else figure.name
            spot = f"第{figure.paragraph}段" if figure.paragraph else ""
            line = f"  换了写法：“{label}”原来写“{figure.printed}”，现在写“{figure.found}”"
            say(f"{line}（{spot}）" if spot else line)
    if found.numbers:
        say(f"另外写进去的数 {len(found.numbers)} 处，请人工核对。")
    if found.quoted:
        say(f"各单位文字里的数 {found.quoted} 处，与生成时一样。")
    if found.table_agrees is not None:
        say(f"统计表与数据{'一致' if found.table_agrees else '不一致'}。")
    for table in found.tables:
        said = "没有核对" if table.agrees is None else f"与数据{'' if table.agrees else '不'}一致"
        say(f"{table.name}{said}。")
    state = "完好" if found.is_sound else "有问题"
    code = f"，校验码 {found.code}" if found.code else ""
    say(f"内嵌数据{state}{code}。")
    _verdict(found).show()


def _verdict(found: Verification) -> Line:
    if not found.ok:
        return Line("公文与数据不一致，请改正后再用印、上报。", "red")
    if not found.is_compared:
        return Line("公文里没有由数据生成的数，也没有可以核对的统计表，请人工核对。", "yellow")
    if any(one.code == _REQUOTED for one in found.findings):
        return Line("由数据生成的数核对无误；各单位的文字有改动，请人工核对。", "yellow")
    if not found.unchecked:
        return Line("核对无误。", "green")
    compared = [table.name for table in found.tables if table.agrees]
    told = "、".join(["正文", *(["统计表"] if found.table_agrees else []), *compared])
    left = "、".join(found.unchecked)
    return Line(f"{told}核对无误；{left}没有核对，请人工核对后再用印、上报。", "yellow")


def verification_json(found: Verification) -> dict[str, Any]:
    """What ``verify --json`` prints; `annex` is the 统计表, null where there is none to compare.

    `agrees` of another table is null where it was not compared; `unchecked` names those.
    """
    return {
        "document": found.document,
        "ok": found.ok,
        "text": found.text_agrees,
        "annex": found.table_agrees,
        "tables": [{"name": table.name, "agrees": table.agrees} for table in found.tables],
        "unchecked": list(found.unchecked),
        "data": found.is_sound,
        "code": found.code,
        "quoted": found.quoted,
        "figures": [
            {
                "name": figure.name,
                "scope": figure.scope,
                "bookmark": figure.bookmark,
                "expected": figure.expected,
                "printed": figure.printed,
                "found": figure.found,
                "paragraph": figure.paragraph,
                "excerpt": figure.excerpt,
                "result": figure.state,
            }
            for figure in found.figures
        ],
        "numbers": [
            {
                "text": number.text,
                "paragraph": number.paragraph,
                "excerpt": number.excerpt,
                "same_as": number.same_as,
            }
            for number in found.numbers
        ],
        "findings": findings_json(found.findings),
    }
