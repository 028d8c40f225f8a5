"""Turns the bytes of 校核报告.xlsx into the decisions in it, if they are known without opening it.

A report of a province takes longer to open than to write, and hardly ever has the clerk written
in it. What was read of it, or that nothing is in it, holds as long as it is the same to the byte.
The file is of no use to people and may be deleted at any time.
"""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Final

from msgspec.json import decode, encode

from make_docx.audit.decision import Decision
from make_docx.errors import OutputError
from make_docx.intake.cache import UNWANTED, digest_of, program, read_kept
from make_docx.job_files import MEMORY_FILE, OUTBOX
from make_docx.output import write_whole

_WORTH_IT: Final = 1 << 17  # bytes; a smaller report is opened in no time
_MOST_BYTES: Final = 1 << 26


def recall(report: Path, data: bytes) -> tuple[Decision, ...] | None:
    """The decisions in the report with the bytes `data`; ``None`` where it has to be opened."""
    path = report.with_name(MEMORY_FILE)
    if not _pays(report, data):
        return None
    try:
        head = _head(data)
        first, kept = read_kept(path, head, _MOST_BYTES)
        if first != _first_line(head, kept):
            return None
        return decode(kept, type=tuple[Decision, ...])
    except UNWANTED:
        return None


def remember(report: Path, data: bytes, decisions: tuple[Decision, ...]) -> None:
    """Keep that these are the decisions in the report with the bytes `data`."""
    if not _pays(report, data):
        return
    kept = encode(decisions)
    head = _head(data)
    first = _first_line(head, kept)
    path = report.with_name(MEMORY_FILE)
    with contextlib.suppress(OutputError):
        if read_kept(path, head, _MOST_BYTES) != (first, kept):
            write_whole(path, first + kept, force=True)


def _pays(report: Path, data: bytes) -> bool:
    """Whether it does; beside a one-workbook job nothing is left behind."""
    return len(data) >= _WORTH_IT and report.parent.name == OUTBOX


def _head(data: bytes) -> list[str]:
    return ["make-docx", program(), digest_of(data)]


def _first_line(head: list[str], kept: bytes) -> bytes:
    return json.dumps([*head, digest_of(kept)]).encode() + b"\n"
