"""Turns measured rows into a table for a terminal, and into a section of docs/performance.md."""

from __future__ import annotations

import datetime as dt
import importlib.metadata
import os
import platform
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from benchmarks.measure import Ratio
from benchmarks.row import Row

PAGE: Final = Path(__file__).parents[1] / "docs" / "performance.md"
_HEADS: Final = (
    "work",
    "against",
    "ratio (least–largest)",
    "by CPU time",
    "aim",
    "met",
    "ours",
    "peer",
    "note",
)
_PACKAGES: Final = (
    "make-docx",
    "openpyxl",
    "docxtpl",
    "python-docx",
    "lxml",
    "Jinja2",
    "typer",
)


def table(rows: Sequence[Row]) -> str:
    """A Markdown table; what is aimed at says which way round the ratio is."""
    lines = [_line(_HEADS), _line(["---"] * len(_HEADS))]
    return "\n".join([*lines, *(_line(_cells(row)) for row in rows)])


def section(rows: Sequence[Row], *, is_quick: bool) -> str:
    """The table with its day, its versions and its machine."""
    kind = " (quick: sizes and rounds cut)" if is_quick else ""
    day = dt.datetime.now(dt.UTC).strftime("%Y-%m-%d %H:%M UTC")
    return f"\n### Run of {day}{kind}\n\n{machine()}\n\n{table(rows)}\n"


def append(rows: Sequence[Row], *, is_quick: bool) -> None:
    """Put the run at the end of the page."""
    with PAGE.open("a", encoding="utf-8") as page:
        page.write(section(rows, is_quick=is_quick))


def machine() -> str:
    """Versions and machine in a sentence each; nothing that names the computer or its owner."""
    versions = [f"{name} {importlib.metadata.version(name)}" for name in _PACKAGES]
    python = f"{platform.python_implementation()} {platform.python_version()}"
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return (
        f"{python}, {', '.join(versions)}{_node()}; make-docx at {_revision()}. "
        f"{os.cpu_count()} CPUs ({_processor()}), {platform.system()}, load average {load}."
    )


def _cells(row: Row) -> list[str]:
    if row.wall is None or row.cpu is None:
        return [row.work, row.peer, "", "", "", row.verdict, "", "", row.note]
    return [
        row.work,
        row.peer,
        _ratio(row.wall),
        f"{row.cpu.median:.2f}",
        str(row.aim) if row.aim else "",
        row.verdict,
        _time(row.ours_seconds, row.ours_cpu),
        _time(row.peer_seconds, row.peer_cpu),
        row.note,
    ]


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _ratio(found: Ratio) -> str:
    return f"**{found.median:.2f}** ({found.least:.2f}–{found.largest:.2f})"


def _time(wall: float, cpu: float) -> str:
    return f"{_seconds(wall)}, CPU {_seconds(cpu)}"


def _seconds(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.1f} ms"


def _node() -> str:
    node = shutil.which("node")
    if node is None:
        return ", no node"
    done = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    return f", node {done.stdout.strip()}"


def _revision() -> str:
    git = shutil.which("git")
    if git is None:
        return "an unknown revision"
    command = [git, "-C", str(PAGE.parent), "rev-parse", "--short", "HEAD"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "an unknown revision"


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    if not information.is_file():
        return platform.processor() or "unknown"
    lines = information.read_text("utf-8").splitlines()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, "unknown")
