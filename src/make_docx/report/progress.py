"""Turns how far the reading is into a bar on a terminal."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from make_docx.report.console import may_be_terminal, people

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_DELAY: Final = 0.5  # seconds; what is done by then needs no bar


@contextmanager
def progress() -> Iterator[Callable[[int, int, int], None] | None]:
    """What to call with the files that are done, all, and those with an error.

    It is ``None`` where stderr is no terminal; the bar is gone when the reading has ended.
    """
    if not may_be_terminal() or not people().is_terminal:
        yield None
        return
    bar = _Bar()
    try:
        yield bar.show
    finally:
        bar.stop()


class _Bar:
    def __init__(self) -> None:
        self._since = time.monotonic()
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def show(self, done: int, total: int, wrong: int) -> None:
        if time.monotonic() - self._since < _DELAY:
            return
        if self._progress is None or self._task is None:
            self._progress, self._task = _started(total)
        self._progress.update(self._task, completed=done, left=total - done, wrong=wrong)

    def stop(self) -> None:
        if self._progress:
            self._progress.stop()


def _started(total: int) -> tuple[Progress, TaskID]:
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    bar = Progress(
        TextColumn("读取"),
        BarColumn(),
        TextColumn("已读 {task.completed} 份，还有 {task.fields[left]} 份"),
        TextColumn("有错误的 {task.fields[wrong]} 份", style="red"),
        TimeRemainingColumn(),
        console=people(),
        transient=True,
    )
    bar.start()
    return bar, bar.add_task("", total=total, left=total, wrong=0)
