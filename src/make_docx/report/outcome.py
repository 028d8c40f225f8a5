"""Turns an `Outcome` into lines for people and into what programs read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from pathlib import Path
from typing import Any, Final

from make_docx.findings import Finding, Severity
from make_docx.model import Figure, FileStatus, Kind, Outcome, Status
from make_docx.report.console import Line, say

# GBK consoles cannot encode ✗ and ⚠; these they can.
_MARKS: Final = {
    Severity.ERROR: ("×", "red"),
    Severity.WARN: ("！", "yellow"),
    Severity.NOTE: ("·", "cyan"),
}
_WAITING: Final = ("？", "magenta")
_MANY: Final = "多家单位"
_NO_UNIT: Final = "公文要素和认不出单位的文件"
_MISSING: Final = "unit-missing"
_OF_OTHERS: Final = frozenset(
    {
        *("form-other-kind", "form-other-period", "form-not-ours"),
        *("payload-other-kind", "payload-other-period", "document-own"),
    }
)
_OF_UNITS: Final = frozenset({"unit-blank", "unit-unknown"})
_FOREIGN: Final = "不是本任务的"
_NAMELESS: Final = "认不出单位"
_BROKEN: Final = "读不出来"
_WORDS: Final = {Severity.ERROR: "错误", Severity.WARN: "提醒", Severity.NOTE: "说明"}


def tell(outcome: Outcome, *, with_notes: bool) -> None:
    """Print the summary and then the findings, the ones that block first.

    Notes are counted, not listed, unless `with_notes`.
    """
    if outcome.checked.expected or outcome.checked.reports:  # else no unit is asked for anything
        say(_summary(outcome))
    told = [f for f in outcome.findings if with_notes or f.severity is not Severity.NOTE]
    missing = [finding for finding in told if finding.code == _MISSING]
    if missing:
        _tell_missing(missing)
    tell_findings([finding for finding in told if finding.code != _MISSING])
    say(_conclusion(outcome, with_notes=with_notes))
    if any(document.unit for document in outcome.documents):
        folder = Path(outcome.documents[0].path).parent
        told_of = f"已生成 {len(outcome.documents)} 家单位的公文：{folder}"
        say(told_of, "green")
        return
    for document in outcome.documents:
        for path in filter(None, (document.path, document.review, document.pdf, document.form)):
            say(f"已生成：{path}", "green")


def tell_findings(findings: Iterable[Finding]) -> None:
    """Print findings by unit, the worst first; the same words about many units are said once."""
    same: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in findings:
        same.setdefault((finding.severity, finding.message, finding.action), []).append(finding)
    by_unit: dict[str, list[list[Finding]]] = {}
    for group in same.values():
        units = {finding.unit for finding in group}
        unit = units.pop() if len(units) == 1 else _MANY
        by_unit.setdefault(unit, []).append(group)
    for unit, groups in by_unit.items():
        if unit or len(by_unit) > 1:
            say(f"【{unit or _NO_UNIT}】", "bold")
        for group in groups:
            _tell_group(group)


def tell_kinds(kinds: Sequence[Kind]) -> None:
    """Print a line for each kind."""
    for kind in kinds:
        directions = "、".join(kind.directions)
        facts = f"{kind.version}  {directions}  版式：{kind.layout}  来自：{kind.origin}"
        say(f"{kind.name}  {kind.id}  {facts}")


def outcome_json(outcome: Outcome) -> dict[str, Any]:
    """What ``check --json`` prints; after a build also the documents and the figures."""
    checked = outcome.checked
    content: dict[str, Any] = {
        "ok": outcome.ok,
        "files": [
            {
                "path": record.path,
                "status": record.status,
                "unit": record.unit,
                "form_version": record.form_version,
            }
            for record in checked.files
        ],
        "units": {
            "expected": len(checked.expected),
            "reported": len(checked.reports),
            "missing": [unit.name for unit in checked.missing],
            "duplicate": list(checked.duplicate),
            "late": list(checked.late),
            "unknown": list(checked.unknown),
        },
        "findings": findings_json(outcome.findings),
    }
    return content


def build_json(outcome: Outcome) -> dict[str, Any]:
    """What ``build --json`` prints."""
    documents = [
        {
            "path": built.path,
            "sha256": built.sha256,
            **({"unit": built.unit} if built.unit else {}),
            **({"pdf": built.pdf} if built.pdf else {}),
            **({"review": built.review} if built.review else {}),
            **({"form": built.form} if built.form else {}),
        }
        for built in outcome.documents
    ]
    totals = outcome.figures.totals.values() if outcome.figures else ()
    return outcome_json(outcome) | {
        "documents": documents,
        "figures": [_figure_json(figure) for figure in totals],
    }


def findings_json(findings: Iterable[Finding]) -> list[dict[str, str | int]]:
    """One object a finding; empty strings where it has no such place, `line` only in a text."""
    return [
        {
            "code": finding.code,
            "severity": finding.severity,
            "file": finding.place.file,
            "sheet": finding.place.sheet,
            "cell": finding.place.cell,
            "label": finding.place.label,
            **({"line": finding.place.line} if finding.place.line else {}),
            "unit": finding.unit,
            "found": finding.found,
            "needs_reason": finding.needs_reason,
            "reason": finding.reason,
            "expected": finding.expected,
            "message": finding.message,
            "action": finding.action,
        }
        for finding in findings
    ]


def kinds_json(kinds: Sequence[Kind]) -> list[dict[str, Any]]:
    """What ``kinds --json`` prints: the kinds that can be used."""
    return [
        {
            "id": kind.id,
            "name": kind.name,
            "direction": list(kind.directions),
            "layout": kind.layout,
            "origin": kind.origin,
            "version": kind.version,
        }
        for kind in kinds
    ]


def _figure_json(figure: Figure) -> dict[str, Any]:
    return {
        "name": figure.name,
        "value": None if figure.value is None else format(figure.value, "f"),
        "unit": figure.unit,
        "status": Status(figure.status),
        "cells": len(figure.sources),
    }


def _summary(outcome: Outcome) -> str:
    checked = outcome.checked
    parts = [f"应报 {len(checked.expected)} 家", f"已报 {len(checked.reports)} 家"]
    rest = len(checked.expected) - len(checked.reports) - len(checked.missing)
    counts = {
        "缺报": len(checked.missing),
        "重复": len(checked.duplicate),
        "退回": rest - len(checked.duplicate),
    }
    parts += [f"{name} {count} 家" for name, count in counts.items() if count]
    # A 汇总表 has no unit of its own, nor has the workbook of a one-workbook job.
    known = {report.file for report in checked.reports}
    known |= {finding.place.file for finding in outcome.findings if finding.unit}
    unowned = [
        record.path
        for record in checked.files
        if record.status is FileStatus.REJECTED and not record.unit
        if "/" in record.path and record.path not in known
    ]
    if checked.late:
        parts.append(f"已报中迟报 {len(checked.late)} 家")
    parts += _unowned(unowned, outcome.findings)
    return "，".join(parts) + "。"


def _unowned(paths: Sequence[str], findings: Sequence[Finding]) -> list[str]:
    """What the files are that are of no unit: of something else, without a name, or broken."""
    if not paths:
        return []
    codes: dict[str, set[str]] = {path: set() for path in paths}
    for finding in findings:
        if finding.blocks and finding.place.file in codes:
            codes[finding.place.file].add(finding.code)
    why = Counter(_why(codes[path]) for path in paths)
    told = [f"{why[word]} 个{word}" for word in (_FOREIGN, _NAMELESS, _BROKEN) if why[word]]
    return [f"另有 {len(paths)} 个文件没有采用：{'、'.join(told)}"]


def _why(codes: Set[str]) -> str:
    if codes & _OF_OTHERS:
        return _FOREIGN
    return _NAMELESS if codes & _OF_UNITS else _BROKEN


def _conclusion(outcome: Outcome, *, with_notes: bool) -> str:
    findings = outcome.findings
    counts = Counter(finding.severity for finding in findings)
    if not counts:
        return "没有发现问题。"
    said = "，".join(f"{_WORDS[s]} {counts[s]} 条" for s in _WORDS if counts[s])
    command = "check --each" if any(one.unit for one in outcome.documents) else "check"
    tail = f"（说明用 make-docx {command} 查看）"
    tail = "" if with_notes or not counts[Severity.NOTE] else tail
    waiting = sum(map(_waits, findings))
    if waiting:
        tail = (
            f"其中 {waiting} 条待确认（标 ？）：核实后在“校核报告”的“处理”栏选“确认”并写明理由，"
            f"再运行一次。{tail}"
        )
    if counts[Severity.ERROR] and outcome.documents:
        return f"{said}。有错误的没有生成，改正以后再运行一次。{tail}"
    if counts[Severity.ERROR]:
        return f"{said}。有错误，改正以后才能生成公文。{tail}"
    return f"{said}。没有错误。{tail}"


def _tell_missing(missing: Sequence[Finding]) -> None:
    """All of them at once: a line each would push everything else off the screen."""
    mark, style = _MARKS[missing[0].severity]
    Line(f"{mark} ", style).append(f"没有报送的单位 {len(missing)} 家", "bold").show()
    say(f"    {'、'.join(finding.unit for finding in missing)}")
    if missing[0].blocks:
        say(f"    → {missing[0].action}", "dim")


def _tell_group(group: Sequence[Finding]) -> None:
    first = group[0]
    mark, style = _WAITING if _waits(first) else _MARKS[first.severity]
    for place in dict.fromkeys(map(_place, group)):
        Line(f"{mark} ", style).append(place, "bold").show()
    say(f"    {first.message}")
    say(f"    → {first.action}", "dim")
    if _waits(first):
        whom = first.unit if len({finding.unit for finding in group}) == 1 else "全部"
        option = f"--accept {first.code}:{whom or first.place.label} --reason 理由"
        say(f"    → 核实无误的，写明理由确认：{option}", "dim")


def _waits(finding: Finding) -> bool:
    """Whether the clerk has to confirm it before the document is built."""
    return finding.stops and not finding.blocks


def _place(finding: Finding) -> str:
    place = str(finding.place) or finding.unit
    is_new = finding.unit and finding.unit not in place
    return f"{place}（{finding.unit}）" if is_new else place
