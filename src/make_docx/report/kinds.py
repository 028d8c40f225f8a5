"""Turns what was found in the folders of kinds into lines for people and for programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from make_docx.findings import Severity
from make_docx.report.console import say
from make_docx.report.outcome import findings_json, tell_findings

if TYPE_CHECKING:
    from make_docx.workshop import Inspection


def tell_new_kind(folder: Path, job: Path) -> None:
    """Print where a new kind is and the two commands to go on with."""
    say(f"已建好文种：{folder}", "green")
    say("接着运行下面两条，先检查，再用示例生成一份公文看看：")
    say(f"  make-docx kinds check {_typed(folder)}")
    say(f"  make-docx build {_typed(job)} --kinds {_typed(folder)}")


def tell_tidied(found: Mapping[Path, Mapping[str, int]], *, only_look: bool) -> None:
    """Print what went from each template, or would go."""
    if not found:
        say("已经是整理好的，没有改动。", "green")
    for path, gone in found.items():
        said = "、".join(f"{what} {count} 处" for what, count in gone.items())
        said = f"去掉了{said}" if said else "只是文件里各部分的次序和写法，内容没有变"
        head, style = ("要整理", "yellow") if only_look else ("已整理", "green")
        say(f"{head}：{path}", style)
        say(f"    {said.replace('去掉了', '要去掉') if only_look else said}")


def tell_inspections(inspections: Sequence[Inspection]) -> None:
    """Print every finding of every kind, and how it stands."""
    for one in inspections:
        name = f"{one.kind.name}（{one.kind.id}）" if one.kind else str(one.folder)
        say(name, "bold")
        tell_findings(one.findings)
        wrong = sum(found.blocks for found in one.findings)
        soft = sum(found.severity is Severity.WARN for found in one.findings)
        said = f"有 {wrong} 处错误" if wrong else "没有错误，可以用"
        said += f"，{soft} 处提醒" if soft else ""
        say(f"{said}。", "red" if wrong else "green")


def inspections_json(inspections: Sequence[Inspection]) -> dict[str, Any]:
    """What ``kinds check --json`` prints; `line` is 0 where a finding has none."""
    return {
        "ok": all(one.ok for one in inspections),
        "kinds": [
            {
                "folder": str(one.folder),
                "id": one.kind.id if one.kind else "",
                "name": one.kind.name if one.kind else "",
                "ok": one.ok,
                "findings": [
                    {**row, "line": found.place.line}
                    for row, found in zip(findings_json(one.findings), one.findings, strict=True)
                ],
            }
            for one in inspections
        ],
    }


def _typed(path: Path) -> str:
    """A path as it has to be typed; quotation marks do for spaces in every console."""
    text = str(path)
    return f'"{text}"' if any(letter in text for letter in " &()'") else text
