"""Turns how far the reading and the making of documents are into a bar on a terminal."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from make_docx.report.console import may_be_terminal, people

if TYPE_CHECKING:
    from rich.progress import Progress

_DELAY: Final = 0.5  # seconds; what is done by then needs no bar


@contextmanager
def progress() -> Iterator[Bar | None]:
    """The bar to tell, which is gone in the end; ``None`` where stderr is no terminal."""
    if not may_be_terminal() or not people().is_terminal:
        yield None
        return
    bar = Bar()
    try:
        yield bar
    finally:
        bar.stop()


class Bar:
    """One line for what is going on: first the files that are read, then what is made of them."""

    def __init__(self) -> None:
        self._since = time.monotonic()
        self._progress: Progress | None = None
        self._shown = ""

    def reading(self, done: int, total: int, wrong: int) -> None:
        """So many files are read of all; `wrong` of them have an error."""
        errors = f"[red]有错误的 {wrong} 份[/red]" if wrong else ""
        self._show("读取", f"已读 {done} 份，还有 {total - done} 份", done, total, errors)

    def making(self, what: str, done: int, total: int) -> None:
        """So far is `what`, such as 生成公文."""
        self._show(what, f"{done}/{total}" if total > 1 else "", done, total)

    def stop(self) -> None:
        """Take it away."""
        if self._progress:
            self._progress.stop()
        self._progress = None

    def _show(self, what: str, words: str, done: int, total: int, errors: str = "") -> None:
        if time.monotonic() - self._since < _DELAY:
            return
        if what != self._shown:
            self.stop()
            self._shown = what
        if self._progress is None:
            self._progress = _started(what, total)
        (task,) = self._progress.task_ids
        self._progress.update(task, completed=done, words=words, errors=errors)


def _started(what: str, total: int) -> Progress:
    from rich.progress import (
        BarColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    bar = Progress(
        TextColumn(what),
        BarColumn(),
        TextColumn("{task.fields[words]}"),
        TextColumn("{task.fields[errors]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=people(),
        transient=True,
    )
    bar.start()
    bar.add_task("", total=total, words="", errors="")
    return bar
